"""Tables of articles: one a row of a .csv, one a line of a .jsonl."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path

from assistant.dates import parse_date
from assistant.errors import SourceError
from assistant.sources.page import MAXIMUM_BYTES, Page, decode

#: Column names of each field, most telling first; compared in lower case without spaces, `_` and `-`.
COLUMNS: Mapping[str, tuple[str, ...]] = {
    "title": ("title", "headline", "제목", "기사제목", "헤드라인"),
    "text": ("body", "text", "content", "articlebody", "본문", "기사본문", "내용", "기사내용"),
    "published": (
        "published", "publishedat", "publisheddate", "publishdate", "pubdate", "datepublished", "date", "발행일",
        "발행일자", "날짜", "일자", "게재일", "입력일", "등록일", "작성일", "보도일", "입력",
    ),
    "outlet": (
        "outlet", "publisher", "press", "media", "sitename", "newspaper", "언론사", "매체", "매체명", "신문사",
        "언론사명", "출처", "source",
    ),
    "author": ("author", "authors", "byline", "reporter", "writer", "기자", "기자명", "작성자", "글쓴이", "기고자"),
    "url": ("url", "link", "href", "주소", "링크", "기사주소", "원문주소", "원문"),
    "id": ("id", "articleid", "guid", "식별자", "뉴스식별자", "기사id"),
}  # fmt: skip

_Row = Mapping[str, str] | SourceError


def field_of(column: str) -> str | None:
    """The field a column (or a `name: value` line) stands for, or None."""
    name = re.sub(r"[\s_\-]", "", column.strip("\ufeff ")).lower()
    return next((field for field, names in COLUMNS.items() if name in names), None)


def read_table(path: Path) -> Iterator[Page | SourceError]:
    """A Page a row, or a SourceError naming the row (header not counted, blank lines skipped)."""
    text = decode(path.read_bytes(), str(path))
    rows = _csv_rows(text, path) if path.suffix.lower() == ".csv" else _json_rows(text, path)
    pages = [row if isinstance(row, SourceError) else _page(row, number, path) for number, row in enumerate(rows, 1)]
    if not pages:
        raise SourceError(f"{path} has no rows; leave it out or fill it.")
    shared = Counter(page.source for page in pages if isinstance(page, Page))
    seen: set[tuple[str, str]] = set()
    for page in pages:
        if isinstance(page, SourceError):
            yield page
        elif (page.source, page.text) not in seen:
            seen.add((page.source, page.text))
            # An address or id that several different rows bear names none of them.
            yield page if shared[page.source] == 1 or _all_same(page, pages) else _renamed(page, path)


def _all_same(page: Page, pages: list[Page | SourceError]) -> bool:
    return all(other.text == page.text for other in pages if isinstance(other, Page) and other.source == page.source)


def _renamed(page: Page, path: Path) -> Page:
    return replace(page, source=f"{path}#{_digest(page.source, page.title, page.published, page.text)}")


def _csv_rows(text: str, path: Path) -> Iterator[_Row]:
    csv.field_size_limit(MAXIMUM_BYTES)
    header_line = text.lstrip("\ufeff\n").split("\n", 1)[0]
    delimiter = max(",\t;|", key=header_line.count)
    reader = csv.DictReader(io.StringIO(text.lstrip("\ufeff\n"), newline=""), delimiter=delimiter, restkey="\x00extra")
    names = [name for name in reader.fieldnames or [] if name]
    if "text" not in map(field_of, names):
        raise SourceError(f"{path} has no text column among {', '.join(names)[:200]}; name one body, text or 본문.")
    number = 0
    while True:
        number += 1
        try:
            row = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            yield SourceError(f"Row {number} of {path} is not readable CSV ({error}); correct its quotes.")
            continue
        if "\x00extra" in row:
            yield SourceError(f"Row {number} of {path} has more values than the header; put its text in quotes.")
            continue
        yield {name: value.strip() for name, value in row.items() if value and value.strip()}


def _json_rows(text: str, path: Path) -> Iterator[_Row]:
    lines = [line for line in text.lstrip("\ufeff").split("\n") if line.strip()]
    for number, line in enumerate(lines, 1):
        try:
            value = json.loads(line)
        except (ValueError, RecursionError):
            yield SourceError(f"Row {number} of {path} is not JSON; write one object a line.")
            continue
        if not isinstance(value, dict):
            kind = type(value).__name__
            yield SourceError(f"Row {number} of {path} is a JSON {kind}, not an object; name its fields.")
            continue
        yield {str(name): plain for name, item in value.items() if (plain := _plain(item))}


def _plain(value: object) -> str:
    if value is None or value == "" or value == []:
        return ""
    if isinstance(value, list) and all(isinstance(item, str) for item in value):
        value = ", ".join(value)
    text = value.strip() if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    return text.encode("utf-8", "replace").decode("utf-8")  # half an emoji, as "\ud83d" alone, is no text


def _page(row: Mapping[str, str], number: int, path: Path) -> Page | SourceError:
    fields: dict[str, str] = {}
    metadata: dict[str, str] = {}
    for field, names in COLUMNS.items():
        columns = [column for column in row if field_of(column) == field]
        columns.sort(key=lambda column: names.index(re.sub(r"[\s_\-]", "", column.strip("\ufeff ")).lower()))
        if field == "outlet":  # a column named source may hold addresses
            metadata |= {column: row[column] for column in columns if "/" in row[column]}
            columns = [column for column in columns if "/" not in row[column]]
        if columns:
            fields[field] = row[columns[0]]
            metadata |= {column: row[column] for column in columns[1:]}
    metadata |= {column: value for column, value in row.items() if field_of(column) is None}
    if not fields.get("text"):
        return SourceError(f"Row {number} of {path} has no text; fill its text column or delete the row.")
    url = fields.get("url", "")
    published = _published(fields, metadata)
    named = fields.get("id") or _digest(fields.get("title"), published)
    return Page(
        source=url if url.startswith(("http://", "https://")) else f"{path}#{named}",
        text=fields["text"],
        title=fields.get("title"),
        outlet=fields.get("outlet"),
        author=fields.get("author"),
        published=published,
        url=url if url.startswith(("http://", "https://")) else None,
        metadata=metadata,
    )


def _published(fields: Mapping[str, str], metadata: dict[str, str]) -> date | None:
    """An unreadable date is no reason to lose the article: it stays among the metadata."""
    stated = fields.get("published", "")
    published = parse_date(stated)
    if stated and published is None:
        metadata["published"] = stated
    return published


def _digest(*parts: object) -> str:
    return hashlib.sha256("\x1f".join(map(str, parts)).encode()).hexdigest()[:12]
