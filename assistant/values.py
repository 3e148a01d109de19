"""Whether two spans of the same kind say the same thing."""

from __future__ import annotations

import re
from datetime import date
from enum import Enum
from itertools import pairwise

from assistant import places
from assistant.amounts import Amount, clock, count, duration
from assistant.event_dates import event_date
from assistant.names import TITLES, same_name
from assistant.question import Kind, morphemes

_FARTHEST, _YEARS, _DAYS = 5, 3, 14  #: times, years and days by which values of one thing hardly ever differ more
_DECADE = re.compile(r"(?:19|20)\d0\s?년대")
_SHORT = 15  #: characters of a value whose words can be compared
#: kinds whose values articles without the question's words are read for too
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
#: kinds of which only the words can be compared
_WORDED = frozenset({Kind.PLACE, Kind.OTHER, Kind.REASON})
NAMED = frozenset({Kind.PERSON, Kind.ORGANISATION})
HALF_DAY = re.compile(r"오전|오후|새벽|아침|낮|저녁|밤|정오|자정|[ap]\.?m", re.IGNORECASE)
_MEASURES = {Kind.DURATION: duration, Kind.TIME: clock, Kind.MONEY: count, Kind.PERCENT: count, Kind.NUMBER: count}


class Difference(Enum):
    """How two values differ; a rounded or less precise one does not differ from a more precise one."""

    NONE = "NONE"  #: they say the same, or nobody can tell
    APART = "APART"
    FAR = "FAR"  #: by so much that they are hardly of one thing
    WORDED = "WORDED"  #: words that cannot be compared and are not the same


def difference(
    one: str, other: str, kind: Kind, published: tuple[date | None, date | None] = (None, None)
) -> Difference:
    """How two spans differ; `published` are the days of their articles."""
    if kind in NAMED:
        same = same_name(one, other) or _alike(one, other) or _shortened(one, other)
        apart = not same and not (kind is Kind.PERSON and _is_role(one) is not _is_role(other))
        return Difference.APART if apart else Difference.NONE
    if kind is Kind.PLACE and places.apart(one, other):
        return Difference.APART
    if kind is Kind.PLACE and places.of_other_sites(one, other):
        return Difference.WORDED
    if kind in _WORDED:
        known = kind is Kind.PLACE and places.comparable(one, other)
        return Difference.WORDED if not known and _worded_otherwise(one, other) else Difference.NONE
    if kind is Kind.DATE:
        return _of_dates(one, other, published)
    return _of_amounts(one, other, kind)


def _of_dates(one: str, other: str, published: tuple[date | None, date | None]) -> Difference:
    decades = [_DECADE.search(span) for span in (one, other)]
    years = [re.search(r"(?:19|20)\d", span) for span in (one, other)]
    if any(decades) and all(years):
        return Difference.NONE if years[0].group() == years[1].group() else Difference.APART  # type: ignore[union-attr]
    first, second = (event_date(span, day) for span, day in zip((one, other), published, strict=True))
    if not first or not second:
        return Difference.NONE
    if not first.apart(second):
        return _of_amounts(one, other, Kind.TIME)
    months = [12 * day.year + day.month for day in (first, second) if day.year and day.month]
    far = (
        first.years_between(second) > _YEARS
        or (len(months) == 2 and abs(months[0] - months[1]) > 1)
        or (first.days_between(second) or 0) > _DAYS
    )
    return Difference.FAR if far else Difference.APART


def _of_amounts(one: str, other: str, kind: Kind) -> Difference:
    measure = _MEASURES.get(kind)
    mine, theirs = (measure(one), measure(other)) if measure else (None, None)
    if mine is None or theirs is None:
        return Difference.NONE
    apart = mine.apart(theirs)
    if kind is Kind.TIME and not (HALF_DAY.search(one) and HALF_DAY.search(other)):  # 8시 may be 오후 8시
        apart = all(mine.apart(Amount(theirs.unit, theirs.low + by, theirs.high + by)) for by in (-720, 0, 720))
    if not apart:
        return Difference.NONE
    return Difference.FAR if kind is not Kind.TIME and mine.times(theirs) > _FARTHEST else Difference.APART


def _worded_otherwise(one: str, other: str) -> bool:
    """Whether two short values have other numbers, or hardly two letters running in common."""
    if max(len(one), len(other)) > _SHORT:
        return False
    numbers = [re.findall(r"\d+", words.replace(",", "")) for words in (one, other)]
    if all(numbers):
        return numbers[0] != numbers[1]  # 3-1 and 2대 1
    mine, theirs = ({a + b for a, b in pairwise(words) if (a + b).isalnum()} for words in (one, other))
    return bool(mine) and bool(theirs) and 2 * len(mine & theirs) <= min(len(mine), len(theirs))


def _alike(one: str, other: str) -> bool:
    """Whether two names share a word: 메타 최고경영자 마크 저커버그 and 저커버그 CEO."""
    mine, theirs = (set(re.findall(r"[가-힣A-Za-z]{2,}", name)) - set(TITLES) for name in (one, other))
    return any(word in again or again in word for word in mine for again in theirs)


def _is_role(words: str) -> bool:
    """Whether words for somebody have no name, so that any may be meant: 주장, 경비원."""
    return not words.endswith("씨") and all(tag == "NNG" for _, tag, _, _ in morphemes(words))


def _shortened(one: str, other: str) -> bool:
    """Whether one name is made of syllables of the other, its first among them: 전피연 of 전세피해자전국연대."""
    short, long = sorted((re.sub(r"\s", "", name) for name in (one, other)), key=len)
    rest = iter(long)
    return 1 < len(short) < len(long) and short[0] == long[0] and all(syllable in rest for syllable in short)


def canonical(span: str) -> str:
    """The span in one spelling, so that equal values are equal strings: without spaces, commas and fillers."""
    return re.sub(r"가량|정도|쯤|남짓|약|총|모두|넘게|이상|(?<!시)간$|동안|만에|등$|까지|[\s,]", "", span)


def stands(span: str, text: str) -> bool:
    """Whether the span stands in a text in whatever spelling, and not as part of a longer number."""
    plain = re.sub(r"[\s,]", "", text)
    written = ((re.sub(r"[\s,]", "", span), plain), (canonical(span), plain), (canonical(span), canonical(text)))
    return any(said and re.search(rf"(?<![\d.,]){re.escape(said)}(?!\d)", told) for said, told in written)
