from collections.abc import Mapping

import numpy as np
import pytest

from assistant.index import IndexedPassage
from assistant.retrieve import Candidate, collapse_copies, fuse
from assistant.types import Hit, Passage


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
