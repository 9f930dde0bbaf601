"""Translate by a trained model, in TensorFlow 1 or 2, whichever trained it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np

from tf2_port.nmt import backends
from tf2_port.nmt.evaluation import translate
from tf2_port.nmt.folder import Folder
from tf2_port.nmt.options import BACKENDS
from tf2_port.nmt.vocabulary import pad


class Dates:
    """A trained model: dates as people write them to ISO 8601."""

    def __init__(
        self, path: Path, backend: str | None = None, beam_width: int | None = None
    ) -> None:
        """Reads a model.

        Args:
          path: of its folder.
          backend: `legacy` or `port`; by default the one that trained it.
          beam_width: of beam search; by default that of the model.

        Raises:
          ValueError: if there is no model that can be used.
        """
        self.folder = Folder.open(path)
        self.backend = backend or self.folder.options.backend
        if self.backend not in BACKENDS:
            raise ValueError(f"backend is {self.backend!r}, expected one of {', '.join(BACKENDS)}")
        config = self.folder.config
        if beam_width is not None:
            config["beam_width"] = beam_width
        weights = backends.read_weights(self.folder)
        self._translator = backends.make_translator(self.backend, config)
        self._translator.load(weights)

    def translate(self, texts: Sequence[str], mode: str = "greedy") -> list[str]:
        """Translates texts, `greedy` or by `beam` search.

        Raises:
          ValueError: for an empty text, or one with unknown characters.
        """
        return translate(self._translator, self.folder.source, self.folder.target, texts, mode)

    def tokens(self, texts: Sequence[str], mode: str = "greedy") -> np.ndarray:
        """Returns the numbers of all tokens, `[batch, time]`, or `[batch, time, beams]`."""
        encoded = [self.folder.source.encode(text) for text in texts]
        ids: np.ndarray = getattr(self._translator, mode)(*pad(encoded))
        return ids

    def attend(self, text: str) -> tuple[str, np.ndarray]:
        """Translates a text greedily; tells also alignments `[target time, source time]`."""
        ids, alignments = self._translator.attend(*pad([self.folder.source.encode(text)]))
        return self.folder.target.decode(ids[0]), alignments[0]

    def close(self) -> None:
        """Closes sessions, if there are any."""
        self._translator.close()
