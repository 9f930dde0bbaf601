"""Make small layers with weights, for the tests of weight rules."""

from __future__ import annotations

from typing import Any

from tf2_port.compat import tf, tfa
from tf2_port.variants.local_attention import LocalAttention


def lstm_cell(units: int, inputs: int) -> Any:
    cell = tf.keras.layers.LSTMCell(units, dtype="float64")
    cell.build([None, inputs])
    return cell


def gru_cell(units: int, inputs: int) -> Any:
    cell = tf.keras.layers.GRUCell(units, reset_after=False, dtype="float64")
    cell.build([None, inputs])
    return cell


def rnn_cell(units: int, inputs: int) -> Any:
    cell = tf.keras.layers.SimpleRNNCell(units, dtype="float64")
    cell.build([None, inputs])
    return cell


def embedding() -> Any:
    layer = tf.keras.layers.Embedding(4, 3, dtype="float64")
    layer.build([None])
    return layer


def dense(use_bias: bool) -> Any:
    layer = tf.keras.layers.Dense(3, use_bias=use_bias, dtype="float64")
    layer.build([None, 2])
    return layer


def keras_lstm() -> Any:
    layer = tf.keras.layers.LSTM(3, dtype="float64")
    layer(tf.zeros([1, 1, 2], tf.float64))
    return layer


def bahdanau(normalize: bool) -> Any:
    mechanism = tfa.seq2seq.BahdanauAttention(3, normalize=normalize, dtype="float64")
    mechanism.setup_memory(tf.zeros([1, 4, 2], tf.float64))
    mechanism([tf.zeros([1, 5], tf.float64), tf.zeros([1, 4], tf.float64)])
    return mechanism


def luong() -> Any:
    mechanism = tfa.seq2seq.LuongAttention(3, scale=True, dtype="float64")
    mechanism.setup_memory(tf.zeros([1, 4, 2], tf.float64))
    mechanism([tf.zeros([1, 3], tf.float64), tf.zeros([1, 4], tf.float64)])
    return mechanism


def peephole() -> Any:
    cell = tfa.rnn.PeepholeLSTMCell(3, dtype="float64")
    cell.build([None, 2])
    return cell


def cudnn_gru() -> Any:
    cell = tf.keras.layers.GRUCell(3, dtype="float64")
    cell.build([None, 2])
    return cell


def local(position_units: int | None) -> Any:
    mechanism = LocalAttention(3, 2, position_units, dtype="float64")
    mechanism.setup_memory(tf.zeros([1, 4, 2], tf.float64), [4])
    mechanism([tf.zeros([1, 3], tf.float64), tf.zeros([1, 1], tf.int32)])
    return mechanism


def multi_head(use_bias: bool, heads: int = 2, size: int = 3, depth: int = 5) -> Any:
    keras = tf.keras.layers
    layer = keras.MultiHeadAttention(heads, size, use_bias=use_bias, dtype="float64")
    layer(*[tf.zeros([1, 4, depth], tf.float64)] * 2)
    return layer


def layer_norm() -> Any:
    layer = tf.keras.layers.LayerNormalization(dtype="float64")
    layer.build([None, 3])
    return layer
