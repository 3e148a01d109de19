"""Turning a question that leans on an earlier one into a question that stands alone."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.question import analyse, morphemes
from assistant.types import Answer

#: a word that points back, at the start of a word: "그 자리", "거기서", "그럼", "they"
_POINTS_BACK = re.compile(
    r"(?:^|\s)(?:그럼|그러면|그리고|그런데|근데|그때|당시|거기|그곳|여기|저기|그분|그녀|그들|그는|그가|그의|그를|그에게|그건|그거|그게|그것|이건|이거|이것|이때|이곳|둘은|둘이|두\s?사람|[그이저]\s(?=[가-힣])|그날|이날|아니)"
    r"|\b(?:it|that|there|then|they|them|their|he|she|his|her|him|this|those|these)\b|^(?:and|but|so)\b",
    re.IGNORECASE,
)
_CONNECTIVE = re.compile(r"^(?:그럼|그러면|그리고|그런데|근데|아니|and|but|so)[,\s]+", re.IGNORECASE)
_TOPIC_TAGS = ("NNG", "NNP", "SL", "SN", "SH", "XSN", "XPN", "XR")


def stand_alone(question: str, history: Sequence[Answer]) -> str:
    """`question` as it stands, or preceded by the subject of the earlier question when it leans on it.

    It leans on it when it points back ("그 자리", "they") or names at most one thing of its own.
    """
    if not history or not leans(question):
        return question
    own = set(analyse(question).terms)
    topic = [word for word in _topic(history[-1].understood) if word.casefold() not in own]
    return f"{' '.join(topic)} {_CONNECTIVE.sub('', question)}".strip()


def leans(question: str) -> bool:
    """Whether `question` needs an earlier one to be understood."""
    if _POINTS_BACK.search(question):
        return True
    named = [m for m in morphemes(question) if m[1] in ("NNP", "SL", "SH")]
    return not named and len(analyse(question).terms) <= 1


def _topic(question: str) -> list[str]:
    """The names and nouns of a question as written, asking words left out."""
    terms = analyse(question).terms
    words: list[str] = []
    end_before = -1
    for surface, tag, start, end in morphemes(question):
        if tag.split("+")[0] not in _TOPIC_TAGS or (surface.casefold() not in terms and start != end_before):
            continue
        if start == end_before and words:
            words[-1] += surface
        else:
            words.append(surface)
        end_before = end
    return words
