from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import numpy as np
import pytest

from assistant.index import IndexedPassage
from assistant.overview import Overview, Story, overview, wanted
from assistant.question import analyse
from assistant.relevance import Rarity
from assistant.types import Outcome, Passage


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("승지원 만찬 요약해줘", Overview.SUMMARY),
        ("파업 내용을 정리해줘", Overview.SUMMARY),
        ("파업을 시간순으로 정리해줘", Overview.TIMELINE),
        ("만찬 기사 정리해줘", Overview.SUMMARY),
        ("6월 출장에서 뭐 하고 다녔는지 정리 부탁", Overview.SUMMARY),
        ("두 사람 인연을 연도별로 뽑아줘", Overview.TIMELINE),
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


def known(term: str) -> float:
    """Rarity over articles that have every word."""
    return 1.0 if term else 9.0


def story(*sentences: str, title: str = "누리버스 파업", near: Sequence[float] = ()) -> Story:
    """An article of one passage whose sentences have these cosines with the question."""
    text, spans = " ".join(sentences), []
    for sentence in sentences:
        spans.append((text.index(sentence), text.index(sentence) + len(sentence)))
    passage = Passage(title, "v", 0, len(text), text)
    vectors = np.array(near or [1.0] * len(spans), dtype=np.float32)[:, None]
    return Story(title, date(2024, 3, 5), [IndexedPassage(passage, None, tuple(spans), vectors)], {})


def told(question: str, *stories: Story, kind: Overview = Overview.SUMMARY, rarity: Rarity = known) -> list[str]:
    decision = overview(analyse(question), kind, np.ones(1, dtype=np.float32), stories, rarity)
    return [point.reading.text(point.reading.sentence) for point in decision.points]


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
    stories = [story("누리버스 파업이 3월 4일 시작됐다.")]
    decision = overview(analyse(question), Overview.SUMMARY, np.ones(1, dtype=np.float32), stories, known)
    assert decision.outcome is outcome


def test_a_noun_that_no_article_has_is_a_word_for_the_story_but_a_name_is_another() -> None:
    strike = story("누리버스 파업이 3월 4일 시작됐다.")
    asked = "저커버그 동선 인연을 요약해줘"
    told_of_him = story("저커버그가 파업을 끝냈다.")

    def unheard(term: str) -> float:
        return 9.0 if term in ("", "동선", "인연") else 1.0

    assert told(asked, told_of_him, rarity=unheard)
    assert not told(asked, told_of_him)
    assert not told(asked, strike, rarity=unheard)
    assert not told("파업 동선 인연을 요약해줘", strike, rarity=unheard)


def test_a_timeline_keeps_to_the_day_asked_of_and_counts_the_minutes_of_a_match() -> None:
    match = story(
        "누리는 후반 3분 두 골을 더 보탰다.",
        "해안 공격수 모레노가 전반 8분 먼저 득점했다.",
        "누리는 2023년 5월 1일에도 다른 팀을 이겼다.",
        title="누리 승리",
    )
    asked = "2024년 3월 5일 누리 골을 시간순으로 알려줘"
    goals = ["해안 공격수 모레노가 전반 8분 먼저 득점했다.", "누리는 후반 3분 두 골을 더 보탰다."]
    assert told(asked, match, kind=Overview.TIMELINE) == goals


def test_an_article_that_lacks_a_name_is_about_something_else() -> None:
    one = story("가람시 버스 파업이 시작됐다.", title="가람시 버스 파업")
    other = story("달내군 버스 요금이 올랐다.", title="달내군 버스 요금")
    assert told("가람시 버스 파업 소식을 요약해줘", one, other) == ["가람시 버스 파업이 시작됐다."]


@pytest.mark.parametrize("kind", list(Overview))
def test_articles_with_the_same_text_come_along(kind: Overview) -> None:
    known_one = story("누리버스 파업이 3월 4일 시작됐다.")
    [entry] = known_one.passages
    copy = replace(entry.passage, article_id="other")
    stories = [replace(known_one, copies={entry.passage.id: (copy,)})]
    decision = overview(analyse("누리버스 파업을 요약해줘"), kind, np.ones(1, dtype=np.float32), stories, known)
    assert [point.reading.copies for point in decision.points] == [(copy,)]
