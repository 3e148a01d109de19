"""Turning a question that leans on an earlier one into a question that stands alone."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.question import analyse, morphemes, whole_words
from assistant.types import Answer

#: a word that points back, at the start of a word: "그 자리", "거기서", "그럼", "they"
_POINTS_BACK = re.compile(
    r"(?:^|\s)(?:그럼|그러면|그리고|그런데|근데|그때|당시|거기|그곳|여기|저기|그분|그녀|그들|그는|그가|그의|그를|그에게|그건|그거|그게|그것|이건|이거|이것|이때|이곳|둘은|둘이|두\s?사람|[그이저]\s(?=[가-힣])|그날|이날|아니)"
    r"|\b(?:it|that|there|then|they|them|their|he|she|his|her|him|this|those|these)\b|^(?:and|but|so)\b",
    re.IGNORECASE,
)
#: a word that points at what the earlier answer named, not at what its question was about
_POINTS_AT_ANSWER = re.compile(
    r"(?:^|\s)(?:그\s?(?:사람|분|이|회사|기업|곳|장소|인물|나라|도시)|그녀|그들|그는|그가|그의|그를|그에게|거기|여기)|\b(?:he|she|his|her|him|they|them|their|there)\b",
    re.IGNORECASE,
)
_CONNECTIVE = re.compile(r"^(?:그럼|그러면|그리고|그런데|근데|아니|and|but|so)[,\s]+", re.IGNORECASE)
#: "그" before a noun: "그 자리", "그 행사"
_THAT = re.compile(r"(^|\s)그\s(?=[가-힣])")
#: nouns that say of an event only that it was one
_EMPTY = frozenset(("진행", "개최", "발생", "자리"))
_LONGEST_NAME = 30  #: characters of an answer that may stand in for a pronoun


def interpretations(question: str, history: Sequence[Answer]) -> list[str]:
    """What `question` may mean as it stands alone, likeliest first: one reading when that is plain, else two.

    A question that points back ("그 자리", "they") takes the earlier subject along; one with names of its own does not;
    of one with neither, the articles must tell.
    """
    if not history:
        return [question]
    joined = _join(question, history[-1])
    if _POINTS_BACK.search(question):
        return [joined]
    return [question] if _names_its_subject(question) else list(dict.fromkeys([joined, question]))


def _names_its_subject(question: str) -> bool:
    return any(tag in ("NNP", "SL", "SH") for _, tag, _, _ in morphemes(question))


def _join(question: str, earlier: Answer) -> str:
    """The question with the earlier one's other nouns where it says "그", or before it.

    The earlier answer's words join them where the question points at what that named.
    """
    own = set(analyse(question).terms)
    words = [word for word in _topic(earlier.understood) if word.casefold() not in own]
    if _POINTS_AT_ANSWER.search(question) and 0 < len(earlier.short) <= _LONGEST_NAME:
        words.append(earlier.short)
    topic, question = " ".join(words), _CONNECTIVE.sub("", question)
    if _THAT.search(question):
        return _THAT.sub(lambda match: f"{match.group(1)}{topic} ", question, count=1).strip()
    return f"{topic} {question}".strip()


def _topic(question: str) -> list[str]:
    """The names and nouns of a question as written, asking words left out."""
    nouns = analyse(question).nouns
    return list(
        dict.fromkeys(word for word, _ in whole_words(question) if word.casefold() in nouns and word not in _EMPTY)
    )
