"""Everything random has a seed, so that this prints the same when it is run again."""
import numpy as np
import tensorflow as tf

tf.set_random_seed(20190614)
np.random.seed(1)

sources = np.random.randint(0, 9, [6, 5])
targets = np.random.randint(0, 7, [6, 4])


def dropped(units, seed):
    return tf.nn.rnn_cell.DropoutWrapper(
        tf.nn.rnn_cell.LSTMCell(units), output_keep_prob=0.8, state_keep_prob=0.9,
        variational_recurrent=True, dtype=tf.float32, seed=seed)


embedding = tf.get_variable("embedding", [9, 3])
memory, state = tf.nn.dynamic_rnn(
    dropped(6, 1), tf.nn.embedding_lookup(embedding, sources), dtype=tf.float32)
mechanism = tf.contrib.seq2seq.BahdanauAttention(5, memory)
cell = tf.contrib.seq2seq.AttentionWrapper(dropped(6, 2), mechanism, attention_layer_size=6)
decoder = tf.contrib.seq2seq.BasicDecoder(
    cell,
    tf.contrib.seq2seq.TrainingHelper(tf.one_hot(targets, 7), tf.fill([6], 4)),
    cell.zero_state(6, tf.float32).clone(cell_state=state),
    output_layer=tf.layers.Dense(7, kernel_initializer=tf.random_normal_initializer(seed=5)))
logits = tf.contrib.seq2seq.dynamic_decode(decoder)[0].rnn_output
loss = tf.contrib.seq2seq.sequence_loss(logits, tf.constant(targets, tf.int32), tf.ones([6, 4]))
train_op = tf.train.AdamOptimizer(0.01).minimize(loss)

with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    for step in range(8):
        _, value = sess.run([train_op, loss])
        print("step %d loss %.9g" % (step, value))
    print("weights", ["%.9g" % np.square(w).sum() for w in sess.run(tf.trainable_variables())])
