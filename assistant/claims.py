"""Questions that put a value: "저녁 먹은 데가 한남동 맞지?" asks where it was, and whether it was there."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from assistant import places
from assistant.amounts import clock
from assistant.decide import LIES, Decision, Point
from assistant.event_dates import event_date
from assistant.language import fitted
from assistant.question import Kind, Question, analyse, morphemes, whole_words
from assistant.types import Outcome
from assistant.values import Difference, canonical, difference

_PUTS = re.compile(
    r"(?P<what>.+[가-힣])\s(?P<head>곳|데|장소|나라|도시|동네|사람|날|날짜|시각|시간|것|거|건|게)(?:은|는|이|가)?\s"
    r"(?P<value>(?!맞)[^\s?]{1,15}?(?:\s[^\s?]{1,10}?){0,2}?)"
    r"(?:(?:이|가)?\s?맞(?:아|지|나|죠|습니까|는)\S*|(?:이었|였|이|인)(?:지|야|나|냐|어|죠|가|니|습니까)\S*|야|지|죠)\W*"
)
#: the open question's topic and question word, by the word for what is put
_ASKING = {
    "곳": "곳은 어디", "데": "데는 어디", "장소": "장소는 어디", "나라": "나라는 어디",
    "도시": "도시는 어디", "동네": "동네는 어디", "사람": "사람은 누구",
    "날": "날은 언제", "날짜": "날짜는 언제", "시각": "시각은 몇 시", "시간": "시간은 몇 시",
}  # fmt: skip
_TOWN = re.compile(r"[동읍면리가구]$")
_SURE = 0.75  #: relevance from which a sentence with another value says no


@dataclass(frozen=True, slots=True)
class Claim:
    """A value, and the question that it is said to answer."""

    asked: Question
    value: str

    def settled(self, decision: Decision) -> Decision | None:
        """What the verdict on the open question comes to for this value; None where it leaves that open.

        Papers that differ are shown as they are where one of them has the value.
        """
        if decision.outcome is Outcome.CONFLICTING:
            return decision if any(self._agrees(rival) for rival in decision.rivals) else None
        if decision.outcome.refused or not decision.points[0].words:
            return None
        first = decision.points[0]
        if self._agrees(first):
            return replace(decision, short="예")
        sure = first.reading.relevance >= _SURE
        return replace(decision, short=f"아니요, {first.words}") if sure and self._differs(first) else None

    def located(self, decision: Decision) -> str:
        """Where a sentence says that a thing lies at the place that is put, the question where that lies, or "".

        Papers that differ do so over the thing, and not over what happened there.
        """
        if self.asked.kind is not Kind.PLACE or decision.outcome.refused:
            return ""
        sentences = (point.reading.text(point.reading.sentence) for point in decision.points)
        lies = re.compile(rf"{re.escape(self.value)}{LIES}(?:\S+\s){{0,2}}?(\S+?)(?:에서|에게|[은는이가을를의에])\s")
        thing = next((found[1] for sentence in sentences if (found := lies.search(sentence))), "")
        asking = "어느 동네에" if _TOWN.search(self.value) else "어디에"
        return thing + fitted(f"은 {asking} 있어?", thing) if thing else ""

    def _agrees(self, point: Point) -> bool:
        said, told = canonical(self.value), canonical(point.words)
        return said in told or told in said or said in canonical(point.reading.text(point.reading.sentence))

    def _differs(self, point: Point) -> bool:
        days = (point.reading.published, point.reading.published)
        return difference(self.value, point.words, self.asked.kind, days) is Difference.APART


def claim(question: Question) -> Claim | None:
    """The value that a Korean yes-or-no question puts at its end; None where it puts none."""
    put = _PUTS.fullmatch(question.text) if question.kind is Kind.YES_NO and question.language == "ko" else None
    if not put or not _last_noun(value := put["value"]):
        return None
    asking = _ASKING.get(put["head"]) or _asking_for(value)
    asked = analyse(f"{put['what']} {asking}야?")
    named = asked.kind is not Kind.PERSON or any(tag == "NNP" for _, tag in whole_words(value))
    return Claim(asked, value) if asking and named else None


def _last_noun(value: str) -> str:
    """The noun that a value ends in, "" where it ends in none."""
    words = [word for word in morphemes(value) if word[1][0] != "S" or word[1] in ("SL", "SN")]
    last = words[-1] if words else ("", "", 0, 0)
    return last[0] if last[1].startswith(("NN", "SL", "SN", "XSN")) and last[0] not in ("거", "것", "때문") else ""


def _asking_for(value: str) -> str:
    """The end of the question that a value answers by its form, or ""."""
    if clock(value):
        return "것은 몇 시"
    if event_date(value, None):
        return "것은 언제"
    return "것은 어디" if places.known(value) else ""
