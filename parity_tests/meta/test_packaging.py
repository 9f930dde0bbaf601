"""Build the wheel, and use it outside the checkout."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from tf2_port import registry

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--wheel-dir"]
    subprocess.run([*command, str(folder), str(ROOT)], check=True)
    (path,) = folder.glob("seq2seq_port-*.whl")
    return path


def test_wheel_has_what_a_user_needs_and_no_tests(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    for variant in registry.VARIANTS:
        goldens = (ROOT / variant.goldens).iterdir()
        assert {f"tf2_port/golden/{variant.stem}/{path.name}" for path in goldens} <= set(names)
    sources = [path for room in ("legacy_tf1", "tf2_port") for path in (ROOT / room).rglob("*.py")]
    assert {path.relative_to(ROOT).as_posix() for path in sources} <= set(names)
    rooms = {name.split("/")[0] for name in names if ".dist-info/" not in name}
    assert rooms == {"legacy_tf1", "tf2_port"}
    assert not [name for name in names if "test" in name.lower()]
    (entry_points,) = (name for name in names if name.endswith("/entry_points.txt"))
    told = zipfile.ZipFile(wheel).read(entry_points).decode()
    assert "[pytest11]\ntf2_port.parity.plugin = tf2_port.parity.plugin\n" in told


def test_wheel_works_outside_the_checkout(wheel: Path, tmp_path: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(tmp_path)
    environment = {**os.environ, "PYTHONPATH": str(tmp_path)}
    where = "import tf2_port.parity.golden as g; print(g.golden_root())"
    for code, expected in (
        (where, str(tmp_path / "tf2_port" / "golden")),
        (
            "import sys; from tf2_port.cli import main; "
            "sys.exit(main(['compare', 'encoder_decoder']))",
            "rows agree",
        ),
    ):
        outcome = subprocess.run(
            [sys.executable, "-c", code],
            cwd=tmp_path,
            env=environment,
            capture_output=True,
            text=True,
            check=False,
        )
        assert outcome.returncode == 0, outcome.stderr
        assert expected in outcome.stdout
