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


@pytest.mark.parametrize(
    ("names", "listed"),
    [
        (["저커버그", "Mark Zuckerberg"], ["Mark Zuckerberg"]),
        (["Zuckerberg", "마크 저커버그 메타 CEO"], ["마크 저커버그 메타 CEO"]),
        (["메타", "Meta"], ["메타"]),
        (["이도현 회장", "Lee Do-hyun"], ["이도현 회장"]),
        (["사과", "SK"], ["사과", "SK"]),
        (["Mark Zuckerberg", "마크 루터"], ["Mark Zuckerberg", "마크 루터"]),
        (["애플", "Meta"], ["애플", "Meta"]),
    ],
)
def test_names_in_two_scripts_are_listed_once(names: list[str], listed: list[str]) -> None:
    assert distinct(names) == listed


def test_a_surname_with_a_title_is_no_fuller_than_the_name() -> None:
    assert distinct(["하준서", "하 회장"]) == ["하준서"]


def test_each_is_listed_once_by_its_fullest_name() -> None:
    names = ["이재용 회장", "저커버그", "이 회장", "한종희 부회장", "마크 저커버그 메타 CEO"]
    assert distinct(names) == ["이재용 회장", "마크 저커버그 메타 CEO", "한종희 부회장"]
