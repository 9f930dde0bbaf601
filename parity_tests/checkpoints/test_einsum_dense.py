"""Fill an `EinsumDense` from a dense layer of TensorFlow 1 only where its axes allow it."""

from __future__ import annotations

from pathlib import Path

import pytest

from parity_tests.checkpoints.test_match import saved
from tf2_port.checkpoints import MatchError, load_tf1
from tf2_port.compat import tf


@pytest.mark.parametrize(
    ("equation", "sizes", "kernel", "fits"),
    [
        ("abc,cde->abde", (2, 2), [2, 4], True),
        ("abc,dec->abde", (2, 2), [2, 4], False),
        ("abc,ced->abde", (2, 2), [2, 4], False),
        ("abcd,dce->abe", (2,), [4, 2], False),
    ],
)
def test_an_einsum_that_mixes_axes_up_is_not_filled_from_a_dense_layer(
    equation: str, sizes: tuple[int, ...], kernel: list[int], fits: bool, tmp_path: Path
) -> None:
    layer = tf.keras.layers.EinsumDense(equation, (None, *sizes), name="mine")
    model = tf.keras.Sequential([layer])
    model.build([None] + [2] * (equation.index(",") - 1))
    path = saved(tmp_path, {"mine/kernel": kernel})
    if fits:
        assert load_tf1(model, path).why == {"mine": "it fits nothing else"}
        return
    with pytest.raises(MatchError, match="nothing takes mine/kernel"):
        load_tf1(model, path)
