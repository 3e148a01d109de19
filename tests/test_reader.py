import numpy as np
import pytest

from assistant.reader import Reader, TextReading, load_reader


@pytest.fixture(scope="module")
def model() -> Reader:
    return load_reader()


def reading(start: list[float], end: list[float]) -> TextReading:
    offsets = np.array([(at, at + 1) for at in range(len(start))])
    return TextReading(0.0, -1.0, np.log(np.array(start)), np.log(np.array(end)), offsets)


def test_the_likeliest_words_never_end_before_they_begin() -> None:
    said = reading([0.1, 0.2, 0.6, 0.1], [0.6, 0.1, 0.2, 0.1])
    assert said.best((0, 4)) == ((2, 3), pytest.approx(np.log(0.12)))
    assert said.best((0, 2))[0] == (0, 1)
    assert said.best((9, 12)) is None


def test_a_sentence_has_the_share_of_the_answers_that_begin_in_it() -> None:
    said = reading([0.1, 0.2, 0.6, 0.1], [0.25] * 4)
    assert np.exp(said.share((0, 2))) == pytest.approx(0.3)
    assert said.share((7, 9)) < -10


TEXT = "해솔시 도서관이 3월 1일 문을 열었다. 개관식에는 김하늘 시장이 참석했다. 도서관에는 책 12만 권이 있다."


@pytest.mark.parametrize(
    ("question", "expected"),
    [("해솔시 도서관은 언제 문을 열었나?", "3월 1일"), ("개관식에는 누가 참석했나?", "김하늘 시장")],
)
def test_it_finds_the_words_and_their_sentence(model: Reader, question: str, expected: str) -> None:
    (found,) = model.read(question, [TEXT])
    assert found.span is not None
    assert TEXT[slice(*found.span)] in expected
    assert expected in TEXT[slice(*found.sentence)]
    assert found.no_answer < 0.5
    assert found.relevance == pytest.approx(1 - found.no_answer)


def test_it_tells_a_text_that_does_not_say(model: Reader) -> None:
    told, untold = model.read(
        "해솔시 도서관은 언제 문을 열었나?", [TEXT, "푸른시 축구단이 결승에서 졌다. 감독은 물러났다."]
    )
    assert told.no_answer < 0.5 < untold.no_answer


def test_the_whole_of_a_long_text_is_read(model: Reader) -> None:
    before = "푸른시 축구단이 결승에서 졌다. 감독은 물러났다. " * 60
    (found,) = model.read("해솔시 도서관은 언제 문을 열었나?", [before + TEXT])
    assert found.span is not None
    assert (before + TEXT)[slice(*found.span)] == "3월 1일"


def test_texts_without_words_have_no_span(model: Reader) -> None:
    empty, blank = model.read("언제?", ["", " \n "])
    assert empty.span is blank.span is None
    assert empty.no_answer > 0.5
    assert model.read("언제?", []) == []
