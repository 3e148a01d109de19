"""Who published and who wrote: copyright lines, datelines, bylines, addresses."""

from __future__ import annotations

import re
from collections.abc import Iterable

from assistant.cleaning.furniture import EMAIL, NAME, NAMES, ROLE

#: Domains of outlets that sign with their own; others are left unnamed.
_DOMAINS = {
    "hankyung.com": "한국경제", "mk.co.kr": "매일경제", "chosun.com": "조선일보", "joongang.co.kr": "중앙일보",
    "donga.com": "동아일보", "hani.co.kr": "한겨레", "khan.co.kr": "경향신문", "kyunghyang.com": "경향신문",
    "seoul.co.kr": "서울신문", "kmib.co.kr": "국민일보", "segye.com": "세계일보", "munhwa.com": "문화일보",
    "hankookilbo.com": "한국일보", "yna.co.kr": "연합뉴스", "newsis.com": "뉴시스", "news1.kr": "뉴스1",
    "edaily.co.kr": "이데일리", "mt.co.kr": "머니투데이", "fnnews.com": "파이낸셜뉴스", "asiae.co.kr": "아시아경제",
    "heraldcorp.com": "헤럴드경제", "sedaily.com": "서울경제", "dt.co.kr": "디지털타임스", "etnews.com": "전자신문",
    "ddaily.co.kr": "디지털데일리", "zdnet.co.kr": "지디넷코리아", "bloter.net": "블로터", "ajunews.com": "아주경제",
    "newspim.com": "뉴스핌", "nocutnews.co.kr": "노컷뉴스", "ohmynews.com": "오마이뉴스", "pressian.com": "프레시안",
    "ytn.co.kr": "YTN", "kbs.co.kr": "KBS", "imbc.com": "MBC", "sbs.co.kr": "SBS", "jtbc.co.kr": "JTBC",
    "mbn.co.kr": "MBN", "inews24.com": "아이뉴스24", "dailian.co.kr": "데일리안", "sisain.co.kr": "시사IN",
    "kukinews.com": "쿠키뉴스", "busan.com": "부산일보", "imaeil.com": "매일신문", "yeongnam.com": "영남일보",
    "kado.net": "강원도민일보", "kwnews.co.kr": "강원일보", "etoday.co.kr": "이투데이", "wowtv.co.kr": "한국경제TV",
    "ko.wikinews.org": "위키뉴스", "koreaherald.com": "The Korea Herald", "koreatimes.co.kr": "The Korea Times",
    "reuters.com": "Reuters", "bbc.com": "BBC", "bbc.co.uk": "BBC", "nytimes.com": "The New York Times",
    "theguardian.com": "The Guardian", "apnews.com": "AP",
}  # fmt: skip
_COPYRIGHT = re.compile(
    r"(?:copyrights?|저작권자|[ⓒ©]|\(c\))[\s:=ⓒ©]*(?:\(c\))?[\s:ⓒ©]*(?:by\s)?(?:(?:19|20)\d\d(?:\s?[-~]\s?(?:\d{4})?)?)?[\s.,]*(?:by\s)?"
    r"(?:㈜|\(주\)|주식회사\s)?\s?[<‘'\"]?(?P<outlet>[가-힣A-Za-z][가-힣A-Za-z0-9 .&·]{1,30}?)"
    r"\s?(?=[,.>’'\")\](|:&-]|www\.|http|무단|저작권|all\s?rights|co\.|inc|corp|$)",
    re.I,
)
_PLACE = r"[가-힣A-Za-z·,\s]{1,20}"
_OUTLET = r"[가-힣A-Za-z0-9][가-힣A-Za-z0-9 ]{0,13}[가-힣A-Za-z0-9]"
_ENDINGS = "경제|뉴스|일보|신문|통신|리아|일리|데이|닷컴|방송|디어|저널"  #: how outlets' names end, places' do not
_WRITERS = rf"(?P<writers>{NAMES})"
_DATELINES = tuple(
    re.compile(pattern)
    for pattern in (
        rf"[(\[【<](?P<outlet>{_OUTLET})(?:\s?[|/]\s?|(?<={_ENDINGS})\s?=\s?|(?:(?<={_ENDINGS})|(?<=\w{{4}}))\s)"
        rf"{_WRITERS}[)\]】>]\s?=?\s?",
        rf"[(\[【<](?:{_PLACE}=\s?)?{_WRITERS}[)\]】>]\s?=?\s?",
        rf"[(\[【<]{_PLACE}=\s?(?P<outlet>{_OUTLET})\s?[)\]】>]\s?(?:{_WRITERS}\s?[=:]\s?|=\s?)?",
        r"[(\[【](?P<outlet>[가-힣A-Z]{1,8}(?:뉴스|일보|신문|경제|타임스|투데이|데일리|닷컴|TV|방송))[)\]】]\s?",
        rf"(?:(?P<outlet>[가-힣A-Za-z]{{2,12}})\s)?{_WRITERS}\s?=\s",
    )
)
_MASTHEAD = re.compile(
    r"(?P<outlet>[가-힣A-Za-z]{1,8}(?:신문|일보|뉴스|경제|통신|타임스|투데이|데일리|저널|방송|매일|TV|미디어))\s*(?:$|[|>·]|(?=입력|승인|등록))"
)
_NOT_NAMES = re.compile(
    r"(?:선임|수습|인턴|객원|전문|사진|영상|의학|과학|경제|기상|온라인|디지털|전국|논설|편집|탐사|촬영|부동산|연예|스포츠|문화|사회|정치|국제|산업|증권|금융|글|취재|정리|대담)"
    r"|기사|최초|최종|수정|등록|날짜|시간|일시|관련|본지|본보"
    r"|.+(?:팀|뉴스|신문|일보|취재단)|(?:정치|경제|산업|사회|문화|국제|스포츠|사진|편집|증권|금융|과학|생활|전국)부"
)
_SIGNED = re.compile(rf"(?P<writers>{NAMES})(?:\W*{EMAIL})?")
_ENTRY_NAME = re.compile(rf"^\W*(?P<writers>{NAME})\s?(?:기자)?\s?(?:입력|승인|등록)\W*\d")
_ENGLISH = re.compile(r"^[Bb][Yy]\s+(?P<writers>[A-Z][\w.'-]+(?:\s(?:and\s)?[A-Z][\w.'-]+){1,7})$")
_LONGEST = 160  #: characters of a dateline
_AGENCY_NAMES = {"news1": "뉴스1", "newsis": "뉴시스", "yonhap": "연합뉴스"}


def cut_dateline(paragraph: str) -> tuple[str, str | None, str | None]:
    """The paragraph without `(서울=연합뉴스) 홍길동 기자 = ` and the like, the outlet and the writers named there."""
    for pattern in _DATELINES:
        found = pattern.match(paragraph, 0, _LONGEST)
        if not found:
            continue
        named = found.groupdict()
        writers = writer_names(named.get("writers") or "")
        return paragraph[found.end() :].lstrip(), outlet_name(named.get("outlet")), writers
    return paragraph, None, None


def find_writers(lines: Iterable[str]) -> str | None:
    """Names of a byline, without role and address; of several lines the first with an address."""
    candidates = []
    for line in lines:
        found = _ENGLISH.match(line) or _ENTRY_NAME.match(line) or _SIGNED.search(line)
        if found and (names := writer_names(found["writers"])):
            candidates.append((re.search(EMAIL, line) is None, names))
    return min(candidates, key=lambda candidate: candidate[0])[1] if candidates else None


def writer_names(text: str | None) -> str | None:
    """`강태우 김재현 기자` as `강태우, 김재현`; a name in another script stays as it is written."""
    text = re.sub(rf"{EMAIL}|\([^)]*\)", " ", text or "").strip(" ,;|/")
    if not re.search(r"[가-힣]", text):
        return re.sub(r"^[Bb]y\s+|\s{2,}", "", re.sub(r"\s+and\s+", ", ", text)) or None
    text = re.sub(rf"{ROLE}(?![가-힣])", " ", text)
    tokens = [token for token in re.split(r"[\s·,/|=;]+", text) if token and not _NOT_NAMES.fullmatch(token)]
    names = [token for token in tokens if re.fullmatch(NAME, token)]
    return ", ".join(dict.fromkeys(names)) or None


def find_masthead(lines: Iterable[str]) -> str | None:
    """An outlet's name at the start of a line above the body, alone or before a section or a date."""
    for line in lines:
        if found := _MASTHEAD.match(line):
            return found["outlet"]
    return None


def find_copyright_outlet(lines: Iterable[str]) -> str | None:
    for line in lines:
        found = _COPYRIGHT.search(line)
        if found and (name := outlet_name(found["outlet"])):
            return name
    return None


def outlet_name(name: str | None) -> str | None:
    name = re.sub(r"^(?:㈜|\(주\)|주식회사\s)|(?:㈜|\(주\))$", "", (name or "").strip(" .,·")).strip()
    if len(name) < 2 or re.search(r"무단|금지|저작|기자$|reserved", name, re.I):
        return None
    return _AGENCY_NAMES.get(name.lower(), name)


def find_domain_outlet(lines: Iterable[str]) -> str | None:
    """The outlet whose domain an e-mail or web address bears, when it is a well-known one."""
    for line in lines:
        for host in re.findall(r"(?:@|://)((?:[\w-]+\.)+\w{2,6})", line):
            for domain, name in _DOMAINS.items():
                if host.lower() == domain or host.lower().endswith("." + domain):
                    return name
    return None
