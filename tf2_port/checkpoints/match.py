"""Match groups of TensorFlow 1 variables with the layers of a Keras model.

First whatever only one thing fits, for kind and shapes; then, among what fits equally,
those whose names have more in common with each other than with anything else. What is
left after that is left to the user: a wrong guess would not be seen.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

from tf2_port.checkpoints.keras_layers import Offer, Place
from tf2_port.checkpoints.likeness import likeness, words
from tf2_port.checkpoints.patterns import Shape
from tf2_port.checkpoints.recognise import Group

_Edge = tuple[int, int]  # a group's number, a place's number


@dataclass(frozen=True)
class Pair:
    """A group, and the layer that it fills.

    Attributes:
      group: of the checkpoint.
      place: of the model.
      offer: how it is filled.
      why: what decided it.
    """

    group: Group
    place: Place
    offer: Offer
    why: str


@dataclass
class Matching:
    """What was matched, and what was not: `left` tells the places that a group would fit."""

    pairs: list[Pair] = field(default_factory=list)
    left: list[tuple[Group, list[Place]]] = field(default_factory=list)
    empty: list[Place] = field(default_factory=list)


def match(groups: list[Group], places: list[Place], shapes: Mapping[str, Shape]) -> Matching:
    """Matches each group with one place.

    Args:
      groups: of the checkpoint.
      places: of the model.
      shapes: of the checkpoint's tensors.
    """
    offers: dict[_Edge, Offer] = {}
    for g, group in enumerate(groups):
        for p, place in enumerate(places):
            offer = _fitting(group, place, shapes)
            if offer is not None:
                offers[g, p] = offer
    likenesses = {(g, p): likeness(words(groups[g].scope), _words_of(places[p])) for g, p in offers}
    matching = Matching()
    open_edges = set(offers)
    while True:
        found = _only(open_edges) or _best_by_name(open_edges, likenesses)
        if found is None:
            break
        (g, p), why = found
        matching.pairs.append(Pair(groups[g], places[p], offers[g, p], why))
        open_edges = {edge for edge in open_edges if edge[0] != g and edge[1] != p}
    done = {id(pair.group) for pair in matching.pairs}
    filled = {id(pair.place) for pair in matching.pairs}
    matching.left = [
        (group, [places[p] for p in range(len(places)) if (g, p) in open_edges])
        for g, group in enumerate(groups)
        if id(group) not in done
    ]
    matching.empty = [place for place in places if id(place) not in filled]
    return matching


def _only(edges: set[_Edge]) -> tuple[_Edge, str] | None:
    """Finds a group that fits one place only, or a place that only one group fits.

    Of two groups that fit nothing but the same place, neither is taken.
    """
    for side, why in ((0, "it fits nothing else"), (1, "nothing else fits")):
        count = Counter(edge[side] for edge in edges)
        only = [edge for edge in sorted(edges) if count[edge[side]] == 1]
        rivals = Counter(edge[1 - side] for edge in only)
        for edge in only:
            if rivals[edge[1 - side]] == 1:
                return edge, why
    return None


def _best_by_name(edges: set[_Edge], likenesses: Mapping[_Edge, int]) -> tuple[_Edge, str] | None:
    """Finds a pair more alike than either is to anything else, the most alike first."""
    at_best: list[dict[int, list[_Edge]]] = [{}, {}]
    for side in (0, 1):
        for edge in edges:
            best = at_best[side].get(edge[side], [edge])
            if likenesses[edge] > likenesses[best[0]]:
                at_best[side][edge[side]] = [edge]
            elif likenesses[edge] == likenesses[best[0]]:
                at_best[side][edge[side]] = [*(e for e in best if e != edge), edge]
    for edge in sorted(edges, key=lambda edge: (-likenesses[edge], edge)):
        if all(at_best[side][edge[side]] == [edge] for side in (0, 1)):
            return edge, "by name"
    return None


def _fitting(group: Group, place: Place, shapes: Mapping[str, Shape]) -> Offer | None:
    wanted = {role: shapes[name] for role, name in group.names.items()}
    for offer in place.offers:
        if set(offer.kinds) & set(group.kinds) and offer.shapes == wanted:
            return offer
    return None


def _words_of(place: Place) -> frozenset[str]:
    return words(place.telling)
