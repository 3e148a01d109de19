"""Whom a sentence tells of that leaves its subject out, as papers do: "이어 시애틀을 찾아 …" of 이 회장.

A subject left out is as a rule the topic told of last (Walker, Iida & Cote 1994 on zero pronouns in Japanese, which
marks its topics as Korean does); for what only persons do, such as meeting somebody, the last person told of.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise

from assistant.language import fitted, split_sentences
from assistant.names import SURNAMES, TITLES, same_name
from assistant.question import morphemes, people
from assistant.spans import persons
from assistant.types import Passage

Span = tuple[int, int]

#: quotations and brackets, whose own subjects are not the sentence's
_ASIDE = re.compile(r"[“\"][^”\"]*[”\"]|[‘'][^’']*[’']|\([^)]*\)")
_NOUNS = ("NNG", "NNP", "SL", "SH", "NP", "NNB", "NNBC", "XSN", "SN", "NR")
_NAMES = ("NNP", "SL", "SH")
#: before 은 or 는, what is a time or an occasion and no subject
_TIME = re.compile(
    r"(?:\d|[일월년시분때뒤후전]|이날|당일|새벽|아침|낮|저녁|밤|올해|지난해|당시|자리|경우|가운데|반면|만큼|앞서)$"
)
_TITLE = rf"(?:{'|'.join(TITLES)})"
_TITLED = re.compile(rf"{_TITLE}$")
#: what somebody did or is to do, at a sentence's end
_ACTS = re.compile(
    r"[했났갔왔졌웠쳤섰렸겼녔혔눴췄켰폈됐랐뤘꿨][었]?다|(?:았|었)다|위해서다|(?:예정|계획|방침)이다|[기로]로 했다"
)
#: what only persons do
_MEETS = re.compile(
    r"만[나났남날]|회동|회담|면담|간담|오찬|만찬|조찬|식사|[출귀입]국|방[한미일중북]|말했|답했|덧붙였|강조했|인사를|악수|참석하"
)
_MEETING = re.compile(r"만[나났난날]|회동|회담|면담|식사|먹[은었을는]|오찬|만찬|점심|저녁|술자리")
_TOGETHER = re.compile(r"(?:님|씨|\s?부부|\s?내외|\s?측|\s?쪽)?(?:,|·|하고|이?랑|와|과|을|를|에게|한테)")
#: stands for persons whom another sentence names
_BOTH = re.compile(r"두\s사람|둘[은이의]|양측|양\s?사|이들[은이의]|서로")
_NUMERAL = re.compile(r"(?:\d|^(?:한|두|세|네|석|넉|서너|너댓|여러|몇))$")
_FIRM = r"\s?(?:본사|사옥|그룹|코리아|제품|서비스|주가|직원)"
_LONGEST = 4  #: words of a name


@dataclass(frozen=True, slots=True)
class Subject:
    """Whom or what a sentence tells of; "" where that is no name, or not known."""

    name: str = ""
    person: bool = False
    left_out: bool = False


@dataclass(frozen=True, slots=True)
class Completed:
    """A passage's text with the subjects that its sentences leave out."""

    text: str
    added: tuple[Span, ...]  #: where in `text` these stand, in order
    subjects: tuple[Subject, ...]  #: of each sentence
    body: str  #: of its article


def completed(passage: Passage, sentences: Sequence[Span], body: str) -> Completed:
    """`sentences` are spans of the article's `body`, of which the passage is part."""
    known, text, last = subjects(body), "", passage.start
    told = tuple(known.get(start, Subject()) for start, _ in sentences)
    added: list[Span] = []
    for (start, _), subject in zip(sentences, told, strict=True):
        if subject.left_out:
            text += body[last:start]
            words = f"{subject.name}{fitted('는', subject.name)} "
            added.append((len(text), len(text) + len(words)))
            text, last = text + words, start
    return Completed(text + body[last : passage.end], tuple(added), told, body)


@lru_cache(maxsize=256)
def subjects(body: str) -> dict[int, Subject]:
    """By where they start, whom the sentences of a Korean article tell of that do so by name, or leave it out."""
    found: dict[int, Subject] = {}
    last, person = Subject(), Subject()
    for start, end in split_sentences(body):
        sentence = body[start:end]
        has_one, name = _subject(sentence)
        if has_one:
            last = Subject(name, bool(name) and _is_person(name, sentence, body))
            person = last if last.person else person
            who = last
        else:
            who = _left_out(sentence, person if _MEETS.search(sentence) else last)
        if who.name:
            found[start] = who
    return found


def _left_out(sentence: str, likely: Subject) -> Subject:
    """The likely subject of a sentence without one, where the sentence says what somebody did, and not of that name."""
    acts = _ACTS.search(sentence[-12:]) and "따르면" not in sentence
    named = any(word in sentence for word in likely.name.split() if _own(word))
    return Subject() if not acts or named else replace(likely, left_out=True)


def agents(question: str) -> list[str]:
    """The names that a Korean question marks as subjects: 이재용 회장 of "이재용 회장이 저커버그를 만난 날은?"."""
    pieces = morphemes(question)
    ends = [
        start
        for (_, before, _, end), (particle, tag, start, _) in pairwise(pieces)
        if end == start
        and before.split("+")[0] in _NOUNS
        and (tag.split("+")[0] == "JKS" or (tag == "JX" and particle in ("은", "는")))
    ]
    return [name for end in ends if (name := _name(question[:end]))]


def met(question: str) -> list[str]:
    """The persons whom somebody met or ate with, as a question says: 윤 회장 of "윤 회장하고 어디서 만났어?"."""
    found = persons(question) if _MEETING.search(question) else []
    names = [(question[slice(*each)], question[each[1] :]) for each in found]
    return [name for name, rest in names if _TITLED.search(name) and _TOGETHER.match(rest)]


def of_another(told: Subject, sentence: str, asked: Sequence[str]) -> bool:
    """Whether a sentence tells of somebody or something else than all those `asked` about, and names none of them."""
    return bool(told.name and asked) and not any(_names(sentence, told, name) for name in asked)


def of_others(told: Subject, sentence: str, asked: Sequence[str]) -> bool:
    """Whether a sentence names persons, and not all those `asked` about as met."""
    if not asked or _BOTH.search(sentence):
        return False
    titled = told.person or any(_TITLED.search(sentence[slice(*each)]) for each in persons(sentence))
    return titled and not all(_names(sentence, told, name) for name in asked)


def _names(sentence: str, told: Subject, name: str) -> bool:
    """Whether a sentence names somebody, be it only by a title where the name is but a firm's: 퀄컴 사장."""
    named = [told.name, *(sentence[slice(*each)] for each in persons(sentence))]
    if any(each and same_name(each, name) for each in named):
        return True
    own = [word for word in name.split() if _own(word)]
    if any(word in sentence or word in told.name or told.name in word for word in own):
        return True
    title = _TITLED.search(name)
    by_name = people(name) or re.match(rf"[가-힣]\s|[{SURNAMES}][가-힣]{{2}}\s", name)
    titles = [found.group() for each in named if (found := _TITLED.search(each))]
    return title is not None and not by_name and title.group() in titles


def _subject(sentence: str) -> tuple[bool, str]:
    """Whether a sentence has a topic or a subject, and the name that it is, "" where it is none or of several."""
    text = _ASIDE.sub(lambda aside: " " * len(aside.group()), sentence)
    pieces = morphemes(text)
    topic, others = 0, []
    for (_, before, _, end), (particle, tag, start, _) in pairwise(pieces):
        if end != start or before.split("+")[0] not in _NOUNS or _TIME.search(text[:start]):
            continue
        if tag == "JX" and particle in ("은", "는"):
            topic = start
            break
        if tag.split("+")[0] == "JKS" or (tag == "JX" and particle == "도" and text[start - 1] != "등"):
            others.append(start)
    if not topic and len(others) == 1 and not _describes(text[others[0] :]):
        topic = others[0]
    return bool(topic or others) or _misread(text), _name(text[:topic])


def _misread(text: str) -> bool:
    """Whether a word that the analyser takes for a verb is a noun with a particle: 대는 of "차량 석 대는"."""
    words = text.split()
    for before, word in zip(["", *words], words, strict=False):
        noun = re.fullmatch(r"([가-힣]+)[은는이가]", word)
        if noun is None or _TIME.search(noun[1]):
            continue
        tags = [tag.split("+")[0] for _, tag, _, _ in morphemes(noun[1])]
        if _NUMERAL.search(before) or (len(noun[1]) > 1 and set(tags) <= set(_NOUNS)):
            return True
    return False


def _describes(rest: str) -> bool:
    """Whether the first verb after a subject only describes a noun: 운영하는 of "저커버그가 운영하는 메타"."""
    endings = (tag.split("+")[-1] for _, tag, _, _ in morphemes(rest))
    return next((tag for tag in endings if tag in ("EC", "EF", "ETM", "ETN")), "EF") in ("ETM", "ETN")


def _name(text: str) -> str:
    """The name in which the text ends; "" where it ends in none, or in several: "이 회장과 재시 CEO"."""
    words = list(re.finditer(r"\S+", text))
    first = len(words)
    while first and len(words) - first < _LONGEST:
        after = words[first].group() if first < len(words) else ""
        if not _of_name(words[first - 1].group(), after):
            break
        first -= 1
    name = text[words[first].start() :] if first < len(words) else ""
    joined = bool(first) and bool(re.search(r"(?:[와과,·]|및|하고|랑)$", words[first - 1].group()))
    return "" if joined or not _named(name) else name


def _of_name(word: str, after: str) -> bool:
    """Whether a word is one of a name's, the one before `after`, or its last one."""
    tags = [tag.split("+")[0] for _, tag, _, _ in morphemes(word)]
    if _TITLED.match(after):  # a name may look like any other word
        return not tags[-1].startswith(("J", "SP"))
    noun = tags[-1] in (*_NOUNS, "SSC")
    return noun and (not after or bool(_TITLED.search(word)) or any(tag in _NAMES for tag in tags))


def _named(name: str) -> bool:
    if re.fullmatch(rf"(?:{_TITLE}\s?)*", name):
        return False
    titled = re.search(rf"\s\S*{_TITLE}$", name)
    return bool(titled) or any(tag.split("+")[0] in _NAMES for _, tag, _, _ in morphemes(name))


def _own(word: str) -> bool:
    """Whether a word of a name is nobody else's: no title, and no bare surname."""
    return len(word) > 1 and not _TITLED.search(word)


def _is_person(name: str, sentence: str, body: str) -> bool:
    """Whether a title says so, or what its sentence tells, of what no firm is called."""
    if _TITLED.search(name):
        return True
    of_firm = rf"[가-힣]+(?<![은는이가을를의와과도로인])\s{re.escape(name)}\s{_TITLE}|{re.escape(name)}{_FIRM}"
    return bool(_MEETS.search(sentence)) and bool(re.search("[가-힣]", name)) and not re.search(of_firm, body)
