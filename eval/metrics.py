"""Scoring one answer, and adding scores up."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

from assistant.types import Answer, Article
from eval.questions import Sample

_MARKERS = re.compile(r"(?: ?\[[0-9]+\])+")
_SEEN = 250  #: characters of an answer in which a one-fact question must be answered


@dataclass(frozen=True, slots=True)
class Score:
    """None marks what was not asked of this sample; it is never counted as 0."""

    sample: Sample
    answer: Answer
    right: bool | None  #: every fact stands in the answer
    cited: bool | None  #: and in a quote the answer cites
    short: bool | None  #: and in `short` alone; one-fact questions only
    refused: bool | None  #: unanswerable questions only
    conflict: bool | None  #: disagreements only: every value is shown
    exact: bool  #: every quote stands in its article at its offsets
    seconds: float

    @property
    def passed(self) -> bool:
        return bool(self.refused) if self.right is None else bool(self.right and self.cited)


def score(sample: Sample, answer: Answer, articles: dict[tuple[str, str], Article], seconds: float) -> Score:
    """`articles` holds every cited article by id and version."""
    exact = all(articles[c.article_id, c.version].body[c.start : c.end] == c.quote for c in answer.citations)
    if not sample.answerable:
        return Score(sample, answer, None, None, None, answer.outcome.refused, None, exact, seconds)
    shown = not answer.outcome.refused
    one_fact = len(sample.answers) == 1
    right = shown and meets(sample, _visible(answer, one_fact))
    cited = right and any_cited(sample, answer)
    short = shown and meets(sample, answer.short) if one_fact else None
    conflict = bool(answer.conflicts) and right if sample.outcome == "CONFLICTING" else None
    return Score(sample, answer, right, cited, short, None, conflict, exact, seconds)


def meets(sample: Sample, text: str) -> bool:
    """Whether `text` holds an alternative of every group, white space and case apart."""
    squeezed = squeeze(text)
    return all(any(squeeze(alternative) in squeezed for alternative in group) for group in sample.answers)


def any_cited(sample: Sample, answer: Answer) -> bool:
    """Whether the quotes together hold every fact, or the very words the sample names as its source."""
    quotes = squeeze(" ".join(citation.quote for citation in answer.citations))
    return meets(sample, quotes) or any(squeeze(source.quote) in quotes for source in sample.sources)


def squeeze(text: str) -> str:
    return re.sub(r"[\s,]", "", unicodedata.normalize("NFC", text)).casefold()


def _visible(answer: Answer, one_fact: bool) -> str:
    text = f"{answer.short} {_MARKERS.sub('', answer.text)}"
    return text[:_SEEN] if one_fact else text


@dataclass(frozen=True, slots=True)
class Figures:
    """Shares over the samples they were asked of; None over none."""

    n: int
    right: float | None
    cited: float | None
    short: float | None
    refused: float | None
    conflict: float | None
    exact: float | None


def figures(scores: Iterable[Score]) -> Figures:
    rows = list(scores)
    shares = {
        name: _share([getattr(row, name) for row in rows])
        for name in ("right", "cited", "short", "refused", "conflict", "exact")
    }
    return Figures(len(rows), **shares)


def _share(values: list[bool | None]) -> float | None:
    asked = [value for value in values if value is not None]
    return sum(asked) / len(asked) if asked else None
