"""Use `tf.contrib.data` and `tf.contrib.lookup` as scripts do."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any, List

from parity_tests.contrib.registry import contrib, plain, rejected, run, tf, value

data, lookup = contrib.data, contrib.lookup


def elements(dataset: Any) -> List[Any]:
    """Takes all that a dataset has."""
    following = tf.data.make_one_shot_iterator(dataset).get_next()
    found: List[Any] = []
    with tf.Session() as session:
        try:
            while True:
                found.append(plain(session.run(following)))
        except tf.errors.OutOfRangeError:
            return found


def numbers(limit: int = 10) -> Any:
    return tf.data.Dataset.range(limit)


@value
def whole_batches() -> Any:
    batched = numbers().apply(data.batch_and_drop_remainder(4))
    ragged = numbers(5).map(lambda n: tf.fill([n], n))
    padded = ragged.apply(
        data.padded_batch_and_drop_remainder(2, [None], tf.constant(-1, tf.int64))
    )
    return [elements(batched), elements(padded)]


@value
def buckets_of_datasets() -> Any:
    ragged = numbers(9).map(lambda n: tf.fill([n], n))
    bucketed = ragged.apply(
        data.bucket_by_sequence_length(lambda s: tf.size(s), [3, 6], [2, 2, 1], [None])
    )
    whole = ragged.skip(1).apply(
        data.bucket_by_sequence_length(
            lambda s: tf.size(s), [4, 9], [3, 2, 1], pad_to_bucket_boundary=True
        )
    )
    return [elements(bucketed), elements(whole)]


@value
def groups() -> Any:
    windows = numbers().apply(
        data.group_by_window(lambda n: n % 2, lambda _, window: window.batch(3), window_size=3)
    )
    reducer = data.Reducer(
        lambda _: tf.constant(0, tf.int64), lambda old, n: old + n, lambda total: -total
    )
    by_key = numbers().apply(data.group_by_reducer(lambda n: n % 3, reducer))
    return [elements(windows), elements(by_key), run(data.reduce_dataset(numbers(), reducer))]


@value
def reducing_no_dataset() -> Any:
    return rejected(lambda: data.reduce_dataset([1], None))


@value
def maps_and_shuffles() -> Any:
    mapped = numbers().apply(data.map_and_batch(lambda n: n * n, 4, drop_remainder=True))
    shuffled = numbers(4).apply(data.shuffle_and_repeat(8, count=2, seed=1))
    return [elements(mapped), sorted(elements(shuffled))]


@value
def small_transformations() -> Any:
    bad = tf.data.Dataset.from_tensor_slices([1.0, 0.0, 4.0])
    checked = bad.map(lambda x: tf.check_numerics(1.0 / x, "inf")).apply(data.ignore_errors())
    unbatched = tf.data.Dataset.from_tensor_slices([[1, 2], [3, 4]]).apply(data.unbatch())
    numbered = numbers(3).apply(data.enumerate_dataset(start=5))
    scanned = numbers(5).apply(data.scan(tf.constant(0, tf.int64), lambda s, n: (s + n, s)))
    unique = tf.data.Dataset.from_tensor_slices([3, 1, 3]).apply(data.unique())
    counted = data.Counter(start=3, step=2).take(3)
    found = [elements(d) for d in (checked, unbatched, numbered, scanned, unique, counted)]
    return [*found, run(data.get_single_element(numbers(1)))]


@value
def interleaved() -> Any:
    def twice(n: Any) -> Any:
        return tf.data.Dataset.from_tensors(n).repeat(2)

    ordered = numbers(4).apply(data.parallel_interleave(twice, cycle_length=2, block_length=1))
    sloppy = numbers(4).apply(data.sloppy_interleave(twice, cycle_length=2))
    chosen = data.choose_from_datasets(
        [numbers(3), numbers(3).map(lambda n: -n)], numbers(2).repeat(2)
    )
    return [elements(ordered), sorted(elements(sloppy)), elements(chosen)]


@value
def windows() -> Any:
    apply = data.sliding_window_batch
    pairs = tf.data.Dataset.zip((numbers(6), numbers(6).map(lambda n: {"n": -n})))
    found = [
        elements(numbers(6).apply(transformation))
        for transformation in (
            apply(3),
            apply(3, 2),
            apply(3, window_shift=3),
            apply(2, window_stride=3),
            apply(9),
        )
    ]
    both = rejected(lambda: apply(3, stride=2, window_shift=2))
    return [*found, elements(pairs.apply(apply(4))), both]


@value
def batches_of_text() -> Any:
    text = tf.data.Dataset.from_tensor_slices([b"a", b"b", b"c"])
    return elements(text.apply(data.batch_and_drop_remainder(2)))


WORDS = ["go", "stop", "one", "two"]


def vocabulary() -> str:
    path = Path(tempfile.mkdtemp()) / "words.txt"
    path.write_text("\n".join(WORDS) + "\n")
    return str(path)


@value
def tables_of_words() -> Any:
    asked = tf.constant(["two", "none", "go", "nobody"])
    file = vocabulary()
    tables = [
        lookup.index_table_from_tensor(WORDS),
        lookup.index_table_from_tensor(tf.constant(WORDS), num_oov_buckets=3),
        lookup.index_table_from_tensor(WORDS, default_value=9),
        lookup.index_table_from_tensor(WORDS, 2, hasher_spec=lookup.StrongHashSpec([3, 4])),
        lookup.index_table_from_file(file, num_oov_buckets=2),
        lookup.index_table_from_file(file, vocab_size=2, default_value=7),
        lookup.string_to_index_table_from_tensor(WORDS, 1),
        lookup.string_to_index_table_from_file(file, 1),
    ]
    found = run(*[table.lookup(asked) for table in tables], *[table.size() for table in tables])
    return [found, run(lookup.string_to_index(asked, WORDS, default_value=5, name="s"))]


@value
def tables_of_numbers() -> Any:
    table = lookup.index_table_from_tensor([30, 10], default_value=4, dtype=tf.int64)
    sparse = tf.SparseTensor([[0, 1], [2, 0]], tf.constant([10, 11], tf.int64), [3, 2])
    return run(table.lookup(tf.constant([10, 30, 5], tf.int64)), table.lookup(sparse).values)


@value
def tables_back_to_words() -> Any:
    asked = tf.constant([[3, 0], [8, -1]], tf.int64)
    file = vocabulary()
    tables = [
        lookup.index_to_string_table_from_tensor(WORDS),
        lookup.index_to_string_table_from_tensor(tf.constant(WORDS), default_value="?"),
        lookup.index_to_string_table_from_file(file),
        lookup.index_to_string_table_from_file(file, vocab_size=2, default_value="!"),
    ]
    found = run(*[table.lookup(asked) for table in tables])
    return [found, run(lookup.index_to_string(asked, WORDS, default_value="#"))]


@value
def hash_tables() -> Any:
    filler = lookup.KeyValueTensorInitializer(["a", "b"], [3, 5], tf.string, tf.int64)
    table = lookup.HashTable(filler, -1, name="mine")
    shared = lookup.HashTable(filler, -2, shared_name="common")
    twin = lookup.HashTable(filler, -3, shared_name="common")
    asked = tf.constant(["b", "c"])
    keys, values = table.export()
    with tf.Session() as session:
        session.run([table.init, shared.init])
        exported = sorted(zip(*session.run([keys, values])))
        found = plain(session.run([t.lookup(asked) for t in (table, shared, twin)]))
    return [table.name, [table.key_dtype.name, table.value_dtype.name], found, plain(exported)]


@value
def tables_that_change() -> Any:
    table = lookup.MutableHashTable(tf.string, tf.int64, -1)
    dense = lookup.MutableDenseHashTable(
        tf.int64, tf.int64, default_value=-1, empty_key=0, deleted_key=-2
    )
    words, ids = tf.constant(["x", "y"]), tf.constant([4, 6], tf.int64)
    with tf.Session() as session:
        session.run([table.insert(words, ids), dense.insert(ids, ids * 2)])
        first = session.run([table.lookup(tf.constant(["y", "z"])), table.size()])
        return plain([*first, session.run(dense.lookup(tf.constant([6, 5], tf.int64)))])


@value
def text_files() -> Any:
    file = vocabulary()
    initializer = lookup.TextFileInitializer(
        file, tf.string, lookup.TextFileIndex.WHOLE_LINE, tf.int64, lookup.TextFileIndex.LINE_NUMBER
    )
    ids = lookup.HashTable(initializer, -1)
    words = lookup.HashTable(lookup.TextFileStringTableInitializer(file), "?")
    wrapped = lookup.IdTableWithHashBuckets(
        lookup.HashTable(lookup.TextFileIdTableInitializer(file), -1), 2
    )
    asked, index = tf.constant(["one", "none"]), tf.constant([1, 9], tf.int64)
    return run(ids.lookup(asked), words.lookup(index), wrapped.lookup(asked))


@value
def wrong_tables() -> Any:
    return [
        rejected(lambda: lookup.index_table_from_tensor(None)),
        rejected(lambda: lookup.index_table_from_tensor(WORDS, -1)),
        rejected(lambda: lookup.index_table_from_tensor([1.5], dtype=tf.float32)),
        rejected(lambda: lookup.index_table_from_tensor(WORDS, dtype=tf.int64)),
        rejected(lambda: lookup.index_to_string_table_from_tensor(None)),
        rejected(lambda: lookup.string_to_index_table_from_tensor([1, 2])),
        rejected(lambda: lookup.index_table_from_file("")),
        rejected(lambda: lookup.string_to_index_table_from_file()),
        rejected(lambda: lookup.index_table_from_file(vocabulary(), vocab_size=0)),
    ]
