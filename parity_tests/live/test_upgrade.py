"""Upgrade all programs, and check the tables of `upgrade` against a running TensorFlow 1.15.5."""

from __future__ import annotations

import importlib
import json
import subprocess
from pathlib import Path

import pytest

from parity_tests.migrate.test_upgrade_proof import upgrade_into
from parity_tests.scripts import run as scripts
from tf2_port.migrate.upgrade import renamed
from tf2_port.parity.genuine import find_python
from tf2_port.parity.worker import environment

SAME = """
import json, sys
import tensorflow as tf
import tensorflow.contrib

def get(name):
    found = tf
    for part in name.split(".")[1:]:
        found = getattr(found, part)
    return found

pairs = json.load(sys.stdin)
print(json.dumps([old for old, new in pairs if get(old) is not get(new)]))
"""


@pytest.mark.parametrize("name", scripts.program_names())
def test_every_program(name: str, programs: Path) -> None:
    got = scripts.run(name, (), programs)
    found = scripts.problems(scripts.recorded()[name], got)
    assert not found, "\n".join([*found, got.message[-3000:]])


@pytest.fixture(scope="module")
def programs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return upgrade_into(tmp_path_factory.mktemp("programs"), scripts.PROGRAMS)


def test_recorded_rules_are_what_1_15_5_gives() -> None:
    command = [find_python(), "-m", "parity_tests.migrate.record", "--check"]
    done = subprocess.run(
        command,
        cwd=scripts.ROOT,
        env=environment(),  # TensorFlow 2 leaves a variable that makes TensorFlow 1 eager
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr[-2000:]


def test_what_tensorflow_renames_is_one_object_in_1_15_5() -> None:
    """Of the table of `tf_upgrade_v2`, as far as it is used."""
    table = importlib.import_module("tensorflow.tools.compatibility.all_renames_v2")
    genuine = importlib.import_module("legacy_tf1.contrib.genuine")
    contrib = importlib.import_module("tf2_port.migrate.upgrade.contrib")
    pairs = []
    for old, new in table.symbol_renames.items():
        parts = tuple(old.split(".")[2:])
        if not old.startswith("tf.contrib.") or parts[-1] not in genuine.names(parts[0]):
            continue
        used = renamed.find(parts)
        if used is not None and contrib.find(parts) == used:
            pairs.append((old, new))
    assert len(pairs) >= 20
    done = subprocess.run(
        [find_python(), "-c", SAME], input=json.dumps(pairs), capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr[-2000:]
    assert json.loads(done.stdout.splitlines()[-1]) == []
