"""What is beside the point of a question: words that look like its answer and are none, and sentences that tell of
another person, place or thing than the one asked about."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from assistant import offices, places
from assistant.names import HOME, TITLES, same_name
from assistant.page import Page, sentence_of
from assistant.question import Kind, Question, people
from assistant.reader import Span
from assistant.spans import has_name
from assistant.subjects import agents, met, of_another, of_others
from assistant.synonyms import synonyms

#: what a sentence keeps of its relevance that tells of another person or place
_OF_ANOTHER = 0.3
DENIED = re.compile(r"(?:은|는|이|가)?\s?아니")  #: 412명이 아니라 387명, 날씨 때문은 아니었다
#: after what others asked: ‘늦은 것 같다’는 질문에는
_ASKED_OF_THEM = re.compile(r"[가-힣]{0,3}[’'”\"]\s?이?라?[는란]\s?(?:질문|물음|질의)")
#: says of somewhere but that it is a place, or a house: 개조한 장소
_ANY_PLACE = re.compile(r"[은는던한된]\s(?:장소|곳|공간|지점|자리|거처|건물|시설)$")
_ANY_HOUSE = re.compile(r"[은는던한된]\s(?:집|저택|주택|한옥|청사|사옥)$")
_SCHOOL = re.compile(r"학교|대학|출신|졸업|동문|다녔|나왔|공부")
_NO_PLACE = re.compile(r"(?:회장|사장|대표|CEO|대통령|총리|장관|의원|출장|순방|방문|방[한미일중북]|여행)$")
#: after what is a firm's or a person's name: 메타 CEO
_SOMEBODYS = re.compile(rf"\s(?:{'|'.join(TITLES)})(?![가-힣]*실)")
#: 메타, 아마존 등 빅테크 기업
_OF_FIRMS = re.compile(r"(?:,\s[^\s,]+)*\s등\s(?:\S+\s){0,3}?(?:기업|업체|회사|스타트업)")
#: asks where something lies, which no mere name of it tells
LOCATED = re.compile(
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
_WHICH_YEAR = re.compile(r"몇\s?년(?:도|까지|부터|에(?!\s?걸))|어느\s?해")
_YEAR = re.compile(r"년|해|\d{4}|연[내말초]")
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


def kept(question: Question, pages: Sequence[Page]) -> Iterator[float]:
    """What each sentence keeps of its relevance: less where it tells of other persons than those of whom a Korean
    question asks what they did, or whom they met, of another place or thing, or nothing that could be said or drunk."""
    korean = question.language == "ko"
    known = {subject.name for page in pages for subject in page.told.subjects if subject.person}
    names = agents(question.text) if korean else []
    acting = [name for name in names if people(name) or any(same_name(name, who) for who in known)]
    firms = [name for name in names if name not in acting and not name.endswith(TITLES) and " " not in name]
    others, lies, scenes = met(question.text) if korean else [], _lies(question), _scenes(question)
    for page in pages:
        away = not all(any(word in f"{page.title} {page.told.body}".casefold() for word in scene) for scene in scenes)
        for span, subject in zip(page.candidate.indexed.sentences, page.told.subjects, strict=True):
            sentence = sentence_of(page, span)
            of_firm = len(firms) == len(names) and " " not in subject.name
            asked = acting if subject.person else firms if of_firm else []
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


def beside_the_point(question: Question, text: str, words: Span) -> bool:
    """Whether the words are said not to be the reason, are no office of the one asked about, only say of somewhere that
    it is a place, are the place that was left or somebody's firm, tell how long where it is asked when or at what hour,
    or after how long something came about where it is asked how long it was."""
    told = text[slice(*words)]
    if _ASKED_OF_THEM.match(text, words[1]):
        return True
    if question.kind is Kind.REASON:
        return bool(DENIED.match(text, words[1]))
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
        house = bool(LOCATED.search(question.text) and _ANY_HOUSE.search(told))
        schooled = bool(places.SCHOOLED.match(text, words[1])) and not _SCHOOL.search(question.text)
        return schooled or (
            (house or bool(_ANY_PLACE.search(told) or _NO_PLACE.search(told))) and not places.known(told)
        )
    if question.kind is Kind.TIME:
        return bool(_HOURS_LONG.match(text, words[0]))
    if question.kind is Kind.DATE:
        lasting = _NIGHTS.search(told) or _LASTING.search(text, words[0], words[1] + 2)
        since = _AFTER_LONG.match(text, words[1])
        return no_day(question, text, words) or (bool(lasting or since) and not _DAYS_OF_STAY.search(question.text))
    if question.kind is Kind.DURATION:
        stays = bool(_STAYS.search(question.text))
        told_since = None if "만" in question.text else _SINCE_LAST.match(text, words[1])
        came = _INTERVAL.search(text, max(words[0], words[1] - 3)) if stays else None
        other = stays and bool(_OF_OTHER_KIND.search(told))
        return bool(told_since) or bool(came and came.start() <= words[1]) or other
    return False


def asks_names_of_kind(question: Question) -> bool:
    """Whether the names given among things of a kind are asked for, which only "새빛랩 등 스타트업" tells."""
    return bool(_NAMED_OF.search(question.text))


def such_as(question: Question, sentence: str) -> Span | None:
    """The names that a sentence gives of the kind asked for: 새빛랩 of "새빛랩 등 국내 스타트업" (Hearst 1992)."""
    kind = _NAMED_OF.search(question.text) or _FIRMS_NAMES.search(question.text)
    if not kind:
        return None
    of_kind = "|".join(map(re.escape, {kind[1], *synonyms(kind[1].casefold())}))
    found = re.search(
        rf"(?P<names>(?:[^\s,]+,\s)*[^\s,]+)\s등\s(?:[^\s,]+\s){{0,3}}?(?:{of_kind})", sentence, re.IGNORECASE
    )
    return found.span("names") if found else None


def no_day(question: Question, text: str, words: Span) -> bool:
    """Whether the words are no year where one is asked for, no more than the year the question tells itself, one in a
    name, or the day on which a source spoke."""
    told = text[slice(*words)]
    if _WHICH_YEAR.search(question.text) and not _YEAR.search(told):
        return True
    if _BARE_YEAR.fullmatch(told):
        agreed = [year.group() for year in _AGREED_YEAR.finditer(question.text)]
        if any(not year[0].isdigit() or year[:4] == told[:4] for year in agreed) or _OF_NAME.match(text, words[1]):
            return True
    if _ASKS_TELLING.search(question.text) or not _BARE_DAY.fullmatch(told):
        return False
    before = _TOLD_BY.search(text, 0, words[0]) and _ANOTHER_TIME.match(text, words[1])
    return bool(before or _TOLD_THEN.match(text, words[1]))
