"""Comparing the derived parts of an index with its archive, and mending them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from assistant.assistant import Assistant


def examine(assistant: Assistant, repair: bool) -> dict[str, Any]:
    """Findings by name; `sound` says whether archive, passages and vectors agree (after the repair, when asked for)."""
    check = assistant.check()
    mended = 0
    if repair and not check.sound:
        mended = len(check.missing) + len(check.stale) + len(check.incomplete) + len(check.orphans)
        assistant.repair()
        check = assistant.check()
    return {
        "index": str(assistant.settings.index),
        "articles": len(assistant.articles()),
        "encoder": f"{assistant.encoder.name} ({assistant.encoder.backend})",
        "reader": assistant.reader.backend,
        "missing": list(check.missing),
        "stale": list(check.stale),
        "incomplete": list(check.incomplete),
        "orphans": list(check.orphans),
        "mended": mended,
        "sound": check.sound,
    }
