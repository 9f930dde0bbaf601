"""Build the graph of `roman_2018.py` on given inputs, and name what is to be compared."""

import roman_2018
import tensorflow as tf
from tensorflow.contrib import seq2seq


def build(source, source_length, target, target_length):
    features = {
        "source": source,
        "source_length": source_length,
        "target": target,
        "target_length": target_length,
    }
    with tf.variable_scope("roman", use_resource=True):
        memory, decoder = roman_2018.make_decoder(features, training=True)
        outputs, _, lengths = seq2seq.dynamic_decode(decoder)
        logits = outputs.rnn_output
        loss = roman_2018.loss_of(features, logits)
    return {
        "memory": memory,
        "logits": logits,
        "lengths": lengths,
        "loss": loss,
        "decoder": decoder,
    }
