from pathlib import Path

import pytest

from assistant import Assistant, Outcome
from assistant.compound import parts

DINNER = """누리그룹 회장과 한빛조선 대표의 만찬이 12일 부산에서 열렸다.

만찬은 해운대의 달맞이호텔에서 2시간 10분 동안 이어졌다.
이 자리에는 윤서준 누리그룹 회장과 문하늘 한빛조선 대표, 배도현 부사장이 참석했다.
"""
OTHER_PAPER = """누리그룹 회장이 12일 한빛조선 대표와 저녁을 했다.

두 사람의 만찬은 해운대의 달맞이호텔에서 3시간 동안 이어졌다.
"""


@pytest.mark.parametrize(
    ("question", "asked"),
    [
        ("만찬은 얼마나 걸렸고 누가 참석했어?", ["만찬은 얼마나 걸렸나?", "누가 참석했어?"]),
        ("사장은 누구고 언제 취임했어?", ["사장은 누구인가?", "언제 취임했어?"]),
        ("대회 이름은 무엇이며 몇 명이 왔나요?", ["대회 이름은 무엇인가?", "몇 명이 왔나요?"]),
        ("언제 와서 누구를 만났어?", ["언제 와?", "누구를 만났어?"]),
        ("며칠에 왔는지 누구를 만났는지 알려줘", ["며칠에 왔나?", "누구를 만났는지 알려줘"]),
        ("회장은 언제 어디서 대표를 만났어?", ["회장은 언제 대표를 만났어?", "회장은 어디서 대표를 만났어?"]),
        ("만찬 장소와 참석자는?", ["만찬 장소는?", "만찬 참석자는?"]),
        ("매출과 영업이익은 각각 얼마야?", ["매출은 얼마야?", "영업이익은 얼마야?"]),
        ("만찬은 얼마나 걸렸어? 누가 왔어?", ["만찬은 얼마나 걸렸어?", "누가 왔어?"]),
        ("Who attended the dinner and how long did it last?", ["Who attended the dinner?", "how long did it last?"]),
        ("When and where was it held?", ["When was it held?", "where was it held?"]),
    ],
)
def test_questions_put_together_are_told_apart(question: str, asked: list[str]) -> None:
    assert parts(question) == asked


@pytest.mark.parametrize(
    "question",
    [
        "만찬은 얼마나 걸렸어?",
        "누가 뭐라고 했어?",
        "뭐라고 했는지 누가 전했어?",
        "언제 가장 겁났냐고 물어본 사람은 누구야?",
        "최고 경영자는 누구야?",
        "그 회사는 왜 떠났어? 뭐가 싫어서?",
        "만찬이 있었다던데 누가 왔어?",
        "회장의 부산 일정을 순서대로 정리해줘",
        "기사가 몇 건이고 언제 나왔어?",
        "Who said what?",
    ],
)
def test_one_question_stays_one(question: str) -> None:
    assert parts(question) == [question]


@pytest.fixture
def papers(tmp_path: Path) -> Path:
    for name, text in (("아침신문", DINNER), ("저녁신문", OTHER_PAPER)):
        (tmp_path / f"{name}.txt").write_text(f"누리그룹 회장 만찬\n\n{name}\n입력 2024-03-12\n\n{text}", "utf-8")
    return tmp_path


def test_each_part_is_answered_and_cited(papers: Path) -> None:
    question = "누리그룹 회장과 한빛조선 대표의 만찬은 어디서 열렸고 누가 참석했어?"
    with Assistant.open(papers / "index") as assistant:
        assistant.ingest([papers / "아침신문.txt"])
        *_, answer = stream = list(assistant.stream(question))
    place, persons = answer.short.split("; ")
    assert "달맞이호텔" in place or "해운대" in place or "부산" in place
    assert all(name in persons for name in ("윤서준", "문하늘", "배도현"))
    assert answer.understood == question
    assert [cited.number for cited in answer.citations] == list(range(1, len(answer.citations) + 1))
    assert {number for claim in answer.claims for number in claim.citations} == {one.number for one in answer.citations}
    assert len(stream) > 1
    assert stream[0].short == place


def test_what_papers_differ_in_stands_beside_what_they_agree_on(papers: Path) -> None:
    with Assistant.open(papers / "index") as assistant:
        assistant.ingest([papers])
        answer = assistant.ask("누리그룹 회장의 만찬은 얼마나 걸렸고 한빛조선에서는 누가 참석했어?")
    assert answer.outcome is Outcome.CONFLICTING
    assert {value.value for value in answer.conflicts[0].values} == {"2시간 10분 동안", "3시간 동안"}
    assert all(
        number in range(1, len(answer.citations) + 1)
        for value in answer.conflicts[0].values
        for number in value.citations
    )
    assert "문하늘" in answer.headline
    assert "3시간" not in answer.headline


def test_what_is_untold_is_said_beside_what_is_told(papers: Path) -> None:
    with Assistant.open(papers / "index") as assistant:
        assistant.ingest([papers / "아침신문.txt"])
        answer = assistant.ask("만찬에는 누가 참석했고 회장의 몸무게는 얼마야?")
        nothing = assistant.ask("회장의 몸무게는 얼마고 혈액형은 뭐야?")
    assert answer.outcome is Outcome.ANSWERED
    assert "윤서준" in answer.short
    assert answer.notice == "“회장의 몸무게는 얼마야?”의 답은 기사에 나와 있지 않습니다."
    assert nothing.outcome.refused
    assert not nothing.citations
