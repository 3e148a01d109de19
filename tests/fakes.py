"""Stand-ins for parts that are slow or need something outside."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from threading import Semaphore
from typing import Any

from assistant.errors import AssistantError, EmptyIndexError, UnknownArticleError
from assistant.settings import Settings
from assistant.types import (
    Answer,
    Article,
    Citation,
    Claim,
    Conflict,
    ConflictValue,
    Evidence,
    IngestReport,
    Outcome,
    Passage,
    Progress,
    Support,
)

_DINNER = """한별전자 대표와 누리소프트 대표가 14일 저녁 구름호텔에서 만났다.
만찬은 2시간 20분가량 진행됐다. 두 사람은 새 기기를 함께 만들기로 했다.
호텔은 서울 종로구에 있다."""
_VISIT = """누리소프트 대표는 14일 서울에 왔다.
만찬은 3시간 동안 열렸다고 업계는 전했다.
15일에는 대학을 찾는다."""
ARTICLES = tuple(
    Article(title, body, url, outlet, published=date(2024, 3, day), url=url)
    for title, body, url, outlet, day in (
        ("구름호텔 만찬, 두 시간 넘게 이어져", _DINNER, "https://news.example/1", "하루신문", 14),
        ("누리소프트 대표 방한 일정", _VISIT, "https://news.example/2", "새벽일보", 15),
    )
)


class FakeAssistant:
    """Answers by the question's words: 어디 answers, 느리게 answers with four claims, 소문 adds an unverified one, 예산
    refuses, 고장 raises an AssistantError and 버그 another error midway; anything else is a conflict.
    With `steps`, it takes each step when the test releases it.
    """

    def __init__(self, index: Path, articles: Sequence[Article] = ARTICLES, steps: Semaphore | None = None) -> None:
        self.settings = Settings(index=index)
        self._steps = steps
        self._articles = {article.id: article for article in articles}

    def ingest(
        self, paths: Any, *, prune: bool = False, progress: Callable[[Progress], None] | None = None
    ) -> IngestReport:
        added, failed = [], {}
        for done, path in enumerate(paths, 1):
            self._step()
            text = Path(path).read_text("utf-8").strip()
            if not text:
                failed[str(path)] = f"{Path(path).name} holds no text; upload the article's own page."
                continue
            title, _, body = text.partition("\n")
            article = Article(title, body.strip(), str(path), published=date(2024, 4, 1))
            self._articles[article.id] = article
            added.append(article.source)
            if progress:
                progress(Progress(done, len(paths), str(path)))
        return IngestReport(added=tuple(added), failed=failed)

    def ask(self, question: str, history: Sequence[Answer] = (), **filters: Any) -> Answer:
        return list(self.stream(question, history, **filters))[-1]

    def stream(self, question: str, history: Sequence[Answer] = (), **filters: Any) -> Iterator[Answer]:
        if not self._articles:
            raise EmptyIndexError("There are no articles yet; ingest a folder first.")
        answer = self._answer(question, history)
        for count in range(1, len(answer.claims)):
            self._step()
            yield replace(answer, claims=answer.claims[:count], conflicts=())
        if "고장" in question:
            raise AssistantError("The reader stopped; ask again.")
        if "버그" in question:
            raise RuntimeError("a fault in /srv/secret.py")
        self._step()
        yield answer

    def article(self, article_id: str, version: str | None = None) -> Article:
        article = self._articles.get(article_id)
        if article is None or version not in (None, article.version):
            raise UnknownArticleError(f"No article {article_id}; list them with `assistant articles`.")
        return article

    def articles(self) -> list[Article]:
        return list(self._articles.values())

    def remove(self, article_id: str) -> None:
        self._articles.pop(article_id)

    def _step(self) -> None:
        if self._steps and not self._steps.acquire(timeout=120):
            raise TimeoutError("No test released this step.")

    def _answer(self, question: str, history: Sequence[Answer]) -> Answer:
        if "예산" in question:
            return self._refusal(question)
        understood = f"구름호텔 만찬에서 {question}" if history else question
        quotes = ["만찬은 2시간 20분가량 진행됐다.", "만찬은 3시간 동안 열렸다고 업계는 전했다."]
        if "어디" in question:
            quotes = ["호텔은 서울 종로구에 있다."]
        if "느리게" in question:
            quotes = re.findall(r"[^.]+[.]", _DINNER.replace("\n", " "))
            quotes = [quote.strip() for quote in quotes]
        citations = tuple(self._cite(number, quote) for number, quote in enumerate(quotes, 1))
        claims = tuple(Claim(f"{each.quote} [{each.number}]", (each.number,)) for each in citations)
        if "소문" in question:
            claims += (Claim("다음 만남은 부산에서 열린다.", (), Support.UNVERIFIED),)
        conflicts: tuple[Conflict, ...] = ()
        if len(quotes) == 2:
            values = [
                ConflictValue(value, (c.number,), (c.published,))
                for value, c in zip(("2시간 20분가량", "3시간"), citations, strict=True)
            ]
            conflicts = (Conflict(tuple(values)),)
        return Answer(
            question, understood, " ".join(claim.text for claim in claims), "서울 종로구" if "어디" in question else "",
            Outcome.CONFLICTING if conflicts else Outcome.ANSWERED, claims, citations, conflicts,
            as_of=max(c.published for c in citations if c.published), confidence=0.9,
        )  # fmt: skip

    def _refusal(self, question: str) -> Answer:
        article = next(iter(self._articles.values()))
        end = article.body.index("\n")
        passage = Passage(article.id, article.version, 0, end, article.body[:end])
        near = Evidence(passage, article.title, article.outlet, article.published, article.url, 0.2)
        reason = "The articles do not say." if question.isascii() else "만찬 기사는 있지만 예산은 적혀 있지 않습니다."
        return Answer(question, question, reason, "", Outcome.INSUFFICIENT, evidence=(near,), confidence=0.1)

    def _cite(self, number: int, quote: str) -> Citation:
        article = next(each for each in self._articles.values() if quote in each.body)
        start = article.body.find(quote)
        told = (article.title, article.outlet, article.published, article.url)
        return Citation(number, article.id, article.version, *told, start, start + len(quote), quote)
