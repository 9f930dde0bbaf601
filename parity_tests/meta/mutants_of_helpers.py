"""List the mistakes in helpers and losses that scenarios must catch."""

from __future__ import annotations

from parity_tests.meta.mutation import ScenarioMutant

_LIBRARY = "legacy_tf1/seq2seq/"

OF_SCENARIOS = (
    ScenarioMutant(
        "helper embeds the last tokens of all, at the end",
        _LIBRARY + "embedding_helper.py",
        "lambda: self._start_inputs,",
        "lambda: self._embedding_fn(sample_ids),",
        "greedy_ends_and_feeds_the_start_again",
    ),
    ScenarioMutant(
        "logits times temperature",
        _LIBRARY + "embedding_helper.py",
        "outputs / temperature",
        "outputs * temperature",
        "sampler_of_temperatures",
    ),
    ScenarioMutant(
        "shards of an embedding joined",
        _LIBRARY + "embedding_helper.py",
        "tf.nn.embedding_lookup(embedding, ids)",
        "tf.gather(tf.concat(embedding, 0), ids)",
        "greedy_embedding_in_shards",
    ),
    ScenarioMutant(
        "end token of unknown rank accepted",
        _LIBRARY + "embedding_helper.py",
        "if self._end_token.shape.rank != 0:",
        "if self._end_token.shape.rank not in (None, 0):",
        "greedy_end_token_of_unknown_rank",
    ),
    ScenarioMutant(
        "draws in another order",
        _LIBRARY + "sampling.py",
        "tf.reshape(tf.transpose(draws), ",
        "tf.reshape(draws, ",
        "categorical_draws",
    ),
    ScenarioMutant(
        "scheduled by the seed of the draws",
        _LIBRARY + "scheduled_embedding_helper.py",
        "seed=self._scheduling_seed",
        "seed=self._seed",
        "scheduled_embedding_now_and_then",
    ),
    ScenarioMutant(
        "auxiliary input of this step, not the next",
        _LIBRARY + "scheduled_output_helper.py",
        ".read(time + 1)",
        ".read(time)",
        "scheduled_output_changed_with_auxiliary_inputs",
    ),
    ScenarioMutant(
        "auxiliary inputs of other rows",
        _LIBRARY + "scheduled_output_helper.py",
        "tf.gather_nd(auxiliary, rows)",
        "auxiliary",
        "scheduled_output_changed_with_auxiliary_inputs",
    ),
    ScenarioMutant(
        "sample ids of 64 bits",
        _LIBRARY + "custom_helper.py",
        "sample_ids_dtype or tf.int32",
        "sample_ids_dtype or tf.int64",
        "custom_shapes_and_dtypes_of_many_kinds",
    ),
    ScenarioMutant(
        "end told by inputs",
        _LIBRARY + "inference_helper.py",
        "self._end_fn(sample_ids), inputs",
        "self._end_fn(inputs), inputs",
        "inference_by_hand_next_inputs_by_function",
    ),
    ScenarioMutant(
        "mean by the sum of weights",
        _LIBRARY + "loss.py",
        "tf.cast(tf.count_nonzero(weights), total.dtype)",
        "tf.reduce_sum(weights)",
        "loss_in_all_reductions_weighted",
    ),
    ScenarioMutant(
        "no weight gives no number",
        _LIBRARY + "loss.py",
        "tf.div_no_nan(tf.reduce_sum(loss)",
        "tf.divide(tf.reduce_sum(loss)",
        "loss_of_no_weight_at_all",
    ),
    ScenarioMutant(
        "averaged and summed over time",
        _LIBRARY + "loss.py",
        "if averaged and summed:",
        'if averaged and summed and axis == "batch":',
        "loss_averaged_and_summed_over_time",
    ),
    ScenarioMutant(
        "a decoder's own account of its end ignored",
        _LIBRARY + "decoder.py",
        "if not decoder.tracks_own_finished:",
        "if True:",
        "decoder_that_tracks_its_own_finished",
    ),
)
