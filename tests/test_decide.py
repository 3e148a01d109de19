import pytest

from assistant.decide import decide
from assistant.question import analyse
from assistant.relevance import load_model
from assistant.types import Passage, Reading


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
