"""The folder an index lives in: is it ours, who holds it, what was it built with.

index.json       format and fingerprint: the encoder and settings that the derived parts were built with
archive.sqlite   the record (`assistant.archive`)
passages.sqlite  derived: passages, sentences, words (`assistant.passage_store`)
chroma/          derived: passage vectors (`assistant.vectors`)
lock             who holds the folder (`assistant.lock`)
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Mapping
from pathlib import Path

from assistant.errors import IndexFolderError, IndexMismatchError
from assistant.lock import Lock

PASSAGES, VECTORS = "passages.sqlite", "chroma"
_FORMAT = 1
_LOCK, _DESCRIPTION, _DRAFT, _DROPPED = "lock", "index.json", "index.json.new", "chroma.dropped"


def claim(folder: Path, fingerprint: Mapping[str, str], rebuild: bool) -> Lock:
    """Lock the folder, created when missing, and bring it to the fingerprint.

    Raises IndexFolderError, IndexLockedError or IndexMismatchError, each before anything is touched.
    """
    _create(folder)
    _described(folder)  # a folder that is not ours must not even get a lock file
    lock = Lock(folder / _LOCK)
    try:
        _settle(folder, dict(fingerprint), rebuild)
    except BaseException:
        lock.release()
        raise
    return lock


def _create(folder: Path) -> None:
    if folder.exists() and not folder.is_dir():
        raise IndexFolderError(f"{folder} is a file, not an index folder; choose another with ASSISTANT_INDEX.")
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise IndexFolderError(
            f"The index folder {folder} cannot be created ({error.strerror}); "
            "allow it or choose another with ASSISTANT_INDEX."
        ) from None


def _described(folder: Path) -> dict[str, str] | None:
    """The fingerprint of the index in the folder, None where there is none yet."""
    try:
        description = json.loads((folder / _DESCRIPTION).read_text(encoding="utf-8"))
        written, fingerprint = description["format"], description["fingerprint"]
    except FileNotFoundError:
        foreign = sorted({path.name for path in folder.iterdir()} - {_LOCK, _DRAFT})
        if not foreign:
            return None
        raise IndexFolderError(
            f"{folder} holds other files ({foreign[0]}) and no index; "
            "choose an empty or new folder with ASSISTANT_INDEX."
        ) from None
    except (OSError, ValueError, KeyError, TypeError):
        raise IndexFolderError(
            f"{folder / _DESCRIPTION} is not the description of an index; restore it or choose another folder."
        ) from None
    if written != _FORMAT or not isinstance(fingerprint, dict):
        raise IndexFolderError(
            f"The index in {folder} has format {written}, this program reads {_FORMAT}; "
            "use the program that wrote it or another folder."
        )
    return fingerprint


def _settle(folder: Path, wanted: dict[str, str], rebuild: bool) -> None:
    """Bring the folder to the wanted fingerprint; a kill at any point leaves one that opens."""
    built = _described(folder)
    if built is not None and built != wanted and not rebuild:
        raise IndexMismatchError(_difference(folder, built, wanted))
    if rebuild:
        _drop(folder)
    shutil.rmtree(folder / _DROPPED, ignore_errors=True)
    if built != wanted:
        _describe(folder, wanted)


def _difference(folder: Path, built: Mapping[str, str], wanted: Mapping[str, str]) -> str:
    differing = "; ".join(
        f"{name}: index has {built.get(name, 'nothing')}, settings say {wanted.get(name, 'nothing')}"
        for name in sorted(built.keys() | wanted.keys())
        if built.get(name) != wanted.get(name)
    )
    return (
        f"The index in {folder} was built with other settings ({differing}); "
        "set them back or run `assistant doctor --repair` to rebuild it."
    )


def _drop(folder: Path) -> None:
    # Passages first: without them no vector is shown, so a kill in between leaves an empty index, not a wrong one.
    for suffix in ("", "-wal", "-shm"):
        (folder / (PASSAGES + suffix)).unlink(missing_ok=True)
    shutil.rmtree(folder / _DROPPED, ignore_errors=True)
    if (folder / VECTORS).exists():
        (folder / VECTORS).rename(folder / _DROPPED)  # at once, where removing a tree is not


def _describe(folder: Path, fingerprint: dict[str, str]) -> None:
    draft = folder / _DRAFT
    with draft.open("w", encoding="utf-8") as file:
        json.dump({"format": _FORMAT, "fingerprint": fingerprint}, file, ensure_ascii=False, indent=2)
        file.flush()
        os.fsync(file.fileno())
    draft.replace(folder / _DESCRIPTION)
