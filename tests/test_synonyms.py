"""A question in the words of the sentence that may answer it."""

import pytest

from assistant.synonyms import restated, reworded, synonyms

_VISIT = "이 회장은 지난 11일 팔로알토에 있는 대표의 자택으로 초청받아 오찬을 함께했다."


@pytest.mark.parametrize(
    ("question", "meant"),
    [
        ("회장이 집에 간 날짜는?", "회장이 자택에 간 날짜는?"),
        ("점심은 누구랑 했어?", "오찬은 누구랑 했어?"),
        ("회장의 집은 어디야?", "회장의 자택은 어디야?"),
    ],
)
def test_a_noun_is_said_as_the_sentence_says_it_with_its_particle(question: str, meant: str) -> None:
    assert reworded(question, _VISIT) == meant


@pytest.mark.parametrize(
    "question",
    [
        "자택에 간 날짜는?",  # the sentence's own word
        "병원에 간 날짜는?",  # it has no word for that
        "집계는 끝났어?",  # 집 is a part of it only
    ],
)
def test_what_the_sentence_says_no_other_way_stays(question: str) -> None:
    assert reworded(question, _VISIT) == question


def test_a_word_is_no_synonym_of_itself() -> None:
    assert "집" not in synonyms("집")
    assert "자택" in synonyms("집")
    assert "집" in synonyms("자택")


@pytest.mark.parametrize(
    ("question", "meant"),
    [
        ("호프 대표는 한국에 며칠 묵었어?", "호프 대표의 방한 일정은 몇 박 며칠이야?"),
        ("호프 대표가 한국에 머무는 기간은 얼마로 잡혀 있나?", "호프 대표의 방한 일정은 몇 박 며칠이야?"),
        ("이번에 도하나 사장은 일본에 얼마나 있다 가?", "도하나 사장의 방일 일정은 몇 박 며칠이야?"),
        ("호프 대표는 부산에 며칠 머물렀어?", "호프 대표의 부산 방문 일정은 몇 박 며칠이야?"),
        ("호프 대표는 한국에 처음 왔을 때 며칠 있었어?", ""),
        ("그는 감옥에 얼마나 있었어?", ""),
        ("호프 대표는 한국에 얼마를 투자해?", ""),
        ("호프 대표는 한국에 언제 왔어?", ""),
    ],
)
def test_how_long_somebody_stays_is_asked_as_papers_tell_it(question: str, meant: str) -> None:
    assert restated(question) == meant


def test_a_menu_is_asked_for_as_what_was_served() -> None:
    assert restated("구름관 만찬 메뉴는 뭐였어?") == "구름관 만찬 음식은 뭐였어?"
    assert not restated("구름관 메뉴판은 언제 바뀌었어?")
