"""Record checkpoints that TensorFlow 1.15.5 saves, and what it computes from them.

    python3.7 -m parity_tests.golden.record_checkpoints [STEM ...]
    python3.7 -m parity_tests.golden.record_checkpoints --check [STEM ...]
    python3.7 -m parity_tests.golden.record_checkpoints --resume FOLDER

Each is `checkpoints/STEM/CASE/model.{index,data-...}`, written by `tf.train.Saver` after
three Adam steps, `model.v1` the same in the older format, and `expected.npz`:

    inputs/NAME     what was fed
    decoded/...     outputs of teacher forcing, and of greedy and beam decoding
    after/NAME      every variable, slots included, after one more Adam step

`--resume` restores other people's `FOLDER/STEM/CASE/model.ckpt`, and writes the same
arrays to `resumed.npz` beside it. Runs on Python 3.7 with TensorFlow 1.15.5.
"""

from __future__ import annotations

import argparse
import importlib
import shutil
import sys
import tempfile
from pathlib import Path
from typing import Any, Callable, Dict, List

import numpy as np

from parity_tests.golden.cases import CASES, Case

FOLDER = Path(__file__).resolve().parent / "checkpoints"
STEPS = 3
EXPECTED = "expected.npz"
# Every layer that a variant has, beside its first two cases: what each of the cells,
# layers and mechanisms becomes is to be seen here.
MORE = {
    "encoder_decoder": ("rnn", "gru_3", "lstm_2"),
    "global_attention": ("gru_2",),
    "bahdanau_attention": ("everything",),
}


def cases_of(stem: str) -> List[Case]:
    """Returns a variant's first case, which is float32, the second, and what `MORE` names."""
    return [case for k, case in enumerate(CASES[stem]) if k < 2 or case.name in MORE.get(stem, ())]


def run(stem: str, case: Case, saver_does: Callable[[Any, Any, Any], str]) -> Dict[str, Any]:
    """Computes what `expected.npz` has.

    Args:
      stem: the variant.
      case: its sizes, and the seed of inputs and weights.
      saver_does: given a session, its variables and a function that does one Adam step,
        leaves the session's variables as the checkpoint has them; returns its path.

    Returns:
      Arrays by name.
    """
    import tensorflow.compat.v1 as tf

    from legacy_tf1 import graph, witness
    from legacy_tf1.weights import DEFAULT_GAINS

    variant = importlib.import_module("legacy_tf1.variants." + stem)
    config = variant.Config(**case.config)
    inputs = witness.draw_inputs(config, case.seed, case.ragged)
    arrays = {"inputs/" + name: array for name, array in inputs.items()}
    with tf.Graph().as_default(), tf.Session() as session:
        model = variant.build(config)
        outputs = variant.decode(config, variant.MODES[0], model)[0]
        loss = variant.loss(config, model, outputs.rnn_output)
        variables = tf.trainable_variables()
        gradients = tf.gradients(loss, variables)
        # In-place updates race with reading for the next gradient: all gradients first.
        with tf.control_dependencies([g for g in gradients if g is not None]):
            optimizer = tf.train.AdamOptimizer(graph.LEARNING_RATE, epsilon=graph.EPSILON)
            step = optimizer.apply_gradients(
                zip(gradients, variables), tf.train.get_or_create_global_step()
            )
        session.run(tf.global_variables_initializer())
        weights = witness.draw_weights(
            variables, case.seed, getattr(variant, "GAINS", DEFAULT_GAINS)
        )
        witness.load_weights(session, variables, weights)
        feeds = witness.feed(model, inputs)
        path = saver_does(session, tf.global_variables(), lambda: session.run(step, feeds))
        results = dict(graph.named("decoded/training", outputs))
        results["decoded/training/loss"] = loss
        arrays.update(session.run(results, feeds))
        session.run(step, feeds)
        after = session.run({v.op.name: v for v in tf.global_variables()})
        arrays.update(_prefixed("after", after))
    for mode in variant.MODES[1:]:
        with tf.Graph().as_default(), tf.Session() as session:
            model = variant.build(config, mode)
            outputs, _, lengths = variant.decode(config, mode, model)
            tf.train.Saver().restore(session, path)
            tokens = getattr(outputs, "predicted_ids", None)
            named = {"tokens": outputs.sample_id if tokens is None else tokens}
            if tokens is None:
                named.update(lengths=lengths, rnn_output=outputs.rnn_output)
            arrays.update(
                _prefixed("decoded/" + mode, session.run(named, witness.feed(model, inputs)))
            )
    return {name: np.asarray(array) for name, array in arrays.items()}


def train_and_save(folder: Path) -> Callable[[Any, Any, Any], str]:
    """Trains, and saves in both formats."""
    import tensorflow.compat.v1 as tf

    def save(session: Any, variables: Any, step: Any) -> str:
        for _ in range(STEPS):
            step()
        v1 = tf.train.Saver(variables, write_version=tf.train.SaverDef.V1)
        v1.save(session, str(folder / "model.v1"), write_meta_graph=False, write_state=False)
        v2 = tf.train.Saver(variables)
        path = str(folder / "model")
        v2.save(session, path, write_meta_graph=False, write_state=False)
        return path

    return save


def restore(path: Path) -> Callable[[Any, Any, Any], str]:
    """Restores what was saved before; every variable must be there."""
    import tensorflow.compat.v1 as tf

    def load(session: Any, variables: Any, step: Any) -> str:
        tf.train.Saver(variables).restore(session, str(path))
        return str(path)

    return load


def record(stem: str) -> None:
    """Writes all checkpoints of a variant, or none."""
    with tempfile.TemporaryDirectory(dir=str(FOLDER)) as room:
        for case in cases_of(stem):
            folder = Path(room) / stem / case.name
            folder.mkdir(parents=True)
            arrays = run(stem, case, train_and_save(folder))
            np.savez_compressed(str(folder / EXPECTED), **arrays)
            print(f"{stem} {case.name}: recorded {len(arrays)} arrays")
        if (FOLDER / stem).exists():
            shutil.move(str(FOLDER / stem), str(Path(room) / "old"))
        shutil.move(str(Path(room) / stem), str(FOLDER / stem))


def check(stem: str) -> int:
    """Goes on from what is committed; returns how many cases give other arrays."""
    failures = 0
    for case in cases_of(stem):
        folder = FOLDER / stem / case.name
        arrays = run(stem, case, restore(folder / "model"))
        with np.load(str(folder / EXPECTED), allow_pickle=False) as expected:
            same = set(expected.files) == set(arrays) and all(
                np.allclose(expected[name], arrays[name], rtol=1e-6, atol=1e-12) for name in arrays
            )
        print(f"{stem} {case.name}: {'agrees' if same else 'DIFFERS'}")
        failures += not same
    return failures


def resume(folder: Path) -> None:
    """Goes on from other people's checkpoints."""
    for stem in CASES:
        for case in cases_of(stem):
            room = folder / stem / case.name
            if room.is_dir():
                np.savez(str(room / "resumed.npz"), **run(stem, case, restore(room / "model.ckpt")))


def _prefixed(prefix: str, arrays: Dict[str, Any]) -> Dict[str, Any]:
    return {prefix + "/" + name: array for name, array in arrays.items()}


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--check", action="store_true", help="compare, and write nothing")
    parser.add_argument("--resume", type=Path, metavar="FOLDER", help="restore others' checkpoints")
    parser.add_argument("stems", nargs="*", metavar="STEM", help="variants; default all")
    arguments = parser.parse_args()
    import tensorflow as tf

    if tf.__version__ != "1.15.5":
        parser.error(f"this is TensorFlow {tf.__version__}; checkpoints come from 1.15.5 alone")
    tf.compat.v1.logging.set_verbosity(tf.compat.v1.logging.ERROR)
    if arguments.resume:
        resume(arguments.resume)
        return 0
    stems = arguments.stems or list(CASES)
    if arguments.check:
        return int(any(check(stem) for stem in stems))
    FOLDER.mkdir(exist_ok=True)
    for stem in stems:
        record(stem)
    return 0


if __name__ == "__main__":
    sys.exit(main())
