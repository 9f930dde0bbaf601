"""Translate Roman numerals into digits: the port of `roman_2018.py` to Keras and tfa."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

import numpy as np
import tensorflow as tf
import tensorflow_addons as tfa

PAD, GO, END = 0, 1, 2
LETTERS = ["<pad>", "<go>", "<end>", *"IVXLCDM"]
DIGITS = ["<pad>", "<go>", "<end>", *"0123456789"]
UNITS, DEPTH, LAYERS, LONGEST = 32, 12, 2, 6

keras = tf.keras.layers


class ResidualCell(keras.Layer):
    """Adds a cell's input to its output; tfa takes Keras layers only as cells."""

    def __init__(self, cell: Any) -> None:
        super().__init__()
        self.cell = cell
        self.state_size, self.output_size = cell.state_size, cell.output_size

    def call(self, inputs: Any, states: Any, training: bool | None = None) -> Any:
        outputs, states = self.cell(inputs, states, training=training)
        return outputs + inputs, states

    def get_initial_state(self, *arguments: Any, **options: Any) -> Any:
        return self.cell.get_initial_state(*arguments, **options)


class NoLeadingZeroSampler(tfa.seq2seq.Sampler):
    """Is greedy, never pads, never says GO, and starts with no zero."""

    def __init__(self, embedding: Any) -> None:
        self.embedding = embedding
        allowed = np.zeros([2, len(DIGITS)], np.float32)
        allowed[:, [PAD, GO]] = -1e9
        allowed[0, DIGITS.index("0")] = -1e9
        self.first, self.later = (tf.constant(row) for row in allowed)

    @property
    def batch_size(self) -> Any:
        return self._batch_size

    @property
    def sample_ids_shape(self) -> tf.TensorShape:
        return tf.TensorShape([])

    @property
    def sample_ids_dtype(self) -> tf.DType:
        return tf.int32

    def initialize(self, batch_size: Any) -> Any:
        self._batch_size = batch_size
        finished = tf.fill([batch_size], False)
        return finished, self.embedding(tf.fill([batch_size], GO))

    def sample(self, time: Any, outputs: Any, state: Any) -> Any:
        penalty = tf.where(tf.equal(time, 0), self.first, self.later)
        return tf.argmax(outputs + penalty, -1, tf.int32)

    def next_inputs(self, time: Any, outputs: Any, state: Any, sample_ids: Any) -> Any:
        return tf.equal(sample_ids, END), self.embedding(sample_ids), state


class Start(NamedTuple):
    """What teacher forcing starts from."""

    memory: tf.Tensor  # [batch, source time, depth]
    decoder_input: tf.Tensor  # [batch, target time, depth]
    lengths: tf.Tensor  # [batch]
    state: Any


class Roman(tf.keras.Model):
    """Encodes letters in both directions twice, decodes digits by residual layers."""

    def __init__(self) -> None:
        super().__init__()
        self.letters = keras.Embedding(len(LETTERS), DEPTH)
        self.encoders = [
            keras.Bidirectional(
                keras.LSTM(
                    UNITS // 2,
                    return_sequences=True,
                    return_state=True,
                    zero_output_for_mask=True,  # as dynamic_rnn has it
                )
            )
            for _ in range(LAYERS)
        ]
        self.digits = keras.Embedding(len(DIGITS), DEPTH)
        cells = [keras.LSTMCell(UNITS)]
        cells += [ResidualCell(keras.LSTMCell(UNITS)) for _ in range(LAYERS - 1)]
        self.attention = tfa.seq2seq.LuongAttention(UNITS, scale=True)
        self.cell = tfa.seq2seq.AttentionWrapper(
            keras.StackedRNNCells(cells), self.attention, attention_layer_size=UNITS
        )
        self.to_digits = keras.Dense(len(DIGITS))
        self.decoder = tfa.seq2seq.BasicDecoder(
            self.cell, tfa.seq2seq.TrainingSampler(), self.to_digits
        )
        self.translator = tfa.seq2seq.BasicDecoder(
            self.cell, NoLeadingZeroSampler(self.digits), self.to_digits, maximum_iterations=LONGEST
        )

    def encode(self, inputs: Mapping[str, Any]) -> Any:
        """Returns the memory `[batch, time, depth]` and the decoder's initial state."""
        lengths, memory = inputs["source_length"], self.letters(inputs["source"])
        mask = tf.sequence_mask(lengths, tf.shape(inputs["source"])[1])
        states = []
        for encoder in self.encoders:
            memory, *parts = encoder(memory, mask=mask)  # h, c of each direction
            states.append(
                [tf.concat([parts[0], parts[2]], -1), tf.concat([parts[1], parts[3]], -1)]
            )
        self.attention.setup_memory(memory, lengths)  # for every batch anew, with its lengths
        start = self.cell.get_initial_state(batch_size=tf.shape(memory)[0], dtype=memory.dtype)
        return memory, start.clone(cell_state=tuple(states))

    def start(self, inputs: Mapping[str, Any]) -> Start:
        """Prepares teacher forcing: GO first, then the labels one step late."""
        memory, state = self.encode(inputs)
        go = tf.fill([tf.shape(inputs["target"])[0], 1], GO)
        shifted = tf.concat([go, inputs["target"][:, :-1]], 1)
        return Start(memory, self.digits(shifted), inputs["target_length"], state)

    def call(self, inputs: Mapping[str, Any], training: bool | None = None) -> Any:
        """Decodes by teacher forcing."""
        start = self.start(inputs)
        outputs, _, lengths = self.decoder(
            start.decoder_input,
            sequence_length=start.lengths,
            initial_state=start.state,
            training=training,
        )
        return {"memory": start.memory, "logits": outputs.rnn_output, "lengths": lengths}

    def loss_of(self, results: Mapping[str, Any], inputs: Mapping[str, Any]) -> Any:
        """Returns the mean cross-entropy of all digits."""
        weights = tf.sequence_mask(inputs["target_length"], dtype=tf.float32)
        return tfa.seq2seq.sequence_loss(results["logits"], inputs["target"], weights)

    def translate(self, inputs: Mapping[str, Any]) -> Any:
        """Returns digits `[batch, time]` and how many there are `[batch]`."""
        _, state = self.encode(inputs)
        batch_size = tf.shape(inputs["source"])[0]
        outputs, _, lengths = self.translator(batch_size, initial_state=state)
        return outputs.sample_id, lengths


def make_model() -> Roman:
    """Makes the model with its weights, for `seq2seq-port convert --model`."""
    model = Roman()
    example = {
        "source": tf.constant([[3, 3]]),
        "source_length": tf.constant([2]),
        "target": tf.constant([[4, END]]),
        "target_length": tf.constant([2]),
    }
    model(example)
    return model


def make_optimizer() -> tf.keras.optimizers.Optimizer:
    """Makes TensorFlow 1's Adam: its epsilon was 1e-8."""
    return tf.keras.optimizers.Adam(5e-3, epsilon=1e-8, global_clipnorm=1.0)
