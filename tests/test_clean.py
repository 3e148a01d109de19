import unicodedata
from datetime import date
from pathlib import Path

import pytest

from assistant.cleaning.clean import clean
from assistant.errors import SourceError
from assistant.sources.files import Page, find_sources, read_pages
from tests.pages import BODY, BROADCAST, ENGLISH, FIRST, FOURTH, OUTLETS, PAGES, PLAIN, TITLE

SEEDS = Path(__file__).parents[2] / "shared" / "seeds"
DAY = date(2024, 2, 28)


def page(text: str, title: str | None = None) -> Page:
    return Page("/a.txt", text, title=title)


def body(text: str, title: str | None = TITLE) -> list[str]:
    return clean(page(text, title)).body.split("\n")


@pytest.mark.parametrize("name", PAGES)
def test_pages_of_outlets(name: str) -> None:
    article = clean(page(PAGES[name]))
    assert article.body.split("\n")[: len(BODY)] == BODY
    assert (article.title, article.outlet, article.author) == (TITLE, OUTLETS[name], "홍길동")
    assert article.published == DAY


def test_captions_are_kept_apart() -> None:
    assert [len(clean(page(PAGES[name])).captions) for name in ("yonhap", "newsis", "daum")] == [4, 1, 1]


def test_what_captions_state_follows_the_paragraphs() -> None:
    stated = {name: clean(page(PAGES[name])).body.split("\n")[len(BODY) :] for name in PAGES}
    assert {name: lines for name, lines in stated.items() if lines} == {
        "yonhap": ["28일 오전 청람시립도서관 열람실에서 직원들이 책을 꽂고 있다."],
        "newsis": ["28일 열람실에서 직원들이 책을 꽂고 있다."],
    }


@pytest.mark.parametrize(
    ("caption", "stated"),
    [
        ("▲ 새 도서관은 지하 2층까지 있다. 홍길동 기자", ["새 도서관은 지하 2층까지 있다."]),
        (f"{FOURTH} 연합뉴스", []),
        ("새 도서관은 지하 2층까지 있다. [연합뉴스 자료사진]", []),
        ("도서관 전경 [사진=청람시]", []),
    ],
)
def test_a_caption_states_only_what_is_new_and_of_this_report(caption: str, stated: list[str]) -> None:
    article = clean(page("\n".join([*BODY[:2], caption, *BODY[2:]]), TITLE))
    assert article.body.split("\n") == [*BODY, *stated]


def test_a_broadcast_in_polite_style() -> None:
    article = clean(page(BROADCAST))
    lines = article.body.split("\n")
    assert (lines[-1], len(lines)) == ("KBS 뉴스 홍길동입니다.", 6)
    assert (article.outlet, article.author, article.published) == ("KBS", "홍길동", DAY)


def test_an_english_page() -> None:
    article = clean(page(ENGLISH))
    assert article.title == "Cheongram opens new city library next month"
    assert (article.outlet, article.author, article.published) == ("The Example Times", "Jane Doe", DAY)
    assert [line.split()[0] for line in article.body.split("\n")] == ["CHEONGRAM", '"We', "The"]


@pytest.mark.parametrize("text", PLAIN.values(), ids=PLAIN)
@pytest.mark.parametrize("is_titled", [True, False])
def test_plain_articles_come_out_as_they_went_in(text: str, is_titled: bool) -> None:
    article = clean(page(text, TITLE) if is_titled else page(f"{TITLE}\n{text}"))
    assert article.body == text
    assert (article.title, article.outlet, article.author, article.captions) == (TITLE, None, None, ())


def test_every_line_is_a_substring_of_the_composed_page() -> None:
    for text in (*PAGES.values(), *PLAIN.values(), BROADCAST, ENGLISH):
        decomposed = unicodedata.normalize("NFD", text)
        lines = clean(page(decomposed)).body.split("\n")
        assert all(line in unicodedata.normalize("NFC", decomposed) for line in lines)


@pytest.mark.parametrize(
    "text",
    [
        "\n".join([*BODY, "홍길동 기자 hong@a.kr", *BODY[1:], "홍길동 기자 hong@a.kr"]),
        "\n".join([*BODY, *BODY]),
        "\n".join([*BODY, " ".join(BODY)]),
        "\n".join([" ".join(BODY[:1]).split(". ")[0] + ".", *BODY]),
    ],
    ids=["signed copy", "copy", "copy in one line", "summary of the first paragraph"],
)
def test_what_is_shown_twice_comes_once(text: str) -> None:
    assert body(text) == BODY


@pytest.mark.parametrize(
    "line",
    [
        '- 새벽 지하철 첫차 5분 당긴다\n- "눈 치우다 다쳤다"…올겨울 환자 급증',
        "관련기사\n새벽 지하철 첫차 5분 당긴다",
        "댓글 0\n정말 좋은 소식이네요.",
        "많이 본 뉴스\n1\n새벽 지하철 첫차 5분 당긴다",
    ],
)
def test_headlines_after_an_end_mark_go(line: str) -> None:
    assert body("\n".join([*BODY, "Copyright ⓒ 한빛일보. All rights reserved.", line])) == BODY
    if not line.startswith("-"):
        assert body("\n".join([*BODY, line])) == BODY


def test_headlines_in_the_midst_go_and_the_article_goes_on() -> None:
    assert body("\n".join([*BODY[:2], "관련기사", "새벽 지하철 첫차 5분 당긴다", *BODY[2:]])) == BODY
    assert body("\n".join([*BODY[:2], "홍길동 기자 hong@a.kr", *BODY[2:]])) == BODY


@pytest.mark.parametrize(
    "line",
    [
        "도서관 직원들이 책을 꽂고 있다. 연합뉴스",
        "도서관 직원들이 책을 꽂고 있다. 홍길동 기자",
        "도서관 직원들이 책을 꽂고 있다. 사진=허하나 기자",
        "도서관 전경 [사진=청람시]",
        "도서관 전경 (사진제공=청람시)",
        "도서관 전경./사진=뉴시스",
        "▲ 도서관 전경 ⓒ 한빛일보 홍길동 기자",
        "도서관 직원들이 책을 꽂고 있다. 2024.2.28 / 뉴스1 ⓒ News1 홍길동 기자",
        "도서관 전경. 청람시 제공",
        "※ 기사와 직접 관련 없는 사진입니다.",
        "도서관 전경. [로이터=연합뉴스 자료사진]",
    ],
)
def test_captions(line: str) -> None:
    article = clean(page("\n".join([*BODY[:2], line, *BODY[2:]]), TITLE))
    assert article.body.split("\n")[: len(BODY)] == BODY
    assert article.captions == (line,)


def test_the_last_paragraph_keeps_its_words_and_loses_its_credit() -> None:
    assert body("\n".join([*BODY[:3], f"{FOURTH} /연합뉴스"])) == BODY
    article = clean(page("\n".join([*BODY[:3], f"{FOURTH} 홍길동 기자 hong@hani.co.kr"]), TITLE))
    assert article.body.split("\n") == BODY
    assert (article.author, article.outlet) == ("홍길동", "한겨레")


@pytest.mark.parametrize(
    "line",
    [
        "▶ 한빛일보 유튜브 채널 https://www.youtube.com/@hanbit",
        "공유 | 인쇄 | 스크랩",
        "<이미지를 클릭하시면 크게 보실 수 있습니다>",
        "<저작권자 ⓒ 한빛일보, 무단 전재 및 재배포 금지>",
        "-",
        "광고",
        "기사 공유하기",
        "[사진=연합뉴스]",
        "입력 2024.02.28 21:12",
    ],
)
def test_furniture_in_the_midst_of_an_article_goes(line: str) -> None:
    assert body("\n".join([*BODY[:2], line, *BODY[2:]])) == BODY


def test_what_the_page_says_to_its_reader_goes_unless_the_article_speaks_so_too() -> None:
    notices = ["이 크기로 글자가 바뀝니다.", "기사 전체를 보시려면 본문을 확인하세요."]
    assert body("\n".join([notices[0], FIRST, notices[1], *BODY[1:]])) == BODY
    polite = ["도서관이 문을 엽니다.", "관장이 시민에게 인사합니다.", *notices]
    assert body("\n".join(polite)) == polite


@pytest.mark.parametrize(
    ("dateline", "outlet", "author"),
    [
        ("(청람=뉴스1) 홍길동 김하나 기자 = ", "뉴스1", "홍길동, 김하나"),
        ("[청람=뉴시스]홍길동 기자 = ", "뉴시스", "홍길동"),
        ("[이데일리 홍길동 기자] ", "이데일리", "홍길동"),
        ("[헤럴드경제=홍길동 기자] ", "헤럴드경제", "홍길동"),
        ("(뉴욕=연합뉴스) 홍길동 특파원 = ", "연합뉴스", "홍길동"),
        ("홍길동 기자 = ", None, "홍길동"),
    ],
)
def test_datelines(dateline: str, outlet: str | None, author: str) -> None:
    article = clean(page("\n".join([dateline + FIRST, *BODY[1:]]), TITLE))
    assert article.body.split("\n") == BODY
    assert (article.outlet, article.author) == (outlet, author)


def test_what_the_source_states_is_believed_first() -> None:
    day = date(2023, 1, 2)
    stated = Page("/a#1", PAGES["yonhap"], "남이 준 제목", "한빛일보", "김하나 기자", day, "https://a.kr", {"면": "3"})
    article = clean(stated)
    assert (article.title, article.outlet, article.author) == ("남이 준 제목", "한빛일보", "김하나")
    assert (article.published, article.url, article.metadata) == (day, "https://a.kr", {"면": "3"})


def test_fields_at_the_top_of_an_exported_article() -> None:
    article = clean(
        page("\n".join([f"제목: {TITLE}", "날짜: 2024-02-28", "언론사: 한빛일보", "기자: 홍길동", "", *BODY]))
    )
    assert (article.title, article.outlet, article.author) == (TITLE, "한빛일보", "홍길동")
    assert (article.published, article.body.split("\n")) == (DAY, BODY)


def test_the_title_of_a_page_without_one_is_its_first_sentence() -> None:
    assert clean(page("\n".join(BODY))).title == FIRST.split(". ")[0] + "."


@pytest.mark.parametrize("text", ["댓글 0\n공유", "Copyright ⓒ 한빛일보.", "사회 > 지역\n2024.02.28", "-"])
def test_a_page_without_a_sentence_is_an_error(text: str) -> None:
    with pytest.raises(SourceError, match=r"/a\.txt"):
        clean(page(text))


def test_an_article_that_says_no_more_than_its_title_is_kept() -> None:
    assert body(f"{FOURTH}\n", FOURTH) == [FOURTH]


# (paragraphs, captions, outlet, author, published), (words that must be in the body, words that must not
EXPECTED = {
    "000": (
        (15, 2, "뉴스1", "강태우, 김재현, 한재준, 윤주영", DAY),
        ["33분께", "잠나가르"],
        ["ⓒ", "클릭", "burning", "카테고리", "(종합2보)"],
    ),
    "001": ((6, 0, "한국경제", "김채연", None), ["웨딩 파티", "헤드셋 공동"], ["hankyung", "클린뷰", '노력"']),
    "002": (
        (14, 5, "서울경제", None, None),
        ["모수만", "킬러 콘텐츠", "35만 개"],
        ["1q60", "허진", "저작권자", "■"],
    ),
    "003": ((19, 0, None, None, None), ["기어 VR", "80%를", "빈소에"], ["댓글0"]),
    "004": (
        (10, 0, "디지털타임스", "장우진", None),
        ["SF2Z", "8차례", "한진만"],
        ["글자크기", "다음뉴스", "롤스로이스", "손흥민"],
    ),
}


@pytest.mark.skipif(not SEEDS.exists(), reason="the seed pages are not part of the project")
@pytest.mark.parametrize("seed", EXPECTED)
def test_seed_pages(seed: str) -> None:
    expected, kept, gone = EXPECTED[seed]
    [source] = [source for source in find_sources([SEEDS]) if Path(source).name.startswith(seed)]
    [read] = read_pages(source)
    assert isinstance(read, Page)
    article = clean(read)
    lines = article.body.split("\n")
    found = (len(lines), len(article.captions), article.outlet, article.author, article.published)
    assert found == expected
    assert all(words in article.body for words in kept)
    assert not any(words in article.body for words in gone)
    assert len(set(lines)) == len(lines)
    assert all(line.endswith((".", "”", '"')) for line in lines)
