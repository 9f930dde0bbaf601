"""Draw the same initial weights in every run, whatever runs before."""

from __future__ import annotations

import pytest

from tf2_port.compat import tf


@pytest.fixture(autouse=True)
def seeded() -> None:
    tf.random.set_seed(1)
