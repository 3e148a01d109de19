"""English numbers, counts, spans of time and clocks written the Korean way: "$150 billion" as 150000000000달러.

So both languages are read by the same rules into the same units (`amounts`).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from math import log10, prod

_ONES = dict(zip("one two three four five six seven eight nine".split(), range(1, 10), strict=True))  # noqa: SIM905
_TEENS = "ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen".split()  # noqa: SIM905
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()  # noqa: SIM905
_NUMERALS = {
    "half": 0.5,
    **_ONES,
    **dict(zip(_TEENS, range(10, 20), strict=True)),
    **dict(zip(_TENS, range(20, 100, 10), strict=True)),
}
_SCALES = {
    "dozen": 12, "hundred": 100, "thousand": 10**3, "million": 10**6, "billion": 10**9, "trillion": 10**12, "mn": 10**6, "bn": 10**9, "tn": 10**12,
    "k": 10**3, "m": 10**6, "b": 10**9,
}  # fmt: skip
_SPELT_OUT = rf"(?:(?:{'|'.join(_TENS)})(?:[\s-](?:{'|'.join(_ONES)}))?|{'|'.join((*_TEENS, *_ONES))})\b"
_SCALE = r"[\s-]?(?:dozen|hundred|thousand|[mb]illion|trillion|[mbt]n)\b"
_AND_A_HALF = r"[\s-]and[\s-]a[\s-]half\b"
#: one number of an English text, to be searched without regard to case
NUMBER = (
    rf"(?>(?:(?:half\san?|half|an?)(?={_SCALE})|(?:\d+(?:,\d{{3}})*(?:\.\d+)?|{_SPELT_OUT})(?:{_AND_A_HALF})?)"
    rf"(?:(?:{_SCALE})+(?:(?:(?<=hundred)\sand(?!\s\w+\shundred))?\s{_SPELT_OUT}(?:{_SCALE})*)*)?)"
)
_PLURAL = r"(?:ten|dozen|hundred|thousand|million|billion|trillion)s"
_SEVERAL_OF = rf"(?:(?:several|a\sfew)(?:{_SCALE})+|(?:{_PLURAL}\sof\s)?{_PLURAL})(?:\sof)?\b"
_SIGNS = {"$": "달러", "€": "유로", "£": "파운드", "₩": "원", "¥": "엔"}
#: what may stand between a number and what it counts
_BETWEEN = (
    r"[\s-]?(?:(?:more|other|additional|different|U\.?S\.?|American|South Korean|Korean|Japanese|Chinese|British)\s)*"
)
#: words after which "an hour" is a length and not a rate ("70 km an hour")
_HEDGES = "about around approximately roughly nearly almost over than least for".split()  # noqa: SIM905
_PEOPLE = "people person men man women woman children child adult student pupil teacher worker employee passenger soldier troop officer official resident citizen member lawmaker attendee guest participant visitor tourist traveler traveller patient doctor nurse victim survivor death fatality fatalities casualty casualties suspect engineer researcher scientist executive journalist reporter player athlete spectator voter protester migrant refugee user customer subscriber applicant candidate firefighter sailor".split()  # noqa: SIM905
#: what English counts and measures things by, in the singular and where that is irregular in the plural
_UNITS = {
    **dict.fromkeys(_PEOPLE, "명"),
    "percent": "%", "per cent": "%", "pct": "%", "percentage point": "%p", "fold": "배", "year old": "살", "years old": "살",
    "won": "원", "dollar": "달러", "euro": "유로", "pound": "파운드", "yen": "엔", "yuan": "위안", "rupee": "루피", "franc": "프랑",
    "time": "번", **dict.fromkeys(("times as", "times more", "times the", "times larger", "times higher"), "배"),
    "place": "곳", "location": "곳", "case": "건", "item": "개", "piece": "개", "vote": "표", "household": "가구", "team": "팀", "degree": "도",
    "car": "대", "vehicle": "대", "truck": "대", "bus": "대", "buses": "대",
    "meter": "m", "metre": "m", "kilometer": "km", "kilometre": "km", "centimeter": "cm", "centimetre": "cm", "millimeter": "mm", "millimetre": "mm",
    "mile": "마일", "foot": "피트", "feet": "피트", "inch": "인치", "inches": "인치", "ton": "톤", "tonne": "톤", "kilogram": "kg",
    "square meter": "㎡", "square metre": "㎡", "hectare": "㏊", "acre": "에이커",
}  # fmt: skip
_TIMES = {
    "second": "초", "sec": "초", "minute": "분", "min": "분", "hour": "시간", "hr": "시간", "day": "일", "night": "박", "week": "주", "month": "개월",
    "year": "년", "decade": "십년", "century": "백년", "centuries": "백년",
}  # fmt: skip
_CLOCK = {"o'clock": "시", "o’clock": "시", "a.m": "am", "am": "am", "p.m": "pm", "pm": "pm"}


def _of(units: Mapping[str, str]) -> str:
    """A pattern for the words of `units`, in the singular or plural."""
    words = (re.escape(word).replace(r"\ ", r"[\s-]") for word in sorted(units, key=len, reverse=True))
    return rf"(?:{'|'.join(words)})s?(?![A-Za-z]|[\s-]old)"


def _english(units: Mapping[str, str]) -> re.Pattern[str]:
    """Numbers and ranges of numbers, with their currency sign or one of `units`."""
    sign = r"(?:(?:US)?\$|[€£₩¥])"
    one = "|".join([r"\A", *(rf"(?<=\b{word}\s)" for word in _HEDGES)])
    return re.compile(
        rf"(?<![A-Za-z\d.,:-])(?:"
        rf"(?:(?P<sign>{sign})\s?)?(?P<between>between\s)?(?:(?P<low>{NUMBER})\s?(?(between)and|(?:to|[-–~]))\s?(?:{sign}\s?)?)?"
        rf"(?P<number>{NUMBER}(?(sign)[kmb]?\b))(?![\d,.]*\d|\s?[십백천만억조])"
        rf"|(?P<several>{_SEVERAL_OF})"
        rf"|(?P<part>half(?:\san?)?|(?:{one})an?)(?={_BETWEEN}{_of(units)})"
        rf")(?:{_BETWEEN}(?P<unit>{_of(units)})(?P<half>{_AND_A_HALF})?)?",
        re.IGNORECASE,
    )


_COUNTED, _TIMED, _CLOCKED = _english(_UNITS), _english(_TIMES), _english(_CLOCK)
_LASTING = rf"{NUMBER}[\s-]?{_of(_TIMES)}"
#: a span of time in an English text, to be searched without regard to case
DURATION = rf"{_LASTING}(?:{_AND_A_HALF}|(?:,?\sand|,)?\s{_LASTING})*"


def counts_in_korean(text: str) -> str:
    """Its English counts, sums and measures: "two people" as 2명."""
    return _written_korean(text, _COUNTED, _UNITS)


def spans_in_korean(text: str) -> str:
    """Its English spans of time: "2 hours and 20 minutes" as 2시간 20분."""
    return _written_korean(text, _TIMED, _TIMES)


def clocks_in_korean(text: str) -> str:
    """Its English hours in digits: "half past eight" as 8:30."""
    text = re.sub(rf"\bhalf past ({NUMBER})", lambda past: f"{number(past[1]):.0f}:30", text, flags=re.IGNORECASE)
    return _written_korean(text, _CLOCKED, _CLOCK)


def number(text: str) -> float:
    """The number `text` spells in digits and English words; 0 where it spells none."""
    total = section = 0.0
    for word in re.findall(r"\d+(?:\.\d+)?|[a-z]+", text.replace(",", "").lower()):
        scale = _SCALES.get(word)
        if word[0].isdigit():
            section += float(word)
        elif scale is None:
            section += _NUMERALS.get(word, 0)
        elif scale < 1000:
            section = (section or 1) * scale
        else:
            total += (section or 1) * scale
            section = 0.0
    return total + section


def _written_korean(text: str, english: re.Pattern[str], units: Mapping[str, str]) -> str:
    """`text` with its English numbers in digits and what they count in Korean; `english` is the pattern of `units`."""
    if not re.search(r"[A-Za-z$€£₩¥–]", text):
        return text

    def rewritten(match: re.Match[str]) -> str:
        unit = _SIGNS[match["sign"][-1]] if match["sign"] else ""
        if match["unit"]:
            word = re.sub(r"[\s-]", " ", match["unit"].lower())
            unit = units.get(word) or units[word.removesuffix("s")]
        if match["several"]:
            return f"{_several(match['several'])}{unit} "
        value = (number(match["number"] or match["part"]) or 1) + (0.5 if match["half"] else 0)
        high = _in_digits(value) + (unit and f"{unit} ")
        if match["low"]:
            low = _low(match["low"], match["number"])
            return f"{_in_digits(low)}~{high}" if low < value else match.group()
        return high if unit or value != 1 else match.group()  # "no one"

    return english.sub(rewritten, text)


def _low(low: str, high: str) -> float:
    """Where a range begins; of "20 to 30 million" both are millions."""
    shared = re.search(rf"(?:(?:{_SCALE})+|[kmb])$", high, re.IGNORECASE)
    if shared and not re.search(_SCALE, low, re.IGNORECASE) and number(low + shared[0]) < number(high):
        return number(low + shared[0])
    return number(low)


def _several(words: str) -> str:
    """What "hundreds of thousands of" is in Korean: 수십만."""
    power = round(log10(prod(number(word.removesuffix("s")) or 1 for word in re.findall(r"[A-Za-z]+", words))))
    return "수" + ("", "십", "백", "천")[power % 4] + ("", "만", "억", "조")[power // 4]


def _in_digits(value: float) -> str:
    return f"{value:.6f}".rstrip("0").rstrip(".")
