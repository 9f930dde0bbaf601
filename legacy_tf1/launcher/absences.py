"""Name what `tf` of TensorFlow 1.15.5 had outside contrib and TensorFlow 2 has not.

Found by walking `dir(tf)` and its public modules on both; left out are only ops of
TPUs and what modules had by accident. Each raises where it is used, with advice.
"""

from __future__ import annotations

from types import ModuleType
from typing import Any

from legacy_tf1.contrib.absent import Absent

_SCHEDULE = "use tf.train.linear_cosine_decay or tf.train.noisy_linear_cosine_decay"
_SCIKIT = "the package scikeras has wrappers for scikit-learn"
_STATS = "use the TensorFlow profiler"
_TREES = "the package tensorflow_decision_forests has trees"

NEAREST = {
    "config.experimental_list_devices": "use tf.config.experimental.list_physical_devices",
    "data.experimental.StatsAggregator": _STATS,
    "data.experimental.StatsOptions": _STATS,
    "data.experimental.bytes_produced_stats": _STATS,
    "data.experimental.latency_stats": _STATS,
    "estimator.BoostedTreesClassifier": _TREES,
    "estimator.BoostedTreesEstimator": _TREES,
    "estimator.BoostedTreesRegressor": _TREES,
    "keras.experimental.LinearCosineDecay": _SCHEDULE,
    "keras.experimental.NoisyLinearCosineDecay": _SCHEDULE,
    "keras.experimental.PeepholeLSTMCell": "use tf.nn.rnn_cell.LSTMCell(use_peepholes=True)",
    "keras.experimental.export_saved_model": "use tf.saved_model.simple_save",
    "keras.experimental.load_from_saved_model": "use tf.saved_model.load",
    "keras.mixed_precision.experimental": "use tf.train.experimental.MixedPrecisionLossScale"
    "Optimizer, or the dtypes of the layers",
    "keras.utils.HDF5Matrix": "read the file by h5py",
    "keras.utils.convert_all_kernels_in_model": "it was for models of Theano",
    "keras.utils.multi_gpu_model": "use tf.distribute.MirroredStrategy",
    "keras.wrappers": _SCIKIT,
}


def install(v1: ModuleType) -> None:
    """Puts a placeholder where a name is missing; twice is as once."""
    for path, nearest in NEAREST.items():
        parent, _, name = path.rpartition(".")
        owner: Any = v1
        for part in parent.split("."):
            owner = getattr(owner, part, None)
        if owner is not None and not hasattr(owner, name):
            setattr(owner, name, Absent(f"tf.{path}", nearest))
