"""What a line of a news page is: text, or one of the things that stand around it."""

from __future__ import annotations

import re
from enum import Enum, auto

from assistant.dates import is_stamp


class Kind(Enum):
    TEXT = auto()  #: ends like a sentence, or is as long as a paragraph
    SHORT = auto()  #: neither: a headline, a subhead, an item of a list, a menu entry we do not know
    CAPTION = auto()  #: of a photo, known by its credit
    CREDITED = auto()  #: one sentence and a bare agency or reporter: a caption, or the last paragraph and its writer
    COPYRIGHT = auto()
    BYLINE = auto()
    EMAIL = auto()  #: a byline or signature with an address
    STAMP = auto()  #: says when the page was entered or changed
    RELATED = auto()  #: the heading of a list of other articles
    PROMOTION = auto()
    WIDGET = auto()  #: certainly of the page, not the article
    BUTTON = auto()  #: of the page when it stands among widgets
    NOTHING = auto()  #: credits by themselves, stray marks


AGENCY = (
    r"(?:(?:AP|AFP|EPA|UPI|로이터|신화|타스|교도|지지|DPA|Xinhua)[\s=/·]?(?:연합뉴스|뉴시스|뉴스1)|연합뉴스(?:TV)?|연합|뉴스1|뉴시스|뉴스핌|"
    r"News1|NEWS1|NEWSIS|Newsis|Yonhap(?: News)?|AP|AFP|EPA|UPI|로이터(?:통신)?|Reuters|REUTERS|신화(?:통신|사)?|타스(?:통신)?|TASS|"
    r"블룸버그|Bloomberg|게티\s?이미지(?:뱅크|코리아|스)?|Getty\s?Images(?:\s?Bank|Bank)?|셔터스톡|픽사베이|언스플래시|"
    r"(?:공동|국회|청와대|대통령실|사진|통신)[가-힣\s]{0,8}(?:취재단|기자단))"
)
NAME = r"[가-힣]{2,4}"
_SECTION = r"(?:[가-힣A-Z·]{1,8}(?:부|팀)\s)?"
ROLE = (
    r"(?:(?:선임|수습|인턴|객원|전문|대|사진|영상|의학|과학|경제|기상|온라인|디지털|전국|논설|편집|탐사|촬영|부동산|연예|스포츠)?\s?"
    r"(?:기자|특파원|통신원|리포터|에디터|논설위원|논설실장|전문위원|PD|피디|앵커|아나운서|칼럼니스트))"
)
NAMES = rf"{_SECTION}{NAME}(?:(?:\s?[·,/]\s?|\s){NAME}){{0,7}}\s?{ROLE}(?:\s?[·,/]?\s?{NAME}(?:[·,\s]{{1,2}}{NAME}){{0,4}}\s?{ROLE}){{0,3}}"
EMAIL = r"[A-Za-z0-9][\w.+-]*@(?:[\w-]+\.)+[A-Za-z]{2,6}"

_SIGNED_OFF = re.compile(
    rf"(?<=[.!?\"”'’)])\s*(?=(?:[/(\[=]?\s?(?:{NAMES}|[가-힣=]{{2,12}})\s?[=/,(]?\s?)?{EMAIL}[)\]]?$)"
    r"|(?<=[.!?\"”'’)])\s*(?=[<\[(]?\s?(?:저작권자|copyright|[ⓒ©]\s?\S+[,\s].{0,20}무단)[^다]{0,120}$)"
    rf"|(?<=[.!?\"”'’)])\s*(?=[/\[(]\s?{NAMES}\s?[)\]]?$)",
    re.I,
)
_CLOSERS = r"[)\]\"'”’」』》〉>]*(?:\[[0-9]{1,3}\])*(?:\[\[[^\]]*\]\])*"
_ENDED = re.compile(rf"(?:[!?。]|(?<!\.)\.){_CLOSERS}\W{{0,2}}$")
_ENDED_BARE = re.compile(r"[가-힣](?:다|요|죠|까)[\"'”’]?$")
_DECLARED = re.compile(rf"(?:다|요|죠|까)[.!?]{_CLOSERS}$|[a-z]{{2}}[.!?]{_CLOSERS}$")
_LONG = 80

_COPYRIGHT = re.compile(
    r"(?:copyright|저작권자|저작권은|[ⓒ©]|\(c\)).*(?:무단|전재|재배포|금지|rights\s*reserved|있습니다)"
    r"|^\W*copyrights?\b.{0,80}$|^\W*저작권자\s?[ⓒ©(].{0,60}$|^\W*(?:무단\s?(?:전재|복제|배포|게재)).{0,60}금지.{0,40}$|all\s+rights\s+reserved",
    re.I,
)
_CREDIT_WORD = r"(?:사진|자료\s?사진|자료|이미지|그래픽|영상|캡처|캡쳐|일러스트|삽화|그림|출처|촬영)"
_CREDITS = re.compile(
    rf"(?:^|[\s.\]\[(<【/▲△다)\"'”’])[\[(<【/|]?\s?{_CREDIT_WORD}(?:\s?(?:제공|출처|캡처|캡쳐))?\s?[=::|ⓒ©/]\s?[^\[\]=]{{1,45}}[\])>】]?\.?$"
    rf"|[\[(<【]{_CREDIT_WORD}(?:\s?제공)?\s(?!필요)[^\[\]()]{{1,30}}[\])>】]$"
    r"|[ⓒ©]\s?[^ⓒ©]{1,40}$"
    rf"|[\[(【][^\[\]()]{{0,25}}{AGENCY}[^\[\]()]{{0,25}}[\])】]$"
    rf"|\s?[/=|]\s?{AGENCY}(?:\s?(?:자료|DB|제공).{{0,5}})?$"
    r"|[\[(【][^\[\]()]{0,30}(?:제공|자료\s?사진|캡처|캡쳐|갈무리|DB|재판매\s?및\s?DB\s?금지)\.?[\])】]$"
    r"|(?<=다\.)\s?/?\s?[^\s./]{1,15}(?:\s[^\s./]{1,12})?\s(?:제공|캡처|갈무리)$|/[^/.]{1,20}\s?제공$"
    rf"|\*?\s?재판매\s?및\s?DB\s?금지\W*$|[\[(]?자료\s?사진[\])]?$|\((?:Getty|AP|AFP|Reuters|Yonhap|EPA)[^()]*\)$"
)
_PHOTO_DATE = re.compile(
    r"(?:다\.|[\s.\])])\s?(?:19|20)\d\d[./]\s?\d{1,2}[./]\s?\d{1,2}\.?(?:\s?/\s?.{2,30}|\s?\S+@\S+|\s?[\[(].{2,40}[\])])$"
    r"|(?:다|습)\S{0,2}\.\s?(?:19|20)\d\d[./]\s?\d{1,2}[./]\s?\d{1,2}\.?$"
)
_BARE_CREDIT = re.compile(rf"(?<=[.!?\"”'’)])\s(?:{AGENCY}|{NAME}\s?(?:선임|인턴|사진)?기자)\.?$")
_UNRELATED_PHOTO = re.compile(r"(?:기사|본문)\s?(?:내용)?[과와]\s?(?:직접적?인?\s?)?(?:관련|관계)?\s?(?:없|무관)")
_CREDIT_ALONE = re.compile(
    rf"\W*(?:{AGENCY}|(?:{_CREDIT_WORD})\s?(?:제공|출처)?\s?[=::|]\s?\S.{{0,30}}|[ⓒ©]\s?\S.{{0,25}}|.{{1,20}}\s제공|자료\s?사진|촬영\s{NAME})\W*"
)
_BYLINE = re.compile(
    rf"[\W_]*(?:by\s|글|취재|정리|대담|글[·/]?사진|사진[·/]?글|영상)?[\s=:/|]*(?:[가-힣·A-Z]{{2,12}}\s?=\s?)?{NAMES}\W*(?:기자\s?(?:더보기|페이지|구독)|구독|다른\s?기사\s?보기)?\W*"
    rf"|[Bb][Yy]\s+[A-Z][\w.'-]+(?:\s(?:and\s)?[A-Z][\w.'-]+){{1,7}}"
)
_EMAIL_LINE = re.compile(rf"(?:{EMAIL})")
_RELATED = re.compile(
    r"\W*(?:관련\s?(?:기사|뉴스|키워드|태그|영상|콘텐츠)|연관\s?(?:기사|뉴스)|(?:가장\s?)?많이\s?본\s?(?:뉴스|기사|콘텐츠)|(?:이\s?시각|오늘의?|실시간)\s?.{0,8}(?:뉴스|기사|이슈)|"
    r"(?:주요|추천|인기|최신|랭킹|핫|속보|화제의?)\s?(?:뉴스|기사|이슈|콘텐츠)|함께\s?(?:볼\s?만한|본|읽는|보면\s?좋은)\s?(?:뉴스|기사).{0,8}|"
    r"(?:다른|이전|다음|이어지는)\s?기사(?:\s?보기)?|.{0,12}기자의?\s?(?:다른|최신)?\s?기사.{0,6}|.{0,12}다른\s?(?:기사|뉴스)\s?보기|(?:핫|hot)\s?(?:클릭|뉴스|이슈)|pick\s?뉴스|"
    r"related\s(?:articles?|stories|news|topics)|most\s(?:read|popular|viewed)|recommended(?:\sfor\syou)?|more\sfrom\s.{1,30}|you\s(?:may|might)\s(?:also\s)?like|trending(?:\snow)?|"
    r"read\smore|see\salso|more\sstories)(?:\s?(?:더\s?보기|top\s?\d+|\d{1,3}))?\s*[\])>】:]?\W*",
    re.I,
)
_RELATED_LINE = re.compile(r"\W*(?:\[?관련\s?(?:기사|뉴스)\]?|read\s(?:more|also|next)|see\salso|related)\s?[:\]>▶☞-]\s?\S.*", re.I)
_PROMOTING = re.compile(
    r"제보(?:는|하기|를|해|받|전화|영상)|(?:구독|팔로우|좋아요)(?:하기|신청|해\s?주세요|하세요|을|를|과|와)|무료\s?구독|바로\s?가기|채널\s?(?:추가|구독)|"
    r"카카오톡|카톡|텔레그램|유튜브|뉴스레터|네이버\s?(?:에서|메인|채널|포스트)|앱\s?(?:다운|설치)|만나보세요|확인하세요|클릭|홈페이지|공감언론|"
    r"newsletter|subscribe|sign up|follow us|download (?:the|our) app",
    re.I,
)
_POINTER = re.compile(r"[▶☞▷➡►➤◎※★◀☎✔→]")
_TIPS = re.compile(
    r"제보는\s?카카오톡|제보를?\s?(?:기다|받)[^.]{0,20}(?:니다|요)\W*$|당신의\s?제보가|^\W*(?:카카오톡|이메일|전화|사이트|페이스북|유튜브|홈페이지|네이버|카톡)\s?[::].{2,80}$|"
    r"^\W*[◎].{0,20}뉴시스|무료\s?구독|구독\s?(?:신청|바로\s?가기)\W*$|(?:구독|만나)[^.]{0,10}(?:하세요|해\s?주세요|보세요)[.!]?\W*$|"
    r"^\W*(?:sign up for|subscribe to|follow us|download our app|click here)\b",
    re.I,
)
_ADDRESS = re.compile(r"https?://\S+|www\.\S+|youtu\.be/\S+", re.I)

# Compared without white space, in lower case, without leading and trailing marks; a whole line must match.
_WIDGET = re.compile(
    r"(?:컨텐츠|콘텐츠|본문|주?메뉴|하단|상단|검색)(?:으로|영역|내용)?바로가기|기사(?:를)?(?:스크랩|공유|저장|추천|인쇄|프린트|듣기|보내기|원문보기|원문|주소복사)(?:하기|합니다|됨)?|"
    r"이기사를공유합니다|(?:sns|페이스북|트위터|카카오톡|카카오스토리|밴드|네이버|라인|이메일|링크)?(?:으로|에|로)?(?:공유|보내기|퍼가기)(?:하기|열기|닫기)|스크랩(?:하기)?|"
    r"(?:url|주소|링크|기사주소|기사url)(?:이|가)?복사(?:하기|되었습니다|가?완료되었습니다|됨)?|주소복사가완료되었습니다|클립보드에?복사.{0,12}|(?:다른곳|원하는곳)에붙여넣기.{0,10}|"
    r"댓글\d*개?|댓글(?:쓰기|달기|보기|열기|닫기|입력|목록|운영정책|새로고침|삭제|수정|작성|많은뉴스)\d*|(?:댓글)?첫댓글을작성해보세요|전체댓글\d*|댓글을입력해주세요|의견\d*|"
    r"클린뷰|(?:본문|기사)?(?:글자|글씨|폰트|텍스트)(?:크기)?(?:크게|작게|크기)?(?:조절|변경|설정|조정|키우기|줄이기|보통|확대|축소)?(?:하기|열기|닫기)?|"
    r"(?:본문)?글(?:자|씨)크기.{0,30}|이글자크기로변경됩니다|\(예시\)가장빠른뉴스가있고.*|가장빠른뉴스가있고다양한정보.*|전체맥락을이해하기위해서는본문보기를권장합니다|"
    r"기사(?:의)?제목과(?:주요|핵심)문장을기반으로자동요약한결과입니다.*|(?:ai|자동|기사|본문|세줄|3줄)(?:가)?요약(?:보기|봇|닫기|베타|beta)?|요약(?:봇|보기)|"
    r"(?:기사)?(?:프린트|인쇄)하기|(?:본문|기사|뉴스|음성)(?:으로)?듣기(?:를종료.{0,10})?|음성재생(?:하기|설정|중지)?|번역(?:설정|beta).{0,30}|다시보기|이동통신망을이용.*|"
    r"(?:좋아요|훌륭해요|슬퍼요|화나요|놀랐어요|감동이에요|응원해요|후속기사원해요|쏠쏠정보|흥미진진|공감백배|분석탁월|후속강추|추천해요|싫어요|공감해요|관심있어요)\d*|"
    r"(?:언론사|기자|기사|이기자|채널|뉴스)?구독(?:하기|중|취소|중입니다|해지)|구독자[\d,.만]+|응원(?:수|하기)[\d,.만]*|로그인(?:이필요합니다|후이용.*|해주세요)?|회원가입|로그아웃|마이페이지|"
    r"전체메뉴(?:보기|열기|닫기)?|메뉴(?:열기|닫기|보기)|검색(?:창)?(?:열기|닫기|하기)|(?:이미지|사진)(?:를)?(?:크게|확대|원본)(?:하여|해서)?(?:보기)?|"
    r"(?:이미지|사진)를(?:클릭|누르)(?:하시)?면.{0,20}(?:있습니다|됩니다|보기)|클릭하(?:시)?면.{0,14}(?:볼수있습니다|보실수있습니다)|이미지확대|사진확대|원본보기|원본이미지보기|"
    r"기사가속한카테고리는언론사가분류합니다|언론사는한기사를두개이상의카테고리로분류할수있습니다|이기사는언론사에서.{0,12}섹션으로분류했습니다|이기사의댓글.{0,12}언론사가.{0,6}정합니다|"
    r"기사의섹션분류는해당언론사의분류를따르고있습니다.*|본문의검색링크는.*|구독메인에서바로보는언론사편집뉴스.*|닫기|더보기|기사더보기|펼치기|접기|맨위로|위로가기|top|목록(?:으로|보기)?|"
    r"모바일(?:로|에서)?보기|pc(?:버전|로)보기|기사제보|제보하기|정정보도|기사문의|고침|광고(?:문의)?|advertisements?|sponsored|share(?:this)?(?:article|story)?|print(?:article)?|"
    r"listen(?:tothisarticle)?|leaveacomment|comments?\d*|copylink|텍스트음성변환.*|다크모드|글꼴|끝|end|\(끝\)|기자페이지|기자채널|기자소개|프로필보기|뉴스홈|뉴스스탠드",
    re.I,
)
_BUTTON = re.compile(
    r"공유|프린트|인쇄|가{1,3}[+-]?|a|aa|ad|홈|home|이전|다음|목록|페이스북|트위터|x|엑스|카카오톡|카카오스토리|카톡|밴드|네이버(?:블로그|밴드|카페)?|라인|텔레그램|링크|메일|이메일|저장|sns|url|"
    r"email|facebook|twitter|close|menu|search|검색|구독|크게|작게|보통|아주크게|매우크게|설정|알림|팔로우|추천|비추천|신고|답글|최신순|공감순|등록|취소|확인|입력|수정|기사|뉴스|\d{1,4}",
    re.I,
)


def kind_of(line: str) -> Kind:
    """The kind of one stripped, non-empty line, judged by itself."""
    squeezed = re.sub(r"\s+", "", line)
    bare = re.sub(r"^[^\w(]+|[^\w)]+$", "", squeezed)
    if not re.search(r"\w", line) and len(line) <= 2 or _CREDIT_ALONE.fullmatch(line):
        return Kind.NOTHING
    if bare and (_WIDGET.fullmatch(bare) or _WIDGET.fullmatch(squeezed)):
        return Kind.WIDGET
    if _BUTTON.fullmatch(bare):
        return Kind.BUTTON
    if len(line) <= 150 and is_stamp(line):
        return Kind.STAMP
    if _RELATED.fullmatch(line) or _RELATED_LINE.fullmatch(line) and not _DECLARED.search(line):
        return Kind.RELATED
    return _kind_of_notice(line) or _kind_of_caption(line) or (Kind.TEXT if is_text(line) else Kind.SHORT)


def split_signature(line: str) -> list[str]:
    """A paragraph and the signature or copyright notice on its last line apart."""
    return [part for part in _SIGNED_OFF.split(line, maxsplit=1) if part]


def split_credit(line: str) -> tuple[str, str]:
    """A CREDITED line's sentences, and its credit."""
    found = _BARE_CREDIT.search(line)
    place = found.start() if found else len(line)
    return line[:place].rstrip(), line[place:].lstrip()


def is_text(line: str) -> bool:
    return bool(_ENDED.search(line)) or len(line) >= _LONG


def is_declared(line: str) -> bool:
    """Ends as a statement does, not as a headline or a remark."""
    return bool(_DECLARED.search(line))


def ends_bare(line: str) -> bool:
    """Ends as a Korean statement does, but without its full stop."""
    return bool(_ENDED_BARE.search(line))


def _kind_of_notice(line: str) -> Kind | None:
    if len(line) <= 250 and _COPYRIGHT.search(line) and not re.search(r"(?<!습니)다\.\W*$", line):
        return Kind.COPYRIGHT
    if len(line) <= 60 and _BYLINE.fullmatch(line):
        return Kind.BYLINE
    if len(line) <= 80 and _EMAIL_LINE.search(line) and len(_EMAIL_LINE.sub("", line)) <= 45 and not is_declared(line):
        return Kind.EMAIL
    if len(line) > 160:
        return None
    pointed = bool(_POINTER.match(line)) and not re.search(r"(?<!니)다\.\W*$", line)
    if pointed and (_PROMOTING.search(line) or _ADDRESS.search(line)) or _TIPS.search(line):
        return Kind.PROMOTION
    rest = _ADDRESS.sub("", line)
    return Kind.PROMOTION if rest != line and len(rest) <= 30 and not is_text(rest) else None


def _kind_of_caption(line: str) -> Kind | None:
    sentences = len(re.findall(r"[다요]\.(?=\s|$)", line))
    if len(line) <= 120 and _UNRELATED_PHOTO.search(line) and not re.search(r"[했됐었았]다\.", line):
        return Kind.CAPTION
    if len(line) > 500 or sentences > 3:
        return None
    if _PHOTO_DATE.search(line) or (found := _CREDITS.search(line)) and (sentences < 3 or re.search("[ⓒ©]", found.group())):
        return Kind.CAPTION
    return Kind.CREDITED if sentences <= 2 and _BARE_CREDIT.search(line) else None
