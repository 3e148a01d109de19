"""Whether two sentences speak of one thing: each is asked, in the words of the other, for its own value.

"공장은 2021년 6월 완공됐다" asks the other sentence "공장은 언제 완공됐다?". A sentence about another factory, other
works or a part of them does not answer; one that answers with another value contradicts.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from assistant.followup import subject_words
from assistant.language import fitted
from assistant.names import HOME
from assistant.question import Kind, Question
from assistant.reader import Reader
from assistant.synonyms import synonyms
from assistant.types import Reading
from assistant.values import Difference
from assistant.words import overlap

FEATURES = (
    "best",  # logit of the first reading's relevance
    "relevance",  # that of the other one's
    "bigrams",  # share of the two sentences' bigrams that both have
    "answers",  # the trained reader: logit of the other sentence's answering what the first one tells
    "answered",  # and the other way round
    "same_words",  # how many of the two answer with the words compared, 0 to 2
    "far",  # the values are far apart
    "worded",  # the values are words that cannot be compared
)
#: whether two readings for a question, the first one its best, speak of one thing
OneThing = Callable[[Question, Reading, Reading, Difference], bool]

_ASKED = {
    Kind.DURATION: "얼마",
    Kind.TIME: "몇 시",
    Kind.DATE: "언제",
    Kind.MONEY: "얼마",
    Kind.PERCENT: "몇 퍼센트",
    Kind.PERSON: "누구",
    Kind.PLACE: "어디",
    Kind.ORGANISATION: "어느 회사",
}
_CAPITALISED = re.compile(r"(?<=\s)[A-Z][\w-]+")
_MOST = 0.6  #: share of a question's words
_LED = 3  #: words of a title before a question
_COUNTER = re.compile(r"(?:[\d십백천만억조여]|한|두|세|네|다섯|열|스무)\s?([가-힣㎞㎡]{1,3})$")


@dataclass(frozen=True, slots=True)
class Model:
    """Weights in the order of FEATURES; two sentences speak of one thing from a likelihood of `threshold` on, or of
    `worded` where their values are words that cannot be compared."""

    weights: tuple[float, ...]
    intercept: float
    threshold: float
    worded: float


@lru_cache(maxsize=1)
def load_model() -> Model:
    """The fitted model that ships with the package; `training/fit_crosscheck.py` makes its file."""
    raw = json.loads((Path(__file__).parent / "crosscheck.json").read_text(encoding="utf-8"))
    weights = tuple(raw["weights"][name] for name in FEATURES)
    return Model(weights, raw["weights"]["intercept"], raw["threshold"], raw["worded"])


def one_thing(reader: Reader) -> OneThing:
    """By the fitted model."""
    model = load_model()

    def is_one(question: Question, one: Reading, other: Reading, how: Difference) -> bool:
        if strange(question, one, other):
            return False
        figures = features(reader, question, one, other, how)
        logit = model.intercept + sum(weight * figure for weight, figure in zip(model.weights, figures, strict=True))
        least = model.worded if how is Difference.WORDED else model.threshold
        return 1 / (1 + math.exp(-logit)) >= least

    return is_one


def features(reader: Reader, question: Question, one: Reading, other: Reading, how: Difference) -> tuple[float, ...]:
    """FEATURES of two readings for a question, the first one its best."""
    answers, words = _answers(reader, one, other, question.kind)
    answered, own_words = _answers(reader, other, one, question.kind)
    return (
        _logit(one.relevance),
        _logit(other.relevance),
        alike(one, other),
        _logit(answers),
        _logit(answered),
        float(words + own_words),
        float(how is Difference.FAR),
        float(how is Difference.WORDED),
    )


def strange(question: Question, one: Reading, other: Reading) -> bool:
    """Whether the other passage tells of something else: it lacks a name of the question, or most of its words, that
    the one has."""
    words = [word for word in question.terms if _has(one, word)]
    most = len(words) > 1 and sum(not _has(other, word) for word in words) >= _MOST * len(words)
    return most or any(_has(one, name) and not _has(other, name) for name in _names(question))


def _names(question: Question) -> tuple[str, ...]:
    if question.language == "en":
        return tuple(word.casefold() for word in _CAPITALISED.findall(question.text))
    return tuple(name for name in question.names if name not in HOME)


def _has(reading: Reading, name: str) -> bool:
    text = f"{reading.title} {reading.passage.text}".casefold()
    return any(word in text for word in (name, *synonyms(name)))


def alike(one: Reading, other: Reading) -> float:
    """Share of the bigrams of the readings' two sentences that both have."""
    return overlap(one.text(one.sentence), other.text(other.sentence))


def _answers(reader: Reader, asking: Reading, told: Reading, kind: Kind) -> tuple[float, bool]:
    """How likely a sentence answers what another one tells, and whether with the words that were read in it."""
    sentence, start = told.text(told.sentence), told.sentence[0]
    [said] = reader.scan(_question(asking, kind), [sentence], [told.title])
    best = said.best((0, len(sentence)))
    found = best and told.span and best[0][0] + start < told.span[1] and best[0][1] + start > told.span[0]
    return said.relevance(), bool(found)


def _logit(likely: float) -> float:
    likely = min(max(likely, 1e-4), 1 - 1e-4)
    return math.log(likely / (1 - likely))


def _question(reading: Reading, kind: Kind) -> str:
    """The reading's sentence as a question, after words of its article's title, which it leans on."""
    start = reading.sentence[0]
    span = reading.span and (reading.span[0] - start, reading.span[1] - start)
    asked = asked_for(reading.text(reading.sentence), span, kind)
    subject = [word for word in subject_words(reading.title) if word not in asked]
    return " ".join([*subject[:_LED], asked])


def asked_for(sentence: str, value: tuple[int, int] | None, kind: Kind) -> str:
    """The sentence as a question for its `value`: 공장은 2021년 6월 완공됐다. → 공장은 언제 완공됐다?"""
    if value is None:
        return sentence
    told = sentence[slice(*value)].removesuffix("만에").rstrip()  # 2년 만에 is asked for as 얼마 만에
    before, after = sentence[: value[0]], sentence[value[0] + len(told) :].rstrip(" .")
    word = _word(told, kind)
    if kind is Kind.DURATION and not after.startswith(" 만에"):
        after = " 동안" + after.removeprefix("간").removeprefix(" 동안")
    return f"{before}{word}{fitted(after, word)}?"


def _word(value: str, kind: Kind) -> str:
    counter = _COUNTER.search(value) if kind is Kind.NUMBER else None
    return f"몇 {counter[1]}" if counter else _ASKED.get(kind, "무엇")
