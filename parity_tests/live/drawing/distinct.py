"""Tell programs apart that hypothesis has drawn anew from those that it has varied."""

from __future__ import annotations

import re
from collections import Counter, deque

# hypothesis runs several variations of each program that it draws, which differ in
# a flag or a number. To run a program takes a thousand times as long as to draw one.
TOKENS, REMEMBERED = 20, 10


class Distinct:
    """Remembers programs, to pass over those that are nearly the same."""

    def __init__(self) -> None:
        self._recent: deque[Counter[str]] = deque(maxlen=REMEMBERED)

    def is_new(self, program: str) -> bool:
        """Tells whether a program differs enough from the last ones, and remembers it."""
        tokens = Counter(re.findall(r"[\w.]+|\S", program))
        for other in self._recent:
            if sum(((tokens - other) + (other - tokens)).values()) < TOKENS:
                return False
        self._recent.append(tokens)
        return True
