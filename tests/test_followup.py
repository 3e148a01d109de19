import pytest

from assistant.followup import interpretations
from assistant.types import Answer, Citation, Outcome


def asked(question: str, short: str = "", understood: str = "") -> Answer:
    return Answer(question, understood or question, "…", short, Outcome.INSUFFICIENT)


@pytest.mark.parametrize(
    "question", ["그 자리에 누가 참석했어?", "그럼 메뉴는?", "and who was there?", "몇 명이나 왔어?"]
)
def test_a_question_that_leans_takes_the_earlier_subject_along(question: str) -> None:
    understood = interpretations(question, [asked("승지원 만찬은 얼마나 진행됐나요?")])[0]
    assert "승지원" in understood
    assert "만찬" in understood


def test_of_two_values_none_stands_for_the_pronoun() -> None:
    differ = Answer("저녁 먹은 데가 어디야?", "저녁 먹은 데가 어디야?", "…", "새솔동 / 물빛동", Outcome.CONFLICTING)
    assert not any(" / " in reading for reading in interpretations("거기가 새솔동 맞지?", [differ]))


def test_a_name_that_begins_like_another_word_is_whole() -> None:
    assert interpretations("실패했어?", [asked("누리호 2차 발사는 며칠에 했어?")])[0] == "누리호 2차 발사 실패했어?"


def test_a_verb_is_no_subject() -> None:
    assert interpretations("who attended?", [asked("How long did the dinner last?")])[0] == "dinner who attended?"
    assert interpretations("메뉴는?", [asked("만찬에 누가 참석했어?")])[0] == "만찬 메뉴는?"


def test_a_place_stands_for_what_lies_there_as_well() -> None:
    cited = Citation(1, "a", "v", "", None, None, None, 0, 0, "둘은 한남동에 위치한 구름관에서 저녁을 먹었다.")
    last = Answer("어디서 먹었어?", "어디서 먹었어?", "…", "한남동", Outcome.ANSWERED, citations=(cited,))
    readings = interpretations("거기는 원래 뭐하던 데야?", [last])
    assert readings[:2] == ["한남동은 원래 뭐하던 데야?", "구름관은 원래 뭐하던 데야?"]


@pytest.mark.parametrize("question", ["그건 얼마야?", "그게 언제였지?", "그건 언제 고쳤어?"])
def test_what_points_at_the_subject_goes_once_the_subject_is_told(question: str) -> None:
    understood = interpretations(question, [asked("승지원 만찬은 얼마나 진행됐나요?")])[0]
    assert understood == f"승지원 만찬 {question.split(' ', 1)[1]}"


def test_of_a_question_that_may_be_new_both_readings_are_tried() -> None:
    joined, alone = interpretations("축구 경기 결과 알려줘", [asked("승지원 만찬은 얼마나 진행됐나요?")])
    assert "승지원" in joined
    assert alone == "축구 경기 결과 알려줘"


@pytest.mark.parametrize("question", ["LG전자 조주완 CEO는 언제 만났어?", "삼성전자 매출은 얼마인가요?"])
def test_a_new_subject_drops_the_old_one(question: str) -> None:
    assert interpretations(question, [asked("승지원 만찬은 얼마나 진행됐나요?")]) == [question]


@pytest.mark.parametrize(
    ("question", "short", "understood"),
    [
        ("그 사람은 어디서 만났대?", "크리스티아노 아몬", "크리스티아노 아몬은 어디서 만났대?"),
        ("그분이 뭐라고 했어?", "홍두레", "홍두레가 뭐라고 했어?"),
        ("거기서 누가 결혼했어?", "인도", "인도에서 누가 결혼했어?"),
        ("그 회사 직원은 몇 명이야?", "두레건설", "두레건설 직원은 몇 명이야?"),
    ],
)
def test_a_pronoun_stands_for_what_the_answer_named(question: str, short: str, understood: str) -> None:
    assert interpretations(question, [asked("퀄컴 사장은 누구야?", short)])[0] == understood


def test_no_pronoun_stands_within_a_name() -> None:
    meant = interpretations("로젠버그는 며칠 머물렀어?", [asked("누가 왔나요?", "김하늘 시장")])
    assert all("로젠버그는 며칠 머물렀어?" in each for each in meant)


def test_a_pronoun_does_not_stand_for_an_amount() -> None:
    understood = interpretations("거기 누가 왔어?", [asked("승지원 만찬은 얼마나 진행됐나요?", "2시간 20분")])[0]
    assert "2시간" not in understood
    assert "승지원" in understood


def test_the_first_question_stands_as_it_is() -> None:
    assert interpretations("그 자리에 누가 참석했어?", []) == ["그 자리에 누가 참석했어?"]


def follow(*questions: str) -> list[str]:
    """The likeliest reading of each question in turn."""
    history: list[Answer] = []
    for question in questions:
        understood = interpretations(question, history)[0]
        history.append(Answer(question, understood, "…", "", Outcome.INSUFFICIENT))
    return [answer.understood for answer in history]


def test_a_chain_keeps_the_subject_and_drops_what_was_asked_in_between() -> None:
    *_, last = follow("승지원 만찬은 얼마나 진행됐나요?", "메뉴는?", "그날 누가 참석했어?", "밥값은 얼마 나왔대?")
    assert "승지원" in last
    assert "메뉴" not in last


def test_a_correction_puts_the_right_word_for_the_wrong_one() -> None:
    *_, last = follow("밀봄제과 2분기 영업이익은 얼마예요?", "아니 영업이익 말고 매출이요")
    assert last == "밀봄제과 2분기 매출은 얼마예요?"


def test_a_correction_with_a_question_of_its_own_keeps_the_rest() -> None:
    *_, last = follow("하늘배송은 공장에 얼마 투자해?", "아니 공장 말고 연구소 쪽은 얼마야")
    assert last.startswith("하늘배송")
    assert last.endswith("연구소 쪽은 얼마야")
    assert "공장" not in last


def test_going_back_takes_up_the_earlier_subject() -> None:
    *_, last = follow("승지원 만찬은 얼마나 진행됐나요?", "삼성전자 매출은 얼마야?", "아까 그 만찬 메뉴는 뭐였어?")
    assert "승지원" in last
    assert "삼성전자" not in last


def test_a_date_of_its_own_stands_for_the_subjects() -> None:
    *_, last = follow("두 사람은 2011년 어디서 만났어?", "2013년엔 어디서 만났는데?")
    assert "2011" not in last


def test_the_same_question_is_asked_of_another_thing() -> None:
    history = [asked("무는 한 개에 얼마야?")]
    assert "양파는 한 개에 얼마야?" in interpretations("양파는?", history)


def test_a_question_without_a_verb_leans_too_and_is_asked_of_another_thing() -> None:
    first = asked("이재용 회장 6월 출장 때 저커버그 어디서 봤어?")
    assert interpretations("퀄컴 사장은 어디서?", [first])[-1].startswith("이재용 회장 6월 출장")
    readings = interpretations("아마존은?", [first, asked("퀄컴 사장은 어디서?")])
    assert readings[0].startswith("이재용")
    assert "아마존은 어디서?" in readings
    assert "퀄컴 사장 아마존은?" not in readings


def test_a_pronoun_may_stand_for_the_thing_the_answer_named() -> None:
    history = [asked("메타가 올해 칩을 몇 개 사?"), asked("무슨 칩인데?", "H100", "메타 올해 칩 무슨 칩인데?")]
    assert any("H100" in reading for reading in interpretations("그거 한 개에 얼마야?", history))


def test_a_long_question_is_condensed_to_what_it_asks() -> None:
    talk = (
        "저는 지역 신문을 오래 읽어 온 사람입니다. 구름호텔 만찬 기사를 여러 편 읽었는데 서로 다른 이야기를 하더군요. "
    )
    [meant] = interpretations(talk * 5 + "구름호텔 만찬은 몇 시간이나 이어졌나요? 답을 기다리겠습니다.", [])
    assert meant.endswith("구름호텔 만찬은 몇 시간이나 이어졌나요?")
    assert len(meant) < 120


def test_a_question_of_one_noun_is_also_read_as_it_stands() -> None:
    history = [asked("마을버스는 언제부터 다녀?"), asked("마을버스 요금은 얼마야?")]
    assert "승지원은 어디에 있어?" in interpretations("승지원은 어디에 있어?", history)


def test_a_question_without_a_noun_is_not_read_as_it_stands() -> None:
    assert "언제 끝났어?" not in interpretations("언제 끝났어?", [asked("승지원 만찬은 얼마나 진행됐나요?")])


def test_a_yes_or_no_is_asked_again_only_of_a_name() -> None:
    history = [asked("가람시 마을버스는 파업에 들어갔어?")]
    assert not any("들어갔어" in reading for reading in interpretations("요금은?", history))


def test_earlier_times_are_no_subject() -> None:
    history = [asked("저커버그는 며칠 일정으로 왔어?")]
    assert "저커버그" in interpretations("전에도 온 적 있어?", history)[0]
    later = asked("전에도 온 적 있어?", understood="저커버그 전에도 온 적 있어?")
    assert not interpretations("파업은 며칠 했어?", [*history, later])[0].startswith("전 ")


def test_a_noun_that_points_back_becomes_the_subject() -> None:
    dinner = asked("그 저녁 자리는 얼마나 걸렸대?", understood="승지원 저녁 자리는 얼마나 걸렸대?")
    assert "저녁" in interpretations("누가 왔어?", [asked("승지원은 어디에 있어?"), dinner])[0]


@pytest.mark.parametrize(
    ("question", "before", "understood"),
    [
        ("그게 며칠이었지?", "홍두레가 시장을 어디서 만났어요?", "홍두레가 시장을 며칠에 만났어요?"),
        ("어디였어?", "홍두레가 시장을 언제 만났어요?", "홍두레가 시장을 어디서 만났어요?"),
        ("그건 언제였죠?", "홍두레가 시장도 만났나요?", "홍두레가 시장도 언제 만났나요?"),
    ],
)
def test_a_question_that_only_asks_asks_of_what_was_told(question: str, before: str, understood: str) -> None:
    assert interpretations(question, [asked(before)])[0] == understood


def test_a_correction_of_one_of_several_names_may_be_of_any() -> None:
    readings = interpretations("아니 삼성 쪽 말이야", [asked("저커버그가 LG에서 만난 사람은?")])
    assert {"삼성이 LG에서 만난 사람은?", "저커버그가 삼성에서 만난 사람은?"} <= set(readings)
    *_, last = interpretations("아니 저녁 말고 누리 점심 쪽 말이야", [asked("호프랑 가람 회장 만찬은 얼마나 걸렸어?")])
    assert last == "누리 점심 얼마나 걸렸어?"


def test_the_last_question_is_asked_of_another_thing_though_no_particle_marks_it() -> None:
    readings = interpretations("동점골은?", [asked("누리 유나이티드 해안전 결승골 누가 넣었어?")])
    assert "누리 유나이티드 해안전 동점골 누가 넣었어?" in readings


def test_there_stands_for_the_place_that_was_named() -> None:
    last = Answer("어디서 먹었어?", "어디서 먹었어?", "…", "구름관", Outcome.ANSWERED)
    assert interpretations("거기선 누굴 만났어?", [last])[0] == "구름관에선 누굴 만났어?"


def test_there_is_no_dish() -> None:
    last = Answer("LG 점심 메뉴는?", "LG 점심 메뉴는?", "…", "비빔밥, 국수", Outcome.ANSWERED)
    assert not any("비빔밥" in reading for reading in interpretations("거기선 누굴 만났어?", [last]))


def test_of_another_name_the_last_question_is_asked_again() -> None:
    last = asked("메뉴는 뭐였어?", understood="만찬 메뉴는 뭐였어?")
    assert interpretations("LG 쪽이랑은?", [asked("만찬은 어디서 했어?"), last])[0] == "LG 쪽이랑 메뉴는 뭐였어?"
