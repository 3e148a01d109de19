"""The evaluation questions: what is asked, and what a right answer must hold and cite."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

OUTCOMES = ("ANSWERED", "CONFLICTING", "REFUSED")


@dataclass(frozen=True, slots=True)
class Source:
    file: str  #: name of an article file, or the id of a row
    quote: str  #: words of it that hold the fact


@dataclass(frozen=True, slots=True)
class Sample:
    """One question. Every group of `answers` must be met by one of its alternatives; [] when it must be refused."""

    id: str
    category: str
    question: str
    outcome: str
    answers: tuple[tuple[str, ...], ...] = ()
    sources: tuple[Source, ...] = ()
    history: tuple[str, ...] = ()
    split: str = "dev"
    since: date | None = None
    until: date | None = None
    outlets: tuple[str, ...] = ()

    @property
    def answerable(self) -> bool:
        return self.outcome != "REFUSED"


def load(path: Path) -> list[Sample]:
    """The samples of a JSON-lines file; raises ValueError naming the line that is not one."""
    samples = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        if not line.strip():
            continue
        try:
            samples.append(sample_of(json.loads(line)))
        except (KeyError, TypeError, ValueError) as error:
            raise ValueError(
                f"Line {number} of {path} is no question ({error}); see eval/README.md for the format."
            ) from error
    return samples


def sample_of(row: dict[str, Any]) -> Sample:
    """One line's question; raises KeyError, TypeError or ValueError where it is none."""
    if row["outcome"] not in OUTCOMES:
        raise ValueError(f"outcome {row['outcome']!r}")
    return Sample(
        id=row["id"],
        category=row["category"],
        question=row["question"],
        outcome=row["outcome"],
        answers=tuple(tuple(group) for group in row.get("answers", ())),
        sources=tuple(Source(source["file"], source["quote"]) for source in row.get("sources", ())),
        history=tuple(row.get("history", ())),
        split=row.get("split", "dev"),
        since=date.fromisoformat(row["since"]) if row.get("since") else None,
        until=date.fromisoformat(row["until"]) if row.get("until") else None,
        outlets=tuple(row.get("outlets", ())),
    )
