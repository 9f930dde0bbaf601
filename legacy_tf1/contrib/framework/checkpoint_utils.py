"""Read checkpoints, with the arguments of tf.contrib.framework.checkpoint_utils."""

from __future__ import annotations

from typing import Any

import tensorflow.compat.v1 as tf


def load_checkpoint(filepattern: str) -> Any:
    """Opens a checkpoint.

    Args:
      filepattern: of the checkpoint, or its folder.

    Raises:
      ValueError: if a folder has no checkpoint.
    """
    return tf.train.load_checkpoint(filepattern)


def load_variable(checkpoint_dir: str, name: str) -> Any:
    """Reads one variable, as an array."""
    return tf.train.load_variable(checkpoint_dir, name)


def list_variables(checkpoint_dir: str) -> list[tuple[str, list[int]]]:
    """Lists the variables of a checkpoint: names, sorted, and shapes."""
    return tf.train.list_variables(checkpoint_dir)


def init_from_checkpoint(checkpoint_dir: str, assignment_map: dict[str, Any]) -> None:
    """Makes variables start from a checkpoint; see `tf.train.init_from_checkpoint`.

    Raises:
      ValueError: if a variable is missing, or of another shape.
    """
    tf.train.init_from_checkpoint(checkpoint_dir, assignment_map)
