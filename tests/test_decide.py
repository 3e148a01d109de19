import pytest

from assistant.decide import decide
from assistant.question import analyse
from assistant.relevance import load_model
from assistant.types import Outcome, Passage, Reading


def short(question: str, sentence: str, read: str) -> str:
    """The short answer where the reader, sure of the sentence, read these words of it."""
    start = sentence.index(read)
    span = (start, start + len(read))
    reading = Reading(Passage("a", "v", 0, len(sentence), sentence), 0.9, (0, len(sentence)), span)
    return decide(analyse(question), [reading], load_model(), lambda *_: False).short


@pytest.mark.parametrize(
    ("sentence", "read", "words"),
    [
        ("그는 “새 지도를 해솔에서도 많이 쓰냐”며 관심을 보였다.", "많이 쓰", "많이 쓰냐"),
        ("그는 “나온 때가 늦은 것 같다”고 했다.", "늦은 것 같", "늦은 것 같다"),
        ("결혼식에 참석하기 위해서다.", "결혼식에 참석하기 위해", "결혼식에 참석하기 위해서다"),
        ("도하나 대표가 왔다.", "도하나 대표", "도하나 대표"),
        ("2억 대 이상이라는 점에 놀랐다.", "2억 대 이상", "2억 대 이상"),
    ],
)
def test_words_that_end_in_a_verb_are_whole(sentence: str, read: str, words: str) -> None:
    assert short("무엇을 알렸어?", sentence, read) == words


def test_of_what_somebody_said_the_part_that_is_asked_for() -> None:
    sentence = "도하나 대표는 “해솔은 거대 조선 도시로서 중요하다”며 “이런 점이 협력에 요점이 될 수 있다”고 말했다."
    question = "도하나 대표가 해솔 조선에 대해 한 말 그대로 알려줘"
    assert short(question, sentence, "이런 점이 협력에 요점이 될 수 있") == "해솔은 거대 조선 도시로서 중요하다"
    assert (
        short("도하나 대표가 뭐라고 했어?", sentence, "이런 점이 협력에 요점이 될 수 있")
        == "이런 점이 협력에 요점이 될 수 있다"
    )


def outcome(question: str, *told: tuple[str, str, str]) -> Outcome:
    """What is decided where every article's (day, sentence, words read) is sure and speaks of the same thing."""
    readings = []
    for number, (day, sentence, read) in enumerate(told):
        start = sentence.index(read)
        passage = Passage(f"article-{number}", "v", 0, len(sentence), sentence)
        span = (start, start + len(read))
        readings.append(Reading(passage, 0.9 - number / 10, (0, len(sentence)), span, published=day))
    return decide(analyse(question), readings, load_model(), lambda *_: True).outcome


def test_what_is_told_of_another_time_contradicts_nothing() -> None:
    now = ("2024-02-29", "도하나 대표는 2024년 2월 새별루에서 2시간 동안 만났다.", "2시간")
    then = ("2024-02-29", "도하나 대표는 2013년 6월 방한 때 10시간 동안 만났다.", "10시간")
    also = ("2024-02-29", "도하나 대표는 2024년 2월 해솔관에서 3시간 동안 만났다.", "3시간")
    asked = "도하나 대표는 2024년 2월에 얼마 동안 만났어?"
    assert outcome(asked, now, then) is not Outcome.CONFLICTING
    assert outcome(asked, now, also) is Outcome.CONFLICTING


def test_a_year_other_than_the_one_named_answers() -> None:
    one = ("2024-02-29", "도하나 대표의 방한은 2013년 이후 처음이다.", "2013년")
    other = ("2024-02-29", "도하나 대표가 한국에 온 것은 2014년 이후 처음이다.", "2014년")
    asked = "2024년 도하나 대표 방한 전에 마지막으로 온 게 언제야?"
    assert outcome(asked, one, other) is Outcome.CONFLICTING
