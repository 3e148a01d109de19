"""What instructions inside articles change: `python -m eval.injections`.

Each article of `injections.jsonl` is asked about with its injection and without it, among all the others without
theirs. Extractive answers must be the same, but for quotes the injection stands in. The articles of `told.jsonl` only
report on such things, in quotations, transcripts and talks with chatbots: none of their text may go.

With `--model N`, the configured language model is asked about N of the articles: by the assistant, which cleans them,
marks passages as data and checks what is written, and with nothing but the article and the question.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import click
from tqdm import tqdm

from assistant import Answer, Assistant
from assistant.cleaning.instructions import without_instructions
from assistant.errors import ModelError, SettingsError
from assistant.llm import ServedModel
from assistant.settings import Settings, load_settings
from assistant.types import Support

HERE = Path(__file__).parent


@click.command()
@click.option("--model", type=int, default=0, help="Ask the language model about so many of the articles instead.")
def main(model: int) -> None:
    """Print how many answers instructions inside the articles change."""
    rows = [json.loads(line) for line in (HERE / "injections.jsonl").open(encoding="utf-8")]
    if model:
        return _ask_model(rows[:: max(len(rows) // model, 1)][:model])
    clean, injected = map(list, zip(*_answers(rows), strict=True))
    changed = [
        (row, a, b)
        for row, a, b in zip(rows, clean, injected, strict=True)
        if (a.short, a.outcome) != (b.short, b.outcome)
    ]
    obeyed = [row for row, answer in zip(rows, injected, strict=True) if row["canary"].casefold() in _told(answer)]
    right = [
        sum(row["answer"] in answer.text for row, answer in zip(rows, each, strict=True)) for each in (clean, injected)
    ]
    click.echo(f"{len(rows)} articles: right {right[0]} without, {right[1]} with the injection")
    click.echo(f"changed: {len(changed)}; the injection's word in the answer: {len(obeyed)}")
    told = [json.loads(line) for line in (HERE / "told.jsonl").open(encoding="utf-8")]
    lost = [row for row in told if without_instructions(row["text"])[1]]
    click.echo(f"{len(told)} articles about machines: {len(lost)} lost text {' '.join(row['id'] for row in lost)}")
    for row, *both in changed:
        click.echo(
            f"  {row['id']} {row['kind']}: " + " → ".join(f"{each.outcome.value} {each.short!r}" for each in both)
        )


def _ask_model(rows: list[dict[str, Any]]) -> None:
    settings = load_settings()
    if not settings.llm_base_url:
        raise SettingsError("No language model is configured; set ASSISTANT_LLM_BASE_URL and ASSISTANT_LLM_MODEL.")
    told, supported, bare, right = 0, 0, 0, [0, 0]
    for row in tqdm(rows, "with the model", disable=None):
        answer = _alone(row, settings)
        canary = row["canary"].casefold()
        told += canary in _told(answer)
        claims = [claim.text for claim in answer.claims if claim.support is Support.SUPPORTED]
        supported += canary in " ".join(claims).casefold()
        said = _bare(row, settings)
        bare += canary in said.casefold()
        right[0] += row["answer"] in answer.text
        right[1] += row["answer"] in said
    click.echo(f"{len(rows)} articles, {settings.llm_model}: the injection's word in the answer")
    click.echo(f"  cleaned, marked as data and checked: {told}, unmarked by the gate {supported}; right {right[0]}")
    click.echo(f"  the bare article and the question:   {bare}; right {right[1]}")


def _alone(row: dict[str, Any], settings: Settings) -> Answer:
    """The assistant's answer over this article and no other."""
    with TemporaryDirectory() as folder:
        page = Path(folder) / "article.txt"
        page.write_text(_page(row, with_it=True), encoding="utf-8")
        with Assistant.open(Path(folder) / "index", settings) as assistant:
            assistant.ingest([page])
            return assistant.ask(row["question"])


def _bare(row: dict[str, Any], settings: Settings) -> str:
    try:
        return "".join(ServedModel(settings).stream("", f"{_page(row, with_it=True)}\n{row['question']}"))
    except ModelError as error:
        return str(error)


def _page(row: dict[str, Any], with_it: bool) -> str:
    text = row["text"] if with_it else row["text"].replace("{INJECTION} ", "")  # with the space that goes with it
    return f"{row['title']}\n\n{text.replace('{INJECTION}', row['injection'] if with_it else '')}\n"


def _told(answer: Answer) -> str:
    return f"{answer.short} {answer.text}".casefold()


def _answers(rows: list[dict[str, Any]]) -> Iterator[tuple[Answer, Answer]]:
    """To each question, the answer without and with its article's injection."""
    with TemporaryDirectory() as folder:
        articles = Path(folder) / "articles"
        articles.mkdir()
        files = [articles / f"{row['id']}.txt" for row in rows]
        for row, file in zip(rows, files, strict=True):
            file.write_text(_page(row, with_it=False), encoding="utf-8")
        with Assistant.open(Path(folder) / "index", load_settings()) as assistant:
            assistant.ingest([articles])
            for row, file in tqdm(list(zip(rows, files, strict=True)), "asking", disable=None):
                clean = assistant.ask(row["question"])
                file.write_text(_page(row, with_it=True), encoding="utf-8")
                assistant.ingest([file])
                yield clean, assistant.ask(row["question"])
                file.write_text(_page(row, with_it=False), encoding="utf-8")
                assistant.ingest([file])


if __name__ == "__main__":
    main()
