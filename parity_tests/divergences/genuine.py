"""Read what TensorFlow 1.15.5 gave in a scenario, and which weights it had.

That `legacy_tf1` gives the same is what `parity_tests/api/test_scenarios.py` proves.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from functools import cache
from types import SimpleNamespace
from typing import Any

import numpy as np

from legacy_tf1.weights import draw_weights
from parity_tests.golden.scenarios import outcome
from parity_tests.golden.scenarios.outcome import Outcome
from tf2_port.compat import tf


@dataclass(frozen=True)
class Genuine:
    """A recorded scenario: arrays by the names that the scenario gave them."""

    recorded: Outcome

    def __getitem__(self, name: str) -> Any:
        return self.recorded.arrays["forward/" + name]

    def __contains__(self, name: str) -> bool:
        return "forward/" + name in self.recorded.arrays

    @property
    def texts(self) -> dict[str, str]:
        return self.recorded.texts

    @property
    def error(self) -> str:
        """The kind of the error, and whether it came while building or while running."""
        return self.recorded.error

    @property
    def weights(self) -> dict[str, np.ndarray]:
        """The values that the runner gave to the variables, by name."""
        described = self.recorded.variables.items()
        return draw_weights([_variable(name, text) for name, text in described], seed=1)


def _variable(name: str, described: str) -> Any:
    dtype, shape = re.fullmatch(r"(\w+)\[(.*)\]", described).groups()  # type: ignore[union-attr]
    return SimpleNamespace(
        op=SimpleNamespace(name=name),
        shape=tf.TensorShape([int(size) for size in shape.split(",") if size]),
        dtype=tf.as_dtype(dtype),
    )


@cache
def _topic(topic: str) -> dict[str, Outcome]:
    return outcome.load(topic)


def genuine(scenario: str) -> Genuine:
    """Returns what TensorFlow 1.15.5 gave in `topic/scenario`."""
    topic, _, name = scenario.partition("/")
    return Genuine(_topic(topic)[name])


def assert_same(got: Any, expected: Any, bound: float = 1e-12) -> None:
    """Asserts the same shape and dtype, and no floating number further off than `bound`."""
    __tracebackhide__ = True
    got, expected = np.asarray(got), np.asarray(expected)
    assert (got.shape, got.dtype) == (expected.shape, expected.dtype)
    bound = bound if got.dtype.kind == "f" else 0
    np.testing.assert_allclose(got, expected, rtol=0, atol=bound)


def distance(left: Any, right: Any) -> float:
    """Returns the largest difference between two arrays of one shape."""
    left, right = np.asarray(left, np.float64), np.asarray(right, np.float64)
    assert left.shape == right.shape
    return float(np.abs(left - right).max())


def signature(symbol: str) -> str:
    """Returns the signature that contrib gives to `Class`, `Class.method` or a function."""
    return signatures()[symbol]


@cache
def signatures() -> dict[str, str]:
    """Returns contrib's signatures, by `Class`, `Class.method` or function."""
    symbols: dict[str, str] = json.loads((outcome.FOLDER / "exported.json").read_text())["symbols"]
    return symbols
