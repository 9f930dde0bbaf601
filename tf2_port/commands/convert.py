"""Convert checkpoints between TensorFlow 1 and a user's Keras model, in folders."""

from __future__ import annotations

import contextlib
import shutil
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from tf2_port.checkpoints import Loaded, load_tf1, save_tf1
from tf2_port.checkpoints.mapping import Mapping, read_mapping, write_mapping
from tf2_port.checkpoints.optimizers import open_optimizer
from tf2_port.checkpoints.reading import Checkpoint
from tf2_port.checkpoints.resolve import draft, resolve
from tf2_port.commands.user_function import user_function
from tf2_port.compat import tf
from tf2_port.parity.npz import read_npz

MODEL, MAP, TF1 = "model", "map.toml", "model.ckpt"


def make_model(reference: str, inputs: Path | None) -> Any:
    """Makes the user's model, and calls it once so that it has weights.

    Args:
      reference: of a function that returns a Keras model, or `(model, example inputs)`.
      inputs: an `.npz` file of example inputs; the model is called with a dict of its
        arrays by name, or with the array if there is one only.

    Raises:
      ValueError: if that is not a model, or it has no weights even so.
    """
    model = user_function(reference, "--model")()
    examples = None
    if isinstance(model, tuple) and len(model) == 2:
        model, examples = model
    if not isinstance(model, tf.keras.layers.Layer):
        raise ValueError(f"--model {reference} returns {type(model).__name__}: expected a model")
    if inputs is not None:
        examples = _arrays(inputs)
    if examples is not None:
        model(examples)
    if not model.weights:
        raise ValueError(
            f"--model {reference}: the model has no weights yet; give --inputs, or return it built"
        )
    return model


def _arrays(path: Path) -> Any:
    try:
        read = read_npz(path)
    except ValueError as error:
        raise ValueError(f"--inputs {error}") from None
    arrays = {name: tf.constant(array) for name, array in read.items()}
    return next(iter(arrays.values())) if len(arrays) == 1 else arrays


def to_keras(
    checkpoint: Path, model: Any, out: Path, mapping: Path | None, **options: Any
) -> Loaded:
    """Loads a TensorFlow 1 checkpoint, and writes a `tf.train.Checkpoint` of the model.

    Args:
      checkpoint: of `tf.train.Saver`.
      model: with all its weights made.
      out: folder to be made, with `model.index`, `model.data-...` and the map.
      mapping: a map to go by.
      **options: of `load_tf1`.

    Raises:
      ValueError: as `load_tf1`, or if the folder exists; then nothing was written.
    """
    with _new_folder(out) as room:
        loaded = load_tf1(model, checkpoint, mapping, **options)
        kept = _kept(model, options.get("optimizer"), loaded.global_step)
        tf.train.Checkpoint(**kept).write(str(room / MODEL))
        text = write_mapping(loaded.mapping, loaded.why)
        (room / MAP).write_text(text, encoding="utf-8")
    return loaded


def to_tf1(
    checkpoint: Path, model: Any, out: Path, mapping: Path | None, optimizer: Any = None
) -> Sequence[str]:
    """Loads Keras weights, and writes a TensorFlow 1 checkpoint.

    Args:
      checkpoint: a folder that `to_keras` made, a `tf.train.Checkpoint` of `model=`, or
        what `save_weights` wrote into an `.h5` file.
      model: with all its weights made.
      out: folder to be made, with `model.ckpt.index`, `model.ckpt.data-...` and `checkpoint`.
      mapping: a map to go by; by default the one in the folder.
      optimizer: to be restored from the checkpoint, and written.

    Returns:
      The names of the tensors that were written.

    Raises:
      ValueError: if the checkpoint does not fit the model, or the map does not.
    """
    prefix = checkpoint / MODEL if checkpoint.is_dir() else checkpoint
    beside = prefix.parent / MAP
    given = read_mapping(mapping) if mapping else Mapping()
    if not mapping and beside.exists():
        given = read_mapping(beside)
    with _new_folder(out) as room:
        step = _restore(prefix, model, optimizer)
        names = save_tf1(model, room / TF1, given, optimizer=optimizer, global_step=step)
        state = f'model_checkpoint_path: "{TF1}"\nall_model_checkpoint_paths: "{TF1}"\n'
        (room / "checkpoint").write_text(state)
    return names


def _restore(prefix: Path, model: Any, optimizer: Any) -> int | None:
    """Restores a checkpoint of Keras weights; returns its global step, if it has one."""
    if prefix.suffix == ".h5":
        if optimizer is not None:
            raise ValueError(f"{prefix} has weights only: leave --optimizer out")
        try:
            model.load_weights(str(prefix))
        except (OSError, KeyError, ValueError) as error:
            raise ValueError(f"{prefix} does not fit the model: {_line(error)}") from None
        return None
    try:
        names = tf.train.load_checkpoint(str(prefix)).get_variable_to_shape_map()
    except (tf.errors.OpError, RuntimeError, ValueError) as error:
        raise ValueError(f"cannot read checkpoint {prefix}: {_line(error)}") from None
    step = any(name.startswith("global_step/") for name in names)
    if optimizer is not None:
        open_optimizer(optimizer, model.trainable_weights)  # or nothing would be restored into it
    kept = _kept(model, optimizer, 0 if step else None)
    try:
        tf.train.Checkpoint(**kept).read(str(prefix)).assert_existing_objects_matched()
    except (tf.errors.OpError, AssertionError, ValueError) as error:
        raise ValueError(f"checkpoint {prefix} does not fit the model: {_line(error)}") from None
    return int(kept["global_step"].numpy()) if step else None


def _kept(model: Any, optimizer: Any, step: int | None) -> dict[str, Any]:
    kept = {"model": model}
    if optimizer is not None:
        kept["optimizer"] = optimizer
    if step is not None:
        kept["global_step"] = tf.Variable(step, dtype=tf.int64)
    return kept


def draft_map(
    checkpoint: Path, model: Any, mapping: Path | None, allow_unused: Sequence[str]
) -> tuple[str, int]:
    """Returns the text of a map to be completed, and how much is still open in it."""
    given = read_mapping(mapping) if mapping else Mapping()
    resolved = resolve(model, Checkpoint(checkpoint).shapes, given, allow_unused, own_rules=False)
    return draft(resolved, given), len(resolved.problems)


@contextlib.contextmanager
def _new_folder(out: Path) -> Iterator[Path]:
    """Gives a folder that becomes `out` when all went well, and else disappears."""
    if out.exists():
        raise ValueError(f"--out {out} exists already: name a new folder")
    missing = [folder for folder in out.parents if not folder.exists()]
    try:
        out.parent.mkdir(parents=True, exist_ok=True)
        room = Path(tempfile.mkdtemp(prefix=f".{out.name}.", dir=out.parent))
    except OSError as error:
        raise ValueError(f"--out {out} cannot be made: {error.strerror}") from None
    try:
        yield room
        room.chmod(0o755)
        room.rename(out)
    finally:
        shutil.rmtree(room, ignore_errors=True)
        for folder in missing if not out.exists() else ():
            with contextlib.suppress(OSError):  # somebody else is in it by now
                folder.rmdir()


def _line(error: BaseException) -> str:
    return (str(error).strip().splitlines() or [type(error).__name__])[0]
