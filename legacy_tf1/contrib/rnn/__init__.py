"""Answer to tf.contrib.rnn: where each name lives today."""

from legacy_tf1.contrib.lazy import at, lazy_names

_HERE = __name__ + "."

SYMBOLS = {
    **at(
        "tensorflow.compat.v1:nn.rnn_cell.",
        "BasicLSTMCell BasicRNNCell DeviceWrapper DropoutWrapper GRUCell LSTMCell "
        "LSTMStateTuple MultiRNNCell RNNCell ResidualWrapper",
    ),
    **at("tensorflow.compat.v1:nn.", "static_bidirectional_rnn static_rnn static_state_saving_rnn"),
    **at(_HERE + "attention_cell_wrapper:", "AttentionCellWrapper"),
    **at(_HERE + "bidirectional:", "stack_bidirectional_dynamic_rnn stack_bidirectional_rnn"),
    **at(_HERE + "block_cells:", "GRUBlockCell GRUBlockCellV2 LSTMBlockCell"),
    **at(_HERE + "cells:", "LayerRNNCell"),
    **at(_HERE + "conv_lstm:", "Conv1DLSTMCell Conv2DLSTMCell Conv3DLSTMCell ConvLSTMCell"),
    **at(_HERE + "coupled_lstm:", "CoupledInputForgetGateLSTMCell"),
    **at(
        _HERE + "fused:",
        "FusedRNNCell FusedRNNCellAdaptor LSTMBlockFusedCell LSTMBlockWrapper TimeReversedFusedRNN",
    ),
    **at(_HERE + "group_lstm:", "GLSTMCell"),
    **at(_HERE + "highway_wrapper:", "HighwayWrapper"),
    **at(_HERE + "independent:", "IndRNNCell IndyGRUCell IndyLSTMCell"),
    **at(_HERE + "layer_norm_lstm:", "LayerNormBasicLSTMCell"),
    **at(_HERE + "nas:", "NASCell"),
    **at(_HERE + "phased_lstm:", "PhasedLSTMCell"),
    **at(
        _HERE + "projections:",
        "EmbeddingWrapper InputProjectionWrapper OutputProjectionWrapper",
    ),
    **at(_HERE + "shapes:", "best_effort_input_batch_size transpose_batch_time"),
    **at(_HERE + "sru:", "SRUCell"),
    **at(_HERE + "update_gates:", "IntersectionRNNCell UGRNNCell"),
}

NEAREST = {
    "CompiledWrapper": "use the cell itself: it computes the same",
    "TimeFreqLSTMCell": "step a tf.contrib.rnn.LSTMCell over the bands of the spectrum",
    "GridLSTMCell": "step a tf.contrib.rnn.LSTMCell over the bands of the spectrum",
    "BidirectionalGridLSTMCell": "step a tf.contrib.rnn.LSTMCell over the bands of the spectrum",
}

__getattr__, __dir__ = lazy_names(__name__, SYMBOLS, NEAREST)
