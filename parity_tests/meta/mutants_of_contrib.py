"""List the mistakes in contrib's other packages that scenarios must catch."""

from __future__ import annotations

from parity_tests.meta.mutation import ScenarioMutant

_CONTRIB = "legacy_tf1/contrib/"

OF_SCENARIOS = (
    ScenarioMutant(
        "normalised gates in another order",
        _CONTRIB + "rnn/layer_norm_lstm.py",
        '("input", "transform", "forget", "output")',
        '("input", "forget", "transform", "output")',
        "layer_norm_lstm",
    ),
    ScenarioMutant(
        "fused cell does not mask",
        _CONTRIB + "rnn/fused.py",
        "outputs *= tf.tile(tf.expand_dims(mask, [-1]), [1, 1, self.num_units])",
        "pass",
        "lstm_block_fused_cell_of_ragged_lengths",
    ),
    ScenarioMutant(
        "newest memory dropped, not the oldest",
        _CONTRIB + "rnn/attention_cell_wrapper.py",
        "tf.slice(memory, [0, 1, 0], [-1, -1, -1])",
        "memory[:, :-1]",
        "attention_cell_wrapper",
    ),
    ScenarioMutant(
        "stack without scopes",
        _CONTRIB + "rnn/bidirectional.py",
        "scope=cell_scope,",
        "",
        "unrolled_stack_both_ways",
    ),
    ScenarioMutant(
        "phase with a gradient",
        _CONTRIB + "rnn/phased_lstm.py",
        "tf.stop_gradient(tf.mod(shifted, period) - shifted) + shifted",
        "tf.mod(shifted, period)",
        "phased_lstm",
    ),
    ScenarioMutant(
        "last shards larger",
        _CONTRIB + "rnn/coupled_lstm.py",
        "least + (k < more)",
        "least + (k >= shards - more)",
        "coupled_lstm_with_peepholes_projection_and_shards",
    ),
    ScenarioMutant(
        "chain one longer",
        _CONTRIB + "crf/scores.py",
        "sequence_length=less_one(sequence_lengths)",
        "sequence_length=sequence_lengths",
        "chain_scores",
    ),
    ScenarioMutant(
        "tags backwards",
        _CONTRIB + "crf/decoding.py",
        "tags = tf.reverse_sequence(tags, sequence_length, seq_axis=1)",
        "pass",
        "chain_decoded",
    ),
    ScenarioMutant(
        "attention made twice",
        _CONTRIB + "legacy_seq2seq/attention.py",
        "reuse = True if step == 0 and initial_state_attention else None",
        "reuse = None",
        "attention_decoder_that_attends_first",
    ),
    ScenarioMutant(
        "mean without its small number",
        _CONTRIB + "legacy_seq2seq/losses.py",
        " + 1e-12)",
        ")",
        "losses_of_lists",
    ),
    ScenarioMutant(
        "epsilon under the root",
        _CONTRIB + "opt/adam.py",
        "(tf.sqrt(v_rows) + adam.epsilon)",
        "tf.sqrt(v_rows + adam.epsilon)",
        "lazy_adam_with_all_options",
    ),
    ScenarioMutant(
        "all variables decay",
        _CONTRIB + "opt/weight_decay.py",
        "self._decay_var_list = list(decay_var_list) if decay_var_list else None",
        "self._decay_var_list = None",
        "adam_with_decay_of_some",
    ),
    ScenarioMutant(
        "partition strategy dropped",
        _CONTRIB + "layers/encoders.py",
        "unique, partition_strategy)",
        "unique)",
        "ids_looked_up_once_in_parts",
    ),
)
