"""From readings to a verdict: answered, answered with a conflict, or refused."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from assistant import offices, places
from assistant.beside import beside_the_point
from assistant.crosscheck import OneThing, alike
from assistant.disagreement import looks_ahead, relation
from assistant.names import TITLES, distinct
from assistant.places import LIES, SCHOOLED, is_site
from assistant.polarity import asks_of_past, contrary_end, yes_or_no
from assistant.question import Kind, Question, morphemes
from assistant.relevance import Model
from assistant.timing import AskedTime, asked_times, timely
from assistant.types import Outcome, Reading, Relation
from assistant.values import COMPARABLE, Difference, canonical, difference, stands

#: characters an answer may take, so that its point is seen at a glance, and sentences
_LENGTH, _SENTENCES = 230, 3
_LIST_LENGTH, _LIST_SENTENCES = 450, 5
_ALMOST = 0.25  #: a further sentence is worth showing from this share of the best one's relevance
_RIVAL = 0.003  #: a further sentence may contradict from this share of the best one's relevance
#: one of several rounds, quarters, halves of a year
_ORDINAL = re.compile(r"\d+(?:차|분기|회)(?![가-힣]{2})|[상하]반기|준?결승(?!골)")
#: speaks of a part only
_PART = re.compile(r"가운데|(?<=[가-힣])\s중\s|로만\s|만\s놓고|이\s중\s")
_RANGE_BEFORE = re.compile(r"(?:최소|최대|적어도|많게는|약|\d[\d,.]*\s?[~∼～-])\s?$")
_RANGE_AFTER = re.compile(
    r"(?:대|여|이상|이하|미만|남짓|가량|안팎|[이을를]?\s?(?:넘|웃돌|밑돌|못 미|육박|가까)[가-힣]?|"
    r"\s?(?:(?:오전|오후|새벽|아침|낮|저녁|밤)\s?)?\d{1,2}시(?:\s?\d{1,2}분)?(?!간))"
)
#: after a time since which something has gone on: no day of it
_SINCE = re.compile(r"\s?(?:이후|부터)\s.{0,12}(?:[현지][재금]까지|\d\s?차례|지속|계속|꾸준|여러\s?번)")
#: ends what is no place: 미국 출장, 국내 스타트업
_DENIES = re.compile(r"아니|정정|바로잡")
_NO_PLACE = re.compile(r"(?:출장|방문|방한|여행|행사|스타트업|기업|업체|회사|경영진|관계자|[회사]장|대통령|대표|부부)$")
_SOLE = re.compile(r"유일|단독으로|혼자|(?:한|1)\s?(?:명|사람|곳|가지)(?:만|뿐)")  #: says that there is no other
_LISTED = 0.5  #: a further sentence's items belong to the list from this share of the best one's relevance
_CONTRARY = 0.3  #: a contrary yes or no counts from this share of the best one's relevance
_MEASURED = frozenset({Kind.MONEY, Kind.PERCENT, Kind.NUMBER})
_SCORE = re.compile(r"\d+\s?(?:-|:|대)\s?\d+")
#: after a syllable that ends in ㅆ, of the past: 줄었고 is told as 줄었다
_GOES_ON = re.compile(
    rf"(?<=[{''.join(chr(first + 20) for first in range(ord('가'), ord('힣'), 28))}])(?:고|으며|으나|지만|는데)$"
)
_VERBS = ("VV", "VA", "VX", "VCP", "VCN", "XSV", "XSA", "EP")  #: tags of what an ending follows
_REPORTED = re.compile(r"(?<=[다냐라자])(?:고|며|면서|는)$")  #: after what is said, before who said it
_QUOTED = re.compile(r"[“\"‘']([^“”\"‘’']{6,})[”\"’']")
_SAME = 0.6  #: share of common bigrams from which two sentences say the same


@dataclass(frozen=True, slots=True)
class Point:
    """One statement of the answer: the reading to quote, others that say the same, and the words asked for."""

    reading: Reading
    support: tuple[Reading, ...]
    words: str


@dataclass(frozen=True, slots=True)
class Decision:
    outcome: Outcome
    points: tuple[Point, ...] = ()  #: best first; none when refused
    rivals: tuple[Point, ...] = ()  #: when CONFLICTING: the points whose values differ, the one that stands first
    relation: Relation = Relation.DISAGREEMENT  #: of the rivals
    short: str = ""  #: the words asked for


def decide(question: Question, readings: Sequence[Reading], model: Model, one_thing: OneThing) -> Decision:
    """`readings` are most relevant first."""
    best = readings[0].relevance if readings else 0.0
    if best < model.related[question.language]:
        return Decision(Outcome.NO_EVIDENCE)
    if best < model.threshold[question.language]:
        return Decision(Outcome.INSUFFICIENT)
    points = _points(question, readings, best)
    rivals = _rivals(question, points, one_thing)
    worth = [point for point in points if point.reading.relevance >= best * _ALMOST]
    shown = _within(worth, *((_LIST_LENGTH, _LIST_SENTENCES) if question.wants_list else (_LENGTH, _SENTENCES)))
    if not rivals:
        listing = shown if question.wants_list else shown[:1]
        return Decision(Outcome.ANSWERED, shown, short=_listed(question, listing) or _put_right(question, shown[0]))
    rivals, how = _standing(rivals)
    values = dict.fromkeys(point.words for point in rivals)
    short = " / ".join(values) if how is Relation.DISAGREEMENT else rivals[0].words
    return Decision(Outcome.CONFLICTING, rivals[:1], rivals, how, short)


def _standing(rivals: Sequence[Point]) -> tuple[tuple[Point, ...], Relation]:
    """The rivals with the one that stands first, and what they are to one another.

    A report stands against forecasts of it, a correction against what it corrects; else the answer's own stays first.
    """
    latest = max(rivals, key=lambda point: (point.reading.published or date.min, not looks_ahead(_sentence(point))))
    others = [point for point in rivals if point.words != latest.words]
    relations = {
        relation(
            point.reading.text(point.reading.sentence),
            latest.reading.text(latest.reading.sentence),
            (point.reading.published, latest.reading.published),
        )
        for point in others
    }
    if len(relations) == 1 and (how := relations.pop()) is not Relation.DISAGREEMENT:
        return (latest, *(point for point in rivals if point is not latest)), how
    return tuple(rivals), Relation.DISAGREEMENT


def _put_right(question: Question, point: Point) -> str:
    """The point's words, with those after them where they say the contrary of what the question supposes."""
    reading = point.reading
    if not reading.span or question.language == "en" or reading.text(reading.span) != point.words:
        return point.words
    if question.kind not in _MEASURED and not _SCORE.fullmatch(point.words):
        return point.words
    start = reading.sentence[0]
    begin, end = (at - start for at in reading.span)
    words = _sentence(point)[begin : contrary_end(question, _sentence(point), end)]
    return _GOES_ON.sub("다", words) if words != point.words else words


def _listed(question: Question, points: Sequence[Point]) -> str:
    """The items of a list over the points that are about as relevant as the first, each once."""
    least = points[0].reading.relevance * _LISTED
    likely = [point.reading for point in points if point.reading.relevance >= least]
    items = [reading.text(item) for reading in likely for item in reading.items]
    new = (item for item in items if not any(item.casefold().startswith(name) for name in question.names))
    return ", ".join(distinct(new))


def _points(question: Question, readings: Sequence[Reading], best: float) -> list[Point]:
    """Readings that may be shown or contradict the best, those that say the same thing joined."""
    points: list[Point] = []
    for reading in readings:
        if reading.relevance < best * _RIVAL or len(points) >= 2 * _LIST_SENTENCES:
            break
        words = _words(question, reading)
        same = next(
            (at for at, point in enumerate(points) if _says_the_same(question, point, Point(reading, (), words))), None
        )
        if same is None:
            points.append(Point(reading, (), words))
        else:
            points[same] = Point(points[same].reading, (*points[same].support, reading), points[same].words or words)
    return points


def _within(points: Sequence[Point], longest: int, sentences: int) -> tuple[Point, ...]:
    """The leading points that fit the length of an answer, and the first in any case."""
    shown: list[Point] = []
    length = 0
    for point in points[:sentences]:
        length += point.reading.sentence[1] - point.reading.sentence[0]
        if shown and length > longest:
            break
        shown.append(point)
    return tuple(shown)


def _rivals(question: Question, points: Sequence[Point], one_thing: OneThing) -> tuple[Point, ...]:
    """The first point and those of other articles whose value contradicts it; () when nothing does."""
    first, asked = points[0], asked_times(question.text)
    if not first.words:
        return ()
    if offices.named(question):
        others = [point for point in points[1:] if _of_other_office(question, first, point)]
        return (first, *others) if others else ()
    if question.kind is Kind.YES_NO:
        others = [point for point in points[1:] if _says_otherwise(first, point)]
        return (first, *others) if others else ()
    others = [
        point
        for point in points[1:]
        if point.reading.passage.article_id != first.reading.passage.article_id
        and point.words
        and (not question.wants_list or all(_SOLE.search(_sentence(each)) for each in (first, point)))
        and not _beside(question, point)
        and _timely(asked, question, point) >= _timely(asked, question, first)
        and not (question.kind is Kind.PERSON and is_site(point.words))
        and not (question.kind is Kind.ORGANISATION and point.words.endswith(TITLES))
        and not (question.kind is Kind.PLACE and (_NO_PLACE.search(point.words) or SCHOOLED.match(_after(point))))
        and (how := compared(question, first, point)) is not Difference.NONE
        and (_locate(question, first, point) or one_thing(question, first.reading, point.reading, how))
    ]
    rivals = (first, *others) if others else ()
    return tuple(replace(point, words=_where(point)) for point in rivals) if question.kind is Kind.PLACE else rivals


def _timely(asked: Sequence[AskedTime], question: Question, point: Point) -> float:
    """How well the point's sentence fits the times asked of: what is told of another time contradicts nothing."""
    reading = point.reading
    return timely(asked, question.text, _sentence(point), reading.passage.text, reading.published)


def _beside(question: Question, point: Point) -> bool:
    """Whether the point's words are beside the point in their sentence."""
    reading = point.reading
    start = reading.passage.start
    return reading.span is not None and beside_the_point(
        question, reading.passage.text, (reading.span[0] - start, reading.span[1] - start)
    )


def _of_other_office(question: Question, first: Point, point: Point) -> bool:
    """Whether another article gives somebody another office at the time asked of; now one may hold several."""
    then = offices.asks_of_then(question) and all(
        (reading.span[0] - reading.passage.start, reading.span[1] - reading.passage.start)
        in offices.offices(question, reading.passage.text, then=True)
        for reading in (first.reading, point.reading)
        if reading.span
    )
    apart = point.reading.passage.article_id != first.reading.passage.article_id
    as_likely = point.reading.relevance >= first.reading.relevance * _LISTED
    return then and apart and as_likely and offices.differ(first.words, point.words)


def _locate(question: Question, *points: Point) -> bool:
    """Whether all say of what the question names that it lies there: 한남동에 위치한 승지원."""
    return question.kind is Kind.PLACE and any(
        all(
            re.search(
                rf"{re.escape(point.words)}{LIES}(?:(?!에서|나와|뒤\s)[^,]){{0,20}}{re.escape(name)}", _sentence(point)
            )
            for point in points
        )
        for name in question.names
    )


def _says_otherwise(first: Point, point: Point) -> bool:
    """Whether an article that answers a yes or no about as well as another one's says the contrary."""
    return (
        point.reading.passage.article_id != first.reading.passage.article_id
        and point.reading.relevance >= first.reading.relevance * _CONTRARY
        and first.words != point.words
        and {first.words, point.words} <= {"예", "예정", "아니요"}
    )


def compared(question: Question, first: Point, point: Point) -> Difference:
    """How the values differ; not at all where one of them is of a part or of another turn of the thing."""
    if bool(_PART.search(_sentence(first))) != bool(_PART.search(_sentence(point))) or _of_other_turns(first, point):
        return Difference.NONE
    if question.kind is Kind.DATE and _since(first) != _since(point):
        return Difference.NONE
    days = (first.reading.published, point.reading.published)
    how = difference(_stated(first), _stated(point), question.kind, days)
    if question.kind is Kind.PLACE and places.apart(_where(first), _where(point)):
        how = Difference.APART
    if how is Difference.WORDED and question.kind is Kind.PLACE and _both_told(first, point):
        return Difference.NONE
    return how


def _both_told(*points: Point) -> bool:
    """Whether a sentence that has another's place says of it what its own words are, and does not deny one of them."""
    sentences = [_sentence(point) for point in points]
    told = any(point.words in sentence for point, sentence in zip(points, reversed(sentences), strict=True))
    return told and not any(_DENIES.search(sentence) for sentence in sentences)


def _of_other_turns(one: Point, other: Point) -> bool:
    """Whether the two tell of another round, quarter or half-year of one thing."""
    mine, theirs = ({match.group() for match in _ORDINAL.finditer(_sentence(point))} for point in (one, other))
    return bool(mine) and bool(theirs) and not mine & theirs


def _sentence(point: Point) -> str:
    return point.reading.text(point.reading.sentence)


def _since(point: Point) -> bool:
    """Whether the words are a time since which something has gone on."""
    return bool(_SINCE.match(_after(point)))


def _after(point: Point) -> str:
    """What of the sentence comes after the words."""
    reading = point.reading
    return reading.text((reading.span[1], reading.sentence[1])) if reading.span else ""


def _where(point: Point) -> str:
    """The words for a place after those for where it lies: 이태원동의 영빈관."""
    begin = point.reading.span[0] if point.reading.span else point.reading.sentence[0]
    return f"{places.lying(point.reading.text((point.reading.sentence[0], begin)))} {point.words}".strip()


def _stated(point: Point) -> str:
    """The words with what beside them makes a value a range or a day an hour: 최소 40명, 60%대, 18일 낮 12시 5분."""
    if not point.reading.span:
        return point.words
    sentence, start = _sentence(point), point.reading.sentence[0]
    begin, end = (at - start for at in point.reading.span)
    before, after = _RANGE_BEFORE.search(sentence[:begin]), _RANGE_AFTER.match(sentence[end:])
    return (before.group() if before else "") + sentence[begin:end] + (after.group() if after else "")


def _words(question: Question, reading: Reading) -> str:
    """The words asked for, a quotation whole; of a yes or no which of them, or the words that decide it."""
    words = reading.text(reading.span) if reading.span else ""
    if question.kind is Kind.QUOTE:
        return _spoken_of(question, reading, words) or _whole(reading, words)
    if question.kind is Kind.YES_NO:
        return _closed(question, reading) or _whole(reading, words)
    return words + _ending(reading)


def _spoken_of(question: Question, reading: Reading, words: str) -> str:
    """Of several things quoted in the sentence the one that has more of the question's nouns than the reader's words;
    "" where there is none."""
    said = _QUOTED.findall(reading.text(reading.sentence))

    def nouns(text: str) -> int:
        return sum(len(noun) > 1 and noun in text.casefold() for noun in question.nouns)

    best = max(said, key=nouns, default="")
    return best if len(said) > 1 and words not in best and nouns(best) > nouns(words) else ""


def _closed(question: Question, reading: Reading) -> str:
    """Yes or no; "" where the sentences' forms leave it open."""
    sentence = reading.text(reading.sentence)
    told = _whole(reading, reading.text(reading.span)) if reading.span else ""
    said = yes_or_no(question, sentence, reading.passage.text, told)
    if said == "예" and looks_ahead(sentence) and asks_of_past(question.text):
        return "예정"  # what was to be is no report that it was
    return said


def _whole(reading: Reading, words: str) -> str:
    """The words up to where the last of them ends: 참석하지 못했다 of 참석하지 못."""
    if not reading.span:
        return words
    rest = reading.text((reading.span[1], reading.sentence[1]))
    return words + re.split(r"[^가-힣]", rest, maxsplit=1)[0]


def _ending(reading: Reading) -> str:
    """What the verb still lacks in which the reader's words end: 냐 of "많이 쓰냐"; "" where they end in none."""
    if not reading.span:
        return ""
    begun = re.search(r"[가-힣]*$", reading.text(reading.span))
    rest = re.match(r"[가-힣]*", reading.text((reading.span[1], reading.sentence[1])))
    if not begun or not rest or not begun.group() or not rest.group():
        return ""
    cut = end = len(begun.group())
    found = False
    for _, tag, start, stop in morphemes(begun.group() + rest.group()):
        verb = start < cut <= stop and tag.startswith(_VERBS)
        if verb or (found and start == end and tag.startswith("E")):
            end, found = stop, True
    return _REPORTED.sub("", rest.group()[: end - cut]) if found else ""


def _says_the_same(question: Question, point: Point, other: Point) -> bool:
    """Whether two sentences say one thing: in about the same words, unless each has a value that the other lacks."""
    one, again = point.reading, other.reading
    if one.passage.article_id == again.passage.article_id and one.sentence == again.sentence:
        return True
    shared = alike(one, again)
    equal_words = bool(other.words) and canonical(other.words) == canonical(point.words)
    return (shared >= _SAME and not _differ(question, point, other)) or (equal_words and shared >= _SAME / 2)


def _differ(question: Question, *points: Point) -> bool:
    """Whether each point has a value of the kind asked for that the other's sentence lacks."""
    one, other = points
    if question.kind not in (*COMPARABLE, Kind.OTHER) or not (one.words and other.words):
        return False
    apart = compared(question, one, other) is not Difference.NONE
    return apart and not (stands(one.words, _sentence(other)) or stands(other.words, _sentence(one)))
