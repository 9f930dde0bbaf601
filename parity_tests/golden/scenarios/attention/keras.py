"""Attend by the Keras layers that contrib's module has, and never exported."""

from __future__ import annotations

from typing import Any

from parity_tests.golden.scenarios.attention.parts import case, dirac, spread
from parity_tests.golden.scenarios.parts import (
    BATCH,
    CELL_UNITS,
    MEMORY_LENGTHS,
    MEMORY_TIME,
    UNITS,
    attention_wrapper,
    bahdanau,
    decode,
    describe,
    draw,
    memory,
    tensor,
    tf,
    with_gradients,
    wrap,
)
from parity_tests.golden.scenarios.registry import misuse, scenario

KINDS = {
    "bahdanau": (attention_wrapper.BahdanauAttentionV2, UNITS, "normalize"),
    "luong": (attention_wrapper.LuongAttentionV2, CELL_UNITS, "scale"),
    "bahdanau_monotonic": (attention_wrapper.BahdanauMonotonicAttentionV2, UNITS, "normalize"),
    "luong_monotonic": (attention_wrapper.LuongMonotonicAttentionV2, CELL_UNITS, "scale"),
}


def _make(kind: str, switch: bool = False, **options: Any) -> Any:
    make, units, switched = KINDS[kind]
    given = {"memory": memory() * 0.25, switched: switch, "dtype": tf.float64, **options}
    return make(units, **given)


def _ask(mechanism: Any) -> dict[str, Any]:
    query = tensor("query", BATCH, CELL_UNITS)
    alignments, state = mechanism([query, spread("state")])
    found = {"alignments": alignments, "state": state, "keys": mechanism.keys}
    return with_gradients({**found, "values": mechanism.values})


def _asked(kind: str, **options: Any) -> Any:
    mechanism = _make(kind, **options)
    found = _ask(mechanism)
    shapes = [describe(weight.shape) for weight in mechanism.trainable_weights]
    return {**found, "weights": " ".join(shapes)}


def _asked_late(kind: str) -> Any:
    """Gets its memory by a call of its own, masked by lengths."""
    mechanism = _make(kind, switch=True, memory=None)
    taken = mechanism([memory() * 0.25, tf.constant(MEMORY_LENGTHS)], setup_memory=True)
    return {**_ask(mechanism), "taken": taken}


def _asked_by_mask(kind: str) -> Any:
    """Only a mask reaches the scores."""
    mechanism = _make(kind, memory=None)
    mask = tf.constant(draw("mask", BATCH, MEMORY_TIME) > -0.5)
    mechanism(memory() * 0.25, setup_memory=True, mask=mask)
    return _ask(mechanism)


def _decoded(kind: str) -> Any:
    mechanism = _make(kind, switch=True, memory_sequence_length=tf.constant(MEMORY_LENGTHS))
    if mechanism.query_layer:
        # Made inside the loop, a Keras variable is called after the loop's name scope,
        # which control flow v2 does not have.
        mechanism.query_layer.build([BATCH, CELL_UNITS])
    return with_gradients(decode(wrap(mechanism, attention_layer_size=5, alignment_history=True)))


def _config(kind: str) -> Any:
    mechanism = _make(kind, switch=True, name="own")
    config = mechanism.get_config()
    layers = {"query_layer", "memory_layer"}
    left_out = layers | {"kernel_initializer", "batch_input_shape"}
    plain = {key: value for key, value in config.items() if key not in left_out}
    again = type(mechanism).from_config({**config, "memory": memory()})
    return {
        "config": str(sorted(plain.items(), key=str)),
        "layers": str(sorted(layers & set(config))),
        "again": f"{again.name} {again.units} {again.memory_layer.name} {again.dtype}",
    }


def _sizes(kind: str) -> Any:
    mechanism = _make(kind)
    sizes = (mechanism.batch_size, mechanism.alignments_size, mechanism.state_size)
    return {"sizes": describe(sizes), "initial": mechanism.initial_state(BATCH, tf.float32)}


for _kind in KINDS:
    case(f"keras_{_kind}", _asked, kind=_kind)
    case(f"keras_{_kind}_switched", _asked, kind=_kind, switch=True)
    case(f"keras_{_kind}_late", _asked_late, kind=_kind)
    case(f"keras_{_kind}_by_mask", _asked_by_mask, kind=_kind)
    case(f"keras_{_kind}_decodes", _decoded, kind=_kind)
    case(f"keras_{_kind}_config", _config, kind=_kind)
    case(f"keras_{_kind}_sizes", _sizes, kind=_kind)

case("keras_luong_hardmax", _asked, kind="luong", probability_fn="hardmax")
_NOISE: dict[str, Any] = {
    "sigmoid_noise": 0.5,
    "sigmoid_noise_seed": 3,
    "score_bias_init": -1.5,
    "switch": True,
}
case("keras_bahdanau_monotonic_noisy", _asked, kind="bahdanau_monotonic", **_NOISE)
case("keras_luong_monotonic_noisy", _asked, kind="luong_monotonic", **_NOISE)


@scenario
def keras_beside_another() -> Any:
    """A wrapper takes mechanisms of both families."""
    return with_gradients(decode(wrap([_make("luong"), bahdanau()])))


class Own(attention_wrapper._BaseMonotonicAttentionMechanismV2):
    """Derives from the base, with layers of its own."""

    def _calculate_attention(self, query: Any, state: Any) -> Any:
        score = tf.squeeze(tf.matmul(self.keys, query[:, :, None]), [2])
        alignments = self.probability_fn(score, state)
        return alignments, alignments


def _own(**options: Any) -> Any:
    layer = tf.keras.layers.Dense(CELL_UNITS, use_bias=False, dtype=tf.float64, name="own")
    given = {"memory": memory(), "memory_layer": layer, **options}
    return Own(probability_fn=given.pop("fn", lambda score, state: tf.nn.softmax(score)), **given)


@scenario
def keras_of_ones_own() -> Any:
    return with_gradients(decode(wrap(_own())))


@scenario
def keras_without_layers() -> Any:
    """The keys are the values then."""
    mechanism = _own(memory_layer=None, dtype=tf.float64)
    alignments, _ = mechanism([tensor("query", BATCH, 4), dirac()])
    return with_gradients({"alignments": alignments, "keys": mechanism.keys})


@misuse
def keras_with_probability_fn_of_no_name() -> Any:
    return _make("luong", probability_fn="sparsemax")


@misuse
def keras_with_probability_fn_not_callable() -> Any:
    return _own(fn="softmax")


@misuse
def keras_with_layer_not_a_layer() -> Any:
    return _own(query_layer="dense")


@misuse
def keras_asked_without_memory() -> Any:
    return _make("luong", memory=None)([tensor("query", BATCH, CELL_UNITS), dirac()])


@misuse
def keras_asked_with_one_input() -> Any:
    return _make("luong")([tensor("query", BATCH, CELL_UNITS)])


@misuse
def keras_given_two_memories() -> Any:
    return _make("luong")([memory("one"), tf.constant(MEMORY_LENGTHS)], setup_memory=True)


@misuse
def keras_given_three_memories() -> Any:
    return _make("luong", memory=None)([memory()] * 3, setup_memory=True)


@misuse
def keras_with_lengths_and_mask() -> Any:
    mask = tf.ones([BATCH, MEMORY_TIME], tf.bool)
    given = [memory(), tf.constant(MEMORY_LENGTHS)]
    return _make("luong", memory=None)(given, setup_memory=True, mask=mask)


@misuse
def keras_called_as_the_others() -> Any:
    return _make("luong")(tensor("query", BATCH, CELL_UNITS), dirac())
