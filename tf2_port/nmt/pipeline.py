"""Make batches by `tf.data`: shuffled, bucketed by length, padded.

Which batch belongs to which step is a function of the step alone, so that a resumed
training sees what it would have seen.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np

from tf2_port.compat import tf
from tf2_port.nmt.corpus import Pair
from tf2_port.nmt.vocabulary import END, Vocabulary

BOUNDARIES = (13, 17, 21, 26)
"""Where buckets of source lengths begin; each batch comes from one bucket."""


class Batches:
    """Batches of pairs without end.

    A batch is `source [batch, source time]`, `source_length [batch]`, `target [batch,
    target time]` (with `END`) and `target_length [batch]`, all int32.
    """

    def __init__(
        self,
        pairs: Sequence[Pair],
        source: Vocabulary,
        target: Vocabulary,
        batch_size: int,
        seed: int = 0,
    ) -> None:
        """Encodes the pairs.

        Raises:
          ValueError: if no bucket has enough pairs for a batch.
        """
        self._batch_size, self._seed = batch_size, seed
        sources = [source.encode(pair.text) for pair in pairs]
        targets = [np.append(target.encode(pair.iso), np.int32(END)) for pair in pairs]
        self._source, self._target = _ragged(sources), _ragged(targets)
        buckets = np.digitize([len(row) for row in sources], BOUNDARIES)
        self.per_epoch = int((np.bincount(buckets) // batch_size).sum())
        if not self.per_epoch:
            raise ValueError(
                f"batch_size is {batch_size}, too large for {len(pairs)} pairs: no bucket of "
                "lengths has as many; expected more training dates"
            )

    def epoch(self, number: int) -> Any:
        """Returns the `tf.data.Dataset` of an epoch; what fills no batch is left out."""
        random = np.random.RandomState([self._seed, number])
        order = random.permutation(self._source.shape[0])
        rows = tuple(tf.gather(ragged, order) for ragged in (self._source, self._target))
        return (
            tf.data.Dataset.from_tensor_slices(rows)
            .map(_with_lengths)
            .bucket_by_sequence_length(
                lambda row: row["source_length"],
                BOUNDARIES,
                [self._batch_size] * (len(BOUNDARIES) + 1),
                drop_remainder=True,
            )
        )

    def starting_at(self, step: int) -> Iterator[dict[str, np.ndarray]]:
        """Yields the batch of this step, and all that follow."""
        epoch, position = divmod(step, self.per_epoch)
        while True:
            data = self.epoch(epoch).skip(position).prefetch(4)
            yield from data.as_numpy_iterator()
            epoch, position = epoch + 1, 0


def _ragged(rows: Sequence[np.ndarray]) -> Any:
    lengths = [len(row) for row in rows]
    return tf.RaggedTensor.from_row_lengths(np.concatenate(rows), lengths)


def _with_lengths(source: Any, target: Any) -> dict[str, Any]:
    return {
        "source": source,
        "source_length": tf.shape(source)[0],
        "target": target,
        "target_length": tf.shape(target)[0],
    }
