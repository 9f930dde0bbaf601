"""Train `nmt_with_attention` until it does not get better, and judge it by held-out dates."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tf2_port.nmt import backends, corpus
from tf2_port.nmt.dates import alphabet
from tf2_port.nmt.evaluation import evaluate
from tf2_port.nmt.folder import Folder, Progress
from tf2_port.nmt.initial import initial_weights
from tf2_port.nmt.metrics import Scores
from tf2_port.nmt.options import Options
from tf2_port.nmt.pipeline import Batches
from tf2_port.nmt.vocabulary import Vocabulary

OnStep = Callable[[int, float], None]
OnEvaluation = Callable[[int, Scores], None]


@dataclass(frozen=True)
class Outcome:
    """What training came to, on dates that it never saw."""

    progress: Progress
    greedy: Scores
    beam: Scores


def prepare(
    path: Path, resume: bool, given: Mapping[str, Any]
) -> tuple[Folder, corpus.Corpus, Batches, Progress]:
    """Makes a model's folder, or opens it to go on. What is refused leaves no folder behind.

    Args:
      path: of the folder.
      resume: whether to go on.
      given: options; on resuming they must be what they were.

    Raises:
      ValueError: if the folder is there (or, on resuming, is not), for options that
        cannot be, or that differ from those of the model.
    """
    if not resume:
        options = Options(**given)
        pairs = corpus.draw(training_dates=options.training_dates)
        source, target = Vocabulary.of(alphabet()), Vocabulary.of(["0123456789-"])
        folder = Folder(path, options, source, target, pairs.fingerprint)
        batches = _batches(folder, pairs)
        folder.create()
        return folder, pairs, batches, Progress()
    folder = Folder.open(path)
    for name, value in given.items():
        trained = getattr(folder.options, name)
        if value != trained:
            raise ValueError(f"{name} is {value!r}, but the model in {path} has {trained!r}")
    pairs = corpus.draw(training_dates=folder.options.training_dates)
    if pairs.fingerprint != folder.fingerprint:
        raise ValueError(
            f"the model in {path} was trained on other texts; the installed Babel names months "
            "or weekdays otherwise than the one it was trained with"
        )
    return folder, pairs, _batches(folder, pairs), folder.progress()


def _batches(folder: Folder, pairs: corpus.Corpus) -> Batches:
    options = folder.options
    return Batches(pairs.training, folder.source, folder.target, options.batch_size, options.seed)


class Run:
    """A training that was prepared."""

    def __init__(
        self, folder: Folder, pairs: corpus.Corpus, batches: Batches, progress: Progress
    ) -> None:
        """Builds the graphs, and goes back to where training stood.

        Raises:
          ValueError: if the checkpoint cannot be read.
        """
        self.folder, self.pairs, self.progress = folder, pairs, progress
        self._batches = batches
        options = folder.options
        self.trainer = backends.make_trainer(options.backend, folder.config, options.clip_norm)
        if progress.step:
            backends.restore(self.trainer, folder.checkpoint(progress.step))
        else:
            self.trainer.load(initial_weights(self.trainer.weights(), options.seed))
        self._translator = backends.make_translator(options.backend, folder.config)

    def train(
        self,
        steps: int,
        on_step: OnStep = lambda step, loss: None,
        on_evaluation: OnEvaluation = lambda step, scores: None,
    ) -> None:
        """Trains up to this many steps in all, or until the model does not get better.

        Args:
          steps: how many, with those of the runs before.
          on_step: told each step's number and loss.
          on_evaluation: told each evaluation's step and scores.
        """
        options = self.folder.options
        batches = self._batches.starting_at(self.progress.step)
        for step in range(self.progress.step + 1, steps + 1):
            if self.progress.stopped:
                break
            loss = self.trainer.step(next(batches), options.learning_rate_at(step - 1))
            on_step(step, loss)
            regular = step % options.evaluate_every == 0
            if regular or step == steps:
                scores = self._evaluate_at(step, regular)
                on_evaluation(step, scores)

    def _evaluate_at(self, step: int, regular: bool) -> Scores:
        """Evaluates, and saves: from here training could go on."""
        self._translator.load(self.trainer.weights())
        scores = self._scores(self.pairs.validation, "greedy")
        now = self.progress.after(
            step, scores.character_error_rate, regular, self.folder.options.patience
        )
        self.trainer.save(str(self.folder.checkpoint(step)))
        self.folder.commit(now)
        self.progress = now
        return scores

    def judge(self) -> Outcome:
        """Translates the test's texts by the best weights."""
        self._translator.load(backends.read_weights(self.folder))
        greedy, beam = (self._scores(self.pairs.test, mode) for mode in ("greedy", "beam"))
        return Outcome(self.progress, greedy, beam)

    def _scores(self, pairs: Any, mode: str) -> Scores:
        return evaluate(self._translator, self.folder.source, self.folder.target, pairs, mode)

    def close(self) -> None:
        """Closes sessions, if there are any."""
        self.trainer.close()
        self._translator.close()
