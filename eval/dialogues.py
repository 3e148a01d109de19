"""Asking whole conversations of the sample articles: `python -m eval.dialogues`, part of `make eval-news`.

Prints how often a turn is answered and cited rightly, or rightly refused, by what the turn leans on.
"""

from __future__ import annotations

import json
import tempfile
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import click

from assistant.assistant import Assistant
from assistant.prompts import data_folder
from assistant.types import Answer
from eval.metrics import score
from eval.questions import sample_of

HERE = Path(__file__).parent


def turns(assistant: Assistant, dialogue: dict[str, object]) -> Iterator[tuple[str, bool, Answer]]:
    """For each turn of one dialogue: what it leans on, whether it passed, and the answer."""
    history: list[Answer] = []
    rows = dialogue["turns"]
    assert isinstance(rows, list)
    for number, row in enumerate(rows):
        answer = assistant.ask(row["question"], history)
        articles = {(c.article_id, c.version): assistant.article(c.article_id, c.version) for c in answer.citations}
        sample = sample_of({"id": f"{dialogue['id']}-{number}", "category": row["leans"], **row})
        yield row["leans"], score(sample, answer, articles, 0.0).passed, answer
        history.append(answer)


@click.command()
@click.option("--misses", is_flag=True, help="Print every turn that was not passed.")
def main(misses: bool) -> None:
    """Print the share of turns that pass, by what they lean on."""
    passed: dict[str, list[bool]] = defaultdict(list)
    with tempfile.TemporaryDirectory() as folder, Assistant.open(Path(folder) / "index") as assistant:
        assistant.ingest([data_folder("articles")])
        for line in (HERE / "dialogues.jsonl").open(encoding="utf-8"):
            for leans, right, answer in turns(assistant, json.loads(line)):
                passed[leans].append(right)
                if misses and not right:
                    click.echo(
                        f"{leans}: {answer.question} ({answer.understood}) {answer.outcome.value} {answer.short!r}"
                    )
    for leans, each in (*passed.items(), ("all", [right for every in passed.values() for right in every])):
        click.echo(f"{leans:<8}{len(each):>5}{sum(each) / len(each):>8.2f}")


if __name__ == "__main__":
    main()
