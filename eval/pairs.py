"""Pairs of articles that disagree and pairs that only seem to: `python -m eval.pairs`, part of `make eval-news`.

Every sentence of `pairs.jsonl` becomes an article of one index, and each pair's question is asked of its two. Prints in
how many the differing values are shown, by relation, and how often the relation is named rightly.
"""

from __future__ import annotations

import json
import tempfile
from collections import Counter
from pathlib import Path
from typing import Any

import click

from assistant.assistant import Assistant
from assistant.types import Answer

HERE = Path(__file__).parent
_NAMED = {"conflict": "DISAGREEMENT", "forecast": "FORECAST", "correction": "CORRECTION"}


def _articles(pairs: list[dict[str, Any]], folder: Path) -> Path:
    rows = [
        {
            "id": f"{pair['id']}-{side}",
            "title": "",
            "outlet": pair["id"],
            "body": pair[side]["sentence"],
            "published": pair[side].get("published"),
        }
        for pair in pairs
        for side in ("one", "other")
    ]
    table = folder / "articles.jsonl"
    table.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8")
    return table


def shown(pair: dict[str, Any], answer: Answer) -> bool:
    """Whether the answer shows the pair's two sentences as differing."""
    sentences = {pair["one"]["sentence"], pair["other"]["sentence"]}
    quotes = {citation.number: citation.quote for citation in answer.citations}
    return any(
        len({quotes[number] for value in conflict.values for number in value.citations} & sentences) == 2
        for conflict in answer.conflicts
    )


@click.command()
@click.option("--pairs", "path", type=click.Path(exists=True, path_type=Path), default=HERE / "pairs.jsonl")
@click.option("--misses", is_flag=True, help="Print every pair that was not told rightly.")
def main(path: Path, misses: bool) -> None:
    """Print how many disagreements are shown, and how many look-alikes are shown as one."""
    pairs = [json.loads(line) for line in path.open(encoding="utf-8")]
    counts: Counter[tuple[str, str]] = Counter()
    with tempfile.TemporaryDirectory() as folder, Assistant.open(Path(folder) / "index") as assistant:
        assistant.ingest([_articles(pairs, Path(folder))])
        for pair in pairs:
            answer = assistant.ask(pair["question"], outlets=[pair["id"]])
            told, wanted = shown(pair, answer), pair["relation"] != "same"
            counts[pair["relation"], "asked"] += 1
            counts[pair["relation"], "shown"] += told
            if told and answer.conflicts[0].relation.value == _NAMED.get(pair["relation"]):
                counts[pair["relation"], "named"] += 1
            if misses and told != wanted:
                values = f"{pair['one']['value']} | {pair['other']['value']}"
                click.echo(f"{pair['relation']}: {pair['question']} {values} → {answer.outcome.value} {answer.short!r}")
    for relation in dict.fromkeys(pair["relation"] for pair in pairs):
        asked, differing, named = (counts[relation, what] for what in ("asked", "shown", "named"))
        click.echo(
            f"{relation:<12}{asked:>5} pairs, shown as differing {differing / asked:.2f}, "
            f"relation named {named / asked:.2f}"
        )


if __name__ == "__main__":
    main()
