"""Draw the inputs of `tf1_model`'s functions."""

import numpy as np


def inputs():
    random = np.random.RandomState(0)
    return {
        "source": random.randn(3, 6, 4),
        "source_length": np.array([6, 3, 1], np.int32),
        "decoder_input": random.randn(3, 5, 2),
        "lengths": np.array([5, 4, 2], np.int32),
        "target": random.randn(3, 5, 3),
    }


def dense_inputs():
    random = np.random.RandomState(1)
    return {"source": random.randn(4, 2), "target": random.randn(4, 3)}
