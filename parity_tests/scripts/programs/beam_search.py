import numpy as np
import tensorflow as tf
from tensorflow.contrib import rnn
from tensorflow.contrib.seq2seq.python.ops import attention_wrapper
from tensorflow.contrib.seq2seq.python.ops import beam_search_decoder
from tensorflow.contrib.seq2seq.python.ops import decoder as decoder_lib
from tensorflow.python.layers import core as layers_core
from tensorflow.python.ops import array_ops
from tensorflow.python.ops import variable_scope as vs

vocab_size, embed_size, num_units, beam_width = 9, 5, 6, 4
start_token, end_token = 0, 1

tf.reset_default_graph()
encoder_inputs = tf.placeholder(tf.int32, [None, None], "encoder_inputs")
encoder_lengths = tf.placeholder(tf.int32, [None], "encoder_lengths")
batch_size = array_ops.shape(encoder_inputs)[0]


def make_cell(units):
    return rnn.LSTMCell(units, initializer=tf.orthogonal_initializer(seed=3))


with vs.variable_scope("encoder", initializer=tf.contrib.layers.xavier_initializer()):
    embeddings = vs.get_variable("embeddings", [vocab_size, embed_size])
    embedded = tf.nn.embedding_lookup(embeddings, encoder_inputs)
    (fw_out, bw_out), (fw_state, bw_state) = tf.nn.bidirectional_dynamic_rnn(
        make_cell(num_units), make_cell(num_units), embedded,
        sequence_length=encoder_lengths, dtype=tf.float32)
    encoder_outputs = tf.concat([fw_out, bw_out], -1)
    encoder_state = rnn.LSTMStateTuple(
        c=tf.concat([fw_state.c, bw_state.c], 1), h=tf.concat([fw_state.h, bw_state.h], 1))

# Everything of the encoder is repeated for each beam.
tiled_outputs = tf.contrib.seq2seq.tile_batch(encoder_outputs, multiplier=beam_width)
tiled_state = tf.contrib.seq2seq.tile_batch(encoder_state, multiplier=beam_width)
tiled_lengths = tf.contrib.seq2seq.tile_batch(encoder_lengths, multiplier=beam_width)


def decode(length_penalty_weight, coverage_penalty_weight, reuse):
    with vs.variable_scope("inference", reuse=reuse):
        mechanism = attention_wrapper.BahdanauAttention(
            num_units=num_units, memory=tiled_outputs, memory_sequence_length=tiled_lengths,
            normalize=True)
        cell = attention_wrapper.AttentionWrapper(
            make_cell(2 * num_units), mechanism, attention_layer_size=num_units + 1,
            alignment_history=True)
        initial_state = cell.zero_state(batch_size * beam_width, tf.float32)
        initial_state = initial_state.clone(cell_state=tiled_state)
        decoder = beam_search_decoder.BeamSearchDecoder(
            cell=cell,
            embedding=embeddings,
            start_tokens=tf.tile([start_token], [batch_size]),
            end_token=end_token,
            initial_state=initial_state,
            beam_width=beam_width,
            output_layer=layers_core.Dense(vocab_size, use_bias=True),
            length_penalty_weight=length_penalty_weight,
            coverage_penalty_weight=coverage_penalty_weight)
        outputs, state, lengths = decoder_lib.dynamic_decode(
            decoder, maximum_iterations=8, output_time_major=False, swap_memory=True)
    return outputs, state, lengths


plain = decode(0.0, 0.0, reuse=None)
penalised = decode(0.6, 0.1, reuse=True)

print(sorted(v.op.name for v in tf.global_variables()))

random = np.random.RandomState(4)
lengths = np.array([7, 1, 4], np.int32)
tokens = random.randint(2, vocab_size, size=[3, 7]) * (np.arange(7) < lengths[:, None])
with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    feed = {encoder_inputs: tokens, encoder_lengths: lengths}
    for name, (outputs, state, sequence_lengths) in [("plain", plain), ("penalised", penalised)]:
        predicted, details, log_probs, ended = sess.run(
            [outputs.predicted_ids, outputs.beam_search_decoder_output, state.log_probs,
             state.lengths], feed)
        print(name, predicted.shape, sess.run(sequence_lengths, feed).tolist())
        for example in range(len(lengths)):
            for beam in range(beam_width):
                print("  %d/%d  %-24s %.4f  length %d" % (
                    example, beam, predicted[example, :, beam].tolist(),
                    log_probs[example, beam], ended[example, beam]))
        print("  parents of the first:", details.parent_ids[0].tolist())
