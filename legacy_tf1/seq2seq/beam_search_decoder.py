"""Decode by a beam search.

Answers to `tf.contrib.seq2seq.python.ops.beam_search_decoder` of TensorFlow 1.15.5,
and like that module is the road to everything that belongs to it.
"""

from __future__ import annotations

from typing import Any

import tensorflow.compat.v1 as tf

from legacy_tf1.seq2seq import decoder
from legacy_tf1.seq2seq.beam_gather import (
    _check_batch_beam,
    _check_ndims,
    _check_static_batch_beam_maybe,
    _maybe_tensor_gather_helper,
    _tensor_gather_helper,
)
from legacy_tf1.seq2seq.beam_gather import gather_tree_from_array as gather_tree_from_array
from legacy_tf1.seq2seq.beam_scores import _get_scores, _length_penalty
from legacy_tf1.seq2seq.beam_scores import (
    attention_probs_from_attn_state as attention_probs_from_attn_state,
)
from legacy_tf1.seq2seq.beam_scores import get_attention_probs as get_attention_probs
from legacy_tf1.seq2seq.beam_search_mixin import (
    BeamSearchDecoderMixin as BeamSearchDecoderMixin,
)
from legacy_tf1.seq2seq.beam_search_mixin import FinalBeamSearchDecoderOutput
from legacy_tf1.seq2seq.beam_search_step import (
    BeamSearchDecoderOutput,
    BeamSearchDecoderState,
    _beam_search_step,
    _mask_probs,
)
from legacy_tf1.seq2seq.beam_tiling import _tile_batch, tile_batch

__all__ = [
    "BeamSearchDecoder",
    "BeamSearchDecoderOutput",
    "BeamSearchDecoderState",
    "FinalBeamSearchDecoderOutput",
    "_beam_search_step",
    "_check_batch_beam",
    "_check_ndims",
    "_check_static_batch_beam_maybe",
    "_get_scores",
    "_length_penalty",
    "_mask_probs",
    "_maybe_tensor_gather_helper",
    "_tensor_gather_helper",
    "_tile_batch",
    "tile_batch",
]


class BeamSearchDecoder(BeamSearchDecoderMixin, decoder.Decoder):
    """Keeps the best `beam_width` hypotheses of every example, best first.

    What the cell sees has `batch * beam_width` rows: with an `AttentionWrapper`, give
    `tile_batch` of the memory and its lengths to the mechanism, make `zero_state` of that
    many rows, and `clone` it with `tile_batch` of the encoder's state.

    `dynamic_decode` returns a `FinalBeamSearchDecoderOutput`, a `BeamSearchDecoderState`,
    and lengths which, as in 1.15.5, are not in the order of the final beams: use the
    state's `lengths`.
    """

    def __init__(
        self,
        cell: Any,
        embedding: Any,
        start_tokens: Any,
        end_token: Any,
        initial_state: Any,
        beam_width: int,
        output_layer: Any = None,
        length_penalty_weight: Any = 0.0,
        coverage_penalty_weight: Any = 0.0,
        reorder_tensor_arrays: bool = True,
    ) -> None:
        """Puts a decoder together.

        Args:
          cell: an RNN cell whose output, or that of `output_layer`, is logits.
          embedding: `[vocabulary, depth]`, or a callable from `int32` ids
            `[batch, beam]` to inputs `[batch, beam, depth]`.
          start_tokens: `int32` `[batch]`.
          end_token: scalar `int32`.
          initial_state: of the cell, each tensor of `batch * beam_width` rows.
          beam_width: an integer.
          output_layer: optional Keras layer on the cell's output `[batch, beam, depth]`.
          length_penalty_weight: scalar `float32`; 0.0 for none.
          coverage_penalty_weight: scalar `float32`; 0.0 for none. Only for
            `AttentionWrapper` states in `float32`.
          reorder_tensor_arrays: whether a `TensorArray` in the cell's state is returned as
            a tensor in the order of the final beams, if it can be (see
            `_check_static_batch_beam_maybe` for what contrib leaves alone).

        Raises:
          TypeError: if `cell` is no RNN cell, or `output_layer` no layer.
          ValueError: if `start_tokens` is not a vector, `end_token` not a scalar, or
            `initial_state` of the wrong shape.
        """
        super().__init__(
            cell,
            beam_width,
            output_layer=output_layer,
            length_penalty_weight=length_penalty_weight,
            coverage_penalty_weight=coverage_penalty_weight,
            reorder_tensor_arrays=reorder_tensor_arrays,
        )
        self._embedding_fn = (
            embedding if callable(embedding) else lambda ids: tf.nn.embedding_lookup(embedding, ids)
        )
        self._start(start_tokens, end_token, initial_state)

    def initialize(self, name: str | None = None) -> Any:
        """Returns `(finished, first inputs, initial state)`: the first beam alone goes on."""
        return self._start_state()


class BeamSearchDecoderV2(BeamSearchDecoderMixin, decoder.BaseDecoder):
    """A `BeamSearchDecoder` that is a Keras layer, and takes what to search from when called."""

    def __init__(
        self,
        cell: Any,
        beam_width: int,
        embedding_fn: Any = None,
        output_layer: Any = None,
        length_penalty_weight: Any = 0.0,
        coverage_penalty_weight: Any = 0.0,
        reorder_tensor_arrays: bool = True,
        **kwargs: Any,
    ) -> None:
        """Puts a decoder together; see `BeamSearchDecoder`, and `BaseDecoder` for `kwargs`.

        Raises:
          TypeError: if `cell` is no RNN cell, or `output_layer` no layer.
          ValueError: if `embedding_fn` is given, and cannot be called.
        """
        super().__init__(
            cell,
            beam_width,
            output_layer=output_layer,
            length_penalty_weight=length_penalty_weight,
            coverage_penalty_weight=coverage_penalty_weight,
            reorder_tensor_arrays=reorder_tensor_arrays,
            **kwargs,
        )
        if embedding_fn is not None and not callable(embedding_fn):
            raise ValueError(f"embedding_fn must be callable, got {type(embedding_fn)}")
        self._embedding_fn = embedding_fn

    def initialize(  # type: ignore[override]
        self, embedding: Any, start_tokens: Any, end_token: Any, initial_state: Any
    ) -> Any:
        """Returns `(finished, first inputs, initial state)`.

        Raises:
          ValueError: for an embedding beside an `embedding_fn`, and as `BeamSearchDecoder`
            does.
        """
        if embedding is not None:
            if self._embedding_fn is not None:
                raise ValueError("embedding and embedding_fn cannot be provided at same time")
            self._embedding_fn = lambda ids: tf.nn.embedding_lookup(embedding, ids)
        self._start(start_tokens, end_token, initial_state)
        return self._start_state()

    def call(  # type: ignore[override]
        self,
        embedding: Any,
        start_tokens: Any,
        end_token: Any,
        initial_state: Any,
        **kwargs: Any,
    ) -> Any:
        """Searches; returns what `dynamic_decode` does."""
        given = {"start_tokens": start_tokens, "end_token": end_token}
        return self._decode(embedding, {**kwargs, **given, "initial_state": initial_state})
