"""Check each rule both ways: calls that run into the hazard, and calls that nearly do."""

from __future__ import annotations

import pytest

from parity_tests.migrate import decoding_cases, training_cases
from parity_tests.migrate.scanning import rules_of
from tf2_port.migrate.rules import all_rules

CASES = {**decoding_cases.CASES, **training_cases.CASES}
HIT = [(rule, code) for rule, (hits, _) in CASES.items() for code in hits]
MISSED = [(rule, code) for rule, (_, misses) in CASES.items() for code in misses]


@pytest.mark.parametrize(("rule", "code"), HIT)
def test_is_found(rule: str, code: str) -> None:
    expected = rule + "?" if code.startswith("?") else rule
    assert expected in rules_of(code.lstrip("?"))


@pytest.mark.parametrize(("rule", "code"), MISSED)
def test_is_not_found(rule: str, code: str) -> None:
    found = rules_of(code)
    assert rule not in found and rule + "?" not in found


def test_every_rule_has_cases_of_both_kinds() -> None:
    ids = [rule.id for rule in all_rules()]
    assert len(ids) == len(set(ids)), "two rules of one name"
    assert set(CASES) == set(ids)
    assert all(hits and misses for hits, misses in CASES.values())


def test_every_rule_says_where_to_read_on() -> None:
    for rule in all_rules():
        assert rule.reference.section.startswith("notebooks/migration_guide.ipynb#")
        assert "::test_" in rule.reference.test
        assert rule.title and rule.names and rule.check.__doc__


def test_unaffected_code_runs_into_nothing() -> None:
    code = """
        cell = cells.BasicRNNCell(8)
        outputs, state = tf.nn.dynamic_rnn(cell, x, dtype=tf.float32)
        gradients, _ = tf.clip_by_global_norm(tf.gradients(loss, variables), 5.0)
        step = tf.train.GradientDescentOptimizer(1.0)
        tiled = s2s.tile_batch(state, 3)
        best = s2s.hardmax(outputs)
    """
    assert rules_of(code) == []


def test_without_contrib_nothing_is_said() -> None:
    assert rules_of("tf.train.AdamOptimizer(1e-3)", "import tensorflow as tf\n") == []
