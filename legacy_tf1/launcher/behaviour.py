"""Turn the TensorFlow of this process to what TensorFlow 1.15.5 was.

Called once, when `finder` has loaded TensorFlow and before any of the script's
code sees it.
"""

from __future__ import annotations

import importlib
import logging
import warnings
from types import ModuleType

from legacy_tf1 import moved
from legacy_tf1.launcher import absences, era, keras_names, op_counts, seeds


def become_tensorflow_1(v1: ModuleType) -> None:
    """Switches all behaviour of TensorFlow 2 off, and loads what would load later.

    Args:
      v1: the module `tensorflow.compat.v1`.
    """
    logger = logging.getLogger("tensorflow")
    level = logger.level
    logger.setLevel(logging.ERROR)  # its advice is for the caller, not for the script
    try:
        v1.disable_v2_behavior()
    finally:
        logger.setLevel(level)
    _load_lazy_modules(v1)
    moved.install()
    keras_names.install()
    seeds.install()
    absences.install(v1)
    op_counts.install()
    era.install()
    # Keras and tf.layers say of themselves that they are going; the script was told.
    warnings.filterwarnings("ignore", r"`(tf\.)?[\w.]+` is deprecated", UserWarning)


def _load_lazy_modules(v1: ModuleType) -> None:
    """Replaces modules that load when first used by what they load.

    Loading overwrites what a script has assigned meanwhile (`tf.layers.dropout = f`).
    """
    for owner, name in ((v1, "keras"), (v1, "layers"), (v1.nn, "rnn_cell"), (v1, "estimator")):
        lazy = getattr(owner, name)
        try:
            dir(lazy)  # loads it, and only then has it a name
            setattr(owner, name, importlib.import_module(lazy.__name__))
        except ImportError:
            pass  # TensorFlow works without the estimators
