from datetime import date

import pytest

from assistant.catalogue import respond, understood, wanted
from assistant.types import Answer, Article, Outcome, Query

TODAY = date(2024, 3, 15)
OUTLETS = ("하루신문", "새벽일보", "Sample Times")


def article(
    name: str,
    outlet: str | None,
    published: date | None,
    body: str = "첫 문장이다. 둘째 문장이다.",
    author: str | None = None,
) -> Article:
    return Article(
        title=f"{name} 제목", body=body, source=f"/{name}", outlet=outlet, published=published, author=author
    )


ARTICLES = [
    article("가", "하루신문", date(2024, 3, 1)),
    article("나", "새벽일보", date(2024, 3, 9), "버스 파업이 끝났다.", "홍길동 기자"),
    article("다", "하루신문", date(2024, 2, 20), "버스 파업이 시작됐다.", "성춘향·홍길동"),
    article("라", "하루신문", None),
]


def chosen(question: str) -> list[str]:
    answer = respond(Query(question, question, "ko"), ARTICLES, TODAY)
    return sorted(citation.title[0] for citation in answer.citations)


def asked(question: str, language: str = "ko", earlier: str = "", **filters: object) -> Answer:
    standalone = understood(question, earlier, OUTLETS, TODAY)
    return respond(Query(question, standalone, language, **filters), ARTICLES, TODAY)  # type: ignore[arg-type]


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
        ("새벽일보는 파업 기사를 몇 건 냈어?", ["나"]),
        ("하루신문에 실린 파업 기사는 총 몇 건인가요?", ["다"]),
        ("하루신문이 보도한 기사는 모두 몇 편이야?", ["가", "다", "라"]),
        ("없는일보 기사는 몇 건이야?", []),
        ("새벽일보에 관한 기사는 몇 건이야?", []),
        ("홍길동 기자가 쓴 기사는 몇 건이야?", ["나", "다"]),
        ("홍길동이 쓴 하루신문 기사는 몇 건이야?", ["다"]),
        ("홍길동 기사는 몇 건이야?", []),
        ("성춘향 기자는 지난달에 기사를 몇 건 썼어?", ["다"]),
        ("임꺽정 기자가 쓴 기사는 몇 건이야?", []),
        ("How many articles this month?", ["가", "나"]),
        ("How many articles were published in February 2024?", ["다"]),
        ("최신 기사 뭐 있어?", ["가", "나", "다", "라"]),
        ("가장 오래된 기사는?", ["가", "나", "다", "라"]),
        ("2월과 3월 기사는 몇 건이야?", ["가", "나", "다"]),
    ],
)
def test_a_question_selects_by_date_outlet_author_and_words(question: str, titles: list[str]) -> None:
    assert wanted(question)
    assert chosen(question) == titles


@pytest.mark.parametrize(
    "question",
    [
        "사건은 몇 건 일어났어?",
        "기사에 나온 회사는 어디야?",
        "기사에 나온 사건은 몇 건이야?",
        "최근 기사에 나온 회사는 어디야?",
        "버스 기사는 몇 명이야?",
        "How many people were hurt?",
    ],
)
def test_other_questions_are_not_about_the_articles(question: str) -> None:
    assert not wanted(question)
    assert understood(question, "하루신문 기사는 몇 건이야?", OUTLETS, TODAY) == ""


def test_the_answer_counts_them_and_cites_each() -> None:
    found = asked("기사가 모두 몇 건이야?")
    assert found.outcome is Outcome.ANSWERED
    assert found.short == "4건"
    assert [citation.published for citation in found.citations][:2] == [date(2024, 3, 9), date(2024, 3, 1)]
    assert all(claim.citations for claim in found.claims)
    for citation, source in zip(found.citations, (ARTICLES[1], ARTICLES[0]), strict=False):
        assert source.body[citation.start : citation.end] == citation.quote


@pytest.mark.parametrize(
    ("question", "language", "said"),
    [
        ("지난달 하루신문 파업 기사는 몇 건이야?", "ko", "기사는 모두 1건입니다 (2024년 2월, 하루신문, ‘파업’)"),
        ("1월부터 2월까지 기사 몇 건?", "ko", "(2024년 1월~2024년 2월)"),
        ("2월 20일까지 기사 몇 건?", "ko", "(2024년 2월 20일까지)"),
        ("2022년 기사 몇 건?", "ko", "기사가 없습니다 (2022년)"),
        ("How many articles since February?", "en", "Articles: 3 (from 1 February 2024)"),
    ],
)
def test_the_answer_says_what_was_counted(question: str, language: str, said: str) -> None:
    assert said in asked(question, language).text


@pytest.mark.parametrize(
    ("question", "language", "said"),
    [
        ("2월 기사는 몇 건이야?", "ko", "모두 1건입니다 (2024년 2월)"),
        ("3월부터 기사 몇 건?", "ko", "모두 2건입니다 (2024년 3월 1일부터)"),
        ("How many articles in February?", "en", "Articles: 1 (February 2024)"),
        ("How many articles were published in Feb?", "en", "Articles: 1 (February 2024)"),
        ("How many articles on 20 February?", "en", "Articles: 1 (20 February 2024)"),
        ("How many articles in the first quarter?", "en", "Articles: 3 ("),
        ("지난 2월 기사는 몇 건이야?", "ko", "모두 1건입니다 (2024년 2월)"),
        ("11월 기사는 몇 건이야?", "ko", "없습니다 (2026년 11월)"),
        ("2026년 2월 기사는 몇 건이야?", "ko", "없습니다 (2026년 2월)"),
        ("이번 달 기사는 몇 건이야?", "ko", "없습니다 (2026년 11월)"),
    ],
)
def test_a_month_without_a_year_after_the_newest_article_is_the_latest_before_it(
    question: str, language: str, said: str
) -> None:
    asked = understood(question, "", OUTLETS, date(2026, 11, 22))
    assert said in respond(Query(question, asked, language), ARTICLES, date(2026, 11, 22)).text


def test_the_answer_says_what_was_not_understood() -> None:
    found = asked("요즘 하루신문 기사는 몇 건이야?")
    assert found.short == "3건"
    assert "‘요즘’" in found.text
    assert "‘2월 30일’" in asked("2월 30일 기사는 몇 건이야?").text
    assert asked("99999년 전 기사는 몇 건이야?").outcome is Outcome.ANSWERED
    assert "알 수 없어" not in asked("하루신문 기사는 몇 건이야?").text


def test_the_answer_says_which_articles_could_not_be_told() -> None:
    assert "세지 못한 기사가 1건" in asked("올해 기사는 몇 건이야?").text
    assert "세지 못한 기사가 1건" not in asked("올해 새벽일보 기사는 몇 건이야?").text
    assert "세지 못한 기사가 2건" in asked("홍길동 기자가 쓴 기사는 몇 건이야?").text


def test_the_newest_or_the_oldest_come_first() -> None:
    assert asked("최신 기사 뭐 있어?").short == "나 제목"
    oldest = asked("가장 오래된 기사는?")
    assert oldest.short == "다 제목"
    assert [citation.title[0] for citation in oldest.citations] == ["다", "가", "나", "라"]
    assert len(asked("최신 기사 2개 보여줘").citations) == 2


def test_without_any_it_is_refused() -> None:
    found = asked("2022년 기사는 몇 건이야?")
    assert found.outcome is Outcome.NO_EVIDENCE
    assert not found.citations


def test_the_filter_holds_beside_what_is_said() -> None:
    assert asked("기사는 몇 건이야?", since=date(2024, 3, 1)).short == "2건"
    assert asked("2월 기사는 몇 건이야?", since=date(2024, 3, 1)).outcome is Outcome.NO_EVIDENCE
    assert asked("새벽일보 기사는 몇 건이야?", outlets=("하루신문",)).outcome is Outcome.NO_EVIDENCE


@pytest.mark.parametrize(
    ("earlier", "question", "meant"),
    [
        ("하루신문 기사는 몇 건이야?", "새벽일보는?", "새벽일보 기사는 몇 건이야?"),
        ("하루신문 기사는 몇 건이야?", "지난달엔?", "지난달 하루신문 기사는 몇 건이야?"),
        ("하루신문 기사는 몇 건이야?", "최근 일주일은요?", "최근 일주일 하루신문 기사는 몇 건이야?"),
        ("하루신문 기사는 몇 건이야?", "목록 보여줘", "하루신문 기사 목록"),
        ("하루신문 기사 목록", "몇 건이야?", "하루신문 기사는 몇 건이야?"),
        ("하루신문 기사는 몇 건이야?", "가장 오래된 건?", "하루신문 가장 오래된 기사 목록"),
        ("하루신문 기사는 몇 건이야?", "그럼 홍길동 기자는?", "하루신문 홍길동 기자 기사는 몇 건이야?"),
        ("하루신문 버스 기사는 몇 건이야?", "화재 기사는?", "하루신문 화재 기사는 몇 건이야?"),
        ("지난달 버스 기사는 몇 건이야?", "그중 새벽일보 기사는?", "지난달 새벽일보 버스 기사는 몇 건이야?"),
        ("버스 기사는 몇 건이야?", "그중 파업 기사는?", "버스 파업 기사는 몇 건이야?"),
        ("2022년 기사는 몇 건이야?", "6월은?", "2022년 6월 기사는 몇 건이야?"),
        ("하루신문 기사는 몇 건이야?", "전체는?", "기사는 몇 건이야?"),
        ("하루신문 기사는 몇 건이야?", "이번 달 기사는 몇 건이야?", "이번 달 기사는 몇 건이야?"),
        ("How many articles this month?", "And last month?", "How many articles, last month?"),
        ("How many articles about the fire?", "Show me the list", "List the articles about fire?"),
    ],
)
def test_a_question_after_one_about_the_articles_asks_the_same_of_others(
    earlier: str, question: str, meant: str
) -> None:
    assert understood(question, earlier, OUTLETS, TODAY) == meant
    assert wanted(meant)


@pytest.mark.parametrize(
    "question",
    [
        "메뉴는?",
        "오늘 환율은?",
        "새벽일보 대표는 누구야?",
        "새벽일보가 뭐야?",
        "새벽일보는 폐간했어?",
        "어제 무슨 일이 있었어?",
        "그 기사 요약해줘",
        "Why did the bridge fall?",
    ],
)
def test_other_questions_after_one_about_the_articles_stay_what_they_are(question: str) -> None:
    assert understood(question, "하루신문 기사는 몇 건이야?", OUTLETS, TODAY) == ""


def test_without_an_earlier_one_a_fragment_asks_nothing_of_the_articles() -> None:
    assert understood("새벽일보는?", "", OUTLETS, TODAY) == ""
    assert understood("새벽일보는?", "만찬은 언제 열렸어?", OUTLETS, TODAY) == ""
