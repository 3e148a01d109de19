"""Writing an answer without a language model: the sentences themselves, each with its citation."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import date

from assistant.crosscheck import alike
from assistant.decide import Decision
from assistant.types import Answer, Article, Citation, Claim, Conflict, ConflictValue, Copy, Outcome, Passage, Reading

REPRINT = 0.9  #: share of common bigrams from which a sentence of another article is the same report printed again
#: the stored article of an id and version
ArticleOf = Callable[[str, str], Article]

_REFUSALS = {
    ("ko", Outcome.NO_EVIDENCE): "기사에서 이 질문과 관련된 내용을 찾지 못했습니다.",
    ("ko", Outcome.INSUFFICIENT): "관련된 기사는 있지만, 이 질문의 답은 나와 있지 않습니다.",
    ("en", Outcome.NO_EVIDENCE): "The articles hold nothing about this question.",
    ("en", Outcome.INSUFFICIENT): "There are related articles, but they do not say this.",
}
_MISSING = {"ko": " 기사 본문에 없는 말: {}.", "en": " Not in the articles: {}."}
_FILTERED = {
    "ko": " 지정한 기간·매체의 기사만 찾았습니다.",
    "en": " Only articles of the chosen dates and outlets were searched.",
}


class ExtractiveWriter:
    """Builds the Answer from a Decision. `article_of` gives the stored article a reading points into."""

    def __init__(self, article_of: ArticleOf) -> None:
        self._article_of = article_of

    def write(self, blank: Answer, decision: Decision) -> Iterator[Answer]:
        """Ever fuller Answers: one more statement at a time. `blank` carries the question and the evidence."""
        citations: list[Citation] = []
        claims: list[Claim] = []
        numbers: dict[tuple[str, int, int], int] = {}

        def cite(reading: Reading) -> int:
            key = (reading.passage.article_id, *reading.sentence)
            if key not in numbers:
                numbers[key] = len(citations) + 1
                article = self._article_of(reading.passage.article_id, reading.passage.version)
                citations.append(citation(numbers[key], article, reading.sentence))
            return numbers[key]

        for point in decision.points:
            reprints = [reading for reading in point.support if alike(point.reading, reading) >= REPRINT]
            others = [reading for reading in point.support if reading not in reprints]
            cited = tuple(dict.fromkeys(cite(reading) for reading in (point.reading, *others)))
            first = citations[cited[0] - 1]
            copies = [*point.reading.copies]
            copies += [passage for reading in reprints for passage in (reading.passage, *reading.copies)]
            citations[cited[0] - 1] = replace(first, copies=copies_of(first.article_id, copies, self._article_of))
            claims.append(Claim(citations[cited[0] - 1].quote, cited))
            yield _assemble(blank, decision, claims, citations, ())
        if decision.rivals:
            values = [(point.words, cite(point.reading)) for point in decision.rivals]
            conflict = Conflict(
                tuple(ConflictValue(words, (number,), (citations[number - 1].published,)) for words, number in values),
                decision.relation,
            )
            shown = {number for claim in claims for number in claim.citations}
            claims += [Claim(citations[number - 1].quote, (number,)) for _, number in values if number not in shown]
            yield _assemble(blank, decision, claims, citations, (conflict,))


def copies_of(cited: str, passages: Sequence[Passage], article_of: ArticleOf) -> tuple[Copy, ...]:
    """The articles of `passages`, each once, without the one with the id `cited`."""
    versions = {passage.article_id: passage.version for passage in passages if passage.article_id != cited}
    found = [article_of(article_id, version) for article_id, version in versions.items()]
    return tuple(Copy(a.id, a.version, a.title, a.outlet, a.published, a.url) for a in found)


def citation(number: int, article: Article, span: tuple[int, int]) -> Citation:
    """The quote at `span` of the article's body."""
    return Citation(
        number,
        article.id,
        article.version,
        article.title,
        article.outlet,
        article.published,
        article.url,
        *span,
        article.body[slice(*span)],
    )


def refuse(blank: Answer, language: str, outcome: Outcome, missing: Sequence[str], filtered: bool) -> Answer:
    """A refusal that says why: the words of the question no article holds, and whether a filter was on."""
    text = _REFUSALS[language, outcome]
    if missing:
        text += _MISSING[language].format(", ".join(missing))
    if filtered:
        text += _FILTERED[language]
    return replace(blank, text=text, outcome=outcome)


def _assemble(
    blank: Answer,
    decision: Decision,
    claims: Sequence[Claim],
    citations: Sequence[Citation],
    conflicts: tuple[Conflict, ...],
) -> Answer:
    dates: list[date] = [each.published for each in citations if each.published]
    return replace(
        blank,
        text=" ".join(claim.text + "".join(f" [{number}]" for number in claim.citations) for claim in claims),
        short=decision.short,
        outcome=decision.outcome if conflicts else Outcome.ANSWERED,
        claims=tuple(claims),
        citations=tuple(citations),
        conflicts=conflicts,
        as_of=max(dates, default=None),
    )
