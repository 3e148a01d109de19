"""What a question asks for: the kind of words that would answer it, and the words it must be about."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum
from functools import lru_cache
from typing import Any

from assistant.language import language_of, normalise
from assistant.listing import HOW, TELL, wants_list


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
    (Kind.TIME, r"몇\s*시\s*몇\s*분"),
    (Kind.DURATION, r"얼마나\s*(?:같이|함께)\s?(?:있|지냈|보냈|앉)|얼마나\s*(?:오래|길게|걸|늦[어었춰]|지연|진행|지속|머물|머무|체류|계속|이어|했|동안|지냈|있다가|(?:나가|떠나|갇혀|앉아|머물러|살고)\s?있)|(?:시간|자리|회의|만찬|회담|행사|공연|대화|통화|연설|수술|재판|파업)[은는이가도]?\s*얼마나\s*길었|[가-힣]에서?\s*(?:는\s*)?얼마나\s*(?:(?:가|와)\s?)?(?:있었|살았)|시간[은이]?\s*(?:어느\s*정도|얼마나\s*[돼되됐]|얼마(?:[인였]|이었|야|\W*$))|얼마\s*동안|몇\s*(?:시간|분|초|박|주|개월|달|일\s*간|년\s*간)(?!\s*(?:에|째))|며칠\s*(?:동안|간(?!\s)|있는|있음|이나|일정|걸|짜리|머물|머무|묵|있었|있을|있다|지냈|지내)|(?:일정|체류|출장|휴가|방문|여행)[은는이가도]?\s*며칠(?:이|로|인|간|짜리)|몇\s*(?:년|해)\s*(?:에\s*걸[쳐친]|만|동안|이나|형|살|있었(?!던)|지냈|걸|일했|일하|근무|복역|다녔|버텼|계속|이어)|(?:징역|금고|실형|집행유예|복역|임기|계약|자격\s*정지|출전\s*정지)[은는이가도을를]?\s*(?:총\s*)?(?:몇\s*(?:년|개월|달|일)(?!\s*(?:도|전|부터|까지|차|에(?!\s*걸)))|며칠(?!\s*(?:에|전|부터|까지)))|기간|소요\s*시간|(?:걸린|걸리는|소요된|보낸|머문|함께한|함께\s한|지낸|있었던)\s*시간[은이]?\W*$|얼마\s*만에|how\s+long|how\s+many\s+(?:hours|minutes|days|weeks|months|years)|duration"),
    (Kind.TIME, r"몇\s*시(?!간)|시각[은이을]?\s*(?:언제|몇|좀|알|말|\W*$)|what\s+time|at\s+what\s+hour"),
    (Kind.PERCENT, r"몇\s*(?:%|퍼|프로|배)|[가-힣](?:률|율)[은는이가도]?\s*(?:모두|총|대략)?\s*(?:얼마|어느\s*정도)|비율|점유율|지지율|증가율|퍼센트|what\s+percent|percentage|what\s+share"),
    (Kind.NUMBER, r"(?:키|길이|높이|깊이|넓이|면적|거리|무게|온도|기온|인원|횟수|규모|강수량|속도|점수|[가-힣]+\s수|[가-힣]자\s?수)[은는이가도]?\s*(?:모두|총|대략)?\s*(?:얼마|몇)"),
    (Kind.MONEY, r"[당에]\s*(?:대략\s*|보통\s*)?얼마(?:나|쯤|씩)?(?:\s?정도)?\s*(?:해|하[나지냐는]|함)(?![가-힣]*\s\S)|얼마(?:를|에|짜리|씩)?\s*(?:투자|냈|내|받|벌|지불|들|샀|판매|지원|배상)|(?:가격|금액|비용|투자액|매출|예산|요금|상금|벌금|연봉|이익|액수|값|돈|임금|[가-힣](?:비|액|료|금))[은는이가도]?\s*(?:대략|총|모두)?\s*(?:얼마|몇|어느\s*정도)|얼마(?!나|\s*동안|\s*만|간)|몇\s*(?:억|조|만)?\s*(?:원|달러|엔|유로)|how\s+much|what\s+(?:price|cost|amount)"),
    (Kind.DATE, r"언제|언젠|며칠|몇\s*(?:일|월|년|년도|해)(?!\s*(?:간|동안|만|이나))|무슨\s*요일|날짜|(?<=[가-힣])\s날[은이]?\W*$|연도|어느\s*해(?![가-힣]*(?:역|안|변|협|상))|\bwhen\b|what\s+(?:date|day|year|month)|which\s+(?:year|month|day)"),
    (Kind.NUMBER, r"몇\s*[가-힣㎀-㏟]+|얼마나\s*(?:많|높|크|넓|길|먼|멀|무거|깊)|얼마나|얼마|인원|수[는가]?\s*(?:모두|총)?\s*(?:몇|얼마)|how\s+(?:many|far|tall|big|large|often|high|old|deep|heavy|fast|wide)|number\s+of"),
    (Kind.REASON, r"왜(?:\s|\?|$|냐|죠|지|요)|이유|까닭|무엇\s*때문|뭐\s*때문|계기|배경|원인|\bwhy\b|reason"),
    (Kind.QUOTE, r"한\s(?:말|발언)[은을]?(?:\s?(?:그대로|뭐|알려|인용|전해)|\s*\?|$)|(?:말|발언)\s?그대로|뭐라|뭐래|무어라|(?:무슨|어떤)\s*(?:말|발언|소감|반응|입장|평가|답변|대답)|what\s+did\s+.+\s+(?:say|tell|comment)|quote"),
    (Kind.ORGANISATION, r"(?:회사|기업|업체|스타트업|은행|대학|학교|기관|단체|구단|정당)들?\s*(?:가운데|중에?서?)(?=\s).*(?:곳|데|어디|회사|기업|업체|이름)|이름[이은]?\s*(?:나온|알려진|공개된|거론된|언급된|밝혀진)\s*(?:회사|기업|업체|스타트업|은행|단체|곳)"),
    (Kind.ORGANISATION, r"(?:회사|기업|업체|스타트업|학교|대학교?|은행|단체|기획사|정당|출판사|조직|기관|구단|연구소|방송사|신문사|재단|(?<![가-힣])팀)들?의?\s?이름(?!.*(?:누구|누가|누굴|사람|분))"),
    (Kind.PLACE, r"(?:(?<![가-힣])(?:곳|데)|장소|호텔|식당|병원|공항|섬|미술관|박물관|마을|다리|카페|[가-힣]집|가게|서점|책방|공원|건물|극장|교회|호수|숙소|예식장|농장|도시|나라|동네|지역)의?\s?이름(?!.*(?:누구|누가|누굴|사람|분))"),
    (Kind.OTHER, r"(?:(?<![가-힣])(?:배|개|상|차|말|약|새|책|별|법|곡|칩)|태풍|제품|로봇|게임|암초|과자|훈장|채널|탐사선|작전|백신|문서|위성|실험|로켓|앨범|서비스|어선|노래|영화|드라마|작품|프로그램|기술|물질|성분|행성|유물|음식|모델|[가-힣]선)의?\s?이름(?!.*(?:누구|누가|누굴|사람|분))"),
    (Kind.PERSON, r"누구|누가|누굴|누군|뉘|이름(?!이?\s*(?:나온|알려진|공개된|거론된|언급된|밝혀진))|참석자|배석자|명단|\bwho\b|\bwhom\b|\bwhose\b"),
    (Kind.ORGANISATION, r"(?:회사|기업|업체|스타트업|은행|구단|정당|단체|대학교?|(?:소속|상대|우승|(?<![가-힣]))팀|(?:시공|시행|제작|제조|개발|운영|주관|배급|소속|출판)사)들?[은는이가]?\s?(?:어디|어딘)(?![에서로])"),
    (Kind.PLACE, r"어디|어딘|어딜|어딨|장소|위치|(?<!일\s)(?<!메일)(?<!트\s)주소|무슨\s*(?:동|구|도시|나라|지역)|어느\s*(?:나라|도시|지역|곳|동네|구|동|시|호텔|공항|건물|해역|해상|해안|해변|바다|섬|항구|마을)|\bwhere\b|which\s+(?:city|country|place|building)|what\s+(?:city|country|place)"),
    (Kind.ORGANISATION, r"(?:어느|어떤|무슨)\s*(?:회사|기업|업체|단체|기관|팀|구단|대학|학교|은행|신문|정당|부처|방송)|(?:which|what)\s+(?:company|companies|firm|organi[sz]ation|team|university|party|agency)"),
    (Kind.OTHER, r"어쩌다|무엇|무슨|무얼|뭐|뭘|뭔|뭣|어떤|어떻게|어느|몇|어땠|어때|알려|설명해|정리해|요약|말해|\bwhat\b|\bwhich\b|\bhow\b|tell\s+me|describe|list\b"),
)  # fmt: skip
_TOLD = re.compile(rf"(?P<what>.+?)\s*{HOW}{TELL}")
#: what has a story, and is no answer
_STORY = re.compile(r"(?:사건|사고|일|기사|뉴스|보도|소식|내용|이야기|얘기|상황|과정|경과|논란|사안)들?")
_STORY_ASKED = re.compile(
    rf"(?:무슨|어떤)\s{_STORY.pattern}|어떻게|어떤지|어땠|(?:뭐|뭘|무엇을|무얼)\s?(?:하[고며]\s(?:다녔|지냈|왔|갔|있었)|했(?:는지|나)|한\s?(?:건지|것인지))"
)
#: what two talked of is told by the sentence that says so
_TALKED_OF = re.compile(
    r"(?:무슨|어떤)\s(?:얘기|이야기|대화|말)[을를이가]?\s?(?:나[눴누눈]|했|하[는고]|오[갔가간]|주고)"
)
_ENGLISH_FACT = re.compile(
    r"(?:^|\bsummar\w+\s+|\b(?:summary|overview|timeline)\s+of\s+)(?:briefly\s+|for\s+me\s+|the\s+|main\s+)*(?:whom?|when|where|why|which|how\s+(?:long|many|much)|reasons?|causes?|attendees|participants|what(?!\s+(?:happened|went|is|was)|['’]s))\b",
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
#: within a word, or at its beginning where it is all but the word: 했나, and neither 햇나물 nor 무엇을 nor 서울을 잇는
_LAX_ENDING = re.compile(
    rf"(?<=[가-힣])(?<!무)(?:{'|'.join(_ENDING)})(?=[나어다는을던대지음냐니습고죠엇앗])"
    r"|(?<![가-힣])(?<![을를]\s)[햇잇됫왓](?=(?:나요?|어요?|다|는[데지]|느냐|대요?|지|음|냐|니|습니다|고|죠|엇\S*)(?![가-힣]))"
)
#: 몇 년도였는지 확인 부탁드립니다
_CONFIRM = re.compile(r"(?<=지)\s?(?:좀\s)?확인(?:\s?좀|\s?부탁\S*|\s?바랍\S*|\s?해\s?\S+)*\W*$")
_HOUSE_OF = re.compile(r"(?<=[가-힣]{3})네(?=\s?(?:집|자택|회사|가족|식구))")  #: 저커버그네 집
_WHEN_OUT = re.compile(r"\s?언제나(?=\s?(?:옴|오[나냐니는지]|온[다대]|와|왔))")  #: 언제 나와, and not always
#: 률 after a vowel or ㄴ, and 율 after what it does not follow
_RATE = re.compile(
    rf"(?<=[{''.join(chr(code) for code in range(ord('가'), ord('힣') + 1) if (code - ord('가')) % 28 in (0, 4))}])률"
    r"|(?<=성장|취업|합격|실업|경쟁|사망|수익|인상|하락|상승|시청|적중|출석|참석|응답|가동|접종|감염)율"
)
_MISTYPED = {
    "언재": "언제",
    "멫": "몇",
    "몇일": "며칠",
    "며칠날": "며칠",
    "몇일날": "며칠",
    "어딧": "어디 있",
    "어딨": "어디 있",
    "얼만": "얼마인",
    "어캐": "어떻게",
    "어케": "어떻게",
}
_MISTYPED_WORD = re.compile(
    r"(?:며칠|몇일)날|어딧(?=[음나어냐는])|몇일(?!\s?시|[가-힣]*기)|(?<![가-힣])어딨(?=[어냐나는을지])|(?<![가-힣])언재(?=\s|\?|$)|언재(?=[열왔했야])|멫|얼만(?=데|지|가)|(?<![가-힣])어[캐케](?=\s|[돼됐된됨하했]|\?|$)"
)
#: 머야, 이름머임, 머라 햇대; neither 모임 nor 모래, 머니
_WHAT = re.compile(
    r"(?<![가-힣])머(?=(?:임|야|지|냐|니|라|래|라고|라는|래요|죠|에요|예요)?(?:\s|\?|$)(?!\s*않)|였)"
    r"|(?<=[가-힣])(?<![어아할주])머(?=(?:임|냐|야)(?:\s|\?|$)|먹)|(?<![가-힣])모(?=(?:야|냐|에요|예요)(?:\s|\?|$))"
)
#: what a question begins with before it asks: "When he came back, who met him?"
_SUBORDINATE = re.compile(
    r"(?:when|where|while|after|before)\b(?!\s+(?:is|are|was|were|did|do|does|has|had|will|can|exactly)\b|,)[^,?]*,\s",
    re.IGNORECASE,
)
#: words that a wh-word only follows: the narrower kind counts, wherever it stands
_REQUEST = re.compile(
    r"(?:(?:please|can you|could you)\s+)*(?:tell|list|describe|give)\b|(?:for\s+)?what\s+(?:(?:is|was|were|are)\s+)?(?:the\s+)?(?:\w+\s+)?(?:reasons?|name|names|number|duration|date)\b|how\b.*\band\s+(?:when|where|who)",
    re.IGNORECASE,
)
_ENGLISH_YES_NO = re.compile(r"(?:is|are|was|were|did|does|do|has|have|had|will|can|could)\b", re.IGNORECASE)
_ASKS = re.compile(
    r"어쩌다|누구|누가|누굴|누군|무엇|무슨|무얼|뭐|뭘|뭔|뭣|뭡|언제|언젠|어디|어딘|어딜|어딨|왜|어떤|어떻|어땠|어때|어느|몇|며칠|얼마|알려|말해|설명|정리|요약|보여|나열|궁금|(?:명단|목록|리스트|이름)\S*\s(?:좀\s)?줘|이름(?=[은이을]?\s*(?:뭐|뭔|무|알|말|좀|나온|알려진|공개된|거론된|언급된|밝혀진|\W*$))|이유|까닭|[A-Za-z]{3,}\s[a-z]{2,}"
)
#: one or the other, and no yes or no: "전에 했어, 후에 했어?", "서울이야 부산이야?"
_EITHER = re.compile(
    r"아니면|혹은|([가-힣]{2,})[,?]?\s(?!안\s|못\s)(?:[가-힣]+\s?){1,4}(?<!안\s)(?<!못\s)\1\W*$|\bor\b"
    r"|(?<=[가-힣A-Za-z0-9])(?<!분)(?<!심)(?<!이제)(?<!그제)(?<!해)(야|냐|까)[,?]?\s(?!아니|안|못|없)(?:(?!아니|안\s?|못\s?|없)\S+\s){0,4}(?!아니|안|못|없|\S*지\s?않)\S+\2\W*$"
)
_UNIT = re.compile(
    r"몇\s*(?:만\s*|천\s*|백\s*|억\s*)?(?!이[나냐]|인[지가]|일까)([가-힣㎀-㏟]{1,3}?)(?=이|가|은|는|을|를|의|에|나|인|쯤|정도|까지|씩|였|였|으로|로|와|과|짜리|째|만|\s|\?|$)"
)
#: counters that are known whatever follows them: 몇개산대, 몇살임
_COUNTERS = re.compile(
    r"몇\s*(?:만\s*|천\s*|백\s*|억\s*)?(개월|시간|마리|군데|가지|가구|사람|킬로|미터|차례|번째|명|개|살|층|곳|편|건|채|권|팀|석|표|번(?!호)|대|년|달|주|박|분|초|일)"
)
_HANGS = ("NNBC", "VCP", "VCN", "VX")  #: tags of what belongs to the word before it
#: tags after which another word begins, and pairs of tags between which one does: 먹은 데, 점심 먹, 만난 저커버그
_PARTED_AFTER = ("JKS", "JKO", "JKB", "JX", "JC", "JKG", "EC")
_PARTED = {("ETM", "NNB"), ("ETM", "NNB+JKS"), ("NNG", "VV"), ("NNP", "VV"), ("NNG", "VA"), ("NNP", "NNP")}
_RUN_ON = 6  #: letters from which what is written together may be several words
VALUES = frozenset({Kind.DURATION, Kind.TIME, Kind.DATE, Kind.MONEY, Kind.PERCENT, Kind.NUMBER})
LISTABLE = frozenset({Kind.PERSON, Kind.PLACE, Kind.ORGANISATION, Kind.OTHER})
_UNIT_WORDS = re.compile(
    r"(사람|인원|학생|관객|참가자|직원|주민|사망자|부상자|환자|people|persons|participants|employees)"
)
#: words that only ask; they say nothing of what the article must be about
_ASKING = frozenset(
    """
    얼마 얼마나 언제 어디 누구 누가 무엇 무슨 무얼 뭐 뭘 어떤 어떻게 어느 몇 왜 며칠 알려 알 말 주 주세요 설명 이유 까닭 이름 때 것 수 등 중 좀 요 건 게 거
    정도 오래 동안 그동안 여태 통틀어 직전 직후 시간 날짜 장소 모두 전부 각각 총 사람 분 시 일 월 년 명 개 번 곳 궁금 기사 뉴스 내용 관련 대해 대하 하 되 있 없 이 그 저 그것 이것 그때
    당시 날 가운데 명단 목록 리스트 얼마쯤 얼마씩 날짜별 시간별 지금 현재 직함 직책 직위 직급 보직 확인 부탁 지난번 저번 the a an of in on at to for with by from and or is was were are be been did do does has have
    had how long what when where who whom whose which why many much time date year day month place
    name number tell me about please this that it its he she they his her their there s
    """.split()  # noqa: SIM905  forty quoted words a line are no easier to read
)
_PARTS = ("NNG", "NNP", "XSN")
_CODE = re.compile(r"[A-Za-z]+-?\d+[A-Za-z\d]*")  #: a name of letters and figures: H100, KF-21
_OF_MANY = {"들", "네", "끼리"}  #: after a noun: more of its kind
_NAME_TAGS = ("NNP", "SL", "SH", "SN")
_CONTENT_TAGS = ("NNG", "NNP", "SL", "SN", "SH", "XR", "VV", "VA", "MAG", "NNB")


@lru_cache(maxsize=1)
def _mecab() -> Any:
    from mecab import MeCab

    return MeCab()


def morphemes(text: str) -> list[tuple[str, str, int, int]]:
    """(surface, tag, start, end) of each mecab-ko morpheme of `text`."""
    return [(m.surface, m.feature.pos, m.span.start, m.span.end) for m in _mecab().parse(text)]


def people(text: str) -> list[str]:
    """The words of `text` that the analyser knows for names of persons, of two syllables and more; not 주운항 of 음주운항."""
    names = (m for m in _mecab().parse(text) if m.feature.semantic == "인명" and len(m.surface) > 1)
    return [m.surface for m in names if not re.match(r"[가-힣]", text[m.span.start - 1 : m.span.start] or " ")]


def analyse(text: str) -> Question:
    """What `text` asks for. Any non-empty text is a question."""
    text = normalise(text).strip()
    kind = _kind(text)
    return Question(
        text,
        language_of(text),
        kind,
        _unit(text, kind),
        kind in LISTABLE and wants_list(text),
        _terms(text, _CONTENT_TAGS),
        _terms(text, _NAME_TAGS),
        _terms(text, (*_NAME_TAGS, "NNG")),
    )


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
    if _TALKED_OF.search(what):
        return True
    if _ends_as_sentence(what):
        return bool(_ASKS.search(_STORY_ASKED.sub(" ", what)))
    noun = what.split(" ")[-1]
    return not _STORY.fullmatch(noun) and (wants_list(text) or _kind(noun + "?") not in (Kind.OTHER, Kind.YES_NO))


def tidy(text: str) -> str:
    """A question typed in a hurry as it would be written: "머라 햇대ㅋㅋ" becomes "뭐라 했대"."""
    text = _NOISE.sub("", normalise(text)).strip()
    text = _LAX_ENDING.sub(lambda match: _ENDING[match.group()], text)
    text = _MISTYPED_WORD.sub(lambda match: _MISTYPED[match.group()], text)
    text = _CONFIRM.sub("?", _HOUSE_OF.sub("", text))
    text = _WHEN_OUT.sub(" 언제 나", text).strip()
    text = _RATE.sub(lambda match: "율" if match.group() == "률" else "률", _WHAT.sub("뭐", text))
    return " ".join(_spaced(word) for word in text.split(" "))


def _spaced(written: str) -> str:
    """Words written together as words, where what they ask stands in their midst: "만찬은몇시간했어" becomes "만찬은 몇 시간 했어"."""
    found = morphemes(written)
    if len(written) < _RUN_ON or not any(_ASKS.match(written, start) for _, _, start, _ in found):
        return written
    spaced, last, before, asked = "", 0, "", False
    for surface, tag, start, end in found:
        first = tag.split("+")[0]
        again = spaced.endswith(surface)  # 누구누구 is one word
        asks = bool(_ASKS.match(written, start)) and not again
        begins = first == "SL" or (first[0] in "NMV" and first not in _HANGS and (surface, end) != ("데", len(written)))
        # a name that is no word of the dictionary looks like words of any kind, but for particles and asking words
        apart = (asked and not again) or before in _PARTED_AFTER or (before, first) in _PARTED
        spaced += written[last:start] + (" " if start and (asks or (begins and apart)) else "") + surface
        last, before, asked = end, "ETM" if tag.endswith("ETM") else tag, asks
    return spaced + written[last:]


def _kind(text: str) -> Kind:
    is_closed = not _EITHER.search(text) and _ends_as_sentence(text)
    if is_closed and not _ASKS.search(text):  # "다른 배석자가 있었나요?" asks for no person
        return Kind.YES_NO
    found = [(kind, match) for kind, pattern in _KINDS if (match := re.search(pattern, text, re.IGNORECASE))]
    if found and language_of(text) == "en" and not _REQUEST.match(text):
        # "What was the count when they voted?" asks for no day
        begins = _SUBORDINATE.match(text)
        return min(found, key=lambda each: (each[1].start() < (begins.end() if begins else 0), each[1].start()))[0]
    if found:
        return found[0][0]
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
    """(surface, first tag) of each morpheme. A noun cut into a syllable and a rest ("승" "지원") is put together again and
    taken for a name; one with a suffix ("대중" "화") keeps its tag, and one of many ("임원" "들") stays apart. A name of
    letters and figures ("H" "100") is one word."""
    words: list[tuple[str, str, int]] = []
    codes = {match.start(): match for match in _CODE.finditer(text)}
    for surface, tag, start, end in morphemes(text):
        tag = tag.split("+")[0]
        if start in codes:
            words.append((codes[start].group(), "SL", codes[start].end()))
        elif words and end <= words[-1][2]:
            continue  # of such a name
        elif words and words[-1][1] == "MM" and words[-1][2] == start and tag in _PARTS and len(words[-1][0]) == 1:
            words[-1] = (words[-1][0] + surface, "NNP", end)  # a name whose first syllable looks like a word: 한남동
        elif (
            words
            and tag in _PARTS
            and not {surface, words[-1][0]} & _OF_MANY
            and words[-1][1] in _PARTS
            and words[-1][2] == start
            and 1 in (len(surface), len(words[-1][0]))
        ):
            words[-1] = (words[-1][0] + surface, words[-1][1] if tag == "XSN" else "NNP", end)
        else:
            words.append((surface, tag, end))
    return [(surface, tag) for surface, tag, _ in words]
