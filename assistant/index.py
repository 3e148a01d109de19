"""The index: passages, words and vectors derived from the archive, with one writer and one commit point.

The transaction of `passages.sqlite` decides what is indexed; a vector it does not know is never shown.
"""

from __future__ import annotations

import threading
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Self

import numpy as np

from assistant.index_folder import PASSAGES, VECTORS, claim
from assistant.lock import Lock
from assistant.passage_store import Bounds, IndexedPassage, PassageStore
from assistant.types import Article

if TYPE_CHECKING:
    from assistant.vectors import VectorIndex

__all__ = ["Index", "IndexCheck", "IndexedPassage"]


@dataclass(frozen=True, slots=True)
class IndexCheck:
    """Where archive, passages and vectors differ. All but `orphans` are article ids."""

    missing: tuple[str, ...] = ()  #: archived, not indexed
    stale: tuple[str, ...] = ()  #: indexed in another version than the archive's current one, or not archived
    incomplete: tuple[str, ...] = ()  #: indexed, with passages whose vectors are lost
    orphans: tuple[str, ...] = ()  #: ids of vectors without a passage: never shown, only in the way

    @property
    def sound(self) -> bool:
        return self == IndexCheck()


class Index:
    """What can be searched. Safe to share between threads; one process at a time."""

    def __init__(self, lock: Lock, store: PassageStore, vectors: VectorIndex) -> None:
        """Use `Index.open`."""
        self._lock, self._store, self._vectors = lock, store, vectors
        self._writing = threading.Lock()

    @classmethod
    def open(cls, folder: Path, fingerprint: Mapping[str, str], rebuild: bool = False) -> Index:
        """Open or create. `rebuild` drops the derived parts and takes over the new fingerprint.

        Raises IndexFolderError, IndexLockedError or IndexMismatchError, each before anything is touched.
        """
        folder = folder.absolute()
        lock = claim(folder, fingerprint, rebuild)
        try:
            return cls(lock, *_parts(folder))
        except BaseException:
            lock.release()
            raise

    def add(self, article: Article, passages: Sequence[IndexedPassage]) -> None:
        """Index the article with these passages in place of those it had."""
        self.add_many([(article, passages)])

    def add_many(self, articles: Iterable[tuple[Article, Sequence[IndexedPassage]]]) -> None:
        """Index all the articles or, if the process dies, none of them."""
        from assistant.vectors import VectorRow

        batch = list({article.id: (article, passages) for article, passages in articles}.values())
        rows = [
            VectorRow(entry.passage.id, _vector(article, entry), article.published, article.outlet)
            for article, passages in batch
            for entry in passages
        ]
        with self._writing:
            self._vectors.add(rows)
            gone = self._store.replace(batch)
            self._vectors.delete(gone)

    def remove(self, article_id: str) -> None:
        """An article that is not indexed is no error."""
        with self._writing:
            self._vectors.delete(self._store.remove(article_id))

    def indexed(self) -> dict[str, str]:
        """Version by article id."""
        return self._store.indexed()

    def holds(self, article: Article) -> bool:
        """Whether this version is indexed under this title, date and outlet; if not, `add` it (again)."""
        return self._store.holds(article)

    def search_vectors(
        self,
        vector: np.ndarray,
        limit: int,
        since: date | None = None,
        until: date | None = None,
        outlets: Sequence[str] = (),
    ) -> list[tuple[str, float]]:
        """Passage ids with their cosine to the vector, best first."""
        asked = limit
        while True:
            found = self._vectors.search(vector, asked, since, until, outlets)
            committed = set(self.within([passage_id for passage_id, _ in found], since, until, outlets))
            hits = [(passage_id, cosine) for passage_id, cosine in found if passage_id in committed]
            if len(hits) >= limit or len(found) < asked:
                return hits[:limit]
            asked *= 2  # vectors left behind by a killed ingest took the places of others

    def search_words(
        self,
        text: str,
        limit: int,
        since: date | None = None,
        until: date | None = None,
        outlets: Sequence[str] = (),
    ) -> list[tuple[str, float]]:
        """Passage ids with their BM25 score for the text's words, best first."""
        return self._store.search(text, limit, Bounds(since, until, tuple(outlets)))

    def within(
        self, ids: Sequence[str], since: date | None = None, until: date | None = None, outlets: Sequence[str] = ()
    ) -> list[str]:
        """Those of the ids, in their order, that are passages of articles within the bounds."""
        committed = self._store.within(ids, Bounds(since, until, tuple(outlets)))
        return [passage_id for passage_id in ids if passage_id in committed]

    def passages(self, ids: Sequence[str]) -> list[IndexedPassage]:
        """In the order asked for, without those an ingest has replaced since their ids were found."""
        return self._store.passages(ids)

    def of_article(self, article_id: str) -> list[IndexedPassage]:
        """All passages of an article, in the order of its text; none of one that is not indexed."""
        return self._store.of_article(article_id)

    def frequencies(self, tokens: Sequence[str]) -> dict[str, int]:
        """In how many of the `len(index)` passages each token of `words.tokenize` stands."""
        return self._store.frequencies(tokens)

    def __len__(self) -> int:
        """Passages."""
        return len(self._store)

    def check(self, archived: Mapping[str, str]) -> IndexCheck:
        """Compare with the archive's current version by article id."""
        with self._writing:
            indexed, owners, vectors = self._store.indexed(), self._store.passage_articles(), self._vectors.ids()
        return IndexCheck(
            missing=tuple(sorted(archived.keys() - indexed.keys())),
            stale=tuple(sorted(key for key, version in indexed.items() if archived.get(key) != version)),
            incomplete=tuple(sorted({owners[passage_id] for passage_id in owners.keys() - vectors})),
            orphans=tuple(sorted(vectors - owners.keys())),
        )

    def sweep(self) -> int:
        """Delete the vectors that no passage has; how many."""
        with self._writing:
            orphans = self._vectors.ids() - self._store.passage_articles().keys()
            self._vectors.delete(sorted(orphans))
        return len(orphans)

    def close(self) -> None:
        self._vectors.close()
        self._store.close()
        self._lock.release()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def _parts(folder: Path) -> tuple[PassageStore, VectorIndex]:
    from assistant.vectors import VectorIndex  # takes seconds to import: after the lock, whose answer must be quick

    store = PassageStore(folder / PASSAGES)
    try:
        return store, VectorIndex(folder / VECTORS)
    except BaseException:
        store.close()
        raise


def _vector(article: Article, entry: IndexedPassage) -> np.ndarray:
    if entry.vector is None or (entry.passage.article_id, entry.passage.version) != (article.id, article.version):
        raise ValueError(
            f"passage {entry.passage.id} has no vector or is not of article {article.id} {article.version}"
        )
    return entry.vector
