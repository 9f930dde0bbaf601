"""Give `compare --inputs` files that it must refuse, and read its one line."""

from __future__ import annotations

import zipfile
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from tf2_port.cli import main
from tf2_port.parity.inputs import InputError, check_shapes, read_inputs

DATA = np.linspace(-1, 1, 4 * 6 * 3, dtype=np.float32).reshape(4, 6, 3)
FEED = np.linspace(1, 2, 4 * 5 * 2, dtype=np.float32).reshape(4, 5, 2)
INFINITE = np.where(FEED[0, 0, 0] == FEED, np.inf, FEED)
NAN = np.where(DATA[1, 2, 0] == DATA, np.nan, DATA)


def written(path: Path, **arrays: Any) -> Path:
    given = {"input_data": DATA, "decoder_input": FEED, **arrays}
    np.savez(path, **{name: array for name, array in given.items() if array is not None})
    return path


@pytest.mark.parametrize(
    ("arrays", "message"),
    [
        ({"decoder_input": None}, "array decoder_input is missing: expected floats of shape"),
        ({"input_data": None}, "array input_data is missing"),
        ({"input_data": NAN}, "array input_data holds nan at [1, 2, 0]: expected numbers"),
        ({"decoder_input": INFINITE}, "array decoder_input holds inf at [0, 0, 0]"),
        (
            {"input_data": DATA[0]},
            "array input_data has shape [6, 3]: expected [batch, time, depth]",
        ),
        (
            {"input_data": DATA[:, :0]},
            "has shape [4, 0, 3]: expected [batch, time, depth], none empty",
        ),
        ({"input_data": DATA.astype(int)}, "array input_data has dtype int64: expected float32 or"),
        ({"input_data": np.array([["a"]])}, "array input_data has dtype <U1"),
        (
            {"input_data": np.array([{}, 1])},
            "array input_data cannot be read: expected plain numbers",
        ),
        ({"decoder_input": FEED[:3]}, "array decoder_input has batch 3: expected 4"),
        (
            {"decoder_input": FEED.astype(float)},
            "array decoder_input has dtype float64: expected float32",
        ),
        ({"sequence_length": [5, 0, 6, 1]}, "reaches from 0 to 6: expected lengths from 0 to 5"),
        ({"sequence_length": [5, 0, -1, 1]}, "reaches from -1 to 5"),
        ({"sequence_length": [5, 0, 1]}, "array sequence_length has shape [3]: expected [4]"),
        ({"sequence_length": [5.0, 0, 1, 1]}, "array sequence_length has dtype float64"),
        ({"memory_sequence_length": [6, 0, 1, 1]}, "expected lengths from 1 to 6"),
        ({"target": FEED.astype(float)}, "array target has dtype float64: expected float32"),
        ({"targets": FEED}, "array targets is not known: expected input_data, decoder_input"),
    ],
)
def test_arrays_are_refused(arrays: dict[str, Any], message: str, tmp_path: Path) -> None:
    with pytest.raises(InputError) as raised:
        read_inputs(written(tmp_path / "own.npz", **arrays), {})
    assert message in str(raised.value)
    assert "\n" not in str(raised.value)


def test_target_must_fit_the_outputs(tmp_path: Path) -> None:
    given = read_inputs(written(tmp_path / "own.npz", target=FEED), {})
    with pytest.raises(
        InputError, match=r"array target has shape \[4, 5, 2\]: expected \[4, 5, 9\]"
    ):
        check_shapes(
            given,
            {name: array.shape for name, array in given.inputs.items()} | {"target": (4, 5, 9)},
        )


def test_files_that_are_no_npz_are_refused(tmp_path: Path) -> None:
    whole = written(tmp_path / "own.npz").read_bytes()
    for name, content in {"text": b"hello", "empty": b"", "cut": whole[: len(whole) // 2]}.items():
        path = tmp_path / f"{name}.npz"
        path.write_bytes(content)
        with pytest.raises(InputError, match=r"is not an \.npz file"):
            read_inputs(path, {})
    np.save(tmp_path / "one.npy", DATA)
    with pytest.raises(InputError, match=r"is not an \.npz file"):
        read_inputs(tmp_path / "one.npy", {})
    # Its list of files is not where its end says.
    shifted = whole.replace(b"PK\x01\x02", b"PK\x01\x03")
    (tmp_path / "shifted.npz").write_bytes(shifted)
    with pytest.raises(InputError, match=r"shifted\.npz is not an \.npz file: Bad magic"):
        read_inputs(tmp_path / "shifted.npz", {})
    with zipfile.ZipFile(tmp_path / "zip.npz", "w") as archive:
        archive.writestr("input_data.npy", b"no array")
    with pytest.raises(InputError, match="input_data, which is not an array"):
        read_inputs(tmp_path / "zip.npz", {})


def test_objects_are_never_unpickled(tmp_path: Path) -> None:
    class Trap:
        def __reduce__(self) -> tuple[Any, ...]:
            return (Path.touch, (tmp_path / "sprung",))

    with pytest.raises(InputError, match="expected plain numbers"):
        read_inputs(written(tmp_path / "own.npz", input_data=np.array([Trap()])), {})
    assert not (tmp_path / "sprung").exists()


def test_sizes_and_dtype_come_from_the_data(tmp_path: Path) -> None:
    given = read_inputs(written(tmp_path / "own.npz"), {"normalize": True, "batch_size": 99})
    assert given.config == {
        "normalize": True,
        "batch_size": 4,
        "memory_time": 6,
        "decoder_time": 5,
        "input_depth": 3,
        "decoder_depth": 2,
        "dtype": "float32",
        "masked_memory": False,
    }
    np.testing.assert_array_equal(given.inputs["sequence_length"], [5, 5, 5, 5])


def test_refusal_is_status_2_on_one_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as stop:
        main(["compare", "--inputs", str(written(tmp_path / "own.npz", input_data=NAN))])
    assert stop.value.code == 2
    assert capsys.readouterr().err == (
        "seq2seq-port: array input_data holds nan at [1, 2, 0]: expected numbers\n"
    )
