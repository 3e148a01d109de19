import pytest

from assistant.question import Kind, analyse, asks_fact, tidy


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("회의는 얼마나 오래 걸렸어?", Kind.DURATION),
        ("저녁 자리는 얼마나 길었어?", Kind.DURATION),
        ("점심 먹은 시간은 어느 정도야?", Kind.DURATION),
        ("6월에 미국에 얼마나 나가 있었지?", Kind.DURATION),
        ("남쪽에서 몇 년 살았어?", Kind.DURATION),
        ("서울에 며칠 있다 가나요?", Kind.DURATION),
        ("다리는 얼마나 길어?", Kind.NUMBER),
        ("터널은 얼마나 길었어?", Kind.NUMBER),
        ("사망자가 얼마나 있었나?", Kind.NUMBER),
        ("몇 년 있었던 일이야?", Kind.DATE),
        ("몇 시간 동안 이야기했나요", Kind.DURATION),
        ("How long did the meeting last?", Kind.DURATION),
        ("개막식은 몇 시에 시작하나", Kind.TIME),
        ("다리는 언제 개통했나", Kind.DATE),
        ("무슨 요일이었어?", Kind.DATE),
        ("참석자는 모두 몇 명?", Kind.NUMBER),
        ("공사비는 얼마였나", Kind.MONEY),
        ("입장권은 한 장에 얼마 정도 해?", Kind.MONEY),
        ("하루에 얼마나 팔려?", Kind.NUMBER),
        ("찬성률은 몇 퍼센트", Kind.PERCENT),
        ("누가 우승했어", Kind.PERSON),
        ("행사는 어디서 열렸죠", Kind.PLACE),
        ("어느 회사가 만들었나", Kind.ORGANISATION),
        ("연구를 수행한 대학은 어디인가?", Kind.ORGANISATION),
        ("시공사는 어디야?", Kind.ORGANISATION),
        ("그 대학은 어디에 있어?", Kind.PLACE),
        ("배는 어느 해역에서 가라앉았나?", Kind.PLACE),
        ("정전 시간은 얼마였나?", Kind.DURATION),
        ("불을 끄는 데 걸린 시간은?", Kind.DURATION),
        ("왜 취소됐어?", Kind.REASON),
        ("시장은 뭐라고 말했나", Kind.QUOTE),
        ("다리가 무너졌나요?", Kind.YES_NO),
        ("회의 내용을 공개했어?", Kind.YES_NO),
        ("Did the bridge fall?", Kind.YES_NO),
        ("열차는 얼마나 늦어졌나?", Kind.DURATION),
        ("회장과 동행한 간부 명단 줘", Kind.PERSON),
        ("만난 스타트업 가운데 이름이 나온 곳은?", Kind.ORGANISATION),
        ("비상착륙한 공항 이름이 뭐야?", Kind.PLACE),
        ("윤 대표가 만난 스타트업들의 이름은?", Kind.ORGANISATION),
        ("연구소 투자 계획은 몇 년에 걸친 것인가요?", Kind.DURATION),
        ("하단을 만든 회사 이름은?", Kind.ORGANISATION),
        ("로켓 이름은 뭐지?", Kind.OTHER),
        ("저녁을 대접한 곳 이름이 뭐였죠?", Kind.PLACE),
        ("학교 이름을 바꾼 사람은 누구야?", Kind.PERSON),
        ("만난 스타트업 중에 이름이 나온 회사는?", Kind.ORGANISATION),
        ("배석자 더 있었음?", Kind.YES_NO),
        ("이사회가 시각을 앞당긴 이유가 뭐죠?", Kind.REASON),
        ("출발 시각은?", Kind.TIME),
        ("결승은 몇 대 몇이었어?", Kind.OTHER),
        ("합병한 뒤에도 가게 이름은 그대로 남나요?", Kind.YES_NO),
        ("간담회는 개막 전에 했어, 뒤에 했어?", Kind.OTHER),
        ("시장이 갔어 아니면 부시장이 갔어?", Kind.OTHER),
        ("새 연구소가 어딘지 궁금합니다", Kind.PLACE),
        ("시장이 맡은 거야 부시장이 맡은 거야?", Kind.OTHER),
        ("도서관은 동구에 있어 서구에 있어?", Kind.OTHER),
        ("이번이 처음이야 아니야?", Kind.YES_NO),
        ("어쩌다 다리가 무너진 거야?", Kind.OTHER),
        ("징역 몇 년을 받았어?", Kind.DURATION),
        ("사업은 몇 년에 걸쳐서 하나", Kind.DURATION),
        ("몇 시 몇 분에 시작했지", Kind.TIME),
        ("시장이 떠난 시각 좀 알려줘", Kind.TIME),
        ("How many votes did she get when she won?", Kind.NUMBER),
        ("When the bridge fell, who was on it?", Kind.PERSON),
        ("How old was the mayor when he died?", Kind.NUMBER),
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


@pytest.mark.parametrize(
    "text",
    [
        "만찬에 누가 참석했나",
        "서명식에 참석한 사람은?",
        "하람 회장이 만난 기업은?",
        "시장은 누굴 만났어?",
        "누구누구 왔어?",
        "간담회 배석자는?",
        "오찬에 나온 나래 경영진 이름을 알려주세요",
        "어떤 회사들과 손잡았나",
        "어느 기업과 손을 잡았나",
        "가온의 수출국 알려줘",
        "사절단이 둘러본 도시는 어디야?",
        "만찬에 나온 음식은 뭐였어?",
        "공동위원장 두 사람은 누구야?",
        "협정에 반대하는 나라들 이름 알려줘",
        "하람 회장이 만난 기업을 정리해줘",
        "who attended?",
        "which companies did he meet?",
        "Which Garam executives joined the talks?",
    ],
)
def test_lists_are_recognised(text: str) -> None:
    assert analyse(text).wants_list


@pytest.mark.parametrize(
    "text",
    [
        "만찬은 언제 열렸나",
        "사장은 누구야?",
        "누가 골을 넣었어?",
        "범인은?",
        "회장의 아들은 누구야?",
        "참석자가 받은 기념품은 뭐야?",
        "주민들은 어디로 피했어?",
        "누가 가장 먼저 왔어?",
        "버스는 어느 공장에서 만들어?",
        "마지막으로 참석한 사람은?",
        "Who scored?",
        "Which company makes the buses?",
        "Which airport was closed?",
    ],
)
def test_one_answer_is_no_list(text: str) -> None:
    assert not analyse(text).wants_list


@pytest.mark.parametrize(
    "text",
    [
        "만찬에 누가 참석했는지 정리해줘",
        "하람 회장이 만난 기업을 시간순으로 정리해줘",
        "파업 이유를 요약해줘",
        "몇 시간이었는지 간추려줘",
        "왜 미뤘는지 간단히 정리 부탁해",
        "Summarise who attended the dinner",
    ],
)
def test_a_fact_may_be_asked_for_in_order(text: str) -> None:
    assert asks_fact(text)


@pytest.mark.parametrize(
    "text",
    [
        "사건을 요약해줘",
        "만찬 기사 정리해줘",
        "참석자 명단 유출 사건을 요약해줘",
        "주요 사건들을 순서대로 알려줘",
        "무슨 일이 있었는지 정리해줘",
        "누가 쓴 소설인지 밝혀진 과정을 요약해줘",
        "Summarise the dinner where they met",
    ],
)
def test_the_story_of_a_subject_is_no_fact(text: str) -> None:
    assert not asks_fact(text)


def test_more_of_a_kind_are_of_that_kind_and_no_name() -> None:
    assert analyse("임원들이 대중화를 막은 이유는?").terms[:2] == ("임원", "대중화")
    assert analyse("임원들이 대중화를 막은 이유는?").names == ()
    assert analyse("선수들연봉은?").terms == ("선수", "연봉")


def test_a_name_of_letters_and_figures_is_one_word() -> None:
    assert analyse("KF-21과 H100은 5월에 어디로 갔어?").names == ("kf-21", "h100", "5")


def test_a_place_whose_first_syllable_looks_like_a_word_is_one_name() -> None:
    assert "한남동" in analyse("저녁 먹은 데가 한남동 맞지?").names


def test_terms_leave_out_the_words_that_only_ask() -> None:
    assert analyse("만찬은 어디에서 열렸나요?").terms == ("만찬", "열렸")
    assert analyse("만찬에 온 기업을 정리해줘").terms == ("만찬", "온", "기업")
    assert "정리" in analyse("정리해고는 누가 결정했나").terms


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("회장이 머라 햇대ㅋㅋ", "회장이 뭐라 했대"),
        ("몇군데 초대햇나??", "몇군데 초대했나?"),
        ("TV 몇대 깔려잇대", "TV 몇대 깔려있대"),
        ("이름 머임", "이름 뭐임"),
        ("사장 이름머임", "사장 이름뭐임"),
        ("모임은 언제야?", "모임은 언제야?"),
        ("모래는 어디서 왔어?", "모래는 어디서 왔어?"),
        ("모니터는 몇 대야?", "모니터는 몇 대야?"),
        ("머지않아 열리나?", "머지않아 열리나?"),
        ("회의언재열어", "회의 언제 열어"),
        ("정언재 의원은 어디?", "정언재 의원은 어디?"),
        ("구름호텔만찬은몇시간했음", "구름호텔만찬은 몇 시간했음"),
        ("시장이회장이랑저녁먹은데가어디야", "시장이 회장이랑 저녁 먹은 데가 어디야"),
        ("점심머먹엇어?", "점심 뭐 먹었어?"),
        ("참석자는 누구누구인가요?", "참석자는 누구누구인가요?"),
        ("시장은 어디에서묵었나?", "시장은 어디에서 묵었나?"),
        ("몇일날 만나냐", "며칠 만나냐"),
        ("헤드셋언제나옴", "헤드셋 언제 나옴"),
        ("그 집은 언제나 열어?", "그 집은 언제나 열어?"),
        ("점유률몇프로", "점유율 몇 프로"),
        ("법률은 언제 바뀌나?", "법률은 언제 바뀌나?"),
        ("취업율이 오른 까닭은?", "취업률이 오른 까닭은?"),
        ("3~5월에 열린 행사는~?", "3~5월에 열린 행사는?"),
        ("맛나는 집은 어디?", "맛나는 집은 어디?"),
        ("만찬은 언제 열렸나요?", "만찬은 언제 열렸나요?"),
        ("회의 잇나요", "회의 있나요"),
        ("무엇을 요구했나요?", "무엇을 요구했나요?"),
        ("서울을 잇는 다리", "서울을 잇는 다리"),
        ("햇나물과 햇대추 값", "햇나물과 햇대추 값"),
    ],
)
def test_hurried_typing_is_read_as_written(typed: str, written: str) -> None:
    assert tidy(typed) == written


@pytest.mark.parametrize(
    ("typed", "asked"),
    [
        ("지난번 방한이 몇 년도였는지 확인 부탁드립니다", "지난번 방한이 몇 년도였는지?"),
        ("방한 일정이 몇 박 며칠짜리인지 확인 좀", "방한 일정이 몇 박 며칠짜리인지?"),
        ("사망자가 확인됐어?", "사망자가 확인됐어?"),
        ("윤서준네 집은 어디야?", "윤서준 집은 어디야?"),
    ],
)
def test_what_only_asks_politely_goes(typed: str, asked: str) -> None:
    assert tidy(typed) == asked


def test_days_of_a_stay_are_a_duration_and_the_day_of_an_event_a_date() -> None:
    assert analyse("체류 일정은 며칠로 잡혔나요?").kind is Kind.DURATION
    assert analyse("개막식은 며칠이야?").kind is Kind.DATE
    assert analyse("구경 온 사람이 몇이나 돼?").unit == "명"
