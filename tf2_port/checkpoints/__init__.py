"""Carry trained weights between TensorFlow 1 variables and Keras, one rule per layer.

load_tf1(model, "model.ckpt-1000", optimizer=optimizer)
save_tf1(model, "back/model.ckpt", optimizer=optimizer)

For arrays instead of files, and rules instead of matching:

load(model.weight_rules(), tensors, model.weights)
tensors = dump(model.weight_rules())
"""

from tf2_port.checkpoints.arrays import load_arrays
from tf2_port.checkpoints.bahdanau import BahdanauRule
from tf2_port.checkpoints.cudnn_gru import CudnnGRURule
from tf2_port.checkpoints.dense import DenseRule
from tf2_port.checkpoints.embedding import EmbeddingRule
from tf2_port.checkpoints.gru_cell import GRUCellRule
from tf2_port.checkpoints.keras_lstm import KerasLSTMRule
from tf2_port.checkpoints.layer_norm import LayerNormRule
from tf2_port.checkpoints.load import Loaded, load_tf1
from tf2_port.checkpoints.local import LocalRule
from tf2_port.checkpoints.lstm_cell import LSTMCellRule
from tf2_port.checkpoints.luong import LuongRule
from tf2_port.checkpoints.multi_head import MultiHeadRule
from tf2_port.checkpoints.peephole import PeepholeRule
from tf2_port.checkpoints.reading import CheckpointError
from tf2_port.checkpoints.resolve import MatchError
from tf2_port.checkpoints.rnn_cell import RNNCellRule
from tf2_port.checkpoints.rule import Kind, Rule, Tensor
from tf2_port.checkpoints.same import SameRule
from tf2_port.checkpoints.save import save_tf1
from tf2_port.checkpoints.transfer import WeightTransferError, dump, load

__all__ = [
    "BahdanauRule",
    "CheckpointError",
    "CudnnGRURule",
    "DenseRule",
    "EmbeddingRule",
    "GRUCellRule",
    "KerasLSTMRule",
    "Kind",
    "LSTMCellRule",
    "LayerNormRule",
    "Loaded",
    "LocalRule",
    "LuongRule",
    "MatchError",
    "MultiHeadRule",
    "PeepholeRule",
    "RNNCellRule",
    "Rule",
    "SameRule",
    "Tensor",
    "WeightTransferError",
    "dump",
    "load",
    "load_arrays",
    "load_tf1",
    "save_tf1",
]
