"""Draw which characters of a text each character of its translation came from."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np

# DejaVu, which matplotlib brings along, has no Chinese, Japanese and Korean characters.
_FONTS = ("Noto Sans CJK JP", "Noto Sans CJK SC", "Source Han Sans", "Droid Sans Fallback")


def alignment_figure(text: str, translation: str, alignments: np.ndarray) -> Any:
    """Draws alignments as an image, the text along the top.

    Args:
      text: what was read, a character for each column.
      translation: what came out, a character for each row.
      alignments: `[target time, source time]`, rows that sum to 1; rows beyond the
        translation (its end token's) are left out.

    Returns:
      A matplotlib `Figure`.

    Raises:
      ValueError: if there are fewer alignments than characters.
    """
    from matplotlib.figure import Figure

    rows, columns = len(translation), len(text)
    if alignments.shape[0] < rows or alignments.shape[1] < columns:
        raise ValueError(
            f"alignments are {list(alignments.shape)}, expected [{rows}, {columns}] or more "
            f"for {text!r} and {translation!r}"
        )
    figure = Figure(figsize=(1.5 + 0.32 * columns, 1.5 + 0.32 * rows), layout="constrained")
    axes = figure.add_subplot()
    axes.imshow(alignments[:rows, :columns], vmin=0.0, vmax=1.0, cmap="Blues")
    axes.set_xticks(range(columns), [_visible(c) for c in text], **_font())
    axes.set_yticks(range(rows), list(translation))
    axes.xaxis.tick_top()
    axes.set_xlabel("source")
    axes.set_ylabel("translation")
    return figure


def check(path: Path) -> None:
    """Makes sure that a figure can be written there.

    Raises:
      ValueError: naming the ending that matplotlib does not know, or the folder that is
        not there.
    """
    from matplotlib.backends.backend_agg import FigureCanvasAgg

    known = FigureCanvasAgg.get_supported_filetypes()
    if path.suffix[1:].lower() not in known:
        others = ", ".join(f".{kind}" for kind in sorted(known) if kind != "png")
        raise ValueError(f"--out {path} ends in {path.suffix!r}, expected .png (or {others})")
    if path.is_dir() or not path.parent.is_dir():
        raise ValueError(f"--out {path} is a folder, or in one that is not there")


def save(figure: Any, path: Path) -> None:
    """Writes a figure to a temporary name and renames.

    Raises:
      ValueError: if the file cannot be written.
    """
    temporary = path.with_name(f".{path.name}.new")
    try:
        figure.savefig(temporary, format=path.suffix[1:].lower())
        temporary.replace(path)
    except OSError as error:
        temporary.unlink(missing_ok=True)
        raise ValueError(f"--out {path} cannot be written: {error.strerror}") from None


def _visible(character: str) -> str:
    return "␣" if character == " " else character


def _font() -> dict[str, Any]:
    """Returns a font list with a font for Chinese, Japanese and Korean, if there is one."""
    from matplotlib import font_manager

    here = {font.name for font in font_manager.fontManager.ttflist}
    return {"fontfamily": ["DejaVu Sans", *(name for name in _FONTS if name in here)]}
