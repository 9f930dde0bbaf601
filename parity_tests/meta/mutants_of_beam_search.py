"""List the mistakes in beam search that scenarios must catch."""

from __future__ import annotations

from parity_tests.meta.mutation import ScenarioMutant

_LIBRARY = "legacy_tf1/seq2seq/"

OF_SCENARIOS = (
    ScenarioMutant(
        "masked probabilities infinite",
        _LIBRARY + "beam_search_step.py",
        "off_value=tf.constant(probs.dtype.min, probs.dtype)",
        'off_value=tf.constant(-float("inf"), probs.dtype)',
        "masked_probabilities",
    ),
    ScenarioMutant(
        "lengths not of the parents",
        _LIBRARY + "beam_search_step.py",
        "lengths = of_parents(beam_state.lengths) +",
        "lengths = beam_state.lengths +",
        "beams_of_rnn",
    ),
    ScenarioMutant(
        "end token counted when finished",
        _LIBRARY + "beam_search_step.py",
        "expand_dims(going_on, 2) & counted",
        "expand_dims(going_on, 2) & tf.ones_like(counted)",
        "length_penalty",
    ),
    ScenarioMutant(
        "log probabilities are scores",
        _LIBRARY + "beam_search_step.py",
        "chosen, log_probs, batch_size",
        "chosen, scores, batch_size",
        "length_penalty",
    ),
    ScenarioMutant(
        "penalty by TensorFlow 2's float32 power",
        _LIBRARY + "beam_scores.py",
        "tf.pow(tf.cast(base, tf.float64), tf.cast(exponent, tf.float64))",
        "tf.pow(base, exponent)",
        "length_penalties",
    ),
    ScenarioMutant(
        "coverage of beams that go on",
        _LIBRARY + "beam_scores.py",
        "coverage *= tf.cast(finished, tf.float32)",
        "pass",
        "one_step_with_coverage",
    ),
    ScenarioMutant(
        "history of a known batch sorted",
        _LIBRARY + "beam_gather.py",
        "batch_size * beam_width and split:",
        "batch_size * beam_width:",
        "history_of_a_known_batch",
    ),
    ScenarioMutant(
        "dead ways kept within the beams",
        _LIBRARY + "beam_gather.py",
        "ways = tf.where(counts, ways, own)",
        "ways = tf.minimum(ways, beam_width - 1)",
        "sort_arrays_by_hand",
    ),
    ScenarioMutant(
        "parent beyond the beams",
        _LIBRARY + "beam_search_ops.py",
        "(parents > beams), lost",
        "(parents >= beams), lost",
        "parents_that_are_the_number_of_beams",
    ),
    ScenarioMutant(
        "lengths of trees ignored",
        _LIBRARY + "beam_search_ops.py",
        "back = tf.where_v2(counts, parents, stay)",
        "back = parents",
        "trees_of_many_lengths",
    ),
    ScenarioMutant(
        "tokens after the end kept one longer",
        _LIBRARY + "beam_search_ops.py",
        "exclusive=True) > 0",
        "exclusive=False) > 1",
        "trees_of_many_lengths",
    ),
    ScenarioMutant(
        "other beams start likely",
        _LIBRARY + "beam_search_mixin.py",
        'self._first_beam(0.0, -float("inf"), dtype)',
        "self._first_beam(0.0, dtype.min, dtype)",
        "beam_wider_than_the_vocabulary",
    ),
    ScenarioMutant(
        "end token looked up",
        _LIBRARY + "beam_search_mixin.py",
        "lambda: self._start_inputs,",
        "lambda: self._embedding_fn(beams.predicted_ids),",
        "end_token_that_the_table_does_not_have",
    ),
    ScenarioMutant(
        "history sorted by the decoder's count",
        _LIBRARY + "beam_search_mixin.py",
        "outputs.parent_ids, final_state.lengths)",
        "outputs.parent_ids, sequence_lengths)",
        "history_of_an_unknown_batch",
    ),
    ScenarioMutant(
        "matrices not merged",
        _LIBRARY + "beam_layout.py",
        "if t.shape.rank >= 2 else t",
        "if t.shape.rank >= 3 else t",
        "beams_of_nested_states",
    ),
    ScenarioMutant(
        "tiles beam by beam",
        _LIBRARY + "beam_tiling.py",
        "tf.expand_dims(t, 1), [1, multiplier]",
        "tf.expand_dims(t, 0), [multiplier, 1]",
        "tile_vectors_matrices_and_cubes",
    ),
)
