"""A question in the plain form in which papers would ask it: "언제 온대?" and "언제 오는지 알 수 있을까요?" ask when.

Whoever asks a folder of articles often asks what it is said to say, or politely; neither changes what is asked.
"""

from __future__ import annotations

import re

from assistant.question import Kind, analyse, morphemes

#: asks to be told: 날짜 좀 알 수 있을까요?
_POLITE = re.compile(
    r"(?<!어떻게)(?<!왜)(?<!어디서)(?<!누가)(?:[을를이]|(?<!누)가)?\s(?:좀\s)?"
    r"(?:(?:알|확인할)\s?수\s?(?:있|없)(?:나|을까|을지|을는지|습니까|어|냐|니|는지)\S*|알고\s?싶\S*|가르쳐\s?\S*)\W*$"
)
#: what is said to be: 된다고 하던가요, 온대, 퍼센트라고 하나요, 동문이라고 했나요, 명이래
_HEARSAY = re.compile(
    r"(?P<said>[다라])고\s?(?:(?:하|합|한|해)(?:나|던(?!데)|더|는|니|지|죠|냐|다|대|요|$|\?)|했더"
    r"|(?P<did>했)(?:나|어|지|죠|습|냐|니|는))\S*\W*$"
    r"|(?P<told>[대래])요?\W*$|(?P<asked>[다라])던가\S*\W*$"
)
#: before it, what somebody says that they want, or words of theirs
_INTENT = re.compile(r"(?:겠|[뭐라어]|무엇이?|자|느냐|아니)$")
_FINAL_N = 4  #: of a syllable's final consonants: ㄴ
_FINALS = 28


def plain(question: str) -> str:
    """The question without what only says that something is said, or begs to be told."""
    told = _POLITE.sub(" 알려줘", question)
    found = _HEARSAY.search(told)
    if not found or (found["did"] and _of_speaker(told)):
        return told
    said = found["said"] or found["told"] or found["asked"]
    head, last = told[: found.start()], [tag for _, tag, start, end in morphemes(told) if start <= found.start() < end]
    if not head or head[-1].isspace() or _INTENT.search(head) or not last:
        return told
    if said in "다대":
        return f"{_stem(head)}나?" if last[0].split("+")[-1] in ("EF", "EC") else told
    return f"{_noun(head)}가?" if "VCP" in last[0] or head.endswith("이") else told


def _of_speaker(question: str) -> bool:
    """Whether it is asked what somebody said, or whether: "본부장은 TV가 몇 대라고 했나?"."""
    found = [(surface, tag.split("+")[0]) for surface, tag, _, _ in morphemes(question)]
    subjects = sum(tag == "JKS" or (tag == "JX" and surface in ("은", "는")) for surface, tag in found)
    return subjects > 1 or analyse(question).kind is Kind.YES_NO


def _stem(head: str) -> str:
    """The verb's stem: 되 of 된다, 먹 of 먹는다, 왔 of 왔다."""
    code = ord(head[-1]) - ord("가")
    if head[-1] == "는" and len(head) > 1 and (ord(head[-2]) - ord("가")) % _FINALS:
        return head[:-1]
    return head[:-1] + chr(ord(head[-1]) - _FINAL_N) if 0 <= code < 11172 and code % _FINALS == _FINAL_N else head


def _noun(head: str) -> str:
    """The noun with the copula that asks: 건 of 거라, 누구인 of 누구라, 명인 of 명이라."""
    if head.endswith("거"):
        return head[:-1] + "건"
    return head.removesuffix("이") + "인"
