"""Whether two sentences speak of one thing: each is asked, in the words of the other, for its own value.

"공장은 2021년 6월 완공됐다" asks the other sentence "공장은 언제 완공됐다?". A sentence about another factory, other
works or a part of them does not answer; one that answers with another value contradicts.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from assistant.language import fitted
from assistant.question import Kind
from assistant.reader import Reader
from assistant.types import Reading

#: how likely two sentences speak of one thing, 0 to 1
OneThing = Callable[[Reading, Reading, Kind], float]

_ASKED = {
    Kind.DURATION: "얼마나",
    Kind.TIME: "몇 시",
    Kind.DATE: "언제",
    Kind.MONEY: "얼마",
    Kind.PERCENT: "몇 퍼센트",
    Kind.PERSON: "누구",
    Kind.PLACE: "어디",
    Kind.ORGANISATION: "어느 회사",
}
_COUNTER = re.compile(r"(?:[\d십백천만억조여]|한|두|세|네|다섯|열|스무)\s?([가-힣㎞㎡]{1,3})$")


def one_thing(reader: Reader) -> OneThing:
    """The mean of how sure `reader` is that each of the two sentences answers what the other one tells."""

    def how_likely(one: Reading, other: Reading, kind: Kind) -> float:
        asked = [(_question(each, kind), told) for each, told in ((one, other), (other, one))]
        sure = [reader.scan(question, [told.text(told.sentence)])[0].relevance() for question, told in asked]
        return sum(sure) / len(sure)

    return how_likely


def _question(reading: Reading, kind: Kind) -> str:
    """The reading's sentence with a question word in the place of its value."""
    if reading.span is None:
        return reading.text(reading.sentence)
    before = reading.text((reading.sentence[0], reading.span[0]))
    after = reading.text((reading.span[1], reading.sentence[1])).rstrip(" .")
    word = _word(reading.text(reading.span), kind)
    return f"{before}{word}{fitted(after, word)}?"


def _word(value: str, kind: Kind) -> str:
    counter = _COUNTER.search(value) if kind is Kind.NUMBER else None
    return f"몇 {counter[1]}" if counter else _ASKED.get(kind, "무엇")
