import pytest

from assistant.places import apart, is_site, lying, of_other_sites


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("서울 용산구 한남동", "용산구 이태원동"),
        ("대전 유성구", "충북 청주"),
        ("충남 아산", "충청남도 당진시"),
        ("김포공항", "인천국제공항"),
        ("여수시", "진주"),
    ],
)
def test_places_apart(one: str, other: str) -> None:
    assert apart(one, other)
    assert apart(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("서울", "서울 용산구 한남동"),
        ("충남", "아산 둔포면"),
        ("승지원", "삼성 영빈관"),
        ("여의도", "국회 앞"),
        ("인천공항", "인천국제공항"),
    ],
)
def test_places_that_may_be_one(one: str, other: str) -> None:
    assert not apart(one, other)


@pytest.mark.parametrize(
    ("words", "answer"),
    [
        ("이태원동", True),
        ("서울 한빛호텔", True),
        ("이병철 창업회장", False),
        ("강서구", True),
        ("김남구", False),
        ("서울 한서구", True),
        ("한별 영빈관 구름원", True),
    ],
)
def test_what_ends_as_places_do(words: str, answer: bool) -> None:
    assert is_site(words) is answer


def test_where_a_place_lies_stands_before_it() -> None:
    assert lying("두 사람은 28일 용산구 이태원동의 새별그룹 ") == "용산구 이태원동의 새별그룹"
    assert lying("두 사람은 한남동에서 만나 ") == ""


def test_sites_of_one_town_may_be_others() -> None:
    assert of_other_sites("청주 시민회관", "청주 상당공원")
    assert not of_other_sites("서울김포비즈니스항공센터", "김포공항")
