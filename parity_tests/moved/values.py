"""Use old roads as published code does, and tell what comes of it.

Each function runs on TensorFlow 1.15.5, where its value is recorded, and on
TensorFlow 2 after `moved.install()`. Values are what JSON can hold.
"""

from __future__ import annotations

import collections
import importlib
from typing import Any, Callable, Dict, List

import numpy as np
import tensorflow.compat.v1 as tf

_P = "tensorflow.python."


def old(module: str) -> Any:
    """Imports a module by its old name."""
    return importlib.import_module(_P + module)


def _run(*fetches: Any) -> List[Any]:
    with tf.Session() as session:
        session.run([tf.global_variables_initializer(), tf.tables_initializer()])
        return [np.asarray(value).tolist() for value in session.run(fetches)]


def sequences() -> Any:
    """Asks both `nest.is_sequence` about all kinds of things."""
    Pair = collections.namedtuple("Pair", "a b")
    things: List[Any] = [[], (), {}, [1], Pair(1, 2), {"a": 1}, collections.OrderedDict(a=1)]
    things += ["text", b"bytes", 1, None, np.zeros(2), {1}, frozenset(), range(2), iter([1])]
    things += [tf.TensorShape([2]), tf.constant(1), tf.float32, {"a": 1}.values(), slice(1)]
    things += [tf.SparseTensor([[0]], [1], [1]), tf.IndexedSlices(tf.zeros([1]), tf.constant([0]))]
    # A list is no structure to tf.data.
    return [[bool(old(m).is_sequence(x)) for x in things] for m in ("util.nest", "data.util.nest")]


def shapes() -> Any:
    shape = old("framework.tensor_shape")
    made = [shape.scalar(), shape.vector(3), shape.vector(None), shape.matrix(2, None)]
    utils = old("layers.utils")
    static = [utils.static_shape(tf.zeros([2, 3])), utils.static_shape(tf.placeholder(tf.int32))]
    return [[m.as_list() for m in made], static]


def control_flow() -> Any:
    flow, math = old("ops.control_flow_ops"), old("ops.math_ops")
    two = tf.constant(2)
    total = flow.while_loop(
        lambda i, _: math.less(i, 4), lambda i, t: (i + 1, t * two), (tf.constant(0), two)
    )
    either = flow.cond(two > 1, lambda: two + 1, lambda: two - 1)
    one = flow.case([(two < 1, lambda: tf.constant(5))], default=lambda: tf.constant(6))
    with tf.control_dependencies([flow.Assert(two > 1, [two])]):
        checked = old("ops.array_ops").identity(two)
    return _run(total[1], either, one, checked, *flow.tuple([two, two + 5]))


def a_failed_assertion() -> Any:
    failing = old("ops.control_flow_ops").Assert(tf.constant(False), ["no"])
    try:
        _run(failing)
    except old("framework.errors_impl").InvalidArgumentError:
        return "rejected"
    return "accepted"


def stacking() -> Any:
    array = old("ops.array_ops")
    stacked = array.stack([[1, 2], [3, 4]], axis=1)
    return _run(stacked, *array.unstack(stacked))


def cells() -> Any:
    """Steps cells of the private road, and names their variables."""
    impl = old("ops.rnn_cell_impl")
    inputs = tf.constant([[0.5, -1.0]])
    built = impl.MultiRNNCell([impl.LSTMCell(2, name="lstm"), impl.GRUCell(3, name="gru")])
    with tf.variable_scope("scope", initializer=tf.constant_initializer(0.25)):
        output, state = built(inputs, built.zero_state(1, tf.float32))
    names = [[v.op.name, v.shape.as_list()] for v in tf.global_variables()]
    return [
        names,
        [isinstance(s, impl.LSTMStateTuple) for s in state],
        np.round(_run(output)[0], 5).tolist(),
    ]


def parts_of_cells() -> Any:
    impl = old("ops.rnn_cell_impl")
    zeros = impl._zero_state_tensors([2, tf.TensorShape([3])], 4, tf.float64)
    try:
        impl.assert_like_rnncell("cell", object())
    except TypeError:
        verdict = "rejected"
    else:
        verdict = "accepted"
    impl.assert_like_rnncell("cell", impl.BasicRNNCell(2))
    names = [impl._WEIGHTS_VARIABLE_NAME, impl._BIAS_VARIABLE_NAME]
    joined = impl._concat(2, tf.TensorShape([3]), static=True)
    return [[z.shape.as_list() for z in zeros], verdict, names, list(map(int, joined))]


def parts_of_loops() -> Any:
    rnn = old("ops.rnn")
    x = tf.placeholder(tf.float32, [2, None, 5])
    turned = rnn._transpose_batch_time(x)
    size = rnn._best_effort_input_batch_size([turned])
    dtype = rnn._infer_state_dtype(None, [tf.zeros([1]), tf.zeros([2])])
    return [turned.shape.as_list(), int(size), dtype.name]


def layers() -> Any:
    core, base = old("layers.core"), old("layers.base")
    normalization = old("layers.normalization")

    class Doubled(base.Layer):  # type: ignore[name-defined]
        def call(self, inputs: Any) -> Any:
            return 2.0 * inputs

    ones = tf.ones([1, 2])
    dense = core.Dense(3, use_bias=False, name="projection", kernel_initializer="ones")
    normalized = normalization.batch_normalization(ones, name="norm")
    values = _run(dense(ones), Doubled()(ones), core.dense(ones, 1, name="d", use_bias=False))
    names = sorted(v.op.name for v in tf.global_variables())
    return [values[:2], names, normalized.shape.as_list(), isinstance(dense, base.Layer)]


def keras_layers() -> Any:
    keras = old("keras.layers")
    core = importlib.import_module(_P + "keras.layers.core")
    both = keras.Bidirectional(old("keras.layers.recurrent").LSTM(3, return_sequences=True))
    y = both(tf.zeros([2, 4, 5]))
    return [y.shape.as_list(), core.Dense is keras.Dense, isinstance(both, keras.Layer)]


def lookup_tables() -> Any:
    lookup = old("ops.lookup_ops")
    table = lookup.index_table_from_tensor(["a", "b"], num_oov_buckets=1)
    back = lookup.index_to_string_table_from_tensor(["a", "b"], default_value="?")
    words = back.lookup(tf.constant([1, 7], tf.int64))
    return [*_run(table.lookup(tf.constant(["b", "a", "c"]))), [w.decode() for w in _run(words)[0]]]


def indexed_slices() -> Any:
    ops = old("framework.ops")
    gathered = tf.gather(tf.get_variable("table", [4, 2]), [1, 1])
    (slices,) = tf.gradients(gathered, tf.global_variables())
    kept = ops.convert_n_to_tensor_or_indexed_slices([slices, 1.0])
    return [isinstance(slices, ops.IndexedSlices), isinstance(kept[1], ops.Tensor)]


def variables() -> Any:
    scope, v = old("ops.variable_scope"), old("ops.variables")
    made = scope.variable([1.0, 2.0], name="w", use_resource=False)
    return [isinstance(made, v.VariableV1), isinstance(made, v.Variable), made.op.name, _run(made)]


def a_learning_rate() -> Any:
    decay = old("training.learning_rate_decay").exponential_decay(1.0, 3, 1, 0.5)
    return _run(decay() if callable(decay) else decay)


def a_defun() -> Any:
    doubled = old("eager.function").defun(lambda x: 2 * x)
    return _run(doubled(tf.constant(4)))


VALUES: Dict[str, Callable[[], Any]] = {
    function.__name__: function
    for function in (
        sequences,
        shapes,
        control_flow,
        a_failed_assertion,
        stacking,
        cells,
        parts_of_cells,
        parts_of_loops,
        layers,
        keras_layers,
        lookup_tables,
        indexed_slices,
        variables,
        a_learning_rate,
        a_defun,
    )
}


def evaluate() -> Dict[str, Any]:
    """Calls each function in a graph of its own; what one raises is its value."""
    found: Dict[str, Any] = {}
    for name, function in VALUES.items():
        with tf.Graph().as_default():
            try:
                found[name] = function()
            except Exception as error:
                found[name] = f"{type(error).__name__}: {error}"
    return found
