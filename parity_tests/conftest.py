"""Keep TensorFlow quiet; leave what needs TensorFlow 1.15.5 to `--live`, training to `--long`."""

from __future__ import annotations

import pytest

from tf2_port.commands.compare import quiet_tensorflow

pytest_plugins = ["tf2_port.parity.plugin"]

quiet_tensorflow()


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--live", action="store_true", help="also run tests that need TensorFlow 1.15.5"
    )
    parser.addoption("--long", action="store_true", help="also run tests that train for minutes")
    parser.addoption(
        "--configurations",
        type=int,
        default=200,
        metavar="N",
        help="how many random configurations to compare live",
    )


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    live = pytest.mark.skip(reason="needs TensorFlow 1.15.5: run `pytest --live parity_tests/live`")
    long = pytest.mark.skip(reason="trains for minutes: run `pytest --long -m long`")
    for item in items:
        if item.nodeid.startswith("parity_tests/live/") and not config.getoption("--live"):
            item.add_marker(live)
        if item.get_closest_marker("long") and not config.getoption("--long"):
            item.add_marker(long)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Says what the random configurations came to, however the tests were distributed."""
    for report in terminalreporter.getreports("passed"):
        for name, value in report.user_properties:
            if name == "random configurations":
                terminalreporter.write_line(f"{name}: {value}")
