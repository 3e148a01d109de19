"""What every front end with HTML shows, and that nothing from outside is ever taken for HTML or markdown."""

from __future__ import annotations

import re
from dataclasses import fields, replace
from datetime import date
from html.parser import HTMLParser

import pytest

from assistant.chat import render
from assistant.chat.conversation import Turn, earlier_answers, recall, remember
from assistant.chat.filters import FilterError, Filters
from assistant.chat.panel import panel
from assistant.chat.texts import ENGLISH, KOREAN, Texts
from assistant.errors import UnknownArticleError
from assistant.types import (
    Answer,
    Article,
    Citation,
    Claim,
    Conflict,
    ConflictValue,
    Copy,
    Evidence,
    IngestReport,
    Outcome,
    Passage,
    Relation,
    Support,
)
from tests.fakes import ARTICLES

HOSTILE = """<script>alert(1)</script> ![i](http://outside.example/a.png) [a](javascript:alert(1)) http://outside.example
<img src=x onerror=alert(1)> "onmouseover=alert(1) ${alert(1)} {{constructor}} `code` **bold** $$x$$ \u202egnp"""


class Elements(HTMLParser):
    """Every element with its attributes, and all text."""

    def __init__(self, markup: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.feed(markup)

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attributes)))

    def handle_data(self, data: str) -> None:
        self.text += data


def cite(number: int, quote: str, article: Article = ARTICLES[0]) -> Citation:
    start = article.body.index(quote)
    told = (article.title, article.outlet, article.published, article.url)
    return Citation(number, article.id, article.version, *told, start, start + len(quote), quote)


FIRST = cite(1, "만찬은 2시간 20분가량 진행됐다.")
SECOND = cite(2, "만찬은 3시간 동안 열렸다고 업계는 전했다.", ARTICLES[1])
ANSWERED = Answer(
    "만찬은 얼마나 걸렸나요?",
    "만찬은 얼마나 걸렸나요?",
    "만찬은 2시간 20분가량 진행됐다. [1]",
    "2시간 20분가량",
    Outcome.ANSWERED,
    (Claim("만찬은 2시간 20분가량 진행됐다. [1]", (1,)),),
    (FIRST,),
    as_of=date(2024, 3, 14),
    confidence=0.9,
)


def find(article_id: str, version: str | None = None) -> Article:
    for article in ARTICLES:
        if article.id == article_id and version in (None, article.version):
            return article
    raise UnknownArticleError("No such article; list them.")


def test_an_answer_shows_its_words_sentence_citation_date_source_and_confidence() -> None:
    shown = Elements(render.answer(ANSWERED, 3, KOREAN))
    assert "2시간 20분가량만찬은 2시간 20분가량 진행됐다." in shown.text
    assert "[1]" not in shown.text
    assert "2024년 3월 14일 기준" in shown.text
    assert "하루신문 · 2024년 3월 14일" in shown.text
    assert KOREAN.confidence[0] in shown.text
    chips = [attributes for tag, attributes in shown.elements if tag == "button"]
    assert [(chip["value"], chip["title"]) for chip in chips] == [("cite:3:1", FIRST.quote)]
    assert KOREAN.understood.format("") not in shown.text


def test_a_reprint_is_listed_as_the_same_report() -> None:
    other = ARTICLES[1]
    copy = Copy(other.id, other.version, other.title, other.outlet, other.published, other.url)
    shown = render.answer(replace(ANSWERED, citations=(replace(FIRST, copies=(copy,)),)), 0, KOREAN)
    assert f"같은 기사: {other.outlet}" in render_text(shown)
    assert f'value="article:{other.id}"' in shown


def test_a_follow_up_says_how_it_was_understood() -> None:
    shown = Elements(render.answer(replace(ANSWERED, understood="구름호텔 만찬은 얼마나 걸렸나요?"), 0, ENGLISH))
    assert "Understood as: 구름호텔 만찬은 얼마나 걸렸나요?" in shown.text


def test_a_conflict_shows_each_value_with_who_says_so_and_when() -> None:
    values = (
        ConflictValue("2시간 20분", (1,), (date(2024, 3, 14),)),
        ConflictValue("3시간", (2,), (date(2024, 3, 15),)),
    )
    conflicting = replace(
        ANSWERED, outcome=Outcome.CONFLICTING, citations=(FIRST, SECOND), conflicts=(Conflict(values),)
    )
    text = re.sub(r"\s", " ", Elements(render.answer(conflicting, 0, KOREAN)).text)
    verdict = KOREAN.conflict[Relation.DISAGREEMENT]
    assert f"{verdict}2시간 20분하루신문 · 2024년 3월 14일 13시간새벽일보 · 2024년 3월 15일 2" in text


def test_a_conflict_says_whether_a_forecast_a_correction_or_the_papers_differ() -> None:
    values = (ConflictValue("3명", (1,), (None,)), ConflictValue("5명", (2,), (None,)))
    verdicts = set()
    for relation in Relation:
        conflicting = replace(
            ANSWERED,
            outcome=Outcome.CONFLICTING,
            citations=(FIRST, SECOND),
            conflicts=(Conflict(values, relation),),
        )
        shown = Elements(render.answer(conflicting, 0, KOREAN)).text
        verdicts.add(shown[: shown.index("3명")])
    assert len(verdicts) == len(Relation)


def test_an_unverified_claim_is_marked_and_a_supported_one_is_not() -> None:
    doubtful = Claim("다음에는 부산에서 만난다.", (), Support.UNVERIFIED)
    assert KOREAN.unverified not in render.answer(ANSWERED, 0, KOREAN)
    shown = render.answer(replace(ANSWERED, claims=(*ANSWERED.claims, doubtful)), 0, KOREAN)
    assert shown.count(KOREAN.unverified) == 1
    assert shown.index(KOREAN.unverified) > shown.index("진행됐다")


@pytest.mark.parametrize("outcome", [Outcome.NO_EVIDENCE, Outcome.INSUFFICIENT])
def test_a_refusal_says_why_and_offers_the_nearest_passages(outcome: Outcome) -> None:
    body = ARTICLES[0].body
    passage = Passage(ARTICLES[0].id, ARTICLES[0].version, 0, 10, body[:10])
    near = Evidence(passage, "제목", "하루신문", None, None, 0.1)
    refused = Answer("예산은?", "예산은?", "예산은 적혀 있지 않습니다.", "", outcome, evidence=(near,))
    shown = Elements(render.answer(refused, 2, KOREAN))
    assert shown.elements[0] == ("div", {"class": "answer refused"})
    assert KOREAN.refused + "예산은 적혀 있지 않습니다." in shown.text
    assert ("summary", {}) in shown.elements
    assert [attributes["value"] for tag, attributes in shown.elements if tag == "button"] == ["near:2:0"]
    assert body[:10] in shown.text


def hostile_renderings() -> dict[str, str]:
    article = Article(HOSTILE, HOSTILE, HOSTILE, HOSTILE, HOSTILE, url="javascript:alert(1)")
    citation = Citation(1, article.id, article.version, HOSTILE, HOSTILE, None, article.url, 0, 8, HOSTILE)
    passage = Passage(article.id, article.version, 0, len(HOSTILE), HOSTILE)
    evidence = (Evidence(passage, HOSTILE, HOSTILE, None, article.url, 0.5),)
    told = Conflict((ConflictValue(HOSTILE, (1,), (None,)),))
    answered = Answer(
        HOSTILE, HOSTILE + "?", HOSTILE, HOSTILE, Outcome.CONFLICTING, (Claim(HOSTILE, (1,)),), (citation,), (told,)
    )
    refused = Answer(HOSTILE, HOSTILE, HOSTILE, "", Outcome.INSUFFICIENT, evidence=evidence)
    turns = [Turn(HOSTILE, answered, "done"), Turn(HOSTILE, refused, "failed", HOSTILE)]
    report = IngestReport((HOSTILE,), failed={HOSTILE: HOSTILE})
    return {
        "messages": "".join(message["content"] for message in render.messages(turns, KOREAN)),
        "panel": panel("cite:0:1", turns, lambda *_: article, KOREAN),
        "articles": render.article_list([article], Filters(), KOREAN),
        "report": render.ingest_report(report, [article], KOREAN),
        "filters": render.active_filters(Filters(outlets=(HOSTILE,)), KOREAN),
        "notice": render.notice(HOSTILE),
    }


@pytest.mark.parametrize("markup", hostile_renderings().values(), ids=hostile_renderings())
def test_nothing_from_outside_becomes_html_or_markdown(markup: str) -> None:
    shown = Elements(markup)
    assert "<script>alert(1)</script>" in shown.text + str(shown.elements)
    assert not {tag for tag, _ in shown.elements} & {"script", "img", "iframe", "a", "code"}
    assert not [name for _, attributes in shown.elements for name in attributes if name.startswith("on")]
    ours = re.sub(r"<[^<>]*>|&#\d+;|&nbsp;", "", markup)
    assert not re.search(r"[\[\]!$`*_{}\\<>~|#&\u202e\n]", ours), "left for a markdown or template reader to take up"


@pytest.mark.parametrize(
    ("url", "safe"),
    [
        ("https://news.example/a?b=1&c=2", True),
        ("http://news.example", True),
        ("HTTPS://news.example", True),
        ("javascript:alert(1)", False),
        (" javascript:alert(1)", False),
        ("data:text/html,x", False),
        ("//news.example", False),
        ("https://", False),
        ('https://news.example/"onclick=x', False),
        ("https://[broken", False),
        ("/files/a.txt", False),
        ("", False),
        (None, False),
    ],
)
def test_only_web_addresses_become_links(url: str | None, safe: bool) -> None:
    article = replace(ARTICLES[0], url=url)
    links = [tag for tag, _ in Elements(panel("article:x", [], lambda *_: article, KOREAN)).elements if tag == "a"]
    assert links == (["a"] if safe else [])


def test_the_panel_marks_exactly_the_cited_sentences() -> None:
    other = cite(2, "호텔은 서울 종로구에 있다.")
    turns = [Turn("?", replace(ANSWERED, citations=(FIRST, other, SECOND)), "done")]
    shown = panel("cite:0:2", turns, find, KOREAN)
    assert [render_text(mark) for mark in re.findall(r"<mark.*?</mark>", shown)] == [FIRST.quote, other.quote]
    assert render_text(re.findall(r'<mark class="chosen".*?</mark>', shown)[0]) == other.quote
    assert render_text(shown[shown.index('class="body"') + 13 :]).startswith(ARTICLES[0].body.split("\n")[0])
    assert shown.count('name="open"') == 3


def test_the_panel_heads_what_captions_state() -> None:
    said = "호텔 앞에 차가 서 있다."
    article = replace(ARTICLES[0], body=f"{ARTICLES[0].body}\n{said}", captions=(f"{said} 연합뉴스",))
    shown = panel("article:x", [], lambda *_: article, KOREAN)
    assert "<h4>사진 설명</h4><p>호텔 앞에" in shown
    assert "<h4>" not in panel("article:x", [], lambda *_: ARTICLES[0], KOREAN)


def render_text(markup: str) -> str:
    return Elements(markup).text


def test_overlapping_marks_and_marks_across_paragraphs_keep_the_text_whole() -> None:
    body = ARTICLES[0].body
    whole = replace(FIRST, start=0, end=len(body), quote=body)
    turns = [Turn("?", replace(ANSWERED, citations=(whole, replace(FIRST, number=2))), "done")]
    shown = panel("cite:0:2", turns, find, KOREAN)
    assert render_text("".join(re.findall(r"<mark.*?</mark>", shown))) == body.replace("\n", "")


def test_a_changed_a_removed_and_a_lost_article_say_so() -> None:
    turns = [Turn("?", ANSWERED, "done")]
    newer = replace(ARTICLES[0], body="다시 쓴 본문.")

    def changed(article_id: str, version: str | None = None) -> Article:
        return find(article_id, version) if version else newer

    def removed(article_id: str, version: str | None = None) -> Article:
        return find(article_id, version if version else "none")

    def lost(article_id: str, version: str | None = None) -> Article:
        raise UnknownArticleError("No such article; list them.")

    assert render.escape(KOREAN.superseded) not in panel("cite:0:1", turns, find, KOREAN)
    assert render.escape(KOREAN.superseded) in panel("cite:0:1", turns, changed, KOREAN)
    assert render.escape(KOREAN.removed) in panel("cite:0:1", turns, removed, KOREAN)
    assert panel("cite:0:1", turns, lost, KOREAN) == render.notice(KOREAN.missing)


@pytest.mark.parametrize("key", ["cite:9:1", "cite:0:9", "near:0:0", "cite:-1:1", "cite:x:y", "cite", "nonsense:0:1"])
def test_a_button_that_leads_nowhere_is_no_error(key: str) -> None:
    assert panel(key, [Turn("?", ANSWERED, "done")], find, KOREAN) == render.notice(KOREAN.missing)


def test_an_empty_panel_says_what_it_is_for() -> None:
    assert panel("", [], find, KOREAN) == render.notice(KOREAN.no_source)


def test_unfinished_turns_show_their_state() -> None:
    turns = [Turn("a"), Turn("b", ANSWERED, "stopped"), Turn("c", None, "failed", "다시 물어 주세요.")]
    replies = [message["content"] for message in render.messages(turns, KOREAN) if message["role"] == "assistant"]
    assert KOREAN.thinking in replies[0]
    assert render.escape(KOREAN.stopped) in replies[1]
    assert "진행됐다" in replies[1]
    assert render_text(replies[2]) == "다시 물어 주세요."


def test_the_article_list_is_newest_first_and_obeys_the_filters() -> None:
    undated = Article("날짜 없는 기사", "본문.", "file.txt")
    listed = render_text(render.article_list([undated, *ARTICLES], Filters(), KOREAN))
    assert [listed.index(a.title) for a in (ARTICLES[1], ARTICLES[0], undated)] == sorted(
        listed.index(a.title) for a in (*ARTICLES, undated)
    )
    assert "기사 3건" in listed
    narrowed = render_text(render.article_list([undated, *ARTICLES], Filters(until=date(2024, 3, 14)), KOREAN))
    assert "기사 1건" in narrowed
    assert ARTICLES[0].title in narrowed
    assert render.article_list(ARTICLES, Filters(outlets=("없음",)), KOREAN) == render.notice(KOREAN.none_match)
    assert render.article_list([], Filters(), KOREAN) == render.notice(KOREAN.no_articles_yet)


def test_filters_read_dates_and_explain_what_is_wrong_with_them() -> None:
    filters = Filters.read(" 2024-03-01 ", "", ["하루신문"], KOREAN)
    assert filters == Filters(date(2024, 3, 1), None, ("하루신문",))
    assert "2024년 3월 1일" in render_text(render.active_filters(filters, KOREAN))
    assert render.active_filters(Filters(), KOREAN) == ""
    with pytest.raises(FilterError, match="어제"):
        Filters.read("어제", None, None, KOREAN)
    with pytest.raises(FilterError):
        Filters.read("2024-03-02", "2024-03-01", None, ENGLISH)


def test_the_report_names_articles_by_title_and_failures_by_file() -> None:
    report = IngestReport(
        added=(ARTICLES[0].source,), unchanged=("/x/b.txt",), failed={"/x/c.pdf": "/x/c.pdf has no text."}
    )
    shown = render_text(render.ingest_report(report, ARTICLES, KOREAN))
    assert (
        shown == f"{KOREAN.added} 1{ARTICLES[0].title}{KOREAN.unchanged} 1b.txt{KOREAN.unreadable} 1c.pdf has no text."
    )


def test_why_a_file_was_not_read_is_said_in_the_visitors_language() -> None:
    report = IngestReport(failed={"/x/c.pdf": "/x/c.pdf is locked with a password; unlock it and try again."})
    assert "c.pdf: 암호가 걸려 있어요." in render_text(render.ingest_report(report, (), KOREAN))
    assert "c.pdf: It is locked" in render_text(render.ingest_report(report, (), ENGLISH))


def test_a_browser_keeps_finished_turns_and_whatever_else_it_holds_is_ignored() -> None:
    turns = [Turn("a", ANSWERED, "done"), Turn("b", ANSWERED, "stopped"), Turn("c")]
    kept = recall(remember(turns, "en"), "ko")
    assert (kept.language, kept.turns) == ("en", (turns[0],))
    assert earlier_answers(turns) == [ANSWERED]
    for nothing in ("", "{", '{"language": "ko", "turns": [{"question": 1}]}'):
        assert recall(nothing, "ko").turns == ()


def test_both_languages_say_everything_with_the_same_places_to_fill() -> None:
    for field in fields(Texts):
        korean, english = getattr(KOREAN, field.name), getattr(ENGLISH, field.name)
        assert type(korean) is type(english)
        assert korean
        assert english
        if isinstance(korean, str) and field.name != "day":
            assert korean.count("{}") == english.count("{}"), field.name
        if isinstance(korean, dict):
            assert korean.keys() == english.keys()
