"""What a question asks for: the kind of words that would answer it, and the words it must be about."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum
from functools import lru_cache
from typing import Any

from assistant.language import language_of, normalise


class Kind(Enum):
    DURATION = "duration"
    TIME = "time"
    DATE = "date"
    MONEY = "money"
    PERCENT = "percent"
    NUMBER = "number"
    PERSON = "person"
    PLACE = "place"
    ORGANISATION = "organisation"
    REASON = "reason"
    QUOTE = "quote"
    YES_NO = "yes_no"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Question:
    """`text` is NFC; `terms` are its content words without the words that only ask, in order, casefolded.

    `names` are those terms that name something (proper nouns, foreign words, numbers), `nouns` those and common nouns.
    """

    text: str
    language: str
    kind: Kind
    unit: str  #: of a NUMBER or DURATION: the counter asked for ("명", "시간"), or ""
    wants_list: bool  #: several persons or things may naturally be the answer
    terms: tuple[str, ...]
    names: tuple[str, ...]
    nouns: tuple[str, ...]


#: first match wins, so the narrower question stands before the wider one
_KINDS: tuple[tuple[Kind, str], ...] = (
    (Kind.REASON, r"왜(?:\s|\?|$|냐|죠|지|요)|이유[는가를]?\s*(?:뭐|뭔|무엇|무언|알|말|설명|\W*$)|까닭|\bwhy\b"),
    (Kind.OTHER, r"몇\s*대\s*몇"),
    (Kind.DURATION, r"얼마나\s*(?:오래|길게|걸|진행|지속|머물|머무|체류|계속|이어|했|동안)|얼마\s*동안|몇\s*(?:시간|분|초|박|주|개월|달|일\s*간|년\s*간)(?!\s*(?:에|째))|며칠\s*(?:동안|간|이나|일정|걸|짜리|머물|머무|묵|있었|있을|지냈)|(?:일정|체류|출장|휴가|방문|여행)[은는이가도]?\s*며칠(?:이|로|인|간|짜리)|몇\s*년\s*(?:만|동안|이나|형)|기간|소요\s*시간|얼마\s*만에|how\s+long|how\s+many\s+(?:hours|minutes|days|weeks|months|years)|duration"),
    (Kind.TIME, r"몇\s*시(?!간)|시각[은이]?\s*(?:언제|몇|알|말|\W*$)|what\s+time|at\s+what\s+hour"),
    (Kind.PERCENT, r"몇\s*(?:%|퍼|프로|배)|[가-힣](?:률|율)[은는이가도]?\s*(?:모두|총|대략)?\s*(?:얼마|어느\s*정도)|비율|점유율|지지율|증가율|퍼센트|what\s+percent|percentage|what\s+share"),
    (Kind.NUMBER, r"(?:키|길이|높이|깊이|넓이|면적|거리|무게|온도|기온|인원|횟수|규모|강수량|속도|점수|[가-힣]+\s수|[가-힣]자\s?수)[은는이가도]?\s*(?:모두|총|대략)?\s*(?:얼마|몇)"),
    (Kind.MONEY, r"얼마(?:를|에|짜리|씩)?\s*(?:투자|냈|내|받|벌|지불|들|샀|판매|지원|배상)|(?:가격|금액|비용|투자액|매출|예산|요금|상금|벌금|연봉|이익|액수|값|돈|임금|[가-힣](?:비|액|료|금))[은는이가도]?\s*(?:대략|총|모두)?\s*(?:얼마|몇|어느\s*정도)|얼마(?!나|\s*동안|\s*만|간)|몇\s*(?:억|조|만)?\s*(?:원|달러|엔|유로)|how\s+much|what\s+(?:price|cost|amount)"),
    (Kind.DATE, r"언제|언젠|며칠|몇\s*(?:일|월|년|년도|해)(?!\s*(?:간|동안|만|이나))|무슨\s*요일|날짜|연도|어느\s*해|\bwhen\b|what\s+(?:date|day|year|month)|which\s+(?:year|month|day)"),
    (Kind.NUMBER, r"몇\s*[가-힣㎞㎡]+|얼마나\s*(?:많|높|크|넓|길|먼|멀|무거|깊)|얼마나|얼마|인원|수[는가]?\s*(?:모두|총)?\s*(?:몇|얼마)|how\s+(?:many|far|tall|big|large|often|high)|number\s+of"),
    (Kind.REASON, r"왜(?:\s|\?|$|냐|죠|지|요)|이유|까닭|무엇\s*때문|뭐\s*때문|계기|배경|원인|\bwhy\b|reason"),
    (Kind.QUOTE, r"뭐라|뭐래|무어라|(?:무슨|어떤)\s*(?:말|발언|소감|반응|입장|평가|답변|대답)|what\s+did\s+.+\s+(?:say|tell|comment)|quote"),
    (Kind.PERSON, r"누구|누가|누굴|누군|뉘|이름|참석자|배석자|\bwho\b|\bwhom\b|\bwhose\b"),
    (Kind.PLACE, r"어디|어딘|어딜|어딨|장소|위치|무슨\s*(?:동|구|도시|나라|지역)|어느\s*(?:나라|도시|지역|곳|동네|구|동|시|호텔|공항|건물)|\bwhere\b|which\s+(?:city|country|place|building)|what\s+(?:city|country|place)"),
    (Kind.ORGANISATION, r"(?:어느|어떤|무슨)\s*(?:회사|기업|업체|단체|기관|팀|구단|대학|학교|은행|신문|정당|부처|방송)|(?:which|what)\s+(?:company|companies|firm|organi[sz]ation|team|university|party|agency)"),
    (Kind.OTHER, r"무엇|무슨|무얼|뭐|뭘|뭔|뭣|어떤|어떻게|어느|몇|어땠|어때|알려|설명해|정리해|요약|말해|\bwhat\b|\bwhich\b|\bhow\b|tell\s+me|describe|list\b"),
)  # fmt: skip
#: asks to be told: 알려줘, 정리해줘, 요약 부탁해
_TELL = r"(?:알려|말해|말씀|나열|열거|보여|설명|소개|궁금|적어|대\s?줘|정리(?!\s?해고)|요약|간추)"
#: stands between what is to be told and the request: 좀, 모두, 순서대로, 간단하게, 시간순으로
_HOW = r"(?:(?:모두|다|전부|좀|각각|한\s?번)\s*|[가-힣]+(?:대로|으로|게|히|줄로)\s+){0,4}"
_WHICH = r"(?:누구|누군|뭐|뭔|무엇|무언|어디|어딘|어떤\s?(?:것|게|분|사람|곳)|어느\s?(?:것|분|곳|데))"
#: follows a noun that is asked for: 기업은?, 기업이 어디야?, 기업을 알려줘, 기업에는 뭐가 있어?
_ASKED = rf"(?:에|으?로)?[은는이가을를]?(?:의?\s?(?:이름|명칭)[은이을]?)?\s*{_HOW}(?:{_WHICH}(?:야|예요|에요|이|였|인|지|죠|냐|니|임|일|입|더|고|가\s?있|\s?있|가요|\W*$)|{_TELL}|\W*$)"
_OF_SEVERAL = r"(?<![가-힣])(?:(?:두|세|네|다섯|여섯|일곱|여덟|아홉|열|여러)\s[가-힣]+|(?:두|세|네|다섯|여섯|여러|[2-9]|\d\d+)\s?(?:곳|가지|개|명|사람|팀|나라|군데))"
_PLURAL = r"(?:companies|people|men|women|children|[\w'-]*[a-z]s(?<![su]s)(?<!is)(?<!was)(?<!has)(?<!does))"
#: follows a plural, and no verb that ends like one: which companies did, but which company makes the
_PLURAL_VERB = r"(?:did|do|are|were|have|had|will|would|can|could|may|[a-z]+ed|met|won|made|said|sent|came|went|ran|took|got|gave|left|lost|sold|held|make|take|oppose|serve)\b"
#: says that several are asked for
_LIST = re.compile(
    rf"누구누구|누구\s*(?:들|랑|와|과)|(?:뭐|무엇|어디)\s*(?:뭐|무엇|어디)|모두|전부|각각|다\s*(?:알려|말해)|나열|명단|목록|[가-힣]+(?<![만아다])들{_ASKED}|(?:어느|어떤|무슨)\s(?:[가-힣]+\s)?[가-힣]+(?<![만아다])들(?![어기려었])|{_OF_SEVERAL}{_ASKED}"
    rf"|\bwho\s+(?:were|all|else)\b|\blist\b|\ball\b|\bnames\s+of\b|\bwhat\s+(?:are|were)\s+the\s+(?:[\w'-]+\s+){{0,3}}?{_PLURAL}\b|\b(?:which|what)\s+{_PLURAL}\b|\b(?:which|what)\s+(?:(?!did|do|does|will|would|is|was|were|are|has|have|can)[\w'-]+\s+){{1,2}}?{_PLURAL}\s+{_PLURAL_VERB}",
    re.IGNORECASE,
)
_PERSONS = r"(?:사람|분|손님|인물|인사|임원|관계자|기업인|총수|정상|의원|선수|후보|배우|가수|전문가|기업|회사|업체|은행|나라|국가|기관|단체|정당|학교|대학|팀)"
_PLACES = r"(?:곳|데|나라|국가|도시|지역|마을|기업|회사|기관|시설|시장|공장)"
_THINGS = r"(?:음식|요리|메뉴|제품|품목|물건|것|거|게|건|술)"
#: one of these hardly ever comes alone
_ONE_OF_MANY = r"(?:(?:참석|참가|참여|배석|동석|동행|출연|입상|합격)자|심사위원|수행원|사절단|출연진|일행|멤버|구성원|(?:수출|수입|회원|참가|참여|가입|동맹|서명|참전|교역)국|(?:회원|계열|자회|협력|참여|입찰)사|메뉴|음식|요리|다과|의제|안건|현안|증상|부작용|품목|재료|준비물|공약)"
_MEET = r"(?:참석|참가|참여|배석|동석|동행|동참|합류|함께|같이|협력|제휴|협약|서명|손을?\s?잡|만나|만난|만날|만났|모이|모인|모였|(?<!저)앉|반대|찬성|기권)"
_VISIT = r"(?:방문|답사|둘러|들르|들른|들렀|다녀)"
_ENDING_OF_CLAUSE = r"[가-힣]{0,3}(?<=[은는한할된될인던난날온간본른])"
_WORDS = r"(?:[가-힣A-Za-z]+\s){0,2}?"
#: asks for what several may do together, undergo together, or be
_MAYBE_LIST = re.compile(
    rf"{_ONE_OF_MANY}{_ASKED}|(?:{_MEET}{_ENDING_OF_CLAUSE}|초[청대](?:된|받은)|(?<![가-힣])(?:온|나온|오는|나오는|찾아온))\s{_WORDS}{_PERSONS}{_ASKED}|{_VISIT}{_ENDING_OF_CLAUSE}\s{_WORDS}{_PLACES}{_ASKED}|(?:수출|수입){_ENDING_OF_CLAUSE}\s{_WORDS}(?:나라|국가|곳|시장){_ASKED}|(?<![가-힣])(?:먹은|나온|대접한|대접받은)\s{_WORDS}{_THINGS}{_ASKED}"
    rf"|(?:누가|누굴|누구[를가]|(?:어느|어떤|무슨)\s{_PERSONS}[이가을를와과랑]?)\s{_WORDS}(?:{_MEET}|초[청대])|누구\s(?:만나|만났|초[청대])|누가\s{_WORDS}(?:왔|나왔|오나|나오나|오기로)|(?:누가|누구)\s?(?:더\s)?있|(?:누가|누구)\s(?:갔|다녀)|(?:뭐|뭘|무엇|무얼|(?:무슨|어떤)\s(?:음식|요리))[을를가이]?\s?(?:먹(?!고)|나왔|있)|(?:어디|어딜|어디를|(?:어느|어떤)\s{_PLACES}[을를]?)\s{_VISIT}"
    r"|\bwho\s+(?:attended|joined|participated|sat|came(?!\s+up)|accompanied|took\s+part|met|was\s+(?:there|present|at|with))\b|\bwhom?\s+did\s.*\b(?:meet|invite|see|host)\b|\bwhat\s+(?:was\s+(?:served|discussed)|did\s.*\b(?:eat|discuss))\b|\b(?:attendees|participants)\W*$",
    re.IGNORECASE,
)
_TOLD = re.compile(rf"(?P<what>.+?)\s*{_HOW}{_TELL}")
#: what has a story, and is no answer
_STORY = re.compile(r"(?:사건|사고|일|기사|뉴스|보도|소식|내용|이야기|얘기|상황|과정|경과|논란|사안)들?")
_STORY_ASKED = re.compile(rf"(?:무슨|어떤)\s{_STORY.pattern}|어떻게|어떤지|어땠")
_ENGLISH_FACT = re.compile(
    r"(?:^|\bsummar\w+\s+|\b(?:summary|overview|timeline)\s+of\s+)(?:briefly\s+|for\s+me\s+|the\s+|main\s+)*(?:whom?|when|where|why|which|how\s+(?:long|many|much)|reasons?|causes?|attendees|participants|what(?!\s+(?:happened|went|is|was)|['’]s))\b",
    re.IGNORECASE,
)
_ONLY_ONE = re.compile(
    r"가장|제일|(?<![가-힣])맨\s|먼저|처음|최초|마지막|유일|혼자|단독|대표로|번째|\b(?:first|second|last|most|only)\b",
    re.IGNORECASE,
)
#: a request that a fact be put in order: no word of the article's
_TIDY = re.compile(r"(?:정리|요약)(?!\s?해고)\s?(?:좀\s?)?(?:해|하|부탁)\S*|간추[려리린]\S*")
_NOISE = re.compile(r"[ㄱ-ㅎㅏ-ㅣ]{2,}|(?<=[?!])[?!~]+|~+(?=[\s?!]|$)|\.{2,}$")
_ENDING = {
    "햇": "했",
    "잇": "있",
    "엇": "었",
    "앗": "았",
    "엿": "였",
    "왓": "왔",
    "됫": "됐",
    "됬": "됐",
    "졋": "졌",
    "렷": "렸",
    "켯": "켰",
}
_LAX_ENDING = re.compile(rf"(?:{'|'.join(_ENDING)})(?=[나어다는을던대지음냐니습고죠엇앗])")
_WHAT = re.compile(r"(?<![가-힣])(?:머|모)(?=임|야|지|니|냐|라|래|에요|예요|였|\s|\?|$)")
_ENGLISH_YES_NO = re.compile(r"(?:is|are|was|were|did|does|do|has|have|had|will|can|could)\b", re.IGNORECASE)
_ASKS = re.compile(
    r"누구|누가|누굴|누군|무엇|무슨|무얼|뭐|뭘|뭔|뭣|뭡|언제|언젠|어디|어딘|어딜|어딨|왜|어떤|어떻|어땠|어때|어느|몇|며칠|얼마|알려|말해|설명|정리|요약|보여|나열|궁금|이름(?=[은이을]?\s*(?:뭐|뭔|무|알|말|좀|\W*$))|이유|까닭|[A-Za-z]{3,}\s[a-z]{2,}"
)
#: one or the other, and no yes or no: "전에 했어, 후에 했어?"
_EITHER = re.compile(r"아니면|혹은|([가-힣]{2,})[,?]\s(?:[가-힣]+\s?){1,4}\1\W*$|\bor\b")
_UNIT = re.compile(
    r"몇\s*(?:만\s*|천\s*|백\s*|억\s*)?(?!이[나냐]|인[지가]|일까)([가-힣㎞㎡]{1,3}?)(?=이|가|은|는|을|를|의|에|나|인|쯤|정도|까지|씩|였|였|으로|로|와|과|짜리|째|만|\s|\?|$)"
)
#: counters that are known whatever follows them: 몇개산대, 몇살임
_COUNTERS = re.compile(
    r"몇\s*(?:만\s*|천\s*|백\s*|억\s*)?(개월|시간|마리|군데|가지|가구|사람|킬로|미터|차례|번째|명|개|살|층|곳|편|건|채|권|팀|석|표|번(?!호)|대|년|달|주|박|분|초|일)"
)
LISTABLE = frozenset({Kind.PERSON, Kind.PLACE, Kind.ORGANISATION, Kind.OTHER})
_UNIT_WORDS = re.compile(
    r"(사람|인원|학생|관객|참가자|직원|주민|사망자|부상자|환자|people|persons|participants|employees)"
)
#: words that only ask; they say nothing of what the article must be about
_ASKING = frozenset(
    """
    얼마 얼마나 언제 어디 누구 누가 무엇 무슨 무얼 뭐 뭘 어떤 어떻게 어느 몇 왜 며칠 알려 알 말 주 주세요 설명 이유 까닭 이름 때 것 수 등 중 좀 요 건 게 거
    정도 오래 동안 시간 날짜 장소 모두 전부 각각 총 사람 분 시 일 월 년 명 개 번 곳 궁금 기사 뉴스 내용 관련 대해 대하 하 되 있 없 이 그 저 그것 이것 그때
    당시 the a an of in on at to for with by from and or is was were are be been did do does has have
    had how long what when where who whom whose which why many much time date year day month place
    name number tell me about please this that it its he she they his her their there s
    """.split()  # noqa: SIM905  forty quoted words a line are no easier to read
)
_PARTS = ("NNG", "NNP", "XSN")
_NAME_TAGS = ("NNP", "SL", "SH", "SN")
_CONTENT_TAGS = ("NNG", "NNP", "SL", "SN", "SH", "XR", "VV", "VA", "MAG", "NNB")


@lru_cache(maxsize=1)
def _mecab() -> Any:
    from mecab import MeCab

    return MeCab()


def morphemes(text: str) -> list[tuple[str, str, int, int]]:
    """(surface, tag, start, end) of each mecab-ko morpheme of `text`."""
    return [(m.surface, m.feature.pos, m.span.start, m.span.end) for m in _mecab().parse(text)]


def analyse(text: str) -> Question:
    """What `text` asks for. Any non-empty text is a question."""
    text = normalise(text).strip()
    kind = _kind(text)
    return Question(
        text,
        language_of(text),
        kind,
        _unit(text, kind),
        kind in LISTABLE and _wants_list(text),
        _terms(text, _CONTENT_TAGS),
        _terms(text, _NAME_TAGS),
        _terms(text, (*_NAME_TAGS, "NNG")),
    )


def _wants_list(text: str) -> bool:
    return bool(_LIST.search(text) or (_MAYBE_LIST.search(text) and not _ONLY_ONE.search(text)))


def asks_fact(text: str) -> bool:
    """Whether `text` has told what can be named: who came, the reasons, the companies met; and not what a subject is about.

    "누가 왔는지 정리해줘" and "파업 이유를 요약해줘" do; "파업을 요약해줘" and "무슨 일이 있었는지 정리해줘" do not.
    """
    if _ENGLISH_FACT.search(text):
        return True
    told = _TOLD.match(text)
    if not told:
        return False
    what = re.sub(r"(?:에\s?대해서?|[을를도만])$", "", told["what"].strip()).rstrip(" ?.,")
    if _ends_as_sentence(what):
        return bool(_ASKS.search(_STORY_ASKED.sub(" ", what)))
    noun = what.split(" ")[-1]
    return not _STORY.fullmatch(noun) and (_wants_list(text) or _kind(noun + "?") not in (Kind.OTHER, Kind.YES_NO))


def tidy(text: str) -> str:
    """A question typed in a hurry as it would be written: "머라 햇대ㅋㅋ" becomes "뭐라 했대"."""
    text = _NOISE.sub("", normalise(text)).strip()
    text = _LAX_ENDING.sub(lambda match: _ENDING[match.group()], text)
    return _WHAT.sub("뭐", text)


def _kind(text: str) -> Kind:
    is_closed = not _EITHER.search(text) and _ends_as_sentence(text)
    if is_closed and not _ASKS.search(text):  # "다른 배석자가 있었나요?" asks for no person
        return Kind.YES_NO
    for kind, pattern in _KINDS:
        if re.search(pattern, text, re.IGNORECASE):
            return kind
    is_closed = is_closed or (not _EITHER.search(text) and bool(_ENGLISH_YES_NO.match(text)))
    return Kind.YES_NO if is_closed else Kind.OTHER


def _ends_as_sentence(text: str) -> bool:
    ends = [tag for _, tag, _, _ in morphemes(text) if not tag.startswith("S")][-1:]
    return any(part in ("EF", "EC", "ETN") for tag in ends for part in tag.split("+"))


def _unit(text: str, kind: Kind) -> str:
    if kind not in (Kind.NUMBER, Kind.DURATION):
        return ""
    match = _COUNTERS.search(text) or _UNIT.search(text)
    if match:
        return match.group(1)
    return "명" if _UNIT_WORDS.search(text) else ""


def _terms(text: str, tags: tuple[str, ...]) -> tuple[str, ...]:
    words: list[str] = []
    for surface, tag in whole_words(_TIDY.sub(" ", text)):
        word = surface.casefold()
        if (
            tag in tags
            and word not in _ASKING
            and word not in words
            and not re.search(rf"몇\s*{re.escape(word)}", text)
        ):
            words.append(word)
    return tuple(words)


def asks_only(word: str) -> bool:
    """Whether `word` only asks and says nothing of what an article must be about."""
    return word.casefold() in _ASKING


def whole_words(text: str) -> list[tuple[str, str]]:
    """(surface, first tag) of each morpheme; a noun cut into a syllable and a rest ("승" "지원") is put together again."""
    words: list[tuple[str, str, int]] = []
    for surface, tag, start, end in morphemes(text):
        tag = tag.split("+")[0]
        if (
            words
            and tag in _PARTS
            and words[-1][1] in _PARTS
            and words[-1][2] == start
            and 1 in (len(surface), len(words[-1][0]))
        ):
            words[-1] = (words[-1][0] + surface, "NNP", end)
        else:
            words.append((surface, tag, end))
    return [(surface, tag) for surface, tag, _ in words]
