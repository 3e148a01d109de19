"""Fitting what weighs the reader, the encoder and the words: `python -m training.fit_relevance SHARED WORK`.

SHARED holds `seeds/` and `data/corpora/wikinews_ko.jsonl.gz`. The questions are our own: `questions.jsonl`, answers
given as offsets into the cleaned articles, the dev half of the evaluation's, and those of `events.py`. Prints
cross-validated figures, writes `assistant/relevance.json`.
"""

from __future__ import annotations

import argparse
import gzip
import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from sklearn.linear_model import LogisticRegression

from assistant import relevance
from assistant.assistant import Assistant
from assistant.followup import interpretations
from assistant.language import language_of
from assistant.prompts import data_folder
from assistant.question import tidy
from assistant.relevance import FEATURES
from assistant.types import Answer, Article, Outcome, Query
from eval.questions import Sample, load
from eval.run import HERE
from training import events

_FOLDS = 10
_NOT_READ = ("timeline", "summary", "catalogue")  #: categories answered otherwise than by the likeliest sentence
#: sets whose unanswerable questions are near misses made on purpose
_NEAR_MISSES = ("own", "event", "seed-d", "wn-e")
_REFUSED = {False: 0.86, True: 0.65}  #: share of unanswerable questions to refuse: usual ones, and those near misses
_C = 0.3  #: inverse strength of the regularisation
#: what compares words says nothing across languages
_WORDS = (
    "word_rank",
    "sentence_coverage",
    "window_coverage",
    "passage_coverage",
    "focus_coverage",
    "names_missing",
)


@dataclass(frozen=True, slots=True)
class Asked:
    """One question's sentences: FEATURES of each (sentences, features), which hold the answer (sentences,), and what
    they are worth to it by its words (`relevance.familiarity`)."""

    id: str
    language: str
    answerable: bool
    features: np.ndarray
    right: np.ndarray
    familiarity: float


def collect(shared: Path, work: Path) -> list[Asked]:
    questions = [json.loads(line) for line in (Path(__file__).parent / "questions.jsonl").open(encoding="utf-8")]
    asked: list[Asked] = []
    samples = load(HERE / "questions.jsonl")
    questions += [_row(each) for each in samples if each.split == "dev" and each.category not in _NOT_READ]
    places = {
        "seed": shared / "seeds",
        "wn": _wikinews(shared, work),
        "dev": data_folder("articles"),
        "own": events.table("archive.jsonl", work),
        "event": events.table("events.jsonl", work),
    }
    for at, (text, quotes) in enumerate(events.usual_questions()):
        questions.append({"id": f"own-{at}", "question": text, "quotes": quotes})
    for at, each in enumerate(events.questions()):
        questions.append({"id": f"event-{at}", "question": each.text, "spans": _event_spans(each)})
        if not all(each.spans.values()):  # of the articles that do not answer it, a near miss
            rest = [article for article in events.articles() if article not in each.answering]
            questions.append({"id": f"event-{at}-rest", "question": each.text, "outlets": rest})
    for name, source in places.items():
        with Assistant.open(work / f"{name}-index") as assistant:
            assistant.ingest([source])
            articles = {_name(article): article for article in assistant.articles()}
            asked += [_ask(assistant, row, articles) for row in questions if row["id"].startswith(name)]
    return asked


def _row(sample: Sample) -> dict[str, Any]:
    """An evaluation question of the dev split, in the form of `questions.jsonl` but for its quotes."""
    return {
        "id": f"dev-{sample.id}",
        "question": sample.question,
        "history": sample.history,
        "quotes": [source.quote for source in sample.sources] if sample.answerable else [],
    }


def _wikinews(shared: Path, work: Path) -> Path:
    table = work / "wikinews.jsonl"
    with gzip.open(shared / "data" / "corpora" / "wikinews_ko.jsonl.gz", "rt", encoding="utf-8") as file:
        table.write_text(file.read(), encoding="utf-8")
    return table


def _name(article: Article) -> str:
    return article.url or events.article_of(Path(article.source).name)


def _event_spans(asked: events.EventQuestion) -> list[dict[str, Any]]:
    return [
        {"article": article, "start": start, "end": end}
        for article, spans in asked.spans.items()
        for start, end in spans
    ]


def _ask(assistant: Assistant, row: dict[str, Any], articles: dict[str, Article]) -> Asked:
    earlier = [Answer(text, text, "", "", Outcome.INSUFFICIENT) for text in row.get("history", ())][-1:]
    understood = interpretations(tidy(row["question"]), earlier)[0]
    language = language_of(row["question"])
    query = assistant.desk.spelt(Query(row["question"], understood, language, outlets=tuple(row.get("outlets", ()))))
    question, vector, pages = assistant.desk.prepare(query)
    spans = []
    for quote in row.get("quotes", ()):
        places = [(article.id, article.body.find(quote)) for article in assistant.articles()]
        if all(at < 0 for _, at in places):
            raise SystemExit(f"{row['id']}: no article has '{quote}'; mend the quote.")
        spans += [(of, at, at + len(quote)) for of, at in places if at >= 0]
    for span in row.get("spans", ()):
        article = articles[span["article"]]
        if article.version != span.get("version", article.version):
            raise SystemExit(f"{row['id']}: {span['article']} is cleaned otherwise now; mend its offsets.")
        spans.append((article.id, span["start"], span["end"]))
    right = [
        any(
            page.candidate.hit.passage.article_id == of and start < span_end and end > span_start
            for of, span_start, span_end in spans
        )
        for page in pages
        for start, end in page.candidate.indexed.sentences
    ]
    features = relevance.features(question, vector, pages, assistant.desk.rarity)
    familiar = relevance.familiarity(question, assistant.desk.rarity)
    return Asked(row["id"], language, bool(spans), features, np.array(right), familiar)


def fit(asked: Sequence[Asked], mask: np.ndarray) -> np.ndarray:
    """Weights of FEATURES and the intercept; masked features weigh 0."""
    rows = np.concatenate([one.features for one in asked])
    right = np.concatenate([one.right for one in asked])
    mean, spread = rows.mean(axis=0), rows.std(axis=0) + 1e-9
    model = LogisticRegression(C=_C, max_iter=2000).fit((rows - mean) / spread * mask, right)
    weights = model.coef_[0] * mask / spread
    return np.append(weights, model.intercept_[0] - weights @ mean)


def judged(one: Asked, weights: np.ndarray) -> np.ndarray:
    found: np.ndarray = one.familiarity / (1 + np.exp(-(one.features @ weights[:-1] + weights[-1])))
    return found


def cross_validated(asked: Sequence[Asked], mask: np.ndarray) -> list[np.ndarray]:
    """Each question's relevances under weights fitted without it."""
    folds = [fit([one for at, one in enumerate(asked) if at % _FOLDS != fold], mask) for fold in range(_FOLDS)]
    return [judged(one, folds[at % _FOLDS]) for at, one in enumerate(asked)]


def threshold(asked: Sequence[Asked], found: Sequence[np.ndarray]) -> float:
    """The lowest relevance below which enough of the unanswerable questions are: usual ones, and near misses."""
    of: dict[bool, list[float]] = {True: [], False: []}
    for one, values in zip(asked, found, strict=True):
        if not one.answerable:
            of[one.id.startswith(_NEAR_MISSES)].append(float(values.max()))
    return max(float(np.quantile(values, _REFUSED[near])) for near, values in of.items())


def report(name: str, asked: Sequence[Asked], found: Sequence[np.ndarray], at: float) -> None:
    rows = [(one, values) for one, values in zip(asked, found, strict=True) if one.answerable]
    first, second, third = (
        np.mean([one.right[np.argsort(-values)[:k]].any() for one, values in rows]) for k in (1, 2, 3)
    )
    kept = np.mean([values.max() >= at for _, values in rows])
    others = [values for one, values in zip(asked, found, strict=True) if not one.answerable]
    refused = np.mean([values.max() < at for values in others]) if others else np.nan
    print(
        f"{name:10} n {len(asked)}: right sentence first {first:.2f}, in two {second:.2f}, in three {third:.2f}; "
        f"at {at:.3f} answers {kept:.2f} of the {len(rows)} answerable, refuses {refused:.2f} of {len(others)}"
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("shared", type=Path)
    parser.add_argument("work", type=Path)
    given = parser.parse_args()
    given.work.mkdir(parents=True, exist_ok=True)
    asked = collect(given.shared, given.work)
    every = np.ones(len(FEATURES))
    masks = {"ko": every, "en": np.array([name not in _WORDS for name in FEATURES], float)}
    model: dict[str, dict[str, Any]] = {"weights": {}, "threshold": {}, "related": {}}
    for language, mask in masks.items():
        found = cross_validated(asked, mask)
        own = [at for at, one in enumerate(asked) if one.language == language]
        chosen = threshold([asked[at] for at in own], [found[at] for at in own])
        for name in ("seed", "wn", "dev", "own", "event", ""):
            part = [at for at in own if asked[at].id.startswith(name)]
            report(f"{language} {name or 'all'}", [asked[at] for at in part], [found[at] for at in part], chosen)
        weights = fit(asked, mask)
        model["weights"][language] = dict(zip((*FEATURES, "intercept"), weights.round(4).tolist(), strict=True))
        model["threshold"][language] = round(chosen, 4)
        model["related"][language] = round(chosen / 4, 4)
    (Path(relevance.__file__).parent / "relevance.json").write_text(
        json.dumps(model, indent=1) + "\n", encoding="utf-8"
    )


if __name__ == "__main__":
    main()
