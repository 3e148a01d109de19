from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np
import pytest

from assistant.index import Index, IndexedPassage
from assistant.retrieve import Candidate, collapse_copies, fuse, retrieve
from assistant.types import Article, Hit, Passage, Query


def candidate(text: str, source: str = "a", ranks: Mapping[str, int] | None = None) -> Candidate:
    passage = Passage(source, "v", 0, len(text), text)
    return Candidate(
        Hit(passage, 1.0, ("words",)), IndexedPassage(passage, None, (), np.zeros((0, 2))), ranks or {}, None
    )


def test_ranks_are_fused_not_scores() -> None:
    scores = fuse([["a", "b"], ["b", "c"]])
    assert scores["a"] == pytest.approx(1 / 61)
    assert scores["b"] == pytest.approx(1 / 62 + 1 / 61)
    assert scores["c"] == pytest.approx(1 / 62)


def test_a_reprint_counts_once_and_is_named() -> None:
    story = "해솔시 도서관이 문을 열었다. 개관식에는 김하늘 시장이 참석했다."
    first, other = candidate(story), candidate(story + " 끝.", "b")
    (kept,) = collapse_copies([first, other])
    assert kept.hit.passage == first.hit.passage
    assert kept.copies == (other.hit.passage,)


def test_a_text_with_another_number_is_no_copy() -> None:
    texts = [f"해솔시 축제에 관람객 {number}만 명이 다녀갔다고 시가 밝혔다." for number in (16, 18)]
    assert len(collapse_copies([candidate(text, str(at)) for at, text in enumerate(texts)])) == 2


class OneDirection:
    """An encoder to which every question is the same."""

    def encode_query(self, text: str) -> np.ndarray:
        return np.eye(4, dtype=np.float32)[0]


def stored(index: Index, text: str, near: float, sentences: Sequence[float]) -> None:
    """An article of one passage with this cosine to the question, and its sentences' cosines."""
    article = Article(title="", body=text, source=text)
    passage = Passage(article.id, article.version, 0, len(text), text)
    vectors = np.array([[cosine, (1 - cosine**2) ** 0.5, 0, 0] for cosine in (near, *sentences)], dtype=np.float32)
    spans = tuple((at, at + 1) for at in range(len(sentences)))
    index.add(article, [IndexedPassage(passage, vectors[0], spans, vectors[1:])])


def found(index: Index, question: str, language: str) -> list[str]:
    _, candidates = retrieve(index, OneDirection(), Query(question, question, language), 9)  # type: ignore[arg-type]
    return [candidate.hit.passage.text for candidate in candidates]


def test_a_passage_with_one_near_sentence_comes_before_one_that_is_nearer_as_a_whole(tmp_path: Path) -> None:
    with Index.open(tmp_path, {}) as index:
        stored(index, "해솔시 소식을 두루 모았다.", 0.8, (0.5, 0.5))
        stored(index, "가람시 버스가 멈췄다.", 0.75, (0.6,))
        stored(index, "달내군 도서관이 문을 연다.", 0.7, (0.2, 0.9))
        assert found(index, "어때?", "ko")[-1] == "가람시 버스가 멈췄다."


def test_words_count_only_in_articles_of_the_questions_language(tmp_path: Path) -> None:
    with Index.open(tmp_path, {}) as index:
        stored(index, "해솔시 도서관이 문을 연다.", 0.9, (0.9,))
        stored(index, "가람시 library 버스가 멈췄다.", 0.8, (0.8,))
        assert found(index, "library?", "en")[0] == "해솔시 도서관이 문을 연다."
        assert found(index, "library?", "ko")[0] == "가람시 library 버스가 멈췄다."
