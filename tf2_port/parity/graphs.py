"""Run a user's TensorFlow 1 graph function on a witness: genuine, or under `legacy_tf1`."""

from __future__ import annotations

import contextlib
import importlib
import importlib.util
import sys
from pathlib import Path
from typing import Any, Callable, Mapping, Sequence

import numpy as np

from tf2_port.parity.genuine import Genuine
from tf2_port.parity.worker import Worker, WorkerError, environment

LIVE, LEGACY = "live", "legacy"
WITNESSES = (LEGACY, LIVE)
OBSERVE = "legacy_tf1.graph_function.observe_function"


class Legacy(Worker):
    """This Python as the launcher starts it: `import tensorflow` is TensorFlow 1."""

    name = "legacy_tf1"

    def __init__(self, packages: Sequence[str] = ("legacy_tf1",)) -> None:
        super().__init__(sys.executable, packages)

    def environment(self) -> dict[str, str]:
        launcher = importlib.import_module("legacy_tf1.launcher.environment")
        variables: dict[str, str] = launcher.environment(environment())
        return variables


class Graphs:
    """Runs graph functions, each witness in one process; use it as a context manager."""

    def __init__(self) -> None:
        self._stack = contextlib.ExitStack()
        self._workers: dict[tuple[str, ...], Worker] = {}

    def __enter__(self) -> Graphs:
        return self

    def __exit__(self, *unused: object) -> None:
        self._stack.close()
        self._workers.clear()

    def observe(
        self,
        graph: str | Callable[..., Any],
        witness: str,
        inputs: Mapping[str, np.ndarray],
        weights: Mapping[str, np.ndarray] | None = None,
        **options: Any,
    ) -> dict[str, np.ndarray]:
        """Runs `legacy_tf1.graph_function.observe_function`; same arguments, same report.

        Args:
          graph: `module:function`, or a callable, which is run in this process.
          witness: `live` for TensorFlow 1.15.5, `legacy` for `legacy_tf1`.
          inputs: arrays by name.
          weights: arrays by TensorFlow 1 variable name, or None.
          **options: seed, steps, learning_rate, epsilon.

        Raises:
          ValueError: where that raises it, in the other process too.
          WorkerError: if it fails in another way, or if there is no TensorFlow 1.15.5.
        """
        if callable(graph):
            here = importlib.import_module("legacy_tf1.graph_function")
            report: dict[str, np.ndarray] = here.observe_function(
                graph, dict(inputs), weights, **options
            )
            return report
        packages, paths = _home(graph)
        arrays = {"inputs": inputs, **({} if weights is None else {"weights": weights})}
        arguments = {"function": graph, "paths": paths, **options}
        worker = self._worker(witness, packages)
        try:
            return worker.call(OBSERVE, arguments, arrays)
        except WorkerError as error:
            if error.refused:
                raise ValueError(f"{worker.name}: {error.refused}") from None
            raise

    def _worker(self, witness: str, packages: Sequence[str]) -> Worker:
        if witness not in WITNESSES:
            raise ValueError(f"witness {witness!r}: expected one of {', '.join(WITNESSES)}")
        key = (witness, *packages)
        if key not in self._workers:
            needed = ("legacy_tf1", *packages)
            worker = Genuine(packages=needed) if witness == LIVE else Legacy(needed)
            self._workers[key] = self._stack.enter_context(worker)
        return self._workers[key]


def _home(graph: str) -> tuple[list[str], list[str]]:
    """Tells how the other process finds a function's module.

    Returns:
      The packages to take from here, and the folders to look in. A package beside which
      other installed packages lie is taken alone: those are of another Python.
    """
    module = graph.partition(":")[0]
    if graph.count(":") != 1 or not module:
        raise ValueError(f"graph {graph!r}: expected MODULE:FUNCTION")
    top = module.split(".")[0]
    spec = importlib.util.find_spec(top)
    if spec is None:
        raise ValueError(f"graph {graph!r}: there is no module {top}")
    places = spec.submodule_search_locations
    origin = Path(places[0] if places else str(spec.origin)).resolve()
    if origin.parent.name in ("site-packages", "dist-packages") and places:
        return [top], []
    return [], [str(origin.parent)]
