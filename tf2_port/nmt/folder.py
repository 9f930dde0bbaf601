"""Keep a model in a folder, so that it can be killed at any moment and be resumed.

`model.json` says what the model is, `progress.json` how far training came and which
checkpoints count. Each is written to a temporary name and renamed; a checkpoint counts
when it is complete and `progress.json` names it.
"""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

from tf2_port.nmt.options import STEM, Options
from tf2_port.nmt.vocabulary import Vocabulary

_MODEL, _PROGRESS, _CHECKPOINTS = "model.json", "progress.json", "checkpoints"
_FORMAT = 1


@dataclass(frozen=True)
class Progress:
    """How far training came."""

    step: int = 0
    best_step: int = 0
    best_score: float | None = None  # the validation's character error rate
    waited: int = 0  # evaluations since the best one
    stopped: bool = False  # early

    def after(self, step: int, score: float, regular: bool, patience: int) -> Progress:
        """Returns the progress after an evaluation, and decides whether to stop.

        Args:
          step: which has been done.
          score: the less, the better.
          regular: whether a longer training would have evaluated here, too. If not, it
            can be the best one, but takes no patience.
          patience: evaluations without a better one to stop after.
        """
        if self.best_score is None or score < self.best_score:
            return Progress(step, best_step=step, best_score=score)
        waited = self.waited + regular
        return replace(self, step=step, waited=waited, stopped=waited >= patience)


@dataclass(frozen=True)
class Folder:
    """A model on disk."""

    path: Path
    options: Options
    source: Vocabulary
    target: Vocabulary
    fingerprint: str  # of the corpus

    @property
    def config(self) -> dict[str, Any]:
        return self.options.config(len(self.source), len(self.target))

    def checkpoint(self, step: int) -> Path:
        """Returns what a checkpoint's files begin with."""
        return self.path / _CHECKPOINTS / f"step-{step:06d}"

    def create(self) -> None:
        """Writes `model.json`.

        Raises:
          ValueError: if there is something in the way.
        """
        if self.path.exists() and not (self.path.is_dir() and not any(self.path.iterdir())):
            raise ValueError(
                f"--out {self.path} exists; continue it with --resume, or name another folder"
            )
        self.path.joinpath(_CHECKPOINTS).mkdir(parents=True)
        content = {
            "format": _FORMAT,
            "variant": STEM,
            "options": asdict(self.options),
            "source_characters": self.source.characters,
            "target_characters": self.target.characters,
            "corpus": self.fingerprint,
        }
        _write_json(self.path / _MODEL, content)

    @classmethod
    def open(cls, path: Path) -> Folder:
        """Reads `model.json`.

        Raises:
          ValueError: if there is none, or it cannot be used.
        """
        content = _read_json(path / _MODEL)
        try:
            if content["format"] != _FORMAT or content["variant"] != STEM:
                raise ValueError(f"it is not a model of {STEM} in format {_FORMAT}")
            return cls(
                path,
                Options(**content["options"]),
                Vocabulary(content["source_characters"]),
                Vocabulary(content["target_characters"]),
                content["corpus"],
            )
        except (KeyError, TypeError, ValueError) as error:
            raise ValueError(f"{path / _MODEL} cannot be used: {error}") from None

    def progress(self) -> Progress:
        """Reads how far training came; nowhere, if it was killed before the first checkpoint.

        Raises:
          ValueError: if it cannot be used.
        """
        path = self.path / _PROGRESS
        if not path.exists():
            return Progress()
        try:
            return Progress(**_read_json(path))
        except TypeError as error:
            raise ValueError(f"{path} cannot be used: {error}") from None

    def commit(self, progress: Progress) -> None:
        """Writes how far training came, and removes the checkpoints that do not count now."""
        _write_json(self.path / _PROGRESS, asdict(progress))
        kept = {self.checkpoint(step).name for step in (progress.step, progress.best_step)}
        for file in self.path.joinpath(_CHECKPOINTS).iterdir():
            if file.name.split(".")[0] not in kept:
                file.unlink()


def _read_json(path: Path) -> dict[str, Any]:
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        reason = error.strerror
        raise ValueError(f"there is no model in {path.parent}: {path.name}: {reason}") from None
    except ValueError as error:
        raise ValueError(f"{path} is not JSON: {error}") from None
    if not isinstance(content, dict):
        raise ValueError(f"{path} is {type(content).__name__} in JSON, expected an object")
    return content


def _write_json(path: Path, content: Mapping[str, Any]) -> None:
    """Writes to a temporary name and renames: there is the old file or the new one."""
    temporary = path.with_name(f".{path.name}.new")
    with temporary.open("w", encoding="utf-8") as file:
        json.dump(content, file, ensure_ascii=False, indent=2)
        file.write("\n")
        file.flush()
        os.fsync(file.fileno())
    temporary.replace(path)
