"""Words of a question that no article has, as the articles write them: LG for 엘지, 삼성전자 for 삼전, 미국 for 美, slips mended."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from itertools import islice, product, takewhile
from pathlib import Path

from assistant.language import agreeing, fitted
from assistant.question import morphemes

_LETTERS = {
    "에이치": "H", "더블유": "W", "에이": "A", "에프": "F", "아이": "I", "제이": "J", "케이": "K", "에스": "S",
    "브이": "V", "엑스": "X", "와이": "Y", "제트": "Z", "비": "BV", "씨": "C", "시": "C", "디": "D", "이": "E",
    "지": "GZ", "엘": "L", "엠": "M", "앤": "N", "엔": "N", "오": "O", "피": "P", "큐": "Q", "알": "R", "아르": "R", "티": "T", "유": "U",
}  # fmt: skip
_SPELT = re.compile(rf"(?<![가-힣])(?:{'|'.join(_LETTERS)}){{2,}}(?=[가-힣]|\W|$)")
_LETTER = re.compile("|".join(_LETTERS))
_NOUNS = ("NNG", "NNP", "SL", "SH", "SN", "XPN", "XSN", "XR")
_SHORT = (2, 4)  #: syllables of an abbreviation
_LONG = 4  #: syllables from which a word one letter away is the same word: names of three often differ by one letter

#: what a Chinese character stands for when it stands alone, as in headlines
_ALONE = {
    "美": "미국", "日": "일본", "中": "중국", "韓": "한국", "北": "북한", "英": "영국", "佛": "프랑스", "獨": "독일", "露": "러시아", "印": "인도",
    "與": "여당", "野": "야당", "檢": "검찰", "警": "경찰", "靑": "청와대", "軍": "군", "女": "여성", "男": "남성",
}  # fmt: skip
_CHINESE = re.compile("[\u3400-\u9fff\uf900-\ufaff]+")
_READINGS = 200  #: of one word, looked up
#: what goes on in Hangul: 金하늘, and not a particle
_BEGUN = re.compile(r"(?!에서|에게|에는|에도|까지|부터|으로|이나|이랑|한테|보다)[가-힣]{2}")
_COUNTED = re.compile(
    r"(?:\d|(?<=[가-힣\s])(?:회의|협의|진행|수사|조사|논의|검토|추진)|[가-힣]의)\s?$"
)  #: 28日, 회의 中

Known = Callable[[str], bool]  #: whether any article has the word


def spelt_out(question: str, known: Known) -> str:
    """Latin letters for their Korean names: "엘지는" becomes "LG는" where the articles have LG and not 엘지."""

    def latin(match: re.Match[str]) -> str:
        # 씨이오이고 goes one letter too far into what follows: the longest that the articles have
        names = _LETTER.findall(match.group())
        for end in range(len(names), 1, -1):
            word = "".join(names[:end])
            spelt = ("".join(letters) for letters in product(*(_LETTERS[name] for name in names[:end])))
            meant = next((letters for letters in spelt if known(letters)), None)
            if meant and not known(word):
                return meant + match.group()[len(word) :]
        return match.group()

    return _SPELT.sub(latin, question)


def in_hangul(question: str, known: Known) -> str:
    """Chinese characters by their Korean readings, of several the one that the articles have."""

    def read(match: re.Match[str]) -> str:
        word = unicodedata.normalize("NFKC", match.group())
        rest = _BEGUN.match(question, match.end())
        begun = rest.group() if rest else ""
        if word in _ALONE and not begun and not _COUNTED.search(question[: match.start()]):
            return _ALONE[word]
        spelt = ["".join(each) for each in islice(product(*(_readings().get(sign, sign) for sign in word)), _READINGS)]
        return next((each for end in (begun, "") for each in spelt if known(each + end)), spelt[0])

    return agreeing(_CHINESE, read, question)


@lru_cache(maxsize=1)
def _readings() -> dict[str, tuple[str, ...]]:
    """The Korean readings of Chinese characters, the commonest first."""
    lines = (Path(__file__).parent / "hanja.txt").read_text(encoding="utf-8").splitlines()
    rows = (line.split("\t") for line in lines if not line.startswith("#"))
    return {sign: tuple(readings.split()) for readings, signs in rows for sign in signs}


def respelled(question: str, unknown: Callable[[str], bool], texts: Sequence[str]) -> str:
    """The question with its words that are `unknown` as one of `texts` writes them, where that is plain.

    A word may be an abbreviation of several syllables there, or differ from it by a slip of one letter.
    """
    words = Counter(parts for text in texts for parts in _nouns(text))
    for written in question.split():
        for word in _beginnings(written):
            meant = [parts for parts in words if _is_short_for(word, parts) or _is_misspelt(word, "".join(parts))]
            if meant and unknown(word):
                _, whole = max((words[parts], "".join(parts)) for parts in meant)
                question = question.replace(written, whole + fitted(written[len(word) :], whole), 1)
                break
    return question


def _beginnings(written: str) -> Iterator[str]:
    """What of a written word may be a noun, longest first: all of its beginnings that are long, else what the
    morphemes say."""
    yield from (written[:length] for length in range(len(written), _LONG - 1, -1))
    nouns = takewhile(lambda found: found[1].split("+")[0] in _NOUNS, morphemes(written))
    yield from (written[:end] for _, _, _, end in reversed(list(nouns)) if end < _LONG)


def _nouns(text: str) -> Iterator[tuple[str, ...]]:
    """Runs of nouns without a space between them, as their morphemes, and the beginnings of each run."""
    run: list[str] = []
    last = 0
    for surface, tag, start, end in morphemes(text):
        if not run or start != last:
            run = []
        if tag.split("+")[0] in _NOUNS:
            run.append(surface)
            yield tuple(run)
        elif tag == "JKG" and run:  # 국민의힘
            run.append(surface)
        else:
            run = []
        last = end


def _is_short_for(word: str, parts: Sequence[str]) -> bool:
    """Whether `word` is an abbreviation: its first syllable that of `parts`, each further one that of a part or of two
    syllables within one, or next to the one before (공정위 of 공정거래·위원회), or the very last (국힘 of 국민의힘)."""
    whole = "".join(parts)
    if not _SHORT[0] <= len(word) <= _SHORT[1] or len(whole) < len(word) + 1 or word in whole or word[0] != whole[0]:
        return False
    beginnings: set[int] = set()
    start = 0
    for part in parts:
        beginnings.update(range(start, start + len(part), 2))
        start += len(part)
    at = 0
    for syllable in word[1:]:
        places = (n for n in range(at + 1, len(whole)) if whole[n] == syllable)
        found = next((n for n in places if n in beginnings or n == at + 1 or n == len(whole) - 1), None)
        if found is None:
            return False
        at = found
    return at >= len(whole) - 3


def _is_misspelt(word: str, other: str) -> bool:
    """Whether a long word differs from the other by one letter of one syllable; 2019년 is no slip for 2013년."""
    if len(word) < _LONG or len(word) != len(other):
        return False
    differing = [pair for pair in zip(word, other, strict=True) if pair[0] != pair[1]]
    return len(differing) == 1 and all(map(_is_syllable, differing[0])) and _letters_apart(*differing[0]) == 1


def _is_syllable(sign: str) -> bool:
    return "가" <= sign <= "힣"


def _letters_apart(one: str, other: str) -> int:
    first, second = (unicodedata.normalize("NFD", syllable).ljust(3) for syllable in (one, other))
    return sum(a != b for a, b in zip(first, second, strict=False))
