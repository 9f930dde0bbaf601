"""Answer to tf.contrib.checkpoint: where each name lives today."""

from legacy_tf1.contrib.lazy import at, lazy_names

SYMBOLS = {
    **at("tensorflow.python.trackable.data_structures:", "List Mapping NoDependency"),
    "CheckpointManager": "tensorflow.compat.v1:train.CheckpointManager",
    "Checkpointable": "tensorflow.python.trackable.autotrackable:AutoTrackable",
    "CheckpointableBase": "tensorflow.python.trackable.base:Trackable",
}

NEAREST = {
    "": "use tf.train.Checkpoint",
}

__getattr__, __dir__ = lazy_names(__name__, SYMBOLS, NEAREST)
