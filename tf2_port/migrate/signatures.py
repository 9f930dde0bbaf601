"""List the arguments, in order, of the TensorFlow 1 functions and classes that rules look at.

Names are canonical (`canonical`): cells of contrib and of `tf.nn.rnn_cell` are the same.
Recorded signatures and `tf.compat.v1` are compared with this table by tests.
"""

from __future__ import annotations

import re
from functools import cache

from tf2_port.migrate import legacy

_MONOTONIC = "score_mask_value sigmoid_noise sigmoid_noise_seed score_bias_init mode dtype name"
_PLAIN = "probability_fn score_mask_value dtype custom_key_value_fn name"
_RNN = "sequence_length initial_state dtype parallel_iterations swap_memory time_major scope"

_TEXT = {
    "contrib.seq2seq.AttentionWrapper": "cell attention_mechanism attention_layer_size "
    "alignment_history cell_input_fn output_attention initial_cell_state name attention_layer "
    "attention_fn dtype",
    "contrib.seq2seq.BahdanauAttention": "num_units memory memory_sequence_length normalize "
    + _PLAIN,
    "contrib.seq2seq.LuongAttention": "num_units memory memory_sequence_length scale " + _PLAIN,
    "contrib.seq2seq.BahdanauMonotonicAttention": "num_units memory memory_sequence_length "
    "normalize " + _MONOTONIC,
    "contrib.seq2seq.LuongMonotonicAttention": "num_units memory memory_sequence_length scale "
    + _MONOTONIC,
    "contrib.seq2seq.BasicDecoder": "cell helper initial_state output_layer",
    "contrib.seq2seq.BeamSearchDecoder": "cell embedding start_tokens end_token initial_state "
    "beam_width output_layer length_penalty_weight coverage_penalty_weight reorder_tensor_arrays",
    "contrib.seq2seq.dynamic_decode": "decoder output_time_major impute_finished "
    "maximum_iterations parallel_iterations swap_memory scope",
    "contrib.seq2seq.GreedyEmbeddingHelper": "embedding start_tokens end_token",
    "contrib.seq2seq.SampleEmbeddingHelper": "embedding start_tokens end_token "
    "softmax_temperature seed",
    "contrib.seq2seq.TrainingHelper": "inputs sequence_length time_major name",
    "contrib.seq2seq.ScheduledEmbeddingTrainingHelper": "inputs sequence_length embedding "
    "sampling_probability time_major seed scheduling_seed name",
    "contrib.seq2seq.ScheduledOutputTrainingHelper": "inputs sequence_length "
    "sampling_probability time_major seed next_inputs_fn auxiliary_inputs name",
    "contrib.seq2seq.InferenceHelper": "sample_fn sample_shape sample_dtype start_inputs end_fn "
    "next_inputs_fn",
    "contrib.seq2seq.monotonic_attention": "p_choose_i previous_attention mode",
    "contrib.seq2seq.tile_batch": "t multiplier name",
    "contrib.seq2seq.sequence_loss": "logits targets weights average_across_timesteps "
    "average_across_batch sum_over_timesteps sum_over_batch softmax_loss_function name",
    "contrib.layers.optimize_loss": "loss global_step learning_rate optimizer "
    "gradient_noise_scale gradient_multipliers clip_gradients learning_rate_decay_fn update_ops "
    "variables name summaries colocate_gradients_with_ops increment_global_step",
    "contrib.opt.LazyAdamOptimizer": "learning_rate beta1 beta2 epsilon use_locking name",
    "contrib.opt.AdamWOptimizer": "weight_decay learning_rate beta1 beta2 epsilon use_locking name",
    "rnn_cell.LSTMCell": "num_units use_peepholes cell_clip initializer num_proj proj_clip "
    "num_unit_shards num_proj_shards forget_bias state_is_tuple activation reuse name dtype",
    "rnn_cell.BasicLSTMCell": "num_units forget_bias state_is_tuple activation reuse name dtype",
    "rnn_cell.GRUCell": "num_units activation reuse kernel_initializer bias_initializer name dtype",
    "rnn_cell.BasicRNNCell": "num_units activation reuse name dtype",
    "rnn_cell.MultiRNNCell": "cells state_is_tuple",
    "rnn_cell.ResidualWrapper": "cell residual_fn",
    "rnn_cell.DeviceWrapper": "cell device",
    "rnn_cell.DropoutWrapper": "cell input_keep_prob output_keep_prob state_keep_prob "
    "variational_recurrent input_size dtype seed dropout_state_filter_visitor",
    "contrib.rnn.LSTMBlockCell": "num_units forget_bias cell_clip use_peephole dtype reuse name",
    "nn.dynamic_rnn": f"cell inputs {_RNN}",
    "nn.static_rnn": "cell inputs initial_state dtype sequence_length scope",
    "nn.bidirectional_dynamic_rnn": "cell_fw cell_bw inputs sequence_length initial_state_fw "
    "initial_state_bw dtype parallel_iterations swap_memory time_major scope",
    "train.AdamOptimizer": "learning_rate beta1 beta2 epsilon use_locking name",
    "variable_scope": "name_or_scope default_name values initializer regularizer "
    "caching_device partitioner custom_getter reuse dtype use_resource constraint "
    "auxiliary_name_scope",
}
SIGNATURES = {name: tuple(text.split()) for name, text in _TEXT.items()}

_CELLS = (
    *("BasicLSTMCell", "BasicRNNCell", "DeviceWrapper", "DropoutWrapper", "GRUCell", "LSTMCell"),
    *("LSTMStateTuple", "MultiRNNCell", "RNNCell", "ResidualWrapper"),
)
_SAME = (
    (r"python\.keras\.(?:engine\.|layers\.)?(?:recurrent|embeddings)\.", "keras.layers."),
    (r"(?:contrib|python)\.keras\.", "keras."),
    (r"python\.ops\.(?:rnn_cell_impl|rnn_cell)\.", "rnn_cell."),
    (r"nn\.rnn_cell\.", "rnn_cell."),
    (r"python\.ops\.rnn\.", "nn."),
    (r"contrib\.rnn\.static_rnn", "nn.static_rnn"),
)


@cache
def canonical(name: str) -> str:
    """Returns one name for what has several.

    Args:
      name: from `tensorflow` on, such as `tensorflow.contrib.rnn.LSTMCell`.

    Returns:
      The name below TensorFlow, such as `rnn_cell.LSTMCell` or `contrib.seq2seq.TrainingHelper`.
    """
    name = name.removeprefix("tensorflow.").removeprefix("compat.v1.")
    for pattern, replacement in _SAME:
        replaced, count = re.subn("^" + pattern, replacement, name)
        if count:
            return replaced
    if name.startswith("contrib."):
        name = "contrib." + legacy.fate(name.removeprefix("contrib.")).symbol
    package, _, last = name.rpartition(".")
    return f"rnn_cell.{last}" if package == "contrib.rnn" and last in _CELLS else name
