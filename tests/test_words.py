"""Tokens and BM25 over them, in a real SQLite."""

from __future__ import annotations

import sqlite3
import unicodedata
from collections.abc import Iterator
from contextlib import closing

import pytest

from assistant import words
from assistant.words import tokenize


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        ("도서관에서", ["도서", "서관", "관에", "에서"]),
        ("새 책", ["새", "책"]),
        ("1,234,567원", ["1234567", "원"]),
        ("12,5", ["12", "5"]),
        ("1,2345", ["1", "2345"]),
        ("3.5%", ["3.5"]),
        ("2024.3.5", ["2024.3", "5"]),
        ("AI칩", ["ai", "칩"]),
        ("5G GPT4", ["5g", "gpt4"]),
        ("２０２４년 ＡＢＣ", ["2024", "년", "abc"]),
        ("산ㆍ강·바다", ["산", "강", "바다"]),
        ("산ᆞ강・바다･들", ["산", "강", "바다", "들"]),
        ("尹대통령", ["尹대", "대통", "통령"]),
        ("Straße Café", ["strasse", "café"]),
        ("가나_다라", ["가나", "다라"]),
        ("\u0000\ufeff…“”", []),
        ("", []),
    ],
)
def test_tokens(text: str, tokens: list[str]) -> None:
    assert tokenize(text) == tokens


def test_composed_and_decomposed_text_have_the_same_tokens() -> None:
    text = "한강 다리 3.5km, Café ㎏"
    assert tokenize(unicodedata.normalize("NFD", text)) == tokenize(text)


@pytest.fixture
def connection() -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(":memory:")) as opened:
        words.create(opened)
        yield opened


def search(connection: sqlite3.Connection, text: str) -> list[int]:
    query = words.match(connection, text)
    if not query:
        return []
    return [row for (row,) in connection.execute("SELECT rowid FROM words WHERE words MATCH ? ORDER BY rank", (query,))]


def fill(connection: sqlite3.Connection, *bodies: str) -> None:
    for row, body in enumerate(bodies):
        words.add(connection, row, "", body)


def test_a_bare_noun_finds_its_inflected_form_first(connection: sqlite3.Connection) -> None:
    fill(connection, "시장은 오늘 쉬었다", "시민은 도서관에서만 책을 읽었다", "관광객이 도서를 샀다", "비가 왔다")
    assert search(connection, "도서관") == [1, 2]


def test_rare_words_weigh_more_than_frequent_ones(connection: sqlite3.Connection) -> None:
    fill(connection, *["시장은 다리를 보았다"] * 5, "시장은 등대를 보았다", "시장은 시장은 시장은 갔다")
    assert search(connection, "시장은 등대를")[0] == 5


@pytest.mark.parametrize("number", ["1234567", "1,234,567"])
def test_a_number_is_found_in_either_spelling(connection: sqlite3.Connection, number: str) -> None:
    fill(connection, "예산은 1,234,567원이다", "예산은 7654321원이다", "끝")
    assert search(connection, number) == [0]


@pytest.mark.parametrize(
    "text", ['"', "*", "AND OR NOT", "title:나무", "NEAR(나무 숲)", "나무) OR (body:숲", "-나무", "'; DROP TABLE words"]
)
def test_operators_in_a_question_are_only_words(connection: sqlite3.Connection, text: str) -> None:
    fill(connection, "나무를 심었다", "숲을 걸었다", "not and or", "바다", "강")
    search(connection, text)
    assert search(connection, "나무") == [0]


def test_every_token_survives_the_table(connection: sqlite3.Connection) -> None:
    text = "Straße Café 尹대통령 3.5 Ελλάδα Москва ไทย カメラ 漢字 \U0001d400\U00020000\U00020001 ㅋㅋㅋ e\u0301 नमस्ते"
    fill(connection, text)
    stored = {term for (term,) in connection.execute("SELECT term FROM word_counts")}
    assert stored == set(tokenize(text))


def test_a_title_word_counts_less_than_the_same_word_in_the_passage(connection: sqlite3.Connection) -> None:
    words.add(connection, 0, "등대 축제", "사람이 왔다")
    words.add(connection, 1, "가을 소식", "등대 축제")
    for row in range(2, 9):
        words.add(connection, row, "다른 소식", "비가 왔다")
    assert search(connection, "등대 축제") == [1, 0]


def test_a_word_that_only_a_title_has_is_found(connection: sqlite3.Connection) -> None:
    words.add(connection, 0, "등대 축제", "사람이 왔다")
    words.add(connection, 1, "가을 소식", "비가 왔다")
    assert search(connection, "등대") == [0]


def test_deleted_rows_are_not_found_nor_counted(connection: sqlite3.Connection) -> None:
    fill(connection, "나무 나무", "나무", "숲")
    assert words.frequencies(connection, ["나무", "숲", "없다"]) == {"나무": 2, "숲": 1, "없다": 0}
    words.delete(connection, [0])
    assert search(connection, "나무") == [1]
    assert words.frequencies(connection, ["나무"]) == {"나무": 1}
    words.add(connection, 0, "나무", "강")
    assert words.frequencies(connection, ["나무"]) == {"나무": 1}  # titles are not passages


def test_only_frequent_words_still_find_something(connection: sqlite3.Connection) -> None:
    fill(connection, *["나무를 심었다"] * 30)
    assert len(search(connection, "나무를")) == 30


def test_a_question_too_common_to_search_whole_is_searched_by_its_rarest_words(connection: sqlite3.Connection) -> None:
    fill(connection, *["시장은 오늘도 다리를 보았다"] * (words.MATCHES // 2), "시장은 오늘도 등대를 보았다")
    query = words.match(connection, "시장은 오늘도 등대를 보았다")
    assert '"등대"' in query
    assert '"시장"' not in query
