"""Training pairs: a question with a passage that answers it, or with one that nearly does."""

from __future__ import annotations

import gzip
import json
import random
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import permutations
from pathlib import Path
from typing import Any

import numpy as np

from assistant.crosscheck import asked_for
from assistant.e5_onnx import open_runner
from assistant.followup import subject_words
from assistant.language import split_sentences
from assistant.passages import make_passages
from assistant.question import Kind, analyse, morphemes
from assistant.settings import load_settings
from assistant.types import Article
from assistant.words import tokenize
from training.cloze import articles, clozes
from training.english import dictionary, in_english

ANSWERED = ("korquad1_olddev_train", "korquad21_linked_train")
UNANSWERED = ("korquad1_olddev_negatives_train", "korquad21_negatives_train")
_OWN = Path(__file__).parent / "questions.jsonl"
_NEWS = Path(__file__).parent / "news.jsonl"  #: questions with their answers' offsets in the article's text
_ARTICLES = Path(__file__).parent / "articles.jsonl"
_ORDERS = Path(__file__).parent / "orders.jsonl"  #: articles with a text for machines in them, which is no answer
_NATURAL = Path(__file__).parent / "natural.jsonl"  #: where passages answer questions that people asked a search engine
_CLOZES = 1000
_ENGLISH = 0.4  #: share of the natural questions that are asked in English where somebody put them so
_LED = 0.1  #: share of the questions over news that have words of a subject before them
_TITLED = 0.65  #: share of the pairs that show the title
Span = tuple[int, int]
_CHAT = ("뭐야?", "뭔가요?", "알려줘", "뭐죠", "무엇인가?", "뭐지", "궁금해", "")


@dataclass(frozen=True, slots=True)
class Pair:
    question: str
    passage: str
    spans: tuple[Span, ...]  #: the answer in the passage, of a list each item; () when it is not there
    title: str = ""  #: of the passage's article


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
    answered = [row for row in answered if row["context"] not in kept_out]
    names = sorted({name for row in answered for name in _names(row["question"])})
    grouped: dict[str, set[str]] = defaultdict(set)
    for row in answered:
        grouped[row["title"]].add(row["context"])
    titles = {title: sorted(contexts) for title, contexts in grouped.items()}
    made = [pair for row in answered for pair in _of_answered(row, titles, names, dice, budget)]
    made += _of_clozes(data, budget, dice)
    made += [
        pair
        for row in unanswered
        if row["context"] not in kept_out and dice.random() < 0.3
        for pair in _of_unanswered(row, budget)
    ]
    words = dictionary(data, [row["question"] for row in answered], work / "english.json")
    made += [
        replace(pair, question=asked)
        for pair in made
        if dice.random() < 0.06 and (asked := in_english(pair.question, words, dice))
    ]
    made += _of_news(data, names, dice, budget)
    made += _of_events(data, dice, budget)
    made += _of_orders(budget)
    made += _of_natural(data, dice)
    dice.shuffle(made)
    return [pair if dice.random() < _TITLED else replace(pair, title="") for pair in made]


_PASSAGES = 5  #: of a group, at most
_NEAR, _FAR = 4, 60  #: passages nearest a question in its own articles, and in others, that may stand in its group


def groups(data: Path, budget: int) -> list[list[Pair]]:
    """The questions over news, each with up to two passages that answer it and some of those nearest it that do not.

    These are of the articles it was asked of, and of others that lack a noun of the question which its own have."""
    dice = random.Random(0)
    texts = _news_articles(data)
    asked: dict[tuple[str, str], list[dict[str, Any]]] = defaultdict(list)
    for line in _NEWS.open(encoding="utf-8"):
        row = json.loads(line)
        asked[_asked_of(row)].append(row)
    used = sorted({row["article"] for rows in asked.values() for row in rows})
    pool = [(of, start, piece) for of in used for start, piece in cut(texts[of][1], budget)]
    events = np.array([_event(of) for of, _, _ in pool])
    runner = open_runner(load_settings().cache)
    vectors = runner.run("passage: ", [piece for _, _, piece in pool])
    questions = runner.run("query: ", [question for _, question in asked])
    made = []
    for ((event, question), rows), vector in zip(asked.items(), questions, strict=True):
        near = np.argsort(-(vectors @ vector))
        own = [pool[at] for at in near[events[near] == event]]
        answering, lacking = _sorted_out(own, {row["article"]: row for row in rows}, texts)
        if not answering and any(row["spans"] for row in rows):
            continue
        others = [pool[at] for at in near[:_FAR] if events[at] != event]
        far = [piece for piece in others if _apart(question, piece[0], [row["article"] for row in rows], texts)]
        chosen = dice.sample(answering, min(len(answering), 2))
        room = _PASSAGES - len(chosen)
        chosen += dice.sample(lacking[:_NEAR], min(room - 1, len(lacking[:_NEAR])))
        chosen += [(of, piece, ()) for of, _, piece in far[: _PASSAGES - len(chosen)] if answering]
        wording = rough(question, dice)
        titled = dice.random() < _TITLED
        made.append([Pair(wording, piece, spans, texts[of][0] if titled else "") for of, piece, spans in chosen])
    return [group for group in made if group]


_Shown = tuple[str, str, tuple[Span, ...]]  #: of an article a passage and the answers in it


def _sorted_out(
    own: Sequence[tuple[str, int, str]], asked: dict[str, dict[str, Any]], texts: dict[str, tuple[str, str]]
) -> tuple[list[_Shown], list[_Shown]]:
    """The passages of a question's articles that answer it, and those that do not and have no words that do."""
    told = {texts[of][1][start:end] for of, row in asked.items() for start, end in row["spans"]}
    answering: list[_Shown] = []
    lacking: list[_Shown] = []
    for of, start, piece in own:
        if of not in asked:
            continue
        if spans := _inside([tuple(span) for span in asked[of]["spans"]], start, piece):
            answering.append((of, piece, spans))
        elif not any(words in piece for words in told if len(words) > 1):
            lacking.append((of, piece, ()))
    return answering, lacking


def _apart(question: str, other: str, own: Sequence[str], texts: dict[str, tuple[str, str]]) -> bool:
    """Whether an article lacks a noun of the question that the articles it was asked of have."""
    whole = " ".join(part for of in own for part in texts[of])
    nouns = {
        surface for surface, tag, start, end in morphemes(question) if tag in ("NNP", "NNG", "SL") and end - start > 1
    }
    return any(noun in whole and noun not in " ".join(texts[other]) for noun in nouns)


def _event(article: str) -> str:
    """Articles on one event share all of their ids but a last letter."""
    return re.sub(r"(?<=\d)[a-z]$", "", article)


def _of_answered(
    row: dict[str, Any], titles: dict[str, list[str]], names: list[str], dice: random.Random, budget: int
) -> Iterator[Pair]:
    start, answer, title = row["answer_start"], row["answers"][0], row["title"]
    pieces = cut(row["context"], budget)
    home = next(
        (piece for piece in pieces if piece[0] <= start and start + len(answer) <= piece[0] + len(piece[1])), None
    )
    if home is None:
        return
    inside = (start - home[0], start - home[0] + len(answer))
    yield Pair(rough(row["question"], dice), home[1], (inside,), title)
    others = [text for at, text in pieces if at != home[0]]
    others += [text for context in titles[title][:12] if context != row["context"] for _, text in cut(context, budget)]
    others = [text for text in others if answer not in text]
    if others and dice.random() < 0.4:
        yield Pair(rough(row["question"], dice), nearest(row["question"], others), (), title)
    if dice.random() < 0.3 and (changed := misstate(row["question"], home[1], names, dice)):
        yield Pair(changed, home[1], (), title)


def _of_unanswered(row: dict[str, Any], budget: int) -> Iterator[Pair]:
    texts = [text for _, text in cut(row["context"], budget)]
    if texts:
        yield Pair(row["question"], nearest(row["question"], texts), (), row["title"])


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
        yield Pair(rough(cloze.question, dice), cloze.passage, (cloze.span,), cloze.title)
        answer = cloze.passage[slice(*cloze.span)]
        if dice.random() < 0.5:
            others = [text for text in dice.sample(passages, min(400, len(passages))) if answer not in text]
            yield Pair(rough(cloze.question, dice), nearest(cloze.question, others), ())
        if dice.random() < 0.3 and (changed := misstate(cloze.question, cloze.passage, [], dice)):
            yield Pair(changed, cloze.passage, (), cloze.title)


def _of_news(data: Path, names: list[str], dice: random.Random, budget: int) -> Iterator[Pair]:
    """Questions written over news, and passages that do not answer them: of their articles and of others.

    Those asked of several articles on one event, which only some of them answer, come twice.
    """
    texts = _news_articles(data)
    asked = [json.loads(line) for line in _NEWS.open(encoding="utf-8")]
    elsewhere = [
        (of, piece) for of in sorted({row["article"] for row in asked}) for _, piece in cut(texts[of][1], budget)
    ]
    times = Counter(_asked_of(row) for row in asked)
    for row in [*asked, *(row for row in asked if times[_asked_of(row)] > 1)]:
        title, text = texts[row["article"]]
        spans = [tuple(span) for span in row["spans"]]
        question = row["question"]
        if dice.random() < _LED:
            question = _led(question, title, dice)
        lacking = []
        for start, piece in cut(text, budget):
            if inside := _inside(spans, start, piece):
                yield Pair(rough(question, dice), piece, inside, title)
                if dice.random() < 0.2 and (changed := misstate(row["question"], piece, names, dice)):
                    yield Pair(changed, piece, (), title)
            else:
                lacking.append(piece)
        if lacking and (not spans or dice.random() < 0.4):
            yield Pair(rough(question, dice), nearest(question, lacking), (), title)
        if dice.random() < 0.15 and (named := _names(row["question"])):
            others = [piece for of, piece in dice.sample(elsewhere, 400) if of != row["article"]]
            others = [piece for piece in others if not all(name in piece for name in named)]
            yield Pair(rough(question, dice), nearest(question, others), ())


def _asked_of(row: dict[str, Any]) -> tuple[str, str]:
    """The event a question is asked about, and the question."""
    return _event(row["article"]), row["question"]


def _of_events(data: Path, dice: random.Random, budget: int) -> Iterator[Pair]:
    """What one article on an event tells, asked in its words of another one, as `crosscheck` does.

    The other is shown by passages or by sentences; of those that do not answer the likest, now and then.
    """
    texts = _news_articles(data)
    asked: dict[tuple[str, str], list[dict[str, Any]]] = defaultdict(list)
    for line in _NEWS.open(encoding="utf-8"):
        row = json.loads(line)
        asked[_asked_of(row)].append(row)
    for (_, question), rows in asked.items():
        kind = analyse(question).kind
        for one, other in permutations(rows, 2):
            if len(one["spans"]) != 1 or one["article"] == other["article"] or kind is Kind.YES_NO:
                continue
            sentence, told = sentence_of(texts[one["article"]][1], tuple(one["spans"][0]))
            words = asked_for(sentence, told, kind)
            if dice.random() < 0.5:
                words = _led(words, texts[one["article"]][0], dice)
            title, text = texts[other["article"]]
            spans = [tuple(span) for span in other["spans"]]
            cuts = cut(text, budget) if dice.random() < 0.3 else [(s, text[s:e]) for s, e in split_sentences(text)]
            lacking = []
            for start, piece in cuts:
                if inside := _inside(spans, start, piece):
                    yield Pair(words, piece, inside, title)
                else:
                    lacking.append(piece)
            if lacking and dice.random() < (0.3 if spans else 0.6):
                yield Pair(words, nearest(words, lacking), (), title)


def _of_orders(budget: int) -> Iterator[Pair]:
    """Passages that hold an order to machines beside the answer, and the order alone, which answers nothing."""
    for line in _ORDERS.open(encoding="utf-8"):
        row = json.loads(line)
        for start, piece in cut(row["text"], budget):
            yield Pair(row["question"], piece, _inside([tuple(row["span"])], start, piece), row["title"])
        if row["order"]:
            yield Pair(row["question"], row["order"], (), row["title"])


def _of_natural(data: Path, dice: random.Random) -> Iterator[Pair]:
    """Questions that people asked a search engine, not knowing the passage (MIRACL, Mr. TyDi), some put in English too.

    Those that their passage answers come twice; of the passages judged not to answer, two.
    """
    with gzip.open(data / "corpora" / "kowiki_passages_100k.jsonl.gz", "rt", encoding="utf-8") as file:
        passages = {row["id"].removeprefix("kowiki-"): row for row in map(json.loads, file)}
    judged: dict[str, dict[str, Any]] = {}
    for name in ("retrieval_miracl-v1.0-ko-train", "retrieval_mrtydi-v1.1-ko.train"):
        with gzip.open(data / "retrieval" / f"{name}.jsonl.gz", "rt", encoding="utf-8") as file:
            judged |= {row["id"]: row for row in map(json.loads, file)}
    told: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for line in _NATURAL.open(encoding="utf-8"):
        row = json.loads(line)
        told[judged[row["id"]]["question"]].append(row)
    for question, rows in told.items():
        english = [row["english"] for row in rows if "english" in row]
        for row in rows:
            passage, spans = passages[row["passage"]], tuple((start, end) for start, end in row["spans"])
            for _ in range(2 if spans else 1):
                yield Pair(_worded(question, english, dice), passage["text"], spans, passage["title"])
        known = {row["passage"] for row in rows}
        lacking = sorted({key for row in rows for key in judged[row["id"]]["negatives"]} & passages.keys() - known)
        for key in dice.sample(lacking, min(2, len(lacking))):
            yield Pair(_worded(question, english, dice), passages[key]["text"], (), passages[key]["title"])


def _worded(question: str, english: Sequence[str], dice: random.Random) -> str:
    return dice.choice(english) if english and dice.random() < _ENGLISH else rough(question, dice)


def _inside(spans: Sequence[Span], start: int, piece: str) -> tuple[Span, ...]:
    """The spans of a text that lie in its piece from `start` on, as they stand in the piece."""
    return tuple((s - start, e - start) for s, e in spans if start <= s and e <= start + len(piece))


def sentence_of(text: str, span: Span) -> tuple[str, Span]:
    """The sentence in which the span begins, and where the span stands in it."""
    start, end = next(each for each in split_sentences(text) if each[0] <= span[0] < each[1])
    return text[start:end], (span[0] - start, min(span[1], end) - start)


def _led(question: str, title: str, dice: random.Random) -> str:
    """The question as a follow-up is understood: after one to three words of what the talk is about."""
    words = [word for word in subject_words(title) if word not in question]
    return " ".join([*words[: dice.randint(1, 3)], question])


def _news_articles(data: Path) -> dict[str, tuple[str, str]]:
    """Titles and texts by id: those of Wikinews and our own."""
    with gzip.open(data / "corpora" / "wikinews_ko.jsonl.gz", "rt", encoding="utf-8") as file:
        news = [json.loads(line) for line in file]
    own = [json.loads(line) for line in _ARTICLES.open(encoding="utf-8")]
    return {row["id"]: (row["title"], row["text"]) for row in news + own}


def nearest(question: str, texts: list[str]) -> str:
    asked = _tokens(question)
    return max(texts, key=lambda text: len(asked & _tokens(text)))


@cache
def _tokens(text: str) -> frozenset[str]:
    return frozenset(tokenize(text))


def misstate(question: str, passage: str, names: list[str], dice: random.Random) -> str | None:
    """The question with a number or a name of the passage's changed, so that it is not answered; None without one."""
    numbers = [match.span() for match in re.finditer(r"\d+", question) if match.group() in passage]
    named = [(s, e) for s, e in _name_spans(question) if question[s:e] in passage] if names else []
    if not numbers and not named:
        return None
    start, end = dice.choice(numbers + named)
    if (start, end) in named:
        other = dice.choice(names)
    else:
        other = str(max(1, int(question[start:end]) + dice.choice((-7, -3, -2, -1, 1, 2, 4, 9))))
    if other in passage or other in question:
        return None
    return question[:start] + other + question[end:]


def _names(question: str) -> set[str]:
    return {question[start:end] for start, end in _name_spans(question)}


def _name_spans(question: str) -> list[Span]:
    return [(s, e) for _, tag, s, e in morphemes(question) if tag == "NNP" and e - s > 1]


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
    if dice.random() < 0.05:
        question = "".join(map(_hurried, question))
    return question.strip() or "?"


def _hurried(char: str) -> str:
    """A syllable that ends in ㅆ with ㅅ instead, as in 햇 for 했."""
    code = ord(char) - 0xAC00
    return chr(ord(char) - 1) if 0 <= code < 11172 and code % 28 == 20 else char
