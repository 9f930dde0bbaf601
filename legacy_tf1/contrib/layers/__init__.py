"""Answer to tf.contrib.layers: where each name lives today.

Most of it went on living as tf-slim, in the same words.
"""

from legacy_tf1.contrib.lazy import at, lazy_names

_SLIM = "tf_slim.layers."

SYMBOLS = {
    **at(
        _SLIM + "layers:",
        "GDN avg_pool2d avg_pool3d batch_norm bias_add conv1d conv2d conv2d_in_plane "
        "conv2d_transpose conv3d conv3d_transpose convolution convolution1d convolution2d "
        "convolution2d_in_plane convolution2d_transpose convolution3d convolution3d_transpose "
        "dense_to_sparse dropout elu flatten fully_connected gdn images_to_sequence layer_norm "
        "legacy_fully_connected legacy_linear legacy_relu linear max_pool2d max_pool3d maxout "
        "one_hot_encoding relu relu6 repeat scale_gradient separable_conv2d "
        "separable_convolution2d sequence_to_images softmax spatial_softmax stack unit_norm",
    ),
    **at(
        _SLIM + "initializers:",
        "variance_scaling_initializer xavier_initializer xavier_initializer_conv2d",
    ),
    **at(_SLIM + "normalization:", "group_norm instance_norm"),
    **at(_SLIM + "optimizers:", "OPTIMIZER_CLS_NAMES OPTIMIZER_SUMMARIES optimize_loss"),
    **at(
        _SLIM + "regularizers:",
        "apply_regularization l1_l2_regularizer l1_regularizer l2_regularizer sum_regularizer",
    ),
    **at(_SLIM + "rev_block_lib:", "RevBlock recompute_grad rev_block"),
    **at(
        _SLIM + "summaries:",
        "summarize_activation summarize_activations summarize_collection summarize_tensor "
        "summarize_tensors",
    ),
    **at(
        __name__ + ".encoders:",
        "bow_encoder embed_sequence embedding_lookup_unique safe_embedding_lookup_sparse",
    ),
    "summaries": _SLIM + "summaries",
}

_COLUMNS = "use tf.feature_column"
NEAREST = {
    "feature_column": _COLUMNS,
    "bucketized_column": "use tf.feature_column.bucketized_column",
    "crossed_column": "use tf.feature_column.crossed_column",
    "embedding_column": "use tf.feature_column.embedding_column",
    "one_hot_column": "use tf.feature_column.indicator_column",
    "real_valued_column": "use tf.feature_column.numeric_column",
    "shared_embedding_columns": "use tf.feature_column.shared_embeddings",
    "sparse_column_with_hash_bucket": "use tf.feature_column.categorical_column_with_hash_bucket",
    "sparse_column_with_integerized_feature": "use "
    "tf.feature_column.categorical_column_with_identity",
    "sparse_column_with_keys": "use tf.feature_column.categorical_column_with_vocabulary_list",
    "sparse_column_with_vocabulary_file": "use "
    "tf.feature_column.categorical_column_with_vocabulary_file",
    "weighted_sparse_column": "use tf.feature_column.weighted_categorical_column",
    "": _COLUMNS,
}

__getattr__, __dir__ = lazy_names(__name__, SYMBOLS, NEAREST)
