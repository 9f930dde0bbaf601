"""Prove that what is called absent is absent, and that the advice leads somewhere."""

from __future__ import annotations

import re
from typing import Any

import pytest
import tensorflow.compat.v1 as tf

from legacy_tf1.launcher.absences import NEAREST


def at(path: str) -> Any:
    found: Any = tf
    for name in path.split("."):
        found = getattr(found, name)
    return found


@pytest.mark.parametrize("path", NEAREST)
def test_is_absent_from_tensorflow_2(path: str) -> None:
    parent, _, name = path.rpartition(".")
    assert not hasattr(at(parent), name)


@pytest.mark.parametrize("path", NEAREST)
def test_advice_names_what_there_is(path: str) -> None:
    for name in re.findall(r"\btf\.([\w.]+\w)", NEAREST[path]):
        assert at(name) is not None
