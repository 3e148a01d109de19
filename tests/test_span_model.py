import numpy as np
import pytest

from assistant.e5_onnx import open_runner
from assistant.settings import load_settings
from assistant.span_model import SpanModel, TextReading, load_span_model


@pytest.fixture(scope="module")
def model() -> SpanModel:
    cache = load_settings().cache
    return load_span_model(cache, open_runner(cache))


def reading(start: list[float], end: list[float]) -> TextReading:
    offsets = np.array([(at, at + 1) for at in range(len(start))])
    return TextReading(0.0, np.log(np.array(start)), np.log(np.array(end)), offsets)


def test_the_likeliest_words_never_end_before_they_begin() -> None:
    said = reading([0.1, 0.2, 0.6, 0.1], [0.6, 0.1, 0.2, 0.1])
    assert said.best((0, 4)) == (2, 3)
    assert said.best((0, 2)) == (0, 1)
    assert said.best((9, 12)) is None


def test_a_sentence_has_the_share_of_the_answers_that_begin_in_it() -> None:
    said = reading([0.1, 0.2, 0.6, 0.1], [0.25] * 4)
    assert np.exp(said.share((0, 2))) == pytest.approx(0.3)
    assert said.share((7, 9)) < -10


def test_it_finds_the_words_and_tells_whether_they_are_there(model: SpanModel) -> None:
    text = "해솔시 도서관이 3월 1일 문을 열었다. 개관식에는 김하늘 시장이 참석했다. 도서관에는 책 12만 권이 있다."
    for question, expected in [
        ("해솔시 도서관은 언제 문을 열었나?", "3월 1일"),
        ("개관식에는 누가 참석했나?", "김하늘"),
    ]:
        (said,) = model.read(question, [text])
        span = said.best((0, len(text)))
        assert span is not None
        assert expected in text[slice(*span)]
    answerable, other = model.read(
        "해솔시 도서관은 언제 문을 열었나?", [text, "푸른시 축구단이 결승에서 졌다. 감독은 물러났다."]
    )
    assert answerable.answerable > other.answerable


def test_long_and_empty_texts_are_read(model: SpanModel) -> None:
    long, empty = model.read("언제?", ["가나다 라마바 " * 400, ""])
    assert len(long.offsets) == len(long.start) == len(long.end)
    assert empty.best((0, 0)) is None
