"""Choose ids by the outputs, and feed their embeddings back, until the end token.

Answers to `GreedyEmbeddingHelper` and `SampleEmbeddingHelper` of
`tf.contrib.seq2seq.python.ops.helper` of TensorFlow 1.15.5.
"""

from __future__ import annotations

from typing import Any, Callable

import tensorflow.compat.v1 as tf

from legacy_tf1.seq2seq.abstract_helper import Helper
from legacy_tf1.seq2seq.sampling import categorical_sample


def embedding_function(embedding: Any) -> Callable[[Any], Any]:
    """Returns `embedding` if it can be called, else the look-up in it."""
    if callable(embedding):
        function: Callable[[Any], Any] = embedding
        return function
    return lambda ids: tf.nn.embedding_lookup(embedding, ids)


def _require_tensor(outputs: Any) -> None:
    if not isinstance(outputs, tf.Tensor):
        raise TypeError(
            f"outputs must be one Tensor of logits [batch, vocabulary], received: {type(outputs)}"
        )


class GreedyEmbeddingHelper(Helper):
    """Takes the outputs for logits, and each row's most probable id."""

    def __init__(self, embedding: Any, start_tokens: Any, end_token: Any) -> None:
        """Takes the embedding, and the tokens that begin and end a sequence.

        Args:
          embedding: maps ids `[batch]` to inputs `[batch, depth]`: a callable, or what
            `tf.nn.embedding_lookup` takes as `params`, such as `[vocabulary, depth]`.
          start_tokens: `int32` `[batch]`, the ids before the first step.
          end_token: `int32` scalar, the id after which a row is finished.

        Raises:
          ValueError: if `start_tokens` is not a vector or `end_token` not a scalar.
        """
        self._embedding_fn = embedding_function(embedding)
        self._start_tokens = tf.convert_to_tensor(start_tokens, dtype=tf.int32, name="start_tokens")
        self._end_token = tf.convert_to_tensor(end_token, dtype=tf.int32, name="end_token")
        if self._start_tokens.shape.rank != 1:
            raise ValueError(
                f"start_tokens must be a vector [batch], received shape {self._start_tokens.shape}"
            )
        self._batch_size = tf.size(start_tokens)
        if self._end_token.shape.rank != 0:
            raise ValueError(f"end_token must be a scalar, received shape {self._end_token.shape}")
        self._start_inputs = self._embedding_fn(self._start_tokens)

    @property
    def batch_size(self) -> tf.Tensor:
        return self._batch_size

    @property
    def sample_ids_shape(self) -> tf.TensorShape:
        return tf.TensorShape([])

    @property
    def sample_ids_dtype(self) -> Any:
        return tf.int32

    def initialize(self, name: str | None = None) -> Any:
        return tf.tile([False], [self._batch_size]), self._start_inputs

    def sample(self, time: Any, outputs: Any, state: Any, name: str | None = None) -> tf.Tensor:
        """Returns the argmax of `outputs` `[batch, vocabulary]`, `int32` `[batch]`.

        Raises:
          TypeError: if `outputs` is not one Tensor.
        """
        _require_tensor(outputs)
        return tf.argmax(outputs, axis=-1, output_type=tf.int32)

    def next_inputs(
        self, time: Any, outputs: Any, state: Any, sample_ids: Any, name: str | None = None
    ) -> Any:
        finished = tf.equal(sample_ids, self._end_token)
        # After the last step nobody looks at the inputs: spare the look-up.
        inputs = tf.cond(
            tf.reduce_all(finished),
            lambda: self._start_inputs,
            lambda: self._embedding_fn(sample_ids),
        )
        return finished, inputs, state


class SampleEmbeddingHelper(GreedyEmbeddingHelper):
    """Takes the outputs for logits, and draws each row's id by their softmax."""

    def __init__(
        self,
        embedding: Any,
        start_tokens: Any,
        end_token: Any,
        softmax_temperature: Any = None,
        seed: int | None = None,
    ) -> None:
        """Takes what `GreedyEmbeddingHelper` takes, and how to draw.

        Args:
          embedding: maps ids `[batch]` to inputs `[batch, depth]`: a callable, or what
            `tf.nn.embedding_lookup` takes as `params`.
          start_tokens: `int32` `[batch]`, the ids before the first step.
          end_token: `int32` scalar, the id after which a row is finished.
          softmax_temperature: what to divide logits by: above 1 draws become more even,
            towards 0 they become the argmax; a scalar of the outputs' dtype, default 1.
          seed: of the op that draws.

        Raises:
          ValueError: if `start_tokens` is not a vector or `end_token` not a scalar.
        """
        super().__init__(embedding, start_tokens, end_token)
        self._softmax_temperature = softmax_temperature
        self._seed = seed

    def sample(self, time: Any, outputs: Any, state: Any, name: str | None = None) -> tf.Tensor:
        """Draws from the softmax of `outputs` `[batch, vocabulary]`, `int32` `[batch]`.

        Raises:
          TypeError: if `outputs` is not one Tensor.
        """
        _require_tensor(outputs)
        temperature = self._softmax_temperature
        logits = outputs if temperature is None else outputs / temperature
        return categorical_sample(logits=logits, seed=self._seed)
