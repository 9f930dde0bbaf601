"""Step a cell for all beams at once, and put together what they found.

Answers to `BeamSearchDecoderMixin` of
`tf.contrib.seq2seq.python.ops.beam_search_decoder` in TensorFlow 1.15.5.
"""

from __future__ import annotations

import collections
from typing import Any

import tensorflow.compat.v1 as tf

from legacy_tf1.seq2seq.beam_layout import BeamLayout
from legacy_tf1.seq2seq.beam_scores import get_attention_probs
from legacy_tf1.seq2seq.beam_search_ops import gather_tree
from legacy_tf1.seq2seq.beam_search_step import (
    BeamSearchDecoderOutput,
    BeamSearchDecoderState,
    _beam_search_step,
)
from legacy_tf1.seq2seq.rnn_cell import assert_like_rnncell


class FinalBeamSearchDecoderOutput(
    collections.namedtuple(
        "FinalBeamDecoderOutput", ("predicted_ids", "beam_search_decoder_output")
    )
):
    """`int32` `predicted_ids [batch, time, beam]`, best beam first, and each step's output."""


class BeamSearchDecoderMixin(BeamLayout):
    """What the beam search decoders share; goes before a base class for decoders."""

    # Set by the decoders, from what they get to search with.
    _embedding_fn: Any
    _start_inputs: Any
    _initial_cell_state: Any

    def __init__(
        self,
        cell: Any,
        beam_width: int,
        output_layer: Any = None,
        length_penalty_weight: Any = 0.0,
        coverage_penalty_weight: Any = 0.0,
        reorder_tensor_arrays: bool = True,
        **kwargs: Any,
    ) -> None:
        """Takes what a search needs, see `BeamSearchDecoder`; `kwargs` are the base class's.

        Raises:
          TypeError: if `cell` is no RNN cell, or `output_layer` no layer.
        """
        assert_like_rnncell("cell", cell)
        if output_layer is not None and not isinstance(output_layer, tf.keras.layers.Layer):
            raise TypeError(f"output_layer must be a Layer, received: {type(output_layer)}")
        self._cell = cell
        self._output_layer = output_layer
        self._reorder_tensor_arrays = reorder_tensor_arrays
        self._start_tokens: Any = None
        self._end_token: Any = None
        self._batch_size: Any = None
        self._beam_width = beam_width
        self._length_penalty_weight = length_penalty_weight
        self._coverage_penalty_weight = coverage_penalty_weight
        super().__init__(**kwargs)

    def _start(self, start_tokens: Any, end_token: Any, initial_state: Any) -> None:
        """Takes what to search from, once there is an embedding.

        Raises:
          ValueError: if `start_tokens` is not a vector or `end_token` not a scalar, or
            `initial_state` not that of `batch * beam` rows.
        """
        self._start_tokens = tf.convert_to_tensor(start_tokens, dtype=tf.int32, name="start_tokens")
        if self._start_tokens.shape.rank != 1:
            raise ValueError(f"start_tokens must be a vector, got shape {self._start_tokens.shape}")
        self._end_token = tf.convert_to_tensor(end_token, dtype=tf.int32, name="end_token")
        if self._end_token.shape.rank != 0:
            raise ValueError(f"end_token must be a scalar, got shape {self._end_token.shape}")
        self._batch_size = tf.size(start_tokens)
        self._initial_cell_state = tf.nest.map_structure(
            self._maybe_split_batch_beams, initial_state, self._cell.state_size
        )
        self._start_tokens = tf.tile(tf.expand_dims(self._start_tokens, 1), [1, self._beam_width])
        self._start_inputs = self._embedding_fn(self._start_tokens)
        self._finished = self._first_beam(False, True, tf.bool)

    def _first_beam(self, on_value: Any, off_value: Any, dtype: Any) -> tf.Tensor:
        """Makes `[batch, beam]` of `on_value` in the first beam and `off_value` elsewhere."""
        first = tf.zeros([self._batch_size], tf.int32)
        if dtype != tf.bool:
            on_value = tf.constant(on_value, dtype)
            off_value = tf.constant(off_value, dtype)
        return tf.one_hot(
            first, self._beam_width, on_value=on_value, off_value=off_value, dtype=dtype
        )

    def _dtype(self) -> Any:
        return tf.nest.flatten(self._initial_cell_state)[0].dtype

    def _start_state(self) -> tuple[tf.Tensor, Any, BeamSearchDecoderState]:
        """Returns `(finished, first inputs, state)`: all beams are equal, so one will do."""
        dtype = self._dtype()
        log_probs = self._first_beam(0.0, -float("inf"), dtype)
        covered = get_attention_probs(self._initial_cell_state, self._coverage_penalty_weight)
        state = BeamSearchDecoderState(
            cell_state=self._initial_cell_state,
            log_probs=log_probs,
            finished=self._finished,
            lengths=tf.zeros([self._batch_size, self._beam_width], tf.int64),
            accumulated_attention_probs=() if covered is None else covered,
        )
        return self._finished, self._start_inputs, state

    @property
    def batch_size(self) -> Any:
        """A scalar `int32` tensor, the number of examples: beams do not count."""
        return self._batch_size

    def _rnn_output_size(self) -> Any:
        size = self._cell.output_size
        if self._output_layer is None:
            return size
        # A layer tells its output's shape only for an input's shape with a batch.
        shapes = tf.nest.map_structure(lambda s: tf.TensorShape([None]).concatenate(s), size)
        return tf.nest.map_structure(
            lambda shape: shape[1:], self._output_layer.compute_output_shape(shapes)
        )

    @property
    def tracks_own_finished(self) -> bool:
        """True: beams change places, and what is finished changes with them."""
        return True

    @property
    def output_size(self) -> BeamSearchDecoderOutput:
        width = tf.TensorShape([self._beam_width])
        return BeamSearchDecoderOutput(scores=width, predicted_ids=width, parent_ids=width)

    @property
    def output_dtype(self) -> BeamSearchDecoderOutput:
        dtype = self._dtype()
        scores = tf.nest.map_structure(lambda _: dtype, self._rnn_output_size())
        return BeamSearchDecoderOutput(scores, predicted_ids=tf.int32, parent_ids=tf.int32)

    def finalize(
        self,
        outputs: BeamSearchDecoderOutput,
        final_state: BeamSearchDecoderState,
        sequence_lengths: Any,
    ) -> tuple[FinalBeamSearchDecoderOutput, BeamSearchDecoderState]:
        """Follows the final beams back to the first step.

        Args:
          outputs: of all steps, `[time, batch, beam]`.
          final_state: after the last step.
          sequence_lengths: not used; those of the state are right.

        Returns:
          `(final outputs, state)`. If arrays are to be reordered, the state has stacked
          tensors in place of those that can be.
        """
        predicted_ids = gather_tree(
            outputs.predicted_ids,
            outputs.parent_ids,
            max_sequence_lengths=tf.cast(tf.reduce_max(final_state.lengths, axis=1), tf.int32),
            end_token=self._end_token,
        )
        if self._reorder_tensor_arrays:
            cell_state = tf.nest.map_structure(
                lambda t: self._maybe_sort_array_beams(t, outputs.parent_ids, final_state.lengths),
                final_state.cell_state,
            )
            final_state = final_state._replace(cell_state=cell_state)
        return FinalBeamSearchDecoderOutput(predicted_ids, outputs), final_state

    def step(
        self, time: Any, inputs: Any, state: BeamSearchDecoderState, name: str | None = None
    ) -> tuple[BeamSearchDecoderOutput, BeamSearchDecoderState, Any, tf.Tensor]:
        """Returns `(outputs, next state, next inputs, finished)` of all beams, best first."""
        with tf.name_scope(name, "BeamSearchDecoderStep", (time, inputs, state)):
            sizes = self._cell.state_size
            inputs = tf.nest.map_structure(
                lambda part: self._merge_batch_beams(part, s=part.shape[2:]), inputs
            )
            cell_state = tf.nest.map_structure(
                self._maybe_merge_batch_beams, state.cell_state, sizes
            )
            outputs, next_cell_state = self._cell(inputs, cell_state)
            outputs = tf.nest.map_structure(
                lambda part: self._split_batch_beams(part, part.shape[1:]), outputs
            )
            next_cell_state = tf.nest.map_structure(
                self._maybe_split_batch_beams, next_cell_state, sizes
            )
            if self._output_layer is not None:
                outputs = self._output_layer(outputs)
            beams, next_state = _beam_search_step(
                time=time,
                logits=outputs,
                next_cell_state=next_cell_state,
                beam_state=state,
                batch_size=self._batch_size,
                beam_width=self._beam_width,
                end_token=self._end_token,
                length_penalty_weight=self._length_penalty_weight,
                coverage_penalty_weight=self._coverage_penalty_weight,
            )
            # A table need not have the end token: when all is over, nothing is looked up.
            next_inputs = tf.cond(
                tf.reduce_all(next_state.finished),
                lambda: self._start_inputs,
                lambda: self._embedding_fn(beams.predicted_ids),
            )
        return beams, next_state, next_inputs, next_state.finished
