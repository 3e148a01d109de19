"""A scraped news page to an Article: what was written is kept word for word, what the page put around it goes.

When in doubt a line stays. A page is read as head (title, deck, widgets), body, and a tail that only an end mark
(copyright, signature, list of other articles, widgets) can open.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, replace

from assistant.bylines import (
    cut_dateline,
    find_copyright_outlet,
    find_domain_outlet,
    find_writers,
    outlet_name,
    writer_names,
)
from assistant.copies import without_copies
from assistant.dates import find_published, parse_date
from assistant.errors import SourceError
from assistant.furniture import Kind, ends_bare, is_declared, kind_of, split_credit, split_signature
from assistant.page import Page
from assistant.tables import field_of
from assistant.types import Article

_BLANK = " \t\r\f\v\u00a0\u200b\u200c\u2060\ufeff\u3000"
_LINE_ENDS = re.compile(r"[\n\r\x0b\x0c\x85\u2028\u2029]")
_FIELD = re.compile(r"\W{0,2}(?P<name>[가-힣A-Za-z_ ]{2,12})[\]】]?\s?[::]\s?(?P<value>\S.*)")
_SUBHEAD = re.compile(r"[■◆◇□●○◎▣<《【\[#]")
_SENTENCE = re.compile(r".*?[.!?](?=\s|$)")
_END_MARKS = {  #: how long a statement after the mark must be to show that the article goes on
    Kind.COPYRIGHT: 50,
    Kind.EMAIL: 50,
    Kind.RELATED: 15,
    Kind.PROMOTION: 15,
    Kind.BYLINE: 1,
    Kind.WIDGET: 1,
}
_KEPT = (Kind.TEXT, Kind.SHORT, Kind.BUTTON)


@dataclass(frozen=True)
class _Line:
    text: str
    kind: Kind


def clean(page: Page) -> Article:
    """The article of a page; raises SourceError when not one sentence of text remains."""
    fields, lines = _take_fields(_read_lines(page.text))
    title = _normal(page.title or fields.get("title"))
    lines, first = _find_first(lines, title)
    title, head = _take_title(lines, first, title)
    end = _find_end(lines, first)
    body = without_copies([line.text for line in _body(lines[first:end]) if _key(line.text) != _key(title)])
    body = body or [line.text for line in lines[first:end] if line.kind is Kind.TEXT]  # its title is all it says
    paragraphs, outlet, author = _cut_datelines(body)
    if not paragraphs:
        raise SourceError(f"{page.source} holds no sentence of an article; check that its text was saved.")
    captions = tuple(line.text for line in lines[:end] if line.kind is Kind.CAPTION)
    texts = [line.text for line in lines]
    signatures = [line.text for line in lines if line.kind in (Kind.BYLINE, Kind.EMAIL, Kind.STAMP)]
    notices = [line.text for line in lines if line.kind is Kind.COPYRIGHT]
    stated = page.published or parse_date(fields.get("published", ""))
    return Article(
        title=title or _first_sentence(paragraphs[0]),
        body="\n".join(paragraphs),
        source=page.source,
        outlet=outlet_name(_normal(page.outlet or fields.get("outlet")))
        or find_copyright_outlet(notices)
        or outlet
        or find_domain_outlet([*signatures, page.url or ""]),
        author=writer_names(_normal(page.author or fields.get("author"))) or author or find_writers(signatures),
        published=stated or find_published(head, texts[:end], texts[end:], captions, paragraphs),
        url=page.url or fields.get("url"),
        captions=captions,
        metadata=dict(page.metadata),
    )


def _read_lines(text: str) -> list[_Line]:
    parts = (part.strip(_BLANK) for part in _LINE_ENDS.split(unicodedata.normalize("NFC", text)))
    lines = [_Line(piece, kind_of(piece)) for part in parts if part for piece in split_signature(part)]
    return _settled(_unstopped(lines))


def _unstopped(lines: list[_Line]) -> list[_Line]:
    """Where most statements lack their full stop, the lack says nothing: they are text."""
    bare = [line.kind is Kind.SHORT and len(line.text) >= 20 and ends_bare(line.text) for line in lines]
    stopped = sum(line.kind is Kind.TEXT and len(line.text) >= 20 for line in lines)
    if sum(bare) <= stopped:
        return lines
    return [replace(line, kind=Kind.TEXT) if is_bare else line for line, is_bare in zip(lines, bare, strict=True)]


def _settled(lines: list[_Line]) -> list[_Line]:
    """Kinds that only the neighbours can tell: buttons among widgets, captions above their credit, last paragraphs."""
    settled: list[_Line] = []
    texts = [index for index, line in enumerate(lines) if line.kind is Kind.TEXT and is_declared(line.text)]
    last_text = max(texts, default=-1)
    for index, line in enumerate(lines):
        following = lines[index + 1] if index + 1 < len(lines) else _Line("", Kind.SHORT)
        if line.kind is Kind.BUTTON and _among_widgets(lines, index):
            settled.append(replace(line, kind=Kind.WIDGET))
        elif line.kind is Kind.CREDITED:
            settled += _split_credited(line, is_last=index > last_text)
        elif _is_credited_below(line, following):
            settled.append(replace(line, kind=Kind.CAPTION))
        else:
            settled.append(line)
    return settled


def _among_widgets(lines: Sequence[_Line], index: int) -> bool:
    for step in (-1, 1):
        place = index + step
        while 0 <= place < len(lines) and lines[place].kind in (Kind.BUTTON, Kind.NOTHING, Kind.WIDGET, Kind.STAMP):
            if lines[place].kind is Kind.WIDGET:
                return True
            place += step
    return False


def _split_credited(line: _Line, is_last: bool) -> list[_Line]:
    text, credit = split_credit(line.text)
    if not is_last or re.search(r"고 있다\.\W*$|모습", text):
        return [replace(line, kind=Kind.CAPTION)]
    return [_Line(text, Kind.TEXT), _Line(credit, kind_of(credit))]


def _is_credited_below(line: _Line, following: _Line) -> bool:
    if following.kind is not Kind.NOTHING and "클릭" not in following.text:
        return False
    credit = re.search(r"사진|자료|그래픽|이미지|[ⓒ©]|제공", following.text)
    marked = line.text[0] in "▲△▼▽"
    return bool(credit) and (marked or line.kind is Kind.SHORT) and not _SUBHEAD.match(line.text)


def _take_fields(lines: list[_Line]) -> tuple[dict[str, str], list[_Line]]:
    """`제목: …`, `Date: …` lines at the very top, as in an exported article."""
    fields: dict[str, str] = {}
    for index, line in enumerate(lines):
        found = _FIELD.fullmatch(line.text)
        field = field_of(found["name"]) if found else None
        if not found or not field or field in fields or (line.kind is Kind.TEXT and field not in ("title", "text")):
            return fields, lines[index:]
        if field == "text":
            return fields, [_Line(found["value"], kind_of(found["value"])), *lines[index + 1 :]]
        fields[field] = found["value"]
    return fields, []


def _find_first(lines: list[_Line], title: str | None) -> tuple[list[_Line], int]:
    """The first line of the body; a headline that asks or exclaims is a headline all the same."""
    texts = [index for index, line in enumerate(lines) if line.kind is Kind.TEXT]
    texts = [index for index in texts if _key(lines[index].text) != _key(title)] or texts
    if not texts:
        return lines, len(lines)
    first = texts[0]
    above = any(line.kind is Kind.SHORT for line in lines[:first])
    line = lines[first].text
    if title is None and not above and len(texts) > 1 and len(line) <= 70 and re.search(r"(?<![다요까죠])[?!]\W?$", line):
        lines = [*lines[:first], replace(lines[first], kind=Kind.SHORT), *lines[first + 1 :]]
        first = texts[1]
    return lines, first


def _take_title(lines: Sequence[_Line], first: int, title: str | None) -> tuple[str | None, list[str]]:
    """The title, and the lines between it and the body.

    Unknown menu entries above a title are told from it by its words, which come again in the text.
    """
    head = [line for line in lines[:first] if line.kind in (Kind.SHORT, Kind.STAMP)]
    shorts = [line.text for line in head if line.kind is Kind.SHORT]
    candidates = [text for text in shorts if len(re.findall(r"[^\W\d_]", text)) >= 4] or shorts
    if title is None and candidates:
        body = _key(" ".join(line.text for line in lines[first:]))
        title = next((text for text in candidates if _shared_words(text, body) >= 0.4), candidates[0])
    keys = [_key(line.text) for line in head]
    start = keys.index(_key(title)) + 1 if title and _key(title) in keys else 0
    return title, [line.text for line in head[start:]]


def _shared_words(text: str, body: str) -> float:
    words = re.findall(r"[^\W\d_]{2,}", text.lower())
    return sum(word[:2] in body for word in words) / len(words) if len(words) > 1 else 0.0


def _find_end(lines: Sequence[_Line], first: int) -> int:
    """Where the article ends: at the first end mark that no more of it follows."""
    seen: set[str] = set()
    lengths = []  # of each line that a reader would miss, 0 for the others
    for line in lines:
        is_new = line.kind is Kind.TEXT and is_declared(line.text) and _key(line.text) not in seen
        lengths.append(len(line.text) if is_new else 0)
        seen.add(_key(line.text))
    for index in range(first + 1, len(lines)):
        least = _END_MARKS.get(lines[index].kind)
        if least is not None and max(lengths[index + 1 :], default=0) < least:
            return index
    return len(lines)


def _body(lines: Sequence[_Line]) -> list[_Line]:
    body: list[_Line] = []
    in_list = False
    for line in lines:
        if line.kind in (Kind.RELATED, Kind.TEXT):
            in_list = line.kind is Kind.RELATED and len(line.text) <= 20
        elif _SUBHEAD.match(line.text):
            in_list = False
        if line.kind in _KEPT and not in_list:
            body.append(line)
    return body


def _cut_datelines(body: Sequence[str]) -> tuple[list[str], str | None, str | None]:
    paragraphs: list[str] = []
    outlet = author = None
    for index, text in enumerate(body):
        if index < 3:
            text, here, writers = cut_dateline(text)
            outlet, author = outlet or here, author or writers
        if text:
            paragraphs.append(text)
    return paragraphs, outlet, author


def _first_sentence(paragraph: str) -> str:
    found = _SENTENCE.match(paragraph)
    return (found.group() if found else paragraph)[:120]


def _key(text: str | None) -> str:
    return re.sub(r"[\W_]+", "", text or "").lower()


def _normal(text: str | None) -> str | None:
    return unicodedata.normalize("NFC", " ".join(text.split())) or None if text else None
