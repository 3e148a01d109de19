"""The archive: every article ever taken in, in every version, so that a citation given once opens for good.

It is the record; passages, vectors and words are derived from it and can be rebuilt.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any, Literal, Self

from sqlalchemy import (
    JSON,
    Column,
    Date,
    ForeignKey,
    MetaData,
    String,
    Table,
    Text,
    create_engine,
    delete,
    event,
    func,
    insert,
    select,
    update,
)
from sqlalchemy.engine import URL, Connection, Engine, Row, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, NoSuchModuleError

from assistant.errors import IndexFolderError, SettingsError, UnknownArticleError
from assistant.types import Article

Change = Literal["added", "updated", "unchanged"]

_BUSY_SECONDS = 10
_tables = MetaData()
_articles = Table(
    "articles",
    _tables,
    Column("id", String(16), primary_key=True),
    Column("source", Text, nullable=False, unique=True),
    Column("current", String(16), nullable=False),
)
_versions = Table(
    "versions",
    _tables,
    Column("article_id", ForeignKey("articles.id", ondelete="CASCADE"), primary_key=True),
    Column("version", String(16), primary_key=True),
    Column("body", Text, nullable=False),
    Column("title", Text, nullable=False),
    Column("outlet", Text),
    Column("author", Text),
    Column("published", Date, index=True),
    Column("url", Text),
    Column("captions", JSON, nullable=False),
    Column("metadata", JSON, nullable=False, key="extra"),
)
_whole = select(_articles.c.source, _versions).join_from(_articles, _versions)
_current = _whole.where(_versions.c.version == _articles.c.current)


class Archive:
    """Articles by id and version in any database SQLAlchemy knows; safe to share between threads."""

    def __init__(self, address: str | Path) -> None:
        """`address` is an SQLAlchemy URL or the path of an SQLite file.

        Raises SettingsError for an unusable URL and IndexFolderError for a database that does not open.
        """
        self._engine = _engine(address)
        self._writing = threading.Lock()
        try:
            _tables.create_all(self._engine)
        except DBAPIError as error:
            shown = self._engine.url.render_as_string(hide_password=True)
            reason = str(error.orig).split("\n")[0]
            self.close()
            raise IndexFolderError(
                f"The archive {shown} cannot be opened ({reason}); check the address or restore it from a copy."
            ) from None

    def put(self, article: Article) -> Change:
        """Store the article's version as the current one.

        A body already stored is never written again: only the fields around it are renewed.
        """
        with self._write() as connection:
            current = connection.scalar(select(_articles.c.current).where(_articles.c.id == article.id))
            stored = connection.execute(_version(article.id, article.version)).one_or_none()
            if stored is not None and current == article.version and _article(stored) == article:
                return "unchanged"
            if current is None:
                connection.execute(
                    insert(_articles).values(id=article.id, source=article.source, current=article.version)
                )
            else:
                connection.execute(
                    update(_articles).where(_articles.c.id == article.id).values(current=article.version)
                )
            _store(connection, article, renew=stored is not None)
            return "added" if current is None else "updated"

    def get(self, article_id: str, version: str | None = None) -> Article:
        """The current version, or the one named; raises UnknownArticleError."""
        with self._engine.connect() as connection:
            query = _current.where(_articles.c.id == article_id) if version is None else _version(article_id, version)
            row = connection.execute(query).one_or_none()
            if row is not None:
                return _article(row)
            known = connection.scalar(select(func.count()).where(_articles.c.id == article_id))
        if known:
            raise UnknownArticleError(
                f"Article {article_id} has no version {version}; leave the version out to see the current one."
            )
        raise UnknownArticleError(f"There is no article {article_id}; `assistant articles` lists the ids.")

    def articles(self) -> list[Article]:
        """Current versions, newest first and undated last, then by title."""
        order = (_versions.c.published.desc().nulls_last(), _versions.c.title, _articles.c.id)
        with self._engine.connect() as connection:
            return [_article(row) for row in connection.execute(_current.order_by(*order))]

    def versions(self) -> dict[str, str]:
        """The current version of each article id: what an index should hold."""
        with self._engine.connect() as connection:
            return {row.id: row.current for row in connection.execute(select(_articles.c.id, _articles.c.current))}

    def remove(self, article_id: str) -> None:
        """Forget the article with all its versions; citations into it no longer open. Raises UnknownArticleError."""
        with self._write() as connection:
            removed = connection.execute(delete(_articles).where(_articles.c.id == article_id)).rowcount
        if not removed:
            raise UnknownArticleError(f"There is no article {article_id}; `assistant articles` lists the ids.")

    def sources(self) -> dict[str, str]:
        """Article id by canonical source."""
        with self._engine.connect() as connection:
            return {row.source: row.id for row in connection.execute(select(_articles.c.source, _articles.c.id))}

    def newest(self) -> date | None:
        """When the newest current article was published; None when none is dated."""
        query = select(func.max(_versions.c.published)).join_from(_articles, _versions)
        with self._engine.connect() as connection:
            newest: date | None = connection.scalar(query.where(_versions.c.version == _articles.c.current))
        return newest

    def __len__(self) -> int:
        with self._engine.connect() as connection:
            return connection.scalar(select(func.count()).select_from(_articles)) or 0

    def close(self) -> None:
        self._engine.dispose()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @contextmanager
    def _write(self) -> Iterator[Connection]:
        # `put` looks before it writes: two threads must not both find an article missing.
        with self._writing, self._engine.begin() as connection:
            yield connection


def _engine(address: str | Path) -> Engine:
    try:
        url = URL.create("sqlite", database=str(address)) if isinstance(address, Path) else make_url(address)
        engine = create_engine(url, pool_pre_ping=True)
    except (ArgumentError, NoSuchModuleError, ModuleNotFoundError) as error:
        reason = str(error).split("\n")[0]
        raise SettingsError(
            f"The archive address cannot be used ({reason}); set ASSISTANT_ARCHIVE_URL to one like sqlite:////path/archive.sqlite."
        ) from None
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _prepare_sqlite)
    return engine


def _prepare_sqlite(connection: Any, _: object) -> None:
    cursor = connection.cursor()
    cursor.execute(f"PRAGMA busy_timeout = {_BUSY_SECONDS * 1000}")
    cursor.execute("PRAGMA journal_mode = WAL")
    cursor.execute("PRAGMA foreign_keys = ON")
    cursor.close()


def _version(article_id: str, version: str) -> Any:
    return _whole.where(_versions.c.article_id == article_id, _versions.c.version == version)


def _store(connection: Connection, article: Article, renew: bool) -> None:
    fields = {
        "title": article.title,
        "outlet": article.outlet,
        "author": article.author,
        "published": article.published,
        "url": article.url,
        "captions": list(article.captions),
        "extra": dict(article.metadata),
    }
    if renew:
        same = (_versions.c.article_id == article.id, _versions.c.version == article.version)
        connection.execute(update(_versions).where(*same).values(fields))
    else:
        key = {"article_id": article.id, "version": article.version, "body": article.body}
        connection.execute(insert(_versions).values(key | fields))


def _article(row: Row[Any]) -> Article:
    return Article(
        title=row.title,
        body=row.body,
        source=row.source,
        outlet=row.outlet,
        author=row.author,
        published=row.published,
        url=row.url,
        captions=tuple(row.captions),
        metadata=row.extra,
    )
