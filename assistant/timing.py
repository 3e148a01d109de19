"""Whether a sentence speaks of the time a question names: 2024년 6월에, 28일 저녁, 지난주, on March 4."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from assistant.disagreement import looks_ahead
from assistant.event_dates import EventDate, event_date
from assistant.periods import mentions
from assistant.polarity import ASKS_OF_BEFORE, FIRST_TIME, asks_of_now
from assistant.question import Kind, Question, analyse
from assistant.spans import find_spans

_RECKONED = re.compile(
    r"\s*(?:이전|전(?:에|의|까지|\s)|이후|이래|부터|까지|보다|만에|뒤|후)|\s*(?:before|after|since)\b"
)
_AGO = re.compile(r"전$|\bago\b")  #: "10년 전" is asked in the words of the articles, who reckon from their own day
_DATES = Question("", "ko", Kind.DATE, "", False, (), (), ())
#: hours of the day that a word may mean
_HOURS = {
    "새벽": (0, 7), "아침": (5, 11), "오전": (0, 12), "낮": (10, 17),
    "점심": (11, 15), "오후": (12, 24), "저녁": (17, 24), "밤": (18, 30),
    "조찬": (5, 11), "오찬": (11, 15), "만찬": (17, 24),
    "morning": (4, 12), "noon": (11, 14), "afternoon": (12, 19), "evening": (17, 24), "night": (18, 30),
    "breakfast": (5, 11), "lunch": (11, 15), "luncheon": (11, 15), "dinner": (17, 24), "supper": (17, 24),
}  # fmt: skip
_MEALS = ("조찬", "점심", "오찬", "저녁", "만찬", "breakfast", "lunch", "luncheon", "dinner", "supper")
_HALF_DAY = re.compile(
    rf"(?<![가-힣])(?:{'|'.join(word for word in _HOURS if word > 'z')})(?=\s|에|까지|부터|[,.?]|$)"
    rf"|(?<![가-힣])(?:{'|'.join(_MEALS)})(?=[은을이])"
    rf"|\b(?:{'|'.join(word for word in _HOURS if word < 'z')})\b"
)
#: asks of an earlier time; and words of one to come
_EARLIER = re.compile(
    r"(?<![가-힣])(?:지난번|저번|예전|과거)(?:에|엔|의|\s)|이전\s?방(?:한|문|북|중|미|일)|마지막으로\s.{0,12}(?:[가-힣](?=던|었|았|였)|[왔갔났봤했렀])"
    r"|\b(?:last (?:time|visit|came?|met|trip|stay)|previous(?:ly)?)\b",
    re.IGNORECASE,
)
#: asks of what was before somebody came; and tells of what is after the stay
_BEFORE_COMING = re.compile(
    r"(?:오|가|들어오|입국하|방한하|방문하|도착하)기\s?(?:직|바로\s|이)?\s?전|(?:방[한미일중북문]|입국|한국행)\s?(?:직|바로\s|이)?\s?전"
)
_AFTER_STAY = re.compile(
    r"(?:일정|방[한미일중북문]|체류|출장)(?:\s일정)?[을를]?\s?(?:모두\s)?(?:마친|마치고|끝낸|끝내고|마무리한|마무리하고|소화한)"
)
_COMING = re.compile(
    r"(?<![가-힣])(?:다음\s?(?:주|달|해)|오는\s|내일|모레|내년|내달)|\bnext (?:week|month|year)\b", re.IGNORECASE
)
_YEARS_AGO = re.compile(r"(?:19|20)\d\d년.*당시\s|당시\s.*(?:했|였|었|았|갔|왔|됐)었")
_OF_THEN = re.compile(
    r"당시|그때|[은던할]\s때|전에|이전|예전|과거|지난|옛날|처음|첫|마지막|원래|몇\s?번|\d{4}|년|(?<![가-힣])전\s"
)
#: words of a sentence that tells of an earlier time
_HAD_BEEN = re.compile(
    r"전에|이전|앞서|과거|지난|당시|이미|다시|재차|또\s|번째|차례|이후|(?:19|20)\d\d년|그동안|여러\s?번"
)
#: words of a beginning and of an end, of an arrival and of a leaving
_TURNS = (
    (
        re.compile(r"시작|개막|개회|막이?\s?올|열리|열려|열렸"),
        re.compile(r"끝나|끝났|끝난|종료|폐막|폐회|(?:마치|마쳤|마친|마무리)(?!\S*\s[뒤후])|막을?\s?내"),
    ),
    (
        re.compile(
            r"들어[가간갔서선섰오온왔]|도착|입국|입장|[을를]\s찾[은았]|착륙|(?<!\S)왔|(?<!\S)온\s?(?:시각|시간|게|건|거|때)"
        ),
        re.compile(
            r"나오[고며려]|나와\s|나온\s(?:시각|시간|게|건|때)|나갔|나간|[을를]\s나[서선섰]|빠져나|떠나|떠났|떠난|자리를\s(?:뜬|떴)|(?<!\S)(?:뜬|떴)"
            r"|출국|출발|퇴장|귀가|이륙|돌아[가갔간]|집에는?\s(?:\S+\s){0,2}[가갔간]"
        ),
    ),
)
_WHEN = re.compile(r"언제|몇\s?시(?!간)|시각|며칠(?!\s?(?:동안|간))|몇\s?(?:월|일|년)")
#: a sentence that tells of more than one of them
_BOTH = re.compile(r"까지|이어|닿|머문|머물")
#: what a sentence is worth that names another time than the one asked of, and where its passage or title names that
#: too, or where nothing but the day of its article speaks against it
OF_ANOTHER_TIME, _BESIDE = 0.3, 0.8
#: what goes with a time in a question: in 2013, 2013년에는
_BEFORE_TIME, _AFTER_TIME = r"(?:\b[Ii]n\s)?", r"(?:에는|에도|에|엔|의)?(?=[\s,?.]|$),?"
_REPORTED = timedelta(days=7)  #: how long after an event papers mostly report it


@dataclass(frozen=True, slots=True)
class AskedTime:
    """A time a question is about: its words, what they name, and from the first to the last day of it, where known."""

    said: str
    named: EventDate | None
    days: tuple[date, date] | None

    def meets(self, day: EventDate) -> bool:
        """Whether the day lies in the time asked of."""
        if self.days and (of_day := _whole_day(day)):
            return self.days[0] <= of_day <= self.days[1]
        return self.named is not None and all(one == other for one, other in self._levels(day))

    def apart(self, day: EventDate) -> bool:
        """Whether the day lies outside; of levels that only one of them names nothing is known."""
        if self.days and (of_day := _whole_day(day)):
            return not self.days[0] <= of_day <= self.days[1]
        if self.named is None:
            return False
        return any(None not in (one, other) and one != other for one, other in self._levels(day))

    def _levels(self, day: EventDate) -> list[tuple[int | None, int | None]]:
        """What is asked of each level that the time names, and the day's."""
        named = self.named or EventDate()
        pairs = [(getattr(named, level), getattr(day, level)) for level in ("year", "quarter", "month", "day")]
        return [(one, other) for one, other in pairs if one is not None]


@lru_cache(maxsize=64)
def named_dates(text: str, published: date | None = None) -> tuple[EventDate, ...]:
    """The days, months and years a text names; those without a year near `published`, where that is known."""
    found = (event_date(text[slice(*span)], published) for span in find_spans(text, _DATES))
    return tuple(day for day in found if day is not None)


def asked_times(question: str, today: date | None = None) -> tuple[AskedTime, ...]:
    """The times a question is about; one that it only reckons from ("2024년 전에") is not.

    Words like 지난주 are reckoned from `today`, the current day unless given.
    """
    found, taken = [], []
    for mention in mentions(question, today or date.today()):
        said, days = question[mention.start : mention.end].strip(), mention.period
        if days and days.since and days.until and event_date(said) is None and not _AGO.search(said):
            found.append(AskedTime(said, None, (days.since, days.until)))
            taken.append((mention.start, mention.end))
    for start, end in find_spans(question, _DATES):
        said = question[start:end]
        if any(start < last and end > first for first, last in taken) or _RECKONED.match(question, end):
            continue
        if named := event_date(said):
            found.append(_asked(said, named))
    return tuple(found)


def timeless(asked: Sequence[AskedTime], question: str) -> str:
    """The question without the times whose days are known; as it is where hardly anything is left.

    An article seldom names the year it is of: 레소토 총리는 어디로 피했어? of "2014년에 레소토 총리는 …".
    """
    rest = question
    for each in asked:
        if each.days:
            rest = re.sub(rf"{_BEFORE_TIME}{re.escape(each.said)}{_AFTER_TIME}", " ", rest, count=1)
    rest = re.sub(r"\s+(?=[?,.])", "", " ".join(rest.split()))
    return rest if len(analyse(rest).nouns) > 1 else question


def of_its_time(asked: Sequence[AskedTime], published: date | None) -> bool:
    """Whether what was published then may report what happened at all the times asked of whose days are known."""
    spans = [each.days for each in asked if each.days]
    if published is None or not spans:
        return False
    return all(first <= published <= last + _REPORTED for first, last in spans)


def timely(asked: Sequence[AskedTime], question: str, sentence: str, passage: str, published: date | None) -> float:
    """From 1, where nothing speaks against it, down: how well the sentence fits the times asked of."""
    fits = [_fits(each, sentence, passage, published) for each in asked]
    if _EARLIER.search(question) and (_COMING.search(sentence) or looks_ahead(sentence)):
        fits.append(OF_ANOTHER_TIME)
    if _BEFORE_COMING.search(question) and _AFTER_STAY.search(sentence):
        fits.append(OF_ANOTHER_TIME)
    if ASKS_OF_BEFORE.search(question) and not (_HAD_BEEN.search(sentence) or FIRST_TIME.search(sentence)):
        fits.append(OF_ANOTHER_TIME)
    of_time = _WHEN.search(question) or "얼마나" in question
    if not asked and of_time and _YEARS_AGO.search(sentence) and "당시" not in question and asks_of_now(question):
        fits.append(OF_ANOTHER_TIME)
    elif not asked and _YEARS_AGO.search(sentence) and not _OF_THEN.search(question):
        fits.append(_BESIDE)  # a question without a time is of what is news
    return min([*fits, _fits_hours(question, sentence), _fits_turn(question, sentence)])


def reported(asked: Sequence[AskedTime]) -> tuple[date, date] | None:
    """The days on which what happened at the times asked of was mostly reported; None where no year is known."""
    spans = [each.days for each in asked if each.days]
    return (min(first for first, _ in spans), max(last for _, last in spans) + _REPORTED) if spans else None


def _fits(asked: AskedTime, sentence: str, passage: str, published: date | None) -> float:
    named = named_dates(sentence, published)
    if asked.said in sentence or any(asked.meets(day) for day in named):
        return 1.0
    beside = asked.said in passage or any(asked.meets(day) for day in named_dates(passage, published))
    if any(asked.apart(day) for day in named):
        return _BESIDE if beside else OF_ANOTHER_TIME
    if beside or published is None or asked.days is None:
        return 1.0
    return 1.0 if asked.days[0] <= published <= asked.days[1] + _REPORTED else _BESIDE


def _fits_hours(question: str, sentence: str) -> float:
    """Less where both name parts of the day and none of them overlap."""
    asked, named = ([found.group().casefold() for found in _HALF_DAY.finditer(text)] for text in (question, sentence))
    if set(asked) & set(_MEALS):  # a meal is another only where a meal is told of
        named = [word for word in named if word in _MEALS]
    hours, told = ([_HOURS[word] for word in words] for words in (asked, named))
    overlap = any(start < last and first < end for start, end in hours for first, last in told)
    return 1.0 if overlap or not hours or not told else OF_ANOTHER_TIME


def _fits_turn(question: str, sentence: str) -> float:
    """Less where the question asks when something began, or somebody came, and the sentence tells but of the end, or of
    leaving; and the other way round."""
    if not _WHEN.search(question):
        return 1.0
    for turn in _TURNS:
        for asked, other in (turn, turn[::-1]):
            of_one = asked.search(question) and not other.search(question)
            if of_one and other.search(sentence) and not (asked.search(sentence) or _BOTH.search(sentence)):
                return OF_ANOTHER_TIME
    return 1.0


def _asked(said: str, named: EventDate) -> AskedTime:
    if named.year is None:
        return AskedTime(said, named, None)
    first_month = named.month or (3 * named.quarter - 2 if named.quarter else 1)
    last_month = named.month or (3 * named.quarter if named.quarter else 12)
    if named.day:
        days = (day := date(named.year, first_month, named.day), day)
    else:
        following = date(named.year + last_month // 12, last_month % 12 + 1, 1)
        days = (date(named.year, first_month, 1), following - timedelta(days=1))
    return AskedTime(said, named, days)


def _whole_day(day: EventDate) -> date | None:
    return date(day.year, day.month, day.day) if day.year and day.month and day.day else None
