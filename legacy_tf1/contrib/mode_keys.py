"""Name the modes of a model, as tf.contrib.learn does."""


class ModeKeys:
    """The modes `TRAIN`, `EVAL` and `INFER`.

    The last one is `PREDICT` in `tf.estimator.ModeKeys`; the values are the same.
    """

    TRAIN = "train"
    EVAL = "eval"
    INFER = "infer"
