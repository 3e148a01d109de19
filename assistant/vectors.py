"""Passage vectors in Chroma, behind llama-index's vector store so that another store can take its place.

Importing this module takes seconds; nothing imports it at start.
"""

from __future__ import annotations

import math
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

import chromadb
import numpy as np
from chromadb.api import ClientAPI
from chromadb.api.shared_system_client import SharedSystemClient
from chromadb.config import Settings as ChromaSettings
from chromadb.errors import ChromaError
from llama_index.core.schema import BaseNode, TextNode
from llama_index.core.vector_stores.types import FilterOperator, MetadataFilter, MetadataFilters, VectorStoreQuery
from llama_index.core.vector_stores.utils import node_to_metadata_dict
from llama_index.vector_stores.chroma import ChromaVectorStore

from assistant.errors import IndexFolderError

_Item = TypeVar("_Item")
BATCH = 250  #: rows a call; Chroma's throughput is best up to here and it refuses more than 5,461
_SEARCH_WIDTH = 400  # Chroma's own 100 misses a sixth of the nearest 50 among 20,000 passages, this one in sixty
_UNDATED = 0  # Chroma keeps an old metadata key that a new row leaves out, so "none" must be a value


@dataclass(frozen=True, slots=True)
class VectorRow:
    """A passage's vector and what a search may filter by."""

    passage_id: str
    vector: np.ndarray
    published: date | None
    outlet: str | None


class _Upserting(ChromaVectorStore):  # type: ignore[misc]  # the library is not type-checked
    """ChromaVectorStore adds with `collection.add`, which keeps the old row of an id it knows; ours replaces it."""

    def add(self, nodes: Sequence[BaseNode], **_: Any) -> list[str]:
        ids = [node.node_id for node in nodes]
        self.client.upsert(
            ids=ids,
            embeddings=[node.get_embedding() for node in nodes],
            metadatas=[node_to_metadata_dict(node, remove_text=True, flat_metadata=True) for node in nodes],
        )
        return ids


class VectorIndex:
    """Cosine search over passage vectors in a folder that no other process may have open."""

    def __init__(self, folder: Path) -> None:
        """Creates the folder when missing. Raises IndexFolderError when what lies there is no Chroma database."""
        self._folder = folder
        self._lock = threading.Lock()
        with self._turn():
            self._client: Any = _client(folder)
            collection = self._client.get_or_create_collection(
                "passages",
                embedding_function=None,
                configuration={"hnsw": {"space": "cosine", "ef_search": _SEARCH_WIDTH}},
            )
        self._store = _Upserting.from_collection(collection)

    def add(self, rows: Sequence[VectorRow]) -> None:
        """Store each row, in place of the one that had its id."""
        for batch in _batches(rows):
            nodes: list[BaseNode] = [_node(row) for row in batch]
            with self._turn():
                self._store.add(nodes)

    def delete(self, ids: Sequence[str]) -> None:
        """Unknown ids are no error."""
        for batch in _batches(ids):
            with self._turn():
                self._store.delete_nodes(list(batch))

    def search(
        self,
        vector: np.ndarray,
        limit: int,
        since: date | None = None,
        until: date | None = None,
        outlets: Sequence[str] = (),
    ) -> list[tuple[str, float]]:
        """The nearest passages with their cosine, best first; a date bound leaves undated articles out."""
        query = VectorStoreQuery(
            query_embedding=vector.astype(float).tolist(),
            similarity_top_k=limit,
            filters=_filters(since, until, outlets),
        )
        with self._turn():
            found = self._store.query(query)
        # llama-index reports exp(-distance), and cosine distance is 1 - cosine.
        return [
            (passage_id, min(1.0, 1.0 + math.log(similarity)))
            for passage_id, similarity in zip(found.ids or [], found.similarities or [], strict=True)
        ]

    def ids(self) -> set[str]:
        with self._turn():
            return set(self._store.client.get(include=[])["ids"])

    def close(self) -> None:
        self._client.close()

    @contextmanager
    def _turn(self) -> Iterator[None]:
        """One thread at a time: Chroma can fail a search over rows that another thread is deleting."""
        with self._lock:
            try:
                yield
            except ChromaError as error:
                raise IndexFolderError(
                    f"The vectors in {self._folder} cannot be used ({error}); "
                    "run `assistant doctor --repair` to rebuild them."
                ) from None


def _client(folder: Path) -> ClientAPI:
    try:
        return chromadb.PersistentClient(folder, ChromaSettings(anonymized_telemetry=False))
    except ChromaError:
        # Chroma remembers the system that failed to start and would hand it to the next opener of this path.
        SharedSystemClient._identifier_to_system.pop(str(folder), None)
        raise


def _node(row: VectorRow) -> TextNode:
    metadata = {"published": _day(row.published) if row.published else _UNDATED, "outlet": row.outlet or ""}
    return TextNode(id_=row.passage_id, text="", embedding=row.vector.astype(float).tolist(), metadata=metadata)


def _day(day: date) -> int:
    return day.year * 10_000 + day.month * 100 + day.day


def _filters(since: date | None, until: date | None, outlets: Sequence[str]) -> MetadataFilters | None:
    filters: list[MetadataFilter | MetadataFilters] = []
    if since or until:
        first = _day(since) if since else _UNDATED + 1
        filters.append(MetadataFilter(key="published", value=first, operator=FilterOperator.GTE))
    if until:
        filters.append(MetadataFilter(key="published", value=_day(until), operator=FilterOperator.LTE))
    if outlets:
        filters.append(MetadataFilter(key="outlet", value=list(outlets), operator=FilterOperator.IN))
    return MetadataFilters(filters=filters) if filters else None


def _batches(items: Sequence[_Item]) -> Iterator[Sequence[_Item]]:
    for start in range(0, len(items), BATCH):
        yield items[start : start + BATCH]
