"""Whom a sentence tells of that leaves its subject out, as papers do: "이어 시애틀을 찾아 …" of 이 회장.

A subject left out is as a rule the topic told of last (Walker, Iida & Cote 1994 on zero pronouns in Japanese, which
marks its topics as Korean does); for what only persons do, such as meeting somebody, the last person told of.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from assistant.language import fitted, split_sentences
from assistant.names import TITLES
from assistant.question import morphemes
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
_FIRM = r"\s?(?:본사|사옥|그룹|코리아|제품|서비스|주가|직원)"
_LONGEST = 4  #: words of a name


@dataclass(frozen=True, slots=True)
class Completed:
    """A passage's text with the subjects that its sentences leave out."""

    text: str
    added: tuple[Span, ...]  #: where in `text` these stand, in order
    subjects: tuple[str, ...]  #: of each sentence; "" where it has its own


def completed(passage: Passage, sentences: Sequence[Span], body: str) -> Completed:
    """`sentences` are spans of the article's `body`, of which the passage is part."""
    known, text, last = subjects(body), "", passage.start
    added: list[Span] = []
    for start, _ in sentences:
        if who := known.get(start, ""):
            text += body[last:start]
            words = who + fitted("는", who) + " "
            added.append((len(text), len(text) + len(words)))
            text, last = text + words, start
    return Completed(
        text + body[last : passage.end], tuple(added), tuple(known.get(start, "") for start, _ in sentences)
    )


@lru_cache(maxsize=256)
def subjects(body: str) -> dict[int, str]:
    """Where sentences of a Korean article start that leave their subject out, and who it is: {2050: "저커버그 CEO"}."""
    left_out: dict[int, str] = {}
    last = person = ""
    for start, end in split_sentences(body):
        sentence = body[start:end]
        told, name = _subject(sentence)
        if told:
            last = name
            person = name if name and _is_person(name, sentence, body) else person
        elif _ACTS.search(sentence[-12:]) and "따르면" not in sentence:
            who = person if _MEETS.search(sentence) else last
            if who and not any(word in sentence for word in who.split() if _own(word)):
                left_out[start] = who
    return left_out


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
    return bool(topic or others), _name(text[:topic])


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
