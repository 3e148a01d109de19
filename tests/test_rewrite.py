from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from assistant.followup import interpretations
from assistant.rewrite import rewritten, signed
from assistant.types import Answer, Outcome
from tests.model_server import ModelServer, model_server

GOLDEN = Path(__file__).parent / "golden"
FIRE = "온빛역 화재로 몇 명이 숨졌어?"
TURN = Answer(FIRE, FIRE, "2일 오후 온빛역 화재로 3명이 숨졌다고 홍두레 의원이 밝혔다. [1]", "3명", Outcome.ANSWERED)
DINNER = "How long was the dinner at Cloud Hotel?"
LASTED = "마크 오브라이언 누리소프트 대표의 14일 만찬은 2시간 20분 걸렸다. [1]"
ENGLISH = Answer(DINNER, DINNER, LASTED, "2시간 20분", Outcome.ANSWERED)


@pytest.fixture
def server() -> Iterator[ModelServer]:
    with model_server(["온빛역 화재로 몇 명이 다쳤나요?"]) as server:
        yield server


def asked(server: ModelServer, question: str, history: Sequence[Answer] = (TURN,), language: str = "ko") -> str:
    return rewritten(server.settings(), question, language, interpretations(question, history), history)


def of(written: str, question: str, turn: Answer, language: str) -> str:
    with model_server([written]) as server:
        return asked(server, question, (turn,), language)


def test_a_question_that_leans_is_rewritten(server: ModelServer) -> None:
    assert asked(server, "다친 사람은?") == "온빛역 화재로 몇 명이 다쳤나요?"


@pytest.mark.parametrize(
    ("question", "history"),
    [("삼성전자 매출은 얼마인가요?", (TURN,)), ("다친 사람은?", ())],
)
def test_a_question_that_stands_alone_is_not_sent(
    server: ModelServer, question: str, history: tuple[Answer, ...]
) -> None:
    assert asked(server, question, history) == ""
    assert server.asked == []


@pytest.mark.parametrize(("language", "question", "turn"), [("ko", "다친 사람은?", TURN), ("en", "Who came?", ENGLISH)])
def test_what_the_model_is_asked(server: ModelServer, language: str, question: str, turn: Answer) -> None:
    asked(server, question, (turn,), language)
    assert f"{server.prompt()}\n" == (GOLDEN / f"followup_{language}.txt").read_text("utf-8")


@pytest.mark.parametrize(
    "written",
    [
        "2일 오후 온빛역 화재로 다친 사람은 몇 명인가요?",
        "온빛역 화재로 숨진 3명 말고 다친 사람은 몇 명인가요?",
        "홍두레 의원이 밝힌 온빛역 화재의 부상자는 몇 명인가요?",
    ],
)
def test_a_rewrite_may_say_what_the_conversation_says(written: str) -> None:
    assert of(written, "다친 사람은?", TURN, "ko") == written


@pytest.mark.parametrize(
    "written",
    [
        "가람역 화재로 몇 명이 다쳤나요?",
        "장보고 의원이 밝힌 온빛역 화재의 부상자는 몇 명인가요?",
        "김 의원이 밝힌 온빛역 화재의 부상자는 몇 명인가요?",
        "5월 2일 온빛역 화재로 몇 명이 다쳤나요?",
        "지난해 온빛역 화재로 몇 명이 다쳤나요?",
        "온빛역 화재로 다친 13명은 누구인가요?",
        "How many were injured in the Garam fire?",
    ],
)
def test_a_rewrite_that_adds_names_dates_or_numbers_is_thrown_away(written: str) -> None:
    assert of(written, "다친 사람은?", TURN, "ko") == ""


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("Who came to the dinner at Cloud Hotel?", True),
        ("Who else came to Mark O'Brien's dinner of 2 hours at Cloud Hotel?", True),
        ("Who came to the dinner at Cloud Hotel on the 14th?", True),
        ("Who came to the dinner at Sunset Hotel?", False),
        ("Who came to the dinner at Cloud Hotel in March?", False),
        ("Which 5 people came to the dinner at Cloud Hotel?", False),
    ],
)
def test_english_rewrites_may_spell_the_korean_names_told(written: str, kept: bool) -> None:
    assert of(written, "Who came?", ENGLISH, "en") == (written if kept else "")


@pytest.mark.parametrize("written", ["", "온빛역 " * 200])
def test_what_is_no_question_is_thrown_away(written: str) -> None:
    assert of(written, "다친 사람은?", TURN, "ko") == ""


def test_a_server_that_does_not_answer_has_a_share_of_the_time(server: ModelServer) -> None:
    server.pause = 30
    meant = interpretations("다친 사람은?", [TURN])
    rewritten(server.settings(llm_base_url="http://127.0.0.1:9/v1"), "다친 사람은?", "ko", meant, [TURN])  # imports
    began = time.monotonic()
    assert rewritten(server.settings(llm_timeout=10), "다친 사람은?", "ko", meant, [TURN]) == ""
    assert time.monotonic() - began < 5


def test_the_prompt_is_part_of_who_wrote_the_answer() -> None:
    writers = {answer.writer for language in ("ko", "en") for answer in signed([TURN, TURN], language)}
    assert len(writers) == 2
    assert all(writer.startswith(f"{TURN.writer} ") for writer in writers)
