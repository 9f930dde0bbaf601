"""Answer to tf.contrib.learn: its modes; the estimators themselves are gone."""

from legacy_tf1.contrib.lazy import lazy_names

SYMBOLS = {
    "ModeKeys": "legacy_tf1.contrib.mode_keys:ModeKeys",
}

NEAREST = {
    "": "use tf.estimator and tf.data",
    "Estimator": "use tf.estimator.Estimator",
    "Experiment": "use tf.estimator.train_and_evaluate",
    "ModelFnOps": "use tf.estimator.EstimatorSpec",
    "RunConfig": "use tf.estimator.RunConfig",
    "learn_runner": "use tf.estimator.train_and_evaluate",
    "preprocessing": "use tf.keras.preprocessing.text",
    "datasets": "use tf.keras.datasets",
}

__getattr__, __dir__ = lazy_names(__name__, SYMBOLS, NEAREST)
