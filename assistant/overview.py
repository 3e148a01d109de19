"""Summaries and timelines: the sentences that tell a story, from the articles about it, in order."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import Enum
from functools import lru_cache

import numpy as np

from assistant.amounts import clock
from assistant.crosscheck import alike
from assistant.decide import Decision, Point
from assistant.event_dates import EventDate, event_date
from assistant.language import split_sentences
from assistant.periods import mentions
from assistant.question import Kind, Question, analyse, asks_fact
from assistant.relevance import Page, covered
from assistant.spans import find_spans
from assistant.types import Outcome, Reading

_SUMMARY = re.compile(
    r"요약[가-힣]*|간추[가-힣]*|정리해(?!고)[가-힣]*|줄거리|개요|핵심만|한눈에|짧게\s?줄여|줄여\s?줘"
    r"|\bsummar\w*|\bsum up\b|\boverview\b|in brief",
    re.IGNORECASE,
)
_TIMELINE = re.compile(
    r"순서대로|(?:시간|날짜|일자|연도)\s?순|차례대로|타임라인|(?<![가-힣])일지|연표|경과를"
    r"|\btimeline\b|\bin order\b(?! to)|chronolog\w*",
    re.IGNORECASE,
)
#: words that only ask for the story
_VAGUE = re.compile(
    r"(?<![가-힣])(?:소식|내용|이야기|얘기|무슨\s일|어떤\s일|일들|있었던|있었는지|뭘|뭐|무엇|대충|간단히|짧게|보게|쭉|좀|시작|끝[나난날났]|처음(?=부터|에|\s)|비롯|알려\s?줘|말해\s?줘?|보여\s?줘)[가-힣]*"
)
_SENTENCES = 5
_ARTICLES = 3
_LENGTH = 550  #: characters
_NEW = 0.35  #: share of common bigrams from which a sentence tells nothing new
_ABOUT = 0.6  #: share of the question's terms that a passage or its title must have
_DAYS = Question("", "ko", Kind.DATE, "", False, (), (), ())  #: finds the days a sentence names
_FROM_IT = {"이날": 0, "당일": 0, "전날": -1, "이튿날": 1, "다음날": 1, "다음 날": 1}  #: days from the one spoken of
_NAMES_A_DAY = re.compile(rf"(?<![가-힣])(?:{'|'.join(_FROM_IT)})(?=\s|은|에|의|까지|부터)")
_LEAD = 0.1  #: what an article's first sentence is worth, in cosine: papers put the gist there


class Overview(Enum):
    SUMMARY = "summary"
    TIMELINE = "timeline"


def wanted(text: str) -> Overview | None:
    """Whether a question asks for a summary or a timeline of a subject; who came or why, in order, is neither."""
    kind = Overview.TIMELINE if _TIMELINE.search(text) else Overview.SUMMARY if _SUMMARY.search(text) else None
    return None if kind is None or asks_fact(text) else kind


@dataclass(frozen=True, slots=True)
class _Told:
    reading: Reading
    worth: float
    order: tuple[date, int]  #: published, place in the article


def overview(question: Question, kind: Overview, vector: np.ndarray, pages: Sequence[Page]) -> Decision:
    """The sentences nearest the question from the articles that are about it, none saying what another says.

    A summary is in the order of publication; a timeline has sentences that name a day or an hour, in the events' order.
    """
    subject = _subject(question)
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


def _subject(question: Question) -> Question:
    """What the story is of: the question's nouns, without words of time and those that only ask; of an English one's
    words those that Korean articles may have, spelt as they spell them."""
    text = _VAGUE.sub(" ", _TIMELINE.sub(" ", _SUMMARY.sub(" ", question.text)))
    for time in reversed(mentions(text, date.today())):
        text = f"{text[: time.start]} {text[time.end :]}"
    subject = analyse(text + "?")
    nouns = subject.nouns
    if question.language == "en":
        capitals = {word.casefold() for word in re.findall(r"\b[A-Z]{2,}\b", text)}
        nouns = tuple(noun for noun in nouns if not noun.isascii() or noun in capitals) or nouns
    return replace(subject, terms=nouns)


def _told(page: Page, vector: np.ndarray) -> list[_Told]:
    passage, indexed = page.candidate.hit.passage, page.candidate.indexed
    similarities = indexed.sentence_vectors @ vector
    return [
        _Told(
            Reading(
                passage,
                float(np.clip(similarity, 0, 1)),
                sentence,
                published=page.published,
                title=page.title,
                copies=page.candidate.copies,
            ),
            float(similarity) + (_LEAD if sentence[0] == 0 else 0.0),
            (page.published or date.max, sentence[0]),
        )
        for sentence, similarity in zip(indexed.sentences, similarities, strict=True)
    ]


def _when(reading: Reading) -> tuple[date, float] | None:
    """The day and the minute of it that a sentence names first; where it names but an hour, the day spoken of last, or
    the published one."""
    sentence = reading.text(reading.sentence)
    day = _days_of_the_story(reading.passage.text, reading.published).get(reading.sentence[0] - reading.passage.start)
    time = clock(sentence)
    if day is None or (time is None and not _NAMES_A_DAY.search(sentence) and not find_spans(sentence, _DAYS)):
        return None
    return day, time.low if time else 0.0


@lru_cache(maxsize=64)
def _days_of_the_story(text: str, published: date | None) -> Mapping[int, date]:
    """The day each sentence of a passage speaks of first, by where the sentence starts.

    이날 is the day spoken of before, 전날 the one before that, 이튿날 the next.
    """
    days: dict[int, date] = {}
    story = published
    for start, end in split_sentences(text):
        sentence = text[start:end]
        spans = sorted(find_spans(sentence, _DAYS))
        named = [
            day for span in spans if (of := event_date(sentence[slice(*span)], published)) and (day := _first_day(of))
        ]
        reckoned = _NAMES_A_DAY.search(sentence)
        if reckoned and story and (not named or reckoned.start() < spans[0][1]):
            days[start] = story + timedelta(days=_FROM_IT[reckoned.group()])
        elif named:
            days[start] = story = named[0]
        elif story:
            days[start] = story
    return days


def _first_day(named: EventDate) -> date | None:
    if named.year is None:
        return None
    month = named.month or (3 * named.quarter - 2 if named.quarter else 1)
    return date(named.year, month, named.day or 1)
