from datetime import date

import pytest

from assistant.catalogue import answer, selection, wanted
from assistant.types import Answer, Article, Outcome, Query

TODAY = date(2024, 3, 15)
BLANK = Answer("?", "?", "없습니다.", "", Outcome.NO_EVIDENCE)


def article(name: str, outlet: str, published: date | None, body: str = "첫 문장이다. 둘째 문장이다.") -> Article:
    return Article(title=f"{name} 제목", body=body, source=f"/{name}", outlet=outlet, published=published)


ARTICLES = [
    article("가", "하루신문", date(2024, 3, 1)),
    article("나", "새벽일보", date(2024, 3, 9), "버스 파업이 끝났다."),
    article("다", "하루신문", date(2024, 2, 20), "버스 파업이 시작됐다."),
    article("라", "하루신문", None),
]


def chosen(question: str) -> list[str]:
    selected = selection(Query(question, question), ["하루신문", "새벽일보"], TODAY)
    return [each.title[0] for each in ARTICLES if selected.holds(each)]


@pytest.mark.parametrize(
    ("question", "titles"),
    [
        ("기사가 모두 몇 건이야?", ["가", "나", "다", "라"]),
        ("이번 달 기사 몇 건이야?", ["가", "나"]),
        ("하루신문 기사 목록 보여줘", ["가", "다", "라"]),
        ("버스 파업 기사는 몇 건 있어?", ["나", "다"]),
        ("지난달 하루신문 기사는 몇 개야?", ["다"]),
        ("2024년 3월 9일 기사 목록", ["나"]),
        ("지난주 기사는 몇 건이야?", ["나"]),
    ],
)
def test_a_question_selects_by_date_outlet_and_words(question: str, titles: list[str]) -> None:
    assert wanted(question)
    assert chosen(question) == titles


@pytest.mark.parametrize("question", ["사건은 몇 건 일어났어?", "기사에 나온 회사는 어디야?", "버스 기사는 몇 명이야?"])
def test_other_questions_are_not_about_the_articles(question: str) -> None:
    assert not wanted(question)


def test_the_answer_counts_them_and_cites_each() -> None:
    found = answer(BLANK, ARTICLES, "ko")
    assert found.outcome is Outcome.ANSWERED
    assert found.short == "4건"
    assert [citation.published for citation in found.citations][:2] == [date(2024, 3, 9), date(2024, 3, 1)]
    assert all(claim.citations for claim in found.claims)
    for citation, source in zip(found.citations, (ARTICLES[1], ARTICLES[0]), strict=False):
        assert source.body[citation.start : citation.end] == citation.quote


def test_without_any_the_refusal_stays() -> None:
    assert answer(BLANK, [], "ko") is BLANK
