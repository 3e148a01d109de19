from pathlib import Path

import pytest

from assistant import Assistant, Outcome
from assistant.claims import claim
from assistant.question import Kind, analyse

STORY = """누리그룹 회장은 12일 부산 해운대에서 한빛 윤바람 대표와 만찬을 했다.
만찬은 오후 7시 20분에 시작했다.
두 사람은 반도체 공급을 논의했다.
"""


@pytest.mark.parametrize(
    ("question", "asked", "kind", "value"),
    [
        ("둘이 저녁 먹은 데가 한남동 맞지?", "둘이 저녁 먹은 데는 어디야?", Kind.PLACE, "한남동"),
        ("회장이 대표를 만난 곳이 회사 본사였어?", "회장이 대표를 만난 곳은 어디야?", Kind.PLACE, "회사 본사"),
        ("대표가 다음에 가는 나라 인도 맞지?", "대표가 다음에 가는 나라는 어디야?", Kind.PLACE, "인도"),
        ("대표가 온 건 28일이야?", "대표가 온 것은 언제야?", Kind.DATE, "28일"),
        ("만찬 시작한 게 6시 맞아?", "만찬 시작한 것은 몇 시야?", Kind.TIME, "6시"),
    ],
)
def test_the_value_that_is_put_and_the_question_it_answers(question: str, asked: str, kind: Kind, value: str) -> None:
    put = claim(analyse(question))
    assert put
    assert (put.asked.text, put.asked.kind, put.values) == (asked, kind, (value,))


@pytest.mark.parametrize(
    ("question", "asked", "kind", "values"),
    [
        (
            "둘이 저녁 먹은 데가 한남동이야 이태원동이야?",
            "둘이 저녁 먹은 데는 어느 동네야?",
            Kind.PLACE,
            ("한남동", "이태원동"),
        ),
        ("대표의 지난 방한이 2013년이야, 2014년이야?", "대표의 지난 방한은 언제야?", Kind.DATE, ("2013년", "2014년")),
        (
            "방한 일정은 1박 2일 아니면 2박 3일이야?",
            "방한 일정은 몇 박 며칠이야?",
            Kind.DURATION,
            ("1박 2일", "2박 3일"),
        ),
        ("저녁 먹은 사람이 3명이야 4명이야?", "저녁 먹은 사람은 몇 명이야?", Kind.NUMBER, ("3명", "4명")),
        ("만찬이 두 시간 맞지?", "만찬은 몇 시간이야?", Kind.DURATION, ("두 시간",)),
        ("투자액이 1500억달러였나?", "투자액은 얼마야?", Kind.MONEY, ("1500억달러",)),
        ("해솔관은 새솔동에 있나요?", "해솔관은 어디에 있어?", Kind.PLACE, ("새솔동",)),
    ],
)
def test_values_by_their_form(question: str, asked: str, kind: Kind, values: tuple[str, ...]) -> None:
    put = claim(analyse(question))
    assert put
    assert (put.asked.text, put.asked.kind, put.values) == (asked, kind, values)


@pytest.mark.parametrize(
    "question",
    [
        "대표는 회장이야 사장이야?",
        "이번 방한이 얼마 만이야?",
        "대표는 지금 한국에 있어?",
        "한국에 온 게 이번이 처음이야?",
        "방송에서 웃기던 사람 맞지?",
        "공장 짓는 데 몇 년씩 걸린 거 맞아요?",
        "사고 난 게 태풍 때문이야?",
        "구조된 사람이 20대였나요?",
        "만난 데가 어디야?",
    ],
)
def test_what_puts_no_value(question: str) -> None:
    assert claim(analyse(question)) is None


@pytest.mark.parametrize(
    ("question", "short"),
    [
        ("누리그룹 회장이 윤바람 대표와 만찬을 한 곳이 해운대 맞지?", "예"),
        ("만찬이 시작한 시각이 7시 20분 맞아?", "예"),
        ("누리그룹 회장이 윤바람 대표와 만찬을 한 날이 13일 맞아?", "아니요, 12일"),
        ("누리그룹 회장이 윤바람 대표와 만찬을 한 날이 12일이야 13일이야?", "12일"),
        ("만찬이 시작한 시각이 6시 20분이야, 7시 20분이야?", "7시 20분"),
    ],
)
def test_a_value_is_held_against_what_the_articles_tell(tmp_path: Path, question: str, short: str) -> None:
    (tmp_path / "a.txt").write_text(f"누리그룹 회장과 윤바람 대표의 만찬\n\n{STORY}", "utf-8")
    with Assistant.open(tmp_path / "index") as assistant:
        assistant.ingest([tmp_path / "a.txt"])
        answer = assistant.ask(question)
        assert answer.outcome is Outcome.ANSWERED
        assert answer.short == short


def test_a_place_over_which_papers_differ_is_shown_with_both(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(
        "해솔관서 만찬\n\n누리그룹 회장은 가람시 새솔동에 위치한 해솔관에서 윤바람 대표와 만찬을 했다.\n",
        "utf-8",
    )
    (tmp_path / "b.txt").write_text(
        "윤바람 대표, 회장과 저녁\n\n한빛 윤바람 대표가 가람시 물빛동에 위치한 해솔관을 나서고 있다.\n"
        "저녁 자리는 두 시간 남짓 이어졌다.\n",
        "utf-8",
    )
    with Assistant.open(tmp_path / "index") as assistant:
        assistant.ingest([tmp_path / "a.txt", tmp_path / "b.txt"])
        for asked in (
            "누리그룹 회장이 윤바람 대표와 만찬을 한 곳이 새솔동 맞지?",
            "누리그룹 회장이 윤바람 대표와 만찬을 한 곳이 새솔동이야 물빛동이야?",
            "해솔관은 물빛동에 있어?",
        ):
            answer = assistant.ask(asked)
            assert answer.outcome is Outcome.CONFLICTING
            assert "새솔동" in answer.short
            assert "물빛동" in answer.short
