"""Embed ids: what tf-slim left behind of tf.contrib.layers.

Answers to `tf.contrib.layers.python.layers.{encoders,embedding_ops}` of TensorFlow
1.15.5.
"""

from __future__ import annotations

from typing import Any

import tensorflow.compat.v1 as tf
import tf_slim

__all__ = [
    "bow_encoder",
    "embed_sequence",
    "embedding_lookup_unique",
    "safe_embedding_lookup_sparse",
]


def embedding_lookup_unique(
    params: Any, ids: Any, partition_strategy: str = "mod", name: Any = None
) -> tf.Tensor:
    """Looks each id up once, however often it occurs.

    Args:
      params: `[ids, ...]`, or a list of its parts.
      ids: int32 or int64, of any shape.
      partition_strategy: `mod` or `div`: how the parts were split.
      name: for the operations.

    Returns:
      `[*shape of ids, ...]`.
    """
    with tf.name_scope(name, "EmbeddingLookupUnique", [params, ids]):
        ids = tf.convert_to_tensor(ids)
        shape = tf.shape(ids)
        unique, places = tf.unique(tf.reshape(ids, [-1]))
        vectors = tf.nn.embedding_lookup(params, unique, partition_strategy)
        embedded = tf.gather(vectors, places)
        embedded = tf.reshape(embedded, tf.concat([shape, tf.shape(vectors)[1:]], 0))
        embedded.set_shape(ids.shape.concatenate(vectors.shape[1:]))
        return embedded


def embed_sequence(
    ids: Any,
    vocab_size: Any = None,
    embed_dim: Any = None,
    unique: bool = False,
    initializer: Any = None,
    regularizer: Any = None,
    trainable: bool = True,
    scope: Any = None,
    reuse: Any = None,
) -> tf.Tensor:
    """Embeds `[batch, time]` ids as `[batch, time, embed_dim]`.

    The variable is `embeddings [vocab_size, embed_dim]` in the scope `EmbedSequence`.

    Args:
      ids: int32 or int64.
      vocab_size: how many ids there are; needed unless variables are reused.
      embed_dim: the depth of each one's vector; likewise.
      unique: whether to look each id up once.
      initializer: of the variable.
      regularizer: of the variable.
      trainable: whether it is trained.
      scope: the variable scope.
      reuse: whether to reuse variables.

    Raises:
      ValueError: without the sizes, unless variables are reused.
    """
    if not (reuse or (vocab_size and embed_dim)):
        raise ValueError(
            "vocab_size and embed_dim are needed for a new variable, "
            f"received: {vocab_size} and {embed_dim}"
        )
    with tf.variable_scope(scope, "EmbedSequence", [ids], reuse=reuse):
        known = embed_dim is not None and not (reuse and vocab_size is None)
        embeddings = tf_slim.model_variable(
            "embeddings",
            shape=[vocab_size, embed_dim] if known else None,
            initializer=initializer,
            regularizer=regularizer,
            trainable=trainable,
        )
        if unique:
            return embedding_lookup_unique(embeddings, ids)
        return tf.nn.embedding_lookup(embeddings, ids)


def bow_encoder(
    ids: Any,
    vocab_size: int,
    embed_dim: int,
    sparse_lookup: bool = True,
    initializer: Any = None,
    regularizer: Any = None,
    trainable: bool = True,
    scope: Any = None,
    reuse: Any = None,
) -> tf.Tensor:
    """Averages the embeddings of each row's ids, `[batch, embed_dim]`.

    The variable is `embeddings [vocab_size, embed_dim]` in the scope `bow_encoder`.

    Args:
      ids: integers `[batch, time]`, dense or sparse.
      vocab_size: how many ids there are.
      embed_dim: the depth of each one's vector.
      sparse_lookup: whether the id 0 counts as none; else ids must be dense.
      initializer: of the variable.
      regularizer: of the variable.
      trainable: whether it is trained.
      scope: the variable scope.
      reuse: whether to reuse variables.

    Raises:
      ValueError: without the sizes.
      TypeError: for sparse ids without `sparse_lookup`.
    """
    if not vocab_size or not embed_dim:
        raise ValueError(
            f"vocab_size and embed_dim are needed, received: {vocab_size} and {embed_dim}"
        )
    is_sparse = isinstance(ids, tf.SparseTensor)
    with tf.variable_scope(scope, "bow_encoder", [ids], reuse=reuse):
        embeddings = tf_slim.model_variable(
            "embeddings",
            shape=[vocab_size, embed_dim],
            initializer=initializer,
            regularizer=regularizer,
            trainable=trainable,
        )
        if sparse_lookup:
            sparse = ids if is_sparse else _without_zeros(ids)
            return safe_embedding_lookup_sparse([embeddings], sparse, combiner="mean", default_id=0)
        if is_sparse:
            raise TypeError(f"ids must be dense without sparse_lookup, received: {ids}")
        return tf.reduce_mean(tf.nn.embedding_lookup(embeddings, ids), axis=1)


def _without_zeros(ids: Any) -> tf.SparseTensor:
    ids = tf.convert_to_tensor(ids)
    places = tf.where(tf.not_equal(ids, tf.zeros([], ids.dtype)))
    return tf.SparseTensor(places, tf.gather_nd(ids, places), tf.shape(ids, out_type=tf.int64))


def safe_embedding_lookup_sparse(
    embedding_weights: Any,
    sparse_ids: Any,
    sparse_weights: Any = None,
    combiner: Any = None,
    default_id: Any = None,
    name: Any = None,
    partition_strategy: str = "div",
    max_norm: Any = None,
) -> tf.Tensor:
    """Combines the embeddings of each row's ids; rows without one become zeros or a default.

    Args:
      embedding_weights: a list of `[ids, depth]`, or one.
      sparse_ids: a `SparseTensor` of ids; negative ones count as none.
      sparse_weights: optional weights of the same places; without a positive one, none.
      combiner: `mean` by default, `sqrtn` or `sum`.
      default_id: what a row without ids counts as; by default its result is zero.
      name: for the operations.
      partition_strategy: `mod` or `div`: how the list was split.
      max_norm: if given, the largest norm of an embedding.

    Raises:
      ValueError: without embeddings.
    """
    return tf.nn.safe_embedding_lookup_sparse(
        embedding_weights,
        sparse_ids,
        sparse_weights=sparse_weights,
        combiner=combiner or "mean",
        default_id=default_id,
        name=name,
        partition_strategy=partition_strategy,
        max_norm=max_norm,
    )
