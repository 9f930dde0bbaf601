"""Print what TensorFlow names the variables of layers, cells and optimizers."""

# mypy: ignore-errors
# ruff: noqa: B023

import json

import numpy as np
import tensorflow as tf

keras = tf.keras
layers = keras.layers
x = np.zeros([2, 4, 3], np.float32)
named = {}


def case(name):
    """Builds the graph of a function on its own and keeps its variables' names."""

    def build(function):
        with tf.Graph().as_default():
            function(tf.constant(x))
            named[name] = [[v.op.name, v.shape.as_list()] for v in tf.global_variables()]

    return build


for kind in ("SimpleRNN", "LSTM", "GRU"):
    layer, cell = getattr(layers, kind), getattr(layers, kind + "Cell")

    @case(kind)
    def _(x):
        layer(2)(x)
        layer(2)(x)
        layer(2, name="mine")(x)
        with tf.variable_scope("outer"):
            layer(2, use_bias=False)(x)

    @case("RNN of " + kind + "Cell")
    def _(x):
        layers.RNN(cell(2))(x)
        layers.RNN(cell(2))(x)
        layers.RNN(cell(2, name="mine"), name="around")(x)

    @case("Bidirectional of " + kind)
    def _(x):
        layers.Bidirectional(layer(2))(x)
        layers.Bidirectional(layer(2, return_sequences=True, name="mine"))(x)

    @case("RNN of a list of " + kind + "Cell")
    def _(x):
        layers.RNN([cell(2), cell(3)])(x)
        layers.RNN([cell(2), cell(3)])(x)
        layers.RNN(layers.StackedRNNCells([cell(2), cell(3, name="upper")], name="stack"))(x)

    @case("a " + kind + "Cell called")
    def _(x):
        one = cell(2)
        state = tf.zeros([2, 2])
        one(x[:, 0], [state, state] if kind == "LSTM" else [state])


@case("GRU with reset_after")
def _(x):
    layers.GRU(2, reset_after=True)(x)


@case("other layers")
def _(x):
    layers.Dense(2)(x)
    layers.Dense(2)(x)
    layers.TimeDistributed(layers.Dense(2))(x)
    layers.Embedding(5, 2)(tf.zeros([2, 4], tf.int32))
    layers.BatchNormalization()(x)
    layers.Conv1D(2, 2)(x)
    layers.LayerNormalization()(x)
    layers.PReLU()(x)
    layers.ConvLSTM2D(2, 2)(tf.zeros([2, 4, 5, 5, 3]))


@case("a Keras model")
def _(x):
    keras.Sequential([layers.LSTM(2, return_sequences=True), layers.GRU(2), layers.Dense(1)])(x)
    inputs = layers.Input([4, 3])
    keras.Model(inputs, layers.Dense(1)(layers.LSTM(2)(inputs)))


@case("tf.layers")
def _(x):
    with tf.variable_scope("outer"):
        tf.layers.dense(x, 2)
        tf.layers.dense(x, 2, name="mine")
        tf.layers.Dense(2)(x)
        tf.layers.batch_normalization(x)
        tf.layers.conv1d(x, 2, 2)
        tf.layers.separable_conv1d(x, 2, 2)
    tf.layers.dense(x, 2)


for kind in ("BasicRNNCell", "BasicLSTMCell", "LSTMCell", "GRUCell"):

    @case("tf.nn.rnn_cell." + kind)
    def _(x):
        cell = getattr(tf.nn.rnn_cell, kind)
        with tf.variable_scope("outer"):
            tf.nn.dynamic_rnn(cell(2), x, dtype=tf.float32)
            both = [cell(2), tf.nn.rnn_cell.DropoutWrapper(tf.nn.rnn_cell.ResidualWrapper(cell(2)))]
            tf.nn.dynamic_rnn(tf.nn.rnn_cell.MultiRNNCell(both), x, dtype=tf.float32, scope="multi")
            tf.nn.bidirectional_dynamic_rnn(cell(2), cell(2), x, dtype=tf.float32)
            tf.nn.static_rnn(cell(2), tf.unstack(x, axis=1), dtype=tf.float32, scope="static")
        cell(2)(x[:, 0], cell(2).zero_state(2, tf.float32))


@case("LSTMCell with everything")
def _(x):
    cell = tf.nn.rnn_cell.LSTMCell(2, use_peepholes=True, num_proj=3)
    tf.nn.dynamic_rnn(cell, x, dtype=tf.float32)


OPTIMIZERS = {
    "GradientDescentOptimizer": {},
    "AdamOptimizer": {},
    "AdagradOptimizer": {},
    "AdadeltaOptimizer": {},
    "MomentumOptimizer": {"momentum": 0.9},
    "RMSPropOptimizer": {},
    "FtrlOptimizer": {},
}
for name, options in OPTIMIZERS.items():

    @case(name)
    def _(x):
        loss = tf.reduce_sum(layers.LSTM(2)(x)) + tf.reduce_sum(tf.layers.dense(x, 2))
        step = tf.train.get_or_create_global_step()
        getattr(tf.train, name)(learning_rate=0.1, **options).minimize(loss, global_step=step)


for name, variables in named.items():
    print(name, json.dumps(variables))
