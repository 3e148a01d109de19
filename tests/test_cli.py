import json
import os
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import nullcontext
from dataclasses import replace
from datetime import date
from pathlib import Path
from types import SimpleNamespace

import pytest
from click.testing import CliRunner, Result

from assistant.assistant import Assistant
from assistant.cli import main
from assistant.types import Answer, Citation, Claim, Conflict, ConflictValue, Copy, Outcome, Relation, Support
from tests.conftest import ROOT


def run(*arguments: str, index: Path) -> Result:
    return CliRunner().invoke(main, ["--index", str(index), *arguments])


COPIES = (
    Copy("b1", "v1", "새말 다리 열려", "온누리신문", date(2031, 5, 3), None),
    Copy("b2", "v1", "다리 개통", None, None, None),
)
FIRST = Citation(
    1, "a1", "v1", "새말 다리 완공", "샛별일보", date(2031, 5, 2), None, 0, 15, "다리는 길이가 320m이다.", COPIES
)
SECOND = Citation(2, "a2", "v1", "다리 길이 논란", None, None, None, 0, 18, "다리는 길이가 350m라고 한다.")
BRIDGE = Answer(
    "새말 다리는 길이가 얼마인가?",
    "새말 다리는 길이가 얼마인가?",
    "다리는 320m에 이른다. [1]",
    "320m",
    Outcome.ANSWERED,
    (Claim("다리는 320m에 이른다.", (1,)),),
    (FIRST,),
    as_of=date(2031, 5, 2),
    confidence=0.9,
)


@pytest.fixture
def told(monkeypatch: pytest.MonkeyPatch) -> Callable[..., str]:
    """What `assistant ask` prints, with the options given, when the assistant's answer is the one given."""

    def ask(answer: Answer, *options: str) -> str:
        fake = SimpleNamespace(ask=lambda *_, **__: answer)
        monkeypatch.setattr(Assistant, "open", lambda *_, **__: nullcontext(fake))
        return run("ask", answer.question, *options, index=Path("none")).stdout

    return ask


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


def test_an_answer_is_told_shortly_then_in_statements_then_by_its_sources(told: Callable[..., str]) -> None:
    assert told(BRIDGE) == (
        "320m\n"
        "\n"
        "다리는 320m에 이른다. [1]\n"
        "\n"
        "2031년 5월 2일 기준 · 근거가 뚜렷해요\n"
        "[1] 2031년 5월 2일 · 샛별일보 · 새말 다리 완공 (a1)\n"
        "    다리는 길이가 320m이다.\n"
        "    같은 기사: 온누리신문 (b1), 다리 개통 (b2)\n"
    )


def test_an_article_does_not_command_the_terminal(told: Callable[..., str]) -> None:
    assert told(replace(BRIDGE, short="320m\x07\x9b2J\u202e\x1b]0;title\x07")).startswith("320m2J]0;title\n")


def test_an_answer_speaks_the_language_of_the_question(told: Callable[..., str]) -> None:
    question = "How long is the bridge?"
    doubtful = Claim("It cost 9 billion won.", (1,), Support.UNVERIFIED, "8 billion won")
    shown = told(replace(BRIDGE, question=question, understood="How long is Saemal Bridge?", claims=(doubtful,)))
    assert "Understood as: How long is Saemal Bridge?\n" in shown
    assert "Unverified: It cost 9 billion won. [1] — The article says “8 billion won”\n" in shown
    assert "As of 2 May 2031 · Clear evidence\n" in shown
    assert "[1] 2 May 2031 · 샛별일보 · 새말 다리 완공 (a1)\n" in shown
    assert "Same report: 온누리신문 (b1), 다리 개통 (b2)\n" in shown


def test_only_an_unverified_statement_is_marked(told: Callable[..., str]) -> None:
    doubtful = (
        Claim("다리는 9월에 열렸다.", (1,), Support.UNVERIFIED, "5월"),
        Claim("다리는 나무로 지었다.", (), Support.UNVERIFIED),
    )
    shown = told(replace(BRIDGE, claims=(*BRIDGE.claims, *doubtful))).splitlines()
    assert shown[2:5] == [
        "다리는 320m에 이른다. [1]",
        "확인되지 않음: 다리는 9월에 열렸다. [1] — 기사에는 “5월”",
        "확인되지 않음: 다리는 나무로 지었다.",
    ]


def test_what_was_understood_and_why_no_model_wrote_stand_before_the_answer(told: Callable[..., str]) -> None:
    shown = told(replace(BRIDGE, understood="새말대교는 길이가 얼마인가?", notice="언어 모델이 쉬고 있어요."))
    assert shown.startswith("이렇게 이해했어요: 새말대교는 길이가 얼마인가?\n언어 모델이 쉬고 있어요.\n\n320m\n")


@pytest.mark.parametrize(
    ("relation", "verdict"),
    [
        (Relation.DISAGREEMENT, "기사마다 다르게 전해요"),
        (Relation.FORECAST, "앞선 기사의 예고와 나중 보도가 달라요"),
        (Relation.CORRECTION, "나중 기사가 바로잡았거나 새로 고쳤어요"),
    ],
)
def test_a_conflict_stands_in_for_the_short_answer(told: Callable[..., str], relation: Relation, verdict: str) -> None:
    values = (
        ConflictValue("320m", (1,), (FIRST.published,)),
        ConflictValue("350m", (2, 1), (SECOND.published, FIRST.published)),
    )
    conflicting = replace(
        BRIDGE, outcome=Outcome.CONFLICTING, citations=(FIRST, SECOND), conflicts=(Conflict(values, relation),)
    )
    assert told(conflicting).splitlines()[:5] == [
        verdict,
        "  320m — 2031년 5월 2일 · 샛별일보 [1]",
        "  350m — 날짜 미상 · 매체 미상 [2], 2031년 5월 2일 · 샛별일보 [1]",
        "",
        "다리는 320m에 이른다. [1]",
    ]


def test_a_refusal_says_that_there_is_no_answer_and_why(told: Callable[..., str]) -> None:
    refused = Answer(BRIDGE.question, BRIDGE.question, "길이는 나와 있지 않습니다.", "", Outcome.INSUFFICIENT)
    assert told(refused) == "답을 찾지 못했어요\n\n길이는 나와 있지 않습니다.\n"


def test_the_answer_as_json_is_the_whole_answer(told: Callable[..., str]) -> None:
    assert json.loads(told(BRIDGE, "--json")) == BRIDGE.to_dict()
