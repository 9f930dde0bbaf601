"""Derive classes that use contrib's private names, as scripts do."""

from __future__ import annotations

from typing import Any

from parity_tests.golden.scenarios.parts import (
    BATCH,
    DEPTH,
    LENGTHS,
    TIME,
    attention_wrapper,
    bahdanau,
    decode,
    decoder,
    describe,
    helpers,
    lstm,
    named,
    run_decoder,
    seq2seq,
    tensor,
    tf,
    with_gradients,
    wrap,
)
from parity_tests.golden.scenarios.registry import scenario


class PutsOutBoth(seq2seq.AttentionWrapper):
    """Puts out the cell's output beside the attention."""

    @property
    def output_size(self) -> Any:
        return self._cell.output_size + self._attention_layer_size

    def call(self, inputs: Any, state: Any) -> Any:
        fed = self._cell_input_fn(inputs, state.attention)
        output, cell_state = self._cell(fed, state.cell_state)
        with tf.control_dependencies(self._batch_size_checks(BATCH, "another batch")):
            output = tf.identity(output)
        results = []
        for k, mechanism in enumerate(self._attention_mechanisms):
            previous = state.attention_state[k] if self._is_multi else state.attention_state
            layer = self._attention_layers[k] if self._attention_layers else None
            results.append(self._attention_fn(mechanism, output, previous, layer))
        attentions, alignments, states = zip(*results)
        attention = tf.concat(attentions, 1)
        following = seq2seq.AttentionWrapperState(
            cell_state=cell_state,
            attention=attention,
            time=state.time + 1,
            alignments=self._item_or_tuple(alignments),
            alignment_history=() if not self._alignment_history else state.alignment_history,
            attention_state=self._item_or_tuple(states),
        )
        return tf.concat([output, attention], -1), following


@scenario
def wrapper_derived() -> Any:
    cell = PutsOutBoth(lstm(), bahdanau(), attention_layer_size=5, dtype=tf.float64)
    return decode(cell)


class ReadsEverySecond(seq2seq.TrainingHelper):
    """Leaves every second input out."""

    def next_inputs(
        self, time: Any, outputs: Any, state: Any, name: Any = None, **unused: Any
    ) -> Any:
        finished = time + 1 >= self._sequence_length
        inputs = tf.cond(
            tf.reduce_all(finished),
            lambda: self._zero_inputs,
            lambda: self._input_tas.read(2 * (time + 1)),
        )
        return finished, inputs, state


@scenario
def training_helper_derived() -> Any:
    inputs = tensor("inputs", BATCH, 2 * TIME, DEPTH)
    return with_gradients(decode(wrap(), feeder=ReadsEverySecond(inputs, LENGTHS)))


class Scaled(seq2seq.BasicDecoder):
    """Steps the cell itself, and scales what it puts out."""

    def step(self, time: Any, inputs: Any, state: Any, name: Any = None) -> Any:
        outputs, state = self._cell(inputs, state)
        outputs = 2.0 * self._output_layer(outputs)
        ids = self._helper.sample(time=time, outputs=outputs, state=state)
        finished, inputs, state = self._helper.next_inputs(
            time=time, outputs=outputs, state=state, sample_ids=ids
        )
        return seq2seq.BasicDecoderOutput(outputs, ids), state, inputs, finished


@scenario
def basic_decoder_derived() -> Any:
    cell = wrap()
    feeder = seq2seq.TrainingHelper(tensor("inputs", BATCH, TIME, DEPTH), LENGTHS)
    layer = tf.layers.Dense(9, dtype=tf.float64)
    return run_decoder(Scaled(cell, feeder, cell.zero_state(BATCH, tf.float64), layer))


@scenario
def private_functions() -> Any:
    """Forks of `dynamic_decode` and of helpers import them."""
    sizes = seq2seq.BasicDecoderOutput(4, tf.TensorShape([2]))
    dtypes = seq2seq.BasicDecoderOutput(tf.float64, tf.int32)
    zeros = decoder._create_zero_outputs(sizes, dtypes, BATCH)
    given = tensor("given", BATCH, TIME, DEPTH)
    mechanism, query = bahdanau(), tensor("query", BATCH, 8)
    attended = attention_wrapper._compute_attention(mechanism, query, None, None)
    return {
        **named("zeros", zeros),
        "transposed": decoder._transpose_batch_time(given),
        "transposed_vector": helpers._transpose_batch_time(given[0, :, 0]),
        "read": helpers._unstack_ta(given).read(1),
        "context": attended[0],
        "zero_states": decoder._zero_state_tensors(tf.TensorShape([2, 3]), BATCH, tf.float32),
        "static": describe([zeros, decoder._zero_state_tensors((4, [2]), BATCH, tf.float32)]),
    }
