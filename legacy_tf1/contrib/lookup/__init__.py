"""Answer to tf.contrib.lookup: where each name lives today."""

from legacy_tf1.contrib.lazy import at, lazy_names

SYMBOLS = {
    **at(
        "tensorflow.python.ops.lookup_ops:",
        "FastHashSpec HasherSpec IdTableWithHashBuckets InitializableLookupTableBase "
        "LookupInterface StrongHashSpec TableInitializerBase TextFileIdTableInitializer "
        "TextFileStringTableInitializer index_table_from_file index_to_string_table_from_file",
    ),
    **at(
        "legacy_tf1.contrib.lookup.lookup_ops:",
        "HashTable index_table_from_tensor index_to_string index_to_string_table_from_tensor "
        "string_to_index string_to_index_table_from_file string_to_index_table_from_tensor",
    ),
    **at(
        "tensorflow.compat.v1:lookup.",
        "KeyValueTensorInitializer TextFileIndex TextFileInitializer",
    ),
    "MutableDenseHashTable": "tensorflow.compat.v1:lookup.experimental.DenseHashTable",
    "MutableHashTable": "tensorflow.compat.v1:lookup.experimental.MutableHashTable",
}

__getattr__, __dir__ = lazy_names(__name__, SYMBOLS)
