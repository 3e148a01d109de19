"""Whether a sentence speaks of the time a question names: 2024년 6월에, 28일 저녁, on March 4."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from functools import lru_cache

from assistant.event_dates import EventDate, event_date
from assistant.question import Kind, Question
from assistant.spans import find_spans

_RECKONED = re.compile(
    r"\s*(?:이전|전(?:에|의|까지|\s)|이후|이래|부터|까지|보다|만에|뒤|후)|\s*(?:before|after|since)\b"
)
_DATES = Question("", "ko", Kind.DATE, "", False, (), (), ())
#: what a sentence is worth that names another time than the one asked of, and where its passage or title names that too
_OTHER, _BESIDE = 0.3, 0.8


@lru_cache(maxsize=64)
def named_dates(text: str, published: date | None = None) -> tuple[EventDate, ...]:
    """The days, months and years a text names; those without a year near `published`, where that is known."""
    found = (event_date(text[slice(*span)], published) for span in find_spans(text, _DATES))
    return tuple(day for day in found if day is not None)


def asked_times(question: str) -> tuple[EventDate, ...]:
    """The times a question is about; one that it only reckons from ("2024년 전에") is not."""
    spans = (span for span in find_spans(question, _DATES) if not _RECKONED.match(question, span[1]))
    found = (event_date(question[slice(*span)]) for span in spans)
    return tuple(day for day in found if day is not None)


def timely(asked: Sequence[EventDate], sentence: str, passage: str, published: date | None) -> float:
    """From 1, where nothing speaks against it, down: how well the sentence fits the times asked of."""
    return min((_fits(each, sentence, passage, published) for each in asked), default=1.0)


def _fits(asked: EventDate, sentence: str, passage: str, published: date | None) -> float:
    named = named_dates(sentence, published)
    if any(_meets(asked, day) for day in named):
        return 1.0
    if any(asked.apart(day) for day in named):
        return _BESIDE if any(_meets(asked, day) for day in named_dates(passage, published)) else _OTHER
    return 1.0


def _meets(asked: EventDate, day: EventDate) -> bool:
    """Whether all that is asked is named too."""
    pairs = [(getattr(asked, level), getattr(day, level)) for level in ("year", "month", "day")]
    return all(one == other for one, other in pairs if one is not None)
