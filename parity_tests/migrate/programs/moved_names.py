"""Names that modules of tensorflow.python have lost, and others that they still have."""
from tensorflow.python.framework import ops, tensor_shape
from tensorflow.python.ops import array_ops, control_flow_ops, math_ops as m
from tensorflow.python.ops import nn, rnn, variable_scope as vs
from tensorflow.python.util import nest
from tensorflow.python.ops.control_flow_ops import cond, group  # lost, and kept
from tensorflow.python.layers.utils import smart_cond, static_shape
import tensorflow as tf

x = vs.get_variable("x", [2, 3])
_, total = control_flow_ops.while_loop(
    lambda i, _: i < 3, lambda i, total: (i + 1, total * 2.0 + x), [0, array_ops.zeros([2, 3])])
either = cond(m.reduce_sum(x) > 0.0, lambda: x, lambda: -x)
outputs, _ = rnn.dynamic_rnn(tf.nn.rnn_cell.GRUCell(4), x[None], dtype=tf.float32)
same, _ = nn.dynamic_rnn(tf.nn.rnn_cell.GRUCell(4), x[None], dtype=tf.float32, scope="second")
print(nest.is_sequence([1]), nest.is_sequence(1), tensor_shape.scalar(), static_shape(x[0]))
print(isinstance(total, ops.Tensor), smart_cond(True, lambda: 1, lambda: 2))

with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    sess.run([total, either, outputs, same])
    sess.run(group(x.assign(x + 1.0)))
    print(sess.run(x).shape)
