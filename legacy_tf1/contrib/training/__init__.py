"""Answer to tf.contrib.training: where each name lives today."""

from legacy_tf1.contrib.lazy import at, lazy_names

SYMBOLS = {
    **at(
        "tf_slim.training.training:",
        "add_gradients_summaries clip_gradient_norms clip_gradient_norms_fn create_train_op "
        "multiply_gradients train",
    ),
    **at(
        "tf_slim.training.evaluation:",
        "SummaryAtEndHook checkpoints_iterator evaluate_repeatedly wait_for_new_checkpoint",
    ),
    **at("legacy_tf1.contrib.training.hparam:", "HParams parse_values"),
    **at("legacy_tf1.contrib.training.bucket_ops:", "bucket bucket_by_sequence_length"),
    "FeedingQueueRunner": "tensorflow_estimator.python.estimator.inputs.queues."
    "feeding_queue_runner:_FeedingQueueRunner",
    "StopAfterNEvalsHook": "tensorflow.python.training.evaluation:_StopAfterNEvalsHook",
    "evaluate_once": "tensorflow.python.training.evaluation:_evaluate_once",
    "get_or_create_eval_step": "tensorflow.python.training.evaluation:_get_or_create_eval_step",
}

NEAREST = {
    "stratified_sample": "use tf.data.experimental.rejection_resample",
    "rejection_sample": "use tf.data.experimental.rejection_resample",
    "resample_at_rate": "use tf.data.Dataset.sample_from_datasets",
    "weighted_resample": "use tf.data.Dataset.sample_from_datasets",
    "batch_sequences_with_states": "feed the states yourself, window by window",
    "SequenceQueueingStateSaver": "feed the states yourself, window by window",
    "NextQueuedSequenceBatch": "feed the states yourself, window by window",
    "": "use tf.train.replica_device_setter's default strategy",
}

__getattr__, __dir__ = lazy_names(__name__, SYMBOLS, NEAREST)
