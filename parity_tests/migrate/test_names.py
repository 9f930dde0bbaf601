"""Check that names of TensorFlow are resolved as Python would resolve them."""

from __future__ import annotations

from textwrap import dedent

import libcst as cst
import pytest

from tf2_port.migrate.names import Names, Use

S2S = "tensorflow.contrib.seq2seq"
CODE = cst.Module([]).code_for_node


def uses(text: str, exported: dict[str, list[str]] | None = None) -> list[Use]:
    module = cst.parse_module(dedent(text))
    if exported is None:
        return Names(module).uses
    return Names(module, lambda name: exported.get(name, [])).uses


def found(text: str, exported: dict[str, list[str]] | None = None) -> dict[str, str]:
    """Maps what is written in expressions to what it means."""
    return {CODE(use.node): use.name for use in uses(text, exported) if not use.in_import}


RESOLVED = {
    "import as": ("import tensorflow as tf\ntf.contrib.rnn.X()", "tensorflow.contrib.rnn.X"),
    "plain import": ("import tensorflow\ntensorflow.contrib.X()", "tensorflow.contrib.X"),
    "import of a module": (f"import {S2S}\n{S2S}.X()", f"{S2S}.X"),
    "import of a module as": (f"import {S2S} as s\ns.X()", f"{S2S}.X"),
    "from": ("from tensorflow import contrib\ncontrib.seq2seq.X()", f"{S2S}.X"),
    "from as": ("from tensorflow.contrib import seq2seq as s\ns.X()", f"{S2S}.X"),
    "from a module below": (
        "from tensorflow.contrib.seq2seq.python.ops import decoder\ndecoder.X()",
        f"{S2S}.python.ops.decoder.X",
    ),
    "from of the name": (f"from {S2S} import X as Y\nY()", f"{S2S}.X"),
    "assignment": ("import tensorflow as tf\nc = tf.contrib\nc.seq2seq.X()", f"{S2S}.X"),
    "two assignments": (
        "import tensorflow as tf\nc = tf.contrib\ns = c.seq2seq\ns.X()",
        f"{S2S}.X",
    ),
    "unpacking": (
        "import tensorflow as tf\na, (b, c) = 1, (tf, tf.contrib.seq2seq)\nc.X()",
        f"{S2S}.X",
    ),
    "annotated assignment": (
        "import tensorflow as tf\nc: object = tf.contrib.seq2seq\nc.X()",
        f"{S2S}.X",
    ),
    "walrus": (
        "import tensorflow as tf\nif (c := tf.contrib.seq2seq) is not None:\n    c.X()",
        f"{S2S}.X",
    ),
    "itself": ("import tensorflow as tf\ntf = tf.compat.v1\ntf.X()", "tensorflow.compat.v1.X"),
    "compat.v1": ("import tensorflow.compat.v1 as tf\ntf.X()", "tensorflow.compat.v1.X"),
    "in a function": (
        "def f():\n    import tensorflow as tf\n    return tf.contrib.X()",
        "tensorflow.contrib.X",
    ),
    "function before the import": (
        "def f():\n    return tf.contrib.X()\nimport tensorflow as tf",
        "tensorflow.contrib.X",
    ),
    "function between two imports": (
        "import other as tf\ndef f():\n    tf.X()\nimport tensorflow as tf",
        "tensorflow.X",
    ),
    "global": (
        "def load():\n    global tf\n    import tensorflow as tf\n\ndef f():\n    tf.contrib.X()",
        "tensorflow.contrib.X",
    ),
    "nonlocal": (
        "def f():\n    tf = 1\n    def g():\n        nonlocal tf\n        import tensorflow as tf\n"
        "    def h():\n        tf.X()",
        "tensorflow.X",
    ),
    "method past a class's name": (
        "import tensorflow as tf\nclass A:\n    tf = 1\n    def f(self):\n        tf.X()",
        "tensorflow.X",
    ),
    "comprehension": (
        "import tensorflow as tf\n[tf.contrib.X() for _ in range(3)]",
        "tensorflow.contrib.X",
    ),
    "lambda": ("import tensorflow as tf\nf = lambda: tf.contrib.X()", "tensorflow.contrib.X"),
    "default argument": (
        "import tensorflow as tf\ndef f(tf=tf.contrib.X()):\n    tf.no()",
        "tensorflow.contrib.X",
    ),
    "decorator": (
        "import tensorflow as tf\n@tf.contrib.X()\ndef f():\n    pass",
        "tensorflow.contrib.X",
    ),
    "base class": (f"import {S2S} as s\nclass A(s.X):\n    pass", f"{S2S}.X"),
    "f-string": ("import tensorflow as tf\nf'{tf.contrib.X()!r:>{3}}'", "tensorflow.contrib.X"),
    "receiver of a chain of calls": (
        "import tensorflow as tf\ntf.contrib.X(1).clone(a=2)[0].b",
        "tensorflow.contrib.X",
    ),
}


@pytest.mark.parametrize("name", RESOLVED)
def test_resolves(name: str) -> None:
    text, meaning = RESOLVED[name]
    assert meaning in found(text).values()
    assert not [name for name in found(text).values() if name.endswith(".no")]


HIDDEN = {
    "parameter": "import tensorflow as tf\ndef f(tf):\n    return tf.x",
    "keyword-only parameter": "import tensorflow as tf\ndef f(*, tf):\n    return tf.x",
    "star parameters": "import tensorflow as tf\ndef f(*tf):\n    return tf.x",
    "lambda's parameter": "import tensorflow as tf\nlambda tf: tf.x",
    "local assignment": "import tensorflow as tf\ndef f():\n    tf = g()\n    return tf.x",
    "assigned later": "import tensorflow as tf\ntf = g()\ntf.x",
    "comprehension's target": "import tensorflow as tf\n[tf.x for tf in g()]",
    "for": "import tensorflow as tf\nfor tf in g():\n    tf.x",
    "with": "import tensorflow as tf\nwith g() as tf:\n    tf.x",
    "except": "import tensorflow as tf\ntry:\n    g()\nexcept E as tf:\n    tf.x",
    "function of that name": "import tensorflow as tf\ndef tf():\n    pass\ntf.x",
    "class of that name": "import tensorflow as tf\nclass tf:\n    pass\ntf.x",
    "deleted": "import tensorflow as tf\ndel tf\ntf.x",
    "bound in the other arm": "import other as tf\nif a:\n    import tensorflow as tf\nelse:\n"
    "    tf.x",
    "local to a function": "def f():\n    import tensorflow as tf\ntf.x",
    "relative import": "from . import tensorflow as tf\ntf.x",
    "relative module": "from .tensorflow import contrib\ncontrib.x",
    "another package": "from django import contrib\ncontrib.x",
    "unpacked from a call": "import tensorflow as tf\na, b = tf.x()\nb.y",
    "attribute of an object": "import tensorflow as tf\ng().tf.contrib.x",
    "keyword": "import tensorflow as tf\nf(tf=1)",
    "string": "import tensorflow as tf\n'tf.contrib.x'",
    "bound in another case": "import other as tf\nmatch g():\n    case 1:\n"
    "        import tensorflow as tf\n    case _:\n        tf.x",
    "match": "import tensorflow as tf\nmatch g():\n    case [tf]:\n        tf.x",
}


@pytest.mark.parametrize("name", HIDDEN)
def test_does_not_resolve_what_is_something_else(name: str) -> None:
    written = [w for w in found(HIDDEN[name]) if w.startswith(("tf.x", "contrib.x", "b.y"))]
    assert written == (["tf.x"] if name == "unpacked from a call" else [])


def test_a_use_is_maximal_and_its_parts_are_not_uses() -> None:
    assert found("import tensorflow as tf\ntf.contrib.seq2seq.X.y") == {
        "tf.contrib.seq2seq.X.y": f"{S2S}.X.y"
    }


def test_import_statements_are_uses() -> None:
    text = f"""
        import numpy, tensorflow as tf, {S2S}
        from tensorflow.contrib import rnn as r, layers
        from {S2S} import *
    """
    assert [(CODE(use.node).rstrip(", "), use.name) for use in uses(text)] == [
        ("tensorflow as tf", "tensorflow"),
        (S2S, S2S),
        ("rnn as r", "tensorflow.contrib.rnn"),
        ("layers", "tensorflow.contrib.layers"),
        ("*", f"{S2S}.*"),
    ]
    assert all(use.in_import and use.certain for use in uses(text))


def test_star_imports_bring_the_names_that_are_known() -> None:
    exported = {S2S: ["X", "Y"], "tensorflow": ["contrib"]}
    text = f"from {S2S} import *\nfrom tensorflow import *\nY = 1\nX(), Y, Z, contrib.rnn.W()"
    assert found(text, exported) == {"X": f"{S2S}.X", "contrib.rnn.W": "tensorflow.contrib.rnn.W"}
    assert {u.through for u in uses(text, exported) if not u.in_import} == {"star"}


def test_a_star_import_after_the_use_brings_nothing() -> None:
    assert found(f"X()\nfrom {S2S} import *", {S2S: ["X"]}) == {}


def test_both_ways_through_try_are_followed_and_contrib_is_preferred() -> None:
    text = """
        try:
            from tensorflow.contrib import rnn
        except ImportError:
            from tensorflow.nn import rnn_cell as rnn
        rnn.LSTMCell(3)
    """
    [use] = [use for use in uses(text) if not use.in_import]
    assert (use.name, use.certain) == ("tensorflow.contrib.rnn.LSTMCell", False)


def test_none_in_the_other_way_leaves_no_doubt() -> None:
    text = "try:\n    import tensorflow as tf\nexcept ImportError:\n    tf = None\ntf.x"
    [use] = [use for use in uses(text) if not use.in_import]
    assert (use.name, use.certain) == ("tensorflow.x", True)


def test_another_package_in_the_other_way_leaves_doubt() -> None:
    text = "if a:\n    import tensorflow as tf\nelse:\n    import other as tf\ntf.x"
    [use] = [use for use in uses(text) if not use.in_import]
    assert (use.name, use.certain) == ("tensorflow.x", False)


def test_an_arm_of_an_if_does_not_see_the_other() -> None:
    text = """
        if a:
            import tensorflow as tf
            tf.here
        else:
            import other as tf
            tf.there
    """
    assert found(text) == {"tf.here": "tensorflow.here"}


def test_tells_how_the_first_part_got_its_meaning() -> None:
    text = "import tensorflow as tf\nc = tf.contrib\nc.x"
    assert {CODE(u.node): u.through for u in uses(text) if not u.in_import} == {
        "tf.contrib": "import",
        "c.x": "assignment",
    }


def test_a_cycle_of_assignments_ends() -> None:
    assert found("while True:\n    a = b\n    b = a\n    a.x") == {}


def test_a_long_sum_is_walked_through_without_recursion() -> None:
    text = "import tensorflow as tf\nx = tf.a" + " + 1" * 1100
    assert found(text) == {"tf.a": "tensorflow.a"}


def test_names_of_other_packages_are_known_too() -> None:
    names = Names(cst.parse_module("from keras.layers import LSTM\nLSTM(3)"))
    [call] = names.walk.calls
    assert names.name_of(call.func) == "keras.layers.LSTM"
