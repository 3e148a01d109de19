"""Whether the numbers, sums, durations, dates and hours of a sentence stand in the passages, in whatever spelling."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from functools import lru_cache
from itertools import combinations

from assistant import english_amounts as english
from assistant.amounts import NUMBER, Amount, clock, count, duration, number
from assistant.event_dates import EventDate, event_date
from assistant.gate.finding import Finding, Flaw, Source, words
from assistant.language import split_sentences
from assistant.question import Kind, Question
from assistant.spans import find_spans
from assistant.synonyms import synonyms
from assistant.values import HALF_DAY, stands

Span = tuple[int, int]

#: narrower kinds first: what is a duration is no number of days
_VALUES = (Kind.DURATION, Kind.TIME, Kind.DATE, Kind.MONEY, Kind.PERCENT, Kind.NUMBER)
_ANY = re.compile(
    r"(?:한|단\s?한|하나)\s?(?:번|명|건|사람|곳|개|차례|가지|마디|푼|대)(?:도|이나|당|씩|의|만|뿐)|(?:한|1)\s?[가-힣]{1,2}당|(?:한|1)\s?년\s?(?:전|새)|(?:한\s?달|하루|한\s?해|일주일)에?\s\d"
)
_COPULA = re.compile(r"(?<=[가-힣%])(?:이?다|이?었다|였다|이며|이고)$")
#: counters of things and people that one writer uses for another's
_COUNTERS = frozenset("명 번 곳 개 표 가구 집 채 대 갈래 팀 자리 단 마리 권 편 차례 종 종류 점 군데 쌍 세대 호".split())  # noqa: SIM905
_NUMERAL = re.compile(rf"(?<![가-힣\d,.]){NUMBER}(?=\s?[가-힣])")
_ANY_NUMERAL = re.compile(rf"(?<![가-힣\d,.]){NUMBER}")
_ENGLISH_NUMERAL = re.compile(rf"(?<![A-Za-z\d.,-]){english.NUMBER}", re.IGNORECASE)
_ENGLISH_SPAN = re.compile(rf"(?<![A-Za-z\d.,-]){english.DURATION}", re.IGNORECASE)
_MONTH = re.compile(r"\b(?:January|February|March|April|May|June|July|August|September|October|November|December)\b")
_FROM_TO = re.compile(r"(\d{1,2})일\s?(?:부터|[~∼～-])\s?(\d{1,2})일")
_DAY = 86400
_OVER = re.compile(r"[이가을를]?\s?(?:넘|이상|남짓|가까|못)[가-힣]?")
_SHORT_OF = re.compile(r"[도이가]\s?(?:채\s?)?(?:안|못|되지\s않|채우지\s못|넘기지\s(?:않|못)|걸리지\s않)")
_LESS = " 미만"
#: words by which a sentence says what is reckoned from two values: how they differ, or what they come to
_CHANGE = re.compile(
    r"더|덜|오[르른]|올[라랐려]|내[린려렸]|비싸|싸[진졌]|늘|줄|많|적[다은었]|높|낮|늦[췄춰게]|앞[당서]|차[이로]|인[상하]|깎|나머지|빼고"
)
_OTHERS = re.compile(r"가운데|중\b")  #: of things counted, those that are not the others
_SUM = re.compile(r"모두|총|합[쳐해치]|합계|통틀어|전체|등")
_ENGLISH_CHANGE = re.compile(
    r"\b(?:by|(?:more|less|fewer)(?! than)|rise|rose|fall|fell|cut|up|down|higher|lower|longer|shorter|later|earlier|of the|remaining)\b",
    re.IGNORECASE,
)
_ENGLISH_SUM = re.compile(r"\b(?:total|altogether|in all|combined|together)\b", re.IGNORECASE)
_BELOW = re.compile(r"\b(?:(?:less|fewer) than|nearly|almost|under|below|up to)\s(?:a\s)?$", re.IGNORECASE)
_ABOVE = re.compile(r"\b(?:more than|over|above|at least)\s(?:a\s)?$", re.IGNORECASE)
_BEYOND = 0.2  #: share by which a value may be below or above what it is said to be below or above
_STORY = re.compile(r"전날|이날|당일|이튿날|다음\s?날|같은\s?날")
_STORY_DAYS = 2


def wrong_values(sentence: str, sources: Sequence[Source], nearest: str) -> Iterator[Finding]:
    for kind, span in values(sentence):
        said = sentence[slice(*span)]
        over = _OVER.match(sentence, span[1])  # "800명이 넘는"
        after = over.group() if over else _LESS if _SHORT_OF.match(sentence, span[1]) else ""
        if _ANY.match(sentence, span[0]):  # "한 번도 없었다", "1인당": no amount
            continue
        if kind is Kind.DATE:
            stated = any(_dated(said, source) for source in sources)
        else:
            counts = _unit(kind, said) in _COUNTERS
            stated = any(
                _measured(kind, said, after, told)
                for source in sources
                for told in (_about(sentence, source.passage, nearest) if counts else [source.passage])
            ) or any(_reckoned(kind, said, sentence, source.passage) for source in sources)
        others = [nearest[slice(*other)] for theirs, other in values(nearest) if theirs is kind]
        others = [other for other in others if _unit(kind, other) == _unit(kind, said) and not stands(other, sentence)]
        if not stated:
            flaw = Flaw.DATE if kind in (Kind.DATE, Kind.TIME) else Flaw.NUMBER
            yield Finding(flaw, said, next(iter(others), ""))


def _reckoned(kind: Kind, said: str, sentence: str, passage: str) -> bool:
    """Whether a sentence of the passage has two values that come to this one, or differ by it, and this one says so."""
    mine = _measure(kind, said)
    if not isinstance(mine, Amount):
        return False
    for span in split_sentences(passage):
        told = passage[slice(*span)]
        theirs = [each for other, at in values(told) if (each := _alike(_measure(other, told[slice(*at)]), mine.unit))]
        for one, other in combinations(theirs, 2):
            changed = _CHANGE.search(sentence) or (mine.unit in _COUNTERS and _OTHERS.search(sentence))
            if (changed and mine.low <= abs(one - other) <= mine.high) or (
                _SUM.search(sentence) and mine.low <= one + other <= mine.high
            ):
                return True
    return False


def _alike(told: Amount | EventDate | None, unit: str) -> float | None:
    """The value of an amount that counts the same."""
    if not isinstance(told, Amount):
        return None
    same = told.unit == unit or {told.unit, unit} <= _COUNTERS or {told.unit, unit} <= {"%", "%p"}
    return (told.low + told.high) / 2 if same else None


def _about(sentence: str, passage: str, nearest: str) -> Iterator[str]:
    """The passage's sentences that share a noun with this one: "두 명" is not borne out by another's "두 사람"."""
    mine = _nouns(sentence)
    for span in split_sentences(passage):
        told = passage[slice(*span)]
        if told == nearest or not mine or mine & _nouns(told):
            yield told


def _nouns(text: str) -> frozenset[str]:
    return frozenset(
        part
        for surface, tag, _, _ in words(text)
        if tag.split("+")[0] in ("NNG", "NNP", "SL") and len(surface) > 1
        for part in (surface, *synonyms(surface))
    )


def wrong_english_values(sentence: str, sources: Sequence[Source]) -> Iterator[Finding]:
    """Numbers of an English sentence, whatever they count, among those of the Korean passages and their dates.

    Those of a duration may also say in other units how long something takes in the passages.
    """
    told = {number(match.group()) for source in sources for match in _ANY_NUMERAL.finditer(source.passage)}
    told |= {value + 12 for value in told if value < 12} | {value - 12 for value in told if 12 < value <= 24}
    told |= set(_come_to(sentence, sources))
    lasting = [match.span() for match in _ENGLISH_SPAN.finditer(sentence) if _lasts(match.group(), sources)]
    for match in _ENGLISH_NUMERAL.finditer(sentence):
        if match.group().lower() == "one" or any(start <= match.start() < end for start, end in lasting):
            continue
        value = number(match.group()) or 1
        low = value * (1 - _BEYOND) if _BELOW.search(sentence[: match.start()]) else value
        high = value * (1 + _BEYOND) if _ABOVE.search(sentence[: match.start()]) else value
        if not any(low - 1e-6 * value <= each <= high + 1e-6 * value for each in told):
            yield Finding(Flaw.NUMBER, match.group())
    days = [
        event_date(source.passage[slice(*span)], source.published)
        for source in sources
        for span in find_spans(source.passage, _asking(Kind.DATE))
    ]
    months = {day.month for day in days if day} | {source.published.month for source in sources if source.published}
    for match in _MONTH.finditer(sentence):
        day = event_date(f"{match.group()} 1")
        if day and day.month not in months:
            yield Finding(Flaw.DATE, match.group())


def _come_to(sentence: str, sources: Sequence[Source]) -> Iterator[float]:
    """What two numbers of one sentence of the passages come to or differ by, where an English sentence says so."""
    changed, summed = _ENGLISH_CHANGE.search(sentence), _ENGLISH_SUM.search(sentence)
    for source in sources if changed or summed else ():
        for span in split_sentences(source.passage):
            told = [number(match.group()) for match in _ANY_NUMERAL.finditer(source.passage, *span)]
            for one, other in combinations(told, 2):
                if changed:
                    yield abs(one - other)
                if summed:
                    yield one + other


def _lasts(said: str, sources: Sequence[Source]) -> bool:
    """Whether a passage has a span of time as long as the one `said`."""
    mine = duration(said)
    spans = [
        duration(source.passage[slice(*span)])
        for source in sources
        for span in find_spans(source.passage, _asking(Kind.DURATION))
    ]
    return mine is not None and any(not mine.apart(theirs) for theirs in spans if theirs)


def values(text: str) -> Iterator[tuple[Kind, Span]]:
    """The values of a text, each once, by the narrowest kind that has it."""
    for kind in _VALUES:
        for start, end in find_spans(text, _asking(kind)):
            if re.search(r"[A-Za-z]$|분의\s?$", text[:start]):  # H100, 4분의 1
                continue
            if _measure(kind, text[start:end]):
                yield kind, (start, end)
                text = text[:start] + "\0" * (end - start) + text[end:]


@lru_cache(maxsize=16)
def _asking(kind: Kind) -> Question:
    return Question("", "ko", kind, "", False, (), (), ())


def _measure(kind: Kind, words: str, published: date | None = None) -> Amount | EventDate | None:
    if kind is Kind.DATE:
        return event_date(words, published) or (EventDate() if re.search(r"요일|날|달|해", words) else None)
    return {Kind.DURATION: duration, Kind.TIME: clock}.get(kind, count)(_COPULA.sub("", words))


def _unit(kind: Kind, words: str) -> str:
    measured = _measure(kind, words)
    return measured.unit if isinstance(measured, Amount) else ""


def _measured(kind: Kind, said: str, after: str, passage: str) -> bool:
    """Whether the passage has the amount, in whatever spelling."""
    if stands(said, passage):
        return True
    mine = _measure(kind, f"{said}{after}")
    if after == _LESS and isinstance(mine, Amount):  # "1년도 안 돼" of eight months
        mine = Amount(mine.unit, mine.high / 2, mine.high)
    if kind is Kind.DURATION and isinstance(mine, Amount):
        for first, last in _FROM_TO.findall(passage):
            if mine.low <= (int(last) - int(first) + 1) * _DAY <= mine.high:
                return True
    if isinstance(mine, Amount) and mine.unit in _COUNTERS:
        numerals = (number(match.group()) for match in _NUMERAL.finditer(passage))
        if any(mine.low <= value <= mine.high for value in numerals):
            return True
    for theirs_kind in _VALUES:
        if theirs_kind is Kind.DATE or (Kind.TIME in (kind, theirs_kind) and kind is not theirs_kind):
            continue
        for span in find_spans(passage, _asking(theirs_kind)):
            theirs = _measure(kind, passage[slice(*span)])
            if isinstance(mine, Amount) and isinstance(theirs, Amount):
                halves = bool(HALF_DAY.search(said) and HALF_DAY.search(passage[slice(*span)]))
                if _equal(mine, theirs, kind is Kind.TIME and not halves):
                    return True
    return False


def _equal(mine: Amount, theirs: Amount, of_either_half: bool) -> bool:
    if mine.unit != theirs.unit and {mine.unit, theirs.unit} <= _COUNTERS:
        theirs = Amount(mine.unit, theirs.low, theirs.high)
    shifts = (-720, 0, 720) if of_either_half else (0,)  # 8시 may be 오후 8시
    return mine.unit == theirs.unit and any(
        not mine.apart(Amount(theirs.unit, theirs.low + by, theirs.high + by)) for by in shifts
    )


def _dated(said: str, source: Source) -> bool:
    """Whether the passage names the day, or the article was published on it."""
    mine = event_date(said, source.published)
    if mine is None or stands(said, source.passage):
        return True  # a day of the story ("이날") is whichever the story tells
    if _STORY.search(source.passage) and source.published and mine.day:
        day = EventDate(source.published.year, None, source.published.month, source.published.day)
        if (mine.days_between(day) or 0) <= _STORY_DAYS and mine.month:
            return True
    days = [
        event_date(source.passage[slice(*span)], source.published)
        for span in find_spans(source.passage, _asking(Kind.DATE))
    ]
    if source.published:
        days.append(event_date(f"{source.published.month}월 {source.published.day}일", source.published))
    return any(day is not None and _same_day(mine, day) for day in days)


def _same_day(mine: EventDate, theirs: EventDate) -> bool:
    """All that the one names the other names too, or it follows."""
    pairs = [(getattr(mine, level), getattr(theirs, level)) for level in ("year", "quarter", "month", "day")]
    told = [(one, other) for one, other in pairs if one is not None]
    return bool(told) and all(one == other for one, other in told)
