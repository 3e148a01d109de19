from datetime import date

import pytest

from assistant.event_dates import EventDate, event_date

PUBLISHED = date(2024, 2, 29)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("28일 오후", EventDate(2024, 1, 2, 28)),
        ("지난달 11일(현지시각)", EventDate(2024, 1, 1, 11)),
        ("어제", EventDate(2024, 1, 2, 28)),
        ("내년 1분기", EventDate(2025, 1)),
        ("2013년", EventDate(2013)),
        ("지난해 10월", EventDate(2023, 4, 10)),
        ("오는 24일", EventDate(2024, 1, 3, 24)),
        ("Feb. 28, 2024", EventDate(2024, 1, 2, 28)),
    ],
)
def test_dates_are_set_against_the_published_day(text: str, expected: EventDate) -> None:
    assert event_date(text, PUBLISHED) == expected


@pytest.mark.parametrize("text", ["이날", "전날", "저녁", "", "2월 30일"])
def test_a_day_only_the_story_tells_is_unknown(text: str) -> None:
    assert event_date(text, PUBLISHED) is None


@pytest.mark.parametrize(
    ("one", "other", "apart"),
    [
        ("28일", "2024년 2월 28일", False),
        ("2월", "28일", False),
        ("1분기", "3월", False),
        ("2013년", "2014년 10월", True),
        ("27일", "28일", True),
    ],
)
def test_dates_are_apart_where_a_part_both_name_differs(one: str, other: str, apart: bool) -> None:
    first, second = event_date(one, PUBLISHED), event_date(other, PUBLISHED)
    assert first is not None
    assert second is not None
    assert first.apart(second) is apart
