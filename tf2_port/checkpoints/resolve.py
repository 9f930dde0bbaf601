"""Decide which rule carries which variables of a checkpoint, and list what none carries.

By the model's own `weight_rules()`, by a map, and for the rest by matching structure.
"""

from __future__ import annotations

import fnmatch
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from tf2_port.checkpoints import mapping as maps
from tf2_port.checkpoints.hazards import hazards
from tf2_port.checkpoints.keras_layers import Offer, Place, places
from tf2_port.checkpoints.lstm_cell import LSTMCellRule
from tf2_port.checkpoints.match import Matching, Pair, match
from tf2_port.checkpoints.patterns import Shape
from tf2_port.checkpoints.recognise import Group, recognise
from tf2_port.checkpoints.renamed import Renamed, roles_of
from tf2_port.checkpoints.rule import Rule
from tf2_port.checkpoints.same import SameRule
from tf2_port.checkpoints.slots import Slots, find_slots


class MatchError(ValueError):
    """Something in the checkpoint or in the model has no counterpart, or more than one.

    `problems` has a sentence for each; `draft` is a map to be completed.
    """

    def __init__(self, problems: Sequence[str], draft: str) -> None:
        super().__init__("cannot match checkpoint and model: " + "; ".join(problems))
        self.problems, self.draft = list(problems), draft


@dataclass
class Resolved:
    """Which rule carries what.

    Attributes:
      rules: for every weight of the model.
      entries: the same as a map; none if the rules are the model's own.
      why: what decided each entry, by its Keras path.
      slots: what in the checkpoint is no weight.
      unused: names that were allowed to be left.
      notes: what the user should know.
      problems: what is left and was not allowed to be.
      matching: of what no map told.
    """

    rules: list[Rule]
    slots: Slots
    entries: list[maps.Entry] = field(default_factory=list)
    why: dict[str, str] = field(default_factory=dict)
    unused: list[str] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    matching: Matching = field(default_factory=Matching)


def resolve(
    model: Any,
    shapes: Mapping[str, Shape],
    mapping: maps.Mapping,
    allow_unused: Iterable[str] = (),
    own_rules: bool = True,
) -> Resolved:
    """Decides for every variable of a checkpoint, and every weight of a model.

    Args:
      model: with all its weights made.
      shapes: of the checkpoint's tensors, by name.
      mapping: what is known already; may be empty.
      allow_unused: patterns of names, beside the map's own.
      own_rules: whether the model's `weight_rules()` count, if the map has no layers.

    Raises:
      ValueError: for a map or pattern that does not fit.
    """
    patterns = [*mapping.allow_unused, *allow_unused]
    unused = set()
    for pattern in patterns:
        found = fnmatch.filter(shapes, pattern)
        if not found:
            raise ValueError(f"allow_unused: no tensor of the checkpoint is like {pattern!r}")
        unused.update(found)
    kept = {name: shape for name, shape in shapes.items() if name not in unused}
    if own_rules and hasattr(model, "weight_rules") and not mapping.layers:
        resolved = Resolved(list(model.weight_rules()), find_slots(kept))
    else:
        resolved = _by_structure(model, kept, mapping)
    resolved.unused = sorted(unused)
    return resolved


def _by_structure(model: Any, shapes: Mapping[str, Shape], mapping: maps.Mapping) -> Resolved:
    open_places = places(model)
    resolved = Resolved([], Slots())
    mapped: set[str] = set()
    for entry in mapping.layers:
        rule, place, open_places = _mapped(entry, open_places)
        resolved.notes += hazards(entry.kind, entry.keras, place.layer)
        resolved.rules.append(rule)
        resolved.entries.append(entry)
        resolved.why[entry.keras] = "by the map"
        mapped.update(tensor.name for tensor in rule.tensors())
    absent = sorted(mapped - set(shapes))
    resolved.slots = find_slots(shapes, mapped)
    done = mapped | resolved.slots.names
    groups = recognise({n: s for n, s in shapes.items() if n not in done}).groups
    matching = match(groups, open_places, shapes)
    for pair in matching.pairs:
        entry = entry_of(pair)
        resolved.entries.append(entry)
        resolved.why[entry.keras] = pair.why
        resolved.rules.append(_rule(entry, pair.offer))
        resolved.notes += hazards(entry.kind, entry.keras, pair.place.layer)
    resolved.matching = matching
    resolved.problems = [f"the map's tensor {name} is not in the checkpoint" for name in absent]
    resolved.problems += [
        _left_sentence(g, fitting, matching.empty) for g, fitting in matching.left
    ]
    resolved.problems += [
        f"nothing fills {place.path} ({place.name}: {_shapes(place.offers[0].shapes)})"
        for place in matching.empty
    ]
    return resolved


def entry_of(pair: Pair) -> maps.Entry:
    """Writes a pair as an entry of a map."""
    return entry_for(pair.group, pair.place, pair.offer)


def entry_for(group: Group, place: Place, offer: Offer) -> maps.Entry:
    """Writes down that a group fills a place."""
    kind = next(kind for kind in group.kinds if kind in offer.kinds)
    plain = maps.Entry(place.path, kind, group.scope)
    bias = None
    if isinstance(offer.rule, LSTMCellRule):
        # The cell that is made for cuDNN has none; the others have 1 by default.
        bias = 0.0 if "cudnn" in group.scope.rpartition("/")[2] else 1.0
    tensors = {role: name for role, name in group.names.items() if plain.name(role) != name}
    return replace(plain, forget_bias=bias, tensors=tensors)


def _rule(entry: maps.Entry, offer: Offer) -> Rule:
    rule, roles = offer.rule, roles_of(offer.rule)
    strange = sorted(set(entry.tensors) - set(roles))
    if strange:
        raise ValueError(
            f"map: {entry.keras} has no tensor {strange[0]!r}: expected {', '.join(roles)}"
        )
    if entry.forget_bias is not None:
        if not isinstance(rule, LSTMCellRule):
            raise ValueError(f"map: {entry.keras} is filled from no LSTM cell: no forget_bias")
        rule = replace(rule, forget_bias=entry.forget_bias)
    return Renamed(rule, {role: entry.name(role) for role in roles})


def _mapped(entry: maps.Entry, open_places: list[Place]) -> tuple[Rule, Place, list[Place]]:
    """Returns the rule of a map's entry, the place it fills, and the places that it leaves."""
    for place in open_places:
        rest = [other for other in open_places if other is not place]
        if place.path == entry.keras:
            for offer in place.offers:
                if entry.kind in offer.kinds:
                    return _rule(entry, offer), place, rest
            kinds = [kind for offer in place.offers for kind in offer.kinds]
            raise ValueError(
                f"map: {entry.keras} ({place.name}) cannot be filled from a {entry.kind}: "
                f"expected {', '.join(dict.fromkeys(kinds))}"
            )
        parts = _parts(place)
        for part in parts:
            if part.path == entry.keras:
                rest += [other for other in parts if other is not part]
                return _rule(entry, part.offers[0]), part, rest
    raise ValueError(
        f"map: the model has no {entry.keras} to fill: "
        f"expected one of {', '.join(place.path for place in open_places) or 'none'}"
    )


def _parts(place: Place) -> list[Place]:
    """Takes a layer apart into its weights, if they are the same arrays in TensorFlow 1."""
    whole = next((o.rule for o in place.offers if isinstance(o.rule, SameRule)), None)
    if whole is None:
        return []
    return [
        Place(
            f"{place.path}.{role}",
            "weight",
            (Offer(("variable", "embedding"), SameRule(("",), (weight,))),),
        )
        for role, weight in zip(whole.names, whole.weights)
    ]


def _left_sentence(group: Group, fitting: list[Place], empty: list[Place]) -> str:
    what = f"{group.scope} ({group.kind})"
    if fitting:
        paths = " or ".join(place.path for place in fitting)
        return f"{what} fits {paths}, and the names do not tell which"
    if not group.counterpart:
        return f"{what} has no counterpart in Keras or tfa"
    alike = [
        f"{place.path} wants {_shapes(offer.shapes)}"
        for place in empty
        for offer in place.offers
        if set(offer.kinds) & set(group.kinds) and set(offer.shapes) == set(group.names)
    ]
    names = ", ".join(group.names.values())
    return f"nothing takes {names} ({group.kind})" + (f"; {alike[0]}" if alike else "")


def _shapes(shapes: Mapping[str, Shape]) -> str:
    return ", ".join(f"{role} {list(shape)}".strip() for role, shape in shapes.items())


def draft(resolved: Resolved, mapping: maps.Mapping) -> str:
    """Writes a map of what is decided, and as comments what may still be chosen from."""
    text = maps.write_mapping(replace(mapping, layers=tuple(resolved.entries)), notes=resolved.why)
    lines = [
        "# Which TensorFlow 1 variables fill which Keras layer; see `seq2seq-port convert --help`.",
        "# What could not be decided is commented out: choose, and remove the # in front.",
        text,
    ]
    for group, fitting in resolved.matching.left:
        lines.append(f"# {group.scope} ({group.kind}): {len(fitting)} layers would fit.")
        for place in fitting or [Place("?", "", ())]:
            offers = [o for o in place.offers if set(o.kinds) & set(group.kinds)]
            entry = (
                entry_for(group, place, offers[0])
                if offers
                else maps.Entry(place.path, group.kind, group.scope)
            )
            lines += [f"# {line}" for line in maps.entry_lines(entry)]
            lines.append("#")
    lines += [f"# Nothing fills {place.path} ({place.name})." for place in resolved.matching.empty]
    return "\n".join(lines) + "\n"
