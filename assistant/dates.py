"""When an article was published. Absent is better than wrong."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime, timedelta

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}\.?"
_YEAR_FIRST = r"(?<![\d.])(?:19|20)\d\d\s?(?:[-./]|년)\s{0,2}\d{1,2}\s?(?:[-./]|월)\s{0,2}\d{1,2}(?!\d)(?:\s?일)?\.?"
_ENGLISH = rf"\b{_MONTH}\s\d{{1,2}}(?:st|nd|rd|th)?,?\s(?:19|20)\d\d\b|\b\d{{1,2}}\s{_MONTH},?\s(?:19|20)\d\d\b"
_FULL = rf"(?:{_YEAR_FIRST}|{_ENGLISH})"
_WEEKDAY = r"(?:\s?\(?[월화수목금토일](?:요일)?\)?)?"
_CLOCK = r"(?:오전|오후|[ap]\.?m\.?)?\s?\d{1,2}(?::\d\d){1,2}(?:\s?[ap]\.?m\.?)?"
_LABEL = (
    r"(?:입력|등록|승인|송고|발행|게재|작성|게시|출고|날짜|일시|published|posted|registered)"
    r"(?:\s?(?:일시|일자|날짜|시간|시각|일|on|at|date))?\s?[::|\]]?\s?"
)
_SHORT_YEAR = r"(?<![\d.])\d\d\.\d\d\.\d\d(?![\d.])"
_LABELLED = re.compile(
    rf"{_LABEL}(?P<after>{_FULL}|{_SHORT_YEAR})|(?P<before>{_FULL}){_WEEKDAY}\s?(?:{_CLOCK})?\s?(?:입력|송고|등록|승인|게재)(?![가-힣])",
    re.I,
)
_STAMP = re.compile(rf"\W{{0,3}}(?P<date>{_FULL}){_WEEKDAY}[\s,|T-]{{0,3}}{_CLOCK}\W{{0,3}}(?:kst)?", re.I)
_BARE = re.compile(rf"[\s(\[【]*(?P<date>{_FULL})[\s)\]】]*", re.I)
_DATELINE = re.compile(
    rf"[(\[【][^)\]】\d]{{0,20}}(?P<date>{_FULL})[^)\]】\d]{{0,20}}[)\]】]|[A-Z][A-Z .,]{{2,30}}(?P<wire>{_ENGLISH})\W",
    re.I,
)
_EDITION = re.compile(r"최종\s?편집|최종\s?업데이트|현재\s?시각|^\W*updated|^\W*수정", re.I)
ARCHIVE_PHOTO = re.compile(r"자료|DB(?!\s?금지)|archive|file photo", re.I)
_DAY = re.compile(r"(?<![\d월.])(?<!월\s)(\d{1,2})일(?!\s?(?:간|동안|만에|째|치|정도|이상|가량|까지|부터))")
_ADDRESS = re.compile(
    r"/(?P<year>20\d\d)[/-]?(?P<month>0\d|1[0-2])[/-]?(?P<day>[0-2]\d|3[01])(?=/|$)"
    r"|(?:/|[A-Za-z=])(?P<year2>20\d\d)(?P<month2>0[1-9]|1[0-2])(?P<day2>0[1-9]|[12]\d|3[01])\d{4,}(?!\d)"
)
_LATE = timedelta(days=2)  #: how long after a dated photo its article may appear


def parse_date(value: str) -> date | None:
    """The date a column or a meta element holds, as written (no time zone is applied); None when ambiguous."""
    value = value.strip()
    if compact := re.match(r"((?:19|20)\d\d)(\d\d)(\d\d)(?:\d{2}|\d{4}|\d{6})?(?!\d)", value):
        return _date(*map(int, compact.groups()))
    if re.fullmatch(r"1\d{9}(?:\d{3})?", value):  # seconds or milliseconds since 1970, as pandas writes them
        return datetime.fromtimestamp(int(value[:10]), UTC).date()
    if slashed := re.match(r"(\d{1,2})/(\d{1,2})/((?:19|20)\d\d)\b", value):
        first, second, year = map(int, slashed.groups())
        readings = {_date(year, first, second), _date(year, second, first)} - {None}
        return readings.pop() if len(readings) == 1 else None
    found = re.search(_FULL, value, re.I)
    return _read(found.group()) if found else None


def date_in_address(url: str) -> date | None:
    """The day many outlets write into an article's address."""
    found = _ADDRESS.search(url.partition("//")[2])
    if not found:
        return None
    return _date(*(int(part) for part in found.groups() if part))


def labelled_date(lines: Iterable[str]) -> date | None:
    """The first date a line calls the day of entry (입력, 등록, 승인, 송고, Published); never one of a change."""
    for line in lines:
        found = _LABELLED.search(line)
        if found and _is_stamp_line(line) and (day := _read(found["after"] or found["before"])):
            return day
    return None


def is_stamp(line: str) -> bool:
    """A line that only says when: a labelled date, a date with a clock, the edition of the page."""
    if _STAMP.fullmatch(line):
        return True
    found = _LABELLED.search(line) or re.search(rf"(?:{_EDITION.pattern}).{{0,6}}{_FULL}", line, re.I)
    return bool(found) and _is_stamp_line(line)


def find_published(
    head: Sequence[str],
    lines: Sequence[str],
    tail: Sequence[str] = (),
    captions: Sequence[str] = (),
    body: Sequence[str] = (),
) -> date | None:
    """The published day of a page, or None when the page leaves doubt.

    head: the lines between title and body; lines: all up to the end of the article; tail: those after it;
    body: cleaned paragraphs.
    """
    if day := labelled_date(lines):
        return day
    of_tail = {labelled_date([line]) for line in tail}
    for days in (of_tail, _days(_STAMP, head), _days(_STAMP, lines), _days(_BARE, head)):
        if len(stated := days - {None}) == 1:
            return stated.pop()
    return _of_dateline(body) or _of_captions(captions, body)


def _days(pattern: re.Pattern[str], lines: Iterable[str]) -> set[date | None]:
    return {_read(found["date"]) for line in lines if (found := pattern.fullmatch(line))}


def _of_dateline(body: Sequence[str]) -> date | None:
    found = _DATELINE.match(body[0], 0, 160) if body else None
    return _read(found["date"] or found["wire"]) if found else None


def _of_captions(captions: Sequence[str], body: Sequence[str]) -> date | None:
    """A photo's day, or one soon after it, when the text names that day of the month too."""
    stated = [text for text in captions if not ARCHIVE_PHOTO.search(text)]
    days = [day for text in stated for found in re.findall(_YEAR_FIRST, text) if (day := _read(found))]
    named = [int(number) for paragraph in body[:5] for number in _DAY.findall(paragraph)]
    if not days or not named:
        return None
    latest = max(days)
    after = [latest + timedelta(days=late) for late in range(_LATE.days + 1)]
    return next((day for day in after if day.day == named[0]), latest if latest.day in named else None)


def _is_stamp_line(line: str) -> bool:
    """A stamp stands among names, clocks and counters, not in a sentence."""
    words = r"[\W\d_]|입력|수정|최종|기사|댓글|업데이트|등록|승인|공유|기자"
    rest = re.sub(rf"{_FULL}|{_CLOCK}|{words}", "", line, flags=re.I)
    return len(rest) <= 24 and not re.search(r"다\.\s*$", line)


def _read(text: str) -> date | None:
    if re.fullmatch(_SHORT_YEAR, text):
        text = "20" + text
    numbers = [int(number) for number in re.findall(r"\d+", text)]
    if len(numbers) == 3:
        return _date(*numbers)
    month = re.search(_MONTH, text, re.I)
    if not month or len(numbers) != 2:
        return None
    return _date(numbers[1], _MONTHS.index(month.group()[:3].lower()) + 1, numbers[0])


def _date(year: int, month: int, day: int) -> date | None:
    """None for a day no calendar has and for one still to come."""
    try:
        value = date(year, month, day)
    except ValueError:
        return None
    return value if date(1900, 1, 1) <= value <= date.today() + timedelta(days=1) else None
