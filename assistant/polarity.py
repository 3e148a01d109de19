"""Yes or no: whether a sentence affirms or denies what a question supposes."""

from __future__ import annotations

from assistant.question import Question, morphemes
from assistant.synonyms import synonyms

#: stems that deny, by the first part of their tag
_DENIALS = {"VX": ("않", "못", "말"), "VA": ("없",), "VCN": ("아니",), "MAG": ("안", "못")}
_SHARED = 0.6  #: share of the question's nouns that the sentence must have for it to speak of the same thing


def yes_or_no(question: Question, sentence: str, passage: str) -> str:
    """Korean's 예 or 아니요, or "" where the sentence does not speak of all that is asked.

    Korean answers the question as put: a denial agrees with "…없었나요?".
    """
    if question.language == "en":  # its words cannot be compared with a Korean sentence's
        return ""
    nouns = [_has(sentence, noun) for noun in question.nouns]
    if not nouns or sum(nouns) < _SHARED * len(nouns) or not all(_has(passage, name) for name in question.names):
        return ""
    denied = denies(sentence)
    if not denied and any(
        _is_denial(surface, tag) for surface, tag, _, _ in morphemes(sentence)
    ):  # "…참여하지 않아 그대로 다닌다": which of the two is meant?
        return ""
    return "예" if denies(question.text) == denied else "아니요"


def denies(sentence: str) -> bool:
    """Whether the sentence's last clause is a denial, or what it reports last ("…아니라고 밝혔다")."""
    words = [(surface, tag) for surface, tag, _, _ in morphemes(sentence) if not tag.startswith("S")]
    denied = False
    for at, (surface, tag) in enumerate(words):
        denied = denied or _is_denial(surface, tag)
        goes_on = at + 1 < len(words) and (words[at + 1][1].startswith("VX") or surface.endswith(("고", "며")))
        if tag.endswith("EC") and not goes_on:
            denied = False
    return denied


def _is_denial(surface: str, tag: str) -> bool:
    return surface.startswith(_DENIALS.get(tag.split("+")[0], ("\0",)))


def _has(text: str, term: str) -> bool:
    low = text.casefold()
    return any(word in low for word in (term, *synonyms(term)))
