"""What somebody is: 삼성전자 부회장 of "이재용 당시 삼성전자 부회장", asked as "이재용은 누구야?"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.names import TITLES
from assistant.question import Question, morphemes, people

_ASKS = re.compile(
    r"(?:직함|직책|직위|직급|보직)[은는이가도]?\s?(?:뭐|뭔|뭘|무엇|무슨|어떻게|알려|말해|\W*$)|(?:무슨|어떤)\s?(?:직함|직책|직위|직급|보직)"
)
_OF_THEN = re.compile(r"당시|그때|시절|지난번|저번|예전|을\s때|\d년|전에|(?<![가-힣])전\s")
_ELSEWHERE = r"(?:에서|에|와|과|랑|하고)\s"  #: after a place, or another person
_TITLE = "|".join(TITLES)
_MORE = rf"(?:\([^()]{{1,12}}\))?(?:\s(?:겸\s)?(?:{_TITLE}))?"
_OFFICE = (
    r"\s(?P<then>(?:당시|전|현|신임)\s)?"
    rf"(?P<office>(?:(?!\S*[은는이가을를과와]\s)[^\s,]+\s){{0,2}}?[^\s,]*?(?:{_TITLE})(?![가-힣]*(?:{_TITLE})){_MORE})"
)

#: asks who somebody is, or of which firm: "앤디 재시가 누구야?", "아몬은 어느 회사 사람이야?"
_WHO = re.compile(
    rf"(?P<name>[^\s,]+?(?:\s[^\s,]+?){{0,2}}?)(?:\s?(?:{_TITLE}))?(?:은|는|이|가)?\s(?:누구|뭐\s?하는\s?사람|어떤\s?사람"
    rf"|(?:어느|무슨|어떤)\s(?:회사|기업|업체|기관|단체)\s?(?:소속|사람|다니는|{_TITLE}))(?!랑|와|를|한테|에게)\S{{0,5}}\W*"
)
#: asks for the firm that somebody leads: "무케시 암바니가 회장으로 있는 회사는?"
_LEADS = re.compile(
    rf"(?P<name>[^\s,]+?(?:\s[^\s,]+?)?)[이가]\s(?:{_TITLE})(?:으?로\s있는|[을를직]\S*\s맡\S+(?:\s있는)?|인)\s(?:회사|기업|그룹|업체|곳|단체|기관)[은는이가]?\s?(?:어디|무엇|뭐|이름|알려|\W*$).*"
)
_BARE = re.compile(rf"(?:{_TITLE})(?:\s겸\s(?:{_TITLE}))?")

Span = tuple[int, int]


def asked(question: Question) -> str:
    """Whose office is asked for: the name before the word for it, or who is asked to be somebody; "" where none is."""
    asks = _ASKS.search(question.text) if question.language == "ko" else None
    if not asks:
        return _who(question)
    before = question.text[: asks.start()].casefold()
    names = [name for name in question.names if name not in TITLES]
    persons = [name for name in names if not re.search(re.escape(name) + _ELSEWHERE, before)]
    topics = [name for name in persons if re.search(rf"{re.escape(name)}(?:\s\S*(?:{_TITLE}))?[은는의]\s", before)]
    return max(topics or persons, key=before.rfind, default="")


def _who(question: Question) -> str:
    """The nouns of which a Korean question asks who that is: 앤디 재시, or 만찬 참석자; "" where it asks otherwise."""
    found = _WHO.fullmatch(question.text) or _LEADS.fullmatch(question.text)
    who = found if question.language == "ko" else None
    nouns = who and all(tag.startswith(("NN", "SL", "XSN")) for _, tag, _, _ in morphemes(who["name"]))
    return who["name"] if who and nouns else ""


def named(question: Question) -> bool:
    """Whether somebody by name is asked about, so that nothing but what they are called answers."""
    return bool(asked(question)) and (not _who(question) or bool(people(_who(question))))


def offices(question: Question, text: str, then: bool) -> Iterator[Span]:
    """Where `text` says what the one asked about is; `then`: what they were at the time told of, and may no longer be.

    Of "퀄컴 대표는 누구야?" a mere 사장 tells nothing: 퀄컴 사장 is the office of somebody else.
    """
    for found in re.finditer(re.escape(asked(question)) + _OFFICE, text, re.IGNORECASE):
        if (found["then"] or not then) and (named(question) or not _BARE.fullmatch(found["office"])):
            yield found.span("office")


def differ(one: str, other: str) -> bool:
    """Whether two words for an office end in other titles: 삼성전자 부회장 and 사장."""
    first, second = (re.search(rf"(?:{_TITLE})$", words) for words in (one, other))
    return bool(first and second) and first.group() != second.group()  # type: ignore[union-attr]


def asks_of_then(question: Question) -> bool:
    """Whether the question asks for what somebody was at an earlier time."""
    return bool(_OF_THEN.search(question.text))
