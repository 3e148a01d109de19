import pytest

from assistant.followup import interpretations
from assistant.types import Answer, Outcome


def asked(question: str, short: str = "") -> Answer:
    return Answer(question, question, "…", short, Outcome.INSUFFICIENT)


@pytest.mark.parametrize("question", ["그 자리에 누가 참석했어?", "그럼 메뉴는?", "and who was there?"])
def test_a_question_that_points_back_takes_the_earlier_subject_along(question: str) -> None:
    (understood,) = interpretations(question, [asked("승지원 만찬은 얼마나 진행됐나요?")])
    assert "승지원" in understood
    assert "만찬" in understood


def test_a_question_with_neither_pointer_nor_name_is_left_to_the_articles() -> None:
    joined, alone = interpretations("어디서 열렸어?", [asked("승지원 만찬은 얼마나 진행됐나요?")])
    assert "승지원" in joined
    assert alone == "어디서 열렸어?"


@pytest.mark.parametrize("question", ["LG전자 조주완 CEO는 언제 만났어?", "삼성전자 매출은 얼마인가요?"])
def test_a_new_subject_drops_the_old_one(question: str) -> None:
    assert interpretations(question, [asked("승지원 만찬은 얼마나 진행됐나요?")]) == [question]


def test_a_pronoun_stands_for_what_the_answer_named() -> None:
    (understood,) = interpretations(
        "그 사람은 어디서 만났대?", [asked("퀄컴 사장은 누구야?", short="크리스티아노 아몬")]
    )
    assert "크리스티아노 아몬" in understood


def test_the_first_question_stands_as_it_is() -> None:
    assert interpretations("그 자리에 누가 참석했어?", []) == ["그 자리에 누가 참석했어?"]


def test_a_chain_of_follow_ups_keeps_the_subject() -> None:
    first = asked("승지원 만찬은 얼마나 진행됐나요?")
    (second,) = interpretations("그 자리에 누가 참석했어?", [first])
    (third,) = interpretations("그럼 메뉴는?", [first, asked(second)])
    assert "승지원" in third
