"""Yes or no: whether a sentence affirms or denies what a question supposes."""

from __future__ import annotations

from assistant.question import Question, morphemes
from assistant.synonyms import synonyms

#: stems that deny, by the first part of their tag
_DENIALS = {"VX": ("않", "못", "말"), "VA": ("없",), "VCN": ("아니",), "MAG": ("안", "못")}
_PUTS_RIGHT = {("아니", "라"), ("아니", "고"), ("아니", "ㄴ")}
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
    if any(_is_of(denied, question.text) for denied in denials(sentence)):
        return "예" if denies(question.text) else "아니요"
    denied = denies(sentence)
    if not denied and any(
        _is_denial(surface, tag) for surface, tag, _, _ in morphemes(sentence)
    ):  # "…참여하지 않아 그대로 다닌다": which of the two is meant?
        return ""
    return "예" if denies(question.text) == denied else "아니요"


def asks_of_past(question: Question) -> bool:
    """Whether a Korean question asks what was, not what is or will be: 참석했나요?"""
    return any(
        "EP" in tag.split("+") and not surface.startswith("겠") for surface, tag, _, _ in morphemes(question.text)
    )


def _is_of(denied: str, asked: str) -> bool:
    """Whether what is denied is what is asked: the stem of the question's predicate, or what it says there is."""
    words = [(surface, tag) for surface, tag, _, _ in morphemes(asked) if tag[0] in "NVX" and tag not in ("XSN", "VX")]
    predicates = [(surface, tag) for surface, tag in words if not tag.startswith("XS")][-2:]
    # 있었나: what is there is the noun before it
    exists = bool(predicates) and stem(*predicates[-1]) in ("이", "있", "없")
    last = predicates[-2:-1] if exists else predicates[-1:]
    return len(denied) > 1 and any(denied in (told := stem(*word)) or told in denied for word in last)


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


def denials(text: str) -> tuple[str, ...]:
    """The stems that a text denies: 참석 of "참석하지 않았다"; not what "아니라" puts right."""
    found: list[str] = []
    last = ""
    words = morphemes(text)
    following = [surface for surface, *_ in words[1:]] + [""]
    for (surface, tag, _, _), after in zip(words, following, strict=False):
        if _is_denial(surface, tag) or surface == "없이":
            if not surface.startswith(("아니라", "아닌", "아니고")) and (surface, after) not in _PUTS_RIGHT:
                found.append(last)
        elif tag.split("+")[0] in ("NNG", "NNP", "VV", "VA", "XR"):
            last = stem(surface, tag)
    return tuple(found)


def stem(surface: str, tag: str) -> str:
    """A noun as it is; a verb without what endings change: 열 of 열렸, 내 of 낸다, 받아들 of 받아들였."""
    if tag[0] != "V":
        return surface
    if len(surface) > 2:
        return surface[:-1]
    if len(surface) == 1 or surface[1] in "다는던고며면":
        code = ord(surface[0]) - 0xAC00
        return chr(ord(surface[0]) - code % 28) if 0 <= code < 11172 else surface
    return surface[0]


def _is_denial(surface: str, tag: str) -> bool:
    return surface.startswith(_DENIALS.get(tag.split("+")[0], ("\0",)))


def _has(text: str, term: str) -> bool:
    low = text.casefold()
    return any(word in low for word in (term, *synonyms(term)))
