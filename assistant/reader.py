"""Reading: how likely each sentence of the retrieved passages answers the question, and the words that do.

A logistic model over what the encoder and the words say (`FEATURES`). Its weights, thresholds and their origin stand in
`reader.json`; `training/fit_reader.py` makes that file.
"""

from __future__ import annotations

import json
import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np

from assistant.question import Kind, Question
from assistant.retrieve import Candidate
from assistant.spans import find_spans
from assistant.synonyms import synonyms
from assistant.types import Reading
from assistant.words import tokenize

FEATURES = (
    "sentence_similarity",  # cosine of question and sentence
    "passage_similarity",
    "similarity_lead",  # sentence similarity above the mean of all candidates'
    "vector_rank",  # 1 / (1 + rank), 0 when not found
    "word_rank",
    "sentence_coverage",  # share of the question's terms, weighted by rarity
    "window_coverage",  # with the sentences before and after
    "passage_coverage",  # with the article's title
    "focus_coverage",  # of the question's last two nouns, in the window
    "names_missing",  # share of the question's names and numbers that the passage and title lack
    "nouns_unknown",  # share of the question's nouns that no article has
    "kind_found",  # words of the kind asked for are there
    "kind_lacking",  # the kind can be recognised and is not there
    "length",  # thousands of characters
)
#: kinds whose words a pattern finds reliably: a sentence without them hardly answers
_RECOGNISABLE = frozenset({Kind.DURATION, Kind.TIME, Kind.DATE, Kind.MONEY, Kind.PERCENT, Kind.NUMBER, Kind.PERSON, Kind.QUOTE, Kind.REASON})

_SYNONYM = 0.8

Rarity = Callable[[str], float]  #: a term's inverse document frequency; of "" that of a term no article has


@dataclass(frozen=True, slots=True)
class Model:
    """Weights by language (in the order of FEATURES, then the intercept) and the relevance below which nothing is answered."""

    weights: Mapping[str, tuple[float, ...]]
    threshold: Mapping[str, float]
    related: Mapping[str, float]  #: below this no passage is even about the question


@lru_cache(maxsize=1)
def load_model() -> Model:
    """The fitted model that ships with the package."""
    raw = json.loads((Path(__file__).parent / "reader.json").read_text(encoding="utf-8"))
    weights = {language: tuple(values[name] for name in (*FEATURES, "intercept")) for language, values in raw["weights"].items()}
    return Model(weights, raw["threshold"], raw["related"])


def read(
    question: Question, vector: np.ndarray, candidates: Sequence[Candidate], titles: Mapping[str, str], rarity: Rarity, model: Model | None = None
) -> list[Reading]:
    """Every sentence of the candidates, most relevant first, the best ones with the words asked for.

    `vector` (d,) is the question's; `titles` are the articles' by id.
    """
    if not candidates:
        return []
    weights = np.array((model or load_model()).weights[question.language])
    rows = features(question, vector, candidates, titles, rarity)
    relevance = 1 / (1 + np.exp(-(rows @ weights[:-1] + weights[-1])))
    readings = []
    for value, (candidate, (start, end)) in zip(relevance, _sentences(candidates), strict=True):
        readings.append(Reading(candidate.hit.passage, float(value), (start, end), None, float(1 - value)))
    readings.sort(key=lambda reading: -reading.relevance)
    return readings


def find_words(question: Question, reading: Reading) -> tuple[int, int] | None:
    """The span in the article's body of the words `question` asks for, where the read sentence has them."""
    start, end = reading.sentence
    offset = start - reading.passage.start
    spans = find_spans(reading.passage.text[offset : offset + end - start], question)
    return (start + spans[0][0], start + spans[0][1]) if spans else None


def features(
    question: Question, vector: np.ndarray, candidates: Sequence[Candidate], titles: Mapping[str, str], rarity: Rarity
) -> np.ndarray:
    """One row of FEATURES for each sentence of each candidate, in order: (sentences, features)."""
    terms = _Terms(question, rarity)
    rows = [row for candidate in candidates for row in _rows(question, vector, candidate, titles, terms)]
    matrix = np.array(rows, dtype=np.float64)
    matrix[:, FEATURES.index("similarity_lead")] -= matrix[:, 0].mean()
    return matrix


def _rows(
    question: Question, vector: np.ndarray, candidate: Candidate, titles: Mapping[str, str], terms: _Terms
) -> Iterator[tuple[float, ...]]:
    passage, sentences = candidate.hit.passage, candidate.indexed.sentences
    similarities = candidate.indexed.sentence_vectors @ vector
    passage_similarity = float(similarities.mean()) if candidate.similarity is None else candidate.similarity
    context = _Text(f"{titles.get(passage.article_id, '')}\n{passage.text}")
    texts = [passage.text[start - passage.start : end - passage.start] for start, end in sentences]
    for at, text in enumerate(texts):
        found = bool(find_spans(text, question))
        window = _Text("\n".join(texts[max(at - 1, 0) : at + 2]))
        yield (
            float(similarities[at]),
            passage_similarity,
            float(similarities[at]),
            _reciprocal(candidate.ranks.get("vectors")),
            _reciprocal(candidate.ranks.get("words")),
            _Text(text).coverage(terms.weights),
            window.coverage(terms.weights),
            context.coverage(terms.weights),
            window.coverage(terms.focus),
            1 - context.coverage(terms.names) if terms.names else 0.0,
            terms.unknown,
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
        unheard = rarity("")
        unknown = [term for term in question.nouns if min(map(rarity, {term, *synonyms(term)})) >= unheard]
        self.unknown = len(unknown) / max(len(question.nouns), 1)


def _sentences(candidates: Sequence[Candidate]) -> list[tuple[Candidate, tuple[int, int]]]:
    return [(candidate, span) for candidate in candidates for span in candidate.indexed.sentences]


def _reciprocal(rank: int | None) -> float:
    return 0.0 if rank is None else 1 / (1 + rank)


class _Text:
    """A text asked again and again which terms it holds."""

    def __init__(self, text: str) -> None:
        self._low = text.casefold()
        self._tokens = frozenset(tokenize(text))

    def share(self, term: str) -> float:
        """1 when the text holds `term`, a little less for a synonym, else the share of its character bigrams that it holds."""
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
