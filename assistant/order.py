"""Which of two things came first: "스타트업 면담은 LG 방문 전이야, 후야?", "오찬이랑 면담 중 뭐가 먼저야?"."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from assistant.decide import Decision, Point
from assistant.question import Question, analyse
from assistant.synonyms import synonyms
from assistant.types import Outcome, Reading

_ENDS = r"(?:이었|였|이|인|한)?(?:지|야|나|냐|어|가|건가|거야|까|에요|예요|습니까)\S{0,3}"
_BEFORE_OR_AFTER = tuple(
    re.compile(
        rf"(?P<one>.+?){topic}\s(?P<other>.+?)\s?(?:[가-힣]기\s|보다\s)?"
        rf"(?:전|이전|앞|먼저){_ENDS},?\s(?:아니면\s)?(?:.{{1,8}}?\s)?(?:후|뒤|이후|다음|나중|갔다\s?와서|다녀와서|다녀온\s?(?:뒤|후)){_ENDS}\W*"
    )
    for topic in (r"\s(?:건|게|것은|것이|일은|때는|시점은)", "[은는]")
)
_WHICH_FIRST = (
    re.compile(
        r"(?P<one>.+?)(?:이랑|랑|하고|와|과|,)\s(?P<other>.+?)\s?(?:중에?서?|가운데)?\s"
        r"(?:[가-힣A-Za-z]+[이가은는]\s)?(?:뭐가|뭘|무엇이|무엇을|어디가|어디를|어느\s?쪽이|어느\s?쪽을|누가|누구를|어떤\s?게|어떤\s?것이|어딜)\s(?:.{1,12}\s)?먼저.*"
    ),
    re.compile(
        r"(?P<one>.+?)(?:[을를에]|에게|한테)?\s먼저\s[^\s,]+,?\s(?:아니면\s)?(?P<other>.+?)(?:[을를에]|에게|한테)?\s먼저\s\S+"
    ),
    re.compile(rf"(?P<one>.+?)부터(?:\s?[가-힣]{{1,4}})?{_ENDS},?\s(?:아니면\s)?(?P<other>.+?)부터.*"),
    re.compile(rf".*먼저\s.*(?:건|게|곳은|것은|쪽은)\s(?P<one>\S+?){_ENDS},?\s(?:아니면\s)?(?P<other>\S+?){_ENDS}\W*"),
)
_SUBJECT = re.compile(r"^.*?[가-힣A-Za-z](?:이|가|은|는)\s(?=.)")
#: within a sentence: what stands before it came later, LG 방문에 앞서; or earlier, 오찬 뒤
_AHEAD_OF = re.compile(r"(?:에\s?앞서|[가-힣]기\s전에?|\s전에)(?=[\s,])")
_FOLLOWED = re.compile(r"(?:\s|을\s|를\s|[가-힣][친난낸한]\s)(?:뒤|후|이후|다음)에?(?=[\s,])")
#: at its beginning, of what was told before it
_THEN = re.compile(r"(?:이후|이어서?|그\s?뒤|그\s?후|이후에는|다음으로)(?=[\s,])")
_EARLIER = re.compile(r"(?:이에\s|이보다\s|그에\s)?앞서(?=[\s,])")
_NEAR = 30  #: characters before the word in which the thing stands
_TOLD_BEFORE = 2  #: sentences in which what a beginning refers to stands

Before = Callable[[Reading], str]  #: the text of the article before a sentence


@dataclass(frozen=True, slots=True)
class Order:
    """Two things by their nouns, and what is said of them: that the one is before or after, or which is first."""

    one: tuple[str, ...]
    other: tuple[str, ...]
    names: tuple[str, str]  #: of which one is the answer where it is asked which is first; else ("", "")

    def told(self, readings: Sequence[Reading], before: Before) -> Decision | None:
        """Which came first as the sentences read say it, one verdict an article; None where none says it."""
        verdicts: dict[bool, Point] = {}
        articles: set[str] = set()
        for reading in readings:
            if reading.passage.article_id not in articles and (said := self._first(reading, before)):
                one_first, span = said
                articles.add(reading.passage.article_id)
                words = self.names[not one_first] or reading.text(span)
                verdicts.setdefault(one_first, Point(replace(reading, span=span), (), words))
        points = tuple(verdicts.values())
        if len(points) > 1:
            return Decision(Outcome.CONFLICTING, points[:1], points, short=" / ".join(point.words for point in points))
        return Decision(Outcome.ANSWERED, points, short=points[0].words) if points else None

    def _first(self, reading: Reading, before: Before) -> tuple[bool, tuple[int, int]] | None:
        """Whether the one came first, and the words of the passage that say so; None where the sentence does not."""
        start, text = reading.sentence[0], reading.text(reading.sentence)
        for marks, later_stands_first in ((_AHEAD_OF, True), (_FOLLOWED, False)):
            for mark in marks.finditer(text):
                near = max(mark.start() - _NEAR, 0)
                ahead, after = text[near : mark.start()], text[mark.end() :]
                for mine, theirs, one_ahead in ((self.one, self.other, True), (self.other, self.one, False)):
                    at = _place(mine, ahead)
                    if at >= 0 and _place(theirs, ahead) < 0 and _place(theirs, after) >= 0:
                        begins = text.rfind(" ", 0, near + at) + 1
                        return one_ahead != later_stands_first, (start + begins, start + mark.end())
        earlier = " ".join(re.split(r"(?<=[.!?])\s+|\n+", before(reading).strip())[-_TOLD_BEFORE:])
        for marks, told_is_later in ((_THEN, True), (_EARLIER, False)):
            if begun := marks.match(text):
                for mine, theirs, one_told in ((self.one, self.other, True), (self.other, self.one, False)):
                    if _only(mine, theirs, text) and _only(theirs, mine, earlier):
                        return one_told != told_is_later, (start + begun.start(), start + begun.end())
        return None


def order(question: Question) -> Order | None:
    """The two things whose order a Korean question asks; None where it asks none."""
    if question.language != "ko":
        return None
    asked = next((found for form in _BEFORE_OR_AFTER if (found := form.fullmatch(question.text))), None)
    which = next((found for form in _WHICH_FIRST if (found := form.fullmatch(question.text))), None)
    found = asked or which
    if not found:
        return None
    parts = [_thing(_SUBJECT.sub("", found[part])) for part in ("one", "other")]
    one, other = (asked.names or asked.nouns for asked in map(analyse, parts))
    mine, theirs = (tuple(noun for noun in one if noun not in other), tuple(noun for noun in other if noun not in one))
    names = ("", "") if asked else (parts[0], parts[1])
    return Order(mine, theirs, names) if mine and theirs else None


def _thing(words: str) -> str:
    """The last two words that tell what somebody did or met: 스타트업 간담회 of "28일에 스타트업 간담회를 한"."""
    told = words.split()
    while len(told) > 2 and not analyse(told[-1]).nouns:
        told.pop()
    return " ".join(told[-2:])


def _place(nouns: Sequence[str], text: str) -> int:
    """Where the first of the nouns stands in the text, in whatever words; -1 where none does."""
    low = text.casefold()
    return max((low.rfind(word) for noun in nouns for word in (noun, *synonyms(noun))), default=-1)


def _only(nouns: Sequence[str], others: Sequence[str], text: str) -> bool:
    return _place(nouns, text) >= 0 and _place(others, text) < 0
