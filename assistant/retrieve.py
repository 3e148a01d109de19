"""Finding passages: dense and word search, and the nearest sentences, their ranks fused; near copies counted once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from assistant.encoder import Encoder
from assistant.index import Index, IndexedPassage
from assistant.language import language_of
from assistant.types import Hit, Passage, Query
from assistant.words import tokenize

#: reciprocal rank fusion's constant (Cormack, Clarke and Büttcher 2009)
_RANK_CONSTANT = 60
_DEPTH = 50  #: passages asked of each searcher
_COPY = 0.8  #: share of common bigrams above which two passages are one text printed twice


@dataclass(frozen=True, slots=True)
class Candidate:
    """A hit with what the reader needs to read it."""

    hit: Hit
    indexed: IndexedPassage
    ranks: Mapping[str, int]  #: searcher → rank from 0
    similarity: float | None  #: cosine of question and passage; None where only the words found it
    copies: tuple[Passage, ...] = ()  #: of other articles, with nearly the same text


def retrieve(
    index: Index, encoder: Encoder, query: Query, limit: int, also: Sequence[str] = ()
) -> tuple[np.ndarray, list[Candidate]]:
    """The query's vector (d,) and at most `limit` candidates, best first.

    What dense and word search find is ranked once more by the sentence nearest the query: an answer is one sentence
    among others. Words count in articles of the query's language only. `also` are ids of passages an earlier answer
    cited; they join the fusion as a list of their own.
    """
    vector = encoder.encode_query(query.standalone)
    similar = dict(index.search_vectors(vector, _DEPTH, query.since, query.until, query.outlets))
    worded = index.search_words(query.standalone, _DEPTH, query.since, query.until, query.outlets)
    searched = index.passages(list(dict.fromkeys([*similar, *(passage_id for passage_id, _ in worded)])))
    own = {entry.passage.id for entry in searched if language_of(entry.passage.text) == query.language}
    searched = [entry for entry in searched if entry.passage.id in own or entry.passage.id in similar]
    searched.sort(key=lambda entry: -float((entry.sentence_vectors @ vector).max(initial=-1.0)))
    found = {
        "vectors": list(similar),
        "words": [passage_id for passage_id, _ in worded if passage_id in own],
        "sentences": [entry.passage.id for entry in searched],
        "conversation": index.within(also, query.since, query.until, query.outlets),
    }
    scores = fuse(found.values())
    best = sorted(scores, key=lambda i: -scores[i])[: 2 * limit]
    ranks: dict[str, dict[str, int]] = defaultdict(dict)
    for name, ids in found.items():
        for rank, passage_id in enumerate(ids):
            ranks[passage_id].setdefault(name, rank)
    candidates = [
        Candidate(
            Hit(p.passage, scores[p.passage.id], tuple(ranks[p.passage.id])),
            p,
            ranks[p.passage.id],
            similar.get(p.passage.id),
        )
        for p in index.passages(best)
    ]
    candidates.sort(key=lambda c: -c.hit.score)
    return vector, collapse_copies(candidates)[:limit]


def fuse(rankings: Iterable[Sequence[str]]) -> dict[str, float]:
    """Reciprocal rank fusion of lists of ids, best first."""
    scores: dict[str, float] = defaultdict(float)
    for ids in rankings:
        for rank, passage_id in enumerate(ids):
            scores[passage_id] += 1 / (_RANK_CONSTANT + rank + 1)
    return scores


def collapse_copies(candidates: Sequence[Candidate]) -> list[Candidate]:
    """Each text once, at the place of its best ranked copy, which names the others in `copies`.

    Texts with other numbers are no copies, however alike: the difference is what a reader must see.
    """
    kept: list[tuple[Candidate, frozenset[str], list[Passage]]] = []
    for candidate in candidates:
        tokens = frozenset(tokenize(candidate.hit.passage.text))
        original = next((copies for _, known, copies in kept if _copies(tokens, known)), None)
        if original is None:
            kept.append((candidate, tokens, []))
        else:
            original.append(candidate.hit.passage)
    return [replace(candidate, copies=tuple(copies)) for candidate, _, copies in kept]


def _copies(one: frozenset[str], other: frozenset[str]) -> bool:
    differing = one ^ other
    return len(one & other) >= _COPY * len(one | other) and not any(token[0].isdigit() for token in differing)
