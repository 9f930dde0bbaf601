"""List every use of tf.contrib in files, what becomes of it, and what its calls run into."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from typing import Union

import libcst as cst
from libcst.metadata import CodeRange, MetadataWrapper, PositionProvider

from tf2_port.migrate import legacy, rules, symbols
from tf2_port.migrate.deep import at_any_depth
from tf2_port.migrate.names import Names, Use, no_names
from tf2_port.migrate.reading import Problem, Source, files, read
from tf2_port.migrate.rules.states import is_wrapper_state
from tf2_port.migrate.signatures import canonical
from tf2_port.migrate.successors import successor
from tf2_port.migrate.values import CODE, Site, Values


@dataclass(frozen=True)
class Location:
    """Where something is written.

    Attributes:
      path: of the file, as it was given or found.
      line, column: of its beginning, from 1, in characters; in a notebook, of the cell.
      end_line, end_column: of the character after it.
      utf16: the columns of beginning and end, in units of UTF-16.
      cell: of a notebook, from 1.
      line_of_file: in a notebook, the line of the file, if each line has one of its own.
    """

    path: str
    line: int
    column: int
    end_line: int
    end_column: int
    utf16: tuple[int, int]
    cell: int | None = None
    line_of_file: int | None = None

    def __str__(self) -> str:
        cell = "" if self.cell is None else f"cell {self.cell}:"
        return f"{self.path}:{cell}{self.line}:{self.column}"


@dataclass(frozen=True)
class Finding:
    """A hazard that one call runs into.

    Attributes:
      rule: which rule found it.
      message: what goes wrong, and what to do.
      sure: if it does so whatever the rest of the program does.
    """

    rule: rules.Rule
    message: str
    sure: bool


@dataclass(frozen=True)
class Item:
    """One use of tf.contrib, or a call of TensorFlow's beside it that runs into a hazard.

    Attributes:
      location: where.
      written: what is written there.
      symbol: the whole name, such as `tf.contrib.seq2seq.BasicDecoder`.
      kind: `import`, `module`, `call`, `base` (of a class), `name`, or `beside` for what is
        not contrib's.
      fate: what it is under `legacy_tf1`; None for what is beside contrib.
      becomes: in tfa or Keras; empty, if that is not known.
      section, test: of the migration guide, and the test that shows it; or empty.
      certain: if it is this name on every way through the code.
      findings: hazards.
    """

    location: Location
    written: str
    symbol: str
    kind: str
    fate: legacy.Fate | None
    becomes: str = ""
    section: str = ""
    test: str = ""
    certain: bool = True
    findings: Sequence[Finding] = field(default=())


@dataclass(frozen=True)
class Report:
    """What a scan found.

    Attributes:
      items: in the order of files, lines and columns.
      problems: files, or cells, that could not be read.
      files: how many were looked at.
    """

    items: Sequence[Item]
    problems: Sequence[Problem]
    files: int

    @property
    def uses(self) -> int:
        """How many uses of tf.contrib there are."""
        return sum(item.fate is not None for item in self.items)

    @property
    def hazards(self) -> int:
        """How many hazards the calls run into."""
        return sum(len(item.findings) for item in self.items)

    @property
    def status(self) -> int:
        """The exit status: 2 if something could not be read, else 1 if something was found."""
        return 2 if self.problems else int(self.uses > 0)


def scan(paths: Sequence[str]) -> Report:
    """Reads files and directories.

    Raises:
      ValueError: if one of the paths does not exist.
    """
    items: list[Item] = []
    problems: list[Problem] = []
    count = 0
    for path in list(files(paths)):
        count += 1
        found = read(path)
        if isinstance(found, Problem):
            problems.append(found)
        elif found is not None:
            problems += found.problems
            try:
                items += at_any_depth(partial(scan_source, found))
            except RecursionError:
                problems.append(Problem(path, "is nested too deeply"))
            except cst.ParserSyntaxError as error:
                message = "is not Python that can be read here"
                problems.append(Problem(path, message, error.raw_line))
    return Report(items, problems, count)


def scan_source(source: Source) -> list[Item]:
    """Lists the items of one file, or of one notebook."""
    names = Names(cst.parse_module(source.text), _exported)
    if not any("contrib" in use.name.split(".") for use in names.uses):
        return []
    values = Values(names)
    found = list(_items(names, values))
    where = _positions(names, [node for node, _ in found])
    lines = source.text.split("\n")
    located = [(_locate(source, lines, where[node]), item) for node, item in found]
    ordered = sorted(located, key=lambda pair: where_key(pair[0]))
    return [replace(item, location=location) for location, item in ordered]


def where_key(location: Location) -> tuple[int, int, int]:
    """Orders locations of one file."""
    return (location.cell or 0, location.line, location.column)


_Item = tuple[cst.CSTNode, Item]
_NOWHERE = Location("", 0, 0, 0, 0, (0, 0))


def _items(names: Names, values: Values) -> Iterator[_Item]:
    called = {call.func: call for call in names.walk.calls}
    derived: dict[cst.CSTNode, cst.ClassDef] = {
        base.value: node for node in names.walk.classes for base in node.bases
    }
    for use in names.uses:
        call = called.get(use.node) if isinstance(use.node, cst.BaseExpression) else None
        if "contrib" in use.name.split("."):
            item = _item(use, values.site(call) if call else None)
            if use.node in derived:
                findings = _findings(derived[use.node], f"class {canonical(use.name)}")
                item = replace(item, kind="base", findings=findings)
            yield use.node, item
        elif call is not None:
            findings = _findings(values.site(call), canonical(use.name))
            if findings:
                yield use.node, _beside(use.node, use.name.replace("tensorflow", "tf", 1), findings)
    for call in names.walk.calls:
        site = values.site(call)
        if site.method and not site.name:
            findings = _findings(site, f".{site.method}")
            if findings:
                assert isinstance(call.func, cst.Attribute)
                yield call.func.attr, _beside(call.func.attr, f".{site.method}", findings)
    for node in names.walk.items:
        index = values.constant_index(node)
        made = values.calls(node.value) if index is not None and (index > 1 or index < 0) else ()
        for site, part in made:
            if is_wrapper_state(site, part):
                findings = _findings(site, "[]")
                yield node, _beside(node, "AttentionWrapperState[]", findings)


def _item(use: Use, site: Site | None) -> Item:
    path = use.name.partition("contrib")[2].lstrip(".").removesuffix("*").rstrip(".")
    fate = legacy.fate(path)
    kind = "import" if use.in_import else "call" if site else "name"
    if kind == "name" and (not path or legacy.is_module(path)):
        kind = "module"
    section = test = ""
    name = fate.symbol.removeprefix("seq2seq.")
    for symbol in symbols.SYMBOLS:
        if fate.symbol == f"seq2seq.{symbol.name}":
            section, test = symbol.section, symbol.test
    findings = _findings(site, site.name) if site else []
    return Item(
        location=_NOWHERE,
        written=CODE(use.node).strip().rstrip(", "),
        symbol="tf.contrib" + (f".{path}" if path else "") + (".*" if use.name[-1] == "*" else ""),
        kind=kind,
        fate=fate,
        becomes=successor(fate.symbol) if name else "",
        section=section,
        test=test,
        certain=use.certain,
        findings=findings,
    )


def _beside(node: cst.CSTNode, symbol: str, findings: list[Finding]) -> Item:
    return Item(_NOWHERE, CODE(node).strip(), symbol, "beside", None, findings=findings)


def _findings(subject: Site | cst.ClassDef, name: str) -> list[Finding]:
    return [
        Finding(rule, note.message, note.sure)
        for rule in rules.rules_for(name)
        for note in rule.check(subject)
    ]


def _exported(module: str) -> Union[tuple[str, ...], Sequence[str]]:
    return legacy.exported(module) or tuple(no_names(module))


def _positions(names: Names, nodes: list[cst.CSTNode]) -> dict[cst.CSTNode, CodeRange]:
    if not nodes:
        return {}
    wrapper = MetadataWrapper(names.module, unsafe_skip_copy=True)
    everywhere = wrapper.resolve(PositionProvider)
    return {node: everywhere[node] for node in nodes}


def _locate(source: Source, lines: list[str], where: CodeRange) -> Location:
    start, end = where.start, where.end
    place = source.place(start.line)
    return Location(
        source.path,
        place.line,
        start.column + 1,
        place.line + end.line - start.line,
        end.column + 1,
        (_utf16(lines[start.line - 1], start.column), _utf16(lines[end.line - 1], end.column)),
        place.cell,
        place.line_of_file,
    )


def _utf16(line: str, column: int) -> int:
    return len(line[:column].encode("utf-16-le", "surrogatepass")) // 2 + 1
