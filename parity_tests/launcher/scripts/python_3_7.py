"""Use names of Python 3.7 and numpy 1.16 that are gone since."""

# mypy: ignore-errors

import collections
import inspect
import time

import numpy as np
import tensorflow as tf

print(np.int is int, np.float is float, np.bool is bool, np.object is object, np.str is str)
print(np.zeros([2], np.float).dtype, np.array([True], dtype=np.bool).dtype)
print(isinstance({}, collections.Mapping), isinstance((), collections.Sequence))
print(list(inspect.getargspec(lambda a, b=2, *c, **d: a)), time.clock() > 0)
print(tf.convert_to_tensor(np.zeros([2], np.int)).dtype)
