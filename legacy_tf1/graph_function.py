"""Run a user's TensorFlow 1 graph function, and report everything it computes.

    def build(source, lengths, target):        # placeholders, by the names of the inputs
        ...
        return {"memory": memory, "logits": outputs.rnn_output, "state": state,
                "decoder": decoder, "loss": loss}

What it returns is reported as `forward/NAME`, nested tuples and dicts by path. `loss` is
trained on, and `decoder`, a `BasicDecoder`, is stepped by hand to tell what each step
computes. Runs on TensorFlow 1.15.5 (Python 3.7), where it is the genuine witness, under
the launcher, and in a program of TensorFlow 2.
"""

from __future__ import annotations

import contextlib
import importlib
import inspect
import sys
from typing import Any, Callable, Iterable, Iterator, Sequence
from unittest import mock

import numpy as np
import tensorflow.compat.v1 as tf

from legacy_tf1.graph import (
    EPSILON,
    LEARNING_RATE,
    OPTIMIZER_STEPS,
    named,
    plain_session,
    prefixed,
    run_graph,
)
from legacy_tf1.probe import Probe
from legacy_tf1.weights import Gains, draw_weights, load_weights

try:
    from tensorflow.contrib.seq2seq.python.ops import attention_wrapper as masking
except ImportError:
    from legacy_tf1.seq2seq import attention_mechanism as masking

STEPS = 64
"""The most decoding steps that are looked into: each is built anew."""

STEPS_WITHOUT_LENGTHS = 8
"""How many are looked into if the decoder feeds its own results back."""

GAINS = Gains(kernel=2.0)
"""Calmer than a variant's: of a stranger's graph nobody knows which kernels are fed back.

With 4 an attention layer, which input feeding feeds back, made float32's rounding grow from
step to step, beyond its tolerance.
"""


def observe_function(
    function: Any,
    inputs: dict[str, np.ndarray],
    weights: dict[str, np.ndarray] | None = None,
    seed: int = 0,
    steps: int = OPTIMIZER_STEPS,
    learning_rate: float = LEARNING_RATE,
    epsilon: float = EPSILON,
    paths: Sequence[str] = (),
) -> dict[str, np.ndarray]:
    """Runs a graph function on given inputs and weights.

    Args:
      function: a callable, or `module:function`.
      inputs: arrays by the names of the function's arguments.
      weights: arrays by TensorFlow 1.15.5 variable name; drawn from `seed` if None.
      seed: for the weights.
      steps: how many steps of Adam.
      learning_rate: of Adam.
      epsilon: of Adam.
      paths: folders to look for the module in, after all others.

    Returns:
      The report, as in `legacy_tf1.witness`, with `first_step/NAME`, every variable
      after the first step, and without `restored`; `producer` tells who ran it.

    Raises:
      ValueError: if the function cannot be found, takes other arguments than the inputs,
        or returns what cannot be reported.
    """
    build = function if callable(function) else imported(function, paths)
    shown = getattr(build, "__qualname__", repr(build)) if callable(function) else function
    _require_arguments(build, shown, inputs)
    inputs = {name: np.asarray(value) for name, value in inputs.items()}
    with tf.Graph().as_default() as graph:
        results, feeds = _built(build, inputs)
        decoder, loss = results.pop("decoder", None), results.pop("loss", None)
        fetches = _fetchable(results)
        if loss is not None and (not hasattr(loss, "shape") or loss.shape.ndims not in (0, None)):
            raise ValueError(f"the graph function returns the loss {loss}: expected a scalar")
        variables = tf.trainable_variables()
        weights = draw_weights(variables, seed, GAINS) if weights is None else weights
        _require(weights, draw_weights(variables, seed, GAINS))
        report = run_graph(
            graph,
            fetches,
            loss,
            feeds,
            weights,
            steps,
            learning_rate,
            epsilon,
            first_step=True,
            restores=False,
        )
    if decoder is not None:
        report.update(_observe_steps(build, inputs, weights))
    report["producer"] = np.array("TensorFlow " + tf.__version__)
    return {name: np.asarray(value) for name, value in report.items()}


def imported(function: str, paths: Sequence[str] = ()) -> Callable[..., dict[str, Any]]:
    """Imports a function.

    Args:
      function: `module:function`.
      paths: folders to look in, after all others.

    Raises:
      ValueError: if there is none.
    """
    module, _, name = function.partition(":")
    sys.path.extend(path for path in paths if path not in sys.path)
    importlib.invalidate_caches()
    if not name:
        raise ValueError(f"graph {function!r} is not MODULE:FUNCTION")
    found = getattr(importlib.import_module(module), name, None)
    if not callable(found):
        raise ValueError(f"graph {function!r}: the module {module} has no function {name}")
    return found


def _require_arguments(build: Callable[..., Any], shown: str, inputs: Iterable[str]) -> None:
    signature = inspect.signature(build)
    try:
        signature.bind(**dict.fromkeys(inputs))
    except TypeError:
        bare = inspect.Parameter.empty
        taken = [str(p.replace(annotation=bare)) for p in signature.parameters.values()]
        raise ValueError(
            f"graph function {shown} takes ({', '.join(taken)}), "
            f"and the inputs given are {', '.join(inputs) or 'none'}: expected the same names"
        ) from None


def _built(
    build: Callable[..., Any], inputs: dict[str, np.ndarray]
) -> tuple[dict[str, Any], dict[Any, np.ndarray]]:
    """Calls the function on placeholders; returns its results, and the feeds."""
    placeholders = {
        name: tf.placeholder(value.dtype, value.shape, name=name) for name, value in inputs.items()
    }
    results = build(**placeholders)
    if not isinstance(results, dict):
        raise ValueError(
            f"the graph function returns {type(results).__name__}: expected a dict of tensors"
        )
    return dict(results), {placeholders[name]: value for name, value in inputs.items()}


def _fetchable(results: dict[str, Any]) -> dict[str, Any]:
    fetches = {}
    for name, tensor in named("forward", results).items():
        if isinstance(tensor, tf.Operation) or not hasattr(tensor, "dtype"):
            raise ValueError(
                f"the graph function returns {name[len('forward/') :]} = {tensor!r}: "
                "expected a tensor, or tuples and dicts of tensors"
            )
        fetches[name] = tensor
    return fetches


def _require(weights: dict[str, np.ndarray], drawn: dict[str, np.ndarray]) -> None:
    for name in sorted(set(weights) & set(drawn)):
        given, wanted = weights[name], drawn[name]
        if (given.shape, given.dtype) != (wanted.shape, wanted.dtype):
            raise ValueError(
                f"weight {name} is {given.dtype}{list(given.shape)}: "
                f"the variable is {wanted.dtype}{list(wanted.shape)}"
            )
    if set(weights) != set(drawn):
        raise ValueError(
            "weights do not fit the graph: "
            f"no value for {sorted(set(drawn) - set(weights)) or 'none'}; "
            f"no variable for {sorted(set(weights) - set(drawn)) or 'none'}"
        )


def _observe_steps(
    build: Callable[..., Any], inputs: dict[str, np.ndarray], weights: dict[str, np.ndarray]
) -> dict[str, np.ndarray]:
    """Steps the decoder by hand in a graph of its own."""
    with tf.Graph().as_default() as graph:
        probe = Probe()
        with _watched_scores(probe):
            results, feeds = _built(build, inputs)
            decoder = results["decoder"]
            cell = getattr(decoder, "_cell", None)
            if not hasattr(decoder, "step") or cell is None:
                raise ValueError(
                    f"the graph function returns decoder = {decoder!r}: expected a BasicDecoder"
                )
            mechanisms = []
            for wrapper in wrappers(cell):
                mechanisms += wrapper._attention_mechanisms
                # Each step would write into the history of a state that is thrown away.
                wrapper._alignment_history = False
                wrapper._attention_fn = probe.attention_fn
            lengths = getattr(getattr(decoder, "_helper", None), "sequence_length", None)
            wanted = STEPS_WITHOUT_LENGTHS
            if lengths is not None:
                with plain_session(graph) as session:
                    wanted = int(np.max(session.run(lengths, feeds)))
            stepped = [
                {name: tensor for name, tensor in row.items() if isinstance(tensor, tf.Tensor)}
                for row in probe.unroll(decoder, min(max(wanted, 1), STEPS))
            ]
        once = {}
        for name in ("values", "keys") if mechanisms else ():
            for k, mechanism in enumerate(mechanisms):
                suffix = f"/{k}" if len(mechanisms) > 1 else ""
                once[name + suffix] = getattr(mechanism, name)
        with plain_session(graph) as session:
            session.run(tf.variables_initializer(_untrained()))
            load_weights(session, tf.trainable_variables(), weights)
            report, rows = session.run((once, stepped), feeds)
    stacked = {name: np.stack([row[name] for row in rows]) for name in rows[0]}
    return prefixed("steps", {**report, **stacked})


def wrappers(cell: Any) -> Iterator[Any]:
    """Yields a cell if it is an `AttentionWrapper`, and those among the cells it wraps."""
    if hasattr(cell, "_attention_mechanisms"):
        yield cell
    inner = getattr(cell, "_cells", None) or [getattr(cell, "_cell", None)]
    for one in inner:
        if one is not None:
            yield from wrappers(one)


def _untrained() -> list[Any]:
    trained = {id(variable) for variable in tf.trainable_variables()}
    return [variable for variable in tf.global_variables() if id(variable) not in trained]


@contextlib.contextmanager
def _watched_scores(probe: Probe) -> Iterator[None]:
    """Shows the probe each score when it is masked, whatever the probability function."""
    module = sys.modules[masking._maybe_mask_score.__module__]
    mask = masking._maybe_mask_score

    def watched(*arguments: Any, **options: Any) -> Any:
        probe.score = mask(*arguments, **options)
        return probe.score

    with mock.patch.object(module, "_maybe_mask_score", watched):
        yield
