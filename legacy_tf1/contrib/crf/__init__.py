"""Answer to tf.contrib.crf: where each name lives today."""

from legacy_tf1.contrib.lazy import at, lazy_names

SYMBOLS = {
    **at(
        __name__ + ".decoding:",
        "CrfDecodeBackwardRnnCell CrfDecodeForwardRnnCell crf_decode viterbi_decode",
    ),
    **at(
        __name__ + ".scores:",
        "CrfForwardRnnCell crf_binary_score crf_log_likelihood crf_log_norm "
        "crf_multitag_sequence_score crf_sequence_score crf_unary_score",
    ),
}

__getattr__, __dir__ = lazy_names(__name__, SYMBOLS)
