"""Tell what an upgrade cannot see to: versions, assignments, names in strings, seeds."""

from __future__ import annotations

import re

import libcst as cst

from tf2_port.migrate.upgrade import places
from tf2_port.migrate.upgrade.source import Source

_VERSIONS = (("__version__",), ("VERSION",), ("version", "VERSION"))
_SEEDS = {("set_random_seed",), ("random", "set_random_seed")}
_ENABLING = re.compile(r"enable_(eager_execution|v2_\w+|resource_variables|control_flow_v2)")
_NAME = re.compile(r"(tensorflow|tf)\.(contrib|python)\b[\w.]*")


def plan(source: Source) -> None:
    """Only tells; nothing is changed."""
    targets = _Targets()
    source.module.visit(targets)
    for use in source.expressions():
        parts = places.below_tensorflow(use.name)
        version = next((name for name in _VERSIONS if parts[: len(name)] == name), None)
        if version:  # or a method of it, as in tf.__version__.split(".")
            name = ".".join(("tensorflow", *version))
            message = f"{name} is of TensorFlow 2 from now on: see what depends on it"
            source.tell(use.node, "left", message)
        elif parts in _SEEDS:
            message = (
                "the same seed draws other initial weights than in TensorFlow 1.15.5; "
                "under `python -m legacy_tf1` it draws the same, as far as ops are the same"
            )
            source.tell(use.node, "note", message)
        elif len(parts) == 1 and _ENABLING.fullmatch(parts[0]):
            message = "another module that turns TensorFlow 2's behaviour off later undoes this"
            source.tell(use.node, "note", message)
        if use.node in targets.found and parts:
            message = (
                f"{source.text(use.node)} is assigned to: only what looks it up in "
                "tensorflow.compat.v1 sees it"
            )
            source.tell(use.node, "left", message)
    for string in targets.strings:
        source.tell(string, "left", f"the name in this string is left: {string.value}")


class _Targets(cst.CSTVisitor):
    """Collects what is assigned to or deleted, and strings that name contrib."""

    def __init__(self) -> None:
        self.found: set[cst.CSTNode] = set()
        self.strings: list[cst.SimpleString] = []

    def visit_AssignTarget(self, node: cst.AssignTarget) -> None:
        self.found.add(node.target)

    def visit_AugAssign(self, node: cst.AugAssign) -> None:
        self.found.add(node.target)

    def visit_Del(self, node: cst.Del) -> None:
        self.found.add(node.target)

    def visit_SimpleString(self, node: cst.SimpleString) -> None:
        if _NAME.fullmatch(node.raw_value):
            self.strings.append(node)
