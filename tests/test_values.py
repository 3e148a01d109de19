import pytest

from assistant.question import Kind
from assistant.values import Difference, difference, stands


@pytest.mark.parametrize(
    ("one", "other", "kind"),
    [
        ("서울 용산구 한남동", "용산구 이태원동", Kind.PLACE),
        ("2013년", "2014년 10월", Kind.DATE),
        ("2박3일", "1박 2일", Kind.DURATION),
        ("1500억달러", "1600억 달러", Kind.MONEY),
        ("두 명", "3명", Kind.NUMBER),
        ("알마티", "아스타나", Kind.PLACE),
        ("용산구 한남동 영빈관", "서울 중구의 한 호텔", Kind.PLACE),
        ("1990년대 초", "1987년", Kind.DATE),
        ("조현채 부장판사", "민경록 부장판사", Kind.PERSON),
        ("8천여만 원", "7600만5580원", Kind.MONEY),
    ],
)
def test_differ(one: str, other: str, kind: Kind) -> None:
    assert difference(one, other, kind) is Difference.APART
    assert difference(other, one, kind) is Difference.APART


@pytest.mark.parametrize(
    ("one", "other", "kind"),
    [
        ("2시간20분가량", "약 2시간 20분", Kind.DURATION),
        ("28일", "2024년 2월 28일 오후", Kind.DATE),
        ("사흘간", "3일", Kind.DURATION),
        ("5,000만 원", "5000만원", Kind.MONEY),
        ("세 명", "3명", Kind.NUMBER),
        ("서울 용산구", "용산구 한남동", Kind.PLACE),
        ("김하늘 회장", "김 회장", Kind.PERSON),
        ("마크 저커버그 메타 최고경영자", "저커버그 CEO", Kind.PERSON),
        ("열 시간", "열 시간쯤", Kind.DURATION),
        ("9월 27일", "10일", Kind.DATE),
        ("카자흐스탄", "알마티의 한 호텔", Kind.PLACE),
        ("1980년대", "1987년", Kind.DATE),
        ("최우빈", "주장", Kind.PERSON),
        ("전세피해자전국연대", "전피연", Kind.ORGANISATION),
    ],
)
def test_agree(one: str, other: str, kind: Kind) -> None:
    assert difference(one, other, kind) is Difference.NONE


@pytest.mark.parametrize(
    ("one", "other", "kind"),
    [
        ("약 30분", "4개월", Kind.DURATION),
        ("1987년", "2020년", Kind.DATE),
        ("600원", "2,480억 원", Kind.MONEY),
    ],
)
def test_values_far_apart_are_told_from_near_ones(one: str, other: str, kind: Kind) -> None:
    assert difference(one, other, kind) is Difference.FAR


def test_one_day_has_several_hours() -> None:
    assert difference("18일 낮 12시 5분", "18일 오후 3시", Kind.DATE) is Difference.APART
    assert difference("18일 오후", "18일 오후 3시", Kind.DATE) is Difference.NONE


@pytest.mark.parametrize(
    ("one", "other", "kind"),
    [
        ("담뱃불 때문", "전기장판 과열", Kind.REASON),
        ("다온건설", "태강종합건설", Kind.PLACE),
        ("금메달", "은메달", Kind.OTHER),
        ("3-1", "2대 1", Kind.OTHER),
        ("카라간다", "파블로다르", Kind.PLACE),
    ],
)
def test_words_that_nobody_can_compare(one: str, other: str, kind: Kind) -> None:
    assert difference(one, other, kind) is Difference.WORDED


@pytest.mark.parametrize(
    ("one", "other", "kind"),
    [
        ("한우 갈비찜", "갈비찜", Kind.OTHER),
        ("3-1", "3 대 1", Kind.OTHER),
        ("한남동", "영빈관", Kind.PLACE),
        ("조합원들에게 물어 찬성이 많았기 때문", "배송 물량이 줄어서", Kind.REASON),
    ],
)
def test_words_of_one_thing_or_too_many_to_tell(one: str, other: str, kind: Kind) -> None:
    assert difference(one, other, kind) is Difference.NONE


@pytest.mark.parametrize("words", ["한덕수 국무총리", "계약 해지", "2시간 20분", "5월부터 7월까지", "3명"])
def test_words_stand_in_a_text_in_whatever_spelling(words: str) -> None:
    text = "한덕수 국무총리는 5월부터 7월까지 두 번, 2시간가량 20분씩 모두 3명과 계약해지를 논의했다."
    assert stands(words, text)


@pytest.mark.parametrize("words", ["20시간", "1명", ""])
def test_a_part_of_a_longer_number_does_not_stand(words: str) -> None:
    assert not stands(words, "120시간 동안 31명이 왔다.")
