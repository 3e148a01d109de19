import pytest

from assistant.followup import stand_alone
from assistant.types import Answer, Outcome


def asked(question: str) -> Answer:
    return Answer(question, question, "…", "", Outcome.INSUFFICIENT)


@pytest.mark.parametrize("question", ["그 자리에 누가 참석했어?", "그럼 메뉴는?", "어디서 열렸어?", "and who was there?"])
def test_a_question_that_leans_takes_the_earlier_subject_along(question: str) -> None:
    standalone = stand_alone(question, [asked("승지원 만찬은 얼마나 진행됐나요?")])
    assert "승지원" in standalone
    assert "만찬" in standalone


@pytest.mark.parametrize("question", ["LG전자 조주완 CEO는 언제 만났어?", "해오름대교 공사비는 얼마인가요?"])
def test_a_new_subject_drops_the_old_one(question: str) -> None:
    assert stand_alone(question, [asked("승지원 만찬은 얼마나 진행됐나요?")]) == question


def test_the_first_question_stands_as_it_is() -> None:
    assert stand_alone("그 자리에 누가 참석했어?", []) == "그 자리에 누가 참석했어?"


def test_a_chain_of_follow_ups_keeps_the_subject() -> None:
    first = asked("승지원 만찬은 얼마나 진행됐나요?")
    second = stand_alone("그 자리에 누가 참석했어?", [first])
    third = stand_alone("그럼 메뉴는?", [first, asked(second)])
    assert "승지원" in third
