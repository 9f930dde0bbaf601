"""Run a whole sequence in one call, as an RNN that loops by itself.

Answers to `tf.contrib.rnn.python.ops.{fused_rnn_cell,lstm_ops}` of TensorFlow 1.15.5.
Inputs and outputs are `[time, batch, depth]`.
"""

from __future__ import annotations

import abc
from typing import Any

import tensorflow.compat.v1 as tf

from legacy_tf1.contrib.rnn.cells import LSTMStateTuple, add_vector, known

__all__ = [
    "FusedRNNCell",
    "FusedRNNCellAdaptor",
    "LSTMBlockFusedCell",
    "LSTMBlockWrapper",
    "TimeReversedFusedRNN",
]


class FusedRNNCell(abc.ABC):
    """What an RNN that runs over all steps at once has to offer."""

    @abc.abstractmethod
    def __call__(
        self,
        inputs: Any,
        initial_state: Any = None,
        dtype: Any = None,
        sequence_length: Any = None,
        scope: Any = None,
    ) -> Any:
        """Runs over `[time, batch, depth]`, or a list of `[batch, depth]`.

        Args:
          inputs: the sequence.
          initial_state: optional; by default zeros.
          dtype: of these.
          sequence_length: optional integers `[batch]`.
          scope: the variable scope.

        Returns:
          `(outputs, final state)`, the outputs of the inputs' form.
        """


class FusedRNNCellAdaptor(FusedRNNCell):
    """Runs an ordinary RNN cell over all steps."""

    def __init__(self, cell: Any, use_dynamic_rnn: bool = False) -> None:
        """Takes an RNN cell, and whether to loop while running or to unroll."""
        self._cell = cell
        self._use_dynamic_rnn = use_dynamic_rnn

    def __call__(
        self,
        inputs: Any,
        initial_state: Any = None,
        dtype: Any = None,
        sequence_length: Any = None,
        scope: Any = None,
    ) -> Any:
        is_list = isinstance(inputs, list)
        options = {
            "sequence_length": sequence_length,
            "initial_state": initial_state,
            "dtype": dtype,
            "scope": scope,
        }
        if self._use_dynamic_rnn:
            inputs = tf.stack(inputs) if is_list else inputs
            outputs, state = tf.nn.dynamic_rnn(self._cell, inputs, time_major=True, **options)
            return tf.unstack(outputs) if is_list else outputs, state
        inputs = inputs if is_list else tf.unstack(inputs)
        outputs, state = tf.nn.static_rnn(self._cell, inputs, **options)
        return outputs if is_list else tf.stack(outputs), state


class TimeReversedFusedRNN(FusedRNNCell):
    """Runs a fused RNN backwards, each row from its own end."""

    def __init__(self, cell: FusedRNNCell) -> None:
        """Takes a fused RNN."""
        self._cell = cell

    def _reverse(self, sequence: Any, lengths: Any) -> Any:
        if isinstance(sequence, list):
            return list(reversed(sequence))
        if lengths is None:
            return tf.reverse(sequence, [0])
        return tf.reverse_sequence(sequence, lengths, seq_axis=0, batch_axis=1)

    def __call__(
        self,
        inputs: Any,
        initial_state: Any = None,
        dtype: Any = None,
        sequence_length: Any = None,
        scope: Any = None,
    ) -> Any:
        outputs, state = self._cell(
            self._reverse(inputs, sequence_length),
            initial_state=initial_state,
            dtype=dtype,
            sequence_length=sequence_length,
            scope=scope,
        )
        return self._reverse(outputs, sequence_length), state


class LSTMBlockWrapper(tf.layers.Layer, metaclass=abc.ABCMeta):
    """A layer whose `_call_cell` runs an LSTM over a sequence."""

    @property
    @abc.abstractmethod
    def num_units(self) -> int:
        """The depth of the output."""

    @abc.abstractmethod
    def _call_cell(
        self,
        inputs: Any,
        initial_cell_state: Any,
        initial_output: Any,
        dtype: Any,
        sequence_length: Any,
    ) -> Any:
        """Returns the cell states and the outputs of all steps, `[time, batch, num_units]`."""

    def call(
        self,
        inputs: Any,
        initial_state: Any = None,
        dtype: Any = None,
        sequence_length: Any = None,
    ) -> Any:
        """Runs over `[time, batch, depth]`.

        Args:
          inputs: the sequence.
          initial_state: optional pair `(c, h)` of `[batch, num_units]`.
          dtype: of the zeros that the state is if none is given.
          sequence_length: optional integers `[batch]`; what comes later is zero.

        Returns:
          `(outputs [time, batch, num_units], LSTMStateTuple(c, h))`.

        Raises:
          ValueError: if the depth is unknown, the state is no pair, or neither
            `initial_state` nor `dtype` is given.
        """
        is_list = isinstance(inputs, list)
        inputs = tf.stack(inputs) if is_list else inputs
        shape = inputs.shape.with_rank(3)
        known(shape[2], f"the depth of inputs of shape {shape}")
        time, batch = shape.as_list()[:2]
        batch = tf.shape(inputs)[1] if batch is None else batch
        time = tf.shape(inputs)[0] if time is None else time
        if initial_state is None:
            if dtype is None:
                raise ValueError("give initial_state, or dtype for a state of zeros")
            zeros = tf.zeros(tf.stack([batch, self.num_units]), dtype=dtype)
            initial_state = (zeros, zeros)
        elif len(initial_state) != 2:
            raise ValueError(f"initial_state must be a pair (c, h), received: {initial_state}")
        elif dtype is None:
            dtype = initial_state[0].dtype
        if sequence_length is not None:
            sequence_length = tf.convert_to_tensor(sequence_length)
        c, h = initial_state
        cell_states, outputs = self._call_cell(inputs, c, h, dtype, sequence_length)
        if sequence_length is None:
            final = LSTMStateTuple(cell_states[-1], outputs[-1])
        else:
            mask = tf.transpose(tf.sequence_mask(sequence_length, time, dtype=dtype), [1, 0])
            outputs *= tf.tile(tf.expand_dims(mask, [-1]), [1, 1, self.num_units])
            # Row 0 is the state before the first step: the last one of an empty sequence.
            last = tf.stack([sequence_length, tf.range(batch)], axis=1)
            final = LSTMStateTuple(
                tf.gather_nd(tf.concat([tf.expand_dims(c, 0), cell_states], 0), last),
                tf.gather_nd(tf.concat([tf.expand_dims(h, 0), outputs], 0), last),
            )
        return tf.unstack(outputs) if is_list else outputs, final


class LSTMBlockFusedCell(LSTMBlockWrapper):
    """An LSTM over a whole sequence by one operation, with the variables of `LSTMBlockCell`."""

    def __init__(
        self,
        num_units: int,
        forget_bias: float = 1.0,
        cell_clip: Any = None,
        use_peephole: bool = False,
        reuse: Any = None,
        dtype: Any = None,
        name: str = "lstm_fused_cell",
    ) -> None:
        """Makes a layer.

        Args:
          num_units: the depth of the output.
          forget_bias: what is added to the forget gate's sum, beside the bias.
          cell_clip: if given, the largest magnitude of the cell state.
          use_peephole: whether the gates see the cell state.
          reuse: whether to reuse variables.
          dtype: of the variables; by default that of the inputs.
          name: of the scope.
        """
        super().__init__(_reuse=reuse, name=name, dtype=dtype)
        self._num_units = num_units
        self._forget_bias = forget_bias
        self._cell_clip = cell_clip if cell_clip is not None else -1
        self._use_peephole = use_peephole
        self.input_spec = tf.layers.InputSpec(ndim=3)

    @property
    def num_units(self) -> int:
        return self._num_units

    def build(self, input_shape: Any) -> None:
        """Makes the variables."""
        depth, units = tf.TensorShape(input_shape).as_list()[2], self._num_units
        self._kernel = self.add_weight("kernel", [depth + units, units * 4])
        self._bias = add_vector(self, "bias", units * 4, tf.constant_initializer(0.0))
        if self._use_peephole:
            self._w_i_diag = add_vector(self, "w_i_diag", units)
            self._w_f_diag = add_vector(self, "w_f_diag", units)
            self._w_o_diag = add_vector(self, "w_o_diag", units)
        self.built = True

    def _call_cell(
        self,
        inputs: Any,
        initial_cell_state: Any = None,
        initial_output: Any = None,
        dtype: Any = None,
        sequence_length: Any = None,
    ) -> Any:
        time = inputs.shape.as_list()[0]
        time = tf.shape(inputs)[0] if time is None else time
        if self._use_peephole:
            wci, wcf, wco = self._w_i_diag, self._w_f_diag, self._w_o_diag
        else:
            wci = wcf = wco = tf.zeros([self._num_units], dtype=dtype)
        longest = time if sequence_length is None else tf.reduce_max(sequence_length)
        _, cell_states, _, _, _, _, outputs = tf.raw_ops.BlockLSTM(
            seq_len_max=tf.cast(longest, tf.int64),
            x=inputs,
            cs_prev=initial_cell_state,
            h_prev=initial_output,
            w=self._kernel,
            wci=wci,
            wcf=wcf,
            wco=wco,
            b=self._bias,
            forget_bias=self._forget_bias,
            cell_clip=self._cell_clip,
            use_peephole=self._use_peephole,
        )
        return cell_states, outputs
