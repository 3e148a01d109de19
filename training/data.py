"""Training pairs: a question with a passage that answers it, or with one that nearly does."""

from __future__ import annotations

import gzip
import json
import random
import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

from assistant.passages import make_passages
from assistant.question import morphemes
from assistant.types import Article
from assistant.words import tokenize
from training.cloze import articles, clozes
from training.english import dictionary, in_english

ANSWERED = ("korquad1_olddev_train", "korquad21_linked_train")
UNANSWERED = ("korquad1_olddev_negatives_train", "korquad21_negatives_train")
_OWN = Path(__file__).parent / "questions.jsonl"
_CLOZES = 3600
_CHAT = ("뭐야?", "뭔가요?", "알려줘", "뭐죠", "무엇인가?", "뭐지", "궁금해", "")


@dataclass(frozen=True, slots=True)
class Pair:
    question: str
    passage: str
    span: tuple[int, int] | None  #: the answer in the passage; None when it is not there


def rows(data: Path, name: str) -> list[dict[str, Any]]:
    with gzip.open(data / "reader" / f"{name}.jsonl.gz", "rt", encoding="utf-8") as file:
        return [json.loads(line) for line in file]


@cache
def cut(context: str, budget: int) -> list[tuple[int, str]]:
    """The passages of a context with where they start in it."""
    lead = len(context) - len(context.lstrip())
    article = Article(title="", body=context.strip(), source="")
    return [(passage.start + lead, passage.text) for passage, _ in make_passages(article, budget)]


HELD_OUT = 600  #: questions, about


def held_out(data: Path) -> list[dict[str, Any]]:
    """The rows, answered and not, whose contexts `pairs` keeps out of the training."""
    answered = [row for name in ANSWERED for row in rows(data, name)]
    kept_out = _kept_out(answered, random.Random(0))
    every = answered + [row for name in UNANSWERED for row in rows(data, name)]
    return [row for row in every if row["context"] in kept_out]


def _kept_out(answered: list[dict[str, Any]], dice: random.Random) -> set[str]:
    contexts = sorted({row["context"] for row in answered})
    dice.shuffle(contexts)
    return set(contexts[: HELD_OUT // 4])


def pairs(data: Path, work: Path, budget: int) -> list[Pair]:
    """Shuffled training pairs; questions over the held-out contexts are not among them."""
    dice = random.Random(0)
    answered = [row for name in ANSWERED for row in rows(data, name)]
    unanswered = [row for name in UNANSWERED for row in rows(data, name)]
    kept_out = _kept_out(answered, dice)
    made = [
        (row["context"] in kept_out, pair)
        for row in answered
        for pair in _of_answered(row, _by_title(answered), dice, budget)
    ]
    made += [(False, pair) for pair in _of_clozes(data, budget, dice)]
    made += [
        (row["context"] in kept_out, pair)
        for row in unanswered
        if dice.random() < 0.45
        for pair in _of_unanswered(row, budget)
    ]
    words = dictionary(data, [row["question"] for row in answered], work / "english.json")
    made += [
        (out, replace(pair, question=asked))
        for out, pair in made
        if dice.random() < 0.25 and (asked := in_english(pair.question, words, dice))
    ]
    dice.shuffle(made)
    return [pair for out, pair in made if not out]


_TITLES: dict[str, list[str]] = {}


def _by_title(answered: list[dict[str, Any]]) -> dict[str, list[str]]:
    if not _TITLES:
        grouped: dict[str, set[str]] = defaultdict(set)
        for row in answered:
            grouped[row["title"]].add(row["context"])
        _TITLES.update({title: sorted(contexts) for title, contexts in grouped.items()})
    return _TITLES


def _of_answered(row: dict[str, Any], titles: dict[str, list[str]], dice: random.Random, budget: int) -> Iterator[Pair]:
    start, answer = row["answer_start"], row["answers"][0]
    pieces = cut(row["context"], budget)
    home = next(
        (piece for piece in pieces if piece[0] <= start and start + len(answer) <= piece[0] + len(piece[1])), None
    )
    if home is None:
        return
    question = rough(row["question"], dice)
    inside = (start - home[0], start - home[0] + len(answer))
    yield Pair(question, home[1], inside)
    others = [text for at, text in pieces if at != home[0]]
    others += [
        text for context in titles[row["title"]][:12] if context != row["context"] for _, text in cut(context, budget)
    ]
    others = [text for text in others if answer not in text]
    if others and dice.random() < 0.6:
        yield Pair(rough(row["question"], dice), nearest(row["question"], others), None)
    if dice.random() < 0.5 and (changed := misstate(row["question"], home[1], dice)):
        yield Pair(changed, home[1], None)


def _of_unanswered(row: dict[str, Any], budget: int) -> Iterator[Pair]:
    texts = [text for _, text in cut(row["context"], budget)]
    if texts:
        yield Pair(row["question"], nearest(row["question"], texts), None)


def _of_clozes(data: Path, budget: int, dice: random.Random) -> Iterator[Pair]:
    """Questions made from news, and each with the likest passage that does not hold its answer."""
    asked_about = {
        json.loads(line)["spans"][0]["article"] for line in _OWN.open(encoding="utf-8") if '"article"' in line
    }
    made = [cloze for article in articles(data, asked_about) for cloze in clozes(article, budget, dice)]
    dice.shuffle(made)
    made = made[:_CLOZES]
    passages = sorted({cloze.passage for cloze in made})
    for cloze in made:
        yield Pair(rough(cloze.question, dice), cloze.passage, cloze.span)
        answer = cloze.passage[slice(*cloze.span)]
        if dice.random() < 0.5:
            others = [text for text in dice.sample(passages, min(400, len(passages))) if answer not in text]
            yield Pair(rough(cloze.question, dice), nearest(cloze.question, others), None)
        if dice.random() < 0.3 and (changed := misstate(cloze.question, cloze.passage, dice)):
            yield Pair(changed, cloze.passage, None)


def nearest(question: str, texts: list[str]) -> str:
    asked = _tokens(question)
    return max(texts, key=lambda text: len(asked & _tokens(text)))


@cache
def _tokens(text: str) -> frozenset[str]:
    return frozenset(tokenize(text))


def misstate(question: str, passage: str, dice: random.Random) -> str | None:
    """The question with one of its numbers changed, so that the passage does not answer it; None where it has none."""
    numbers = [match for match in re.finditer(r"\d+", question) if match.group() in passage]
    if not numbers:
        return None
    chosen = dice.choice(numbers)
    other = str(max(1, int(chosen.group()) + dice.choice((-7, -3, -2, -1, 1, 2, 4, 9))))
    if other in passage or other == chosen.group():
        return None
    return question[: chosen.start()] + other + question[chosen.end() :]


def rough(question: str, dice: random.Random) -> str:
    """Now and then as people type: another ending, particles dropped, no spaces."""
    if dice.random() < 0.25:
        question = re.sub(
            r"(?:은|는|이|가)?\s*(?:무엇|누구|어디|언제)?(?:인가|일까|이었나|인가요|야)?\s*\?$",
            " " + dice.choice(_CHAT),
            question,
        )
    if dice.random() < 0.1:
        parts = [(s, e) for _, tag, s, e in morphemes(question) if tag.startswith("J")]
        for start, end in reversed(parts):
            question = question[:start] + question[end:]
    if dice.random() < 0.07:
        question = question.replace(" ", "")
    return question.strip() or "?"
