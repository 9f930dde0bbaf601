"""Answer to tf.contrib.rnn: where each name lives today."""

from legacy_tf1.contrib.lazy import lazy_names

_CELLS = "tensorflow.compat.v1:nn.rnn_cell."
_NN = "tensorflow.compat.v1:nn."
_HERE = __name__ + "."

SYMBOLS = {
    "AttentionCellWrapper": _HERE + "attention_cell_wrapper:AttentionCellWrapper",
    "BasicLSTMCell": _CELLS + "BasicLSTMCell",
    "BasicRNNCell": _CELLS + "BasicRNNCell",
    "Conv1DLSTMCell": _HERE + "conv_lstm:Conv1DLSTMCell",
    "Conv2DLSTMCell": _HERE + "conv_lstm:Conv2DLSTMCell",
    "Conv3DLSTMCell": _HERE + "conv_lstm:Conv3DLSTMCell",
    "ConvLSTMCell": _HERE + "conv_lstm:ConvLSTMCell",
    "CoupledInputForgetGateLSTMCell": _HERE + "coupled_lstm:CoupledInputForgetGateLSTMCell",
    "DeviceWrapper": _CELLS + "DeviceWrapper",
    "DropoutWrapper": _CELLS + "DropoutWrapper",
    "EmbeddingWrapper": _HERE + "projections:EmbeddingWrapper",
    "FusedRNNCell": _HERE + "fused:FusedRNNCell",
    "FusedRNNCellAdaptor": _HERE + "fused:FusedRNNCellAdaptor",
    "GLSTMCell": _HERE + "group_lstm:GLSTMCell",
    "GRUBlockCell": _HERE + "block_cells:GRUBlockCell",
    "GRUBlockCellV2": _HERE + "block_cells:GRUBlockCellV2",
    "GRUCell": _CELLS + "GRUCell",
    "HighwayWrapper": _HERE + "highway_wrapper:HighwayWrapper",
    "IndRNNCell": _HERE + "independent:IndRNNCell",
    "IndyGRUCell": _HERE + "independent:IndyGRUCell",
    "IndyLSTMCell": _HERE + "independent:IndyLSTMCell",
    "InputProjectionWrapper": _HERE + "projections:InputProjectionWrapper",
    "IntersectionRNNCell": _HERE + "update_gates:IntersectionRNNCell",
    "LSTMBlockCell": _HERE + "block_cells:LSTMBlockCell",
    "LSTMBlockFusedCell": _HERE + "fused:LSTMBlockFusedCell",
    "LSTMBlockWrapper": _HERE + "fused:LSTMBlockWrapper",
    "LSTMCell": _CELLS + "LSTMCell",
    "LSTMStateTuple": _CELLS + "LSTMStateTuple",
    "LayerNormBasicLSTMCell": _HERE + "layer_norm_lstm:LayerNormBasicLSTMCell",
    "LayerRNNCell": _HERE + "cells:LayerRNNCell",
    "MultiRNNCell": _CELLS + "MultiRNNCell",
    "NASCell": _HERE + "nas:NASCell",
    "OutputProjectionWrapper": _HERE + "projections:OutputProjectionWrapper",
    "PhasedLSTMCell": _HERE + "phased_lstm:PhasedLSTMCell",
    "RNNCell": _CELLS + "RNNCell",
    "ResidualWrapper": _CELLS + "ResidualWrapper",
    "SRUCell": _HERE + "sru:SRUCell",
    "TimeReversedFusedRNN": _HERE + "fused:TimeReversedFusedRNN",
    "UGRNNCell": _HERE + "update_gates:UGRNNCell",
    "best_effort_input_batch_size": _HERE + "shapes:best_effort_input_batch_size",
    "stack_bidirectional_dynamic_rnn": _HERE + "bidirectional:stack_bidirectional_dynamic_rnn",
    "stack_bidirectional_rnn": _HERE + "bidirectional:stack_bidirectional_rnn",
    "static_bidirectional_rnn": _NN + "static_bidirectional_rnn",
    "static_rnn": _NN + "static_rnn",
    "static_state_saving_rnn": _NN + "static_state_saving_rnn",
    "transpose_batch_time": _HERE + "shapes:transpose_batch_time",
}

NEAREST = {
    "CompiledWrapper": "use the cell itself: it computes the same",
    "TimeFreqLSTMCell": "step a tf.contrib.rnn.LSTMCell over the bands of the spectrum",
    "GridLSTMCell": "step a tf.contrib.rnn.LSTMCell over the bands of the spectrum",
    "BidirectionalGridLSTMCell": "step a tf.contrib.rnn.LSTMCell over the bands of the spectrum",
}

__getattr__, __dir__ = lazy_names(__name__, SYMBOLS, NEAREST)
