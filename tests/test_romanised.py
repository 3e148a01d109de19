import pytest

from assistant.romanised import in_korean, korean_sounds, sounds

TEXT = (
    "이재용 회장은 마크 저커버그 메타 CEO와 승지원에서 만났다."
    " 아난트 암바니는 인도 잠나가르에서 결혼한다. 조주완 사장과 박 대표가 왔다. 박씨, 인도로."
)


@pytest.mark.parametrize(
    ("latin", "korean"),
    [
        ("Zuckerberg", "저커버그"),
        ("Qualcomm", "퀄컴"),
        ("Jamnagar", "잠나가르"),
        ("Anthropic", "앤스로픽"),
        ("Upstage", "업스테이지"),
        ("Gangnam", "강남"),
    ],
)
def test_the_same_word_sounds_the_same(latin: str, korean: str) -> None:
    assert korean_sounds(korean) in sounds(latin)
    assert korean_sounds("도서관") not in sounds(latin)


@pytest.mark.parametrize(
    ("question", "meant"),
    [
        ("Where is Seungjiwon?", "Where is 승지원?"),
        ("When did Lee Jae-yong meet Mark Zuckerberg?", "When did 이재용 meet Mark 저커버그?"),
        ("What did Cho Joo-wan say?", "What did 조주완 say?"),
        ("Who is the CEO of Meta?", "Who is the CEO of Meta?"),
        ("Where is the library?", "Where is the library?"),
        ("Where did they meet in June?", "Where did they meet in June?"),
        ("How many LG TVs are there?", "How many LG TV are there?"),
        ("Zuckerberg는 누구를 만났어?", "저커버그는 누구를 만났어?"),
        ("zuckerberg이 한 말은?", "저커버그가 한 말은?"),
        ("Lee Jae-yong은 어디 갔어?", "이재용은 어디 갔어?"),
        ("Meta CEO는?", "Meta CEO는?"),
        ("승지원 만찬 How did the dinner end?", "승지원 만찬 How did the dinner end?"),
        ("Back to that dinner: who came?", "Back to that dinner: who came?"),
        ("승지원 Who did Zuckerberg meet there?", "승지원 Who did 저커버그 meet there?"),
    ],
)
def test_names_are_spelt_as_the_articles_spell_them(question: str, meant: str) -> None:
    assert in_korean(question, lambda word: word not in ("Meta", "CEO"), [TEXT]) == meant
