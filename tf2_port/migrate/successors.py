"""Tell what a name of tf.contrib becomes in idiomatic TensorFlow 2: tfa, Keras, or other.

Of `tf.contrib.seq2seq` see `symbols.py`. The longest name here that a symbol begins with
answers for it; `rnn.*` for names in a package. Cells keep their
mathematics; where their weights go, see `tf2_port.checkpoints`.
"""

from __future__ import annotations

from tf2_port.migrate import symbols

_LSTM = "tf.keras.layers.LSTMCell, with gates in order i, f, c, o and forget_bias in the bias"
_GRU = "tf.keras.layers.GRUCell(reset_after=False), with gates in order z, r, h"
_NO_CELL = "no counterpart: keep legacy_tf1's, or write a Keras cell"
_FEATURES = "tf.feature_column, or Keras preprocessing layers"

SUCCESSORS = {
    # Cells, under rnn and under tf.nn.rnn_cell alike.
    "rnn.BasicLSTMCell": _LSTM,
    "rnn.LSTMCell": _LSTM,
    "rnn.LSTMBlockCell": _LSTM,
    "rnn.LSTMBlockFusedCell": "tf.keras.layers.LSTM, with gates in order i, f, c, o",
    "rnn.GRUCell": _GRU,
    "rnn.GRUBlockCell": _GRU,
    "rnn.GRUBlockCellV2": _GRU,
    "rnn.BasicRNNCell": "tf.keras.layers.SimpleRNNCell",
    "rnn.MultiRNNCell": "tf.keras.layers.StackedRNNCells",
    "rnn.DropoutWrapper": "the dropout arguments of the Keras cell, or tf.nn.RNNCellDropoutWrapper",
    "rnn.ResidualWrapper": "tf.nn.RNNCellResidualWrapper, in loops of your own",
    "rnn.DeviceWrapper": "tf.nn.RNNCellDeviceWrapper",
    "rnn.LSTMStateTuple": "the list [h, c]",
    "rnn.NASCell": "tfa.rnn.NASCell",
    "rnn.LayerNormBasicLSTMCell": _NO_CELL + "; tfa.rnn.LayerNormLSTMCell normalises elsewhere",
    "rnn.static_rnn": "tf.keras.layers.RNN(cell, unroll=True)",
    "rnn.static_bidirectional_rnn": "tf.keras.layers.Bidirectional",
    "rnn.stack_bidirectional_rnn": "tf.keras.layers.Bidirectional, one on another",
    "rnn.stack_bidirectional_dynamic_rnn": "tf.keras.layers.Bidirectional, one on another",
    "rnn.OutputProjectionWrapper": "tf.keras.layers.Dense after the cell",
    "rnn.InputProjectionWrapper": "tf.keras.layers.Dense before the cell",
    "rnn.EmbeddingWrapper": "tf.keras.layers.Embedding before the cell",
    "rnn.RNNCell": "a tf.keras.layers.Layer with call(inputs, states), state_size, output_size",
    "rnn.ConvLSTMCell": "tf.keras.layers.ConvLSTM1D, ConvLSTM2D or ConvLSTM3D",
    "rnn.Conv1DLSTMCell": "tf.keras.layers.ConvLSTM1D",
    "rnn.Conv2DLSTMCell": "tf.keras.layers.ConvLSTM2D",
    "rnn.Conv3DLSTMCell": "tf.keras.layers.ConvLSTM3D",
    "rnn": "tf.keras.layers and tfa.rnn",
    "rnn.*": _NO_CELL,
    "cudnn_rnn.CudnnLSTM": "tf.keras.layers.LSTM, which takes cuDNN's kernel by itself",
    "cudnn_rnn.CudnnGRU": "tf.keras.layers.GRU, which takes cuDNN's kernel by itself",
    "cudnn_rnn.CudnnCompatibleLSTMCell": "tf.keras.layers.LSTMCell: its forget_bias is 0",
    "cudnn_rnn.CudnnCompatibleGRUCell": "tf.keras.layers.GRUCell(reset_after=True)",
    "cudnn_rnn": "tf.keras.layers.LSTM or GRU, which take cuDNN's kernel by themselves",
    "legacy_seq2seq": "a port to tfa.seq2seq; see the variants encoder_decoder and "
    "bahdanau_attention",
    # Layers and what goes into them.
    "layers.fully_connected": "tf.keras.layers.Dense(activation='relu')",
    "layers.linear": "tf.keras.layers.Dense",
    "layers.embed_sequence": "tf.keras.layers.Embedding",
    "layers.conv2d": "tf.keras.layers.Conv2D(padding='same', activation='relu')",
    "layers.max_pool2d": "tf.keras.layers.MaxPool2D",
    "layers.avg_pool2d": "tf.keras.layers.AveragePooling2D",
    "layers.batch_norm": "tf.keras.layers.BatchNormalization, with momentum for decay",
    "layers.layer_norm": "tf.keras.layers.LayerNormalization",
    "layers.dropout": "tf.keras.layers.Dropout, with rate 1 - keep_prob",
    "layers.flatten": "tf.keras.layers.Flatten",
    "layers.one_hot_encoding": "tf.one_hot",
    "layers.xavier_initializer": "tf.keras.initializers.GlorotUniform",
    "layers.xavier_initializer_conv2d": "tf.keras.initializers.GlorotUniform",
    "layers.variance_scaling_initializer": "tf.keras.initializers.VarianceScaling",
    "layers.l1_regularizer": "tf.keras.regularizers.L1",
    "layers.l2_regularizer": "tf.keras.regularizers.L2, with half the scale",
    "layers.optimize_loss": "tf.GradientTape and an optimizer of tf.keras.optimizers",
    "layers.real_valued_column": _FEATURES,
    "layers.embedding_column": _FEATURES,
    "layers": "tf.keras.layers, or the package tf-slim",
    "slim": "the package tf-slim, or tf.keras.layers",
    "keras": "tf.keras",
    "nn": "tf.nn",
    # Training.
    "training.HParams": "a dataclass, or keras_tuner's HyperParameters",
    "training.bucket_by_sequence_length": "tf.data.Dataset.bucket_by_sequence_length",
    "training": "tf.GradientTape, tf.train.Checkpoint and tf.data",
    "opt.AdamWOptimizer": "tfa.optimizers.AdamW",
    "opt.LazyAdamOptimizer": "tfa.optimizers.LazyAdam",
    "opt.MovingAverageOptimizer": "tfa.optimizers.MovingAverage",
    "opt.NadamOptimizer": "tf.keras.optimizers.Nadam",
    "opt.AdaMaxOptimizer": "tf.keras.optimizers.Adamax",
    "opt.DecoupledWeightDecayExtension": "tfa.optimizers.DecoupledWeightDecayExtension",
    "opt": "tf.keras.optimizers, or tfa.optimizers",
    "losses": "tf.keras.losses",
    "metrics": "tf.keras.metrics",
    "framework.nest": "tf.nest",
    "framework.arg_scope": "functools.partial",
    "framework.sort": "tf.sort",
    "framework.argsort": "tf.argsort",
    "framework.is_tensor": "tf.is_tensor",
    "framework.get_or_create_global_step": "the optimizer's iterations",
    "framework": "tf.train.Checkpoint and tf.Module",
    "checkpoint": "tf.train.Checkpoint",
    "saved_model": "tf.saved_model",
    "summary": "tf.summary",
    "tensorboard": "tf.summary, or the package tensorboard",
    "learn": "tf.keras.Model.fit",
    "estimator": "tf.keras.Model.fit",
    "eager": "TensorFlow 2 itself, which is eager",
    "autograph": "tf.function",
    "distribute": "tf.distribute",
    "tpu": "tf.distribute.TPUStrategy",
    "compiler": "tf.function(jit_compile=True)",
    # Data and the rest.
    "data": "tf.data",
    "lookup": "tf.lookup",
    "feature_column": _FEATURES,
    "crf": "tfa.text.crf_log_likelihood, tfa.text.crf_decode and their kin",
    "sparsemax": "tfa.activations.sparsemax",
    "image": "tfa.image",
    "distributions": "the package tensorflow-probability",
    "bayesflow": "the package tensorflow-probability",
    "stateless": "tf.random.stateless_uniform and its kin",
    "signal": "tf.signal",
    "staging": "tf.data.Dataset.prefetch",
    "util": "tf.make_tensor_proto, tf.make_ndarray and tf.get_static_value",
}


def successor(symbol: str) -> str:
    """Returns what a name below tf.contrib becomes; empty, if that is not known.

    Args:
      symbol: as its package exports it, such as `rnn.LSTMCell` or `seq2seq.BasicDecoder`.
    """
    parts = symbol.split(".")
    if parts[0] == "seq2seq":
        for name in (s for s in symbols.SYMBOLS if s.name in parts[1:]):
            return f"tfa.seq2seq.{name.counterpart}: {name.arguments}"
        return "tfa.seq2seq"
    for length in range(len(parts), 0, -1):
        start = ".".join(parts[:length])
        found = SUCCESSORS.get(f"{start}.*" if length < len(parts) else start)
        found = found or SUCCESSORS.get(start)
        if found:
            return found
    return ""
