"""Yes or no: whether a sentence affirms or denies what a question supposes."""

from __future__ import annotations

import re

from assistant.question import Question, morphemes
from assistant.synonyms import synonyms

#: stems that deny, by the first part of their tag
_DENIALS = {"VX": ("않", "못", "말"), "VA": ("없",), "VCN": ("아니",), "MAG": ("안", "못")}
_ENGLISH_DENIAL = re.compile(r"\b(?:not|no|never|none|nobody|without)\b|n't\b", re.IGNORECASE)
_SAID = {"ko": ("예", "아니요"), "en": ("Yes", "No")}
_SHARED = 0.6  #: share of the question's nouns that the sentence must have for it to speak of the same thing


def yes_or_no(question: Question, sentence: str, passage: str) -> str:
    """ "예" or "아니요" (in the question's language), or "" where the sentence does not speak of all that is asked.

    Korean answers the question as put: a denial agrees with "…없었나요?".
    """
    if question.language == "en":  # its words cannot be compared with a Korean sentence's
        return ""
    nouns = [_has(sentence, noun) for noun in question.nouns]
    if not nouns or sum(nouns) < _SHARED * len(nouns) or not all(_has(passage, name) for name in question.names):
        return ""
    denied = denies(sentence)
    if not denied and _denials(sentence):  # "…참여하지 않아 그대로 다닌다": which of the two is meant?
        return ""
    yes, no = _SAID[question.language]
    return yes if denies(question.text) == denied else no


def denies(sentence: str) -> bool:
    """Whether the sentence's last clause is a denial, or what it reports last ("…아니라고 밝혔다")."""
    words = [(surface, tag.split("+")[0], tag) for surface, tag, _, _ in morphemes(sentence) if not tag.startswith("S")]
    denied = False
    for at, (surface, first, tag) in enumerate(words):
        denied = denied or surface.startswith(_DENIALS.get(first, ("\0",)))
        goes_on = at + 1 < len(words) and (words[at + 1][1] == "VX" or surface.endswith(("고", "며")))
        if tag.endswith("EC") and not goes_on:
            denied = False
    return denied or bool(_ENGLISH_DENIAL.search(sentence))


def _denials(sentence: str) -> bool:
    return any(
        surface.startswith(_DENIALS.get(tag.split("+")[0], ("\0",))) for surface, tag, _, _ in morphemes(sentence)
    )


def _has(text: str, term: str) -> bool:
    low = text.casefold()
    return any(word in low for word in (term, *synonyms(term)))
