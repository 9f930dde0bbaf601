"""Give pytest the fixture `parity`; `tf2_port.parity.fixture` tells how to use it.

Installed with the package, or `pytest -p tf2_port.parity.plugin`.
"""

from __future__ import annotations

from typing import Iterator

import pytest

from tf2_port.parity.fixture import Parity
from tf2_port.parity.graphs import LEGACY, WITNESSES, Graphs


def pytest_addoption(parser: pytest.Parser) -> None:
    """Adds `--parity-witness`."""
    parser.getgroup("seq2seq-port").addoption(
        "--parity-witness",
        choices=WITNESSES,
        default=LEGACY,
        help="who runs TensorFlow 1 graphs for the fixture `parity`: legacy_tf1 (default), "
        "or TensorFlow 1.15.5 itself",
    )


@pytest.fixture(scope="session")
def parity_graphs() -> Iterator[Graphs]:
    """Runs TensorFlow 1 graph functions; each witness is started once for all tests."""
    with Graphs() as graphs:
        yield graphs


@pytest.fixture
def parity(request: pytest.FixtureRequest, parity_graphs: Graphs) -> Parity:
    """Compares a TensorFlow 2 model with a TensorFlow 1 graph: `parity.check(...)`."""
    witness = request.config.getoption("--parity-witness")
    return Parity(parity_graphs, witness, request.node.name)
