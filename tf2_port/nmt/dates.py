"""Write dates as people do, in several languages, so that each text means one date.

Babel (the Unicode CLDR) gives the names of months and weekdays; the patterns are ours,
in CLDR's letters. Thus the texts change with Babel only where CLDR renames a month or
a weekday, mostly in abbreviations. A pattern is not here if its texts could mean two
dates: numbers alone are year first, or with dots day first, never with slashes.
"""

from __future__ import annotations

import datetime
import functools
from collections.abc import Callable, Iterator
from dataclasses import dataclass

FIRST = datetime.date(1950, 1, 1)
LAST = datetime.date(2049, 12, 31)
"""A hundred years, so that two digits of a year tell all four."""

_KANJI = "〇一二三四五六七八九"

# By locale, separated by bars: y year, yy its last two digits, M month, MMM and MMMM
# its name, d day, E and EEEE the weekday.
_PATTERNS = {
    "de": "d. MMMM y|EEEE, d. MMMM y|E, d. MMM y|dd.MM.y|d.M.yy|dd.MM.yy",
    "en": "MMMM d, y|EEEE, MMMM d, y|d MMMM y|MMM d, y|E d MMM yy|d MMM yy",
    "es": "d 'de' MMMM 'de' y|EEEE, d 'de' MMMM 'de' y|d MMM y|d MMM yy",
    "fr": "d MMMM y|EEEE d MMMM y|'le' d MMMM y|d MMM yy",
    "it": "d MMMM y|EEEE d MMMM y|d MMM yy",
    "ja": "y年M月d日|y年M月d日(E)|y年M月d日EEEE|y/MM/dd|y-MM-dd",
    "ko": "y년 M월 d일|y년 M월 d일 EEEE|y. M. d.",
    "nl": "d MMMM y|EEEE d MMMM y|E d MMM yy",
    "pl": "d MMMM y|EEEE, d MMMM y|d MMM y",
    "pt": "d 'de' MMMM 'de' y|EEEE, d 'de' MMMM 'de' y|d 'de' MMM 'de' yy",
    "ru": "d MMMM y 'г'.|EEEE, d MMMM y 'г'.|d MMM yy",  # noqa: RUF001
    "sv": "d MMMM y|EEEE d MMMM y|'den' d MMMM y",
    "tr": "d MMMM y|d MMMM y EEEE|d MMM y",
    "zh": "y年M月d日|y年M月d日EEEE",
}


@dataclass(frozen=True)
class Style:
    """One way to write a date; calling it does so."""

    locale: str
    pattern: str
    write: Callable[[datetime.date], str]

    def __call__(self, date: datetime.date) -> str:
        return self.write(date)


@functools.cache
def styles() -> tuple[Style, ...]:
    """Returns every style, always in the same order."""
    return (*_styles_of_babel(), Style("ja", "kanji", in_kanji))


def _styles_of_babel() -> Iterator[Style]:
    from babel.dates import parse_pattern

    for locale, patterns in _PATTERNS.items():
        for pattern in patterns.split("|"):
            parsed = parse_pattern(pattern)
            yield Style(locale, pattern, functools.partial(parsed.apply, locale=locale))


def in_kanji(date: datetime.date) -> str:
    """Writes a date in Chinese numerals, the year digit by digit: 二〇二一年三月五日."""
    year = "".join(_KANJI[int(digit)] for digit in str(date.year))
    return f"{year}年{_kanji_number(date.month)}月{_kanji_number(date.day)}日"


def _kanji_number(number: int) -> str:
    """Writes 1 to 99: 五, 十, 十二, 三十, 三十一."""
    tens, ones = divmod(number, 10)
    written = (_KANJI[tens] if tens > 1 else "") + ("十" if tens else "")
    return written + (_KANJI[ones] if ones else "")


def all_dates() -> list[datetime.date]:
    """Returns every day from `FIRST` to `LAST`."""
    days = (LAST - FIRST).days + 1
    return [FIRST + datetime.timedelta(days=day) for day in range(days)]


def alphabet() -> str:
    """Returns every character that some style can write, sorted."""
    days = [datetime.date(2019, 1, 1) + datetime.timedelta(days=day) for day in range(365)]
    return "".join(sorted(set().union(*(style(day) for style in styles() for day in days))))
