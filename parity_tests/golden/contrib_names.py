"""Record which names TensorFlow 1.15.5 has under `tf.contrib`, or check that it still has them.

    python3.7 -m parity_tests.golden.contrib_names [--check]

writes `legacy_tf1/contrib/genuine.json`: for each package the names that it
exports, and for each module below it the names that the module defines, private
ones included. Exits with 1 if something differs, with 2 on another TensorFlow.
"""

from __future__ import annotations

import ast
import importlib
import json
import pkgutil
import sys
from pathlib import Path
from typing import Dict, Iterator, List, Tuple

import tensorflow.compat.v1 as tf

GENUINE = "1.15.5"
DATA = Path(__file__).resolve().parents[2] / "legacy_tf1" / "contrib" / "genuine.json"
FUTURE = {"absolute_import", "division", "print_function", "unicode_literals"}


def exported(contrib: object) -> Dict[str, List[str]]:
    """Lists what `tf.contrib` exports (under the empty name), and each of its packages."""
    found = {"": public(contrib)}
    for info in pkgutil.iter_modules(contrib.__path__):  # type: ignore[attr-defined]
        package = importlib.import_module("tensorflow.contrib." + info.name)
        # `tf.contrib.eager` and `tf.contrib.summary` are modules within their packages.
        shown = getattr(contrib, info.name, package)
        found[info.name] = sorted({*public(package), *public(shown)})
    return found


def public(module: object) -> List[str]:
    return sorted(n for n in dir(module) if not n.startswith("_") and n not in FUTURE)


def defined(root: Path) -> Dict[str, List[str]]:
    """Lists what each module below a package defines, by its path from `tf.contrib`."""
    found = {}
    for path in sorted(root.rglob("*.py")):
        parts = path.relative_to(root).with_suffix("").parts
        parts = parts[:-1] if parts[-1] == "__init__" else parts
        if len(parts) > 1:
            found[".".join(parts)] = sorted(set(names_in(ast.parse(path.read_text()))))
    return found


def names_in(tree: ast.Module) -> Iterator[str]:
    for node in tree.body:
        if isinstance(node, (ast.ClassDef, ast.FunctionDef)):
            yield node.name
        elif isinstance(node, ast.Assign):
            yield from (t.id for t in node.targets if isinstance(t, ast.Name))


def lines(content: Dict[str, Dict[str, List[str]]]) -> Iterator[str]:
    """Writes JSON with one line for each package or module, so that a change shows."""
    sections = []
    for section, entries in content.items():
        rows = [f"  {json.dumps(key)}: {json.dumps(names)}" for key, names in entries.items()]
        sections.append(f" {json.dumps(section)}: {{\n" + ",\n".join(rows) + "\n }")
    yield "{\n" + ",\n".join(sections) + "\n}\n"


def differences(
    recorded: Dict[str, Dict[str, List[str]]], got: Dict[str, Dict[str, List[str]]]
) -> Iterator[Tuple[str, str]]:
    for section in sorted(set(recorded) | set(got)):
        old, new = recorded.get(section, {}), got.get(section, {})
        for key in sorted(set(old) | set(new)):
            if old.get(key) != new.get(key):
                yield section, key


def main() -> int:
    if tf.VERSION != GENUINE:
        print(
            f"this is TensorFlow {tf.VERSION}; contrib's names are recorded on {GENUINE} alone",
            file=sys.stderr,
        )
        return 2
    contrib = importlib.import_module("tensorflow.contrib")
    root = Path(contrib.__file__).parent  # type: ignore[arg-type]
    content = {"packages": exported(contrib), "modules": defined(root)}
    if "--check" not in sys.argv[1:]:
        DATA.write_text("".join(lines(content)))
        return 0
    found = list(differences(json.loads(DATA.read_text()), content))
    for section, key in found:
        print(f"{section}: {key or 'tf.contrib'} has other names than recorded")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
