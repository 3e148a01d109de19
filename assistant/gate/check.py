"""The gate: whether a sentence somebody wrote says what the passages it cites say.

Its numbers, dates, names, quotations and denials must stand there after normalisation, in the same roles.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from assistant.gate.asked import replaced_names
from assistant.gate.finding import Finding, Flaw, Source, words
from assistant.gate.names import has_name, named, wrong_names
from assistant.gate.sense import wrong_denials, wrong_roles
from assistant.gate.values import values, wrong_english_values, wrong_values
from assistant.language import language_of, split_sentences
from assistant.reader import Reader
from assistant.synonyms import synonyms
from assistant.words import tokenize

_QUOTATION = re.compile(r"[\"“‘'「](?P<inner>[^\"“”‘’「」]{4,}?)[\"”’'」]")
_SAID = 0.4  #: the reader's relevance from which a passage says a sentence; one cited wrongly mostly has less than 0.2
_COVERED = 0.34  #: share of a sentence's nouns that the passages must have
#: words of the writer's own that no article needs to have
OWN_WORDS = frozenset(
    "기사 보도 내용 관련 당시 이후 이전 경우 사실 측 등 것 수 때 중 이번 해당 약 총 모두 전체 자리 상황 결과 관계자 언론 발표 설명 예정".split()  # noqa: SIM905
)


def check(sentence: str, sources: Sequence[Source], reader: Reader | None = None) -> tuple[Finding, ...]:
    """What `sentence` says otherwise than the passages it cites; () when nothing was found.

    With a `reader`, names are asked for too, and whether a passage that shares no words with the sentence says it.
    """
    passages = " ".join(source.passage for source in sources)
    nearest = _nearest(sentence, passages)
    is_english = language_of(sentence) == "en" != language_of(passages)
    findings = [
        *(wrong_english_values(sentence, sources) if is_english else wrong_values(sentence, sources, nearest)),
        *_quotations(sentence, passages),
        *wrong_names(sentence, sources, nearest),
        *wrong_denials(sentence, nearest, passages),
        *wrong_roles(sentence, nearest),
    ]
    if reader and not is_english:
        for better in replaced_names(sentence, sources, reader):  # it knows the passage's own name
            findings = [each for each in findings if each.flaw is not Flaw.NAME or each.said not in better.said]
            findings.append(better)
    if not findings and not is_english and not _speaks_of(sentence, sources) and not _says(sentence, sources, reader):
        findings.append(Finding(Flaw.SUBJECT, sentence))
    return tuple(findings)


def _says(sentence: str, sources: Sequence[Source], reader: Reader | None) -> bool:
    """Whether a passage says the sentence in other words."""
    if reader is None:
        return False
    said = reader.scan(sentence, [source.passage for source in sources], [source.title for source in sources])
    return any(each.relevance() >= _SAID for each in said)


def _nearest(sentence: str, passages: str) -> str:
    """The passages' sentence that has most of this one's bigrams."""
    mine = set(tokenize(sentence))
    told = [passages[slice(*span)] for span in split_sentences(passages)]
    return max(told, key=lambda each: len(mine & set(tokenize(each))), default="")


def _quotations(sentence: str, passages: str) -> Iterator[Finding]:
    """Quoted words must stand in the passages as they are, in one stretch.

    Those in the sentence's own language and not the passages' are translated, and letters say nothing of them.
    """
    plain, language = _bare(passages), language_of(passages)
    own_language = language_of(_QUOTATION.sub(" ", sentence))
    for match in _QUOTATION.finditer(sentence):
        if language_of(match["inner"]) == own_language != language:
            continue
        if _bare(match["inner"]) not in plain:
            own = [each["inner"] for each in _QUOTATION.finditer(passages)]
            mine = set(tokenize(match["inner"]))
            closest = max(own, key=lambda each: len(mine & set(tokenize(each))), default="")
            yield Finding(Flaw.QUOTE, match["inner"], closest)


def _bare(text: str) -> str:
    return re.sub(r"[\W_]+", "", text).casefold()


def _speaks_of(sentence: str, sources: Sequence[Source]) -> bool:
    """Whether the passages have a name of the sentence, a value and any of its nouns, or enough of these."""
    if any(has_name(name, source.passage) for name in named(sentence) for source in sources):
        return True  # none of them was missed
    covered = coverage(sentence, sources)
    return covered >= _COVERED or (covered > 0 and any(True for _ in values(sentence)))


def coverage(sentence: str, sources: Sequence[Source]) -> float:
    """The share of the sentence's nouns that the passages and titles have, 0 to 1."""
    nouns = {
        surface.casefold()
        for surface, tag, _, _ in words(sentence)
        if tag.split("+")[0] in ("NNG", "NNP", "SL") and surface not in OWN_WORDS and len(surface) > 1
    }
    text = " ".join(f"{source.title} {source.passage}" for source in sources).casefold()
    has = [noun in text or any(other in text for other in synonyms(noun)) for noun in nouns]
    return sum(has) / len(has) if has else 1.0
