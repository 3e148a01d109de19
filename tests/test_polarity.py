import pytest

from assistant.polarity import contrary_end, denies, yes_or_no
from assistant.question import analyse


@pytest.mark.parametrize(
    ("sentence", "denied"),
    [
        ("배석자는 없었다.", True),
        ("회동 내용을 외부에 공개하지 않았다.", True),
        ("이 회장은 참석하지 못했다.", True),
        ("사실이 아니라고 밝혔다.", True),
        ("사진은 찍어도 되지만 불빛은 쓸 수 없다.", True),
        ("아무 말 없이 만찬에 참석했다.", False),
        ("매우 안타까운 일이라고 말했다.", False),
        ("마을버스는 파업에 참여하지 않아 평소대로 다녔다.", False),
        ("만찬은 28일 열렸다.", False),
        ("다친 사람은 없었지만", True),
        ("문화재로 지정하기는 어렵다.", True),
        ("불이 난 적이 한번도 없었다", True),
    ],
)
def test_the_last_predicate_tells(sentence: str, denied: bool) -> None:
    assert denies(sentence) is denied


@pytest.mark.parametrize(
    ("question", "sentence", "answer"),
    [
        ("구름호텔 만찬에 다른 배석자가 있었나요?", "구름호텔 만찬에 다른 배석자는 없었다.", "아니요"),
        ("구름호텔 만찬에 배석자는 없었나요?", "구름호텔 만찬에 다른 배석자는 없었다.", "예"),
        ("시장이 개관식에 참석했어?", "개관식에는 시장이 참석했다.", "예"),
        (
            "도하나가 권 회장보다 먼저 왔어?",
            "권 회장은 6시쯤 온 도하나 대표보다 30분 먼저 도착했다.",
            "아니요",
        ),
        ("권 회장이 도하나보다 먼저 왔어?", "도하나 대표는 권 회장보다 30분 먼저 왔다.", "아니요"),
        ("권 회장이 도하나보다 먼저 왔어?", "권 회장은 도하나 대표보다 30분 먼저 왔다.", "예"),
        ("마을버스도 파업에 참여했어?", "마을버스는 파업에 참여하지 않아 그대로 다닌다.", "아니요"),
        ("시장이 해솔시 개관식에 참석했어?", "개관식에는 장관이 왔다.", ""),
        ("만찬에 회장 부인도 같이 있었어?", "다른 배석자 없이 회장과 아내 윤가람까지 3명이 만찬을 했다.", "예"),
        ("개관식에 나래시장도 갔나?", "개관식에는 나래시장과 두레은행 총재가 함께했고 국수가 나왔다.", "예"),
        ("개관식에 대표 부인도 왔어?", "대표의 부인은 파리에 남았고 개관식에는 자녀 둘이 동행했다.", ""),
        ("개관식에 윤가람 대표도 왔어?", "개관식에는 시장이 참석했고 윤가람 대표는 영상으로 인사했다.", ""),
        ("두 회사가 합치면 가게 이름도 바뀌나요?", "합친 뒤에도 두 회사는 가게 이름을 그대로 쓴다.", "아니요"),
        ("시장과 장관이 전에도 만났나요?", "시장과 장관의 만남은 이번이 처음이다.", "아니요"),
        ("시장과 장관이 전에 만난 적이 있나요?", "시장과 장관의 만남은 이번이 처음이다.", "아니요"),
        ("시장과 장관이 만났나요?", "시장과 장관의 만남은 이번이 처음이다.", "예"),
    ],
)
def test_a_question_is_affirmed_or_denied_where_the_sentence_speaks_of_it(
    question: str, sentence: str, answer: str
) -> None:
    assert yes_or_no(analyse(question), sentence, sentence) == answer


@pytest.mark.parametrize(
    ("question", "sentence", "value", "words"),
    [
        ("영업이익이 몇 퍼센트나 늘었지?", "영업이익은 12.4% 줄었고 순이익은 71억 원이었다.", "12.4%", "12.4% 줄었고"),
        ("영업이익이 얼마나 줄었어?", "영업이익은 12.4% 줄었고 순이익은 71억 원이었다.", "12.4%", "12.4%"),
        ("이용객은 얼마나 늘었나요?", "이용객은 3% 감소한 것으로 나타났다.", "3%", "3% 감소한"),
        ("요금은 얼마나 오르나요?", "요금은 8,900원으로 오르지 않는다.", "8,900원", "8,900원으로 오르지 않는다"),
        ("해안한테 몇 대 몇으로 졌어?", "누리는 3-2로 이겼다.", "3-2", "3-2로 이겼다"),
        ("매출이 얼마야?", "매출은 1,284억 원으로 지난해보다 9.3% 늘었다.", "1,284억 원", "1,284억 원"),
        ("가람이 몇 대 몇으로 이겼어?", "누리는 가람에 2-3으로 졌다.", "2-3", "2-3"),
        ("기준금리는 얼마로 올랐어?", "연 3.5%로 지난해 인하 이후 처음 올랐다.", "3.5%", "3.5%"),
        ("요금 인상에 반대한 의원은 몇 명이야?", "의원 12명은 요금을 낮춰야 한다며 반대했다.", "12명", "12명"),
        ("임금이 얼마나 올랐어?", "임금은 3% 올랐지만 못 받은 직원이 많다.", "3%", "3%"),
        ("축제에 몇 명이 올까?", "300명은 버스에서 내려 걸었다.", "300명", "300명"),
        ("몇 명이 불참했어?", "3명은 오지 않았다.", "3명", "3명"),
    ],
)  # fmt: skip
def test_a_value_is_told_with_what_the_question_does_not_suppose(
    question: str, sentence: str, value: str, words: str
) -> None:
    start = sentence.index(value)
    assert sentence[start : contrary_end(analyse(question), sentence, start + len(value))] == words


def test_a_denial_of_something_else_answers_nothing() -> None:
    question = analyse("저커버그는 승지원에 전에도 온 적이 있어?")
    told = "가게에서 볼 일은 없을 것"
    assert yes_or_no(question, f"차 교수는 {told}이라고 했다.", f"차 교수는 {told}이라고 했다.", told) == ""
