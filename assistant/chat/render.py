"""Answers, articles and reports as HTML; every word that is not ours is escaped here and nowhere else.

The chat reads messages as markdown, the panels as HTML. One escape serves both: each ASCII punctuation mark becomes
a numeric entity, which neither a markdown nor an HTML parser takes for syntax. Pieces stay on one line, because a
blank line would end an HTML block in markdown.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date
from urllib.parse import urlsplit

from assistant.chat.conversation import Turn
from assistant.chat.filters import Filters
from assistant.chat.texts import Texts
from assistant.types import Answer, Article, Citation, Claim, Conflict, Copy, Evidence, IngestReport, Outcome, Support

_SYNTAX = re.compile(r"[!-/:-@\[-`{-~]")
_INVISIBLE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_MARKERS = re.compile(r"(?:\s*\[\d+\])+(?=[.!?]?\s*$)")
LISTED_ARTICLES = 300
_EVIDENCE_SHOWN = 3
_LONGEST_LAST = 14  #: characters that may be kept from breaking off a line
_HEADLINE = 40  #: characters that still read well as a headline


def escape(text: str) -> str:
    """`text` as inert HTML and inert markdown; line breaks become spaces, direction overrides vanish."""
    line = _INVISIBLE.sub("", text.replace("\n", " ").replace("\r", " "))
    return _SYNTAX.sub(lambda match: f"&#{ord(match[0])};", line)


def web_address(url: str | None) -> str:
    """`url` escaped for an attribute when it is plain http(s), else ""."""
    if not url or re.search(r"[\s\x00-\x1f\"'<>\\]", url):
        return ""
    try:
        parts = urlsplit(url)
    except ValueError:
        return ""
    return escape(url) if parts.scheme in ("http", "https") and parts.hostname else ""


def messages(turns: Sequence[Turn], texts: Texts) -> list[dict[str, str]]:
    """The conversation in the chat component's message format."""
    spoken = []
    for index, turn in enumerate(turns):
        spoken.append({"role": "user", "content": f'<div class="asked">{escape(turn.question)}</div>'})
        spoken.append({"role": "assistant", "content": _reply(turn, index, texts)})
    return spoken


def _reply(turn: Turn, index: int, texts: Texts) -> str:
    shown = answer(turn.answer, index, texts) if turn.answer else ""
    if turn.state == "failed":
        return shown + f'<div class="failed">{escape(turn.error)}</div>'
    if turn.state == "stopped":
        return shown + f'<div class="stopped">{escape(texts.stopped)}</div>'
    if turn.answer is None:
        return f'<div class="thinking">{escape(texts.thinking)}<i></i><i></i><i></i></div>'
    return shown


def answer(answer: Answer, turn: int, texts: Texts) -> str:
    """One answer; `turn` is its place in the conversation, which its citation buttons name."""
    understood = ""
    if answer.understood and answer.understood.strip() != answer.question.strip():
        understood = f'<p class="understood">{escape(texts.understood.format(answer.understood))}</p>'
    told = f'<p class="understood">{escape(answer.notice)}</p>' if answer.notice else ""
    if answer.outcome.refused:
        return f'<div class="answer refused">{understood}{told}{_refusal(answer, turn, texts)}</div>'
    short = _short(answer) if answer.headline else ""
    conflicts = "".join(_conflict(conflict, answer, turn, texts) for conflict in answer.conflicts)
    claims = "".join(_claim(claim, answer, turn, texts) for claim in answer.claims)
    if not claims and answer.text:
        claims = f'<p class="claim">{escape(answer.text)}</p>'
    kind = "conflicting" if answer.outcome is Outcome.CONFLICTING else "answered"
    return f'<div class="answer {kind}">{understood}{told}{short}{conflicts}{claims}{_foot(answer, texts)}</div>'


def _short(answer: Answer) -> str:
    size = "short" if len(answer.headline) <= _HEADLINE else "short long"
    return f'<p class="{size}">{escape(answer.headline)}</p>'


def _refusal(answer: Answer, turn: int, texts: Texts) -> str:
    verdict = f'<p class="verdict">{escape(texts.refused)}</p>'
    reason = f'<p class="reason">{escape(answer.text)}</p>' if answer.text else ""
    near = answer.evidence[:_EVIDENCE_SHOWN]
    if not near:
        return verdict + reason
    passages = "".join(_near(evidence, f"near:{turn}:{place}", texts) for place, evidence in enumerate(near))
    summary = escape(texts.nearest.format(len(near)))
    return f"{verdict}{reason}<details><summary>{summary}</summary>{passages}</details>"


def _near(evidence: Evidence, key: str, texts: Texts) -> str:
    told = byline(evidence.outlet, evidence.published, texts)
    head = f'<button type="button" class="near-title" name="open" value="{key}">{escape(evidence.title)}</button>'
    return f'<div class="near">{head}<span class="byline">{told}</span><p>{escape(evidence.passage.text)}</p></div>'


def _claim(claim: Claim, answer: Answer, turn: int, texts: Texts) -> str:
    words = _MARKERS.sub("", claim.text) if claim.citations else claim.text
    chips = _chips(claim.citations, answer.citations, turn)
    shown = _with_chips(words, answer.short, chips)
    if claim.support is Support.UNVERIFIED:
        instead = (
            f' <span class="instead">{escape(texts.instead.format(claim.instead))}</span>' if claim.instead else ""
        )
        return f'<p class="claim unverified"><span class="tag">{escape(texts.unverified)}</span> {shown}{instead}</p>'
    return f'<p class="claim">{shown}</p>'


def _with_chips(words: str, short: str, chips: Sequence[str]) -> str:
    """The words, the short answer in them bold, then the chips, the first of which stays on the last word's line."""
    head, _, last = words.rpartition(" ")
    if not chips or len(last) > _LONGEST_LAST:
        return _bold(words, short) + "".join(chips)
    return f'{_bold(head, short)} <span class="last">{escape(last)}{chips[0]}</span>{"".join(chips[1:])}'


def _bold(words: str, short: str) -> str:
    told = escape(short)
    return escape(words).replace(told, f"<b>{told}</b>", 1) if told else escape(words)


def _conflict(conflict: Conflict, answer: Answer, turn: int, texts: Texts) -> str:
    cells = []
    for value in conflict.values:
        told = [citation for citation in answer.citations if citation.number in value.citations]
        bylines = "".join(
            f'<span class="byline">{byline(each.outlet, each.published, texts)}{_chip(each, turn)}</span>'
            for each in told
        )
        cells.append(f'<div class="value"><b>{escape(value.value)}</b>{bylines}</div>')
    return (
        f'<p class="verdict">{escape(texts.conflict[conflict.relation])}</p><div class="values">{"".join(cells)}</div>'
    )


def _chips(numbers: Iterable[int], citations: Sequence[Citation], turn: int) -> list[str]:
    known = {citation.number: citation for citation in citations}
    return [_chip(known[number], turn) for number in numbers if number in known]


def _chip(citation: Citation, turn: int) -> str:
    """A citation button. The chat's sanitiser keeps `name`, `value` and `title`, but no aria or data attributes."""
    key, quote = f"cite:{turn}:{citation.number}", escape(citation.quote)
    return (
        f'&nbsp;<button type="button" class="chip" name="open" value="{key}" title="{quote}">{citation.number}</button>'
    )


def _foot(answer: Answer, texts: Texts) -> str:
    """When the answer was true, who says so, and how sure it is; one line."""
    if not answer.citations:
        return ""
    parts = [f"<span>{escape(texts.as_of.format(texts.date(answer.as_of)))}</span>"] if answer.as_of else []
    sources = dict.fromkeys(byline(citation.outlet, citation.published, texts) for citation in answer.citations)
    parts += [f"<span>{source}</span>" for source in sources]
    copies = {copy.article_id: copy for citation in answer.citations for copy in citation.copies}
    parts += [f"<span>{_copy(copy, texts)}</span>" for copy in copies.values()]
    parts.append(f'<span class="confidence">{escape(texts.confidence_word(answer.confidence))}</span>')
    return f'<p class="foot">{"".join(parts)}</p>'


def _copy(copy: Copy, texts: Texts) -> str:
    told = texts.copies.format(copy.outlet or copy.title)
    return f'<button type="button" class="copy" name="open" value="article:{copy.article_id}">{escape(told)}</button>'


def byline(outlet: str | None, published: date | None, texts: Texts) -> str:
    return f"{escape(outlet or texts.no_outlet)} · {escape(texts.date(published))}"


def notice(sentence: str) -> str:
    return f'<p class="notice">{escape(sentence)}</p>'


def heading(texts: Texts) -> str:
    return f'<h1 class="title">{escape(texts.title)}</h1><p class="subtitle">{escape(texts.subtitle)}</p>'


def active_filters(filters: Filters, texts: Texts) -> str:
    """A line naming what questions are narrowed to; "" when they are not."""
    parts = []
    if filters.since:
        parts.append(f"{texts.since} {texts.date(filters.since)}")
    if filters.until:
        parts.append(f"{texts.until} {texts.date(filters.until)}")
    parts += filters.outlets
    if not parts:
        return ""
    tags = "".join(f'<span class="tag">{escape(part)}</span>' for part in parts)
    clear = f'<button type="button" class="clear" name="clear">{escape(texts.clear_filters)}</button>'
    return f'<div class="filters">{escape(texts.active)} {tags}{clear}</div>'


def article_list(articles: Sequence[Article], filters: Filters, texts: Texts) -> str:
    """The articles questions are asked of, newest first."""
    kept = sorted(filter(filters.admit, articles), key=lambda article: article.title)
    kept.sort(key=lambda article: article.published or date.min, reverse=True)
    if not kept:
        return notice(texts.none_match if articles else texts.no_articles_yet)
    rows = "".join(_row(article, texts) for article in kept[:LISTED_ARTICLES])
    head = "".join(f"<th>{escape(name)}</th>" for name in texts.article_headings)
    rest = len(kept) - LISTED_ARTICLES
    more = notice(texts.more_articles.format(rest)) if rest > 0 else ""
    count = f'<p class="count">{escape(texts.article_count.format(len(kept)))}</p>'
    return f'{count}<table class="articles"><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>{more}'


def _row(article: Article, texts: Texts) -> str:
    title = f'<button type="button" name="open" value="article:{article.id}">{escape(article.title)}</button>'
    cells = [title, escape(article.outlet or texts.no_outlet), escape(texts.date(article.published))]
    return f"<tr>{''.join(f'<td>{cell}</td>' for cell in cells)}</tr>"


def ingest_report(report: IngestReport, articles: Sequence[Article], texts: Texts) -> str:
    """What became of each uploaded file, named by its article's title where there is one."""
    titles = {article.source: article.title for article in articles}
    groups = [(texts.added, report.added), (texts.updated, report.updated), (texts.unchanged, report.unchanged)]
    parts = [_group(label, [titles.get(name) or file_name(name) for name in names]) for label, names in groups if names]
    if report.failed:
        parts.append(_group(texts.unreadable, [_reason(*each, texts) for each in report.failed.items()]))
    return f'<div class="report">{"".join(parts)}</div>'


def _reason(name: str, reason: str, texts: Texts) -> str:
    """Why a file was not read, in the visitor's language where that is known."""
    told = next((told for pattern, told in texts.reasons.items() if re.search(pattern, reason)), None)
    # The reason names the file by its place on the server, which is no business of a visitor.
    return f"{file_name(name)}: {told}" if told else reason.replace(name, file_name(name))


def _group(label: str, lines: Sequence[str]) -> str:
    items = "".join(f"<li>{escape(line)}</li>" for line in lines)
    return f"<h4>{escape(label)} {len(lines)}</h4><ul>{items}</ul>"


def file_name(source: str) -> str:
    """The last part of a path, row or address: what a visitor calls it."""
    return source.rstrip("/").rsplit("/", 1)[-1] or source
