"""Say what `BasicDecoder` asks of a helper.

Answers to `tf.contrib.seq2seq.python.ops.helper.Helper` of TensorFlow 1.15.5.
"""

from __future__ import annotations

import abc
from typing import Any

import tensorflow.compat.v1 as tf


class Helper(metaclass=abc.ABCMeta):
    """What `BasicDecoder` asks for samples and inputs.

    Derive from it to sample and feed in a way of your own; all six are needed.
    """

    @property
    @abc.abstractmethod
    def batch_size(self) -> Any:
        """A scalar `int32` tensor."""

    @property
    @abc.abstractmethod
    def sample_ids_shape(self) -> tf.TensorShape:
        """The shape of what `sample` returns, without the batch axis."""

    @property
    @abc.abstractmethod
    def sample_ids_dtype(self) -> Any:
        """The dtype of what `sample` returns."""

    @abc.abstractmethod
    def initialize(self, name: str | None = None) -> Any:
        """Returns `(finished [batch], first inputs)`."""

    @abc.abstractmethod
    def sample(self, time: Any, outputs: Any, state: Any, name: str | None = None) -> Any:
        """Returns the ids sampled from `outputs`."""

    @abc.abstractmethod
    def next_inputs(
        self, time: Any, outputs: Any, state: Any, sample_ids: Any, name: str | None = None
    ) -> Any:
        """Returns `(finished [batch], next inputs, next state)`."""
