"""Call what was recognised by the name of the TensorFlow 1 class that made it."""

from __future__ import annotations

from tf2_port.checkpoints.recognise import Group

_TITLES = {
    "projected_lstm_cell": "LSTMCell with num_proj",
    "peephole_lstm_cell": "LSTMCell with peepholes",
    "layer_norm_lstm_cell": "LayerNormBasicLSTMCell",
    "keras_lstm": "tf.keras LSTM",
    "keras_gru": "tf.keras GRU",
    "keras_gru_reset_after": "tf.keras GRU, reset_after",
    "keras_rnn": "tf.keras SimpleRNN",
    "cudnn_compatible_gru_cell": "CudnnCompatibleGRUCell",
    "rnn_cell": "BasicRNNCell",
    "memory_layer": "memory layer",
    "attention_layer": "attention layer",
    "batch_normalization": "BatchNormalization",
    "layer_normalization": "layer normalization",
    "dense": "Dense",
    "convolution": "Conv",
    "embedding": "embedding, or another matrix",
    "variable": "not recognised",
}


def title(group: Group) -> str:
    """Returns the class, as far as names and shapes tell."""
    last = group.scope.rpartition("/")[2]
    if group.kind == "lstm_cell":
        if "cudnn" in last:
            return "CudnnCompatibleLSTMCell"
        # LSTMBlockCell calls itself lstm_cell too.
        return "BasicLSTMCell" if "basic" in last else "LSTMCell or LSTMBlockCell"
    if group.kind == "gru_cell":
        block = any(name.endswith("w_ru") for name in group.names.values())
        return "GRUBlockCell" if block else "GRUCell or GRUBlockCellV2"
    if group.kind in ("bahdanau_attention", "luong_attention"):
        monotonic = "Monotonic" if "attention_score_bias" in group.names else ""
        return f"{group.kind.split('_')[0].capitalize()}{monotonic}Attention"
    return _TITLES[group.kind]
