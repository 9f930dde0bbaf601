"""Load a TensorFlow 1 checkpoint into a Keras model and its optimizer: all of it, or nothing."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import numpy as np

from tf2_port.checkpoints import mapping as maps
from tf2_port.checkpoints.optimizers import Optimizer, epsilon_note, open_optimizer, slot_ends
from tf2_port.checkpoints.reading import Checkpoint
from tf2_port.checkpoints.renamed import apart
from tf2_port.checkpoints.resolve import MatchError, Resolved, draft, resolve
from tf2_port.checkpoints.rule import Rule
from tf2_port.checkpoints.slots import AVERAGE, Slots
from tf2_port.checkpoints.transfer import WeightTransferError, convert


@dataclass
class Loaded:
    """What was done.

    Attributes:
      mapping: complete, to be written down; for a model with `weight_rules()` without layers.
      why: what decided each layer of the map, by its Keras path.
      rules: that were followed.
      global_step: of the checkpoint, if it has one.
      unused: the tensors that were allowed to be left.
      notes: what the user should know.
    """

    mapping: maps.Mapping
    why: dict[str, str]
    rules: list[Rule]
    global_step: int | None = None
    unused: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


def load_tf1(
    model: Any,
    path: str | os.PathLike[str],
    mapping: maps.Mapping | str | os.PathLike[str] | None = None,
    *,
    optimizer: Any = None,
    drop_optimizer: bool = False,
    averages: bool = False,
    allow_unused: Iterable[str] = (),
) -> Loaded:
    """Sets a Keras model's weights, and an optimizer's slots, from a TensorFlow 1 checkpoint.

    After loading, an attention mechanism's `setup_memory` must run again.

    Args:
      model: with all its weights made: built, or called once.
      path: of a checkpoint that `tf.train.Saver` wrote, V1 or V2, or the folder it is in.
      mapping: a map, or the TOML file it is in. Without layers the model's `weight_rules()`
        are followed, if it has them; what a map does not tell is matched by structure.
      optimizer: of `tf.compat.v1.train`, or a Keras Adam; gets the slots.
      drop_optimizer: whether the checkpoint's slots may be left.
      averages: whether to take a variable's `ExponentialMovingAverage` instead of itself.
      allow_unused: patterns of tensors that may be left, such as `beam/*`.

    Returns:
      What was done, and the complete map.

    Raises:
      MatchError: listing every tensor, on either side, that has no counterpart.
      ValueError: in one line, for a checkpoint, map or optimizer that is none. Whatever is
        raised, neither model nor optimizer has changed.
    """
    checkpoint = Checkpoint(path)
    given = mapping if isinstance(mapping, maps.Mapping) else maps.Mapping()
    if mapping is not None and not isinstance(mapping, maps.Mapping):
        given = maps.read_mapping(Path(mapping))
    resolved = resolve(model, checkpoint.shapes, given, allow_unused)
    slots = resolved.slots
    problems = list(resolved.problems)
    tensors = _weights(checkpoint, resolved, averages)
    values: list[tuple[Any, Any]] = []
    if not problems:
        try:
            values = convert(resolved.rules, tensors, model.weights)
        except WeightTransferError as error:
            problems += error.problems
    base = None if drop_optimizer else _optimizer_name(slots, given)
    mapped = replace(
        given,
        layers=tuple(resolved.entries),
        optimizer=base,
        optimizer_scope=slots.scope,
        global_step=_global_step(slots, given),
        allow_unused=tuple(dict.fromkeys([*given.allow_unused, *allow_unused])),
    )
    loaded = Loaded(mapped, resolved.why, resolved.rules, unused=resolved.unused)
    loaded.notes += resolved.notes
    if mapped.global_step is not None:
        loaded.global_step = int(checkpoint[mapped.global_step])
    problems += [f"unused tensor {name}" for name in slots.steps if name != mapped.global_step]
    if not averages:
        problems += [
            f"unused tensor {names[AVERAGE]}" for names in slots.of.values() if AVERAGE in names
        ]
    opened = None
    if drop_optimizer:
        left = ", ".join(sorted({end for ends in slots.of.values() for end in ends} - {AVERAGE}))
        loaded.notes.append(f"the optimizer's slots ({left or 'none'}) were left, as was asked for")
    elif optimizer is None:
        problems += [f"unused tensor {name}, of an optimizer" for name in _slot_names(slots)]
    else:
        opened = open_optimizer(optimizer, model.trainable_weights)
        ends = slot_ends(base or opened.kind, len(opened.slot_names))
        problems += [
            f"unused tensor {name}, which is no slot of {type(optimizer).__name__}"
            for name in _slot_names(slots, without=ends)
            if not (opened.betas and name in slots.powers)
        ]
    if problems:
        raise MatchError(problems, draft(resolved, mapped))
    if opened is not None:
        values += _slot_values(checkpoint, resolved, opened, base or opened.kind, loaded, model)
    for variable, value in values:
        variable.assign(value)
    return loaded


def _weights(
    checkpoint: Checkpoint, resolved: Resolved, averages: bool
) -> Mapping[str, np.ndarray]:
    """Reads what is neither slot nor allowed to be unused."""
    left = resolved.slots.names | set(resolved.unused)
    names = [name for name in checkpoint if name not in left]
    of = resolved.slots.of if averages else {}
    return {name: checkpoint[of.get(name, {}).get(AVERAGE, name)] for name in names}


def _optimizer_name(slots: Slots, given: maps.Mapping) -> str | None:
    if given.optimizer is not None or not slots.optimizers:
        return given.optimizer
    if len(slots.optimizers) > 1:
        raise ValueError(
            f"the checkpoint has slots of {' and '.join(slots.optimizers)}: name one in the map's "
            "[optimizer], and allow the others' to be unused"
        )
    return slots.optimizers[0]


def _global_step(slots: Slots, given: maps.Mapping) -> str | None:
    if given.global_step is not None and given.global_step not in slots.steps:
        raise ValueError(f"map: the checkpoint has no step counter {given.global_step}")
    if given.global_step is not None or len(slots.steps) != 1:
        return given.global_step
    return slots.steps[0]


def _slot_names(slots: Slots, without: Iterable[str] = ()) -> list[str]:
    left = {*without, AVERAGE}
    names = [n for ends in slots.of.values() for end, n in ends.items() if end not in left]
    return [*names, *slots.powers]


def _slot_values(
    checkpoint: Checkpoint,
    resolved: Resolved,
    opened: Optimizer,
    base: str,
    loaded: Loaded,
    model: Any,
) -> list[tuple[Any, Any]]:
    """Computes what to assign to the optimizer's variables.

    A layer that was not trained has no slots, and none are set for it.
    """
    slots, values = resolved.slots, []
    trained = {id(weight) for weight in model.trainable_weights}
    for rule in apart(resolved.rules):
        names = [next(n for n in t.names if n in checkpoint) for t in rule.tensors()]
        for end, slot in zip(slot_ends(base, len(opened.slot_names)), opened.slot_names):
            found = [slots.of.get(name, {}).get(end) for name in names]
            if not any(found):
                if any(id(weight) in trained for weight in rule.variables()):
                    loaded.notes.append(f"no slot {end} of {names[0]}: {slot} starts anew")
                continue
            if not all(found):
                raise ValueError(f"some of {', '.join(names)} have a slot {end}, some have none")
            arrays = rule.to_keras([checkpoint[name] for name in found if name], "slot")
            for weight, array in zip(rule.variables(), arrays):
                if id(weight) not in trained:
                    raise ValueError(f"{weight.name} has slots, but is not trainable in the model")
                values.append((opened.slot(weight, slot), array))
    if opened.betas and slots.powers:
        powers = [checkpoint[name] for name in sorted(slots.powers)]
        values += opened.start_at(powers, loaded.global_step)
    note = epsilon_note(opened.optimizer)
    loaded.notes += [note] if note else []
    return values
