"""Tell what a name of tf.contrib is under `legacy_tf1`, from its own tables.

They are read when the command runs, and TensorFlow is not imported for it: of
`legacy_tf1.seq2seq`, whose modules would import it, only the text is looked at.
"""

from __future__ import annotations

import ast
import importlib
import importlib.util
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

UNMODIFIED, ALIAS, ABSENT, UNKNOWN = "unmodified", "alias", "absent", "unknown"
_CONTRIB = "legacy_tf1.contrib"
_SEQ2SEQ = "legacy_tf1.seq2seq"
_OPS = "seq2seq.python.ops"


@dataclass(frozen=True)
class Fate:
    """What becomes of a name under `legacy_tf1`.

    Attributes:
      symbol: the name below tf.contrib as its package exports it, such as `rnn.LSTMCell`;
        of a module, its path.
      status: `unmodified` (it is there, written again), `alias` (it is something else
        that is still there), `absent` (it raises when it is used), or `unknown`
        (TensorFlow 1.15.5 has no such name).
      place: what an alias leads to.
      advice: what to use instead of what is absent.
    """

    symbol: str
    status: str
    place: str = ""
    advice: str = ""

    @property
    def sentence(self) -> str:
        """Says the same after "it"."""
        return str(self) if self.status in (UNMODIFIED, ALIAS) else f"is {self}"

    def __str__(self) -> str:
        if self.status == UNMODIFIED:
            return "works unmodified"
        if self.status == ALIAS:
            return f"works through an alias of {self.place}"
        if self.status == ABSENT:
            return f"not available; {self.advice}" if self.advice else "not available"
        return "unknown to TensorFlow 1.15.5"


@cache
def _table(name: str) -> Any:
    return importlib.import_module(f"{_CONTRIB}.{name}")


@cache
def fate(path: str) -> Fate:
    """Returns what becomes of `tf.contrib.PATH`.

    Args:
      path: such as `rnn.LSTMCell` or `rnn.python.ops.core_rnn_cell.LSTMCell`; attributes
        of a class may follow. Empty for tf.contrib itself.
    """
    module, name = _split(path)
    if not module:
        return Fate(path, UNKNOWN) if path else Fate("", UNMODIFIED)
    package = module.partition(".")[0]
    if package == "seq2seq":
        return _of_seq2seq(module, name)
    if module in _table("paths").MODULES:
        place = _table("paths").MODULES[module]
        symbol = _symbol(module, name)
        if _known(module, name) == UNKNOWN:
            return Fate(symbol, UNKNOWN)
        if place.startswith("legacy_tf1."):
            return Fate(symbol, UNMODIFIED)
        return Fate(symbol, ALIAS, f"{place}.{name}" if name else place)
    if importlib.util.find_spec(f"{_CONTRIB}.{package}") is None:
        advice = _table("nearest").PACKAGES.get(package, "")
        return Fate(_symbol(module, name), _known(module, name), advice=advice)
    if not name:
        return Fate(module, UNMODIFIED)
    answering = _table(package)
    symbols = answering.SYMBOLS
    if name in symbols:
        place = symbols[name].replace(":", ".")
        if place.startswith("legacy_tf1."):
            return Fate(f"{package}.{name}", UNMODIFIED)
        return Fate(f"{package}.{name}", ALIAS, place.replace("tensorflow.compat.v1", "tf"))
    nearest = getattr(answering, "NEAREST", {})
    advice = nearest.get(name, nearest.get("", ""))
    return Fate(_symbol(module, name), _known(module, name), advice=advice)


def is_module(path: str) -> bool:
    """Tells whether TensorFlow 1.15.5 has a package or a module `tf.contrib.PATH`."""
    return _split(path) == (path, "")


def exported(module: str) -> tuple[str, ...]:
    """Lists the names that `from MODULE import *` brings, for modules of tensorflow.contrib."""
    prefix = "tensorflow.contrib"
    if module == "tensorflow.compat.v1.contrib" or module.startswith(prefix):
        path = module.partition("contrib")[2].lstrip(".")
        return tuple(n for n in _table("genuine").names(path) if not n.startswith("_"))
    return ()


def _split(path: str) -> tuple[str, str]:
    """Splits into the longest path of a module and the name in it, if there is one."""
    genuine = _table("genuine")
    parts = path.split(".")
    for length in range(len(parts), 0, -1):
        module = ".".join(parts[:length])
        if module in genuine.packages() or genuine.has_module(module):
            return module, parts[length] if length < len(parts) else ""
    return "", ""


def _symbol(module: str, name: str) -> str:
    """Shortens the path of what the package itself exports."""
    package = module.partition(".")[0]
    if name and name in _table("genuine").names(package):
        return f"{package}.{name}"
    return f"{module}.{name}" if name else module


def _known(module: str, name: str) -> str:
    """Tells what is not in our tables from what was never in contrib."""
    genuine = _table("genuine")
    package = module.partition(".")[0]
    known = not name or name in genuine.names(module) or name in genuine.names(package)
    return ABSENT if known else UNKNOWN


def _of_seq2seq(module: str, name: str) -> Fate:
    exports = _names_in("__init__")
    symbol = f"seq2seq.{name}" if name in exports else _symbol(module, name)
    file = module[len(_OPS) + 1 :] if module.startswith(_OPS + ".") else "__init__"
    if not name or name in exports or name in _names_in(file):
        return Fate(symbol, UNMODIFIED)
    return Fate(symbol, _known(module, name))


@cache
def _names_in(file: str) -> frozenset[str]:
    """Lists what a module of `legacy_tf1.seq2seq` has at its top; nothing, if there is none."""
    package = importlib.util.find_spec("legacy_tf1")
    if package is None or package.origin is None:
        return frozenset()
    path = Path(package.origin).parent / "seq2seq" / f"{file}.py"
    if not path.is_file():
        return frozenset()
    names: set[str] = set()
    for node in ast.parse(path.read_text(encoding="utf-8")).body:
        if isinstance(node, (ast.Import, ast.ImportFrom)):
            names.update(alias.asname or alias.name for alias in node.names)
        elif isinstance(node, (ast.FunctionDef, ast.ClassDef)):
            names.add(node.name)
        elif isinstance(node, ast.Assign):
            names.update(t.id for t in node.targets if isinstance(t, ast.Name))
    return frozenset(names)
