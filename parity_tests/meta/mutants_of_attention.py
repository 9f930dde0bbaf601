"""List the mistakes in attention that scenarios must catch."""

from __future__ import annotations

from parity_tests.meta.mutation import ScenarioMutant

_LUONG = "legacy_tf1/seq2seq/luong_attention.py"
_MONOTONIC = "legacy_tf1/seq2seq/monotonic_attention.py"
_BAHDANAU_MONOTONIC = "legacy_tf1/seq2seq/bahdanau_monotonic_attention.py"
_LUONG_MONOTONIC = "legacy_tf1/seq2seq/luong_monotonic_attention.py"

OF_SCENARIOS = (
    ScenarioMutant(
        "scale of the score dropped",
        _LUONG,
        "return score if scale is None else scale * score",
        "return score",
        "luong_scaled",
    ),
    ScenarioMutant(
        "scale started at 0",
        _LUONG,
        "tf.ones_initializer()",
        "tf.zeros_initializer()",
        "luong_starts_at_one",
    ),
    ScenarioMutant(
        "unknown depth rejected",
        _LUONG,
        "if None not in (depth, key_units) and depth",
        "if depth",
        "luong_of_a_query_of_unknown_depth",
    ),
    ScenarioMutant(
        "product of the closed form not exclusive",
        _MONOTONIC,
        "safe_cumprod(1 - p_choose, axis=1, exclusive=True)",
        "safe_cumprod(1 - p_choose, axis=1)",
        "monotonic_parallel_float64",
    ),
    ScenarioMutant(
        "closed form not kept from dividing by zero",
        _MONOTONIC,
        "tf.clip_by_value(passed_all, 1e-10, 1.0)",
        "tf.clip_by_value(passed_all, 1e-8, 1.0)",
        "monotonic_parallel_of_extremes",
    ),
    ScenarioMutant(
        "closed form taken for the recurrence",
        _MONOTONIC,
        '{"recursive": _recursive,',
        '{"recursive": _parallel,',
        "monotonic_recursive_of_extremes",
    ),
    ScenarioMutant(
        "recurrence taken for the closed form",
        _MONOTONIC,
        '"parallel": _parallel,',
        '"parallel": _recursive,',
        "luong_parallel",
    ),
    ScenarioMutant(
        "right neighbour passed by instead of the left",
        _MONOTONIC,
        "p_choose[:, :-1]",
        "p_choose[:, 1:]",
        "monotonic_recursive_float32",
    ),
    ScenarioMutant(
        "all chosen elements attended to, not the first",
        _MONOTONIC,
        "tf.cumprod(1 - p_choose, axis=1, exclusive=True)",
        "1",
        "monotonic_hard_of_zeros_and_ones",
    ),
    ScenarioMutant(
        "attention moved left",
        _MONOTONIC,
        "p_choose * tf.cumsum(previous, axis=1)",
        "p_choose * tf.cumsum(previous, axis=1, reverse=True)",
        "monotonic_hard_of_zeros_and_ones",
    ),
    ScenarioMutant(
        "a score of 0 chosen",
        _MONOTONIC,
        "tf.cast(score > 0,",
        "tf.cast(score >= 0,",
        "monotonic_probability_hard_of_score_zero",
    ),
    ScenarioMutant(
        "sign of the noise changed",
        _MONOTONIC,
        "score += sigmoid_noise * noise",
        "score -= sigmoid_noise * noise",
        "noise_by_seed",
    ),
    ScenarioMutant(
        "seed of the noise changed",
        _MONOTONIC,
        "dtype=score.dtype, seed=seed",
        "dtype=score.dtype, seed=seed + 1",
        "noise_by_seed",
    ),
    ScenarioMutant(
        "logarithm of 0 taken",
        _MONOTONIC,
        "tf.clip_by_value(x, tiny, 1)",
        "tf.clip_by_value(x, 0, 1)",
        "safe_cumprod_clips",
    ),
    ScenarioMutant(
        "first alignments zero",
        _MONOTONIC,
        "tf.one_hot(first,",
        "0 * tf.one_hot(first,",
        "bahdanau_parallel_decodes",
    ),
    ScenarioMutant(
        "bias of the score not added",
        _MONOTONIC,
        "return score + bias",
        "return score",
        "luong_parallel",
    ),
    ScenarioMutant(
        "bias of the score renamed",
        _MONOTONIC,
        'get_variable("attention_score_bias",',
        'get_variable("score_bias",',
        "luong_parallel",
    ),
    ScenarioMutant(
        "score not masked before the sigmoid",
        _LUONG_MONOTONIC,
        "memory_sequence_length=memory_sequence_length,",
        "memory_sequence_length=None,",
        "luong_hard",
    ),
    ScenarioMutant(
        "value of masked scores forgotten",
        _BAHDANAU_MONOTONIC,
        "score_mask_value=score_mask_value,",
        "score_mask_value=None,",
        "bahdanau_monotonic_mask_value",
    ),
    ScenarioMutant(
        "variables under another scope",
        _BAHDANAU_MONOTONIC,
        'variable_scope(None, "bahdanau_monotonic_attention"',
        'variable_scope(None, "bahdanau_attention"',
        "bahdanau_parallel",
    ),
    ScenarioMutant(
        "last of equals chosen",
        "legacy_tf1/seq2seq/hardmax.py",
        "tf.argmax(logits, -1)",
        "depth - 1 - tf.argmax(tf.reverse(logits, [-1]), -1, tf.int32)",
        "hardmax_of_everything",
    ),
    ScenarioMutant(
        "mask of a Keras layer's scores dropped",
        "legacy_tf1/seq2seq/attention_mechanism_v2.py",
        "score_mask_value=self.score_mask_value",
        "score_mask_value=0.0",
        "keras_luong_by_mask",
    ),
    ScenarioMutant(
        "bias of a Keras layer not added",
        "legacy_tf1/seq2seq/luong_attention_v2.py",
        "        score += self.attention_score_bias\n",
        "",
        "keras_luong_monotonic",
    ),
    ScenarioMutant(
        "cell output left out of the attention layer",
        "legacy_tf1/seq2seq/compute_attention.py",
        "tf.concat([cell_output, context], 1)",
        "tf.concat([0.0 * cell_output, context], 1)",
        "luong_decodes_with_all_options",
    ),
)
