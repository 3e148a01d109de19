"""The index folder: what opens, what is refused, what survives a kill, what threads see."""

from __future__ import annotations

import json
import multiprocessing
import os
import random
import shutil
import signal
import sqlite3
import threading
import time
from collections import defaultdict
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import replace
from datetime import date
from pathlib import Path

import numpy as np
import pytest

from assistant.archive import Archive
from assistant.errors import IndexFolderError, IndexLockedError, IndexMismatchError
from assistant.index import Index, IndexCheck, IndexedPassage
from assistant.lock import Lock
from assistant.passage_store import PassageStore
from assistant.types import Article, Passage

FINGERPRINT = {"encoder": "fake", "passage_tokens": "160"}
SIZE = 16
CUT = 3  # passages an article


def unit(seed: str) -> np.ndarray:
    made = np.random.default_rng(list(seed.encode())).normal(size=SIZE).astype(np.float32)
    return made / np.linalg.norm(made)


def article(number: int, edition: int = 0, **fields: object) -> Article:
    body = "\n".join(f"기사{number} 판{edition} 단락{cut} 공통된 문장이다. 둘째 문장이다." for cut in range(CUT))
    return Article(title=f"제목 {number}", body=body, source=f"s{number}", **fields)  # type: ignore[arg-type]


def cut(article: Article) -> list[IndexedPassage]:
    passages = []
    start = 0
    for line in article.body.split("\n"):
        middle = start + line.index(".") + 1
        end = start + len(line)
        passages.append(
            IndexedPassage(
                Passage(article.id, article.version, start, end, line),
                unit(line),
                ((start, middle), (middle + 1, end)),
                np.stack([unit(line + "1"), unit(line + "2")]),
            )
        )
        start = end + 1
    return passages


def with_passages(articles: Sequence[Article]) -> list[tuple[Article, list[IndexedPassage]]]:
    return [(article, cut(article)) for article in articles]


@pytest.fixture
def index(tmp_path: Path) -> Iterator[Index]:
    with Index.open(tmp_path / "index", FINGERPRINT) as opened:
        yield opened


def everything(index: Index) -> list[Passage]:
    found = [passage_id for passage_id, _ in index.search_words("공통된", 10_000)]
    return [entry.passage for entry in index.passages(found)]


def assert_whole(index: Index) -> None:
    """Each indexed article has all passages of the version named, and nothing else can be found."""
    by_article = defaultdict(list)
    for passage in everything(index):
        by_article[passage.article_id].append(passage)
        assert passage.id in dict(index.search_vectors(unit(passage.text), 3))
    indexed = index.indexed()
    assert by_article.keys() == indexed.keys()
    for article_id, passages in by_article.items():
        assert {passage.version for passage in passages} == {indexed[article_id]}
        assert len(passages) == CUT


# -- contents


def test_passages_are_found_by_vector_and_by_word(index: Index) -> None:
    first, second = article(1), article(2)
    index.add_many(with_passages([first, second]))
    wanted = cut(second)[1]
    assert index.search_vectors(wanted.vector, 1)[0][0] == wanted.passage.id
    assert index.search_vectors(wanted.vector, 1)[0][1] == pytest.approx(1, abs=1e-5)
    assert index.search_words("기사2 단락1", 1)[0][0] == wanted.passage.id
    assert index.indexed() == {first.id: first.version, second.id: second.version}
    assert len(index) == 2 * CUT
    assert index.frequencies(["공통", "판", "없는"]) == {"공통": 2 * CUT, "판": 2 * CUT, "없는": 0}


def test_passages_load_as_they_were_added_in_the_order_asked_for(index: Index) -> None:
    added = cut(article(1))
    bare = replace(added[2], sentences=(), sentence_vectors=np.zeros((0, SIZE), np.float32))
    index.add(article(1), [*added[:2], bare])
    loaded = index.passages([bare.passage.id, "unknown", added[0].passage.id])
    assert [entry.passage for entry in loaded] == [bare.passage, added[0].passage]
    assert loaded[1].sentences == added[0].sentences
    assert loaded[1].vector is None
    assert loaded[1].sentence_vectors == pytest.approx(added[0].sentence_vectors, abs=1e-3)
    assert loaded[1].sentence_vectors.dtype == np.float32
    assert (loaded[0].sentences, len(loaded[0].sentence_vectors)) == ((), 0)


def test_a_new_version_takes_the_place_of_the_old(index: Index) -> None:
    old, new = article(1), article(1, edition=1)
    index.add(old, cut(old))
    index.add(new, cut(new))
    assert index.indexed() == {new.id: new.version}
    assert {passage.version for passage in everything(index)} == {new.version}
    assert index.check({new.id: new.version}) == IndexCheck()
    assert_whole(index)


def test_an_article_may_shrink_and_vanish(index: Index) -> None:
    index.add(article(1), cut(article(1)))
    index.add(article(1), cut(article(1))[:1])
    assert len(index) == 1
    index.add(article(1), [])
    assert (len(index), index.indexed()) == (0, {article(1).id: article(1).version})
    index.add(article(1), cut(article(1)))
    index.remove(article(1).id)
    index.remove("unknown")
    assert (len(index), index.indexed()) == (0, {})
    assert index.check({}).sound


def test_dates_and_outlets_bound_both_searches(index: Index) -> None:
    day = date(2024, 3, 5)
    dated = article(1, published=day, outlet="가람일보")
    later = article(2, published=date(2024, 4, 1), outlet="누리신문")
    undated = article(3)
    index.add_many(with_passages([dated, later, undated]))

    def found(**bounds: object) -> set[str]:
        by_word = {i for i, _ in index.search_words("공통된", 99, **bounds)}  # type: ignore[arg-type]
        by_vector = {i for i, _ in index.search_vectors(unit("?"), 99, **bounds)}  # type: ignore[arg-type]
        assert by_word == by_vector
        return {entry.passage.article_id for entry in index.passages(sorted(by_word))}

    assert found() == {dated.id, later.id, undated.id}
    assert found(since=day) == {dated.id, later.id}
    assert found(until=day) == {dated.id}
    assert found(outlets=["누리신문", "없는신문"]) == {later.id}
    assert found(since=day, until=day, outlets=["누리신문"]) == set()


def test_renewed_fields_show_until_the_article_is_added_again(index: Index) -> None:
    first = article(1, published=date(2024, 3, 5), outlet="가람일보")
    index.add(first, cut(first))
    assert index.holds(first)
    for renewed in (replace(first, title="새 제목"), replace(first, published=None), replace(first, outlet=None)):
        assert not index.holds(renewed)
        index.add(renewed, cut(renewed))
        assert index.holds(renewed)
    assert not index.holds(article(1, edition=1))
    assert index.search_vectors(unit("?"), 9, outlets=["가람일보"]) == []
    assert index.search_words("공통된", 9, outlets=["가람일보"]) == []


def test_a_passage_of_another_version_is_refused_before_anything_is_written(index: Index) -> None:
    with pytest.raises(ValueError, match="is not of article"):
        index.add_many([(article(2), cut(article(2))), (article(1), cut(article(1, edition=1)))])
    assert index.indexed() == {}
    assert index.check({}).sound


# -- check


def test_check_names_what_differs(index: Index, tmp_path: Path) -> None:
    held, changed, gone, lost = (article(n) for n in range(4))
    index.add_many(with_passages([held, changed, gone, lost]))
    with closing(sqlite3.connect(tmp_path / "index" / "passages.sqlite")) as file:
        file.execute("UPDATE passages SET id = 'lost' WHERE id = ?", (cut(lost)[0].passage.id,))
        file.commit()
    archived = {
        held.id: held.version,
        changed.id: article(1, edition=1).version,
        lost.id: lost.version,
        article(9).id: article(9).version,
    }
    assert index.check(archived) == IndexCheck(
        missing=(article(9).id,),
        stale=tuple(sorted((changed.id, gone.id))),
        incomplete=(lost.id,),
        orphans=(cut(lost)[0].passage.id,),
    )
    assert index.sweep() == 1
    assert index.check(archived).orphans == ()


def test_orphan_vectors_are_not_shown_and_take_no_ones_place(index: Index, tmp_path: Path) -> None:
    articles = [article(n) for n in range(8)]
    index.add_many(with_passages(articles))
    with closing(sqlite3.connect(tmp_path / "index" / "passages.sqlite")) as file:
        kept = articles[-1].id
        file.execute("PRAGMA foreign_keys = ON")
        file.execute("DELETE FROM indexed WHERE article_id <> ?", (kept,))
        file.commit()
    found = index.search_vectors(cut(articles[0])[0].vector, CUT)
    assert {entry.passage.article_id for entry in index.passages([i for i, _ in found])} == {kept}
    assert len(found) == CUT


# -- opening


def test_what_was_added_is_there_after_reopening(tmp_path: Path) -> None:
    for number in range(3):
        with Index.open(tmp_path, FINGERPRINT) as index:
            index.add(article(number), cut(article(number)))
    with Index.open(tmp_path, FINGERPRINT) as index:
        assert len(index.indexed()) == 3
        assert_whole(index)


def test_an_archive_lives_beside_it(tmp_path: Path) -> None:
    with Index.open(tmp_path, FINGERPRINT) as index, Archive(tmp_path / "archive.sqlite") as archive:
        archive.put(article(1))
        assert index.check(archive.versions()).missing == (article(1).id,)
    with Index.open(tmp_path, {"encoder": "other"}, rebuild=True), Archive(tmp_path / "archive.sqlite") as archive:
        assert archive.articles() == [article(1)]


def snapshot(folder: Path) -> dict[str, bytes | None]:
    return {str(path): path.read_bytes() if path.is_file() else None for path in sorted(folder.rglob("*"))}


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("letter.txt", "dear"),
        ("index.json", "{"),
        ("index.json", "[1]"),
        ("index.json", "null"),
        ("index.json", '{"name": "another program"}'),
        ("index.json", '{"format": 99, "fingerprint": {}}'),
        ("index.json", '{"format": 1, "fingerprint": []}'),
        ("index.json", "\udcff"),
    ],
)
@pytest.mark.parametrize("rebuild", [False, True])
def test_a_folder_that_is_not_ours_is_refused_untouched(tmp_path: Path, name: str, text: str, rebuild: bool) -> None:
    (tmp_path / name).write_bytes(text.encode(errors="surrogateescape"))
    (tmp_path / "chroma").mkdir()
    before = snapshot(tmp_path)
    with pytest.raises(IndexFolderError, match=str(tmp_path)):
        Index.open(tmp_path, FINGERPRINT, rebuild=rebuild)
    assert snapshot(tmp_path) == before


def test_a_file_is_no_folder(tmp_path: Path) -> None:
    path = tmp_path / "file"
    path.write_text("text")
    for wrong in (path, path / "below"):
        with pytest.raises(IndexFolderError, match="file"):
            Index.open(wrong, FINGERPRINT)
    assert path.read_text() == "text"


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write anywhere")
def test_a_read_only_folder_is_refused(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    for folder in (tmp_path, tmp_path / "below"):
        with pytest.raises(IndexFolderError, match="ASSISTANT_INDEX"):
            Index.open(folder, FINGERPRINT)
    tmp_path.chmod(0o700)


def test_other_settings_are_named_and_nothing_is_lost(tmp_path: Path) -> None:
    with Index.open(tmp_path, FINGERPRINT) as index:
        index.add(article(1), cut(article(1)))
    with pytest.raises(IndexMismatchError, match="encoder: index has fake, settings say other") as caught:
        Index.open(tmp_path, FINGERPRINT | {"encoder": "other"})
    assert "doctor --repair" in str(caught.value)
    assert "passage_tokens" not in str(caught.value)
    with pytest.raises(IndexMismatchError, match="language: index has nothing, settings say ko"):
        Index.open(tmp_path, FINGERPRINT | {"language": "ko"})
    with Index.open(tmp_path, FINGERPRINT) as index:
        assert_whole(index)


def test_rebuilding_drops_the_derived_parts_and_takes_the_new_settings(tmp_path: Path) -> None:
    other = FINGERPRINT | {"encoder": "other"}
    with Index.open(tmp_path, FINGERPRINT) as index:
        index.add(article(1), cut(article(1)))
    with Index.open(tmp_path, other, rebuild=True) as index:
        assert index.indexed() == {}
        assert index.check({}).sound
        wide = [replace(entry, vector=np.ones(SIZE * 2, np.float32)) for entry in cut(article(2))]
        index.add(article(2), wide)
    with Index.open(tmp_path, other) as index:
        assert len(index) == CUT


@pytest.mark.parametrize("part", ["passages.sqlite", "chroma/chroma.sqlite3"])
def test_damaged_parts_are_named_and_rebuilt(tmp_path: Path, part: str) -> None:
    with Index.open(tmp_path, FINGERPRINT) as index:
        index.add(article(1), cut(article(1)))
    (tmp_path / part).write_bytes(b"damaged " * 4096)
    with pytest.raises(IndexFolderError, match="doctor --repair"):
        Index.open(tmp_path, FINGERPRINT)
    with Index.open(tmp_path, FINGERPRINT, rebuild=True) as index:
        index.add(article(1), cut(article(1)))
        assert_whole(index)


def test_lost_vectors_are_noticed(tmp_path: Path) -> None:
    with Index.open(tmp_path, FINGERPRINT) as index:
        index.add(article(1), cut(article(1)))
    shutil.rmtree(tmp_path / "chroma")
    with Index.open(tmp_path, FINGERPRINT) as index:
        assert index.check({article(1).id: article(1).version}) == IndexCheck(incomplete=(article(1).id,))


@pytest.mark.parametrize("left", ["lock", "index.json.new"])
def test_a_first_opening_that_was_killed_is_taken_up(tmp_path: Path, left: str) -> None:
    (tmp_path / left).write_text("{")
    Index.open(tmp_path, FINGERPRINT).close()
    assert json.loads((tmp_path / "index.json").read_text())["fingerprint"] == FINGERPRINT


# -- processes

_children = multiprocessing.get_context("forkserver") if os.name == "posix" else multiprocessing.get_context("spawn")
if os.name == "posix":
    _children.set_forkserver_preload(["assistant.vectors"])


def hold(folder: Path, ready: multiprocessing.synchronize.Event) -> None:
    with Index.open(folder, FINGERPRINT):
        ready.set()
        time.sleep(60)


def fill_for_ever(folder: Path, acknowledged: Path) -> None:
    """Adds editions of twelve articles, four at a time, and notes each call that returned."""
    with Index.open(folder, FINGERPRINT) as index, acknowledged.open("a") as notes:
        for edition in range(1_000):
            for first in range(0, 12, 4):
                index.add_many(with_passages([article(number, edition) for number in range(first, first + 4)]))
                notes.write(f"{edition} {first}\n")
                notes.flush()


def killed(process: multiprocessing.process.BaseProcess) -> None:
    assert process.pid is not None
    os.kill(process.pid, signal.SIGKILL)
    process.join(10)


def wait_until(condition: object, seconds: float = 60) -> None:
    deadline = time.monotonic() + seconds
    while not condition():  # type: ignore[operator]
        assert time.monotonic() < deadline
        time.sleep(0.002)


def test_a_second_process_is_told_at_once_who_holds_the_folder(tmp_path: Path) -> None:
    ready = _children.Event()
    process = _children.Process(target=hold, args=(tmp_path, ready))
    process.start()
    assert ready.wait(60)
    start = time.monotonic()
    with pytest.raises(IndexLockedError, match=f"process {process.pid} on "):
        Index.open(tmp_path, FINGERPRINT)
    with pytest.raises(IndexLockedError):
        Index.open(tmp_path, FINGERPRINT, rebuild=True)
    assert time.monotonic() - start < 1
    killed(process)
    with Index.open(tmp_path, FINGERPRINT) as index:
        index.add(article(1), cut(article(1)))


def test_one_process_cannot_open_it_twice(index: Index, tmp_path: Path) -> None:
    with pytest.raises(IndexLockedError, match=f"process {os.getpid()} on "):
        Index.open(tmp_path / "index", FINGERPRINT)
    index.close()
    Index.open(tmp_path / "index", FINGERPRINT).close()


def test_a_kill_in_mid_ingest_leaves_no_half_article_and_loses_no_acknowledged_one(tmp_path: Path) -> None:
    folder, acknowledged = tmp_path / "index", tmp_path / "acknowledged"
    moment = random.Random(3)
    for _ in range(4):
        acknowledged.write_text("")
        process = _children.Process(target=fill_for_ever, args=(folder, acknowledged))
        process.start()
        wait_until(lambda: acknowledged.read_text().count("\n") >= 3)
        time.sleep(moment.uniform(0, 0.1))
        killed(process)
        edition, first = map(int, acknowledged.read_text().split("\n")[-2].split())
        with Index.open(folder, FINGERPRINT) as index:
            assert_whole(index)
            indexed = index.indexed()
            for number in range(first, first + 4):
                assert indexed[article(number).id] in {article(number, e).version for e in (edition, edition + 1)}
    whole = [article(number, edition=2_000) for number in range(12)]
    with Index.open(folder, FINGERPRINT) as index:
        index.add_many(with_passages(whole))
        index.sweep()
        assert index.check({each.id: each.version for each in whole}) == IndexCheck()
        assert_whole(index)


# -- order of writing


class RecordedVectors:
    """A vector index that takes its time, notes who was called, and can be told to fail."""

    def __init__(self) -> None:
        self.calls: list[str] = []
        self.failing = False

    def add(self, rows: Sequence[object]) -> None:
        if self.failing:
            raise OSError("disk full")
        self.calls.append("add")
        time.sleep(0.01)

    def delete(self, ids: Sequence[str]) -> None:
        self.calls.append("delete")

    def close(self) -> None: ...


@pytest.fixture
def recorded(tmp_path: Path) -> Iterator[tuple[Index, RecordedVectors]]:
    vectors = RecordedVectors()
    with Index(Lock(tmp_path / "lock"), PassageStore(tmp_path / "passages.sqlite"), vectors) as index:  # type: ignore[arg-type]
        yield index, vectors


def test_an_article_whose_vectors_cannot_be_stored_stays_as_it_was(recorded: tuple[Index, RecordedVectors]) -> None:
    index, vectors = recorded
    index.add(article(1), cut(article(1)))
    vectors.failing = True
    with pytest.raises(OSError, match="disk full"):
        index.add(article(1, edition=1), cut(article(1, edition=1)))
    assert index.indexed() == {article(1).id: article(1).version}
    assert {passage.version for passage in everything(index)} == {article(1).version}


def test_writers_take_turns(recorded: tuple[Index, RecordedVectors]) -> None:
    index, vectors = recorded
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(lambda n: index.add(article(n), cut(article(n))), range(8)))
    assert vectors.calls == ["add", "delete"] * 8


# -- threads


def test_readers_never_fail_nor_see_half_an_article_while_another_thread_writes(index: Index) -> None:
    editions = {article(n, e).version: (n, e) for n in range(6) for e in range(12)}
    index.add_many(with_passages([article(n) for n in range(6)]))
    owners = {entry.passage.id: entry.passage for n in range(6) for e in range(12) for entry in cut(article(n, e))}
    done = threading.Event()

    def read() -> None:
        while not done.is_set():
            versions = defaultdict(set)
            for passage_id, _ in index.search_words("공통된", 999):
                versions[owners[passage_id].article_id].add(owners[passage_id].version)
            assert len(versions) == 6
            assert all(len(seen) == 1 for seen in versions.values())
            found = index.search_vectors(unit("?"), 5)
            assert all(entry.passage == owners[entry.passage.id] for entry in index.passages([i for i, _ in found]))
            assert len(index) == 6 * CUT

    with ThreadPoolExecutor(3) as pool:
        readers = [pool.submit(read) for _ in range(3)]
        for edition in range(1, 12):
            index.add_many(with_passages([article(n, edition) for n in range(6)]))
        done.set()
    for reader in readers:
        reader.result()
    assert {editions[version] for version in index.indexed().values()} == {(n, 11) for n in range(6)}


def test_two_threads_may_write(index: Index) -> None:
    def write(parity: int) -> None:
        for edition in range(5):
            index.add_many(with_passages([article(n, edition) for n in range(parity, 6, 2)]))

    with ThreadPoolExecutor(2) as pool:
        list(pool.map(write, (0, 1)))
    assert index.check({article(n).id: article(n, 4).version for n in range(6)}) == IndexCheck()
    assert_whole(index)
