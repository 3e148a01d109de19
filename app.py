"""The web chat: what its controls do; `assistant.chat.layout` places them, `assistant.chat.render` what they show.

Everything of one visitor lives in that visitor's `gr.State`; a Chat holds only the assistant and the self.
"""

from __future__ import annotations

import importlib.util
import os
import re
import shutil
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

os.environ.setdefault("GRADIO_ANALYTICS_ENABLED", "False")

import gradio as gr

from assistant.chat import render
from assistant.chat.conversation import Turn, earlier_answers, recall, remember
from assistant.chat.filters import FilterError, Filters
from assistant.chat.layout import STYLE, Layout, busy, name_page, opening, ready, theme
from assistant.chat.panel import panel
from assistant.chat.texts import TEXTS, Texts
from assistant.errors import AssistantError
from assistant.types import Progress

if TYPE_CHECKING:
    from assistant.assistant import Assistant

LARGEST_UPLOAD = "20mb"
ASKED_AT_ONCE = 4

Updates = dict[Any, Any]  # from a component to its new value


class Chat(Layout):
    """The page and what its controls do. Handlers take the visitor's state and return the components they change."""

    def __init__(self, assistant: Assistant) -> None:
        self.assistant = assistant
        language = assistant.settings.language
        title = TEXTS[language].title
        with gr.Blocks(title=title, analytics_enabled=False, delete_cache=(3600, 3600), fill_width=True) as self.blocks:
            super().__init__(language, bool(assistant.articles()))
            self._wire_questions()
            self._wire_articles()
            gr.api(self.ask, api_name="ask", concurrency_limit=ASKED_AT_ONCE)

    def _wire_questions(self) -> None:
        hidden: dict[str, Any] = {"api_visibility": "private", "show_progress": "hidden"}
        asking = gr.on(
            [self.box.submit, self.chatbot.example_select], self.respond,
            [self.box, self.turns, self.language, self.since, self.until, self.outlets],
            [self.box, self.chatbot, self.turns, self.opened, self.panel, self.tabs],
            concurrency_limit=ASKED_AT_ONCE, **hidden,
        )  # fmt: skip
        visit = [self.turns, self.opened, self.language]
        settled = [self.box, self.chatbot, self.panel, self.kept]
        asking.success(self.settle, visit, settled, **hidden)
        asking.failure(self.give_up, visit, [*settled, self.turns], **hidden)
        self.box.stop(self.stop, visit, [*settled, self.turns], cancels=[asking], **hidden)
        restarted = [*settled, self.turns, self.opened]
        self.new.click(self.start_over, self.language, restarted, cancels=[asking], **hidden)
        shown = [self.opened, self.panel, self.tabs]
        self.panel.open(self.open, [self.turns, self.language], shown, trigger_mode="always_last", **hidden)

    def _wire_articles(self) -> None:
        fields = [self.since, self.until, self.outlets]
        hidden: dict[str, Any] = {"api_visibility": "private", "show_progress": "hidden"}
        listed = [self.narrowed, self.listing]
        gr.on([field.change for field in fields], self.narrow, [self.language, *fields], listed, **hidden)
        self.panel.clear(lambda: (None, None, []), None, fields, **hidden)
        self.upload.upload(
            self.add, [self.upload, self.language, *fields], [self.report, self.outlets, self.chatbot, *listed],
            show_progress_on=self.report, api_visibility="private",
        )  # fmt: skip
        page_wide = [*self.labels(TEXTS["ko"]), *listed, self.chatbot, self.box, self.panel, self.kept]
        state = [self.language, self.turns, self.opened, *fields]
        self.language.change(self.speak, state, page_wide, js=name_page(), **hidden)
        begun = [self.language, self.turns, self.chatbot, self.outlets, *listed]
        self.blocks.load(self.begin, [self.kept, self.language, *fields], begun, **hidden)

    # asking

    def respond(
        self, typed: str, turns: list[Turn], language: str,
        since: str | None, until: str | None, outlets: list[str], event: gr.EventData,
    ) -> Iterator[Updates]:  # fmt: skip
        """Ask what was typed, or the example that was clicked, and show the answer as it grows."""
        texts = TEXTS[language]
        question = str(event.value["text"] if isinstance(event.target, gr.Chatbot) else typed or "").strip()
        if not question:
            yield {self.box: gr.skip()}
            return
        earlier, turns, key = earlier_answers(turns), [*turns, Turn(question)], ""
        yield {self.box: gr.Textbox("", **busy(texts)), **self._conversation(turns, texts)}
        try:
            narrowed = Filters.read(since, until, outlets, texts).arguments()
            for answer in self.assistant.stream(question, earlier, **narrowed):
                turns = [*turns[:-1], Turn(question, answer)]
                updates = self._conversation(turns, texts)
                if answer.citations and not key:
                    key = f"cite:{len(turns) - 1}:{answer.citations[0].number}"
                    updates |= self._opened(key, turns, texts)
                yield updates
            turns = [*turns[:-1], replace(turns[-1], state="done")]
        except AssistantError as error:
            turns = [*turns[:-1], replace(turns[-1], state="failed", error=_explained(error, texts))]
        yield self._conversation(turns, texts)

    def settle(self, turns: list[Turn], opened: str, language: str) -> Updates:
        """After an answer: in the language of now, with the citation open that is open now."""
        texts = TEXTS[language]
        return {
            self.panel: panel(opened, turns, self.assistant.article, texts),
            self.box: gr.Textbox(**ready(texts)),
            self.chatbot: render.messages(turns, texts),
            self.kept: remember(turns, language),
        }

    def stop(self, turns: list[Turn], opened: str, language: str) -> Updates:
        return self._end(turns, opened, language, "stopped")

    def give_up(self, turns: list[Turn], opened: str, language: str) -> Updates:
        """After a fault of ours: the visitor gets a sentence, the traceback goes to the server's log."""
        return self._end(turns, opened, language, "failed")

    def start_over(self, language: str) -> Updates:
        return {**self.settle([], "", language), self.turns: [], self.opened: ""}

    def open(self, turns: list[Turn], language: str, event: gr.EventData) -> Updates:
        return self._opened(str(event.key), turns, TEXTS[language])

    def ask(self, question: str, since: str = "", until: str = "", outlet: str = "") -> dict[str, Any]:
        """Answer a question from the stored news articles, with the exact sentences the answer rests on.

        Args:
            question: what to ask, in Korean or English
            since: only articles published on or after this day (YYYY-MM-DD); empty for all
            until: only articles published on or before this day (YYYY-MM-DD); empty for all
            outlet: only articles of this outlet; empty for all

        Returns:
            outcome, short, text, claims, citations with quotes and offsets, conflicts, evidence, as_of and confidence
        """
        try:
            narrowed = Filters.read(since, until, [outlet] if outlet else [], TEXTS["en"]).arguments()
            return self.assistant.ask(question, **narrowed).to_dict()
        except AssistantError as error:
            raise gr.Error(str(error)) from None

    # articles

    def narrow(self, language: str, since: str | None, until: str | None, outlets: list[str]) -> Updates:
        texts = TEXTS[language]
        try:
            filters = Filters.read(since, until, outlets, texts)
        except FilterError as error:
            return {self.narrowed: render.notice(str(error))}
        listing = render.article_list(self.assistant.articles(), filters, texts)
        return {self.narrowed: render.active_filters(filters, texts), self.listing: listing}

    def add(
        self, files: list[str] | None, language: str, since: str | None, until: str | None, outlets: list[str],
        progress: gr.Progress = gr.Progress(),  # noqa: B008  Gradio finds it by its default
    ) -> Updates:  # fmt: skip
        """Keep the uploaded files under the index folder and read them in."""
        texts = TEXTS[language]

        def tell(step: Progress) -> None:
            progress((step.done, step.total), desc=render.file_name(step.source))

        try:
            paths = [keep_upload(Path(file), self.assistant.settings.index / "uploads") for file in files or []]
            report = self.assistant.ingest(paths, progress=tell)
        except AssistantError as error:
            return {self.report: render.notice(_explained(error, texts))}
        for path in paths:
            if str(path) in report.failed:
                path.unlink()
        return {
            self.report: render.ingest_report(report, self.assistant.articles(), texts),
            self.chatbot: gr.Chatbot(**self._opening(texts)),
            self.outlets: gr.Dropdown(self._outlets()),
            **self.narrow(language, since, until, outlets),
        }

    # the page as a whole

    def begin(self, kept: str, language: str, since: str | None, until: str | None, outlets: list[str]) -> Updates:
        """Show the conversation this browser remembers, if any."""
        before = recall(kept, language)
        language = before.language if before.language in TEXTS else language
        texts = TEXTS[language]
        return {
            self.language: language,
            self.turns: list(before.turns),
            self.chatbot: gr.Chatbot(render.messages(before.turns, texts), **self._opening(texts)),
            self.outlets: gr.Dropdown(self._outlets()),
            **self.narrow(language, since, until, outlets),
        }

    def speak(
        self, language: str, turns: list[Turn], opened: str, since: str | None, until: str | None, outlets: list[str]
    ) -> Updates:
        """Say everything on the page in `language`."""
        texts = TEXTS[language]
        asking = bool(turns) and turns[-1].state == "asking"
        return {
            **self.labels(texts),
            self.chatbot: gr.Chatbot(render.messages(turns, texts), label=texts.title, **self._opening(texts)),
            self.box: gr.Textbox(**(busy if asking else ready)(texts)),
            self.panel: panel(opened, turns, self.assistant.article, texts),
            self.kept: remember(turns, language),
            **self.narrow(language, since, until, outlets),
        }

    # pieces of updates

    def _opening(self, texts: Texts) -> dict[str, Any]:
        return opening(texts, bool(self.assistant.articles()))

    def _conversation(self, turns: Sequence[Turn], texts: Texts) -> Updates:
        return {self.turns: list(turns), self.chatbot: render.messages(turns, texts)}

    def _end(self, turns: list[Turn], opened: str, language: str, state: Literal["stopped", "failed"]) -> Updates:
        if turns and turns[-1].state == "asking":
            turns = [*turns[:-1], replace(turns[-1], state=state, error=TEXTS[language].failed)]
        return {**self.settle(turns, opened, language), self.turns: turns}

    def _opened(self, key: str, turns: Sequence[Turn], texts: Texts) -> Updates:
        shown = panel(key, turns, self.assistant.article, texts)
        return {self.opened: key, self.panel: shown, self.tabs: gr.Tabs(selected="source")}

    def _outlets(self) -> list[str]:
        return sorted({article.outlet for article in self.assistant.articles() if article.outlet})


def _explained(error: AssistantError, texts: Texts) -> str:
    return str(error) if isinstance(error, FilterError) else texts.errors.get(type(error).__name__, texts.failed)


def keep_upload(file: Path, folder: Path) -> Path:
    """Copy an uploaded file to where it stays; the same name again replaces it, so that its article is updated."""
    name = re.sub(r"[^\w.\- ]", "_", unicodedata.normalize("NFC", file.name)).strip(". ")[-80:]
    target = folder.resolve() / (name or "article.txt")
    target.parent.mkdir(parents=True, exist_ok=True)
    arriving = target.with_name(f".{target.name}.part")
    shutil.copyfile(file, arriving)
    return arriving.replace(target)


def build(assistant: Assistant) -> gr.Blocks:
    """The chat over `assistant`, not yet launched."""
    return Chat(assistant).blocks


def launch(assistant: Assistant, host: str, port: int, *, wait: bool = True) -> gr.Blocks:
    """Serve the chat and the endpoint `ask`, as an MCP tool too where `gradio[mcp]` is installed.

    Returns when interrupted; with `wait=False` at once, and the server runs until `close()`.
    """
    blocks = build(assistant)
    blocks.launch(
        server_name=host, server_port=port, prevent_thread_lock=not wait, share=False, ssr_mode=False, footer_links=[],
        run_history=False, max_file_size=LARGEST_UPLOAD, mcp_server=importlib.util.find_spec("mcp") is not None,
        theme=theme(), css_paths=STYLE,
        js=f"() => {{ document.documentElement.lang = '{assistant.settings.language}' }}",
    )  # fmt: skip
    return blocks
