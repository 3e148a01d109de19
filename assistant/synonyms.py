"""Everyday words and the words newspapers use for them, from `synonyms.txt`."""

from __future__ import annotations

import re
from collections import defaultdict
from functools import lru_cache
from pathlib import Path

from assistant import places
from assistant.language import agreeing, fitted
from assistant.question import asks_only, morphemes

#: how papers call a visit to a country
_VISITS = {
    "한국": "방한",
    "국내": "방한",
    "우리나라": "방한",
    "서울": "방한",
    "미국": "방미",
    "일본": "방일",
    "중국": "방중",
}
_STAY = re.compile(
    r"(?:이번에\s)?(?P<who>[가-힣A-Za-z]+?(?:\s[가-힣A-Za-z]+?){0,2}?)(?:은|는|이|가|의)?\s(?:이번에\s)?"
    rf"(?P<where>{'|'.join(_VISITS)}|[가-힣]{{2,4}}(?=에\s))(?:에서|에|엔)?\s(?P<rest>.*(?:며칠(?!에)|얼마(?!를)|몇\s?박|기간|길이).*)"
)
_STAYS = re.compile(
    r"머물|머무|묵[었는은고]|체류|일정|있다\s?[가갔]|지[내냈]|(?:며칠|얼마나)\s?(?:오래\s)?(?:이나\s)?있[었을는어]"
)

_MENU = re.compile(r"(?<![가-힣])(?:메뉴|식단)(?=[은는이가을를의도]?(?![가-힣]))")
_OF_ANOTHER_TIME = re.compile(r"[을른]\s때|처음|까지|전에|지난번|저번|예전|\d년")


@lru_cache(maxsize=1)
def _groups() -> dict[str, frozenset[str]]:
    alternatives: dict[str, set[str]] = defaultdict(set)
    for line in (Path(__file__).parent / "synonyms.txt").read_text(encoding="utf-8").splitlines():
        first, *others = line.partition("#")[0].split() or [""]
        alternatives[first].update(others)
        for other in others:  # but not one other for the next: 오찬 and 만찬 are both 식사
            alternatives[other].add(first)
    return {word: frozenset(others - {word}) for word, others in alternatives.items()}


def synonyms(term: str) -> frozenset[str]:
    """Stems a newspaper may write where a reader asks for `term` (a casefolded morpheme); often none."""
    return _groups().get(term, frozenset())


def reworded(question: str, told: str) -> str:
    """The question with common nouns that a sentence lacks as the sentence says them: "집에 간" becomes "자택에 간"."""
    nouns = {surface.casefold() for surface, tag, _, _ in morphemes(told) if tag in ("NNG", "NNP", "SL")}
    for surface, tag, start, end in reversed(morphemes(question)):
        if tag in ("NNG", "NNP") and surface not in told and not asks_only(surface):
            meant = max((word for word in synonyms(surface) & nouns if len(word) > 1), key=len, default=surface)
            after = re.match(r"[가-힣]*", question[end:])
            particle = after.group() if after else ""
            question = question[:start] + meant + fitted(particle, meant) + question[end + len(particle) :]
    return question


def restated(question: str) -> str:
    """How long somebody stays somewhere as papers tell it, "방한 일정은 몇 박 며칠이야?", and a menu as what was eaten,
    "만찬 음식은?"; of other questions ""."""
    if _MENU.search(question):
        return agreeing(_MENU, lambda _: "음식", question)
    stay = _STAY.fullmatch(question)
    if (
        not stay
        or _OF_ANOTHER_TIME.search(question)
        or not _STAYS.search(stay["rest"])
        or not (stay["where"] in _VISITS or places.known(stay["where"]))
    ):
        return ""
    visit = _VISITS.get(stay["where"], f"{stay['where']} 방문")
    return f"{stay['who']}의 {visit} 일정은 몇 박 며칠이야?"
