"""Whether a question asks for several persons or things (누가 참석했나, 메뉴는?, which companies did they meet)."""

from __future__ import annotations

import re

#: asks to be told: 알려줘, 정리해줘, 요약 부탁해
TELL = r"(?:알려|말해|말씀|나열|열거|보여|설명|소개|궁금|적어|대\s?줘|정리(?!\s?해고)|요약|간추)"
#: stands between what is to be told and the request: 좀, 모두, 순서대로, 간단하게, 시간순으로
HOW = r"(?:(?:모두|다|전부|좀|각각|한\s?번)\s*|[가-힣]+(?:대로|으로|게|히|줄로|별로|순서로)\s+){0,4}"
_WHICH = r"(?:누구|누군|뭐|뭔|무엇|무언|어디|어딘|어떤\s?(?:것|게|분|사람|곳)|어느\s?(?:것|분|곳|데))"
#: follows a noun that is asked for: 기업은?, 기업이 어디야?, 기업을 알려줘, 기업에는 뭐가 있어?
_ASKED = rf"(?:에|으?로)?[은는이가을를]?(?:의?\s?(?:이름|명칭)[은이을]?)?\s*{HOW}(?:{_WHICH}(?:야|예요|에요|이|였|인|지|죠|냐|니|임|일|입|더|고|가\s?있|\s?있|가요|\W*$)|{TELL}|\W*$)"
_OF_SEVERAL = r"(?<![가-힣])(?:(?:두|세|네|다섯|여섯|일곱|여덟|아홉|열|여러)\s[가-힣]+|(?:두|세|네|다섯|여섯|여러|[2-9]|\d\d+)\s?(?:곳|가지|개|명|사람|팀|나라|군데))"
_PLURAL = r"(?:companies|people|men|women|children|[\w'-]*[a-z]s(?<![su]s)(?<!is)(?<!was)(?<!has)(?<!does))"
#: follows a plural, and no verb that ends like one: which companies did, but which company makes the
_PLURAL_VERB = r"(?:did|do|are|were|have|had|will|would|can|could|may|[a-z]+ed|met|won|made|said|sent|came|went|ran|took|got|gave|left|lost|sold|held|make|take|oppose|serve)\b"
#: says that several are asked for
_LIST = re.compile(
    rf"이름[이은]?\s*(?:나온|알려진|공개된|거론된|언급된|밝혀진)\s*(?:데|곳|회사|기업|업체|스타트업|은행|단체|사람)|누구누구|누구\s*(?:들|랑|와|과)|(?:뭐|무엇|어디)\s*(?:뭐|무엇|어디)|모두|전부|각각|다\s*(?:알려|말해)|나열|명단|목록|[가-힣]+(?<![만아다])들{_ASKED}|(?:어느|어떤|무슨)\s(?:[가-힣]+\s)?[가-힣]+(?<![만아다])들(?![어기려었])|{_OF_SEVERAL}{_ASKED}"
    rf"|\bwho\s+(?:were|all|else)\b|\blist\b|\ball\b|\bnames\s+of\b|\bwhat\s+(?:are|were)\s+the\s+(?:[\w'-]+\s+){{0,3}}?{_PLURAL}\b|\b(?:which|what)\s+{_PLURAL}\b|\b(?:which|what)\s+(?:(?!did|do|does|will|would|is|was|were|are|has|have|can)[\w'-]+\s+){{1,2}}?{_PLURAL}\s+{_PLURAL_VERB}",
    re.IGNORECASE,
)
_PERSONS = r"(?:사람|분|손님|인물|인사|임원|관계자|기업인|총수|정상|의원|선수|후보|배우|가수|전문가|기업|회사|업체|은행|나라|국가|기관|단체|정당|학교|대학|팀)"
_PLACES = r"(?:곳|데|나라|국가|도시|지역|마을|기업|회사|기관|시설|시장|공장)"
_THINGS = r"(?:음식|요리|메뉴|제품|품목|물건|것|거|게|건|술)"
#: one of these hardly ever comes alone
_ONE_OF_MANY = r"(?:(?:참석|참가|참여|배석|동석|동행|출연|입상|합격)자|심사위원|수행원|사절단|출연진|일행|멤버|구성원|경영진|임원진|수뇌부|대표단|방문단|(?:수출|수입|회원|참가|참여|가입|동맹|서명|참전|교역)국|(?:회원|계열|자회|협력|참여|입찰)사|메뉴|음식|요리|다과|의제|안건|현안|증상|부작용|품목|재료|준비물|공약)"
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
_ONLY_ONE = re.compile(
    r"가장|제일|(?<![가-힣])맨\s|먼저|처음|최초|마지막|유일|혼자|단독|대표로|번째|(?:주|메인\s?)(?:메뉴|요리)|\b(?:first|second|last|most|only)\b",
    re.IGNORECASE,
)


def wants_list(text: str) -> bool:
    """Whether several persons or things may naturally be the answer."""
    return bool(_LIST.search(text) or (_MAYBE_LIST.search(text) and not _ONLY_ONE.search(text)))
