from datetime import date

import pytest

from assistant.periods import Period, mentions

TODAY = date(2024, 3, 15)


def days(text: str, today: date = TODAY) -> list[str | None]:
    periods = [mention.period for mention in mentions(text, today)]
    return [period and "~".join(str(day or "")[2:] for day in (period.since, period.until)) for period in periods]


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("2023년", "23-01-01~23-12-31"),
        ("작년 하반기", "23-07-01~23-12-31"),
        ("지난해 2분기", "23-04-01~23-06-30"),
        ("지난 분기", "23-10-01~23-12-31"),
        ("6월", "23-06-01~23-06-30"),  # the latest that has begun
        ("3월", "24-03-01~24-03-31"),
        ("3월 20일", "23-03-20~23-03-20"),
        ("23년 6월 3일", "23-06-03~23-06-03"),
        ("2월 중순", "24-02-11~24-02-20"),
        ("올해 초", "24-01-01~24-04-30"),
        ("지난달 말", "24-02-21~24-02-29"),
        ("어제", "24-03-14~24-03-14"),
        ("지난주 월요일", "24-03-04~24-03-04"),
        ("저번 주말", "24-03-09~24-03-10"),
        ("최근 일주일", "24-03-09~24-03-15"),
        ("지난 사흘", "24-03-13~24-03-15"),
        ("최근 3개월 동안", "23-12-16~24-03-15"),
        ("지난 3일", "24-03-13~24-03-15"),
        ("두 달 전", "24-01-01~24-01-31"),
        ("2월 한 달 동안", "24-02-01~24-02-29"),
        ("11월부터 2월까지", "23-11-01~24-02-29"),
        ("2023년 11월에서 2024년 1월 사이", "23-11-01~24-01-31"),
        ("1월과 2월 사이", "24-01-01~24-02-29"),
        ("1~2월", "24-01-01~24-02-29"),
        ("2월 3~10일", "24-02-03~24-02-10"),
        ("2024-02-03~2024-02-10", "24-02-03~24-02-10"),
        ("월요일부터 수요일까지", "24-03-11~24-03-13"),
        ("2월 이후", "24-02-01~"),
        ("2월 10일 전", "~24-02-09"),
        ("2월 20일까지", "~24-02-20"),
        ("in June 2023", "23-06-01~23-06-30"),
        ("on February 3rd", "24-02-03~24-02-03"),
        ("last month", "24-02-01~24-02-29"),
        ("in the past two weeks", "24-03-02~24-03-15"),
        ("two months ago", "24-01-01~24-01-31"),
        ("the first half of 2023", "23-01-01~23-06-30"),
        ("in early February", "24-02-01~24-02-10"),
        ("from january to march", "24-01-01~24-03-31"),
        ("between November and January 2023", "22-11-01~23-01-31"),
        ("after February 3", "24-02-04~"),
        ("before 2023", "~22-12-31"),
    ],
)
def test_a_period_and_its_words(text: str, named: str) -> None:
    question = f"화재 {text} 기사"
    assert days(question) == [named]
    (mention,) = mentions(question, TODAY)
    assert question[mention.start : mention.end] == text


def test_what_happened_on_a_day_is_of_no_last_days() -> None:
    assert days("지난 3일에 나온 기사") == ["24-03-03~24-03-03"]


def test_times_named_together_lie_in_one() -> None:
    assert days("2022년 3월과 5월") == ["22-03-01~22-03-31", "22-05-01~22-05-31"]
    assert days("지난달 3일과 5일") == ["24-02-03~24-02-03", "24-02-05~24-02-05"]


def test_a_range_ends_after_it_begins() -> None:
    assert days("3월부터 5월까지", date(2024, 4, 2)) == ["24-03-01~24-05-31"]


def test_29_february_is_of_a_leap_year() -> None:
    assert days("2월 29일", date(2026, 5, 1)) == ["24-02-29~24-02-29"]


@pytest.mark.parametrize("text", ["요즘", "2월 30일", "13월", "99999년 전", "며칠", "recently"])
def test_a_time_that_names_no_days_has_no_period(text: str) -> None:
    assert days(f"{text} 기사") == [None]


@pytest.mark.parametrize("text", ["버스 1,500대", "월드컵", "they may march", "12번 버스", "이달수 감독"])
def test_other_words_are_no_time(text: str) -> None:
    assert days(text) == []


@pytest.mark.parametrize(
    ("period", "said"),
    [
        (Period(date(2023, 1, 1), date(2023, 12, 31)), "2023년"),
        (Period(date(2023, 2, 1), date(2023, 2, 28)), "2023년 2월"),
        (Period(date(2023, 2, 3), date(2023, 2, 3)), "2023년 2월 3일"),
        (Period(None, date(2023, 2, 3)), "2023년 2월 3일까지"),
    ],
)
def test_a_period_is_said_shortly(period: Period, said: str) -> None:
    assert period.text("ko") == said
