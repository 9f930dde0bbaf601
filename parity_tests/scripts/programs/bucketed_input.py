"""Text files to padded batches: lookup tables, buckets by length, initializable iterators."""
import collections
import io
import os

import tensorflow as tf
from tensorflow.contrib import lookup as lookup_ops
from tensorflow.python.ops import lookup_ops as core_lookup_ops

SRC = ["a b c", "d", "a a b", "c d e f a b", "zzz b", "b c d e", "f", "e f a zzz c", "a b", "c"]
TGT = ["x y", "y", "x x x", "z y x z", "y", "q y z", "x y z x y z", "z", "y y", "x"]


class BatchedInput(collections.namedtuple(
        "BatchedInput", ("initializer", "source", "target_input", "target_output",
                         "source_sequence_length", "target_sequence_length"))):
    pass


def write_lines(name, lines):
    with io.open(name, "w", encoding="utf-8") as f:
        f.write(u"\n".join(lines) + u"\n")
    return name


def get_iterator(src_dataset, tgt_dataset, src_vocab_table, tgt_vocab_table, batch_size,
                 num_buckets, src_max_len=5, bucket_width=2):
    src_eos_id = tf.cast(src_vocab_table.lookup(tf.constant("</s>")), tf.int32)
    tgt_sos_id = tf.cast(tgt_vocab_table.lookup(tf.constant("<s>")), tf.int32)
    tgt_eos_id = tf.cast(tgt_vocab_table.lookup(tf.constant("</s>")), tf.int32)
    dataset = tf.data.Dataset.zip((src_dataset, tgt_dataset))
    dataset = dataset.shuffle(100, seed=3, reshuffle_each_iteration=False)
    dataset = dataset.map(lambda src, tgt: (
        tf.string_split([src]).values, tf.string_split([tgt]).values), num_parallel_calls=2)
    dataset = dataset.filter(
        lambda src, tgt: tf.logical_and(tf.size(src) > 0, tf.size(tgt) > 0)).prefetch(10)
    dataset = dataset.map(lambda src, tgt: (src[:src_max_len], tgt))
    dataset = dataset.map(lambda src, tgt: (
        tf.cast(src_vocab_table.lookup(src), tf.int32),
        tf.cast(tgt_vocab_table.lookup(tgt), tf.int32)))
    dataset = dataset.map(lambda src, tgt: (
        src, tf.concat(([tgt_sos_id], tgt), 0), tf.concat((tgt, [tgt_eos_id]), 0)))
    dataset = dataset.map(lambda src, tgt_in, tgt_out: (
        src, tgt_in, tgt_out, tf.size(src), tf.size(tgt_in)))

    def key_func(unused_1, unused_2, unused_3, src_len, tgt_len):
        bucket_id = tf.maximum(src_len // bucket_width, tgt_len // bucket_width)
        return tf.to_int64(tf.minimum(num_buckets, bucket_id))

    def reduce_func(unused_key, windowed_data):
        return windowed_data.padded_batch(
            batch_size,
            padded_shapes=(tf.TensorShape([None]), tf.TensorShape([None]), tf.TensorShape([None]),
                           tf.TensorShape([]), tf.TensorShape([])),
            padding_values=(src_eos_id, tgt_eos_id, tgt_eos_id, 0, 0))

    dataset = dataset.apply(tf.contrib.data.group_by_window(
        key_func=key_func, reduce_func=reduce_func, window_size=batch_size))
    iterator = dataset.make_initializable_iterator()
    src, tgt_in, tgt_out, src_len, tgt_len = iterator.get_next()
    return BatchedInput(iterator.initializer, src, tgt_in, tgt_out, src_len, tgt_len)


src_file = write_lines("train.src", SRC)
tgt_file = write_lines("train.tgt", TGT)
vocab_file = write_lines("vocab.src", ["<unk>", "<s>", "</s>", "a", "b", "c", "d", "e", "f"])
src_table = lookup_ops.index_table_from_file(vocab_file, default_value=0)
tgt_table = tf.contrib.lookup.index_table_from_tensor(
    tf.constant(["<unk>", "<s>", "</s>", "x", "y", "z"]), num_oov_buckets=2)
words = core_lookup_ops.index_to_string_table_from_file(vocab_file, default_value="<unk>")

batched = get_iterator(tf.data.TextLineDataset(src_file), tf.data.TextLineDataset(tgt_file),
                       src_table, tgt_table, batch_size=3, num_buckets=3)

embedding = tf.get_variable("embedding", [9, 4])
_, encoder_state = tf.nn.dynamic_rnn(
    tf.nn.rnn_cell.GRUCell(5), tf.nn.embedding_lookup(embedding, batched.source),
    sequence_length=batched.source_sequence_length, dtype=tf.float32)
read_back = words.lookup(tf.to_int64(batched.source))

by_length = tf.data.Dataset.from_tensor_slices(list(range(1, 11))).map(tf.range)
by_length = by_length.apply(tf.contrib.data.bucket_by_sequence_length(
    element_length_func=lambda row: tf.size(row), bucket_boundaries=[4, 8],
    bucket_batch_sizes=[2, 2, 2]))
ranges = by_length.make_one_shot_iterator().get_next()

with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    sess.run(tf.tables_initializer())
    for epoch in range(2):
        sess.run(batched.initializer)
        count = 0
        while True:
            try:
                text, state, batch = sess.run([read_back, encoder_state, batched[1:]])
            except tf.errors.OutOfRangeError:
                print("epoch %d: %d batches" % (epoch, count))
                break
            count += 1
            if epoch == 0:
                print([b" ".join(row).decode("utf-8") for row in text], state.shape)
                print(batch[1].tolist(), batch[2].tolist(), batch[3], batch[4])
    try:
        while True:
            print(sess.run(ranges).tolist())
    except tf.errors.OutOfRangeError:
        pass
print(sorted(os.listdir(".")))
