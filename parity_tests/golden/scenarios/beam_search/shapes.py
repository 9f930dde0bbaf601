"""Search where the batch is known at run time only, and look at names and static shapes."""

from __future__ import annotations

from typing import Any

import numpy as np

from parity_tests.golden.scenarios.beam_search.parts import (
    END,
    VOCABULARY,
    WIDTH,
    Chain,
    chain_state,
    project,
    run,
    search,
    start_tokens,
    table,
)
from parity_tests.golden.scenarios.parts import (
    BATCH,
    describe,
    fed,
    lstm,
    named,
    seq2seq,
    tensor,
    tf,
)
from parity_tests.golden.scenarios.registry import scenario


def _decoder(**options: Any) -> Any:
    given = {
        "cell": Chain(),
        "embedding": tf.constant(table(1.0)),
        "start_tokens": start_tokens(),
        "end_token": END,
        "initial_state": chain_state(),
        "beam_width": WIDTH,
    }
    return seq2seq.BeamSearchDecoder(**{**given, **options})


def _dynamic_state() -> Any:
    state = tensor("state", BATCH, VOCABULARY, static=[None, VOCABULARY])
    return seq2seq.tile_batch(state, WIDTH)


@scenario
def beams_of_an_unknown_batch() -> Any:
    return search(tokens=start_tokens([None]), state=_dynamic_state())


@scenario
def beams_of_known_tokens_and_unknown_states() -> Any:
    return search(state=_dynamic_state())


@scenario
def beams_of_unknown_tokens_and_known_states() -> Any:
    return search(tokens=start_tokens([None]))


@scenario
def beams_of_filled_tokens() -> Any:
    """As published code makes them."""
    state = _dynamic_state()
    tokens = tf.fill([tf.shape(state)[0] // WIDTH], 4)
    return search(tokens=tokens, state=state)


@scenario
def beams_of_listed_tokens() -> Any:
    return search(tokens=[1, 4, 7])


@scenario
def beams_of_int64_numbers() -> Any:
    return search(tokens=np.array([1, 4, 7]), end_token=np.int64(0))


@scenario
def end_token_fed() -> Any:
    return search(end_token=fed(np.int32(2), []))


@scenario
def maximum_iterations_of_beams_fed() -> Any:
    return search(loop={"maximum_iterations": fed(np.int32(3), [])})


def _short(dtype: str) -> Any:
    """Searches in a short float: the state's dtype is that of scores and sums."""
    state = tensor("state", BATCH, VOCABULARY, dtype=dtype)
    return search(
        Chain(dtype=tf.as_dtype(dtype)),
        tf.constant(table(1.0, dtype=dtype)),
        seq2seq.tile_batch(state, WIDTH),
        length_penalty_weight=0.6,
        loop={"maximum_iterations": 4},
    )


@scenario
def beams_in_float32() -> Any:
    return _short("float32")


@scenario
def beams_in_float16() -> Any:
    return _short("float16")


@scenario
def static_shapes_of_a_search() -> Any:
    found = {}
    for name, static in (("known", None), ("unknown", [None])):
        with tf.variable_scope(name):
            decoder = _decoder(start_tokens=start_tokens(static))
            outputs = seq2seq.dynamic_decode(decoder, maximum_iterations=2)
            # contrib knows neither time nor, of rows that were transposed, the batch.
            found[name] = describe([outputs[1], outputs[2]])
            found[name + "_depth"] = repr(
                [made.shape[2:].as_list() for made in tf.nest.flatten(outputs[0])]
            )
    return found


@scenario
def initialize_and_step_by_hand() -> Any:
    """A decoder can be stepped without `dynamic_decode`."""
    decoder = _decoder(length_penalty_weight=0.5)
    finished, inputs, state = decoder.initialize()
    found = {"finished": finished, "inputs": inputs, **named("start", state)}
    found["structure"] = describe(state)
    parts = []
    for time in range(3):
        outputs, state, inputs, finished = decoder.step(tf.constant(time), inputs, state)
        parts.append(outputs)
        found.update(named(f"{time}", (outputs, state, inputs, finished)))
    stacked = tf.nest.map_structure(lambda *steps: tf.stack(steps), *parts)
    outputs, final = decoder.finalize(stacked, state, None)
    found["types"] = describe([outputs, final])
    return {**found, **named("final", outputs)}


@scenario
def embedding_that_is_a_function() -> Any:
    rows = tf.constant(table(1.0))
    return search(embedding=lambda ids: tf.one_hot(ids, VOCABULARY, dtype=tf.float64) @ rows[None])


@scenario
def embedding_of_partitions() -> Any:
    rows = table(1.0)
    return search(embedding=[tf.constant(rows[0::2]), tf.constant(rows[1::2])])


@scenario
def embedding_that_is_a_variable() -> Any:
    variable = tf.get_variable("embedding", [VOCABULARY, VOCABULARY], tf.float64)
    return search(embedding=variable)


@scenario
def embedding_of_several_inputs() -> Any:
    """A structure of inputs is merged part by part."""

    class Pair(Chain):
        def call(self, inputs: Any, state: Any) -> Any:
            return super().call(inputs["one"] + inputs["two"][:, 0], state)

    rows = tf.constant(table(1.0))

    def embed(ids: Any) -> Any:
        found = tf.nn.embedding_lookup(rows, ids)
        return {"one": found, "two": tf.stack([found, 0.5 * found], 2)}

    return search(Pair(), embed)


@scenario
def variables_of_a_search() -> Any:
    """The cell's and the layer's stand in the decoder's scope."""
    cell = tf.nn.rnn_cell.MultiRNNCell([lstm(), lstm(6)])
    state = cell.zero_state(BATCH * WIDTH, tf.float64)
    rows = tf.constant(table()[:, :2])
    return search(
        cell, rows, state, output_layer=project(), loop={"scope": "search", "maximum_iterations": 2}
    )


@scenario
def variables_of_training_found_by_a_search() -> Any:
    """As in published code: one scope, reused, for training and for inference."""
    rows = tf.constant(table()[:, :2])
    cell, layer = lstm(), project()
    with tf.variable_scope("decode"):
        helper = seq2seq.TrainingHelper(tf.zeros([BATCH, 4, 2], tf.float64), [4, 2, 1])
        basic = seq2seq.BasicDecoder(cell, helper, cell.zero_state(BATCH, tf.float64), layer)
        trained, _, _ = seq2seq.dynamic_decode(basic)
    with tf.variable_scope("decode", reuse=True):
        state = cell.zero_state(BATCH * WIDTH, tf.float64)
        found = search(cell, rows, state, output_layer=layer, loop={"maximum_iterations": 3})
    return {**found, "trained": trained.rnn_output}


@scenario
def keras_layer_on_beams() -> Any:
    """What the decoder calls is a Keras layer; it need not be one of `tf.layers`."""

    class Twice(tf.keras.layers.Layer):
        def call(self, inputs: Any) -> Any:
            return 2.0 * inputs

        def compute_output_shape(self, input_shape: Any) -> Any:
            return tf.TensorShape(input_shape)

    return search(output_layer=Twice(dtype=tf.float64))


@scenario
def names_of_a_search() -> Any:
    """Ops stand in the scopes that contrib made."""
    decoder = _decoder(coverage_penalty_weight=0.0)
    outputs, _, _ = seq2seq.dynamic_decode(decoder, output_time_major=True)
    return {"predicted": outputs.predicted_ids.op.name}


@scenario
def all_ops_of_the_start_of_a_search() -> Any:
    """But for those that TensorFlow 2's own `tf.zeros` and `tf.one_hot` leave out."""
    _decoder(coverage_penalty_weight=0.0).initialize()
    names = [op.name for op in tf.get_default_graph().get_operations()]
    left_out = ("/mul", "/Less", "one_hot/on_value", "one_hot/off_value")
    return {"names": " ".join(name for name in names if not any(p in name for p in left_out))}


@scenario
def derived_search() -> Any:
    """Published code overrides methods, and reads what is private."""

    class Derived(seq2seq.BeamSearchDecoder):
        def initialize(self, name: Any = None) -> Any:
            finished, inputs, state = super().initialize(name)
            return finished, inputs, state._replace(lengths=state.lengths + 2)

        def step(self, time: Any, inputs: Any, state: Any, name: Any = None) -> Any:
            outputs, state, inputs, finished = super().step(time, inputs, state, name)
            return outputs, state, inputs + 0.5, finished

        def finalize(self, outputs: Any, final_state: Any, sequence_lengths: Any) -> Any:
            final, state = super().finalize(outputs, final_state, sequence_lengths)
            best = final.predicted_ids[:, :, :1] + self._end_token
            return final._replace(predicted_ids=best), state

    decoder = Derived(Chain(), tf.constant(table(1.0)), start_tokens(), END, chain_state(), WIDTH)
    found = run(decoder, maximum_iterations=6)
    found["start"] = decoder._start_tokens
    found["finished"] = decoder._finished
    found["inputs"] = decoder._start_inputs
    found["private"] = repr([decoder._beam_width, decoder._reorder_tensor_arrays])
    return found


@scenario
def merge_and_split_by_hand() -> Any:
    decoder = _decoder()
    cube, rows = tensor("cube", BATCH, WIDTH, 2, 4), tensor("rows", BATCH * WIDTH, 4)
    return {
        "merged": decoder._merge_batch_beams(cube),
        "merged_shape": decoder._merge_batch_beams(cube, tf.TensorShape([2, 4])),
        "split": decoder._split_batch_beams(rows, 4),
        "split_tensor": decoder._split_batch_beams(rows, tf.constant([4])),
        "scalar": decoder._maybe_split_batch_beams(tf.constant(3), tf.TensorShape([])),
        "vector": decoder._maybe_merge_batch_beams(rows[:, 0], tf.TensorShape([])),
        "static": describe([decoder._merge_batch_beams(cube, tf.constant([2, 4]))]),
    }
