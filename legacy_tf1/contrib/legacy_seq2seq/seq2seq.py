"""Keep the names of `tf.contrib.legacy_seq2seq.python.ops.seq2seq`, loop function included."""

from __future__ import annotations

from legacy_tf1.contrib.legacy_seq2seq.attention import (
    attention_decoder,
    embedding_attention_decoder,
    embedding_attention_seq2seq,
)
from legacy_tf1.contrib.legacy_seq2seq.embedding import (
    embedding_rnn_decoder,
    embedding_rnn_seq2seq,
    embedding_tied_rnn_seq2seq,
)
from legacy_tf1.contrib.legacy_seq2seq.losses import (
    model_with_buckets,
    sequence_loss,
    sequence_loss_by_example,
)
from legacy_tf1.contrib.legacy_seq2seq.one2many import one2many_rnn_seq2seq
from legacy_tf1.contrib.legacy_seq2seq.plain import (
    basic_rnn_seq2seq,
    rnn_decoder,
    tied_rnn_seq2seq,
)
from legacy_tf1.contrib.legacy_seq2seq.plain import (
    extract_argmax_and_embed as _extract_argmax_and_embed,
)
from legacy_tf1.contrib.rnn.cells import Linear

__all__ = [
    "Linear",
    "_extract_argmax_and_embed",
    "attention_decoder",
    "basic_rnn_seq2seq",
    "embedding_attention_decoder",
    "embedding_attention_seq2seq",
    "embedding_rnn_decoder",
    "embedding_rnn_seq2seq",
    "embedding_tied_rnn_seq2seq",
    "model_with_buckets",
    "one2many_rnn_seq2seq",
    "rnn_decoder",
    "sequence_loss",
    "sequence_loss_by_example",
    "tied_rnn_seq2seq",
]
