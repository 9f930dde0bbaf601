# Neural machine translation in one file: embeddings in, sequence_loss out, gradients clipped,
# learning rate decayed, evaluated now and then.
import tensorflow as tf
import numpy as np
from tensorflow.contrib.seq2seq.python.ops.loss import sequence_loss
from tensorflow.contrib.layers import xavier_initializer, embed_sequence
from tensorflow.python.ops import rnn, rnn_cell_impl
from tensorflow.python.layers.core import Dense
from tensorflow.python.training import learning_rate_decay
from tensorflow.python.ops import clip_ops


class Config:
    src_vocab, tgt_vocab = 13, 10
    embedding, units = 6, 7
    batch, max_time = 5, 8
    starter_learning_rate = 0.004
    temperature = 8.0
    max_gradient_norm = 1.0


class Model:
    def __init__(self, config):
        self.config = config
        self._add_placeholders()
        self._add_encoder()
        self._add_decoder()
        self._add_optimizer()

    def _add_placeholders(self):
        c = self.config
        self.src = tf.placeholder(tf.int32, [None, c.max_time], name="src")
        self.src_len = tf.placeholder(tf.int32, [None], name="src_len")
        self.tgt = tf.placeholder(tf.int32, [None, None], name="tgt")
        self.tgt_len = tf.placeholder(tf.int32, [None], name="tgt_len")
        self.keep_prob = tf.placeholder_with_default(1.0, shape=[], name="keep_prob")

    def _add_encoder(self):
        c = self.config
        embedded = embed_sequence(self.src, c.src_vocab, c.embedding, scope="source_embedding")
        embedded = tf.nn.dropout(embedded, self.keep_prob, seed=31)
        fw, bw = rnn_cell_impl.GRUCell(c.units), rnn_cell_impl.GRUCell(c.units)
        outputs, states = rnn.bidirectional_dynamic_rnn(
            fw, bw, embedded, sequence_length=self.src_len, dtype=tf.float32)
        self.memory = tf.concat(outputs, 2)
        self.state = tf.layers.dense(tf.concat(states, 1), c.units, tf.nn.tanh, name="bridge")

    def _add_decoder(self):
        c = self.config
        table = tf.get_variable("target_embedding", [c.tgt_vocab, c.embedding],
                                initializer=xavier_initializer())
        go = tf.zeros([tf.shape(self.tgt)[0], 1], tf.int32)
        inputs = tf.nn.embedding_lookup(table, tf.concat([go, self.tgt[:, :-1]], 1))
        mechanism = tf.contrib.seq2seq.BahdanauAttention(
            c.units, self.memory, memory_sequence_length=self.src_len, normalize=True)
        cell = tf.contrib.seq2seq.AttentionWrapper(
            rnn_cell_impl.GRUCell(c.units), mechanism, attention_layer_size=c.units,
            initial_cell_state=self.state)
        decoder = tf.contrib.seq2seq.BasicDecoder(
            cell, tf.contrib.seq2seq.TrainingHelper(inputs, self.tgt_len),
            cell.zero_state(tf.shape(self.tgt)[0], tf.float32),
            output_layer=Dense(c.tgt_vocab, name="projection"))
        outputs, _, lengths = tf.contrib.seq2seq.dynamic_decode(decoder, impute_finished=True)
        self.logits = outputs.rnn_output / c.temperature
        longest = tf.reduce_max(lengths)
        weights = tf.sequence_mask(self.tgt_len, longest, tf.float32)
        targets = self.tgt[:, :longest]
        self.loss = sequence_loss(self.logits, targets, weights)
        self.by_time = sequence_loss(self.logits, targets, weights, average_across_batch=True,
                                     average_across_timesteps=False)
        self.each = sequence_loss(self.logits, targets, weights, average_across_batch=False,
                                  average_across_timesteps=False)
        tf.summary.scalar("loss", self.loss)

    def _add_optimizer(self):
        c = self.config
        self.global_step = tf.Variable(0, name="global_step", trainable=False)
        self.rate = learning_rate_decay.exponential_decay(
            c.starter_learning_rate, self.global_step, 2, 0.5, staircase=True)
        optimizer = tf.train.AdamOptimizer(self.rate)
        params = tf.trainable_variables()
        gradients = tf.gradients(self.loss, params)
        clipped, self.norm = clip_ops.clip_by_global_norm(gradients, c.max_gradient_norm)
        self.gradients = clipped
        self.train_op = optimizer.apply_gradients(zip(clipped, params), self.global_step)
        self.summary = tf.summary.merge_all()


def batches(config, seed):
    rng = np.random.RandomState(seed)
    while True:
        src = rng.randint(0, config.src_vocab, [config.batch, config.max_time])
        tgt = rng.randint(1, config.tgt_vocab, [config.batch, 6])
        yield (src, rng.randint(1, config.max_time + 1, [config.batch]), tgt,
               rng.randint(1, 7, [config.batch]))


if __name__ == "__main__":
    model = Model(Config())
    print("parameters:", sum(int(np.prod(v.shape.as_list())) for v in tf.trainable_variables()))
    with tf.Session() as sess:
        writer = tf.summary.FileWriter("logs", sess.graph)
        tf.global_variables_initializer().run()
        for step, (src, src_len, tgt, tgt_len) in zip(range(5), batches(Config(), 23)):
            feed = {model.src: src, model.src_len: src_len, model.tgt: tgt, model.tgt_len: tgt_len}
            before = sess.run([model.loss, model.by_time, model.each, model.rate], feed)
            if step == 0:
                sizes = [np.abs(getattr(g, "values", g)).max()
                         for g in sess.run(model.gradients, feed)]
                print("largest gradients:", ["%.4f" % size for size in sizes])
            writer.add_summary(model.summary.eval(feed), global_step=step)
            _, norm = sess.run([model.train_op, model.norm], feed)
            print("step %d loss %.4f rate %.5f norm %.4f" % (step, before[0], before[3], norm))
        feed[model.keep_prob] = 0.5
        print("with dropout %.4f" % sess.run(model.loss, feed))
        writer.close()
