"""The assistant: one index folder, asked and fed."""

from __future__ import annotations

import math
import threading
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import cached_property
from pathlib import Path
from types import TracebackType

import numpy as np

from assistant.archive import Archive
from assistant.decide import decide
from assistant.e5_onnx import E5Runner, open_runner
from assistant.encoder import Encoder, load_encoder
from assistant.errors import EmptyIndexError, QuestionError
from assistant.followup import interpretations
from assistant.index import Index, IndexCheck
from assistant.ingest import Ingest
from assistant.question import Question, analyse, tidy
from assistant.reader import Reader, load_reader
from assistant.relevance import Page, load_model, unknown_nouns, weigh
from assistant.retrieve import Candidate, retrieve
from assistant.settings import Settings, load_settings
from assistant.types import Answer, Article, Evidence, IngestReport, Progress, Query, Reading
from assistant.values import COMPARABLE
from assistant.words import tokenize
from assistant.write import ExtractiveWriter, refuse

_LONGEST_QUESTION = 2000  #: characters
_PASSAGES_READ = 6
_ELSEWHERE = 3  #: further passages read for a value that may differ
_EVIDENCE_SHOWN = 5


class Assistant:
    """Answers questions about the articles of one index folder. Safe to share between threads; one process only."""

    def __init__(self, settings: Settings, archive: Archive, index: Index) -> None:
        self.settings = settings
        self._archive = archive
        self._index = index
        self._loading = threading.Lock()
        self._writer = ExtractiveWriter(self._archive.get)

    @classmethod
    def open(
        cls, index: str | Path | None = None, settings: Settings | None = None, rebuild: bool = False
    ) -> Assistant:
        """Opens the index folder, creating it when missing.

        `index` overrides `settings.index`. With `rebuild` the derived parts are dropped; `repair` makes
        them anew.
        Raises IndexLockedError, IndexMismatchError or IndexFolderError.
        """
        settings = settings or load_settings()
        if index is not None:
            settings = settings.model_copy(update={"index": Path(index)})
        opened = Index.open(settings.index, fingerprint(settings), rebuild=rebuild)
        archive = Archive(settings.archive_url or settings.index / "archive.sqlite")
        return cls(settings, archive, opened)

    def close(self) -> None:
        """Releases the index folder; closing twice does nothing."""
        self._index.close()
        self._archive.close()

    def __enter__(self) -> Assistant:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @cached_property
    def _runner(self) -> E5Runner:
        return open_runner(self.settings.cache)

    @cached_property
    def encoder(self) -> Encoder:
        """The encoder, loaded at first use (seconds). Raises EncoderError."""
        return load_encoder(self.settings, lambda: self._runner)

    @cached_property
    def reader(self) -> Reader:
        """The trained reader, loaded at first use (seconds). Raises EncoderError."""
        return load_reader(self.settings, lambda: self._runner)

    def warm_up(self) -> None:
        """Loads the models now, so that the first question does not wait for them. Raises EncoderError."""
        with self._loading:
            _ = self.encoder, self.reader

    def ingest(
        self, paths: Iterable[str | Path], *, prune: bool = False, progress: Callable[[Progress], None] | None = None
    ) -> IngestReport:
        """Adds or renews the articles of files, folders and http(s) addresses.

        With `prune`, stored articles whose file under one of the given folders is gone are removed. A source that
        fails is reported with its reason and never stops the rest. Raises SourceError for a path that does not exist.
        """
        return self._ingest().run(paths, prune, progress)

    def ask(
        self,
        question: str,
        history: Sequence[Answer] = (),
        *,
        since: date | None = None,
        until: date | None = None,
        outlets: Sequence[str] = (),
    ) -> Answer:
        """The answer to `question`, or a refusal that says why.

        `history` are the earlier answers of the conversation, oldest first. `since` and `until` bound the articles'
        published date, both inclusive. Raises QuestionError for an empty or endless question, EmptyIndexError before
        the first article.
        """
        *_, last = self.stream(question, history, since=since, until=until, outlets=outlets)
        return last

    def stream(
        self,
        question: str,
        history: Sequence[Answer] = (),
        *,
        since: date | None = None,
        until: date | None = None,
        outlets: Sequence[str] = (),
    ) -> Iterator[Answer]:
        """Ever fuller Answers, one statement more at a time; the last one is what `ask` returns."""
        asked = self._checked(question)
        queries = [
            Query(asked.text, understood, asked.language, since, until, tuple(outlets))
            for understood in interpretations(tidy(asked.text), history)
        ]
        return self._answer(queries, history)

    def article(self, article_id: str, version: str | None = None) -> Article:
        """The stored article of a citation, in its newest version unless one is named. Raises UnknownArticleError."""
        return self._archive.get(article_id, version)

    def articles(self) -> list[Article]:
        """Every article's newest version, most recently published first."""
        return self._archive.articles()

    def remove(self, article_id: str) -> None:
        """Removes an article and all its versions. Raises UnknownArticleError."""
        self._archive.get(article_id)
        self._index.remove(article_id)
        self._archive.remove(article_id)

    def prepare(self, query: Query, also: Sequence[str] = ()) -> tuple[Question, np.ndarray, list[Page]]:
        """The question, its vector (d,) and the pages to read for it, best first, the passages `also` among them."""
        self.warm_up()
        question = replace(analyse(query.standalone), language=query.language)
        vector, candidates = retrieve(self._index, self.encoder, query, _PASSAGES_READ, also)
        return question, vector, self._pages(question, candidates)

    def _pages(self, question: Question, candidates: Sequence[Candidate]) -> list[Page]:
        said = self.reader.scan(question.text, [candidate.hit.passage.text for candidate in candidates])
        titles = [self._archive.get(candidate.hit.passage.article_id).title for candidate in candidates]
        return [Page(*page) for page in zip(candidates, titles, said, strict=True)]

    def check(self) -> IndexCheck:
        """Where the index differs from the archive."""
        return self._index.check(self._archive.versions())

    def repair(self) -> None:
        """Makes the index agree with the archive again."""
        check = self.check()
        for article_id in (*check.stale, *check.incomplete):
            self._index.remove(article_id)
        self._index.sweep()
        self._ingest().resume()

    def _ingest(self) -> Ingest:
        return Ingest(self._archive, self._index, lambda: self.encoder, self.settings.passage_tokens)

    def _checked(self, question: str) -> Question:
        if not question.strip():
            raise QuestionError("The question is empty; write what you want to know about the articles.")
        if len(question) > _LONGEST_QUESTION:
            raise QuestionError(
                f"The question has {len(question)} characters; shorten it to at most {_LONGEST_QUESTION}."
            )
        if not len(self._archive):
            raise EmptyIndexError(
                f"The index at {self.settings.index} holds no articles; add some with `assistant ingest PATH`."
            )
        return analyse(question)

    def _answer(self, queries: Sequence[Query], history: Sequence[Answer]) -> Iterator[Answer]:
        """Of what the question may mean, what the articles answer best is answered; the likelier one where they tie."""
        watch = _Stopwatch()
        found = [(query, *self._read(query, history, watch)) for query in queries]
        query, question, readings = max(found, key=lambda row: row[2][0].relevance if row[2] else 0.0)
        decision = decide(question, readings, load_model())
        best = readings[0].relevance if readings else 0.0
        blank = Answer(
            query.text, query.standalone, "", "", decision.outcome, evidence=self._evidence(readings), confidence=best
        )
        if decision.outcome.refused:
            filtered = bool(query.since or query.until or query.outlets)
            unknown = unknown_nouns(question, self.rarity) if query.language == "ko" else []
            missing = [noun for noun in unknown if len(noun) > 1]  # the index knows no bigram of one syllable
            answers = iter([refuse(blank, query.language, decision.outcome, missing, filtered)])
        else:
            answers = self._writer.write(blank, decision)
        for answer in answers:
            watch.lap("write")
            yield replace(answer, timings=watch.laps)

    def _read(self, query: Query, history: Sequence[Answer], watch: _Stopwatch) -> tuple[Question, list[Reading]]:
        question, vector, pages = self.prepare(query, self._cited(history, query))
        watch.lap("retrieve")
        readings = weigh(question, vector, pages, self.rarity)
        if question.kind in COMPARABLE and decide(question, readings, load_model()).points:
            pages += self._elsewhere(query, question, readings[0], pages)
            readings = weigh(question, vector, pages, self.rarity)
        watch.lap("read")
        return question, readings

    def _elsewhere(self, query: Query, question: Question, best: Reading, read: Sequence[Page]) -> list[Page]:
        """Pages of other articles that tell what `best` tells: where papers differ, they do so in like words."""
        sentence = best.passage.text[best.sentence[0] - best.passage.start : best.sentence[1] - best.passage.start]
        _, candidates = retrieve(self._index, self.encoder, replace(query, standalone=sentence), _PASSAGES_READ)
        known = {page.candidate.hit.passage.id for page in read}
        others = [
            # Ranks and similarity are the sentence's here, not the question's.
            replace(candidate, ranks={}, similarity=None)
            for candidate in candidates
            if candidate.hit.passage.id not in known and candidate.hit.passage.article_id != best.passage.article_id
        ]
        return self._pages(question, others[:_ELSEWHERE])

    def _cited(self, history: Sequence[Answer], query: Query) -> list[str]:
        """Passages the last answer rests on, when this question leans on it."""
        if not history or query.standalone == query.text:
            return []
        return list(dict.fromkeys(evidence.passage.id for evidence in history[-1].evidence if evidence.relevance > 0))[
            :3
        ]

    def _evidence(self, readings: Sequence[Reading]) -> tuple[Evidence, ...]:
        best: dict[str, Reading] = {}
        for reading in readings:
            best.setdefault(reading.passage.id, reading)
        shown = list(best.values())[:_EVIDENCE_SHOWN]
        articles = [self._archive.get(reading.passage.article_id, reading.passage.version) for reading in shown]
        return tuple(
            Evidence(r.passage, a.title, a.outlet, a.published, a.url, r.relevance)
            for r, a in zip(shown, articles, strict=True)
        )

    def rarity(self, term: str) -> float:
        """Inverse document frequency over passages; a term of several tokens is as rare as its rarest."""
        tokens = tokenize(term)
        frequencies: Mapping[str, int] = self._index.frequencies(tokens)
        rarest = min((frequencies.get(token, 0) for token in tokens), default=0)
        return math.log(1 + (len(self._index) - rarest + 0.5) / (rarest + 0.5))


class _Stopwatch:
    """Seconds since the last lap, by name."""

    def __init__(self) -> None:
        self.laps: dict[str, float] = {}
        self._last = time.perf_counter()

    def lap(self, name: str) -> None:
        now = time.perf_counter()
        self.laps = {**self.laps, name: self.laps.get(name, 0.0) + now - self._last}
        self._last = now


def fingerprint(settings: Settings) -> dict[str, str]:
    """What an index was built with; an index opened with another fingerprint would find the wrong passages."""
    from assistant.prompts import digest

    prompts = f"{settings.query_prompt}|{settings.passage_prompt}|{digest('query', 'passage')}"
    return {
        "encoder": settings.encoder,
        "prompts": prompts,
        "passage_tokens": str(settings.passage_tokens),
        "tokens": "o200k, bigrams",
    }


def answer(
    question: str,
    history: Sequence[Answer] = (),
    *,
    since: date | None = None,
    until: date | None = None,
    outlets: Sequence[str] = (),
) -> Answer:
    """Asks the default index once; see `Assistant.ask`. For more than one question open an Assistant and keep it."""
    with Assistant.open() as assistant:
        return assistant.ask(question, history, since=since, until=until, outlets=outlets)
