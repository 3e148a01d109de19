"""Turning a question that leans on an earlier one into questions that stand alone."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from assistant import places
from assistant.language import agreeing, fitted, language_of, split_sentences
from assistant.question import Kind, analyse, asks_only, morphemes
from assistant.synonyms import synonyms
from assistant.types import Answer, Outcome

_CONNECTIVE = re.compile(r"^(?:그럼|그러면|그리고|그런데|근데|아니|and|but|so)[,\s]+", re.IGNORECASE)
#: "아니 LG 쪽 말이야", "아니 승용차 말고 화물차 쪽 말이에요"
_CORRECTION = re.compile(
    r"^아니\S*[,\s]+(?:(?P<wrong>.+?)\s*말고\s*(?P<instead>.+?)|(?P<right>.+?)(?=\s*(?:쪽|얘기|이야기|말이|말야|말입|이요)))"
    r"\s*(?:쪽|얘기|이야기)?\s*(?:말이\S*|말야|말입\S*|얘기\S*|이야기\S*|이요|요)?[.?!]*$"
)
#: the same with a question of its own: "아니 영업이익 말고 매출은 얼마야?"
_CORRECTED_QUESTION = re.compile(r"^아니\S*[,\s]+(?P<wrong>\S+(?:\s\S+)?)\s*말고\s+(?P<asked>.+)$")
#: "아까 그 만찬", "처음 물어본 결승골 선수"
_BACK = re.compile(
    r"(?:^|(?<=\s))(?:(?:아까|앞서|방금)(?:\s(?:물어본|물은|말한|나온))?|(?:맨\s)?처음에?\s(?:물어본|물은|말한|나온))\s+(?:그\s)?"
)
#: what stands for something the earlier answer named
_ANSWERED = re.compile(
    r"(?<![가-힣])(?:(?:그|이|저)\s?(?:사람|분|이|인물|선수|감독|의원|회사|기업|업체|단체|팀|학교|곳|장소|나라|도시|동네|지역|호텔|건물|책|영화|제품)|그녀|그(?=[는가의를]\s)|걔|거기|거긴|여기|여긴|그곳|이곳|저기)들?"
)
_THERE = re.compile(r"[거여저]기|[그이]곳")
_ANSWERED_ENGLISH = re.compile(r"\b(?:he|she|his|her|him|they|them|their|there|it|its)\b", re.IGNORECASE)
#: what stands for the subject: "그 자리", "그날", "둘이"; with its noun it becomes the subject and that noun
_SUBJECT = re.compile(r"(?:^|(?<=\s))(?:그|이|저)\s(?=[가-힣])")
_POINTS = re.compile(
    r"(?:^|\s)(?:그때|당시|그날|이날|그건|그거|그게|그것|이건|이거|이것|이때|둘은|둘이|두\s?사람|그들)"
    r"|\b(?:that|then|this|those|these)\b|^(?:and|but|so)\b",
    re.IGNORECASE,
)
#: stands for the subject and says no more once that is told
_POINTED = re.compile(r"(?:^|(?<=\s))(?:그건|그거는?|그게|그것[은이]?|이건|이거는?|이게|이것[은이]?)\s")
#: a question of one noun: "메뉴는?", "LG는요?"
_FRAGMENT = re.compile(r"^(?P<what>[^\s?]+(?:\s[^\s?]+)?)(?:은|는|도)(?:요)?\s*[?？]*$")
#: a question that says no verb: "퀄컴 사장은 어디서?"
_ELLIPTICAL = re.compile(
    r"^\S+(?:\s\S+){0,2}?(?:은|는)\s(?:어디(?:서|에서)?|언제|누구(?:랑|와|하고)?|몇\s시에?|며칠에?|왜|얼마(?:나|에)?|어떻게)(?:요)?\s*[?？]*$"
)
#: stands for a thing, or for the subject
_THING = re.compile(r"(?:^|(?<=\s))(?:그거|그것|그게|그건|이거|이것|이게|이건)(?=\s|[은이을도의]\s)")
#: asks of what the last question told, and says no more: "그게 며칠이었지?"; and what such words may ask in its place
_ONLY_ASKS = re.compile(
    r"(?P<what>언제|며칠|어디|몇\s?시|왜)(?:이?었|였|이?야|이?지|이?죠|이에요|예요|인[가지]|이?더라|임|이?래|이?니)[가-힣]*\s*[?？]*$"
)
_ADVERB = re.compile(r"(?<![가-힣])(?:언제|며칠에?|어디(?:에서|서|로|에)?|몇\s?시에?|왜|누구(?:랑|와|하고))(?=\s)")
_AS_ADVERB = {"어디": "어디서", "며칠": "며칠에", "몇시": "몇 시에"}
_TOPIC = re.compile(r"(?P<what>[^\s]+?)(?=(?:은|는|에는|에서는)(?:\s|\?|$))")
#: the same without a particle, before what asks: "결승골 누가 넣었어?"
_BARE_TOPIC = re.compile(r"(?P<what>[^\s]+)(?=\s(?:누가|누구|언제|어디|얼마|왜|뭐|뭘|무엇)\S*(?:\s|\?|$))")
_NOUNS = ("NNG", "NNP", "SL", "SH", "SN", "NR", "XSN", "XPN", "NNB", "NNBC", "XR", "SY")
_NAMING = ("NNG", "NNP", "SL", "SH", "SN")
_MEASURE = re.compile(r"(?:km|cm|mm|kg|m|g|t|TV|%)", re.IGNORECASE)
#: nouns that say of an event only that it was one
_EMPTY = frozenset(
    "데 데가 진행 개최 발생 자리 개최되 얘기 이야기 말 전 이전 예전 적 다음 번 참석 배석 동석".split()  # noqa: SIM905
)
#: a time from which a question reckons for itself: 2011년부터 몇 차례
_RECKONED = re.compile(r"\d+(?:년|월|일|시)(?:부터|까지|이후|이래)")
#: English verbs that say as little of it
_EMPTY_ENGLISH = frozenset(
    """
    last take took taken start started begin began end ended happen happened hold held go went come came get got say said
    tell told make made do doing see saw meet met attend attended visit visited stay stayed win won long
    """.split()  # noqa: SIM905  as in question.py
)
_PARTICLE = re.compile(r"^(?:이랑|랑|은|는|이|가|을|를|의|에게|한테|에서는?|에선|서|선|에는?|엔|와|과|도)(?=\s|$)")
_WHICH = re.compile(r"^(?:어느|무슨|어떤|몇)$")
_DATED = re.compile(r"\d+\s?(?:년|월|일)|작년|지난해|올해|내년")
_NAMED = frozenset({Kind.PERSON, Kind.PLACE, Kind.ORGANISATION, Kind.OTHER})
_LONGEST_NAME = 30  #: characters of an answer that may stand in for a pronoun
_LONG, _SUBJECT_WORDS = 200, 6  #: characters from which a question is condensed, and words kept of the rest
_READINGS = 3  #: of one question


def interpretations(question: str, history: Sequence[Answer]) -> list[str]:
    """What `question` may mean as it stands alone, likeliest first: one reading where that is plain, at most three.

    A pronoun stands for what the last answer named, "그 자리" and a question without names for the subject of the
    conversation, "아니 … 말고 …" corrects the last question, "아까 그 …" returns to an earlier one. Where a question could
    stand alone as well, it is among the readings: the articles must tell.
    """
    question = _condensed(question)
    if not history:
        return [question]
    last = history[-1]
    if corrected := _corrected(question, last):
        return corrected
    subject, question = _subject(question, history)
    question = _CONNECTIVE.sub("", question)
    one = 0 < len(last.short) <= _LONGEST_NAME and last.outcome is not Outcome.CONFLICTING
    name = last.short if one and analyse(last.understood).kind in _NAMED else ""
    latest = subject_words(last.understood)
    if (pronoun := _ANSWERED.search(question)) and name and not _is_elsewhere(pronoun, name, last):
        named = _named(question, pronoun, name)
        readings = [named, _joined(subject, named)]
        readings[1:1] = [_named(question, pronoun, site) for site in _lying_at(name, last)]
    elif pronoun:
        question = f"{question[: pronoun.start()]}{_PARTICLE.sub('', question[pronoun.end() :])}".strip()
        readings = [_joined(subject, question), _joined(latest, question)]
    elif _ANSWERED_ENGLISH.search(question):
        readings = [_joined([*subject, *([name] if name else [])], question)]
    elif asked_again := _asked_again(_POINTED.sub("", question), last):
        readings = [asked_again, _joined(subject, _POINTED.sub("", question))]
    elif (that := _SUBJECT.search(question)) or _POINTS.search(question):
        thing = _THING.search(question)
        rest = question[: that.start()] + question[that.end() :] if that else _POINTED.sub("", question)
        readings = [_joined(subject, rest), _joined(latest, rest)]
        if thing and name and analyse(last.understood).kind is Kind.OTHER:
            readings.insert(1, _joined(subject, f"{question[: thing.start()]}{name}{_bare(question[thing.end() :])}"))
    elif fragment := _FRAGMENT.match(question):
        again = _substituted(fragment["what"], last)
        of_another = [f"{fragment['what']} {last.question}"] if _is_name(question) and leans(last.question) else []
        readings = [*of_another, _joined(subject, question), *(again or [_joined(latest, question)])]
    elif _ELLIPTICAL.match(question):
        readings = [question, _joined(subject, question)]
    elif _names_its_subject(question):
        readings = [question] if _stands(question) else [question, _joined(subject, question)]
    elif _stands(question):
        readings = [_joined(subject, question), question]
    else:
        readings = [_joined(subject, question), _joined(latest, question)]
        readings += [question] if _TOPIC.search(question) else []
    return list(dict.fromkeys(reading.strip() for reading in readings))[:_READINGS]


def _is_elsewhere(pronoun: re.Match[str], name: str, last: Answer) -> bool:
    """Whether a word for a place cannot stand for what the last answer named: 거기 for 비빔밥."""
    thing = analyse(last.understood).kind is Kind.OTHER and not (places.known(name) or places.is_site(name))
    return bool(_THERE.match(pronoun.group())) and thing


def _named(question: str, pronoun: re.Match[str], name: str) -> str:
    """The question with `name` for the pronoun, the particle after it as the name's last sound wants it."""
    rest = question[pronoun.end() :]
    if rest.startswith(("서 ", "선 ")):  # 거기서, 거기선
        rest = f"에{rest}"
    return question[: pronoun.start()] + name + fitted(rest, name)


def _lying_at(place: str, last: Answer) -> list[str]:
    """What the quotes of the last answer say lies at the place it named: 승지원 of "한남동에 위치한 승지원에서", at most one."""
    lies = re.compile(rf"{re.escape(place)}{places.LIES}(?:\S+\s){{0,2}}?(\S+?)(?:에서|에게|[은는이가을를의에])\s")
    return [found[1] for cited in last.citations if (found := lies.search(cited.quote))][:1]


def _condensed(question: str) -> str:
    """Of a long question the sentence that asks, after the words that the rest speaks of most."""
    if len(question) <= _LONG:
        return question
    sentences = [question[slice(*span)] for span in split_sentences(question)]
    asks = [
        text for text in sentences if text.endswith(("?", "？")) or analyse(text).kind not in (Kind.OTHER, Kind.YES_NO)
    ]
    asked = (asks or sentences)[-1][-_LONG:]
    others = [word for text in sentences if text != asked for word in subject_words(text)]
    return _joined([word for word, _ in Counter(others).most_common(_SUBJECT_WORDS)], asked)


def _corrected(question: str, last: Answer) -> list[str]:
    """The last question with what is corrected put right; [] where nothing is. Where it is not said which of several names
    is wrong, each may be: the articles must tell."""
    match, other = _CORRECTION.match(question.strip()), _CORRECTED_QUESTION.match(question.strip())
    if analyse(question).kind not in (Kind.OTHER, Kind.YES_NO):
        if not other:
            return []
        words = subject_words(last.understood)
        return [
            _joined(
                [word for word in words if word not in other["wrong"] and other["wrong"] not in word], other["asked"]
            )
        ]
    if not match:
        return []
    wrong, right = match["wrong"] or "", match["right"] or match["instead"]
    own = subject_words(last.understood)
    if wrong and wrong in last.understood:
        return [_put_for(wrong, right, last.understood)]
    if wrong:
        mistaken = [word for word in own if word in synonyms(wrong) or wrong in synonyms(word)]
        bare = _without(own, last.understood)
    else:
        mistaken = [word for word in own if _is_name(word) == _is_name(right)]
        bare = _without(own[:-1], last.understood)
    readings = [_put_for(word, right, last.understood) for word in mistaken[: _READINGS - 1]]
    return list(dict.fromkeys([*readings, f"{right} {bare}"]))


def _without(words: Sequence[str], question: str) -> str:
    """The question without the words and the particles that go with them."""
    begins = tuple(word.casefold() for word in words)
    return " ".join(part for part in question.split() if not part.casefold().startswith(begins))


def _put_for(wrong: str, right: str, question: str) -> str:
    """The question with one word for another, its particle as the other's last sound wants it."""
    return agreeing(re.compile(re.escape(wrong)), lambda _: right, question)


def _subject(question: str, history: Sequence[Answer]) -> tuple[list[str], str]:
    """The words the conversation is about where `question` stands, and the question without what points there."""
    if back := _BACK.search(question):
        rest = question[: back.start()] + question[back.end() :]
        own = subject_words(rest)
        for earlier in history:
            words = subject_words(earlier.understood)
            if any(word in theirs or theirs in word for word in own for theirs in words):
                return words, rest
        return [], rest
    anchor = next((turn for turn in reversed(history) if _sets_subject(turn)), history[0])
    return subject_words(anchor.understood), question


def _sets_subject(turn: Answer) -> bool:
    """Whether a question stood alone, or told its subject by a noun, "그 저녁 자리는 얼마나 걸렸어?", or by a name, "LG는?"."""
    points = _SUBJECT.search(turn.question) and not _ANSWERED.search(turn.question)
    alone = turn.understood == turn.question and not _ELLIPTICAL.match(turn.question)
    another = _FRAGMENT.match(turn.question) and _is_name(turn.question)
    return alone or bool(points) or bool(another)


def _joined(subject: Sequence[str], question: str) -> str:
    """The question after those of the subject's words that it does not have; its own dates stand for the subject's."""
    low, dated = question.casefold(), _DATED.search(question)
    kept = [word for word in subject if word.casefold() not in low and not (dated and _DATED.search(word))]
    return " ".join([*kept, question])


def _asked_again(question: str, last: Answer) -> str:
    """The last question, which asks where or whether, asking what `question` does: "며칠이었지?" of "어디서 만났어?" is
    "며칠에 만났어?"; "" where `question` says more than that, or the last one asks otherwise."""
    only = _ONLY_ASKS.match(question)
    if not only:
        return ""
    what = re.sub(r"\s", "", only["what"])
    what = _AS_ADVERB.get(what, what)
    if asks := _ADVERB.search(last.understood):
        return f"{last.understood[: asks.start()]}{what}{last.understood[asks.end() :]}"
    *before, verb = last.understood.split()
    return " ".join([*before, what, verb]) if before and analyse(last.understood).kind is Kind.YES_NO else ""


def _substituted(what: str, last: Answer) -> list[str]:
    """The last question asked of `what`: of "무는 얼마야?" and "양파는?" that is "양파는 얼마야?".

    A yes or no is asked again only of another name.
    """
    topics = (_noun_phrase(last.question, match) for match in _TOPIC.finditer(last.question))
    bare = (match["what"] for match in _BARE_TOPIC.finditer(last.question))
    topic = next((words for words in topics if words), "") or next((each for each in bare if subject_words(each)), "")
    if not topic or topic not in last.understood:
        return []
    if analyse(last.question).kind is Kind.YES_NO and not _names_its_subject(what):
        return []
    at = last.understood.index(topic)
    return [last.understood[:at] + what + fitted(last.understood[at + len(topic) :], what)]


def _noun_phrase(question: str, topic: re.Match[str]) -> str:
    """The topic with the nouns before it: 퀄컴 사장 of "퀄컴 사장은 어디서?"; "" where it is no noun."""
    if subject_words(topic["what"]) != [topic["what"]]:
        return ""
    words = question[: topic.start()].split()
    phrase = topic["what"]
    while words and subject_words(words[-1]) == [words[-1]]:
        phrase = f"{words.pop()} {phrase}"
    return phrase


def _bare(rest: str) -> str:
    """What follows a pronoun, without the particle that goes with it."""
    return re.sub(r"^[은이을도의](?=\s)", "", rest)


def _names_its_subject(question: str) -> bool:
    if language_of(question) == "en":
        return bool(re.search(r"(?<=\s)[A-Z][A-Za-z-]+|[가-힣]{2}|\d{4}", question))
    return _is_name(question)


def _is_name(words: str) -> bool:
    """Whether a name is among the words."""
    return any(
        tag in ("NNP", "SL", "SH") and not _MEASURE.fullmatch(surface) for surface, tag, _, _ in morphemes(words)
    )


def leans(question: str) -> bool:
    """Whether a question has but one noun and no name, "메뉴는 뭐였어?": amid a conversation it is of what was spoken of."""
    return not _names_its_subject(question) and not _stands(question)


def _stands(question: str) -> bool:
    """Whether the question has words enough of its own to be a new one."""
    return len(subject_words(question)) >= (3 if language_of(question) == "en" else 2)


def subject_words(question: str) -> list[str]:
    """The names and nouns of a question as they are written, without particles and words that only ask."""
    words: list[str] = []
    parts = re.split(r"\s+", question)
    for before, part in zip(["", *parts], parts, strict=False):
        if _WHICH.match(before) or _RECKONED.match(part):
            continue
        noun, pieces = "", morphemes(part)
        if _begins_a_name(pieces):
            noun, pieces = pieces[0][0], pieces[1:]
        for surface, tag, start, _ in pieces:
            if not set(tag.split("+")) <= set(_NOUNS) or start != len(noun):
                break
            noun += surface
        named = any(tag in _NAMING for _, tag, _, _ in morphemes(noun)) if noun else False
        if named and noun.casefold() not in _EMPTY | _EMPTY_ENGLISH and not asks_only(noun) and noun not in words:
            words.append(noun)
    return words


def _begins_a_name(pieces: Sequence[tuple[str, str, int, int]]) -> bool:
    """Whether a word's first syllable, which looks like a word of its own, is a name's: 누 of 누리호."""
    if len(pieces) < 2:
        return False
    (first, tag, _, end), (rest, following, start, _) = pieces[:2]
    looks = len(first) == 1 and first not in "몇뭔" and tag in ("IC", "MM", "MAG", "NP")
    return looks and re.fullmatch(r".+[^의요]", rest) is not None and following in ("NNP", "NNG") and start == end
