"""From a query to the sentences that may answer it, and what they come to."""

from __future__ import annotations

import math
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date

import numpy as np

from assistant.archive import Archive
from assistant.claims import claim
from assistant.crosscheck import one_thing
from assistant.decide import Decision, decide
from assistant.encoder import Encoder
from assistant.errors import UnknownArticleError
from assistant.index import Index
from assistant.order import order
from assistant.overview import Overview, Story, overview, told_of, wanted
from assistant.page import Page, Put
from assistant.plain import plain
from assistant.question import Question, analyse
from assistant.reader import Reader, TextReading
from assistant.relevance import load_model, weigh
from assistant.retrieve import Candidate, retrieve
from assistant.romanised import in_korean
from assistant.spelling import in_hangul, respelled, spelt_out
from assistant.subjects import Completed, completed
from assistant.synonyms import restated, reworded
from assistant.timing import asked_times, of_its_time, reported, timeless
from assistant.types import Article, Outcome, Query, Reading
from assistant.values import COMPARABLE
from assistant.words import tokenize

_PASSAGES_READ = 12
_READ_ON = 18  #: passages read in all before a question is refused
_PASSAGES_SEARCHED = 12  #: for an overview, which reads none of them
_TIMELY = 3  #: passages read because of the time the question names
_ELSEWHERE = 6  #: further passages read for a value that may differ
_REWORDED = 3  #: sentences whose words a question is asked again in before it is refused
_LIKELY = 0.05  #: relevance that such a sentence has at least


class Desk:
    """Where passages are retrieved and read. `models` gives the encoder and the reader, loaded at first use."""

    def __init__(self, index: Index, archive: Archive, models: Callable[[], tuple[Encoder, Reader]]) -> None:
        self._index = index
        self._archive = archive
        self._models = models

    def spelt(self, query: Query) -> Query:
        """The query with words that no article has as the articles write them."""
        unheard = self.rarity("")

        def known(word: str) -> bool:
            return self.rarity(word) < unheard

        text = spelt_out(in_hangul(query.standalone, known), known)
        encoder, _ = self._models()
        _, candidates = retrieve(self._index, encoder, replace(query, standalone=text), _PASSAGES_READ)
        texts = [candidate.hit.passage.text for candidate in candidates]
        text = in_korean(text, lambda word: not known(word), texts)
        if query.language == "ko":
            text = respelled(text, lambda word: not known(word), texts)
        return replace(query, standalone=text)

    def prepare(self, query: Query, also: Sequence[str] = ()) -> tuple[Question, np.ndarray, list[Page]]:
        """The question, its vector (d,) and the pages to read, best first; `also` are passages likely to be meant."""
        encoder, _ = self._models()
        question = replace(analyse(plain(query.standalone)), language=query.language)
        vector, candidates = retrieve(self._index, encoder, query, _PASSAGES_READ, also)
        timely = self._reported(query)
        known = {candidate.hit.passage.id for candidate in timely}
        others = [candidate for candidate in candidates if candidate.hit.passage.id not in known]
        return question, vector, self._pages(question, [*timely, *others][:_PASSAGES_READ])

    def read(self, query: Query, cited: Sequence[str], watch: Stopwatch) -> tuple[list[Reading], Decision]:
        """The sentences read, most relevant first, and what they come to; `cited` are passages likely to be meant."""
        kind = wanted(query.text)
        if kind and not (told := self._overview(query, kind, cited)).outcome.refused:
            watch.lap("retrieve")
            return [point.reading for point in told.points], told
        question, vector, pages = self.prepare(query, cited)
        watch.lap("retrieve")
        if kind:
            return weigh(question, vector, pages, self.rarity), told
        readings = self._weighed(query, question, vector, pages, cited)
        watch.lap("read")
        if (asked := order(question)) and (verdict := asked.told(readings, self._before)):
            return readings, verdict
        if put := claim(question):
            found, decision = self.read(replace(query, standalone=put.asked.text), cited, watch)
            if where := put.located(decision):
                lie, of_thing = self.read(replace(query, standalone=where), cited, watch)
                found, decision = (lie, of_thing) if of_thing.outcome is Outcome.CONFLICTING else (found, decision)
            if settled := put.settled(decision):
                return found, settled
        _, reader = self._models()
        decision = decide(question, readings, load_model(), one_thing(reader))
        if text := restated(question.text):
            found, verdict = self.read(replace(query, standalone=text), cited, watch)
            if found and readings and found[0].relevance > readings[0].relevance:
                return found, verdict
        return readings, put.chosen(decision) if put else decision

    def readings(self, query: Query) -> tuple[Question, list[Reading]]:
        """The question and the sentences read for it, most relevant first."""
        question, vector, pages = self.prepare(query)
        return question, self._weighed(query, question, vector, pages)

    def _weighed(
        self, query: Query, question: Question, vector: np.ndarray, pages: list[Page], cited: Sequence[str] = ()
    ) -> list[Reading]:
        """With what further passages say where these do not answer, and other articles of a value that is answered."""
        threshold = load_model().threshold[question.language]
        readings = weigh(question, vector, pages, self.rarity)
        if not readings or readings[0].relevance < threshold:
            further = self._further(query, question, pages, cited)
            pages = pages + further
            readings = weigh(question, vector, pages, self.rarity) if further else readings
            if question.language == "ko" and readings and readings[0].relevance < threshold:
                pages, readings = self._in_their_words(question, pages, readings)
        if question.kind in COMPARABLE and readings and readings[0].relevance >= threshold:
            pages = pages + self._elsewhere(query, question, readings[0], pages)
            readings = weigh(question, vector, pages, self.rarity)
        return readings

    def _overview(self, query: Query, kind: Overview, cited: Sequence[str]) -> Decision:
        """What the articles found tell of the story asked for."""
        encoder, _ = self._models()
        question = replace(analyse(query.standalone), language=query.language)
        story = replace(query, standalone=told_of(query.standalone))
        vector, candidates = retrieve(self._index, encoder, story, _PASSAGES_SEARCHED, cited)
        candidates = [*self._reported(query), *candidates]
        copies = {candidate.hit.passage.id: candidate.copies for candidate in candidates}
        found = [article for candidate in candidates if (article := self._article(candidate))]
        stories = []
        for article in {article.id: article for article in found}.values():
            passages = self._index.of_article(article.id)
            own = {entry.passage.id: copies.get(entry.passage.id, ()) for entry in passages}
            stories.append(Story(article.title, article.published, passages, own))
        return overview(question, kind, vector, stories)

    def rarity(self, term: str) -> float:
        """Inverse document frequency over passages; a term of several tokens is as rare as its rarest."""
        tokens = tokenize(term)
        frequencies: Mapping[str, int] = self._index.frequencies(tokens)
        rarest = min((frequencies.get(token, 0) for token in tokens), default=0)
        return math.log(1 + (len(self._index) - rarest + 0.5) / (rarest + 0.5))

    def _pages(self, question: Question, candidates: Sequence[Candidate]) -> list[Page]:
        found = [(candidate, article) for candidate in candidates if (article := self._article(candidate))]
        puts = self._puts(question, [article.published for _, article in found])
        told = [
            completed(candidate.hit.passage, candidate.indexed.sentences, article.body) for candidate, article in found
        ]
        said = self._said(question, puts, told, [article.title for _, article in found])
        return [
            Page(candidate, article.title, article.published, one, whole, put)
            for (candidate, article), one, whole, put in zip(found, said, told, puts, strict=True)
        ]

    def _puts(self, question: Question, published: Sequence[date | None]) -> list[Put | None]:
        """For each article the question without a time that is the article's own; None where it is asked as it is."""
        asked = asked_times(question.text)
        bare = timeless(asked, question.text)
        own = [bare != question.text and of_its_time(asked, day) for day in published]
        if not any(own):
            return [None] * len(published)
        encoder, _ = self._models()
        put = Put(replace(analyse(bare), language=question.language), encoder.encode_query(bare))
        return [put if each else None for each in own]

    def _said(
        self, question: Question, puts: Sequence[Put | None], told: Sequence[Completed], titles: Sequence[str]
    ) -> list[TextReading]:
        """What the reader says of each passage, asked the question, or what is put instead."""
        _, reader = self._models()
        asked = [put.question.text if put else question.text for put in puts]
        said: dict[int, TextReading] = {}
        for text in set(asked):
            at = [place for place, each in enumerate(asked) if each == text]
            readings = reader.scan(text, [told[place].text for place in at], [titles[place] for place in at])
            said.update(zip(at, readings, strict=True))
        return [said[place].without(each.added) for place, each in enumerate(told)]

    def _article(self, candidate: Candidate) -> Article | None:
        """None where it was removed since it was found."""
        try:
            return self._archive.get(candidate.hit.passage.article_id)
        except UnknownArticleError:
            return None

    def _before(self, reading: Reading) -> str:
        """What its article tells before a sentence."""
        passage = reading.passage
        return self._archive.get(passage.article_id, passage.version).body[: reading.sentence[0]]

    def _reported(self, query: Query) -> list[Candidate]:
        """The best passages of the days on which what the question names a time of was reported."""
        days = reported(asked_times(query.standalone))
        if not days or query.since or query.until:
            return []
        encoder, _ = self._models()
        bare = timeless(asked_times(query.standalone), query.standalone)
        within = replace(query, standalone=bare, since=days[0], until=days[1])
        return retrieve(self._index, encoder, within, _TIMELY)[1]

    def _further(self, query: Query, question: Question, read: Sequence[Page], cited: Sequence[str]) -> list[Page]:
        """Pages that are next after those read."""
        encoder, _ = self._models()
        _, candidates = retrieve(self._index, encoder, query, _READ_ON, cited)
        known = {page.candidate.hit.passage.id for page in read}
        return self._pages(question, [each for each in candidates if each.hit.passage.id not in known])

    def _in_their_words(
        self, question: Question, pages: list[Page], readings: list[Reading]
    ) -> tuple[list[Page], list[Reading]]:
        """The pages and sentences as read for the question in a likely sentence's words, where that answers it best."""
        likely = [reading.text(reading.sentence) for reading in readings[:_REWORDED] if reading.relevance >= _LIKELY]
        encoder, _ = self._models()
        best = pages, readings
        told, titles = [page.told for page in pages], [page.title for page in pages]
        for text in sorted({reworded(question.text, sentence) for sentence in likely} - {question.text}):
            asked = replace(analyse(text), kind=question.kind, unit=question.unit)
            puts = self._puts(asked, [page.published for page in pages])
            said = self._said(asked, puts, told, titles)
            read = [replace(page, said=one, put=put) for page, one, put in zip(pages, said, puts, strict=True)]
            found = weigh(asked, encoder.encode_query(text), read, self.rarity)
            best = (read, found) if found[0].relevance > best[1][0].relevance else best
        return best

    def _elsewhere(self, query: Query, question: Question, best: Reading, read: Sequence[Page]) -> list[Page]:
        """Pages of other articles that tell what `best` tells: where papers differ, they do so in like words."""
        encoder, _ = self._models()
        told = replace(query, standalone=best.text(best.sentence))
        _, candidates = retrieve(self._index, encoder, told, _READ_ON)
        known = {page.candidate.hit.passage.id for page in read}
        others = [
            # Ranks and similarity are the sentence's here, not the question's.
            replace(candidate, ranks={}, similarity=None)
            for candidate in candidates
            if candidate.hit.passage.id not in known and candidate.hit.passage.article_id != best.passage.article_id
        ]
        return self._pages(question, others[:_ELSEWHERE])


class Stopwatch:
    """Seconds since the last lap, by name."""

    def __init__(self) -> None:
        self.laps: dict[str, float] = {}
        self._last = time.perf_counter()

    def lap(self, name: str) -> None:
        now = time.perf_counter()
        self.laps = {**self.laps, name: self.laps.get(name, 0.0) + now - self._last}
        self._last = now
