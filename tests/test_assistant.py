import json
import subprocess
import sys
from datetime import date
from pathlib import Path

import jsonschema
import pytest

from assistant import Answer, Assistant, Outcome
from assistant.errors import (
    EmptyIndexError,
    IndexLockedError,
    IndexMismatchError,
    QuestionError,
    SourceError,
    UnknownArticleError,
)
from assistant.settings import load_settings
from assistant.types import Relation
from tests.conftest import ROOT, SEEDS

SCHEMA = json.loads((ROOT / "assistant" / "schema.json").read_text(encoding="utf-8"))
STORY = """해솔시 도서관이 {day} 문을 열었다.
개관식에는 김하늘 시장과 이바다 관장이 참석했다.
행사는 1시간 30분 동안 이어졌다.
"""


def holds(assistant: Assistant, answer: Answer) -> None:
    """What must be true of every answer."""
    jsonschema.validate(answer.to_dict(), SCHEMA)
    numbers = [citation.number for citation in answer.citations]
    assert numbers == list(range(1, len(numbers) + 1))
    for citation in answer.citations:
        assert (
            assistant.article(citation.article_id, citation.version).body[citation.start : citation.end]
            == citation.quote
        )
    if answer.outcome.refused:
        assert not answer.claims
        assert not answer.citations
        assert answer.text
        assert answer.evidence
    else:
        assert answer.citations
        assert all(claim.citations and set(claim.citations) <= set(numbers) for claim in answer.claims)


def test_a_fact_with_the_sentence_it_rests_on(samples: Assistant) -> None:
    answer = samples.ask("승지원 만찬은 얼마나 오래 진행됐나요?")
    holds(samples, answer)
    assert answer.outcome is Outcome.ANSWERED
    assert "2시간" in answer.short
    assert "20분" in answer.short
    assert answer.as_of is not None


def test_that_something_is_a_place_says_not_where(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("해솔관 이야기\n\n해솔관은 선대 회장의 거처를 개조한 장소다.\n", "utf-8")
    (tmp_path / "c.txt").write_text("해솔관의 내력\n\n해솔관은 고 강나루 창업 회장이 살았던 집이었다.\n", "utf-8")
    (tmp_path / "b.txt").write_text(
        "해솔관서 만찬\n\n두 사람은 28일 밤 가람시 다온구 새솔동에 위치한 해솔관을 빠져나갔다.\n", "utf-8"
    )
    with Assistant.open(tmp_path / "index") as assistant:
        assistant.ingest([tmp_path])
        assert assistant.ask("해솔관은 어디에 있어?").short == "가람시 다온구 새솔동"
        assert assistant.ask("해솔관 어딨어?").short == "가람시 다온구 새솔동"


def test_a_denial_in_other_words_is_a_no(tmp_path: Path) -> None:
    story = tmp_path / "story.txt"
    story.write_text("한누리 작가 문학상\n\n한누리 작가는 병상에 있어 시상식에는 참석하지 못하였다.\n", "utf-8")
    with Assistant.open(tmp_path / "index") as assistant:
        assistant.ingest([story])
        assert assistant.ask("한누리 작가는 시상식에 직접 갔나요?").short == "아니요"


def test_a_yes_or_no_left_open_shows_the_words_that_decide(samples: Assistant) -> None:
    answer = samples.ask("소금 특별전에서 사진 촬영해도 되나요?")
    assert "찍어도 되" in answer.short
    assert not answer.short.endswith("되")  # a word is shown whole


def test_a_list_of_articles_is_no_subject_of_what_follows(samples: Assistant) -> None:
    listed = samples.ask("6월 기사 목록 보여줘")
    answer = samples.ask("승지원은 어디에 있어?", history=[listed])
    assert answer.understood == "승지원은 어디에 있어?"
    counted = samples.ask("버스 파업 기사는 몇 건이야?")
    assert "파업" in samples.ask("왜 시작됐어?", history=[counted]).understood


def test_a_follow_up_is_understood_from_what_came_before(samples: Assistant) -> None:
    first = samples.ask("승지원 만찬은 얼마나 오래 진행됐나요?")
    second = samples.ask("그 자리에 누가 참석했어?", history=[first])
    holds(samples, second)
    assert "승지원" in second.understood
    assert second.question == "그 자리에 누가 참석했어?"
    assert "챈" in second.text


@pytest.mark.parametrize(
    "question", ["비트코인 가격은 얼마인가요?", "What is the capital of Mongolia?", "화성 탐사선은 언제 착륙했나"]
)
def test_what_no_article_says_is_refused(samples: Assistant, question: str) -> None:
    answer = samples.ask(question)
    holds(samples, answer)
    assert answer.outcome.refused


def test_a_refusal_speaks_the_language_of_the_question(samples: Assistant) -> None:
    assert samples.ask("What is the capital of Mongolia?").text.isascii()


def test_a_summary_tells_the_story_in_several_cited_sentences(samples: Assistant) -> None:
    answer = samples.ask("승지원 만찬 내용 요약해줘")
    holds(samples, answer)
    assert answer.outcome is Outcome.ANSWERED
    assert len(answer.claims) >= 3
    assert "승지원" in answer.text


def test_a_timeline_is_in_the_order_of_the_events(samples: Assistant) -> None:
    answer = samples.ask("가람시 버스 파업을 시간순으로 정리해줘")
    holds(samples, answer)
    assert answer.outcome is Outcome.ANSWERED
    assert len(answer.claims) >= 2


def test_this_day_and_the_day_before_are_of_the_story(tmp_path: Path) -> None:
    text = (
        "해솔시 도서관 개관식은 5일 오전 10시 열렸다. 해솔시 도서관은 전날 오후 4시 책을 모두 들였다. "
        "해솔시 도서관 개관 잔치는 이튿날 오전 9시 시작됐다."
    )
    with Assistant.open(tmp_path / "index") as assistant:
        assistant.ingest([told(tmp_path, "아침신문", "2024-03-07", text)])
        answer = assistant.ask("해솔시 도서관 개관을 시간순으로 정리해줘")
    assert [next(hour for hour in ("4시", "10시", "9시") if hour in claim.text) for claim in answer.claims] == [
        "4시",
        "10시",
        "9시",
    ]


def test_a_summary_of_what_no_article_tells_is_refused(samples: Assistant) -> None:
    assert samples.ask("화성 탐사선 착륙 과정을 요약해줘").outcome.refused


def test_a_story_of_another_subject_is_told_as_it_was_asked_for(samples: Assistant) -> None:
    before = samples.ask("승지원은 어느 동에 있어?")
    asked = "달내군 물난리를 시간순으로 정리해줘"
    answer = samples.ask(asked, [before])
    holds(samples, answer)
    assert answer.understood == asked
    assert samples.ask("그 만찬을 시간순으로 정리해줘", [before]).understood != asked


def test_the_articles_themselves_are_counted_and_listed(samples: Assistant) -> None:
    answer = samples.ask("보기일보 기사는 모두 몇 건이야?")
    holds(samples, answer)
    count = sum(article.outlet == "보기일보" for article in samples.articles())
    assert answer.short == f"{count}건"
    assert {citation.outlet for citation in answer.citations} == {"보기일보"}


def test_filters_are_obeyed(samples: Assistant) -> None:
    answer = samples.ask(
        "승지원은 어디에 있나요?", outlets=["보기일보"], since=date(2024, 2, 28), until=date(2024, 3, 1)
    )
    assert {evidence.outlet for evidence in answer.evidence} == {"보기일보"}
    later = samples.ask("승지원 만찬은 얼마나 오래 진행됐나요?", since=date(2025, 1, 1))
    assert all(e.published and e.published >= date(2025, 1, 1) for e in later.evidence)
    assert later.outcome.refused


def test_the_stream_ends_with_the_answer(samples: Assistant) -> None:
    *_, last = samples.stream("승지원 만찬에는 누가 참석했나요?")
    asked = samples.ask("승지원 만찬에는 누가 참석했나요?")
    assert last.text == asked.text
    assert last.citations == asked.citations


@pytest.mark.parametrize("question", ["", "  \n", "?" * 3000])
def test_no_question(samples: Assistant, question: str) -> None:
    with pytest.raises(QuestionError):
        samples.ask(question)


@pytest.mark.parametrize("question", ["?", "ㅋㅋㅋ", "12345", "\u1112\u1161\u11ab", "' OR 1=1 --", '"*" NEAR(', "😀"])
def test_odd_questions_get_an_answer_or_a_refusal(samples: Assistant, question: str) -> None:
    assert samples.ask(question).outcome in Outcome


def test_an_unknown_article(samples: Assistant) -> None:
    with pytest.raises(UnknownArticleError):
        samples.article("0000000000000000")


def test_an_empty_index_says_what_to_do(tmp_path: Path) -> None:
    with Assistant.open(tmp_path / "index") as assistant, pytest.raises(EmptyIndexError, match="ingest"):
        assistant.ask("무슨 일이 있었나?")


def test_ingest_adds_skips_renews_and_prunes(tmp_path: Path) -> None:
    folder = tmp_path / "news"
    folder.mkdir()
    story, other, broken = folder / "story.txt", folder / "other.txt", folder / "broken.pdf"
    story.write_text(STORY.format(day="3월 1일"), encoding="utf-8")
    other.write_text("푸른시 축제가 5월 2일 개막한다.\n축제는 사흘간 열린다.\n", encoding="cp949")
    broken.write_bytes(b"%PDF-1.4 not really")
    with Assistant.open(tmp_path / "index") as assistant:
        first = assistant.ingest([folder])
        assert (len(first.added), len(first.updated), len(first.unchanged)) == (2, 0, 0)
        assert list(first.failed) == [str(broken)]
        again = assistant.ingest([folder])
        assert (len(again.added), len(again.updated), len(again.unchanged)) == (0, 0, 2)

        old = assistant.ask("해솔시 도서관은 언제 문을 열었나?")
        assert "3월 1일" in old.text
        story.write_text(STORY.format(day="4월 9일"), encoding="utf-8")
        assert assistant.ingest([folder]).updated == (str(story),)
        new = assistant.ask("해솔시 도서관은 언제 문을 열었나?")
        assert "4월 9일" in new.text
        assert "3월 1일" not in new.text
        holds(assistant, old)  # a citation given once opens for good

        numbered = folder / "C# 특집.txt"
        numbered.write_text("푸른시 도서관이 6월 3일 문을 닫는다.\n책은 나누어 준다.\n", encoding="utf-8")
        assistant.ingest([folder])
        other.unlink()
        assert assistant.ingest([folder], prune=True).removed == (str(other),)
        numbered.unlink()
        assert assistant.ingest([folder], prune=True).removed == (str(numbered),)
        assert [article.source for article in assistant.articles()] == [str(story)]
        assistant.remove(assistant.articles()[0].id)
        assert assistant.articles() == []


def test_a_path_that_does_not_exist(tmp_path: Path) -> None:
    with Assistant.open(tmp_path / "index") as assistant, pytest.raises(SourceError, match="nowhere"):
        assistant.ingest([tmp_path / "nowhere"])


def test_a_second_opener_is_told_who_holds_the_index(tmp_path: Path) -> None:
    with Assistant.open(tmp_path / "index"):
        code = f"from assistant import Assistant; Assistant.open({str(tmp_path / 'index')!r})"
        other = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT)
    assert IndexLockedError.__name__ in other.stderr


def test_other_settings_offer_the_rebuild(tmp_path: Path) -> None:
    story = tmp_path / "story.txt"
    story.write_text(STORY.format(day="3월 1일"), encoding="utf-8")
    with Assistant.open(tmp_path / "index") as assistant:
        assistant.ingest([story])
    other = load_settings({"passage_tokens": 100})
    with pytest.raises(IndexMismatchError, match=r"passage_tokens.*--repair"):
        Assistant.open(tmp_path / "index", other)
    with Assistant.open(tmp_path / "index", other, rebuild=True) as rebuilt:
        rebuilt.repair()
        assert "3월 1일" in rebuilt.ask("해솔시 도서관은 언제 문을 열었나?").text


@pytest.mark.skipif(not SEEDS.is_dir(), reason="the seed pages are not here")
def test_real_pages(tmp_path: Path) -> None:
    with Assistant.open(tmp_path / "index") as assistant:
        assert len(assistant.ingest([SEEDS]).added) == 5
        for question, expected in [
            ("저커버그와 이재용 회장의 만찬은 얼마나 진행됐나?", "20분"),
            ("아마존 본사 회동에는 누가 배석했나?", "전영현"),
            ("How much will Amazon invest in AI data centers?", "1500억달러"),
        ]:
            answer = assistant.ask(question)
            holds(assistant, answer)
            assert expected in answer.text


def test_a_refusal_names_only_words_that_no_article_has(samples: Assistant) -> None:
    refused = samples.ask("손흥민은 몇 골 넣었나")
    assert refused.outcome.refused
    assert "손흥민" in refused.text
    assert "골" not in refused.text


def told(folder: Path, name: str, day: str, text: str) -> Path:
    """A table of one article that tells `text`, published on `day`."""
    row = {"title": f"해솔시 도서관 {name}", "body": text, "published": day, "outlet": name}
    file = folder / f"{name}.jsonl"
    file.write_text(json.dumps(row, ensure_ascii=False) + "\n", encoding="utf-8")
    return file


def test_a_report_stands_against_the_forecast_and_both_are_shown(tmp_path: Path) -> None:
    before = told(
        tmp_path,
        "아침신문",
        "2024-02-26",
        "해솔시 도서관은 오는 3월 1일 문을 열 예정이다. 도서관은 지난해 짓기 시작했다.",
    )
    after = told(
        tmp_path,
        "저녁신문",
        "2024-03-06",
        "해솔시 도서관이 3월 5일 문을 열었다. 첫날 시민들이 긴 줄을 섰다.",
    )
    with Assistant.open(tmp_path / "index") as assistant:
        assistant.ingest([before, after])
        answer = assistant.ask("해솔시 도서관은 언제 문을 열었나요?")
    assert answer.outcome is Outcome.CONFLICTING
    (conflict,) = answer.conflicts
    assert conflict.relation is Relation.FORECAST
    report, forecast = (value.value for value in conflict.values)
    assert report == "3월 5일"
    assert forecast.endswith("3월 1일")
    assert answer.short == "3월 5일"


def test_a_contrary_yes_or_no_is_shown(tmp_path: Path) -> None:
    one = told(
        tmp_path, "아침신문", "2024-03-06", "해솔시 도서관 개관식에는 김하늘 시장이 참석했다. 시민들이 줄을 섰다."
    )
    other = told(
        tmp_path, "저녁신문", "2024-03-06", "김하늘 시장은 해솔시 도서관 개관식에 참석하지 않았다. 첫날 붐볐다."
    )
    with Assistant.open(tmp_path / "index") as assistant:
        assistant.ingest([one, other])
        answer = assistant.ask("해솔시 도서관 개관식에 김하늘 시장이 참석했나요?")
        holds(assistant, answer)
    assert answer.outcome is Outcome.CONFLICTING
    assert {value.value for conflict in answer.conflicts for value in conflict.values} == {"예", "아니요"}


def test_two_places_where_papers_say_that_one_thing_lies(tmp_path: Path) -> None:
    one = told(tmp_path, "아침신문", "2024-03-06", "두 사람은 서울 용산구 한남동에 위치한 구름관에서 저녁을 먹었다.")
    other = told(
        tmp_path, "저녁신문", "2024-03-07", "두 회장은 6일 밤 서울 용산구 이태원동에 있는 영빈관 구름관을 나섰다."
    )
    with Assistant.open(tmp_path / "index") as assistant:
        assistant.ingest([one, other])
        answer = assistant.ask("구름관은 어디에 있어?")
        holds(assistant, answer)
    assert answer.outcome is Outcome.CONFLICTING
    assert {value.value[-4:].strip() for value in answer.conflicts[0].values} == {"한남동", "이태원동"}


def test_values_that_differ_are_no_one_thing_however_alike_their_sentences(tmp_path: Path) -> None:
    one = told(tmp_path, "아침신문", "2024-03-06", "해솔시 도서관 개관 만찬은 달맞이호텔에서 2시간 10분 동안 이어졌다.")
    other = told(tmp_path, "저녁신문", "2024-03-06", "해솔시 도서관 개관 만찬은 달맞이호텔에서 3시간 동안 이어졌다.")
    with Assistant.open(tmp_path / "index") as assistant:
        assistant.ingest([one, other])
        answer = assistant.ask("해솔시 도서관 개관 만찬은 얼마나 이어졌어?")
        holds(assistant, answer)
    assert answer.outcome is Outcome.CONFLICTING
    assert {value.value for value in answer.conflicts[0].values} == {"2시간 10분 동안", "3시간 동안"}


def test_how_long_somebody_stays_however_it_is_asked(tmp_path: Path) -> None:
    visit = told(
        tmp_path,
        "아침신문",
        "2024-03-06",
        "마야 호프 대표는 2박3일 방한 일정을 마무리한 뒤 인도로 떠난다. 그는 10년 만에 한국을 찾았다.",
    )
    with Assistant.open(tmp_path / "index") as assistant:
        assistant.ingest([visit])
        for question in (
            "마야 호프 대표는 한국에 며칠 묵었어?",
            "마야 호프 대표가 한국에 머무는 기간은 얼마로 잡혀 있나?",
        ):
            answer = assistant.ask(question)
            assert answer.short == "2박3일"
            assert answer.understood == question


def test_names_that_are_given_of_a_kind(tmp_path: Path) -> None:
    visit = told(
        tmp_path,
        "아침신문",
        "2024-03-06",
        "마야 호프 대표는 해솔시 도서관을 찾았다. 이후 물빛회관에서 새빛랩, 나래로봇 등 해솔시 스타트업과 만났다.",
    )
    with Assistant.open(tmp_path / "index") as assistant:
        assistant.ingest([visit])
        answer = assistant.ask("마야 호프 대표가 만난 해솔시 스타트업 중에 이름 나온 데 있어?")
        holds(assistant, answer)
    assert answer.short == "새빛랩, 나래로봇"


def test_names_of_a_kind_are_told_by_the_sentence_that_gives_them(tmp_path: Path) -> None:
    visit = told(
        tmp_path,
        "아침신문",
        "2024-03-06",
        "마야 호프 대표는 가람전자 누리전자 등을 만나 협력을 논의했다. "
        "이후 해솔회관을 찾아 새빛랩 등 국내 AI 스타트업과 만났다. 스타트업 간담회에는 로봇 업체도 참석했다.",
    )
    with Assistant.open(tmp_path / "index") as assistant:
        assistant.ingest([visit])
        answer = assistant.ask("해솔회관에서 마야 호프를 만난 AI 스타트업 가운데 이름이 나온 데가 어디예요?")
        holds(assistant, answer)
    assert answer.short == "새빛랩"


def test_somebody_of_whom_no_article_tells_is_not_given_the_place_of_others(tmp_path: Path) -> None:
    visit = told(
        tmp_path,
        "아침신문",
        "2024-03-06",
        "마야 호프 대표는 28일 오전 해솔시 가람타워를 방문해 가람전자 경영진과 만났다.",
    )
    with Assistant.open(tmp_path / "index") as assistant:
        assistant.ingest([visit])
        told_of, another = (assistant.ask(f"{who}는 마야 호프를 어디서 만났어?") for who in ("가람전자", "구광모"))
    assert told_of.short == "해솔시 가람타워"
    assert another.outcome.refused
    assert "구광모" in another.text


def test_the_airport_that_was_left_is_not_the_one_landed_at(tmp_path: Path) -> None:
    crash = told(
        tmp_path,
        "아침신문",
        "2024-03-06",
        "해솔항공 여객기가 비상착륙하다 두 동강 났다. 이 여객기는 물빛공항을 이륙해 다온시로 향하던 중이었다.",
    )
    with Assistant.open(tmp_path / "index") as assistant:
        assistant.ingest([crash])
        left, landed = (
            assistant.ask(f"두 동강 난 해솔항공 여객기가 {verb} 공항 이름이 뭐야?") for verb in ("이륙한", "비상착륙한")
        )
    assert left.short == "물빛공항"
    assert landed.confidence < left.confidence


def test_a_firm_is_no_place(tmp_path: Path) -> None:
    visit = told(
        tmp_path,
        "아침신문",
        "2024-03-06",
        "윤가람 회장은 출장 중 마야 호프 나래전자 대표의 집에 초대받아 이야기를 나눴다. "
        "윤 회장은 지난 1일 다온시에 있는 마야 호프 대표의 자택에 초청받아 둘이 만났다.",
    )
    with Assistant.open(tmp_path / "index") as assistant:
        assistant.ingest([visit])
        answer = assistant.ask("윤가람 회장이 초대받아 간 마야 호프 집은 어디인가요?")
    assert answer.short.startswith("다온시")


def test_a_firm_among_others_is_no_place(tmp_path: Path) -> None:
    journey = told(
        tmp_path,
        "아침신문",
        "2024-06-13",
        "윤가람 회장이 나래전자, 해솔, 가온 등 큰 통신 기업 대표들과 잇달아 만나는 출장에 나섰다.",
    )
    with Assistant.open(tmp_path / "index") as assistant:
        assistant.ingest([journey])
        assert assistant.ask("윤가람 회장은 해솔 대표를 어디서 만났나요?").outcome.refused


def test_whom_a_sentence_without_a_subject_tells_of(tmp_path: Path) -> None:
    (tmp_path / "journey.txt").write_text(
        "윤새롬 대표는 5일 해솔시에서 강도윤 나래통신 사장을 만났다. "
        "도하나 회장은 12일 다온시에 있는 가온조선 본사를 찾았다. "
        "이어 15일에는 물빛시에서 강도윤 사장과 만나 새 통신망을 논의했다.",
        encoding="utf-8",
    )
    with Assistant.open(tmp_path / "index") as assistant:
        assistant.ingest([tmp_path / "journey.txt"])
        later, earlier = (
            assistant.ask(f"{who} 강도윤 사장을 만난 날은 언제야?") for who in ("도하나 회장이", "윤새롬 대표가")
        )
        holds(assistant, later)
    assert (later.short, earlier.short) == ("15일", "5일")


def test_a_meeting_with_another_is_not_that_asked_of(tmp_path: Path) -> None:
    meetings = told(
        tmp_path,
        "아침신문",
        "2024-02-28",
        "마야 호프 대표는 지난 5일 물빛시 연구소에서 송바다 부회장을 만났다. "
        "지난달에는 딴 회사 대표가 윤가람 회장과 강도윤 회장을 잇달아 만났다.",
    )
    with Assistant.open(tmp_path / "index") as assistant:
        assistant.ingest([meetings])
        with_her, with_him = (
            assistant.ask(f"마야 호프 대표는 {who}하고 어디서 만났어?") for who in ("송바다 부회장", "강도윤 회장")
        )
    assert with_her.short == "물빛시 연구소"
    assert with_him.outcome.refused


def test_papers_that_give_somebody_another_office_of_then(tmp_path: Path) -> None:
    one = told(
        tmp_path,
        "아침신문",
        "2024-02-21",
        "마야 호프 대표의 방한은 10년 만으로, 윤가람 당시 나래전자 부회장을 만났었다.",
    )
    other = told(
        tmp_path,
        "저녁신문",
        "2024-02-27",
        "마야 호프 대표가 한국을 찾는다. 10년 전 방한해 윤가람 당시 나래전자 사장과 협업을 논의했다.",
    )
    with Assistant.open(tmp_path / "index") as assistant:
        assistant.ingest([one, other])
        answer = assistant.ask("10년 전 마야 호프 대표가 왔을 때 윤가람의 직급은 무엇이었나?")
        holds(assistant, answer)
    assert answer.outcome is Outcome.CONFLICTING
    assert {value.value for value in answer.conflicts[0].values} == {"나래전자 부회장", "나래전자 사장"}


def test_where_somebody_goes_next_is_not_where_they_met(tmp_path: Path) -> None:
    one = told(
        tmp_path, "아침신문", "2024-02-28", "마야 호프 대표는 29일 물빛궁에서 윤가람 총리를 만난 뒤 다온시로 떠난다."
    )
    with Assistant.open(tmp_path / "index") as assistant:
        assistant.ingest([one])
        met, next_one = (
            assistant.ask(f"마야 호프 대표는 윤가람 총리를 {asks}") for asks in ("어디서 만나?", "만나고 어디로 가?")
        )
    assert met.short == "물빛궁"
    assert next_one.short == "다온시"


def test_the_firms_whose_names_are_not_given(tmp_path: Path) -> None:
    chips = told(
        tmp_path,
        "아침신문",
        "2024-02-28",
        "윤가람 회장은 이번 출장에서 나래통신뿐 아니라 세계적인 설계 기업들과도 만나 협력을 논의했다.",
    )
    with Assistant.open(tmp_path / "index") as assistant:
        assistant.ingest([chips])
        firm, names = (
            assistant.ask(f"윤가람 회장이 출장에서 만난 {asks}") for asks in ("회사는?", "설계 기업들의 이름은?")
        )
    assert "나래통신" in firm.text
    assert names.outcome.refused


def test_how_long_something_takes_is_no_day(tmp_path: Path) -> None:
    made = told(
        tmp_path,
        "아침신문",
        "2024-02-28",
        "나래전자는 새 헤드셋을 1년 이상 준비해 왔다. 나래전자는 새 헤드셋을 내년 3월 내놓는다.",
    )
    with Assistant.open(tmp_path / "index") as assistant:
        assistant.ingest([made])
        answer = assistant.ask("나래전자 새 헤드셋은 언제 나온대?")
    assert answer.short == "내년 3월"


def test_another_instance_has_another_number(tmp_path: Path) -> None:
    trial = told(
        tmp_path,
        "아침신문",
        "2024-03-06",
        "해솔시의회 윤가람 의원이 1심에서 징역 12년을 선고받았다. 재판부는 자격정지 10년도 함께 선고했다.",
    )
    with Assistant.open(tmp_path / "index") as assistant:
        assistant.ingest([trial])
        first, second = (assistant.ask(f"윤가람 의원은 {n}심에서 징역 몇 년을 선고받았어?") for n in (1, 2))
    assert first.short == "12년"
    assert second.confidence < first.confidence


def test_a_year_that_only_tells_which_report_is_meant(tmp_path: Path) -> None:
    cold = told(tmp_path, "아침신문", "2014-01-08", "해솔 폭포가 얼었다. 얼어붙은 것은 북쪽으로 흐르는 3개의 물줄기다.")
    with Assistant.open(tmp_path / "index") as assistant:
        assistant.ingest([cold])
        then, other = (assistant.ask(f"{year}년에 얼어버린 해솔 폭포 물줄기는 몇 개였어?") for year in (2014, 2019))
        holds(assistant, then)
    assert then.short.startswith("3개")
    assert other.confidence < then.confidence


def test_the_day_on_which_a_source_spoke_is_not_when_it_happens(tmp_path: Path) -> None:
    visit = told(
        tmp_path,
        "아침신문",
        "2024-03-06",
        "6일 해솔시에 따르면 마야 호프 대표는 오는 14일 해솔시 도서관을 방문한다. "
        "업계에 따르면 6일 시는 다음 주 다리를 연다.",
    )
    with Assistant.open(tmp_path / "index") as assistant:
        assistant.ingest([visit])
        hope, bridge = (
            assistant.ask(text) for text in ("마야 호프 대표는 언제 도서관에 와?", "시는 다리를 언제 열어?")
        )
    assert hope.short.endswith("14일")
    assert bridge.short == "다음 주"


def test_what_somebody_was_then(tmp_path: Path) -> None:
    visit = told(
        tmp_path,
        "아침신문",
        "2024-03-06",
        "마야 호프 대표는 2013년 해솔시를 찾아 윤가람 당시 해솔도서관 부관장을 만났다. "
        "호프 대표는 6일 윤가람 관장과 다시 만났다.",
    )
    with Assistant.open(tmp_path / "index") as assistant:
        assistant.ingest([visit])
        then, now = (assistant.ask(text) for text in ("2013년 당시 윤가람 직함은 뭐였어?", "윤가람은 직책이 뭐야?"))
    assert then.short == "해솔도서관 부관장"
    assert now.short.endswith("관장")


def test_who_somebody_is(tmp_path: Path) -> None:
    visit = told(
        tmp_path,
        "아침신문",
        "2024-03-06",
        "이에 앞서 마야 호프 대표는 물빛연구소에서 크리스티아노 아몬 나래전자 사장 겸 CEO를 만났다. "
        "연구소는 신경망 연구자 출신 윤가람 박사가 이끈다.",
    )
    with Assistant.open(tmp_path / "index") as assistant:
        assistant.ingest([visit])
        questions = ("아몬은 어느 회사 CEO죠?", "크리스티아노 아몬이 누구야?", "물빛연구소 책임자는 누구야?")
        firm, person, role = (assistant.ask(text).short for text in questions)
    assert firm == person == "나래전자 사장 겸 CEO"
    assert "윤가람" in role


def test_a_time_since_which_something_goes_on_is_no_day_of_it(tmp_path: Path) -> None:
    one = told(
        tmp_path, "아침신문", "2024-03-06", "마야 호프 대표는 2013년 6월 처음 한국을 방문했다. 당시 이틀 머물렀다."
    )
    other = told(tmp_path, "저녁신문", "2024-03-07", "두 사람은 2011년 이후 현재까지 8차례 만났다. 한국 방문도 있었다.")
    with Assistant.open(tmp_path / "index") as assistant:
        assistant.ingest([one, other])
        answer = assistant.ask("마야 호프 대표가 처음 한국을 방문한 해는 언제야?")
        holds(assistant, answer)
    assert answer.outcome is Outcome.ANSWERED
    assert answer.short == "2013년 6월"


def test_after_how_long_somebody_came_is_not_how_long_he_stayed(tmp_path: Path) -> None:
    came = told(
        tmp_path, "아침신문", "2024-03-06", "마야 호프 대표가 10년 만에 한국을 찾았다. 그는 사흘 동안 머물렀다."
    )
    with Assistant.open(tmp_path / "index") as assistant:
        assistant.ingest([came])
        answer = assistant.ask("마야 호프 대표는 한국에 얼마나 있었어?")
    assert answer.outcome.refused or answer.short.startswith("사흘")


def test_since_the_last_time_is_not_how_long_it_was(tmp_path: Path) -> None:
    strike = told(tmp_path, "아침신문", "2024-03-06", "해솔시 버스 파업은 11년 만이다. 버스는 이틀 동안 멈췄다.")
    with Assistant.open(tmp_path / "index") as assistant:
        assistant.ingest([strike])
        answer = assistant.ask("해솔시 버스 파업은 며칠이나 했어?")
    assert answer.outcome.refused or answer.short.startswith("이틀")


def test_a_year_in_a_name_is_not_when_it_was(tmp_path: Path) -> None:
    (tmp_path / "forum.txt").write_text(
        "포럼 소식\n\n한편 가온전자는 12일 해솔밸리에서 '가온 파운드리 포럼 2024'를 열고 AI 칩 생산 방안을 제시했다.\n",
        encoding="utf-8",
    )
    with Assistant.open(tmp_path / "index") as assistant:
        assistant.ingest([tmp_path / "forum.txt"])
        answer = assistant.ask("올해 가온 파운드리 포럼은 며칠에 열렸나요?")
    assert answer.short == "12일"


def test_how_long_is_not_when(tmp_path: Path) -> None:
    visit = told(
        tmp_path,
        "아침신문",
        "2024-06-13",
        "김하늘 회장은 2주 간의 해외 출장 중 박두레 대표의 집에 초대받아 긴밀한 대화를 나눴다."
        " 13일 회사에 따르면 김 회장은 지난 11일 박두레 대표의 자택에서 단독 면담을 했다.",
    )
    with Assistant.open(tmp_path / "index") as assistant:
        assistant.ingest([visit])
        answer = assistant.ask("김하늘 회장이 박두레 집에 간 게 며칠이었지?")
    assert answer.outcome.refused or "11일" in answer.short


def test_what_was_planned_is_no_yes(tmp_path: Path) -> None:
    plan = told(tmp_path, "아침신문", "2024-03-01", "해솔시 도서관 개관식에는 김하늘 시장이 참석할 예정이다.")
    with Assistant.open(tmp_path / "index") as assistant:
        assistant.ingest([plan])
        answer = assistant.ask("해솔시 도서관 개관식에 김하늘 시장이 참석했나요?")
    assert answer.outcome.refused or answer.short == "예정"


def test_a_follow_up_keeps_to_the_filter(tmp_path: Path) -> None:
    one = told(tmp_path, "아침신문", "2024-03-06", "해솔시 도서관이 3월 5일 문을 열었다. 개관식에는 시장이 참석했다.")
    other = told(tmp_path, "저녁신문", "2024-03-06", "푸른시 축구단이 결승에서 졌다. 감독은 물러났다.")
    with Assistant.open(tmp_path / "index") as assistant:
        assistant.ingest([one, other])
        first = assistant.ask("해솔시 도서관은 언제 문을 열었나요?")
        second = assistant.ask("개관식에는 누가 참석했어?", [first], outlets=["저녁신문"])
    assert {evidence.outlet for evidence in second.evidence} <= {"저녁신문"}


def test_a_less_precise_value_is_no_disagreement(tmp_path: Path) -> None:
    one = told(tmp_path, "아침신문", "2024-03-06", "해솔시 도서관이 5일 오전 문을 열었다. 시민들이 줄을 섰다.")
    other = told(tmp_path, "저녁신문", "2024-03-07", "해솔시 도서관이 3월 5일 문을 열었다. 첫날 붐볐다.")
    with Assistant.open(tmp_path / "index") as assistant:
        assistant.ingest([one, other])
        answer = assistant.ask("해솔시 도서관은 언제 문을 열었나요?")
    assert answer.outcome is Outcome.ANSWERED


def test_a_reprint_is_no_second_source(tmp_path: Path) -> None:
    for outlet in ("아침신문", "저녁신문"):
        story = STORY.format(day="3일")
        (tmp_path / f"{outlet}.txt").write_text(
            f"제목: 해솔시 도서관 개관\n매체: {outlet}\n\n{story}", encoding="utf-8"
        )
    with Assistant.open(tmp_path / "index") as assistant:
        assistant.ingest(sorted(tmp_path.glob("*.txt")))
        answer = assistant.ask("해솔시 도서관 개관식에는 누가 참석했나요?")
        holds(assistant, answer)
    [citation] = answer.citations
    assert {citation.outlet, *(copy.outlet for copy in citation.copies)} == {"아침신문", "저녁신문"}


@pytest.mark.parametrize(
    ("question", "hour"),
    [
        ("윤바람 대표 몇 시에 왔어?", "6시 10분"),
        ("윤바람 대표는 누리원에 몇 시쯤 들어갔어?", "6시 10분"),
        ("윤바람 대표는 몇 시에 떠났어?", "8시 40분"),
    ],
)
def test_of_coming_and_leaving_the_hour_that_is_asked_for(tmp_path: Path, question: str, hour: str) -> None:
    (tmp_path / "a.txt").write_text(
        "누리 회장과 한빛 대표의 만찬\n\n누리그룹 회장이 한빛 윤바람 대표를 저녁에 초대했다. "
        "차량 석 대는 오후 6시 10분께 누리원 정문으로 들어섰다. 회장은 문 앞에서 기다렸다. "
        "윤바람 대표는 오후 8시 40분께 누리원을 떠났다. 두 사람은 손을 흔들었다.\n",
        "utf-8",
    )
    with Assistant.open(tmp_path / "index") as assistant:
        assistant.ingest([tmp_path / "a.txt"])
        assert hour in assistant.ask(question).short
