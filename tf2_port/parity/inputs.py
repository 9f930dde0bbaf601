"""Read a user's own arrays for a variant, and refuse what cannot be compared."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from tf2_port.parity.npz import read_npz

FLOATS = ("float32", "float64")


class InputError(ValueError):
    """Says in one line which array is wrong, and what is expected."""


@dataclass(frozen=True)
class Given:
    """What a file gives: arrays by name, and the sizes to configure a variant with."""

    inputs: dict[str, np.ndarray]
    config: dict[str, Any]


def read_inputs(path: Path, config: Mapping[str, Any]) -> Given:
    """Reads and checks an `.npz` file.

    Args:
      path: a file with `input_data [batch, time, depth]` and `decoder_input [batch,
        time, depth]`, both float32 or both float64; optionally `sequence_length
        [batch]`, `memory_sequence_length [batch]` (integers) and `target [batch,
        time, depth]`. Without `sequence_length` every sequence is full.
      config: the variant's configuration; sizes and dtype are taken from the data.

    Returns:
      The arrays (lengths as int32) and the configuration.

    Raises:
      InputError: for a file that is no `.npz`, or arrays of other names, types,
        shapes or values.
    """
    arrays = read_npz(path, InputError)
    required = ("input_data", "decoder_input")
    optional = ("sequence_length", "memory_sequence_length", "target")
    for name in required:
        if name not in arrays:
            raise InputError(
                f"array {name} is missing: expected floats of shape [batch, time, depth]"
            )
    for name in arrays:
        if name not in required + optional:
            raise InputError(
                f"array {name} is not known: expected {', '.join(required + optional)}"
            )
    data, decoder_input = (_floats(name, arrays[name]) for name in required)
    batch, memory_time, input_depth = data.shape
    _, decoder_time, decoder_depth = decoder_input.shape
    _same("decoder_input", "dtype", decoder_input.dtype, data.dtype)
    _same("decoder_input", "batch", decoder_input.shape[0], batch)
    inputs = {"input_data": data, "decoder_input": decoder_input}
    full = np.full([batch], decoder_time, np.int32)
    inputs["sequence_length"] = _lengths(
        "sequence_length", arrays.get("sequence_length", full), batch, 0, decoder_time
    )
    if "memory_sequence_length" in arrays:
        inputs["memory_sequence_length"] = _lengths(
            "memory_sequence_length", arrays["memory_sequence_length"], batch, 1, memory_time
        )
    if "target" in arrays:
        inputs["target"] = _floats("target", arrays["target"])
        _same("target", "dtype", inputs["target"].dtype, data.dtype)
    sizes = {
        "batch_size": batch,
        "memory_time": memory_time,
        "decoder_time": decoder_time,
        "input_depth": input_depth,
        "decoder_depth": decoder_depth,
        "dtype": str(data.dtype),
        "masked_memory": "memory_sequence_length" in arrays,
    }
    return Given(inputs, {**config, **sizes})


def check_shapes(given: Given, shapes: Mapping[str, tuple[int, ...]]) -> None:
    """Checks every array against the shape that the configured variant expects."""
    for name, array in given.inputs.items():
        if array.shape != tuple(shapes[name]):
            raise InputError(
                f"array {name} has shape {list(array.shape)}: expected {list(shapes[name])}"
            )


def _floats(name: str, array: np.ndarray) -> np.ndarray:
    if str(array.dtype) not in FLOATS:
        raise InputError(f"array {name} has dtype {array.dtype}: expected {' or '.join(FLOATS)}")
    if array.ndim != 3 or 0 in array.shape:
        raise InputError(
            f"array {name} has shape {list(array.shape)}: expected [batch, time, depth], none empty"
        )
    if not np.isfinite(array).all():
        index = [int(i) for i in np.argwhere(~np.isfinite(array))[0]]
        raise InputError(f"array {name} holds {array[tuple(index)]} at {index}: expected numbers")
    return array


def _lengths(name: str, array: np.ndarray, batch: int, least: int, most: int) -> np.ndarray:
    if array.dtype.kind not in "iu":
        raise InputError(f"array {name} has dtype {array.dtype}: expected integers")
    if array.shape != (batch,):
        raise InputError(f"array {name} has shape {list(array.shape)}: expected [{batch}], [batch]")
    if array.min() < least or array.max() > most:
        raise InputError(
            f"array {name} reaches from {array.min()} to {array.max()}: "
            f"expected lengths from {least} to {most}"
        )
    return array.astype(np.int32)


def _same(name: str, what: str, got: Any, expected: Any) -> None:
    if got != expected:
        raise InputError(f"array {name} has {what} {got}: expected {expected}, as in input_data")
