from datetime import date

import pytest

from assistant.timing import asked_times, timely

FEBRUARY, JUNE = date(2024, 2, 29), date(2024, 6, 13)
SAID = "회장은 28일 최고경영자를 만났다."


@pytest.mark.parametrize(
    ("question", "sentence", "passage", "published", "fits"),
    [
        ("2024년 2월에 누구를 만났나?", SAID, SAID, FEBRUARY, True),
        ("2024년 6월에 누구를 만났나?", SAID, SAID, FEBRUARY, False),
        ("6월 11일에 누구를 만났나?", "회장은 11일 최고경영자를 만났다.", "", JUNE, True),
        ("29일 저녁에는 누구를 만났나?", SAID, SAID, None, False),
        ("누구를 만났나?", SAID, SAID, FEBRUARY, True),
        ("2024년 전에 마지막으로 만난 해는?", "2013년 6월에 처음 만났다.", "", FEBRUARY, True),
        ("2013년에는 누구를 만났나?", "그때는 사장을 만났다.", "", FEBRUARY, True),
    ],
)
def test_a_sentence_of_another_time_is_worth_less(
    question: str, sentence: str, passage: str, published: date | None, fits: bool
) -> None:
    assert (timely(asked_times(question), sentence, passage, published) == 1.0) is fits


def test_it_is_worth_more_beside_the_time_asked_of() -> None:
    asked = asked_times("2022년 5월 대회는 어디서 열리나?")
    beside, alone = (timely(asked, "2일 투표했다.", text, date(2010, 12, 3)) for text in ("2022년 5월 대회", "대회"))
    assert 1.0 > beside > alone
