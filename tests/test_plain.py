import pytest

from assistant.plain import plain


@pytest.mark.parametrize(
    ("asked", "meant"),
    [
        ("새 지도는 언제 나온대?", "새 지도는 언제 나오나?"),
        ("몇 명이 다쳤대요?", "몇 명이 다쳤나?"),
        ("누구래?", "누구인가?"),
        ("모두 몇 명이래?", "모두 몇 명인가?"),
        ("전부 몇 대나 된다고 하던가요?", "전부 몇 대나 되나?"),
        ("몇 대나 된다고 했더라", "몇 대나 되나?"),
        ("몇 퍼센트라고 하나요?", "몇 퍼센트인가?"),
        ("무슨 이야기를 나눌 거라고 하나요?", "무슨 이야기를 나눌 건가?"),
        ("점심은 뭘 먹는대?", "점심은 뭘 먹나?"),
        ("두 사람은 어느 학교 동문이라고 했나요?", "두 사람은 어느 학교 동문인가?"),
        ("회의 날짜 좀 알 수 있을까요?", "회의 날짜 알려줘"),
        ("누가 왔는지 알고 싶어요", "누가 왔는지 알려줘"),
    ],
)
def test_hearsay_and_polite_words_ask_for_nothing(asked: str, meant: str) -> None:
    assert plain(asked) == meant


@pytest.mark.parametrize(
    "asked",
    [
        "뭐라고 하나요?",
        "도하나 대표가 뭐래?",
        "얼마를 쓰겠다고 했나?",
        "본부장은 텔레비전이 몇 대라고 했나요?",
        "무슨 무대?",
        "모두 몇 대?",
        "누가 알 수 있나요?",
        "보이스피싱인지 어떻게 알 수 있나요?",
        "범인을 알 수 없다고 했나?",
    ],
)
def test_what_somebody_said_or_wants_is_asked_as_it_stands(asked: str) -> None:
    assert plain(asked) == asked
