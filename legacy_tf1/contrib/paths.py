"""Find the module that answers to a path below `tf.contrib`.

`MODULES` lists the paths that have modules of their own here, beside those of seq2seq.
Any other module that TensorFlow 1.15.5 has answers with the names of its package.
"""

from __future__ import annotations

import importlib
import importlib.util
from functools import cache
from types import ModuleType

from legacy_tf1.contrib import genuine
from legacy_tf1.contrib.lazy import names_of_path
from legacy_tf1.contrib.nearest import PACKAGES

_HERE = __name__.rpartition(".")[0]
_SEQ2SEQ_OPS = "seq2seq.python.ops."

MODULES = {
    "eager.python.tfe": "legacy_tf1.contrib.eager",
    "legacy_seq2seq.python.ops.seq2seq": "legacy_tf1.contrib.legacy_seq2seq.seq2seq",
    "rnn.python.ops.core_rnn_cell": "legacy_tf1.contrib.rnn.core_rnn_cell",
    "slim.nets": "tf_slim.nets",
    "slim.python.slim.evaluation": "tf_slim.evaluation",
    "slim.python.slim.learning": "tf_slim.learning",
    "slim.python.slim.model_analyzer": "tf_slim.model_analyzer",
    "slim.python.slim.nets": "tf_slim.nets",
    "slim.python.slim.nets.alexnet": "tf_slim.nets.alexnet",
    "slim.python.slim.nets.inception": "tf_slim.nets.inception",
    "slim.python.slim.nets.inception_v3": "tf_slim.nets.inception_v3",
    "slim.python.slim.nets.resnet_utils": "tf_slim.nets.resnet_utils",
    "slim.python.slim.nets.resnet_v1": "tf_slim.nets.resnet_v1",
    "slim.python.slim.nets.resnet_v2": "tf_slim.nets.resnet_v2",
    "slim.python.slim.nets.vgg": "tf_slim.nets.vgg",
    "slim.python.slim.queues": "tf_slim.queues",
    "slim.python.slim.summaries": "tf_slim.summaries",
    "tensorboard.plugins": "legacy_tf1.contrib.tensorboard.plugins",
    "tensorboard.plugins.projector": "tensorboard.plugins.projector",
    "tensorboard.plugins.projector.projector_config_pb2": "tensorboard.plugins.projector."
    "projector_config_pb2",
}


@cache
def load(path: str) -> ModuleType:
    """Imports what answers to `tensorflow.contrib.PATH`.

    Args:
      path: such as `rnn` or `rnn.python.ops.core_rnn_cell`; of `tf.contrib` itself, empty.

    Returns:
      A module: one of ours, or one that is made here and is in no file. Its names
      are resolved when they are used.

    Raises:
      ModuleNotFoundError: if TensorFlow 1.15.5 has no such module.
    """
    if not path:
        return importlib.import_module(_HERE)
    if path in MODULES:
        return importlib.import_module(MODULES[path])
    if path not in genuine.packages() and not genuine.has_module(path):
        name = "tensorflow.contrib." + path
        raise ModuleNotFoundError(f"No module named {name!r}", name=name)
    package = path.partition(".")[0]
    if path.startswith(_SEQ2SEQ_OPS):  # upstream's module names are kept there
        kept = f"legacy_tf1.seq2seq.{path[len(_SEQ2SEQ_OPS) :]}"
        if importlib.util.find_spec(kept) is not None:
            return importlib.import_module(kept)
    ours = f"{_HERE}.{package}"
    if importlib.util.find_spec(ours) is None:
        return _made(path, {}, {"": PACKAGES.get(package, "")})
    answering = importlib.import_module(ours)
    if path == package:
        return answering
    symbols = getattr(answering, "SYMBOLS", None)
    if symbols is None:  # an ordinary module
        symbols = {name: f"{ours}:{name}" for name in answering.__all__}
    return _made(path, symbols, getattr(answering, "NEAREST", {}))


def _made(path: str, symbols: dict[str, str], nearest: dict[str, str]) -> ModuleType:
    """Makes a module that has no file."""
    module = ModuleType("tensorflow.contrib." + path, f"Answers to tf.contrib.{path}.")
    get, names = names_of_path(module.__name__, path, symbols, nearest)
    module.__path__ = []  # a package, so that what is below it can be imported
    module.__dict__.update(__getattr__=get, __dir__=names)
    return module
