"""Read and write maps: TOML files that tell which variables fill which Keras layer.

global_step = "global_step"
allow_unused = ["beam_width"]      # patterns of names that nothing takes

[optimizer]
name = "Adam"                      # what slots end in
scope = ""                         # what they begin with, such as "train/"

[[layer]]
keras = "encoder.cell"             # the path in the model
kind = "lstm_cell"
scope = "encoder/lstm_cell"
forget_bias = 1.0                  # of the TensorFlow 1 cell, whose checkpoint has it not
tensors = {"kernel" = "w"}         # where a name is not the scope's
"""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping as Dict
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

_LARGEST = 10_000_000  # bytes; a map of a thousand layers has a hundredth of it


@dataclass(frozen=True)
class Entry:
    """One layer of a map."""

    keras: str
    kind: str
    scope: str
    forget_bias: float | None = None
    tensors: Dict[str, str] = field(default_factory=dict)

    def name(self, role: str) -> str:
        """Returns the TensorFlow 1 name of a role."""
        return self.tensors.get(role) or (f"{self.scope}/{role}" if role else self.scope)


@dataclass(frozen=True)
class Mapping:
    """A map."""

    layers: tuple[Entry, ...] = ()
    optimizer: str | None = None
    optimizer_scope: str = ""
    global_step: str | None = None
    allow_unused: tuple[str, ...] = ()


def read_mapping(path: str | Path) -> Mapping:
    """Reads a map.

    Raises:
      ValueError: in one line, if it is not a map.
    """
    path = Path(path)
    try:
        if path.stat().st_size > _LARGEST:
            raise ValueError(f"map {path} has more than {_LARGEST} bytes")
        content = tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise ValueError(f"cannot read map {path}: {error.strerror}") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ValueError(f"map {path} is not TOML: {error}") from None
    try:
        return _mapping(content)
    except _Wrong as error:
        raise ValueError(f"map {path}: {error}") from None


class _Wrong(Exception):
    pass


def _mapping(content: dict[str, Any]) -> Mapping:
    _known("the map", content, layer=list, optimizer=dict, global_step=str, allow_unused=list)
    optimizer = content.get("optimizer", {})
    _known("[optimizer]", optimizer, name=str, scope=str)
    patterns = content.get("allow_unused", [])
    if not all(isinstance(pattern, str) for pattern in patterns):
        raise _Wrong("allow_unused: expected a list of patterns")
    layers = tuple(_entry(k, item) for k, item in enumerate(content.get("layer", [])))
    paths = [entry.keras for entry in layers]
    twice = sorted({path for path in paths if paths.count(path) > 1})
    if twice:
        raise _Wrong(f"{twice[0]} is filled twice")
    return Mapping(
        layers,
        optimizer.get("name"),
        optimizer.get("scope", ""),
        content.get("global_step"),
        tuple(patterns),
    )


def _entry(number: int, item: Any) -> Entry:
    where = f"[[layer]] {number + 1}"
    if not isinstance(item, dict):
        raise _Wrong(f"{where}: expected a table")
    _known(where, item, keras=str, kind=str, scope=str, forget_bias=(int, float), tensors=dict)
    for key in ("keras", "kind"):
        if key not in item:
            raise _Wrong(f"{where}: {key} is missing")
    tensors = item.get("tensors", {})
    if not all(isinstance(name, str) for name in tensors.values()):
        raise _Wrong(f"{where}: tensors: expected names")
    if "scope" not in item and not tensors:
        raise _Wrong(f"{where}: scope or tensors is missing")
    bias = item.get("forget_bias")
    return Entry(
        item["keras"],
        item["kind"],
        item.get("scope", ""),
        None if bias is None else float(bias),
        tensors,
    )


def _known(where: str, table: dict[str, Any], **types: Any) -> None:
    for key, value in table.items():
        if key not in types:
            raise _Wrong(f"{where}: {key} is not known; expected {', '.join(types)}")
        if not isinstance(value, types[key]) or isinstance(value, bool):
            raise _Wrong(f"{where}: {key} has the wrong type: {value!r}")


def write_mapping(mapping: Mapping, notes: Dict[str, str] | None = None) -> str:
    """Returns the map's text.

    Args:
      mapping: what to write.
      notes: a comment for a layer, by its path.
    """
    lines = []
    if mapping.global_step is not None:
        lines.append(f"global_step = {_text(mapping.global_step)}")
    if mapping.allow_unused:
        lines.append(f"allow_unused = [{', '.join(map(_text, mapping.allow_unused))}]")
    if mapping.optimizer is not None:
        lines += ["", "[optimizer]", f"name = {_text(mapping.optimizer)}"]
        lines.append(f"scope = {_text(mapping.optimizer_scope)}")
    for entry in mapping.layers:
        lines.append("")
        note = (notes or {}).get(entry.keras)
        lines += entry_lines(entry, note)
    return "\n".join(lines).lstrip("\n") + "\n"


def entry_lines(entry: Entry, note: str | None = None) -> list[str]:
    """Returns the lines of one layer."""
    lines = [f"[[layer]]{f'  # {note}' if note else ''}", f"keras = {_text(entry.keras)}"]
    lines += [f"kind = {_text(entry.kind)}", f"scope = {_text(entry.scope)}"]
    if entry.forget_bias is not None:
        lines.append(f"forget_bias = {entry.forget_bias!r}")
    if entry.tensors:
        pairs = ", ".join(f"{_text(role)} = {_text(n)}" for role, n in entry.tensors.items())
        lines.append(f"tensors = {{{pairs}}}")
    return lines


def _text(value: str) -> str:
    return json.dumps(
        value, ensure_ascii=False
    )  # a basic string of TOML is written like one of JSON
