"""Call the functions that mechanisms are made of, by themselves."""

from __future__ import annotations

from typing import Any

import numpy as np

from parity_tests.golden.scenarios.attention.parts import case, dirac, spread
from parity_tests.golden.scenarios.parts import (
    BATCH,
    MEMORY_TIME,
    attention_wrapper,
    describe,
    draw,
    fed,
    seq2seq,
    tensor,
    tf,
    with_gradients,
)
from parity_tests.golden.scenarios.registry import scenario

MODES = ("recursive", "parallel", "hard")


def _probabilities(name: str = "p", dtype: str = "float64", static: Any = None) -> Any:
    """Returns an input of numbers in (0.26, 0.74): away from where the clips begin."""
    drawn = tensor(name, BATCH, MEMORY_TIME, dtype=dtype, static=static)
    return 0.5 + 0.12 * drawn


def _attention(mode: str, dtype: str) -> Any:
    """Attends from a spread previous attention; nothing is 0 or 1, but in the first row."""
    p, previous = _probabilities(dtype=dtype), spread("previous", dtype)
    first = seq2seq.monotonic_attention(p, previous, mode)
    second = seq2seq.monotonic_attention(p[:, ::-1], first, mode)
    return with_gradients({"first": first, "second": second})


for _mode in MODES:
    case(f"monotonic_{_mode}_float32", _attention, mode=_mode, dtype="float32")
for _mode in MODES[1:]:
    case(f"monotonic_{_mode}_float64", _attention, mode=_mode, dtype="float64")
    case(f"monotonic_{_mode}_float16", _attention, mode=_mode, dtype="float16")


def _of_zeros_and_ones(mode: str) -> Any:
    """Decides hard; no gradients: those of a product with zeros are NaN in TensorFlow 1."""
    choose = np.array([[0, 1, 0, 1, 1, 0], [0, 0, 0, 0, 0, 0], [1, 1, 0, 0, 0, 1]], np.float32)
    found = {}
    for start in range(3):
        previous = np.eye(MEMORY_TIME, dtype=np.float32)[[start, start + 1, 2 * start + 1]]
        found[f"from_{start}"] = seq2seq.monotonic_attention(choose, previous, mode)
    return found


for _mode in MODES:
    case(f"monotonic_{_mode}_of_zeros_and_ones", _of_zeros_and_ones, mode=_mode)


def _of_extremes(mode: str) -> Any:
    """Clips: probabilities next to 0 and 1, whose complements are exact, in a longer memory."""
    close = [2.0**-k for k in (1, 2, 5, 9, 17, 20)]
    row = [*close, *(1.0 - p for p in close), 0.0, 1.0, 0.5, 0.0, 1.0]
    steep = tf.constant([row, row[::-1]]) + 0 * tensor("steep", 2, 17, dtype="float32")
    previous = np.abs(draw("previous", 2, 17, dtype="float32")) / 17
    return with_gradients({"attention": seq2seq.monotonic_attention(steep, previous, mode)})


case("monotonic_recursive_of_extremes", _of_extremes, mode="recursive")
case("monotonic_parallel_of_extremes", _of_extremes, mode="parallel")


def _of_unknown_shape(mode: str, static: Any) -> Any:
    p, previous = _probabilities(dtype="float32", static=static), spread("previous", "float32")
    attention = seq2seq.monotonic_attention(p, previous, mode=mode)
    return with_gradients({"attention": attention})


for _mode in MODES:
    case(f"monotonic_{_mode}_of_unknown_batch", _of_unknown_shape, mode=_mode, static=[None, 6])
    case(f"monotonic_{_mode}_of_unknown_sizes", _of_unknown_shape, mode=_mode, static=[None, None])


@scenario
def monotonic_attention_of_lists() -> Any:
    chosen, previous = [[0.25, 0.5, 0.125]], [[0.5, 0.25, 0.0]]
    return {mode: seq2seq.monotonic_attention(chosen, previous, mode) for mode in MODES}


def _probability_fn(mode: str, dtype: str) -> Any:
    score = tensor("score", BATCH, MEMORY_TIME, dtype=dtype)
    function = attention_wrapper._monotonic_probability_fn
    found = {
        "plain": function(score, spread("previous", dtype), 0.0, mode),
        "no_noise": function(score, dirac(dtype=dtype), sigmoid_noise=-1.5, mode=mode, seed=7),
    }
    # A hard step does not let gradients through, and a product with zeros gives NaN.
    return found if mode == "hard" else with_gradients(found)


case("monotonic_probability_recursive", _probability_fn, mode="recursive", dtype="float32")
case("monotonic_probability_parallel", _probability_fn, mode="parallel", dtype="float64")
case("monotonic_probability_hard", _probability_fn, mode="hard", dtype="float64")
case("monotonic_probability_hard_float16", _probability_fn, mode="hard", dtype="float16")


@scenario
def monotonic_probability_hard_of_score_zero() -> Any:
    """A score of 0 is not chosen."""
    score = tf.constant([[0.0, -1.0, 0.0, 0.5], [-0.0, 1e-30, 0.0, 1.0]])
    function = attention_wrapper._monotonic_probability_fn
    return {"attention": function(score, tf.constant([[1.0, 0, 0, 0]] * 2), 0.0, "hard")}


def _noise(mode: str, dtype: str, seed: Any, graph_seed: Any) -> Any:
    """Draws the same noise as TensorFlow 1.15.5: by the op's seed or by the graph's."""
    tf.set_random_seed(graph_seed)
    score = tensor("score", BATCH, MEMORY_TIME, dtype=dtype)
    function = attention_wrapper._monotonic_probability_fn
    return {"attention": function(score, dirac(dtype=dtype), 0.75, mode, seed)}


case("noise_by_seed", _noise, mode="parallel", dtype="float32", seed=7, graph_seed=None)
case("noise_by_seed_zero", _noise, mode="hard", dtype="float32", seed=0, graph_seed=None)
case("noise_by_both_seeds", _noise, mode="recursive", dtype="float32", seed=7, graph_seed=42)
case("noise_in_float64", _noise, mode="parallel", dtype="float64", seed=7, graph_seed=None)
case("noise_in_float16", _noise, mode="parallel", dtype="float16", seed=7, graph_seed=None)


def _cumprod(*arguments: Any, dtype: str = "float64", **options: Any) -> Any:
    x = 0.5 + 0.24 * tensor("x", 3, 5, dtype=dtype)
    return with_gradients({"product": seq2seq.safe_cumprod(x, *arguments, **options)})


case("safe_cumprod_plain", _cumprod)
case("safe_cumprod_float16", _cumprod, dtype="float16", axis=1)
case("safe_cumprod_float32", _cumprod, dtype="float32", axis=1)
case("safe_cumprod_exclusive", _cumprod, axis=1, exclusive=True)
case("safe_cumprod_reverse", _cumprod, axis=-1, reverse=True, name="any")
case("safe_cumprod_exclusive_reverse", _cumprod, exclusive=True, reverse=True)


@scenario
def safe_cumprod_by_position() -> Any:
    x = 0.5 + 0.24 * tensor("x", 3, 5)
    return with_gradients({"product": seq2seq.safe_cumprod(x, 1, True, True)})


@scenario
def safe_cumprod_clips() -> Any:
    """Nothing gets below the smallest normal number, or above 1, before the sum."""
    x = tensor("x", 3, 5)
    found = {"float64": seq2seq.safe_cumprod(x, axis=1)}
    for dtype in ("float16", "float32", "float64"):
        of_zero = seq2seq.safe_cumprod(np.zeros([1], dtype))
        found["log_of_zero_" + dtype] = tf.log(of_zero)
    for dtype in ("float16", "float32"):
        given = np.array([[0.5, 0.0, 0.25], [1.0, 2.0, 0.5], [-1.0, 0.5, 0.5]], dtype)
        found[dtype] = seq2seq.safe_cumprod(given, axis=1)
    return with_gradients(found)


@scenario
def safe_cumprod_names_its_ops() -> Any:
    seq2seq.safe_cumprod([0.5, 0.25])
    seq2seq.hardmax([0.5, 0.25])
    seq2seq.hardmax([0.5, 0.25], name="own")
    scopes = {op.name.split("/")[0] for op in tf.get_default_graph().get_operations()}
    return {"scopes": str(sorted(name for name in scopes if "/" not in name))}


@scenario
def hardmax_of_everything() -> Any:
    """The first of equals; any rank and any dtype."""
    cube = draw("cube", 2, 3, 5)
    ties = np.array([[1.0, 3.0, 3.0, 0.0], [-np.inf] * 4, [2.0, 2.0, 2.0, 2.0]], np.float32)
    found = {
        "vector": seq2seq.hardmax([1.0, 4.0, 3.0]),
        "cube": seq2seq.hardmax(cube),
        "half": seq2seq.hardmax(cube.astype(np.float16)),
        "ties": seq2seq.hardmax(ties, name="any"),
        "integers": seq2seq.hardmax(np.array([[3, 9, 1], [7, 7, 8]], np.int64)),
        "unknown_depth": seq2seq.hardmax(fed(cube[0], [None, None])),
        "unknown_rank": seq2seq.hardmax(fed(cube[1], tf.TensorShape(None))),
    }
    return {**found, "static": describe([found[name] for name in sorted(found)])}


@scenario
def zero_state_tensors_of_structures() -> Any:
    sizes = (3, [tf.TensorShape([2, 5]), tf.TensorShape([])], tf.constant(4))
    made = attention_wrapper._zero_state_tensors(sizes, 2, tf.float32)
    dynamic = attention_wrapper._zero_state_tensors(5, tf.constant(BATCH), tf.float64)
    flat = dict(enumerate([*tf.nest.flatten(made), dynamic]))
    found = {f"zeros/{index}": zeros for index, zeros in flat.items()}
    return {**found, "structure": describe(made)}
