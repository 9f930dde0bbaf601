"""Record the signatures of contrib's packages in TensorFlow 1.15.5, or check that they still hold.

    python3.7 -m parity_tests.golden.contrib_signatures [--check]

writes `parity_tests/golden/contrib/signatures.json`: for each package, each public
callable's signature, and for each public member that a class has from contrib
its signature, or `property`. Exits with 1 if something differs, with 2 on another
TensorFlow.
"""

from __future__ import annotations

import importlib
import inspect
import json
import sys
from pathlib import Path
from typing import Any, Dict, Iterable

import tensorflow.compat.v1 as tf

GENUINE = "1.15.5"
FOLDER = Path(__file__).resolve().parent / "contrib"
PACKAGES = ("crf", "layers", "legacy_seq2seq", "opt", "rnn", "sparsemax")


def signatures(package: Any, names: Iterable[str]) -> Dict[str, str]:
    """Describes the callables among `names`, and what classes have of contrib or its heir."""
    found = {}
    for name in names:
        item = getattr(package, name)
        if not callable(item):
            continue
        found[name] = describe(item)
        for base in inspect.getmro(item) if inspect.isclass(item) else ():
            of_contrib = ".contrib." in base.__module__ or base.__module__.startswith("tf_slim.")
            for member, kind in vars(base).items() if of_contrib else ():
                if not member.startswith("_"):
                    text = describe(kind) if inspect.isfunction(kind) else "property"
                    found.setdefault(f"{name}.{member}", text)
    return found


def describe(item: Any) -> str:
    """Writes a signature without annotations; defaults that would show an address are named."""
    try:
        parameters = inspect.signature(item).parameters.values()
    except ValueError:  # a namedtuple of Python 3.7 has none
        return f"({', '.join(item._fields)})"
    plain = []
    for parameter in parameters:
        default = parameter.default
        if inspect.isfunction(default):
            default = _Named(default.__name__)
        elif " object at 0x" in repr(default):
            default = _Named(type(default).__name__)
        plain.append(parameter.replace(annotation=inspect.Parameter.empty, default=default))
    return str(inspect.Signature(plain))


class _Named:
    def __init__(self, name: str) -> None:
        self._name = name

    def __repr__(self) -> str:
        return self._name


def recorded() -> Dict[str, Dict[str, str]]:
    """Returns the record: by package, and by name in it."""
    return json.loads((FOLDER / "signatures.json").read_text())["packages"]


def main() -> int:
    if tf.VERSION != GENUINE:
        print(
            f"this is TensorFlow {tf.VERSION}; signatures are recorded on {GENUINE} alone",
            file=sys.stderr,
        )
        return 2
    content = {}
    for name in PACKAGES:
        package = importlib.import_module("tensorflow.contrib." + name)
        public = sorted(n for n in dir(package) if not n.startswith("_"))
        content[name] = signatures(package, public)
    if "--check" in sys.argv[1:]:
        differ = [name for name in PACKAGES if recorded().get(name) != content[name]]
        for name in differ:
            print(f"{name} has other signatures than recorded")
        return 1 if differ else 0
    producer = {
        "producer": "tf.contrib of TensorFlow " + tf.VERSION,
        "tensorflow": tf.VERSION,
        "command": "python3.7 -m parity_tests.golden.contrib_signatures",
    }
    FOLDER.mkdir(exist_ok=True)
    text = json.dumps({**producer, "packages": content}, indent=1, sort_keys=True)
    (FOLDER / "signatures.json").write_text(text + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
