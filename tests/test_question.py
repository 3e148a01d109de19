import pytest

from assistant.question import Kind, analyse, tidy


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("회의는 얼마나 오래 걸렸어?", Kind.DURATION),
        ("몇 시간 동안 이야기했나요", Kind.DURATION),
        ("How long did the meeting last?", Kind.DURATION),
        ("개막식은 몇 시에 시작하나", Kind.TIME),
        ("다리는 언제 개통했나", Kind.DATE),
        ("무슨 요일이었어?", Kind.DATE),
        ("참석자는 모두 몇 명?", Kind.NUMBER),
        ("공사비는 얼마였나", Kind.MONEY),
        ("찬성률은 몇 퍼센트", Kind.PERCENT),
        ("누가 우승했어", Kind.PERSON),
        ("행사는 어디서 열렸죠", Kind.PLACE),
        ("어느 회사가 만들었나", Kind.ORGANISATION),
        ("왜 취소됐어?", Kind.REASON),
        ("시장은 뭐라고 말했나", Kind.QUOTE),
        ("다리가 무너졌나요?", Kind.YES_NO),
        ("회의 내용을 공개했어?", Kind.YES_NO),
        ("Did the bridge fall?", Kind.YES_NO),
        ("배석자 더 있었음?", Kind.YES_NO),
        ("이사회가 시각을 앞당긴 이유가 뭐죠?", Kind.REASON),
        ("출발 시각은?", Kind.TIME),
        ("결승은 몇 대 몇이었어?", Kind.OTHER),
        ("합병한 뒤에도 가게 이름은 그대로 남나요?", Kind.YES_NO),
        ("간담회는 개막 전에 했어, 뒤에 했어?", Kind.OTHER),
        ("시장이 갔어 아니면 부시장이 갔어?", Kind.OTHER),
        ("새 연구소가 어딘지 궁금합니다", Kind.PLACE),
        ("그럼 메뉴는?", Kind.OTHER),
        ("회의 내용 설명해 줘", Kind.OTHER),
    ],
)
def test_kind_of_words_asked_for(text: str, kind: Kind) -> None:
    assert analyse(text).kind is kind


def test_a_number_knows_its_counter() -> None:
    assert analyse("관객은 몇 명이나 왔나").unit == "명"
    assert analyse("차량 몇 대가 팔렸나").unit == "대"
    assert analyse("반도체 몇개산대").unit == "개"
    assert analyse("병원에 병상이 몇 개야").terms == ("병원", "병상")


def test_lists_are_recognised() -> None:
    assert analyse("만찬에 누가 참석했나").wants_list
    assert not analyse("만찬은 언제 열렸나").wants_list


def test_terms_leave_out_the_words_that_only_ask() -> None:
    assert analyse("만찬은 어디에서 열렸나요?").terms == ("만찬", "열렸")


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("회장이 머라 햇대ㅋㅋ", "회장이 뭐라 했대"),
        ("몇군데 초대햇나??", "몇군데 초대했나?"),
        ("TV 몇대 깔려잇대", "TV 몇대 깔려있대"),
        ("이름 머임", "이름 뭐임"),
        ("3~5월에 열린 행사는~?", "3~5월에 열린 행사는?"),
        ("맛나는 집은 어디?", "맛나는 집은 어디?"),
        ("만찬은 언제 열렸나요?", "만찬은 언제 열렸나요?"),
    ],
)
def test_hurried_typing_is_read_as_written(typed: str, written: str) -> None:
    assert tidy(typed) == written


def test_days_of_a_stay_are_a_duration_and_the_day_of_an_event_a_date() -> None:
    assert analyse("체류 일정은 며칠로 잡혔나요?").kind is Kind.DURATION
    assert analyse("개막식은 며칠이야?").kind is Kind.DATE
    assert analyse("구경 온 사람이 몇이나 돼?").unit == "명"
