"""Clone the state of an `AttentionWrapper`, and start decoding from it."""

from __future__ import annotations

from typing import Any

from parity_tests.golden.scenarios.parts import (
    BATCH,
    CELL_UNITS,
    MEMORY_DEPTH,
    MEMORY_TIME,
    bahdanau,
    decode,
    describe,
    lstm_state,
    memory,
    named,
    tensor,
    tf,
    with_gradients,
    wrap,
    wrap_lstm,
)
from parity_tests.golden.scenarios.registry import scenario


def _start(cell: Any, **fields: Any) -> Any:
    return cell.zero_state(BATCH, tf.float64).clone(**fields)


@scenario
def clone_cell_state() -> Any:
    cell = wrap_lstm()
    return with_gradients(decode(cell, _start(cell, cell_state=lstm_state("encoder"))))


@scenario
def clone_attention() -> Any:
    cell = wrap()
    return with_gradients(
        decode(cell, _start(cell, attention=tensor("start", BATCH, MEMORY_DEPTH)))
    )


@scenario
def clone_several_fields() -> Any:
    cell = wrap_lstm(alignment_history=True)
    alignments = tensor("alignments", BATCH, MEMORY_TIME)
    state = _start(cell, alignments=alignments, attention_state=-alignments, time=tf.constant(0))
    return decode(cell, state)


@scenario
def clone_nothing() -> Any:
    state = wrap_lstm(alignment_history=True).zero_state(BATCH, tf.float64)
    return {"structure": describe(state.clone()), "same": repr(state.clone() == state)}


@scenario
def clone_keeps_static_shapes() -> Any:
    """The new tensor gets the shape of the old one, checked when it runs."""
    cell = wrap_lstm()
    new = tensor("start", BATCH, MEMORY_DEPTH, static=[None, None])
    state = _start(cell, attention=new)
    return {"structure": describe(state), **named("state", state)}


@scenario
def clone_of_unknown_rank() -> Any:
    new = tensor("start", BATCH, MEMORY_DEPTH, static=tf.TensorShape(None))
    state = _start(wrap_lstm(), attention=new)
    return {"structure": describe(state), **named("state", state)}


@scenario
def clone_of_dynamic_state() -> Any:
    cell = wrap_lstm(bahdanau(memory=memory(static=[None, None, MEMORY_DEPTH])))
    old = cell.zero_state(tf.shape(tensor("rows", BATCH, 1, static=[None, 1]))[0], tf.float64)
    new = tensor("start", BATCH, CELL_UNITS, static=[None, CELL_UNITS])
    state = old.clone(cell_state=tf.nn.rnn_cell.LSTMStateTuple(new, 2.0 * new))
    return {"structure": describe(state), **named("state", state)}


@scenario
def clone_of_dynamic_state_learns_no_shape() -> Any:
    """Where the old shape is not whole, none of it is handed on."""
    cell = wrap_lstm(bahdanau(memory=memory(static=[None, None, MEMORY_DEPTH])))
    rows = tf.shape(tensor("rows", BATCH, 1, static=[None, 1]))[0]
    new = tensor("start", BATCH, MEMORY_DEPTH, static=[None, None])
    state = cell.zero_state(rows, tf.float64).clone(attention=new)
    return {"static": describe(state.attention), "attention": state.attention}


@scenario
def clone_time_by_a_vector_of_one() -> Any:
    state = _start(wrap_lstm(), time=tf.constant([2]))
    return {"static": describe(state.time), "time": state.time}


@scenario
def clone_by_a_variable() -> Any:
    """A variable is no tensor: it is taken as it is."""
    cell = wrap()
    learned = tf.get_variable("learned", [BATCH, MEMORY_DEPTH], tf.float64)
    return with_gradients(decode(cell, _start(cell, attention=learned)))


@scenario
def clone_by_a_variable_is_not_checked() -> Any:
    learned = tf.get_variable("learned", [BATCH, MEMORY_DEPTH + 1], tf.float64)
    state = _start(wrap_lstm(), attention=learned)
    return {"shape": describe(state.attention.shape)}


@scenario
def clone_by_another_dtype() -> Any:
    """Shapes are compared, dtypes are not."""
    new = tensor("start", BATCH, MEMORY_DEPTH, dtype="float32")
    return {"state": describe(_start(wrap_lstm(), attention=new))}


@scenario
def state_fields_in_order() -> Any:
    state = wrap_lstm().zero_state(BATCH, tf.float64)
    return {"fields": " ".join(type(state)._fields), "kind": type(state).__name__}
