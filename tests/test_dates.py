from datetime import date, timedelta

import pytest

from assistant.dates import date_in_address, find_published, is_stamp, labelled_date, parse_date

DAY = date(2024, 2, 28)


@pytest.mark.parametrize(
    "value",
    [
        "2024-02-28",
        "2024.02.28",
        "2024. 2. 28.",
        "2024/02/28 21:12",
        "2024년 2월 28일 수요일",
        "20240228",
        "20240228211213",
        "2024-02-28T21:12:00+09:00",
        "Feb. 28, 2024",
        "28 February 2024",
        "Wed, 28 Feb 2024 21:12:00 GMT",
        "2/28/2024",
        "1709078400",
        "1709078400000",
    ],
)
def test_stated_dates(value: str) -> None:
    assert parse_date(value) == DAY


@pytest.mark.parametrize(
    "value", ["", "어제", "2월 28일", "04.24 (수)", "02/03/2024", "2024-02-30", "2024-13-01", "1234", "v2.0.24"]
)
def test_unclear_dates_are_absent(value: str) -> None:
    assert parse_date(value) is None


def test_a_day_to_come_is_no_published_date() -> None:
    assert parse_date((date.today() + timedelta(days=30)).isoformat()) is None


@pytest.mark.parametrize(
    "line",
    [
        "입력 2024.02.28 21:12",
        "입력2024.02.28. 오후 9:12  수정2024.03.01. 오후 9:30 기사원문",
        "입력 2024.02.28. 21:12 | 업데이트 2024.03.01. 03:00",
        "기사입력 : 2024-02-28 21:12",
        "홍길동입력 2024. 2. 28. 21:12수정 2024. 3. 1. 22:40",
        "등록 2024-02-28 21:12",
        "승인 2024.02.28 21:12",
        "2024/02/28 21:12 송고",
        "송고시간2024-02-28 21:12",
        "한빛일보 홍길동 기자 입력 24.02.28 21:12 댓글 0",
        "Published : Feb. 28, 2024 - 21:12 Updated : March 1, 2024",
        "게시일: 2024년 2월 28일",
    ],
)
def test_labelled_lines(line: str) -> None:
    assert labelled_date(["도서관 개관", line]) == DAY
    assert is_stamp(line)


@pytest.mark.parametrize(
    "line",
    [
        "수정 2024.02.28 21:12",
        "UPDATED. 2024-02-28 15:30 (수)",
        "최종편집 2024-02-28 15:30",
        "청람시는 특허를 2024년 2월 28일 등록했다.",
        "04.24 (수)",
        "입력 02.28 21:12",
    ],
)
def test_lines_that_do_not_say_when_it_was_published(line: str) -> None:
    assert labelled_date([line]) is None
    assert find_published([line], [line]) is None


def test_a_stamp_needs_a_clock_unless_it_stands_alone_between_title_and_body() -> None:
    assert find_published([], ["2024.02.28 21:12"]) == DAY
    assert find_published([], ["2024.02.28"]) is None
    assert find_published(["2024.02.28"], []) == DAY
    assert find_published(["2024.02.28", "2024.03.01"], []) is None


def test_differing_stamps_leave_doubt() -> None:
    assert find_published([], ["2024.02.28 21:12", "2024.03.01 09:00"]) is None


def test_labels_after_the_article_count_when_they_agree() -> None:
    assert find_published([], [], tail=["2024/02/28 21:12 송고"]) == DAY
    assert find_published([], [], tail=["입력 2024.02.28 21:12", "입력 2024.02.27 21:12"]) is None


@pytest.mark.parametrize(
    ("caption", "body", "expected"),
    [
        ("책을 꽂고 있다. 2024.2.28 / 한빛 ⓒ 한빛", "청람시가 28일 문을 연다고 밝혔다.", DAY),
        ("책을 꽂고 있다. 2024.2.27 / 한빛 ⓒ 한빛", "청람시가 28일 문을 연다고 밝혔다.", DAY),
        ("책을 꽂고 있다. 2024.2.28 / 한빛 ⓒ 한빛", "청람시가 문을 연다고 밝혔다.", None),
        ("책을 꽂고 있다. 2024.2.28 / 한빛 ⓒ 한빛", "청람시가 15일 문을 연다고 밝혔다.", None),
        ("책을 꽂고 있다. 2024.2.28 [한빛 자료사진]", "청람시가 28일 문을 연다고 밝혔다.", None),
        ("책을 꽂고 있다.", "청람시가 28일 문을 연다고 밝혔다.", None),
    ],
)
def test_a_photo_date_counts_when_the_text_names_the_day(caption: str, body: str, expected: date | None) -> None:
    assert find_published([], [], captions=[caption], body=[body]) == expected


def test_datelines_with_a_whole_date() -> None:
    assert find_published([], [], body=["(청람, 2024년 2월 28일) 도서관이 열렸다."]) == DAY
    assert find_published([], [], body=["CHEONGRAM, Feb. 28, 2024 (Hanbit) -- A library opened."]) == DAY
    assert find_published([], [], body=["2024년 2월 28일 도서관이 열렸다."]) is None


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("https://a.kr/news/2024/02/28/1", DAY),
        ("https://a.kr/20240228/1", DAY),
        ("https://a.kr/view/AKR20240228123400003", DAY),
        ("https://a.kr/article/202402281234", DAY),
        ("https://a.kr/article/20240228", DAY),
        ("https://a.kr/article/5551234", None),
        ("https://a.kr/article/2024", None),
        ("https://a.kr/article/99202402281", None),
    ],
)
def test_dates_in_addresses(address: str, expected: date | None) -> None:
    assert date_in_address(address) == expected
