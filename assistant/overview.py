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
from assistant.disagreement import looks_ahead
from assistant.event_dates import EventDate, event_date
from assistant.index import IndexedPassage
from assistant.language import split_sentences
from assistant.names import HOME
from assistant.periods import mentions
from assistant.question import Kind, Question, analyse, asks_fact
from assistant.relevance import covered
from assistant.spans import find_spans
from assistant.timing import asked_times, timely
from assistant.types import Outcome, Passage, Reading

_SUMMARY = re.compile(
    r"요약[가-힣]*(?:\s?(?:좀\s?)?부탁[가-힣]*)?|간추[가-힣]*|정리해(?!고)[가-힣]*|정리\s(?:좀\s)?해\s?[줘주줄봐라서요][가-힣]*"
    r"|정리\s?(?:좀\s?)?부탁[가-힣]*|줄거리|개요|핵심만|한눈에|짧게\s?줄여|줄여\s?줘"
    r"|\bsummar\w*|\bsum up\b|\boverview\b|in brief",
    re.IGNORECASE,
)
_TIMELINE = re.compile(
    r"순서대로|(?:시간|날짜|일자|연도)\s?순(?:서?(?:대로|으?로))?|차례대로|타임라인|(?<![가-힣])일지|연표|경과를"
    r"|(?:순서로|(?:시간|날짜)대로|(?:시간|날짜|일자|연도)별로)(?=\W*$|[^?]*(?:정리|알려|뽑|보여|말해|적어|나열|설명|짚))"
    r"|\btimeline\b|\bin order\b(?! to)|chronolog\w*",
    re.IGNORECASE,
)
_BY_DAY = re.compile(r"(?:날짜|일자|연도|시간)\s?(?:별로|대로|순)")  #: who came, in order of the days, is a timeline
_EACH_DAY = re.compile(r"(?:날짜|일자)\s?별로")  #: asks for one by itself
#: words that only ask for the story
_VAGUE = re.compile(
    r"(?<![가-힣])(?:소식|내용|이야기|얘기|무슨\s일|어떤\s일|일들|하루|일정|동선|행보|행적|인연|관계|활동|과정|있었던|있었는지|뭘|뭐|무엇|대충|간단히|짧게|보게|쭉|좀|시작|끝[나난날났]|처음(?=부터|에|\s)|비롯|알려\s?줘|말해\s?줘?|보여\s?줘)[가-힣]*"
)
_ASKS_FOR_STORY = re.compile(
    r"(?<![가-힣])(?:대충|간단히|간단하게|짧게|쭉|좀|부탁[가-힣]*|알려\s?[줘주][가-힣]*|말해\s?[줘주]?[가-힣]*|보여\s?[줘주][가-힣]*|정리|설명해\s?[줘주]?[가-힣]*)(?![가-힣])"
)
_ARTICLES = 3
_FITS = 0.5  #: how well a sentence fits the time asked of: one of another day has less
_NEW = 0.35  #: share of common bigrams from which a sentence tells nothing new
_ABOUT = 0.6  #: share of the question's terms that an article must have
_HAS = 0.8  #: of a name, in any spelling
_DAYS = Question("", "ko", Kind.DATE, "", False, (), (), ())  #: finds the days a sentence names
_FROM_IT = {"이날": 0, "당일": 0, "전날": -1, "이튿날": 1, "다음날": 1, "다음 날": 1}  #: days from the one spoken of
_NAMES_A_DAY = re.compile(rf"(?<![가-힣])(?:{'|'.join(_FROM_IT)})(?=\s|은|에|의|까지|부터)")
_PRESENT = 9996  #: year of days whose year nobody knows, a leap year
#: 전반 6분, 연장 후반 추가시간 2분
_OF_A_MATCH = re.compile(
    r"(?<![가-힣])(?P<extra>연장전?\s?)?(?P<half>[전후])반전?\s?(?P<added>추가\s?시간\s?)?(?P<minute>\d{1,2})분(?!간|을\s남)"
)
_TOGETHER = 3  #: sentences in a row that have the subject's words together in an article that is about it
_NEARLY = 0.8  #: the share of them that the best article has together, from which another is about it too
_LEAD = 0.1  #: what an article's first sentence is worth, in cosine: papers put the gist there
_AHEAD = 0.05  #: what a sentence loses, in cosine, that tells what is still to come: what came is the story


class Overview(Enum):
    SUMMARY = "summary"
    TIMELINE = "timeline"


#: sentences and characters; more of a timeline, whose sentences are read as a list
_LONGEST = {Overview.SUMMARY: (5, 550), Overview.TIMELINE: (7, 700)}


def wanted(text: str) -> Overview | None:
    """Whether a question asks for a summary or a timeline of a subject; who came or why, in order, is neither."""
    kind = Overview.TIMELINE if _TIMELINE.search(text) else Overview.SUMMARY if _SUMMARY.search(text) else None
    if (kind is Overview.TIMELINE and _BY_DAY.search(text)) or _EACH_DAY.search(text):
        return Overview.TIMELINE
    return None if kind is None or asks_fact(text) else kind


def told_of(text: str) -> str:
    """The question without the words that only ask for a summary or a timeline; all of it where that is all."""
    return " ".join(_ASKS_FOR_STORY.sub(" ", _TIMELINE.sub(" ", _SUMMARY.sub(" ", text))).split()).strip(" ?.,") or text


@dataclass(frozen=True, slots=True)
class Story:
    """An article with all its passages; `copies` are passages of other articles with the text of one of them."""

    title: str
    published: date | None
    passages: Sequence[IndexedPassage]
    copies: Mapping[str, tuple[Passage, ...]]  #: by the passage's id


@dataclass(frozen=True, slots=True)
class _Told:
    reading: Reading
    worth: float
    fits: float  #: the time asked of, 0 to 1
    then: bool  #: whether it is of the time asked of, or the sentences before it are
    order: tuple[date, int]  #: published, place in the article


def overview(question: Question, kind: Overview, vector: np.ndarray, stories: Sequence[Story]) -> Decision:
    """The sentences nearest the question from the articles that are about it, none saying what another says; `vector`
    (d,) is the question's, `stories` the articles found, best first.

    A summary is in the order of publication; a timeline has sentences that name a day, an hour or a minute of a match,
    in the events' order.
    """
    told = [
        each
        for story in _about(_subject(question), stories)
        for passage in story.passages
        for each in _told(story, passage, vector, question)
        if kind is Overview.SUMMARY or _when(each.reading) is not None
    ]
    told = [each for each in told if each.then] or [each for each in told if each.fits >= _FITS] or told
    chosen: list[_Told] = []
    sentences, longest = _LONGEST[kind]
    for each in sorted(told, key=lambda one: -one.worth):
        length = sum(one.reading.sentence[1] - one.reading.sentence[0] for one in (*chosen, each))
        if len(chosen) == sentences or (chosen and length > longest):
            break
        if all(alike(each.reading, known.reading) < _NEW for known in chosen):
            chosen.append(each)
    if not chosen:
        return Decision(Outcome.INSUFFICIENT if stories else Outcome.NO_EVIDENCE)
    if kind is Overview.TIMELINE:
        chosen.sort(key=lambda each: _when(each.reading) or (date.max, 0.0))
    else:
        chosen.sort(key=lambda each: each.order)
    return Decision(Outcome.ANSWERED, tuple(Point(each.reading, (), "") for each in chosen))


def _about(subject: Question, stories: Sequence[Story]) -> list[Story]:
    """The articles that have most of the subject's nouns, and each of its names that another one of them has, and have
    them together about as well as the best of them."""
    texts = ["\n".join([story.title, *(entry.passage.text for entry in story.passages)]) for story in stories]
    about = [
        (story, text)
        for story, text in zip(stories, texts, strict=True)
        if subject.terms and covered(subject, text) >= _ABOUT
    ]

    def has(name: str, text: str) -> bool:
        return covered(replace(subject, terms=(name,)), text) >= _HAS

    names = [name for name in subject.terms if name in subject.names and name not in HOME]
    names = [name for name in names if any(has(name, text) for _, text in about)]
    named = [story for story, text in about if all(has(name, text) for name in names)]
    together = [_together(subject, story) for story in named]
    best = max(together, default=0.0)
    return [story for story, share in zip(named, together, strict=True) if share >= _NEARLY * best][:_ARTICLES]


def _together(subject: Question, story: Story) -> float:
    """The largest share of the subject's nouns that sentences in a row of an article, its title before them, have."""
    texts = [story.title] + [
        entry.passage.text[start - entry.passage.start : end - entry.passage.start]
        for entry in story.passages
        for start, end in entry.sentences
    ]
    windows = ("\n".join(texts[at : at + _TOGETHER]) for at in range(max(len(texts) - _TOGETHER, 0) + 1))
    return max(covered(subject, window) for window in windows)


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


def _told(story: Story, indexed: IndexedPassage, vector: np.ndarray, question: Question) -> list[_Told]:
    passage, asked = indexed.passage, asked_times(question.text)
    context = f"{story.title}\n{passage.text}"
    days = _days_of_the_story(passage.text, story.published) if asked else {}
    told = []
    for sentence, near in zip(indexed.sentences, (indexed.sentence_vectors @ vector).tolist(), strict=True):
        text = passage.text[sentence[0] - passage.start : sentence[1] - passage.start]
        worth = near + (_LEAD if sentence[0] == 0 else 0.0) - (_AHEAD if looks_ahead(text) else 0.0)
        fits = timely(asked, question.text, text, context, story.published)
        day = days.get(sentence[0] - passage.start)
        then = any(day and each.meets(EventDate(day.year, None, day.month, day.day)) for each in asked)
        reading = Reading(
            passage,
            min(max(near, 0.0), 1.0),
            sentence,
            published=story.published,
            title=story.title,
            copies=story.copies.get(passage.id, ()),
        )
        told.append(_Told(reading, worth, fits, then, (story.published or date.max, sentence[0])))
    return told


def _when(reading: Reading) -> tuple[date, float] | None:
    """The day and the minute of it that a sentence names first; where it names but an hour or a minute of a match, the
    day spoken of last, or the published one."""
    sentence = reading.text(reading.sentence)
    day = _days_of_the_story(reading.passage.text, reading.published).get(reading.sentence[0] - reading.passage.start)
    minute = _minute(sentence)
    if day is None or (minute is None and not _NAMES_A_DAY.search(sentence) and not find_spans(sentence, _DAYS)):
        return None
    return day, minute or 0.0


def _minute(sentence: str) -> float | None:
    """Of the day; a minute of a match counts from the day's end: who knows when it began."""
    if match := _OF_A_MATCH.search(sentence):
        half = 200 * bool(match["extra"]) + 100 * (match["half"] == "후") + 50 * bool(match["added"])
        return 24 * 60 + half + float(match["minute"])
    time = clock(sentence)
    return time.low if time else None


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
            day
            for span in spans
            if (of := event_date(sentence[slice(*span)], published)) and (day := _first_day(of, story))
        ]
        reckoned = _NAMES_A_DAY.search(sentence)
        if reckoned and story and (not named or reckoned.start() < spans[0][1]):
            days[start] = story + timedelta(days=_FROM_IT[reckoned.group()])
        elif named:
            days[start] = story = named[0]
        elif story:
            days[start] = story
    return days


def _first_day(named: EventDate, story: date | None) -> date | None:
    """Days without a year, of an article without a date, come after those with one: they are of its present. A day
    without a month is of the month spoken of last. None where there is no such day."""
    if (named.year, named.month, named.quarter, named.day) == (None, None, None, None):
        return None
    month = named.month or (3 * named.quarter - 2 if named.quarter else story.month if story and named.day else 1)
    try:
        return date(named.year or _PRESENT, month, named.day or 1)
    except ValueError:
        return None
