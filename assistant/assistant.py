"""The assistant: one index folder, asked and fed."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from functools import cached_property, partial
from pathlib import Path
from types import TracebackType

from assistant import catalogue
from assistant.archive import Archive
from assistant.briefing import by_passage
from assistant.compose import ModelWriter
from assistant.compound import joined, parts
from assistant.decide import Decision
from assistant.desk import Desk, Stopwatch
from assistant.e5_onnx import E5Runner, open_runner
from assistant.encoder import Encoder, load_encoder
from assistant.errors import EmptyIndexError, QuestionError
from assistant.followup import interpretations, leans, subject_words
from assistant.index import Index, IndexCheck
from assistant.ingest import Ingest
from assistant.llm import ServedModel
from assistant.overview import wanted
from assistant.question import analyse, tidy
from assistant.reader import Reader, load_reader
from assistant.relevance import unknown_nouns
from assistant.rewrite import rewritten, signed
from assistant.settings import Settings, load_settings
from assistant.types import Answer, Article, Evidence, IngestReport, Outcome, Progress, Query, Reading
from assistant.write import ExtractiveWriter, refuse

_LONGEST_QUESTION = 2000  #: characters
_EVIDENCE_SHOWN = 5
#: what each later reading of a question is worth, and the question as it stands where it leans on others
_LATER, _LEANING = 0.9, 0.5
_CITED = 3  #: passages of the last answer read again for a follow-up


_Found = tuple[Query, list[Reading], Decision]


class Assistant:
    """Answers questions about the articles of one index folder. Safe to share between threads; one process only."""

    def __init__(self, settings: Settings, archive: Archive, index: Index) -> None:
        self.settings = settings
        self._archive = archive
        self._index = index
        self._loading = threading.Lock()
        self._writer = ExtractiveWriter(self._archive.get)
        self._model = ServedModel(settings) if settings.llm_base_url else None
        self.desk = Desk(index, archive, self._models)

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
            if self._model:
                self._model.warm_up()

    def _models(self) -> tuple[Encoder, Reader]:
        self.warm_up()
        return self.encoder, self.reader

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
        self._checked(question)
        bounds = partial(Query, since=since, until=until, outlets=tuple(outlets))
        asked = parts(tidy(question))
        if len(asked) > 1:
            return self._in_turn(question, asked, history, bounds)
        return self._one(question, history, bounds)

    def _in_turn(
        self, question: str, asked: Sequence[str], history: Sequence[Answer], bounds: Callable[..., Query]
    ) -> Iterator[Answer]:
        """The answers to the parts of a question, a later one leaning on those before it, as one; where the articles
        answer none of them, the question is asked as it stands."""
        told: list[Answer] = []
        for part in asked:
            for answer in self._one(part, [*history, *told], bounds):
                if not answer.outcome.refused:
                    yield joined(question, [*told, answer])
            told.append(answer)
        if all(answer.outcome.refused for answer in told):
            yield from self._one(question, history, bounds)
        else:
            yield joined(question, told)

    def _one(self, question: str, history: Sequence[Answer], bounds: Callable[..., Query]) -> Iterator[Answer]:
        """The answer to one question; `bounds` makes its Query."""
        asked = analyse(question)
        told = [answer for answer in history if not catalogue.of_any(answer.understood, date.today())]
        meant, own = interpretations(tidy(asked.text), told), ""
        if self._model and not catalogue.wanted(asked.text):
            own = rewritten(self.settings, tidy(asked.text), asked.language, meant, history)
            meant = list(dict.fromkeys([own, *meant] if own else meant))
        if told and wanted(asked.text):
            meant = _own_story_first(tidy(asked.text), meant, told[-1])
        queries = [bounds(asked.text, understood, asked.language) for understood in meant]
        return signed(self._answer(queries, history), asked.language) if own else self._answer(queries, history)

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

    def _checked(self, question: str) -> None:
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

    def _answer(self, queries: Sequence[Query], history: Sequence[Answer]) -> Iterator[Answer]:
        """Of what the question may mean, what the articles answer best is answered."""
        watch = Stopwatch()
        if answer := self._of_articles(queries[0], history):
            watch.lap("retrieve")
            yield replace(answer, timings=watch.laps)
            return
        spelt = [self.desk.spelt(query) for query in queries]
        cited = [self._cited(history, query) for query in queries]
        found = [(query, *self.desk.read(query, ids, watch)) for query, ids in zip(spelt, cited, strict=True)]
        query, readings, decision = _likeliest(found)
        best = readings[0].relevance if readings else 0.0
        blank = Answer(
            query.text, query.standalone, "", "", decision.outcome, evidence=self._evidence(readings), confidence=best
        )
        answers = partial(self._extractive, blank, query, decision)
        if self._model and decision.outcome not in (Outcome.NO_EVIDENCE, Outcome.CONFLICTING):
            writer = ModelWriter(self._model, self.reader, self._archive.get, self.settings.llm_context)
            answers = partial(writer.write, blank, query.language, decision, readings, answers)
        for answer in answers():
            watch.lap("write")
            yield replace(answer, timings=watch.laps)

    def _of_articles(self, query: Query, history: Sequence[Answer]) -> Answer | None:
        """The answer to a question about the articles themselves; None where it is about what they tell."""
        earlier = history[-1].understood if history else ""
        if not (catalogue.wanted(query.text) or catalogue.wanted(earlier)):
            return None
        articles, today = self.articles(), date.today()
        outlets = tuple(dict.fromkeys(article.outlet for article in articles if article.outlet))
        asked = catalogue.understood(query.text, earlier, outlets, today)
        return catalogue.respond(replace(query, standalone=asked), articles, today) if asked else None

    def _extractive(self, blank: Answer, query: Query, decision: Decision) -> Iterator[Answer]:
        if decision.outcome.refused:
            filtered = bool(query.since or query.until or query.outlets)
            unknown = unknown_nouns(analyse(query.standalone), self.desk.rarity) if query.language == "ko" else []
            missing = [noun for noun in unknown if len(noun) > 1]  # the index knows no bigram of one syllable
            yield refuse(blank, query.language, decision.outcome, missing, filtered)
        else:
            yield from self._writer.write(blank, decision)

    def _cited(self, history: Sequence[Answer], query: Query) -> list[str]:
        """Passages the last answer rests on, when this question leans on it."""
        if not history or query.standalone == query.text:
            return []
        ids = (evidence.passage.id for evidence in history[-1].evidence if evidence.relevance > 0)
        return list(dict.fromkeys(ids))[:_CITED]

    def _evidence(self, readings: Sequence[Reading]) -> tuple[Evidence, ...]:
        shown = by_passage(readings)[:_EVIDENCE_SHOWN]
        articles = [self._archive.get(reading.passage.article_id, reading.passage.version) for reading in shown]
        return tuple(
            Evidence(r.passage, a.title, a.outlet, a.published, a.url, r.relevance)
            for r, a in zip(shown, articles, strict=True)
        )


def _likeliest(found: Sequence[_Found]) -> _Found:
    """What the articles answer best, a later reading of the question only where it is clearly better."""
    answered = [
        (row[1][0].relevance * _LATER**place * (_LEANING if place and _leans_as_it_stands(row[0]) else 1.0), row)
        for place, row in enumerate(found)
        if not row[2].outcome.refused
    ]
    return max(answered, key=lambda each: each[0])[1] if answered else found[0]


def _leans_as_it_stands(query: Query) -> bool:
    return query.standalone == query.text and leans(query.text)


def _own_story_first(question: str, meant: Sequence[str], last: Answer) -> list[str]:
    """The readings of a request for a story; as it stands first where it has no word of what was spoken of last.

    Nearness to a sentence, which is all that an overview has, tells no subject from another.
    """
    shared = set(subject_words(question)) & set(subject_words(last.understood))
    return sorted(meant, key=lambda reading: reading != question) if not shared else list(meant)


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
