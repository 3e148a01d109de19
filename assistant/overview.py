"""Summaries and timelines: the sentences that tell a story, from the articles about it, in order."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum

import numpy as np

from assistant.amounts import clock
from assistant.decide import Decision, Point, alike
from assistant.event_dates import EventDate, event_date
from assistant.question import Kind, Question, analyse
from assistant.relevance import Page, covered
from assistant.spans import find_spans
from assistant.types import Outcome, Reading

_SUMMARY = re.compile(r"요약|간추|정리해(?!고)|줄거리|개요|\bsummar|\boverview\b|in brief", re.IGNORECASE)
_TIMELINE = re.compile(
    r"순서대로|시간\s?순|날짜\s?순|차례대로|타임라인|(?<![가-힣])일지|연표|경과를"
    r"|\btimeline\b|\bin order\b(?! to)|chronolog",
    re.IGNORECASE,
)
_SENTENCES = 5
_ARTICLES = 3
_LENGTH = 550  #: characters
_NEW = 0.35  #: share of common bigrams from which a sentence tells nothing new
_ABOUT = 0.6  #: share of the question's terms that a passage or its title must have
_DAYS = Question("", "ko", Kind.DATE, "", False, (), (), ())  #: finds the days a sentence names
_LEAD = 0.1  #: what an article's first sentence is worth, in cosine: papers put the gist there


class Overview(Enum):
    SUMMARY = "summary"
    TIMELINE = "timeline"


def wanted(text: str) -> Overview | None:
    """Whether a question asks for a summary or a timeline instead of one fact."""
    if _TIMELINE.search(text):
        return Overview.TIMELINE
    return Overview.SUMMARY if _SUMMARY.search(text) else None


@dataclass(frozen=True, slots=True)
class _Told:
    reading: Reading
    worth: float
    order: tuple[date, int]  #: published, place in the article


def overview(question: Question, kind: Overview, vector: np.ndarray, pages: Sequence[Page]) -> Decision:
    """The sentences nearest the question from the articles that are about it, none saying what another says.

    A summary is in the order of publication; a timeline has sentences that name a day or an hour, in the events' order.
    """
    subject = analyse(_TIMELINE.sub(" ", _SUMMARY.sub(" ", question.text)) + "?")
    about = [page for page in pages if subject.terms and covered(subject, page) >= _ABOUT]
    articles = list(dict.fromkeys(page.candidate.hit.passage.article_id for page in about))[:_ARTICLES]
    told = [
        each
        for page in about
        if page.candidate.hit.passage.article_id in articles
        for each in _told(page, vector)
        if kind is Overview.SUMMARY or _when(each.reading) is not None
    ]
    chosen: list[_Told] = []
    for each in sorted(told, key=lambda one: -one.worth):
        length = sum(one.reading.sentence[1] - one.reading.sentence[0] for one in (*chosen, each))
        if len(chosen) == _SENTENCES or (chosen and length > _LENGTH):
            break
        if all(alike(each.reading, known.reading) < _NEW for known in chosen):
            chosen.append(each)
    if not chosen:
        return Decision(Outcome.INSUFFICIENT if pages else Outcome.NO_EVIDENCE)
    if kind is Overview.TIMELINE:
        chosen.sort(key=lambda each: _when(each.reading) or (date.max, 0.0))
    else:
        chosen.sort(key=lambda each: each.order)
    return Decision(Outcome.ANSWERED, tuple(Point(each.reading, (), "") for each in chosen))


def _told(page: Page, vector: np.ndarray) -> list[_Told]:
    passage, indexed = page.candidate.hit.passage, page.candidate.indexed
    similarities = indexed.sentence_vectors @ vector
    return [
        _Told(
            Reading(passage, float(np.clip(similarity, 0, 1)), sentence, published=page.published),
            float(similarity) + (_LEAD if sentence[0] == 0 else 0.0),
            (page.published or date.max, sentence[0]),
        )
        for sentence, similarity in zip(indexed.sentences, similarities, strict=True)
    ]


def _when(reading: Reading) -> tuple[date, float] | None:
    """The day and the minute of it that a sentence names first; the published day where it names but an hour."""
    sentence = reading.text(reading.sentence)
    spans = sorted(find_spans(sentence, _DAYS))
    days = [day for span in spans if (day := event_date(sentence[slice(*span)], reading.published))]
    time = clock(sentence)
    if not days and time is None:
        return None
    first = _first_day(days[0]) if days else reading.published
    return (first, time.low if time else 0.0) if first else None


def _first_day(named: EventDate) -> date | None:
    if named.year is None:
        return None
    month = named.month or (3 * named.quarter - 2 if named.quarter else 1)
    return date(named.year, month, named.day or 1)
