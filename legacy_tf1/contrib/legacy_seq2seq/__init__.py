"""Answer to tf.contrib.legacy_seq2seq: where each name lives today."""

from legacy_tf1.contrib.lazy import at, lazy_names

_HERE = __name__ + "."

SYMBOLS = {
    **at(
        _HERE + "attention:",
        "attention_decoder embedding_attention_decoder embedding_attention_seq2seq",
    ),
    **at(
        _HERE + "embedding:",
        "embedding_rnn_decoder embedding_rnn_seq2seq embedding_tied_rnn_seq2seq",
    ),
    **at(_HERE + "losses:", "model_with_buckets sequence_loss sequence_loss_by_example"),
    **at(_HERE + "one2many:", "one2many_rnn_seq2seq"),
    **at(_HERE + "plain:", "basic_rnn_seq2seq rnn_decoder tied_rnn_seq2seq"),
}

__getattr__, __dir__ = lazy_names(__name__, SYMBOLS)
