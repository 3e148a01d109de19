"""Several reports on each of some events, and questions asked of all of them: `events.jsonl`, kept out of the reader's
training. What weighs its figures is fitted on them."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

_EVENTS = Path(__file__).parent / "events.jsonl"
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


def table(folder: Path) -> Path:
    """The articles as a table to ingest; each has its id for an outlet, so that a question can be asked of some."""
    written = folder / "events.jsonl"
    with _EVENTS.open(encoding="utf-8") as lines, written.open("w", encoding="utf-8") as file:
        for row in map(json.loads, lines):
            kept = {name: row[name] for name in _COLUMNS} | {"outlet": row["id"]}
            file.write(json.dumps(kept, ensure_ascii=False) + "\n")
    return written


def questions() -> list[EventQuestion]:
    asked: dict[tuple[str, str], dict[str, list[tuple[int, int]]]] = {}
    with _EVENTS.open(encoding="utf-8") as lines:
        for row in map(json.loads, lines):
            for each in row["asked"]:
                spans = [(start, end) for start, end in each["spans"]]
                asked.setdefault((row["event"], each["question"]), {})[row["id"]] = spans
    return [EventQuestion(event, text, spans) for (event, text), spans in asked.items()]


def articles() -> tuple[str, ...]:
    return tuple(json.loads(line)["id"] for line in _EVENTS.read_text(encoding="utf-8").splitlines())


def article_of(source: str) -> str:
    """An article's id in the table, of its source."""
    return source.rpartition("#")[2]
