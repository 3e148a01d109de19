from datetime import date

import pytest

from assistant.gate import Flaw, Source, check
from assistant.reader import Reader, load_reader

PASSAGE = (
    "한별전자 김하늘 회장이 14일 저녁 구름호텔에서 누리소프트 이바다 대표를 만났다. "
    "만찬은 2시간 20분가량 이어졌고 배석자는 없었다. "
    '김 회장은 "내년에 공장을 짓는다"고 말했다. 두 회사는 5,000만 원을 새마루재단에 기부하지 않기로 했다.'
)
SOURCE = Source(PASSAGE, "한별전자·누리소프트 만찬", date(2024, 3, 15), PASSAGE)


@pytest.mark.parametrize(
    "sentence",
    [
        "만찬은 140분 정도 이어졌다.",
        "두 시간 이십 분쯤 식사했다.",
        "3월 14일 김 회장과 이 대표가 만났다.",
        "배석자 없이 두 사람만 만찬을 했다.",
        "김하늘 회장은 “내년에 공장을 짓는다”고 밝혔다.",
        "5천만원을 새마루재단에 기부하지 않는다.",
        "만찬은 세 시간도 안 돼 끝났다.",
        "저녁을 함께한 다른 손님은 없었다.",
        "The dinner on March 14 lasted 2 hours and 20 minutes.",
        "The dinner lasted 140 minutes.",
        "They gave nothing of the fifty million won.",
        "Kim said, “We will build a plant next year.”",
        "The chairman of the company then told everybody, “내년에 공장을 짓는다.”",
    ],
)
def test_a_faithful_sentence_passes(sentence: str) -> None:
    assert check(sentence, [SOURCE]) == ()


@pytest.mark.parametrize(
    ("sentence", "flaw", "instead"),
    [
        ("만찬은 3시간 20분가량 이어졌다.", Flaw.NUMBER, "2시간 20분가량"),
        ("두 회사는 6,000만 원을 기부하지 않기로 했다.", Flaw.NUMBER, "5,000만 원"),
        ("두 회사는 5,000만 달러를 기부하지 않기로 했다.", Flaw.NUMBER, ""),
        ("두 사람은 3월 16일 만났다.", Flaw.DATE, ""),
        ("두 사람은 14일 저녁 노을호텔에서 만났다.", Flaw.NAME, "구름호텔"),
        ("강산애 회장이 이 대표를 만났다.", Flaw.NAME, ""),
        ("박 회장이 이 대표를 만났다.", Flaw.NAME, ""),
        ("김 회장은 “올해에 공장을 닫는다”고 말했다.", Flaw.QUOTE, "내년에 공장을 짓는다"),
        ("두 회사는 5,000만 원을 새마루재단에 기부하기로 했다.", Flaw.DENIAL, ""),
        ("만찬은 140분 이어졌고 다른 배석자가 있었다.", Flaw.DENIAL, ""),
        ("누리소프트 이바다 대표가 한별전자 김하늘 회장을 만났다.", Flaw.ROLES, ""),
        ("축제에는 시민들이 많이 모여 불꽃놀이를 즐겼다.", Flaw.SUBJECT, ""),
        ("The dinner lasted 3 hours.", Flaw.NUMBER, ""),
        ("The dinner lasted three and a half hours.", Flaw.NUMBER, ""),
        ("They gave nothing of the sixty million won.", Flaw.NUMBER, ""),
        (
            "The chairman of the company then told everybody, “올해에 공장을 닫는다.”",
            Flaw.QUOTE,
            "내년에 공장을 짓는다",
        ),
        ("김 회장은 “We will build”라고 말했다.", Flaw.QUOTE, ""),
    ],
)
def test_what_the_passage_does_not_say_is_found(sentence: str, flaw: Flaw, instead: str) -> None:
    findings = check(sentence, [SOURCE])
    assert flaw in [finding.flaw for finding in findings]
    assert instead in " ".join(finding.instead for finding in findings)


@pytest.mark.parametrize(
    ("sentence", "flaws"),
    [
        ("김하늘은 “내년에 공장을 짓는다”고 말했다.", []),
        ("Kim said, “We will close a plant.”", [Flaw.QUOTE]),
    ],
)
def test_quotations_from_an_english_passage(sentence: str, flaws: list[Flaw]) -> None:
    source = Source("Chairman Kim said, “We will build a plant next year.”")
    assert [finding.flaw for finding in check(sentence, [source]) if finding.flaw is Flaw.QUOTE] == flaws


@pytest.fixture(scope="module")
def reader() -> Reader:
    return load_reader()


@pytest.mark.parametrize(
    ("sentence", "said", "instead"),
    [
        ("강산애 회장이 이바다 대표를 만났다.", "강산애", "김하늘"),
        ("김하늘 회장은 초은별을 만났다.", "초은별", "이바다"),
    ],
)
def test_the_reader_knows_the_name_that_stands_there(reader: Reader, sentence: str, said: str, instead: str) -> None:
    found = [finding for finding in check(sentence, [SOURCE], reader) if finding.flaw is Flaw.NAME]
    assert any(said in finding.said and instead in finding.instead for finding in found)


@pytest.mark.parametrize(
    "sentence",
    [
        "김 회장과 이 대표는 저녁 식사를 함께했다.",
        "한별전자 회장이 공장 건설 계획을 말했다.",
        "두 회사는 기부를 하지 않기로 뜻을 모았다.",
    ],
)
def test_the_reader_leaves_other_words_for_the_same_alone(reader: Reader, sentence: str) -> None:
    assert check(sentence, [SOURCE], reader) == ()


def test_an_office_of_somebody_else() -> None:
    passage = "새나래당은 초선인 금지수 의원을 후임으로 뽑았다. 민들레당 오춘기 원내대표는 사과를 요구했다."
    findings = check("금지수 원내대표는 사과를 요구했다.", [Source(passage)])
    assert ("금지수 원내대표", "오춘기 원내대표") in [(finding.said, finding.instead) for finding in findings]


@pytest.mark.parametrize("name", ["사공영 씨", "코히어를"])
def test_names_the_analyser_does_not_know(name: str) -> None:
    assert Flaw.NAME in [finding.flaw for finding in check(f"김하늘 회장이 {name} 만났다.", [SOURCE])]


def test_a_word_of_the_dictionary_is_no_name(reader: Reader) -> None:
    passage = "회사를 키운 필바라 광맥을 처음 찾아낸 사람은 원주민 안내인 잭 운두라였다."
    assert check("필바라 광맥의 첫 발견자는 원주민 안내인 잭 운두라였다.", [Source(passage)], reader) == ()


@pytest.mark.parametrize(
    ("passage", "sentence", "denied"),
    [
        ("김 씨는 범인이다.", "김 씨는 범인이 아니다.", True),
        ("그는 참석했다.", "그는 참석을 안 했다.", True),
        ("시는 결정을 되돌렸다.", "시는 결정을 되돌리지 않았다.", True),
        ("김 회장은 오지 않았고 매출은 줄었다.", "김 회장은 오지 않았고 매출은 늘었다.", True),
        ("매출이 줄었다.", "없던 매출이 늘었다.", True),
        ("관람객은 입장할 수 없었다.", "관람객은 입장하지 못했다.", False),
        ("그가 참석한 것은 아니다.", "그는 참석하지 않았다.", False),
        ("배석자는 없었다.", "배석자가 있지 않았다.", False),
        ("김 회장은 만찬에 참석하지 않았다. 이 대표와 박 장관은 만찬을 함께했다.", "이 대표는 만찬에 참석했다.", False),
        ("그는 참석했지만 안 먹었다.", "그는 참석했다.", False),
        ("다리가 무너지고 말았다.", "다리가 무너졌다.", False),
        ("12편의 운행이 취소됐다.", "열차 12편의 운행이 중단됐다.", False),
    ],
)
def test_what_is_denied(passage: str, sentence: str, denied: bool) -> None:
    assert (Flaw.DENIAL in [finding.flaw for finding in check(sentence, [Source(passage)])]) is denied


def test_a_name_that_ends_like_a_term(reader: Reader) -> None:
    [finding] = check("결승골은 김민수가 넣었다.", [Source("후반 35분 결승골은 손한별이 넣었다.")], reader)
    assert (finding.flaw, finding.instead) == (Flaw.NAME, "손한별")


@pytest.mark.parametrize(
    ("sentence", "passage"),
    [
        ("버스 요금은 250원 오른다.", "시는 버스 요금을 1250원에서 1500원으로 올린다."),
        ("이 사고로 모두 9명이 다쳤다.", "이 사고로 중학생 8명과 교사 1명이 다쳤다."),
        ("리콜되는 제습기는 8만 대가 넘는다.", "회사는 제습기 8만 4000대를 리콜한다."),
        ("Fewer than thirty members voted against it.", "시의회는 찬성 61명, 반대 27명으로 조례를 통과시켰다."),
    ],
)
def test_what_follows_by_reckoning_is_borne_out(sentence: str, passage: str) -> None:
    assert not check(sentence, [Source(passage)])


@pytest.mark.parametrize(
    ("sentence", "passage"),
    [
        ("버스 요금은 350원 오른다.", "시는 버스 요금을 1250원에서 1500원으로 올린다."),
        ("이 사고로 모두 10명이 다쳤다.", "이 사고로 중학생 8명과 교사 1명이 다쳤다."),
        ("버스 요금은 250원이다.", "시는 버스 요금을 1250원에서 1500원으로 올린다."),
        ("Fewer than thirty members voted against it.", "시의회는 찬성 61명, 반대 37명으로 조례를 통과시켰다."),
    ],
)
def test_what_does_not_follow_is_found(sentence: str, passage: str) -> None:
    assert check(sentence, [Source(passage)])
