import json
import os
import subprocess
import sys
import time
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from assistant.cli import main
from tests.conftest import ROOT


def run(*arguments: str, index: Path) -> Result:
    return CliRunner().invoke(main, ["--index", str(index), *arguments])


def test_from_a_file_to_an_answer(tmp_path: Path) -> None:
    index = tmp_path / "index"
    story = tmp_path / "story.txt"
    story.write_text("해솔시 도서관이 3월 1일 문을 열었다.\n행사는 1시간 30분 동안 이어졌다.\n", encoding="utf-8")

    added = json.loads(run("ingest", str(story), "--json", index=index).stdout)
    assert added["added"] == [str(story)]
    answer = json.loads(run("ask", "해솔시 도서관은 언제 문을 열었나?", "--json", index=index).stdout)
    assert answer["outcome"] == "ANSWERED"
    assert "3월 1일" in answer["citations"][0]["quote"]
    listed = json.loads(run("articles", "--json", index=index).stdout)
    assert "해솔시 도서관" in run("show", listed[0]["id"], index=index).stdout
    checked = run("doctor", "--json", index=index)
    assert json.loads(checked.stdout)["sound"]
    assert run("remove", listed[0]["id"], index=index).exit_code == 0
    empty = run("ask", "무슨 일?", index=index)
    assert (empty.exit_code, empty.stdout) == (1, "")
    assert empty.stderr.count("\n") == 1


@pytest.mark.parametrize("arguments", [("show", "nothing"), ("ingest", "no-such-folder"), ("ask", "")])
def test_a_mistake_is_one_sentence_and_exit_1(tmp_path: Path, arguments: tuple[str, ...]) -> None:
    done = run(*arguments, index=tmp_path / "index")
    assert done.exit_code == 1
    assert done.stdout == ""
    assert len(done.stderr.strip().splitlines()) == 1


def test_a_foreign_folder_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("mine", encoding="utf-8")
    done = run("articles", index=tmp_path)
    assert done.exit_code == 1
    assert [path.name for path in tmp_path.iterdir()] == ["letter.txt"]


def test_an_unknown_setting_is_refused(tmp_path: Path) -> None:
    environment = {**os.environ, "ASSISTANT_INDEXX": "x", "ASSISTANT_INDEX": str(tmp_path / "index")}
    done = subprocess.run(
        [sys.executable, "-m", "assistant", "articles"], capture_output=True, text=True, cwd=ROOT, env=environment
    )
    assert done.returncode == 1
    assert "ASSISTANT_INDEXX" in done.stderr


def test_nothing_heavy_is_imported_at_start() -> None:
    heavy = ("torch", "gradio", "chromadb", "llama_index", "onnxruntime", "sqlalchemy", "pydantic")
    code = f"import sys, assistant, assistant.cli; print([name for name in {heavy} if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT)
    assert done.stdout.strip() == "[]"


def test_a_killed_ingest_loses_nothing(tmp_path: Path) -> None:
    folder, index = tmp_path / "news", tmp_path / "index"
    folder.mkdir()
    for number in range(24):
        text = "".join(
            f"{number}번 마을의 {line}번째 소식이 전해졌다. 주민 {number + line}명이 모였다.\n" for line in range(6)
        )
        (folder / f"{number:02}.txt").write_text(text, encoding="utf-8")
    environment = {**os.environ, "ASSISTANT_INDEX": str(index)}
    command = [sys.executable, "-m", "assistant", "ingest", str(folder)]
    with subprocess.Popen(
        command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd=ROOT, env=environment
    ) as process:
        deadline = time.monotonic() + 60
        while not (index / "chroma").exists() and time.monotonic() < deadline:
            time.sleep(0.1)
        time.sleep(1.5)
        process.kill()
    report = json.loads(run("ingest", str(folder), "--json", index=index).stdout)
    assert len(report["added"]) + len(report["unchanged"]) == 24
    assert json.loads(run("doctor", "--json", index=index).stdout)["sound"]


def test_the_documentation_is_the_help() -> None:
    from docs.cli import TARGET, render

    assert TARGET.read_text(encoding="utf-8") == render(), "run `make docs`"
