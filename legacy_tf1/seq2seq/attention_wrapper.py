"""Wrap an RNN cell so that it attends to one memory or several at every step.

Answers to `tf.contrib.seq2seq.python.ops.attention_wrapper` of TensorFlow
1.15.5; like that module it is also the road to the attention mechanisms.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Callable

import tensorflow.compat.v1 as tf

from legacy_tf1.seq2seq.attention_layers import as_tuple, layers_and_size
from legacy_tf1.seq2seq.attention_mechanism import (
    AttentionMechanism,
    _BaseAttentionMechanism,
    _maybe_mask_score,
    _prepare_memory,
)
from legacy_tf1.seq2seq.attention_mechanism_v2 import (
    _BaseAttentionMechanismV2,
    _BaseMonotonicAttentionMechanismV2,
)
from legacy_tf1.seq2seq.attention_wrapper_state import AttentionWrapperState
from legacy_tf1.seq2seq.bahdanau_attention import BahdanauAttention, _bahdanau_score
from legacy_tf1.seq2seq.bahdanau_attention_v2 import (
    BahdanauAttentionV2 as BahdanauAttentionV2,
)
from legacy_tf1.seq2seq.bahdanau_attention_v2 import (
    BahdanauMonotonicAttentionV2 as BahdanauMonotonicAttentionV2,
)
from legacy_tf1.seq2seq.bahdanau_monotonic_attention import BahdanauMonotonicAttention
from legacy_tf1.seq2seq.compute_attention import _compute_attention
from legacy_tf1.seq2seq.hardmax import hardmax
from legacy_tf1.seq2seq.luong_attention import LuongAttention, _luong_score
from legacy_tf1.seq2seq.luong_attention_v2 import (
    LuongAttentionV2 as LuongAttentionV2,
)
from legacy_tf1.seq2seq.luong_attention_v2 import (
    LuongMonotonicAttentionV2 as LuongMonotonicAttentionV2,
)
from legacy_tf1.seq2seq.luong_monotonic_attention import LuongMonotonicAttention
from legacy_tf1.seq2seq.monotonic_attention import (
    _BaseMonotonicAttentionMechanism,
    _monotonic_probability_fn,
    monotonic_attention,
    safe_cumprod,
)
from legacy_tf1.seq2seq.rnn_cell import assert_like_rnncell
from legacy_tf1.seq2seq.rnn_cell import zero_state_tensors as _zero_state_tensors

__all__ = [
    "AttentionMechanism",
    "AttentionWrapper",
    "AttentionWrapperState",
    "BahdanauAttention",
    "BahdanauMonotonicAttention",
    "LuongAttention",
    "LuongMonotonicAttention",
    "_BaseAttentionMechanism",
    "_BaseAttentionMechanismV2",
    "_BaseMonotonicAttentionMechanism",
    "_BaseMonotonicAttentionMechanismV2",
    "_bahdanau_score",
    "_compute_attention",
    "_luong_score",
    "_maybe_mask_score",
    "_monotonic_probability_fn",
    "_prepare_memory",
    "_zero_state_tensors",
    "hardmax",
    "monotonic_attention",
    "safe_cumprod",
]


class AttentionWrapper(tf.nn.rnn_cell.RNNCell):
    """An RNN cell whose input and output take part in attention."""

    def __init__(
        self,
        cell: Any,
        attention_mechanism: Any,
        attention_layer_size: Any = None,
        alignment_history: bool = False,
        cell_input_fn: Callable[[tf.Tensor, tf.Tensor], tf.Tensor] | None = None,
        output_attention: bool = True,
        initial_cell_state: Any = None,
        name: str | None = None,
        attention_layer: Any = None,
        attention_fn: Callable[..., Any] | None = None,
        dtype: Any = None,
    ) -> None:
        """Wraps `cell`.

        Args:
          cell: an RNN cell.
          attention_mechanism: an `AttentionMechanism`, or a list or tuple of them.
          attention_layer_size: the depth of a Dense layer without bias on
            `[cell output, context]`, one for each mechanism; by default there is
            no layer and the context is the attention.
          alignment_history: whether the state keeps every step's alignments.
          cell_input_fn: `(inputs, attention) -> cell inputs`; default `concat`.
          output_attention: whether to put out the attention (Luong) or the
            cell's output (Bahdanau).
          initial_cell_state: what `zero_state` gives to the cell.
          name: of this cell.
          attention_layer: a `tf.layers.Layer` for each mechanism, instead of sizes.
          attention_fn: replaces `_compute_attention`, same arguments and results.
          dtype: of this cell.

        Raises:
          TypeError: for a cell, mechanism or `cell_input_fn` of the wrong kind.
          ValueError: for both `attention_layer_size` and `attention_layer`, or
            not one of them for each mechanism.
        """
        super().__init__(name=name, dtype=dtype)
        assert_like_rnncell("cell", cell)
        self._is_multi = isinstance(attention_mechanism, (list, tuple))
        mechanisms = as_tuple(attention_mechanism)
        for mechanism in mechanisms:
            if not isinstance(mechanism, AttentionMechanism):
                raise TypeError(
                    "attention_mechanism must be an AttentionMechanism or contain only instances "
                    f"of it, saw type: {type(mechanism).__name__}"
                )
        if cell_input_fn is not None and not callable(cell_input_fn):
            raise TypeError(
                f"cell_input_fn must be callable, saw type: {type(cell_input_fn).__name__}"
            )
        self._cell = cell
        self._attention_mechanisms = mechanisms
        self._attention_layers, self._attention_layer_size = layers_and_size(
            mechanisms, attention_layer_size, attention_layer, cell
        )
        self._cell_input_fn = cell_input_fn or (
            lambda inputs, attention: tf.concat([inputs, attention], -1)
        )
        self._attention_fn = _compute_attention if attention_fn is None else attention_fn
        self._output_attention = output_attention
        self._alignment_history = alignment_history
        with tf.name_scope(name, "AttentionWrapperInit"):
            self._initial_cell_state = self._checked(
                initial_cell_state,
                f"When constructing AttentionWrapper {self._base_name}: the batch size of "
                "initial_cell_state differs",
                "check_initial_cell_state",
            )

    def _batch_size_checks(self, batch_size: Any, error_message: str) -> list[Any]:
        """Returns ops that fail unless every memory has `batch_size` rows."""
        error_message += (
            " from the batch size of the memory (encoder output). Are you using the "
            "BeamSearchDecoder? Then tile the encoder's output and state by "
            "tf.contrib.seq2seq.tile_batch with multiplier=beam_width, and count "
            "batch_size * beam_width rows."
        )
        checks = [
            tf.assert_equal(batch_size, mechanism.batch_size, message=error_message)
            for mechanism in self._attention_mechanisms
        ]
        return [check for check in checks if check is not None]

    def _checked(self, state: Any, error_message: str, name: str, batch_size: Any = None) -> Any:
        """Returns `state` (may be None) behind a check of its batch size."""
        if state is None:
            return None
        if batch_size is None:
            last = tf.nest.flatten(state)[-1]
            batch_size = tf.dimension_value(last.shape[0]) or tf.shape(last)[0]
        with tf.control_dependencies(self._batch_size_checks(batch_size, error_message)):
            return tf.nest.map_structure(lambda s: tf.identity(s, name=name), state)

    def _item_or_tuple(self, items: Iterable[Any]) -> Any:
        """Returns a tuple if mechanisms were given as a sequence, else its one item."""
        items = tuple(items)
        return items if self._is_multi else items[0]

    @property
    def output_size(self) -> Any:
        return self._attention_layer_size if self._output_attention else self._cell.output_size

    @property
    def state_size(self) -> AttentionWrapperState:
        """An `AttentionWrapperState` of sizes without the batch axis."""
        sizes = [mechanism.alignments_size for mechanism in self._attention_mechanisms]
        return AttentionWrapperState(
            cell_state=self._cell.state_size,
            time=tf.TensorShape([]),
            attention=self._attention_layer_size,
            alignments=self._item_or_tuple(sizes),
            attention_state=self._item_or_tuple(
                mechanism.state_size for mechanism in self._attention_mechanisms
            ),
            alignment_history=self._item_or_tuple(
                size if self._alignment_history else () for size in sizes
            ),
        )

    def zero_state(self, batch_size: Any, dtype: Any) -> AttentionWrapperState:
        """Returns the state before the first step.

        Args:
          batch_size: an integer or a scalar `int32` tensor.
          dtype: of the state.

        Returns:
          An `AttentionWrapperState` of zeros, but for `initial_cell_state` and
          what the mechanisms start from.

        Raises:
          tf.errors.InvalidArgumentError: (statically or at run time) for another
            batch size than the memory's.
        """
        with tf.name_scope(type(self).__name__ + "ZeroState", values=[batch_size]):
            cell_state = self._initial_cell_state
            if cell_state is None:
                cell_state = self._cell.get_initial_state(batch_size=batch_size, dtype=dtype)
            cell_state = self._checked(
                cell_state,
                f"When calling zero_state of AttentionWrapper {self._base_name}: the requested "
                "batch size differs",
                "checked_cell_state",
                batch_size,
            )
            mechanisms = self._attention_mechanisms
            alignments = [m.initial_alignments(batch_size, dtype) for m in mechanisms]
            return AttentionWrapperState(
                cell_state=cell_state,
                time=tf.zeros([], tf.int32),
                attention=_zero_state_tensors(self._attention_layer_size, batch_size, dtype),
                alignments=self._item_or_tuple(alignments),
                attention_state=self._item_or_tuple(
                    m.initial_state(batch_size, dtype) for m in mechanisms
                ),
                alignment_history=self._item_or_tuple(
                    tf.TensorArray(dtype, size=0, dynamic_size=True, element_shape=a.shape)
                    if self._alignment_history
                    else ()
                    for a in alignments
                ),
            )

    def call(
        self, inputs: Any, state: AttentionWrapperState
    ) -> tuple[tf.Tensor, AttentionWrapperState]:
        """Does one step: cell first, then attention with the cell's output as query.

        Args:
          inputs: `[batch, depth]`.
          state: of the previous step.

        Returns:
          `(attention or cell output, next state)`.

        Raises:
          TypeError: if `state` is not an `AttentionWrapperState`.
        """
        if not isinstance(state, AttentionWrapperState):
            raise TypeError(
                "Expected state to be instance of AttentionWrapperState. "
                f"Received type {type(state)} instead."
            )
        cell_output, cell_state = self._cell(
            self._cell_input_fn(inputs, state.attention), state.cell_state
        )
        cell_output = self._checked(
            cell_output,
            f"When applying AttentionWrapper {self.name}: the batch size of the query "
            "(decoder output) differs",
            "checked_cell_output",
        )
        attentions, alignments, states, histories = [], [], [], []
        for mechanism, layer, mechanism_state, history in zip(
            self._attention_mechanisms,
            self._attention_layers or [None] * len(self._attention_mechanisms),
            state.attention_state if self._is_multi else [state.attention_state],
            state.alignment_history if self._is_multi else [state.alignment_history],
        ):
            attention, alignment, next_state = self._attention_fn(
                mechanism, cell_output, mechanism_state, layer
            )
            attentions.append(attention)
            alignments.append(alignment)
            states.append(next_state)
            histories.append(
                history.write(state.time, alignment) if self._alignment_history else ()
            )
        attention = tf.concat(attentions, 1)
        return attention if self._output_attention else cell_output, AttentionWrapperState(
            time=state.time + 1,
            cell_state=cell_state,
            attention=attention,
            attention_state=self._item_or_tuple(states),
            alignments=self._item_or_tuple(alignments),
            alignment_history=self._item_or_tuple(histories),
        )
