"""Answer to tf.contrib.data: where each name lives today."""

from legacy_tf1.contrib.lazy import at, lazy_names

SYMBOLS = {
    **at(
        "tensorflow.compat.v1:data.experimental.",
        "AUTOTUNE CheckpointInputPipelineHook Counter CsvDataset Optional RandomDataset "
        "Reducer SqlDataset TFRecordWriter bucket_by_sequence_length choose_from_datasets "
        "copy_to_device dense_to_sparse_batch enumerate_dataset get_next_as_optional "
        "get_single_element group_by_reducer group_by_window ignore_errors "
        "make_batched_features_dataset make_csv_dataset make_saveable_from_iterator "
        "map_and_batch parallel_interleave parse_example_dataset prefetch_to_device "
        "rejection_resample sample_from_datasets scan shuffle_and_repeat unbatch unique",
    ),
    **at(
        "legacy_tf1.contrib.data.transformations:",
        "batch_and_drop_remainder padded_batch_and_drop_remainder reduce_dataset "
        "sliding_window_batch sloppy_interleave",
    ),
}

NEAREST = {
    "assert_element_shape": "map tf.ensure_shape over the dataset",
    "LMDBDataset": "read the database by tf.data.Dataset.from_generator",
    "read_batch_features": "use tf.data.experimental.make_batched_features_dataset",
}

__getattr__, __dir__ = lazy_names(__name__, SYMBOLS, NEAREST)
