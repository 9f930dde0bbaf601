"""Show outcomes and the registry as tables for people or JSON for machines."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Sequence
from typing import Any

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from tf2_port import registry
from tf2_port.commands.compare import PAIRS, Outcome
from tf2_port.parity.golden import case_names

_PIPE_WIDTH = 120


def console() -> Console:
    """Returns a console on standard output, wide enough for a table in a pipe."""
    return Console(width=None if sys.stdout.isatty() else _PIPE_WIDTH)


def show_outcome(outcome: Outcome, out: Console) -> None:
    """Prints every tensor of one outcome, rung by rung."""
    request = outcome.request
    table = Table(title=f"{request.stem}, config {request.case}", title_justify="left")
    table.add_column("tensor", overflow="fold")
    table.add_column("shape")
    table.add_column("dtype")
    for witness, reference in PAIRS:
        table.add_column(f"{witness}-{reference}\nmax |Δ|", justify="right")
    table.add_column("verdict")
    rung = None
    for row in outcome.rows:
        if row.rung is not rung:
            rung = row.rung
            table.add_section()
            table.add_row(f"[bold]{rung.value} {rung.title}[/bold]")
        prefix, _, rest = row.tensor.partition("/")
        table.add_row(
            "  " + escape(rest or prefix),
            escape(str(list(row.shape))),
            row.dtype,
            *(_difference(row.max_abs["-".join(pair)]) for pair in PAIRS),
            "[green]agree[/green]" if row.agrees else "[red]DIFFER[/red]",
        )
    out.print(table)
    for problem in outcome.problems:
        out.print(problem, markup=False, highlight=False)


def show_summary(outcomes: Sequence[Outcome], out: Console) -> None:
    """Prints a line for each of several outcomes."""
    table = Table()
    table.add_column("variant, config", overflow="fold")
    table.add_column("rows agreeing", justify="right")
    for witness, reference in PAIRS:
        table.add_column(f"{witness}-{reference}\nmax |Δ|", justify="right")
    table.add_column("verdict")
    for outcome in outcomes:
        agreeing = sum(row.agrees for row in outcome.rows)
        table.add_row(
            f"{outcome.request.stem}, {outcome.request.case}",
            f"{agreeing} of {len(outcome.rows)}",
            *(_difference(outcome.worst("-".join(pair))) for pair in PAIRS),
            "[green]agree[/green]" if outcome.agrees else "[red]DIFFER[/red]",
        )
    out.print(table)
    for outcome in outcomes:
        for problem in outcome.problems:
            out.print(problem, markup=False, highlight=False)


def verdict(outcomes: Sequence[Outcome]) -> str:
    """Says in one sentence what was found."""
    rows = [row for outcome in outcomes for row in outcome.rows]
    agreeing = sum(row.agrees for row in rows)
    sources = {outcome.genuine for outcome in outcomes}
    if None in sources:
        return (
            f"{agreeing} of {len(rows)} rows agree between legacy and port; nothing genuine "
            "was compared: set TF1_PYTHON to a Python 3.7 and add --live"
        )
    where = "live" if sources == {"live"} else "recorded"
    return f"{agreeing} of {len(rows)} rows agree with genuine TensorFlow 1.15.5 ({where})"


def as_json(outcomes: Iterable[Outcome]) -> str:
    """Returns outcomes as a JSON list."""
    return json.dumps(
        [
            {
                "variant": outcome.request.stem,
                "config": outcome.request.case,
                "genuine": outcome.genuine,
                "agree": outcome.agrees,
                "problems": list(outcome.problems),
                "rows": [
                    {
                        "tensor": row.tensor,
                        "rung": row.rung.value,
                        "shape": list(row.shape),
                        "dtype": row.dtype,
                        "max_abs": {pair: _finite(value) for pair, value in row.max_abs.items()},
                        "agree": row.agrees,
                    }
                    for row in outcome.rows
                ],
            }
            for outcome in outcomes
        ],
        indent=1,
    )


def show_registry(out: Console) -> None:
    """Prints the variants."""
    table = Table()
    for column in ("variant", "teaches", "configs", "covers, of tf.contrib.seq2seq"):
        table.add_column(column, overflow="fold")
    for variant in registry.VARIANTS:
        table.add_row(
            variant.stem,
            variant.teaches,
            str(len(case_names(variant.stem))),
            ", ".join(variant.symbols),
        )
    out.print(table)


def registry_as_json() -> str:
    """Returns the registry as a JSON list."""
    rows: list[dict[str, Any]] = [
        {
            "variant": variant.stem,
            "teaches": variant.teaches,
            "configs": case_names(variant.stem),
            "symbols": list(variant.symbols),
        }
        for variant in registry.VARIANTS
    ]
    return json.dumps(rows, indent=1)


def _difference(value: float | None) -> str:
    if value is None:
        return "-"
    return "0" if value == 0 else f"{value:.1e}"


def _finite(value: float | None) -> float | str | None:
    """JSON has no infinity."""
    return value if value is None or value < float("inf") else "infinite"
