"""Training the reader on a CPU within a budget of time: `python -m training.train_reader DATA WORK --minutes 45`.

Resumes from WORK/checkpoint.pt. The learning rate follows the share of the budget that is spent.
"""

from __future__ import annotations

import argparse
import json
import math
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import torch
from torch import Tensor
from torch.nn import functional as F

from assistant import e5
from assistant.reader import WINDOW
from training.data import Pair, pairs
from training.model import ReaderModel

BATCH = 16
LONGEST = 256  #: tokens
_POOL = 64  #: batches whose pairs are sorted by length together

Row = tuple[list[int], int, int]  #: token ids, and the answer's first and last, 0 and 0 without one


def encode(tokenizer: Any, pair: Pair) -> Row | None:
    """Ids of `<s> query </s> passage </s>`, and the answer's first and last token, 0 and 0 without one; or None."""
    question = tokenizer.encode("query: " + pair.question[:300])
    passage = tokenizer.encode(pair.passage)
    ids = question.ids + passage.ids[1:]
    shift = len(question.ids) - 1
    if len(ids) > LONGEST:
        return None
    if pair.span is None:
        return ids, 0, 0
    inside = [
        at
        for at, (start, end) in enumerate(passage.offsets)
        if start < pair.span[1] and end > pair.span[0] and end > start
    ]
    return (ids, inside[0] + shift, inside[-1] + shift) if inside else None


def batches(encoded: Sequence[Row], generator: torch.Generator) -> Iterator[tuple[Tensor, Tensor, Tensor, Tensor]]:
    """Batches of alike lengths in random order: ids, readable, first, last."""
    order = torch.randperm(len(encoded), generator=generator).tolist()
    for begin in range(0, len(order), BATCH * _POOL):
        pool = sorted(order[begin : begin + BATCH * _POOL], key=lambda at: len(encoded[at][0]))
        groups = [pool[at : at + BATCH] for at in range(0, len(pool), BATCH)]
        for at in torch.randperm(len(groups), generator=generator).tolist():
            yield collate([encoded[index] for index in groups[at]])


def collate(rows: Sequence[Row]) -> tuple[Tensor, Tensor, Tensor, Tensor]:
    length = -(-max(len(ids) for ids, _, _ in rows) // 16) * 16  # few shapes keep the allocator's memory flat
    ids = torch.ones(len(rows), length, dtype=torch.long)
    readable = torch.zeros(len(rows), length, dtype=torch.bool)
    for row, (tokens, _, _) in enumerate(rows):
        ids[row, : len(tokens)] = torch.tensor(tokens)
        readable[row, : len(tokens)] = True
    return ids, readable, torch.tensor([first for _, first, _ in rows]), torch.tensor([last for _, _, last in rows])


def loss_of(model: ReaderModel, batch: tuple[Tensor, Tensor, Tensor, Tensor]) -> Tensor:
    ids, readable, first, last = batch
    start, end, relevance = model(ids, readable)
    start, end = start.masked_fill(~readable, -1e4), end.masked_fill(~readable, -1e4)
    spans = (F.cross_entropy(start, first) + F.cross_entropy(end, last)) / 2
    return spans + F.binary_cross_entropy_with_logits(relevance, (first > 0).float())


def _prepared(data: Path, work: Path, tokenizer: Any) -> list[Row]:
    """The encoded training pairs, made once per WORK."""
    kept = work / "pairs.json"
    if not kept.exists():
        made = pairs(data, work, WINDOW)
        kept.write_text(json.dumps([row for pair in made if (row := encode(tokenizer, pair))]), "utf-8")
    return [(ids, first, last) for ids, first, last in json.loads(kept.read_text("utf-8"))]


def train(data: Path, work: Path, minutes: float, rate: float) -> None:
    torch.manual_seed(0)
    weights = e5.read(e5.packaged_file())
    tokenizer = e5.tokenizer(weights)
    model = ReaderModel(weights)
    encoded = _prepared(data, work, tokenizer)
    optimiser = torch.optim.AdamW(model.parameters(), lr=rate, weight_decay=0.01)
    spent, step, checkpoint = 0.0, 0, work / "checkpoint.pt"
    if checkpoint.exists():
        saved = torch.load(checkpoint)
        model.load_state_dict(saved["model"])
        optimiser.load_state_dict(saved["optimiser"])
        spent, step = saved["spent"], saved["step"]
    print(f"{len(encoded)} pairs, {sum(1 for row in encoded if row[1])} answered", flush=True)
    generator = torch.Generator().manual_seed(step)
    before, running, saved_at = time.monotonic() - spent, 0.0, spent
    while spent < minutes * 60:
        for batch in batches(encoded, generator):
            spent = time.monotonic() - before
            done = min(spent / (minutes * 60), 1.0)
            for group in optimiser.param_groups:
                group["lr"] = rate * min(1.0, (step + 1) / 50) * max(0.02, 0.5 * (1 + math.cos(math.pi * done)))
            loss = loss_of(model, batch)
            optimiser.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimiser.step()
            step, running = step + 1, 0.98 * running + 0.02 * float(loss)
            if step % 25 == 0:
                print(f"step {step} loss {running / (1 - 0.98**step):.3f} {spent / 60:.1f} min", flush=True)
            if spent - saved_at > 240 or done >= 1:
                state = {"model": model.state_dict(), "optimiser": optimiser.state_dict(), "spent": spent, "step": step}
                torch.save(state, work / "checkpoint.new")
                (work / "checkpoint.new").replace(checkpoint)
                saved_at = spent
            if done >= 1:
                return


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path)
    parser.add_argument("work", type=Path)
    parser.add_argument("--minutes", type=float, default=45)
    parser.add_argument("--rate", type=float, default=1e-3)
    given = parser.parse_args()
    given.work.mkdir(parents=True, exist_ok=True)
    train(given.data, given.work, given.minutes, given.rate)


if __name__ == "__main__":
    main()
