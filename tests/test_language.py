import pytest

from assistant.language import language_of, normalise, split_sentences


def sentences(text: str) -> list[str]:
    return [text[start:end] for start, end in split_sentences(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("비가 왔다. 바람도 불었다.", ["비가 왔다.", "바람도 불었다."]),
        ("그는 “가겠다. 꼭 가겠다.”라고 말했다. 끝이다.", ["그는 “가겠다. 꼭 가겠다.”라고 말했다.", "끝이다."]),
        ('그는 "가겠다." 라고 말했다. 끝이다.', ['그는 "가겠다." 라고 말했다.', "끝이다."]),
        ("2024. 2. 28. 서울에서 열렸다.", ["2024. 2. 28. 서울에서 열렸다."]),
        ("성장률은 3.5%다. 예상은 3.2%였다.", ["성장률은 3.5%다.", "예상은 3.2%였다."]),
        ("1. 첫째 항목이다. 둘째다.", ["1. 첫째 항목이다.", "둘째다."]),
        ("제목 줄\n본문이다.", ["제목 줄", "본문이다."]),
        ("정말인가요? 네! 그렇습니다…", ["정말인가요?", "네!", "그렇습니다…"]),
        (
            "Mr. Lee met J. K. Kim in the U.S. today. It rained.",
            ["Mr. Lee met J. K. Kim in the U.S. today.", "It rained."],
        ),
        ("He was born in 1987. He left.", ["He was born in 1987.", "He left."]),
        ("  \n \n", []),
    ],
)
def test_splits_where_a_reader_would(text: str, expected: list[str]) -> None:
    assert sentences(text) == expected


def test_an_unclosed_quotation_does_not_swallow_the_rest() -> None:
    assert len(sentences("그는 “가겠다. 비가 왔다. 눈도 왔다.")) == 3


def test_language() -> None:
    assert language_of("저커버그 CEO는 XR을 논의했다") == "ko"
    assert language_of("Who attended the dinner at 승지원?") == "en"


def test_normalise_composes_and_unifies_line_ends() -> None:
    assert normalise("가\r\n나\r다") == "가\n나\n다"
