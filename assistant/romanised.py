"""Korean words for what a question spells in Latin letters: 저커버그 for Zuckerberg, 이재용 for Lee Jae-yong.

Spellings vary too much for a table: two words are one where their consonants, thrown into classes, are the same.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from itertools import product

from assistant.language import agreeing
from assistant.question import morphemes

_INITIALS = "KKNTTLMPPSS-JJJKTPH"  #: classes of the 19 initials, - for the silent one; ㅎ is dropped below
_FINALS = " KKKNNNTLLLLLLLLMPPTTNTTKTPH"  #: of the 28 finals
#: what letters may sound like in Korean
_LATIN = (
    (r"ng(?![aeiouy])", "N"), (r"ck|q(?:u)?|x", "K"), (r"sh", "S"), (r"ch|tch|dg", "JK"), (r"ph", "P"), (r"th", "TS"), (r"c(?=[eiy])", "S"),
    (r"g(?=[eiy])", "KJ"), (r"[ckg]+", "K"), (r"[zj]+", "J"), (r"s+", "S"), (r"[bpfv]+", "P"), (r"[td]+", "T"), (r"r(?![aeiouy])", " L"),
    (r"[lr]+", "L"), (r"m+", "M"), (r"n+", "N"),
)  # fmt: skip
_SOUNDS = re.compile("|".join(f"(?P<s{at}>{pattern})" for at, (pattern, _) in enumerate(_LATIN)))
_SURNAMES = {
    "lee": "이", "yi": "이", "rhee": "이", "kim": "김", "park": "박", "choi": "최", "jung": "정", "jeong": "정", "chung": "정", "cho": "조", "jo": "조", "kang": "강",
    "yoon": "윤", "yun": "윤", "jang": "장", "chang": "장", "lim": "임", "im": "임", "han": "한", "oh": "오", "seo": "서", "suh": "서", "shin": "신", "kwon": "권",
    "hwang": "황", "ahn": "안", "an": "안", "song": "송", "jeon": "전", "hong": "홍", "yoo": "유", "yu": "유", "ko": "고", "go": "고", "moon": "문", "yang": "양",
    "son": "손", "bae": "배", "baek": "백", "huh": "허", "heo": "허", "nam": "남", "shim": "심", "noh": "노", "roh": "노", "ha": "하", "kwak": "곽", "sung": "성",
    "seong": "성", "cha": "차", "joo": "주", "ju": "주", "woo": "우", "koo": "구", "ku": "구", "min": "민", "na": "나", "jin": "진", "ji": "지", "um": "엄", "won": "원",
    "chae": "채", "cheon": "천", "bang": "방", "kong": "공", "hyun": "현", "ham": "함", "byun": "변", "yeom": "염", "chu": "추", "do": "도", "so": "소", "maeng": "맹",
}  # fmt: skip
_PERSON = re.compile(
    rf"(?<![A-Za-z])({'|'.join(_SURNAMES)})\s+([A-Z][a-z]+(?:-?[A-Za-z][a-z]+)?)(?![A-Za-z])", re.IGNORECASE
)
_WORD = re.compile(r"(?<![A-Za-z])[A-Z][A-Za-z]{2,}(?:-[a-z]+)?(?![A-Za-z])")
#: written with a capital, and no name
_TIMES = re.compile(
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December"
    r"|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)"
)
_INITIALS_OF_MANY = re.compile(r"([A-Z]{2,})s")  #: TVs
_AMONG_KOREAN = re.compile(r"(?<![A-Za-z])[A-Za-z]{3,}(?![A-Za-z])")  #: where any Latin word is a name
_CLAUSE = re.compile(r"[A-Za-z'’]+(?:\s[A-Za-z'’]+){2,}")  #: of English, though Korean words stand before it
_LONGEST = 10  #: consonants of a word that are heard
_LEAST = 3  #: consonants that two words must share, or two where the Korean one is a proper noun


def in_korean(question: str, unknown: Callable[[str], bool], texts: Sequence[str]) -> str:
    """The question with its Latin names that are `unknown` as one of the Korean `texts` writes them."""
    words = Counter(word for text in texts for word in re.findall(r"[가-힣]{2,}", text))
    nouns = _nouns(words)

    def person(match: re.Match[str]) -> str:
        family, given = _SURNAMES[match[1].lower()], sounds(match[2])
        named = [noun for noun in nouns if len(noun) == 3 and noun[0] == family and korean_sounds(noun[1:]) in given]
        return max(named, key=lambda noun: nouns[noun]) if named else match.group()

    def word(match: re.Match[str]) -> str:
        if _TIMES.fullmatch(match.group()) or not unknown(match.group()):
            return match.group()
        if many := _INITIALS_OF_MANY.fullmatch(match.group()):
            return many[1]
        heard = {each for each in sounds(match.group()) if len(each) > 1}
        begins = not re.search(r"[A-Za-z'’,]\s*$", match.string[: match.start()])  # any word has a capital there
        alike = [
            noun
            for noun in nouns
            if (said := korean_sounds(noun)) in heard and (len(said) >= _LEAST or (_is_name(noun) and not begins))
        ]
        return max(alike, key=lambda noun: nouns[noun], default=match.group())

    if re.search("[가-힣]", question) and not _CLAUSE.search(question):
        return agreeing(_AMONG_KOREAN, word, agreeing(_PERSON, person, question))
    return agreeing(_WORD, word, agreeing(_PERSON, person, question))


def sounds(latin: str) -> frozenset[str]:
    """What the consonants of a word in Latin letters may be, as classes; vowels and what Korean does not write left out."""
    heard = [_LATIN[int(match.lastgroup[1:])][1] for match in _SOUNDS.finditer(latin.lower()) if match.lastgroup]
    return frozenset(_single("".join(spelt)) for spelt in product(*heard[:_LONGEST]))


def _single(heard: str) -> str:
    return re.sub(r"(.)\1+", r"\1", re.sub("[-H ]", "", heard))


def korean_sounds(word: str) -> str:
    """The same of a word in Hangul."""
    heard = ""
    for letter in word:
        code = ord(letter) - 0xAC00
        heard += _INITIALS[code // 588] + _FINALS[code % 28]
    return _single(heard)


def _nouns(words: Iterable[str]) -> Counter[str]:
    """The beginnings of words that are nouns, and how often each comes."""
    found: Counter[str] = Counter()
    for word in words:
        end = 0
        for _, tag, start, stop in morphemes(word):
            if start != end or not tag.startswith(("NN", "XSN")):
                break
            end = stop
            found[word[:end]] += 1
    return found


@lru_cache(maxsize=512)
def _is_name(noun: str) -> bool:
    return [tag for _, tag, _, _ in morphemes(noun)] == ["NNP"]
