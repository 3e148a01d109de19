"""Citation markers in streamed text: `[1]`, `[1, 2]`, `【1】`, taken out and told apart from the words around them."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass

from assistant.language import split_sentences

_MARKER = re.compile(r" ?[\[【] ?(?P<numbers>\d{1,3}(?: ?[,;，、] ?\d{1,3}){0,20}) ?[\]】]")
_LABEL = re.compile(r"\W{0,3}(?:답변?|정답|answer)[\s*_]{0,3}[:：][\s*_]*", re.IGNORECASE)
_HALF = re.compile(r" ?(?:[\[【][\d ,;，、]{0,60})?$")


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence without its markers, and the numbers it cites."""

    text: str
    cited: tuple[int, ...]


class MarkedText:
    """Streamed text, read as it comes: `feed` pieces of any length, then `finish`."""

    def __init__(self, known: Collection[int]) -> None:
        """Markers of numbers that are not `known` are dropped and counted."""
        self._known = known
        self._text = ""  # without markers
        self._marks: list[tuple[int, tuple[int, ...]]] = []
        self._held = ""
        self._done = False
        self.dropped = 0

    def feed(self, piece: str) -> None:
        self._held += piece
        half = _HALF.search(self._held)
        ready, self._held = (self._held[: half.start()], half.group()) if half else (self._held, "")
        self._take(ready)

    def finish(self) -> None:
        """Half a marker at the end is dropped."""
        self._held, self._done = "", True

    def _take(self, ready: str) -> None:
        at = 0
        for match in _MARKER.finditer(ready):
            self._text += ready[at : match.start()]
            numbers = tuple(int(number) for number in re.findall(r"\d+", match["numbers"]))
            self.dropped += sum(number not in self._known for number in numbers)
            self._marks.append((len(self._text), tuple(number for number in numbers if number in self._known)))
            at = match.end()
        self._text += ready[at:]

    @property
    def text(self) -> str:
        """What can be shown so far."""
        return self._text

    def sentences(self) -> list[Sentence]:
        """The finished sentences; a marker after a full stop is its sentence's. The last is finished with the text.

        A label before the first ("답:") is left out.
        """
        spans = split_sentences(self._text)
        made: list[Sentence] = []
        for at, (start, end) in enumerate(spans):
            follows = spans[at + 1][0] if at + 1 < len(spans) else len(self._text) + 1
            before = start if at else -1
            cited = [n for place, numbers in self._marks if before < place <= max(end, follows - 1) for n in numbers]
            if not made and (label := _LABEL.match(self._text, start, end)):
                start = label.end()
            if start < end and (at + 1 < len(spans) or self._done):
                made.append(Sentence(self._text[start:end], tuple(dict.fromkeys(cited))))
        return made
