import pytest

from assistant.question import Kind
from assistant.values import differ


@pytest.mark.parametrize(
    ("one", "other", "kind"),
    [
        ("서울 용산구 한남동", "용산구 이태원동", Kind.PLACE),
        ("2013년", "2014년 10월", Kind.DATE),
        ("2박3일", "1박 2일", Kind.DURATION),
        ("1500억달러", "1600억 달러", Kind.MONEY),
        ("두 명", "3명", Kind.NUMBER),
    ],
)
def test_differ(one: str, other: str, kind: Kind) -> None:
    assert differ(one, other, kind)
    assert differ(other, one, kind)


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
    ],
)
def test_agree(one: str, other: str, kind: Kind) -> None:
    assert not differ(one, other, kind)


@pytest.mark.parametrize(
    ("one", "other", "kind"),
    [
        ("약 30분", "4개월", Kind.DURATION),
        ("1987년", "2020년", Kind.DATE),
        ("9월 27일", "10일", Kind.DATE),
        ("600원", "2,480억 원", Kind.MONEY),
    ],
)
def test_values_far_apart_are_of_other_things(one: str, other: str, kind: Kind) -> None:
    assert not differ(one, other, kind)
