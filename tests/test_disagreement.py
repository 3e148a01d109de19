from datetime import date

import pytest

from assistant.disagreement import relation
from assistant.types import Relation

DAYS = (date(2024, 2, 27), date(2024, 2, 29))


@pytest.mark.parametrize(
    ("earlier", "later", "expected"),
    [
        ("만찬은 3시간 이어질 예정이다.", "만찬은 2시간 20분 만에 끝났다.", Relation.FORECAST),
        ("저커버그는 1박2일 머무를 것으로 알려졌다.", "저커버그는 2박3일 머물렀다.", Relation.FORECAST),
        ("화재로 3명이 다쳤다.", "소방당국은 부상자를 5명으로 정정했다.", Relation.CORRECTION),
        ("모두 18만 명이 찾은 것으로 집계됐다.", "시는 관람객을 16만 명으로 고쳐 발표했다.", Relation.CORRECTION),
        ("만찬은 한남동에서 열렸다.", "만찬은 이태원동에서 열렸다.", Relation.DISAGREEMENT),
        ("만찬은 3시간 이어질 예정이다.", "만찬은 2시간 이어질 예정이다.", Relation.DISAGREEMENT),
    ],
)
def test_relation(earlier: str, later: str, expected: Relation) -> None:
    assert relation(earlier, later, DAYS) is expected


def test_without_a_day_nothing_came_later() -> None:
    assert relation("3시간 이어질 예정이다.", "2시간 만에 끝났다.", (DAYS[0], None)) is Relation.DISAGREEMENT


def test_a_forecast_may_be_of_its_reports_day_but_no_correction() -> None:
    same = (DAYS[0], DAYS[0])
    assert relation("3시간 이어질 예정이다.", "2시간 만에 끝났다.", same) is Relation.FORECAST
    assert relation("3명이 다쳤다.", "부상자를 5명으로 정정했다.", same) is Relation.DISAGREEMENT
