"""The command line: results on stdout, talk and progress on stderr, exit 1 with one sentence on a mistake."""

from __future__ import annotations

import json
import re
import sys
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from assistant.chat.texts import TEXTS, Texts
from assistant.errors import AssistantError
from assistant.language import language_of
from assistant.types import Answer, Citation, Claim, IngestReport, Progress, Support, plain

if TYPE_CHECKING:
    from assistant.assistant import Assistant

#: what an article may not command a terminal to do; bold is our own
_COMMANDS = re.compile(r"\x1b(?!\[[01]m)|[\x00-\x08\x0b-\x1a\x1c-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
_DAY = click.DateTime(["%Y-%m-%d"])


class _Group(click.Group):
    """Turns a user's mistake into one sentence and exit status 1."""

    def invoke(self, context: click.Context) -> Any:
        try:
            return super().invoke(context)
        except AssistantError as error:
            click.echo(str(error), err=True)
            context.exit(1)


@click.group(cls=_Group, context_settings={"help_option_names": ["-h", "--help"]})
@click.option("--index", type=click.Path(path_type=Path), help="The index folder; default: ASSISTANT_INDEX.")
@click.version_option(package_name="assistant")
@click.pass_context
def main(context: click.Context, index: Path | None) -> None:
    """Ask a folder of news articles; every answer cites the exact sentence it rests on."""
    context.obj = index


@main.command()
@click.argument("paths", nargs=-1, required=True)
@click.option("--prune", is_flag=True, help="Remove stored articles whose file under the given folders is gone.")
@click.option("--json", "as_json", is_flag=True, help="Print the report as JSON.")
@click.pass_obj
def ingest(index: Path | None, paths: tuple[str, ...], prune: bool, as_json: bool) -> None:
    """Add or renew the articles of files, folders and http(s) addresses."""
    with _open(index) as assistant, _Bar("Reading articles") as bar:
        report = assistant.ingest(paths, prune=prune, progress=bar)
    _print(report, _report_lines(report), as_json)


@main.command()
@click.argument("question")
@click.option("--since", type=_DAY, help="Only articles published on or after this day.")
@click.option("--until", type=_DAY, help="Only articles published on or before this day.")
@click.option("--outlet", "outlets", multiple=True, help="Only this outlet's articles; may be repeated.")
@click.option("--json", "as_json", is_flag=True, help="Print the whole answer as JSON.")
@click.pass_obj
def ask(
    index: Path | None,
    question: str,
    since: datetime | None,
    until: datetime | None,
    outlets: tuple[str, ...],
    as_json: bool,
) -> None:
    """Answer a question with the sentences it rests on."""
    with _open(index) as assistant:
        answer = assistant.ask(question, since=_day(since), until=_day(until), outlets=outlets)
    _print(answer, _answer_lines(answer), as_json)


@main.command()
@click.option("--json", "as_json", is_flag=True, help="Print the list as JSON.")
@click.pass_obj
def articles(index: Path | None, as_json: bool) -> None:
    """List the stored articles, newest first."""
    with _open(index) as assistant:
        stored = assistant.articles()
    rows = [
        {
            "id": a.id,
            "published": a.published.isoformat() if a.published else None,
            "outlet": a.outlet,
            "title": a.title,
            "source": a.source,
        }
        for a in stored
    ]
    _print(
        rows,
        [f"{r['id']}  {r['published'] or '----------'}  {r['outlet'] or '-'}  {r['title']}" for r in rows],
        as_json,
    )


@main.command()
@click.argument("article_id")
@click.option("--version", "version", help="A stored version; default: the newest.")
@click.option("--json", "as_json", is_flag=True, help="Print the article as JSON.")
@click.pass_obj
def show(index: Path | None, article_id: str, version: str | None, as_json: bool) -> None:
    """Print one stored article."""
    with _open(index) as assistant:
        article = assistant.article(article_id, version)
    head = [
        article.title,
        " · ".join(filter(None, (article.outlet, article.author, str(article.published or ""), article.url))),
        "",
    ]
    _print(article, [*head, article.body], as_json)


@main.command()
@click.argument("article_id")
@click.pass_obj
def remove(index: Path | None, article_id: str) -> None:
    """Remove one article with all its versions."""
    with _open(index) as assistant:
        assistant.remove(article_id)
    click.echo(f"Removed {article_id}.", err=True)


@main.command()
@click.option("--repair", is_flag=True, help="Rebuild what differs from the archive, or was built with other settings.")
@click.option("--json", "as_json", is_flag=True, help="Print the findings as JSON.")
@click.pass_obj
def doctor(index: Path | None, repair: bool, as_json: bool) -> None:
    """Compare the index with the archive and say what this machine runs on."""
    from assistant.doctor import examine
    from assistant.errors import IndexFolderError, IndexLockedError

    try:
        opened = _open(index)
    except IndexLockedError:
        raise
    except IndexFolderError:  # nothing of what differs can be kept
        if not repair:
            raise
        opened = _open(index, rebuild=True)
    with opened as assistant:
        findings = examine(assistant, repair)
    _print(findings, [f"{name}: {value}" for name, value in findings.items()], as_json)
    if not findings["sound"]:
        sys.exit(1)


@main.command()
@click.option("--host", help="Address to listen on; default: ASSISTANT_HOST.")
@click.option("--port", type=int, help="Port to listen on; default: ASSISTANT_PORT.")
@click.option("--samples/--no-samples", default=True, help="Fill an empty index with the sample articles.")
@click.pass_obj
def serve(index: Path | None, host: str | None, port: int | None, samples: bool) -> None:
    """Start the web chat."""
    with _open(index) as assistant:
        if samples and not assistant.articles():
            from assistant.prompts import data_folder

            with _Bar("Reading the sample articles") as bar:
                assistant.ingest([data_folder("articles")], progress=bar)
        assistant.warm_up()
        import app

        app.launch(assistant, host or assistant.settings.host, port or assistant.settings.port)


@main.command("eval", context_settings={"ignore_unknown_options": True})
@click.argument("arguments", nargs=-1, type=click.UNPROCESSED)
def evaluate(arguments: tuple[str, ...]) -> None:
    """Ask the evaluation questions and print the figures."""
    from eval.run import main as run

    run(list(arguments), standalone_mode=False)


class _Bar:
    """A progress bar on stderr, drawn only for people."""

    def __init__(self, label: str) -> None:
        self._label = label
        self._bar: Any = None

    def __enter__(self) -> _Bar:
        return self

    def __call__(self, progress: Progress) -> None:
        if self._bar is None:
            from tqdm import tqdm

            self._bar = tqdm(total=progress.total, desc=self._label, unit="file", disable=None)
        self._bar.update(progress.done - self._bar.n)

    def __exit__(self, *_: object) -> None:
        if self._bar is not None:
            self._bar.close()


def _open(index: Path | None, rebuild: bool = False) -> Assistant:
    from assistant.assistant import Assistant

    return Assistant.open(index, rebuild=rebuild)


def _day(value: datetime | None) -> date | None:
    return value.date() if value else None


def _print(value: Any, lines: list[str], as_json: bool) -> None:
    if as_json:
        click.echo(json.dumps(plain(value), ensure_ascii=False, indent=2))
    else:
        click.echo(_COMMANDS.sub("", "\n".join(lines)))


def _report_lines(report: IngestReport) -> list[str]:
    counts = ", ".join(
        f"{name} {len(getattr(report, name))}" for name in ("added", "updated", "unchanged", "removed", "failed")
    )
    return [counts, *(f"failed: {source}: {reason}" for source, reason in report.failed.items())]


def _answer_lines(answer: Answer) -> list[str]:
    """What the chat shows, in the question's language: what is asked, the short answer, the statements, the sources."""
    texts = TEXTS[language_of(answer.question)]
    understood = answer.understood.strip()
    asked = [texts.understood.format(understood)] if understood not in ("", answer.question.strip()) else []
    asked += [answer.notice] if answer.notice else []
    said = [_statement(claim, texts) for claim in answer.claims] or [answer.text]
    parts = [asked, _headline(answer, texts), said, _sources(answer, texts)]
    return "\n\n".join("\n".join(part) for part in parts if part).split("\n")


def _headline(answer: Answer, texts: Texts) -> list[str]:
    """The short answer, or in its place that there is none, and the values that differ."""
    if answer.outcome.refused:
        return [_bold(texts.refused)]
    bylines = {each.number: f"{_byline(each, texts)} [{each.number}]" for each in answer.citations}
    lines = [_bold(answer.headline)] if answer.headline else []
    for conflict in answer.conflicts:
        lines.append(_bold(texts.conflict[conflict.relation]))
        for value in conflict.values:
            lines.append(f"  {value.value} — {', '.join(bylines[number] for number in value.citations)}")
    return lines


def _statement(claim: Claim, texts: Texts) -> str:
    told = claim.text + "".join(f" [{number}]" for number in claim.citations)
    if claim.support is Support.SUPPORTED:
        return told
    instead = f" — {texts.instead.format(claim.instead)}" if claim.instead else ""
    return f"{_bold(texts.unverified)}: {told}{instead}"


def _sources(answer: Answer, texts: Texts) -> list[str]:
    """When the answer was true and how sure it is, then each quote with where it stands."""
    if not answer.citations:
        return []
    as_of = [texts.as_of.format(texts.date(answer.as_of))] if answer.as_of else []
    lines = [" · ".join([*as_of, texts.confidence_word(answer.confidence)])]
    for each in answer.citations:
        indent = " " * len(f"[{each.number}] ")
        lines.append(f"[{each.number}] {_byline(each, texts)} · {each.title} ({each.article_id})")
        lines.append(indent + each.quote)
        if each.copies:
            copies = ", ".join(f"{copy.outlet or copy.title} ({copy.article_id})" for copy in each.copies)
            lines.append(indent + texts.copies.format(copies))
    return lines


def _byline(citation: Citation, texts: Texts) -> str:
    return f"{texts.date(citation.published)} · {citation.outlet or texts.no_outlet}"


def _bold(words: str) -> str:
    """`words` bold on a terminal; elsewhere `click.echo` takes the codes out."""
    return click.style(words, bold=True)
