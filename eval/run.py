"""Asking every evaluation question of a fresh index and printing the figures: `python -m eval.run`, `make eval`."""

from __future__ import annotations

import json
import tempfile
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from statistics import median, quantiles

import click

from assistant.assistant import Assistant
from assistant.prompts import data_folder
from assistant.types import Answer
from eval.baseline import WithoutReader
from eval.metrics import Figures, Score, figures, score
from eval.questions import Sample, load

HERE = Path(__file__).parent
_COLUMNS = ("right", "cited", "short", "refused", "conflict", "exact")


Answerer = Assistant | WithoutReader


def evaluate(assistant: Answerer, samples: Sequence[Sample]) -> list[Score]:
    """Asks each sample, its history first, and scores the answer."""
    return [_ask(assistant, sample) for sample in samples]


def _ask(assistant: Answerer, sample: Sample) -> Score:
    history: list[Answer] = []
    for earlier in sample.history:
        history.append(assistant.ask(earlier, history))
    started = time.perf_counter()
    answer = assistant.ask(sample.question, history, since=sample.since, until=sample.until, outlets=sample.outlets)
    seconds = time.perf_counter() - started
    articles = {(c.article_id, c.version): assistant.article(c.article_id, c.version) for c in answer.citations}
    return score(sample, answer, articles, seconds)


def by_category(scores: Sequence[Score]) -> dict[str, Figures]:
    """Figures of each category in order of appearance, then of all."""
    names = list(dict.fromkeys(row.sample.category for row in scores))
    table = {name: figures(row for row in scores if row.sample.category == name) for name in names}
    return {**table, "all": figures(scores)}


def table(categories: dict[str, Figures]) -> str:
    lines = [f"{'category':<14}{'n':>5}" + "".join(f"{name:>10}" for name in _COLUMNS)]
    for name, row in categories.items():
        shares = (getattr(row, column) for column in _COLUMNS)
        lines.append(
            f"{name:<14}{row.n:>5}" + "".join(f"{'–' if share is None else f'{share:.2f}':>10}" for share in shares)
        )
    return "\n".join(lines)


def paired(scores: Sequence[Score], others: Sequence[Score], part: str = "reader") -> str:
    """How the same questions fared with a part of the assistant and without it."""
    counts = Counter((one.passed, other.passed) for one, other in zip(scores, others, strict=True))
    before, now = sum(row.passed for row in others), sum(row.passed for row in scores)
    return (
        f"passed with the {part} {now}, without {before} of {len(scores)}: both {counts[True, True]}, "
        f"only with {counts[True, False]}, only without {counts[False, True]}, neither {counts[False, False]}"
    )


def latency(scores: Sequence[Score]) -> str:
    seconds = [row.seconds for row in scores]
    p95 = quantiles(seconds, n=20)[-1] if len(seconds) > 1 else seconds[0]
    return f"latency: p50 {median(seconds) * 1000:.0f} ms, p95 {p95 * 1000:.0f} ms over {len(seconds)} questions"


def _misses(scores: Sequence[Score]) -> str:
    lines = []
    for row in scores:
        if not row.passed:
            got = (
                f"{row.answer.outcome.value} {row.answer.confidence:.2f} {row.answer.short!r} {row.answer.text[:160]!r}"
            )
            wanted = [group[0] for group in row.sample.answers]
            lines.append(f"{row.sample.id} {row.sample.question}\n    wanted {wanted}\n    got    {got}")
    return "\n".join(lines)


@click.command()
@click.option(
    "--questions", type=click.Path(path_type=Path, exists=True), default=HERE / "questions.jsonl", show_default=False
)
@click.option(
    "--articles",
    "paths",
    type=click.Path(path_type=Path, exists=True),
    multiple=True,
    help="Default: the sample articles.",
)
@click.option("--split", type=click.Choice(["dev", "test", "all"]), default="all", show_default=True)
@click.option("--misses", is_flag=True, help="Print every question that was not passed.")
@click.option("--expect", is_flag=True, help="Write the figures to eval/expected.json.")
def main(questions: Path, paths: tuple[Path, ...], split: str, misses: bool, expect: bool) -> None:
    """Print answer, citation and refusal figures per category with n."""
    samples = [sample for sample in load(questions) if split in ("all", sample.split)]
    with tempfile.TemporaryDirectory() as folder, Assistant.open(Path(folder) / "index") as assistant:
        report = assistant.ingest(paths or [data_folder("articles")])
        for source, reason in report.failed.items():
            click.echo(f"failed: {source}: {reason}", err=True)
        scores = evaluate(assistant, samples)
        without = evaluate(WithoutReader(assistant), samples)
    categories = by_category(scores)
    click.echo(table(categories))
    click.echo(latency(scores[1:] or scores))
    click.echo(paired(scores, without))
    if misses:
        click.echo(_misses(scores))
    if expect:
        plain = {name: asdict(row) for name, row in categories.items()}
        (HERE / "expected.json").write_text(json.dumps(plain, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
