import os
import subprocess
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from assistant.cache_folder import is_whole, write_once


def write(draft: Path) -> None:
    (draft / "weights").write_text("whole")


def test_it_is_written_once(tmp_path: Path) -> None:
    folder, calls = tmp_path / "cache" / "model", []
    for _ in range(2):
        write_once(folder, lambda draft: (calls.append(draft), write(draft))[1])
    assert (folder / "weights").read_text() == "whole"
    assert len(calls) == 1
    assert [path.name for path in folder.parent.iterdir()] == ["model"]


def test_writers_at_once_all_end_well(tmp_path: Path) -> None:
    folder, together = tmp_path / "model", threading.Barrier(4)

    def slow(draft: Path) -> None:
        write(draft)
        together.wait(timeout=10)

    with ThreadPoolExecutor(4) as pool:
        for done in [pool.submit(write_once, folder, slow) for _ in range(4)]:
            done.result()
    assert is_whole(folder)
    assert list(tmp_path.iterdir()) == [folder]


def test_a_killed_writer_leaves_nothing_taken_for_whole(tmp_path: Path) -> None:
    folder = tmp_path / "model"
    code = (
        "import os, pathlib, signal\nfrom assistant.cache_folder import write_once\n"
        "def write(draft):\n    (draft / 'weights').write_text('ha')\n    os.kill(os.getpid(), signal.SIGKILL)\n"
        f"write_once(pathlib.Path({str(folder)!r}), write)"
    )
    assert subprocess.run([sys.executable, "-c", code], cwd=Path(__file__).parents[1]).returncode != 0
    (draft,) = tmp_path.iterdir()
    assert not is_whole(folder)

    write_once(folder, write)
    assert is_whole(folder)
    assert draft.exists()  # it might be a live process's

    os.utime(draft, (time.time() - 7200,) * 2)
    (folder / "weights").unlink()
    write_once(folder, write)
    assert list(tmp_path.iterdir()) == [folder]


@pytest.mark.parametrize("damage", [Path.unlink, lambda file: file.write_text("who")], ids=["missing", "cut"])
def test_a_damaged_folder_is_written_again(tmp_path: Path, damage: object) -> None:
    write_once(tmp_path / "model", write)
    damage(tmp_path / "model" / "weights")
    assert not is_whole(tmp_path / "model")

    write_once(tmp_path / "model", write)
    assert (tmp_path / "model" / "weights").read_text() == "whole"


def test_a_failed_writer_leaves_nothing(tmp_path: Path) -> None:
    def fail(draft: Path) -> None:
        raise OSError("disk full")

    with pytest.raises(OSError, match="disk full"):
        write_once(tmp_path / "model", fail)
    assert not list(tmp_path.iterdir())
