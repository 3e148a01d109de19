"""Sources in, articles stored and indexed; one bad source never stops the rest."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from pathlib import Path

from assistant.archive import Archive
from assistant.cleaning.clean import clean
from assistant.encoder import Encoder
from assistant.errors import SourceError
from assistant.index import Index, IndexedPassage
from assistant.passages import Span, make_passages
from assistant.sources.files import find_sources, read_pages
from assistant.types import Article, IngestReport, Passage, Progress

_BATCH = 32  #: passages encoded and committed together

Cut = list[tuple[Passage, tuple[Span, ...]]]


class Ingest:
    """One run over some paths. Killed at any point it loses nothing acknowledged, and the next finishes its work."""

    def __init__(self, archive: Archive, index: Index, encoder: Callable[[], Encoder], passage_tokens: int) -> None:
        self._archive = archive
        self._index = index
        self._encoder = encoder
        self._passage_tokens = passage_tokens
        self._waiting: dict[str, tuple[Article, Cut]] = {}
        self._changes: dict[str, list[str]] = {"added": [], "updated": [], "unchanged": [], "removed": []}
        self._failed: dict[str, str] = {}

    def run(
        self, paths: Iterable[str | Path], prune: bool = False, progress: Callable[[Progress], None] | None = None
    ) -> IngestReport:
        """Takes every source under `paths`. Raises SourceError for a path that does not exist."""
        paths = [paths] if isinstance(paths, str | Path) else list(paths)
        sources = find_sources(paths)
        self.resume()
        for done, source in enumerate(sources, start=1):
            self._take(source)
            if progress:
                progress(Progress(done, len(sources), source))
        self._flush()
        if prune:
            self._prune(paths, sources)
        return IngestReport(**{name: tuple(names) for name, names in self._changes.items()}, failed=self._failed)

    def resume(self) -> None:
        """Indexes what the archive holds and the index does not: what an earlier run was killed over."""
        indexed = self._index.indexed()
        for article_id, version in self._archive.versions().items():
            if indexed.get(article_id) != version:
                self._wait(self._archive.get(article_id))
        self._flush()

    def _take(self, source: str) -> None:
        try:
            for page in read_pages(source):
                if isinstance(page, SourceError):
                    self._fail(source, page)
                    continue
                try:
                    self._store(clean(page))
                except SourceError as error:
                    self._fail(page.source, error)
        except SourceError as error:
            self._fail(source, error)

    def _fail(self, source: str, error: SourceError) -> None:
        known = self._failed.get(source)
        self._failed[source] = f"{known} {error}" if known else str(error)

    def _store(self, article: Article) -> None:
        self._changes[self._archive.put(article)].append(article.source)
        if not self._index.holds(article):
            self._wait(article)

    def _wait(self, article: Article) -> None:
        self._waiting[article.id] = (article, make_passages(article, self._passage_tokens))
        if sum(len(cut) for _, cut in self._waiting.values()) >= _BATCH:
            self._flush()

    def _flush(self) -> None:
        """Encodes and commits the waiting articles together."""
        if not self._waiting:
            return
        flat = [piece for _, cut in self._waiting.values() for piece in cut]
        vectors, sentence_vectors = self._encoder().encode_passages(
            [passage.text for passage, _ in flat],
            [[(start - passage.start, end - passage.start) for start, end in spans] for passage, spans in flat],
        )
        rows = iter(
            IndexedPassage(passage, vector, spans, of_sentences)
            for (passage, spans), vector, of_sentences in zip(flat, vectors, sentence_vectors, strict=True)
        )
        self._index.add_many((article, [next(rows) for _ in cut]) for article, cut in self._waiting.values())
        self._waiting.clear()

    def _prune(self, paths: Iterable[str | Path], sources: Iterable[str]) -> None:
        """Removes stored articles whose file stood under one of the folders and is gone."""
        folders = [Path(path).resolve() for path in paths if Path(path).is_dir()]
        present = set(sources)
        for source, article_id in self._archive.sources().items():
            files = _files(source)
            gone = not present & set(files) and not any(Path(file).exists() for file in files)
            if gone and any(Path(source).is_relative_to(folder) for folder in folders):
                self._index.remove(article_id)
                self._archive.remove(article_id)
                self._changes["removed"].append(source)


def _files(source: str) -> list[str]:
    """The files a source may come from: itself, or the table before a row's #, which a file's name may hold too."""
    return [source, *(source[: match.start()] for match in re.finditer("#", source))]
