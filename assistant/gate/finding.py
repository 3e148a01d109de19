"""What the gate finds wrong with a sentence, and what it holds it against."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import Enum
from functools import lru_cache

from assistant.question import morphemes

NOUN_TAGS = ("NNG", "NNP", "SL", "SN", "XPN", "XSN", "SH")


class Flaw(Enum):
    """What a sentence says that its passages do not."""

    NUMBER = "NUMBER"
    DATE = "DATE"
    NAME = "NAME"
    QUOTE = "QUOTE"
    DENIAL = "DENIAL"
    ROLES = "ROLES"
    SUBJECT = "SUBJECT"  #: the passages speak of other things


@dataclass(frozen=True, slots=True)
class Finding:
    flaw: Flaw
    said: str  #: the words of the sentence
    instead: str = ""  #: the passages' own value, where they have one of the kind


@dataclass(frozen=True, slots=True)
class Source:
    """What a sentence is held against: a passage, the article's title and published day, and all of its body."""

    passage: str
    title: str = ""
    published: date | None = None
    body: str = ""


@lru_cache(maxsize=256)
def words(text: str) -> tuple[tuple[str, str, int, int], ...]:
    """The morphemes of a text, which every check asks for, as `question.morphemes` gives them."""
    return tuple(morphemes(text))
