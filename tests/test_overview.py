import pytest

from assistant.overview import Overview, wanted


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("승지원 만찬 요약해줘", Overview.SUMMARY),
        ("파업 내용을 정리해줘", Overview.SUMMARY),
        ("파업을 시간순으로 정리해줘", Overview.TIMELINE),
        ("저커버그 일정을 순서대로 알려줘", Overview.TIMELINE),
        ("Give me a timeline of the strike", Overview.TIMELINE),
    ],
)
def test_a_summary_or_a_timeline_is_wanted(question: str, kind: Overview) -> None:
    assert wanted(question) is kind


@pytest.mark.parametrize(
    "question", ["정리해고는 몇 명이야?", "다음 대표가 누구일지 나와?", "Who resigned in order to run for mayor?"]
)
def test_one_fact_is_wanted(question: str) -> None:
    assert wanted(question) is None
