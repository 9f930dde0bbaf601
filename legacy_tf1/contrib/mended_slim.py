"""Give tf-slim the names that TensorFlow has moved since, and layers of the public family.

tf-slim 1.1, the heir of tf.contrib's layers, looks for `Tensor` and `IndexedSlices` in a
module that TensorFlow 2.14 took them out of, and builds its layers from private modules,
of which TensorFlow 2.15 looks one up in a package that it does not bring. Importing this
module mends both in tf-slim's own modules, and changes nothing else; take what is
tf-slim's from here. Layers are then those of `tf.layers`, as in TensorFlow 1.15.5.
"""

from __future__ import annotations

from importlib import import_module
from types import SimpleNamespace
from typing import Any

import tensorflow.compat.v1 as tf

__all__ = [
    "initializers",
    "layers",
    "normalization",
    "optimizers",
    "regularizers",
    "rev_block_lib",
    "summaries",
    "utils",
]


class _WithTensors:
    """A module, and with it the two classes that it lost."""

    Tensor = tf.Tensor
    IndexedSlices = tf.IndexedSlices

    def __init__(self, module: Any) -> None:
        self._module = module

    def __getattr__(self, name: str) -> Any:
        return getattr(self._module, name)


def _module(name: str) -> Any:
    # Not as attributes: `tf_slim.layers` is the module within the package of that name.
    return import_module("tf_slim.layers." + name)


initializers = _module("initializers")
layers = _module("layers")
normalization = _module("normalization")
optimizers = _module("optimizers")
regularizers = _module("regularizers")
rev_block_lib = _module("rev_block_lib")
summaries = _module("summaries")
utils = _module("utils")

for _place, _name in ((utils, "ops"), (optimizers, "ops"), (rev_block_lib, "framework_ops")):
    if not isinstance(getattr(_place, _name), _WithTensors):
        setattr(_place, _name, _WithTensors(getattr(_place, _name)))

layers.convolutional_layers = SimpleNamespace(
    Convolution1D=tf.layers.Conv1D,
    Convolution2D=tf.layers.Conv2D,
    Convolution2DTranspose=tf.layers.Conv2DTranspose,
    Convolution3D=tf.layers.Conv3D,
    Convolution3DTranspose=tf.layers.Conv3DTranspose,
    SeparableConvolution2D=tf.layers.SeparableConv2D,
)
layers.core_layers = SimpleNamespace(
    Dense=tf.layers.Dense, Dropout=tf.layers.Dropout, flatten=tf.layers.flatten
)
layers.normalization_layers = SimpleNamespace(BatchNormalization=tf.layers.BatchNormalization)
layers.pooling_layers = SimpleNamespace(
    AveragePooling2D=tf.layers.AveragePooling2D,
    AveragePooling3D=tf.layers.AveragePooling3D,
    MaxPooling2D=tf.layers.MaxPooling2D,
    MaxPooling3D=tf.layers.MaxPooling3D,
)
