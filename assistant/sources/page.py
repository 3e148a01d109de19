"""A page: what one file, row or address states about one article, before cleaning."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from assistant.errors import SourceError

MAXIMUM_BYTES = 50_000_000
_BYTE_ORDER_MARKS = {
    b"\xef\xbb\xbf": "utf-8-sig",
    b"\xff\xfe\x00\x00": "utf-32",
    b"\x00\x00\xfe\xff": "utf-32",
    b"\xff\xfe": "utf-16",
    b"\xfe\xff": "utf-16",
}
_META_CHARSET = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w-]{2,20})""", re.I)
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f]")
_KOREAN_NAMES = ("euc-kr", "euc_kr", "ks_c_5601-1987", "ksc5601", "x-windows-949")
_FEWEST_LINES = 6
_NARROWEST = 50  #: columns of a page; verse and lists are narrower
_BROKEN_SHARE = 0.4  #: of lines


@dataclass(frozen=True)
class Page:
    """What a source itself states; None where it is silent. `text` may be full of menus and captions."""

    source: str  #: canonical: resolved path or address; a table's row by its own address or `path#id`
    text: str
    title: str | None = None
    outlet: str | None = None
    author: str | None = None
    published: date | None = None
    url: str | None = None
    metadata: Mapping[str, str] = field(default_factory=dict)


def decode(data: bytes, source: str, charset: str | None = None) -> str:
    """Text of `data`: byte order mark, UTF-8, the named charset (or HTML's own), then CP949.

    Raises SourceError for an empty, a binary and an undecodable source.
    """
    if not data.strip(b"\x00 \t\r\n"):
        raise SourceError(f"{source} is empty; leave it out or fill it.")
    for encoding in _encodings(data, charset):
        try:
            text = data.decode(encoding)
        except (UnicodeDecodeError, LookupError):
            continue
        if encoding == "cp949" and not _looks_korean(text):
            continue
        return _checked(text, source)
    raise SourceError(f"{source} is in an unknown encoding; save it as UTF-8.")


def _encodings(data: bytes, charset: str | None) -> list[str]:
    for mark, encoding in _BYTE_ORDER_MARKS.items():
        if data.startswith(mark):
            return [encoding]
    declared = charset or ""
    if not declared and (found := _META_CHARSET.search(data[:4096])):
        declared = found.group(1).decode("ascii").lower()
    if declared.lower() in _KOREAN_NAMES:
        declared = "cp949"
    return ["utf-8", *([declared] if declared else []), "cp949", "cp1252"]


def _looks_korean(text: str) -> bool:
    """CP949 decodes most bytes to something; real Korean is nearly all within the older, smaller EUC-KR."""
    foreign = [character for character in text if not character.isascii()]
    common = sum(len(character.encode("euc_kr", "ignore")) == 2 for character in foreign)
    return common >= 0.9 * len(foreign)


def _checked(text: str, source: str) -> str:
    controls = len(_CONTROL.findall(text))
    if "\x00" in text or controls > max(2, 0.01 * len(text)):
        raise SourceError(f"{source} is not text ({controls} control characters); give a text file.")
    if not text.strip():
        raise SourceError(f"{source} is empty; leave it out or fill it.")
    return text.replace("\r\n", "\n").replace("\r", "\n")


def unwrap(text: str) -> str:
    """Lines broken at a page margin joined to paragraphs again; text without a margin comes back as it was.

    A line was broken by the margin when the next word would not have fitted on it.
    """
    lines = [line.strip() for line in text.split("\n")]
    widths = sorted(width for line in lines if (width := _width(line)))
    margin = widths[int(0.95 * (len(widths) - 1))] if widths else 0
    if len(widths) < _FEWEST_LINES or margin < _NARROWEST:
        return text
    first_words = [line.split(" ", 1)[0] for line in lines[1:]]
    full = [_width(f"{line} {word}") > margin for line, word in zip(lines[:-1], first_words, strict=True)]
    broken = sum(is_full and not line.endswith((".", "?", "!")) for line, is_full in zip(lines[:-1], full, strict=True))
    if broken < _BROKEN_SHARE * len(widths):
        return text
    paragraphs = lines[:1]
    for line, is_joined in zip(lines[1:], full, strict=True):
        if is_joined and line and paragraphs[-1]:
            paragraphs[-1] += " " + line
        else:
            paragraphs.append(line)
    return "\n".join(paragraphs)


def _width(line: str) -> int:
    """Columns: a Korean or Chinese character takes two."""
    return sum(2 if character >= "ᄀ" else 1 for character in line)
