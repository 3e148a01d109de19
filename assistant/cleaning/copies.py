"""Text a page shows twice, shown once."""

from __future__ import annotations

import re
from collections.abc import Sequence

_PARAGRAPH = 40  #: characters hardly written twice on purpose
_RUN = 100  #: characters of a run of lines, short ones among them; a song's refrain is shorter
_SUMMARY = 20
_SUMMARY_LINES = 8
_JOINED = 3
_LOOKED_AT = 400  #: lines; a longer page is a book, and comparing each with each would take minutes


def without_copies(lines: Sequence[str]) -> list[str]:
    """The lines less the second copies of paragraphs, a copy joined to one line, and a summary above its source."""
    lines = _without_repeats(lines)
    keys = [re.sub(r"[\W_]+", "", line).lower() for line in lines]
    joined = {index for index in range(len(keys)) if len(keys) <= _LOOKED_AT and _is_joined_copy(index, keys)}
    lines = [line for index, line in enumerate(lines) if index not in joined]
    return _without_summary(lines)


def _without_repeats(lines: Sequence[str]) -> list[str]:
    seen: set[str] = set()
    repeated = []
    for line in lines:
        repeated.append(line in seen)
        seen.add(line)
    kept: list[str] = []
    index = 0
    while index < len(lines):
        if not repeated[index]:
            kept.append(lines[index])
            index += 1
            continue
        end = next((place for place in range(index, len(lines)) if not repeated[place]), len(lines))
        run = lines[index:end]
        is_copied = sum(map(len, run)) >= _RUN and max(map(len, run)) >= _PARAGRAPH
        kept += [] if is_copied else [line for line in run if len(line) < _PARAGRAPH]
        index = end
    return kept


def _is_joined_copy(index: int, keys: Sequence[str]) -> bool:
    """Whether this line only repeats three or more others, run together."""
    whole = keys[index]
    if len(whole) < _RUN:
        return False
    parts = [key for place, key in enumerate(keys) if place != index and len(key) >= _SUMMARY and key in whole]
    return len(parts) >= _JOINED and sum(map(len, parts)) >= 0.9 * len(whole)


def _without_summary(lines: list[str]) -> list[str]:
    """The lines less those at the very top that stand, word for word, within a longer one below."""
    keys = [re.sub(r"[\W_]+", "", line).lower() for line in lines]
    start = 0
    while start < min(_SUMMARY_LINES, len(keys)) and _is_within(keys[start], keys[start + 1 :]):
        start += 1
    return lines[start:]


def _is_within(key: str, others: Sequence[str]) -> bool:
    return len(key) >= _SUMMARY and any(key in other and key != other for other in others)
