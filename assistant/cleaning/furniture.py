"""What a line of a news page is: text, or one of the things that stand around it."""

from __future__ import annotations

import re
from enum import Enum, auto

from assistant.cleaning.widgets import is_button, is_menu, is_widget
from assistant.dates import ARCHIVE_PHOTO, is_stamp


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


_WIRES = r"AP|AFP|EPA|UPI|DPA|로이터(?:통신)?|신화(?:통신|사)?|타스(?:통신)?|교도|지지|블룸버그"
AGENCY = (
    rf"(?:(?:{_WIRES}|Xinhua)[\s=/·]?(?:연합뉴스|뉴시스|뉴스1)|연합뉴스(?:TV)?|연합|뉴스1|뉴시스|뉴스핌|{_WIRES}|"
    r"News1|NEWS1|NEWSIS|Newsis|Yonhap(?: News)?|Reuters|REUTERS|TASS|Bloomberg|"
    r"게티\s?이미지(?:뱅크|코리아|스)?|Getty\s?Images(?:\s?Bank|Bank)?|셔터스톡|픽사베이|언스플래시|"
    r"(?:공동|국회|청와대|대통령실|사진|통신)[가-힣\s]{0,8}(?:취재단|기자단))"
)
NAME = r"[가-힣]{2,4}"
_SECTION = r"(?:[가-힣A-Z·]{1,8}(?:부|팀)\s)?"
ROLE = (
    r"(?:(?:선임|수습|인턴|객원|전문|대|사진|영상|의학|과학|경제|기상|온라인|디지털|전국|논설|편집|탐사|촬영|"
    r"부동산|연예|스포츠)?\s?(?:기자|특파원|통신원|리포터|에디터|논설위원|논설실장|전문위원|PD|피디|앵커|아나운서|"
    r"칼럼니스트))"
)
NAMES = (
    rf"{_SECTION}{NAME}(?:(?:\s?[·,/]\s?|\s){NAME}){{0,7}}\s?{ROLE}"
    rf"(?:\s?[·,/]?\s?{NAME}(?:[·,\s]{{1,2}}{NAME}){{0,4}}\s?{ROLE}){{0,3}}"
)
EMAIL = r"[A-Za-z0-9][\w.+-]*@(?:[\w-]+\.)+[A-Za-z]{2,6}"

_AFTER_SENTENCE = r"(?:(?<=[.!?\"”'’)])\s+|(?<=다\.))"
_SIGNED_OFF = re.compile(
    rf"{_AFTER_SENTENCE}(?=(?:[/(\[=]?\s?(?:{NAMES}|[가-힣=]{{2,12}})\s?[=/,(]?\s?)?{EMAIL}[)\]]?$)"
    rf"|{_AFTER_SENTENCE}(?=[<\[(]?\s?(?:저작권자|copyright|[ⓒ©]\s?\S+[,\s].{{0,20}}무단)[^다]{{0,120}}$)"
    rf"|{_AFTER_SENTENCE}(?=[/\[(]\s?{NAMES}\s?[)\]]?$)",
    re.I,
)
_CLOSERS = r"[)\]\"'”’」』》〉>]*(?:\[[0-9]{1,3}\])*(?:\[\[[^\]]*\]\])*"
_ENDED = re.compile(rf"(?:[!?。]|(?<!\.)\.){_CLOSERS}\W{{0,2}}$")
_ENDED_BARE = re.compile(r"[가-힣](?:다|요|죠|까)[\"'”’]?$")
_DECLARED = re.compile(rf"(?:다|요|죠|까)[.!?]{_CLOSERS}$|[a-z]{{2}}[.!?]{_CLOSERS}$")
_PLAIN_END = re.compile(rf"(?<!니)다\.{_CLOSERS}\W?$")
_POLITE_END = re.compile(r"(?:니다|세요|시오|까요)[.!?]?\W?(?:\s?닫기)?$")
_ANSWER = re.compile(r"[A-Z]\s?[.:)]|[-–—―▲△●○◆◇■□]|[가-힣]{1,5}\s?:")
_NOTICE_WORDS = re.compile(
    r"기사|본문|글자|글씨|크기|뉴스|구독|댓글|공유|복사|로그인|회원|페이지|화면|버튼|클릭|서비스|저작권|제공|알림|설정|광고|언론사|제보|내용"
)
_LONG = 80
_LONGEST = 500  #: characters of anything but text

_COPYRIGHT = re.compile(
    r"(?:copyright|저작권|[ⓒ©]|\(c\)).*(?:무단|전재|재배포|금지|금합|금함|rights\s*reserved|있습니다|없습니다)"
    r"|^\W*copyrights?\b.{0,80}$|^\W*저작권자\s?[ⓒ©(].{0,60}$|^\W*[ⓒ©].{1,30}[|.,·].{1,60}$"
    r"|^\W*무단\s?(?:전재|복제|배포|게재).{0,60}금(?:지|합|함).{0,40}$|all\s+rights\s+reserved",
    re.I,
)
_CREDIT_WORD = r"(?:사진|자료\s?사진|자료|이미지|그래픽|영상|캡처|캡쳐|일러스트|삽화|그림|출처|촬영)"
_CREDITS = re.compile(
    rf"(?:^|[\s.\]\[(<【/▲△다)\"'”’])[\[(<【/|]?\s?{_CREDIT_WORD}(?:\s?(?:제공|출처|캡처|캡쳐))?\s?[=::|ⓒ©/]\s?"
    r"[^\[\]=]{1,45}[\])>】]?\.?$"
    rf"|[\[(<【]{_CREDIT_WORD}(?:\s?제공)?\s(?!필요)[^\[\]()]{{1,30}}[\])>】]$"
    r"|[ⓒ©]\s?[^ⓒ©]{1,40}(?<!다\.)$"
    rf"|[\[(【][^\[\]()]{{0,25}}{AGENCY}[^\[\]()]{{0,25}}[\])】]$"
    rf"|\s?[/=|]\s?{AGENCY}(?:\s?(?:자료|DB|제공).{{0,5}})?$"
    r"|[\[(【][^\[\]()]{0,30}(?:제공|자료\s?사진|캡처|캡쳐|갈무리|DB|재판매\s?및\s?DB\s?금지)\.?[\])】]$"
    r"|(?<=[가-힣]\.)\s?/?\s?[^\s./]{1,15}(?:\s[^\s./]{1,12})?\s(?:제공|캡처|갈무리)$|/[^/.]{1,20}\s?제공$|\./[^\s./]{2,12}$"
    r"|\*?\s?재판매\s?및\s?DB\s?금지\W*$|[\[(]?자료\s?사진[\])]?$|\((?:Getty|AP|AFP|Reuters|Yonhap|EPA)[^()]*\)$"
)
_PHOTO_DATE = re.compile(
    r"(?:다\.|[\s.\])])\s?(?:19|20)\d\d[./]\s?\d{1,2}[./]\s?\d{1,2}\.?(?:\s?/\s?.{2,30}|\s?\S+@\S+|\s?[\[(].{2,40}[\])])$"
    r"|(?:다|습)\S{0,2}\.\s?(?:19|20)\d\d[./]\s?\d{1,2}[./]\s?\d{1,2}\.?$"
)
_BARE_CREDIT = re.compile(
    rf"(?<=[.!?\"”'’)])(?:\s|\s?/\s?)(?:{AGENCY}|{NAME}\s?(?:선임|인턴|사진)?기자)\.?$|(?<=다\.)/[^\s./]{{2,12}}$"
)
_PHOTOGRAPHED = re.compile(
    rf"^[^.]*고 있다\.\s\S.{{0,20}}기자\s?[(\[]?{EMAIL}[)\]]?$|^\W?사진\s?(?:설명|캡션)\s?[>\])::=]"
)
_UNRELATED_PHOTO = re.compile(r"(?:기사|본문)\s?(?:내용)?[과와]\s?(?:직접적?인?\s?)?(?:관련|관계)?\s?(?:없|무관)")
_CREDIT_ALONE = re.compile(
    rf"\W*(?:{AGENCY}|(?:{_CREDIT_WORD})\s?(?:제공|출처)?\s?[=::|]\s?\S.{{0,30}}|[ⓒ©]\s?\S.{{0,25}}|[^.]{{1,20}}\s제공|"
    rf"자료\s?사진|촬영\s{NAME})\W*"
)
_HASHTAGS = re.compile(r"#[^\s#]+(?:[\s,]+#[^\s#]+)*")
_BYLINE = re.compile(
    r"[\W_]*(?:by\s|글|취재|정리|대담|글[·/]?사진|사진[·/]?글|영상)?[\s=:/|]*(?:[가-힣·A-Z]{2,12}\s?=\s?)?"
    rf"{NAMES}\W*(?:기자\s?(?:더보기|페이지|구독)|구독|다른\s?기사\s?보기)?\W*"
    r"|[Bb][Yy]\s+[A-Z][\w.'-]+(?:\s(?:and\s)?[A-Z][\w.'-]+){1,7}"
)
_EMAIL = re.compile(EMAIL)
_RELATED = re.compile(
    r"\W*(?:관련\s?(?:기사|뉴스|키워드|태그|영상|콘텐츠)|연관\s?(?:기사|뉴스)|(?:가장\s?)?많이\s?본\s?(?:뉴스|기사|콘텐츠)|"
    r"(?:이\s?시각|오늘의?|실시간)\s?.{0,8}(?:뉴스|기사|이슈)|"
    r"(?:[가-힣A-Za-z0-9]{2,10}\s)?(?:주요|추천|인기|최신|랭킹|핫|속보|화제의?)\s?(?:뉴스|기사|이슈|콘텐츠)|"
    r"함께\s?(?:볼\s?만한|본|읽는|보면\s?좋은)\s?(?:뉴스|기사).{0,8}|(?:다른|이전|다음|이어지는)\s?기사(?:\s?보기)?|"
    r".{0,12}기자의?\s?(?:다른|최신)?\s?기사.{0,6}|.{0,12}다른\s?(?:기사|뉴스)\s?보기|(?:핫|hot)\s?(?:클릭|뉴스|이슈)|pick\s?뉴스|"
    r"related\s(?:articles?|stories|news|topics)|most\s(?:read|popular|viewed)|recommended(?:\sfor\syou)?|"
    r"more\sfrom\s.{1,30}|you\s(?:may|might)\s(?:also\s)?like|trending(?:\snow)?|read\smore|see\salso|more\sstories)"
    r"(?:\s?(?:더\s?보기|top\s?\d+|\d{1,3}))?\s*[\])>】:]?\W*",
    re.I,
)
_RELATED_LINE = re.compile(
    r"\W*(?:\[?관련\s?(?:기사|뉴스)\]?|read\s(?:more|also|next)|see\salso|related)\s?[:\]>▶☞-]\s?\S.*", re.I
)
_PROMOTING = re.compile(
    r"제보(?:는|하기|를|해|받|전화|영상)|(?:구독|팔로우|좋아요)(?:하기|신청|해\s?주세요|하세요|을|를|과|와)|무료\s?구독|"
    r"바로\s?가기|채널\s?(?:추가|구독)|카카오톡|카톡|텔레그램|유튜브|뉴스레터|네이버\s?(?:에서|메인|채널|포스트)|"
    r"앱\s?(?:다운|설치)|만나보세요|확인하세요|클릭|홈페이지|공감언론|"
    r"newsletter|subscribe|sign up|follow us|download (?:the|our) app",
    re.I,
)
_POINTER = re.compile(r"[▶☞▷➡►➤◎※★◀☎✔→]")
_TIPS = re.compile(
    r"제보는\s?카카오톡|제보를?\s?(?:기다|받)[^.]{0,20}(?:니다|요)\W*$|당신의\s?제보가|"
    r"^\W*(?:카카오톡|이메일|전화|사이트|페이스북|유튜브|홈페이지|네이버|카톡)\s?[::].{2,80}$|"
    r"^\W*[◎].{0,20}뉴시스|무료\s?구독|구독\s?(?:신청|바로\s?가기)\W*$|"
    r"(?:구독|만나)[^.]{0,10}(?:하세요|해\s?주세요|보세요)[.!]?\W*$|"
    r"^\W*(?:sign up for|subscribe to|follow us|download our app|click here)\b",
    re.I,
)
_ADDRESS = re.compile(r"https?://\S+|www\.\S+|youtu\.be/\S+", re.I)


def kind_of(line: str) -> Kind:
    """The kind of one stripped, non-empty line, judged by itself."""
    if len(line) > _LONGEST:
        return Kind.TEXT
    if (not re.search(r"\w", line) and len(line) <= 2) or _CREDIT_ALONE.fullmatch(line) or _HASHTAGS.fullmatch(line):
        return Kind.NOTHING
    if is_widget(line) or is_menu(line):
        return Kind.WIDGET
    if is_button(line):
        return Kind.BUTTON
    if len(line) <= 150 and is_stamp(line):
        return Kind.STAMP
    if _RELATED.fullmatch(line) or (_RELATED_LINE.fullmatch(line) and not _DECLARED.search(line)):
        return Kind.RELATED
    if _PHOTOGRAPHED.search(line):
        return Kind.CAPTION
    return _kind_of_notice(line) or _kind_of_caption(line) or (Kind.TEXT if is_text(line) else Kind.SHORT)


def split_signature(line: str) -> list[str]:
    """A paragraph and the signature or copyright notice on its last line apart."""
    if _PHOTOGRAPHED.search(line):
        return [line]
    start = max(0, len(line) - _LONGEST)
    found = _SIGNED_OFF.search(line, start)
    return [part for part in (line[: found.start()], line[found.end() :]) if part] if found else [line]


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


def is_of_another_day(credit: str) -> bool:
    """Whether what stands around a caption's sentences says that the photo is not of what the article reports."""
    return bool(ARCHIVE_PHOTO.search(credit) or _UNRELATED_PHOTO.search(credit))


def ends_bare(line: str) -> bool:
    """Ends as a Korean statement does, but without its full stop."""
    return bool(_ENDED_BARE.search(line))


def is_polite(line: str) -> bool:
    return bool(_POLITE_END.search(line)) and not re.search(r"[\"“”‘’]", line)


def is_polite_notice(line: str) -> bool:
    """Speaks to the reader about the page (`… 확인하세요.`); tells only in an article that is not itself written so."""
    return len(line) <= 60 and is_polite(line) and bool(_NOTICE_WORDS.search(line)) and not _ANSWER.match(line)


def is_plain_statement(line: str) -> bool:
    return bool(_PLAIN_END.search(line))


def _kind_of_notice(line: str) -> Kind | None:
    if len(line) <= 250 and _COPYRIGHT.search(line) and not _PLAIN_END.search(line):
        return Kind.COPYRIGHT
    if len(line) <= 60 and _BYLINE.fullmatch(line):
        return Kind.BYLINE
    if len(line) <= 80 and _EMAIL.search(line) and len(_EMAIL.sub("", line)) <= 45 and not is_declared(line):
        return Kind.EMAIL
    if len(line) > 160:
        return None
    pointed = bool(_POINTER.match(line)) and not _PLAIN_END.search(line)
    if (pointed and (_PROMOTING.search(line) or _ADDRESS.search(line))) or _TIPS.search(line):
        return Kind.PROMOTION
    rest = _ADDRESS.sub("", line)
    return Kind.PROMOTION if rest != line and len(rest) <= 30 and not is_text(rest) else None


def _kind_of_caption(line: str) -> Kind | None:
    sentences = len(re.findall(r"[다요]\.(?=\s|$)", line))
    if len(line) <= 120 and _UNRELATED_PHOTO.search(line) and not re.search(r"[했됐었았]다\.", line):
        return Kind.CAPTION
    if sentences > 3:
        return None
    if sentences <= 2 and not _PHOTO_DATE.search(line) and _BARE_CREDIT.search(line):
        return Kind.CREDITED
    credit = _CREDITS.search(line)
    is_credited = bool(credit and (sentences < 3 or re.search("[ⓒ©]", credit.group())))
    return Kind.CAPTION if is_credited or _PHOTO_DATE.search(line) else None
