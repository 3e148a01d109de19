"""Whether the names of a sentence stand in the passages, shorter or fuller, or as a pronoun for one of the article's."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import takewhile

from assistant.gate.finding import NOUN_TAGS, Finding, Flaw, Source, words
from assistant.language import language_of
from assistant.names import TITLES, same_name
from assistant.question import morphemes
from assistant.synonyms import synonyms

_TITLE = "|".join(sorted(TITLES, key=len, reverse=True))
_PRONOUN = re.compile(
    rf"(?<![가-힣])(?:그|그녀|이들|그들|고인|양측|두 사람)(?:는|가|의|도|를|에게|은|이|와|과)|(?:^|[.”\"“]\s?)(?:{_TITLE})(?:은|는|이|가)\s"
)
_PLACES = frozenset("역시군구동읍면리산강섬항길로교궁사")
_TAILS = frozenset("일값금비액수설날")
_SURNAME = re.compile(rf"(?<![가-힣])([가-힣])(?<![두첫그저각새세네총신구전현양타])\s(?:{_TITLE})(?![가-힣]{{2}})")
_NAME_TAGS = ("NNP", "SL")


def wrong_names(sentence: str, sources: Sequence[Source], nearest: str) -> Iterator[Finding]:
    """Names must stand in a cited passage or its title; one may stand there shorter or fuller, or as a pronoun for
    one of the article's."""
    if language_of(sentence) == "en":  # whose spelling of Korean names is anyone's
        return
    texts = [f"{source.title} {source.passage}{_meant(source)}" for source in sources]
    for name in named(sentence):
        if not any(has_name(name, text) for text in texts) and not _is_verb(name):
            yield Finding(Flaw.NAME, name)
    yield from _replaced(sentence, nearest, texts)
    for match in _SURNAME.finditer(sentence):
        borne = rf"(?<![가-힣]){match[1]}(?:\s?(?:{_TITLE})|[가-힣]{{1,2}})"
        if not any(re.search(borne, text) for text in texts):
            yield Finding(Flaw.NAME, match.group())


def _meant(source: Source) -> str:
    """The article's names where the passage has but a pronoun or a bare title for one of them."""
    return f" {source.body}" if _PRONOUN.search(source.passage) else ""


def _is_verb(word: str) -> bool:
    """이동해, which is cut like a name."""
    return word[-1] in "해돼" and len(word) > 2 and [tag for _, tag, _, _ in morphemes(word[:-1])] == ["NNG"]


def _replaced(sentence: str, nearest: str, texts: Sequence[str]) -> Iterator[Finding]:
    """A word beside the same word as another in the nearest sentence, and of its kind: 가온역 for 온빛역."""
    mine, theirs = _nouns(sentence), _nouns(nearest)
    for at, (word, known) in enumerate(mine):
        if len(word) < 2 or word[0].isdigit() or any(word in text for text in texts):
            continue
        for place, (other, _) in enumerate(theirs):
            if len(other) < 2 or other in sentence or other[0].isdigit():
                continue
            before = at and place and mine[at - 1][0] == theirs[place - 1][0] != ""
            after = at + 1 < len(mine) and place + 1 < len(theirs) and mine[at + 1][0] == theirs[place + 1][0] != ""
            alike = word[-2:] == other[-2:] or (word[-1] == other[-1] and word[-1] in _PLACES)
            if (before or after) and (alike or not known) and other not in synonyms(word):
                yield Finding(Flaw.NAME, word, other)


@lru_cache(maxsize=256)
def _nouns(text: str) -> tuple[tuple[str, bool], ...]:
    """Each word without its particles, "" for a verb, and whether it is made of nouns that the analyser knows."""
    found = []
    for word in re.finditer(r"[^\s,·()\"“”‘’'「」<>.]+", text):
        pieces = [piece for piece in words(text) if word.start() <= piece[2] < word.end()]
        while pieces and pieces[-1][1].startswith(("J", "VCP")):
            pieces.pop()
        if not pieces or not pieces[-1][1].startswith(("NN", "NR", "SL", "SN", "XSN")):
            found.append(("", True))
            continue
        known = all(tag.split("+")[0] in (*NOUN_TAGS, "NNB", "NNBC", "NR") for _, tag, _, _ in pieces)
        whole = len(pieces) == 1 or all(len(surface) > 1 or tag in ("XSN", "XPN") for surface, tag, _, _ in pieces)
        found.append((text[word.start() : pieces[-1][3]], known and whole))
    return tuple(found)


def has_name(name: str, text: str) -> bool:
    low = text.casefold()
    shorter = name[:-1] if len(name) > 3 and name[-1] in "은는이가을를와과의도로에" else name
    if shorter.casefold() in low or any(other in low for other in synonyms(name.casefold())):
        return True
    return any(same_name(name, other) for other in named(text) if other[0] == name[0])


@lru_cache(maxsize=256)
def named(text: str) -> tuple[str, ...]:
    """The words of a text that name something, without particles and titles."""
    names: list[str] = []
    for word in re.finditer(r"[^\s,·()\"“”‘’'「」<>]+", text):
        pieces = [piece for piece in words(text) if word.start() <= piece[2] < word.end()]
        nouns = list(takewhile(_may_name, pieces))
        if not nouns:
            continue
        name = re.sub(rf"(?<=.)(?:{_TITLE}|들|씨|측)$", "", text[word.start() : nouns[-1][3]])
        if len(name) > 1 and not name[0].isdigit() and name not in TITLES and _is_name(name, nouns):
            names.append(name)
    return tuple(dict.fromkeys(names))


def _may_name(piece: tuple[str, str, int, int]) -> bool:
    surface, tag = piece[0], piece[1].split("+")[0]
    return tag in NOUN_TAGS or (len(surface) == 1 and tag in ("MAG", "MM", "IC", "NP", "NR", "XR"))


def _is_name(name: str, pieces: Sequence[tuple[str, str, int, int]]) -> bool:
    """A proper noun, foreign letters, or what the analyser does not know: it cuts that into syllables."""
    if any(tag.split("+")[0] in _NAME_TAGS for _, tag, _, _ in pieces):
        return True
    parts = [surface for surface, tag, _, _ in pieces if tag not in ("XSN", "XPN", "NNBC", "NNB", "SN", "NR")]
    if len(parts) == 2 and parts[1] in _TAILS:  # 개통일, 소금값
        return False
    return len(parts) > 1 and any(len(part) == 1 for part in parts) and len(name) > 2
