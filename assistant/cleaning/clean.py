"""A scraped news page to an Article: what was written is kept word for word, what the page put around it goes.

When in doubt a line stays. A page is read as head (title, deck, widgets), body, and a tail that only an end mark
(copyright, signature, list of other articles, widgets) can open.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import replace

from assistant.cleaning.bylines import (
    cut_dateline,
    find_copyright_outlet,
    find_domain_outlet,
    find_masthead,
    find_writers,
    outlet_name,
    writer_names,
)
from assistant.cleaning.copies import without_copies
from assistant.cleaning.furniture import (
    Kind,
    is_declared,
    is_of_another_day,
    is_plain_statement,
    is_polite,
    is_polite_notice,
    kind_of,
)
from assistant.cleaning.instructions import without_instructions
from assistant.cleaning.lines import Line, read_lines
from assistant.dates import find_published, parse_date
from assistant.errors import SourceError
from assistant.language import split_sentences
from assistant.sources.page import Page
from assistant.sources.tables import field_of
from assistant.types import INSTRUCTIONS, Article

_FIELD = re.compile(r"\W{0,2}(?P<name>[가-힣A-Za-z_ ]{2,12})[\]】]?\s?[::]\s?(?P<value>\S.*)")
_MENU_PATH = re.compile(r"[\w·&/ ]{1,15}(?:\s?[>|›»]\s?[\w·&/ ]{1,15})+")
_SENTENCE = re.compile(r".*?[.!?](?=\s|$)")
_END_MARKS = {  #: how long a statement after the mark must be to show that the article goes on
    Kind.COPYRIGHT: 15,
    Kind.EMAIL: 15,
    Kind.RELATED: 15,
    Kind.PROMOTION: 15,
    Kind.BYLINE: 1,
    Kind.WIDGET: 1,
}
_REMARKS = 50  #: the same after a copyright or signature, where the style does not tell readers' remarks from text
_KEPT = (Kind.TEXT, Kind.SHORT, Kind.BUTTON)
_NEAR_TOP = 8  #: lines
_DATELINES = 3  #: paragraphs a dateline may open


def clean(page: Page) -> Article:
    """The article of a page; raises SourceError when not one sentence of text remains."""
    text, instructions = without_instructions(page.text)
    fields, lines = _take_fields(read_lines(text))
    title = _normal(page.title or fields.get("title"))
    lines, first = _find_first(lines, title)
    title, deck = _take_title(lines, first, title)
    end = _find_end(lines, first)
    paragraphs, named, author = _cut_datelines(_paragraphs(lines[first:end], title))
    outlet = _outlet(page, fields, lines, first, end, named)
    paragraphs = [text for text in paragraphs if text != outlet]
    if not paragraphs:
        raise SourceError(f"{page.source} holds no sentence of an article; check that its text was saved.")
    captions = tuple(line.text for line in lines[:end] if line.kind is Kind.CAPTION)
    texts = [line.text for line in lines]
    signatures = [line.text for line in lines if line.kind in (Kind.BYLINE, Kind.EMAIL, Kind.STAMP)]
    stated = page.published or parse_date(fields.get("published", ""))
    return Article(
        title=title or _first_sentence(paragraphs[0]),
        body="\n".join([*paragraphs, *_stated(captions, paragraphs)]),
        source=page.source,
        outlet=outlet,
        author=writer_names(_normal(page.author or fields.get("author"))) or author or find_writers(signatures),
        published=stated or find_published(deck, texts[:end], texts[end:], captions, paragraphs),
        url=page.url or fields.get("url"),
        captions=captions,
        metadata={**page.metadata, **({INSTRUCTIONS: "\n".join(instructions)} if instructions else {})},
    )


def _take_fields(lines: list[Line]) -> tuple[dict[str, str], list[Line]]:
    """`제목: …`, `Date: …` lines at the very top, as in an exported article."""
    fields: dict[str, str] = {}
    for index, line in enumerate(lines):
        found = _FIELD.fullmatch(line.text)
        field = field_of(found["name"]) if found else None
        if not found or not field or field in fields or (line.kind is Kind.TEXT and field not in ("title", "text")):
            return fields, lines[index:]
        if field == "text":
            return fields, [Line(found["value"], kind_of(found["value"])), *lines[index + 1 :]]
        fields[field] = found["value"]
    return fields, []


def _find_first(lines: list[Line], title: str | None) -> tuple[list[Line], int]:
    """The first line of the body; a headline that asks or exclaims is a headline all the same."""
    texts = [index for index, line in enumerate(lines) if line.kind is Kind.TEXT]
    texts = [index for index in texts if _key(lines[index].text) != _key(title)] or texts
    if not texts:
        return lines, len(lines)
    first = texts[0]
    while first and lines[first - 1].kind is Kind.SHORT and lines[first - 1].text.endswith((",", ":")):
        first -= 1  # no headline ends so
    line = lines[first]
    is_top = title is None and not any(above.kind is Kind.SHORT for above in lines[:first])
    if is_top and len(texts) > 1 and len(line.text) <= 70 and re.search(r"(?<![다요까죠])[?!]\W?$", line.text):
        return [*lines[:first], replace(line, kind=Kind.SHORT), *lines[first + 1 :]], texts[1]
    return lines, first


def _take_title(lines: Sequence[Line], first: int, title: str | None) -> tuple[str | None, list[str]]:
    """The title, and the lines between it and the body."""
    head = [line for line in lines[:first] if line.kind in (Kind.SHORT, Kind.STAMP)]
    shorts = [line.text for line in head if line.kind is Kind.SHORT]
    if title is None and shorts:
        title = _likeliest_title(shorts, _key(" ".join(line.text for line in lines[first:])))
    keys = [_key(line.text) for line in head]
    start = keys.index(_key(title)) + 1 if title and _key(title) in keys else 0
    return title, [line.text for line in head[start:]]


def _likeliest_title(candidates: Sequence[str], body: str) -> str:
    """The first that is no menu entry: several words, and some of them come again in the text."""
    lettered = [text for text in candidates if len(re.findall(r"[^\W\d_]", text)) >= 4] or candidates
    worded = [text for text in lettered if len(text.split()) >= 3 and not _MENU_PATH.fullmatch(text)] or lettered
    return next((text for text in worded if _shared_words(text, body) >= 0.3), worded[0])


def _shared_words(text: str, body: str) -> float:
    words = re.findall(r"[a-z]{4,}|[가-힣一-龥]{2,}", text.lower())
    return sum(word[: 4 if word.isascii() else 2] in body for word in words) / len(words) if words else 0.0


def _find_end(lines: Sequence[Line], first: int) -> int:
    """Where the article ends: at the first end mark that no more of it follows."""
    seen: set[str] = set()
    missed = []  # the length of each line that a reader would miss, 0 for the others
    is_plain = _is_plain(lines)
    for line in lines:
        key = _key(line.text)
        is_told = line.kind is Kind.TEXT and (is_plain_statement if is_plain else is_declared)(line.text)
        missed.append(len(line.text) if is_told and key not in seen else 0)
        seen.add(key)
    end, longest = len(lines), 0
    for index in range(len(lines) - 1, first, -1):
        least = _END_MARKS.get(lines[index].kind)
        if lines[index].kind in (Kind.COPYRIGHT, Kind.EMAIL) and not is_plain:
            least = _REMARKS
        if least is not None and longest < least:
            end = index
        longest = max(longest, missed[index])
    return end


def _paragraphs(lines: list[Line], title: str | None) -> list[str]:
    kept = [line.text for line in _without_lists(_without_notices(lines)) if line.kind in _KEPT]
    told = [text for text in kept if _key(text) != _key(title)] or kept  # its title may be all an article says
    if not any(line.kind is Kind.TEXT for line in lines):
        return []
    return without_copies(told)


def _stated(captions: Sequence[str], paragraphs: Sequence[str]) -> list[str]:
    """What captions state and the paragraphs do not: their sentences without datelines and credits."""
    known, stated = _key(" ".join(paragraphs)), []
    for caption in captions:
        sentences = [span for span in split_sentences(caption) if is_declared(caption[slice(*span)])]
        if not sentences or is_of_another_day(caption[: sentences[0][0]] + caption[sentences[-1][1] :]):
            continue
        text, _, _ = cut_dateline(caption[sentences[0][0] : sentences[-1][1]].lstrip("▲△▼▽ "))
        if (key := _key(text)) not in known:
            stated.append(text)
            known += key
    return stated


def _without_notices(lines: list[Line]) -> list[Line]:
    """The lines less what the page says to its reader near the top, in an article that itself addresses nobody."""
    texts = [line.text for line in lines if line.kind is Kind.TEXT]
    if not _is_plain(lines) or any(is_polite(text) and not is_polite_notice(text) for text in texts):
        return lines
    return [line for index, line in enumerate(lines) if index >= _NEAR_TOP or not is_polite_notice(line.text)]


def _is_plain(lines: Sequence[Line]) -> bool:
    """Whether an article is told in the plain style (했다), so that polite sentences (합니다) are the page's own."""
    texts = [line.text for line in lines if line.kind is Kind.TEXT]
    plain = sum(map(is_plain_statement, texts))
    polite = sum(is_polite(text) and not is_polite_notice(text) for text in texts)
    return plain >= 3 and plain >= 3 * polite


def _without_lists(lines: Sequence[Line]) -> list[Line]:
    """The lines less the headlines under a `관련 기사` in the midst of an article."""
    kept: list[Line] = []
    in_list = False
    for line in lines:
        if line.kind is Kind.RELATED:
            in_list = True
        elif line.kind is Kind.TEXT or line.is_subhead:
            in_list = False
        if not in_list:
            kept.append(line)
    return kept


def _cut_datelines(body: Sequence[str]) -> tuple[list[str], str | None, str | None]:
    paragraphs: list[str] = []
    outlet = author = None
    for index, text in enumerate(body):
        if index < _DATELINES:
            text, named, writers = cut_dateline(text)
            outlet, author = outlet or named, author or writers
        if text:
            paragraphs.append(text)
    return paragraphs, outlet, author


def _outlet(
    page: Page, fields: Mapping[str, str], lines: Sequence[Line], first: int, end: int, named: str | None
) -> str | None:
    """As stated, else by copyright line, dateline, masthead or well-known domain: the first that speaks."""
    notices = [line.text for line in lines if line.kind is Kind.COPYRIGHT]
    notices += [line.text for line in lines[end - 1 :] if line.kind is Kind.NOTHING and line.text[0] in "ⓒ©"]
    signed = [line.text for line in lines if line.kind is Kind.EMAIL]
    of_domain = find_domain_outlet([*signed, page.url or ""])
    of_copyright = find_copyright_outlet(notices)
    if of_copyright and of_copyright.isascii() and of_domain:  # `Copyright Hankookilbo`: the domain has its real name
        of_copyright = of_domain
    return (
        outlet_name(_normal(page.outlet or fields.get("outlet")))
        or of_copyright
        or named
        or find_masthead(line.text for line in lines[:first])
        or of_domain
    )


def _first_sentence(paragraph: str) -> str:
    found = _SENTENCE.match(paragraph)
    return (found.group() if found else paragraph)[:120]


def _key(text: str | None) -> str:
    return re.sub(r"[\W_]+", "", text or "").lower()


def _normal(text: str | None) -> str | None:
    return unicodedata.normalize("NFC", " ".join(text.split())) or None if text else None
