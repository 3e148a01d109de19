"""A passage as it is read: with its article's title and date, and what the trained reader says of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import numpy as np

from assistant.question import Question
from assistant.reader import Span, TextReading
from assistant.retrieve import Candidate
from assistant.subjects import Completed


@dataclass(frozen=True, slots=True)
class Page:
    """A candidate with its article's title and published date, and what the trained reader says of its text, asked the
    question, or what is `put` instead."""

    candidate: Candidate
    title: str
    published: date | None
    said: TextReading
    told: Completed
    put: Put | None = None


@dataclass(frozen=True, slots=True)
class Put:
    """A question in other words, and its vector (d,)."""

    question: Question
    vector: np.ndarray


def sentence_of(page: Page, sentence: Span) -> str:
    passage = page.candidate.hit.passage
    return passage.text[sentence[0] - passage.start : sentence[1] - passage.start]
