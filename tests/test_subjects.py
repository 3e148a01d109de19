import pytest

from assistant.subjects import subjects


def left_out(*sentences: str) -> dict[str, str]:
    """The sentences that leave their subject out, by who it is."""
    body = " ".join(sentences)
    return {
        who.name: next(each for each in sentences if body.startswith(each, at))
        for at, who in subjects(body).items()
        if who.left_out
    }


def test_the_topic_told_of_last_goes_on() -> None:
    told = "도하나 대표는 9일 해솔시청을 찾았다."
    more = "이어 물빛항에서 강도윤 사장을 만나 새 항로를 논의했다."
    assert left_out(told, more) == {"도하나 대표": more}


def test_a_firm_meets_nobody() -> None:
    met, firm = "도 대표는 12일 다온시에서 윤새롬 회장을 만났다.", "해솔조선은 배 30척을 짓겠다고 밝혔다."
    before = "이에 앞서 10일에는 물빛항에서 강도윤 사장과 만나 새 항로를 논의했다."
    assert left_out(met, firm, before) == {"도 대표": before}
    report = "아울러 새 조선소의 설계도를 내놓았다."
    assert left_out(met, firm, report) == {"해솔조선": report}


@pytest.mark.parametrize(
    "sentences",
    [
        ("도하나 대표는 해솔시청을 찾았다.", "강도윤 사장도 자리를 함께했다."),  # it has its own
        ("도하나 대표와 강도윤 사장은 만났다.", "긴 회의 끝에 새 항로를 발표했다."),  # of both
        ("도하나 대표는 해솔시청을 찾았다.", "시청 관계자에 따르면 “잘 준비하겠다”고 말했다."),  # a source's words
        ("도하나 대표가 이끄는 해솔조선의 배는 빠르다.", "9일 물빛항을 떠났다."),  # he only describes the firm
        ("도하나 대표는 해솔시청을 찾았다.", "9일 저녁 물빛항에서 만찬."),  # no sentence
    ],
)
def test_nobody_is_put_in(sentences: tuple[str, ...]) -> None:
    assert not left_out(*sentences)
