"""Write what a scan found as SARIF 2.1.0, the format of static analysis for code hosts.

Uses of contrib are notes, absent ones and hazards are warnings, and files that cannot be
read are notifications. In a notebook, a result is on the line of the file, if each line of
the cell has one of its own there.
"""

from __future__ import annotations

import json
import os
from importlib import metadata
from pathlib import Path
from typing import Any
from urllib.parse import quote

from tf2_port.migrate import legacy
from tf2_port.migrate.reading import Problem
from tf2_port.migrate.rules import Rule
from tf2_port.migrate.scan import Item, Location, Report

SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
_PACKAGE = "seq2seq-port"
_USES = {
    legacy.UNMODIFIED: ("note", "A name of tf.contrib that legacy_tf1 has"),
    legacy.ALIAS: ("note", "A name of tf.contrib that leads elsewhere under legacy_tf1"),
    legacy.ABSENT: ("warning", "A name of tf.contrib that legacy_tf1 has not"),
    legacy.UNKNOWN: ("warning", "A name that TensorFlow 1.15.5 has not in tf.contrib"),
}


def as_sarif(report: Report) -> str:
    """Returns the report as one SARIF log, in ASCII."""
    descriptors = {f"contrib-{status}": _use(status) for status in _USES}
    for item in report.items:
        for finding in item.findings:
            descriptors[finding.rule.id] = _hazard(finding.rule)
    numbers = {id: number for number, id in enumerate(descriptors)}
    results = [
        {**result, "ruleIndex": numbers[result["ruleId"]]}
        for item in report.items
        for result in _results(item)
    ]
    driver = {"name": _PACKAGE, "version": _version(), "rules": list(descriptors.values())}
    invocation = {
        "executionSuccessful": not report.problems,
        "exitCode": report.status,
        "toolExecutionNotifications": [_notification(problem) for problem in report.problems],
    }
    run = {
        "tool": {"driver": driver},
        "columnKind": "utf16CodeUnits",
        "invocations": [invocation],
        "results": results,
    }
    return json.dumps({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}, indent=1)


def _version() -> str:
    try:
        return metadata.version(_PACKAGE)
    except metadata.PackageNotFoundError:  # a checkout
        return "0"


def _use(status: str) -> dict[str, Any]:
    level, text = _USES[status]
    return {
        "id": f"contrib-{status}",
        "shortDescription": {"text": text},
        "help": {"text": f"{text}. TensorFlow 2 has no tf.contrib."},
        "defaultConfiguration": {"level": level},
    }


def _hazard(rule: Rule) -> dict[str, Any]:
    silent = "Nothing is raised." if rule.silent else "It raises an error."
    text = f"{silent} See {rule.reference.section}; {rule.reference.test} shows it."
    return {
        "id": rule.id,
        "shortDescription": {"text": rule.title},
        "help": {"text": text},
        "defaultConfiguration": {"level": "warning"},
    }


def _results(item: Item) -> list[dict[str, Any]]:
    locations = [_location(item.location)]
    results = []
    if item.fate is not None:
        text = f"{item.symbol}: under legacy_tf1 it {item.fate.sentence}"
        text += f"; in TensorFlow 2: {item.becomes}" if item.becomes else ""
        results.append((f"contrib-{item.fate.status}", _USES[item.fate.status][0], text))
    for finding in item.findings:
        level = "warning" if finding.sure else "note"
        results.append((finding.rule.id, level, f"{item.symbol}: {finding.message}"))
    return [
        {"ruleId": id, "level": level, "message": {"text": text}, "locations": locations}
        for id, level, text in results
    ]


def _location(at: Location) -> dict[str, Any]:
    region: dict[str, int] = {"startLine": at.line_of_file or 1}
    if at.cell is None:
        region = {
            "startLine": at.line,
            "startColumn": at.utf16[0],
            "endLine": at.end_line,
            "endColumn": at.utf16[1],
        }
    place: dict[str, Any] = {
        "physicalLocation": {"artifactLocation": {"uri": _uri(at.path)}, "region": region}
    }
    if at.cell is not None:
        place["logicalLocations"] = [{"name": f"cell {at.cell}, line {at.line}"}]
    return place


def _notification(problem: Problem) -> dict[str, Any]:
    place: dict[str, Any] = {"artifactLocation": {"uri": _uri(problem.path)}}
    if problem.line and problem.cell is None:
        place["region"] = {"startLine": problem.line}
    cell = "" if problem.cell is None else f"cell {problem.cell} "
    return {
        "level": "error",
        "message": {"text": f"{problem.path}: {cell}{problem.message}"},
        "locations": [{"physicalLocation": place}],
    }


def _uri(path: str) -> str:
    if os.path.isabs(path):
        return Path(path).as_uri()
    return quote(os.path.normpath(path).replace(os.sep, "/"))
