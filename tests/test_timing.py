from datetime import date

import pytest

from assistant.timing import asked_times, of_its_time, reported, timeless, timely

FEBRUARY, JUNE = date(2024, 2, 29), date(2024, 6, 13)
SAID = "회장은 28일 최고경영자를 만났다."


@pytest.mark.parametrize(
    ("question", "sentence", "passage", "published", "fits"),
    [
        ("2024년 2월에 누구를 만났나?", SAID, SAID, FEBRUARY, True),
        ("2024년 6월에 누구를 만났나?", SAID, SAID, FEBRUARY, False),
        ("6월 11일에 누구를 만났나?", "회장은 11일 최고경영자를 만났다.", "", JUNE, True),
        ("29일 저녁에는 누구를 만났나?", SAID, SAID, None, False),
        ("29일 저녁에는 누구를 만났나?", SAID, SAID, FEBRUARY, False),
        ("6월에 누구를 만났나?", SAID, SAID, FEBRUARY, False),
        ("2월에 누구를 만났나?", SAID, SAID, FEBRUARY, True),
        ("Whom did he meet in June 2024?", SAID, SAID, FEBRUARY, False),
        ("28일 아침에는 누구를 만났나?", "회장은 28일 저녁 최고경영자를 만났다.", SAID, FEBRUARY, False),
        ("28일 밤에는 누구를 만났나?", "회장은 28일 저녁 최고경영자를 만났다.", SAID, FEBRUARY, True),
        ("지난달 11일에 누구를 만났나?", "회장은 지난달 11일 사장을 만났다.", "", FEBRUARY, True),
        ("누구를 만났나?", SAID, SAID, FEBRUARY, True),
        ("2024년 전에 마지막으로 만난 해는?", "2013년 6월에 처음 만났다.", "", FEBRUARY, True),
        (
            "2013년에는 누구를 만났나?",
            "그때는 사장을 만났다.",
            "2013년 방한했다. 그때는 사장을 만났다.",
            FEBRUARY,
            True,
        ),
        ("2013년에는 누구를 만났나?", "그때는 사장을 만났다.", "그때는 사장을 만났다.", FEBRUARY, False),
        ("점심은 누구와 먹었나?", "만찬을 함께한 사람은 사장이다.", "", FEBRUARY, False),
        ("점심은 누구와 먹었나?", "오찬을 함께한 사람은 사장이다.", "", FEBRUARY, True),
        ("How long did the dinner last?", "오찬은 한 시간 넘게 이어졌다.", "", FEBRUARY, False),
        ("How long did the dinner last?", "만찬은 두 시간 넘게 이어졌다.", "", FEBRUARY, True),
        ("공연은 몇 시에 시작했나?", "공연은 밤 10시에 끝났다.", "", FEBRUARY, False),
        ("공연은 몇 시에 시작했나?", "공연은 8시에 시작해 밤 10시에 끝났다.", "", FEBRUARY, True),
        ("영빈관에는 몇 시에 들어갔나?", "밤 8시에 차를 타고 영빈관을 빠져나갔다.", "", FEBRUARY, False),
        ("차가 영빈관에 들어간 게 몇 시야?", "밤 8시에 차를 타고 영빈관을 빠져나갔다.", "", FEBRUARY, False),
        ("영빈관을 나선 시각은?", "저녁 6시쯤 영빈관을 찾은 사장을 맞았다.", "", FEBRUARY, False),
        ("며칠 머무는 일정이었어?", "2013년 방한 당시 1박 2일 일정이었다.", "", FEBRUARY, False),
        ("2013년에는 며칠 머물렀어?", "2013년 방한 당시 1박 2일 일정이었다.", "", FEBRUARY, True),
        ("영빈관에서 언제 떠났나?", "저녁 6시에 영빈관에 도착했다.", "", FEBRUARY, False),
        ("두 사람은 전에도 만났나?", "두 사람은 29일 만난다.", "", FEBRUARY, False),
        ("두 사람은 전에도 만났나?", "두 사람은 이번이 첫 만남이다.", "", FEBRUARY, True),
        ("두 사람은 전에도 만났나?", "두 사람은 2013년에도 만났다.", "", FEBRUARY, True),
        ("며칠 있다 가나요?", "2013년 왔을 때는 당시 1박2일 일정이었다.", "", FEBRUARY, False),
        ("당시 며칠 있다 갔나요?", "2013년 왔을 때는 당시 1박2일 일정이었다.", "", FEBRUARY, True),
    ],
)
def test_a_sentence_of_another_time_is_worth_less(
    question: str, sentence: str, passage: str, published: date | None, fits: bool
) -> None:
    assert (timely(asked_times(question), question, sentence, passage, published) == 1.0) is fits


def test_it_is_worth_more_beside_the_time_asked_of() -> None:
    question = "2022년 5월 대회는 어디서 열리나?"
    asked, day = asked_times(question), date(2010, 12, 3)
    beside, alone = (timely(asked, question, "2일 투표했다.", text, day) for text in ("2022년 5월 대회", "대회"))
    assert 1.0 > beside > alone


@pytest.mark.parametrize(
    ("question", "fits"),
    [
        ("지난주에 누구를 만났나?", False),
        ("이번 주에 누구를 만났나?", True),
        ("지난달에 누구를 만났나?", True),
        ("지지난달에 누구를 만났나?", False),
        ("올해 누구를 만났나?", True),
        ("Whom did he meet this week?", True),
        ("Whom did he meet last year?", False),
    ],
)
def test_words_like_last_week_are_reckoned_from_today(question: str, fits: bool) -> None:
    asked = asked_times(question, today=date(2024, 3, 1))
    assert (timely(asked, question, SAID, SAID, FEBRUARY) == 1.0) is fits


def test_what_happened_at_a_time_is_reported_then_or_soon_after() -> None:
    assert reported(asked_times("2024년 2월에 누구를 만났나?")) == (date(2024, 2, 1), date(2024, 3, 7))
    assert reported(asked_times("지난주에는?", today=date(2024, 3, 1))) == (date(2024, 2, 19), date(2024, 3, 3))
    assert reported(asked_times("2월에 누구를 만났나?")) is None


@pytest.mark.parametrize(
    ("question", "fits"),
    [
        ("저커버그는 지난번에 언제 왔었어?", False),
        ("저커버그의 이전 방한은 언제야?", False),
        ("저커버그는 언제 와?", True),
    ],
)
def test_what_is_to_come_is_no_earlier_time(question: str, fits: bool) -> None:
    sentence = "21일 저커버그는 다음 주 한국을 방문하는 것으로 알려졌다."
    assert (timely((), question, sentence, sentence, FEBRUARY) == 1.0) is fits


@pytest.mark.parametrize(
    ("question", "rest"),
    [
        ("2014년에 레소토 총리는 어느 나라로 피했어?", "레소토 총리는 어느 나라로 피했어?"),
        ("해솔시 사이트 2022년 6월에 며칠째 먹통이었지?", "해솔시 사이트 며칠째 먹통이었지?"),
        ("What did the mayor of Haesol open in 2013?", "What did the mayor of Haesol open?"),
        ("2014년도 해솔시 예산은 얼마야?", "2014년도 해솔시 예산은 얼마야?"),
        ("28일 해솔시에서 누가 왔어?", "28일 해솔시에서 누가 왔어?"),
        ("2014년에 무슨 일이 있었어?", "2014년에 무슨 일이 있었어?"),
    ],
)
def test_a_question_without_the_year_that_its_article_need_not_name(question: str, rest: str) -> None:
    assert timeless(asked_times(question), question) == rest


def test_what_was_published_soon_after_may_be_of_the_time_asked_of() -> None:
    asked = asked_times("2024년 2월에 누가 왔어?")
    assert of_its_time(asked, date(2024, 2, 29))
    assert of_its_time(asked, date(2024, 3, 5))
    assert not of_its_time(asked, JUNE)
    assert not of_its_time(asked, None)
    assert not of_its_time(asked_times("누가 왔어?"), JUNE)
