"""Choose who trains and decodes: TensorFlow 1's program or TensorFlow 2's.

Both have the same methods. Weights go from one to the other by TensorFlow 1 name.
"""

from __future__ import annotations

import contextlib
import importlib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import numpy as np

from tf2_port import checkpoints
from tf2_port.compat import tf
from tf2_port.nmt.folder import Folder
from tf2_port.nmt.options import STEM
from tf2_port.nmt.training import built_model

_PACKAGES = {"legacy": "legacy_tf1", "port": "tf2_port.nmt"}
# What TensorFlow 1's Adam adds to a checkpoint.
_SLOTS = ("Adam", "Adam_1", "beta1_power", "beta2_power")


def make_trainer(backend: str, config: Mapping[str, Any], clip_norm: float) -> Any:
    """Makes a `Trainer` of `legacy_tf1.training` or `tf2_port.nmt.training`."""
    return importlib.import_module(f"{_PACKAGES[backend]}.training").Trainer(
        STEM, config, clip_norm
    )


def make_translator(backend: str, config: Mapping[str, Any]) -> Any:
    """Makes a `Translator` of `legacy_tf1.translating` or `tf2_port.nmt.translating`."""
    return importlib.import_module(f"{_PACKAGES[backend]}.translating").Translator(STEM, config)


def read_weights(folder: Folder) -> dict[str, np.ndarray]:
    """Reads the best weights, by TensorFlow 1.15.5 name, whoever trained them.

    Raises:
      ValueError: if there are none yet, or the checkpoint cannot be read.
    """
    progress = folder.progress()
    if progress.best_score is None:
        raise ValueError(f"the model in {folder.path} has no checkpoint yet: train it further")
    path = folder.checkpoint(progress.best_step)
    with _named(path):
        if folder.options.backend == "legacy":
            return _read_tf1(str(path))
        return _read_tf2(str(path), folder.config)


def restore(trainer: Any, path: Path) -> None:
    """Restores a trainer.

    Raises:
      ValueError: if the checkpoint cannot be read.
    """
    with _named(path):
        trainer.restore(str(path))


@contextlib.contextmanager
def _named(path: Path) -> Iterator[None]:
    """Turns TensorFlow's errors into one that names the checkpoint, in a line."""
    try:
        yield
    except (tf.errors.OpError, AssertionError, LookupError, ValueError, RuntimeError) as error:
        reason = str(error).strip().split("\n")[0][:200]
        raise ValueError(f"the checkpoint {path} cannot be read: {reason}") from None


def _read_tf1(path: str) -> dict[str, np.ndarray]:
    reader = tf.train.load_checkpoint(path)
    names = reader.get_variable_to_shape_map()
    return {
        name: reader.get_tensor(name) for name in names if name.rsplit("/", 1)[-1] not in _SLOTS
    }


def _read_tf2(path: str, config: Mapping[str, Any]) -> dict[str, np.ndarray]:
    model = built_model(STEM, config)
    status = tf.train.Checkpoint(model=model).read(path)
    status.assert_existing_objects_matched().expect_partial()
    return checkpoints.dump(model.weight_rules())
