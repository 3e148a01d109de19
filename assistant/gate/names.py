"""Whether the names of a sentence stand in the passages, shorter or fuller, or as a pronoun for one of the article's."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import takewhile

from assistant.gate.finding import NOUN_TAGS, Finding, Flaw, Piece, Source, written
from assistant.language import language_of
from assistant.names import HOME, TITLES, same_name
from assistant.question import morphemes
from assistant.synonyms import synonyms

_TITLE = "|".join(sorted(TITLES, key=len, reverse=True))
_PRONOUN = re.compile(
    rf"(?<![가-힣])(?:그|그녀|이들|그들|고인|양측|두 사람)(?:는|가|의|도|를|에게|은|이|와|과)|(?:^|[.”\"“]\s?)(?:{_TITLE})(?:은|는|이|가)\s"
)
_PLACES = frozenset("역시군구동읍면리산강섬항길로교궁사")
_TAILS = frozenset("일값금비액수설날당안식장행균작속전층팀단권률율판품")
_SURNAME = re.compile(rf"(?<![가-힣])([가-힣])(?<![두첫그저각새세네총신구전현양타])\s(?:{_TITLE})(?![가-힣]{{2}})")
_TITLED = re.compile(rf"[가-힣]{{0,3}}(?:{_TITLE})")
_OFFICE = re.compile(rf"(?<![가-힣])([가-힣]{{2,4}})\s([가-힣]{{0,3}}(?:{_TITLE}))(?![가-힣]{{2}})")
_TERMS = frozenset(
    ["전임", "신임", "현직", "전직", "현임", "초대", "당시", "차기", "역대", "후임", "담당", "해당", "소속"]
)  #: before an office, and no names
_NAME_TAGS = ("NNP", "SL")


def wrong_names(sentence: str, sources: Sequence[Source], nearest: str) -> Iterator[Finding]:
    """Names must stand in a cited passage or its title; one may stand there shorter or fuller, or as a pronoun for
    one of the article's."""
    if language_of(sentence) == "en":  # whose spelling of Korean names is anyone's
        return
    texts = [f"{source.title} {source.passage}{_meant(source)}" for source in sources]
    for name in named(sentence):
        if name not in HOME and not any(has_name(name, text) for text in texts) and not _is_verb(name):
            yield Finding(Flaw.NAME, name)
    yield from _replaced(sentence, nearest, texts)
    yield from _promoted(sentence, texts)
    for match in _SURNAME.finditer(sentence):
        borne = rf"(?<![가-힣]){match[1]}(?:\s?(?:{_TITLE})|[가-힣]{{1,2}})"
        if not any(re.search(borne, text) for text in texts):
            yield Finding(Flaw.NAME, match.group())


def _promoted(sentence: str, texts: Sequence[str]) -> Iterator[Finding]:
    """Persons with a title that the passages give to another, and not to them: 금지수 원내대표 for 오춘기 원내대표."""
    theirs = [(name, title) for text in texts for name, title in _OFFICE.findall(text) if name not in _TERMS]
    for name, title in _OFFICE.findall(sentence):
        own = {known for other, known in theirs if other == name}
        holders = [other for other, known in theirs if known == title and other != name]
        if own and holders and not any(known.endswith(title) or title.endswith(known) for known in own):
            yield Finding(Flaw.NAME, f"{name} {title}", f"{holders[0]} {title}")


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
        whole = re.sub(r"(?<=..)[은는이가을를]$", "", word)  # the analyser takes the particle for a part of some names
        if len(word) < 2 or word[0].isdigit() or any(whole in text for text in texts):
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
    for start, pieces, _ in written(text):
        while pieces and pieces[-1][1].startswith("VCP"):
            pieces.pop()
        if not pieces or not pieces[-1][1].startswith(("NN", "NR", "SL", "SN", "XSN")):
            found.append(("", True))
            continue
        known = all(tag.split("+")[0] in (*NOUN_TAGS, "NNB", "NNBC", "NR") for _, tag, _, _ in pieces)
        whole = len(pieces) == 1 or all(len(surface) > 1 or tag in ("XSN", "XPN") for surface, tag, _, _ in pieces)
        found.append((text[start : pieces[-1][3]], known and whole))
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
    every = list(written(text))
    following = ["".join(surface for surface, *_ in takewhile(_may_name, pieces)) for _, pieces, _ in every[1:]]
    for (start, pieces, particle), after in zip(every, [*following, ""], strict=False):
        whole = _is_foreign(pieces, particle) or (not particle and _is_person(pieces, after))
        nouns = pieces if whole else list(takewhile(_may_name, pieces))
        if not nouns:
            continue
        name = re.sub(rf"(?<=.)(?:{_TITLE}|들|씨|측)$", "", text[start : nouns[-1][3]])
        if len(name) > 1 and not name[0].isdigit() and name not in TITLES and (whole or _is_name(name, nouns)):
            names.append(name)
    return tuple(dict.fromkeys(names))


def _is_foreign(pieces: Sequence[Piece], particle: str) -> bool:
    """What looks like a verb's ending before a particle that follows nouns only: 코히어 in 코히어를."""
    return pieces[-1][1].startswith(("EC", "EF")) and particle.startswith(("를", "을", "에", "의", "가"))


def _is_person(pieces: Sequence[Piece], after: str) -> bool:
    """Two to four syllables that are no word, before a title: 사공영 씨."""
    surfaces = [surface for surface, tag, *_ in pieces if tag[0] not in "VEJ"]
    is_cut = len(surfaces) == len(pieces) and any(len(surface) == 1 for surface in surfaces)
    return is_cut and 2 <= len("".join(surfaces)) <= 4 and bool(_TITLED.fullmatch(after))


def _may_name(piece: Piece) -> bool:
    surface, tag = piece[0], piece[1].split("+")[0]
    return tag in (*NOUN_TAGS, "NNB") or (len(surface) == 1 and tag in ("MAG", "MM", "IC", "NP", "NR", "XR"))


def _is_name(name: str, pieces: Sequence[Piece]) -> bool:
    """A proper noun, foreign letters, or what the analyser does not know: it cuts that into syllables."""
    if len(name) < 4 and name[-1] in _TAILS and [tag[:2] for _, tag, _, _ in morphemes(name[:-1])] == ["NN"]:
        return False  # 이적설, 장당
    if any(tag.split("+")[0] in _NAME_TAGS for _, tag, _, _ in pieces):
        return True
    parts = [surface for surface, tag, _, _ in pieces if tag not in ("XSN", "XPN", "NNBC", "NNB", "SN", "NR")]
    if len(parts) == 2 and (parts[1] in _TAILS or parts[0] == "그"):  # 개통일, 소금값, 그다음
        return False
    return len(parts) > 1 and any(len(part) == 1 for part in parts) and len(name) > 2
