"""Ask a folder of news articles; every answer cites the exact sentence it rests on.

>>> from assistant import Assistant, answer                           # doctest: +SKIP
>>> with Assistant.open("my-index") as assistant:                     # doctest: +SKIP
...     assistant.ingest(["articles/"])
...     assistant.ask("승지원 만찬은 얼마나 진행됐나요?").short
'2시간20분가량'
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from assistant.errors import AssistantError
from assistant.types import Answer, Article, Citation, Claim, Conflict, IngestReport, Outcome, Support

if TYPE_CHECKING:
    from assistant.assistant import Assistant, answer
    from assistant.settings import Settings, load_settings

__all__ = [
    "Answer",
    "Article",
    "Assistant",
    "AssistantError",
    "Citation",
    "Claim",
    "Conflict",
    "IngestReport",
    "Outcome",
    "Settings",
    "Support",
    "answer",
    "load_settings",
]
__version__ = "0.1.0"


def __getattr__(name: str) -> Any:
    """Loads what pulls in libraries only when it is asked for, so that `import assistant` stays quick."""
    if name in ("Assistant", "answer"):
        from assistant import assistant

        return getattr(assistant, name)
    if name in ("Settings", "load_settings"):
        from assistant import settings

        return getattr(settings, name)
    raise AttributeError(f"module 'assistant' has no attribute '{name}'")
