"""Watch the TensorFlow sessions of a program from inside its process, without touching it.

Python imports a module of this name at its start if its folder is on `PYTHONPATH`;
so programs run by their own plain command, `python program.py` on TensorFlow 1.15.5
and `python -m legacy_tf1 program.py` on TensorFlow 2. In both, three things happen
that make the numbers comparable:

- after a run has initialised trainable variables, they are set from arrays that
  `legacy_tf1.witness` draws by their names;
- random ops without any seed are fed arrays that are drawn by their names;
- an optimizer applies gradients only when all of them are computed: in place of
  1.15.5's reference variables it would otherwise race with computing them.

Everything that the program's own calls of `Session.run` return goes, in order, to the
`.npz` file that `WITNESS_REPORT` names, by rung of the parity ladder, with the name, dtype and
shape of every variable that was initialised. It also runs on Python 3.7.
"""

import atexit
import importlib.util
import os
import sys
import zlib

_UNSEEDED = {"RandomStandardNormal": "standard_normal", "RandomUniform": "random_sample"}

_results = {}
_variables = {}
_updates = []
_trained = []  # sessions that have taken an optimizer step
_busy = []


def _ancestors(session, fetches):
    """Returns the ops that a run of these fetches needs, themselves included."""
    pending, found = [], set()
    for leaf in _leaves("", fetches).values():
        sparse = hasattr(leaf, "indices")
        for part in (leaf.indices, leaf.values) if sparse else (leaf,):
            element = session.graph.as_graph_element(part)
            pending.append(getattr(element, "op", element))
    while pending:
        op = pending.pop()
        if op not in found:
            found.add(op)
            pending.extend(op.control_inputs)
            pending.extend(tensor.op for tensor in op.inputs)
    return found


def _leaves(prefix, structure):
    """Flattens what is fetched, or what came back, to leaves by path."""
    if isinstance(structure, dict):
        children = sorted(structure.items(), key=str)
    elif isinstance(structure, (list, tuple)):
        children = zip(getattr(structure, "_fields", range(len(structure))), structure)
    else:
        return {} if structure is None else {prefix: structure}
    leaves = {}
    for key, value in children:
        leaves.update(_leaves(f"{prefix}/{key}", value))
    return leaves


def _random_feeds(needed):
    """Draws the outputs of random ops that have no seed, and stand in no loop."""
    import numpy as np

    feeds = {}
    for op in needed:
        if op.type in _UNSEEDED and not (op.get_attr("seed") or op.get_attr("seed2")):
            output = op.outputs[0]
            if output.shape.is_fully_defined() and op._get_control_flow_context() is None:
                random = np.random.RandomState(zlib.crc32(op.name.encode()))
                drawn = getattr(random, _UNSEEDED[op.type])(output.shape.as_list())
                feeds[output] = drawn.astype(output.dtype.as_numpy_dtype)
    return feeds


def _set_variables(session, needed):
    """Sets the trainable variables that a run has initialised; notes all of them."""
    from legacy_tf1 import witness

    graph = session.graph
    initialised = [v for v in graph.get_collection("variables") if v.initializer in needed]
    for v in initialised:
        _variables[v.op.name] = v.dtype.base_dtype.name + str(v.shape.as_list())
    trainable = {v.op.name for v in graph.get_collection("trainable_variables")}
    chosen = [v for v in initialised if v.op.name in trainable]
    if chosen:
        witness.load_weights(session, chosen, witness.draw_weights(chosen, seed=1))


def _is_the_programs(frame):
    """Tells whether a call comes from the program, by way of `tf.test`'s session at most."""
    if frame.f_code.co_name == "run":  # which that session overrides
        frame = frame.f_back
    return not frame.f_globals.get("__name__", "").startswith(("tensorflow", "legacy_tf1", "keras"))


def _rung(session, fetches, path):
    """Tells what a result is: of an optimizer's steps, a gradient, or neither."""
    if session in _trained:
        return "training"
    leaves = _leaves("", fetches).items()
    leaf = [leaf for start, leaf in leaves if (path + "/").startswith(start + "/")]
    made_of = _ancestors(session, leaf)
    return "gradients" if any("/gradients" in "/" + op.name for op in made_of) else "forward"


def _watch_session(module):
    original = module.BaseSession.run

    def run(self, fetches, feed_dict=None, options=None, run_metadata=None):
        if _busy:
            return original(self, fetches, feed_dict, options, run_metadata)
        _busy.append(self)
        try:
            needed = _ancestors(self, fetches)
            feeds = _random_feeds(needed)
            feeds.update(feed_dict or {})
            result = original(self, fetches, feeds, options, run_metadata)
            _set_variables(self, needed)
        finally:
            _busy.pop()
        if needed.intersection(_updates):
            _trained.append(self)
        if _is_the_programs(sys._getframe(1)):
            number = len({name.split("/")[1] for name in _results})
            for path, value in _leaves("", result).items():
                rung = _rung(self, fetches, path)
                _results[f"{rung}/run_{number:03d}{path}"] = value
        return result

    module.BaseSession.run = run


def _watch_optimizer(module):
    original = module.Optimizer.apply_gradients

    def apply_gradients(self, grads_and_vars, *args, **kwargs):
        import tensorflow.compat.v1 as tf

        pairs = list(grads_and_vars)
        with tf.control_dependencies([gradient for gradient, _ in pairs if gradient is not None]):
            update = original(self, pairs, *args, **kwargs)
        _updates.append(update)
        return update

    module.Optimizer.apply_gradients = apply_gradients


_WATCHED = {
    "tensorflow.python.client.session": _watch_session,
    "tensorflow.python.training.optimizer": _watch_optimizer,
}


class _Finder:
    """Calls what is to watch a module as soon as the module is loaded."""

    @classmethod
    def find_spec(cls, name, path=None, target=None):
        watch = _WATCHED.pop(name, None)
        if watch is None:
            return None
        spec = importlib.util.find_spec(name)  # of the finders behind this one
        load = spec.loader.exec_module

        def exec_module(module):
            load(module)
            watch(module)

        spec.loader.exec_module = exec_module
        return spec


def _write():
    import numpy as np

    report = {}
    for name, value in _results.items():
        array = np.asarray(value)
        if array.dtype.kind in "OS":
            texts = [t.decode() if isinstance(t, bytes) else str(t) for t in array.ravel()]
            array = np.array(texts, str).reshape(np.shape(value))
        report[name] = array
    for name, described in _variables.items():
        report["variables/" + name] = np.array(described)
    with open(os.environ["WITNESS_REPORT"], "wb") as file:  # a fork has its own
        np.savez(file, **report)


if os.environ.get("WITNESS_REPORT"):
    sys.meta_path.insert(0, _Finder)
    atexit.register(_write)
