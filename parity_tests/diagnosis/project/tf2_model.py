"""Be somebody's port of `tf1_model`, right and wrong."""

from typing import Any, NamedTuple

import tensorflow as tf
import tensorflow_addons as tfa

from tf2_port.checkpoints import BahdanauRule, DenseRule, LSTMCellRule

keras = tf.keras.layers


class Start(NamedTuple):
    decoder_input: Any
    lengths: Any
    state: Any
    memory: Any


class Port(tf.keras.Model):
    forget_bias = 1.0

    def __init__(self):
        super().__init__(dtype="float64")
        self.encoder_cell = keras.LSTMCell(5, dtype="float64")
        self.encoder = keras.RNN(
            self.encoder_cell,
            return_sequences=True,
            return_state=True,
            zero_output_for_mask=True,
            dtype="float64",
        )
        self.cell = keras.LSTMCell(5, dtype="float64")
        self.mechanism = tfa.seq2seq.BahdanauAttention(4, dtype="float64")
        self.wrapper = tfa.seq2seq.AttentionWrapper(
            self.cell, self.mechanism, alignment_history=True, dtype="float64"
        )
        self.dense = keras.Dense(3, dtype="float64")
        self.decoder = tfa.seq2seq.BasicDecoder(
            self.wrapper, tfa.seq2seq.TrainingSampler(), self.dense, dtype="float64"
        )

    def cell_state(self, h, c):
        return [h, c]

    def start(self, inputs):
        source = inputs["source"]
        mask = tf.sequence_mask(inputs["source_length"], tf.shape(source)[1])
        memory, h, c = self.encoder(source, mask=mask)
        self.mechanism.setup_memory(memory, inputs["source_length"])
        state = self.wrapper.get_initial_state(batch_size=tf.shape(source)[0], dtype="float64")
        state = state.clone(cell_state=self.cell_state(h, c))
        return Start(inputs["decoder_input"], inputs["lengths"], state, memory)

    def call(self, inputs):
        start = self.start(inputs)
        outputs, state, lengths = self.decoder(
            start.decoder_input, sequence_length=start.lengths, initial_state=start.state
        )
        h, c = state.cell_state
        error = tf.square(outputs.rnn_output - inputs["target"])
        mask = tf.sequence_mask(inputs["lengths"], dtype=error.dtype)
        return {
            "memory": start.memory,
            "logits": outputs.rnn_output,
            "state": {"c": c, "h": h},
            "alignments": state.alignment_history.stack(),
            "lengths": lengths,
            "loss": tf.reduce_sum(error * mask[:, :, None]),
        }

    def weight_rules(self):
        scope = "decoder/attention_wrapper"
        yield LSTMCellRule("encoder/lstm_cell", self.encoder_cell, self.forget_bias)
        yield LSTMCellRule(f"{scope}/lstm_cell", self.cell)
        yield BahdanauRule("memory_layer", f"{scope}/bahdanau_attention", self.mechanism)
        yield DenseRule("decoder/output", self.dense)


class WrongState(Port):
    def cell_state(self, h, c):
        return [c, h]


class DensePort(tf.keras.Model):
    def __init__(self):
        super().__init__(dtype="float64")
        self.dense = keras.Dense(3, dtype="float64")

    def call(self, inputs):
        output = self.dense(inputs["source"])
        error = tf.square(output - inputs["target"])
        return {"output": output, "loss": tf.reduce_mean(error)}
