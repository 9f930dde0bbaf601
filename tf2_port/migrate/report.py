"""Show people what a scan found: each file's uses and hazards, then what becomes of each name."""

from __future__ import annotations

from collections import Counter
from itertools import groupby

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from tf2_port.migrate import legacy
from tf2_port.migrate.reading import Problem
from tf2_port.migrate.scan import Finding, Item, Report

_COLOURS = {
    legacy.UNMODIFIED: "green",
    legacy.ALIAS: "green",
    legacy.ABSENT: "red",
    legacy.UNKNOWN: "red",
}


def show(report: Report, out: Console) -> None:
    """Prints the whole report."""
    for path, items in groupby(report.items, key=lambda item: item.location.path):
        _show_file(path, list(items), out)
    if report.items:
        _show_names(report, out)
    if report.hazards:
        _show_hazards(report, out)
    for problem in report.problems:
        out.print(
            f"[red]not read[/red] {escape(describe(problem))}", highlight=False, soft_wrap=True
        )
    out.print(verdict(report), highlight=False, soft_wrap=True)


def verdict(report: Report) -> str:
    """Returns the last line."""
    files = len({item.location.path for item in report.items if item.fate})
    text = f"{report.uses} uses of tf.contrib in {files} of {report.files} files; "
    text += f"calls run into {report.hazards} hazards"
    count = len({problem.path for problem in report.problems})
    return text + (f"; {count} files could not be read" if count else "")


def describe(problem: Problem) -> str:
    """Returns one line for a file, or a cell, that could not be read."""
    cell = "" if problem.cell is None else f"cell {problem.cell}:"
    line = "" if problem.line is None else f"{problem.line}:"
    where = f"{problem.path}:{cell}{line}".rstrip(":")
    text = f"{where} {problem.message}"
    if problem.mentions:
        lines = ", ".join(map(str, problem.mentions[:10]))
        text += f" (contrib in line{'s' if len(problem.mentions) > 1 else ''} {lines}"
        text += ", ...)" if len(problem.mentions) > 10 else ")"
    return text


def _show_file(path: str, items: list[Item], out: Console) -> None:
    table = Table(title=escape(path), title_justify="left", title_style="bold", box=None)
    table.add_column("line:column", no_wrap=True)
    table.add_column("symbol, and what this call runs into", overflow="fold", ratio=1)
    table.add_column("legacy_tf1", no_wrap=True)
    for item in items:
        at = item.location
        cell = "" if at.cell is None else f"cell {at.cell}:"
        doubt = "" if item.certain else " (on one way through the code)"
        table.add_row(f"{cell}{at.line}:{at.column}", escape(item.symbol + doubt), _status(item))
        for finding in item.findings:
            table.add_row("", _hazard(finding), "")
    out.print(table, highlight=False)
    out.print()


def _status(item: Item) -> str:
    if item.fate is None:
        return ""
    words = {legacy.ABSENT: "not available", legacy.ALIAS: "works, alias"}
    words |= {legacy.UNMODIFIED: "works", legacy.UNKNOWN: "unknown"}
    return f"[{_COLOURS[item.fate.status]}]{words[item.fate.status]}[/]"


def _hazard(finding: Finding) -> str:
    mark = "[yellow]![/]" if finding.sure else "[yellow]?[/]"
    return f"  {mark} {escape(finding.rule.title)}: {escape(finding.message)}"


def _show_names(report: Report, out: Console) -> None:
    table = Table(title="What becomes of each name", title_justify="left")
    table.add_column("name", overflow="fold")
    table.add_column("uses", justify="right")
    table.add_column("under legacy_tf1", overflow="fold")
    table.add_column("in TensorFlow 2", overflow="fold")
    rows: dict[str, tuple[str, str]] = {}
    counts: Counter[str] = Counter()
    for item in report.items:
        if item.fate is not None and item.fate.symbol:
            name = f"contrib.{item.fate.symbol}"
            counts[name] += 1
            see = f" ({item.section})" if item.section else ""
            rows[name] = str(item.fate), f"{item.becomes or 'not known'}{see}"
    for name in sorted(rows):
        table.add_row(escape(name), str(counts[name]), *map(escape, rows[name]))
    out.print(table, highlight=False)


def _show_hazards(report: Report, out: Console) -> None:
    table = Table(title="Hazards", title_justify="left")
    table.add_column("hazard", overflow="fold")
    table.add_column("calls", justify="right")
    table.add_column("raises")
    table.add_column("section of the migration guide, and the test that shows it", overflow="fold")
    findings = [finding for item in report.items for finding in item.findings]
    counts = Counter(finding.rule.title for finding in findings)
    rules = {finding.rule.title: finding.rule for finding in findings}
    for title, count in counts.most_common():
        rule = rules[title]
        where = f"{rule.reference.section}\n{rule.reference.test}"
        table.add_row(
            escape(title), str(count), "nothing" if rule.silent else "an error", escape(where)
        )
    out.print(table, highlight=False)
