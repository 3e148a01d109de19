"""Relevance: how likely each sentence of the retrieved passages answers the question, and the words that do.

A logistic model weighs what the trained reader, the encoder and the words say of a sentence (`FEATURES`). Its weights
and thresholds stand in `relevance.json`; `training/fit_relevance.py` makes that file.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from itertools import pairwise
from pathlib import Path

import numpy as np

from assistant import offices, places
from assistant.names import HOME, TITLES, same_name
from assistant.question import LISTABLE, Kind, Question, people
from assistant.reader import Span, TextReading
from assistant.retrieve import Candidate
from assistant.spans import find_spans, has_name, noun_runs, persons, snap
from assistant.subjects import Completed, agents, met, of_another, of_others
from assistant.synonyms import synonyms
from assistant.timing import OF_ANOTHER_TIME, asked_times, timely
from assistant.types import Passage, Reading
from assistant.values import canonical
from assistant.words import tokenize

FEATURES = (
    "answerable",  # the trained reader: logit of the passage holding the answer
    "margin",  # how much likelier its best answer is than none
    "share",  # log of how much of its answer's probability lies in this sentence
    "sentence_similarity",  # cosine of question and sentence
    "passage_similarity",
    "vector_rank",  # 1 / (1 + rank), 0 when not found
    "word_rank",
    "sentence_coverage",  # share of the question's terms, weighted by rarity
    "window_coverage",  # with the sentences before and after
    "passage_coverage",  # with the article's title
    "focus_coverage",  # of the question's last two nouns, in the window
    "names_missing",  # share of the question's names and numbers that the passage and title lack
    "kind_found",  # words of the kind asked for are there
    "kind_lacking",  # the kind can be recognised and is not there
    "length",  # thousands of characters
)
_VALUES = frozenset({Kind.DURATION, Kind.TIME, Kind.DATE, Kind.MONEY, Kind.PERCENT, Kind.NUMBER})
#: kinds whose words a pattern finds reliably: a sentence without them hardly answers
_RECOGNISABLE = _VALUES | {Kind.PERSON, Kind.QUOTE, Kind.REASON}
_SYNONYM = 0.8
_DENIED = re.compile(r"(?:은|는|이|가)?\s?아니")  #: 412명이 아니라 387명, 날씨 때문은 아니었다
#: after what others asked: ‘늦은 것 같다’는 질문에는
_ASKED_OF_THEM = re.compile(r"[가-힣]{0,3}[’'”\"]\s?이?라?[는란]\s?(?:질문|물음|질의)")
_AS_LIKELY = 1.0  #: difference in log probability by which a place by its name may be less likely than a mere noun
#: the same, by which a value of the kind asked for elsewhere in the sentence may be less likely than the reader's words
_ELSEWHERE = 3.0
_GAIN = 2.5  #: log probability that a sentence may gain where others of its passage are of another time
_BORNE_OUT = 0.5  #: what another sentence with the same value counts, of its relevance
#: what the order of sentences takes off one that tells no day, where one is asked for, and where one may be told
_NO_DAY, _RATHER_A_DAY = 0.5, 0.75
#: what sentences lose where no article has any noun of the question, and keep where none has somebody it names
_UNHEARD_OF, _NOBODY = 0.25, 0.5
#: what a sentence is worth whose words are beside the point
_BESIDE_THE_POINT = 0.2
_GIVEN = 1 / 3  #: power of what a sentence is worth that gives names of the kind asked for
_OF_ANOTHER = 0.3  #: and one that tells of another person
_CALLED = 0.6  #: and at least, where it calls somebody what they are asked to be
_ANY_PLACE = re.compile(r"[은는던한된]\s(?:장소|곳|공간|지점|자리|거처|건물|시설)$")
_ANY_HOUSE = re.compile(r"[은는던한된]\s(?:집|저택|주택|한옥|청사|사옥)$")
_SCHOOL = re.compile(r"학교|대학|출신|졸업|동문|다녔|나왔|공부")
_NO_PLACE = re.compile(r"(?:회장|사장|대표|CEO|대통령|총리|장관|의원)$")
_SOMEBODYS = re.compile(
    rf"\s(?:{'|'.join(TITLES)})(?![가-힣]*실)"
)  #: after what is a firm's or a person's name: 메타 CEO
_OF_FIRMS = re.compile(
    r"(?:,\s[^\s,]+)*\s등\s(?:\S+\s){0,3}?(?:기업|업체|회사|스타트업)"
)  #: 메타, 아마존 등 빅테크 기업
#: asks where something lies, which no mere name of it tells
_LOCATED = re.compile(
    r"위치|주소|동네|(?:무슨|어느)\s?[동구시](?=\s|에|이[야냐죠]|인|\?|$)|어디에?\s?있|어딨|\bwhere\s(?:is|are)\b",
    re.IGNORECASE,
)
_LIES_WHERE = re.compile(r"(\S+)[은는이가]\s(?:어디에?|(?:어느|무슨)\s\S+에)\s?(?:있|위치|자리)")
#: asks what was said or drunk, and what tells such a thing
_TOLD_BY_WORDS = (
    (
        re.compile(r"뭐라고?\s?(?:말|했|답)|(?:한|했던)\s(?:말|발언)|무슨\s말"),
        re.compile(
            r"[“”\"‘’'「]|말[했한하을]|밝[혔히힌혀]|전[했한하]|강조|설명|언급|덧붙|답[했한하변]|[다라자냐]고|[다라]며|[다라]면서|소감|평가|지적|당부|촉구|주장|요청"
        ),
    ),
    (
        re.compile(r"마[시셨신실]|(?:무슨|어떤)\s(?:술|음료|와인|차)(?=[을를은는이가\s])"),
        re.compile(r"마[시셨신실]|술|잔|와인|맥주|소주|막걸리|음료|커피|차를|건배|샴페인|위스키|주스|물을"),
    ),
)
#: asks for names among things of a kind: 스타트업 중에 이름 나온 데
_NAMED_OF = re.compile(r"([가-힣A-Za-z]+?)들?\s(?:중에?서?|가운데)\s(?:\S+\s){0,2}?이름(?!.*(?:사람|인물|분|누구))")
#: asks for the names of firms; and what stands between one and what it is: 새빛랩 등 국내 스타트업
_FIRMS_NAMES = re.compile(
    r"(스타트업|기업|업체|회사)들?의?\s(?:회사\s?|업체\s?)?이름(?!\s?(?:나온|알려진|공개된|밝혀진))"
)
_IS_ONE = re.compile(r"(?:,\s[^\s,]+)*\s?(?:등|인|이라는|라는)?\s?(?:(?![^\s]*[에을를은는이가과와의뿐]\s)\S+\s){0,3}")
#: asks for a place by its unit
_UNIT_ASKED = re.compile(r"(?:어느|무슨)\s?(?:도(?=시))?([동구시군도읍면역])(?=[에이인은\s?]|$)")
#: asks how long somebody or something was somewhere; and what follows a time that is not so long: 10년 만에
_STAYS = re.compile(
    r"머물|머무|묵[었는은고]|체류|(?:방[가-힣]|여행|출장|휴가)\s?(?:기간|일정)|몇\s?박|(?<!수\s)(?<!고\s)(?:있|살|지냈|지내)\S{0,4}\W*$|있다\s?[가갔]|\bstay|\bspend"
)
_AFTER_LONG = re.compile(r"\s?만(?:에|의|이|으로)")
_SINCE_LAST = re.compile(r"\s?만(?:의|이|으로)")
_INTERVAL = re.compile(r"\s?만에\s.{0,14}(?:방한|방문|찾|왔|다시|만나|만났|열)")
#: after the day on which a source spoke, unless the sentence says that it happened then: "13일 회사에 따르면"
_TOLD_THEN = re.compile(r"\s(?:[^\s,]{1,14}\s){0,2}[^\s,]{1,14}에\s?(?:따르|의하)면(?!.*[이같은]\s?날)")
#: before such a day and after it: "업계에 따르면 21일 그는 다음 주"
_TOLD_BY = re.compile(r"에\s?(?:따르|의하)면,?\s$")
_ANOTHER_TIME = re.compile(r"\s[^.]{0,30}?(?:(?:이번|다음|오는)\s?[주달해]|내달|내년|\d{1,2}일)")
_BARE_DAY = re.compile(r"\d{1,2}일")
_ASKS_TELLING = re.compile(r"밝[히혔힌]|발표|알[려렸]|보도|전했|전한|공개|말[했한]")
#: a time that tells no day, and what asks for one
_VAGUE = re.compile(r"(?:지난|이번|다음|오는)\s?[주달해]|이달|내달|올해|작년|지난해|내년|연[내말초]|\d{4}년?")
_WHICH_YEAR = re.compile(r"몇\s?년(?:도|까지|부터|에(?!\s?걸))|어느\s?해")
_YEAR = re.compile(r"년|해|\d{4}|연[내말초]")
_WHICH_DAY = re.compile(r"며칠(?!\s?(?:동안|간))|날짜|무슨\s?요일")
#: asks where something came down or somebody went, and what follows the place that was left; and the other way round
_GOALS = tuple(
    (re.compile(asks), re.compile(rf"(?:국제공항|공항|항|역)?(?:에서|[을를])\s?(?:{left})"))
    for asks, left in (
        (r"착륙|도착|목적지|향하|향했|입국", r"이륙|출발|떠나|떠났|출국|출항"),
        (r"이륙|출발|떠나|떠났|출국|출항", r"착륙|도착|입국"),
    )
)
#: after a place that somebody goes to next, and what asks for one
_GOAL = re.compile(r"(?:으?로|행)\s?(?:향[하한할해]|출국|떠[나날났난]|출발|비행기)")
_GOING = re.compile(
    r"(?<![가-힣])[가간갈갔]|향[하한할해]|떠[나날났난]|출국|출발|목적지|행선지|이동|다음|들르|들렀|어디로|비행기|도착"
)
_WHERE_TO = re.compile(r"어디로\s?(?:[가간갈갔]|향|떠|이동|출국|출발)")
#: a length of time, which tells no day; "사흘 뒤" does
_LASTING = re.compile(
    r"(?:\d\s?(?:주일?|개월|년|일|시간|분)|하루|이틀|사흘|나흘|닷새|열흘|보름)\s?(?:간|동안|내내|이상|넘게|가까이)"
)
_HOURS_LONG = re.compile(r"(?:약\s?)?\d+\s?시간")
_AGREED_YEAR = re.compile(r"올해|금년|작년|지난해|내년|\d{4}\s?년")
_BARE_YEAR = re.compile(r"\d{4}년?")
_OF_NAME = re.compile(r"(?<=\d{4})[\"'’”」』]")  #: after a year that ends a name: '가온 포럼 2024'
_NIGHTS, _DAYS_OF_STAY = re.compile(r"\d\s?박"), re.compile(r"며칠\s?(?:있|머|묵|로|일정)|일정[은이]?\s?며칠")
_OF_OTHER_KIND = re.compile(r"\d\s?(?:명|곳|개(?!월)|건|번|차례|회|대|원|달러|%)")
#: words are an item of a list from this probability of being part of an answer, and this share of the surest item's
_ITEM, _ITEM_SHARE = 0.05, 0.35
_SURE = 0.5  #: where no list is asked for, from this
#: what stands between the items of an enumeration
_BETWEEN = re.compile(
    r"(?:\([^()]{0,20}\)|씨|[\"'’”」]|등)?\s?(?:[,·ㆍ/、]|와|과|이랑|랑|하고|및|그리고)(?:\s?(?:그리고|및))?\s?[\"'‘“「]?"
)

Rarity = Callable[[str], float]  #: a term's inverse document frequency; of "" that of a term no article has


@dataclass(frozen=True, slots=True)
class Model:
    """Weights by language, in the order of FEATURES, then the intercept; below `threshold` nothing is answered."""

    weights: Mapping[str, tuple[float, ...]]
    threshold: Mapping[str, float]
    related: Mapping[str, float]  #: below this no passage is even about the question


@lru_cache(maxsize=1)
def load_model() -> Model:
    """The fitted model that ships with the package."""
    raw = json.loads((Path(__file__).parent / "relevance.json").read_text(encoding="utf-8"))
    weights = {
        language: tuple(values[name] for name in (*FEATURES, "intercept"))
        for language, values in raw["weights"].items()
    }
    return Model(weights, raw["threshold"], raw["related"])


@dataclass(frozen=True, slots=True)
class Page:
    """A candidate with its article's title and published date, and what the trained reader says of its text, asked the
    question, or what is `put` instead."""

    candidate: Candidate
    title: str
    published: date | None
    said: TextReading
    told: Completed
    put: Put | None = None


@dataclass(frozen=True, slots=True)
class Put:
    """A question in other words, and its vector (d,)."""

    question: Question
    vector: np.ndarray


def weigh(question: Question, vector: np.ndarray, pages: Sequence[Page], rarity: Rarity) -> list[Reading]:
    """Every sentence of the pages, most relevant first; `vector` (d,) is the question's."""
    if not pages:
        return []
    weights = np.array(load_model().weights[question.language])
    fits = _timeliness(question, pages)
    rows = _conditioned(features(question, vector, pages, rarity), fits, pages)
    logits = rows @ weights[:-1] + weights[-1]
    known = [
        familiarity(page.put.question if page.put else question, rarity)
        for page in pages
        for _ in page.candidate.indexed.sentences
    ]
    relevances = iter((fits * known / (1 + np.exp(-logits))).tolist())
    kept = _kept(question, pages)
    readings = [
        _reading(question, page, sentence, next(relevances) * next(kept))
        for page in pages
        for sentence in page.candidate.indexed.sentences
    ]
    readings = _borne_out(readings) if question.kind in _VALUES else readings
    readings = _as_called(question, readings) if offices.asked(question) else readings
    return sorted(readings, key=lambda reading: -reading.relevance * _precision(question, reading))


def _kept(question: Question, pages: Sequence[Page]) -> Iterator[float]:
    """What each sentence keeps of its relevance: less where it tells of other persons than those of whom a Korean
    question asks what they did, or whom they met."""
    korean = question.language == "ko"
    known = {subject.name for page in pages for subject in page.told.subjects if subject.person}
    names = agents(question.text) if korean else []
    acting = [name for name in names if people(name) or any(same_name(name, who) for who in known)]
    firms = [name for name in names if name not in acting and not name.endswith(TITLES)]
    others, lies, scenes = met(question.text) if korean else [], _lies(question), _scenes(question)
    for page in pages:
        away = not all(any(word in f"{page.title} {page.told.body}".casefold() for word in scene) for scene in scenes)
        for span, subject in zip(page.candidate.indexed.sentences, page.told.subjects, strict=True):
            sentence = _sentence(page, span)
            asked = acting if subject.person else firms if len(names) == len(firms) else []
            apart = of_another(subject, sentence, asked) or of_others(subject, sentence, others)
            elsewhere = away or (bool(lies) and not any(word in sentence for word in lies))
            unlike = any(
                asks.search(question.text) and not told_by.search(sentence) for asks, told_by in _TOLD_BY_WORDS
            )
            yield _OF_ANOTHER if korean and (apart or elsewhere or unlike) else 1.0


def _scenes(question: Question) -> list[tuple[str, ...]]:
    """The places by name at which something was, as asked, with synonyms: 팔로알토 of "팔로알토 자택에서"."""
    text, house = question.text.casefold(), r"(?:의?\s(?:자택|집|사무실|본사|사옥|공장|호텔|식당))?에서"
    named = [name for name in question.names if name not in HOME and re.search(re.escape(name) + house, text)]
    return [(name, *synonyms(name)) for name in named]


def _lies(question: Question) -> tuple[str, ...]:
    """The noun of which a question asks where it lies, and its synonyms: 집 and 자택 of "그의 집은 어디에 있어?"."""
    asked = _LIES_WHERE.search(question.text) if question.kind is Kind.PLACE else None
    noun = asked and next((noun for noun in reversed(question.nouns) if asked[1].casefold().endswith(noun)), "")
    return (noun, *synonyms(noun)) if noun else ()


def _borne_out(readings: Sequence[Reading]) -> list[Reading]:
    """The readings of a question for a value, each as relevant as it is with the others that tell the same one."""
    told = [canonical(reading.text(reading.span)) if reading.span else "" for reading in readings]
    doubts: dict[str, float] = {}
    for words, reading in zip(told, readings, strict=True):
        doubts[words] = doubts.get(words, 1.0) * (1 - _BORNE_OUT * reading.relevance)
    others = [
        doubts[words] / (1 - _BORNE_OUT * reading.relevance) if words else 1.0
        for words, reading in zip(told, readings, strict=True)
    ]
    return [
        replace(reading, relevance=1 - (1 - reading.relevance) * doubt)
        for reading, doubt in zip(readings, others, strict=True)
    ]


def _as_called(question: Question, readings: Sequence[Reading]) -> list[Reading]:
    """The readings of a question for what somebody is: where a sentence calls them something, that is what they are;
    others are beside the point."""
    of_then = [_calls(question, reading, then=True) for reading in readings if offices.asks_of_then(question)]
    called = of_then if any(of_then) else [_calls(question, reading, then=False) for reading in readings]
    if asked_times(question.text) or not any(called):
        return list(readings)
    return [
        replace(reading, relevance=max(reading.relevance, _CALLED) if each else reading.relevance * _BESIDE_THE_POINT)
        for reading, each in zip(readings, called, strict=True)
    ]


def _calls(question: Question, reading: Reading, then: bool) -> bool:
    start = reading.passage.start
    told = offices.offices(question, reading.passage.text, then)
    return any((start + first, start + last) == reading.span for first, last in told)


def _precision(question: Question, reading: Reading) -> float:
    """Less for words that tell but a week, a month or a year, where a day is asked for, or may be told."""
    told = reading.text(reading.span) if reading.span else ""
    if question.kind is not Kind.DATE or not _VAGUE.fullmatch(told):
        return 1.0
    return _RATHER_A_DAY if "년" in told and not _WHICH_DAY.search(question.text) else _NO_DAY


def _timeliness(question: Question, pages: Sequence[Page]) -> np.ndarray:
    """How well each sentence of the pages fits the times asked of, 0 to 1: (sentences,)."""
    asked = asked_times(question.text)
    return np.array(
        [
            timely(
                asked,
                question.text,
                passage.text[start - passage.start : end - passage.start],
                f"{page.title}\n{passage.text}",
                page.published,
            )
            for page in pages
            for passage in (page.candidate.hit.passage,)
            for start, end in page.candidate.indexed.sentences
        ]
    )


def _conditioned(rows: np.ndarray, fits: np.ndarray, pages: Sequence[Page]) -> np.ndarray:
    """The features with each sentence's share of its passage's answer as it is once those of another time are ruled
    out: who asks when they came gets the other hour of the two, though the reader thought more of the hour they left.

    Only sentences with words of the kind asked for gain, and not without end: where none is right, all are unlikely.
    """
    share, found = FEATURES.index("share"), FEATURES.index("kind_found")
    rows, begin = rows.copy(), 0
    for page in pages:
        of_page = slice(begin, begin := begin + len(page.candidate.indexed.sentences))
        ruled_out = fits[of_page] <= OF_ANOTHER_TIME
        left = 1 - float(np.exp(rows[of_page, share][ruled_out]).sum())
        gain = min(-math.log(max(left, math.exp(-_GAIN))), _GAIN)
        rows[of_page, share] += gain * (~ruled_out & (rows[of_page, found] > 0))
    return rows


def familiarity(question: Question, rarity: Rarity) -> float:
    """What any sentence is worth to a question some of whose nouns no article has: less than 1, the more of them, and
    the less where a person is among them."""
    if question.language == "en":  # Korean articles have no English noun
        return 1.0
    unknown = unknown_nouns(question, rarity)
    known = 1 - _UNHEARD_OF * len(unknown) / max(len(question.nouns), 1)
    return known * _NOBODY if set(unknown) & set(people(question.text)) else known


def _reading(question: Question, page: Page, sentence: Span, relevance: float) -> Reading:
    passage, said = page.candidate.hit.passage, page.said
    words = _words(question, page, sentence)
    if words and beside_the_point(question, passage.text, (words[0] - passage.start, words[1] - passage.start)):
        relevance *= _BESIDE_THE_POINT
    elif words and _such_as(question, _sentence(page, sentence)):
        relevance = relevance**_GIVEN
    elif words and _NAMED_OF.search(question.text):  # only "새빛랩 등 스타트업" gives names of the kind asked for
        relevance *= _BESIDE_THE_POINT
    items = _items(question, page, sentence) if question.kind in LISTABLE else ()
    if not question.wants_list and not (words and _enumerated(items, words, page.candidate.hit.passage)):
        items = ()
    return Reading(
        passage,
        relevance,
        sentence,
        words,
        1 - said.relevance(),
        page.published,
        items,
        page.title,
        page.candidate.copies,
    )


def _sentence(page: Page, sentence: Span) -> str:
    passage = page.candidate.hit.passage
    return passage.text[sentence[0] - passage.start : sentence[1] - passage.start]


def beside_the_point(question: Question, text: str, words: Span) -> bool:
    """Whether the words are said not to be the reason, are no office of the one asked about, only say of somewhere that
    it is a place, are the place that was left or somebody's firm, tell how long where it is asked when or at what hour,
    or after how long something came about where it is asked how long it was."""
    told = text[slice(*words)]
    if _ASKED_OF_THEM.match(text, words[1]):
        return True
    if question.kind is Kind.REASON:
        return bool(_DENIED.match(text, words[1]))
    if firms := _FIRMS_NAMES.search(question.text):
        places_of = [found.start() for found in re.finditer(firms[1], text)]
        named = any(_IS_ONE.fullmatch(text[words[1] : at]) for at in places_of if at >= words[1])
        return bool(places_of) and not named and not (firms[1] in told and has_name(told))
    if offices.named(question):
        return words not in offices.offices(question, text, then=offices.asks_of_then(question))
    if question.kind is Kind.PLACE:
        if any(asks.search(question.text) and left.match(text, words[1]) for asks, left in _GOALS):
            return True
        if not places.known(told) and (_SOMEBODYS.match(text, words[1]) or _OF_FIRMS.match(text, words[1])):
            return True
        if not _GOING.search(question.text) and _GOAL.match(text, words[1]):
            return True
        if _WHERE_TO.search(question.text) and text.startswith("에서", words[1]):
            return True
        house = bool(_LOCATED.search(question.text) and _ANY_HOUSE.search(told))
        schooled = bool(places.SCHOOLED.match(text, words[1])) and not _SCHOOL.search(question.text)
        return schooled or (
            (house or bool(_ANY_PLACE.search(told) or _NO_PLACE.search(told))) and not places.known(told)
        )
    if question.kind is Kind.TIME:
        return bool(_HOURS_LONG.match(text, words[0]))
    if question.kind is Kind.DATE:
        lasting = _NIGHTS.search(told) or _LASTING.search(text, words[0], words[1] + 2)
        since = _AFTER_LONG.match(text, words[1])
        no_day = _no_day(question, text, words)
        return no_day or (bool(lasting or since) and not _DAYS_OF_STAY.search(question.text))
    if question.kind is Kind.DURATION:
        stays = bool(_STAYS.search(question.text))
        told_since = None if "만" in question.text else _SINCE_LAST.match(text, words[1])
        came = _INTERVAL.search(text, max(words[0], words[1] - 3)) if stays else None
        other = stays and bool(_OF_OTHER_KIND.search(told))
        return bool(told_since) or bool(came and came.start() <= words[1]) or other
    return False


def _items(question: Question, page: Page, sentence: Span) -> tuple[Span, ...]:
    """The names and nouns of the sentence that the reader takes for part of the answer: where a list is asked for those
    near its surest, else only sure ones."""
    start = page.candidate.hit.passage.start
    text = _sentence(page, sentence)
    if _NAMED_OF.search(question.text) or _such_as(question, text):
        first, last = _such_as(question, text) or (0, 0)
        named = [match.span() for match in re.finditer(r"[^,\s][^,]*", text[first:last])]
        return tuple((sentence[0] + first + begin, sentence[0] + first + end) for begin, end in named)
    if question.kind is Kind.PERSON:
        runs = sorted(run for run in persons(text) if not _is_place(text[slice(*run)]))
    else:
        runs = noun_runs(text)
        if question.kind is Kind.ORGANISATION:
            runs = [run for run in runs if has_name(text[slice(*run)]) and not text[slice(*run)].endswith(TITLES)]
    apart = [run for at, run in enumerate(runs) if not at or run[0] >= runs[at - 1][1]]
    placed = [(sentence[0] + first, sentence[0] + last) for first, last in apart]
    likely = [page.said.part_of_answer((first - start, last - start)) for first, last in placed]
    least = max(_ITEM, _ITEM_SHARE * max(likely, default=0.0)) if question.wants_list else _SURE
    chosen = {at for at, how in enumerate(likely) if how >= least}
    for at in [*range(1, len(apart)), *range(len(apart) - 1, 0, -1)]:  # what stands in one row with an item is one too
        joined = _BETWEEN.fullmatch(text[apart[at - 1][1] : apart[at][0]])
        if joined and chosen & {at - 1, at} and min(likely[at - 1], likely[at]) >= _ITEM:
            chosen |= {at - 1, at}
    return tuple(placed[at] for at in sorted(chosen))


def _is_place(words: str) -> bool:
    """Whether what looks like a person's name is that of a place: 서울 용산구 승지원."""
    return places.is_site(words) or (places.known(words) and not words.endswith(TITLES))


def _enumerated(items: Sequence[Span], words: Span, passage: Passage) -> bool:
    """Whether two or more items stand side by side, the answer's words among them."""
    between = [passage.text[end - passage.start : start - passage.start] for (_, end), (start, _) in pairwise(items)]
    among = any(start < words[1] and end > words[0] for start, end in items)
    return bool(between) and among and all(_BETWEEN.fullmatch(text) for text in between)


def _words(question: Question, page: Page, sentence: Span) -> Span | None:
    """The words of the sentence that the reader takes for the answer; of a value all of it, as a pattern finds it."""
    passage = page.candidate.hit.passage
    within = (sentence[0] - passage.start, sentence[1] - passage.start)
    guess = page.said.best(within)
    if guess is None:
        return None
    words = snap(passage.text, guess[0], within)
    if such := _such_as(question, passage.text[slice(*within)]):
        words = within[0] + such[0], within[0] + such[1]
    elif offices.asked(question):
        told = [(start + within[0], end + within[0]) for start, end in _offices(question, passage.text[slice(*within)])]
        words = next(iter(told), words)
    elif question.kind is Kind.PLACE:
        words = _place(question, page, within, words)
    elif question.kind in _VALUES:
        words = _value(question, page, within, words)
    return passage.start + words[0], passage.start + words[1]


def _such_as(question: Question, sentence: str) -> Span | None:
    """The names that a sentence gives of the kind asked for: 새빛랩 of "새빛랩 등 국내 스타트업" (Hearst 1992)."""
    kind = _NAMED_OF.search(question.text) or _FIRMS_NAMES.search(question.text)
    if not kind:
        return None
    of_kind = "|".join(map(re.escape, {kind[1], *synonyms(kind[1].casefold())}))
    found = re.search(
        rf"(?P<names>(?:[^\s,]+,\s)*[^\s,]+)\s등\s(?:[^\s,]+\s){{0,3}}?(?:{of_kind})", sentence, re.IGNORECASE
    )
    return found.span("names") if found else None


def _place(question: Question, page: Page, within: Span, words: Span) -> Span:
    """A place by its name rather than by a noun, 이태원동 for 영빈관; a known one rather than any name where it is
    asked where something lies, one of the unit asked for (어느 구?) rather than any."""
    text = page.candidate.hit.passage.text
    found, unit = _found(question, text, within), _UNIT_ASKED.search(question.text)
    if of_unit := [place for place in found if unit and text[slice(*place)].endswith(unit[1])]:
        return max(of_unit, key=page.said.share)
    told = text[slice(*words)]
    located = bool(_LOCATED.search(question.text)) and not places.known(told)
    if not located and has_name(told):
        return words
    known = [place for place in found if places.known(text[slice(*place)])]
    likeliest = max(known, key=page.said.share, default=words)
    worse = _ELSEWHERE if located else _AS_LIKELY
    return likeliest if page.said.share(likeliest) >= page.said.share(words) - worse else words


def _offices(question: Question, text: str) -> list[Span]:
    """What the text says that the one asked about is; what they were then, where that is asked and told."""
    of_then = list(offices.offices(question, text, then=True)) if offices.asks_of_then(question) else []
    return of_then or list(offices.offices(question, text, then=False))


def _value(question: Question, page: Page, within: Span, words: Span) -> Span:
    """All of the value that the words are part of; one elsewhere in the sentence where it is about as likely."""
    text = page.candidate.hit.passage.text
    values = _found(question, text, within)
    values = [value for value in values if not _DENIED.match(text, value[1])] or values
    if question.kind is Kind.DATE and (days := [value for value in values if not _no_day(question, text, value)]):
        if _no_day(question, text, words):
            return max(days, key=page.said.share)
        values = days
    near = [value for value in values if value[0] < words[1] and value[1] > words[0]]
    likeliest = max(near or values, key=page.said.share, default=words)
    as_likely = page.said.share(likeliest) >= page.said.share(words) - _ELSEWHERE
    return likeliest if near or as_likely else words


def _no_day(question: Question, text: str, words: Span) -> bool:
    """Whether the words are no year where one is asked for, no more than the year the question tells itself, one in a
    name, or the day on which a source spoke."""
    told = text[slice(*words)]
    if _WHICH_YEAR.search(question.text) and not _YEAR.search(told):
        return True
    if _BARE_YEAR.fullmatch(told) and (_AGREED_YEAR.search(question.text) or _OF_NAME.match(text, words[1])):
        return True
    if _ASKS_TELLING.search(question.text) or not _BARE_DAY.fullmatch(told):
        return False
    before = _TOLD_BY.search(text, 0, words[0]) and _ANOTHER_TIME.match(text, words[1])
    return bool(before or _TOLD_THEN.match(text, words[1]))


def _found(question: Question, text: str, within: Span) -> list[Span]:
    return [(start + within[0], end + within[0]) for start, end in find_spans(text[slice(*within)], question)]


def features(question: Question, vector: np.ndarray, pages: Sequence[Page], rarity: Rarity) -> np.ndarray:
    """One row of FEATURES for each sentence of each page, in order: (sentences, features)."""
    puts = [page.put or Put(question, vector) for page in pages]
    terms = {put.question.text: _Terms(put.question, rarity) for put in puts}
    rows = [
        row
        for page, put in zip(pages, puts, strict=True)
        for row in _rows(put.question, put.vector, page, terms[put.question.text])
    ]
    return np.array(rows, dtype=np.float64)


def _rows(question: Question, vector: np.ndarray, page: Page, terms: _Terms) -> Iterator[tuple[float, ...]]:
    candidate, passage = page.candidate, page.candidate.hit.passage
    similarities = candidate.indexed.sentence_vectors @ vector
    passage_similarity = float(similarities.mean()) if candidate.similarity is None else candidate.similarity
    context = _Text(f"{page.title}\n{passage.text}")
    spans = [(start - passage.start, end - passage.start) for start, end in candidate.indexed.sentences]
    texts = [passage.text[slice(*span)] for span in spans]
    told = [f"{who.name if who.left_out else ''} {text}" for who, text in zip(page.told.subjects, texts, strict=True)]
    margin = min(max(page.said.margin(), -10.0), 10.0)
    for at, text in enumerate(texts):
        found = bool(find_spans(text, question))
        window = _Text("\n".join(told[max(at - 1, 0) : at + 2]))
        yield (
            page.said.answerable,
            margin,
            max(page.said.share(spans[at]), -10.0),
            float(similarities[at]),
            passage_similarity,
            _reciprocal(candidate.ranks.get("vectors")),
            _reciprocal(candidate.ranks.get("words")),
            _Text(told[at]).coverage(terms.weights),
            window.coverage(terms.weights),
            context.coverage(terms.weights),
            window.coverage(terms.focus),
            1 - context.coverage(terms.names) if terms.names else 0.0,
            float(found),
            float(question.kind in _RECOGNISABLE and not found),
            len(text) / 1000,
        )


class _Terms:
    """The question's terms with their rarity."""

    def __init__(self, question: Question, rarity: Rarity) -> None:
        self.weights = {term: rarity(term) for term in question.terms}
        self.names = dict.fromkeys(question.names, 1.0)
        self.focus = dict.fromkeys(question.nouns[-2:], 1.0)


def unknown_nouns(question: Question, rarity: Rarity) -> list[str]:
    """The question's nouns that no article's text has, nor a synonym of theirs; not 도시 of 어느 도시, which asks."""
    unheard = rarity("")
    told = [noun for noun in question.nouns if not re.search(rf"(?:어느|무슨)\s?{re.escape(noun)}", question.text)]
    return [noun for noun in told if min(map(rarity, {noun, *synonyms(noun)})) >= unheard]


def covered(question: Question, text: str) -> float:
    """The share of the question's terms that a text has, 0 to 1."""
    return _Text(text).coverage(dict.fromkeys(question.terms, 1.0))


def _reciprocal(rank: int | None) -> float:
    return 0.0 if rank is None else 1 / (1 + rank)


class _Text:
    """A text asked again and again which terms it holds."""

    def __init__(self, text: str) -> None:
        self._low = text.casefold()
        self._tokens = frozenset(tokenize(text))

    def share(self, term: str) -> float:
        """1 when the text holds `term`, a little less for a synonym, else the share of its bigrams that it holds.

        A number is held as a whole: 12년 holds no 2.
        """
        if term.isdecimal():
            return float(bool(re.search(rf"(?<!\d)(?<!\d,){term}(?!\d)", self._low)))
        if term in self._low:
            return 1.0
        if any(synonym in self._low for synonym in synonyms(term)):
            return _SYNONYM
        tokens = tokenize(term)
        return sum(token in self._tokens for token in tokens) / len(tokens) if len(tokens) > 1 else 0.0

    def coverage(self, weights: Mapping[str, float]) -> float:
        """Weighted share of the terms, 0 to 1."""
        total = math.fsum(weights.values())
        return math.fsum(weight * self.share(term) for term, weight in weights.items()) / total if total else 0.0
