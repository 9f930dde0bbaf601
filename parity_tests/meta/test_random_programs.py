"""Break legacy on purpose, and see random programs notice, shrink, and print what runs.

The unbroken library stands in for genuine, so that no TensorFlow 1.15.5 is needed.
"""

from __future__ import annotations

import ast
import json
import os
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import HealthCheck, Phase, given, settings

from legacy_tf1 import seq2seq
from legacy_tf1.seq2seq import beam_scores, beam_search_step, decoder, luong_attention
from parity_tests.golden.scenarios.outcome import Outcome
from parity_tests.golden.scenarios.programs import outcome_of, report, run_program
from parity_tests.live.drawing import losses
from parity_tests.live.drawing.distinct import Distinct
from parity_tests.live.drawing.pen import Program
from parity_tests.live.drawing.programs import Kind, programs
from parity_tests.live.known_differences import DIFFERENCES, known, without_zero_gradients
from parity_tests.live.test_random_configurations import MARK, compare_random_programs

ROOT = Path(__file__).resolve().parents[2]
Break = Callable[[pytest.MonkeyPatch], None]


def _score_scaled(patch: pytest.MonkeyPatch) -> None:
    right = luong_attention._luong_score
    patch.setattr(luong_attention, "_luong_score", lambda q, k, s: 1.001 * right(q, k, s))


def _always_imputed(patch: pytest.MonkeyPatch) -> None:
    def wrong(*given: Any, **options: Any) -> Any:
        return decoder.dynamic_decode(*given, **{**options, "impute_finished": True})

    patch.setattr(seq2seq, "dynamic_decode", wrong)


def _no_length_penalty(patch: pytest.MonkeyPatch) -> None:
    right = beam_scores.step_penalty
    wrong = lambda lengths, longer, factor: right(lengths, longer, 0.0)  # noqa: E731
    patch.setattr(beam_search_step, "step_penalty", wrong)


def _never_exclusive(patch: pytest.MonkeyPatch) -> None:
    right = seq2seq.safe_cumprod
    wrong = lambda x, **options: right(x, **{**options, "exclusive": False})  # noqa: E731
    patch.setattr(seq2seq, "safe_cumprod", wrong)


def _hard_is_parallel(patch: pytest.MonkeyPatch) -> None:
    right = seq2seq.monotonic_attention

    def wrong(chosen: Any, previous: Any, mode: str) -> Any:
        return right(chosen, previous, "parallel" if mode == "hard" else mode)

    patch.setattr(seq2seq, "monotonic_attention", wrong)


def _both_reductions(patch: pytest.MonkeyPatch) -> None:
    right = seq2seq.sequence_loss

    def wrong(*given: Any, **options: Any) -> Any:
        """Forgets that an average and a sum over the same axis exclude each other."""
        if options.get("sum_over_batch"):
            options["average_across_batch"] = False
        return right(*given, **options)

    patch.setattr(seq2seq, "sequence_loss", wrong)


def broken_by(break_it: Break) -> Callable[[str], dict[str, Outcome]]:
    """Returns what runs programs on the library as it is, for genuine, and on a broken one."""

    def run(program: str) -> dict[str, Outcome]:
        genuine = run_program(program)
        with pytest.MonkeyPatch.context() as patch:
            break_it(patch)
            broken = run_program(program)
        return {"genuine": genuine, "v1": broken, "v2": broken}

    return run


@pytest.mark.parametrize("break_it", [_score_scaled, _always_imputed, _no_length_penalty])
def test_a_mistake_in_decoding_is_found(break_it: Break) -> None:
    with pytest.raises(AssertionError, match="legacy does not agree"):
        compare_random_programs(broken_by(break_it), 100, seed=None, shrink=False)


@pytest.mark.parametrize(
    ("break_it", "kind", "left"),
    [
        (_never_exclusive, losses.functions, ["exclusive=True"]),
        (_hard_is_parallel, losses.monotonic, ["'hard'"]),
        (_both_reductions, losses.sequence_loss, ["sum_over_batch=True"]),
    ],
)
def test_a_mistake_is_shrunk_to_what_matters(
    break_it: Break, kind: Kind, left: list[str], tmp_path: Path
) -> None:
    """Of all options the one that matters is left, sizes are 1, and the program runs."""
    with pytest.raises(AssertionError, match="legacy does not agree") as caught:
        compare_random_programs(broken_by(break_it), 200, seed=None, kinds=[kind])
    snippet = str(caught.value).partition(MARK)[2]
    assert re.findall(r"\w+=True|'hard'", snippet) == left, snippet
    assert not re.search("SCALE|static=|with_gradients", snippet), snippet
    path = tmp_path / "snippet.py"
    path.write_text(snippet)
    command = [sys.executable, str(path)]
    there = {**os.environ, "PYTHONPATH": str(ROOT)}
    shown = subprocess.run(command, env=there, capture_output=True, text=True, check=True).stdout
    assert "forward/" in shown or "Error" in shown


def drawn(count: int) -> list[Program]:
    """Draws programs as the live test does, and runs none."""
    found: list[Program] = []
    distinct = Distinct()

    @settings(
        max_examples=5 * count,
        derandomize=True,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(programs())
    def draw(program: Program) -> None:
        if distinct.is_new(program):
            found.append(program)

    draw()
    assert len(found) >= count
    return found[:count]


def test_what_is_drawn_uses_every_name_with_every_option() -> None:
    """What nobody draws, nobody compares; base classes and results are not called by users."""
    exported = json.loads((ROOT / "parity_tests/golden/api/exported.json").read_text())
    used: dict[str, Counter[str]] = {}
    for program in drawn(200):
        for node in ast.walk(ast.parse(program)):
            name = ast.unparse(node.func) if isinstance(node, ast.Call) else ""
            if isinstance(node, ast.Call) and name.startswith("seq2seq."):
                options = used.setdefault(name.partition(".")[2], Counter())
                options.update(keyword.arg for keyword in node.keywords if keyword.arg)
    not_called = {name for name in exported["symbols"] if name.endswith(("State", "Output"))}
    not_called |= {"AttentionMechanism", "Decoder", "Helper"}
    missing = []
    for name, signature in exported["symbols"].items():
        if "." in name or name in not_called:
            continue
        definition = ast.parse(f"def call{signature}: pass").body[0]
        assert isinstance(definition, ast.FunctionDef)
        parameters = definition.args
        optional = parameters.args[len(parameters.args) - len(parameters.defaults) :]
        wanted = {parameter.arg for parameter in optional}
        missing += [name] if name not in used else []
        missing += sorted(f"{name}({option}=)" for option in wanted - set(used.get(name, ())))
    assert not missing


def test_outcomes_survive_the_way_through_a_worker() -> None:
    program = """
from parity_tests.golden.scenarios.parts import tensor, tf, with_gradients

def build():
    numbers = tensor("numbers", 2, 3) * tf.get_variable("x", [], tf.float64)
    return with_gradients({"numbers": numbers, "text": "some", "empty": tf.zeros([0, 2])})
"""
    here, there = run_program(program), outcome_of(report(program))
    assert (there.texts, there.variables) == (here.texts, here.variables)
    assert there.texts == {"text": "some"}
    assert there.variables == {"x": "float64[]"}
    assert set(there.arrays) == set(here.arrays)
    assert all((there.arrays[name] == array).all() for name, array in here.arrays.items())
    failing = report("def build():\n    raise KeyError('why')\n")
    assert outcome_of(failing).error == "KeyError while building"
    assert "why" in outcome_of(failing).message


def test_known_differences_excuse_nothing_else() -> None:
    entry = DIFFERENCES[0]
    genuine = Outcome(error="UnimplementedError while running", message=f"{entry.message} [?]")
    assert known("v1", genuine, Outcome())
    assert not known("v1", genuine, Outcome(error="TypeError while building"))
    assert not known("v1", Outcome(error="ValueError while building", message="other"), Outcome())
    assert all(entry.message and entry.behaviours and entry.reason for entry in DIFFERENCES)


def test_gradients_that_are_not_zeros_stay() -> None:
    zeros, ones = np.zeros(2), np.ones(2)
    genuine = Outcome(texts={"gradients/a": "none", "gradients/b": "none", "other": "none"})
    legacy = Outcome({"gradients/a": zeros, "gradients/b": ones, "other": zeros})
    left = without_zero_gradients(genuine, legacy)
    assert set(left.arrays) == {"gradients/b", "other"}
    assert left.texts == {"gradients/a": "none"}
