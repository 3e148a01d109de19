"""How often the rules of `assistant.polarity` answer a yes or no, and rightly: `python -m training.closed`.

Over the questions of `news.jsonl` that say whether their answer's words mean yes (`"yes"`).
"""

from __future__ import annotations

import json
import re
from collections import Counter
from pathlib import Path

from assistant.language import language_of
from assistant.polarity import yes_or_no
from assistant.question import Kind, analyse, tidy
from training.data import sentence_of

HERE = Path(__file__).parent


def main() -> None:
    texts = {row["id"]: row["text"] for row in map(json.loads, (HERE / "articles.jsonl").open(encoding="utf-8"))}
    counts: Counter[str] = Counter()
    right: Counter[str] = Counter()
    for row in map(json.loads, (HERE / "news.jsonl").open(encoding="utf-8")):
        question = analyse(tidy(row["question"]))
        if "yes" not in row or question.kind is not Kind.YES_NO or language_of(question.text) == "en":
            continue
        sentence, (start, end) = sentence_of(texts[row["article"]], tuple(row["spans"][0]))
        words = sentence[start:end] + re.split(r"[^가-힣]", sentence[end:], maxsplit=1)[0]
        said = yes_or_no(question, sentence, texts[row["article"]], words) or "open"
        counts[said] += 1
        right[said] += (said == "예") is row["yes"]
    total = sum(counts.values())
    for said in ("예", "아니요"):
        print(f"{said}: {counts[said]} of {total}, right {right[said] / max(counts[said], 1):.3f}")


if __name__ == "__main__":
    main()
