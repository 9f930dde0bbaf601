"""Write what a scan found as JSON.

The schema, whose `version` changes with it:

    {"version": 1,
     "summary": {"files": n, "uses": n, "hazards": n, "problems": n, "status": 0 | 1 | 2},
     "items": [{
       "location": {"path": str, "cell": n | null, "line": n, "column": n,
                    "end_line": n, "end_column": n, "line_of_file": n | null},
       "written": str,            what is in the file
       "symbol": str,             tf.contrib.seq2seq.BasicDecoder
       "kind": "import" | "module" | "name" | "call" | "base" | "beside",
       "certain": bool,           the same on every way through the code
       "legacy_tf1": {"status": "unmodified" | "alias" | "absent" | "unknown",
                      "place": str, "advice": str} | null,
       "becomes": str,            in tfa or Keras; empty, if not known
       "section": str, "test": str,
       "hazards": [{"rule": str, "title": str, "message": str, "sure": bool,
                    "silent": bool, "section": str, "test": str}]}],
     "problems": [{"path": str, "cell": n | null, "line": n | null, "message": str,
                   "mentions": [n]}]}

`kind` is `beside` for calls that are not contrib's and run into a hazard; `legacy_tf1` is
null there. Lines and columns count from 1, columns in characters.
"""

from __future__ import annotations

import json
from typing import Any

from tf2_port.migrate.reading import Problem
from tf2_port.migrate.scan import Finding, Item, Report


def as_json(report: Report) -> str:
    """Returns the report as one JSON object, in ASCII."""
    summary = {
        "files": report.files,
        "uses": report.uses,
        "hazards": report.hazards,
        "problems": len(report.problems),
        "status": report.status,
    }
    content = {
        "version": 1,
        "summary": summary,
        "items": [_item(item) for item in report.items],
        "problems": [_problem(problem) for problem in report.problems],
    }
    return json.dumps(content, indent=1)


def _item(item: Item) -> dict[str, Any]:
    at, fate = item.location, item.fate
    return {
        "location": {
            "path": at.path,
            "cell": at.cell,
            "line": at.line,
            "column": at.column,
            "end_line": at.end_line,
            "end_column": at.end_column,
            "line_of_file": at.line_of_file,
        },
        "written": item.written,
        "symbol": item.symbol,
        "kind": item.kind,
        "certain": item.certain,
        "legacy_tf1": fate and {"status": fate.status, "place": fate.place, "advice": fate.advice},
        "becomes": item.becomes,
        "section": item.section,
        "test": item.test,
        "hazards": [_finding(finding) for finding in item.findings],
    }


def _finding(finding: Finding) -> dict[str, Any]:
    rule = finding.rule
    return {
        "rule": rule.id,
        "title": rule.title,
        "message": finding.message,
        "sure": finding.sure,
        "silent": rule.silent,
        "section": rule.reference.section,
        "test": rule.reference.test,
    }


def _problem(problem: Problem) -> dict[str, Any]:
    return {
        "path": problem.path,
        "cell": problem.cell,
        "line": problem.line,
        "message": problem.message,
        "mentions": list(problem.mentions),
    }
