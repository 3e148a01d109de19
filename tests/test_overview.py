from datetime import date

import numpy as np
import pytest

from assistant.decide import Decision
from assistant.index import IndexedPassage
from assistant.overview import Overview, overview, wanted
from assistant.question import analyse
from assistant.reader import Calibration, TextReading
from assistant.relevance import Page
from assistant.retrieve import Candidate
from assistant.types import Hit, Outcome, Passage

_NONE = np.zeros(0, dtype=np.float32)
UNREAD = TextReading(0.0, 0.0, _NONE, _NONE, _NONE, np.zeros((0, 2), dtype=np.int64), Calibration(0.0, 0.0, 0.0))


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("승지원 만찬 요약해줘", Overview.SUMMARY),
        ("파업 내용을 정리해줘", Overview.SUMMARY),
        ("파업을 시간순으로 정리해줘", Overview.TIMELINE),
        ("만찬 기사 정리해줘", Overview.SUMMARY),
        ("무슨 일이 있었는지 시간순으로 정리해줘", Overview.TIMELINE),
        ("저커버그 일정을 순서대로 알려줘", Overview.TIMELINE),
        ("Give me a timeline of the strike", Overview.TIMELINE),
    ],
)
def test_a_summary_or_a_timeline_is_wanted(question: str, kind: Overview) -> None:
    assert wanted(question) is kind


@pytest.mark.parametrize(
    "question",
    [
        "정리해고는 몇 명이야?",
        "다음 대표가 누구일지 나와?",
        "Who resigned in order to run for mayor?",
        "만찬에 누가 참석했는지 정리해줘",
        "하람 회장이 만난 기업을 순서대로 정리해줘",
        "파업 이유를 요약해줘",
    ],
)
def test_one_fact_is_wanted(question: str) -> None:
    assert wanted(question) is None


def told_of(question: str, text: str) -> Decision:
    passage = Passage("one", "v", 0, len(text), text)
    indexed = IndexedPassage(passage, None, ((0, len(text)),), np.ones((1, 1), dtype=np.float32))
    candidate = Candidate(Hit(passage, 1.0, ()), indexed, {}, None)
    page = Page(candidate, "누리버스 파업", date(2024, 3, 5), UNREAD)
    return overview(analyse(question), Overview.SUMMARY, np.ones(1, dtype=np.float32), [page])


@pytest.mark.parametrize(
    ("question", "outcome"),
    [
        ("누리버스가 2024년 3월에 왜 파업하고 어떻게 끝났는지 한눈에 보게 줄여 줘", Outcome.ANSWERED),
        ("누리버스 소식 핵심만 알려 줘", Outcome.ANSWERED),
        ("Can you sum up the 누리버스 strike of March?", Outcome.ANSWERED),
        ("하늘버스 요금 인상 요약해줘", Outcome.INSUFFICIENT),
        ("요약해줘", Outcome.INSUFFICIENT),
    ],
)
def test_a_story_is_told_where_the_articles_have_its_nouns(question: str, outcome: Outcome) -> None:
    assert told_of(question, "누리버스 파업이 3월 4일 시작됐다.").outcome is outcome


@pytest.mark.parametrize("kind", list(Overview))
def test_articles_with_the_same_text_come_along(kind: Overview) -> None:
    text = "누리버스 파업이 3월 4일 시작됐다."
    passage, copy = (Passage(name, "v", 0, len(text), text) for name in ("one", "other"))
    indexed = IndexedPassage(passage, None, ((0, len(text)),), np.ones((1, 1), dtype=np.float32))
    candidate = Candidate(Hit(passage, 1.0, ()), indexed, {}, None, copies=(copy,))
    page = Page(candidate, "누리버스 파업", date(2024, 3, 5), UNREAD)
    decision = overview(analyse("누리버스 파업을 요약해줘"), kind, np.ones(1, dtype=np.float32), [page])
    assert [point.reading.copies for point in decision.points] == [(copy,)]
