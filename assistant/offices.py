"""What somebody is: 삼성전자 부회장 of "이재용 당시 삼성전자 부회장", asked as "그때 이재용 직함이 뭐였어?"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.names import TITLES
from assistant.question import Question

_ASKS = re.compile(
    r"(?:직함|직책|직위|보직)[은는이가도]?\s?(?:뭐|뭔|뭘|무엇|무슨|어떻게|알려|말해|\W*$)|(?:무슨|어떤)\s?(?:직함|직책|직위|보직)"
)
_OF_THEN = re.compile(r"당시|그때|시절|지난번|저번|예전|을\s때|\d년|전에|(?<![가-힣])전\s")
_ELSEWHERE = r"(?:에서|에|와|과|랑|하고)\s"  #: after a place, or another person
_TITLE = "|".join(TITLES)
_MORE = rf"(?:\([^()]{{1,12}}\))?(?:\s(?:겸\s)?(?:{_TITLE}))?"
_OFFICE = (
    r"\s(?P<then>(?:당시|전|현|신임)\s)?"
    rf"(?P<office>(?:(?!\S*[은는이가을를과와]\s)[^\s,]+\s){{0,2}}?[^\s,]*?(?:{_TITLE})(?![가-힣]*(?:{_TITLE})){_MORE})"
)

Span = tuple[int, int]


def asked(question: Question) -> str:
    """Whose office is asked for: the name before the word for it; "" where none is."""
    asks = _ASKS.search(question.text) if question.language == "ko" else None
    if not asks:
        return ""
    before = question.text[: asks.start()].casefold()
    names = [name for name in question.names if name not in TITLES]
    persons = [name for name in names if not re.search(re.escape(name) + _ELSEWHERE, before)]
    return max(persons, key=before.rfind, default="")


def offices(name: str, text: str, then: bool) -> Iterator[Span]:
    """Where `text` says what the named one is; `then`: what they were at the time told of, and may no longer be."""
    for found in re.finditer(re.escape(name) + _OFFICE, text, re.IGNORECASE):
        if found["then"] or not then:
            yield found.span("office")


def asks_of_then(question: Question) -> bool:
    """Whether the question asks for what somebody was at an earlier time."""
    return bool(_OF_THEN.search(question.text))
