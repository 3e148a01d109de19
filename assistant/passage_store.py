"""Passages, their sentences and their words in one SQLite file: one transaction is the commit point of an index."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from queue import Empty, LifoQueue

import numpy as np

from assistant import words
from assistant.errors import IndexFolderError
from assistant.types import Article, Passage

_BUSY_SECONDS = 10.0
_SCHEMA = """
CREATE TABLE IF NOT EXISTS indexed (
    article_id TEXT PRIMARY KEY, version TEXT NOT NULL, title TEXT NOT NULL, published TEXT, outlet TEXT
) STRICT;
CREATE TABLE IF NOT EXISTS passages (
    row INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, article_id TEXT NOT NULL REFERENCES indexed ON DELETE CASCADE,
    version TEXT NOT NULL, start INTEGER NOT NULL, "end" INTEGER NOT NULL, text TEXT NOT NULL,
    sentences BLOB NOT NULL, sentence_vectors BLOB NOT NULL
) STRICT;
CREATE INDEX IF NOT EXISTS passages_by_article ON passages (article_id);
"""
_WANTED = """
    (:since IS NULL OR indexed.published >= :since) AND (:until IS NULL OR indexed.published <= :until)
    AND (:outlets IS NULL OR indexed.outlet IN (SELECT value FROM json_each(:outlets)))
"""


@dataclass(frozen=True, slots=True, eq=False)
class IndexedPassage:
    """A passage with what searching and reading it needs."""

    passage: Passage
    vector: np.ndarray | None  #: (d,) float32; None when loaded back: the vector index keeps it
    sentences: tuple[tuple[int, int], ...]  #: offsets into the article's body
    sentence_vectors: np.ndarray  #: (sentences, d); stored in float16


@dataclass(frozen=True, slots=True)
class Bounds:
    """Which articles a search may find; a date bound leaves undated ones out, no outlets means all."""

    since: date | None = None
    until: date | None = None
    outlets: tuple[str, ...] = ()

    def parameters(self) -> dict[str, str | None]:
        return {
            "since": self.since.isoformat() if self.since else None,
            "until": self.until.isoformat() if self.until else None,
            "outlets": json.dumps(self.outlets) if self.outlets else None,
        }


class PassageStore:
    """Safe to share between threads: each reader sees the last commit, and never waits for the writer."""

    def __init__(self, path: Path) -> None:
        """Creates the file when missing; raises IndexFolderError when it is damaged."""
        self._path = path
        self._idle: LifoQueue[sqlite3.Connection] = LifoQueue()
        try:
            with self._reading() as connection:
                connection.execute("PRAGMA journal_mode = WAL")
                connection.executescript(_SCHEMA)
                words.create(connection)
        except sqlite3.DatabaseError as error:
            self.close()
            raise IndexFolderError(
                f"The passages in {path} cannot be opened ({error}); run `assistant doctor --repair` to rebuild them."
            ) from None

    def replace(self, articles: Sequence[tuple[Article, Sequence[IndexedPassage]]]) -> list[str]:
        """Put these passages in place of whatever the articles had, all or nothing; ids of passages that are gone."""
        with self._transaction() as connection:
            gone = {passage_id for article, _ in articles for passage_id in _forget(connection, article.id)}
            for article, passages in articles:
                _insert(connection, article, passages)
        return sorted(gone - {entry.passage.id for _, passages in articles for entry in passages})

    def remove(self, article_id: str) -> list[str]:
        """Forget the article; the ids of its passages."""
        with self._transaction() as connection:
            return _forget(connection, article_id)

    def indexed(self) -> dict[str, str]:
        """Version by article id."""
        with self._reading() as connection:
            return dict(connection.execute("SELECT article_id, version FROM indexed"))

    def holds(self, article: Article) -> bool:
        """Whether this very version is indexed under this title, date and outlet."""
        query = "SELECT version, title, published, outlet FROM indexed WHERE article_id = ?"
        with self._reading() as connection:
            return bool(connection.execute(query, (article.id,)).fetchone() == _fields(article))

    def passage_articles(self) -> dict[str, str]:
        """Article id by passage id."""
        with self._reading() as connection:
            return dict(connection.execute("SELECT id, article_id FROM passages"))

    def within(self, ids: Sequence[str], bounds: Bounds) -> set[str]:
        """Those of the ids that are committed passages of articles within the bounds."""
        query = f"""SELECT passages.id FROM passages JOIN indexed USING (article_id)
                    WHERE passages.id IN (SELECT value FROM json_each(:ids)) AND {_WANTED}"""
        with self._reading() as connection:
            return {row[0] for row in connection.execute(query, {"ids": json.dumps(ids)} | bounds.parameters())}

    def search(self, text: str, limit: int, bounds: Bounds) -> list[tuple[str, float]]:
        """Passage ids with their BM25 score, best first."""
        # The unary plus keeps SQLite from running the whole word query once for each allowed row.
        allowed = f"AND +words.rowid IN (SELECT row FROM passages JOIN indexed USING (article_id) WHERE {_WANTED})"
        query = f"""SELECT passages.id, -hits.rank FROM (
                        SELECT rowid, rank FROM words WHERE words MATCH :match {allowed if bounds != Bounds() else ""}
                        ORDER BY rank LIMIT :limit
                    ) AS hits JOIN passages ON passages.row = hits.rowid ORDER BY hits.rank"""
        with self._reading() as connection:
            if not (match := words.match(connection, text)):
                return []
            return connection.execute(query, {"match": match, "limit": limit} | bounds.parameters()).fetchall()

    def passages(self, ids: Sequence[str]) -> list[IndexedPassage]:
        """In the order asked for, without those an ingest has replaced since their ids were found."""
        query = """SELECT article_id, version, start, "end", text, sentences, sentence_vectors, id FROM passages
                   WHERE id IN (SELECT value FROM json_each(?))"""
        with self._reading() as connection:
            found = {row[-1]: _load(row) for row in connection.execute(query, (json.dumps(ids),))}
        return [found[passage_id] for passage_id in ids if passage_id in found]

    def of_article(self, article_id: str) -> list[IndexedPassage]:
        """In the order of the text."""
        query = """SELECT article_id, version, start, "end", text, sentences, sentence_vectors, id FROM passages
                   WHERE article_id = ? ORDER BY start"""
        with self._reading() as connection:
            return [_load(row) for row in connection.execute(query, (article_id,))]

    def frequencies(self, tokens: Sequence[str]) -> dict[str, int]:
        """In how many passages each token stands."""
        with self._reading() as connection:
            return words.frequencies(connection, tokens)

    def __len__(self) -> int:
        with self._reading() as connection:
            return int(connection.execute("SELECT count(*) FROM passages").fetchone()[0])

    def close(self) -> None:
        while True:
            try:
                self._idle.get_nowait().close()
            except Empty:
                return

    @contextmanager
    def _reading(self) -> Iterator[sqlite3.Connection]:
        try:
            connection = self._idle.get_nowait()
        except Empty:
            connection = self._connect()
        try:
            yield connection
        finally:
            self._idle.put(connection)

    @contextmanager
    def _transaction(self) -> Iterator[sqlite3.Connection]:
        with self._reading() as connection:
            connection.execute("BEGIN IMMEDIATE")
            try:
                yield connection
            except BaseException:
                connection.execute("ROLLBACK")
                raise
            connection.execute("COMMIT")

    def _connect(self) -> sqlite3.Connection:
        connection = sqlite3.connect(self._path, timeout=_BUSY_SECONDS, isolation_level=None, check_same_thread=False)
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute("PRAGMA synchronous = NORMAL")
        return connection


def _fields(article: Article) -> tuple[str, str, str | None, str | None]:
    return article.version, article.title, article.published.isoformat() if article.published else None, article.outlet


def _forget(connection: sqlite3.Connection, article_id: str) -> list[str]:
    found = connection.execute("SELECT row, id FROM passages WHERE article_id = ?", (article_id,)).fetchall()
    words.delete(connection, [row for row, _ in found])
    connection.execute("DELETE FROM indexed WHERE article_id = ?", (article_id,))
    return [passage_id for _, passage_id in found]


def _insert(connection: sqlite3.Connection, article: Article, passages: Sequence[IndexedPassage]) -> None:
    connection.execute("INSERT INTO indexed VALUES (?, ?, ?, ?, ?)", (article.id, *_fields(article)))
    for entry in passages:
        passage = entry.passage
        values = (
            passage.id,
            article.id,
            passage.version,
            passage.start,
            passage.end,
            passage.text,
            np.array(entry.sentences, np.int32).tobytes(),
            np.asarray(entry.sentence_vectors, np.float16).tobytes(),
        )
        cursor = connection.execute("INSERT INTO passages VALUES (NULL, ?, ?, ?, ?, ?, ?, ?, ?)", values)
        assert cursor.lastrowid is not None
        words.add(connection, cursor.lastrowid, article.title, passage.text)


def _load(row: tuple[str, str, int, int, str, bytes, bytes, str]) -> IndexedPassage:
    article_id, version, start, end, text, sentences, vectors, _ = row
    spans = np.frombuffer(sentences, np.int32).reshape(-1, 2).tolist()
    halves = np.frombuffer(vectors, np.float16)
    return IndexedPassage(
        passage=Passage(article_id, version, start, end, text),
        vector=None,
        sentences=tuple((first, last) for first, last in spans),
        sentence_vectors=halves.astype(np.float32).reshape(len(spans), halves.size // max(1, len(spans))),
    )
