"""Cutting an article into passages of whole sentences."""

from __future__ import annotations

import os
from collections.abc import Iterator
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from assistant.language import split_sentences
from assistant.types import Article, Passage

Span = tuple[int, int]


@lru_cache(maxsize=1)
def _o200k() -> Any:
    """tiktoken's o200k_base from the copy llama-index-core ships, so that nothing is downloaded."""
    import tiktoken

    spec = find_spec("llama_index.core")
    assert spec is not None
    assert spec.origin is not None
    previous = os.environ.get("TIKTOKEN_CACHE_DIR")
    os.environ["TIKTOKEN_CACHE_DIR"] = str(Path(spec.origin).parent / "_static" / "tiktoken_cache")
    try:
        return tiktoken.get_encoding("o200k_base")
    finally:
        if previous is None:
            del os.environ["TIKTOKEN_CACHE_DIR"]
        else:
            os.environ["TIKTOKEN_CACHE_DIR"] = previous


def count_tokens(text: str) -> int:
    """Length in o200k tokens."""
    return len(_o200k().encode(text, disallowed_special=()))


def make_passages(article: Article, budget: int) -> list[tuple[Passage, tuple[Span, ...]]]:
    """Passages of at most `budget` o200k tokens, in order, each with its sentences' spans in `article.body`.

    Every sentence stands in exactly one passage. Passages end with a paragraph where they are half full by then.
    """
    groups: list[list[Span]] = []
    used = 0
    for span in _pieces(article.body, budget):
        size = count_tokens(article.body[slice(*span)])
        new_paragraph = bool(groups) and "\n" in article.body[groups[-1][-1][1] : span[0]]
        if not groups or used + size > budget or (new_paragraph and used > budget // 2):
            groups.append([])
            used = 0
        groups[-1].append(span)
        used += size
    return [(_passage(article, group), tuple(group)) for group in groups]


def _passage(article: Article, group: list[Span]) -> Passage:
    start, end = group[0][0], group[-1][1]
    return Passage(article.id, article.version, start, end, article.body[start:end])


def _pieces(body: str, budget: int) -> Iterator[Span]:
    """Sentences, and of a sentence over the budget its halves, cut at white space where there is any."""
    todo = split_sentences(body)[::-1]
    while todo:
        start, end = todo.pop()
        if end - start < 2 or count_tokens(body[start:end]) <= budget:
            yield start, end
            continue
        middle = (start + end) // 2
        space = body.rfind(" ", start + 1, middle)
        cut = space if space > start else middle
        after = cut + 1 if body[cut] == " " else cut
        todo += [(after, end), (start, cut)]
