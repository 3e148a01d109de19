"""The vector index over a real Chroma."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import numpy as np
import pytest

from assistant.errors import IndexFolderError
from assistant.vectors import BATCH, VectorIndex, VectorRow

RANDOM = np.random.default_rng(7)
DAY = date(2024, 3, 5)


def vectors(count: int, size: int = 16) -> np.ndarray:
    made = RANDOM.normal(size=(count, size)).astype(np.float32)
    return made / np.linalg.norm(made, axis=1, keepdims=True)


@pytest.fixture
def index(tmp_path: Path) -> Iterator[VectorIndex]:
    opened = VectorIndex(tmp_path / "chroma")
    yield opened
    opened.close()


def test_scores_are_cosines_best_first(index: VectorIndex) -> None:
    stored = vectors(30)
    index.add([VectorRow(f"p{n}", vector, DAY, "가람일보") for n, vector in enumerate(stored)])
    question = vectors(1)[0]
    cosines = stored @ question
    best = np.argsort(-cosines)[:5]
    found = index.search(question, 5)
    assert [passage_id for passage_id, _ in found] == [f"p{n}" for n in best]
    assert [cosine for _, cosine in found] == pytest.approx(cosines[best].tolist(), abs=1e-5)


def test_the_vector_itself_has_cosine_one_and_its_opposite_minus_one(index: VectorIndex) -> None:
    vector = vectors(1)[0]
    index.add([VectorRow("same", vector, None, None), VectorRow("opposite", -vector, None, None)])
    assert dict(index.search(vector, 2)) == pytest.approx({"same": 1.0, "opposite": -1.0}, abs=1e-5)
    assert index.search(vector, 1)[0][1] <= 1.0


def test_an_id_added_again_is_replaced(index: VectorIndex) -> None:
    old, new = vectors(2)
    index.add([VectorRow("p", old, DAY, "가람일보")])
    index.add([VectorRow("p", new, None, None)])
    assert index.ids() == {"p"}
    assert index.search(new, 5)[0][1] == pytest.approx(1.0, abs=1e-5)
    assert index.search(new, 5, outlets=["가람일보"]) == []
    assert index.search(new, 5, since=date(1, 1, 1)) == []


def test_filters_bound_the_date_on_both_ends_and_leave_undated_out(index: VectorIndex) -> None:
    days = {
        "before": date(2024, 3, 4),
        "on": DAY,
        "after": date(2024, 3, 6),
        "later": date(2025, 1, 1),
        "undated": None,
    }
    vector = vectors(1)[0]
    index.add([VectorRow(name, vector, day, "누리신문" if name == "after" else None) for name, day in days.items()])

    def found(**bounds: object) -> set[str]:
        return {passage_id for passage_id, _ in index.search(vector, 10, **bounds)}  # type: ignore[arg-type]

    assert found() == set(days)
    assert found(since=DAY) == {"on", "after", "later"}
    assert found(until=DAY) == {"before", "on"}
    assert found(since=DAY, until=DAY) == {"on"}
    assert found(outlets=["누리신문", "가람일보"]) == {"after"}
    assert found(since=DAY, outlets=["누리신문"]) == {"after"}
    assert found(until=DAY, outlets=["누리신문"]) == set()


def test_deletion_takes_the_named_ids_and_forgives_unknown_ones(index: VectorIndex) -> None:
    stored = vectors(3)
    index.add([VectorRow(name, vector, DAY, None) for name, vector in zip("abc", stored, strict=True)])
    index.delete(["a", "nobody"])
    index.delete([])
    assert index.ids() == {"b", "c"}
    assert "a" not in dict(index.search(stored[0], 3))


def test_more_rows_than_a_batch_and_more_hits_than_rows(index: VectorIndex) -> None:
    stored = vectors(BATCH + 30)
    index.add([VectorRow(f"p{n}", vector, DAY, None) for n, vector in enumerate(stored)])
    assert len(index.ids()) == len(index.search(stored[0], 10 * BATCH)) == BATCH + 30
    index.delete(sorted(index.ids()))
    assert index.ids() == set()
    assert index.search(stored[0], 5) == []


def test_an_empty_index_finds_nothing(index: VectorIndex) -> None:
    assert index.search(vectors(1)[0], 5, since=DAY) == []


def test_rows_survive_closing(tmp_path: Path) -> None:
    vector = vectors(1)[0]
    for _ in range(2):
        index = VectorIndex(tmp_path)
        index.add([VectorRow("p", vector, DAY, None)])
        index.close()
    index = VectorIndex(tmp_path)
    assert [passage_id for passage_id, _ in index.search(vector, 5)] == ["p"]
    index.close()


def test_a_damaged_database_is_told_how_to_repair(tmp_path: Path) -> None:
    (tmp_path / "chroma.sqlite3").write_text("not a database" * 1000)
    with pytest.raises(IndexFolderError, match="doctor --repair"):
        VectorIndex(tmp_path)
