from pathlib import Path

import pytest

from assistant import Assistant, Outcome
from assistant.order import order
from assistant.question import analyse

AHEAD = """누리그룹 회장이 12일 부산을 찾았다.

회장은 한빛조선 방문에 앞서 지역 새내기 기업 다섯 곳을 호텔로 불러 간담회를 열었다.
만찬은 해운대에서 했다.
"""
LATER = """누리그룹 회장의 부산 일정이 12일 공개됐다.

앞서 회장은 이날 오전 한빛조선을 방문했다.
이후 해운대 호텔을 찾아 지역 새내기 기업 대표들과 간담회를 했다.
"""


@pytest.mark.parametrize(
    ("question", "one", "other"),
    [
        ("회장이 간담회를 한 건 한빛조선 방문 전이야, 후야?", "간담회", "한빛조선"),
        ("28일에 회장이 스타트업 간담회를 한 게 한빛조선 방문 전이에요, 후예요?", "스타트업", "한빛조선"),
        ("간담회는 한빛조선보다 먼저였어 나중이었어?", "간담회", "한빛조선"),
        ("한빛조선 방문이랑 간담회 중 뭐가 먼저야?", "한빛조선", "간담회"),
        ("회장은 한빛조선부터 갔어, 호텔부터 갔어?", "한빛조선", "호텔"),
        ("회장은 한빛조선을 먼저 갔어, 호텔을 먼저 갔어?", "한빛조선", "호텔"),
        ("간담회는 한빛조선 방문 앞이었나 뒤였나?", "간담회", "한빛조선"),
        ("회장이 간담회를 한 게 한빛조선 가기 전이야 갔다 와서야?", "간담회", "한빛조선"),
        ("한빛조선하고 간담회 중에 회장이 뭘 먼저 했나요?", "한빛조선", "간담회"),
        ("회장이 먼저 만난 건 한빛조선이야 누리정유야?", "한빛", "누리"),
    ],
)
def test_the_two_things_whose_order_is_asked(question: str, one: str, other: str) -> None:
    asked = order(analyse(question))
    assert asked
    assert one in "".join(asked.one)
    assert other in "".join(asked.other)


@pytest.mark.parametrize(
    "question",
    ["만찬은 몇 시에 시작했어?", "언제부터 언제까지야?", "회장이 대표보다 먼저 왔어?", "회의 전에 뭘 했어?"],
)
def test_what_asks_no_order(question: str) -> None:
    assert order(analyse(question)) is None


@pytest.mark.parametrize(
    ("article", "question", "short"),
    [
        (AHEAD, "회장이 간담회를 한 건 한빛조선 방문 전이야, 후야?", "한빛조선 방문에 앞서"),
        (LATER, "회장이 간담회를 한 건 한빛조선 방문 전이야, 후야?", "이후"),
        (AHEAD, "한빛조선 방문이랑 간담회 중 뭐가 먼저야?", "간담회"),
        (LATER, "한빛조선 방문이랑 간담회 중 뭐가 먼저야?", "한빛조선 방문"),
    ],
)
def test_the_order_is_as_the_article_tells_it(tmp_path: Path, article: str, question: str, short: str) -> None:
    (tmp_path / "a.txt").write_text(f"누리그룹 회장, 부산에\n\n{article}", "utf-8")
    with Assistant.open(tmp_path / "index") as assistant:
        assistant.ingest([tmp_path / "a.txt"])
        answer = assistant.ask(question)
        assert answer.outcome is Outcome.ANSWERED
        assert answer.short == short
        assert "간담회" in answer.citations[0].quote


def test_papers_that_tell_it_the_other_way_round_are_both_shown(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(f"누리그룹 회장, 부산에\n\n{AHEAD}", "utf-8")
    (tmp_path / "b.txt").write_text(f"회장의 하루\n\n{LATER}", "utf-8")
    with Assistant.open(tmp_path / "index") as assistant:
        assistant.ingest([tmp_path / "a.txt", tmp_path / "b.txt"])
        answer = assistant.ask("회장이 간담회를 한 건 한빛조선 방문 전이야, 후야?")
        assert answer.outcome is Outcome.CONFLICTING
        assert {"한빛조선 방문에 앞서", "이후"} == set(answer.short.split(" / "))
        assert len(answer.citations) == 2
