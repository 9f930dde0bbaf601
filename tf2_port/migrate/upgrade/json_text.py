"""Change single strings and lists of strings in a JSON text, and not a byte beside them."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple, Union

Path = tuple[Union[str, int], ...]

_SPACE = re.compile(r"[ \t\r\n]*")
_DECODER = json.JSONDecoder(strict=False)


class Span(NamedTuple):
    """Where a value is in a text, from `start` up to but not including `end`."""

    path: Path
    start: int
    end: int


def spans(text: str) -> Iterator[Span]:
    """Yields where each value of a JSON text is, the inner ones before the outer ones.

    Args:
      text: correct JSON; `json.loads` tells.
    """
    yield from _value(text, _skip(text, 0), ())


def _skip(text: str, at: int) -> int:
    found = _SPACE.match(text, at)
    assert found
    return found.end()


def _value(text: str, start: int, path: Path) -> Iterator[Span]:
    at = start
    if text[at] in "{[":
        closing = "}" if text[at] == "{" else "]"
        at, index = _skip(text, at + 1), 0
        while text[at] != closing:
            key: Union[str, int] = index
            if closing == "}":
                key, at = _DECODER.raw_decode(text, at)
                at = _skip(text, _skip(text, at) + 1)  # behind the colon
            for span in _value(text, at, (*path, key)):
                yield span
            at, index = _skip(text, span.end), index + 1
            if text[at] == ",":
                at = _skip(text, at + 1)
        at += 1
    else:
        _, at = _DECODER.raw_decode(text, at)
    yield Span(path, start, at)


def rewritten(raw: str, new: str) -> str:
    """Returns the JSON for a text that is written like another.

    Args:
      raw: the old JSON: a string, or a list of strings, of lines as a rule.
      new: the text.
    """
    only_ascii = raw.isascii()
    old = json.loads(raw, strict=False)
    if isinstance(old, str):
        return json.dumps(new, ensure_ascii=only_ascii)
    found = [span for span in spans(raw) if len(span.path) == 1]
    kept = {text: raw[span.start : span.end] for text, span in zip(old, found)}
    lines = new.splitlines(keepends=True) if old else []
    items = [kept.get(line) or json.dumps(line, ensure_ascii=only_ascii) for line in lines]
    return _list_like(raw, found, items)


def _list_like(raw: str, found: Sequence[Span], items: Sequence[str]) -> str:
    """Joins items with the brackets and spaces of a list that was there before."""
    before, after = raw[: found[0].start], raw[found[-1].end :]
    between = raw[found[0].end : found[1].start] if len(found) > 1 else "," + before[1:]
    return before + between.join(items) + after
