"""The periods a question names (지난달, 2024년 6월, 3월부터 5월까지, the last two weeks), reckoned from today."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from assistant.amounts import number
from assistant.event_dates import event_date

_MONTHS = {"year": 12, "half": 6, "third": 4, "quarter": 3, "month": 1}  #: that a unit of the calendar is long
_WIDTHS = ("year", "half", "quarter", "month", "third", "week", "weekend", "weekday", "day")  #: from the widest
_SEARCHED = 100  #: units in which a month, a weekday or 29 February comes round
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Period:
    """From the first to the last day, both inclusive; None where it is open."""

    since: date | None = None
    until: date | None = None

    def __contains__(self, day: date) -> bool:
        return (self.since or date.min) <= day <= (self.until or date.max)

    def text(self, language: str) -> str:
        """As short as it says the same: 2024년, 2024년 6월, 2024년 6월 3일, or its first and last day."""
        form = "{0.year}년 {0.month}월 {0.day}일" if language == "ko" else "{0.day} {0:%B} {0.year}"
        if self.since and self.until and self.since.day == (self.until + _DAY).day == 1:
            form = "{0.year}년 {0.month}월" if language == "ko" else "{0:%B} {0.year}"
            if self.since.month == (self.until + _DAY).month == 1:
                form = "{0.year}년" if language == "ko" else "{0.year}"
        ends = list(dict.fromkeys(form.format(day) for day in (self.since, self.until) if day))
        if self.since and self.until:
            return ("~" if language == "ko" else " to ").join(ends)
        if language == "ko":
            return ends[0] + ("부터" if self.since else "까지")
        return ("from " if self.since else "until ") + ends[0]


@dataclass(frozen=True, slots=True)
class Mention:
    """Words of time from `start` to `end`; `period` is None where they name none (요즘, 2월 30일)."""

    period: Period | None
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _Part:
    """One unit of a time: the `number` it has in the calendar ("is": 3월, 월요일), how many units it is from today
    ("shift": 지난달, 두 달 전), or how many end today ("last": 최근 3개월)."""

    unit: str
    number: int
    how: str = "is"

    @property
    def width(self) -> int:
        """Its place among _WIDTHS: less for a year than for a day."""
        return _WIDTHS.index(self.unit)


@dataclass(slots=True)
class _Time:
    """What one stretch of words says: its parts from the widest, and how it bounds a period (부터, before)."""

    parts: list[_Part]
    start: int
    end: int
    bound: str = ""


# --- words of time ----------------------------------------------------------------------------------------------------
_TO = r"\s?[~∼～–-]\s?"
_PARTICLES = r"(?:에서|에|은|는|이|가|의|을|를|도|만|로|와|과|이랑|랑|하고|엔)"
#: a Korean word of time ends, or goes on with what may follow one
_EDGE = rf"(?=[^가-힣]|$|{_PARTICLES}|부터|까지|이[후전래]|[전후뒤중초말쯤경자]|사이|하순|들어|[상하]반기)"
_AFTER = "(?:" + "|".join(rf"(?<=\b{word}\s)" for word in "in of to by and from since until till after before through during between early mid late half Q1 Q2 Q3 Q4".split()) + ")"  # fmt: skip  # noqa: SIM905
#: "may" and "march" in small letters are months only after a preposition
_MONTH = rf"(?:(?-i:March|May)|{_AFTER}(?:march|may)|(?:jan|feb|mar|apr|jun|jul|aug|sep|oct|nov|dec)(?:uary|ruary|il|e|y|ust|t(?:ember)?|ober|ember)?\b\.?)"
_YEAR = r"(?:19|20)\d\d"
_WEEKDAYS = {name: place for names in ("월화수목금토일", ("mon", "tues", "wednes", "thurs", "fri", "satur", "sun")) for place, name in enumerate(names)}  # fmt: skip
_SHIFTS = {"지지난": -2, "지난": -1, "저번": -1, "last": -1, "previous": -1, "이번": 0, "this": 0, "다음": 1, "next": 1}
_UNITS = {"일": "day", "주": "week", "주일": "week", "주말": "weekend", "개월": "month", "달": "month", "분기": "quarter", "년": "year", "해": "year"}  # fmt: skip
_SPELT = {"하루": (1, "day"), "이틀": (2, "day"), "사흘": (3, "day"), "나흘": (4, "day"), "닷새": (5, "day"), "열흘": (10, "day"), "보름": (15, "day"), "반년": (6, "month")}  # fmt: skip
_ORDINALS = {"상": 1, "하": 2, "first": 1, "second": 2, "third": 3, "fourth": 4}
_THIRDS = {"초": 1, "early": 1, "중순": 2, "mid": 2, "하순": 3, "말": 3, "late": 3}
_KOREAN_COUNT = rf"(?:(?<![가-힣\d])|(?<=최근)|(?<=지난))(?:(?P<n>\d{{1,3}}|[한두세네석넉]|다섯|여섯|일곱|여덟|아홉|열|일(?=주|\s?년))\s?(?P<unit>일|주일?|개월|달|년|해)|(?P<spelt>{'|'.join(_SPELT)}))"
_ENGLISH_COUNT = r"(?P<n>\d{1,3}|one|two|three|four|five|six|seven|eight|nine|ten|twelve)"


def _dated(match: re.Match[str], today: date) -> list[_Part]:
    said = re.sub(r"(?<=\d)(?:st|nd|rd|th)\b|\bof ", "", match.group().lower())
    said = {"yesterday": "어제", "today": "오늘"}.get(said, said)
    day = event_date(said) or event_date(said, today)
    named = {unit: getattr(day, unit) for unit in ("year", "month", "day")} if day else {}
    return [_Part(unit, value) for unit, value in named.items() if value is not None]


def _numbered(match: re.Match[str], today: date) -> list[_Part]:
    group = match.lastgroup or ""
    said = match[group].lower()
    value = next((table[said] for table in (_ORDINALS, _THIRDS, _WEEKDAYS) if said in table), None)
    value = int(said) if value is None else value
    return [_Part(group.strip("_"), value + 2000 if len(said) == 2 and "year" in group else value)]


def _shifted(match: re.Match[str], today: date) -> list[_Part]:
    return [_Part(_UNITS.get(match["unit"], match["unit"].lower()), _SHIFTS[match["shift"].lower()], "shift")]


def _counted(match: re.Match[str], today: date) -> list[_Part]:
    said = match.groupdict()
    count, unit = int(number(said["n"] or "")) or 1, said["unit"] or ""
    if said.get("spelt"):
        count, unit = _SPELT[said["spelt"]]
    unit = _UNITS.get(unit, unit.lower())
    return [_Part(unit, -count, "shift") if said.get("ago") else _Part(unit, count, "last")]


def _unclear(match: re.Match[str], today: date) -> list[_Part]:
    return []  # words of time that name no days


#: of those that begin at one place the longest is read, of equally long ones the first
_WORDS: list[tuple[re.Pattern[str], Callable[[re.Match[str], date], list[_Part]]]] = [
    (re.compile(pattern, re.IGNORECASE), read)
    for pattern, read in (
        (rf"(?<![\d.]){_YEAR}([-./])\s?\d{{1,2}}\1\s?\d{{1,2}}\.?(?!\d)", _dated),
        (rf"(?<![가-힣])(?:재작년|작년|지난\s?해|올해|금년|내년|올(?=\s?\d|\s?[상하]반기|\s들어)|이\s?달|엊?그제|그저께|어제|오늘)(?:{_EDGE}|(?<=올))|\b(?:yesterday|today)\b", _dated),
        (rf"\b(?:\d{{1,2}}(?:st|nd|rd|th)? (?:of )?)?{_MONTH}(?: \d{{1,2}}(?:st|nd|rd|th)?(?!\d))?(?:,? (?:of )?{_YEAR})?(?!\w)", _dated),
        (rf"(?<![가-힣])(?P<shift>지지난|지난|저번|이번|다음)\s?(?P<unit>주말|주|달|분기){_EDGE}", _shifted),
        (r"\b(?P<shift>last|previous|this|next) (?P<unit>weekend|week|month|quarter|year)\b", _shifted),
        (rf"(?!지난\s?\d+\s?일에\s)(?:(?P<recent>최근|지난|근)\s?)?{_KOREAN_COUNT}(?:\s?(?:(?P<ago>전)|간|동안|이?내)|(?(recent)|(?!))){_EDGE}", _counted),
        (rf"\b(?:the )?(?:last|past|previous|within) (?:{_ENGLISH_COUNT} |(?<=past ))(?P<unit>day|week|month|year)s?\b", _counted),
        (rf"\b(?:{_ENGLISH_COUNT}|an?) (?P<unit>day|week|month|year)s? (?P<ago>ago)\b", _counted),
        (rf"(?<![\d-])(?P<year>{_YEAR}|\d\d(?=\s?년\s?(?:\d|[상하])))(?:\s?년도?{_EDGE}|(?={_TO}{_YEAR}\s?년))|{_AFTER}(?P<year_>{_YEAR})\b", _numbered),
        (rf"(?:(?:지난|이번)\s)?(?:(?P<half>[상하])반기|(?<!\d)(?P<quarter>[1-4])\s?(?:/\s?4\s?)?분기){_EDGE}", _numbered),
        (r"\b(?:the )?(?:(?P<half>first|second) half|(?P<quarter>first|second|third|fourth) quarter|Q(?P<quarter_>[1-4]))\b", _numbered),
        (rf"(?<![\d가-힣-])(?:지난\s)?(?P<month>\d{{1,2}})(?:\s?월{_EDGE}|(?={_TO}\d{{1,2}}\s?월))", _numbered),
        (rf"(?<![\d가-힣-])(?:지난\s)?(?P<day>\d{{1,2}})(?:\s?일{_EDGE}|(?={_TO}\d{{1,2}}\s?일))", _numbered),
        (rf"(?:지난\s)?(?P<weekday>[월화수목금토일])요일{_EDGE}|\b(?:last )?(?P<weekday_>mon|tues|wednes|thurs|fri|satur|sun)day\b", _numbered),
        (rf"(?<=[년월달해])\s?(?P<third>초|중순|하순|말){_EDGE}|\b(?P<third_>early|mid|late)[\s-](?=last |this |{_MONTH}|{_YEAR})", _numbered),
        (rf"최근|요즘|요새|근래|얼마\s?전|며칠|반년|몇\s?(?:일|주|달|개월|년)|[연월][초말]{_EDGE}|\S+째\s?주|마지막\s?주|\d+\s?(?:년|개월|월|일|주일?|분기){_EDGE}|{_YEAR}[-./]\d+|\b(?:recently|lately|(?:last|past) few \w+)\b", _unclear),
    )
]  # fmt: skip
_WITHIN = re.compile(r"\s*(?:의|에|,|of|in)?\s*(?:the\s)?", re.IGNORECASE)  #: between the parts of one time
_JOINED = re.compile(r"\s*(?:에서|과|와|하고|이?랑|,|and)?\s*", re.IGNORECASE)  #: between two times
_SAID_BEFORE = re.compile(r"\b(?:(?P<since>since)|(?P<between>between|from)|(?P<after>after)|(?P<before>before)|(?P<until>until|till|through|to|by)|in|on|during|over)\s(?:the\s)?$", re.IGNORECASE)  # fmt: skip
_SAID_AFTER = re.compile(rf"(?:\s?한\s?[달해])?(?:\s?(?:동안|간|내내|들어|중)(?![가-힣]))?(?:쯤|경)?(?:\s?(?:(?P<since>부터|이후|이래)|(?P<until>까지|이전)|(?P<between>사이)|(?P<before>전)(?=에|\s|까지)|(?P<after>후|뒤)(?=에|\s))|(?P<to>{_TO})(?=\S))?", re.IGNORECASE)  # fmt: skip


# --- from words to days -----------------------------------------------------------------------------------------------
def mentions(text: str, today: date, newest: date | None = None) -> list[Mention]:
    """The words of time in `text`, in order; a range is one.

    A time without a year is the latest that has begun; where the `newest` article is older, the latest that had begun
    by then.
    """
    found = _mentions(text, today, today)
    if newest is None:
        return [mention for mention, _ in found]
    return [
        before if not fixed and mention.period and _later(mention.period, newest, today) else mention
        for (mention, fixed), (before, _) in zip(found, _mentions(text, today, newest), strict=True)
    ]


def _later(period: Period, newest: date, today: date) -> bool:
    """Whether a period begins after the newest article, and is not the current one."""
    return period.since is not None and period.since > newest and not (period.until and today in period)


def _mentions(text: str, today: date, by: date) -> list[tuple[Mention, bool]]:
    """Those of `text`, and whether they name their year or are reckoned from today; others have begun `by` a day."""
    times = _times(text, today)
    found: list[tuple[Mention, bool]] = []
    for place, time in enumerate(times):
        earlier = times[place - 1] if place else None
        if earlier and _ranged(text, earlier, time):
            fixed = _fixed(earlier.parts) or _fixed(time.parts)
            found[-1] = Mention(_range(earlier, time, by), found[-1][0].start, time.end), fixed
        else:
            if earlier and _JOINED.fullmatch(text, earlier.end, time.start):  # 2023년 3월과 5월
                time.parts[:0] = [part for part in earlier.parts if time.parts and part.width < time.parts[0].width]
            period = _bounded(_resolved(time.parts, by), time.bound)
            found.append((Mention(period, time.start, time.end), _fixed(time.parts)))
    return found


def _times(text: str, today: date) -> list[_Time]:
    """The times in order, each with the words beside it that bound it; words that tell one together are one."""
    matches = [(match, read) for pattern, read in _WORDS for match in pattern.finditer(text)]
    times: list[_Time] = []
    for match, read in sorted(matches, key=lambda each: (each[0].start(), -each[0].end())):
        last, parts = times[-1] if times else None, read(match, today)
        if last and match.start() < last.end:
            continue
        if last and last.parts and _WITHIN.fullmatch(text, last.end, match.start()):
            if read in (_counted, _unclear):  # "3월 10일 전", "2월 한 달 동안"
                continue
            if not {part.unit for part in parts} & {part.unit for part in last.parts}:
                last.parts, last.end = sorted([*last.parts, *parts], key=lambda part: part.width), match.end()
                continue
        times.append(_Time(parts, match.start(), match.end()))
    for time in times:
        if before := _SAID_BEFORE.search(text, 0, time.start):
            time.start, time.bound = before.start(), before.lastgroup or ""
        if after := _SAID_AFTER.match(text, time.end):
            time.end, time.bound = after.end(), after.lastgroup or time.bound
    return times


def _ranged(text: str, first: _Time, last: _Time) -> bool:
    """Whether `last` ends what `first` begins: 3월부터 … 5월까지, 3월과 5월 사이, 3~5월, from March to May."""
    joined = bool(_JOINED.fullmatch(text, first.end, last.start))
    if last.bound in ("until", "before", "between"):
        return joined or first.bound in ("since", "after", "between")
    return joined and first.bound in ("since", "to", "between") and not last.bound


def _range(first: _Time, last: _Time, today: date) -> Period | None:
    """`last` is the first such time after `first`; where only it has a year, `first` is the latest such before it."""
    end = _resolved(last.parts, today)
    fixed = _fixed(last.parts)
    begin = _resolved(first.parts, end.until or today if end and fixed and not _fixed(first.parts) else today)
    if begin and not fixed:
        end = _resolved(last.parts, today, begin.since)
    since = _bounded(begin, "after" if first.bound == "after" else "since")
    until = _bounded(end, "before" if last.bound == "before" else "until")
    return Period(since.since, until.until) if since and until else None


def _bounded(period: Period | None, bound: str) -> Period | None:
    if period is None or period.since is None or period.until is None:
        return None
    bounded = {
        "since": Period(period.since),
        "to": Period(period.since),
        "after": Period(period.until + _DAY),
        "until": Period(None, period.until),
        "before": Period(None, period.since - _DAY),
    }
    return bounded.get(bound, period)


def _resolved(parts: Sequence[_Part], today: date, since: date | None = None) -> Period | None:
    """The latest time of these `parts` that has begun by `today`, or the first from `since` on; None where no
    calendar has it."""
    for period in _occurrences(parts[0], today, since) if parts else ():
        for part in parts[1:]:
            period = _narrowed(period, part) if period else None
        if period and period.since and (_fixed(parts) or (period.since >= since if since else period.since <= today)):
            return period
    return None


def _occurrences(part: _Part, today: date, since: date | None) -> Iterator[Period | None]:
    """The times that `part` alone may mean, the likeliest first."""
    if part.how == "shift":
        yield _unit(part.unit, today, part.number)
    elif part.how == "last":
        yield Period(_back(part, today) + _DAY, today)
    elif part.unit == "year":
        yield _unit("year", date(part.number, 1, 1))
    else:
        steps = range(_SEARCHED) if since else range(0, -_SEARCHED, -1)
        units = (_unit(part.unit, since or today, step) for step in steps)
        yield from (unit for unit in units if _number(part.unit, unit) == part.number)


def _narrowed(period: Period, part: _Part) -> Period | None:
    """The `part` of the period: its third month, its 9th, its Monday, its beginning."""
    first, last = period.since or date.min, period.until or date.max
    if part.unit == "third" and first.month == last.month:  # 초순, 중순, 하순
        begin = first + _DAY * 10 * (part.number - 1)
        return Period(begin, last if part.number == 3 else begin + _DAY * 9)
    units = (_unit(part.unit, first + _DAY * day) for day in range((last - first).days + 1))
    return next((unit for unit in units if part.how == "is" and _number(part.unit, unit) == part.number), None)


def _unit(unit: str, day: date, shift: int = 0) -> Period:
    """The unit of the calendar in which `day` lies, or the one `shift` after it."""
    if length := _MONTHS.get(unit):
        first = ((day.year * 12 + day.month - 1) // length + shift) * length
        begin, end = (date(month // 12, month % 12 + 1, 1) for month in (first, first + length))
        return Period(begin, end - _DAY)
    if unit in ("week", "weekend"):
        monday = day + _DAY * (7 * shift - day.weekday())
        return Period(monday + _DAY * (5 if unit == "weekend" else 0), monday + _DAY * 6)
    return Period(day + _DAY * shift, day + _DAY * shift)


def _back(part: _Part, today: date) -> date:
    if length := _MONTHS.get(part.unit):
        month = _unit("month", today, -length * part.number)
        return min((month.since or today) + _DAY * (today.day - 1), month.until or today)
    return today - _DAY * part.number * (7 if part.unit == "week" else 1)


def _number(unit: str, period: Period) -> int:
    """Which of its kind a unit of the calendar is, as it is called: the third quarter, December, the 9th, Monday (0)."""
    day = period.since or date.min
    if unit in ("half", "third", "quarter"):
        return (day.month - 1) // _MONTHS[unit] + 1
    return day.weekday() if unit == "weekday" else int(getattr(day, unit, -1))


def _fixed(parts: Sequence[_Part]) -> bool:
    return bool(parts) and (parts[0].how != "is" or parts[0].unit == "year")
