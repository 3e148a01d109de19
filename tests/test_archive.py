"""The archive: versions, renewal, order, removal, threads."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from assistant.archive import Archive
from assistant.errors import IndexFolderError, SettingsError, UnknownArticleError
from assistant.types import Article

ARTICLE = Article(
    title="시청 앞 나무 심기",
    body="시민 40명이 나무를 심었다.\n행사는 두 시간 걸렸다.",
    source="https://example.org/1",
    outlet="가람일보",
    author="한여름",
    published=date(2024, 3, 5),
    url="https://example.org/1",
    captions=("나무를 심는 시민들",),
    metadata={"section": "지역"},
)


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    with Archive(tmp_path / "archive.sqlite") as opened:
        yield opened


def test_an_article_comes_back_as_it_went_in(archive: Archive) -> None:
    assert archive.put(ARTICLE) == "added"
    assert archive.put(ARTICLE) == "unchanged"
    assert archive.get(ARTICLE.id) == ARTICLE
    assert archive.articles() == [ARTICLE]
    assert len(archive) == 1


def test_text_is_neither_normalised_nor_trimmed(archive: Archive) -> None:
    decomposed = replace(ARTICLE, body=" \u1112\u1161\u11ab\u3000\r\n끝 \U0001f600\n")
    archive.put(decomposed)
    assert archive.get(ARTICLE.id).body == decomposed.body


def test_a_new_body_is_a_new_version_and_the_old_one_still_opens(archive: Archive) -> None:
    corrected = replace(ARTICLE, body="시민 45명이 나무를 심었다.", title="시청 앞 나무 심기(정정)")
    archive.put(ARTICLE)
    assert archive.put(corrected) == "updated"
    assert archive.get(ARTICLE.id) == corrected
    assert archive.get(ARTICLE.id, ARTICLE.version) == ARTICLE
    assert archive.articles() == [corrected]
    assert archive.versions() == {ARTICLE.id: corrected.version}


@pytest.mark.parametrize(
    "fields",
    [
        {"title": "다른 제목"},
        {"outlet": None},
        {"author": "김가을"},
        {"published": None},
        {"url": None},
        {"captions": ()},
        {"metadata": {"section": "사회"}},
    ],
    ids=lambda fields: next(iter(fields)),
)
def test_other_fields_are_renewed_in_the_same_version(archive: Archive, fields: dict[str, object]) -> None:
    renewed = replace(ARTICLE, **fields)  # type: ignore[arg-type]
    archive.put(ARTICLE)
    assert archive.put(renewed) == "updated"
    assert archive.get(ARTICLE.id, ARTICLE.version) == renewed
    assert archive.put(renewed) == "unchanged"


def test_a_body_may_return(archive: Archive) -> None:
    changed = replace(ARTICLE, body="기사가 삭제되었다.")
    returned = replace(ARTICLE, title="다시 실은 기사")
    archive.put(ARTICLE)
    archive.put(changed)
    assert archive.put(returned) == "updated"
    assert archive.get(ARTICLE.id) == returned
    assert archive.get(ARTICLE.id, changed.version) == changed
    assert archive.put(ARTICLE) == "updated"


def test_newest_first_undated_last_then_by_title(archive: Archive) -> None:
    order = [
        ("나", date(2024, 5, 1)),
        ("가", date(2024, 3, 1)),
        ("다", date(2024, 3, 1)),
        ("가", None),
        ("나", None),
    ]
    for number, (title, day) in enumerate(reversed(order)):
        archive.put(Article(title=title, body=f"본문 {number}", source=f"s{number}", published=day))
    assert [(article.title, article.published) for article in archive.articles()] == order
    assert archive.newest() == date(2024, 5, 1)


def test_newest_looks_at_current_versions_only(archive: Archive) -> None:
    assert archive.newest() is None
    archive.put(ARTICLE)
    archive.put(replace(ARTICLE, body="날짜 없는 판", published=None))
    assert archive.newest() is None


def test_removal_takes_every_version(archive: Archive, tmp_path: Path) -> None:
    other = replace(ARTICLE, source="/folder/other.txt")
    for article in (ARTICLE, replace(ARTICLE, body="고친 본문"), other):
        archive.put(article)
    assert archive.sources() == {ARTICLE.source: ARTICLE.id, other.source: other.id}
    archive.remove(ARTICLE.id)
    assert archive.sources() == {other.source: other.id}
    with pytest.raises(UnknownArticleError, match=ARTICLE.id):
        archive.get(ARTICLE.id, ARTICLE.version)
    with sqlite3.connect(tmp_path / "archive.sqlite") as file:
        assert file.execute("SELECT count(*) FROM versions").fetchone() == (1,)
    file.close()


def test_unknown_ids_and_versions_are_told_apart(archive: Archive) -> None:
    archive.put(ARTICLE)
    with pytest.raises(UnknownArticleError, match="There is no article feed"):
        archive.get("feed")
    with pytest.raises(UnknownArticleError, match="There is no article feed"):
        archive.get("feed", ARTICLE.version)
    with pytest.raises(UnknownArticleError, match=f"{ARTICLE.id} has no version feed"):
        archive.get(ARTICLE.id, "feed")
    with pytest.raises(UnknownArticleError, match="There is no article feed"):
        archive.remove("feed")


def test_threads_put_and_read_at_once(archive: Archive) -> None:
    articles = [Article(title=f"제목 {n}", body=f"본문 {n}", source=f"s{n % 20}") for n in range(100)]
    with ThreadPoolExecutor(8) as pool:
        changes = list(pool.map(archive.put, articles))
        read = list(pool.map(lambda article: archive.get(article.id, article.version), articles))
    assert (changes.count("added"), changes.count("updated")) == (20, 80)
    assert read == articles


def test_what_was_put_is_there_after_reopening(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'archive.sqlite'}"
    with Archive(url) as archive:
        archive.put(ARTICLE)
    with Archive(url) as archive:
        assert archive.get(ARTICLE.id) == ARTICLE


@pytest.mark.parametrize("url", ["nonsense", "nosuchdialect://host/db", "sqlite+nosuchdriver:///archive"])
def test_an_unusable_address_names_the_setting(url: str) -> None:
    with pytest.raises(SettingsError, match="ASSISTANT_ARCHIVE_URL"):
        Archive(url)


def test_a_path_may_hold_what_an_address_may_not(tmp_path: Path) -> None:
    path = tmp_path / "내 색인? #1 100%" / "archive.sqlite"
    path.parent.mkdir()
    with Archive(path) as archive:
        archive.put(ARTICLE)
    assert path.exists()


def test_a_missing_folder_is_named(tmp_path: Path) -> None:
    with pytest.raises(IndexFolderError, match="nowhere"):
        Archive(tmp_path / "nowhere" / "archive.sqlite")


def test_a_file_that_is_no_database_is_named(tmp_path: Path) -> None:
    path = tmp_path / "archive.sqlite"
    path.write_text("not a database, but long enough to look at" * 50)
    with pytest.raises(IndexFolderError, match=r"archive\.sqlite cannot be opened"):
        Archive(path)
