"""Look at recurrent cells, and at the loops that run them."""

from __future__ import annotations

from collections.abc import Iterator

from tf2_port.migrate.rules.kinds import GRUS, KERAS_GRUS, KERAS_LSTMS, LSTMS
from tf2_port.migrate.rules.rule import Note, rule
from tf2_port.migrate.values import Site

_FUSED = "hazards/03_fused_kernel"


@rule("fused-gates", _FUSED, *LSTMS, *GRUS)
def fused_gates(site: Site) -> Iterator[Note]:
    """Finds cells with one kernel for all gates, in another order than Keras has them."""
    if site.name in LSTMS:
        bias = site.literal("forget_bias")
        if site.name.endswith("CudnnCompatibleLSTMCell"):
            bias = 0.0
        add = f"{bias:g}" if isinstance(bias, (int, float)) else "forget_bias"
        if bias is ... and site.argument("forget_bias") is None:
            add = "1"
        yield Note(
            "to carry weights over, put gates i, j, f, o in order i, f, j, o and add "
            f"{add} to the bias of f"
        )
    else:
        yield Note(
            "to carry weights over, put gates r, u in order u, r, and take reset_after=False"
        )


@rule("peepholes", _FUSED, "rnn_cell.LSTMCell", "contrib.rnn.LSTMBlockCell")
def peepholes(site: Site) -> Iterator[Note]:
    """Finds peepholes, which no Keras cell has."""
    for name in ("use_peepholes", "use_peephole"):
        if site.given(name) and site.literal(name) is not False:
            yield Note(
                "peepholes are in no Keras cell: take tfa.rnn.PeepholeLSTMCell, with w_i, w_f, "
                "w_o after the bias"
            )


@rule("projection", _FUSED, "rnn_cell.LSTMCell")
def projection(site: Site) -> Iterator[Note]:
    """Finds projections, which no Keras cell has."""
    if site.given("num_proj"):
        yield Note("num_proj is in no Keras cell: keep tf.compat.v1.nn.rnn_cell.LSTMCell")


@rule("cell-clip", _FUSED, "rnn_cell.LSTMCell", "contrib.rnn.LSTMBlockCell")
def cell_clip(site: Site) -> Iterator[Note]:
    """Finds clipping of the cell's state, which no Keras cell does."""
    if site.given("cell_clip"):
        yield Note("cell_clip is in no Keras cell: keep tf.compat.v1.nn.rnn_cell.LSTMCell")


@rule("cell-initializer", "hazards/14_initializers", *LSTMS, *GRUS)
def cell_initializer(site: Site) -> Iterator[Note]:
    """Finds initial weights that are drawn for the fused kernel."""
    for name in ("initializer", "kernel_initializer"):
        if site.given(name):
            yield Note(f"{name} draws one kernel for inputs and state; Keras draws them apart")


@rule("dropout", "hazards/05_dropout_mask", "rnn_cell.DropoutWrapper")
def dropout(site: Site) -> Iterator[Note]:
    """Finds dropout, whose mask a Keras cell keeps when it runs eagerly."""
    names = ("input_keep_prob", "output_keep_prob", "state_keep_prob")
    if any(site.given(name) and site.literal(name) not in (1, 1.0) for name in names):
        yield Note("a Keras cell keeps its dropout mask: call reset_dropout_mask() for each batch")


@rule("dropout-seed", "hazards/22_random_streams", "rnn_cell.DropoutWrapper")
def dropout_seed(site: Site) -> Iterator[Note]:
    """Finds a seed, whose random stream goes on from call to call in TensorFlow 2."""
    if site.given("seed"):
        yield Note("the stream of seed goes on in TensorFlow 2, call after call")


@rule("keras-lstm-defaults", "hazards/04_keras_defaults", *KERAS_LSTMS)
def keras_lstm_defaults(site: Site) -> Iterator[Note]:
    """Finds a Keras layer whose default activation was another."""
    if site.complete and not site.given("recurrent_activation"):
        yield Note("the default recurrent_activation was 'hard_sigmoid': say so in TensorFlow 2")


@rule("keras-gru-defaults", "hazards/04_keras_defaults", *KERAS_GRUS)
def keras_gru_defaults(site: Site) -> Iterator[Note]:
    """Finds a Keras layer whose defaults were others."""
    missing = []
    if not site.given("recurrent_activation"):
        missing.append("recurrent_activation='hard_sigmoid'")
    if not site.given("reset_after"):
        missing.append("reset_after=False")
    if site.complete and missing:
        yield Note(f"the default was {' and '.join(missing)}: say so in TensorFlow 2")


@rule(
    "padded-outputs",
    "hazards/11_encoder_padding",
    "nn.dynamic_rnn",
    "nn.static_rnn",
    "nn.bidirectional_dynamic_rnn",
)
def padded_outputs(site: Site) -> Iterator[Note]:
    """Finds lengths, beyond which a Keras layer repeats its last output."""
    if site.given("sequence_length"):
        yield Note("outputs beyond sequence_length are 0: take zero_output_for_mask=True in Keras")


@rule("masked-embedding", "hazards/18_embedding_mask", "keras.layers.Embedding")
def masked_embedding(site: Site) -> Iterator[Note]:
    """Finds a mask that tfa's decoders take for sequence lengths."""
    if site.given("mask_zero") and site.literal("mask_zero") is not False:
        yield Note("its mask becomes the sequence lengths of tfa's decoder")
