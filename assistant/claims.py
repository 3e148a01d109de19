"""Questions that put values: "저녁 먹은 데가 한남동 맞지?" asks where it was, and if there; "7시야 8시야?" which."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from assistant import places
from assistant.amounts import clock
from assistant.decide import Decision, Point
from assistant.event_dates import event_date
from assistant.language import fitted
from assistant.places import LIES
from assistant.question import Kind, Question, analyse, morphemes, whole_words
from assistant.types import Outcome
from assistant.values import Difference, canonical, difference

_HEADS = "곳|데|장소|나라|도시|동네|사람|날|날짜|시각|시간|것|거|건|게"
#: how what is put ends: 이야, 였나요, 입니까
_ENDS = r"(?:(?:이었|였|이|인)?(?:지|야|나|냐|어|죠|가|니|에요|예요|습니까)\S*|입니까)"
_VALUE = r"(?!맞|\S*[은는이가]\s)[^\s?,]{1,15}?(?:\s[^\s?,]{1,10}?){0,2}?"
#: the topic with a word for what is put, or else any topic
_TOPICS = (
    rf"(?P<what>.+[가-힣])\s(?P<head>{_HEADS})(?:은|는|이|가)?\s",
    r"(?P<what>.+?[가-힣A-Za-z\d)])(?P<head>)(?:은|는|이|가)\s",
)
#: one value or the other, 한남동이야 이태원동이야?, or one, 한남동 맞지?
_OFFERED = rf"(?P<value>{_VALUE})(?:{_ENDS},?\s(?:아니면\s)?|,?\s(?:아니면|또는|혹은)\s)(?P<other>{_VALUE}){_ENDS}\W*"
_PUT = rf"(?P<value>{_VALUE})(?P<other>)(?:(?:이|가)?\s?맞(?:아|지|나|죠|습니까|는)\S*|{_ENDS})\W*"
_LIES = re.compile(r"(?P<what>.+[가-힣A-Za-z\d)])(?:은|는|이|가)\s(?P<value>\S+?[동읍면리가구시군])에\s있\S*\W*")
#: the open question's topic and question word, by the word for what is put
_ASKING = {
    "곳": "곳은 어디", "데": "데는 어디", "장소": "장소는 어디", "나라": "나라는 어디",
    "도시": "도시는 어디", "동네": "동네는 어디", "사람": "사람은 누구",
    "날": "날은 언제", "날짜": "날짜는 언제", "시각": "시각은 몇 시", "시간": "시간은 몇 시",
}  # fmt: skip
#: question words by the form of what is put, a narrower form first
_MEASURED = (
    (re.compile(r"\d\s?박|^(?:당일|무박)"), "몇 박 며칠"),
    (re.compile(r"(?:\d|한|두|세|네|다섯|여섯)\s?시간"), "몇 시간"),
    (re.compile(r"^(?:하루|이틀|사흘|나흘|닷새|열흘|보름)|\d\s?일\s?(?:동안|간|짜리)|\d\s?주(?:일|간)"), "며칠 동안"),
    (re.compile(r"\d\s?(?:%|퍼센트|프로)$"), "몇 퍼센트"),
    (re.compile(r"\d[\d,.]*\s?[십백천만억조]*\s?(?:원|달러|엔|유로|위안)$"), "얼마"),
    (re.compile(r"\d[\d,.]*\s?[십백천만억조]*\s?명$"), "몇 명"),
)  # fmt: skip
_TOWN = re.compile(r"[동읍면리가구]$")
_SURE = 0.75  #: relevance from which a sentence with another value says no


@dataclass(frozen=True, slots=True)
class Claim:
    """The question that `values` are said to answer: one, or of several one."""

    asked: Question
    values: tuple[str, ...]

    def settled(self, decision: Decision) -> Decision | None:
        """What the verdict on the open question comes to for these values; None where it leaves that open.

        Papers that differ are shown as they are where one of them has a value that is put.
        """
        if decision.outcome is Outcome.CONFLICTING:
            return decision if any(map(self._told, decision.rivals)) else None
        if decision.outcome.refused or not decision.points[0].words:
            return None
        if len(self.values) > 1:
            chosen = self.chosen(decision)
            return chosen if chosen.short in self.values else None
        first = decision.points[0]
        if self._differs(first):
            sure = first.reading.relevance >= _SURE
            return replace(decision, short=f"아니요, {first.words}") if sure else None
        return replace(decision, short="예") if self._told(first) else None

    def chosen(self, decision: Decision) -> Decision:
        """The verdict with that of several values for its short answer which its words, or else its sentence, have."""
        if len(self.values) == 1 or decision.outcome is not Outcome.ANSWERED:
            return decision
        told = self._told(decision.points[0])
        return replace(decision, short=told[0]) if len(told) == 1 else decision

    def located(self, decision: Decision) -> str:
        """Where a sentence says that a thing lies at the place that is put, the question where that lies, or "".

        Papers that differ do so over the thing, and not over what happened there.
        """
        if self.asked.kind is not Kind.PLACE or decision.outcome.refused:
            return ""
        sentences = (point.reading.text(point.reading.sentence) for point in decision.points)
        put = "|".join(map(re.escape, self.values))
        lies = re.compile(rf"(?:{put}){LIES}(?:\S+\s){{0,2}}?(\S+?)(?:에서|에게|[은는이가을를의에])\s")
        thing = next((found[1] for sentence in sentences if (found := lies.search(sentence))), "")
        asking = "어느 동네에" if all(map(_TOWN.search, self.values)) else "어디에"
        return thing + fitted(f"은 {asking} 있어?", thing) if thing else ""

    def _told(self, point: Point) -> list[str]:
        """The values that the point's words are; where they are none of them, those that its sentence has."""
        told, sentence = canonical(point.words), canonical(point.reading.text(point.reading.sentence))
        said = {value: canonical(value) for value in self.values}
        by_words = [value for value in self.values if said[value] in told or told in said[value]]
        return by_words or [value for value in self.values if said[value] in sentence]

    def _differs(self, point: Point) -> bool:
        days = (point.reading.published, point.reading.published)
        return difference(self.values[0], point.words, self.asked.kind, days) is Difference.APART


def claim(question: Question) -> Claim | None:
    """The values that a Korean question puts at its end, one or two to choose from; None where it puts none."""
    if question.language != "ko" or question.kind not in (Kind.YES_NO, Kind.OTHER):
        return None
    if lies := _LIES.fullmatch(question.text):
        return Claim(analyse(lies["what"] + fitted("은 어디에 있어?", lies["what"])), (lies["value"],))
    forms = (_OFFERED, _PUT) if question.kind is Kind.YES_NO else (_OFFERED,)
    puts = (re.fullmatch(topic + form, question.text) for form in forms for topic in _TOPICS)
    return next((said for put in puts if put and (said := _said(put))), None)


def _said(put: re.Match[str]) -> Claim | None:
    values = tuple(value for value in (put["value"], put["other"]) if value)
    if not all(map(_last_noun, values)):
        return None
    measures, forms = ({asking(value) for value in values} for asking in (_measure, _form))
    measure = measures.pop() if len(measures) == 1 else ""
    form = measure or (forms.pop() if len(forms) == 1 else "")
    heads = _ASKING.get(put["head"])
    towns = len(values) > 1 and all(map(_TOWN.search, values))
    if heads and not measure:
        topic = f"{put['what']} {heads}".replace("어디", "어느 동네" if towns else "어디")
    elif form:
        what = f"{put['what']} {put['head'] if heads else '것'}" if put["head"] else put["what"]
        topic = what + fitted(f"은 {form}", what)
    else:
        return None
    asked = analyse(topic + fitted("이야?", topic))
    return Claim(asked, values) if asked.kind is not Kind.PERSON or all(map(_named, values)) else None


def _named(value: str) -> bool:
    return any(tag == "NNP" for _, tag in whole_words(value))


def _last_noun(value: str) -> str:
    """The noun that a value ends in, "" where it ends in none."""
    words = [word for word in morphemes(value) if word[1][0] != "S" or word[1] in ("SL", "SN")]
    last = words[-1] if words else ("", "", 0, 0)
    return last[0] if last[1].startswith(("NN", "SL", "SN", "XSN")) and last[0] not in ("거", "것", "때문") else ""


def _measure(value: str) -> str:
    """The question words that ask for a value of its form, or ""."""
    return next((asking for form, asking in _MEASURED if form.search(value)), "")


def _form(value: str) -> str:
    """The question words that ask for an hour, a day or a place, as the value is one, or ""."""
    if clock(value):
        return "몇 시"
    if event_date(value, None):
        return "언제"
    return "어디" if places.known(value) else ""
