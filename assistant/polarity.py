"""Yes or no: whether a sentence affirms or denies what a question supposes."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.question import Question, morphemes
from assistant.synonyms import synonyms

#: stems that deny, by the first part of their tag
_DENIALS = {"VX": ("않", "못", "말"), "VA": ("없", "어렵"), "VCN": ("아니",), "MAG": ("안", "못")}
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
#: how words of contrary meaning begin
OPPOSITES = (
    ("늘", "줄"), ("증가", "감소"), ("오르", "내리"), ("올랐", "내렸"), ("상승", "하락"), ("찬성", "반대"),
    ("이겼", "졌"), ("승리", "패배"), ("합격", "불합격"), ("유죄", "무죄"), ("승인", "거부"), ("허용", "금지"),
    ("시작", "종료"), ("열었", "닫았"), ("확대", "축소"), ("흑자", "적자"), ("성공", "실패"), ("인정", "부인"),
    ("수용", "거절"), ("가능", "불가능"), ("참석", "불참"), ("많", "적"), ("높", "낮"), ("길", "짧"), ("빨", "늦"),
    ("앞", "뒤"), ("받아들", "거절"), ("받아들", "사양"), ("받아들", "거부"), ("앞당", "늦"), ("앞당", "미루"),
    ("통과", "탈락"), ("통과", "떨어"), ("유지", "물러"), ("되찾", "잃"), ("달라", "그대로"), ("바뀌", "그대로"),
)  # fmt: skip
#: asks whether it had been so before; and words that say it is for the first time
ASKS_OF_BEFORE = re.compile(
    r"(?<![가-힣])(?<!년\s)(?<!간\s)(?<!의\s)(?:그\s?|이\s?)?(?:전|이전|예전|과거)에도"
    r"|(?<![가-힣])(?:(?<!기\s)(?<!년\s)(?<!일\s)전|이전|예전|과거)에\s.{0,25}[은는던ㄴ가-힣](?<=[은는던난한운인본온간])\s적[이도]?\s"
)
FIRST_TIME = re.compile(
    r"(?:이번이|사상|역대|생애|창사\s?이래|건국\s?이래)\s?(?:첫|처음)|처음(?:이[다라었]|인\s|입니다|이며|이고)"
)
_DOER = re.compile(r"([가-힣A-Za-z]{2,}?)(?:은|는|이|가)\s")
#: what another is compared with: 이 회장보다; and words that say how
_THAN = re.compile(r"((?:[가-힣A-Za-z0-9]+\s)?[가-힣A-Za-z0-9]+)보다(?![가-힣])")
_HOW = re.compile(r"먼저|더|일찍|빨리|늦게|많|적|높|낮|크|큰|컸|작|길|오래|비싸|싸")
#: asks whether it was the first time; and words by which it was not
_ASKS_OF_FIRST = re.compile(r"처음(?:이[야냐지죠인었]|인[가지]|임|\W*$|(?:으로)?\s[가-힣]{1,4}[는은]\s?(?:거|것|건))")
_AGAINST_FIRST = re.compile(r"번째|에\s이어|다시|만에\s또|않|아니")
#: asks whether others were there too; and words by which there were none
_ASKS_OF_OTHERS = re.compile(
    r"(?<![가-힣])(?:다른|또|더|말고)\s(?:\S+\s){0,4}?(?:참석|배석|동석|합석|함께|같이|있|왔|끼|꼈|앉|나왔|자리)\S*(?:\s\S+)?\W*$"
)
_ALONE = re.compile(
    r"(?:배석자|동석자|다른\s[가-힣]+)[은는이가도]?\s?(?:없이|없었|없는|없다)|독대|단둘이|둘이서만|단독\s(?:면담|회동|회담|미팅)"
)
_NOT_FIRST = re.compile(r"(?:두|세|네|다섯|여섯|\d+)\s?번째|에\s이어|다시|만에\s또")
#: verbs that say no, and words by which a sentence may mean it
_REFUSED = re.compile(r"거부|거절|금지|취소|불참|무산|부인했|제외|철회|부결|빠졌|빠진|빠지고|기각|유임|사양|탈락|무죄")
_AGAINST = re.compile(
    rf"{_REFUSED.pattern}|그대로|계속|유지|없|않|아니|아닌|못|대신|피했|피해\s|떠났|중단|그만|실패|미정|미뤄|미루|반대|멈추|멈췄|접고|접었|무관|면제"
    r"|뿐이|만\s|까지만|그쳤|번째|아직|모자라|넘겼|폐지|뺐|뺀"
)
_SO_SAID = re.compile(r"\s?(?:거|게|것)[이은]?\s?(?:맞|사실)\S*\W*$")  #: …은 거 맞아?
#: asks of what a denial of harm or price affirms; and a denial that gives a reason or comes
#: after what else is so
_WELL = re.compile(r"괜찮|무사|멀쩡|안전|무료|공짜|비밀|없이|면[하했]|빠졌")
_OF_ANOTHER = re.compile(
    r"때문|탓|(?:지만|으나|는데)\s\S|밖에\s?없|지\s?않을\s?수|뿐\s?(?:만\s?)?아니|틈[이도]?\s?없|지\s?않고|적지\s?않"
)
#: asks whether somebody was there too: "부인도 왔어?"; words by which those named in a sentence were; and by which not
_ASKS_OF_PRESENCE = re.compile(
    r"(?P<who>(?:[가-힣A-Za-z·]+\s)?[가-힣A-Za-z]{2,}?)(?:도|이|가)\s(?:(?!혼자|먼저|다시|안\s|못)\S+\s){0,3}?"
    r"(?:참석|배석|동석|합석|동행|함께|같이|왔|와\s?있|있었|따라|나왔|끼었|꼈|끼나|자리했|자리를|오나|갔)"
    r"\S*(?:\s?(?:거|게|건|것)\S*)?(?:\s?맞\S*)?\W*$"
)
_OF_SOME = re.compile(r"\d|안\s|못\s|만\s|말고|다른|또")
_WAS_PRESENT = re.compile(
    r"(?:까지|포함|비롯).{0,12}\d+\s?(?:명|인|사람)"
    r"|(?:참석|배석|동석|합석|동행|함께|자리|나왔|모였|따라왔|참가|참여)\S*(?:다|고|며|으며|가운데)(?:\s\S+){0,3}[.”\"]*$"
)
_WAS_NOT = re.compile(
    r"않|못[했한]|없|불참|빠[졌진지]|대신|아니|거절|사양|취소|뿐|먼저\s자리|홀로|혼자|단독|남았|영상|화상|빼고|제외"
)
_PLANNED = re.compile(r"하려|예정|계획")
_NAMED = 3  #: letters from which a word names one: 회장 may be either
_GOING = re.compile(r"[가-힣]는\s?(?:거|건|것)(?:야|예요|에요|지|죠|니|냐|임|인[가지]\S*)\W*$")  #: …가는 거야?
_NUMBER = re.compile(r"\d+")
#: shares of the question's nouns that a passage must have for a denial to be of them, a sentence to speak of the same
#: thing, and a sentence to say yes
_ANY, _SHARED, _ALL_BUT = 0.3, 0.6, 0.8


def yes_or_no(question: Question, sentence: str, passage: str, words: str = "") -> str:
    """Korean's 예 or 아니요, or "" where sentence and passage leave it open; `words` are those that decide.

    Korean answers the question as put: a denial agrees with "…없었나요?". That a sentence has the question's words is
    little proof of a yes, so one is told only where nothing speaks against it.
    """
    if question.language == "en":  # its words cannot be compared with a Korean sentence's
        return ""
    told, agrees = words or sentence, denies(" ".join(_SO_SAID.sub("", question.text).split()[-2:]))
    no, yes = ("예", "아니요") if agrees else ("아니요", "예")
    if _of_nouns(question, passage) >= _SHARED and (
        (ASKS_OF_BEFORE.search(question.text) and FIRST_TIME.search(told) and not _NOT_FIRST.search(told))
        or (_ASKS_OF_FIRST.search(question.text) and _NOT_FIRST.search(told))
    ):
        return no
    if _of_nouns(question, passage) >= _SHARED and not agrees:
        if _ASKS_OF_FIRST.search(question.text) and FIRST_TIME.search(told) and not _AGAINST_FIRST.search(told):
            return "예"
        if _ASKS_OF_OTHERS.search(question.text) and _ALONE.search(sentence):
            return "아니요"
    present = None if agrees else _present(question.text, sentence)
    if present and _of_nouns(question, passage) >= _SHARED:
        return "예"
    about = not question.nouns or _of_nouns(question, passage) >= _ANY
    if words and about and denies(words):  # what decides is a denial, in whatever words
        return "" if _WELL.search(question.text) or _OF_ANOTHER.search(words) else no
    shared = _of_nouns(question, sentence)
    if shared < _SHARED or not all(_has(passage, name) for name in question.names):
        return ""
    if any(_is_of(denied, question.text) for denied in denials(sentence)):
        return no
    if any(is_denial(surface, tag) for surface, tag, _, _ in morphemes(sentence)):
        return no if denies(sentence) else ""  # "…참여하지 않아 그대로 다닌다": which of the two is meant?
    if _turned(question.text, sentence) or _exchanged(question, sentence):
        return no
    if not agrees and _REFUSED.search(told) and not _REFUSED.search(question.text):
        return no
    numbers = set(_NUMBER.findall(question.text.replace(",", ""))) - set(_NUMBER.findall(sentence.replace(",", "")))
    sure = shared >= _ALL_BUT and present is not False and not numbers and not agrees and not _AGAINST.search(told)
    return yes if sure else ""


def _present(asked: str, sentence: str) -> bool | None:
    """Whether the sentence has the one asked for among those who were there, "아내까지 3명이 식사를 하며", or not;
    None where it does not say, or the question asks something else."""
    asks = _ASKS_OF_PRESENCE.search(asked)
    if not asks or _OF_SOME.search(asked):
        return None
    *names, who = asks["who"].split()
    known = (word for word in (who, *synonyms(who), *(name for name in names if len(name) >= _NAMED)))
    found = [re.search(rf"(?<![가-힣A-Za-z]){re.escape(word)}.*", sentence, re.IGNORECASE) for word in known]
    told = [rest[0] for rest in found if rest]
    if any(_WAS_PRESENT.search(rest) and not _WAS_NOT.search(rest) and not _PLANNED.search(rest) for rest in told):
        return True
    return False if any(map(_WAS_NOT.search, told)) else None


def _of_nouns(question: Question, text: str) -> float:
    """The share of the question's nouns that a text has; 0 where it has none."""
    return sum(_has(text, noun) for noun in question.nouns) / max(len(question.nouns), 1)


def _turned(asked: str, sentence: str) -> bool:
    """Whether the sentence has the contrary of what is asked last, and not that: 그대로 for "바뀌나요?"."""
    last = [surface for surface, tag, _, _ in morphemes(asked) if tag[0] in "VNX" and tag != "XSN"][-3:]
    told = [surface for surface, tag, _, _ in morphemes(sentence) if tag[0] in "VNX" or surface == "그대로"]
    for pair in OPPOSITES:
        for said, meant in (pair, pair[::-1]):
            asks, tells = (any(word.startswith(said) for word in words) for words in (last, told))
            if asks and not tells and any(word.startswith(meant) for word in told):
                return True
    return False


def _exchanged(question: Question, sentence: str) -> bool:
    """Whether it is the one that is compared of whom the sentence says the same: who came earlier than whom."""
    asked, told = _THAN.search(question.text), _THAN.search(sentence)
    how = set(_HOW.findall(question.text[asked.end() :])) if asked else set()
    if not asked or not told or not how & set(_HOW.findall(sentence[told.end() :])):
        return False
    doer = _DOER.search(_THAN.sub(" ", question.text))
    if doer and len(doer[1]) >= _NAMED:
        return doer[1] in told[1] and asked[1] not in told[1]
    other = asked[1].split()[-1]
    return (
        len(other) >= _NAMED
        and other not in told[1]
        and bool(re.search(rf"{re.escape(other)}[^,]{{0,6}}(?:은|는|이|가)\s", sentence))
    )


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


def asks_of_past(text: str) -> bool:
    """Whether a Korean question asks what was, not what is or will be: 참석했나요?"""
    return any("EP" in tag.split("+") and not surface.startswith("겠") for surface, tag, _, _ in morphemes(text))


def asks_of_now(text: str) -> bool:
    """Whether a Korean question ends with a verb that is not of the past: 며칠 있다 가나요?"""
    if _GOING.search(text):
        return True
    last = [part for _, tag, _, _ in morphemes(text) if not tag.startswith("S") for part in tag.split("+")][-3:]
    return last[-1:] in (["EF"], ["EC"]) and bool({"VV", "VX", "XSV"} & set(last)) and "EP" not in last


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
        if tag.endswith("EC") and not goes_on and at + 1 < len(words):
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
