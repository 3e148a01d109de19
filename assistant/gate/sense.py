"""Whether a sentence affirms and denies what the passages do, and gives everybody the same part."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from assistant.gate.finding import Finding, Flaw, Piece, words, written
from assistant.language import split_sentences
from assistant.names import TITLES, same_name
from assistant.polarity import OPPOSITES, denials, is_denial, stem

#: what particles make of a noun; 와 is left out, for who meets whom is no matter
_ROLES = {
    **dict.fromkeys(("이", "가", "은", "는", "께서"), "does"),
    **dict.fromkeys(("을", "를", "에", "에게", "한테", "께", "에도", "에게도", "에는", "에게는"), "gets"),
    **dict.fromkeys(("로부터", "으로부터", "에게서", "한테서"), "gives"),
}
#: words that deny without a particle of denial
_NEGATIVE = re.compile(
    r"없|않|아니|못하|못한|못해|못했|말라|금지|거부|거절|중단|취소|불참|불가|무산|부인|무관|제외|면제|그만|실패|미정|미뤄|반대|보이콧|멈추|멈춰|철회|부결|빠지|빠졌"
)


def wrong_denials(sentence: str, nearest: str, passages: str) -> Iterator[Finding]:
    """What the passages affirm denied, what the nearest sentence denies affirmed, and the opposite word."""
    mine, theirs = denials(sentence), denials(nearest)
    affirmed = _stems(sentence) - set(mine)
    for denied in theirs if len(mine) < len(theirs) else ():
        if denied in mine:
            continue
        if (len(denied) > 1 and denied in sentence) or (denied in affirmed and not _NEGATIVE.search(sentence)):
            yield Finding(Flaw.DENIAL, denied)
            return
    if turned := next(_turned(sentence, passages), ""):
        yield Finding(Flaw.DENIAL, turned)
        return
    for one, other in OPPOSITES:
        for said, meant in ((one, other), (other, one)):
            more = _says(sentence, said) > _says(nearest, said)
            if more and not _says(sentence, meant) and _says(nearest, meant) and not said.startswith(mine):
                yield Finding(Flaw.DENIAL, said, meant)
                return


def _turned(sentence: str, passages: str) -> Iterator[str]:
    """Predicates that the sentence denies and the passages only affirm, or the other way round, of nobody else."""
    doers = [name for name, role in _cast(sentence) if role == "does"]
    told: dict[str, set[bool]] = defaultdict(set)
    for span in split_sentences(passages):
        others = [name for name, role in _cast(passages[slice(*span)]) if role == "does"]
        if doers and others and not any(_one(name, other) for name in doers for other in others):
            continue
        for predicate, denied in _predicates(passages[slice(*span)]):
            told[predicate].add(denied)
    for predicate, denied in _predicates(sentence):
        if told.get(predicate) == {not denied}:
            yield predicate


def _predicates(text: str) -> Iterator[tuple[str, bool]]:
    """What a text says and whether it denies it: 참석 of 참석하지 않았다 and 참석을 안 했다, 받아들 of 받아들였다. With the noun before
    them, for they say little alone: verbs of one syllable, what there is, and what somebody is."""
    pieces = [piece for piece in words(text) if not piece[1].startswith("S")]
    for at, (surface, tag, *_) in enumerate(pieces):
        first, after = tag.split("+")[0], pieces[at + 1][1] if at + 1 < len(pieces) else ""
        noun = next((each[0] for each in reversed(pieces[max(at - 3, 0) : at]) if each[1] in ("NNG", "NNP")), "")
        denied = _denied(pieces, at)
        if (surface[0] in "있없" and first in ("VV", "VA")) or surface == "없이":
            if noun:
                yield f"{noun} 있", (surface[0] == "없") != denied
        elif first in ("VCP", "VCN"):
            if noun and not surface.startswith(("아니라", "아닌", "아니고")):
                yield f"{noun} 이", (first == "VCN") != denied
        elif first in ("NNG", "XR") and after.startswith(("XSV", "XSA")):
            yield surface, denied
        elif first == "VV":
            known = stem(surface, tag)
            if known in ("하", "해", "되", "돼"):
                known = noun if at and pieces[at - 1][1] in ("JKO", "MAG") else ""
            elif len(known) == 1:
                known = f"{noun} {known}" if noun else ""
            if known:
                yield known, denied


def _denied(pieces: Sequence[Piece], at: int) -> bool:
    """Whether a denial stands right before the predicate, among its endings, or after a 수 or 것 of these (할 수 없다)."""
    if at and pieces[at - 1][1] == "MAG" and is_denial(*pieces[at - 1][:2]):
        return True
    before = ""
    for place, (surface, tag, *_) in enumerate(pieces[at + 1 :], start=at + 1):
        after = pieces[place + 1][1] if place + 1 < len(pieces) else ""
        if is_denial(surface, tag, before):
            return True
        ends = tag.endswith("EC") and not after.startswith("VX")
        if ends or tag.startswith(("NNG", "NNP", "VV", "VA", "MM", "MAG", "EF")):
            return False
        before = surface
    return False


def _says(text: str, beginning: str) -> int:
    """How often."""
    return sum(
        surface.startswith(beginning) and (tag[0] in "VNX" or surface == "그대로") for surface, tag, _, _ in words(text)
    )


def _stems(text: str) -> frozenset[str]:
    return frozenset(stem(surface, tag) for surface, tag, _, _ in words(text) if tag[0] in "NVX")


def wrong_roles(sentence: str, nearest: str) -> Iterator[Finding]:
    """Two that change places: who does it in the one is whom it is done to in the other, or gives instead of gets."""
    mine, theirs = _cast(sentence), _cast(nearest)
    for doer, role in mine:
        for other, others_role in mine:
            if role != "does" or others_role not in ("gets", "gives"):
                continue
            doers, others = ({part for name, part in theirs if _one(name, each)} for each in (doer, other))
            turned = doers == {"gets"} and others == {"does"} and others_role == "gets"
            if turned or (doers == {"does"} and others == {"gets", "gives"} - {others_role}):
                yield Finding(Flaw.ROLES, doer, other)
                return


def _cast(text: str) -> list[tuple[str, str]]:
    """Noun phrases with what their particles make them."""
    roles: list[tuple[str, str]] = []
    phrase: list[str] = []
    for start, pieces, particle in written(text):
        if not pieces[-1][1].startswith(("NN", "SL", "XSN")):
            phrase = []
            continue
        phrase.append(text[start : pieces[-1][3]])
        if particle:
            role = _ROLES.get(particle)
            if role and (len(phrase[-1]) > 1 or phrase[-1] in "시군구도"):
                roles.append((" ".join(phrase), role))
            phrase = []
    return roles


def _one(name: str, other: str) -> bool:
    mine, theirs = (set(each.split()) - set(TITLES) for each in (name, other))
    return bool(mine & theirs) or same_name(name, other)
