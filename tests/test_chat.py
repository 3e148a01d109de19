"""The chat in a real browser: the whole app over the sample articles, and a fake for what that cannot show at will."""

from __future__ import annotations

import json
import os
import re
import socket
import subprocess
import sys
import time
import unicodedata
import urllib.request
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from threading import Semaphore
from typing import Any

import pytest

from assistant.chat.texts import ENGLISH, KOREAN
from assistant.types import Article
from tests.conftest import ROOT
from tests.fakes import FakeAssistant

CHROMIUM = Path(os.environ.get("CHROMIUM", "/usr/bin/chromium"))
playwright = pytest.importorskip("playwright.sync_api")
pytestmark = pytest.mark.skipif(not CHROMIUM.exists(), reason="needs Chromium; name it in CHROMIUM")

QUIET = ["no-sandbox", "disable-gpu", "disable-background-networking", "disable-component-update", "disable-sync"]
PLAIN = "승지원은 어디에 있나요?"  # answered by one sentence of the samples
DESKTOP, PHONE = {"width": 1400, "height": 900}, {"width": 390, "height": 844}
PATIENCE = 180_000  #: milliseconds; nothing here measures speed, and machines that test are busy
Visit = Callable[..., Any]


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with playwright.sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=CHROMIUM, args=[f"--{flag}" for flag in QUIET])
        yield browser
        browser.close()


@pytest.fixture
def visit(browser: Any) -> Iterator[Visit]:
    """Opens an address as a new visitor; fails on script errors, and on requests to anywhere but this machine."""
    contexts, faults = [], []

    def check(url: str) -> None:
        if not url.startswith(("http://127.0.0.1:", "data:", "blob:")):
            faults.append(f"asked for {url}")

    def open_page(url: str, viewport: dict[str, int] = DESKTOP) -> Any:
        context = browser.new_context(viewport=viewport, locale="ko-KR")
        context.set_default_timeout(PATIENCE)
        contexts.append(context)
        page = context.new_page()
        page.on("request", lambda request: check(request.url))
        page.on("pageerror", lambda error: faults.append(str(error)))
        with page.expect_response(re.compile("queue/data"), timeout=PATIENCE):
            page.goto(url)
        page.wait_for_timeout(500)
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert not faults


@pytest.fixture(scope="module")
def real(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """`assistant serve` on an index of its own, which it fills with the sample articles."""
    port = free_port()
    environment = {**os.environ, "ASSISTANT_INDEX": str(tmp_path_factory.mktemp("chat") / "index")}
    command = [sys.executable, "-m", "assistant", "serve", "--port", str(port)]
    log = tmp_path_factory.mktemp("log") / "serve.txt"
    with log.open("wb") as output, subprocess.Popen(command, cwd=ROOT, env=environment, stderr=output) as server:
        try:
            wait_for(f"http://127.0.0.1:{port}/", server, log)
            yield f"http://127.0.0.1:{port}/"
        finally:
            server.terminate()


def wait_for(url: str, server: subprocess.Popen[bytes], log: Path) -> None:
    for _ in range(600):
        assert server.poll() is None, log.read_text("utf-8", errors="replace")
        try:
            urllib.request.urlopen(url, timeout=5).close()
            return
        except OSError:
            time.sleep(0.5)
    pytest.fail(f"The chat did not start: {log.read_text('utf-8', errors='replace')[-2000:]}")


@pytest.fixture
def serve_fake(tmp_path: Path) -> Iterator[Callable[..., str]]:
    import app

    running = []

    def serve(**options: Any) -> str:
        port = free_port()
        running.append(app.launch(FakeAssistant(tmp_path / "index", **options), "127.0.0.1", port, wait=False))
        return f"http://127.0.0.1:{port}/"

    yield serve
    for blocks in running:
        blocks.close()


def ask(page: Any, question: str) -> Any:
    """Types a question and waits until its answer is complete; the answer's element."""
    answers = page.locator("#chat .bot-row").count()
    page.fill("#box textarea", question)
    page.press("#box textarea", "Enter")
    return answered(page, answers + 1)


def answered(page: Any, count: int) -> Any:
    """Waits until the conversation has `count` answers and another question can be asked; the last answer's element."""
    page.locator("#chat .bot-row").nth(count - 1).wait_for()
    page.wait_for_selector("#box .submit-button")
    page.locator("#chat .thinking").wait_for(state="detached")
    return page.locator("#chat .bot-row").last


def open_tab(page: Any, name: str) -> None:
    page.click(f"#tabs [role=tab]:has-text('{name}')")


def panel_shows(page: Any, quote: str) -> None:
    """The panel's chosen mark holds exactly the quote, and is within sight."""
    chosen = "mark.chosen"
    page.wait_for_function(
        "quote => [...document.querySelectorAll('mark.chosen')].map(e => e.textContent).join('') === quote", arg=quote
    )
    page.wait_for_timeout(300)
    box = page.locator(chosen).first.bounding_box()
    assert 0 <= box["y"] <= page.viewport_size["height"]


def test_an_upload_is_kept_under_one_safe_name(tmp_path: Path) -> None:
    from app import keep_upload

    for name in (unicodedata.normalize("NFD", "소식 1.txt"), "소식 1.txt", "..a$(b)|c.txt", ".txt"):
        (tmp_path / name).write_text(name, "utf-8")
        kept = keep_upload(tmp_path / name, tmp_path / "index" / "uploads")
        assert kept.read_text("utf-8") == name
    assert sorted(path.name for path in kept.parent.iterdir()) == ["a__b__c.txt", "txt", "소식 1.txt"]


# with the real assistant


def test_an_example_is_asked_at_once(real: str, visit: Visit) -> None:
    page = visit(real)
    assert page.evaluate("document.documentElement.lang") == "ko"
    assert page.locator("#chat .example").count() == len(KOREAN.examples)
    page.click(f"#chat .example >> text={KOREAN.examples[0]}")
    answered(page, 1)
    assert page.locator("#chat .asked").inner_text() == KOREAN.examples[0]


def test_the_first_source_opens_by_itself_at_the_cited_sentence(real: str, visit: Visit) -> None:
    page = visit(real)
    answer = ask(page, PLAIN)
    panel_shows(page, answer.locator(".chip").first.get_attribute("title"))
    assert re.search(r"\d{4}년 \d+월 \d+일 기준", answer.locator(".foot").inner_text())


def test_clicking_a_citation_switches_the_panel(real: str, visit: Visit) -> None:
    page = visit(real)
    answer = ask(page, PLAIN)
    quotes = [chip.get_attribute("title") for chip in answer.locator(".claim .chip").all()]
    for place in reversed(range(len(quotes))):
        answer.locator(".claim .chip").nth(place).click()
        panel_shows(page, quotes[place])
    page.locator("#panel .number").last.click()
    page.locator("#panel .number[aria-current]:last-child").wait_for()
    last = page.locator("#panel .number b").last.inner_text()
    panel_shows(page, answer.locator(f".claim .chip[value$=':{last}']").first.get_attribute("title"))


def test_filters_are_visible_narrow_the_list_and_the_answers(real: str, visit: Visit) -> None:
    page = visit(real)
    page.click(f"text={KOREAN.filters}")
    page.locator("#filters input.time").last.fill("2001-01-01")
    page.locator("#filters input.time").last.press("Enter")
    page.wait_for_selector(f"#narrowed >> text={KOREAN.until} 2001년 1월 1일")
    open_tab(page, KOREAN.articles_tab)
    page.wait_for_selector(f"#listing >> text={KOREAN.none_match}")
    assert ask(page, PLAIN).locator(".refused").count() == 1
    page.click(f"#narrowed >> text={KOREAN.clear_filters}")
    page.wait_for_selector("#listing .articles")
    assert not page.locator("#narrowed").is_visible()
    assert ask(page, PLAIN).locator(".refused").count() == 0
    page.locator("#filters input.time").first.fill("어제")
    page.locator("#filters input.time").first.press("Enter")
    assert ask(page, PLAIN).locator(".failed, .refused, .answer").count() == 1


def test_an_uploaded_article_is_asked_at_once_and_updated_by_its_name(real: str, visit: Visit, tmp_path: Path) -> None:
    page = visit(real)
    story = tmp_path / "하늘다리 개통.txt"
    opened = "새벽시 하늘다리가 12일 문을 열었다. 하늘다리의 길이는 {}미터다. 공사에는 3년이 걸렸다."
    story.write_text("하늘다리 12일 개통\n\n" + opened.format(412), "utf-8")
    open_tab(page, KOREAN.add_tab)
    page.set_input_files("#side input[type=file]", story)
    page.wait_for_selector(f"#report >> text={KOREAN.added} 1")
    answer = ask(page, "하늘다리의 길이는 얼마인가요?")
    assert "412미터" in answer.inner_text()
    panel_shows(page, answer.locator(".chip").first.get_attribute("title"))

    story.write_text("하늘다리 12일 개통\n\n" + opened.format(450), "utf-8")
    empty = tmp_path / "빈 파일.txt"
    empty.write_text("", "utf-8")
    open_tab(page, KOREAN.add_tab)
    page.set_input_files("#side input[type=file]", [story, empty])
    page.wait_for_selector(f"#report >> text={KOREAN.updated} 1")
    assert "빈 파일.txt" in page.locator("#report").inner_text()
    answer.locator(".chip").first.click()
    page.wait_for_selector("#panel .note")
    assert "412미터" in page.locator("#panel mark.chosen").inner_text()


def test_programs_get_the_answer_as_one_json_object(real: str) -> None:
    import jsonschema

    schema = json.loads((ROOT / "assistant" / "schema.json").read_text("utf-8"))
    answer = call(real, [PLAIN, "", "", ""])
    jsonschema.validate(answer, schema)
    assert answer["citations"]
    assert call(real, [PLAIN, "", "2001-01-01", ""])["outcome"] in ("NO_EVIDENCE", "INSUFFICIENT")
    assert "2024-99-99" in call(real, ["?", "2024-99-99", "", ""])["error"]
    described = json.loads(urllib.request.urlopen(f"{real}gradio_api/info").read())
    assert list(described["named_endpoints"]) == ["/ask"]


def call(url: str, data: list[str]) -> Any:
    """Gradio's two-step REST call; the result, or the error it ended with."""
    body = json.dumps({"data": data}).encode()
    request = urllib.request.Request(f"{url}gradio_api/call/ask", body, {"Content-Type": "application/json"})
    event = json.loads(urllib.request.urlopen(request).read())["event_id"]
    lines = urllib.request.urlopen(f"{url}gradio_api/call/ask/{event}").read().decode().splitlines()
    result = json.loads(lines[lines.index("") - 1].removeprefix("data: "))
    return result[0] if isinstance(result, list) else result


# with a fake one: what a real one cannot be made to do


def test_answers_grow_while_they_are_made_and_can_be_stopped(serve_fake: Callable[..., str], visit: Visit) -> None:
    steps = Semaphore(0)
    page = visit(serve_fake(steps=steps))
    page.fill("#box textarea", "느리게")
    page.press("#box textarea", "Enter")
    page.wait_for_selector("#chat .thinking")
    steps.release()
    page.wait_for_selector("#chat .claim")
    assert page.locator("#chat .claim").count() == 1
    page.click("#box .stop-button")
    page.wait_for_selector("#chat .stopped")
    steps.release(100)
    page.wait_for_timeout(2000)
    assert page.locator("#chat .claim").count() <= 2
    assert page.locator("#chat .failed").count() == 0
    assert "서울 종로구" in ask(page, "어디인가요?").inner_text()


def test_a_refusal_looks_different_says_why_and_offers_passages_folded(
    serve_fake: Callable[..., str], visit: Visit
) -> None:
    page = visit(serve_fake())
    answer = ask(page, "만찬 예산은 얼마인가요?")
    assert answer.locator(".refused .verdict").inner_text() == KOREAN.refused
    assert answer.locator(".refused .reason").inner_text()
    assert answer.locator(".chip").count() == 0
    near = answer.locator(".near-title").first
    assert not near.is_visible()
    answer.locator("summary").click()
    title = near.inner_text()
    near.click()
    page.wait_for_function("title => document.querySelector('#panel h3')?.textContent === title", arg=title)


def test_english_changes_every_label_and_keeps_the_conversation(serve_fake: Callable[..., str], visit: Visit) -> None:
    page = visit(serve_fake())
    ask(page, "만찬 예산은 얼마인가요?")
    page.click("text=English")
    page.wait_for_selector(f"text={ENGLISH.title}")
    page.wait_for_selector(f"text={ENGLISH.filters}")
    assert page.evaluate("[document.documentElement.lang, document.title]") == ["en", ENGLISH.title]
    assert page.locator("#chat .asked").inner_text() == "만찬 예산은 얼마인가요?"
    assert page.locator("#chat .verdict").inner_text() == ENGLISH.refused
    conversation = page.locator("#chat").inner_text()
    everything = page.locator("body").inner_text().replace(conversation, "").replace("한국어", "")
    assert not re.findall("[가-힣]+", everything)
    open_tab(page, ENGLISH.articles_tab)
    assert page.locator("#listing th").all_inner_texts() == list(ENGLISH.article_headings)
    open_tab(page, ENGLISH.add_tab)
    page.wait_for_selector(f"#side >> text={ENGLISH.add_note}")
    assert page.locator("#upload").inner_text() == ENGLISH.add
    page.reload()
    page.wait_for_selector("#chat .refused")
    page.wait_for_selector(f"text={ENGLISH.title}")


def test_reading_uploads_shows_how_far_it_is(serve_fake: Callable[..., str], visit: Visit, tmp_path: Path) -> None:
    steps = Semaphore(2)
    page = visit(serve_fake(steps=steps))
    stories = [tmp_path / f"소식 {number}.txt" for number in range(4)]
    for story in stories:
        story.write_text(f"{story.stem}\n본문.", "utf-8")
    open_tab(page, KOREAN.add_tab)
    page.set_input_files("#side input[type=file]", stories)
    page.wait_for_selector("#report >> text=소식 1.txt")
    steps.release(2)
    page.wait_for_selector(f"#report >> text={KOREAN.added} 4")


def test_a_fault_in_the_middle_is_one_calm_sentence(serve_fake: Callable[..., str], visit: Visit) -> None:
    page = visit(serve_fake())
    for question in ("고장 느리게", "버그 느리게"):
        assert ask(page, question).locator(".failed").inner_text() == KOREAN.failed
    assert "/srv/" not in page.content()
    assert "Traceback" not in page.content()
    assert "서울 종로구" in ask(page, "어디인가요?").inner_text()


def test_a_conversation_belongs_to_its_visitor_and_a_new_one_forgets_it(
    serve_fake: Callable[..., str], visit: Visit
) -> None:
    url = serve_fake()
    page, other = visit(url), visit(url)
    for nothing in ("", "   "):
        page.fill("#box textarea", nothing)
        page.press("#box textarea", "Enter")
        page.wait_for_timeout(500)
    ask(page, "만찬은 얼마나?")
    assert page.locator("#chat .asked").count() == 1
    assert KOREAN.understood.format("") in ask(page, "그건 어디인가요?").inner_text()
    assert KOREAN.understood.format("") not in ask(other, "그건 어디인가요?").inner_text()
    page.reload()
    page.wait_for_selector("#chat .answer >> nth=1")
    page.click(f"text={KOREAN.new_conversation}")
    page.wait_for_selector("#chat .example")
    assert KOREAN.understood.format("") not in ask(page, "그건 어디인가요?").inner_text()


def test_nothing_an_article_or_visitor_writes_is_taken_for_html(serve_fake: Callable[..., str], visit: Visit) -> None:
    attack = (
        "<script>window.evil=1</script><img src=x onerror='window.evil=2'> ![a](http://outside.example/a.png) "
        "[b](javascript:window.evil=3) ${window.evil=4} {{constructor.constructor('window.evil=5')()}} "
    )
    body = f"{attack}호텔은 서울 종로구에 있다.\n\n<iframe src='http://outside.example'></iframe>{attack}"
    hostile = Article(attack, body, attack, attack, published=date(2024, 3, 1), url="javascript:window.evil=6")
    page = visit(serve_fake(articles=[hostile]))
    ask(page, f"어디 {attack}")
    page.wait_for_selector("#panel mark")
    ask(page, f"예산 {attack}").locator("summary").click()
    open_tab(page, KOREAN.articles_tab)
    page.wait_for_selector("#listing .articles")
    written = "#chat, #panel, #listing"
    assert page.locator(written).locator("script, img, iframe, a").count() == 0
    assert page.evaluate("window.evil") is None
    assert page.locator("#chat .asked").first.inner_text().startswith("어디 <script>")
    assert "![a](http" in page.locator("#panel").inner_text()


def test_on_a_phone_the_source_stands_below_and_a_citation_leads_to_it(
    serve_fake: Callable[..., str], visit: Visit
) -> None:
    page = visit(serve_fake(), PHONE)
    answer = ask(page, "만찬은 얼마나?")
    assert page.locator("#side").bounding_box()["y"] > page.locator("#box").bounding_box()["y"]
    assert page.evaluate("scrollY") == 0
    assert page.evaluate("document.documentElement.scrollWidth") == PHONE["width"]
    answer.locator(".chip").first.click()  # already open, yet out of sight
    page.wait_for_function("scrollY > 100")
    page.click("#panel .back")
    page.wait_for_function("scrollY < 100")
    answer.locator(".chip").last.click()
    page.wait_for_function("scrollY > 100")
    page.wait_for_timeout(800)
    panel_shows(page, "만찬은 3시간 동안 열렸다고 업계는 전했다.")
    page.click("#panel .back")
    page.wait_for_function("scrollY < 100")


def test_an_empty_index_says_how_to_begin(serve_fake: Callable[..., str], visit: Visit) -> None:
    page = visit(serve_fake(articles=[]))
    assert KOREAN.no_articles_yet in page.locator("#chat").inner_text()
    assert ask(page, "어디?").locator(".failed").inner_text() == KOREAN.errors["EmptyIndexError"]
