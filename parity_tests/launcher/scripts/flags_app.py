"""Read flags and run an app, as scripts with `tf.app.run` do."""

# mypy: ignore-errors
# ruff: noqa: SIM115, RUF005, I001

import argparse
import os
import sys

import tensorflow as tf

import neighbour  # a module beside the script

flags = tf.app.flags
flags.DEFINE_integer("steps", 3, "how many")
flags.DEFINE_string("data", None, "a file")
tf.flags.DEFINE_boolean("train", True, "whether to train")
tf.flags.DEFINE_float("rate", 0.5, "how fast")
flags.DEFINE_enum("kind", "lstm", ["lstm", "gru"], "which cell")
FLAGS = tf.app.flags.FLAGS


def main(argv):
    tf.logging.set_verbosity(tf.logging.INFO)
    print([os.path.basename(argv[0])] + argv[1:], FLAGS.steps, FLAGS.train, FLAGS.rate, FLAGS.kind)
    print(FLAGS.data, neighbour.NAME, __name__, FLAGS.flag_values_dict()["steps"])
    parser = argparse.ArgumentParser()
    parser.add_argument("--words", nargs="*")
    print(parser.parse_known_args(["--words", "a", "b", "--other"]))
    if FLAGS.data:
        print(open(FLAGS.data).read().strip())
    tf.logging.info("done")
    return FLAGS.steps


if __name__ == "__main__":
    if sys.argv[1:] == ["--raise"]:
        raise ValueError("raised before the app")
    tf.app.run()
