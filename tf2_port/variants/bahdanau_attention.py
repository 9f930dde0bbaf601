"""Decode with Bahdanau attention over an LSTM encoder's outputs.

The TensorFlow 2 twin of `legacy_tf1.variants.bahdanau_attention`, on
`tfa.seq2seq`; Bahdanau, Cho, Bengio, ICLR 2015, arXiv 1409.0473.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Callable, NamedTuple

from tf2_port.checkpoints import (
    BahdanauRule,
    DenseRule,
    KerasLSTMRule,
    LSTMCellRule,
    Rule,
)
from tf2_port.compat import tf, tfa


class Start(NamedTuple):
    """What the decoder starts from."""

    encoder: dict[str, tf.Tensor]  # memory [batch, time, units], h and c [batch, units]
    decoder_input: tf.Tensor
    lengths: tf.Tensor  # [batch]
    state: Any


class BahdanauAttentionModel(tf.keras.Model):
    """Encoder, attention mechanisms and decoder, trainable as any Keras model."""

    def __init__(
        self,
        encoder_units: int = 2,
        attention_units: int = 3,
        cell_units: int = 2,
        normalize: bool = False,
        mechanisms: int = 1,
        attention_layer_size: int | None = None,
        alignment_history: bool = False,
        output_attention: bool = True,
        encoder_state: bool = False,
        output_units: int | None = None,
        time_major_inputs: bool = False,
        output_time_major: bool = False,
        impute_finished: bool = False,
        maximum_iterations: int | None = None,
        attention_fn: Callable[..., Any] | None = None,
        dtype: str = "float32",
    ) -> None:
        """Makes the layers.

        Args:
          encoder_units: of the encoder's LSTM.
          attention_units: the depth of query and keys.
          cell_units: of the decoder's LSTM cell.
          normalize: whether the energy is weight-normalised.
          mechanisms: how many attention mechanisms look at the memory.
          attention_layer_size: depth of a Dense layer on `[cell output, context]`
            for each mechanism; None for no layer.
          alignment_history: whether the final state tells every step's alignments.
          output_attention: whether the decoder puts out the attention or the
            cell's output.
          encoder_state: whether the encoder's last state starts the cell.
          output_units: depth of a Dense layer on the decoder's output.
          time_major_inputs: whether the sampler reads time-major inputs.
          output_time_major: whether outputs are `[time, batch, depth]`.
          impute_finished: whether finished rows keep state and put out zeros.
          maximum_iterations: the most steps to decode.
          attention_fn: replaces how tfa attends, for a look inside.
          dtype: of every layer; given to each, for Keras would cast in silence.
        """
        super().__init__(dtype=dtype)
        self.alignment_history = alignment_history
        self.encoder_state = encoder_state
        self.time_major_inputs = time_major_inputs
        self.output_time_major = output_time_major
        # As Keras in TensorFlow 1 had it; the default is now a plain sigmoid.
        self.encoder = tf.keras.layers.LSTM(
            encoder_units,
            return_sequences=True,
            return_state=True,
            recurrent_activation="hard_sigmoid",
            dtype=dtype,
        )
        self.mechanisms = [
            tfa.seq2seq.BahdanauAttention(attention_units, normalize=normalize, dtype=dtype)
            for _ in range(mechanisms)
        ]
        self.attention_layers = [
            tf.keras.layers.Dense(attention_layer_size, use_bias=False, dtype=dtype)
            for _ in range(mechanisms if attention_layer_size else 0)
        ]
        self.lstm_cell = tf.keras.layers.LSTMCell(cell_units, dtype=dtype)
        self.cell = tfa.seq2seq.AttentionWrapper(
            self.lstm_cell,
            self.mechanisms if mechanisms > 1 else self.mechanisms[0],
            attention_layer=self.attention_layers or None,
            alignment_history=alignment_history,
            output_attention=output_attention,
            attention_fn=attention_fn,
            dtype=dtype,
        )
        self.output_layer = (
            None if output_units is None else tf.keras.layers.Dense(output_units, dtype=dtype)
        )
        self.decoder = tfa.seq2seq.BasicDecoder(
            self.cell,
            tfa.seq2seq.TrainingSampler(time_major=time_major_inputs),
            self.output_layer,
            output_time_major=output_time_major,
            impute_finished=impute_finished,
            maximum_iterations=maximum_iterations,
            dtype=dtype,
        )

    @property
    def decoder_cells(self) -> list[Any]:
        return [self.lstm_cell]

    def full(self, inputs: Mapping[str, tf.Tensor]) -> dict[str, tf.Tensor]:
        """Returns the inputs with no early end: with no step there would be no cell's weights."""
        batch, steps = inputs["decoder_input"].shape[:2]
        return {**inputs, "sequence_length": tf.fill([batch], steps)}

    def start(self, inputs: Mapping[str, tf.Tensor]) -> Start:
        """Encodes, sets the memory anew, and prepares the decoder's input and state."""
        memory, h, c = self.encoder(inputs["input_data"])
        for mechanism in self.mechanisms:
            # Every time, and with the lengths: a mechanism keeps the last batch's.
            mechanism.setup_memory(memory, inputs.get("memory_sequence_length"))
        state = self.cell.get_initial_state(batch_size=tf.shape(memory)[0], dtype=memory.dtype)
        if self.encoder_state:
            state = state.clone(cell_state=[h, c])  # TensorFlow 1 had (c, h)
        decoder_input = inputs["decoder_input"]
        if self.time_major_inputs:
            decoder_input = tf.transpose(decoder_input, [1, 0, 2])
        encoder = {"memory": memory, "h": h, "c": c}
        return Start(encoder, decoder_input, inputs["sequence_length"], state)

    def call(self, inputs: Mapping[str, tf.Tensor], training: bool | None = None) -> dict[str, Any]:
        """Encodes and decodes by teacher forcing.

        Args:
          inputs: `input_data [batch, memory time, depth]`, `decoder_input [batch,
            time, depth]`, `sequence_length [batch]` and optionally
            `memory_sequence_length [batch]`, all positive.
          training: as in any Keras model.

        Returns:
          `encoder` (memory, h, c), `outputs` (`rnn_output [batch, time, depth]`,
          `sample_id`), `state` and `lengths [batch]`.
        """
        start = self.start(inputs)
        outputs, state, lengths = self.decoder(
            start.decoder_input,
            sequence_length=start.lengths,
            initial_state=start.state,
            training=training,
        )
        if self.alignment_history:
            # An array of steps must not leave a tf.function; a tensor may.
            history = tf.nest.map_structure(lambda array: array.stack(), state.alignment_history)
            state = state._replace(alignment_history=history)
        return {"encoder": start.encoder, "outputs": outputs, "state": state, "lengths": lengths}

    def loss_of(self, results: Mapping[str, Any], inputs: Mapping[str, tf.Tensor]) -> tf.Tensor:
        """Returns the mean squared error against `inputs["target"]` before each end.

        It is of the weights' dtype, which with mixed precision is wider than the outputs'.
        """
        rnn_output = tf.cast(results["outputs"].rnn_output, self.dtype)
        if self.output_time_major:
            rnn_output = tf.transpose(rnn_output, [1, 0, 2])
        steps = tf.shape(rnn_output)[1]
        error = tf.square(rnn_output - inputs["target"][:, :steps])
        mask = tf.sequence_mask(inputs["sequence_length"], steps, dtype=error.dtype)
        count = tf.reduce_sum(mask) * tf.cast(tf.shape(error)[2], error.dtype)
        return tf.math.divide_no_nan(tf.reduce_sum(error * mask[:, :, None]), count)

    def weight_rules(self) -> Iterator[Rule]:
        """Tells where each of these weights was in a TensorFlow 1 checkpoint."""
        wrapper = "decoder/attention_wrapper"
        yield KerasLSTMRule("lstm", self.encoder)
        # A Keras LSTMCell has no forget_bias at run time: it goes into the bias.
        yield LSTMCellRule(f"{wrapper}/lstm_cell", self.lstm_cell, forget_bias=1.0)
        for k, mechanism in enumerate(self.mechanisms):
            suffix = f"_{k}" if k else ""
            yield BahdanauRule(
                f"memory_layer{suffix}", f"{wrapper}/bahdanau_attention{suffix}", mechanism
            )
        for k, layer in enumerate(self.attention_layers):
            yield DenseRule(f"{wrapper}/attention_layer" + (f"_{k}" if k else ""), layer)
        if self.output_layer is not None:
            yield DenseRule("decoder/output_layer", self.output_layer)
