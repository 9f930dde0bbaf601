"""Read hyperparameters from text, as tf.contrib.training.parse_values does."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, Callable

# name = value, name[index] = value, or name = [value, value], and a comma or the end.
_CLAUSE = re.compile(
    r"(?P<name>[a-zA-Z][\w\.]*)(\[\s*(?P<index>\d+)\s*\])?\s*=\s*"
    r"((?P<value>[^,\[]*)|\[(?P<list>[^\]]*)\])($|,\s*)"
)


def parse_values(
    values: str, type_map: Mapping[str, type], ignore_unknown: bool = False
) -> dict[str, Any]:
    """Reads a text such as `rate=0.1,layers=[64,32],units[1]=5`.

    Args:
      values: clauses with commas between them.
      type_map: the types by name; of a list, that of its elements.
      ignore_unknown: if true, names that `type_map` lacks are left out.

    Returns:
      By name a value, a list, or for indexed ones a dict by index.

    Raises:
      ValueError: if the text is malformed, names what is not in `type_map`, sets
        something twice, or has a value that is not of its type.
    """
    found: dict[str, Any] = {}
    position = 0
    while position < len(values):
        clause = _CLAUSE.match(values, position)
        if not clause:
            raise ValueError(f"expected name=value at {values[position:]!r}")
        position = clause.end()
        name = clause["name"]
        if name in type_map:
            _add(found, clause, _reader(type_map[name]), values)
        elif not ignore_unknown:
            raise ValueError(f"there is no hyperparameter {name!r} in {sorted(type_map)}")
    return found


def _add(found: dict[str, Any], clause: re.Match, read: Callable[[str], Any], text: str) -> None:
    name, index = clause["name"], clause["index"]
    several = clause["list"] is not None
    if several and index is not None:
        raise ValueError(f"a list is assigned to one element, {name}[{index}]")
    try:
        value: Any = read(clause["value"]) if not several else _read_all(clause["list"], read)
    except ValueError as error:
        raise ValueError(f"cannot read {clause[0]!r} of {text!r}: {error}") from None
    place, key = found, name
    if index is not None:
        place, key = found.setdefault(name, {}), int(index)
    if not isinstance(place, dict) or key in place:
        raise ValueError(f"{name!r} is assigned more than once in {text!r}")
    place[key] = value


def _read_all(text: str, read: Callable[[str], Any]) -> list:
    return [read(part) for part in re.split("[ ,]", text) if part]


def _reader(kind: type) -> Callable[[str], Any]:
    return _read_bool if kind is bool else kind


def _read_bool(text: str) -> bool:
    if text in ("true", "True", "false", "False"):
        return text in ("true", "True")
    return bool(int(text))
