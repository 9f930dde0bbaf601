"""Check that of a notebook only code changes, cell by cell, and nothing else by a byte."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tf2_port.migrate.upgrade import cells, json_text, upgrade_notebook

OUTPUT = {"output_type": "stream", "name": "stdout", "text": ["tf.contrib.rnn \u00e9\n"]}


def cell(text: str, kind: str = "code", one_string: bool = False) -> dict[str, Any]:
    made: dict[str, Any] = {"cell_type": kind, "metadata": {"import tensorflow": 1}}
    if kind == "code":
        made.update(execution_count=3, outputs=[OUTPUT])
    made["source"] = text if one_string else text.splitlines(keepends=True)
    return made


def notebook(*some: dict[str, Any], **form: Any) -> bytes:
    whole = {"cells": list(some), "metadata": {}, "nbformat": 4, "nbformat_minor": 2}
    return json.dumps(whole, **form).encode()


FORMS = [{"indent": 1, "ensure_ascii": False}, {"indent": 2}, {}, {"separators": (",", ":")}]
CELLS = (
    cell("import tensorflow as tf\n", "markdown"),
    cell(
        "%matplotlib inline\nimport tensorflow as tf  # \u00e9\n"
        "!pip install x\nx = !ls\ny = (7\n  % 2)"
    ),
    cell("%%time\nc = tf.contrib.rnn.NASCell(3)\nif c:\n    %timeit c\nc?"),
    cell("%%bash\nimport tensorflow as tf"),
    cell("h = tf.contrib.seq2seq.hardmax", one_string=True),
    cell("", one_string=False),
)
TEXTS = (
    "import tensorflow as tf\n",
    "%matplotlib inline\nimport tensorflow.compat.v1 as tf  # \u00e9\n"
    "from legacy_tf1.contrib import rnn\nfrom legacy_tf1 import seq2seq\n"
    "tf.disable_v2_behavior()\n!pip install x\nx = !ls\ny = (7\n  % 2)",
    "%%time\nc = rnn.NASCell(3)\nif c:\n    %timeit c\nc?",
    "%%bash\nimport tensorflow as tf",
    "h = seq2seq.hardmax",
    "",
)


@pytest.mark.parametrize("form", FORMS, ids=str)
def test_code_changes_and_nothing_else(form: dict[str, Any]) -> None:
    before = notebook(*CELLS, **form)
    found = upgrade_notebook(before)
    assert not found.left
    expected = [
        cell(text, old["cell_type"], isinstance(old["source"], str))
        for text, old in zip(TEXTS, CELLS)
    ]
    assert found.after == notebook(*expected, **form)
    assert upgrade_notebook(found.after).after == found.after


def test_a_broken_cell_is_left_and_the_others_go_on() -> None:
    some = (
        cell("import tensorflow as tf\n"),
        cell("print 'tensorflow'\n"),
        cell("x = 1\ntf.contrib.cudnn_rnn.CudnnLSTM\ntf.contrib.seq2seq.hardmax"),
    )
    found = upgrade_notebook(notebook(*some))
    assert [(one.cell, one.line) for one in found.left] == [(2, 1), (3, 2)]
    assert "Python 3" in found.left[0].message
    after = [one["source"] for one in json.loads(found.after)["cells"]]
    assert after[1] == some[1]["source"]
    assert after[2][1:] == ["tf.contrib.cudnn_rnn.CudnnLSTM\n", "seq2seq.hardmax"]


def test_contrib_in_a_magic_is_left_and_told() -> None:
    shell = "%matplotlib inline\n!grep tf.contrib.rnn *.py\nimport tensorflow as tf\n"
    some = (cell(shell), cell("x = 1\n%timeit -n3 tf.contrib.seq2seq.hardmax(x)\n"))
    found = upgrade_notebook(notebook(*some))
    [one] = found.left
    assert (one.cell, one.line) == (2, 2)
    assert one.message.endswith("magic is left: tf.contrib.seq2seq.hardmax")
    assert json.loads(found.after)["cells"][1] == some[1]


@pytest.mark.parametrize("source", [5, None, ["x", 5], {"a": 1}], ids=str)
def test_a_cell_whose_source_is_no_text_is_passed_by(source: object) -> None:
    some = ({**cell("x"), "source": source}, CELLS[1], CELLS[4])
    found = upgrade_notebook(notebook(*some))
    after = json.loads(found.after)["cells"]
    assert after[0]["source"] == source and after[2]["source"] == TEXTS[4]


@pytest.mark.parametrize("data", [b"", b"{", b"[]", b'{"worksheets": []}', b"\xff", b"3"])
def test_what_is_no_notebook_is_left(data: bytes) -> None:
    found = upgrade_notebook(data)
    assert found.after == data
    assert len(found.left) == 1 and "no notebook" in found.left[0].message


JSON = st.recursive(
    st.none() | st.booleans() | st.floats(allow_nan=False) | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner, max_size=3)
    ),
    max_leaves=10,
)


@settings(max_examples=100, deadline=None, derandomize=True, database=None)
@given(JSON, st.sampled_from(FORMS))
def test_spans_are_where_the_values_are(value: Any, form: dict[str, Any]) -> None:
    text = json.dumps(value, **form)
    for span in json_text.spans(text):
        inner = value
        for key in span.path:
            inner = inner[key]
        assert json.loads(text[span.start : span.end]) == inner


def test_cells_come_apart_as_they_were_joined() -> None:
    texts = ["x = 1", "", "# only a comment\n", "if x:\n    y\n\n\n# tail"]
    joined = cells.joined(texts)
    assert cells.parted(joined) == texts
    lines = joined.split("\n")
    assert [lines[start - 1] for start in cells.starts(joined)] == [
        "x = 1",
        "",
        "# only a comment",
        "if x:",
    ]


@pytest.mark.parametrize("text", ["x = 1\n%time f()", "!ls\nx = (3\n%2)", "%a\n?f\nf??\na, b = %c"])
def test_magics_are_masked_and_come_back(text: str) -> None:
    python = cells.masked(text)
    assert isinstance(python, str)
    compile(python, "cell", "exec")
    assert cells.unmasked(python) == text
    assert "%2)" not in text or "\n%2)" in python
