"""Online speech recognition with monotonic attention: soft to train, hard to use."""
import numpy as np
import tensorflow as tf
from tensorflow.contrib import seq2seq
from tensorflow.contrib.seq2seq.python.ops.attention_wrapper import monotonic_attention, safe_cumprod
import tensorflow.contrib.rnn as rnn

batch, time, depth, units = 4, 9, 5, 6
rs = np.random.RandomState(17)
audio = rs.uniform(-1, 1, (batch, time, depth)).astype("f")
audio_length = np.array([9, 4, 1, 6])
labels = rs.uniform(-1, 1, (batch, 5, 3)).astype("f")


def recogniser(kind, mode, noise):
    mechanism = {"bahdanau": seq2seq.BahdanauMonotonicAttention,
                 "luong": seq2seq.LuongMonotonicAttention}[kind]
    options = {"normalize": True} if kind == "bahdanau" else {"scale": True}
    mechanism = mechanism(
        units, tf.constant(audio), memory_sequence_length=audio_length, sigmoid_noise=noise,
        sigmoid_noise_seed=5, score_bias_init=-0.5, mode=mode, **options)
    wrapper = seq2seq.AttentionWrapper(
        rnn.LayerNormBasicLSTMCell(units), mechanism, attention_layer_size=4,
        alignment_history=True)
    state = wrapper.zero_state(batch_size=batch, dtype=tf.float32)
    helper = seq2seq.TrainingHelper(labels, tf.constant([5, 2, 5, 3]))
    out, last, length = seq2seq.dynamic_decode(
        seq2seq.BasicDecoder(wrapper, helper, state), parallel_iterations=1)
    return out.rnn_output, last.alignment_history.stack()


runs = {}
for kind in ("bahdanau", "luong"):
    for mode, noise in (("parallel", 1.0), ("recursive", 0.0), ("hard", 0.0)):
        with tf.variable_scope(kind, reuse=tf.AUTO_REUSE):
            runs[kind, mode] = recogniser(kind, mode, noise)

p = tf.constant([[0.1, 0.9, 0.3, 0.6], [0.5, 0.0, 1.0, 0.2]])
before = tf.constant([[0.25, 0.75, 0.0, 0.0], [0.0, 1.0, 0.0, 0.0]])
soft = {mode: monotonic_attention(p, before, mode) for mode in ("recursive", "parallel")}
hard = monotonic_attention(tf.round(p), tf.one_hot([1, 2], 4), "hard")
slope, = tf.gradients(soft["recursive"][:, 2], p)

with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    for kind, mode in sorted(runs):
        output, alignments = sess.run(runs[kind, mode])
        print("%-8s %-9s output %.4f, attended at the end of each row: %s" % (
            kind, mode, output.sum(), np.round(alignments[-1].sum(axis=1), 3)))
        if mode == "hard":
            assert set(np.unique(alignments)) <= {0.0, 1.0}
            print(alignments.argmax(axis=-1))
    for mode in sorted(soft):
        print(mode, sess.run(soft[mode]))
    print("hard", sess.run(hard))
    print("slope", sess.run(slope))
    print("product", sess.run(safe_cumprod(p, axis=1, exclusive=True)))
