"""TensorFlow is imported inside a function."""


def main():
    import tensorflow as tf
    x = tf.placeholder(tf.float32, [None, 3])
    y = tf.contrib.layers.fully_connected(x, 2, scope="project")
    with tf.Session() as sess:
        sess.run(tf.global_variables_initializer())
        print(sess.run(y, {x: [[1.0, 2.0, 3.0]]}).shape, tf.executing_eagerly())


if __name__ == "__main__":
    main()
