"""A follow-up rewritten by a language model into a question that stands alone."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.briefing import harmless
from assistant.errors import ModelError
from assistant.llm import LanguageModel
from assistant.prompts import render
from assistant.types import Answer

_TURNS = 4  #: of the conversation, the last ones
_LONGEST = 300  #: characters of a question; what is longer is no question


def rewritten(model: LanguageModel, question: str, language: str, history: Sequence[Answer]) -> str:
    """The question as the model understands it; "" where it gives none."""
    turns = [f"- {harmless(turn.understood)} → {harmless(turn.short or turn.text[:120])}" for turn in history[-_TURNS:]]
    asked = render(f"followup_{language}", conversation="\n".join(turns), question=harmless(question))
    try:
        lines = "".join(model.stream("", asked)).strip().splitlines()
    except ModelError:
        return ""
    told = lines[0].strip(" \"'“”") if lines else ""
    return told if len(told) <= _LONGEST else ""
