"""Write a Keras model and its optimizer as a checkpoint that `Saver.restore` reads."""

from __future__ import annotations

import functools
import os
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np

from tf2_port.checkpoints import mapping as maps
from tf2_port.checkpoints.optimizers import Optimizer, open_optimizer, slot_ends, slot_name
from tf2_port.checkpoints.renamed import apart
from tf2_port.checkpoints.resolve import Resolved, resolve
from tf2_port.checkpoints.transfer import dump
from tf2_port.compat import tf


def save_tf1(
    model: Any,
    path: str | os.PathLike[str],
    mapping: maps.Mapping | str | os.PathLike[str] | None = None,
    *,
    optimizer: Any = None,
    global_step: int | None = None,
) -> list[str]:
    """Writes `PATH.index` and `PATH.data-00000-of-00001`, in TensorFlow 1's V2 format.

    Args:
      model: with all its weights made.
      path: as for `Saver.restore`; the folder is made.
      mapping: a map that names every layer's variables, such as `load_tf1` returns; without
        layers the model's `weight_rules()` are followed.
      optimizer: whose slots to write, named as the map's `[optimizer]` says.
      global_step: to be written under the map's name for it, by default `global_step`.

    Returns:
      The names that were written.

    Raises:
      ValueError: if the map does not name every weight, or two have the same name.
    """
    given = mapping if isinstance(mapping, maps.Mapping) else maps.Mapping()
    if mapping is not None and not isinstance(mapping, maps.Mapping):
        given = maps.read_mapping(Path(mapping))
    resolved = _rules(model, given)
    tensors = dict(dump(resolved.rules))
    names = [tensor.name for rule in resolved.rules for tensor in rule.tensors()]
    if optimizer is not None:
        slots = _slots(model, resolved, optimizer, given)
        names += list(slots)
        tensors.update(slots)
    if global_step is not None:
        names.append(given.global_step or "global_step")
        tensors[names[-1]] = np.asarray(global_step, np.int64)
    twice = sorted({name for name in names if names.count(name) > 1})
    if twice:
        raise ValueError(f"two weights would be written as {', '.join(twice)}")
    _write(Path(path), tensors)
    return sorted(tensors)


def _rules(model: Any, given: maps.Mapping) -> Resolved:
    resolved = resolve(model, {}, maps.Mapping(given.layers))
    covered = {id(v) for rule in resolved.rules for v in rule.variables()}
    missing = [weight.name for weight in model.weights if id(weight) not in covered]
    if missing:
        raise ValueError(f"the map names no TensorFlow 1 variable for {', '.join(missing)}")
    return resolved


def _slots(
    model: Any, resolved: Resolved, optimizer: Any, given: maps.Mapping
) -> dict[str, np.ndarray]:
    """Computes the optimizer's slots by their TensorFlow 1 names."""
    opened = open_optimizer(optimizer, model.trainable_weights)
    base, scope = given.optimizer or opened.kind, given.optimizer_scope
    trained = {id(weight) for weight in model.trainable_weights}
    rules = [r for r in apart(resolved.rules) if all(id(v) in trained for v in r.variables())]
    tensors: dict[str, np.ndarray] = {}
    for end, slot in zip(slot_ends(base, len(opened.slot_names)), opened.slot_names):
        take = functools.partial(_slot_value, opened, slot)
        values = dump(rules, take, "slot")
        tensors.update((slot_name(name, end, scope), value) for name, value in values.items())
    for k, power in enumerate(opened.power_values(np.dtype(np.float32)) if opened.betas else ()):
        tensors[f"{scope}beta{k + 1}_power"] = power
    return tensors


def _slot_value(opened: Optimizer, slot: str, weight: Any) -> np.ndarray:
    value: np.ndarray = opened.slot(weight, slot).numpy()
    return value


def _write(path: Path, tensors: Mapping[str, np.ndarray]) -> None:
    """Writes both files beside where they belong, and moves them there when they are whole."""
    path.parent.mkdir(parents=True, exist_ok=True)
    names = sorted(tensors)
    with tempfile.TemporaryDirectory(dir=path.parent) as room:
        tf.raw_ops.SaveV2(
            prefix=str(Path(room) / path.name),
            tensor_names=names,
            shape_and_slices=[""] * len(names),
            tensors=[tf.constant(tensors[name]) for name in names],
        )
        for end in ("data-00000-of-00001", "index"):  # a reader looks for the index first
            os.replace(Path(room) / f"{path.name}.{end}", f"{path}.{end}")
