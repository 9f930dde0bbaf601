"""Stand beside a script that imports it."""

# mypy: ignore-errors

NAME = "neighbour"
