"""Answer to tf.contrib.feature_column: where each name lives today."""

from legacy_tf1.contrib.lazy import at, lazy_names

SYMBOLS = {
    **at(
        "tensorflow.compat.v1:feature_column.",
        "sequence_categorical_column_with_hash_bucket "
        "sequence_categorical_column_with_identity "
        "sequence_categorical_column_with_vocabulary_file "
        "sequence_categorical_column_with_vocabulary_list sequence_numeric_column",
    ),
}

NEAREST = {
    "sequence_input_layer": "use tf.keras.experimental.SequenceFeatures",
}

__getattr__, __dir__ = lazy_names(__name__, SYMBOLS, NEAREST)
