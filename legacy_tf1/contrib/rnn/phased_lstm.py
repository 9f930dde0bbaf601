"""Step an LSTM whose units open in rhythms of their own.

Answers to `PhasedLSTMCell` of `tf.contrib.rnn` in TensorFlow 1.15.5; Neil, Pfeiffer,
Liu, "Phased LSTM", 2016, arXiv 1610.09513.
"""

from __future__ import annotations

from typing import Any

import tensorflow.compat.v1 as tf

from legacy_tf1.contrib.rnn.cells import CellAndOutput, Linear, LSTMStateTuple, RNNCell

__all__ = ["PhasedLSTMCell"]


def _random_exp_initializer(least: float, most: float) -> Any:
    def initialize(shape: Any, dtype: Any = tf.float32, partition_info: Any = None) -> tf.Tensor:
        del partition_info
        bounds = tf.log(least), tf.log(most)
        return tf.exp(tf.initializers.random_uniform(*bounds)(shape, dtype))

    return initialize


class PhasedLSTMCell(CellAndOutput, RNNCell):
    """An LSTM that takes pairs `(time [batch, 1], inputs [batch, depth])`.

    Variables: `mask_gates/{kernel,bias}` of both input gates, `new_input/{kernel,bias}`,
    `output_gate/{kernel,bias}`, and `period`, `phase` and `ratio_on [num_units]`, which
    are float32: so is the cell.
    """

    def __init__(
        self,
        num_units: int,
        use_peepholes: bool = False,
        leak: float = 0.001,
        ratio_on: float = 0.1,
        trainable_ratio_on: bool = True,
        period_init_min: float = 1.0,
        period_init_max: float = 1000.0,
        reuse: Any = None,
    ) -> None:
        """Makes a cell.

        Args:
          num_units: the depth of the output.
          use_peepholes: whether the gates see the cell state.
          leak: how much gets through a closed gate.
          ratio_on: what share of a period the gates are open, at first.
          trainable_ratio_on: whether this is trained.
          period_init_min: the least period at first.
          period_init_max: the largest period at first.
          reuse: whether to reuse variables.
        """
        super().__init__(_reuse=reuse, autocast=False)
        self._num_units = num_units
        self._use_peepholes = use_peepholes
        self._leak = leak
        self._ratio_on = ratio_on
        self._trainable_ratio_on = trainable_ratio_on
        self._period_init_min = period_init_min
        self._period_init_max = period_init_max
        self._linear1: Any = None
        self._linear2: Any = None
        self._linear3: Any = None

    def _openness(self, time: tf.Tensor) -> tf.Tensor:
        """Tells how far each unit is open at a time, `[batch, num_units]`."""
        units = [self._num_units]
        period = tf.get_variable(
            "period",
            units,
            initializer=_random_exp_initializer(self._period_init_min, self._period_init_max),
        )
        phase = tf.get_variable(
            "phase", units, initializer=tf.initializers.random_uniform(0.0, period.initial_value)
        )
        ratio_on = tf.get_variable(
            "ratio_on",
            units,
            initializer=tf.constant_initializer(self._ratio_on),
            trainable=self._trainable_ratio_on,
        )
        # Long times may need float64.
        phase, period = tf.cast(phase, time.dtype), tf.cast(period, time.dtype)
        shifted = time - phase
        # The remainder has the gradient 1 with respect to the time, and none to the period.
        remainder = tf.stop_gradient(tf.mod(shifted, period) - shifted) + shifted
        cycle = tf.cast(remainder / period, tf.float32)
        up = 2 * cycle / ratio_on
        k = tf.where(cycle < ratio_on, 2 - up, self._leak * cycle)
        return tf.where(cycle < 0.5 * ratio_on, up, k)

    def call(self, inputs: Any, state: Any) -> Any:
        """Steps on `(time, inputs)` and a state `(c, h)`."""
        c_prev, h_prev = state
        time, x = inputs
        joined = [x, h_prev]
        with tf.variable_scope("mask_gates"):
            seen = [*joined, c_prev] if self._use_peepholes else joined
            if self._linear1 is None:
                self._linear1 = Linear(seen, 2 * self._num_units, True)
            i, f = tf.split(tf.sigmoid(self._linear1(seen)), 2, axis=1)
        with tf.variable_scope("new_input"):
            if self._linear2 is None:
                self._linear2 = Linear(joined, self._num_units, True)
            candidate = tf.tanh(self._linear2(joined))
        c = c_prev * f + i * candidate
        with tf.variable_scope("output_gate"):
            seen = [*joined, c] if self._use_peepholes else joined
            if self._linear3 is None:
                self._linear3 = Linear(seen, self._num_units, True)
            o = tf.sigmoid(self._linear3(seen))
        h = tf.tanh(c) * o
        k = self._openness(time)
        c = k * c + (1 - k) * c_prev
        h = k * h + (1 - k) * h_prev
        return h, LSTMStateTuple(c, h)
