import pytest

from assistant.amounts import Amount, clock, count, duration, number


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("2만9천870", 29_870),
        ("삼천", 3_000),
        ("스물다섯", 25),
        ("1조 2천억", 1.2e12),
        ("0.15조", 1.5e11),
        ("만", 10_000),
    ],
)
def test_numbers_in_digits_and_words(text: str, value: float) -> None:
    assert number(text) == pytest.approx(value)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("1500억원", "0.15조 원"),
        ("5천만원", "5,000만 원"),
        ("약 3만명", "2만9천870명"),
        ("30여 명", "32명"),
        ("수백 명", "340명"),
        ("20~30명", "25명"),
        ("스무 명", "20명"),
        ("1.5t", "1500kg"),
        ("1만 평", "3만3000㎡"),
        ("최소 40명", "41명"),
    ],
)
def test_counts_that_may_be_the_same(one: str, other: str) -> None:
    first, second = count(one), count(other)
    assert first is not None
    assert second is not None
    assert first.unit == second.unit
    assert not first.apart(second)


@pytest.mark.parametrize(("one", "other"), [("30명", "32명"), ("1500억달러", "1600억 달러"), ("12.5%", "13%")])
def test_counts_that_cannot_be_the_same(one: str, other: str) -> None:
    first, second = count(one), count(other)
    assert first is not None
    assert second is not None
    assert first.apart(second)


def test_of_different_units_nothing_is_known() -> None:
    assert not Amount("원", 1, 1).apart(Amount("달러", 2, 2))


@pytest.mark.parametrize(
    ("one", "other", "apart"),
    [
        ("2시간20분가량", "2시간 20분", False),
        ("2박3일", "사흘", False),
        ("2시간 남짓", "2시간 10분", False),
        ("두 시간 반", "2시간 30분", False),
        ("4~5시간", "4시간 반", False),
        ("2박3일", "1박 2일", True),
        ("3시간", "2시간20분가량", True),
        ("석 달", "2개월", True),
    ],
)
def test_durations(one: str, other: str, apart: bool) -> None:
    first, second = duration(one), duration(other)
    assert first is not None
    assert second is not None
    assert first.apart(second) is apart


def test_times_of_day() -> None:
    evening, exact, morning = clock("오후 8시"), clock("저녁 8시 33분께"), clock("오전 8시 33분")
    assert evening is not None
    assert exact is not None
    assert morning is not None
    assert not evening.apart(exact)
    assert exact.apart(morning)


def test_text_without_an_amount() -> None:
    assert duration("오래") is None
    assert clock("저녁") is None
