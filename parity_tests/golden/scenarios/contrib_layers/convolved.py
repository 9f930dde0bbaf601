"""Convolve and pool images."""

from __future__ import annotations

from typing import Any

from parity_tests.golden.scenarios.contrib_layers.parts import gathered, images, layers, tf
from parity_tests.golden.scenarios.parts import describe
from parity_tests.golden.scenarios.registry import misuse, scenario


@scenario
def convolved() -> Any:
    return gathered(layers.conv2d(images(), 2, [3, 2]))


@scenario
def convolved_with_all_options() -> Any:
    outputs = layers.conv2d(
        images(),
        2,
        3,
        stride=2,
        padding="VALID",
        activation_fn=None,
        normalizer_fn=layers.layer_norm,
        weights_regularizer=layers.l2_regularizer(0.1),
        scope="mine",
    )
    return gathered(outputs)


@scenario
def convolved_at_a_rate() -> Any:
    return gathered(layers.convolution2d(images(), 2, [2, 2], rate=2, biases_initializer=None))


@scenario
def convolved_in_one_and_three_dimensions() -> Any:
    one = layers.conv1d(images(2, 6, 3), 2, 3, stride=2)
    three = layers.conv3d(images(2, 3, 4, 2, 2), 2, [1, 2, 2], activation_fn=tf.tanh)
    return gathered([one, three])


@scenario
def convolved_backwards() -> Any:
    return gathered(layers.conv2d_transpose(images(2, 3, 2, 2), 3, [2, 3], stride=2))


@scenario
def convolved_separately() -> Any:
    outputs = layers.separable_conv2d(images(), 2, [3, 2], 2)
    return gathered([outputs, layers.separable_conv2d(images(), None, 2, 1, scope="mine")])


@scenario
def convolved_in_plane() -> Any:
    return gathered(layers.conv2d_in_plane(images(), [2, 3]))


@scenario
def pooled() -> Any:
    found = {
        "largest": layers.max_pool2d(images(), [3, 2]),
        "largest_padded": layers.max_pool2d(images(), 2, stride=1, padding="SAME", scope="mine"),
        "mean": layers.avg_pool2d(images(), [2, 3], stride=[2, 1]),
        "largest_3d": layers.max_pool3d(images(1, 4, 4, 2, 2, dtype="float32"), [2, 2, 2]),
        "mean_3d": layers.avg_pool3d(images(1, 4, 4, 2, 2, dtype="float32"), 2),
    }
    return gathered(found)


@scenario
def images_as_sequences() -> Any:
    sequence = layers.images_to_sequence(images())
    back = layers.sequence_to_images(sequence, 5)
    return {"sequence": sequence, "back": back, "shape": describe(sequence.shape)}


@scenario
def where_images_are_brightest() -> Any:
    inputs = images(dtype="float32")
    return gathered([layers.spatial_softmax(inputs), layers.spatial_softmax(inputs, 0.5)])


@misuse
def convolved_of_rank_three() -> Any:
    return layers.conv2d(tf.zeros([2, 5, 3]), 2, 3)


@misuse
def convolved_in_another_format() -> Any:
    return layers.conv2d(images(), 2, 3, data_format="NWHC")


@misuse
def pooled_in_another_format() -> Any:
    return layers.max_pool2d(images(), 2, data_format="NWHC")
