"""Check that tf-slim works through our tables, and that nothing but tf-slim is changed."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]

HEALED = """
import sys
import tensorflow as tf
v1 = tf.compat.v1
from legacy_tf1.contrib import slim
slim.fully_connected
import tensorflow.python.ops.array_ops as array_ops, tensorflow.python.layers.core as core
assert not hasattr(array_ops, "stack"), "TensorFlow itself was changed"
assert core.Dense.__module__.startswith("tensorflow.python.keras"), core.Dense
assert sys.modules["tf_slim.layers.layers"].core_layers.Dense is v1.layers.Dense
with tf.Graph().as_default():
    normalized = slim.batch_norm(tf.zeros([2, 3]), is_training=True)
    assert slim.unit_norm(tf.ones([2, 3]), 1).shape == [2, 3]
    dropped = slim.dropout(tf.ones([2, 3]), is_training=v1.placeholder(tf.bool, []))
    weights = v1.get_variable("w", [5, 2])
    loss = tf.reduce_sum(tf.gather(weights, [1]))
    slim.optimize_loss(loss, None, 0.1, "SGD", clip_gradients=1.0)
    names = sorted(v.op.name for v in v1.global_variables())
assert "BatchNorm/beta" in names, names
assert tf.executing_eagerly()
"""


def test_tf_slim_is_healed_alone() -> None:
    outcome = subprocess.run(
        [sys.executable, "-c", HEALED], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert outcome.returncode == 0, outcome.stderr[-2000:]
