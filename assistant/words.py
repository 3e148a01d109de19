"""A word index for Korean: character bigrams ranked by BM25 in SQLite's FTS5.

Bigrams find 승지원 inside 승지원에서 without an analyser that must know the word; on 800 Korean questions they are
within a point of a morphological analyser (docs/decisions/0003-storage.md).
"""

from __future__ import annotations

import re
import sqlite3
import unicodedata
from collections.abc import Iterable

#: Hangul, Han and kana run on without spaces between stem and ending, or between words
_RUN_ON = "\u1100-\u11ff\u3041-\u30fa\u30fc-\u30ff\u3130-\u318f\u3400-\u9fff\ua960-\ua97f\uac00-\ud7ff\uf900-\ufaff"
_WORD = re.compile(rf"\d+(?:,\d{{3}})+(?!\d)(?:\.\d+)?|\d+\.\d+|[{_RUN_ON}]+|[^\W_{_RUN_ON}]+")
MATCHES = 20_000  #: rows a query may match, counted once for each token
TITLE_WEIGHT = 0.5  #: of a word in the article's title against one in the passage
_MIDDLE_DOTS = re.compile("[\u318d\u119e]")  # letters by their Unicode category, separators in every newspaper


def tokenize(text: str) -> list[str]:
    """Tokens in order: bigrams of Korean words, other words and numbers whole, numbers without thousands commas."""
    plain = unicodedata.normalize("NFKC", _MIDDLE_DOTS.sub(" ", text)).casefold()
    return [token for word in _WORD.findall(plain) for token in _tokens(word)]


def overlap(one: str, other: str) -> float:
    """Share of the tokens of two texts that both have, 0 to 1."""
    first, second = set(tokenize(one)), set(tokenize(other))
    return len(first & second) / max(len(first | second), 1)


def _tokens(word: str) -> Iterable[str]:
    if word[0].isdigit():
        return (word.replace(",", ""),)
    if len(word) == 1 or not _runs_on(word[0]):
        return (word,)
    return (word[start : start + 2] for start in range(len(word) - 1))


def _runs_on(character: str) -> bool:
    return re.match(f"[{_RUN_ON}]", character) is not None


def create(connection: sqlite3.Connection) -> None:
    """The tables, when missing. FTS5's ascii tokenizer leaves every token of ours whole."""
    connection.execute(
        """CREATE VIRTUAL TABLE IF NOT EXISTS words USING fts5(title, body, tokenize = "ascii tokenchars '.'")"""
    )
    connection.execute("CREATE VIRTUAL TABLE IF NOT EXISTS word_counts USING fts5vocab(words, col)")
    connection.execute("INSERT INTO words(words, rank) VALUES ('rank', ?)", (f"bm25({TITLE_WEIGHT}, 1.0)",))


def add(connection: sqlite3.Connection, row: int, title: str, body: str) -> None:
    values = (row, " ".join(tokenize(title)), " ".join(tokenize(body)))
    connection.execute("INSERT INTO words(rowid, title, body) VALUES (?, ?, ?)", values)


def delete(connection: sqlite3.Connection, rows: Iterable[int]) -> None:
    connection.executemany("DELETE FROM words WHERE rowid = ?", ((row,) for row in rows))


def match(connection: sqlite3.Connection, text: str) -> str:
    """An FTS5 query for the text's tokens, or "" when no passage has any; quoted, so that none is an operator.

    Tokens are taken rarest first until they match MATCHES rows together: the frequent rest costs the most and says the
    least.
    """
    columns = {token: _documents(connection, token) for token in set(tokenize(text))}
    known = {token: sum(counts.values()) for token, counts in columns.items() if counts}
    taken: list[str] = []
    matches = 0
    for token in sorted(known, key=lambda token: (known[token], token)):
        matches += known[token]
        if taken and matches > MATCHES:
            break
        taken.append(token)
    return " OR ".join(f'"{token}"' for token in taken)


def frequencies(connection: sqlite3.Connection, tokens: Iterable[str]) -> dict[str, int]:
    """In how many passages each token stands; titles are not counted."""
    return {token: _documents(connection, token).get("body", 0) for token in set(tokens)}


def _documents(connection: sqlite3.Connection, token: str) -> dict[str, int]:
    """In how many rows the token stands, by column."""
    return dict(connection.execute("SELECT col, doc FROM word_counts WHERE term = ?", (token,)))
