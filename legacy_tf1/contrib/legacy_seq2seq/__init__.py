"""Answer to tf.contrib.legacy_seq2seq: where each name lives today."""

from legacy_tf1.contrib.lazy import lazy_names

_HERE = __name__ + "."

SYMBOLS = {
    "attention_decoder": _HERE + "attention:attention_decoder",
    "basic_rnn_seq2seq": _HERE + "plain:basic_rnn_seq2seq",
    "embedding_attention_decoder": _HERE + "attention:embedding_attention_decoder",
    "embedding_attention_seq2seq": _HERE + "attention:embedding_attention_seq2seq",
    "embedding_rnn_decoder": _HERE + "embedding:embedding_rnn_decoder",
    "embedding_rnn_seq2seq": _HERE + "embedding:embedding_rnn_seq2seq",
    "embedding_tied_rnn_seq2seq": _HERE + "embedding:embedding_tied_rnn_seq2seq",
    "model_with_buckets": _HERE + "losses:model_with_buckets",
    "one2many_rnn_seq2seq": _HERE + "one2many:one2many_rnn_seq2seq",
    "rnn_decoder": _HERE + "plain:rnn_decoder",
    "sequence_loss": _HERE + "losses:sequence_loss",
    "sequence_loss_by_example": _HERE + "losses:sequence_loss_by_example",
    "tied_rnn_seq2seq": _HERE + "plain:tied_rnn_seq2seq",
}

__getattr__, __dir__ = lazy_names(__name__, SYMBOLS)
