"""Decode with Bahdanau attention over an LSTM encoder's outputs.

The graph of the legacy script, with its dimensions and contrib's options as
parameters. Source: tf.contrib.seq2seq of TensorFlow 1.15.5; Bahdanau, Cho,
Bengio, ICLR 2015, arXiv 1409.0473.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, NamedTuple, Optional

import tensorflow.compat.v1 as tf

from legacy_tf1.inputs import Input

try:
    from tensorflow.contrib import seq2seq
except ImportError:
    from legacy_tf1 import seq2seq

MODES = ("training",)  # it has numbers for input, so there are no tokens to feed back


@dataclass(frozen=True)
class Config:
    """The sizes and options of the graph; the defaults are the legacy script's."""

    batch_size: int = 3
    memory_time: int = 6
    decoder_time: int = 6
    input_depth: int = 5
    decoder_depth: int = 1
    encoder_units: int = 2
    attention_units: int = 3
    cell_units: int = 2
    dtype: str = "float32"
    masked_memory: bool = False  # whether memory_sequence_length is given
    normalize: bool = False
    mechanisms: int = 1
    attention_layer_size: Optional[int] = None
    alignment_history: bool = False
    output_attention: bool = True
    encoder_state: bool = False  # whether the encoder's last state starts the cell
    output_units: Optional[int] = None  # depth of an output_layer
    time_major_inputs: bool = False
    output_time_major: bool = False
    impute_finished: bool = False
    maximum_iterations: Optional[int] = None

    @property
    def inputs(self) -> dict[str, Input]:
        """Describes every input, by name."""
        decoder = (self.batch_size, self.decoder_time)
        batch = (self.batch_size,)
        inputs = {
            "input_data": Input((*batch, self.memory_time, self.input_depth), self.dtype),
            "decoder_input": Input((*decoder, self.decoder_depth), self.dtype),
            "sequence_length": Input(batch, "int32", 0, self.decoder_time),
            "target": Input((*decoder, self.output_depth), self.dtype),
        }
        if self.masked_memory:
            inputs["memory_sequence_length"] = Input(batch, "int32", 1, self.memory_time)
        return inputs

    @property
    def output_depth(self) -> int:
        if self.output_units is not None:
            return self.output_units
        if not self.output_attention:
            return self.cell_units
        return self.mechanisms * (self.attention_layer_size or self.encoder_units)


class Model(NamedTuple):
    """The encoder's results and a decoder that has not run yet."""

    inputs: dict[str, Any]  # placeholders, as in Config.inputs
    encoder: dict[str, Any]  # memory [batch, time, units], h and c [batch, units]
    mechanisms: list
    decoder: Any


def build(config: Config, mode: str = "training", probe: Any = None) -> Model:
    """Adds encoder and decoder to the current graph.

    Args:
      config: sizes and options.
      mode: the only one there is.
      probe: optional `legacy_tf1.probe.Probe`, which sees the insides of attention.

    Returns:
      The `Model`.
    """
    dtype = tf.as_dtype(config.dtype)
    inputs = {
        name: tf.placeholder(tf.as_dtype(given.dtype), given.shape, name=name)
        for name, given in config.inputs.items()
    }
    encoder = tf.keras.layers.LSTM(
        config.encoder_units, return_sequences=True, return_state=True, dtype=dtype
    )
    memory, h, c = encoder(inputs["input_data"])
    mechanisms = [
        seq2seq.BahdanauAttention(
            config.attention_units,
            memory,
            memory_sequence_length=inputs.get("memory_sequence_length"),
            normalize=config.normalize,
            probability_fn=probe.probability_fn if probe else None,
            dtype=dtype,
        )
        for _ in range(config.mechanisms)
    ]
    several = config.mechanisms > 1
    size = config.attention_layer_size
    attention_cell = seq2seq.AttentionWrapper(
        tf.nn.rnn_cell.LSTMCell(config.cell_units, dtype=dtype),
        mechanisms if several else mechanisms[0],
        attention_layer_size=[size] * len(mechanisms) if several and size else size,
        alignment_history=config.alignment_history,
        output_attention=config.output_attention,
        attention_fn=probe.attention_fn if probe else None,
        dtype=dtype,
    )
    initial_state = attention_cell.zero_state(config.batch_size, dtype)
    if config.encoder_state:
        initial_state = initial_state.clone(cell_state=tf.nn.rnn_cell.LSTMStateTuple(c=c, h=h))
    decoder_input = inputs["decoder_input"]
    if config.time_major_inputs:
        decoder_input = tf.transpose(decoder_input, [1, 0, 2])
    helper = seq2seq.TrainingHelper(
        decoder_input, inputs["sequence_length"], time_major=config.time_major_inputs
    )
    output_layer = None
    if config.output_units is not None:
        output_layer = tf.layers.Dense(config.output_units, name="output_layer", dtype=dtype)
    decoder = seq2seq.BasicDecoder(attention_cell, helper, initial_state, output_layer)
    return Model(inputs, {"memory": memory, "h": h, "c": c}, mechanisms, decoder)


def decode(config: Config, mode: str, model: Model) -> tuple:
    """Runs the decoder: returns `(outputs, final state, sequence lengths)`."""
    return seq2seq.dynamic_decode(
        model.decoder,
        output_time_major=config.output_time_major,
        impute_finished=config.impute_finished,
        maximum_iterations=config.maximum_iterations,
    )


def loss(config: Config, model: Model, rnn_output: tf.Tensor) -> tf.Tensor:
    """Returns the mean squared error over all steps before each sequence's end."""
    if config.output_time_major:
        rnn_output = tf.transpose(rnn_output, [1, 0, 2])
    steps = tf.shape(rnn_output)[1]
    error = tf.square(rnn_output - model.inputs["target"][:, :steps])
    mask = tf.sequence_mask(model.inputs["sequence_length"], steps, dtype=error.dtype)
    count = tf.reduce_sum(mask) * tf.cast(tf.shape(error)[2], error.dtype)
    return tf.div_no_nan(tf.reduce_sum(error * mask[:, :, None]), count)


def main() -> None:
    """Prints what the legacy script prints, for seeded inputs and weights."""
    from legacy_tf1 import witness

    config = Config()
    with tf.Graph().as_default(), tf.Session() as session:
        model = build(config)
        outputs, state, lengths = decode(config, MODES[0], model)
        variables = tf.global_variables()
        witness.load_weights(session, variables, witness.draw_weights(variables, seed=0))
        for name in ("memory", "h", "c"):
            print(model.encoder[name].shape)
        feed = witness.feed(model, witness.draw_inputs(config, seed=0, ragged=False))
        final_outputs, final_state, final_lengths = session.run((outputs, state, lengths), feed)
        print(final_outputs.rnn_output, final_state, final_lengths)


if __name__ == "__main__":
    main()
