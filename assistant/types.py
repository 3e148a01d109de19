"""The values that flow through the assistant; design order is flow order.

All offsets are Unicode code points, half open, into `Article.body` of the version named beside them.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field, fields, is_dataclass
from datetime import date
from enum import Enum
from typing import Any


def _hash(*parts: object) -> str:
    return hashlib.sha256("\x1f".join(map(str, parts)).encode()).hexdigest()[:16]


#: in an article's metadata: what its page said to machines, taken out of the body; no column of a table is called so
INSTRUCTIONS = "said to machines"


SEPARATOR = "; "  #: between the short answers to questions put together


@dataclass(frozen=True, slots=True)
class Article:
    """One news article after cleaning; `body` is NFC: its paragraphs and then what its captions state, one a line."""

    title: str
    body: str
    source: str  #: canonical: the article's own address, else the resolved path of its file (`#row` for tables)
    outlet: str | None = None
    author: str | None = None
    published: date | None = None
    url: str | None = None
    captions: tuple[str, ...] = ()  #: of photos, as the page has them, with their credits
    #: columns of a table we have no field for, and INSTRUCTIONS
    metadata: Mapping[str, str] = field(default_factory=dict)

    @property
    def id(self) -> str:
        return _hash(self.source)

    @property
    def version(self) -> str:
        return _hash(self.body)


@dataclass(frozen=True, slots=True)
class Passage:
    """A run of whole sentences: `article.body[start:end] == text`."""

    article_id: str
    version: str
    start: int
    end: int
    text: str

    @property
    def id(self) -> str:
        return _hash(self.article_id, self.version, self.start, self.end)


@dataclass(frozen=True, slots=True)
class Query:
    """A question ready for retrieval. `standalone` equals `text` unless the question leaned on an earlier one."""

    text: str
    standalone: str
    language: str = "ko"  #: "ko" or "en"
    since: date | None = None  #: published on or after
    until: date | None = None  #: published on or before
    outlets: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Hit:
    """A retrieved passage. Scores are fused ranks: comparable within one retrieval only."""

    passage: Passage
    score: float
    found_by: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Reading:
    """What one sentence of a passage says to the question."""

    passage: Passage
    relevance: float  #: 0 to 1, calibrated: how likely this sentence answers the question
    sentence: tuple[int, int]
    span: tuple[int, int] | None = None  #: the words asked for, within the sentence
    no_answer: float = 0.0  #: 0 to 1, calibrated: how likely the passage does not answer
    published: date | None = None  #: of the passage's article
    items: tuple[tuple[int, int], ...] = ()  #: where a list is asked for: its items within the sentence
    title: str = ""  #: of the passage's article
    copies: tuple[Passage, ...] = ()  #: passages of other articles with nearly the same text

    def text(self, span: tuple[int, int]) -> str:
        """The words at `span`, offsets into the article's body as `sentence` and `span` are."""
        return self.passage.text[span[0] - self.passage.start : span[1] - self.passage.start]


class Support(Enum):
    SUPPORTED = "SUPPORTED"
    UNVERIFIED = "UNVERIFIED"


class Outcome(Enum):
    ANSWERED = "ANSWERED"
    CONFLICTING = "CONFLICTING"  #: answered, and the sources differ
    NO_EVIDENCE = "NO_EVIDENCE"  #: nothing relevant was found
    INSUFFICIENT = "INSUFFICIENT"  #: related passages, but they do not hold the answer

    @property
    def refused(self) -> bool:
        return self in (Outcome.NO_EVIDENCE, Outcome.INSUFFICIENT)


@dataclass(frozen=True, slots=True)
class Copy:
    """Another article that prints the same report: a reprint or the same wire story."""

    article_id: str
    version: str
    title: str
    outlet: str | None
    published: date | None
    url: str | None


@dataclass(frozen=True, slots=True)
class Citation:
    """A quote in a stored article version: `article.body[start:end] == quote`, always."""

    number: int
    article_id: str
    version: str
    title: str
    outlet: str | None
    published: date | None
    url: str | None
    start: int
    end: int
    quote: str
    copies: tuple[Copy, ...] = ()  #: counted with this one as one source


@dataclass(frozen=True, slots=True)
class Claim:
    text: str
    citations: tuple[int, ...]  #: citation numbers
    support: Support = Support.SUPPORTED
    instead: str = ""  #: what the cited passage has where an UNVERIFIED claim has another value


@dataclass(frozen=True, slots=True)
class ConflictValue:
    value: str
    citations: tuple[int, ...]
    published: tuple[date | None, ...]  #: of each cited article, in the order of `citations`


class Relation(Enum):
    """What two statements with differing values are to one another."""

    FORECAST = "FORECAST"  #: the earlier article was written before the event, the later one after it
    CORRECTION = "CORRECTION"  #: the later article corrects or updates the earlier one's value
    DISAGREEMENT = "DISAGREEMENT"


@dataclass(frozen=True, slots=True)
class Conflict:
    """Values for the same thing asked that differ after normalisation, from articles that are not copies.

    Of a forecast or a correction the value that stands comes first.
    """

    values: tuple[ConflictValue, ...]
    relation: Relation = Relation.DISAGREEMENT


@dataclass(frozen=True, slots=True)
class Evidence:
    """A passage the answer was looked for in, best first; all a refusal has to show."""

    passage: Passage
    title: str
    outlet: str | None
    published: date | None
    url: str | None
    relevance: float


@dataclass(frozen=True, slots=True)
class Answer:
    """What every front end shows. ANSWERED and CONFLICTING have citations; a refusal has none and `text` says why."""

    question: str
    understood: str  #: the question as it stands alone
    text: str  #: sentences with `[n]` markers, or the reason of a refusal
    short: str  #: the words asked for, or ""; of several questions put together those of each, by SEPARATOR
    outcome: Outcome
    claims: tuple[Claim, ...] = ()
    citations: tuple[Citation, ...] = ()
    conflicts: tuple[Conflict, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    as_of: date | None = None  #: when the newest cited article was published
    confidence: float = 0.0  #: 0 to 1, calibrated
    timings: Mapping[str, float] = field(default_factory=dict)  #: seconds by stage
    writer: str = "extractive"  #: or the language model's name and the hash of its prompts
    notice: str = (
        ""  #: why the writer asked for did not write, and which of several questions the articles do not answer
    )
    dropped: int = 0  #: citation markers the language model wrote for passages it was not shown
    tokens: Mapping[str, int] = field(default_factory=dict)  #: the language model's `prompt` and `written`, in o200k

    @property
    def headline(self) -> str:
        """What `short` tells besides the values that `conflicts` show."""
        shown = {value.value for conflict in self.conflicts for value in conflict.values}
        parts = self.short.split(SEPARATOR)
        return SEPARATOR.join(part for part in parts if not set(part.split(" / ")) <= shown)

    def to_dict(self) -> dict[str, Any]:
        """The JSON contract of every front end; its schema is `assistant/schema.json`."""
        row: dict[str, Any] = plain(self)
        return row


@dataclass(frozen=True, slots=True)
class IngestReport:
    """What became of each source; sources are canonical names, failures carry a one-sentence reason."""

    added: tuple[str, ...] = ()
    updated: tuple[str, ...] = ()
    unchanged: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    failed: Mapping[str, str] = field(default_factory=dict)

    def to_dict(self) -> dict[str, Any]:
        row: dict[str, Any] = plain(self)
        return row


@dataclass(frozen=True, slots=True)
class Progress:
    """How far an ingest has come."""

    done: int  #: sources
    total: int
    source: str  #: the one just finished


def plain(value: Any) -> Any:
    """`value` as JSON knows it: dataclasses as objects, dates as ISO strings."""
    if is_dataclass(value) and not isinstance(value, type):
        row = {f.name: plain(getattr(value, f.name)) for f in fields(value)}
        if isinstance(value, (Article, Passage)):
            row = {"id": value.id, **row}
        if isinstance(value, Article):
            row["version"] = value.version
        return row
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Mapping):
        return {str(key): plain(item) for key, item in value.items()}
    if isinstance(value, (tuple, list)):
        return [plain(item) for item in value]
    return value
