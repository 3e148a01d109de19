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
_WRAPPED_SHARE = 0.85  #: of the widest line: a line this wide was broken by the margin, not by its writer


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
    common = sum(1 for character in foreign if character.encode("euc_kr", "ignore"))
    return common >= 0.9 * len(foreign)


def _checked(text: str, source: str) -> str:
    controls = len(_CONTROL.findall(text))
    if "\x00" in text or controls > max(2, 0.01 * len(text)):
        raise SourceError(f"{source} is not text ({controls} control characters); give a text file.")
    if not text.strip():
        raise SourceError(f"{source} is empty; leave it out or fill it.")
    return text.replace("\r\n", "\n").replace("\r", "\n")


def unwrap(text: str) -> str:
    """Lines broken at a page margin joined to paragraphs again; text without a margin comes back as it was."""
    lines = [line.rstrip("\n") for line in text.split("\n")]
    widths = sorted(width for line in lines if (width := _width(line.strip())))
    if len(widths) < 6:
        return text
    margin = _WRAPPED_SHARE * widths[int(0.95 * (len(widths) - 1))]
    broken = [line for line in lines if _width(line.strip()) >= margin and not line.rstrip().endswith((".", "?", "!"))]
    if len(broken) < 0.4 * len(widths):
        return text
    joined: list[str] = []
    full = False
    for line in lines:
        if full and line.strip():
            joined[-1] = joined[-1].rstrip() + " " + line.strip()
        else:
            joined.append(line)
        full = _width(line.strip()) >= margin
    return "\n".join(joined)


def _width(line: str) -> int:
    """Columns: a Korean or Chinese character takes two."""
    return sum(2 if character >= "ᄀ" else 1 for character in line)
