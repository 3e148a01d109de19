"""The words of a sentence that answer: what the trained reader takes for them, whole and of the kind asked for."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from assistant import offices, places
from assistant.beside import DENIED, LOCATED, asks_names_of_kind, no_day, such_as
from assistant.names import TITLES
from assistant.page import Page, sentence_of
from assistant.question import VALUES, Kind, Question
from assistant.reader import Span
from assistant.spans import find_spans, has_name, noun_runs, persons, snap
from assistant.types import Passage

_AS_LIKELY = 1.0  #: difference in log probability by which a place by its name may be less likely than a mere noun
#: the same, by which a value of the kind asked for elsewhere in the sentence may be less likely than the reader's words
_ELSEWHERE = 3.0
#: asks for a place by its unit
_UNIT_ASKED = re.compile(r"(?:어느|무슨)\s?(?:도(?=시))?([동구시군도읍면역])(?=[에이인은\s?]|$)")
#: words are an item of a list from this probability of being part of an answer, and this share of the surest item's
_ITEM, _ITEM_SHARE = 0.05, 0.35
_SURE = 0.5  #: where no list is asked for, from this
#: what stands between the items of an enumeration
_BETWEEN = re.compile(
    r"(?:\([^()]{0,20}\)|씨|[\"'’”」]|등)?\s?(?:[,·ㆍ/、]|와|과|이랑|랑|하고|및|그리고)(?:\s?(?:그리고|및))?\s?[\"'‘“「]?"
)


def items(question: Question, page: Page, sentence: Span) -> tuple[Span, ...]:
    """The names and nouns of the sentence that the reader takes for part of the answer: where a list is asked for those
    near its surest, else only sure ones."""
    start = page.candidate.hit.passage.start
    text = sentence_of(page, sentence)
    if asks_names_of_kind(question) or such_as(question, text):
        first, last = such_as(question, text) or (0, 0)
        named = [match.span() for match in re.finditer(r"[^,\s][^,]*", text[first:last])]
        return tuple((sentence[0] + first + begin, sentence[0] + first + end) for begin, end in named)
    if question.kind is Kind.PERSON:
        runs = sorted(run for run in persons(text) if not _is_place(text[slice(*run)]))
    else:
        runs = noun_runs(text)
        if question.kind is Kind.ORGANISATION:
            runs = [run for run in runs if has_name(text[slice(*run)]) and not text[slice(*run)].endswith(TITLES)]
    apart = [run for at, run in enumerate(runs) if not at or run[0] >= runs[at - 1][1]]
    placed = [(sentence[0] + first, sentence[0] + last) for first, last in apart]
    likely = [page.said.part_of_answer((first - start, last - start)) for first, last in placed]
    least = max(_ITEM, _ITEM_SHARE * max(likely, default=0.0)) if question.wants_list else _SURE
    chosen = {at for at, how in enumerate(likely) if how >= least}
    for at in [*range(1, len(apart)), *range(len(apart) - 1, 0, -1)]:  # what stands in one row with an item is one too
        joined = _BETWEEN.fullmatch(text[apart[at - 1][1] : apart[at][0]])
        if joined and chosen & {at - 1, at} and min(likely[at - 1], likely[at]) >= _ITEM:
            chosen |= {at - 1, at}
    return tuple(placed[at] for at in sorted(chosen))


def _is_place(words: str) -> bool:
    """Whether what looks like a person's name is that of a place: 서울 용산구 승지원."""
    return places.is_site(words) or (places.known(words) and not words.endswith(TITLES))


def enumerated(items: Sequence[Span], words: Span, passage: Passage) -> bool:
    """Whether two or more items stand side by side, the answer's words among them."""
    between = [passage.text[end - passage.start : start - passage.start] for (_, end), (start, _) in pairwise(items)]
    among = any(start < words[1] and end > words[0] for start, end in items)
    return bool(between) and among and all(_BETWEEN.fullmatch(text) for text in between)


def answer_words(question: Question, page: Page, sentence: Span) -> Span | None:
    """The words of the sentence that the reader takes for the answer; of a value all of it, as a pattern finds it."""
    passage = page.candidate.hit.passage
    within = (sentence[0] - passage.start, sentence[1] - passage.start)
    guess = page.said.best(within)
    if guess is None:
        return None
    words = snap(passage.text, guess[0], within)
    if such := such_as(question, passage.text[slice(*within)]):
        words = within[0] + such[0], within[0] + such[1]
    elif offices.asked(question):
        told = [(start + within[0], end + within[0]) for start, end in _offices(question, passage.text[slice(*within)])]
        words = next(iter(told), words)
    elif question.kind is Kind.PLACE:
        words = _place(question, page, within, words)
    elif question.kind in VALUES:
        words = _value(question, page, within, words)
    return passage.start + words[0], passage.start + words[1]


def _place(question: Question, page: Page, within: Span, words: Span) -> Span:
    """A place by its name rather than by a noun, 이태원동 for 영빈관; a known one rather than any name where it is
    asked where something lies, one of the unit asked for (어느 구?) rather than any."""
    text = page.candidate.hit.passage.text
    found, unit = _found(question, text, within), _UNIT_ASKED.search(question.text)
    if of_unit := [place for place in found if unit and text[slice(*place)].endswith(unit[1])]:
        return max(of_unit, key=page.said.share)
    told = text[slice(*words)]
    located = bool(LOCATED.search(question.text)) and not places.known(told)
    if not located and has_name(told):
        return words
    known = [place for place in found if places.known(text[slice(*place)])]
    likeliest = max(known, key=page.said.share, default=words)
    worse = _ELSEWHERE if located else _AS_LIKELY
    return likeliest if page.said.share(likeliest) >= page.said.share(words) - worse else words


def _offices(question: Question, text: str) -> list[Span]:
    """What the text says that the one asked about is; what they were then, where that is asked and told."""
    of_then = list(offices.offices(question, text, then=True)) if offices.asks_of_then(question) else []
    return of_then or list(offices.offices(question, text, then=False))


def _value(question: Question, page: Page, within: Span, words: Span) -> Span:
    """All of the value that the words are part of; one elsewhere in the sentence where it is about as likely."""
    text = page.candidate.hit.passage.text
    values = _found(question, text, within)
    values = [value for value in values if not DENIED.match(text, value[1])] or values
    if question.kind is Kind.DATE and (days := [value for value in values if not no_day(question, text, value)]):
        if no_day(question, text, words):
            return max(days, key=page.said.share)
        values = days
    near = [value for value in values if value[0] < words[1] and value[1] > words[0]]
    likeliest = max(near or values, key=page.said.share, default=words)
    as_likely = page.said.share(likeliest) >= page.said.share(words) - _ELSEWHERE
    return likeliest if near or as_likely else words


def _found(question: Question, text: str, within: Span) -> list[Span]:
    return [(start + within[0], end + within[0]) for start, end in find_spans(text[slice(*within)], question)]
