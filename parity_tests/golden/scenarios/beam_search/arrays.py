"""Search with arrays in the cell's state, which may be put in the final beams' order."""

from __future__ import annotations

from typing import Any

import numpy as np

from parity_tests.golden.scenarios.beam_search.parts import (
    VOCABULARY,
    WIDTH,
    Chain,
    attention,
    beam_search_decoder,
    chain_state,
    project,
    search,
    start_tokens,
    table,
)
from parity_tests.golden.scenarios.parts import (
    BATCH,
    DEPTH,
    describe,
    fed,
    tensor,
    tf,
    wrap,
)
from parity_tests.golden.scenarios.registry import misuse, scenario


def _history(dynamic: bool, mechanisms: int = 1, **options: Any) -> Any:
    """Searches with an alignment history, of a batch known or not known before running."""
    made = [attention(dynamic=dynamic) for _ in range(mechanisms)]
    cell = wrap(made if mechanisms > 1 else made[0], alignment_history=True)
    tokens = start_tokens([None] if dynamic else None)
    state = cell.zero_state(tf.size(tokens) * WIDTH, tf.float64)
    embedding = tf.constant(table()[:, :DEPTH])
    loop = {"maximum_iterations": 6, **options.pop("loop", {})}
    return search(
        cell, embedding, state, tokens=tokens, output_layer=project(), loop=loop, **options
    )


@scenario
def history_of_a_known_batch() -> Any:
    """Stays as it is, with a warning, though it might be reordered."""
    return _history(dynamic=False)


@scenario
def history_of_a_known_batch_not_to_be_reordered() -> Any:
    return _history(dynamic=False, reorder_tensor_arrays=False)


@scenario
def history_of_an_unknown_batch() -> Any:
    return _history(dynamic=True)


@scenario
def history_of_an_unknown_batch_not_to_be_reordered() -> Any:
    return _history(dynamic=True, reorder_tensor_arrays=False)


@scenario
def histories_of_an_unknown_batch() -> Any:
    return _history(dynamic=True, mechanisms=2)


@scenario
def history_of_an_unknown_batch_time_major() -> Any:
    return _history(dynamic=True, loop={"output_time_major": True})


@scenario
def history_with_length_penalty() -> Any:
    return _history(dynamic=True, length_penalty_weight=0.6)


class Remembers(Chain):
    """Keeps an array of what `remember` makes of its outputs `[rows, vocabulary]`."""

    def __init__(self, remember: Any) -> None:
        super().__init__()
        self.remember = remember

    @property
    def state_size(self) -> Any:
        return (VOCABULARY, tf.TensorShape([]), tf.TensorShape([]))

    def call(self, inputs: Any, state: Any) -> Any:
        outputs, following = super().call(inputs, state[0])
        time, array = state[1], state[2]
        return outputs, (following, time + 1, array.write(time, self.remember(outputs)))


def _remembered(
    remember: Any, element_shape: Any = None, tokens: Any = None, infer: bool = True, **options: Any
) -> Any:
    array = tf.TensorArray(
        tf.float64,
        0,
        dynamic_size=True,
        element_shape=element_shape,
        infer_shape=infer,
        clear_after_read=False,
    )
    state = (chain_state(), tf.constant(0), array)
    return search(Remembers(remember), state=state, tokens=tokens, **options)


def _split(outputs: Any) -> Any:
    return tf.reshape(outputs, [-1, WIDTH, VOCABULARY])


@scenario
def array_by_beams() -> Any:
    """`[batch, beam, depth]` is reordered, known or not."""
    return _remembered(_split, [BATCH, WIDTH, VOCABULARY])


@scenario
def array_by_beams_of_unknown_batch() -> Any:
    return _remembered(_split, [None, WIDTH, VOCABULARY], start_tokens([None]))


@scenario
def array_by_rows() -> Any:
    """`[batch * beam, depth]` is not, if both are known."""
    return _remembered(tf.identity, [BATCH * WIDTH, VOCABULARY])


@scenario
def array_by_rows_of_unknown_depth() -> Any:
    return _remembered(tf.identity, [BATCH * WIDTH, None], infer=False)


@scenario
def array_by_rows_of_unknown_batch() -> Any:
    return _remembered(tf.identity, [None, VOCABULARY], start_tokens([None]))


@scenario
def array_of_one_number_by_rows() -> Any:
    return _remembered(lambda outputs: outputs[:, 3], [BATCH * WIDTH])


@scenario
def array_of_one_number_by_beams() -> Any:
    return _remembered(lambda outputs: _split(outputs)[:, :, 3], [BATCH, WIDTH])


@scenario
def array_of_scalars() -> Any:
    return _remembered(tf.reduce_sum, [])


@scenario
def array_of_unknown_elements() -> Any:
    return _remembered(lambda outputs: fed_shape(outputs, None), infer=False)


@scenario
def array_of_inferred_elements() -> Any:
    """What has been written first tells the shape."""
    return _remembered(_split)


@scenario
def array_of_inferred_elements_by_rows() -> Any:
    return _remembered(tf.identity, tokens=start_tokens([None]))


@scenario
def array_of_cubes_of_unknown_batch() -> Any:
    def remember(outputs: Any) -> Any:
        return tf.stack([outputs, tf.sin(outputs)], 2)

    return _remembered(remember, [None, VOCABULARY, 2], start_tokens([None]))


@scenario
def array_of_another_batch_not_to_be_reordered() -> Any:
    def remember(outputs: Any) -> Any:
        return fed_shape(outputs[:7], [None, VOCABULARY])

    return _remembered(remember, [None, VOCABULARY], infer=False, reorder_tensor_arrays=False)


@misuse
def array_of_another_batch() -> Any:
    def remember(outputs: Any) -> Any:
        return fed_shape(outputs[:7], [None, VOCABULARY])

    return _remembered(remember, [None, VOCABULARY], infer=False)


@misuse
def array_of_other_beams() -> Any:
    def remember(outputs: Any) -> Any:
        return fed_shape(tf.reshape(outputs, [WIDTH, BATCH, -1]), [None, None, VOCABULARY])

    return _remembered(remember, [None, None, VOCABULARY], start_tokens([None]), infer=False)


def fed_shape(values: Any, shape: Any) -> Any:
    """Hides all of a shape but `shape`."""
    return tf.placeholder_with_default(values, shape)


@scenario
def sort_arrays_by_hand() -> Any:
    """`gather_tree_from_array` of elements by rows and by beams, and of integers."""
    random = np.random.RandomState(5)
    parents = fed(random.randint(0, 4, [6, 3, 4]).astype(np.int32), [None, None, None])
    lengths = fed(np.array([[6, 5, 2, 1], [3, 3, 0, 1], [0, 0, 0, 0]], np.int64), [None, None])
    by_beams = tensor("by_beams", 6, 3, 4, 5, 2)
    by_rows = tensor("by_rows", 6, 12, 2, static=[None, None, None])
    numbers = tf.constant(random.randint(0, 99, [6, 3, 4]))
    gather = beam_search_decoder.gather_tree_from_array
    known = gather(by_beams, tf.constant(random.randint(0, 4, [6, 3, 4]), tf.int32), lengths)
    return {
        "by_beams": gather(by_beams, parents, lengths),
        "by_rows": gather(by_rows, parents, lengths),
        "numbers": gather(numbers, parents, tf.cast(lengths, tf.int32)),
        "known": known,
        "static": describe([known]),
        "gradients": tf.gradients(known * by_beams, by_beams)[0],
    }


@scenario
def arrays_that_can_be_split() -> Any:
    """What `_check_static_batch_beam_maybe` thinks of shapes."""
    check = beam_search_decoder._check_static_batch_beam_maybe
    shapes = [
        [15, 4],
        [15, None],
        [15],
        [3, 5],
        [3, 5, 4],
        [3, None],
        [None, 5],
        [None, 4],
        [None],
        [3],
        [14],
        [15, 5],
        [3, 4],
        [5, 3],
        [15, 5, 4],
    ]
    found = [check(tf.TensorShape(shape), 3, 5) for shape in shapes]
    found += [check(tf.TensorShape(shape), None, 5) for shape in shapes]
    found += [check(tf.TensorShape(shape), 1, 5) for shape in ([5, 4], [1, 5], [5, 5], [5])]
    return {"found": repr(found)}


@scenario
def arrays_that_are_split() -> Any:
    """`_check_batch_beam` accepts both layouts, known or not."""
    found = {}
    for index, shape in enumerate(([6, 15], [6, 15, 2], [6, 3, 5], [6, 3, 5, 2])):
        for static in (None, [None] * len(shape)):
            made = tensor(f"array_{index}", *shape, static=static)
            check = beam_search_decoder._check_batch_beam(made, tf.constant(3), 5)
            with tf.control_dependencies([check]):
                found[f"{index}_{static is None}"] = tf.shape(made)
    return found


@misuse
def array_that_is_not_split() -> Any:
    made = tensor("array", 6, 5, 3, 2)
    with tf.control_dependencies([beam_search_decoder._check_batch_beam(made, 3, 5)]):
        return {"made": tf.identity(made)}


@misuse
def array_of_numbers_that_is_not_split() -> Any:
    made = tensor("array", 6, 14)
    with tf.control_dependencies([beam_search_decoder._check_batch_beam(made, 3, 5)]):
        return {"made": tf.identity(made)}


@misuse
def array_without_a_known_rank_checked() -> Any:
    made = tensor("array", 6, 15, static=tf.TensorShape(None))
    with tf.control_dependencies([beam_search_decoder._check_batch_beam(made, 3, 5)]):
        return {"made": tf.identity(made)}
