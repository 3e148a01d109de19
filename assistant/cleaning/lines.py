"""The lines of a page, each with its kind, judged by itself and then by its neighbours."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, replace

from assistant.cleaning.furniture import Kind, ends_bare, is_declared, kind_of, split_credit, split_signature

_BLANK = " \t\r\f\v\u00a0\u200b\u200c\u2060\ufeff\u3000"
_LINE_ENDS = re.compile(r"[\n\r\x0b\x0c\x85\u2028\u2029]")
_SUBHEAD = re.compile(r"[■◆◇□●○◎▣<《【\[#]")
_PHOTO = re.compile(r"사진|자료|그래픽|이미지|[ⓒ©]|제공")
_NEAR = 12  #: lines a button may stand from the widget it belongs to


@dataclass(frozen=True)
class Line:
    text: str
    kind: Kind

    @property
    def is_subhead(self) -> bool:
        return bool(_SUBHEAD.match(self.text))


def read_lines(text: str) -> list[Line]:
    """Non-empty lines in NFC, white space at their ends off, a signature at the end of a paragraph on its own."""
    parts = (part.strip(_BLANK) for part in _LINE_ENDS.split(unicodedata.normalize("NFC", text)))
    lines = [Line(piece, kind_of(piece)) for part in parts if part for piece in split_signature(part)]
    return _settled(_unstopped(lines))


def _unstopped(lines: list[Line]) -> list[Line]:
    """Where most statements lack their full stop, the lack says nothing: they are text."""
    bare = [line.kind is Kind.SHORT and len(line.text) >= 20 and ends_bare(line.text) for line in lines]
    stopped = sum(line.kind is Kind.TEXT and len(line.text) >= 20 for line in lines)
    if sum(bare) <= stopped:
        return lines
    return [replace(line, kind=Kind.TEXT) if is_bare else line for line, is_bare in zip(lines, bare, strict=True)]


def _settled(lines: list[Line]) -> list[Line]:
    """Kinds that only the neighbours can tell: buttons among widgets, captions above their credit, last paragraphs."""
    texts = [index for index, line in enumerate(lines) if line.kind is Kind.TEXT and is_declared(line.text)]
    last_text = max(texts, default=-1)
    settled: list[Line] = []
    for index, line in enumerate(lines):
        following = lines[index + 1] if index + 1 < len(lines) else None
        if line.kind is Kind.BUTTON and _is_among_widgets(lines, index):
            settled.append(replace(line, kind=Kind.WIDGET))
        elif line.kind is Kind.CREDITED:
            settled += _split_credited(line, is_last=index > last_text)
        elif following and _is_caption_of(line, following):
            settled.append(replace(line, kind=Kind.CAPTION))
        else:
            settled.append(line)
    return settled


def _is_among_widgets(lines: Sequence[Line], index: int) -> bool:
    for step in (-1, 1):
        place = index + step
        while 0 <= place < len(lines) and abs(place - index) <= _NEAR:
            if lines[place].kind is Kind.WIDGET:
                return True
            if lines[place].kind not in (Kind.BUTTON, Kind.NOTHING, Kind.STAMP):
                break
            place += step
    return False


def _split_credited(line: Line, is_last: bool) -> list[Line]:
    text, credit = split_credit(line.text)
    if not is_last or re.search(r"고 있다\.\W*$|모습", text):
        return [replace(line, kind=Kind.CAPTION)]
    return [Line(text, Kind.TEXT), Line(credit, kind_of(credit))]


def _is_caption_of(line: Line, following: Line) -> bool:
    """Whether the photo credit or the dated caption in the next line makes this one its caption too."""
    if line.is_subhead:
        return False
    if following.kind is Kind.CAPTION:
        return line.kind is Kind.SHORT and following.text[0] in "(["
    if following.kind is not Kind.NOTHING or not _PHOTO.search(following.text):
        return False
    return line.kind is Kind.SHORT or line.text[0] in "▲△▼▽"
