"""Run a variant on up to three witnesses, and tell how far they are apart."""

from __future__ import annotations

import importlib
import logging
import os
import shlex
import warnings
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np

from tf2_port import registry
from tf2_port.parity import Comparison, Report, Rung, Subject, Verdict, judge
from tf2_port.parity.absences import absences_of_port
from tf2_port.parity.golden import case_names, load_golden, weights_in
from tf2_port.parity.hints import Rerun
from tf2_port.parity.inputs import Given, InputError, check_shapes, read_inputs

DEFAULT_CASE = "default"
PAIRS = (("legacy", "genuine"), ("port", "genuine"), ("port", "legacy"))

Observe = Callable[..., dict[str, np.ndarray]]


@dataclass(frozen=True)
class Request:
    """What to compare: a recorded case, or other data under its configuration."""

    stem: str
    case: str = DEFAULT_CASE
    inputs: Path | None = None
    seed: int | None = None

    @property
    def is_recorded(self) -> bool:
        return self.inputs is None and self.seed is None

    @property
    def options(self) -> str:
        """The options of the command line that ask for other data."""
        inputs = "" if self.inputs is None else f" --inputs {shlex.quote(str(self.inputs))}"
        return inputs + ("" if self.seed is None else f" --seed {self.seed}")


@dataclass(frozen=True)
class Row:
    """One tensor and how far each pair of witnesses is apart."""

    tensor: str
    rung: Rung
    shape: tuple[int, ...]
    dtype: str
    max_abs: Mapping[str, float | None]  # by "legacy-genuine" and so on
    agrees: bool


@dataclass(frozen=True)
class Outcome:
    """The rows of one request, and a bug report for each witness that differs."""

    request: Request
    genuine: str | None  # where the genuine report comes from
    rows: Sequence[Row]
    problems: Sequence[str] = field(default_factory=tuple)
    verdicts: Sequence[Verdict] = field(default_factory=tuple)

    @property
    def agrees(self) -> bool:
        return not self.problems

    def worst(self, pair: str) -> float | None:
        """Returns the largest difference of a pair of witnesses over all rows."""
        found = [row.max_abs[pair] for row in self.rows]
        return max((value for value in found if value is not None), default=None)


def quiet_tensorflow() -> None:
    """Keeps TensorFlow's chatter out of the results; call it before the first import."""
    os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
    warnings.simplefilter("ignore")
    logging.getLogger("tensorflow").setLevel(logging.ERROR)


def compare(request: Request, live: Observe | None = None) -> Outcome:
    """Runs legacy and port, and compares them with each other and with genuine.

    Args:
      request: what to run.
      live: the `observe` of a running `genuine.Genuine`. Without it a recorded
        case is compared with its golden, and other data with nothing genuine.

    Raises:
      ValueError: (`GoldenError`, `InputError`) for what cannot be run.
    """
    variant = registry.find(request.stem)
    golden = load_golden(request.stem, request.case)
    config, inputs = dict(golden.config), golden.inputs
    seed = golden.seed if request.seed is None else request.seed
    weights: dict[str, np.ndarray] | None = golden.weights
    legacy_witness = importlib.import_module("legacy_tf1.witness")
    if not request.is_recorded:
        config, inputs = _other_data(request, config, seed, legacy_witness)
        weights = None
    reports: dict[str, Report] = {}
    if live is not None:
        reports["genuine"] = live(request.stem, config, inputs, weights, seed, variant.symbols)
        weights = weights_in(reports["genuine"])
    elif request.is_recorded:
        reports["genuine"] = golden.report
    reports["legacy"] = legacy_witness.observe(
        request.stem, config, inputs, weights, seed, variant.symbols
    )
    weights = weights or weights_in(reports["legacy"])
    port_witness = importlib.import_module("tf2_port.witness")
    rerun = importlib.import_module("tf2_port.rerun").Rerunner(
        port_witness.recipe(request.stem, config), inputs, weights
    )
    # As many as the others, so that a port which ends too soon is compared step by step.
    steps = len(reports["legacy"].get("steps/output", ())) or None
    reports["port"] = port_witness.observe(request.stem, config, inputs, weights, steps)
    source = None
    if "genuine" in reports:
        source = "live" if live is not None else "golden"
    judged = (judge(subject) for subject in _subjects(request, reports, inputs, rerun))
    return _outcome(request, source, list(judged))


def _subjects(
    request: Request,
    reports: Mapping[str, Report],
    inputs: Mapping[str, np.ndarray],
    rerun: Rerun,
) -> Iterator[Subject]:
    """Says what to judge: each witness by each that is nearer to the truth."""
    for witness, reference in PAIRS:
        if reference not in reports:
            continue
        yield Subject(
            request.stem,
            request.case,
            witness,
            reference,
            reports[reference],
            reports[witness],
            inputs,
            absences_of_port(reports[reference]) if witness == "port" else (),
            rerun=rerun if witness == "port" else None,
            reproduce=f"seq2seq-port compare {request.stem} --config {request.case}"
            + request.options,
        )


def _other_data(
    request: Request, config: dict[str, Any], seed: int, legacy_witness: Any
) -> tuple[dict[str, Any], dict[str, np.ndarray]]:
    """Returns the user's arrays, or drawn ones, with the configuration they need."""
    given = Given({}, config)
    if request.inputs is not None:
        given = read_inputs(request.inputs, config)
    variant = importlib.import_module(f"legacy_tf1.variants.{request.stem}")
    settings = variant.Config(**given.config)
    if request.inputs is not None:
        check_shapes(given, {name: spec.shape for name, spec in settings.inputs.items()})
    drawn = legacy_witness.draw_inputs(settings, seed)
    return given.config, {**drawn, **given.inputs}


def _outcome(request: Request, source: str | None, verdicts: Sequence[Verdict]) -> Outcome:
    compared: dict[str, dict[str, Comparison]] = {}
    for verdict in verdicts:
        pair = f"{verdict.subject.witness}-{verdict.subject.reference}"
        compared[pair] = {c.tensor: c for c in verdict.comparisons}
    problems = [verdict.message for verdict in verdicts if not verdict.agrees]
    tensors: dict[str, None] = {}
    for by_tensor in compared.values():
        tensors.update(dict.fromkeys(by_tensor))
    rows = [_row(tensor, compared) for tensor in tensors if not tensor.startswith("symbols/")]
    signatures = [tensor for tensor in tensors if tensor.startswith("symbols/")]
    if signatures:
        agrees = all(c[t].agrees for c in compared.values() for t in signatures if t in c)
        nothing = {"-".join(pair): None for pair in PAIRS}
        rows.append(Row("signatures", Rung.SYMBOLS, (len(signatures),), "text", nothing, agrees))
    rows.sort(key=lambda row: row.rung.value)
    return Outcome(request, source, rows, problems, verdicts)


def _row(tensor: str, compared: Mapping[str, Mapping[str, Comparison]]) -> Row:
    found = [by_tensor[tensor] for by_tensor in compared.values() if tensor in by_tensor]
    max_abs = {}
    for pair in ("-".join(names) for names in PAIRS):
        comparison = compared.get(pair, {}).get(tensor)
        max_abs[pair] = None if comparison is None else comparison.max_abs
    first = found[0]
    agrees = all(comparison.agrees for comparison in found)
    return Row(tensor, first.rung, first.shape, first.dtype, max_abs, agrees)


def requests_for(
    stem: str | None, case: str | None, inputs: Path | None, seed: int | None
) -> list[Request]:
    """Returns what to compare.

    Args:
      stem: of the variant; None for every one that has the case and can read the file.
      case: a recorded one, `all` for each, None for the default.
      inputs: a file of the user's own arrays, for one case.
      seed: draws other data.

    Raises:
      ValueError: for a case that was not recorded, or a file that cannot be used.
    """
    variants = list(registry.VARIANTS) if stem is None else [registry.find(stem)]
    if inputs is not None:
        if case == "all":
            raise InputError("--inputs goes with one configuration, not with --config all")
        variants = [variant for variant in variants if variant.reads_files]
        if not variants:
            raise InputError(f"--inputs is not for {stem}, which reads tokens: try --seed")
        read_inputs(inputs, {})  # complain now, before anything slow starts
    recorded = {variant.stem: case_names(variant.stem) for variant in variants}
    wanted = case or DEFAULT_CASE
    requests = [
        Request(one, name, inputs, seed)
        for one, cases in recorded.items()
        for name in cases
        if wanted in ("all", name)
    ]
    if not requests:
        known = ", ".join(dict.fromkeys(name for cases in recorded.values() for name in cases))
        whose = "no variant" if stem is None else f"{stem} has no"
        has = "has a config" if stem is None else "config"
        raise ValueError(f"{whose} {has} {wanted!r}; there are: all, {known}")
    return requests
