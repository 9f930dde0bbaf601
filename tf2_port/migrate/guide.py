"""Say where the migration guide is, and how its sections are linked to."""

from __future__ import annotations

GUIDE = "notebooks/migration_guide.ipynb"


def link(heading: str) -> str:
    """Returns the guide's path with the anchor that Jupyter makes of a heading."""
    return f"{GUIDE}#{heading.replace(' ', '-')}"
