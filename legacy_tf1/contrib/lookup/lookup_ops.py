"""Make lookup tables, with the arguments of tf.contrib.lookup.lookup_ops."""

from __future__ import annotations

from typing import Any, Optional

import tensorflow.compat.v1 as tf

from legacy_tf1.contrib.lazy import resolve

_TABLES = "tensorflow.python.ops.lookup_ops:"


def index_table_from_tensor(
    mapping: Any,
    num_oov_buckets: int = 0,
    default_value: int = -1,
    hasher_spec: Any = None,
    dtype: Any = tf.string,
    name: Optional[str] = None,
) -> Any:
    """Makes a table from keys to their positions.

    Args:
      mapping: the keys, `[vocabulary]`.
      num_oov_buckets: how many further indices unknown keys are spread over.
      default_value: of unknown keys, if there are no such buckets.
      hasher_spec: how they are spread; by default `FastHashSpec`.
      dtype: of the keys, string or integer.
      name: of the table.

    Returns:
      A table: `table.lookup(keys)` is int64.

    Raises:
      ValueError: if `mapping` is None or does not fit `dtype`, or the number of buckets
        is negative.
    """
    if mapping is None:
        raise ValueError("mapping is None: expected the keys")
    hashed = {} if hasher_spec is None else {"hasher_spec": hasher_spec}
    return resolve(_TABLES + "index_table_from_tensor")(
        vocabulary_list=mapping,
        num_oov_buckets=num_oov_buckets,
        default_value=default_value,
        dtype=dtype,
        name=name,
        **hashed,
    )


def string_to_index_table_from_tensor(
    mapping: Any,
    num_oov_buckets: int = 0,
    default_value: int = -1,
    hasher_spec: Any = None,
    name: Optional[str] = None,
) -> Any:
    """Makes a table from strings to their positions; see `index_table_from_tensor`.

    Raises:
      ValueError: if the keys are no strings.
    """
    mapping = tf.convert_to_tensor(mapping)
    if mapping.dtype.base_dtype != tf.string:
        raise ValueError(f"mapping must be strings, got {mapping.dtype.name}")
    return index_table_from_tensor(
        mapping, num_oov_buckets, default_value, hasher_spec, name=name or "string_to_index"
    )


def string_to_index_table_from_file(
    vocabulary_file: Any = None,
    num_oov_buckets: int = 0,
    vocab_size: Optional[int] = None,
    default_value: int = -1,
    hasher_spec: Any = None,
    name: Optional[str] = None,
) -> Any:
    """Makes a table from the lines of a file to their numbers, counted from 0.

    Raises:
      ValueError: if no file is named, or `vocab_size` or the number of buckets is wrong.
    """
    hashed = {} if hasher_spec is None else {"hasher_spec": hasher_spec}
    return resolve(_TABLES + "index_table_from_file")(
        vocabulary_file, num_oov_buckets, vocab_size, default_value, name=name, **hashed
    )


def string_to_index(
    tensor: Any, mapping: Any, default_value: int = -1, name: Optional[str] = None
) -> Any:
    """Returns the positions of strings in `mapping`, int64 of the shape of `tensor`."""
    table = index_table_from_tensor(mapping, default_value=default_value, name=name)
    return table.lookup(tensor)


def index_to_string_table_from_tensor(
    mapping: Any, default_value: str = "UNK", name: Optional[str] = None
) -> Any:
    """Makes a table from positions, int64, to strings; `default_value` for all others.

    Raises:
      ValueError: if `mapping` is None.
    """
    if mapping is None:
        raise ValueError("mapping is None: expected the strings")
    return resolve(_TABLES + "index_to_string_table_from_tensor")(
        vocabulary_list=mapping, default_value=default_value, name=name
    )


def index_to_string(
    tensor: Any, mapping: Any, default_value: str = "UNK", name: Optional[str] = None
) -> Any:
    """Returns the strings at the positions `tensor`, int64."""
    return index_to_string_table_from_tensor(mapping, default_value, name).lookup(tensor)


class HashTable(tf.lookup.StaticHashTable):
    """A table that its initializer fills once, with the interface that contrib's has."""

    def __init__(
        self,
        initializer: Any,
        default_value: Any,
        shared_name: Optional[str] = None,
        name: Optional[str] = None,
    ) -> None:
        """Makes a table, which `tf.tables_initializer` or `table.init` fills.

        Args:
          initializer: such as `KeyValueTensorInitializer`, which has the dtypes.
          default_value: of keys that are missing.
          shared_name: if given, the table is shared by sessions under this name.
          name: of the op.
        """
        self._wanted_shared_name = shared_name
        super().__init__(initializer, default_value, name=name)

    def _create_resource(self) -> Any:
        if self._wanted_shared_name is None:
            return super()._create_resource()
        table = tf.raw_ops.HashTableV2(
            key_dtype=self._initializer.key_dtype,
            value_dtype=self._initializer.value_dtype,
            shared_name=self._wanted_shared_name,
            name=self._name,
        )
        self._table_name = table.op.name.split("/")[-1]
        return table

    @property
    def init(self) -> Any:
        return self.initializer
