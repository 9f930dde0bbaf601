"""Fail while it is imported."""

# mypy: ignore-errors

raise RuntimeError("broken on purpose")
