"""What contrib only showed again: public names of TensorFlow, and of its own upgrade table."""
import numpy as np
import tensorflow as tf

lengths = tf.data.Dataset.range(1, 8)
ragged = lengths.map(lambda n: tf.range(n))
batches = ragged.apply(tf.contrib.data.bucket_by_sequence_length(
    lambda row: tf.size(row), bucket_boundaries=[3, 6], bucket_batch_sizes=[2, 2, 2]))
counted = batches.apply(tf.contrib.data.enumerate_dataset()).make_one_shot_iterator().get_next()
cluster = tf.contrib.cluster_resolver.SimpleClusterResolver(
    tf.train.ClusterSpec({"worker": ["a:1", "b:2"]}))
print(cluster.cluster_spec().as_dict())
frames = tf.contrib.signal.frame(tf.lin_space(0.0, 1.0, 9), 4, 2)
normal = tf.contrib.distributions.Normal(loc=frames, scale=2.0)
print(tf.contrib.util.make_ndarray(tf.contrib.util.make_tensor_proto([1, 2])))
with tf.Session() as sess:
    sess.run([frames, normal.log_prob(0.3)])
    for _ in range(4):
        index, batch = sess.run(counted)
        print(index, np.asarray(batch).tolist())
