"""Step the cells that contrib added: normalised, searched for, gated and grouped."""

from __future__ import annotations

from typing import Any

from parity_tests.golden.scenarios.contrib_cells.parts import (
    BATCH,
    DEPTH,
    LENGTHS,
    UNITS,
    gathered,
    rnn,
    sequence,
    state_of,
    step,
    tf,
)
from parity_tests.golden.scenarios.parts import decode, tensor, wrap
from parity_tests.golden.scenarios.registry import scenario


@scenario
def layer_norm_lstm() -> Any:
    return step(rnn.LayerNormBasicLSTMCell(UNITS))


@scenario
def layer_norm_lstm_with_all_options() -> Any:
    cell = rnn.LayerNormBasicLSTMCell(
        UNITS,
        forget_bias=0.4,
        input_size=DEPTH,
        activation=tf.nn.relu,
        norm_gain=0.7,
        norm_shift=0.2,
    )
    return step(cell)


@scenario
def layer_norm_lstm_without_it() -> Any:
    return step(rnn.LayerNormBasicLSTMCell(UNITS, layer_norm=False))


@scenario
def layer_norm_lstm_starts_from_gain_and_shift() -> Any:
    cell = rnn.LayerNormBasicLSTMCell(UNITS, norm_gain=0.7, norm_shift=0.2)
    cell(tf.zeros([BATCH, DEPTH]), cell.zero_state(BATCH, tf.float32))
    return {v.op.name: v.initial_value for v in tf.global_variables() if "kernel" not in v.name}


@scenario
def layer_norm_lstm_drops_by_its_seed() -> Any:
    cell = rnn.LayerNormBasicLSTMCell(UNITS, dropout_keep_prob=0.5, dropout_prob_seed=7)
    return step(cell, dtype="float32", steps=1)


@scenario
def layer_norm_lstm_keeps_all_by_a_tensor() -> Any:
    keep = tf.placeholder_with_default(tf.constant(1.0, tf.float64), [])
    return step(rnn.LayerNormBasicLSTMCell(UNITS, dropout_keep_prob=keep))


@scenario
def layer_norm_lstm_in_dynamic_rnn() -> Any:
    cell = rnn.MultiRNNCell([rnn.LayerNormBasicLSTMCell(UNITS), rnn.LayerNormBasicLSTMCell(4)])
    return gathered(*tf.nn.dynamic_rnn(cell, sequence(), LENGTHS, dtype=tf.float64))


@scenario
def layer_norm_lstm_under_attention() -> Any:
    wrapped = wrap(cell=rnn.LayerNormBasicLSTMCell(UNITS), attention_layer_size=4)
    return decode(wrapped, impute_finished=True)


@scenario
def nas() -> Any:
    return step(rnn.NASCell(UNITS))


@scenario
def nas_with_projection_and_bias() -> Any:
    return step(rnn.NASCell(UNITS, num_proj=3, use_bias=True, name="mine", dtype=tf.float64))


@scenario
def nas_under_attention() -> Any:
    return decode(wrap(cell=rnn.NASCell(UNITS), attention_layer_size=4), impute_finished=True)


@scenario
def nas_in_dynamic_rnn() -> Any:
    cell = rnn.NASCell(UNITS, use_bias=True)
    return gathered(*tf.nn.dynamic_rnn(cell, sequence(), LENGTHS, dtype=tf.float64))


@scenario
def ugrnn() -> Any:
    return step(rnn.UGRNNCell(UNITS))


@scenario
def ugrnn_with_all_options() -> Any:
    return step(rnn.UGRNNCell(UNITS, tf.ones_initializer(), 0.3, tf.nn.relu))


@scenario
def intersection_rnn() -> Any:
    return step(rnn.IntersectionRNNCell(UNITS), (UNITS,))


@scenario
def intersection_rnn_with_projection() -> Any:
    cell = rnn.IntersectionRNNCell(UNITS, num_in_proj=UNITS, forget_bias=0.3, y_activation=tf.tanh)
    return step(cell)


@scenario
def gated_cells_start_from_their_initializer() -> Any:
    inputs, ones = tf.zeros([BATCH, DEPTH]), tf.constant_initializer(1.5)
    rnn.UGRNNCell(2, initializer=ones)(inputs, tf.zeros([BATCH, 2]))
    rnn.IntersectionRNNCell(3, 3, initializer=ones)(inputs, tf.zeros([BATCH, 3]))
    glstm = rnn.GLSTMCell(4, initializer=ones, number_of_groups=2)
    glstm(inputs, glstm.zero_state(BATCH, tf.float32))
    return {v.op.name: v.initial_value for v in tf.global_variables()}


@scenario
def coupled_lstm() -> Any:
    return step(rnn.CoupledInputForgetGateLSTMCell(UNITS))


@scenario
def coupled_lstm_with_peepholes_projection_and_shards() -> Any:
    cell = rnn.CoupledInputForgetGateLSTMCell(
        UNITS,
        use_peepholes=True,
        num_proj=3,
        proj_clip=0.4,
        num_unit_shards=3,
        num_proj_shards=2,
        forget_bias=0.3,
        activation=tf.nn.relu,
    )
    return step(cell)


@scenario
def coupled_lstm_with_a_joined_state() -> Any:
    cell = rnn.CoupledInputForgetGateLSTMCell(UNITS, num_proj=3, state_is_tuple=False)
    return step(cell)


@scenario
def coupled_lstm_normalised() -> Any:
    cell = rnn.CoupledInputForgetGateLSTMCell(UNITS, layer_norm=True, norm_gain=0.7, norm_shift=0.2)
    return step(cell, dtype="float32")


@scenario
def grouped_lstm() -> Any:
    return step(rnn.GLSTMCell(6, number_of_groups=2))


@scenario
def grouped_lstm_with_projection() -> Any:
    cell = rnn.GLSTMCell(6, num_proj=4, number_of_groups=2, forget_bias=0.3, activation=tf.nn.relu)
    return step(cell)


@scenario
def grouped_lstm_in_dynamic_rnn() -> Any:
    inputs = sequence(static=[None, None, DEPTH])
    cell = rnn.GLSTMCell(6, number_of_groups=2)
    return gathered(*tf.nn.dynamic_rnn(cell, inputs, LENGTHS, dtype=tf.float64))


@scenario
def simple_recurrent_unit() -> Any:
    return step(rnn.SRUCell(UNITS))


@scenario
def simple_recurrent_unit_with_all_options() -> Any:
    return step(rnn.SRUCell(UNITS, activation=tf.nn.relu, name="mine", dtype=tf.float64))


@scenario
def independent_rnn() -> Any:
    return step(rnn.IndRNNCell(UNITS, dtype=tf.float64))


@scenario
def independent_rnn_with_all_options() -> Any:
    return step(rnn.IndRNNCell(UNITS, tf.nn.relu, None, "mine", tf.float64))


@scenario
def independent_gru() -> Any:
    return step(rnn.IndyGRUCell(UNITS, dtype=tf.float64))


@scenario
def independent_lstm() -> Any:
    return step(rnn.IndyLSTMCell(UNITS, dtype=tf.float64))


@scenario
def independent_cells_with_all_options() -> Any:
    options = {"activation": tf.nn.relu, "name": "mine", "dtype": tf.float32}
    ones, twos = tf.ones_initializer(), tf.constant_initializer(2.0)
    inputs = tensor("x", BATCH, DEPTH, dtype="float32")
    gru = rnn.IndyGRUCell(3, kernel_initializer=ones, bias_initializer=twos, **options)
    lstm = rnn.IndyLSTMCell(4, 0.3, kernel_initializer=ones, bias_initializer=twos, **options)
    with tf.variable_scope("gru"):
        output, _ = gru(inputs, state_of(3, "gru", "float32"))
    with tf.variable_scope("lstm"):
        other, _ = lstm(inputs, state_of(lstm.state_size, "lstm", "float32"))
    starts = {
        v.op.name: v.initial_value for v in tf.global_variables() if not v.name.endswith("_u:0")
    }
    return {**gathered((output, other)), **starts}


@scenario
def independent_cells_biases_at_first() -> Any:
    inputs = tf.zeros([BATCH, DEPTH])
    for cell in (rnn.IndRNNCell(2), rnn.IndyGRUCell(3), rnn.IndyLSTMCell(4)):
        cell(inputs, cell.zero_state(BATCH, tf.float32))
    return {v.op.name: v.initial_value for v in tf.global_variables() if "bias" in v.name}


@scenario
def cells_with_shared_variables() -> Any:
    """The second cell of the same scope reuses the first one's variables."""
    inputs, found = tensor("x", BATCH, DEPTH), {}
    for kind in ("LayerNormBasicLSTMCell", "NASCell", "UGRNNCell"):
        for reuse in (None, True):
            cell = getattr(rnn, kind)(UNITS, reuse=reuse)
            state = state_of(cell.state_size, kind, "float64")
            found[f"{kind}/{reuse}"], _ = cell(inputs, state, scope=kind)
    return found
