import pytest

from assistant.names import distinct, same_name


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("이재용 회장", "이재용 삼성전자 회장"),
        ("이 회장", "이재용 회장"),
        ("저커버그", "마크 저커버그 메타 CEO"),
        ("부경해양대", "부경해양대 화학공학과"),
    ],
)
def test_one_name_in_two_forms(one: str, other: str) -> None:
    assert same_name(one, other)
    assert same_name(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("삼성전자 이재용", "삼성전자 한종희"),
        ("이 회장", "정의선 회장"),
        ("이 회장", "이부진 사장"),
        ("LG전자", "삼성전자"),
    ],
)
def test_two_names(one: str, other: str) -> None:
    assert not same_name(one, other)


def test_each_is_listed_once_by_its_fullest_name() -> None:
    names = ["이재용 회장", "저커버그", "이 회장", "한종희 부회장", "마크 저커버그 메타 CEO"]
    assert distinct(names) == ["이재용 회장", "마크 저커버그 메타 CEO", "한종희 부회장"]
