"""Read a checkpoint of `tf.train.Saver`, V1 or V2, whole and well or not at all.

TensorFlow's reader checks checksums, and so finds what is truncated or overwritten; but
it trusts the sizes it reads before, and allocates them. Those are looked at here first.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from pathlib import Path

import numpy as np

from tf2_port.compat import tf

# Both formats are tables of LevelDB's format: the last bytes are two pairs of offset and
# size, as variable-length integers, filled up to 40 bytes, and a magic number.
_FOOTER, _MAGIC = 48, 0xDB4775248B80FB57
_BLOCK_TRAILER = 5
_OBJECT_GRAPH = "_CHECKPOINTABLE_OBJECT_GRAPH"


class CheckpointError(ValueError):
    """The checkpoint is missing, damaged, or not one of `tf.train.Saver`."""


class Checkpoint(Mapping[str, np.ndarray]):
    """The tensors of a checkpoint by name, each read when it is asked for.

    Attributes:
      path: what was opened, without `.index`.
      shapes: of every tensor, by name.
      dtypes: numpy's, by name; `object` for strings.
    """

    def __init__(self, path: str | os.PathLike[str]) -> None:
        """Opens a checkpoint, and reads names, shapes and dtypes.

        Args:
          path: what `Saver.save` returned, with or without `.index`; or the folder it
            is in, for the newest one there.

        Raises:
          CheckpointError: in one line, with the path.
        """
        self.path = _prefix(Path(path))
        index = Path(f"{self.path}.index")
        if set("*?[") & set(str(self.path)):
            raise CheckpointError(
                f"checkpoint {self.path} has one of *?[ in its path: TensorFlow takes it for a "
                "pattern, and does not find the file"
            )
        shards = sorted(self.path.parent.glob(f"{self.path.name}.data-?????-of-?????"))
        table = index if index.exists() else self.path
        _check_footer(table)
        if index.exists() and not shards:
            raise CheckpointError(f"checkpoint {self.path} has an .index file, but no .data file")
        try:
            self._reader = tf.train.load_checkpoint(str(self.path))
            shapes = self._reader.get_variable_to_shape_map()
            dtypes = self._reader.get_variable_to_dtype_map()
        except _REFUSALS as error:
            raise _damaged(self.path, error) from None
        if _OBJECT_GRAPH in shapes:
            raise CheckpointError(
                f"checkpoint {self.path} was written by tf.train.Checkpoint or save_weights: "
                "expected one of tf.train.Saver, with the variables' own names"
            )
        self.shapes = {name: tuple(shape) for name, shape in sorted(shapes.items())}
        self.dtypes = {name: np.dtype(dtypes[name].as_numpy_dtype) for name in self.shapes}
        available = sum(shard.stat().st_size for shard in shards or [table])
        for name, shape in self.shapes.items():
            # The V1 format may pack a number into one byte.
            each = self.dtypes[name].itemsize if shards and self.dtypes[name].kind != "O" else 1
            size = each * _count(shape)
            if min(shape, default=0) < 0 or size > available:
                raise CheckpointError(
                    f"checkpoint {self.path} says that {name} has the shape {list(shape)}, "
                    f"which would be {size} bytes: the file has {available}"
                )

    def __getitem__(self, name: str) -> np.ndarray:
        """Reads one tensor, whole even if it was partitioned.

        Raises:
          KeyError: if there is none of this name.
          CheckpointError: if its bytes are not those that were written.
        """
        if name not in self.shapes:
            raise KeyError(name)
        try:
            return np.asarray(self._reader.get_tensor(name))
        except _REFUSALS as error:
            raise _damaged(self.path, error, name) from None

    def __contains__(self, name: object) -> bool:
        return name in self.shapes

    def __iter__(self) -> Iterator[str]:
        return iter(self.shapes)

    def __len__(self) -> int:
        return len(self.shapes)


_REFUSALS = (
    tf.errors.OpError,
    RuntimeError,
    ValueError,  # also of text that is not UTF-8
    TypeError,
    IndexError,
    MemoryError,
    OSError,
)


def _prefix(path: Path) -> Path:
    """Returns the path as `Saver.restore` wants it."""
    if path.is_dir():
        state = path / "checkpoint"
        if not state.exists():
            found = sorted(path.glob("*.index"))
            if len(found) != 1:
                raise CheckpointError(
                    f"folder {path} has no file named checkpoint and {len(found)} .index files: "
                    "name one checkpoint"
                )
            return found[0].with_suffix("")
        # `latest_checkpoint` would log what is not there, beside our own line.
        try:
            named = tf.train.get_checkpoint_state(str(path))
        except _REFUSALS as error:
            raise _damaged(state, error) from None
        latest = Path(named.model_checkpoint_path) if named else Path()
        if not named or not (Path(f"{latest}.index").exists() or latest.is_file()):
            raise CheckpointError(f"{state} names a checkpoint that is not there")
        return latest
    if path.suffix == ".index" and path.exists():
        return path.with_suffix("")
    if Path(f"{path}.index").exists() or path.is_file():
        return path
    raise CheckpointError(f"there is no checkpoint {path}: neither the file nor {path}.index")


def _check_footer(table: Path) -> None:
    """Checks that the table's two top blocks lie within the file, before they are allocated."""
    try:
        size = table.stat().st_size
        with table.open("rb") as file:
            file.seek(max(size - _FOOTER, 0))
            footer = file.read(_FOOTER)
    except OSError as error:
        raise CheckpointError(f"cannot read {table}: {error.strerror}") from None
    if len(footer) < _FOOTER or int.from_bytes(footer[-8:], "little") != _MAGIC:
        raise CheckpointError(f"{table} is not a checkpoint, or its end is missing")
    numbers = _varints(footer[:40])
    for _ in range(2):
        offset, length = next(numbers, size), next(numbers, size)
        if offset + length + _BLOCK_TRAILER > size - _FOOTER:
            raise CheckpointError(f"{table} is damaged: its table points beyond its end")


def _varints(data: bytes) -> Iterator[int]:
    value, shift = 0, 0
    for byte in data:
        value |= (byte & 0x7F) << shift
        shift += 7
        if byte < 0x80:
            yield value
            value, shift = 0, 0


def _count(shape: tuple[int, ...]) -> int:
    """Returns the number of elements, however many."""
    count = 1
    for size in shape:
        count *= size
    return count


def _damaged(path: Path, error: BaseException, name: str = "") -> CheckpointError:
    text = getattr(error, "message", None) or str(error) or type(error).__name__
    first = str(text).strip().splitlines()[0]
    what = f"{name} of checkpoint" if name else "checkpoint"
    return CheckpointError(f"{what} {path} cannot be read, it is damaged or incomplete: {first}")
