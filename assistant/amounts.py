"""Amounts as papers write them (수백 명, 1,500억 원, 두 시간 반, $150 billion, 8:33 p.m.), as ranges in one unit."""

from __future__ import annotations

import re
from dataclasses import dataclass

from assistant import english_amounts as english

_MAGNITUDES = {"만": 10**4, "억": 10**8, "조": 10**12}
_TENS = {"십": 10, "백": 100, "천": 1000}
_SINO = {word: number for number, word in enumerate("영일이삼사오육칠팔구")}
_ONES = {
    "하나": 1, "한": 1, "둘": 2, "두": 2, "셋": 3, "세": 3, "석": 3, "넷": 4, "네": 4, "넉": 4, "다섯": 5, "여섯": 6, "일곱": 7, "여덟": 8, "아홉": 9,
}  # fmt: skip
_NATIVE_TENS = {
    "열": 10,
    "스물": 20,
    "스무": 20,
    "서른": 30,
    "마흔": 40,
    "쉰": 50,
    "예순": 60,
    "일흔": 70,
    "여든": 80,
    "아흔": 90,
}
_SEVERAL = {"서너": (3, 4), "두세": (2, 3), "두서너": (2, 4), "너댓": (4, 5), "대여섯": (5, 6), "예닐곱": (6, 7)}
_DIGITS = r"\d[\d,]*(?:\.\d+)?(?:\s?[십백천만억조]+(?:\s?\d[\d,]*(?:\.\d+)?(?:\s?[십백천만억조]+)?)*)?"
_WORDS = r"(?:수|몇)\s?[십백천만억조]+|[일이삼사오육칠팔구]?[십백천만억조][일이삼사오육칠팔구십백천만억조]*"
_NATIVE = rf"(?:{'|'.join(_SEVERAL)})|(?:{'|'.join(_NATIVE_TENS)})?(?:{'|'.join(sorted(_ONES, key=len, reverse=True))})|(?:{'|'.join(_NATIVE_TENS)})"
NUMBER = rf"(?:{_DIGITS}|{_WORDS}|{_NATIVE})"
_COUNT = re.compile(rf"(?:(?P<from>{_DIGITS})\s?[~∼～-]\s?)?(?P<number>{NUMBER})\s?(?P<over>여)?\s?(?P<unit>[^\s\d]*)")
_OVER_WITHIN = re.compile(r"여\s?([만억조])")  #: 8천여만 원 is 8천만여 원
_ABOUT = re.compile(
    r"약|대략|가량|정도|쯤|안팎|내외|께|무렵|전후|경$|\b(?:about|around|some|roughly|approximately)\b", re.IGNORECASE
)
_OVER = re.compile(
    r"최소|적어도|남짓|넘[게는]|이상|여\s|여$|\b(?:over|at least|(?<!no )(?<!not )more than|or more)\b", re.IGNORECASE
)
_UNDER = re.compile(
    r"최대|많아야|이하|미만|못\s?미|가까이|육박|채\s?안|\b(?:nearly|almost|just under|up to|at most|(?:less|fewer|no more|not more) than)\b",
    re.IGNORECASE,
)
_HALF_OF = re.compile(r"절반|(?<!and a )(?<!first )(?<!second )\bhalf(?=\s(?:of|the)\b|$)", re.IGNORECASE)
_NOISE = re.compile(
    r"약|대략|총|모두|무려|불과|최대|최소|각각|(?<=[가-힣\d])(?:가량|정도|쯤|안팎|내외|남짓|께|동안|간|만에|이상|이하|미만|등)"
)
#: counters and measures that papers use for one another: what one is of the first
_UNITS = {
    "사람": ("명", 1), "인": ("명", 1), "분": ("명", 1), "세": ("살", 1), "회": ("번", 1), "차례": ("번", 1), "군데": ("곳", 1), "건": ("개", 1), "가지": ("개", 1),
    "퍼센트": ("%", 1), "프로": ("%", 1), "％": ("%", 1), "%p": ("%p", 1), "퍼센트포인트": ("%p", 1), "㎞": ("m", 1000), "km": ("m", 1000), "킬로미터": ("m", 1000),
    "미터": ("m", 1), "㎝": ("m", 0.01), "cm": ("m", 0.01), "센티미터": ("m", 0.01), "㎜": ("m", 0.001), "mm": ("m", 0.001), "밀리미터": ("m", 0.001),
    "t": ("㎏", 1000), "톤": ("㎏", 1000), "kg": ("㎏", 1), "킬로그램": ("㎏", 1), "㎡": ("㎡", 1), "제곱미터": ("㎡", 1), "평": ("㎡", 3.3058),
    "㏊": ("㎡", 10**4), "헥타르": ("㎡", 10**4), "불": ("달러", 1), "미국달러": ("달러", 1), "미달러": ("달러", 1), "대한민국원": ("원", 1),
    "마일": ("m", 1609.344), "피트": ("m", 0.3048), "인치": ("m", 0.0254), "에이커": ("㎡", 4046.86),
}  # fmt: skip
_CONVERTED = ("평", "마일", "피트", "인치", "에이커")  #: measures that papers round when they convert them
_SECONDS = {"초": 1, "분": 60, "시간": 3600, "일": 86400, "박": 86400, "주일": 604800, "주": 604800, "개월": 2629800, "달": 2629800, "년": 31557600, "해": 31557600}  # fmt: skip
_SPAN_UNIT = rf"(?:{'|'.join(sorted(_SECONDS, key=len, reverse=True))})(?!(?<=달)러|(?<=분)기)"  #: no 3달러, 3분기
_SPELT = {
    "열하루": "11일", "열이틀": "12일", "하루": "1일", "이틀": "2일", "사흘": "3일", "나흘": "4일", "닷새": "5일", "엿새": "6일", "이레": "7일", "여드레": "8일", "아흐레": "9일", "열흘": "10일",
    "보름": "15일", "반년": "6개월", "반나절": "6시간", "한나절": "12시간", "일주일": "7일",
}  # fmt: skip
_HALVES = re.compile(r"(시간|년|달|주)\s?반")

_NEAR = 0.1  #: share by which a value that is only about right may be off
_ROUND = 0.03  #: share by which a value that ends in zeros may be off


@dataclass(frozen=True, slots=True)
class Amount:
    """From `low` to `high` of a unit: a counter, a currency, "seconds", or "minutes" of a day."""

    unit: str
    low: float
    high: float

    def apart(self, other: Amount) -> bool:
        """Whether the two cannot be the same; of different units nothing is known."""
        slack = 1e-9 * max(abs(self.high), abs(other.high), 1)
        return self.unit == other.unit and (self.low > other.high + slack or other.low > self.high + slack)

    def times(self, other: Amount) -> float:
        """How many times the one is the other, at least 1; of one unit only."""
        one, another = self.low + self.high, other.low + other.high
        return max(one, another) / max(min(one, another), 1e-9)


def number(text: str) -> float:
    """The number `text` spells in digits, magnitudes, Sino-Korean, native or English words; 0 where it spells none."""
    if re.search(r"[A-Za-z]", text):
        return english.number(text)
    text = re.sub(r"[,\s]", "", text)
    native = re.fullmatch(rf"({'|'.join(_NATIVE_TENS)})?({'|'.join(sorted(_ONES, key=len, reverse=True))})?", text)
    if text and native:
        return _NATIVE_TENS.get(native.group(1) or "", 0) + _ONES.get(native.group(2) or "", 0)
    total = section = 0.0
    pending: float | None = None
    for token in re.findall(r"\d+(?:\.\d+)?|[십백천만억조영일이삼사오육칠팔구수몇]", text):
        if token in _TENS:
            section += (1 if pending is None else pending) * _TENS[token]
            pending = None
        elif token in _MAGNITUDES:
            total += ((section + (pending or 0)) or 1) * _MAGNITUDES[token]
            section, pending = 0.0, None
        elif token not in "수몇":
            pending = _SINO[token] if token in _SINO else float(token)
    return total + section + (pending or 0)


def count(text: str) -> Amount | None:
    """The first number of `text` with its unit, as far as its wording narrows it; None without one."""
    if _HALF_OF.search(text):
        return Amount("%", 45, 55)
    text = _OVER_WITHIN.sub(r"\1여", english.counts_in_korean(text))
    found = _COUNT.search(_NOISE.sub(" ", text).replace(" 여 ", "여 ").strip())
    if not found:
        return None
    unit = re.sub(r"(?:이|가|은|는|을|를|의|에|로|으로|과|와|도|만)$", "", found["unit"]) or found["unit"]
    base, factor = _UNITS.get(unit, (unit, 1))
    if found["number"] in _SEVERAL:
        low, high = (float(end) for end in _SEVERAL[found["number"]])
    elif found["number"][0] in "수몇":
        low = number(found["number"])
        high = 10 * low
    else:
        low, high = _range(number(found["number"]), text, bool(found["over"]), unit in _CONVERTED)
    if found["from"]:
        low = number(found["from"])
        if low > high or found["number"].rstrip("십백천만억조") != found["number"]:  # "20~30만": both are 만
            scale = number("1" + re.sub(r"[\d,.\s]", "", found["number"])) or 1
            low = low * scale if low < high / 10 else low
    return Amount(base, low * factor, high * factor)


def _range(value: float, text: str, over: bool, rough: bool) -> tuple[float, float]:
    if over or _OVER.search(text):
        return value, value + max(_last_place(value), value * _NEAR)
    if _UNDER.search(text):
        return value * 0.8, value
    if _ABOUT.search(text):
        return value * (1 - _NEAR), value * (1 + _NEAR)
    if rough:
        return value * (1 - _ROUND), value * (1 + _ROUND)
    off = min(_last_place(value) / 2, value * _ROUND) if value >= 100 and value % 10 == 0 else 0.0
    return value - off, value + off


def _last_place(value: float) -> float:
    """The place of the last digit that is not 0: 100 of 2,300."""
    place = 1.0
    while value and value % (place * 10) == 0:
        place *= 10
    return place


def duration(text: str) -> Amount | None:
    """How long `text` says, in seconds; None when it names no span of time."""
    plain = re.sub(r"\s+", "", english.spans_in_korean(text))
    for word, spelt in _SPELT.items():
        plain = plain.replace(word, spelt)
    if re.search(r"\d일", plain):
        plain = re.sub(r"\d+박", "", plain)  # 2박3일 is three days
    if span := re.search(rf"({_DIGITS})[~∼～-]({_DIGITS})({_SPAN_UNIT})", plain):
        return Amount("seconds", number(span[1]) * _SECONDS[span[3]], number(span[2]) * _SECONDS[span[3]])
    parts = re.findall(rf"({NUMBER})(?:여)?({_SPAN_UNIT})", plain)
    if not parts:
        return None
    seconds = sum(number(value) * _SECONDS[unit] for value, unit in parts)
    if half := _HALVES.search(plain):
        seconds += _SECONDS[half.group(1)] / 2
    smallest = _SECONDS[parts[-1][1]]
    if _OVER.search(text + " ") or re.search(rf"여{_SPAN_UNIT}", plain):
        return Amount("seconds", seconds, seconds + max(smallest, seconds * _NEAR))
    if _UNDER.search(text):
        return Amount("seconds", seconds * 0.8, seconds)
    off = seconds * _NEAR if _ABOUT.search(text) else 0.0
    coarse = smallest / 4 if len(parts) == 1 and not half else 0.0  # "두 시간" of 1시간 50분
    return Amount("seconds", seconds - max(off, coarse), seconds + max(off, coarse))


def clock(text: str) -> Amount | None:
    """The time of day in minutes, an hour long where no minute is named; None without one.

    Morning or evening is taken as said; unsaid, hours up to 12 stay as they stand.
    """
    text = english.clocks_in_korean(text)
    found = re.search(
        r"(\d{1,2})\s?시(?!간)(?:\s?(\d{1,2})\s?분|\s?(반))?|(\d{1,2})(?::|\.(?=\d\d\s?[ap]\.?m))(\d{2})|(\d{1,2})\s?[ap]\.?m\b",
        text,
        re.I,
    )
    if not found:
        noon, midnight = re.search(r"정오|\bnoon\b", text, re.I), re.search(r"자정|midnight", text, re.I)
        return Amount("minutes", 720, 725) if noon else Amount("minutes", 0, 5) if midnight else None
    hour = int(found[1] or found[4] or found[6])
    minute = found[2] or found[5] or ("30" if found[3] else None)
    late = re.search(r"오후|저녁|밤|낮\s?[1-6](?!\d)|\d\s?p\.?m\b|\b(?:afternoon|evening|night|tonight)\b", text, re.I)
    if hour < 12 and late and not (re.search(r"밤|\bnight\b", text, re.I) and hour < 6):
        hour += 12
    if hour == 12 and re.search(r"오전|새벽|밤|\d\s?a\.?m\b|\b(?:morning|night)\b", text, re.I):
        hour = 0
    low = hour * 60 + int(minute or 0)
    off = 10 if _ABOUT.search(text) else 2
    return Amount("minutes", low - (off if minute else 0), low + (off if minute else 59))
