"""Everyday words and the words newspapers use for them, from `synonyms.txt`."""

from __future__ import annotations

from collections import defaultdict
from functools import lru_cache
from pathlib import Path


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
