"""Run a variant of `legacy_tf1.variants` and report everything it computes.

On TensorFlow 1.15.5 (Python 3.7) this is the genuine witness, on TensorFlow 2
the legacy one: the same file. A report is a flat dict of arrays:

    symbols/NAME      signature of a public symbol of the library
    weights/NAME      initial value of every variable, by its TF 1.15.5 name
    forward/...       encoder, outputs, final state, lengths
    greedy/...        the same of greedy decoding, and
    beam/...          of beam search, if the variant has them
    steps/...         what each decoding step computes, [time, ...]
    loss              scalar
    gradients/NAME    of the loss
    training/loss     [steps], before each Adam step
    training/NAME     every variable after the last step
    restored/NAME     every variable one step after a checkpoint was restored
"""

from __future__ import annotations

import importlib
import inspect
from dataclasses import replace
from typing import Any, Sequence

import numpy as np
import tensorflow.compat.v1 as tf

from legacy_tf1.graph import named, plain_session, prefixed, run_graph
from legacy_tf1.inputs import draw_inputs
from legacy_tf1.probe import Probe
from legacy_tf1.weights import DEFAULT_GAINS, draw_weights, load_weights, variable_name

__all__ = [
    "draw_inputs",
    "draw_weights",
    "feed",
    "load_weights",
    "observe",
    "signatures",
    "variable_name",
]


def feed(model: Any, inputs: dict[str, np.ndarray]) -> dict[Any, np.ndarray]:
    """Returns the feed dict of a variant's model."""
    return {model.inputs[name]: value for name, value in inputs.items()}


def signatures(library: Any, symbols: Sequence[str]) -> dict[str, str]:
    """Describes public callables without their annotations.

    Args:
      library: `tf.contrib.seq2seq` or `legacy_tf1.seq2seq`.
      symbols: names in it.

    Returns:
      For each function and class its signature, for each public member that a
      class has from this library (not from TensorFlow's bases) its signature or
      `"property"`; `"missing"` for a name that the library does not have.
    """
    found = {}
    for symbol in symbols:
        item = getattr(library, symbol, None)
        if item is None:
            found[symbol] = "missing"
            continue
        found[symbol] = _signature(item)
        for base in inspect.getmro(item) if inspect.isclass(item) else ():
            for name, member in vars(base).items() if "seq2seq" in base.__module__ else ():
                if not name.startswith("_"):
                    kind = _signature(member) if inspect.isfunction(member) else "property"
                    found.setdefault(f"{symbol}.{name}", kind)
    return found


def _signature(item: Any) -> str:
    parameters = inspect.signature(item).parameters.values()
    plain = [p.replace(annotation=inspect.Parameter.empty) for p in parameters]
    return str(inspect.Signature(plain))


def observe(
    stem: str,
    config: dict[str, Any],
    inputs: dict[str, np.ndarray],
    weights: Any = None,
    seed: int = 0,
    symbols: Sequence[str] = (),
    gains: Any = None,
) -> dict[str, Any]:
    """Runs a variant on given inputs and weights.

    Args:
      stem: of `legacy_tf1.variants`.
      config: fields of the variant's `Config` that are not at their default.
      inputs: arrays by name, as `Config.inputs` says.
      weights: arrays by TensorFlow 1.15.5 variable name; drawn from `seed` if None.
      seed: for the weights.
      symbols: names of the library whose signatures to report.
      gains: how far drawn weights reach; by default as the variant says.

    Returns:
      The report, see the module's docstring. It ends with `weights/NAME` if the
      given weights do not fit the variables.
    """
    variant = importlib.import_module("legacy_tf1.variants." + stem)
    settings = variant.Config(**config)
    report = {
        f"symbols/{name}": np.array(signature)
        for name, signature in signatures(variant.seq2seq, symbols).items()
    }
    with tf.Graph().as_default() as graph:
        model = variant.build(settings)
        outputs, state, lengths = variant.decode(settings, variant.MODES[0], model)
        loss = variant.loss(settings, model, outputs.rnn_output)
        variables = tf.trainable_variables()
        gains = gains or getattr(variant, "GAINS", DEFAULT_GAINS)
        drawn = draw_weights(variables, seed, gains)
        if weights is None:
            weights = drawn
        fitting = {name: weights[name] for name in drawn if _fits(weights.get(name), drawn[name])}
        if not len(fitting) == len(drawn) == len(weights):
            # Nothing can be run, but the report tells which variables there are.
            return {**report, **prefixed("weights", {**drawn, **fitting})}
        fetches = {**named("forward", model.encoder), "forward/sequence_lengths": lengths}
        fetches.update(named("forward", outputs))
        fetches.update(named("forward/state", state))
        report.update(run_graph(graph, fetches, loss, feed(model, inputs), weights))
    for mode in variant.MODES[1:]:
        report.update(_observe_inference(variant, settings, mode, inputs, weights))
    time_major = getattr(settings, "output_time_major", False)
    steps = report["forward/rnn_output"].shape[0 if time_major else 1]
    # A decoder that is finished before it starts is looked at for one step all the same.
    report.update(_observe_steps(variant, settings, inputs, weights, max(steps, 1)))
    return {name: np.asarray(value) for name, value in report.items()}


def _fits(weight: Any, variable: np.ndarray) -> bool:
    """Tells whether a weight is given and has a variable's shape and dtype."""
    return weight is not None and (weight.shape, weight.dtype) == (variable.shape, variable.dtype)


def _observe_inference(
    variant: Any,
    settings: Any,
    mode: str,
    inputs: dict[str, np.ndarray],
    weights: dict[str, np.ndarray],
) -> dict[str, np.ndarray]:
    """Decodes without a target, in a graph of its own."""
    with tf.Graph().as_default() as graph:
        model = variant.build(settings, mode)
        outputs, state, lengths = variant.decode(settings, mode, model)
        fetches = {**named(mode, outputs), **named(mode + "/state", state)}
        fetches[mode + "/sequence_lengths"] = lengths
        with plain_session(graph) as session:
            load_weights(session, tf.global_variables(), weights)
            return session.run(fetches, feed(model, inputs))


def _observe_steps(
    variant: Any,
    settings: Any,
    inputs: dict[str, np.ndarray],
    weights: dict[str, np.ndarray],
    steps: int,
) -> dict[str, np.ndarray]:
    """Steps the decoder by hand in a graph of its own."""
    with tf.Graph().as_default() as graph:
        probe = Probe()
        # Each step would write into the history of a state that is thrown away.
        if hasattr(settings, "alignment_history"):
            settings = replace(settings, alignment_history=False)
        model = variant.build(settings, probe=probe)
        stepped = probe.unroll(model.decoder, steps)
        several = len(model.mechanisms) > 1
        once = {}
        for k, mechanism in enumerate(model.mechanisms):
            suffix = f"/{k}" if several else ""
            once["steps/values" + suffix] = mechanism.values
            once["steps/keys" + suffix] = mechanism.keys
        with plain_session(graph) as session:
            load_weights(session, tf.global_variables(), weights)
            report, rows = session.run((once, stepped), feed(model, inputs))
    for name in rows[0]:
        report["steps/" + name] = np.stack([row[name] for row in rows])
    return report
