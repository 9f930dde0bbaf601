"""Answer to tf.contrib.crf: where each name lives today."""

from legacy_tf1.contrib.lazy import lazy_names

_SCORES = __name__ + ".scores:"
_DECODING = __name__ + ".decoding:"

SYMBOLS = {
    "CrfDecodeBackwardRnnCell": _DECODING + "CrfDecodeBackwardRnnCell",
    "CrfDecodeForwardRnnCell": _DECODING + "CrfDecodeForwardRnnCell",
    "CrfForwardRnnCell": _SCORES + "CrfForwardRnnCell",
    "crf_binary_score": _SCORES + "crf_binary_score",
    "crf_decode": _DECODING + "crf_decode",
    "crf_log_likelihood": _SCORES + "crf_log_likelihood",
    "crf_log_norm": _SCORES + "crf_log_norm",
    "crf_multitag_sequence_score": _SCORES + "crf_multitag_sequence_score",
    "crf_sequence_score": _SCORES + "crf_sequence_score",
    "crf_unary_score": _SCORES + "crf_unary_score",
    "viterbi_decode": _DECODING + "viterbi_decode",
}

__getattr__, __dir__ = lazy_names(__name__, SYMBOLS)
