"""Print the initial weights that a graph-level seed gives."""

# mypy: ignore-errors

import hashlib
import sys

import numpy as np
import tensorflow as tf

tf.set_random_seed(1)
tf.get_variable("uniform", [2, 3])
tf.get_variable("normal", [3], initializer=tf.random_normal_initializer(stddev=0.1))
tf.get_variable("truncated", [3], initializer=tf.truncated_normal_initializer())
tf.get_variable("orthogonal", [3, 2], initializer=tf.orthogonal_initializer())
tf.Variable(tf.random_uniform([3], -0.1, 0.1), name="variable")
embedding = tf.get_variable("embedding", [5, 4])
x = tf.nn.embedding_lookup(embedding, tf.constant([[1, 2, 3], [4, 0, 0]]))
tf.layers.batch_normalization(tf.layers.dense(x[:, 0], 2, activation=tf.nn.relu), training=True)
tf.layers.dense(x[:, 0], 3)
with tf.variable_scope("cells"):
    cell = tf.nn.rnn_cell.BasicRNNCell(3)
    cell(x[:, 0], cell.zero_state(2, tf.float32))
tf.keras.layers.Dense(2)(x[:, 0])
tf.keras.layers.LSTM(2)(x)
own_seed = tf.random_uniform([3], seed=3)
drawn = tf.random_normal([3])
train = tf.train.AdamOptimizer().minimize(tf.reduce_sum(x))

with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    for variable in tf.trainable_variables():
        values = sess.run(variable)
        print(variable.op.name, [float(format(value, ".5g")) for value in values.ravel()[:4]])
        print(float(np.sum(values.astype(np.float64))).hex()[:9])
    print([float(format(value, ".5g")) for value in sess.run(own_seed)])
    if sys.argv[1:] == ["bits"]:
        for _ in range(3):
            sess.run(train)
        everything = [*sess.run(tf.global_variables()), sess.run(drawn)]
        print(hashlib.sha256(b"".join(value.tobytes() for value in everything)).hexdigest())
