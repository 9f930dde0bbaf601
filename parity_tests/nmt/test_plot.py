"""Test what a picture of alignments shows, and that it is whole or not there."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from tf2_port.nmt import plot

RANDOM = np.random.RandomState(0)
ALIGNMENTS = RANDOM.dirichlet(np.ones(7), size=5)


def test_rows_are_of_the_translation_and_columns_of_the_text() -> None:
    """What is beyond either is left out: the end token's row, padding's columns."""
    (axes,) = plot.alignment_figure("3 Mai", "1-2", ALIGNMENTS).axes
    (image,) = axes.images
    np.testing.assert_array_equal(image.get_array(), ALIGNMENTS[:3, :5])
    assert image.get_clim() == (0.0, 1.0)
    assert [label.get_text() for label in axes.get_xticklabels()] == ["3", "␣", "M", "a", "i"]
    assert [label.get_text() for label in axes.get_yticklabels()] == ["1", "-", "2"]


@pytest.mark.parametrize(("text", "translation"), [("3 Mai 99", "1"), ("3", "1-2-34")])
def test_fewer_alignments_than_characters_are_refused(text: str, translation: str) -> None:
    with pytest.raises(ValueError, match=r"alignments are \[5, 7\], expected "):
        plot.alignment_figure(text, translation, ALIGNMENTS)


def test_a_picture_that_cannot_be_finished_leaves_the_old_one(tmp_path: Path) -> None:
    class Half:
        def savefig(self, path: Path, format: str) -> None:
            path.write_text("half")
            raise OSError(28, "No space left on device")

    path = tmp_path / "a.png"
    path.write_text("old")
    with pytest.raises(ValueError, match=r"a\.png cannot be written: No space left on device"):
        plot.save(Half(), path)
    assert [file.read_text() for file in tmp_path.iterdir()] == ["old"]
