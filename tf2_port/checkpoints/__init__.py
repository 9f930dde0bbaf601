"""Carry trained weights between TensorFlow 1 variables and Keras, one rule per layer.

load(model.weight_rules(), tensors, model.weights)
tensors = dump(model.weight_rules())
"""

from tf2_port.checkpoints.bahdanau import BahdanauRule
from tf2_port.checkpoints.dense import DenseRule
from tf2_port.checkpoints.embedding import EmbeddingRule
from tf2_port.checkpoints.gru_cell import GRUCellRule
from tf2_port.checkpoints.keras_lstm import KerasLSTMRule
from tf2_port.checkpoints.layer_norm import LayerNormRule
from tf2_port.checkpoints.local import LocalRule
from tf2_port.checkpoints.lstm_cell import LSTMCellRule
from tf2_port.checkpoints.luong import LuongRule
from tf2_port.checkpoints.multi_head import MultiHeadRule
from tf2_port.checkpoints.rnn_cell import RNNCellRule
from tf2_port.checkpoints.rule import Kind, Rule, Tensor
from tf2_port.checkpoints.transfer import WeightTransferError, dump, load

__all__ = [
    "BahdanauRule",
    "DenseRule",
    "EmbeddingRule",
    "GRUCellRule",
    "KerasLSTMRule",
    "Kind",
    "LSTMCellRule",
    "LayerNormRule",
    "LocalRule",
    "LuongRule",
    "MultiHeadRule",
    "RNNCellRule",
    "Rule",
    "Tensor",
    "WeightTransferError",
    "dump",
    "load",
]
