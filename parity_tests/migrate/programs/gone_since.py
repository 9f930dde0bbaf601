"""Names of numpy and of Python's library that were there in TensorFlow 1's time."""
import collections
import time
from collections import Iterable, Mapping

import numpy as np
import tensorflow as tf

started = time.clock()
feeds = collections.OrderedDict(a=np.arange(3).astype(np.float), b=np.zeros([2], np.bool))
print(isinstance(feeds, collections.Mapping), isinstance(feeds, Mapping), isinstance(3, Iterable))
print(np.int(3.7), [value.dtype.name for value in feeds.values()], time.clock() >= started)
scale = tf.get_variable("scale", [3])
x = tf.placeholder(np.float, [3])
with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    sess.run(scale * x, {x: feeds["a"]})
