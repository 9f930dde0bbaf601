"""Upgrade the text of a Python file."""

from __future__ import annotations

import re
from typing import NamedTuple

import libcst as cst

from tf2_port.migrate.reading import Unreadable, decode, parse
from tf2_port.migrate.upgrade import chains, era, imports, keras_names, notes, places, switch
from tf2_port.migrate.upgrade.bindings import Bindings
from tf2_port.migrate.upgrade.edits import carry_out
from tf2_port.migrate.upgrade.place import Left
from tf2_port.migrate.upgrade.source import Finding, Source

# A file without any of these words has nothing to upgrade.
_WORDS = re.compile(rb"tensorflow|numpy|collections|clock|getargspec")


class Upgraded(NamedTuple):
    """What became of a file.

    Attributes:
      before: its bytes.
      after: its new bytes, the same ones if nothing changes.
      findings: in the order of lines.
    """

    before: bytes
    after: bytes
    findings: list[Finding]

    @property
    def changed(self) -> bool:
        return self.after != self.before

    @property
    def left(self) -> list[Finding]:
        return [finding for finding in self.findings if finding.level == "left"]


def upgrade_bytes(data: bytes) -> Upgraded:
    """Upgrades a file.

    Args:
      data: its bytes. Encoding, byte order mark and line ends are kept.

    Returns:
      The outcome; of a file that cannot be parsed (Python 2), unchanged and with a finding.
    """
    if not _WORDS.search(data):
        return Upgraded(data, data, [])
    try:
        parse(decode(data))  # Python says what it means; a text too deep for libcst can abort it
        module = cst.parse_module(data)
    except Unreadable as error:
        return unchanged(data, error.line or 1, 1, f"this {error.message}")
    except cst.ParserSyntaxError as error:  # what Python can parse and libcst cannot
        message = f"this cannot be parsed: {error.message.splitlines()[0]}"
        return unchanged(data, error.raw_line, 1, message)
    if module.bytes != data:
        return unchanged(data, 1, 1, "form feeds or mixed line ends here would not be kept")
    changed, findings = upgrade_module(module)
    return Upgraded(data, changed.bytes, findings)


def unchanged(data: bytes, line: int, column: int, message: str) -> Upgraded:
    """Returns the outcome for a file that is left as it is, for one reason."""
    return Upgraded(data, data, [Finding(line, column, "left", message)])


def upgrade_module(module: cst.Module) -> tuple[cst.Module, list[Finding]]:
    """Upgrades a tree, and returns the new one with the findings in the order of lines."""
    source = Source(module)
    modern = _modern(source)
    if modern:
        return module, modern
    era.plan(source)
    if any(use.in_import for use in source.names.uses):
        bindings = Bindings(source)
        imports.plan(source, bindings)
        chains.plan(source, bindings)
        switch.plan(source, bindings)
        keras_names.plan(source, bindings)
        notes.plan(source)
    return carry_out(source.module, source.edits), sorted(set(source.findings))


def _modern(source: Source) -> list[Finding]:
    """Tells if a file is written for TensorFlow 2, which is then left as it is."""
    for use in source.names.uses:
        place = None if places.is_of_version_2(use.name) else places.find(_plain(use.name))
        if isinstance(place, Left) and place.modern:
            source.tell(use.node, "left", f"{place.reason}: the file is left as it is")
    return sorted(set(source.findings))


def _plain(name: str) -> str:
    return name[:-2] if name.endswith(".*") else name
