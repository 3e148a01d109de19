"""Invented articles kept out of the reader's training; what weighs its figures is fitted on questions asked of them.

`events.jsonl` has several reports on each of some events, and questions asked of each of an event's articles;
`archive.jsonl` articles of all kinds, and questions asked of all of them together.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

_HERE = Path(__file__).parent
_EVENTS, _ARCHIVE = "events.jsonl", "archive.jsonl"
_COLUMNS = ("id", "title", "published", "body")


@dataclass(frozen=True, slots=True)
class EventQuestion:
    event: str
    text: str
    #: where each article that was asked answers, as offsets into its body; () where it does not
    spans: Mapping[str, Sequence[tuple[int, int]]]

    @property
    def answering(self) -> tuple[str, ...]:
        """The articles that answer."""
        return tuple(article for article, spans in self.spans.items() if spans)


def table(name: str, folder: Path) -> Path:
    """The articles of a file as a table to ingest; each has its id for an outlet, so that a question can be asked of
    some."""
    written = folder / name
    with written.open("w", encoding="utf-8") as file:
        for row in _rows(name):
            kept = {column: row[column] for column in _COLUMNS} | {"outlet": row["id"]}
            file.write(json.dumps(kept, ensure_ascii=False) + "\n")
    return written


def questions() -> list[EventQuestion]:
    asked: dict[tuple[str, str], dict[str, list[tuple[int, int]]]] = {}
    for row in _rows(_EVENTS):
        for each in row["asked"]:
            spans = [(start, end) for start, end in each["spans"]]
            asked.setdefault((row["event"], each["question"]), {})[row["id"]] = spans
    return [EventQuestion(event, text, spans) for (event, text), spans in asked.items()]


def usual_questions() -> list[tuple[str, list[str]]]:
    """Questions asked of the whole archive, with what its articles say that answers them; [] where none does."""
    return [(each["question"], each["quotes"]) for row in _rows(_ARCHIVE) for each in row["asked"]]


def articles() -> tuple[str, ...]:
    return tuple(row["id"] for row in _rows(_EVENTS))


def article_of(source: str) -> str:
    """An article's id in the table, of its source."""
    return source.rpartition("#")[2]


def _rows(name: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (_HERE / name).read_text(encoding="utf-8").splitlines()]
