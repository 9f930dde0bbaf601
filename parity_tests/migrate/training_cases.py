"""List, for each rule about cells, dtypes, classes and training, calls that run into it or not."""

from __future__ import annotations

# Rule: (runs into it, surely or `?` not surely; does not).
CASES: dict[str, tuple[list[str], list[str]]] = {
    "custom-decoder": (
        [
            "class A(s2s.Decoder):\n    def step(self, time, inputs, state, name=None): pass",
            "from tensorflow.contrib.seq2seq.python.ops.decoder import Decoder\n"
            "class A(Decoder):\n    def step(self, time, inputs, state): pass",
        ],
        [
            "class A(s2s.Decoder):\n    def step(self, time, inputs, state, training): pass",
            "class A(s2s.Decoder):\n    pass",
            "class A(s2s.Helper):\n    def step(self, time, inputs, state, name=None): pass",
        ],
    ),
    "custom-helper": (
        ["class A(s2s.Helper):\n    def __init__(self, inputs): pass"],
        [
            "class A(s2s.Helper):\n    pass",
            "class A:\n    def __init__(self, inputs): pass",
        ],
    ),
    "custom-mechanism": (
        [
            "class A(s2s.LuongAttention):\n    def __call__(self, query, state): pass",
            "from tensorflow.contrib.seq2seq.python.ops.attention_wrapper import "
            "_BaseAttentionMechanism as B\nclass A(B):\n    def __call__(self, q, s): pass",
        ],
        [
            "class A(s2s.LuongAttention):\n    pass",
            "class A:\n    def __call__(self, query, state): pass",
        ],
    ),
    "fused-gates": (
        [
            "cells.LSTMCell(8)",
            "tf.contrib.rnn.BasicLSTMCell(8)",
            "tf.contrib.rnn.LSTMBlockCell(8)",
            "tf.contrib.rnn.GRUCell(8)",
            "from tensorflow.python.ops.rnn_cell_impl import LSTMCell\nLSTMCell(3)",
            "from tensorflow.contrib.rnn.python.ops.core_rnn_cell import GRUCell\nGRUCell(3)",
        ],
        ["cells.BasicRNNCell(8)", "cells.LSTMStateTuple(c, h)", "tf.keras.layers.LSTM(8)"],
    ),
    "peepholes": (
        [
            "cells.LSTMCell(8, True)",
            "cells.LSTMCell(8, use_peepholes=True)",
            "tf.contrib.rnn.LSTMBlockCell(8, use_peephole=True)",
        ],
        ["cells.LSTMCell(8, False)", "cells.LSTMCell(8, use_peepholes=False)"],
    ),
    "projection": (
        ["cells.LSTMCell(8, num_proj=4)"],
        ["cells.LSTMCell(8, num_proj=None)", "cells.LSTMCell(8)"],
    ),
    "cell-clip": (["cells.LSTMCell(8, cell_clip=1.)"], ["cells.LSTMCell(8, cell_clip=None)"]),
    "cell-initializer": (
        ["cells.LSTMCell(8, initializer=i)", "cells.GRUCell(8, kernel_initializer=i)"],
        ["cells.LSTMCell(8, initializer=None)", "cells.GRUCell(8, bias_initializer=i)"],
    ),
    "dropout": (
        ["cells.DropoutWrapper(c, .5)", "cells.DropoutWrapper(c, output_keep_prob=keep)"],
        ["cells.DropoutWrapper(c, 1.0)", "cells.DropoutWrapper(c)"],
    ),
    "dropout-seed": (["cells.DropoutWrapper(c, .5, seed=3)"], ["cells.DropoutWrapper(c, .5)"]),
    "keras-lstm-defaults": (
        [
            "tf.keras.layers.LSTM(8)",
            "tf.contrib.keras.layers.LSTM(8)",
            "tf.keras.layers.LSTMCell(8)",
        ],
        [
            "tf.keras.layers.LSTM(8, recurrent_activation='sigmoid')",
            "tf.keras.layers.LSTM(8, **more)",
        ],
    ),
    "keras-gru-defaults": (
        ["tf.keras.layers.GRU(8)", "tf.keras.layers.GRU(8, reset_after=True)"],
        ["tf.keras.layers.GRU(8, reset_after=True, recurrent_activation='sigmoid')"],
    ),
    "padded-outputs": (
        ["tf.nn.dynamic_rnn(c, x, lengths)", "tf.nn.bidirectional_dynamic_rnn(f, b, x, lengths)"],
        [
            "tf.nn.dynamic_rnn(c, x, dtype=tf.float32)",
            "tf.nn.dynamic_rnn(c, x, sequence_length=None)",
        ],
    ),
    "masked-embedding": (
        ["tf.keras.layers.Embedding(9, 8, mask_zero=True)"],
        ["tf.keras.layers.Embedding(9, 8, mask_zero=False)", "tf.keras.layers.Embedding(9, 8)"],
    ),
    "xla": (["?tf.contrib.compiler.xla.compile(f)"], ["tf.contrib.compiler"]),
    "float64": (
        [
            "s2s.LuongAttention(3, m, dtype=tf.float64)",
            "d = tf.float64\ntf.nn.dynamic_rnn(c, x, dtype=d)",
            "cell.zero_state(2, tf.float64)",
        ],
        ["s2s.LuongAttention(3, m, dtype=tf.float32)", "cell.zero_state(2, tf.float32)"],
    ),
    "float16": (
        ["cell.zero_state(2, tf.float16)", "tf.nn.dynamic_rnn(c, x, dtype='half')"],
        ["cell.zero_state(2, tf.float32)", "cell.zero_state(2, dtype)"],
    ),
    "adam-epsilon": (
        ["tf.train.AdamOptimizer(1e-3)", "tf.contrib.opt.LazyAdamOptimizer()"],
        ["tf.train.AdamOptimizer(1e-3, epsilon=1e-8)", "tf.train.GradientDescentOptimizer(1.)"],
    ),
    "optimize-loss-adam": (
        [
            "tf.contrib.layers.optimize_loss(l, s, .1, 'Adam')",
            "tf.contrib.layers.optimize_loss(l, s, .1, tf.train.AdamOptimizer)",
        ],
        ["tf.contrib.layers.optimize_loss(l, s, .1, 'SGD')"],
    ),
    "clip-by-norm": (["tf.clip_by_norm(g, 1.)"], ["tf.clip_by_global_norm(g, 1.)"]),
    "clipped-training": (
        ["tf.contrib.training.create_train_op(l, o, clip_gradient_norm=1.)"],
        [
            "tf.contrib.training.create_train_op(l, o)",
            "tf.contrib.training.create_train_op(l, o, clip_gradient_norm=0)",
        ],
    ),
    "weight-decay": (
        ["?tf.contrib.layers.l2_regularizer(.1)"],
        ["tf.contrib.layers.xavier_initializer()"],
    ),
    "scope-initializer": (
        ["tf.variable_scope('a', initializer=i)"],
        ["tf.variable_scope('a')", "tf.variable_scope('a', initializer=None)"],
    ),
    "fractional-weights": (
        ["?s2s.sequence_loss(l, t, weights)"],
        [
            "s2s.sequence_loss(l, t, tf.sequence_mask(n))",
            "w = tf.to_float(tf.sequence_mask(n))\ns2s.sequence_loss(l, t, w)",
        ],
    ),
    "mixed-averages": (
        ["s2s.sequence_loss(l, t, w, average_across_timesteps=False, sum_over_timesteps=True)"],
        ["s2s.sequence_loss(l, t, w)", "s2s.sequence_loss(l, t, w, False, False, True, True)"],
    ),
    "racing-step": (
        [
            "tf.train.AdamOptimizer(.1).minimize(l)",
            "o = tf.train.GradientDescentOptimizer(.1)\no.apply_gradients(g)",
        ],
        [
            "tf.enable_resource_variables()\ntf.train.AdamOptimizer(.1).minimize(l)",
            "other.minimize(l)",
        ],
    ),
}
