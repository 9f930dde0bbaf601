"""Group a checkpoint's variables by the cells and layers that they belong to."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from tf2_port.checkpoints.patterns import ALIKE, PATTERNS, Pattern, Shape, solve
from tf2_port.checkpoints.slots import Slots, find_slots

# What a scope's parts say about what the layer was in.
_CONTAINERS = (
    (r"multi_rnn_cell(_\d+)?", "MultiRNNCell"),
    (r"cell_\d+", "cell"),
    (r"attention_wrapper(_\d+)?", "AttentionWrapper"),
    (r"fw|forward_\w+", "bidirectional, forwards"),
    (r"bw|backward_\w+", "bidirectional, backwards"),
)
_SUFFIX = re.compile(r"_(\d+)$")


@dataclass(frozen=True)
class Group:
    """The variables of one cell or layer.

    Attributes:
      kind: of `patterns.PATTERNS`, or `embedding`, or `variable` for what is unknown.
      scope: what their names begin with; for a single variable, its name.
      names: TensorFlow 1 names by role.
      letters: what the pattern's letters stand for, such as `n` inputs and `u` units.
      kinds: what else they may belong to, by their shapes alone.
      counterpart: whether Keras or tfa has such a layer.
    """

    kind: str
    scope: str
    names: Mapping[str, str]
    letters: Mapping[str, int] = field(default_factory=dict)
    kinds: tuple[str, ...] = ()
    counterpart: bool = True

    @property
    def within(self) -> list[str]:
        """Says which wrappers the scope names, from the outermost."""
        found = []
        for part in self.scope.split("/"):
            for pattern, container in _CONTAINERS:
                if re.fullmatch(pattern, part):
                    number = part.rpartition("_")[2] if container == "cell" else ""
                    found.append(f"{container} {number}".strip())
        return found


@dataclass(frozen=True)
class Recognised:
    """What there is in a checkpoint: layers, and what is no weight."""

    groups: list[Group]
    slots: Slots


def recognise(shapes: Mapping[str, Shape]) -> Recognised:
    """Recognises layers by names and shapes.

    Args:
      shapes: of all tensors of a checkpoint, by name.
    """
    slots = find_slots(shapes)
    left = {name: shape for name, shape in shapes.items() if name not in slots.names}
    groups: list[Group] = []
    for pattern in PATTERNS:
        for scope, names in list(_places(pattern, left)):
            group = _group(pattern, scope, names, left)
            if group is not None:
                groups.append(group)
                for name in group.names.values():
                    del left[name]
    for name, shape in left.items():
        kind = "embedding" if len(shape) == 2 else "variable"
        groups.append(Group(kind, name, {"": name}, kinds=("embedding", "variable")))
    return Recognised(sorted(_with_memory(groups), key=lambda group: group.scope), slots)


def _places(pattern: Pattern, shapes: Mapping[str, Shape]) -> Iterator[tuple[str, dict[str, str]]]:
    """Finds the scopes below which every role is: yields them with the names by role."""
    roles = [*pattern.roles, *pattern.optional]
    first = pattern.path(roles[0])
    for name in shapes:
        # Two cells of one Keras layer have `kernel` and `kernel_1` in one scope.
        match = re.fullmatch(rf"(?:(.*)/)?{re.escape(first)}(_\d+)?", name)
        if match:
            scope, suffix = match[1] or "", match[2] or ""
            front = f"{scope}/" if scope else ""
            names = {role: f"{front}{pattern.path(role)}{suffix}" for role in roles}
            present = {role: full for role, full in names.items() if full in shapes}
            if set(pattern.roles) <= set(present):
                yield scope, present


def _group(
    pattern: Pattern, scope: str, names: Mapping[str, str], shapes: Mapping[str, Shape]
) -> Group | None:
    if any(name not in shapes for name in names.values()):
        return None  # taken by the place before
    if pattern.scope and not re.search(pattern.scope, scope.rpartition("/")[2]):
        return None
    specs = {**pattern.roles, **pattern.optional}
    letters = solve(
        {role: specs[role] for role in names}, {role: shapes[name] for role, name in names.items()}
    )
    if letters is None:
        return None
    alike = ALIKE if pattern.kind == "dense" else (pattern.kind,)
    kinds = ("dense",) if pattern.kind == "attention_layer" else alike
    return Group(pattern.kind, scope, dict(names), letters, kinds, pattern.counterpart)


def _with_memory(groups: list[Group]) -> list[Group]:
    """Joins mechanisms and their memory layers, which contrib made in another scope.

    The second mechanism of a kind is `..._1`, and so is its memory layer.
    """
    memories = [group for group in groups if group.kind == "memory_layer"]
    mechanisms = [group for group in groups if group.kind.endswith("_attention")]
    joined = [group for group in groups if group not in memories and group not in mechanisms]
    # Luong's own variables do not tell the units: Bahdanau's choose first.
    for mechanism in sorted(mechanisms, key=lambda group: "u" not in group.letters):
        units = mechanism.letters.get("u")
        found = [m for m in memories if units in (None, m.letters["u"])]
        for same in (_parent, _number):
            alike = [m for m in found if same(m.scope) == same(mechanism.scope)]
            found = alike or found
        if len(found) == 1:
            memories.remove(found[0])
            mechanism = _joined(mechanism, found[0])
        joined.append(mechanism)
    # LuongAttention(scale=False) has nothing but its memory layer.
    joined += [_joined(replace(m, names={}, kind="luong_attention"), m) for m in memories]
    return joined


def _joined(mechanism: Group, memory: Group) -> Group:
    names = {"memory_layer/kernel": memory.names["kernel"], **mechanism.names}
    letters = {**memory.letters, **mechanism.letters}
    return replace(mechanism, names=names, letters=letters, kinds=(mechanism.kind,))


def _parent(scope: str) -> str:
    return scope.rpartition("/")[0]


def _number(scope: str) -> int:
    match = _SUFFIX.search(scope)
    return int(match[1]) if match else 0
