"""Run decode loops when asked, and answer how long they took: a TensorFlow 1 program.

    python worker.py            on TensorFlow 1.15.5
    python -m legacy_tf1 worker.py

Each line of standard input is JSON: `{"build": CASE, "sizes": {...}}` builds a graph and
answers `{"seconds": building, "first": the first run, "ops": ...}`; `{"run": CASE, "times": n}`
answers `{"seconds": [each of n runs]}`.
"""

# mypy: ignore-errors
import json
import os
import sys
import time

import numpy as np
import tensorflow as tf

GO, END = 0, 1


class Loop(object):  # noqa: UP004
    """One of the loops, in a graph and session of its own."""

    def __init__(self, case, sizes):
        self.sizes = sizes
        start = time.time()
        with tf.Graph().as_default() as graph:
            self.random = np.random.RandomState(7)
            self.fetches = getattr(self, case)()
            initializer = tf.global_variables_initializer()
            self.building = time.time() - start
            self.ops = len(graph.get_operations())
            self.session = tf.Session(graph=graph)
            # Deterministic, and small, so that nothing saturates or ends early.
            self.session.run(initializer)
            for variable in tf.global_variables():
                value = self.random.uniform(-0.1, 0.1, variable.shape.as_list())
                variable.load(value.astype(np.float32), self.session)
        start = time.time()
        self.session.run(self.fetches)
        self.first = time.time() - start

    def run(self, times):
        seconds = []
        for _ in range(times):
            start = time.time()
            self.session.run(self.fetches)
            seconds.append(time.time() - start)
        return seconds

    def _array(self, *shape):
        return tf.constant(self.random.uniform(-1, 1, shape).astype(np.float32))

    def _decoder_cell(self, memory, history=False):
        size = self.sizes
        mechanism = tf.contrib.seq2seq.BahdanauAttention(size["units"], memory)
        return tf.contrib.seq2seq.AttentionWrapper(
            tf.nn.rnn_cell.LSTMCell(size["units"]),
            mechanism,
            attention_layer_size=size["units"],
            alignment_history=history,
        )

    def _decode(self, helper, history=False):
        size = self.sizes
        cell = self._decoder_cell(self._array(size["batch"], size["memory"], size["units"]))
        decoder = tf.contrib.seq2seq.BasicDecoder(
            cell,
            helper,
            cell.zero_state(size["batch"], tf.float32),
            output_layer=tf.layers.Dense(size["vocabulary"]),
        )
        return tf.contrib.seq2seq.dynamic_decode(decoder, maximum_iterations=size["steps"])

    def _table(self):
        return tf.get_variable("table", [self.sizes["vocabulary"], self.sizes["units"]])

    def training_helper(self):
        size = self.sizes
        inputs = self._array(size["batch"], size["steps"], size["units"])
        helper = tf.contrib.seq2seq.TrainingHelper(inputs, tf.fill([size["batch"]], size["steps"]))
        return self._decode(helper)[0].sample_id

    def training_step(self):
        size = self.sizes
        inputs = self._array(size["batch"], size["steps"], size["units"])
        lengths = tf.fill([size["batch"]], size["steps"])
        logits = self._decode(tf.contrib.seq2seq.TrainingHelper(inputs, lengths))[0].rnn_output
        targets = tf.zeros([size["batch"], size["steps"]], tf.int32)
        loss = tf.contrib.seq2seq.sequence_loss(logits, targets, tf.ones_like(targets, tf.float32))
        return tf.train.GradientDescentOptimizer(1e-6).minimize(loss)

    def greedy(self):
        # An end token that is no token: the loop always takes all its steps.
        helper = tf.contrib.seq2seq.GreedyEmbeddingHelper(
            self._table(), tf.fill([self.sizes["batch"]], GO), self.sizes["vocabulary"] + 1
        )
        return self._decode(helper)[0].sample_id

    def beam_search(self):
        size, width = self.sizes, self.sizes["width"]
        memory = tf.contrib.seq2seq.tile_batch(
            self._array(size["batch"], size["memory"], size["units"]), width
        )
        cell = self._decoder_cell(memory)
        decoder = tf.contrib.seq2seq.BeamSearchDecoder(
            cell,
            self._table(),
            tf.fill([size["batch"]], GO),
            size["vocabulary"] - 1,
            cell.zero_state(size["batch"] * width, tf.float32),
            width,
            output_layer=tf.layers.Dense(size["vocabulary"]),
        )
        decoded = tf.contrib.seq2seq.dynamic_decode(decoder, maximum_iterations=size["steps"])
        return decoded[0].predicted_ids


def main():
    answers = os.fdopen(os.dup(1), "w")
    os.dup2(2, 1)  # what libraries print must not look like an answer
    loops = {}
    assert tf.contrib.seq2seq.dynamic_decode and tf.layers.Dense  # importing is not building
    for line in sys.stdin:
        request = json.loads(line)
        if "build" in request:
            loop = loops[request["build"]] = Loop(request["build"], request["sizes"])
            answer = {"seconds": loop.building, "first": loop.first, "ops": loop.ops}
        else:
            answer = {"seconds": loops[request["run"]].run(request["times"])}
        answers.write(json.dumps(answer) + "\n")
        answers.flush()


if __name__ == "__main__":
    main()
