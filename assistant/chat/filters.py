"""What a visitor narrows questions to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypedDict

from assistant.chat.texts import Texts
from assistant.errors import QuestionError
from assistant.types import Article


class FilterError(QuestionError):
    """A date is not a date, or the first is after the last; the sentence is in the visitor's language."""


class Arguments(TypedDict):
    since: date | None
    until: date | None
    outlets: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Filters:
    """Published dates, both inclusive, and outlets; empty means all."""

    since: date | None = None
    until: date | None = None
    outlets: tuple[str, ...] = ()

    @classmethod
    def read(cls, since: str | None, until: str | None, outlets: Sequence[str] | None, texts: Texts) -> Filters:
        """From what stands in the fields. Raises FilterError."""
        first, last = _day(since, texts), _day(until, texts)
        if first and last and first > last:
            raise FilterError(texts.wrong_order)
        return cls(first, last, tuple(outlets or ()))

    def arguments(self) -> Arguments:
        """As keyword arguments of `Assistant.ask` and `Assistant.stream`."""
        return {"since": self.since, "until": self.until, "outlets": self.outlets}

    def admit(self, article: Article) -> bool:
        if self.outlets and article.outlet not in self.outlets:
            return False
        if not (self.since or self.until):
            return True
        day = article.published
        return day is not None and (self.since or day) <= day <= (self.until or day)


def _day(text: str | None, texts: Texts) -> date | None:
    try:
        return date.fromisoformat(text.strip()) if text and text.strip() else None
    except ValueError:
        raise FilterError(texts.bad_day.format(text)) from None
