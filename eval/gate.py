"""How the gate does on planted errors: `python -m eval.gate`.

`planted.jsonl` has sentences as a language model would write them, each with the passage it cites: faithful ones, and
ones with a wrong number, date or name, roles swapped, a denial dropped or added, a quotation altered, or the wrong
passage cited. Passages are of the sample articles and of those the reader was trained on.
"""

from __future__ import annotations

import json
import re
from collections import defaultdict
from datetime import date
from pathlib import Path

import click

from assistant.gate import Source, check
from assistant.reader import load_reader

HERE = Path(__file__).parent
_OWN = HERE.parent / "training" / "articles.jsonl"


def main() -> None:
    own = {row["id"]: row for row in map(json.loads, _OWN.open(encoding="utf-8"))}
    reader = load_reader()
    marked: dict[str, list[bool]] = defaultdict(list)
    for row in map(json.loads, (HERE / "planted.jsonl").open(encoding="utf-8")):
        article = own.get(row["article"], {})
        day = article.get("date") or (re.match(r"\d{4}-\d\d-\d\d", row["article"]) or [""])[0]
        published = date.fromisoformat(day) if day else None
        source = Source(row["passage"], article.get("title", ""), published, article.get("text", ""))
        marked[row["error"]].append(bool(check(row["sentence"], [source], reader)))
    for error in sorted(marked):
        found = marked[error]
        click.echo(f"{error or 'right':10} {sum(found):4} of {len(found):4} marked  {sum(found) / len(found):.2f}")
    values = [each for error in ("number", "date", "name") for each in marked[error]]
    click.echo(f"numbers, dates and names: {sum(values) / len(values):.3f} caught")


if __name__ == "__main__":
    main()
