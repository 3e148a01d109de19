"""Folders that are costly to fill: written once, whole or not at all, by however many processes at once."""

from __future__ import annotations

import json
import shutil
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from assistant.errors import EncoderError

_SIZES = "sizes.json"  #: of the folder's other files; written last
_ABANDONED_AFTER = 3600  #: seconds; an older draft is a killed process's


def is_whole(folder: Path) -> bool:
    """Whether `folder` holds all that was once written into it."""
    try:
        sizes = json.loads((folder / _SIZES).read_text(encoding="utf-8"))
        return all((folder / name).stat().st_size == size for name, size in sizes.items())
    except (OSError, ValueError):
        return False


def filled(folder: Path, write: Callable[[Path], None]) -> Path:
    """`folder`, written by `write(draft)` unless it is there whole. Raises EncoderError when it cannot be written."""
    try:
        write_once(folder, write)
    except OSError as error:
        raise EncoderError(
            f"{folder.name} cannot be written to {folder.parent} ({error}); "
            "set ASSISTANT_CACHE to a folder with 200 MB free."
        ) from error
    return folder


def write_once(folder: Path, write: Callable[[Path], None]) -> None:
    """Fills a draft beside `folder` with `write(draft)` and renames it; nothing happens when `folder` is whole.

    Raises OSError when it cannot be written. Of several processes at once the first to finish wins.
    """
    if is_whole(folder):
        return
    folder.parent.mkdir(parents=True, exist_ok=True)
    _remove_abandoned(folder)
    draft = Path(tempfile.mkdtemp(prefix=f".{folder.name}.", dir=folder.parent))
    try:
        write(draft)
        sizes = {file.name: file.stat().st_size for file in draft.iterdir()}
        (draft / _SIZES).write_text(json.dumps(sizes), encoding="utf-8")
        draft.chmod(0o755)  # mkdtemp's is for its owner alone
        _publish(draft, folder)
    finally:
        shutil.rmtree(draft, ignore_errors=True)


def _publish(draft: Path, folder: Path) -> None:
    try:
        draft.rename(folder)
    except OSError:
        if is_whole(folder):  # another process was first
            return
        shutil.rmtree(folder, ignore_errors=True)
        draft.rename(folder)


def _remove_abandoned(folder: Path) -> None:
    for draft in folder.parent.glob(f".{folder.name}.*"):
        if time.time() - draft.stat().st_mtime > _ABANDONED_AFTER:
            shutil.rmtree(draft, ignore_errors=True)
