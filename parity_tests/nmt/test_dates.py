"""Test how dates are written: in many ways, and each text means one date."""

from __future__ import annotations

import datetime

import pytest

from tf2_port.nmt import dates
from tf2_port.nmt.dates import styles

TOGETHER = {1950, 1969, 1999, *range(2000, 2014), 2019, 2030, 2031, 2049}
"""Years that a month, a day or another year might be taken for."""


def test_no_text_means_two_dates() -> None:
    """Every style, on every day of the years that are most like months and days."""
    meaning: dict[str, datetime.date] = {}
    for date in dates.all_dates():
        if date.year in TOGETHER:
            for style in styles():
                text = style(date)
                assert meaning.setdefault(text, date) == date, f"{text} means two dates"
    assert len(meaning) > 300_000


def test_two_digits_tell_a_year() -> None:
    assert datetime.date(1950, 1, 1) == dates.FIRST
    assert datetime.date(2049, 12, 31) == dates.LAST
    years = {date.year % 100 for date in dates.all_dates()}
    assert len(years) == 100 == dates.LAST.year - dates.FIRST.year + 1


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("3 de mayo de 2019", datetime.date(2019, 5, 3)),
        ("Tue 7 Jan 97", datetime.date(1997, 1, 7)),
        ("二〇二一年三月五日", datetime.date(2021, 3, 5)),
        ("二〇二一年十二月三十一日", datetime.date(2021, 12, 31)),
        ("一九五〇年十月二十日", datetime.date(1950, 10, 20)),
        ("Freitag, 1. März 2002", datetime.date(2002, 3, 1)),
        ("07.01.97", datetime.date(1997, 1, 7)),
        ("17 мая 97", datetime.date(1997, 5, 17)),
        ("2020. 2. 29.", datetime.date(2020, 2, 29)),
        ("2020/02/29", datetime.date(2020, 2, 29)),
    ],
)
def test_people_write_so(text: str, date: datetime.date) -> None:
    assert text in {style(date) for style in styles()}


def test_styles_are_many_and_differ() -> None:
    assert len({style.locale for style in styles()}) >= 12
    date = datetime.date(2024, 10, 7)
    assert len({style(date) for style in styles()}) >= 40


def test_numbers_alone_never_have_slashes_after_a_day() -> None:
    """3/5/2019 is a day in March to some, and in May to others."""
    texts = {style(datetime.date(2019, 5, 3)) for style in styles()}
    assert [text for text in texts if "/" in text] == ["2019/05/03"]


def test_the_alphabet_is_what_styles_write() -> None:
    alphabet = set(dates.alphabet())
    for year in (1950, 1978, 2036, 2049):
        for month in range(1, 13):
            for day in (1, 10, 20, 28):
                for style in styles():
                    assert set(style(datetime.date(year, month, day))) <= alphabet
