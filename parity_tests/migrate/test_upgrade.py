"""Check the text that an upgrade writes: each rule, what is kept, and what is left."""

from __future__ import annotations

import difflib
import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from parity_tests.migrate.record import RULES
from parity_tests.scripts.run import PROGRAMS
from tf2_port.migrate.upgrade import Upgraded, upgrade_bytes, upgrade_file

ALL = [*sorted(RULES.rglob("*.py")), *sorted(PROGRAMS.glob("*.py"))]
HEAD = "import tensorflow.compat.v1 as tf\n"
OFF = "tf.disable_v2_behavior()\n"


def upgraded(text: str) -> Upgraded:
    return upgrade_bytes(text.encode())


def after(text: str) -> str:
    return upgraded(text).after.decode()


def left(text: str) -> list[str]:
    """Upgrades, and returns what is left to do."""
    return [f"{found.line}:{found.column} {found.message}" for found in upgraded(text).left]


@pytest.mark.parametrize("path", ALL, ids=lambda path: path.stem)
def test_a_second_upgrade_changes_nothing(path: Path) -> None:
    once = upgrade_file(path).after
    assert upgrade_bytes(once).after == once


@pytest.mark.parametrize("path", ALL, ids=lambda path: path.stem)
def test_only_lines_with_names_of_tensorflow_change(path: Path) -> None:
    """Comments, blank lines, quotes, and line breaks elsewhere stay byte for byte."""
    found = upgrade_file(path)
    texts = [data.decode().splitlines() for data in (found.before, found.after)]
    names = r"tensorflow|contrib|\bnp\.|collections|time\.clock|while_loop|is_sequence|nn\.|ops\."
    for line in difflib.unified_diff(texts[0], texts[1], n=0, lineterm=""):
        if line.startswith("-") and not line.startswith("---"):
            assert re.search(names, line) or ".layers" in line, line
        if line.startswith("+") and not line.startswith("+++"):
            assert line.strip("+ ") and "tf.contrib" not in line, line
    kept = [[line for line in text if line.lstrip().startswith("#")] for text in texts]
    assert kept[0] == kept[1]
    comments = [re.findall(r"  # .*", "\n".join(text)) for text in texts]
    assert comments[0] == comments[1]


REWRITTEN = {
    "beside a star": (
        "from helpers import *\nimport tensorflow as tf\ntf.contrib.seq2seq.hardmax\n",
        "from helpers import *\n"
        + HEAD
        + "from legacy_tf1 import seq2seq as legacy_seq2seq\n"
        + OFF
        + "legacy_seq2seq.hardmax\n",
    ),
    "imported twice": (
        "import tensorflow as tf\nimport tensorflow\n",
        HEAD + OFF + "import tensorflow.compat.v1 as tensorflow\n",
    ),
    "in parentheses": (
        "import tensorflow as tf\ndef f(): return(tf.contrib.rnn.LSTMCell)\n",
        HEAD + OFF + "def f(): return(tf.nn.rnn_cell.LSTMCell)\n",
    ),
    "tf": ("import tensorflow as tf\nx = tf.ones([])\n", HEAD + OFF + "x = tf.ones([])\n"),
    "whole name": (
        "import tensorflow\n",
        "import tensorflow.compat.v1 as tensorflow\ntensorflow.disable_v2_behavior()\n",
    ),
    "switched off already": (
        "import tensorflow.compat.v1 as tf\ntf.disable_v2_behavior()\n",
        HEAD + OFF,
    ),
    "seq2seq": (
        "import tensorflow as tf\ntf.contrib.seq2seq.tile_batch(1, 2)  # twice\n",
        HEAD + "from legacy_tf1 import seq2seq\n" + OFF + "seq2seq.tile_batch(1, 2)  # twice\n",
    ),
    "public": (
        "import tensorflow as tf\ntf.contrib.rnn.LSTMCell\n",
        HEAD + OFF + "tf.nn.rnn_cell.LSTMCell\n",
    ),
    "a name that is taken": (
        "import tensorflow as tf\ndef f(seq2seq): return tf.contrib.seq2seq.hardmax\n",
        HEAD
        + "from legacy_tf1 import seq2seq as legacy_seq2seq\n"
        + OFF
        + "def f(seq2seq): return legacy_seq2seq.hardmax\n",
    ),
    "a parameter called tf": (
        "import tensorflow as tf\ndef f(tf): return tf.contrib.rnn\n",
        HEAD + OFF + "def f(tf): return tf.contrib.rnn\n",
    ),
    "a local import": (
        "def f():\n\timport tensorflow as tf\n\treturn tf.contrib.crf.crf_decode\n",
        "def f():\n\timport tensorflow.compat.v1 as tf\n\tfrom legacy_tf1.contrib import crf\n"
        "\ttf.disable_v2_behavior()\n\treturn crf.crf_decode\n",
    ),
    "one line": (
        "if 1: import tensorflow as tf; x = 1\n",
        "if 1: import tensorflow.compat.v1 as tf; tf.disable_v2_behavior(); x = 1\n",
    ),
    "the family of cells": (
        "import tensorflow.compat.v1 as tf\ntf.disable_v2_behavior()\n"
        "from tensorflow.compat.v1.nn.rnn_cell import GRUCell\n",
        HEAD + OFF + "from legacy_tf1.contrib.rnn import GRUCell\n",
    ),
    "comments between names": (
        "import tensorflow as tf\nfrom tensorflow.python.ops import (\n    rnn,  # kept\n"
        "    rnn_cell_impl as cells,  # moved\n)\n",
        HEAD + OFF + "from tensorflow.python.ops import (\n    rnn,  # kept\n    )\n# moved\n"
        "from tensorflow.compat.v1.nn import rnn_cell as cells\n",
    ),
    "names of Keras's variables": (
        "import tensorflow as tf\ntf.keras.layers.LSTM(3)\n",
        HEAD + OFF + "from legacy_tf1.launcher import keras_names\nkeras_names.install()\n"
        "tf.keras.layers.LSTM(3)\n",
    ),
    "what only the private module has": (
        "from tensorflow.python.ops import rnn_cell_impl\n"
        "rnn_cell_impl.assert_like_rnncell('cell', rnn_cell_impl.LSTMCell(3))\n",
        "from tensorflow.compat.v1.nn import rnn_cell as rnn_cell_impl\n"
        "from tensorflow.python.ops.rnn_cell_impl import assert_like_rnncell\n"
        "from tensorflow.compat.v1 import disable_v2_behavior\ndisable_v2_behavior()\n"
        "assert_like_rnncell('cell', rnn_cell_impl.LSTMCell(3))\n",
    ),
    "TensorFlow on one way only": (
        "import sys\nif sys.argv: import tensorflow as tf\n"
        "from tensorflow.python.ops import control_flow_ops as ops\nops.while_loop\n",
        "import sys\nif sys.argv: import tensorflow.compat.v1 as tf; tf.disable_v2_behavior()\n"
        "from tensorflow.python.ops import control_flow_ops as ops\n"
        "import tensorflow.compat.v1 as legacy_tf\nlegacy_tf.while_loop\n",
    ),
    "a name that means two things": (
        "import tensorflow as tf\nfrom tensorflow.contrib import seq2seq\n"
        "def f(seq2seq): return tf.contrib.seq2seq.hardmax\n",
        HEAD
        + "from legacy_tf1 import seq2seq as legacy_seq2seq\n"
        + OFF
        + "from legacy_tf1 import seq2seq\ndef f(seq2seq): return legacy_seq2seq.hardmax\n",
    ),
    "Keras without TensorFlow": (
        "from tensorflow.keras.layers import LSTM\n",
        "from tensorflow.compat.v1.keras.layers import LSTM\n"
        "from tensorflow.compat.v1 import disable_v2_behavior\ndisable_v2_behavior()\n"
        "from legacy_tf1.launcher import keras_names\nkeras_names.install()\n",
    ),
    "numpy": (
        "import numpy as np\nx = np.float(1), np.float32(1), np.bool_, np.object\n",
        "import numpy as np\nx = float(1), np.float32(1), np.bool_, object\n",
    ),
    "TensorFlow 2 by its name": (
        "import tensorflow.compat.v2 as tf\ntf.Variable(1)\n",
        "import tensorflow.compat.v2 as tf\ntf.Variable(1)\n",
    ),
    "another of that name": (
        "from .tensorflow import contrib\n",
        "from .tensorflow import contrib\n",
    ),
}


@pytest.mark.parametrize("name", REWRITTEN)
def test_rewritten(name: str) -> None:
    before, expected = REWRITTEN[name]
    assert after(before) == expected
    assert not left(before)
    assert after(expected) == expected


LEFT = {
    "comment in a name": (
        "import tensorflow as tf\nx = (tf.contrib  # cells\n     .rnn.LSTMCell)\n",
        "comment inside",
    ),
    "absent": (
        "import tensorflow as tf\ntf.contrib.cudnn_rnn.CudnnLSTM(1, 2)\n",
        "use tf.contrib.rnn.LSTMBlockCell",
    ),
    "absent name": ("from tensorflow.contrib.rnn import GridLSTMCell\n", "bands of the spectrum"),
    "by an alias": ("import tensorflow as tf\nc = tf.contrib\nc.grid_rnn.Grid2LSTMCell\n", "3:1"),
    "never there": (
        "import tensorflow as tf\ntf.contrib.seq2seq.Nothing\n",
        "no counterpart",
    ),
    "gone": ("import tensorflow as tf\ntf.keras.utils.multi_gpu_model\n", "MirroredStrategy"),
    "private": ("from tensorflow.python.ops.rnn_cell_impl import _Linear\n", "not in TensorFlow 2"),
    "examples": (
        "from tensorflow.examples.tutorials.mnist import input_data\n",
        "tf.keras.datasets",
    ),
    "star": ("from tensorflow.python.ops.rnn_cell_impl import *\n", "one by one"),
    "version": ("import tensorflow as tf\nassert tf.__version__ < '2'\n", "2:8"),
    "part of version": ("import tensorflow as tf\nx = tf.__version__.split('.')\n", "2:5"),
    "assigned": ("import tensorflow as tf\ntf.layers.dense = None\n", "assigned to"),
    "string": ("import tensorflow as tf\n__import__('tensorflow.contrib.rnn')\n", "in this string"),
    "uncertain": (
        "import tensorflow as tf\nimport other\nif other.x:\n    tf = other.tf\n"
        "tf.contrib.rnn.LSTMCell\n",
        "may be something else",
    ),
    "shadowed builtin": (
        "import numpy as np\ndef f(float): return np.float(3)\n",
        "another thing here",
    ),
    "argspec": ("import inspect\ninspect.getargspec(len)\n", "getfullargspec"),
}


@pytest.mark.parametrize("name", LEFT)
def test_left_and_reported(name: str) -> None:
    before, words = LEFT[name]
    found = left(before)
    assert len(found) == 1 and words in found[0], found
    line = int(found[0].partition(":")[0])
    text = before.splitlines()[line - 1]
    assert text in after(before).splitlines(), "what is left stays as it was"


def test_a_file_for_tensorflow_2_is_left_alone() -> None:
    text = "import tensorflow as tf\ntf.keras.layers.LSTM(3)\ntf.optimizers.Adam()\n"
    assert after(text) == text
    assert "TensorFlow 2" in left(text)[0]


@pytest.mark.parametrize(
    "data",
    [
        b"\xef\xbb\xbfimport tensorflow as tf\r\nx = tf.contrib.rnn.NASCell\r\n",
        "# coding: latin-1\nimport tensorflow as tf  # \u00e9\n".encode("latin-1"),
        b"import tensorflow as tf",
        b"import tensorflow as tf\n\n\n",
    ],
    ids=["mark and CRLF", "latin-1", "no last line end", "blank lines"],
)
def test_encoding_and_line_ends_are_kept(data: bytes) -> None:
    found = upgrade_bytes(data)
    assert found.changed and not found.left
    assert found.after.count(b"\r") == (found.after.count(b"\n") if b"\r" in data else 0)
    assert found.after.startswith(data[:3])
    assert found.after.endswith(b"\n") == data.endswith(b"\n")
    assert (b"\xe9" in data) == (b"\xe9" in found.after)


LINES = st.sampled_from(
    """import tensorflow as tf
import tensorflow
import tensorflow.contrib.rnn
import tensorflow.contrib.layers as layers
import numpy as np, tensorflow as tf
from tensorflow.contrib import rnn, seq2seq as s2s, cudnn_rnn
from tensorflow.contrib.seq2seq import *
from tensorflow.python.ops import rnn_cell_impl, array_ops as a, control_flow_ops
from tensorflow.nn.rnn_cell import LSTMCell, GRUCell
from tensorflow import keras, flags
x = tf.contrib.rnn.LSTMCell(3), tf.contrib.seq2seq.hardmax
contrib = tf.contrib
seq2seq = contrib.seq2seq.hardmax
tf.keras.layers.LSTM(tf.nosuch)
y = rnn.NASCell, control_flow_ops.while_loop, rnn_cell_impl.GRUCell, s2s.hardmax
z = tensorflow.contrib.rnn.NASCell(np.float(3)), tensorflow.placeholder
from tensorflow.python.ops import rnn_cell_impl as cells, rnn_cell
from tensorflow.python.keras import layers, backend as K
z = cells.assert_like_rnncell, cells.LSTMCell, cells._hasattr, K.learning_phase
def f(tf): return tf.contrib.rnn.LSTMCell
def g(layers): import tensorflow as tf; return tf.contrib.layers.linear
if x: import tensorflow as tf; tf.contrib.rnn.NASCell""".splitlines()
)


@settings(max_examples=60, deadline=None, derandomize=True, database=None)
@given(st.lists(LINES, max_size=8))
def test_any_order_of_lines_is_upgraded_once_and_stays_python(lines: list[str]) -> None:
    once = after("\n".join([*lines, ""]))
    compile(once, "upgraded", "exec")
    assert after(once) == once
