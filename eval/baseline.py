"""What the assistant would answer without its reader, on the same index: the measure of what the reader adds."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from assistant.assistant import Assistant
from assistant.decide import Decision, Point
from assistant.followup import interpretations
from assistant.language import language_of
from assistant.types import Answer, Article, Outcome, Query, Reading
from assistant.write import ExtractiveWriter


class WithoutReader:
    """Answers with the sentence nearest the question in the passage retrieved first; it refuses nothing."""

    def __init__(self, assistant: Assistant) -> None:
        self._assistant = assistant
        self._writer = ExtractiveWriter(assistant.article)

    def article(self, article_id: str, version: str | None = None) -> Article:
        return self._assistant.article(article_id, version)

    def ask(self, question: str, history: Sequence[Answer] = (), **bounds: Any) -> Answer:
        """`bounds` are those of `Assistant.ask`."""
        understood = interpretations(question, history)[0]
        query = Query(question, understood, language_of(question), **bounds)
        _, vector, pages = self._assistant.desk.prepare(query)
        blank = Answer(question, understood, "", "", Outcome.NO_EVIDENCE)
        if not pages:
            return blank
        candidate = pages[0].candidate
        nearest = int((candidate.indexed.sentence_vectors @ vector).argmax())
        reading = Reading(candidate.hit.passage, 1.0, candidate.indexed.sentences[nearest])
        *_, answer = self._writer.write(blank, Decision(Outcome.ANSWERED, (Point(reading, (), ""),)))
        return answer
