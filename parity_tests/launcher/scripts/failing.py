"""Fail in TensorFlow in several ways, and print what the user would see."""

# mypy: ignore-errors

import importlib.util
import sys
import traceback

import tensorflow as tf


def run_graph():
    x = tf.placeholder(tf.float32, [None], name="fed")
    y = tf.check_numerics(x, "not finite", name="checked")
    with tf.Session() as sess:
        sess.run(y, {x: [float("nan")]})


def build_graph():
    tf.matmul(tf.zeros([2, 3]), tf.zeros([2, 3]))


def misspell():
    tf.placehodler(tf.float32)


def misspell_deeply():
    tf.contrib.seq2seq.BahdanauAttntion(3)


def use_absent():
    tf.contrib.cudnn_rnn.CudnnLSTM(1, 2)


def use_absent_of_keras():
    tf.keras.utils.multi_gpu_model(None, 2)


def import_nothing():
    from tensorflow import placehodler  # noqa: F401


for function in (
    run_graph,
    build_graph,
    misspell,
    misspell_deeply,
    use_absent,
    use_absent_of_keras,
    import_nothing,
):
    try:
        function()
    except Exception as error:
        print("==", function.__name__, type(error).__name__)
        print(traceback.format_exc())
print("reloaded", importlib.reload(tf) is tf, tf.VERSION, tf.__path__ is not None)
print("looked up", importlib.util.find_spec("tensorflow").name, tf.keras.layers.Dense is not None)
v1 = importlib.import_module("tensorflow.compat.v1")
tf.here, v1.there = 5, 6
print("written", v1.here, "read", tf.there, tf.compat.v1 is v1)
print("== stack")
traceback.print_stack(file=sys.stdout)
tf.layers.dense(tf.zeros([2, 3]), units="many")
