"""A follow-up rewritten by a language model into a question that stands alone."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from assistant.briefing import harmless
from assistant.errors import ModelError
from assistant.followup import interpretations
from assistant.gate import Source
from assistant.gate.names import has_name, wrong_names
from assistant.gate.values import values, wrong_english_values
from assistant.language import language_of
from assistant.llm import ServedModel
from assistant.prompts import digest, render
from assistant.romanised import in_korean, korean_sounds, sounds
from assistant.settings import Settings
from assistant.types import Answer
from assistant.values import canonical

_TURNS = 4  #: of the conversation, the last ones
_LONGEST = 300  #: characters of a question; what is longer is no question
_SHARE = 0.2  #: of the time an answer may take; the answer's own call may have to wait for the same server
_CAPITALISED = re.compile(r"(?<=[\s(])(?!I\b)[A-Z][A-Za-z-]*")  #: not the first word, which always is


def rewritten(settings: Settings, question: str, language: str, meant: Sequence[str], history: Sequence[Answer]) -> str:
    """The question as the settings' model understands it.

    "" where its readings `meant` do not lean on the conversation, where the model gives none in a share of its time,
    and where it names what neither the question nor the conversation does.
    """
    if list(meant) == interpretations(question, ()):
        return ""
    turns = [f"- {harmless(turn.understood)} → {harmless(turn.short or turn.text[:120])}" for turn in history[-_TURNS:]]
    asked = render(_prompt(language), conversation="\n".join(turns), question=harmless(question))
    model = ServedModel(settings.model_copy(update={"llm_timeout": _SHARE * settings.llm_timeout}))
    try:
        lines = "".join(model.stream("", asked)).strip().splitlines()
    except ModelError:
        return ""
    written = lines[0].strip(" \"'“”") if lines else ""
    told = "\n".join([question, *(part for turn in history for part in _parts(turn))])
    return written if len(written) <= _LONGEST and not any(_added(written, told)) else ""


def signed(answers: Iterable[Answer], language: str) -> Iterator[Answer]:
    """The answers to a rewritten question: the hash of the prompt that rewrote it is part of who wrote them."""
    for answer in answers:
        yield replace(answer, writer=f"{answer.writer} {digest(_prompt(language))}")


def _prompt(language: str) -> str:
    return f"followup_{language}"


def _parts(turn: Answer) -> tuple[str, ...]:
    return turn.question, turn.understood, turn.text, turn.short


def _added(written: str, told: str) -> Iterator[str]:
    """The names, dates and numbers of a question that stand nowhere in what was told."""
    source = Source(told)
    if language_of(written) == "en":
        findings = [*wrong_english_values(written, [source])]
        yield from (name for name in _english_names(written, told) if not has_name(name, told))
    else:
        findings = [*wrong_names(written, [source], told)]
        yield from (said for kind, span in values(written) if not _stands(said := written[slice(*span)], told))
    yield from (finding.said for finding in findings if not _stands(finding.said, told))


def _english_names(written: str, told: str) -> Iterator[str]:
    """Capitalised words, without those of dates and those that spell the beginning of a Korean word told."""
    for _, (start, end) in values(written):
        written = written[:start] + " " * (end - start) + written[end:]
    korean = re.findall(r"[가-힣]{2,}", told)
    heard = {korean_sounds(word[:end]) for word in korean for end in range(2, len(word) + 1)}
    low = told.casefold()
    for name in _CAPITALISED.findall(in_korean(written, lambda word: word.casefold() not in low, [told])):
        if not any(len(sound) > 1 for sound in sounds(name) & heard):
            yield name


def _stands(words: str, text: str) -> bool:
    """Whether the words stand in the text, but for spaces and fillers, and as no part of a longer number."""
    bare = re.escape(canonical(words).casefold())
    return re.search(rf"(?<![\d.,]){bare}(?!\d)", canonical(text).casefold()) is not None
