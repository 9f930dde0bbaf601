"""Say what a weight rule is: some TensorFlow 1 tensors <-> some Keras weights.

A rule is one class in one file. It knows values only; reading checkpoints and
accounting for every tensor is `transfer`'s work.
"""

from __future__ import annotations

import abc
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np

Kind = Literal["weight", "slot"]
"""`slot` is for what belongs to a weight (gradient, Adam's m and v): it is
permuted and split like the weight, but no constant is ever added to it."""


@dataclass(frozen=True)
class Tensor:
    """The names that one TensorFlow 1 tensor goes by, that of 1.15.5 first."""

    names: tuple[str, ...]

    @property
    def name(self) -> str:
        return self.names[0]


class Rule(abc.ABC):
    """Carries the weights of one layer or cell in both directions."""

    @abc.abstractmethod
    def tensors(self) -> Sequence[Tensor]:
        """Returns the TensorFlow 1 tensors, in the order `to_keras` takes them."""

    @abc.abstractmethod
    def variables(self) -> Sequence[Any]:
        """Returns the built Keras weights, in the order `to_tf1` takes them."""

    def to_keras(self, tensors: Sequence[np.ndarray], kind: Kind) -> Sequence[np.ndarray]:
        """Computes the Keras weights; by default they are the same arrays."""
        return tensors

    def to_tf1(self, weights: Sequence[np.ndarray], kind: Kind) -> Sequence[np.ndarray]:
        """Computes the TensorFlow 1 tensors; the inverse of `to_keras`."""
        return weights
