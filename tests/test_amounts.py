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
        ("1.5 billion", 1.5e9),
        ("twenty-five", 25),
        ("two hundred and five", 205),
        ("two thousand three hundred", 2_300),
        ("half a million", 500_000),
        ("two and a half million", 2.5e6),
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
        ("$150 billion", "1500억달러"),
        ("US$1.2bn", "12억 달러"),
        ("$20 to $30 million", "2500만 달러"),
        ("150,000 won", "15만원"),
        ("1.5 million people", "150만 명"),
        ("70 percent", "70%"),
        ("5 percentage points", "5%p"),
        ("a dozen people", "12명"),
        ("three more workers,", "세 사람"),
        ("hundreds of thousands of people", "수십만 명"),
        ("between two hundred and three hundred people", "250명"),
        ("twenty-five men", "25명"),
        ("20–30 people", "25명"),
        ("At least 40 people", "41명"),
        ("nearly 30,000 people", "2만9천870명"),
        ("half of the members", "절반"),
        ("a 45-year-old man", "45살"),
        ("three times as many", "3배"),
        ("5 miles", "8.05㎞"),
    ],
)
def test_counts_that_may_be_the_same(one: str, other: str) -> None:
    first, second = count(one), count(other)
    assert first is not None
    assert second is not None
    assert first.unit == second.unit
    assert not first.apart(second)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("30명", "32명"),
        ("1500억달러", "1600억 달러"),
        ("12.5%", "13%"),
        ("$160 billion", "1500억달러"),
        ("$15 million", "1500억 달러"),
        ("four people", "세 명"),
        ("$20 to $30 million", "1000만 달러"),
        ("no more than 40 people", "41명"),
    ],
)
def test_counts_that_cannot_be_the_same(one: str, other: str) -> None:
    first, second = count(one), count(other)
    assert first is not None
    assert second is not None
    assert first.apart(second)


def test_of_different_units_nothing_is_known() -> None:
    assert not Amount("원", 1, 1).apart(Amount("달러", 2, 2))


@pytest.mark.parametrize(
    ("one", "other"), [("HK$5", "5달러"), ("20 minutes", "20명"), ("two-thirds", "2명"), ("three times", "3배")]
)
def test_english_words_that_are_of_another_unit(one: str, other: str) -> None:
    first, second = count(one), count(other)
    assert first is not None
    assert second is not None
    assert first.unit != second.unit


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
        ("2 hours 20 minutes", "2시간 20분", False),
        ("2 hours and 20 minutes", "140분", False),
        ("two hours", "두 시간", False),
        ("two and a half hours", "2시간 30분", False),
        ("an hour and a half", "1시간 30분", False),
        ("half an hour", "30분", False),
        ("2 nights and 3 days", "2박3일", False),
        ("three days and two nights", "사흘", False),
        ("three-day", "2박3일", False),
        ("two decades", "20년", False),
        ("four to five hours", "4시간 반", False),
        ("more than two hours", "2시간 10분", False),
        ("three hours", "2시간 20분", True),
        ("a three-day, two-night trip", "1박 2일", True),
        ("three months", "2개월", True),
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


@pytest.mark.parametrize(
    ("one", "other", "apart"),
    [
        ("8:33 p.m.", "오후 8시 33분", False),
        ("8.33pm", "오후 8시 33분", False),
        ("eight o'clock in the evening", "오후 8시 33분", False),
        ("half past eight p.m.", "오후 8시 반", False),
        ("12:30 a.m.", "0시 30분", False),
        ("Noon", "정오", False),
        ("8:33 a.m.", "오후 8시 33분", True),
        ("one p.m.", "오후 8시 33분", True),
    ],
)
def test_english_times_of_day(one: str, other: str, apart: bool) -> None:
    first, second = clock(one), clock(other)
    assert first is not None
    assert second is not None
    assert first.apart(second) is apart


def test_letters_inside_a_word_are_no_half_of_the_day() -> None:
    assert clock("The development began at 8:30") == clock("8시 30분")


def test_text_without_an_amount() -> None:
    assert duration("오래") is None
    assert clock("저녁") is None
    assert count("No one") is None


def test_hours_that_it_took_are_no_time_of_day() -> None:
    assert clock("만찬은 2시간20분가량 진행됐다.") is None


@pytest.mark.parametrize("text", ["70 km an hour", "a 45-year-old man", "$20 million", "3달러", "3분기"])
def test_what_is_no_span_of_time(text: str) -> None:
    assert duration(text) is None
