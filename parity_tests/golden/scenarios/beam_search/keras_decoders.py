"""Call decoders that are Keras layers: `BaseDecoder` and `BeamSearchDecoderV2`."""

from __future__ import annotations

from typing import Any

import numpy as np

from parity_tests.golden.scenarios.beam_search.parts import (
    END,
    VOCABULARY,
    WIDTH,
    Chain,
    attention,
    beam_search_decoder,
    chain_state,
    project,
    start_tokens,
    table,
)
from parity_tests.golden.scenarios.parts import (
    BATCH,
    decoder,
    describe,
    fed,
    lstm,
    lstm_state,
    named,
    seq2seq,
    tensor,
    tf,
    wrap_lstm,
)
from parity_tests.golden.scenarios.registry import misuse, scenario


def _layer(cell: Any = None, **options: Any) -> Any:
    given = {"maximum_iterations": 6, **options}
    return beam_search_decoder.BeamSearchDecoderV2(
        Chain() if cell is None else cell, WIDTH, **given
    )


def _call(layer: Any, embedding: Any = None, **changed: Any) -> Any:
    given = {"start_tokens": start_tokens(), "end_token": END, "initial_state": None, **changed}
    if given["initial_state"] is None:
        given["initial_state"] = chain_state()
    outputs, state, lengths = layer(embedding, **given)
    return {**named("outputs", outputs), **named("state", state), "lengths": lengths}


def _rows() -> Any:
    return tf.constant(table(1.0))


def _embed(ids: Any) -> Any:
    return tf.nn.embedding_lookup(_rows(), ids)


@scenario
def layer_that_searches() -> Any:
    return _call(_layer(), _rows())


@scenario
def layer_that_searches_by_a_function() -> Any:
    return _call(_layer(embedding_fn=_embed), None, end_token=fed(np.int32(3), []))


@scenario
def layer_that_searches_with_options() -> Any:
    layer = _layer(
        output_time_major=True,
        parallel_iterations=1,
        swap_memory=True,
        length_penalty_weight=0.6,
        maximum_iterations=4,
    )
    return _call(layer, _rows(), start_tokens=start_tokens([None]))


@scenario
def layer_that_searches_by_lstm() -> Any:
    state = seq2seq.tile_batch(lstm_state("encoder"), WIDTH)
    rows = tf.constant(table()[:, :2])
    return _call(_layer(lstm(), output_layer=project()), rows, initial_state=state)


@scenario
def layer_that_searches_and_attends() -> Any:
    cell = wrap_lstm(attention(dynamic=True), attention_layer_size=3, alignment_history=True)
    tokens = start_tokens([None])
    state = cell.zero_state(tf.size(tokens) * WIDTH, tf.float64)
    rows = tf.constant(table()[:, :2])
    layer = _layer(cell, output_layer=project())
    return _call(layer, rows, start_tokens=tokens, initial_state=state)


@scenario
def layer_that_searches_twice() -> Any:
    layer = _layer(embedding_fn=_embed)
    first = _call(layer, None)
    second = _call(layer, None, start_tokens=tf.constant([2, 3, 5]))
    return {"first": first["outputs/predicted_ids"], "second": second["outputs/predicted_ids"]}


@scenario
def size_and_dtype_of_a_layer() -> Any:
    layer = _layer()
    layer.initialize(_rows(), start_tokens(), END, chain_state())
    return {
        "size": describe(layer.output_size),
        "dtype": describe(layer.output_dtype),
        "own": describe(layer.tracks_own_finished),
        "batch": layer.batch_size,
    }


@misuse
def layer_with_two_embeddings() -> Any:
    return _call(_layer(embedding_fn=_embed), _rows())


@misuse
def layer_called_again_with_an_embedding() -> Any:
    """The first call's embedding stays."""
    layer = _layer()
    _call(layer, _rows())
    return _call(layer, _rows())


@misuse
def layer_with_an_embedding_that_is_no_function() -> Any:
    return _layer(embedding_fn=table())


@misuse
def layer_without_embedding() -> Any:
    return _call(_layer(), None)


@misuse
def layer_that_searches_from_a_matrix() -> Any:
    return _call(_layer(), _rows(), start_tokens=[[1, 4, 7]])


@misuse
def layer_that_searches_to_a_vector() -> Any:
    return _call(_layer(), _rows(), end_token=[END])


@misuse
def layer_of_no_cell() -> Any:
    return _layer(lambda inputs, state: (inputs, state))


class Counts(decoder.BaseDecoder):
    """Adds up its inputs, `[batch, time, depth]`, until it has seen `ends` of them."""

    inputs: Any = None
    ends: Any = None

    @property
    def batch_size(self) -> Any:
        return BATCH

    @property
    def output_size(self) -> Any:
        return tf.TensorShape([VOCABULARY])

    @property
    def output_dtype(self) -> Any:
        return tf.float64

    def initialize(self, inputs: Any, initial_state: Any = None, **kwargs: Any) -> Any:
        self.inputs, self.ends = inputs, kwargs["ends"]
        return tf.zeros([BATCH], tf.bool), inputs[:, 0], initial_state

    def step(self, time: Any, inputs: Any, state: Any) -> Any:
        state = 0.5 * state + inputs
        following = self.inputs[:, tf.minimum(time + 1, 3)]
        return tf.sin(state), state, following, time + 1 >= self.ends


def _counted() -> Any:
    return tensor("counted", BATCH, 4, VOCABULARY), tensor("start", BATCH, VOCABULARY)


@scenario
def layer_of_ones_own() -> Any:
    inputs, start = _counted()
    layer = Counts(impute_finished=True, dtype=tf.float64)
    outputs, state, lengths = layer(inputs, initial_state=start, ends=tf.constant([2, 4, 1]))
    return {"outputs": outputs, "state": state, "lengths": lengths}


@scenario
def layer_of_ones_own_decoded_by_hand() -> Any:
    inputs, start = _counted()
    outputs, state, lengths = seq2seq.dynamic_decode(
        Counts(dtype=tf.float64),
        output_time_major=True,
        maximum_iterations=3,
        decoder_init_input=inputs,
        decoder_init_kwargs={"initial_state": start, "ends": tf.constant([2, 4, 1])},
    )
    return {"outputs": outputs, "state": state, "lengths": lengths}


@misuse
def layer_of_ones_own_without_arguments() -> Any:
    return seq2seq.dynamic_decode(Counts(dtype=tf.float64))


@misuse
def layer_that_implements_nothing() -> Any:
    return decoder.BaseDecoder()(tf.zeros([BATCH, 2]))


def _unimplemented(use: Any) -> str:
    try:
        use(decoder.BaseDecoder())
    except NotImplementedError:
        return "not implemented"
    return "implemented"


@scenario
def what_a_layer_must_implement() -> Any:
    return {
        "batch_size": _unimplemented(lambda base: base.batch_size),
        "output_size": _unimplemented(lambda base: base.output_size),
        "output_dtype": _unimplemented(lambda base: base.output_dtype),
        "initialize": _unimplemented(lambda base: base.initialize(None)),
        "step": _unimplemented(lambda base: base.step(0, None, None)),
        "finalize": _unimplemented(lambda base: base.finalize(None, None, None)),
        "own": repr(decoder.BaseDecoder().tracks_own_finished),
        "options": repr(
            [
                getattr(decoder.BaseDecoder(maximum_iterations=3), name)
                for name in ("output_time_major", "impute_finished", "maximum_iterations")
            ]
        ),
    }
