"""Files, folders and addresses in; pages out."""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Iterable, Iterator
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

from assistant.errors import SourceError
from assistant.sources.page import MAXIMUM_BYTES, Page, decode, unwrap
from assistant.sources.tables import field_of

__all__ = ["Page", "find_sources", "read_pages"]

_TABLES = (".csv", ".jsonl")
_DOCUMENTS = (".pdf", ".docx")
_SUFFIXES = frozenset((".txt", ".md", ".html", ".htm", *_DOCUMENTS, *_TABLES))
_ADDRESS = re.compile(r"https?://", re.I)
_FRONT_MATTER = re.compile(r"\A---[ \t]*\n(.*?)\n---[ \t]*(?:\n|\Z)", re.S)


def find_sources(paths: Iterable[str | Path]) -> list[str]:
    """Canonical names, each once: addresses without fragment, resolved paths, folders walked in sorted order.

    Inside folders hidden and unsupported files are passed over; a file named by itself is kept, whatever it is.
    Raises SourceError for a path that does not exist.
    """
    found: dict[str, None] = {}
    for path in paths:
        if isinstance(path, str) and _ADDRESS.match(path.strip()):
            found[_canonical_address(path.strip())] = None
            continue
        place = Path(path).expanduser()
        if not str(path).strip() or not place.exists():
            raise SourceError(f"There is no file or folder {str(path)!r}; check the path.")
        place = place.resolve()
        found |= dict.fromkeys(_walk(place) if place.is_dir() else [str(place)])
    return list(found)


def read_pages(source: str) -> Iterator[Page | SourceError]:
    """The pages of a source `find_sources` named: one, or one a row of a table.

    A row that cannot be read comes as a SourceError value naming it, and reading goes on.
    Raises SourceError when nothing of the source can be read.
    """
    if _ADDRESS.match(source):
        from assistant.sources.webpage import read_address

        yield read_address(source)
        return
    path = Path(source)
    suffix = _checked_suffix(path)
    try:
        if suffix in _TABLES:
            from assistant.sources.tables import read_table

            yield from read_table(path)
        else:
            yield _read_file(path, suffix)
    except OSError as error:
        raise SourceError(f"{path} cannot be opened ({error.strerror}); check its permissions.") from None


def _canonical_address(address: str) -> str:
    parts = urlsplit(address)
    return urlunsplit((parts.scheme.lower(), parts.netloc.lower(), parts.path or "/", parts.query, ""))


def _walk(folder: Path) -> Iterator[str]:
    for place, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            if not name.startswith((".", "~$")) and Path(name).suffix.lower() in _SUFFIXES:
                yield str((Path(place) / name).resolve())


def _checked_suffix(path: Path) -> str:
    try:
        state = path.stat()
    except OSError as error:
        raise SourceError(f"{path} cannot be opened ({error.strerror}); check the path.") from None
    suffix = path.suffix.lower()
    if not stat.S_ISREG(state.st_mode):
        raise SourceError(f"{path} is not a file; give a file or a folder.")
    if suffix not in _SUFFIXES:
        raise SourceError(f"{path} is of an unsupported kind; give one of {', '.join(sorted(_SUFFIXES))}.")
    if state.st_size == 0:
        raise SourceError(f"{path} is empty; leave it out or fill it.")
    if state.st_size > MAXIMUM_BYTES:
        raise SourceError(f"{path} is larger than {MAXIMUM_BYTES // 1_000_000} MB; split it.")
    return suffix


def _read_file(path: Path, suffix: str) -> Page:
    if suffix in _DOCUMENTS:
        from assistant.sources.documents import read_document

        return read_document(path)
    data = path.read_bytes()
    if suffix in (".html", ".htm"):
        from assistant.sources.webpage import read_html

        return read_html(data, str(path))
    text = decode(data, str(path))
    return _read_markdown(text, str(path)) if suffix == ".md" else Page(str(path), unwrap(text))


def _read_markdown(text: str, source: str) -> Page:
    """Front matter to fields, marks of headings, links, emphasis, rules and images off, the words left as they are."""
    from assistant.dates import parse_date

    fields: dict[str, str] = {}
    metadata: dict[str, str] = {}
    if front := _FRONT_MATTER.match(text):
        text = text[front.end() :]
        for line in front.group(1).split("\n"):
            name, colon, value = line.partition(":")
            if colon and (value := value.strip().strip("\"'")):
                (fields if field_of(name) else metadata)[field_of(name) or name.strip()] = value
    heading = re.search(r"^#[ \t]+(.+?)[ \t#]*$", text, re.M)
    text = re.sub(r"!\[[^\]\n]*\]\([^)\n]*\)", "", text)
    text = re.sub(r"\[([^\]\n]+)\]\((?:https?:)?[^)\s]*\)", r"\1", text)
    text = re.sub(r"^#{1,6}[ \t]+|^>[ \t]?|^[ \t]*(?:[-*_][ \t]?){3,}$", "", text, flags=re.M)
    text = re.sub(r"(\*\*|__)(?=\S)(.+?)(?<=\S)\1", r"\2", text)
    url = fields.get("url", "")
    return Page(
        source=source,
        text=unwrap(text),
        title=fields.get("title") or (heading.group(1) if heading else None),
        outlet=fields.get("outlet"),
        author=fields.get("author"),
        published=parse_date(fields.get("published", "")),
        url=url if _ADDRESS.match(url) else None,
        metadata=metadata,
    )
