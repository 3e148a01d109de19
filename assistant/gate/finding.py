"""What the gate finds wrong with a sentence, and what it holds it against."""

from __future__ import annotations

import re
from collections.abc import Iterator
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


_WRITTEN = re.compile(r"[^\s,·()\"“”‘’'「」<>]+")
Piece = tuple[str, str, int, int]


def written(text: str) -> Iterator[tuple[int, list[Piece], str]]:
    """Each word between spaces: where it starts, its morphemes without the particles, and these together."""
    for word in _WRITTEN.finditer(text):
        pieces = [piece for piece in words(text) if word.start() <= piece[2] < word.end() and piece[1] != "SF"]
        particle = ""
        while pieces and pieces[-1][1].startswith("J"):
            particle = pieces.pop()[0] + particle
        if pieces:
            yield word.start(), pieces, particle
