"""A visitor's conversation, and how their browser keeps it over a reload."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Literal

from assistant.types import Answer

if TYPE_CHECKING:
    from pydantic import TypeAdapter

KEPT_TURNS = 20  #: the rest would outgrow what a browser stores


@dataclass(frozen=True, slots=True)
class Turn:
    """A question and what has come of it so far."""

    question: str
    answer: Answer | None = None
    state: Literal["asking", "done", "stopped", "failed"] = "asking"
    error: str = ""  #: one sentence, when failed


@dataclass(frozen=True, slots=True)
class Kept:
    """What the browser keeps: finished turns only."""

    language: str
    turns: tuple[Turn, ...] = ()


def earlier_answers(turns: Sequence[Turn]) -> list[Answer]:
    """What a follow-up may lean on, oldest first."""
    return [turn.answer for turn in turns if turn.answer and turn.state == "done"]


def remember(turns: Sequence[Turn], language: str) -> str:
    """As JSON for the browser to keep."""
    done = tuple(turn for turn in turns if turn.state == "done")
    return _adapter().dump_json(Kept(language, done[-KEPT_TURNS:])).decode()


def recall(kept: str, language: str) -> Kept:
    """What `remember` wrote; an empty conversation in `language` when that is nothing or not readable any more."""
    from pydantic import ValidationError

    try:
        return _adapter().validate_json(kept) if kept else Kept(language)
    except ValidationError:
        return Kept(language)


@cache
def _adapter() -> TypeAdapter[Kept]:
    from pydantic import TypeAdapter

    return TypeAdapter(Kept)
