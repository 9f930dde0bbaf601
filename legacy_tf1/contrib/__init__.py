"""Offer the `tf.contrib` of TensorFlow 1.15.5 that stands beside seq2seq in real scripts.

    from legacy_tf1.contrib import rnn  # was: from tensorflow.contrib import rnn

Every package there is a package or a module here, whose body is data: `SYMBOLS`
tells where each name lives today, and nothing is imported before a name is used.
What contrib has and we do not is a placeholder, which raises as soon as it is used
(`absent.py`). `paths.py` answers for the modules below: `tensorflow.contrib.rnn.python…`.
"""

from __future__ import annotations

from typing import Any

from legacy_tf1.contrib import genuine, paths


def __getattr__(name: str) -> Any:
    if name in genuine.names(""):
        return paths.load(name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    return genuine.names("")
