"""Say how to train, in one place for both backends."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any

STEM = "nmt_with_attention"
BACKENDS = ("legacy", "port")
CELLS = ("rnn", "lstm", "gru")


@dataclass(frozen=True)
class Options:
    """What a model is, and how it is trained; kept in its `model.json`."""

    backend: str = "port"
    cell: str = "gru"
    units: int = 64  # of the encoder, in each direction; the decoder has twice as many
    embedding_depth: int = 32
    attention_units: int = 64
    attention_size: int = 128
    batch_size: int = 128
    learning_rate: float = 4e-3
    halve_every: int = 400  # steps after which the learning rate is half as large
    clip_norm: float = 1.0
    evaluate_every: int = 100  # steps
    patience: int = 3  # evaluations without a better one, before training stops
    beam_width: int = 5
    seed: int = 0  # of the first weights and of the order of batches
    training_dates: int | None = None  # by default all that are not held out

    def __post_init__(self) -> None:
        """Raises ValueError for an option that nothing can be done with, naming it."""
        for name, allowed in (("backend", BACKENDS), ("cell", CELLS)):
            if getattr(self, name) not in allowed:
                raise ValueError(
                    f"{name} is {getattr(self, name)!r}, expected one of {', '.join(allowed)}"
                )
        for field in fields(self):
            value = getattr(self, field.name)
            if isinstance(field.default, int) and (type(value) is not int or value < 0):
                raise ValueError(f"{field.name} is {value!r}, expected a whole number")

    def learning_rate_at(self, step: int) -> float:
        """Decays exponentially, whatever the last step will be: so training can go on."""
        return self.learning_rate * 0.5 ** (step / self.halve_every)

    def config(self, source_vocabulary: int, target_vocabulary: int) -> dict[str, Any]:
        """Returns the fields of the variant's `Config`."""
        same = ("cell", "units", "embedding_depth", "attention_units", "attention_size")
        return {
            **{name: getattr(self, name) for name in same},
            "source_vocabulary": source_vocabulary,
            "target_vocabulary": target_vocabulary,
            "beam_width": self.beam_width,
            "maximum_iterations": len("yyyy-mm-dd") + 1,
        }


def given(arguments: Mapping[str, Any]) -> dict[str, Any]:
    """Keeps the options among a command's arguments that were given."""
    names = {field.name for field in fields(Options)}
    return {k: v for k, v in arguments.items() if k in names and v is not None}
