"""Draw and write down where two recordings part: over time, and over depth of computation."""

from __future__ import annotations

import base64
import html
import io
from collections.abc import Mapping
from typing import Any

import numpy as np

from tf2_port.parity import Verdict
from tf2_port.parity.divergence import errors_over_time, order_of_computation, time_axis

FLOOR = 1e-17  # on a scale of powers of ten zero has to be somewhere
_MOST_ROWS = 60


def error_map(verdict: Verdict) -> tuple[list[str], np.ndarray]:
    """Returns tensors in the order of computation, and their errors over time.

    Returns:
      Names, and `[tensor, time]`: the largest absolute error of each step, relative to
      the tensor's largest magnitude. What has no time has the same error at each step;
      NaN after a tensor's last step, and everywhere if shapes differ.
    """
    subject = verdict.subject
    names, rows = [], []
    for name in order_of_computation(subject.expected):
        expected = np.asarray(subject.expected[name])
        if name not in subject.found or expected.dtype.kind not in "fiub":
            continue
        axis = time_axis(name, expected.ndim, subject.time_axes)
        errors = errors_over_time(expected, np.asarray(subject.found[name]), axis)
        finite = np.abs(expected[np.isfinite(expected)]) if expected.size else expected
        scale = float(finite.max()) if finite.size and finite.max() > 0 else 1.0
        names.append(name)
        rows.append((errors / scale, axis is not None))
    steps = max([len(errors) for errors, timed in rows if timed], default=1)
    filled = np.full([len(rows), steps], np.nan)
    for row, (errors, timed) in zip(filled, rows):
        row[: len(errors) if timed else steps] = errors
    return names, filled


def depth_map(verdict: Verdict) -> np.ndarray | None:
    """Returns the error of the tensor that diverges first, `[depth, time]`, or None.

    Depth is its last axis; over all others (the batch) the largest error is taken.
    """
    divergence, subject = verdict.divergence, verdict.subject
    if divergence is None or divergence.step is None:
        return None
    expected = np.asarray(subject.expected[divergence.tensor])
    found = np.asarray(subject.found[divergence.tensor])
    axis = time_axis(divergence.tensor, expected.ndim, subject.time_axes)
    if axis is None or expected.ndim < 3 or axis == expected.ndim - 1:
        return None
    columns = [
        errors_over_time(expected[..., depth], found[..., depth], axis)
        for depth in range(expected.shape[-1])
    ]
    return np.stack(columns)


def pictures(verdict: Verdict) -> dict[str, bytes]:
    """Draws the heat maps: PNG files by name."""
    names, errors = error_map(verdict)
    # Of a large model what is trained says little: it comes last.
    drawn = {"over_time": _draw(errors[:_MOST_ROWS], names[:_MOST_ROWS], "", "largest error")}
    depth = depth_map(verdict)
    if depth is not None and verdict.divergence is not None:
        labels = [str(k) for k in range(len(depth))]
        drawn["over_depth"] = _draw(depth, labels, verdict.divergence.tensor, "absolute error")
    return drawn


def _draw(errors: np.ndarray, labels: list[str], title: str, what: str) -> bytes:
    from matplotlib.colors import LogNorm
    from matplotlib.figure import Figure

    rows, steps = max(errors.shape[0], 1), errors.shape[1]
    figure = Figure(figsize=(min(5 + 0.35 * steps, 16), 1.4 + 0.22 * rows), layout="constrained")
    axes = figure.add_subplot()
    shown = np.clip(np.nan_to_num(errors, nan=np.nan, posinf=1.0), FLOOR, None)
    image = axes.imshow(
        shown,
        aspect="auto",
        cmap="magma",
        norm=LogNorm(FLOOR, 1.0, clip=True),
        interpolation="nearest",
    )
    axes.set_yticks(range(len(labels)), labels=labels, fontsize=7)
    axes.set_xticks(range(0, steps, max(steps // 16, 1)))
    axes.set_xlabel("time step")
    axes.set_title(title, fontsize=9)
    figure.colorbar(image, ax=axes, label=what)
    file = io.BytesIO()
    figure.savefig(file, format="png", dpi=110, metadata={"Software": None})
    return file.getvalue()


def rows(verdict: Verdict) -> list[dict[str, Any]]:
    """Returns every tensor that was compared, in the order of computation."""
    place = {name: at for at, name in enumerate(order_of_computation(verdict.subject.expected))}
    ordered = sorted(verdict.comparisons, key=lambda c: place.get(c.tensor, -1))
    return [
        {
            "tensor": c.tensor,
            "shape": f"{c.dtype}{list(c.shape)}",
            "error": f"{c.max_abs:.3g}",
            "limit": f"{c.limit:.3g}",
            "verdict": "agrees" if c.agrees else c.problem,
        }
        for c in ordered
    ]


def headline(verdict: Verdict) -> str:
    """Says in one line what came out."""
    subject = verdict.subject
    if verdict.divergence is None:
        return f"{subject.witness} agrees with {subject.reference}"
    return f"{subject.witness} parts from {subject.reference} first in {verdict.divergence}"


def as_markdown(verdict: Verdict, pictures: Mapping[str, str]) -> str:
    """Writes the report as Markdown; `pictures` are paths by name."""
    lines = ["# " + headline(verdict), ""]
    lines += [f"- hint: {hint}" for hint in verdict.hints]
    if verdict.message:
        lines += ["", "```", verdict.message, "```"]
    for name, path in pictures.items():
        lines += ["", f"## Error {name.replace('_', ' ')}", "", f"![{name}]({path})"]
    keys = ("tensor", "shape", "error", "limit", "verdict")
    lines += ["", "## Tensors", "", "| " + " | ".join(keys) + " |", "|---" * len(keys) + "|"]
    lines += ["| " + " | ".join(row[key] for key in keys) + " |" for row in rows(verdict)]
    return "\n".join(lines) + "\n"


def as_html(verdict: Verdict, pictures: Mapping[str, bytes]) -> str:
    """Writes the report as one HTML file, pictures in it."""
    escape = html.escape
    parts = [
        "<!DOCTYPE html>",
        f'<html lang="en"><meta charset="utf-8"><title>{escape(headline(verdict))}</title>',
        "<style>body{font-family:sans-serif;margin:2em}td,th{padding:0 1em 0 0;text-align:left}"
        ".differs{color:#b00020}</style>",
        f"<h1>{escape(headline(verdict))}</h1>",
    ]
    parts += [f"<p><b>Hint</b> {escape(str(hint))}</p>" for hint in verdict.hints]
    if verdict.message:
        parts.append(f"<pre>{escape(verdict.message)}</pre>")
    for name, png in pictures.items():
        data = base64.b64encode(png).decode()
        title = f"Error {name.replace('_', ' ')}"
        parts.append(f'<h2>{title}</h2><img alt="{title}" src="data:image/png;base64,{data}">')
    parts.append("<h2>Tensors</h2><table><tr>")
    keys = ("tensor", "shape", "error", "limit", "verdict")
    parts.append("".join(f"<th>{key}</th>" for key in keys) + "</tr>")
    for row in rows(verdict):
        style = "" if row["verdict"] == "agrees" else ' class="differs"'
        cells = "".join(f"<td>{escape(row[key])}</td>" for key in keys)
        parts.append(f"<tr{style}>{cells}</tr>")
    return "\n".join([*parts, "</table></html>"]) + "\n"
