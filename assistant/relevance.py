"""Relevance: how likely each sentence of the retrieved passages answers the question, and the words that do.

A logistic model weighs what the trained reader, the encoder and the words say of a sentence (`FEATURES`). Its weights
and thresholds stand in `relevance.json`; `training/fit_relevance.py` makes that file.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path

import numpy as np

from assistant import offices
from assistant.answer_words import answer_words, enumerated, items
from assistant.beside import asks_names_of_kind, beside_the_point, kept, such_as
from assistant.page import Page, Put, sentence_of
from assistant.question import LISTABLE, VALUES, Kind, Question, people
from assistant.reader import Span
from assistant.spans import find_spans
from assistant.synonyms import synonyms
from assistant.timing import OF_ANOTHER_TIME, asked_times, timely
from assistant.types import Reading
from assistant.values import canonical
from assistant.words import tokenize

FEATURES = (
    "answerable",  # the trained reader: logit of the passage holding the answer
    "margin",  # how much likelier its best answer is than none
    "share",  # log of how much of its answer's probability lies in this sentence
    "sentence_similarity",  # cosine of question and sentence
    "passage_similarity",
    "vector_rank",  # 1 / (1 + rank), 0 when not found
    "word_rank",
    "sentence_coverage",  # share of the question's terms, weighted by rarity
    "window_coverage",  # with the sentences before and after
    "passage_coverage",  # with the article's title
    "focus_coverage",  # of the question's last two nouns, in the window
    "names_missing",  # share of the question's names and numbers that the passage and title lack
    "kind_found",  # words of the kind asked for are there
    "kind_lacking",  # the kind can be recognised and is not there
    "length",  # thousands of characters
)
#: kinds whose words a pattern finds reliably: a sentence without them hardly answers
_RECOGNISABLE = VALUES | {Kind.PERSON, Kind.QUOTE, Kind.REASON}
_SYNONYM = 0.8
_GAIN = 2.5  #: log probability that a sentence may gain where others of its passage are of another time
_BORNE_OUT = 0.5  #: what another sentence with the same value counts, of its relevance
#: what the order of sentences takes off one that tells no day, where one is asked for, and where one may be told
_NO_DAY, _RATHER_A_DAY = 0.5, 0.75
#: what sentences lose where no article has any noun of the question, and keep where none has somebody it names
_UNHEARD_OF, _NOBODY = 0.25, 0.5
#: what a sentence is worth whose words are beside the point
_BESIDE_THE_POINT = 0.2
_GIVEN = 1 / 3  #: power of what a sentence is worth that gives names of the kind asked for
_CALLED = 0.6  #: and at least, where it calls somebody what they are asked to be
#: a time that tells no day, and what asks for one
_VAGUE = re.compile(r"(?:지난|이번|다음|오는)\s?[주달해]|이달|내달|올해|작년|지난해|내년|연[내말초]|\d{4}년?")
_WHICH_DAY = re.compile(r"며칠(?!\s?(?:동안|간))|날짜|무슨\s?요일")
Rarity = Callable[[str], float]  #: a term's inverse document frequency; of "" that of a term no article has


@dataclass(frozen=True, slots=True)
class Model:
    """Weights by language, in the order of FEATURES, then the intercept; below `threshold` nothing is answered."""

    weights: Mapping[str, tuple[float, ...]]
    threshold: Mapping[str, float]
    related: Mapping[str, float]  #: below this no passage is even about the question


@lru_cache(maxsize=1)
def load_model() -> Model:
    """The fitted model that ships with the package."""
    raw = json.loads((Path(__file__).parent / "relevance.json").read_text(encoding="utf-8"))
    weights = {
        language: tuple(values[name] for name in (*FEATURES, "intercept"))
        for language, values in raw["weights"].items()
    }
    return Model(weights, raw["threshold"], raw["related"])


def weigh(question: Question, vector: np.ndarray, pages: Sequence[Page], rarity: Rarity) -> list[Reading]:
    """Every sentence of the pages, most relevant first; `vector` (d,) is the question's."""
    if not pages:
        return []
    weights = np.array(load_model().weights[question.language])
    fits = _timeliness(question, pages)
    rows = _conditioned(features(question, vector, pages, rarity), fits, pages)
    logits = rows @ weights[:-1] + weights[-1]
    known = [
        familiarity(page.put.question if page.put else question, rarity)
        for page in pages
        for _ in page.candidate.indexed.sentences
    ]
    relevances = iter((fits * known / (1 + np.exp(-logits))).tolist())
    worth = kept(question, pages)
    readings = [
        _reading(question, page, sentence, next(relevances) * next(worth))
        for page in pages
        for sentence in page.candidate.indexed.sentences
    ]
    readings = _borne_out(readings) if question.kind in VALUES else readings
    readings = _as_called(question, readings) if offices.asked(question) else readings
    return sorted(readings, key=lambda reading: -reading.relevance * _precision(question, reading))


def _borne_out(readings: Sequence[Reading]) -> list[Reading]:
    """The readings of a question for a value, each as relevant as it is with the others that tell the same one."""
    told = [canonical(reading.text(reading.span)) if reading.span else "" for reading in readings]
    doubts: dict[str, float] = {}
    for words, reading in zip(told, readings, strict=True):
        doubts[words] = doubts.get(words, 1.0) * (1 - _BORNE_OUT * reading.relevance)
    others = [
        doubts[words] / (1 - _BORNE_OUT * reading.relevance) if words else 1.0
        for words, reading in zip(told, readings, strict=True)
    ]
    return [
        replace(reading, relevance=1 - (1 - reading.relevance) * doubt)
        for reading, doubt in zip(readings, others, strict=True)
    ]


def _as_called(question: Question, readings: Sequence[Reading]) -> list[Reading]:
    """The readings of a question for what somebody is: where a sentence calls them something, that is what they are;
    others are beside the point."""
    of_then = [_calls(question, reading, then=True) for reading in readings if offices.asks_of_then(question)]
    called = of_then if any(of_then) else [_calls(question, reading, then=False) for reading in readings]
    if asked_times(question.text) or not any(called):
        return list(readings)
    return [
        replace(reading, relevance=max(reading.relevance, _CALLED) if each else reading.relevance * _BESIDE_THE_POINT)
        for reading, each in zip(readings, called, strict=True)
    ]


def _calls(question: Question, reading: Reading, then: bool) -> bool:
    start = reading.passage.start
    told = offices.offices(question, reading.passage.text, then)
    return any((start + first, start + last) == reading.span for first, last in told)


def _precision(question: Question, reading: Reading) -> float:
    """Less for words that tell but a week, a month or a year, where a day is asked for, or may be told."""
    told = reading.text(reading.span) if reading.span else ""
    if question.kind is not Kind.DATE or not _VAGUE.fullmatch(told):
        return 1.0
    return _RATHER_A_DAY if "년" in told and not _WHICH_DAY.search(question.text) else _NO_DAY


def _timeliness(question: Question, pages: Sequence[Page]) -> np.ndarray:
    """How well each sentence of the pages fits the times asked of, 0 to 1: (sentences,)."""
    asked = asked_times(question.text)
    return np.array(
        [
            timely(
                asked,
                question.text,
                passage.text[start - passage.start : end - passage.start],
                f"{page.title}\n{passage.text}",
                page.published,
            )
            for page in pages
            for passage in (page.candidate.hit.passage,)
            for start, end in page.candidate.indexed.sentences
        ]
    )


def _conditioned(rows: np.ndarray, fits: np.ndarray, pages: Sequence[Page]) -> np.ndarray:
    """The features with each sentence's share of its passage's answer as it is once those of another time are ruled
    out: who asks when they came gets the other hour of the two, though the reader thought more of the hour they left.

    Only sentences with words of the kind asked for gain, and not without end: where none is right, all are unlikely.
    """
    share, found = FEATURES.index("share"), FEATURES.index("kind_found")
    rows, begin = rows.copy(), 0
    for page in pages:
        of_page = slice(begin, begin := begin + len(page.candidate.indexed.sentences))
        ruled_out = fits[of_page] <= OF_ANOTHER_TIME
        left = 1 - float(np.exp(rows[of_page, share][ruled_out]).sum())
        gain = min(-math.log(max(left, math.exp(-_GAIN))), _GAIN)
        rows[of_page, share] += gain * (~ruled_out & (rows[of_page, found] > 0))
    return rows


def familiarity(question: Question, rarity: Rarity) -> float:
    """What any sentence is worth to a question some of whose nouns no article has: less than 1, the more of them, and
    the less where a person is among them."""
    if question.language == "en":  # Korean articles have no English noun
        return 1.0
    unknown = unknown_nouns(question, rarity)
    known = 1 - _UNHEARD_OF * len(unknown) / max(len(question.nouns), 1)
    return known * _NOBODY if set(unknown) & set(people(question.text)) else known


def _reading(question: Question, page: Page, sentence: Span, relevance: float) -> Reading:
    passage, said = page.candidate.hit.passage, page.said
    words = answer_words(question, page, sentence)
    if words and beside_the_point(question, passage.text, (words[0] - passage.start, words[1] - passage.start)):
        relevance *= _BESIDE_THE_POINT
    elif words and such_as(question, sentence_of(page, sentence)):
        relevance = relevance**_GIVEN
    elif words and asks_names_of_kind(question):  # only "새빛랩 등 스타트업" gives names of the kind asked for
        relevance *= _BESIDE_THE_POINT
    listed = items(question, page, sentence) if question.kind in LISTABLE else ()
    if not question.wants_list and not (words and enumerated(listed, words, page.candidate.hit.passage)):
        listed = ()
    return Reading(
        passage,
        relevance,
        sentence,
        words,
        1 - said.relevance(),
        page.published,
        listed,
        page.title,
        page.candidate.copies,
    )


def features(question: Question, vector: np.ndarray, pages: Sequence[Page], rarity: Rarity) -> np.ndarray:
    """One row of FEATURES for each sentence of each page, in order: (sentences, features)."""
    puts = [page.put or Put(question, vector) for page in pages]
    terms = {put.question.text: _Terms(put.question, rarity) for put in puts}
    rows = [
        row
        for page, put in zip(pages, puts, strict=True)
        for row in _rows(put.question, put.vector, page, terms[put.question.text])
    ]
    return np.array(rows, dtype=np.float64)


def _rows(question: Question, vector: np.ndarray, page: Page, terms: _Terms) -> Iterator[tuple[float, ...]]:
    candidate, passage = page.candidate, page.candidate.hit.passage
    similarities = candidate.indexed.sentence_vectors @ vector
    passage_similarity = float(similarities.mean()) if candidate.similarity is None else candidate.similarity
    context = _Text(f"{page.title}\n{passage.text}")
    spans = [(start - passage.start, end - passage.start) for start, end in candidate.indexed.sentences]
    texts = [passage.text[slice(*span)] for span in spans]
    told = [f"{who.name if who.left_out else ''} {text}" for who, text in zip(page.told.subjects, texts, strict=True)]
    margin = min(max(page.said.margin(), -10.0), 10.0)
    for at, text in enumerate(texts):
        found = bool(find_spans(text, question))
        window = _Text("\n".join(told[max(at - 1, 0) : at + 2]))
        yield (
            page.said.answerable,
            margin,
            max(page.said.share(spans[at]), -10.0),
            float(similarities[at]),
            passage_similarity,
            _reciprocal(candidate.ranks.get("vectors")),
            _reciprocal(candidate.ranks.get("words")),
            _Text(told[at]).coverage(terms.weights),
            window.coverage(terms.weights),
            context.coverage(terms.weights),
            window.coverage(terms.focus),
            1 - context.coverage(terms.names) if terms.names else 0.0,
            float(found),
            float(question.kind in _RECOGNISABLE and not found),
            len(text) / 1000,
        )


class _Terms:
    """The question's terms with their rarity."""

    def __init__(self, question: Question, rarity: Rarity) -> None:
        self.weights = {term: rarity(term) for term in question.terms}
        self.names = dict.fromkeys(question.names, 1.0)
        self.focus = dict.fromkeys(question.nouns[-2:], 1.0)


def unknown_nouns(question: Question, rarity: Rarity) -> list[str]:
    """The question's nouns that no article's text has, nor a synonym of theirs; not 도시 of 어느 도시, which asks."""
    unheard = rarity("")
    told = [noun for noun in question.nouns if not re.search(rf"(?:어느|무슨)\s?{re.escape(noun)}", question.text)]
    return [noun for noun in told if min(map(rarity, {noun, *synonyms(noun)})) >= unheard]


def covered(question: Question, text: str) -> float:
    """The share of the question's terms that a text has, 0 to 1."""
    return _Text(text).coverage(dict.fromkeys(question.terms, 1.0))


def _reciprocal(rank: int | None) -> float:
    return 0.0 if rank is None else 1 / (1 + rank)


class _Text:
    """A text asked again and again which terms it holds."""

    def __init__(self, text: str) -> None:
        self._low = text.casefold()
        self._tokens = frozenset(tokenize(text))

    def share(self, term: str) -> float:
        """1 when the text holds `term`, a little less for a synonym, else the share of its bigrams that it holds.

        A number is held as a whole: 12년 holds no 2.
        """
        if term.isdecimal():
            return float(bool(re.search(rf"(?<!\d)(?<!\d,){term}(?!\d)", self._low)))
        if term in self._low:
            return 1.0
        if any(synonym in self._low for synonym in synonyms(term)):
            return _SYNONYM
        tokens = tokenize(term)
        return sum(token in self._tokens for token in tokens) / len(tokens) if len(tokens) > 1 else 0.0

    def coverage(self, weights: Mapping[str, float]) -> float:
        """Weighted share of the terms, 0 to 1."""
        total = math.fsum(weights.values())
        return math.fsum(weight * self.share(term) for term, weight in weights.items()) / total if total else 0.0
