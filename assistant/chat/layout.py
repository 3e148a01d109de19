"""The page: every control, where it stands, and what it is called in each language."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import gradio as gr

from assistant.chat import render
from assistant.chat.texts import TEXTS, Texts

UPLOAD_TYPES = [".txt", ".md", ".html", ".htm", ".pdf", ".docx", ".csv", ".jsonl"]
FONTS = ["Pretendard", "Apple SD Gothic Neo", "Noto Sans KR", "Noto Sans CJK KR", "Malgun Gothic", "sans-serif"]
_FOLDER = Path(__file__).parent
STYLE = _FOLDER / "chat.css"
_LANGUAGES = [("한국어", "ko"), ("English", "en")]


class Layout:
    """The components, made inside an open `gr.Blocks`. They are shared by all visitors and hold nothing of any."""

    def __init__(self, language: str, has_articles: bool) -> None:
        texts = TEXTS[language]
        self.turns = gr.State([])
        self.opened = gr.State("")  # the key of what stands in the source panel
        self.kept = gr.BrowserState("", storage_key="assistant-conversation")
        with gr.Row(elem_id="top"):
            self.heading = _html(render.heading(texts))
            self.language = gr.Radio(
                _LANGUAGES, value=language, label=texts.language, show_label=False, container=False, elem_id="language"
            )
        with gr.Row(elem_id="main"):
            with gr.Column(scale=6, min_width=320, elem_id="conversation"):
                self._lay_out_conversation(texts, has_articles)
            with gr.Column(scale=5, min_width=320, elem_id="side"):
                self._lay_out_side(texts)

    def _lay_out_conversation(self, texts: Texts, has_articles: bool) -> None:
        self.chatbot = gr.Chatbot(
            label=texts.title, show_label=False, height=None, layout="bubble", buttons=[], feedback_options=None,
            allow_tags=False, latex_delimiters=[], group_consecutive_messages=False, elem_id="chat",
            **opening(texts, has_articles),
        )  # fmt: skip
        self.narrowed = _html("", elem_id="narrowed")
        self.box = gr.Textbox(
            show_label=False, container=False, max_lines=4, max_length=2000, autofocus=True, elem_id="box",
            **ready(texts),
        )  # fmt: skip
        with gr.Row(elem_id="below"):
            with gr.Accordion(texts.filters, open=False, elem_id="filters") as self.filters:
                with gr.Row():
                    self.since = gr.DateTime(label=texts.since, include_time=False, type="string")
                    self.until = gr.DateTime(label=texts.until, include_time=False, type="string")
                self.outlets = gr.Dropdown([], label=texts.outlets, multiselect=True)
            self.new = gr.Button(texts.new_conversation, size="sm", scale=0, min_width=110, elem_id="new")

    def _lay_out_side(self, texts: Texts) -> None:
        script = (_FOLDER / "chat.js").read_text("utf-8")
        with gr.Tabs(elem_id="tabs") as self.tabs:
            with gr.Tab(texts.source_tab, id="source") as self.source_tab:
                self.panel = _html(render.notice(texts.no_source), js_on_load=script, elem_id="panel")
            with gr.Tab(texts.articles_tab, id="articles") as self.articles_tab:
                self.listing = _html("", elem_id="listing")
            with gr.Tab(texts.add_tab, id="add") as self.add_tab:
                self.note = _html(render.notice(texts.add_note))
                self.upload = gr.UploadButton(
                    texts.add, file_count="multiple", file_types=UPLOAD_TYPES, variant="primary", elem_id="upload"
                )  # fmt: skip
                self.report = _html("", min_height=90, elem_id="report")

    def labels(self, texts: Texts) -> dict[Any, Any]:
        """Every label that depends on nothing but the language."""
        named = {
            self.language: texts.language,
            self.filters: texts.filters,
            self.since: texts.since,
            self.until: texts.until,
            self.outlets: texts.outlets,
            self.source_tab: texts.source_tab,
            self.articles_tab: texts.articles_tab,
            self.add_tab: texts.add_tab,
            self.upload: texts.add,
        }
        return {
            **{component: gr.update(label=label) for component, label in named.items()},
            self.heading: render.heading(texts),
            self.new: texts.new_conversation,
            self.note: render.notice(texts.add_note),
            self.report: "",
        }


def opening(texts: Texts, has_articles: bool) -> dict[str, Any]:
    """What stands in an empty conversation."""
    if not has_articles:
        return {"placeholder": render.escape(texts.no_articles_yet), "examples": []}
    examples = [{"text": text} for text in texts.examples]
    return {"placeholder": render.escape(texts.examples_lead), "examples": examples}


def ready(texts: Texts) -> dict[str, Any]:
    """The question box while nothing is being asked."""
    return {"label": texts.placeholder, "placeholder": texts.placeholder, "submit_btn": texts.ask, "stop_btn": False}


def busy(texts: Texts) -> dict[str, Any]:
    """The question box while an answer is being made."""
    return {"label": texts.placeholder, "placeholder": texts.placeholder, "submit_btn": False, "stop_btn": texts.stop}


def name_page() -> str:
    """JavaScript for an event whose first input is the language: the document takes that language and its title."""
    titles = json.dumps({language: texts.title for language, texts in TEXTS.items()})
    return f"""(language, ...rest) => {{
        document.documentElement.lang = language;
        document.title = {titles}[language];
        return [language, ...rest];
    }}"""


def theme() -> gr.themes.Base:
    """No web fonts; the colours are in `chat.css`."""
    return gr.themes.Base(font=FONTS, font_mono=["monospace"], radius_size="lg")


def _html(value: str, **options: Any) -> gr.HTML:
    return gr.HTML(value, apply_default_css=False, **options)
