"""Read checkpoints that are missing, cut off, overwritten or lying: one clear line each."""

from __future__ import annotations

import shutil
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from parity_tests.checkpoints.recorded import CELLS, recorded
from tf2_port.checkpoints import CheckpointError
from tf2_port.checkpoints.reading import Checkpoint
from tf2_port.compat import tf

V2 = recorded("encoder_decoder", "default").path
V1 = V2.with_name("model.v1")
ENDS = (".index", ".data-00000-of-00001")
FILES = {"index": f"{V2}.index", "data": f"{V2}.data-00000-of-00001", "v1": str(V1)}
FEW = settings(
    max_examples=60,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)


def copied(folder: Path) -> Path:
    """Copies the checkpoint, in both formats."""
    for end in ENDS:
        shutil.copy(f"{V2}{end}", folder / f"model{end}")
    shutil.copy(V1, folder / "model.v1")
    return folder / "model"


def read_all(path: Path) -> dict[str, np.ndarray]:
    checkpoint = Checkpoint(path)
    return {name: checkpoint[name] for name in checkpoint}


def refused(path: Path) -> str:
    with pytest.raises(CheckpointError) as raised:
        read_all(path)
    message = str(raised.value)
    assert "\n" not in message
    assert str(path.parent) in message
    return message


def damaged(which: str, content: bytes, folder: Path) -> Path:
    """Copies the checkpoint with one of its files written over; returns what to open."""
    path = copied(folder)
    target = {"index": f"{path}.index", "data": f"{path}{ENDS[1]}", "v1": f"{path}.v1"}[which]
    Path(target).write_bytes(content)
    return Path(target) if which == "v1" else path


def same(one: dict[str, np.ndarray], other: dict[str, np.ndarray]) -> bool:
    return set(one) == set(other) and all(one[k].tobytes() == other[k].tobytes() for k in one)


@pytest.mark.parametrize("which", FILES)
@given(data=st.data())
@FEW
def test_a_flipped_bit_is_found_or_does_no_harm(
    which: str, data: st.DataObject, tmp_path: Path
) -> None:
    content = bytearray(Path(FILES[which]).read_bytes())
    place = data.draw(st.integers(0, len(content) - 1))
    content[place] ^= 1 << data.draw(st.integers(0, 7))
    path = damaged(which, bytes(content), tmp_path)
    try:
        found = read_all(path)
    except CheckpointError as error:
        assert "\n" not in str(error)
    else:
        assert same(found, read_all(V2)), "read other numbers than were written"


@pytest.mark.parametrize("which", FILES)
def test_the_end_of_a_file_holds_sizes(which: str, tmp_path: Path) -> None:
    """Every bit of a table's footer: the sizes there are not covered by any checksum."""
    whole = Path(FILES[which]).read_bytes()
    for back in range(1, 49):
        for bit in (0, 6, 7):
            content = bytearray(whole)
            content[-back] ^= 1 << bit
            path = damaged(which, bytes(content), tmp_path)
            try:
                found = read_all(path)
            except CheckpointError:
                continue
            assert same(found, read_all(V2))


@pytest.mark.parametrize("which", ["index", "v1"])
@pytest.mark.parametrize("size", [5_000, 2**33, 2**60])
def test_a_table_that_claims_more_than_its_file_is_refused(
    which: str, size: int, tmp_path: Path
) -> None:
    """TensorFlow would allocate that much, and then find that it is not there."""
    whole = Path(FILES[which]).read_bytes()
    claimed = varint(0) + varint(size + len(whole))
    footer = (claimed + claimed).ljust(40, b"\0") + whole[-8:]
    message = refused(damaged(which, whole[:-48] + footer, tmp_path))
    assert "is damaged: its table points beyond its end" in message


def varint(number: int) -> bytes:
    """Writes a number seven bits at a time, the last first."""
    digits = []
    while number >= 128:
        digits.append(number % 128 + 128)
        number //= 128
    return bytes([*digits, number])


@pytest.mark.parametrize("which", FILES)
def test_a_file_cut_off_is_refused(which: str, tmp_path: Path) -> None:
    whole = Path(FILES[which]).read_bytes()
    for length in (0, 1, 8, 47, 48, len(whole) // 3, len(whole) // 2, len(whole) - 1):
        refused(damaged(which, whole[:length], tmp_path))


@pytest.mark.parametrize("which", FILES)
def test_other_bytes_are_refused(which: str, tmp_path: Path) -> None:
    size = Path(FILES[which]).stat().st_size
    for content in (b"\0" * size, b"\xff" * size, b"no checkpoint at all\n" * 9):
        message = refused(damaged(which, content[: size - 1], tmp_path))
        assert which == "data" or "is not a checkpoint, or its end is missing" in message


def test_missing_files_are_named(tmp_path: Path) -> None:
    assert "there is no checkpoint" in refused(tmp_path / "nothing")
    path = copied(tmp_path)
    Path(f"{path}{ENDS[1]}").unlink()
    assert "no .data file" in refused(path)
    Path(f"{path}.index").unlink()
    assert "there is no checkpoint" in refused(path)


def test_an_index_beyond_its_data_is_refused_before_anything_is_allocated(tmp_path: Path) -> None:
    """With checksums that fit: somebody wrote it so. 10**15 numbers, in a file of a few bytes."""
    path = tmp_path / "huge"
    tf.raw_ops.SaveV2(
        prefix=str(path),
        tensor_names=["w"],
        shape_and_slices=["1000000000000000 0,4"],
        tensors=[tf.ones([4])],
    )
    assert "the shape [1000000000000000], which would be 4000000000000000 bytes" in refused(path)


def test_an_object_based_checkpoint_is_named_as_such(tmp_path: Path) -> None:
    path = tf.train.Checkpoint(v=tf.Variable(1.0)).write(str(tmp_path / "objects"))
    assert "tf.train.Checkpoint or save_weights" in refused(Path(path))


def test_a_folder_stands_for_its_newest_checkpoint(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    path = copied(tmp_path)
    (tmp_path / "model.v1").unlink()
    assert same(read_all(tmp_path), read_all(path)), "the only one there"
    assert same(read_all(Path(f"{path}.index")), read_all(path))
    (tmp_path / "checkpoint").write_text('model_checkpoint_path: "model"\n')
    assert Checkpoint(tmp_path).path == path
    (tmp_path / "checkpoint").write_text('model_checkpoint_path: "model-77"\n')
    tf.get_logger().addHandler(caplog.handler)
    with pytest.raises(CheckpointError, match="names a checkpoint that is not there"):
        Checkpoint(tmp_path)
    tf.get_logger().removeHandler(caplog.handler)
    assert not caplog.records, "TensorFlow said it too"
    (tmp_path / "checkpoint").unlink()
    for end in ENDS:
        shutil.copy(f"{path}{end}", tmp_path / f"other{end}")
    with pytest.raises(CheckpointError, match=r"2 \.index files: name one"):
        Checkpoint(tmp_path)


def test_a_path_that_tensorflow_takes_for_a_pattern_is_refused(tmp_path: Path) -> None:
    (tmp_path / "run[1]").mkdir()
    copied(tmp_path / "run[1]")
    assert "takes it for a pattern" in refused(tmp_path / "run[1]" / "model")


def test_a_partitioned_variable_is_read_whole() -> None:
    checkpoint = Checkpoint(CELLS / "model")
    assert checkpoint["table"].shape == checkpoint.shapes["table"] == (11, 3)
    with pytest.raises(KeyError):
        checkpoint["no such tensor"]


def test_strings_are_read(tmp_path: Path) -> None:
    tf.raw_ops.SaveV2(
        prefix=str(tmp_path / "text"),
        tensor_names=["words"],
        shape_and_slices=[""],
        tensors=[tf.constant(["a", "", "ccc"])],
    )
    checkpoint = Checkpoint(tmp_path / "text")
    assert checkpoint["words"].tolist() == [b"a", b"", b"ccc"]
