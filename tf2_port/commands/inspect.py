"""Say what is in a TensorFlow 1 checkpoint: layers, an optimizer's slots, and the rest."""

from __future__ import annotations

import json
import math
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from tf2_port.checkpoints.reading import Checkpoint
from tf2_port.checkpoints.recognise import Recognised, recognise
from tf2_port.checkpoints.titles import title


def inspect(path: Path) -> dict[str, Any]:
    """Reads names, shapes and dtypes, and recognises what they belong to.

    Args:
      path: of a checkpoint of `tf.train.Saver`, or the folder it is in.

    Returns:
      `checkpoint`, `layers`, `optimizer`, `steps`, `not_recognised` and the number of
      `parameters`, as `--json` prints it.

    Raises:
      ValueError: if it is damaged, or no such checkpoint.
    """
    checkpoint = Checkpoint(path)
    found = recognise(checkpoint.shapes)
    layers = [
        {
            "layer": title(group),
            "kind": group.kind,
            "scope": group.scope,
            "within": group.within,
            "sizes": dict(group.letters),
            "variables": [_variable(checkpoint, found, name) for name in group.names.values()],
        }
        for group in found.groups
    ]
    return {
        "checkpoint": str(checkpoint.path),
        "layers": [layer for layer in layers if layer["kind"] != "variable"],
        "not_recognised": [
            variable
            for layer in layers
            if layer["kind"] == "variable"
            for variable in layer["variables"]
        ],
        "optimizer": {
            "names": found.slots.optimizers,
            "scope": found.slots.scope,
            "slots": sum(map(len, found.slots.of.values())),
            "powers": {name: float(checkpoint[name]) for name in found.slots.powers},
        },
        "steps": {name: int(checkpoint[name]) for name in found.slots.steps},
        "parameters": sum(
            math.prod(checkpoint.shapes[name])
            for group in found.groups
            for name in group.names.values()
        ),
    }


def _variable(checkpoint: Checkpoint, found: Recognised, name: str) -> dict[str, Any]:
    dtype = checkpoint.dtypes[name]
    return {
        "name": name,
        "shape": list(checkpoint.shapes[name]),
        "dtype": "string" if dtype.kind == "O" else dtype.name,
        "slots": sorted(found.slots.of.get(name, {})),
    }


def show(contents: dict[str, Any], out: Console) -> None:
    """Prints what `inspect` found."""
    table = Table()
    table.add_column("layer", no_wrap=True)
    table.add_column("scope", overflow="fold")
    table.add_column("variable", overflow="fold")
    for heading in ("shape", "dtype", "slots"):
        table.add_column(heading)
    for layer in contents["layers"]:
        left = [layer["layer"], *([f"in {', '.join(layer['within'])}"] if layer["within"] else [])]
        cells = [_cells(variable, layer["scope"]) for variable in layer["variables"]]
        # A row for each, so that what takes two lines does not push its shape away from it.
        for k in range(max(len(left), len(cells))):
            shown = cells[k] if k < len(cells) else ()
            table.add_row(left[k] if k < len(left) else "", "" if k else layer["scope"], *shown)
        table.add_section()
    for variable in contents["not_recognised"]:
        table.add_row("[red]not recognised", variable["name"], *_cells(variable, ""))
    out.print(table)
    optimizer = contents["optimizer"]
    if optimizer["names"] or optimizer["powers"]:
        powers = ", ".join(f"{name} {value:.6g}" for name, value in optimizer["powers"].items())
        names = ", ".join(optimizer["names"]) or "unknown"
        out.print(f"optimizer: {names}, {optimizer['slots']} slots; {powers}", highlight=False)
    for name, value in contents["steps"].items():
        out.print(f"{name}: {value}", highlight=False)
    out.print(
        f"{len(contents['layers'])} layers with {contents['parameters']} parameters; "
        f"{len(contents['not_recognised'])} variables not recognised",
        highlight=False,
    )


def _cells(variable: dict[str, Any], scope: str) -> list[str]:
    name = variable["name"]
    if scope and name.startswith(f"{scope}/"):
        name = name[len(scope) + 1 :]
    return [name, escape(str(variable["shape"])), variable["dtype"], " ".join(variable["slots"])]


def as_json(contents: dict[str, Any]) -> str:
    return json.dumps(contents, indent=1)
