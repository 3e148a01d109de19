import pytest

from assistant.question import analyse
from assistant.spans import find_spans, persons, snap


def best(question: str, sentence: str) -> str:
    spans = find_spans(sentence, analyse(question))
    return sentence[slice(*spans[0])] if spans else ""


@pytest.mark.parametrize(
    ("question", "sentence", "expected"),
    [
        ("공연은 얼마나 진행됐나", "공연은 1시간 40분가량 진행됐다.", "1시간 40분가량"),
        ("축제 기간은?", "축제는 사흘간 이어진다.", "사흘간"),
        ("몇 시에 끝났나", "행사는 오후 9시 15분께 끝났다.", "오후 9시 15분께"),
        ("몇 시에 끝났나", "행사는 2시간20분가량 진행됐다.", ""),
        ("아침 기온은 몇 도였나", "아침 기온은 영하 16.4도였다.", "영하 16.4도"),
        ("영상은 몇 건인가", "동영상 3건을 봤다.", "3건"),
        ("언제 개통하나", "다리는 2024년 5월 10일 개통한다.", "2024년 5월 10일"),
        ("공사비는 얼마인가", "공사비로 2310억 원이 들었다.", "2310억 원"),
        ("관객은 몇 명이었나", "3회 공연에 관객 1200명이 들었다.", "1200명"),
        ("관객은 몇 명이었나", "3회 공연에 관객 1200여 명이 들었다.", "1200여 명"),
        ("공사비는 얼마인가", "공사비로 5억2800여 만 원이 들었다.", "5억2800여 만 원"),
        ("불탄 숲은 몇 ㏊인가", "숲 1만8천㏊가 불탔다.", "1만8천㏊"),
        ("얼마 동안 흔들렸나", "건물이 2~3초 동안 흔들렸다.", "2~3초 동안"),
        ("점유율은 몇 %", "점유율은 12.5%로 3위다.", "12.5%"),
        ("발표는 누가 했나", "발표는 김하늘 교수가 맡았다.", "김하늘 교수"),
        ("만찬은 어디서 열렸나", "만찬은 28일 오후 8시께 서울 용산구 한남동에서 열렸다.", "서울 용산구 한남동"),
        ("왜 취소됐나", "폭우 때문에 공연이 취소됐다.", "폭우 때문"),
        ("그는 뭐라고 했나", "그는 “다시 뛰겠다”고 말했다.", "다시 뛰겠다"),
    ],
)
def test_finds_the_words_asked_for(question: str, sentence: str, expected: str) -> None:
    assert best(question, sentence) == expected


@pytest.mark.parametrize(
    ("sentence", "named"),
    [
        ("문하늘 한빛조선 대표와 배도현 부사장이 왔다.", ["문하늘 한빛조선 대표", "배도현 부사장"]),
        ("권도언 ㈜한빛 최고운영책임자(COO) 부회장이 왔다.", ["권도언 ㈜한빛 최고운영책임자(COO) 부회장"]),
        ("박세형 한빛전자(012345) 사업본부장(사장)과 만났다.", ["박세형 한빛전자(012345) 사업본부장(사장)"]),
        ("그는 28일 이서준 한빛전자 회장과 조민주 누리 CEO 등도 만난다.", ["이서준 한빛전자 회장", "조민주 누리 CEO"]),
        ("그는 면담 이후 이서준 한빛전자 회장과 만찬을 했다.", ["이서준 한빛전자 회장"]),
        ("그는 조민주 사장과 인공지능(AI) 협력을 논의했다.", ["조민주 사장"]),
        ("공장을 둘러봤다. 안내는 표성일 한강전자 사장이 했다.", ["표성일 한강전자 사장"]),
    ],
)
def test_persons_by_their_whole_names_and_titles(sentence: str, named: list[str]) -> None:
    assert [sentence[slice(*span)] for span in persons(sentence)] == named


@pytest.mark.parametrize(
    ("sentence", "days"),
    [
        ("그는 1박 2일 일정으로 6월 왔다.", ["6월"]),
        ("그는 9박 10일 일정으로 6월 왔다.", ["6월"]),
        ("선박 28일 침몰", ["28일"]),
        ("모레노가 5월 3일 골을 넣었다.", ["5월 3일"]),
        ("모레(5일) 열린다.", ["모레", "5일"]),
    ],
)
def test_nights_of_a_stay_and_syllables_of_names_are_no_days(sentence: str, days: list[str]) -> None:
    assert [sentence[slice(*span)] for span in sorted(find_spans(sentence, analyse("언제?")))] == days


def test_of_two_amounts_the_one_beside_the_question_s_words() -> None:
    sentence = "이 회사는 공장에 40억 원을, 연구소에 75억 원을 투자한다."
    assert best("연구소에는 얼마를 투자하나", sentence) == "75억 원"
    assert best("공장에는 얼마를 투자하나", sentence) == "40억 원"


def test_what_the_question_says_is_no_answer() -> None:
    assert best("5월 10일에 문을 연 곳은 언제 착공했나", "5월 10일 문을 연 다리다.") == ""


def test_a_list_runs_from_the_first_to_the_last() -> None:
    sentence = "회의에는 김하늘 시장, 이바다 의장과 박산 교수가 참석했다."
    assert best("회의에 누가 참석했나", sentence) == "김하늘 시장, 이바다 의장과 박산 교수"


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("김하늘 시장이", "김하늘 시장"),
        ("한식을", "한식"),
        ("해솔시에서", "해솔시"),
        ("3명이다.", "3명"),
        ("도서관", "도서관"),
        ("은", "은"),
    ],
)
def test_particles_at_the_end_are_no_part_of_an_answer(words: str, expected: str) -> None:
    text = f"그날 {words} 그랬다"
    start, end = snap(text, (3, 3 + len(words)), (0, len(text)))
    assert text[start:end] == expected


def test_a_guess_grows_to_whole_morphemes() -> None:
    text = "집은 서울 용산구 한남동에 있다."
    start, end = snap(text, (text.index("용산"), text.index("남동") + 1), (0, len(text)))
    assert text[start:end] == "용산구 한남동"


def test_a_name_that_looks_like_a_verb_loses_its_particle() -> None:
    sentence = "누리 문지기 임태오는 후반 35분 막았다."
    at = sentence.index("임태오는")
    start, end = snap(sentence, (at, at + 4), (0, len(sentence)))
    assert sentence[start:end] == "임태오"


def test_a_former_office_belongs_to_its_name() -> None:
    sentence = "그는 김영수 전 대통령과 이누리 신임 장관(50), 전 사장을 만났다."
    found = [sentence[slice(*span)] for span in persons(sentence)]
    assert found == ["김영수 전 대통령", "이누리 신임 장관(50)", "전 사장"]
