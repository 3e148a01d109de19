"""Sentences, language and plain-text normalisation for Korean and English."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable

_END = re.compile(r"[.!?。…]+[\"'”’」』)\]》〉]*(?=\s|$)")
#: full stops that end no sentence: abbreviations, initials, a list's "1." and the parts of "2024. 2. 28."
_ABBREVIATION = re.compile(
    r"(?:^|[\s(\"'“‘])(?:Mr|Mrs|Ms|Dr|Prof|Gen|Sen|Rep|Gov|St|Jr|Sr|Inc|Co|Corp|Ltd|No|vs|[A-Z](?:\.[A-Z])*)\.$"
)
_NUMBERED = re.compile(r"(?:^\s*\d{1,2}|\d{4}\. ?\d{1,2}|\d{4}\. ?\d{1,2}\. ?\d{1,2})\.$")
_YEAR = re.compile(r"(?:^|\D)\d{4}\.$")
#: a clause that goes on after a quotation: "…했다." 라고 말했다
_GOES_ON = re.compile(r"\s+(?:이?라고|라며|라면서|고 |며 |면서 |이라며)")
_OPENING, _CLOSING = "“‘「『(", "”’」』)"
_LONGEST_QUOTATION = 300  #: characters; a quotation mark left open longer than this is a slip of the keyboard


def normalise(text: str) -> str:
    """NFC with Unix line ends; the form in which bodies are stored."""
    return unicodedata.normalize("NFC", text).replace("\r\n", "\n").replace("\r", "\n")


def language_of(text: str) -> str:
    """'en' when Latin letters clearly outnumber Hangul, else 'ko'."""
    hangul = sum("가" <= letter <= "힣" for letter in text)
    latin = sum(letter.isascii() and letter.isalpha() for letter in text)
    return "en" if latin > 4 * hangul else "ko"


def split_sentences(text: str) -> list[tuple[int, int]]:
    """Sentence spans of `text` in order, without surrounding white space; no sentence goes over a line's end."""
    spans = []
    for line in re.finditer(r"[^\n]+", text):
        spans += [(line.start() + start, line.start() + end) for start, end in _split_line(line.group())]
    return spans


def _split_line(line: str) -> list[tuple[int, int]]:
    quoted = _quoted(line)
    ends = [match.end() for match in _END.finditer(line) if _is_end(line, match, quoted)]
    spans = []
    for start, end in zip([0, *ends], [*ends, len(line)], strict=True):
        piece = line[start:end]
        if piece.strip():
            spans.append((start + len(piece) - len(piece.lstrip()), end - len(piece) + len(piece.rstrip())))
    return spans


def _is_end(line: str, match: re.Match[str], quoted: list[tuple[int, int]]) -> bool:
    if any(start < match.start() and match.end() < end for start, end in quoted):
        return False
    head, tail = line[: match.start() + 1], line[match.end() :]
    if _ABBREVIATION.search(head) or _NUMBERED.search(head) or (_YEAR.search(head) and tail.lstrip()[:1].isdigit()):
        return False
    return not _GOES_ON.match(line, match.end())


def _quoted(line: str) -> list[tuple[int, int]]:
    """Spans inside quotation marks or brackets, where a full stop ends no sentence of the article."""
    spans: list[tuple[int, int]] = []
    stack: list[tuple[str, int]] = []
    straight: int | None = None
    for at, letter in enumerate(line):
        if letter == '"':
            if straight is not None:
                spans.append((straight, at + 1))
            straight = at if straight is None else None
        elif letter in _OPENING:
            stack.append((_CLOSING[_OPENING.index(letter)], at))
        elif stack and letter == stack[-1][0]:
            spans.append((stack.pop()[1], at + 1))
    return [span for span in spans if span[1] - span[0] <= _LONGEST_QUOTATION]


_PARTICLES = (("이랑", "랑"), ("이야", "야"), ("은", "는"), ("이", "가"), ("을", "를"), ("과", "와"), ("으로", "로"))


def fitted(rest: str, word: str) -> str:
    """`rest` with the particle it begins with in the form that follows `word`: 은 or 는, 이 or 가."""
    closed = "가" <= word[-1] <= "힣" and (ord(word[-1]) - 0xAC00) % 28 > 0
    for with_final, without in _PARTICLES:
        for particle in (with_final, without):
            if re.match(rf"{particle}(?=\s|\?|$)", rest):
                return (with_final if closed else without) + rest[len(particle) :]
    return rest


def agreeing(pattern: re.Pattern[str], read: Callable[[re.Match[str]], str], text: str) -> str:
    """`text` with each match as `read` gives it, and the particle after it in the form that follows."""
    made, at = "", 0
    for match in pattern.finditer(text):
        word = read(match)
        tail = re.match(r"[가-힣]*", text[match.end() :])
        particle = tail.group() if tail and word != match.group() else ""
        made += text[at : match.start()] + word + fitted(particle, word)
        at = match.end() + len(particle)
    return made + text[at:]
