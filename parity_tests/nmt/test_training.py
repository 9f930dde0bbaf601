"""Test training by both TensorFlows: the same steps, resumed to the bit, weights carried over."""

from __future__ import annotations

import itertools
import json
import shutil
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from tf2_port.compat import tf
from tf2_port.nmt import backends, evaluation, train
from tf2_port.nmt.folder import Folder
from tf2_port.nmt.metrics import Scores
from tf2_port.nmt.options import BACKENDS
from tf2_port.nmt.translator import Dates

STEPS, BEST = 6, 4
OPTIONS: dict[str, Any] = {
    "units": 12,
    "embedding_depth": 8,
    "attention_units": 10,
    "attention_size": 14,
    "batch_size": 16,
    "clip_norm": 0.05,
    "evaluate_every": 2,
    "training_dates": 400,
    "beam_width": 3,
    "learning_rate": 0.02,
}
# Of the evaluation after so many steps: the best is neither the first nor the last, and not
# the one with the most or the fewest exact matches.
SCRIPT = {
    2: Scores(exact_match=0.1, character_error_rate=0.8),
    BEST: Scores(exact_match=0.2, character_error_rate=0.5),
    STEPS: Scores(exact_match=0.3, character_error_rate=0.6),
}


class ScriptedRun(train.Run):
    """Translates in order to evaluate, as ever, but is told what came out."""

    def _scores(self, pairs: Any, mode: str) -> Scores:
        super()._scores(pairs, mode)
        return SCRIPT[self.progress.step + OPTIONS["evaluate_every"]]


class Trained:
    """A model after `STEPS` steps, and its folder as it was in the middle of training."""

    def __init__(self, room: Path, backend: str) -> None:
        self.path, self.killed = room / backend, room / f"{backend}-killed"
        self.losses: list[float] = []
        self.best: dict[str, np.ndarray] = {}

        def on_step(step: int, loss: float) -> None:
            self.losses.append(loss)
            if step == STEPS - 1:  # all that there would be, had it been killed now
                shutil.copytree(self.path, self.killed)

        def on_evaluation(step: int, scores: Scores) -> None:
            if step == BEST:
                self.best = run.trainer.weights()

        run = ScriptedRun(*train.prepare(self.path, False, {**OPTIONS, "backend": backend}))
        run.train(STEPS, on_step, on_evaluation)
        self.progress = run.progress
        self.weights: dict[str, np.ndarray] = run.trainer.weights()
        self.texts = [pair.text for pair in run.pairs.test[:40]]
        run.close()


@pytest.fixture(scope="module")
def trained(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Trained]:
    room = tmp_path_factory.mktemp("models")
    return {backend: Trained(room, backend) for backend in BACKENDS}


def test_both_do_the_same_steps(trained: dict[str, Trained]) -> None:
    """The same batches from the same weights: losses and weights differ by rounding alone."""
    legacy, port = trained["legacy"], trained["port"]
    assert len(legacy.losses) == len(port.losses) == STEPS
    np.testing.assert_allclose(legacy.losses, port.losses, rtol=1e-5)
    assert legacy.losses[-1] < legacy.losses[0] - 0.3
    assert legacy.weights.keys() == port.weights.keys()
    for name, weight in legacy.weights.items():
        np.testing.assert_allclose(weight, port.weights[name], rtol=0, atol=2e-4, err_msg=name)


@pytest.mark.parametrize("backend", BACKENDS)
def test_a_killed_run_that_is_resumed_gives_the_same_weights(
    trained: dict[str, Trained], backend: str
) -> None:
    """To the bit; it was killed between two checkpoints."""
    straight = trained[backend]
    losses: list[float] = []
    run = ScriptedRun(*train.prepare(straight.killed, True, {"backend": backend}))
    assert run.progress.step == STEPS - 2
    run.train(STEPS, lambda step, loss: losses.append(loss))
    weights = run.trainer.weights()
    run.close()
    assert losses == straight.losses[STEPS - 2 :], "it begins after the last checkpoint"
    assert run.progress == straight.progress
    assert weights.keys() == straight.weights.keys()
    for name, weight in weights.items():
        np.testing.assert_array_equal(weight, straight.weights[name], err_msg=name)


@pytest.mark.parametrize("backend", BACKENDS)
def test_the_folder_holds_the_last_and_the_best_checkpoint(
    trained: dict[str, Trained], backend: str
) -> None:
    model = trained[backend]
    assert (model.progress.step, model.progress.best_step) == (STEPS, BEST)
    assert model.progress.best_score == SCRIPT[BEST].character_error_rate
    kept = {file.name.split(".")[0] for file in (model.path / "checkpoints").iterdir()}
    assert kept == {f"step-{n:06d}" for n in (STEPS, BEST)}
    names = {file.name for file in model.path.iterdir()}
    assert names == {"model.json", "progress.json", "checkpoints"}


def test_a_model_decodes_the_same_whoever_trained_and_whoever_decodes(
    trained: dict[str, Trained],
) -> None:
    """Token for token, greedily and by beam search, all beams."""
    texts = trained["port"].texts
    for model in trained.values():
        both = [Dates(model.path, backend) for backend in BACKENDS]
        assert {dates.backend for dates in both} == set(BACKENDS)
        for mode, shape in (("greedy", 2), ("beam", 3)):
            one, other = (dates.tokens(texts, mode) for dates in both)
            assert one.ndim == shape
            np.testing.assert_array_equal(one, other)
            assert len({tuple(row.ravel()) for row in one}) > 1
        (answer, alignments), (other_answer, others) = (dates.attend(texts[0]) for dates in both)
        assert answer == other_answer
        np.testing.assert_allclose(alignments, others, rtol=0, atol=1e-6)
        np.testing.assert_allclose(alignments.sum(-1), 1.0, atol=1e-6)
        assert alignments.shape[1] == len(texts[0])
        for dates in both:
            dates.close()


@pytest.mark.parametrize("backend", BACKENDS)
def test_the_best_weights_are_read(trained: dict[str, Trained], backend: str) -> None:
    folder = Folder.open(trained[backend].path)
    weights = backends.read_weights(folder)
    assert weights.keys() == trained[backend].weights.keys()
    for name, weight in trained[backend].weights.items():
        np.testing.assert_array_equal(weights[name], trained[backend].best[name], err_msg=name)
        assert (weight != weights[name]).any(), f"{name} is that of the last step"


def test_texts_are_translated_in_the_order_given(trained: dict[str, Trained]) -> None:
    """Though they are decoded by length, in batches."""

    class Echo:
        def greedy(self, source: np.ndarray, lengths: np.ndarray) -> np.ndarray:
            assert (np.diff(lengths) >= 0).all()
            return source

        def beam(self, source: np.ndarray, lengths: np.ndarray) -> np.ndarray:
            return np.stack([self.greedy(source, lengths), source[:, ::-1]], axis=2)

    folder = Folder.open(trained["port"].path)
    texts = [
        f"{day} mai {year}" for day, year in itertools.product(range(1, 29), range(1990, 2005))
    ]
    source = folder.source
    assert evaluation.translate(Echo(), source, source, texts, "greedy") == texts
    assert evaluation.translate(Echo(), source, source, texts, "beam") == texts, "the best beam"


def test_a_model_of_another_corpus_is_not_resumed(
    trained: dict[str, Trained], tmp_path: Path
) -> None:
    """As when Babel has learnt other abbreviations since."""
    content = json.loads((trained["port"].path / "model.json").read_text())
    (tmp_path / "model.json").write_text(json.dumps({**content, "corpus": "another"}))
    with pytest.raises(ValueError, match="was trained on other texts"):
        train.prepare(tmp_path, True, {})


def test_gradients_are_clipped_by_their_norm_together(trained: dict[str, Trained]) -> None:
    """Adam's first moment is a mean of gradients: it cannot be longer than they may be."""
    model = trained["legacy"]
    reader = tf.train.load_checkpoint(str(model.path / "checkpoints" / f"step-{STEPS:06d}"))
    names = [name for name in reader.get_variable_to_shape_map() if name.endswith("/Adam")]
    assert len(names) == len(model.weights)
    norm = np.sqrt(sum(np.square(reader.get_tensor(name)).sum() for name in names))
    most = OPTIONS["clip_norm"] * (1 - 0.9**STEPS)
    assert 0.5 * most < norm <= 1.0001 * most
