"""Whether two spans of the same kind say the same thing."""

from __future__ import annotations

import re
from datetime import date

from assistant import places
from assistant.amounts import Amount, clock, count, duration
from assistant.event_dates import event_date
from assistant.names import TITLES, same_name
from assistant.question import Kind

_FARTHEST, _YEARS, _DAYS = 5, 3, 14  #: times, years and days by which values of one thing may differ
#: kinds whose spans are exact enough for a difference to mean disagreement
COMPARABLE = frozenset(
    {
        Kind.DURATION,
        Kind.TIME,
        Kind.DATE,
        Kind.MONEY,
        Kind.PERCENT,
        Kind.NUMBER,
        Kind.PLACE,
        Kind.PERSON,
        Kind.ORGANISATION,
    }
)
NAMED = frozenset({Kind.PERSON, Kind.ORGANISATION})
HALF_DAY = re.compile(r"오전|오후|새벽|아침|낮|저녁|밤|정오|자정|[ap]\.?m", re.IGNORECASE)
_MEASURES = {Kind.DURATION: duration, Kind.TIME: clock, Kind.MONEY: count, Kind.PERCENT: count, Kind.NUMBER: count}


def differ(one: str, other: str, kind: Kind, published: tuple[date | None, date | None] = (None, None)) -> bool:
    """Whether two spans contradict each other; `published` are the days of their articles.

    A rounded or less precise value does not contradict a more precise one, and values far apart are of other things.
    """
    if kind is Kind.PLACE:
        return places.apart(one, other)
    if kind in NAMED:
        return not same_name(one, other) and not _alike(one, other)
    if kind is Kind.DATE:
        first, second = (event_date(span, day) for span, day in zip((one, other), published, strict=True))
        if not first or not second or first.years_between(second) > _YEARS:
            return False
        months = [12 * day.year + day.month for day in (first, second) if day.year and day.month]
        if len(months) == 2 and abs(months[0] - months[1]) > 1:
            return False
        return first.apart(second) and (first.days_between(second) or 0) <= _DAYS
    if kind not in _MEASURES:
        return False
    mine, theirs = _MEASURES[kind](one), _MEASURES[kind](other)
    if mine is None or theirs is None or mine.times(theirs) > _FARTHEST:
        return False
    if kind is Kind.TIME and not (HALF_DAY.search(one) and HALF_DAY.search(other)):  # 8시 may be 오후 8시
        return all(mine.apart(Amount(theirs.unit, theirs.low + by, theirs.high + by)) for by in (-720, 0, 720))
    return mine.apart(theirs)


def _alike(one: str, other: str) -> bool:
    """Whether two names share a word: 메타 최고경영자 마크 저커버그 and 저커버그 CEO."""
    mine, theirs = (set(re.findall(r"[가-힣A-Za-z]{2,}", name)) - set(TITLES) for name in (one, other))
    return any(word in again or again in word for word in mine for again in theirs)


def canonical(span: str) -> str:
    """The span in one spelling, so that equal values are equal strings: without spaces, commas and fillers."""
    return re.sub(r"가량|정도|쯤|남짓|약|총|모두|넘게|이상|(?<!시)간$|동안|만에|등$|까지|[\s,]", "", span)
