from dataclasses import replace
from datetime import date

import numpy as np
import pytest

from assistant.index import IndexedPassage
from assistant.overview import Overview, Story, overview, told_of, wanted
from assistant.question import analyse
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
        ("두 사람 인연을 연도별로 알려줘", Overview.TIMELINE),
        ("파업을 날짜별로 정리해줘", Overview.TIMELINE),
        ("출장 날짜별로 누구 만났는지", Overview.TIMELINE),
        ("파업 요약 부탁해", Overview.SUMMARY),
        ("출장에서 날짜별로 누구를 만났는지 알려줘", Overview.TIMELINE),
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
        "부실채권 정리 해법은 뭐라고 했나?",
        "예정된 날짜대로 열렸나요?",
        "연도별로 매출이 얼마야?",
        "가나다 순서로 발표한 이유는?",
        "뭐 하는 회사인지 정리해줘",
        "다음 대표가 누구일지 나와?",
        "Who resigned in order to run for mayor?",
        "만찬에 누가 참석했는지 정리해줘",
        "하람 회장이 만난 기업을 순서대로 정리해줘",
        "파업 이유를 요약해줘",
        "회장과 시장이 무슨 얘기를 나눴는지 요약해줘",
    ],
)
def test_one_fact_is_wanted(question: str) -> None:
    assert wanted(question) is None


@pytest.mark.parametrize(
    ("question", "subject"),
    [
        ("승지원 회동 핵심만 요약 부탁해요", "승지원 회동"),
        ("하루 동선을 시간 순서로 정리해줘", "하루 동선을"),
        ("Summarize the strike", "the strike"),
        ("요약해줘", "요약해줘"),
    ],
)
def test_a_story_is_looked_for_without_the_words_that_ask_for_it(question: str, subject: str) -> None:
    assert told_of(question) == subject


def story(*sentences: str, title: str = "누리버스 파업", published: date | None = date(2024, 3, 5)) -> Story:
    """An article of one passage, each of whose sentences is a little less near the question than the one before."""
    text, spans = " ".join(sentences), []
    for sentence in sentences:
        spans.append((text.index(sentence), text.index(sentence) + len(sentence)))
    passage = Passage(title, "v", 0, len(text), text)
    vectors = np.array([1 - at / 100 for at in range(len(spans))], dtype=np.float32)[:, None]
    return Story(title, published, [IndexedPassage(passage, None, tuple(spans), vectors)], {})


def told(question: str, *stories: Story, kind: Overview = Overview.SUMMARY) -> list[str]:
    decision = overview(analyse(question), kind, np.ones(1, dtype=np.float32), stories)
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
    decision = overview(analyse(question), Overview.SUMMARY, np.ones(1, dtype=np.float32), stories)
    assert decision.outcome is outcome


def test_words_for_a_story_are_no_part_of_it() -> None:
    came = story("저커버그가 만찬에 왔다.")
    assert told("저커버그 동선을 요약해줘", came)
    assert told("저커버그 하루 일정을 정리해줘", came)
    assert not told("저커버그 이혼 소송을 요약해줘", came)


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


@pytest.mark.parametrize("match", ["후반전 3분", "후반3분", "연장 전반 2분", "연장전 후반 1분"])
def test_a_later_minute_of_a_match_comes_later(match: str) -> None:
    goals = story(
        f"누리는 {match} 두 골을 더 보탰다.", "모레노가 전반 8분 먼저 득점했다.", "해안은 전반6분 기회를 놓쳤다."
    )
    asked = "누리 골을 시간순으로 알려줘"
    later = told(asked, goals, kind=Overview.TIMELINE)
    assert later == [
        "해안은 전반6분 기회를 놓쳤다.",
        "모레노가 전반 8분 먼저 득점했다.",
        f"누리는 {match} 두 골을 더 보탰다.",
    ]


def test_days_of_an_undated_article_come_in_their_order() -> None:
    strike = story(
        "누리버스 파업은 2월 29일 끝났다.",
        "노조가 2월 3일 멈추겠다고 알렸다.",
        "20일 첫 교섭이 열렸다.",
        "누리버스는 2013년에도 파업했다.",
        published=None,
    )
    assert told("누리버스 파업을 순서대로 알려줘", strike, kind=Overview.TIMELINE) == [
        "누리버스는 2013년에도 파업했다.",
        "노조가 2월 3일 멈추겠다고 알렸다.",
        "20일 첫 교섭이 열렸다.",
        "누리버스 파업은 2월 29일 끝났다.",
    ]
    impossible = story("누리버스 파업은 2월 30일 끝났다.", published=None)
    assert not told("누리버스 파업을 순서대로 알려줘", impossible, kind=Overview.TIMELINE)


def test_what_is_to_come_gives_way_to_what_came() -> None:
    sentences = [f"누리버스 {number}번 노선이 멈출 예정이다." for number in range(5)]
    assert "누리버스가 멈췄다." in told(
        "누리버스 요약해줘", story(*sentences, "누리버스가 멈췄다.", "누리버스는 조용하다.")
    )


def test_an_article_that_lacks_a_name_is_about_something_else() -> None:
    one = story("가람시 버스 파업이 시작됐다.", title="가람시 버스 파업")
    other = story("달내군 버스 파업이 끝났다.", title="달내군 버스 파업")
    assert told("가람시 버스 파업 소식을 요약해줘", one, other) == ["가람시 버스 파업이 시작됐다."]
    assert len(told("버스 파업 소식을 요약해줘", one, other)) == 2


def test_an_article_that_has_the_words_far_apart_is_about_something_else() -> None:
    trip = story("하람 회장이 미국 출장에서 사장을 만났다.", title="출장")
    visit = story(
        "하람 회장이 손님을 맞았다.",
        "식사를 했다.",
        "국수가 나왔다.",
        "손님은 미국 사람이다.",
        "출장을 왔다.",
        title="손님",
    )
    decision = overview(analyse("하람 회장 미국 출장 요약해줘"), Overview.SUMMARY, np.ones(1), [visit, trip])
    assert {point.reading.title for point in decision.points} == {"출장"}


@pytest.mark.parametrize("kind", list(Overview))
def test_articles_with_the_same_text_come_along(kind: Overview) -> None:
    known_one = story("누리버스 파업이 3월 4일 시작됐다.")
    [entry] = known_one.passages
    copy = replace(entry.passage, article_id="other")
    stories = [replace(known_one, copies={entry.passage.id: (copy,)})]
    decision = overview(analyse("누리버스 파업을 요약해줘"), kind, np.ones(1, dtype=np.float32), stories)
    assert [point.reading.copies for point in decision.points] == [(copy,)]
