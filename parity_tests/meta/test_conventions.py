"""Make the conventions that matter executable: arrows, private imports, randomness."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SOURCES = sorted(
    path
    for package in ("legacy_tf1", "tf2_port", "parity_tests")
    for path in (ROOT / package).rglob("*.py")
    if "programs" not in path.parts  # of TensorFlow 1, in the styles of their time
)
# Each is the main program of a process of its own.
PROCESSES = {"parity_tests/contrib/run.py", "parity_tests/moved/report.py"}
COMPAT = {"legacy_tf1/compat.py", "tf2_port/compat.py"}
PRIVATE = ("tensorflow.python", "tensorflow_addons.", "keras.")
LINES = 300


@cache
def parsed(path: Path) -> ast.Module:
    return ast.parse(path.read_text())


def name_of(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def imports(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def attributes(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute):
            yield ast.unparse(node)


def calls_with_seed(tree: ast.AST) -> Iterator[str]:
    """Names the functions that are called with a `seed`, which may be the caller's."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            seeds = [ast.unparse(k.value) for k in node.keywords if k.arg == "seed"]
            if seeds and seeds != ["None"]:
                yield ast.unparse(node.func)


def arrows_between_rooms(path: Path) -> str:
    room = name_of(path).split("/")[0]
    forbidden = {
        "legacy_tf1": ("tf2_port", "parity_tests"),
        "tf2_port": ("legacy_tf1", "parity_tests"),
        "parity_tests": (),
    }[room]
    wrong = [name for name in imports(parsed(path)) if name.split(".")[0] in forbidden]
    return f"imports {wrong}: {room} must not know {forbidden}" if wrong else ""


def private_tensorflow_stays_in_compat(path: Path) -> str:
    if name_of(path) in COMPAT or path.parent.name == "scripts":
        return ""  # a script is a program of TensorFlow 1, which the launcher runs
    private = [name for name in imports(parsed(path)) if name.startswith(PRIVATE)]
    return f"imports {private}: ask compat.py for it" if private else ""


def no_switch_of_the_whole_process(path: Path) -> str:
    """Graphs live in tf.Graph() and a Session; a library must not flip what others use."""
    if "scenarios" in path.parts or path == Path(__file__) or name_of(path) in PROCESSES:
        return ""  # runs in a process of its own
    if name_of(path) == "legacy_tf1/launcher/behaviour.py":
        return ""  # in the process of a TensorFlow 1 script, which that file is for
    found = [a for a in attributes(parsed(path)) if "disable_" in a]
    found = [a for a in found if a.split(".")[-1].startswith(("disable_v2", "disable_eager"))]
    return f"calls {found}" if found else ""


def no_unseeded_randomness(path: Path) -> str:
    tree = parsed(path)
    names = list(attributes(tree))
    seeding = "tf.set_random_seed", "tf.random.set_seed"  # a graph's or a program's, for all ops
    seeded = ("np.random.RandomState", "np.random.default_rng", "np.random")
    unseeded = [n for n in names if n.startswith("np.random") and n not in seeded]
    if not set(seeding) & set(names):
        unseeded += [n for n in names if n.startswith(("tf.random.", "tf.random_"))]
    for name in calls_with_seed(tree):
        if name in unseeded:
            unseeded.remove(name)
    return f"draws by {unseeded}: seed a RandomState or the op" if unseeded else ""


def rooms_are_small(path: Path) -> str:
    return f"has more than {LINES} lines" if path.read_text().count("\n") > LINES else ""


def rooms_say_what_they_are_for(path: Path) -> str:
    summary = (ast.get_docstring(parsed(path)) or "").split("\n")[0]
    return "" if summary.endswith((".", ":")) or "`" in summary else "has no docstring"


CONVENTIONS = [
    arrows_between_rooms,
    private_tensorflow_stays_in_compat,
    no_switch_of_the_whole_process,
    no_unseeded_randomness,
    rooms_are_small,
    rooms_say_what_they_are_for,
]


@pytest.mark.parametrize("complaint_of", CONVENTIONS, ids=lambda rule: rule.__name__)
def test_every_source_keeps_to(complaint_of: Callable[[Path], str]) -> None:
    complaints = {name_of(path): complaint_of(path) for path in SOURCES}
    found = [f"{name} {complaint}" for name, complaint in complaints.items() if complaint]
    assert not found, "\n".join(found)


@pytest.mark.parametrize(
    "module", ["tf2_port.cli", "tf2_port.registry", "tf2_port.parity", "tf2_port.commands.show"]
)
def test_command_line_does_not_import_tensorflow(module: str) -> None:
    code = f"import sys, {module}; sys.exit('tensorflow' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_importing_the_libraries_leaves_tensorflow_2_as_it_is() -> None:
    code = (
        "import legacy_tf1.seq2seq, legacy_tf1.witness, tf2_port.witness, tensorflow as tf\n"
        "assert tf.executing_eagerly() and tf.compat.v1.control_flow_v2_enabled()\n"
        "assert tf.compat.v1.resource_variables_enabled()"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


def test_nothing_else_is_visible_at_the_top() -> None:
    listed = subprocess.run(
        ["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    if listed.returncode:
        pytest.skip("not a git checkout")
    visible = {line.split("/")[0] for line in listed.stdout.splitlines()}
    rooms = {"legacy_tf1", "tf2_port", "parity_tests", "notebooks", "pyproject.toml", "README.md"}
    assert {name for name in visible if not name.startswith(".")} == rooms
