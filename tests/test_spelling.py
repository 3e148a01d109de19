import pytest

from assistant.spelling import in_hangul, respelled, spelt_out

TEXT = (
    "가람전자 주가가 올랐다. 금융감독원은 국민의숲과 한빛은행, 공정거래위원회가 만난 자리에서 로젠버그 회장을 불렀다. "
    "전국금속노조는 2013년 누리가람에 모였다."
)


@pytest.mark.parametrize(
    ("question", "meant"),
    [
        ("가전이 언제 올랐어?", "가람전자가 언제 올랐어?"),
        ("금감원은 뭐라고 했어?", "금융감독원은 뭐라고 했어?"),
        ("국숲 대표는?", "국민의숲 대표는?"),
        ("한은이 만난 곳은?", "한빛은행이 만난 곳은?"),
        ("로젠버크가 누구야?", "로젠버그가 누구야?"),
        ("금속노조는 어디 모였어?", "금속노조는 어디 모였어?"),
        ("누가 올랐어?", "누가 올랐어?"),
        ("로젠 회장은?", "로젠 회장은?"),
        ("2019년에 어디 모였어?", "2019년에 어디 모였어?"),
    ],
)
def test_a_word_no_article_has_is_written_as_they_write_it(question: str, meant: str) -> None:
    assert respelled(question, lambda word: word not in TEXT, [TEXT]) == meant


@pytest.mark.parametrize(
    ("question", "meant"),
    [
        ("엘지 티비는 몇 대야?", "LG TV는 몇 대야?"),
        ("에스케이하이닉스 씨이오는?", "SK하이닉스 CEO는?"),
        ("아이가 오이를 먹었어?", "아이가 오이를 먹었어?"),
        ("비비는 누구야?", "비비는 누구야?"),
    ],
)
def test_letters_written_in_korean(question: str, meant: str) -> None:
    assert spelt_out(question, {"LG", "TV", "SK", "CEO"}.__contains__) == meant


@pytest.mark.parametrize(
    ("question", "meant"),
    [
        ("李在民 市長은 누구를 만났나?", "이재민 시장은 누구를 만났나?"),
        ("金하늘 회장의 晩餐은?", "김하늘 회장의 만찬은?"),
        ("美는 왜 반대했나?", "미국은 왜 반대했나?"),
        ("美·中 會談", "미국·중국 회담"),
        ("노을시는 언제?", "노을시는 언제?"),
    ],
)
def test_chinese_characters_are_read_as_the_articles_have_them(question: str, meant: str) -> None:
    assert in_hangul(question, {"이재민", "시장", "김하늘", "만찬", "회담"}.__contains__) == meant
