"""Fitting what says whether two articles speak of one thing: `python -m training.fit_crosscheck WORK`.

The questions of `events` are asked of all its articles. Where the best sentence answers, the best sentences of other
articles speak of the same thing if they answer too. Prints cross-validated figures, writes `assistant/crosscheck.json`.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from sklearn.linear_model import LogisticRegression
from tqdm import tqdm

from assistant import crosscheck
from assistant.assistant import Assistant
from assistant.crosscheck import FEATURES, features, strange
from assistant.decide import Point, compared
from assistant.language import language_of
from assistant.question import Kind, tidy
from assistant.types import Query, Reading
from assistant.values import Difference
from training import events

_OTHERS, _EACH = 8, 2  #: further sentences looked at, and of one article
#: shares of the questions without a conflict that may show one, of values compared and of mere words; nearly all of
#: these questions have a look-alike in another article, made on purpose: of usual ones far fewer do
_FALSE = {False: 0.15, True: 0.03}


@dataclass(frozen=True, slots=True)
class Compared:
    """The best sentence and one of another article."""

    event: str
    question: str
    one_thing: bool
    differ: bool
    worded: bool
    features: tuple[float, ...]


def collect(work: Path) -> list[Compared]:
    made: list[Compared] = []
    with Assistant.open(work / "events-index") as assistant:
        assistant.ingest([events.table("events.jsonl", work)])
        ids = {article.id: events.article_of(article.source) for article in assistant.articles()}
        for asked in tqdm(events.questions(), "Asking", disable=None):
            query = assistant.desk.spelt(Query(asked.text, tidy(asked.text), language_of(asked.text)))
            question, readings = assistant.desk.readings(query)
            right = [_answers(reading, asked.spans.get(ids[reading.passage.article_id], ())) for reading in readings]
            if not readings or not right[0] or question.kind is Kind.YES_NO or question.wants_list:
                continue
            for other, so in _others(readings, right):
                if strange(question, readings[0], other):
                    continue
                how = compared(question, _point(readings[0]), _point(other))
                figures = features(assistant.reader, question, readings[0], other, how)
                made.append(
                    Compared(asked.event, asked.text, so, how is not Difference.NONE, how is Difference.WORDED, figures)
                )
    return made


def _answers(reading: Reading, spans: Sequence[Sequence[int]]) -> bool:
    start, end = reading.sentence
    return any(start < last and end > first for first, last in spans)


def _others(readings: Sequence[Reading], right: Sequence[bool]) -> Iterator[tuple[Reading, bool]]:
    taken: Counter[str] = Counter()
    for reading, so in list(zip(readings, right, strict=True))[1:]:
        of = reading.passage.article_id
        if of == readings[0].passage.article_id or not reading.span or taken[of] == _EACH or taken.total() == _OTHERS:
            continue
        taken[of] += 1
        yield reading, so


def _point(reading: Reading) -> Point:
    return Point(reading, (), reading.text(reading.span) if reading.span else "")


def fit(rows: Sequence[Compared]) -> np.ndarray:
    """Weights of FEATURES and the intercept."""
    x = np.array([row.features for row in rows])
    mean, spread = x.mean(axis=0), x.std(axis=0) + 1e-9
    model = LogisticRegression(C=0.3, max_iter=2000).fit((x - mean) / spread, [row.one_thing for row in rows])
    weights = model.coef_[0] / spread
    return np.append(weights, model.intercept_[0] - weights @ mean)


def likely(rows: Sequence[Compared], weights: np.ndarray) -> np.ndarray:
    x = np.array([row.features for row in rows])
    found: np.ndarray = 1 / (1 + np.exp(-(x @ weights[:-1] + weights[-1])))
    return found


def shown(rows: Sequence[Compared], found: np.ndarray, worded: bool) -> tuple[np.ndarray, np.ndarray]:
    """For each question the highest likelihood of a differing value: where one is rightly shown, and where none is."""
    best: dict[tuple[str, bool], float] = {}
    real = {row.question for row in rows if row.one_thing and row.differ}
    for row, value in zip(rows, found, strict=True):
        if row.differ and row.worded is worded and (row.one_thing or row.question not in real):
            key = (row.question, row.one_thing)
            best[key] = max(best.get(key, 0.0), float(value))
    for question in {row.question for row in rows} - real:
        best.setdefault((question, False), 0.0)
    return tuple(np.array([v for (_, so), v in best.items() if so is kind]) for kind in (True, False))  # type: ignore[return-value]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("work", type=Path)
    given = parser.parse_args()
    given.work.mkdir(parents=True, exist_ok=True)
    rows = collect(given.work)
    names = sorted({row.event for row in rows})
    found = np.zeros(len(rows))
    for name in names:
        others = [row for row in rows if row.event != name]
        own = [at for at, row in enumerate(rows) if row.event == name]
        found[own] = likely([rows[at] for at in own], fit(others))
    thresholds = {}
    for worded, share in _FALSE.items():
        real, none = shown(rows, found, worded)
        thresholds[worded] = least = float(np.quantile(none, 1 - share))
        print(
            f"{'words' if worded else 'values'}, at {least:.3f}: shown {np.mean(real >= least):.2f} of the {len(real)} "
            f"questions with a conflict, {np.mean(none >= least):.3f} of {len(none)} without"
        )
    weights = fit(rows)
    values = dict(zip((*FEATURES, "intercept"), weights.round(4).tolist(), strict=True))
    (Path(crosscheck.__file__).parent / "crosscheck.json").write_text(
        json.dumps(
            {"weights": values, "threshold": round(thresholds[False], 4), "worded": round(thresholds[True], 4)},
            indent=1,
        )
        + "\n",
        encoding="utf-8",
    )


if __name__ == "__main__":
    main()
