"""The source panel: which article a button opens, and that article with its cited sentences marked."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from assistant.chat.conversation import Turn
from assistant.chat.render import byline, escape, notice, web_address
from assistant.chat.texts import Texts
from assistant.errors import UnknownArticleError
from assistant.types import INSTRUCTIONS, Answer, Article, Citation

Note = Literal["", "superseded", "removed"]
FindArticle = Callable[..., Article]  #: `(article_id, version=None)`; raises UnknownArticleError


@dataclass(frozen=True, slots=True)
class Shown:
    """An article open in the panel."""

    article: Article
    note: Note = ""
    marks: tuple[tuple[int, int], ...] = ()  #: the first is the chosen one
    citations: tuple[Citation, ...] = ()  #: all of the same answer
    chosen: int = 0  #: citation number, or 0
    turn: int = 0


def panel(key: str, turns: Sequence[Turn], find_article: FindArticle, texts: Texts) -> str:
    """What the button named `key` opens: `article:ID`, `cite:TURN:NUMBER` or `near:TURN:PLACE`; "" is the empty panel.

    Keys come from the visitor's browser, so one that leads nowhere is no error.
    """
    if not key:
        return notice(texts.no_source)
    try:
        return _source(key, _look_up(key, turns, find_article), texts)
    except UnknownArticleError:
        return notice(texts.missing)


def _look_up(key: str, turns: Sequence[Turn], find_article: FindArticle) -> Shown:
    kind, _, place = key.partition(":")
    if kind == "article":
        return Shown(find_article(place))
    turn, number = (int(part) if part.isdecimal() else -1 for part in f"{place}:".split(":")[:2])
    answer = turns[turn].answer if 0 <= turn < len(turns) else None
    if answer is None:
        raise UnknownArticleError("This answer is no longer part of the conversation; ask again.")
    if kind == "near" and 0 <= number < len(answer.evidence):
        passage = answer.evidence[number].passage
        article, note = _version(passage.article_id, passage.version, find_article)
        return Shown(article, note, ((passage.start, passage.end),))
    if kind == "cite":
        return _cited(answer, turn, number, find_article)
    raise UnknownArticleError(f"'{key}' opens no article; use a button of the conversation.")


def _cited(answer: Answer, turn: int, number: int, find_article: FindArticle) -> Shown:
    chosen = next((citation for citation in answer.citations if citation.number == number), None)
    if chosen is None:
        raise UnknownArticleError(f"The answer has no citation {number}; choose one of its numbers.")
    article, note = _version(chosen.article_id, chosen.version, find_article)
    beside = [each for each in answer.citations if (each.article_id, each.version) == (article.id, article.version)]
    marks = tuple((each.start, each.end) for each in [chosen, *beside])
    return Shown(article, note, marks, answer.citations, number, turn)


def _version(article_id: str, version: str, find_article: FindArticle) -> tuple[Article, Note]:
    article = find_article(article_id, version)
    try:
        newest = find_article(article_id)
    except UnknownArticleError:
        return article, "removed"
    return article, "" if newest.version == version else "superseded"


def _source(key: str, shown: Shown, texts: Texts) -> str:
    """The source panel: the article, its marked sentences, and the answer's other citations."""
    article = shown.article
    address = web_address(article.url)
    safely = 'target="_blank" rel="noopener noreferrer nofollow"'
    link = f'<a href="{address}" {safely}>{escape(texts.original)}</a>' if address else ""
    note = {"": "", "superseded": texts.superseded, "removed": texts.removed}[shown.note]
    return (
        f'<article class="source" lang="ko" data-key="{escape(key)}">{_numbers(shown, texts)}'
        f"<h3>{escape(article.title)}</h3>"
        f'<p class="byline"><span>{byline(article.outlet, article.published, texts)}</span>{link}</p>'
        + (f'<p class="note">{escape(note)}</p>' if note else "")
        + f'<div class="body">{_body(article, shown.marks, texts)}</div>'
        + _instructions(article, texts)
        + f'<button type="button" class="back" name="back">{escape(texts.back)}</button></article>'
    )


def _instructions(article: Article, texts: Texts) -> str:
    """What the page said to machines, for whoever wants to know what the article lacks."""
    said = article.metadata.get(INSTRUCTIONS, "").split("\n")
    lines = "".join(f"<p>{escape(line)}</p>" for line in said if line)
    return f'<details class="note"><summary>{escape(texts.instructions)}</summary>{lines}</details>' if lines else ""


def _numbers(shown: Shown, texts: Texts) -> str:
    if not shown.citations:
        return ""
    buttons = []
    for citation in shown.citations:
        chosen = ' aria-current="true"' if citation.number == shown.chosen else ""
        told = byline(citation.outlet, citation.published, texts)
        buttons.append(
            f'<button type="button" class="number" name="open" value="cite:{shown.turn}:{citation.number}"{chosen}>'
            f"<b>{citation.number}</b> {told}</button>"
        )
    return f'<nav class="numbers">{"".join(buttons)}</nav>'


def _body(article: Article, marks: Sequence[tuple[int, int]], texts: Texts) -> str:
    """Paragraphs with the marked stretches, cut wherever a mark begins or ends so that marks may overlap."""
    paragraphs, start, of_photos = [], 0, False
    for line in article.body.split("\n"):
        end = start + len(line)
        if not of_photos and line and any(line in caption for caption in article.captions):
            of_photos = True
            paragraphs.append(f"<h4>{escape(texts.photos)}</h4>")
        cuts = sorted({start, end, *(edge for mark in marks for edge in mark if start < edge < end)})
        pieces = (_piece(article.body[left:right], left, marks) for left, right in pairwise(cuts))
        paragraphs.append(f"<p>{''.join(pieces)}</p>" if line.strip() else "")
        start = end + 1
    return "".join(paragraphs)


def _piece(text: str, start: int, marks: Sequence[tuple[int, int]]) -> str:
    covering = [place for place, (left, right) in enumerate(marks) if left <= start < right]
    if not covering:
        return escape(text)
    chosen = ' class="chosen"' if 0 in covering else ""
    return f"<mark{chosen}>{escape(text)}</mark>"
