"""Be a decoder that is a Keras layer, and takes what it decodes when it is called.

Answers to `BaseDecoder` of `tf.contrib.seq2seq.python.ops.decoder` in TensorFlow 1.15.5.
"""

from __future__ import annotations

from typing import Any

import tensorflow.compat.v1 as tf


class BaseDecoder(tf.keras.layers.Layer):
    """What `dynamic_decode` runs when a derived layer is called.

    Like `Decoder`, but for `initialize`, which gets what the layer is called with.
    """

    def __init__(
        self,
        output_time_major: bool = False,
        impute_finished: bool = False,
        maximum_iterations: Any = None,
        parallel_iterations: int = 32,
        swap_memory: bool = False,
        **kwargs: Any,
    ) -> None:
        """Takes the options of `dynamic_decode`; `kwargs` are those of a Keras layer."""
        self.output_time_major = output_time_major
        self.impute_finished = impute_finished
        self.maximum_iterations = maximum_iterations
        self.parallel_iterations = parallel_iterations
        self.swap_memory = swap_memory
        # Keras in TensorFlow 1 took inputs as they were.
        super().__init__(**{"autocast": False, **kwargs})

    def call(self, inputs: Any, initial_state: Any = None, **kwargs: Any) -> Any:
        """Returns what `dynamic_decode` does; all arguments go to `initialize`."""
        return self._decode(inputs, {**kwargs, "initial_state": initial_state})

    def _decode(self, inputs: Any, options: dict[str, Any]) -> Any:
        from legacy_tf1.seq2seq.decoder import dynamic_decode  # which knows this class

        return dynamic_decode(
            self,
            output_time_major=self.output_time_major,
            impute_finished=self.impute_finished,
            maximum_iterations=self.maximum_iterations,
            parallel_iterations=self.parallel_iterations,
            swap_memory=self.swap_memory,
            decoder_init_input=inputs,
            decoder_init_kwargs=options,
        )

    @property
    def batch_size(self) -> Any:
        raise NotImplementedError

    @property
    def output_size(self) -> Any:
        """A structure of integers or `TensorShape`s, without the batch axis."""
        raise NotImplementedError

    @property
    def output_dtype(self) -> Any:
        """A structure of dtypes like `output_size`."""
        raise NotImplementedError

    def initialize(self, inputs: Any, initial_state: Any = None, **kwargs: Any) -> Any:
        """Returns `(finished, first inputs, initial state)`."""
        raise NotImplementedError

    def step(self, time: Any, inputs: Any, state: Any) -> Any:
        """Returns `(outputs, next state, next inputs, finished)` of step `time`."""
        raise NotImplementedError

    def finalize(self, outputs: Any, final_state: Any, sequence_lengths: Any) -> Any:
        """Returns `(outputs, final state)`; called after the loop, if implemented."""
        raise NotImplementedError

    @property
    def tracks_own_finished(self) -> bool:
        """Whether `finished` of a step stands as it is; see `Decoder`."""
        return False
