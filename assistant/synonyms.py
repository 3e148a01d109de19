"""Everyday words and the words newspapers use for them, from `synonyms.txt`."""

from __future__ import annotations

import re
from collections import defaultdict
from functools import lru_cache
from pathlib import Path

from assistant.language import fitted
from assistant.question import asks_only, morphemes


@lru_cache(maxsize=1)
def _groups() -> dict[str, frozenset[str]]:
    alternatives: dict[str, set[str]] = defaultdict(set)
    for line in (Path(__file__).parent / "synonyms.txt").read_text(encoding="utf-8").splitlines():
        first, *others = line.partition("#")[0].split() or [""]
        alternatives[first].update(others)
        for other in others:  # but not one other for the next: 오찬 and 만찬 are both 식사
            alternatives[other].add(first)
    return {word: frozenset(others - {word}) for word, others in alternatives.items()}


def synonyms(term: str) -> frozenset[str]:
    """Stems a newspaper may write where a reader asks for `term` (a casefolded morpheme); often none."""
    return _groups().get(term, frozenset())


def reworded(question: str, told: str) -> str:
    """The question with common nouns that a sentence lacks as the sentence says them: "집에 간" becomes "자택에 간"."""
    nouns = {surface.casefold() for surface, tag, _, _ in morphemes(told) if tag in ("NNG", "NNP", "SL")}
    for surface, tag, start, end in reversed(morphemes(question)):
        if tag in ("NNG", "NNP") and surface not in told and not asks_only(surface):
            meant = max((word for word in synonyms(surface) & nouns if len(word) > 1), key=len, default=surface)
            after = re.match(r"[가-힣]*", question[end:])
            particle = after.group() if after else ""
            question = question[:start] + meant + fitted(particle, meant) + question[end + len(particle) :]
    return question
