"""Names held against what the trained reader answers when asked for them.

"결승골은 민도해가 넣었다" is asked as "결승골은 누가 넣었다?": the passage's own name is what the article says instead. It finds
names that no analyser knows for names, where rules see only words.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from assistant.gate.finding import Finding, Flaw, Source, words, written
from assistant.gate.names import has_name, named
from assistant.names import TITLES, same_name
from assistant.reader import Reader

_WHO = {
    **dict.fromkeys(("이", "가", "은", "는", "께서"), "누가"),
    **dict.fromkeys(("을", "를"), "누구를"),
    **dict.fromkeys(("와", "과"), "누구와"),
    "에게": "누구에게",
}
_SURE = 0.9  #: the reader's relevance from which its answer counts
_SURER = 0.95  #: the same for words of the dictionary, which are seldom names: 손님, but 한솔
_LONGEST = 20  #: characters of a name with its title


def replaced_names(sentence: str, sources: Sequence[Source], reader: Reader) -> Iterator[Finding]:
    """Noun phrases that the passages lack and in whose place the reader finds a name."""
    known = " ".join(f"{source.title} {source.passage}" for source in sources)
    for start, end, phrase, particle in _phrases(sentence):
        head = _bare(phrase)
        if len(head) < 2 or any(letter.isdigit() for letter in phrase) or head in known or has_name(head, known):
            continue
        if _is_common(head) and len(head) > 2:  # 발견자, 인질들
            continue
        sure = _SURER if all(map(_is_common, phrase.split())) else _SURE
        asked = f"{sentence[:start]}{_WHO[particle]}{sentence[end:].rstrip(' .')}?"
        for source in sources:
            [said] = reader.scan(asked, [source.passage], [source.title])
            found = said.best((0, len(source.passage)))
            answer = source.passage[slice(*found[0])] if found and said.relevance() >= sure else ""
            if len(answer) <= _LONGEST and named(answer) and not same_name(head, _bare(answer)):
                yield Finding(Flaw.NAME, phrase, answer)
                return


def _phrases(sentence: str) -> Iterator[tuple[int, int, str, str]]:
    """Noun phrases before a particle that a name may stand before: start, end with the particle, words, particle."""
    begun = None
    for start, pieces, particle in written(sentence):
        if not pieces[-1][1].startswith(("NN", "NR", "SL", "XSN")):
            begun = None
            continue
        begun = start if begun is None else begun
        end = pieces[-1][3]
        if particle in _WHO:
            yield begun, end + len(particle), sentence[begun:end], particle
        if particle or sentence[end : end + 1] != " ":
            begun = None


def _is_common(word: str) -> bool:
    """Whether it is a noun of the analyser's dictionary, and no name's."""
    return [tag for _, tag, _, _ in words(word.removesuffix("들"))] == ["NNG"]


def _bare(phrase: str) -> str:
    """The last word of a phrase that is no title and no company of somebody."""
    kept = [word for word in phrase.split() if word not in (*TITLES, "측", "등", "쪽")]
    return kept[-1] if kept else ""
