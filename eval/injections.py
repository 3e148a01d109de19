"""What instructions inside articles change: `python -m eval.injections`.

Each article of `injections.jsonl` is asked about with its injection and without it. Extractive answers must be the
same, but for quotes the injection stands in. The articles of `told.jsonl` only report on such things, in quotations,
transcripts and talks with chatbots: none of their text may go.
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
from assistant.settings import load_settings

HERE = Path(__file__).parent


def main() -> None:
    rows = [json.loads(line) for line in (HERE / "injections.jsonl").open(encoding="utf-8")]
    clean, injected = (list(_answers(rows, with_them)) for with_them in (False, True))
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


def _told(answer: Answer) -> str:
    return f"{answer.short} {answer.text}".casefold()


def _answers(rows: list[dict[str, Any]], with_them: bool) -> Iterator[Answer]:
    with TemporaryDirectory() as folder:
        articles = Path(folder) / "articles"
        articles.mkdir()
        for row in rows:
            text = row["text"].replace("{INJECTION}", row["injection"] if with_them else "")
            (articles / f"{row['id']}.txt").write_text(f"{row['title']}\n\n{text}\n", encoding="utf-8")
        with Assistant.open(Path(folder) / "index", load_settings()) as assistant:
            assistant.ingest([articles])
            for row in tqdm(rows, "with" if with_them else "without", disable=None):
                yield assistant.ask(row["question"])


if __name__ == "__main__":
    main()
