import numpy as np
import pytest

from assistant.reader import Calibration, Reader, TextReading, load_reader


@pytest.fixture(scope="module")
def model() -> Reader:
    return load_reader()


def reading(start: list[float], end: list[float]) -> TextReading:
    offsets = np.array([(at, at + 1) for at in range(len(start))])
    part = np.array(start) * 2
    return TextReading(
        0.0, -1.0, np.log(np.array(start)), np.log(np.array(end)), part, offsets, Calibration(1.0, 0.0, 0.0)
    )


def test_the_likeliest_words_never_end_before_they_begin() -> None:
    said = reading([0.1, 0.2, 0.6, 0.1], [0.6, 0.1, 0.2, 0.1])
    assert said.best((0, 4)) == ((2, 3), pytest.approx(np.log(0.12)))
    assert said.best((0, 2))[0] == (0, 1)
    assert said.best((9, 12)) is None


def test_a_sentence_has_the_share_of_the_answers_that_begin_in_it() -> None:
    said = reading([0.1, 0.2, 0.6, 0.1], [0.25] * 4)
    assert np.exp(said.share((0, 2))) == pytest.approx(0.3)
    assert said.share((7, 9)) < -10


def test_words_are_as_likely_part_of_an_answer_as_their_tokens() -> None:
    said = reading([0.3, 0.4, 0.1, 0.4, 0.1], [0.2] * 5)
    assert said.part_of_answer((0, 2)) == pytest.approx(0.7)
    assert said.part_of_answer((9, 11)) == 0


NAMES = ("김하늘 시장", "이바다 의장", "최나무 관장", "도서관")
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


def test_a_list_is_read_item_by_item(model: Reader) -> None:
    text = "해솔시 도서관 개관식에는 김하늘 시장, 이바다 의장, 최나무 관장이 참석했다. 도서관에는 책 12만 권이 있다."
    (said,) = model.scan("개관식에 누가 참석했나?", [text], ["해솔시 도서관 문 열어"])
    inside = {word: said.part_of_answer((text.index(word), text.index(word) + len(word))) for word in NAMES}
    assert min(inside[name] for name in NAMES[:3]) > 5 * inside["도서관"]


def test_the_title_tells_what_a_sentence_is_about(model: Reader) -> None:
    text = "이날 오전 문을 열었다. 책은 12만 권이다."
    with_title, other = model.scan(
        "해솔시 도서관에는 책이 몇 권 있나?", [text, text], ["해솔시 도서관 개관", "푸른시 축구단 결승 진출"]
    )
    assert with_title.relevance() > other.relevance()
