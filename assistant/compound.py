"""Questions put together, "얼마나 걸렸고 누가 참석했어?": told apart, to be asked in turn, and answered as one."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import chain
from typing import TypeVar

from assistant import catalogue
from assistant.language import fitted, language_of, split_sentences
from assistant.overview import wanted
from assistant.question import Kind, analyse, morphemes
from assistant.types import SEPARATOR, Answer, Citation, Claim, Conflict, Evidence, Outcome

_Number = TypeVar("_Number", int, float)

_LONGEST = 200  #: characters; what is longer tells its background and asks at its end
_MOST = 4  #: parts
_ASKS = re.compile(
    r"얼마|언제|언젠|어디|어딘|어딜|누구|누가|누굴|누군|무엇|무슨|무얼|뭐|뭘|뭔|(?<![가-힣])왜|어떤|어떻|어느|(?<![가-힣])몇|며칠"
    r"|\b(?:who|whom|whose|when|where|what|why|which|how)\b",
    re.IGNORECASE,
)
#: what follows a clause that goes on in another; what is said goes on too, and so does what is meant: 냐고, 려고, 말고
_JOINT = re.compile(
    r"(?<=[고며데지서])(?<![라냐다자려말]고)(?<!다는데)(?<!라는데)(?<!던데)(?:와|랑|하고)?,?\s+(?!나서|나니|싶|있)"
)
_TOLD = re.compile(r"[는은인던군]지")
_CONNECTIVE = re.compile(r"(?P<copula>인[데지])$|(?:(?:으며|며|고|는데|는지)|(?P<done>서))$")
_ADVERB = r"(?:언제|며칠에?|몇\s?시에?|어디(?:에서|서|로|에)?|누구(?:와|랑|하고|를)|누굴|어떻게|얼마나)"
#: several asked of one verb: 언제 어디서 만났어?
_ADVERBS = re.compile(rf"(?<![가-힣]){_ADVERB}(?:(?:,\s?|\s|\s그리고\s)(?:{_ADVERB}|왜))+(?=\s)")
_NOUN = (
    r"(?:장소|위치|주소|날짜|시간|시각|기간|일시|참석자|참가자|배석자|인원|메뉴|이유|원인|배경|목적|주제|의제|결과|"
    r"금액|가격|비용|규모|투자액|매출|영업이익|점수|주최자?|사회자|직책|직함|직급|나이|이름)"
)
#: several nouns that ask: 만찬 장소와 참석자는?
_NOUNS = re.compile(
    rf"(?P<topic>(?:.*[가-힣A-Za-z\d)]\s)?)(?P<nouns>{_NOUN}(?:(?:[와과]|이랑|랑|하고|,|\s및|\s그리고)\s?{_NOUN})+)"
    r"[은는이가을를도]?(?:\s(?:좀|각각|모두|다))*(?P<asked>\s(?:뭐|무엇|얼마|언제|어디|누구|어떻게)[^\s?]*(?:\s[^\s?]+)?)?"
    r"(?:\s(?:좀|각각|모두|다))*(?:\s(?:알려|말해|궁금|설명)\S*(?:\s\S+)?)?\W*"
)
_WH = r"(?:who|whom|when|where|what|why|which|how)"
_ENGLISH_ADVERBS = re.compile(rf"\b(?P<one>{_WH}) and (?P<other>{_WH})(?= \w)", re.IGNORECASE)
_ENGLISH = re.compile(rf",?\s(?:and|but)\s(?={_WH}\s\S)", re.IGNORECASE)
_UNTOLD = {"ko": "“{}”의 답은 기사에 나와 있지 않습니다.", "en": "The articles do not answer “{}”."}


def parts(question: str) -> list[str]:
    """The questions that `question` puts, in order, at most four; itself where it puts one.

    A later one may lean on those before it, as a follow-up does. What asks for a story or about the archive is one.
    """
    if len(question) > _LONGEST or wanted(question) or catalogue.wanted(question):
        return [question]
    sentences = [question[slice(*span)] for span in split_sentences(question)]
    if len(sentences) > 1 and not _apart(sentences):
        return [question]
    found = list(chain.from_iterable(map(_asked, sentences)))
    return found if 1 < len(found) <= _MOST else [question]


def _apart(sentences: Sequence[str]) -> bool:
    """Whether sentences each ask something else, and none only puts another one in other words."""
    kinds = [analyse(sentence).kind for sentence in sentences]
    asking = all(sentence.endswith(("?", "？")) for sentence in sentences)
    return asking and len(set(kinds)) == len(kinds) and not {Kind.OTHER, Kind.QUOTE, Kind.YES_NO} & set(kinds)


def _asked(sentence: str) -> Iterator[str]:
    if language_of(sentence) == "en":
        if both := _ENGLISH_ADVERBS.search(sentence):
            yield from (sentence[: both.start()] + asks + sentence[both.end() :] for asks in both.groups())
            return
        clauses = _ENGLISH.split(sentence)
        whole = len(clauses) > 1 and all(map(_ASKS.search, clauses))
        yield from (f"{clause.rstrip(' ?.,')}?" for clause in clauses) if whole else [sentence]
    elif nouns := _NOUNS.fullmatch(sentence):
        for noun in re.findall(_NOUN, nouns["nouns"]):
            yield nouns["topic"] + noun + fitted(f"은{nouns['asked'] or ''}?", noun)
    else:
        *clauses, last = _clauses(sentence)
        yield from map(_as_question, clauses)
        adverbs = _ADVERBS.search(last)
        for adverb in re.findall(rf"{_ADVERB}|왜", adverbs.group()) if adverbs else [""]:
            yield last[: adverbs.start()] + adverb + last[adverbs.end() :] if adverbs else last


def _clauses(sentence: str) -> list[str]:
    """The sentence cut after each clause that asks and goes on in one that asks too."""
    ends = {end for _, tag, _, end in morphemes(sentence) if "EC" in tag.split("+")}
    clauses, begin = [], 0
    for joint in _JOINT.finditer(sentence):
        clause, rest = sentence[begin : joint.start()], sentence[joint.end() :]
        told = clause.endswith("지") and not _TOLD.search(rest)  # "뭐라고 했는지 누가 전했어?" asks who
        if joint.start() in ends and _ASKS.search(clause) and _ASKS.search(rest) and not told:
            clauses.append(clause)
            begin = joint.end()
    return [*clauses, sentence[begin:]]


def _as_question(clause: str) -> str:
    """A clause that goes on as it asks by itself: 누구고 and 누구이며 as 누구인가?, 걸렸고 as 걸렸나?, 와서 as 와?"""
    *_, before, last = [("", "", 0, 0), *morphemes(clause)]
    if last[1].startswith("VCP+EC") or before[1] == "VCP":
        return clause[: last[2] if "VCP" in last[1] else before[2]] + "인가?"
    return _CONNECTIVE.sub(lambda ending: "인가" if ending["copula"] else "" if ending["done"] else "나", clause) + "?"


def joined(question: str, answers: Sequence[Answer]) -> Answer:
    """One answer of those to the parts of `question`, at least one of them answered; its notice says what is untold."""
    told = [answer for answer in answers if not answer.outcome.refused]
    citations: dict[tuple[str, int, int], Citation] = {}
    claims: list[Claim] = []
    conflicts: list[Conflict] = []
    for answer in told:
        numbers = {}
        for cited in answer.citations:
            known = citations.setdefault(
                (cited.article_id, cited.start, cited.end), replace(cited, number=len(citations) + 1)
            )
            numbers[cited.number] = known.number
        claims += [replace(claim, citations=_numbered(claim.citations, numbers)) for claim in answer.claims]
        for conflict in answer.conflicts:
            values = (replace(value, citations=_numbered(value.citations, numbers)) for value in conflict.values)
            conflicts.append(replace(conflict, values=tuple(values)))
    claims = list(dict.fromkeys(claims))
    untold = _UNTOLD[language_of(question)]
    notices = [answer.notice for answer in answers]
    notices += [untold.format(answer.question) for answer in answers if answer.outcome.refused]
    evidence: dict[str, Evidence] = {}
    for one in chain.from_iterable(answer.evidence for answer in answers):
        evidence.setdefault(one.passage.id, one)
    stands = answers[0].understood == answers[0].question
    return replace(
        answers[0],
        question=question,
        understood=question if stands else " ".join(answer.understood for answer in answers),
        text=" ".join(claim.text + "".join(f" [{number}]" for number in claim.citations) for claim in claims),
        short=SEPARATOR.join(dict.fromkeys(answer.short for answer in told if answer.short)),
        outcome=Outcome.CONFLICTING if conflicts else Outcome.ANSWERED,
        claims=tuple(claims),
        citations=tuple(citations.values()),
        conflicts=tuple(conflicts),
        evidence=tuple(sorted(evidence.values(), key=lambda one: -one.relevance)),
        as_of=max((answer.as_of for answer in told if answer.as_of), default=None),
        confidence=min(answer.confidence for answer in told),
        timings=_summed([answer.timings for answer in answers]),
        notice=" ".join(dict.fromkeys(filter(None, notices))),
        dropped=sum(answer.dropped for answer in answers),
        tokens=_summed([answer.tokens for answer in answers]),
    )


def _numbered(citations: Sequence[int], numbers: Mapping[int, int]) -> tuple[int, ...]:
    return tuple(numbers[number] for number in citations)


def _summed(counts: Sequence[Mapping[str, _Number]]) -> dict[str, _Number]:
    return {name: sum(each.get(name, 0) for each in counts) for name in chain.from_iterable(counts)}
