"""Make the parts that scenarios are put together from.

The sizes are pairwise different, so that a transposition cannot hide; lengths are
ragged, and reach from the least that is allowed to the maximum. Numbers are
drawn by name, never by TensorFlow. All is float64 unless a scenario says otherwise.
"""

from __future__ import annotations

import zlib
from typing import Any

import numpy as np
import tensorflow.compat.v1 as tf

try:
    from tensorflow.contrib import seq2seq
    from tensorflow.contrib.seq2seq.python.ops import attention_wrapper, decoder
    from tensorflow.contrib.seq2seq.python.ops import helper as helpers
except ImportError:
    from legacy_tf1 import seq2seq
    from legacy_tf1.seq2seq import attention_wrapper, decoder
    from legacy_tf1.seq2seq import helper as helpers

__all__ = ["attention_wrapper", "decoder", "helpers", "seq2seq", "tf"]

BATCH, MEMORY_TIME, MEMORY_DEPTH, UNITS = 3, 6, 4, 7
TIME, DEPTH, CELL_UNITS = 5, 2, 8
MEMORY_LENGTHS = (6, 1, 4)
LENGTHS = (3, 0, 5)

# Collections of the graph: pairs of a name and a tensor, and of a placeholder and its value.
INPUTS, FEEDS = "scenario_inputs", "scenario_feeds"


def draw(name: str, *shape: int, dtype: str = "float64") -> np.ndarray:
    """Draws numbers in [-2, 2), which depend on the name alone."""
    random = np.random.RandomState(zlib.crc32(name.encode()))
    return (4.0 * random.random_sample(shape) - 2.0).astype(dtype)


def tensor(name: str, *shape: int, dtype: str = "float64", static: Any = None) -> Any:
    """Makes an input of drawn numbers.

    Args:
      name: of the input, for the draw and for its gradient.
      shape: of the numbers.
      dtype: of the numbers.
      static: if given, the input is a placeholder of this shape, else a constant.
    """
    value = draw(name, *shape, dtype=dtype)
    made = tf.constant(value) if static is None else fed(value, static)
    tf.add_to_collection(INPUTS, (name, made))
    return made


def fed(value: Any, static: Any) -> Any:
    """Makes a placeholder of shape `static` that the runner feeds with `value`."""
    value = np.asarray(value)
    placeholder = tf.placeholder(tf.as_dtype(value.dtype), static)
    tf.add_to_collection(FEEDS, (placeholder, value))
    return placeholder


def memory(name: str = "memory", static: Any = None, dtype: str = "float64") -> Any:
    return tensor(name, BATCH, MEMORY_TIME, MEMORY_DEPTH, static=static, dtype=dtype)


def bahdanau(**options: Any) -> Any:
    """Makes a `BahdanauAttention`, by default of a masked memory."""
    given = {"memory_sequence_length": tf.constant(MEMORY_LENGTHS), "dtype": tf.float64, **options}
    if "memory" not in given:
        given["memory"] = memory()
    return seq2seq.BahdanauAttention(given.pop("num_units", UNITS), **given)


def lstm(units: int = CELL_UNITS, **options: Any) -> Any:
    return tf.nn.rnn_cell.LSTMCell(units, **{"dtype": tf.float64, **options})


def rnn(units: int = CELL_UNITS) -> Any:
    return tf.nn.rnn_cell.BasicRNNCell(units, dtype=tf.float64)


def lstm_state(name: str, units: int = CELL_UNITS) -> Any:
    c, h = tensor(name + "_c", BATCH, units), tensor(name + "_h", BATCH, units)
    return tf.nn.rnn_cell.LSTMStateTuple(c, h)


def wrap(mechanism: Any = None, cell: Any = None, **options: Any) -> Any:
    """Makes an `AttentionWrapper`, by default of the cheapest cell and one mechanism."""
    return seq2seq.AttentionWrapper(
        rnn() if cell is None else cell,
        bahdanau() if mechanism is None else mechanism,
        **{"dtype": tf.float64, **options},
    )


def wrap_lstm(mechanism: Any = None, **options: Any) -> Any:
    return wrap(mechanism, lstm(), **options)


def helper(lengths: Any = LENGTHS, **options: Any) -> Any:
    return seq2seq.TrainingHelper(tensor("inputs", BATCH, TIME, DEPTH), lengths, **options)


def decode(
    cell: Any, state: Any = None, feeder: Any = None, layer: Any = None, **options: Any
) -> Any:
    """Decodes by a `BasicDecoder`, and names all that comes out.

    Args:
      cell: to step.
      state: to start from; by default zeros.
      feeder: the helper; by default a `TrainingHelper` of ragged lengths.
      layer: the output layer, or None.
      **options: of `dynamic_decode`.
    """
    if state is None:
        state = cell.zero_state(BATCH, tf.float64)
    basic = seq2seq.BasicDecoder(cell, feeder or helper(), state, output_layer=layer)
    return run_decoder(basic, **options)


def run_decoder(given: Any, **options: Any) -> Any:
    outputs, state, lengths = seq2seq.dynamic_decode(given, **options)
    return {**named("outputs", outputs), **named("state", state), "lengths": lengths}


def named(prefix: str, structure: Any) -> dict[str, Any]:
    """Flattens a structure to tensors by their paths, and stacks arrays of steps."""
    if isinstance(structure, tf.TensorArray):
        return {prefix: structure.stack()}
    if isinstance(structure, dict):
        items = list(structure.items())
    elif isinstance(structure, (list, tuple)):
        items = list(zip(getattr(structure, "_fields", range(len(structure))), structure))
    else:
        return {prefix: structure}
    flat: dict[str, Any] = {}
    for key, value in items:
        flat.update(named(f"{prefix}/{key}", value))
    return flat


def describe(structure: Any) -> str:
    """Writes a structure of sizes, shapes, dtypes and tensors down, types included."""
    if isinstance(structure, (list, tuple)):
        fields = getattr(structure, "_fields", None)
        texts = [describe(item) for item in structure]
        if fields:
            texts = [f"{field}={text}" for field, text in zip(fields, texts)]
        kind = type(structure).__name__
        return f"{kind}({', '.join(texts)})"
    if isinstance(structure, tf.TensorShape):
        return f"shape {structure.as_list() if structure.rank is not None else 'unknown'}"
    if isinstance(structure, tf.TensorArray):
        return f"TensorArray {structure.dtype.name}"
    if tf.is_tensor(structure):
        return f"{structure.dtype.base_dtype.name} {describe(structure.shape)}"
    if isinstance(structure, tf.DType):
        return structure.name
    return repr(structure)


def with_gradients(fetches: dict[str, Any]) -> dict[str, Any]:
    """Adds the gradients of a sum of everything with respect to everything.

    Each element of each floating result has its own weight in the sum. A gradient
    that does not exist is the text `none`.
    """
    total = tf.zeros([], tf.float64)
    for offset, name in enumerate(sorted(fetches)):
        fetch = fetches[name]
        if tf.is_tensor(fetch) and fetch.dtype.is_floating:
            flat = tf.reshape(tf.cast(fetch, tf.float64), [-1])
            weights = tf.cos(tf.cast(offset + tf.range(tf.size(flat)), tf.float64))
            total += tf.reduce_sum(flat * weights)
    wanted = [("input/" + name, made) for name, made in tf.get_collection(INPUTS)]
    wanted += [(variable.op.name, variable) for variable in tf.trainable_variables()]
    gradients = tf.gradients(total, [made for _, made in wanted])
    for (name, _), gradient in zip(wanted, gradients):
        fetches["gradients/" + name] = (
            "none" if gradient is None else tf.convert_to_tensor(gradient)
        )
    return fetches
