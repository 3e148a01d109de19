"""Whether two spans of the same kind say the same thing."""

from __future__ import annotations

import re

from assistant.question import Kind

_FILLER = re.compile(
    r"가량|정도|쯤|여(?=$|\s|[^가-힣])|남짓|약|총|모두|넘게|이상|께|경|(?<!시)간$|동안|만에|등$|까지|\s|,"
)
_NATIVE = {"한": 1, "두": 2, "세": 3, "네": 4, "다섯": 5, "여섯": 6, "일곱": 7, "여덟": 8, "아홉": 9, "열": 10}
_DAYS = {
    "하루": 1,
    "이틀": 2,
    "사흘": 3,
    "나흘": 4,
    "닷새": 5,
    "엿새": 6,
    "이레": 7,
    "여드레": 8,
    "아흐레": 9,
    "열흘": 10,
    "보름": 15,
}
_SECONDS = {"초": 1, "분": 60, "시간": 3600, "일": 86400, "주": 604800, "개월": 2629800, "달": 2629800, "년": 31557600}
_FARTHEST, _YEARS = 5, 3  #: times, and years, by which values of one thing may differ
_MAGNITUDES = {"천": 10**3, "만": 10**4, "억": 10**8, "조": 10**12}
#: kinds whose spans are exact enough for a difference to mean disagreement
COMPARABLE = frozenset({Kind.DURATION, Kind.TIME, Kind.DATE, Kind.MONEY, Kind.PERCENT, Kind.NUMBER, Kind.PLACE})


def differ(one: str, other: str, kind: Kind) -> bool:
    """Whether two spans contradict each other: a more precise value does not contradict a less precise one."""
    if kind not in COMPARABLE:
        return False
    if kind is Kind.PLACE:
        return _places_differ(one, other)
    if kind is Kind.DATE:
        return _dates_differ(one, other)
    first, second = canonical(one), canonical(other)
    return first != second and first not in second and second not in first and _near(first, second)


def _near(one: str, other: str) -> bool:
    """Whether two amounts are of one order: papers that disagree on a thing do so by little."""
    first, second = _size(one), _size(other)
    return not first or not second or max(first, second) <= _FARTHEST * min(first, second)


def _size(span: str) -> float:
    """The amount in seconds where it is a duration, else its first number; 0 without one."""
    parts = re.findall(rf"(\d+(?:\.\d+)?)({'|'.join(_SECONDS)})?", span)
    timed = [float(number) * _SECONDS[unit] for number, unit in parts if unit]
    return sum(timed) if timed else float(parts[0][0]) if parts else 0.0


def canonical(span: str) -> str:
    """The span without fillers, spaces and thousands commas, its Korean numerals as digits."""
    text = _FILLER.sub("", span)
    for word, days in _DAYS.items():
        text = text.replace(word, f"{days}일")
    text = re.sub(
        rf"(?<![가-힣])({'|'.join(_NATIVE)})(?=시간|달|명|곳|개|차례|번|가지|대|마리|해|주)",
        lambda m: str(_NATIVE[m.group(1)]),
        text,
    )
    return re.sub(r"(?:\d+(?:\.\d+)?[천만억조])+\d*", _amount, text)


def _amount(match: re.Match[str]) -> str:
    total = 0.0
    for number, magnitude in re.findall(r"(\d+(?:\.\d+)?)([천만억조]?)", match.group()):
        total += float(number) * _MAGNITUDES.get(magnitude, 1)
    return f"{total:g}" if total % 1 else str(int(total))


def _dates_differ(one: str, other: str) -> bool:
    """Dates differ when a part both name differs: 28일 and 2월 28일 agree, 2013년 and 2014년 10월 do not.

    One that begins with a year and one that begins with a month or day, or years far apart, are of other things.
    """
    first, second = _date_parts(one), _date_parts(other)
    if not first or not second or next(iter(first)) != next(iter(second)):
        return False
    if "년" in first and abs(int(first["년"]) - int(second["년"])) > _YEARS:
        return False
    return any(first[part] != second[part] for part in first.keys() & second.keys())


def _date_parts(span: str) -> dict[str, str]:
    return {unit: number.lstrip("0") for number, unit in re.findall(r"(\d+)\s?(년|월|일|분기)", span)}


def _places_differ(one: str, other: str) -> bool:
    """Places differ when both name a unit of one level (동, 구, 시 …) and it is not the same."""
    first, second = _levels(one), _levels(other)
    return any(first[level] != second[level] for level in first.keys() & second.keys())


def _levels(span: str) -> dict[str, str]:
    return {word[-1]: word for word in span.split() if len(word) > 1 and word[-1] in "동구시군도읍면리"}
