"""Record what a user's graph function, or its port, computes."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from tf2_port.commands.user_function import user_function
from tf2_port.parity.fixture import record_graph
from tf2_port.parity.graphs import LEGACY, Graphs
from tf2_port.parity.inputs import InputError
from tf2_port.parity.npz import read_npz
from tf2_port.parity.ports import run_port
from tf2_port.parity.recording import Recording, load_recording, save_recording

LEARNING_RATE, EPSILON = 1e-3, 1e-8


@dataclass(frozen=True)
class Task:
    """What to record, and where to.

    `subject` is `MODULE:FUNCTION`: a graph function, or with `port` what makes a Keras
    model. Inputs come from a file of arrays, or with `like` from another recording, as do
    weights, seed and steps.
    """

    subject: str
    out: Path
    inputs: Path | None = None
    like: Path | None = None
    port: bool = False
    witness: str = LEGACY
    seed: int | None = None  # 0 if None
    steps: int | None = None  # 5 if None


def record(task: Task) -> Recording:
    """Runs what the task names, and writes the recording.

    Raises:
      ValueError: for what cannot be run, read or written.
    """
    if not task.out.parent.is_dir():
        raise ValueError(f"--out {task.out}: there is no folder {task.out.parent}")
    if (task.inputs is None) == (task.like is None):
        raise ValueError("give --inputs or --like: one of them")
    if task.like is not None:
        for name in ("seed", "steps"):
            given = getattr(task, name)
            if given is not None:
                raise ValueError(f"--{name} {given} with --like: that recording has its own {name}")
    recording = _port(task) if task.port else _graph(task)
    save_recording(task.out, recording)
    return recording


def _graph(task: Task) -> Recording:
    settings: dict[str, Any] = {
        "seed": 0 if task.seed is None else task.seed,
        "steps": 5 if task.steps is None else task.steps,
        "learning_rate": LEARNING_RATE,
        "epsilon": EPSILON,
    }
    with Graphs() as graphs:
        if task.like is None:
            assert task.inputs is not None
            inputs = _inputs(task.inputs)
            return record_graph(graphs, task.subject, task.witness, inputs, settings)
        like = load_recording(task.like)
        settings = {name: like.settings[name] for name in settings}
        return record_graph(graphs, task.subject, task.witness, like.inputs, settings, like.weights)


def _port(task: Task) -> Recording:
    if task.like is None:
        raise ValueError("--port needs --like: the recording whose inputs and weights to take")
    like = load_recording(task.like)
    make = user_function(task.subject)
    settings = {name: like.settings[name] for name in ("steps", "learning_rate", "epsilon")}
    port = run_port(make, like.report, like.inputs, **settings)
    import tensorflow as tf

    told = {"role": "port", "producer": "port on TensorFlow " + tf.__version__}
    return Recording(
        like.inputs, dict(port.report), {**like.settings, **told, "graph": task.subject}
    )


def _inputs(path: Path) -> dict[str, np.ndarray]:
    inputs = read_npz(path, InputError)
    if not inputs:
        raise InputError(f"{path} holds no array: expected one for each argument of the function")
    for name, array in inputs.items():
        if not name.isidentifier() or array.dtype.kind not in "fiub":
            raise InputError(
                f"array {name} is {array.dtype}{list(array.shape)}: expected numbers, "
                "under the name of an argument of the function"
            )
    return inputs
