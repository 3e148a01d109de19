"""What a language model writes beside the articles' own sentences: `make eval WRITER=llm`.

Asks the same questions of the same index with the configured model (`ASSISTANT_LLM_*`) and without it.
"""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from pathlib import Path

import click

from assistant.assistant import Assistant
from assistant.errors import SettingsError
from assistant.prompts import data_folder
from assistant.settings import load_settings
from assistant.types import Support
from eval.metrics import Score
from eval.questions import load
from eval.run import HERE, by_category, evaluate, latency, paired, table


@click.command()
@click.option("--limit", type=int, default=0, help="Ask only so many, spread over the questions.")
def main(limit: int) -> None:
    """Print figures of both writers, and how each question fared with the one and the other."""
    settings = load_settings()
    if not settings.llm_base_url:
        raise SettingsError("No language model is configured; set ASSISTANT_LLM_BASE_URL and ASSISTANT_LLM_MODEL.")
    samples = load(HERE / "questions.jsonl")
    samples = samples[:: max(len(samples) // limit, 1)] if limit else samples
    scores: list[list[Score]] = []
    with tempfile.TemporaryDirectory() as folder:
        for address, model in (("", ""), (settings.llm_base_url, settings.llm_model)):
            chosen = settings.model_copy(update={"llm_base_url": address, "llm_model": model})
            with Assistant.open(Path(folder) / "index", chosen) as assistant:
                assistant.ingest([data_folder("articles")])
                scores.append(evaluate(assistant, samples))
    for name, rows in zip(("extractive", settings.llm_model), scores, strict=True):
        click.echo(f"{name}\n{table({'all': by_category(rows)['all']})}\n{latency(rows[1:])}\n{_told(rows)}\n")
    click.echo(paired(scores[1], scores[0], "language model"))


def _told(scores: Sequence[Score]) -> str:
    claims = [claim for row in scores for claim in row.answer.claims]
    unverified = sum(claim.support is Support.UNVERIFIED for claim in claims)
    wrong = sum(row.right is False and not row.answer.outcome.refused for row in scores)
    read, written = (sum(row.answer.tokens.get(which, 0) for row in scores) for which in ("prompt", "written"))
    notices = sum(bool(row.answer.notice) for row in scores)
    return (
        f"{len(claims)} claims, {unverified} unverified; answered wrongly {wrong}; "
        f"{read} tokens in prompts, {written} written; {notices} times the articles' sentences stood in"
    )


if __name__ == "__main__":
    main()
