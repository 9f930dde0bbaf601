"""Use the smaller packages of `tf.contrib` as scripts do."""

from __future__ import annotations

import os
import tempfile
from typing import Any

from parity_tests.contrib.registry import contrib, plain, rejected, rounded, run, tf, value


@value
def modes() -> Any:
    keys = contrib.learn.ModeKeys
    return [keys.TRAIN, keys.EVAL, keys.INFER, sorted(n for n in vars(keys) if n.isupper())]


@value
def protos() -> Any:
    util = contrib.util
    proto = util.make_tensor_proto([[1.5, 2.0]], dtype=tf.float64)
    known = [util.constant_value(tf.constant([1, 2])), util.constant_value(tf.placeholder("int32"))]
    with tf.Graph().as_default() as graph:
        tf.constant(1.0) + tf.constant(2.0)
        used = util.ops_used_by_graph_def(graph.as_graph_def())
    return [plain(util.make_ndarray(proto)), plain(known), sorted(set(used) & {"Const", "Mul"})]


@value
def old_losses() -> Any:
    losses = contrib.losses
    targets, outputs = tf.constant([[1.0, 0.0, 0.0]]), tf.constant([[0.5, -1.0, 2.0]])
    made = [
        losses.softmax_cross_entropy(outputs, targets, weights=2.0),
        losses.sparse_softmax_cross_entropy(outputs, [2]),
        losses.sigmoid_cross_entropy(outputs, targets, label_smoothing=0.1),
        losses.mean_squared_error(outputs, targets),
        losses.absolute_difference(outputs, targets),
        losses.log_loss(tf.sigmoid(outputs), targets),
        losses.hinge_loss(outputs, targets),
        losses.cosine_distance(outputs, targets, axis=1),
    ]
    total = losses.get_total_loss()
    return [rounded(run(*made, total), 5), len(losses.get_losses())]


@value
def streaming_metrics() -> Any:
    metrics = contrib.metrics
    labels, outputs = tf.constant([1, 0, 2, 2]), tf.constant([1, 1, 2, 0])
    values, updates = metrics.aggregate_metric_map(
        {
            "accuracy": metrics.streaming_accuracy(outputs, labels),
            "mean": metrics.streaming_mean(tf.constant([1.0, 4.0]), weights=[1.0, 3.0]),
            "recall": metrics.streaming_recall(outputs > 0, labels > 0),
        }
    )
    names = sorted(values)
    with tf.Session() as session:
        session.run(tf.local_variables_initializer())
        session.run([updates[name] for name in names])
        found = session.run([values[name] for name in names])
        direct = session.run(metrics.accuracy(outputs, labels))
    return [names, rounded([float(v) for v in [*found, direct]], 6)]


@value
def distributions() -> Any:
    categorical = contrib.distributions.Categorical(logits=[[1.0, 2.0, 0.0]])
    normal = contrib.distributions.Normal(1.0, 2.0)
    bernoulli = contrib.distributions.Bernoulli(probs=0.25, dtype=tf.bool)
    divergence = contrib.distributions.kl_divergence(normal, contrib.distributions.Normal(0.0, 1.0))
    made = [categorical.log_prob([1])[0], normal.prob(1.5), bernoulli.mean(), divergence]
    return [rounded(run(*made), 5), bernoulli.sample(3).shape.as_list()]


@value
def stateless_draws() -> Any:
    draws = run(
        contrib.stateless.stateless_random_uniform([3], seed=[1, 2]),
        contrib.stateless.stateless_random_normal([3], seed=[1, 2]),
        contrib.stateless.stateless_truncated_normal([3], seed=[3, 4]),
    )
    return rounded(draws, 5)


@value
def signals() -> Any:
    signal = contrib.signal
    wave = tf.cos(tf.range(16, dtype=tf.float32))
    spectrum = tf.abs(signal.stft(wave, 8, 4, fft_length=8))
    back = signal.inverse_stft(signal.stft(wave, 8, 4), 8, 4)
    frames = signal.frame(tf.range(7), 3, 2, pad_end=True)
    mel = signal.linear_to_mel_weight_matrix(4, 5, 8000)
    found = rounded(run(spectrum, tf.reduce_sum(mel, 0)), 3)
    return [found, run(tf.shape(back), frames)]


@value
def projector() -> Any:
    from_plugins = contrib.tensorboard.plugins.projector
    config = from_plugins.ProjectorConfig()
    embedding = config.embeddings.add()
    embedding.tensor_name = "table"
    embedding.metadata_path = "words.tsv"
    folder = tempfile.mkdtemp()
    writer = tf.summary.FileWriter(folder)
    from_plugins.visualize_embeddings(writer, config)
    writer.close()
    with open(os.path.join(folder, "projector_config.pbtxt")) as file:
        return file.read()


@value
def staging_areas() -> Any:
    area = contrib.staging.StagingArea([tf.int32])
    put, taken = area.put([tf.constant(5)]), area.get()
    with tf.Session() as session:
        session.run(put)
        return plain(session.run(taken))


@value
def slim() -> Any:
    """Builds a net the slim way; its values are those of contrib.layers."""
    net_of = contrib.slim
    inputs = tf.ones([2, 3])
    with net_of.arg_scope([net_of.fully_connected], weights_initializer=tf.ones_initializer()):
        net = net_of.stack(inputs, net_of.fully_connected, [4, 5], scope="fc")
    net_of.losses.mean_squared_error(net, tf.zeros([2, 5]))
    names = sorted(v.op.name for v in net_of.get_model_variables())
    train = net_of.learning.create_train_op(
        net_of.losses.get_total_loss(), tf.train.GradientDescentOptimizer(0.1)
    )
    return [run(net)[0][0], names, train.dtype.name]


@value
def eager_names() -> Any:
    eager = contrib.eager
    return [
        eager.executing_eagerly(),
        eager.in_eager_mode(),
        run(eager.defun(lambda x: x + 1)(tf.constant(2))),
        isinstance(eager.Variable(1.0, name="v"), eager.Variable),
    ]


@value
def keras_names() -> Any:
    return contrib.keras.layers.Dense(3)(tf.zeros([2, 4])).shape.as_list()


@value
def names_that_never_were() -> Any:
    packages = [contrib, contrib.training, contrib.learn, contrib.cudnn_rnn, contrib.slim]
    found = [hasattr(package, "no_such_name") for package in packages]
    return [found, rejected(lambda: contrib.training.no_such_name)]
