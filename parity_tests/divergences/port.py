"""Make in tfa what the scenarios make in contrib, from the same drawn numbers."""

from __future__ import annotations

from typing import Any

from parity_tests.golden.scenarios.parts import (
    BATCH,
    CELL_UNITS,
    DEPTH,
    LENGTHS,
    MEMORY_DEPTH,
    MEMORY_LENGTHS,
    MEMORY_TIME,
    TIME,
    UNITS,
    draw,
)
from tf2_port import checkpoints
from tf2_port.compat import tf, tfa

__all__ = [
    "BATCH",
    "CELL_UNITS",
    "DEPTH",
    "LENGTHS",
    "MEMORY_DEPTH",
    "MEMORY_LENGTHS",
    "MEMORY_TIME",
    "TIME",
    "UNITS",
    "WRAPPER",
    "bahdanau",
    "cell_of",
    "decode",
    "dense_of",
    "drawn",
    "inputs",
    "keras",
    "luong",
    "memory",
    "prepared",
    "s2s",
    "wrapped",
]

WRAPPER = "decoder/attention_wrapper"
s2s = tfa.seq2seq
keras = tf.keras.layers


def drawn(name: str, *shape: int, dtype: str = "float64") -> Any:
    """Returns an input of a scenario as a tensor."""
    return tf.constant(draw(name, *shape, dtype=dtype))


def memory(name: str = "memory") -> Any:
    return drawn(name, BATCH, MEMORY_TIME, MEMORY_DEPTH)


def inputs() -> Any:
    return drawn("inputs", BATCH, TIME, DEPTH)


def bahdanau(weights: Any = None, scope: str = WRAPPER, given: Any = None, **options: Any) -> Any:
    """Makes a `BahdanauAttention` with its weights set, and then its memory.

    Args:
      weights: of the scenario, by TensorFlow 1's names; None for its own.
      scope: of the mechanism's variables there.
      given: memory and lengths; by default the scenarios'.
      **options: of the mechanism.
    """
    made = s2s.BahdanauAttention(**{"units": UNITS, "dtype": "float64", **options})
    return prepared(made, checkpoints.BahdanauRule, weights, f"{scope}/bahdanau_attention", given)


def luong(weights: Any = None, scope: str = WRAPPER, given: Any = None, **options: Any) -> Any:
    made = s2s.LuongAttention(**{"units": CELL_UNITS, "dtype": "float64", **options})
    return prepared(made, checkpoints.LuongRule, weights, f"{scope}/luong_attention", given)


def prepared(mechanism: Any, rule: Any, weights: Any, scope: str, given: Any = None) -> Any:
    given = (memory(), MEMORY_LENGTHS) if given is None else given
    mechanism.setup_memory(*given)
    if weights is not None:
        rows, dtype = given[0].shape[0], mechanism.dtype
        state = tf.zeros([rows, mechanism.alignments_size], dtype)
        mechanism([tf.zeros([rows, CELL_UNITS], dtype), state])  # makes the query's weights
        scope = scope.lstrip("/")
        used = {n: w for n, w in weights.items() if n.startswith((scope + "/", "memory_layer/"))}
        checkpoints.load([rule("memory_layer", scope, mechanism)], used, mechanism.weights)
        mechanism.setup_memory(*given)  # anew: keys are made of the kernel
    return mechanism


def cell_of(
    kind: str, weights: Any, scope: str, units: int = CELL_UNITS, depth: int = DEPTH
) -> Any:
    """Makes a Keras cell (`rnn`, `lstm`, `gru`) with the weights of TensorFlow 1's in `scope`."""
    makes = {
        "rnn": (keras.SimpleRNNCell, checkpoints.RNNCellRule, {}),
        "lstm": (keras.LSTMCell, checkpoints.LSTMCellRule, {}),
        "gru": (keras.GRUCell, checkpoints.GRUCellRule, {"reset_after": False}),
    }
    make, rule, options = makes[kind]
    used = {name: w for name, w in weights.items() if name.startswith(scope + "/")}
    dtype = next(iter(used.values())).dtype.name
    cell = make(units, dtype=dtype, **options)
    cell.build([None, depth])
    checkpoints.load([rule(scope, cell)], used, cell.weights)
    return cell


def dense_of(weights: Any, scope: str, **options: Any) -> Any:
    kernel = weights[scope + "/kernel"]
    used = {name: w for name, w in weights.items() if name.startswith(scope + "/")}
    layer = keras.Dense(kernel.shape[1], use_bias=len(used) > 1, dtype=kernel.dtype.name, **options)
    layer.build([None, kernel.shape[0]])
    checkpoints.load([checkpoints.DenseRule(scope, layer)], used, layer.weights)
    return layer


def wrapped(mechanism: Any, cell: Any, **options: Any) -> Any:
    return s2s.AttentionWrapper(cell, mechanism, **{"dtype": "float64", **options})


def decode(
    cell: Any,
    state: Any = None,
    sampler: Any = None,
    layer: Any = None,
    traced: bool = False,
    **options: Any,
) -> Any:
    """Decodes by a `BasicDecoder`: `(outputs, state, lengths)`.

    Args:
      cell: to step.
      state: to start from; by default zeros.
      sampler: and what it is given at the call; by default a `TrainingSampler`.
      layer: the output layer, or None.
      traced: whether to decode in a `tf.function`.
      **options: of `BasicDecoder`.
    """
    if state is None:
        state = cell.get_initial_state(batch_size=BATCH, dtype=tf.float64)
    if sampler is None:
        sampler = (s2s.TrainingSampler(), (inputs(),), {"sequence_length": tf.constant(LENGTHS)})
    made, positional, named = sampler
    decoder = s2s.BasicDecoder(cell, made, layer, **{"dtype": "float64", **options})
    run = tf.function(decoder, autograph=False) if traced else decoder
    return run(*positional, initial_state=state, **named)
