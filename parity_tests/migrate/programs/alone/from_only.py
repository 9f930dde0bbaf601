"""TensorFlow is never imported by its name."""
from tensorflow import Session, global_variables_initializer, get_variable, placeholder
from tensorflow.contrib.layers import fully_connected

x = placeholder("float32", [None, 3])
y = fully_connected(x, get_variable("v", [2, 2]).shape[0].value)  # a Dimension, as it was
with Session() as sess:
    sess.run(global_variables_initializer())
    print(sess.run(y, {x: [[1.0, 2.0, 3.0]]}).shape)
