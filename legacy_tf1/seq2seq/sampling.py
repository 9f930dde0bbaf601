"""Draw from Bernoulli and categorical distributions.

Answers to the functions of `tf.contrib.seq2seq.python.ops.helper` of TensorFlow
1.15.5 that published code imports, though contrib does not list them in `__all__`.
With the same op seed they draw what 1.15.5 draws.
"""

from __future__ import annotations

from typing import Any, Callable

import tensorflow.compat.v1 as tf


def call_sampler(
    sample_n_fn: Callable[[Any], tf.Tensor], sample_shape: Any, name: str | None = None
) -> tf.Tensor:
    """Draws, and gives the draws the shape `sample_shape + batch`.

    Args:
      sample_n_fn: takes a number and returns so many draws, `[number, batch...]`.
      sample_shape: `int32`, a vector or a scalar; `()` is one draw without an axis.
      name: for the name scope.
    """
    with tf.name_scope(name, "call_sampler", [sample_shape]):
        sample_shape = tf.convert_to_tensor(sample_shape, dtype=tf.int32, name="sample_shape")
        # A scalar becomes a vector; its rank may be known at run time only.
        is_scalar = tf.cast(tf.equal(tf.rank(sample_shape), 0), tf.int32)
        sample_shape = tf.reshape(
            sample_shape,
            tf.pad(tf.shape(sample_shape), paddings=[[is_scalar, 0]], constant_values=1),
        )
        draws = sample_n_fn(tf.reduce_prod(sample_shape))
        batch_shape = tf.shape(draws)[1:]
        return tf.reshape(draws, tf.concat([sample_shape, batch_shape], 0))


def bernoulli_sample(
    probs: Any = None,
    logits: Any = None,
    dtype: Any = tf.int32,
    sample_shape: Any = (),
    seed: int | None = None,
) -> tf.Tensor:
    """Draws ones with the probability `probs`, and zeros otherwise.

    Args:
      probs: floating, `[batch...]`.
      logits: what `probs` is the sigmoid of; read only if that is None.
      dtype: of the draws.
      sample_shape: how many to draw for each probability.
      seed: of the op.

    Returns:
      `dtype` `[sample_shape..., batch...]`.
    """
    if probs is None:
        probs = tf.sigmoid(logits, name="probs")
    else:
        probs = tf.convert_to_tensor(probs, name="probs")
    batch_shape = tf.shape(probs)

    def draw(number: Any) -> tf.Tensor:
        shape = tf.concat([[number], batch_shape], 0)
        # A floating 0 makes TensorFlow 2 make the ops that TensorFlow 1 made for any.
        uniform = tf.random_uniform(shape, minval=0.0, seed=seed, dtype=probs.dtype)
        return tf.cast(tf.less(uniform, probs), dtype)

    return call_sampler(draw, sample_shape)


def categorical_sample(
    logits: Any, dtype: Any = tf.int32, sample_shape: Any = (), seed: int | None = None
) -> tf.Tensor:
    """Draws classes with probabilities that are the softmax of `logits`.

    Args:
      logits: floating, `[batch..., classes]`.
      dtype: of the draws.
      sample_shape: how many to draw for each distribution.
      seed: of the op.

    Returns:
      `dtype` `[sample_shape..., batch...]`.
    """
    logits = tf.convert_to_tensor(logits, name="logits")
    classes = tf.shape(logits)[-1]
    batch_shape = tf.shape(logits)[:-1]

    def draw(number: Any) -> tf.Tensor:
        flat = logits if logits.shape.rank == 2 else tf.reshape(logits, [-1, classes])
        drawn_dtype = tf.int64 if logits.dtype.size > 4 else tf.int32
        draws = tf.multinomial(flat, number, seed=seed, output_dtype=drawn_dtype)
        draws = tf.reshape(tf.transpose(draws), tf.concat([[number], batch_shape], 0))
        return tf.cast(draws, dtype)

    return call_sampler(draw, sample_shape)
