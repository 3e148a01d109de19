"""What a language model is shown: numbered passages within a budget of tokens, marked as data.

Nothing in them can pass for a citation marker, a role or the end of a passage.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from assistant.language import split_sentences
from assistant.passages import count_tokens
from assistant.prompts import digest, render
from assistant.types import Article, Reading
from assistant.write import ArticleOf

_SHOWN = 6  #: passages
_SURELY, _WORTH = 3, 0.02  #: passages shown in any case, and what the others' relevance must be: reading takes time
_BRACKETS = str.maketrans("[]【】<>`", "()()‹›'")
_ROLES = re.compile(
    r"(?im)^(\W*)(system|assistant|user|human|developer|시스템|사용자|어시스턴트|assistant_response)\s*[:：]"
)
_HEADINGS = re.compile(r"(?m)^\s*(?:#{1,6}|-{3,}|={3,}|\|)\s*")
_TOKENS = re.compile(r"<\|.*?\|>|\bim_(?:start|end)\b|\[/?INST\]|<</?SYS>>", re.IGNORECASE)
_INVISIBLE = re.compile(r"[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")


@dataclass(frozen=True, slots=True)
class Shown:
    """A numbered stretch of an article, the offsets those of its body."""

    number: int
    article: Article
    start: int
    end: int

    @property
    def text(self) -> str:
        return self.article.body[self.start : self.end]


@dataclass(frozen=True, slots=True)
class Briefing:
    """What is sent: the passages as they are numbered, the two messages, and the hash of the prompts they came from."""

    shown: tuple[Shown, ...]
    system: str
    question: str
    prompts: str


def brief(question: str, language: str, readings: Sequence[Reading], article_of: ArticleOf, budget: int) -> Briefing:
    """The question with the best passages that fit `budget` o200k tokens, each grown by its neighbours where they fit.

    `readings` are most relevant first.
    """
    names = (f"answer_system_{language}", f"answer_{language}")
    system = render(names[0])
    left = (
        budget
        - count_tokens(system)
        - count_tokens(render(names[1], question="", passages=""))
        - count_tokens(question)
    )
    chosen: list[Shown] = []
    best = by_passage(readings)
    for reading in [*best[:_SURELY], *(each for each in best[_SURELY:_SHOWN] if each.relevance >= _WORTH)]:
        passage = reading.passage
        one = Shown(len(chosen) + 1, article_of(passage.article_id, passage.version), passage.start, passage.end)
        cost = count_tokens(_rendered(one))
        if cost > left and chosen:
            break
        chosen.append(one)
        left -= cost
    for at, one in enumerate(chosen):
        for grown in _grown(one):
            more = count_tokens(_rendered(grown)) - count_tokens(_rendered(one))
            if more <= left and not any(_overlap(grown, other) for other in chosen if other is not one):
                chosen[at] = one = grown
                left -= more
    passages = "\n".join(map(_rendered, chosen))
    asked = render(names[1], question=harmless(question), passages=passages)
    return Briefing(tuple(chosen), system, asked, digest(*names))


def by_passage(readings: Sequence[Reading]) -> list[Reading]:
    """The first reading of each passage."""
    best: dict[str, Reading] = {}
    for reading in readings:
        best.setdefault(reading.passage.id, reading)
    return list(best.values())


def _grown(one: Shown) -> list[Shown]:
    """With the sentence before it, then with the one after too."""
    spans = split_sentences(one.article.body)
    before = max((start for start, _ in spans if start < one.start), default=one.start)
    after = min((end for _, end in spans if end > one.end), default=one.end)
    return [replace(one, start=before), replace(one, start=before, end=after)]


def _overlap(one: Shown, other: Shown) -> bool:
    return one.article.id == other.article.id and one.start < other.end and other.start < one.end


def _rendered(one: Shown) -> str:
    told = " · ".join(part for part in (one.article.outlet, str(one.article.published or "")) if part)
    title = harmless(one.article.title)
    return f'<passage n="{one.number}" title="{title}" from="{harmless(told)}">\n{harmless(one.text)}\n</passage>'


def harmless(text: str) -> str:
    """`text` without what could pass for a citation marker, a role, a template's token or the end of a passage."""
    text = _TOKENS.sub(" ", _INVISIBLE.sub("", text)).translate(_BRACKETS).replace('"', "'")
    return _ROLES.sub(r"\1\2 -", _HEADINGS.sub("", text))
