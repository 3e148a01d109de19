"""Questions made from news sentences by rule: a value becomes its question word, the ending becomes a question's."""

from __future__ import annotations

import gzip
import json
import random
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from assistant.passages import make_passages
from assistant.question import Kind, analyse
from assistant.spans import find_spans
from assistant.types import Article

_ASKED: dict[Kind, tuple[str, ...]] = {
    Kind.DURATION: ("얼마나", "몇 시간", "얼마 동안"),
    Kind.TIME: ("몇 시", "몇 시 몇 분", "언제"),
    Kind.DATE: ("언제", "며칠", "언제쯤"),
    Kind.MONEY: ("얼마", "얼마", "몇 원"),
    Kind.PERCENT: ("몇 퍼센트", "얼마", "몇 %"),
    Kind.NUMBER: ("몇", "얼마"),
    Kind.PLACE: ("어디", "어느 곳"),
}
_NOTHING = analyse("?")
_ENDING = re.compile(r"(?<=[가-힣])다[.]?\s*$")
_ENDINGS = ("나요?", "나?", "는가?", "나", "습니까?", "는지 알려줘", "지?")
_PARTICLE = re.compile(r"(?:으로|에서|에게|까지|부터|에|은|는|이|가|을|를|의|로|와|과)?(?=\s|$)")


@dataclass(frozen=True, slots=True)
class Cloze:
    question: str
    passage: str
    span: tuple[int, int]
    title: str


def articles(data: Path, without: set[str]) -> Iterator[Article]:
    """The Wikinews articles and some Wikipedia passages, those whose address is in `without` left out."""
    for name, every in (("wikinews_ko", 1), ("kowiki_passages_100k", 25)):
        with gzip.open(data / "corpora" / f"{name}.jsonl.gz", "rt", encoding="utf-8") as file:
            for number, line in enumerate(file):
                row = json.loads(line)
                if number % every == 0 and row.get("url") not in without:
                    yield Article(title=row.get("title", ""), body=row["text"].strip(), source=str(row["id"]))


def clozes(article: Article, budget: int, dice: random.Random) -> Iterator[Cloze]:
    """At most two questions of one passage, each about a value that stands once in it."""
    for passage, sentences in make_passages(article, budget):
        made = []
        for start, end in sentences:
            sentence = passage.text[start:end]
            if 25 <= len(sentence) <= 160 and _ENDING.search(sentence):
                made += [(start, sentence, kind, span) for kind in _ASKED for span in _values(sentence, kind)[:1]]
        dice.shuffle(made)
        for start, sentence, kind, span in made[:2]:
            words = sentence[slice(*span)]
            if passage.text.count(words) == 1 and (question := _ask(sentence, span, kind, dice)):
                yield Cloze(question, passage.text, (start + span[0], start + span[1]), article.title)


def _values(sentence: str, kind: Kind) -> list[tuple[int, int]]:
    spans = find_spans(sentence, replace(_NOTHING, kind=kind))
    return [
        (start, end)
        for start, end in spans
        if end - start >= 2
        and not re.search(r"\d[년월]?\s?$", sentence[:start])
        and not re.match(r"\s?\d", sentence[end:])
    ]


def _ask(sentence: str, span: tuple[int, int], kind: Kind, dice: random.Random) -> str | None:
    asked = dice.choice(_ASKED[kind])
    if kind is Kind.NUMBER and (counter := re.search(r"[가-힣]+$", sentence[slice(*span)])):
        asked = f"몇 {counter.group()}"
    after = sentence[span[1] :]
    if dice.random() < 0.6:  # the clause of the value alone, or with what leads to it
        before = sentence[: span[0]]
        cut = max(before.rfind(mark) for mark in (", ", "며 ", "고 "))
        before = before[cut + 2 :] if cut > 0 and len(before) - cut > 12 else before
    else:
        before = sentence[: span[0]]
    if dice.random() < 0.35:  # asked at the end: "…한 것은 언제인가?"
        rest = _PARTICLE.sub("", after, count=1)
        stem = re.sub(r"(?:했|하였)다[.]?\s*$", "한", before + rest.lstrip())
        if stem != before + rest.lstrip():
            return _thin(f"{stem} 것은 {asked}인가?", dice)
    question = before + asked + after
    if not re.search(r"[았었였했됐갔왔났렸졌셨겼꼈혔켰쳤]다[.]?\s*$", question):
        return None
    return _thin(_ENDING.sub(dice.choice(_ENDINGS), question), dice)


def _thin(question: str, dice: random.Random) -> str:
    """Without some of its words, as people do not repeat an article's sentence."""
    words = question.split()
    if len(words) > 7:
        kept = [
            word
            for at, word in enumerate(words)
            if dice.random() > 0.3 or at > len(words) - 3 or re.search("몇|언제|얼마|누구|어디|어느", word)
        ]
        words = kept if len(kept) >= 4 else words
    return " ".join(words)
