"""What buttons, menus and notices of news pages say: whole lines that are never part of an article."""

from __future__ import annotations

import re

# Compared in lower case without white space, and without marks at either end.
_WIDGETS = (
    # ways around the page
    r"(?:컨텐츠|콘텐츠|본문|주?메뉴|하단|상단|검색)(?:으로|영역|내용)?바로가기",
    r"skipto(?:main)?content|전체메뉴(?:보기|열기|닫기)?|메뉴(?:열기|닫기|보기)|검색(?:창)?(?:열기|닫기|하기)",
    r"닫기|더보기|기사더보기|펼치기|접기|맨위로|위로가기|top|목록(?:으로|보기)?|처음으로|뉴스홈|뉴스스탠드|다크모드",
    r"로그인(?:이필요합니다|후이용.*|해주세요)?|회원가입|로그아웃|마이페이지|모바일(?:로|에서)?보기|pc(?:버전|로)보기",
    # sharing, saving, printing
    r"기사(?:를)?(?:스크랩|공유|저장|추천|인쇄|프린트|듣기|보내기|원문보기|원문|주소복사)(?:하기|합니다|됨)?|스크랩(?:하기)?",
    r"이기사를공유합니다|클립보드에?복사.{0,12}|(?:다른곳|원하는곳)에붙여넣기.{0,10}|copylink|클린뷰",
    r"(?:sns|페이스북|트위터|카카오톡|카카오스토리|밴드|네이버|라인|이메일|링크)?(?:으로|에|로)?(?:공유|보내기|퍼가기)(?:하기|열기|닫기)",
    r"(?:url|주소|링크|기사주소|기사url)(?:이|가)?복사(?:하기|되었습니다|가?완료되었습니다|됨)?",
    r"(?:기사)?(?:프린트|인쇄)하기|share(?:this)?(?:article|story)?|print(?:article)?",
    # comments and feelings
    r"댓글\d*개?|댓글(?:쓰기|달기|보기|열기|닫기|입력|목록|운영정책|새로고침|삭제|수정|작성|많은뉴스)\d*|전체댓글\d*|의견\d*",
    r"(?:댓글)?첫댓글을작성해보세요|댓글을입력해주세요|이기사의댓글.{0,12}언론사가.{0,6}정합니다|leaveacomment|comments?\d*",
    r"(?:좋아요|훌륭해요|슬퍼요|화나요|놀랐어요|감동이에요|응원해요|후속기사원해요|싫어요|공감해요|관심있어요)\d*",
    r"(?:쏠쏠정보|흥미진진|공감백배|분석탁월|후속강추|추천해요)\d*|응원(?:수|하기)[\d,.만]*",
    # subscriptions and reporters
    r"(?:언론사|기자|기사|이기자|채널|뉴스)?구독(?:하기|중|취소|중입니다|해지)|구독자[\d,.만]+|구독메인에서바로보는언론사편집뉴스.*",
    r"기자(?:페이지|채널|프로필|정보|소개)|프로필보기|기사제보|제보하기|정정보도|기사문의",
    # letter size, listening, summaries
    r"(?:본문|기사)?(?:글자|글씨|폰트|텍스트)(?:크기)?(?:크게|작게|크기)?(?:조절|변경|설정|조정|키우기|줄이기|보통|확대|축소)?(?:하기|열기|닫기)?",
    r"(?:본문)?글(?:자|씨)크기.{0,30}|이글자크기로변경됩니다|\(예시\)가장빠른뉴스가있고.*|가장빠른뉴스가있고다양한정보.*",
    r"전체맥락을이해하기위해서는본문보기를권장합니다|기사(?:의)?제목과(?:주요|핵심)문장을기반으로자동요약한결과입니다.*",
    r"(?:ai|자동|기사|본문|세줄|3줄)(?:가)?요약(?:보기|봇|닫기|베타|beta)?|요약(?:봇|보기)|번역(?:설정|beta).{0,30}",
    r"(?:본문|기사|뉴스|음성)(?:으로)?듣기(?:를종료.{0,10})?|음성재생(?:하기|설정|중지)?|다시보기|이동통신망을이용.*",
    r"텍스트음성변환.*|기사를?읽어드립니다|읽어주기기능은.*|브라우저에서만사용하실수있습니다|listen(?:tothisarticle)?",
    r"yourbrowserdoesnotsupport.*|audioelement|audio|element",
    # pictures and advertisements
    r"(?:이미지|사진)(?:를)?(?:크게|확대|원본)(?:하여|해서)?(?:보기)?|이미지확대|사진확대|원본보기|원본이미지보기",
    r"(?:이미지|사진)를(?:클릭|누르)(?:하시)?면.{0,20}(?:있습니다|됩니다|보기)|클릭하(?:시)?면.{0,14}(?:볼수있습니다|보실수있습니다)",
    r"고침|광고(?:문의)?|advertisements?|sponsored",
    # what a portal says of an article
    r"이기사는.{2,20}(?:제공했|제공한|전재|제휴|작성했|생성).{0,25}|이기사는언론사에서.{0,12}섹션으로분류했습니다",
    r"기사가속한카테고리는언론사가분류합니다|언론사는한기사를두개이상의카테고리로분류할수있습니다",
    r"기사의섹션분류는해당언론사의분류를따르고있습니다.*|본문의검색링크는.*|끝|end",
)
_BUTTONS = (
    r"공유|프린트|인쇄|저장|메일|이메일|링크|가{1,3}[+-]?|a|aa|크게|작게|보통|아주크게|매우크게|설정|알림",
    r"페이스북|트위터|x|엑스|카카오톡|카카오스토리|카톡|밴드|네이버(?:블로그|밴드|카페)?|라인|텔레그램|sns|url|email|facebook|twitter",
    r"ad|홈|home|이전|다음|목록|close|menu|search|검색|구독|팔로우|추천|비추천|신고|답글|최신순|공감순|등록|취소|확인|입력|수정|기사|뉴스",
    r"\d{1,4}|\d{1,2}:\d\d",
)
_WIDGET = re.compile("|".join(_WIDGETS), re.I)
_BUTTON = re.compile("|".join(_BUTTONS), re.I)


def is_widget(line: str) -> bool:
    """Certainly of the page, wherever it stands."""
    squeezed = re.sub(r"\s+", "", line)
    return bool(_WIDGET.fullmatch(_bare(squeezed)) or _WIDGET.fullmatch(squeezed))


def is_button(line: str) -> bool:
    """Of the page when it stands among widgets; by itself it may be an item of a list."""
    return bool(_BUTTON.fullmatch(_bare(re.sub(r"\s+", "", line))))


def is_menu(line: str) -> bool:
    """Buttons and widgets in a row: `공유 | 인쇄 | 스크랩`."""
    entries = re.split(r"[|·ㆍ•>,/\s]+", re.sub(r"[ⓒ©].*$", "", line))
    entries = [entry for entry in entries if re.search(r"\w", entry)]
    return len(entries) > 1 and all(_BUTTON.fullmatch(entry) or _WIDGET.fullmatch(entry) for entry in entries)


def _bare(squeezed: str) -> str:
    return re.sub(r"^[^\w(]+|[^\w)]+$", "", squeezed)
