"""Register functions whose values are recorded from TensorFlow 1.15.5.

They suit what scenarios cannot do: Python alone, files, queues, tables, datasets.
A function is called in a graph of its own, and returns what JSON can hold.
"""

from __future__ import annotations

import json
from typing import Any, Callable, Dict, List

import tensorflow.compat.v1 as tf

try:
    from tensorflow import contrib
except ImportError:
    from legacy_tf1 import contrib

__all__ = ["VALUES", "contrib", "evaluate", "rejected", "rounded", "run", "tf", "value"]

VALUES: Dict[str, Callable[[], Any]] = {}


def value(function: Callable[[], Any]) -> Callable[[], Any]:
    """Registers a function under its name."""
    if function.__name__ in VALUES:
        raise ValueError(f"there are two values {function.__name__!r}: give one another name")
    VALUES[function.__name__] = function
    return function


def rejected(call: Callable[[], Any]) -> str:
    """Names the type of what a call raises; `accepted`, if nothing."""
    try:
        call()
    except Exception as error:
        return type(error).__name__
    return "accepted"


def run(*fetches: Any) -> List[Any]:
    """Initialises variables and tables, and fetches as lists and text."""
    with tf.Session() as session:
        session.run([tf.global_variables_initializer(), tf.local_variables_initializer()])
        session.run(tf.tables_initializer())
        return [plain(fetched) for fetched in session.run(fetches)]


def plain(fetched: Any) -> Any:
    """Writes arrays, bytes and structures of them as what JSON can hold."""
    if isinstance(fetched, bytes):
        return fetched.decode()
    if isinstance(fetched, dict):
        return {key: plain(item) for key, item in fetched.items()}
    if isinstance(fetched, (list, tuple)):
        return [plain(item) for item in fetched]
    return plain(fetched.tolist()) if hasattr(fetched, "tolist") else fetched


def rounded(found: Any, digits: int) -> Any:
    """Rounds float32 results, whose last digits are the machine's."""
    if isinstance(found, list):
        return [rounded(item, digits) for item in found]
    return round(found, digits) if isinstance(found, float) else found


def evaluate(name: str) -> Any:
    """Calls a function; what it raises, and should not, is a text."""
    with tf.Graph().as_default():
        try:
            return json.loads(json.dumps(VALUES[name]()))
        except Exception as error:
            return f"{type(error).__name__}: {error}"
