"""Record what TensorFlow 1.15.5 has at the old places, or check that it still does.

    python3.7 -m parity_tests.moved.record [--check]

writes `genuine.json` beside this file: by module, the kind and the arguments of each
name that published code imports, that contrib's own sources beside seq2seq use, or
that a table of `legacy_tf1.moved` lists; and what the functions of `values.py` give.
Exits with 1 if something differs or is not in 1.15.5, with 2 on another TensorFlow.
"""

from __future__ import annotations

import ast
import importlib
import inspect
import json
import runpy
import sys
from collections import defaultdict
from pathlib import Path
from typing import Any, Dict, Iterator, List, Tuple

import tensorflow.compat.v1 as tf

from parity_tests.moved.published import PUBLISHED
from parity_tests.moved.values import evaluate

GENUINE = "1.15.5"
HERE = Path(__file__).resolve().parent
DATA = HERE / "genuine.json"
VALUES = "values"
TABLES = HERE.parents[1] / "legacy_tf1" / "moved"
PACKAGES = [
    "crf",
    "data",
    "framework",
    "layers",
    "legacy_seq2seq",
    "lookup",
    "losses",
    "opt",
    "rnn",
    "seq2seq",
    "sparsemax",
    "training",
]


def describe(found: Any) -> str:
    """Tells what a thing is, and its arguments."""
    if inspect.ismodule(found):
        return "module"
    # A decorator hides a signature, and TensorFlow's keep the function they decorate.
    wrapped = getattr(found, "_tf_decorator", None)
    target = getattr(wrapped, "decorated_target", found)
    while hasattr(target, "_tf_decorator"):
        target = target._tf_decorator.decorated_target
    if inspect.isclass(found):
        return "class " + arguments(found.__init__)
    if callable(found):
        return "function " + arguments(target)
    return "value"


def arguments(function: Any) -> str:
    try:
        parameters = inspect.signature(function).parameters.values()
    except (TypeError, ValueError):
        return "?"
    stars: Dict[Any, str] = {
        inspect.Parameter.VAR_POSITIONAL: "*",
        inspect.Parameter.VAR_KEYWORD: "**",
    }
    return " ".join(stars.get(p.kind, "") + p.name for p in parameters)


def used_by(root: Path) -> Iterator[Tuple[str, str]]:
    """Yields what the modules below a folder take from `tensorflow.python`."""
    for path in sorted(root.rglob("*.py")):
        tree, aliases = ast.parse(path.read_text()), {}
        for node in ast.walk(tree):
            if isinstance(node, ast.ImportFrom) and (node.module or "").startswith(
                "tensorflow.python"
            ):
                for alias in node.names:
                    yield str(node.module), alias.name
                    used = ast.Name(alias.asname or alias.name, ast.Load())
                    aliases[ast.dump(used)] = f"{node.module}.{alias.name}"
        for node in ast.walk(tree):
            if isinstance(node, ast.Attribute) and ast.dump(node.value) in aliases:
                yield aliases[ast.dump(node.value)], node.attr


def defined_in(name: str) -> Iterator[Tuple[str, str]]:
    """Yields the public names of a module's own, if 1.15.5 has such a module."""
    try:
        module = importlib.import_module(name)
    except ImportError:
        return
    inside = hasattr(module, "__path__")
    for attribute, value in vars(module).items():
        home = getattr(value, "__module__", None)
        hidden = attribute.startswith("_") or inspect.ismodule(value) or home == "__future__"
        if not hidden and (home == name or (inside and home)):
            yield name, attribute


def wanted() -> Iterator[Tuple[str, str]]:
    for module, names in PUBLISHED.items():
        for name in names.split():
            yield module, name
    for module, table in runpy.run_path(str(TABLES / "names.py"))["NAMES"].items():
        for name in table:
            yield module, name
    for module in runpy.run_path(str(TABLES / "modules.py"))["MODULES"]:
        package, _, name = module.rpartition(".")
        yield package, name
        yield from defined_in(module)
    contrib = Path(importlib.import_module("tensorflow.contrib").__file__ or "").parent
    for package in PACKAGES:
        yield from used_by(contrib / package)


def main() -> int:
    if tf.VERSION != GENUINE:
        print(f"this is TensorFlow {tf.VERSION}; record on {GENUINE} alone", file=sys.stderr)
        return 2
    checking = "--check" in sys.argv[1:]
    del sys.argv[1:]  # which tf.flags would read
    listed = {(m, n) for m, names in PUBLISHED.items() for n in names.split()}
    content: Dict[str, Dict[str, str]] = defaultdict(dict)
    wrong: List[str] = []
    for module, name in sorted(set(wanted())):
        try:
            holder = importlib.import_module(module)
            if not hasattr(holder, name):
                importlib.import_module(f"{module}.{name}")
            content[module][name] = describe(getattr(holder, name))
        except (ImportError, AttributeError):
            # Contrib's sources also take attributes of what is no module.
            if (module, name) in listed:
                wrong.append(f"{module}:{name} is not in TensorFlow {GENUINE}")
    content[VALUES] = json.loads(json.dumps(evaluate()))
    if checking:
        recorded = json.loads(DATA.read_text())
        modules = sorted(set(recorded) | set(content))
        wrong += [f"{m} is not as recorded" for m in modules if recorded.get(m) != content.get(m)]
    elif not wrong:
        DATA.write_text(json.dumps(content, indent=0, sort_keys=True) + "\n")
    print("\n".join(wrong))
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
