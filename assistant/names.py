"""Names of persons and organisations as papers vary them: 이재용 삼성전자 회장, 이재용 회장, 이 회장."""

from __future__ import annotations

import re
from collections.abc import Iterable

from assistant.romanised import in_korean, korean_sounds, sounds

#: what papers of a country leave unsaid, for it goes without saying
HOME = ("한국", "한국말", "한국어", "국내", "우리나라")
TITLES = (
    "선대회장", "부회장", "회장", "부사장", "사장", "대표이사", "대표", "최고경영자", "최고운영책임자", "부총리", "총리", "대통령", "장관", "차관", "의원",
    "위원장", "위원", "시장", "군수", "구청장", "도지사", "지사", "교수", "박사", "원장", "소장", "국장", "실장", "본부장", "사업부장", "부문장", "총괄",
    "팀장", "부장", "과장", "감독", "선수", "코치", "작가", "감독관", "판사", "검사", "변호사", "기자", "대변인", "이사장", "이사", "총장", "교장", "교사",
    "관장", "단장", "부장판사", "재판관", "부장검사", "청장", "서장", "총재", "행장", "조합장", "연구원", "씨", "CEO", "COO", "CFO", "CTO",
)  # fmt: skip
#: first syllables of Koreans' names
SURNAMES = "강고곽구권김나남노도류문민박방배백변서성손송신심안양오우원유윤이임장전정조주지진차채최추표하한함허현홍황"

_LATIN = re.compile(r"(?=.*[aeiouy])[a-z][a-z'-]{2,}")  #: no acronym
_HANGUL = re.compile(r"[가-힣]+")
_HEARD = 2  #: consonants that two spellings of one word share at least
_FORMER = frozenset(("전", "前", "현", "신임", "당시"))


def same_name(one: str, other: str) -> bool:
    """Whether the two may name one person or organisation: all the words of one, its title apart, are the other's.

    A surname with a title ("이 회장") is anyone's of that surname who bears the title or none.
    """
    (first, first_titles), (second, second_titles) = _parts(one), _parts(other)
    if not first or not second:
        return one == other
    if first <= second or second <= first:
        return True
    for short, titles, full, theirs in (
        (first, first_titles, second, second_titles),
        (second, second_titles, first, first_titles),
    ):
        (word, *more) = short
        if len(word) == 1 and not more and titles and (titles & theirs or not theirs):
            return any(2 <= len(name) <= 4 and name.startswith(word) for name in full)
    return False


def distinct(names: Iterable[str]) -> list[str]:
    """Each person or organisation once, where it was first named, by the fullest of its names in either script."""
    kept: list[str] = []
    for name in names:
        at = next((at for at, known in enumerate(kept) if same_name(known, name) or _respelt(known, name)), None)
        if at is None:
            kept.append(name)
        elif _fuller(name, kept[at]):
            kept[at] = name
    return kept


def _fuller(name: str, known: str) -> bool:
    """Whether `name` has more words than `known`, titles apart, or longer ones; letters of two scripts do not compare."""
    name, known = _surnamed(name, known), _surnamed(known, name)
    (words, _), (others, _) = _parts(name), _parts(known)
    if len(words) != len(others) or not same_name(name, known):
        return len(words) > len(others)
    return (sum(map(len, words)), len(name)) > (sum(map(len, others)), len(known))


def _respelt(one: str, other: str) -> bool:
    """Whether one name is in Latin letters what the other is in Hangul: Mark Zuckerberg and 저커버그."""
    for latin, korean in ((one, other), (other, one)):
        if not re.search("[A-Za-z]", latin) or not _HANGUL.search(korean):
            continue
        if same_name(_surnamed(latin, korean), korean):
            return True
        (words, _), (others, _) = _parts(latin), _parts(korean)
        pairs = {(word, again) for word in words for again in others if word == again or _sounds_alike(word, again)}
        met = len({word for word, _ in pairs}), len({again for _, again in pairs})
        if pairs and (met[0] == len(words) or met[1] == len(others)):
            return True
    return False


def _surnamed(latin: str, korean: str) -> str:
    """`latin` with a Korean's name, whose surname is spelt by custom and not by sound, as `korean` spells it."""
    return in_korean(latin, lambda word: False, [korean])


def _sounds_alike(latin: str, korean: str) -> bool:
    """Whether two words begin alike, with a vowel or a consonant, and have the same consonants."""
    if not _LATIN.fullmatch(latin) or not _HANGUL.fullmatch(korean):
        return False
    is_open = "아" <= korean[0] < "자"  # begins with the silent ㅇ
    heard = korean_sounds(korean)
    return is_open == (latin[0] in "aeiouwy") and len(heard) >= _HEARD and heard in sounds(latin)


def _parts(name: str) -> tuple[frozenset[str], frozenset[str]]:
    """The words of a name, and its titles."""
    words, titles = set(), set()
    for word in name.replace("·", " ").replace(",", " ").split():
        if word in _FORMER:
            continue
        title = next(
            (title for title in TITLES if word == title or (len(word) > len(title) + 1 and word.endswith(title))), ""
        )
        if title:
            titles.add(title)
        if rest := word.removesuffix(title):
            words.add(rest.casefold())
    return frozenset(words), frozenset(titles)
