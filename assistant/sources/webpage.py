"""HTML, from a file or an http(s) address, as a Page."""

from __future__ import annotations

import json
import logging
import re
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Iterator, Mapping
from typing import Any

from assistant.dates import date_in_address, labelled_date, parse_date
from assistant.errors import SourceError
from assistant.sources.page import MAXIMUM_BYTES, Page, decode

_TIMEOUT = 20.0  #: seconds for a connection and for the whole transfer
_MAXIMUM_HTML = 10_000_000  #: characters
_BLOCKS = frozenset((
    "address", "article", "aside", "blockquote", "br", "caption", "dd", "div", "dl", "dt", "figcaption", "figure",
    "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "li", "main", "nav", "ol", "p", "pre",
    "section", "table", "td", "th", "tr", "ul",
))  # fmt: skip
_UNREAD = (
    "head", "script", "style", "noscript", "template", "svg", "iframe", "button", "select", "nav", "header", "footer",
    "form", "aside",
)  # fmt: skip
_ARTICLE_TYPES = re.compile(r"(?:article|blogposting|report)$", re.I)
_PORTALS = re.compile(
    r"(?:\s*\|\s*|^)(?:네이버(?:\s?뉴스)?|naver|다음(?:\s?뉴스)?(?:\s-\s)?|daum|zum(?:\s?뉴스)?|"
    r"네이트(?:\s?뉴스)?)$",
    re.I,
)
_PORTAL_PREFIX = re.compile(r"^(?:다음|daum|네이버)\s?(?:뉴스)?\s-\s", re.I)
_TITLE_TAIL = re.compile(r"\s*<\s[^<>]{1,30}(?:<\s[^<>]{1,30})*(?:기사본문|기사)?\s*-\s*[^-<>]{2,20}$")
_DATES = (
    "article:published_time", "og:article:published_time", "og:regdate", "datepublished", "published_at", "pubdate",
    "publishdate", "publish-date", "article.published", "parsely-pub-date", "dc.date.issued", "dcterms.created",
    "dc.date", "date",
)  # fmt: skip
_OUTLETS = ["og:site_name", "og:article:publisher", "dc.publisher", "publisher"]
_AUTHORS = ["article:author", "dable:author", "author", "byl", "parsely-author", "dc.creator"]
_TITLES = ["og:title", "twitter:title", "dc.title"]


def read_html(data: bytes, source: str, address: str | None = None, charset: str | None = None) -> Page:
    """The main text and the stated fields of an HTML document."""
    html = decode(data, source, charset)
    if len(html) > _MAXIMUM_HTML:
        raise SourceError(f"{source} has {len(html):,} characters of HTML, more than {_MAXIMUM_HTML:,}; split it.")
    import lxml.html
    from lxml.etree import LxmlError

    try:
        tree = lxml.html.fromstring(re.sub(r"^\s*<\?xml[^>]*\?>", "", html))
    except (LxmlError, ValueError) as error:
        raise SourceError(f"{source} is not readable HTML ({error}); save the page again.") from None
    stated = _stated(tree)
    text, guessed = _main_text(html, tree)
    if not text.strip():
        raise SourceError(f"{source} holds no text; save the page after it has loaded.")
    url = _canonical(tree, stated, address)
    lines = _own_text(tree.find("body") if tree.find("body") is not None else tree, unread=()).split("\n")
    published = next((day for name in _DATES if (day := parse_date(stated.get(name, "")))), None)
    return Page(
        source=source,
        text=text,
        title=_title(_first(stated, _TITLES) or guessed.get("title")),
        outlet=_outlet(stated, guessed),
        author=_author(stated, guessed),
        published=published or labelled_date(lines) or (date_in_address(url) if url else None),
        url=url,
    )


def read_address(address: str) -> Page:
    """Fetches an http(s) address; raises SourceError when it cannot be had within the limits or is not text."""
    request = urllib.request.Request(address, headers={"User-Agent": "Mozilla/5.0 (compatible; assistant)"})
    deadline = time.monotonic() + _TIMEOUT
    try:
        with urllib.request.urlopen(request, timeout=_TIMEOUT) as response:
            kind, charset = response.headers.get_content_type(), response.headers.get_content_charset()
            final, data = response.geturl(), _limited(response, address, deadline)
    except urllib.error.HTTPError as error:
        raise SourceError(f"{address} answered {error.code} {error.reason}; check the address.") from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "reason", error)
        raise SourceError(f"{address} cannot be reached ({reason}); check the address and the network.") from None
    if not final.startswith(("http://", "https://")):
        raise SourceError(f"{address} leads to {final}, which is not a web page; give an http(s) address.")
    if kind in ("text/html", "application/xhtml+xml"):
        return read_html(data, address, final, charset)
    if kind == "text/plain":
        return Page(address, decode(data, address, charset), url=final, published=date_in_address(final))
    raise SourceError(f"{address} is {kind}, not a web page; download the file and give its path.")


def _limited(response: Any, address: str, deadline: float) -> bytes:
    parts: list[bytes] = []
    size = 0
    while part := response.read1(65536):
        size += len(part)
        if size > MAXIMUM_BYTES:
            raise SourceError(f"{address} is larger than {MAXIMUM_BYTES // 1_000_000} MB; save the article by itself.")
        if time.monotonic() > deadline:
            raise SourceError(f"{address} took longer than {_TIMEOUT:.0f} seconds; try again or save it as a file.")
        parts.append(part)
    return b"".join(parts)


def _main_text(html: str, tree: Any) -> tuple[str, dict[str, str]]:
    """Text and metadata as trafilatura finds them; our own reading where it finds (much) less than the page marks."""
    import trafilatura

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)  # a page it cannot read is ours to report
    found = trafilatura.bare_extraction(html, with_metadata=True, include_comments=False)
    fields = found.as_dict() if found else {}
    guessed = {name: value for name in ("title", "author", "sitename") if isinstance(value := fields.get(name), str)}
    text = fields.get("text") or ""
    marked = tree.xpath('//*[@itemprop="articleBody"]')
    own = _own_text(marked[0]) if len(marked) == 1 else ""
    if len(own) > 1.3 * len(text):
        return own, guessed
    return text or _own_text(tree), guessed


def _own_text(element: Any, unread: tuple[str, ...] = _UNREAD) -> str:
    """Text with a line for every block; written as a loop, since pages may nest deeper than Python recurses."""
    parts: list[str] = []
    skipped = 0
    from lxml.etree import iterwalk

    for event, node in iterwalk(element, events=("start", "end", "comment", "pi")):
        tag = node.tag if isinstance(node.tag, str) else ""
        hidden = not tag or tag in unread or tag in ("script", "style")
        if event in ("comment", "pi"):
            text = "" if skipped else (node.tail or "")
        elif event == "start":
            skipped += hidden
            text = "" if skipped else ("\n" if tag in _BLOCKS else "") + (node.text or "").replace("\n", " ")
        else:
            skipped -= hidden
            tail = "" if node is element else (node.tail or "").replace("\n", " ")
            text = "" if skipped else ("\n" if tag in _BLOCKS else "") + tail
        parts.append(text)
    lines = (re.sub(r"[ \t\r\f]+", " ", line).strip() for line in "".join(parts).split("\n"))
    return "\n".join(line for line in lines if line)


def _stated(tree: Any) -> dict[str, str]:
    """Meta elements and schema.org data, names in lower case, the first of a name wins."""
    stated: dict[str, str] = {}
    for node in tree.iter("meta", "time"):
        name = node.get("property") or node.get("name") or node.get("itemprop")
        value = node.get("content") or node.get("datetime")
        if name and value and value.strip():
            stated.setdefault(name.strip().lower(), value.strip())
    for script in tree.xpath('//script[contains(@type, "ld+json")]/text()'):
        for thing in _things(script):
            for name, value in _fields(thing).items():
                stated.setdefault(name, value)
    return stated


def _things(script: str) -> Iterator[Mapping[str, Any]]:
    try:
        waiting = [json.loads(script, strict=False)]
    except (ValueError, RecursionError):
        return
    for _ in range(200):
        if not waiting:
            return
        value = waiting.pop(0)
        if isinstance(value, list):
            waiting.extend(value)
        elif isinstance(value, dict):
            waiting.extend(value.get("@graph") or [])
            kinds = value.get("@type")
            if any(_ARTICLE_TYPES.search(str(kind)) for kind in (kinds if isinstance(kinds, list) else [kinds])):
                yield value


def _fields(thing: Mapping[str, Any]) -> dict[str, str]:
    wanted = {"headline": "og:title", "datePublished": "datepublished", "author": "author", "publisher": "publisher"}
    return {name: text for key, name in wanted.items() if (text := _names(thing.get(key)))}


def _names(value: Any) -> str:
    if isinstance(value, list):
        return ", ".join(filter(None, map(_names, value)))
    if isinstance(value, dict):
        return _names(value.get("name"))
    return value.strip() if isinstance(value, str) else ""


def _first(stated: Mapping[str, str], names: list[str]) -> str | None:
    return next((stated[name] for name in names if name in stated), None)


def _title(title: str | None) -> str | None:
    return _TITLE_TAIL.sub("", title).strip() or None if title else None


def _outlet(stated: Mapping[str, str], guessed: Mapping[str, str]) -> str | None:
    candidates = [stated.get(name, "") for name in _OUTLETS] + [guessed.get("sitename", "")]
    if "네이버" in stated.get("og:article:author", "") or _PORTALS.search(candidates[0]):
        candidates.insert(0, stated.get("og:article:author", ""))
    for candidate in candidates:
        name = _PORTALS.sub("", _PORTAL_PREFIX.sub("", candidate)).strip()
        if name and len(name) <= 30 and "/" not in name and not re.fullmatch(r"\S+\.\w{2,4}", name):
            return name
    return None


def _author(stated: Mapping[str, str], guessed: Mapping[str, str]) -> str | None:
    candidates = [stated.get(name, "") for name in _AUTHORS] + [guessed.get("author", "")]
    outlet = _outlet(stated, guessed)
    return next((name for name in candidates if name and "//" not in name and name != outlet), None)


def _canonical(tree: Any, stated: Mapping[str, str], address: str | None) -> str | None:
    links = [node.get("href") for node in tree.iter("link") if (node.get("rel") or "").lower() == "canonical"]
    for link in (*links, stated.get("og:url"), address):
        url = urllib.parse.urljoin(address or "", link.strip()) if link else ""
        if url.startswith(("http://", "https://")):
            return url
    return None
