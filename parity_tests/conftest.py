"""Keep TensorFlow quiet, and leave what needs TensorFlow 1.15.5 to `pytest --live`."""

from __future__ import annotations

import pytest

from tf2_port.commands.compare import quiet_tensorflow

pytest_plugins = ["tf2_port.parity.plugin"]

quiet_tensorflow()


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--live", action="store_true", help="also run tests that need TensorFlow 1.15.5"
    )
    parser.addoption(
        "--configurations",
        type=int,
        default=200,
        metavar="N",
        help="how many random configurations to compare live",
    )


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    if config.getoption("--live"):
        return
    skip = pytest.mark.skip(reason="needs TensorFlow 1.15.5: run `pytest --live parity_tests/live`")
    for item in items:
        if item.nodeid.startswith("parity_tests/live/"):
            item.add_marker(skip)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Says what the random configurations came to, however the tests were distributed."""
    for report in terminalreporter.getreports("passed"):
        for name, value in report.user_properties:
            if name == "random configurations":
                terminalreporter.write_line(f"{name}: {value}")
