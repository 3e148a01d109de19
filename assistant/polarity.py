"""Yes or no: whether a sentence affirms or denies what a question supposes."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.question import Question, morphemes
from assistant.synonyms import synonyms

#: stems that deny, by the first part of their tag
_DENIALS = {"VX": ("않", "못", "말"), "VA": ("없",), "VCN": ("아니",), "MAG": ("안", "못")}
_PUTS_RIGHT = {("아니", "라"), ("아니", "고"), ("아니", "ㄴ")}
#: ways a thing may go, each before its contrary: how verbs begin, and nouns made verbs
_WAYS = (
    (
        ("늘", "오르", "올랐", "올라", "올린", "올려", "올렸", "뛰", "불어", "높", "비싸"),
        ("증가", "상승", "인상", "확대", "급증", "급등"),
    ),
    (
        ("줄", "내리", "내려", "내렸", "내린", "떨어", "낮", "깎", "빠졌"),
        ("감소", "하락", "인하", "축소", "급감", "급락"),
    ),
    (("이기", "이겼", "이긴", "꺾", "누르", "눌렀", "누른", "제치", "제쳤", "제친"), ("승리", "완승", "역전승")),
    (("지", "졌", "진", "패하", "패했", "패한", "무릎"), ("패배", "완패", "역전패")),
)
_DOER = re.compile(r"([가-힣A-Za-z]{2,}?)(?:은|는|이|가)\s")
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
        is_denial(surface, tag) for surface, tag, _, _ in morphemes(sentence)
    ):  # "…참여하지 않아 그대로 다닌다": which of the two is meant?
        return ""
    return "예" if denies(question.text) == denied else "아니요"


def contrary_end(question: Question, sentence: str, end: int) -> int:
    """Where the words end that say of the value before `end` what the question does not suppose, or `end` itself.

    "얼마나 늘었나?" of "12.4% 줄었다", "얼마나 오르나?" of "8,900원으로 오르지 않는다": the value alone would mislead.
    """
    asked = next((way for way, *_ in reversed(list(_predicates(question.text, 0)))), 0)
    way, stop, denied = next(_predicates(sentence, end), (0, end, False))
    contrary = not denied and {asked, way} in ({1, 2}, {3, 4})
    if not asked or not (contrary or (denied and way == asked and not denies(question.text))):
        return end
    doer = _DOER.search(question.text)
    if asked > 2 and doer and not re.search(rf"{re.escape(doer[1])}(?:은|는|이|가)", sentence):
        return end  # who lost to the one that is asked of won
    return stop + len(re.split(r"[^가-힣]", sentence[stop:], maxsplit=1)[0])


def _predicates(text: str, begin: int) -> Iterator[tuple[int, int, bool]]:
    """Of each predicate from `begin` on: which of _WAYS it tells of, or 0; where it ends; and whether it is denied."""
    words = [word for word in morphemes(text) if word[2] >= begin]
    for at, (surface, tag, _, stop) in enumerate(words):
        after = words[at + 1][1] if at + 1 < len(words) else "SF"
        made = tag == "NNG" and after.startswith(("XSV", "SF", "SC"))
        if not made and tag[:2] not in ("VV", "VA", "VC"):
            continue
        way = next(
            (
                number
                for number, (stems, nouns) in enumerate(_WAYS, start=1)
                if (surface in nouns if made else surface.startswith(stems))
            ),
            0,
        )
        denials_after = [word for word in words[at + 1 : at + 4] if word[1].startswith("VX") and is_denial(*word[:2])]
        yield way, denials_after[0][3] if denials_after else stop, bool(denials_after)


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
        denied = denied or is_denial(surface, tag, words[at - 1][0] if at else "")
        goes_on = at + 1 < len(words) and (words[at + 1][1].startswith("VX") or surface.endswith(("고", "며")))
        if tag.endswith("EC") and not goes_on:
            denied = False
    return denied


def denials(text: str) -> tuple[str, ...]:
    """The stems that a text denies: 참석 of "참석하지 않았다"; not what "아니라" puts right."""
    found: list[str] = []
    last = ""
    words = [("", "", 0, 0), *morphemes(text), ("", "", 0, 0)]
    for (before, *_), (surface, tag, *_), (after, after_tag, *_) in zip(words, words[1:], words[2:], strict=False):
        if is_denial(surface, tag, before) or surface == "없이":
            if tag == "MAG" and after_tag.startswith(("VV", "VA")) and stem(after, after_tag) not in ("하", "해"):
                found.append(stem(after, after_tag))  # 안 먹었다
            elif not surface.startswith(("아니라", "아닌", "아니고")) and (surface, after) not in _PUTS_RIGHT:
                found.append(last)
        elif tag.split("+")[0] in ("NNG", "NNP", "VV", "VA", "XR"):
            last = stem(surface, tag)
    return tuple(filter(None, found))  # nothing stands before a denial that begins the text


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


def is_denial(surface: str, tag: str, before: str = "") -> bool:
    """Whether a morpheme denies: 않, 못, 말, 없, 아니, 안; 말 `before` which 고 stands does not (무너지고 말았다)."""
    return surface.startswith(_DENIALS.get(tag.split("+")[0], ("\0",))) and not (surface[0] == "말" and before == "고")


def _has(text: str, term: str) -> bool:
    low = text.casefold()
    return any(word in low for word in (term, *synonyms(term)))
