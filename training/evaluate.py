"""The reader on reading questions it was not trained on: `python -m training.evaluate DATA`, `make eval-reader`.

Prints exact match and character F1 (as KorQuAD 1.0 defines them), how many unanswerable questions are refused, the
calibration error, and milliseconds; draws risk against coverage. With --calibrate, half of the questions fit
`assistant/reader.json` first; the figures are always of the other half.
"""

from __future__ import annotations

import argparse
import random
import re
import string
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

import numpy as np
from sklearn.linear_model import LogisticRegression

from assistant.reader import ADAPTERS, Reader, load_reader
from assistant.types import Reading
from training.calibration import keep
from training.data import held_out

_BINS = 10
CURVE = Path(__file__).parent / "risk-coverage.svg"


@dataclass(frozen=True, slots=True)
class Asked:
    question: str
    context: str
    answers: tuple[str, ...]  #: none: the context does not answer it


def normalise(answer: str) -> str:
    """As KorQuAD compares answers: without punctuation, in lower case, white space apart."""
    bare = re.sub(r"['\"《》<>〈〉()‘’]", " ", answer)
    return "".join(char for char in bare.lower() if char not in string.punctuation and not char.isspace())


def exact(given: str, answers: Sequence[str]) -> bool:
    return any(normalise(given) == normalise(answer) for answer in answers)


def f1(given: str, answers: Sequence[str]) -> float:
    """The best overlap of characters with an answer, as the harmonic mean of precision and recall."""
    return max(_overlap(Counter(normalise(given)), Counter(normalise(answer))) for answer in answers)


def _overlap(given: Counter[str], wanted: Counter[str]) -> float:
    common = (given & wanted).total()
    return 2 * common / (given.total() + wanted.total()) if common else 0.0


def calibrate(reader: Reader, asked: Sequence[Asked]) -> None:
    """Fits the probability of an answer to the likeliest window's figures, and keeps it with the weights' checksum."""
    figures, held = [], []
    for one in asked:
        for _, said in filter(None, reader.windows(one.question, [one.context])):
            figures.append((said.answerable, said.margin()))
            held.append(bool(one.answers))
    model = LogisticRegression(C=10).fit(figures, held)
    keep(ADAPTERS, *map(float, model.coef_[0]), float(model.intercept_[0]))


def report(asked: Sequence[Asked], readings: Sequence[Reading]) -> str:
    answered = [(one, found) for one, found in zip(asked, readings, strict=True) if one.answers]
    others = [found for one, found in zip(asked, readings, strict=True) if not one.answers]
    texts = [(_words(one, found), one.answers) for one, found in answered]
    lines = [
        f"answerable: n {len(answered)}, EM {100 * np.mean([exact(*each) for each in texts]):.1f}, "
        f"F1 {100 * np.mean([f1(*each) for each in texts]):.1f}, "
        f"refused {100 * np.mean([found.no_answer > 0.5 for _, found in answered]):.1f} %",
        f"unanswerable: n {len(others)}, refused {100 * np.mean([found.no_answer > 0.5 for found in others]):.1f} %",
        _no_answer([found for _, found in answered], others),
        f"expected calibration error of no_answer: {calibration_error(asked, readings):.3f}",
    ]
    return "\n".join(lines)


def _no_answer(answered: Sequence[Reading], others: Sequence[Reading]) -> str:
    wrongly, rightly = (sum(found.no_answer > 0.5 for found in each) for each in (answered, others))
    precision, recall = rightly / max(rightly + wrongly, 1), rightly / max(len(others), 1)
    return f"no answer: precision {precision:.3f}, recall {recall:.3f}"


def _words(one: Asked, found: Reading) -> str:
    return one.context[slice(*found.span)] if found.span else ""


def calibration_error(asked: Sequence[Asked], readings: Sequence[Reading]) -> float:
    """Mean distance of the probability from the share, over ten bins of equal width (arXiv 1706.04599)."""
    said = np.array([found.no_answer for found in readings])
    true = np.array([not one.answers for one in asked], float)
    bins = np.minimum((said * _BINS).astype(int), _BINS - 1)
    return float(
        sum(
            abs(said[bins == at].mean() - true[bins == at].mean()) * (bins == at).mean()
            for at in range(_BINS)
            if (bins == at).any()
        )
    )


def draw(asked: Sequence[Asked], readings: Sequence[Reading]) -> None:
    """Risk against coverage: the share of wrong answers among those given, the surest first, as CURVE."""
    wrong = [
        float(not one.answers or f1(_words(one, found), one.answers) < 0.5)
        for one, found in sorted(zip(asked, readings, strict=True), key=lambda pair: pair[1].no_answer)
    ]
    risks = np.cumsum(wrong) / np.arange(1, len(wrong) + 1)
    points = " ".join(f"{40 + 500 * (at + 1) / len(risks):.1f},{260 - 240 * risk:.1f}" for at, risk in enumerate(risks))
    marks = "".join(
        f'<text x="34" y="{264 - 240 * share:.0f}" text-anchor="end">{share:.0%}</text>'
        f'<text x="{40 + 500 * share:.0f}" y="278" text-anchor="middle">{share:.0%}</text>'
        for share in (0, 0.25, 0.5, 0.75, 1)
    )
    CURVE.write_text(
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 560 300" font-family="sans-serif" font-size="11">'
        '<rect width="560" height="300" fill="#fff"/>'
        f'<path d="M40 20V260H540" fill="none" stroke="#888"/>{marks}'
        '<text x="290" y="295" text-anchor="middle">questions answered</text><text x="46" y="16">of these wrong</text>'
        f'<polyline points="{points}" fill="none" stroke="#2563eb" stroke-width="2"/></svg>\n',
        encoding="utf-8",
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path)
    parser.add_argument("--calibrate", action="store_true")
    given = parser.parse_args()
    asked = [Asked(row["question"], row["context"], tuple(row["answers"])) for row in held_out(given.data)]
    random.Random(0).shuffle(asked)
    fitting, testing = asked[::2], asked[1::2]
    reader = load_reader()
    if given.calibrate:
        calibrate(reader, fitting)
        reader = load_reader()
    readings, seconds = [], []
    for one in testing:
        started = time.perf_counter()
        readings += reader.read(one.question, [one.context])
        seconds.append(time.perf_counter() - started)
    print(report(testing, readings))
    print(f"median {1000 * median(seconds):.0f} ms a question ({reader.backend})")
    draw(testing, readings)


if __name__ == "__main__":
    main()
