"""Make single steps by contrib's semi-private functions, as published code does."""

from __future__ import annotations

from typing import Any

import numpy as np

from parity_tests.golden.scenarios.beam_search.parts import beam_search_decoder as module
from parity_tests.golden.scenarios.beam_search.parts import plain
from parity_tests.golden.scenarios.beam_search.scores import (
    BATCH,
    BEAM,
    END,
    FINISHED,
    LENGTHS,
    WORDS,
    attends,
    covered,
)
from parity_tests.golden.scenarios.parts import (
    describe,
    draw,
    fed,
    named,
    tensor,
    tf,
    with_gradients,
)
from parity_tests.golden.scenarios.registry import misuse, scenario


def _state(covered: Any = (), dtype: str = "float64", cell_state: Any = ()) -> Any:
    return module.BeamSearchDecoderState(
        cell_state=cell_state,
        log_probs=tf.constant(-np.abs(draw("log_probs", BATCH, BEAM, dtype=dtype))),
        finished=tf.constant(FINISHED),
        lengths=tf.constant(LENGTHS, tf.int64),
        accumulated_attention_probs=covered,
    )


def _step(logits: Any = None, state: Any = None, cell_state: Any = None, **options: Any) -> Any:
    given = {
        "time": 3,
        "logits": tensor("logits", BATCH, BEAM, WORDS) if logits is None else logits,
        "next_cell_state": tensor("cell", BATCH, BEAM, 2) if cell_state is None else cell_state,
        "beam_state": _state() if state is None else state,
        "batch_size": tf.constant(BATCH),
        "beam_width": BEAM,
        "end_token": END,
        "length_penalty_weight": 0.0,
        "coverage_penalty_weight": 0.0,
    }
    output, following = module._beam_search_step(**{**given, **options})
    return {
        **{name: plain(made) for name, made in named("output", output).items()},
        **{name: plain(made) for name, made in named("state", following).items()},
        "static": describe(
            [part for part in tf.nest.flatten([output, following]) if tf.is_tensor(part)]
        ),
    }


@scenario
def one_step() -> Any:
    return with_gradients(_step())


@scenario
def one_step_with_length_penalty() -> Any:
    return with_gradients(_step(length_penalty_weight=0.7))


@scenario
def one_step_of_unknown_shapes() -> Any:
    logits = tensor("logits", BATCH, BEAM, WORDS, static=[None, None, None])
    return _step(logits, batch_size=fed(np.int32(BATCH), []))


@scenario
def one_step_of_equal_scores() -> Any:
    state = _state()._replace(log_probs=tf.zeros([BATCH, BEAM], tf.float64))
    return _step(tf.zeros([BATCH, BEAM, WORDS], tf.float64), state)


@scenario
def one_step_of_finished_beams() -> Any:
    """There is one way on for each, and no other."""
    state = _state()._replace(finished=tf.ones([BATCH, BEAM], tf.bool))
    return _step(state=state)


@scenario
def one_step_of_impossible_beams() -> Any:
    lowest = tf.constant([[0.0, -np.inf, -np.inf], [-np.inf, -1.0, -np.inf]], tf.float64)
    return _step(state=_state()._replace(log_probs=lowest))


@scenario
def one_step_in_float32() -> Any:
    logits = tensor("logits", BATCH, BEAM, WORDS, dtype="float32")
    return _step(logits, _state(dtype="float32"), length_penalty_weight=0.7)


@scenario
def one_step_in_float16() -> Any:
    logits = tensor("logits", BATCH, BEAM, WORDS, dtype="float16")
    return _step(logits, _state(dtype="float16"), length_penalty_weight=0.7)


@scenario
def one_step_of_scalars_and_arrays() -> Any:
    """Neither is by beams, nor are vectors; all else moves with its beam."""
    array = tf.TensorArray(tf.float64, 1, element_shape=[2], clear_after_read=False)
    state = {"scalar": tf.constant(7), "array": array.write(0, [1.0, 2.0]), "vector": tf.range(4)}
    matrix = tensor("matrix", BATCH, BEAM)
    return _step(cell_state={**state, "matrix": matrix, "cube": tensor("cube", BATCH, BEAM, 2)})


def _covering(cell_state: Any, **options: Any) -> Any:
    logits = tensor("logits", BATCH, BEAM, WORDS, dtype="float32")
    state = _state(covered(), "float32")
    return _step(logits, state, cell_state, coverage_penalty_weight=0.6, **options)


@scenario
def one_step_with_coverage() -> Any:
    return _covering(attends("one"))


@scenario
def one_step_with_coverage_and_length_penalty() -> Any:
    return _covering(attends("two", 2), length_penalty_weight=0.7)


@scenario
def one_step_with_coverage_by_layers() -> Any:
    return _covering((attends("one"), tensor("plain", BATCH, BEAM, 2), attends("two", 3)))


@scenario
def beams_gathered_by_hand() -> Any:
    """Single values by `[-1]`, and whole rows."""
    indices = tf.constant([[2, 0, 0], [1, 1, 2]])
    values, rows = tensor("values", BATCH, BEAM), tensor("rows", BATCH, BEAM, 4)
    size, unknown = tf.constant(BATCH), fed(np.int32(BATCH), [])
    found = {
        "values": module._tensor_gather_helper(indices, values, size, BEAM, [-1]),
        "rows": module._tensor_gather_helper(indices, rows, size, BEAM, [BATCH * BEAM, -1], "mine"),
        "unknown": module._tensor_gather_helper(indices, values, unknown, BEAM, [-1]),
        "maybe": module._maybe_tensor_gather_helper(indices, rows, size, BEAM, [-1, 4]),
        "scalar": module._maybe_tensor_gather_helper(indices, tf.constant(5), size, BEAM, [-1]),
        "vector": module._maybe_tensor_gather_helper(indices, rows[0, 0], size, BEAM, [-1, 4]),
    }
    names = [found[name].op.name for name in ("values", "rows", "unknown")]
    static = describe([found[name] for name in ("values", "rows", "unknown", "maybe")])
    return {**with_gradients(found), "names": repr(names), "static": static}


@scenario
def one_step_by_a_python_batch_size() -> Any:
    return _step(batch_size=BATCH)


@misuse
def gather_of_unknown_rank() -> Any:
    return _step(cell_state=tensor("cell", BATCH, BEAM, 2, static=tf.TensorShape(None)))


@misuse
def step_of_a_matrix_of_logits() -> Any:
    return _step(tensor("logits", BATCH * BEAM, WORDS))


@misuse
def step_of_logits_of_another_dtype() -> Any:
    return _step(tensor("logits", BATCH, BEAM, WORDS, dtype="float32"))


@misuse
def step_for_more_beams_than_continuations() -> Any:
    return _step(beam_width=16)
