"""Print what a script can see of TensorFlow 1; TensorFlow 1.15.5 prints the same."""

# mypy: ignore-errors

import copy
import importlib
import inspect
import os
import pickle
import sys

import numpy as np
import tensorflow
import tensorflow as tf
import tensorflow.contrib as contrib
import tensorflow.contrib.seq2seq as s2s
import tensorflow.keras.layers
import tensorflow.keras.layers as keras_layers
from tensorflow import keras
from tensorflow.contrib import rnn, seq2seq
from tensorflow.contrib.rnn import LSTMStateTuple
from tensorflow.contrib.seq2seq import *  # noqa: F403
from tensorflow.contrib.seq2seq.python.ops import attention_wrapper, decoder, helper
from tensorflow.contrib.seq2seq.python.ops.attention_wrapper import _BaseAttentionMechanism
from tensorflow.keras.layers import LSTM
from tensorflow.python.framework import dtypes, ops
from tensorflow.python.layers.core import Dense
from tensorflow.python.ops import array_ops, control_flow_ops, rnn_cell_impl
from tensorflow.python.ops.rnn_cell_impl import LSTMCell

print("# one object, however it is reached")
print(
    tf is tensorflow, tf is sys.modules["tensorflow"], tf is importlib.import_module("tensorflow")
)
print(contrib is tf.contrib, s2s is seq2seq is tf.contrib.seq2seq)
print(importlib.import_module("tensorflow.contrib.seq2seq") is seq2seq)
print(
    seq2seq.dynamic_decode is decoder.dynamic_decode,
    seq2seq.TrainingHelper is helper.TrainingHelper,
)
print(AttentionWrapper is attention_wrapper.AttentionWrapper)  # noqa: F405
print(issubclass(BahdanauAttention, _BaseAttentionMechanism))  # noqa: F405
print(tensorflow.keras is keras is tf.keras, keras.layers is keras_layers is tf.keras.layers)
print(LSTM is tf.keras.layers.LSTM, hasattr(tf.keras.layers, "LSTM"))
print(LSTMCell is rnn_cell_impl.LSTMCell is tf.nn.rnn_cell.LSTMCell is rnn.LSTMCell)
print(LSTMStateTuple is tf.nn.rnn_cell.LSTMStateTuple is tf.contrib.rnn.LSTMStateTuple)
print(Dense is tf.layers.Dense, tf.float32 is dtypes.float32, ops.Graph is tf.Graph)
print(tf.compat.v1.Session is tf.Session, tf.flags is tf.app.flags)
print(array_ops.stack is tf.stack, control_flow_ops.cond is tf.cond)


def imported_inside():
    import tensorflow as again
    from tensorflow.contrib.seq2seq import dynamic_decode

    return again is tf and dynamic_decode is seq2seq.dynamic_decode


print(imported_inside())
star = {}
exec("from tensorflow import *", star)
print("placeholder" in star, "layers" in star, "Session" in star, star["nn"] is tf.nn)

print("# which TensorFlow it is")
print(tf.__name__, tf.__version__, tf.VERSION, tf.version.VERSION, repr(tf)[:25])
print(tf.__version__ >= "1.4", [int(part) for part in tf.__version__.split(".")])
print(bool(tf.executing_eagerly()), type(tf.constant(1).graph).__name__)
print(tf.placeholder(tf.float32, [None, 3]).shape[1].value, tf.TensorShape([2, None])[0])
print(tf.constant(1) == tf.constant(1), len({tf.constant(1): 0}))
print(tf.get_variable_scope().use_resource, tf.compat.v1.resource_variables_enabled())
print(tf.Variable(0.0).op.type, tf.get_variable("g", []).op.type)
print(tf.AUTO_REUSE == tf.AUTO_REUSE, tf.GraphKeys.GLOBAL_VARIABLES, tf.logging.INFO)
loop = tf.while_loop(lambda i: i < 3, lambda i: i + 1, [0])
print(loop.op.type, tf.cond(loop > 2, lambda: 1, lambda: 2).op.type)
missing = []
for name in ["function_that_never_was", "Sessions"]:
    try:
        getattr(tf, name)
    except AttributeError as error:
        missing.append(str(error))
print(missing)
try:
    import tensorflow.never_was
except ImportError as error:
    print(type(error).__name__, error)
try:
    from tensorflow.contrib.seq2seq import NeverWas  # noqa: F401
except ImportError as error:
    print(type(error).__name__, str(error).split(" from ")[0])

print("# defaults of Keras")
for layer in (tf.keras.layers.LSTM(2), tf.keras.layers.GRU(2), tf.keras.layers.GRUCell(2)):
    config = layer.get_config()
    print(config["recurrent_activation"], config.get("reset_after"), config["implementation"])
print(tf.keras.backend.get_session() is tf.keras.backend.get_session())
print(tf.keras.layers.BatchNormalization.__name__, tf.keras.optimizers.Adam().get_config()["name"])

print("# copies, pickles and sources")
state = LSTMStateTuple(1, 2)
print(pickle.loads(pickle.dumps(state)) == state, copy.deepcopy(state) == state)
print(pickle.loads(pickle.dumps(tf.float32)) is tf.float32, copy.copy(tf.int32) is tf.int32)
print(pickle.loads(pickle.dumps(tf.TensorShape([1, None]))).as_list())
print(inspect.getsource(imported_inside).splitlines()[0])
print("def " in inspect.getsource(seq2seq.dynamic_decode), inspect.ismodule(tf))
print(os.path.basename(inspect.getsourcefile(seq2seq.BasicDecoder)))
print(importlib.reload(seq2seq) is seq2seq, importlib.reload(sys.modules["json"]) is not None)

print("# graphs and sessions")
tf.reset_default_graph()
tf.set_random_seed(7)
tf.logging.set_verbosity(tf.logging.ERROR)
global_step = tf.train.get_or_create_global_step()
with tf.variable_scope("scope", reuse=tf.AUTO_REUSE):
    x = tf.placeholder(tf.float32, [None, 3], name="x")
    y = tf.layers.dense(x, 2, kernel_initializer=tf.constant_initializer(0.5), name="d")
    y = tf.layers.dense(x, 2, name="d")
loss = tf.losses.mean_squared_error(tf.zeros_like(y), y)
train = tf.train.GradientDescentOptimizer(0.1).minimize(loss, global_step=global_step)
doubled = tf.py_func(lambda value: np.float32(2) * value, [loss], tf.float32)
tf.summary.scalar("loss", loss)
summary = tf.summary.merge_all()
numbers = tf.data.Dataset.range(5).map(lambda n: n * n).batch(2)
one_shot, again = numbers.make_one_shot_iterator().get_next(), numbers.make_initializable_iterator()
with tf.Session() as sess:
    sess.run([tf.global_variables_initializer(), tf.tables_initializer(), again.initializer])
    feed = {x: np.ones([4, 3])}
    print(sess.run([loss, doubled], feed), sess.run(train, feed), global_step.eval())
    print(type(tf.Summary.FromString(sess.run(summary, feed)).value[0].simple_value).__name__)
    print(sess.run(one_shot), sess.run(one_shot), sess.run(again.get_next()))
    print([v.name for v in tf.trainable_variables()], y.name)
queue = tf.train.range_input_producer(3, shuffle=False)
item = queue.dequeue()
with tf.Session() as sess:
    sess.run(tf.local_variables_initializer())
    coordinator = tf.train.Coordinator()
    threads = tf.train.start_queue_runners(sess, coordinator)
    print([int(sess.run(item)) for _ in range(4)])
    coordinator.request_stop()
    coordinator.join(threads)
with tf.gfile.GFile(os.path.join(sys.argv[1], "x.txt"), "w") as file:
    file.write("written")
print(tf.gfile.Exists(file.name), tf.gfile.FastGFile(file.name).read())
