"""Days as articles name them (28일, 지난달 11일, 어제, 내년 1분기, 2013년), set against the published date."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

_LEVELS = ("year", "quarter", "month", "day")
_WEEKDAYS = "월화수목금토일"
_YEARS = {
    "재작년": -2,
    "지난해": -1,
    "작년": -1,
    "전년": -1,
    "올해": 0,
    "금년": 0,
    "올": 0,
    "내년": 1,
    "이듬해": 1,
    "후년": 2,
}
_MONTHS = {"지지난달": -2, "지난달": -1, "전달": -1, "이달": 0, "이번달": 0, "다음달": 1, "내달": 1}
_DAYS = {
    "그제": -2,
    "그저께": -2,
    "어제": -1,
    "전날": -1,
    "오늘": 0,
    "이날": 0,
    "당일": 0,
    "내일": 1,
    "다음날": 1,
    "이튿날": 1,
    "모레": 2,
}
_ENGLISH = re.compile(
    r"\b(?:(?P<before>\d{1,2})\s)?(?P<month>jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)"
    r"(?:uary|ruary|ch|il|e|y|ust|t(?:ember)?|ober|ember)?\b\.?"
    r"(?:\s(?P<day>\d{1,2})(?!\d))?(?:,?\s(?P<year>(?:19|20)\d\d))?",
    re.IGNORECASE,
)
_NUMERIC = re.compile(r"((?:19|20)\d\d)[-./]\s?(\d{1,2})[-./]\s?(\d{1,2})(?!\d)")
_ENGLISH_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()  # noqa: SIM905
#: words whose day is that of the story, which only the story tells
_YEAR_OF_THE_STORY = ("전년", "이듬해")
_OF_THE_STORY = ("전날", "이날", "당일", "다음날", "이튿날", "전달", *_YEAR_OF_THE_STORY)


@dataclass(frozen=True, slots=True)
class EventDate:
    """A day, month, quarter or year; None what is neither said nor follows."""

    year: int | None = None
    quarter: int | None = None
    month: int | None = None
    day: int | None = None

    def apart(self, other: EventDate) -> bool:
        """Whether a part that both have differs. Of parts that begin on different levels nothing is known, and a day
        is not told where another paper tells a year or a quarter."""
        mine, theirs = self._levels(), other._levels()
        if mine[0] != theirs[0] or ({mine[-1], theirs[-1]} & {0, 1} and 3 in (mine[-1], theirs[-1])):
            return False
        return any(
            None not in (mine := getattr(self, level), theirs := getattr(other, level)) and mine != theirs
            for level in _LEVELS
        )

    def days_between(self, other: EventDate) -> int | None:
        """None where one of them is no whole day."""
        days = [_day(one.year, one.month, one.day) for one in (self, other) if one.year and one.month and one.day]
        return abs((days[0] - days[1]).days) if len(days) == 2 and days[0] and days[1] else None

    def years_between(self, other: EventDate) -> int:
        return abs(self.year - other.year) if self.year and other.year else 0

    def _levels(self) -> list[int]:
        """Those it has, from 0 for the year to 3 for the day."""
        return [at for at, level in enumerate(_LEVELS) if getattr(self, level) is not None]


def event_date(text: str, published: date | None = None) -> EventDate | None:
    """What day, month, quarter or year `text` names; relative words need `published`. None when it names none."""
    if english := _ENGLISH.search(text):
        named = _ENGLISH_MONTHS.index(english["month"].lower()) + 1
        day_in, year_in = english["day"] or english["before"], english["year"]
        return _whole(int(year_in) if year_in else None, named, int(day_in) if day_in else None, published)
    if numeric := _NUMERIC.search(text):
        year_of, named, day_of = (int(part) for part in numeric.groups())
        return _whole(year_of, named, day_of, published)
    plain = re.sub(r"\s", "", text)
    relative = _relative(plain, published)
    if relative is not None and relative.day is not None:
        return relative
    year: int | None = int(found[1]) if (found := re.search(r"((?:19|20)\d\d)년(?!대)", plain)) else None
    if year is None and (found := re.search(r"(?<!\d)['’](\d\d)년", plain)):
        year = 2000 + int(found[1])
    month: int | None = int(found[1]) if (found := re.search(r"(?<!\d)(\d{1,2})월", plain)) else None
    day = int(found[1]) if (found := re.search(r"(?<!\d)(\d{1,2})일(?!간|동안|만에)", plain)) else None
    quarter = int(found[1]) if (found := re.search(r"([1-4])(?:/4)?분기", plain)) else None
    if relative is not None:
        year, month = year or relative.year, month or relative.month
    if year is month is day is quarter is None:
        return None
    if quarter is not None and month is None:
        return EventDate(year or (published.year if published else None), quarter)
    if year is None and any(word in plain for word in _YEAR_OF_THE_STORY):
        published = None
    return _whole(year, month, day, published, "오는" in plain, plain.startswith("지난"))


def _relative(plain: str, published: date | None) -> EventDate | None:
    for words, step in ((_DAYS, "day"), (_MONTHS, "month"), (_YEARS, "year")):
        for word, shift in words.items():
            if word not in plain or (word == "올" and not plain.startswith("올")):
                continue
            if published is None or word in _OF_THE_STORY:
                return None
            if step == "day":
                day = published + timedelta(days=shift)
                return EventDate(day.year, (day.month + 2) // 3, day.month, day.day)
            if step == "month":
                months = published.year * 12 + published.month - 1 + shift
                return EventDate(months // 12, None, months % 12 + 1)
            return EventDate(published.year + shift)
    return None


def _whole(
    year: int | None,
    month: int | None,
    day: int | None,
    published: date | None,
    ahead: bool = False,
    behind: bool = False,
) -> EventDate | None:
    """With the month and year nearest the published day, or nearest `ahead` or `behind`, where they are not said."""
    if (month is not None and not 1 <= month <= 12) or (day is not None and not 1 <= day <= 31):
        return None
    if published is not None and month is None and day is not None and year is None:
        near = (_shifted(published, step) for step in (-1, 0, 1))
        days = [made for first in near if (made := _day(first.year, first.month, day))]
        fitting = [each for each in days if (each >= published if ahead else each <= published if behind else True)]
        nearest = min(fitting or days, key=lambda each: abs(each - published))
        year, month = nearest.year, nearest.month
    elif published is not None and month is not None and year is None:
        away = {each: (each - published.year) * 12 + month - published.month for each in _around(published.year)}
        told = [each for each in away if (away[each] >= 0 if ahead else away[each] <= 0 if behind else True)]
        year = min(told, key=lambda each: abs(away[each]))
    if year and month and day and not _day(year, month, day):  # 2월 30일
        return None
    return EventDate(year, (month + 2) // 3 if month else None, month, day)


def _around(year: int) -> tuple[int, ...]:
    return year - 1, year, year + 1


def _shifted(day: date, months: int) -> date:
    number = day.year * 12 + day.month - 1 + months
    return date(number // 12, number % 12 + 1, 1)


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
