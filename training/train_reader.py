"""Training the reader on a CPU within a budget of time: `python -m training.train_reader DATA WORK --minutes 100`.

Goes on from the reader that ships; resumes from WORK/checkpoint.pt. The learning rate follows the share of the budget
that is spent.
"""

from __future__ import annotations

import argparse
import json
import math
import time
from collections.abc import Iterator, Sequence
from dataclasses import astuple, dataclass
from pathlib import Path
from typing import Any

import torch
from torch import Tensor
from torch.nn import functional as F
from tqdm import tqdm

from assistant import e5
from assistant.reader import WINDOW, lead
from training.data import Pair, pairs
from training.model import HEADS, ReaderModel

BATCH = 16
LONGEST = 256  #: tokens
_POOL = 64  #: batches whose pairs are sorted by length together


@dataclass(frozen=True, slots=True)
class Row:
    ids: list[int]
    spans: list[tuple[int, int]]  #: first and last token of each answer, in order; [] without one


def encode(tokenizer: Any, pair: Pair) -> Row | None:
    """Ids of `<s> query </s> title </s> passage </s>`; None where they are too many or an answer has no token."""
    passage = tokenizer.encode(pair.passage)
    before = lead(tokenizer, pair.question, pair.title)
    ids = before + passage.ids[1:]
    shift = len(before) - 1
    spans = []
    for start, end in pair.spans:
        inside = [at for at, (s, e) in enumerate(passage.offsets) if s < end and e > start and e > s]
        if not inside:
            return None
        spans.append((inside[0] + shift, inside[-1] + shift))
    return Row(ids, spans) if len(ids) <= LONGEST else None


def batches(encoded: Sequence[Row], generator: torch.Generator) -> Iterator[list[Row]]:
    """Batches of alike lengths in random order."""
    order = torch.randperm(len(encoded), generator=generator).tolist()
    for begin in range(0, len(order), BATCH * _POOL):
        pool = sorted(order[begin : begin + BATCH * _POOL], key=lambda at: len(encoded[at].ids))
        groups = [pool[at : at + BATCH] for at in range(0, len(pool), BATCH)]
        for at in torch.randperm(len(groups), generator=generator).tolist():
            yield [encoded[index] for index in groups[at]]


def loss_of(model: ReaderModel, rows: Sequence[Row]) -> Tensor:
    """Cross-entropy of where an answer starts and ends (the first token where there is none, any item of a list), and
    binary cross-entropies of a token's being part of it and of its being there."""
    length = -(-max(len(row.ids) for row in rows) // 16) * 16  # few shapes keep the allocator's memory flat
    ids = torch.ones(len(rows), length, dtype=torch.long)
    readable, starts, ends, parts = (torch.zeros(len(rows), length, dtype=torch.bool) for _ in range(4))
    for at, row in enumerate(rows):
        ids[at, : len(row.ids)] = torch.tensor(row.ids)
        readable[at, : len(row.ids)] = True
        for first, last in row.spans or [(0, 0)]:
            starts[at, first] = ends[at, last] = True
            parts[at, first : last + 1] = bool(row.spans)
    start, end, part, relevance = model(ids, readable)
    spans = (_missed(start, readable, starts) + _missed(end, readable, ends)).sum() / 2
    inside = F.binary_cross_entropy_with_logits(part, parts.float(), reduction="none")
    inside = (inside * readable).sum() / 8
    there = F.binary_cross_entropy_with_logits(relevance, torch.tensor([float(bool(row.spans)) for row in rows]))
    return (spans + inside) / len(rows) + there


def _missed(logits: Tensor, readable: Tensor, right: Tensor) -> Tensor:
    """Minus the log probability of the right tokens together, (batch,)."""
    logs = logits.masked_fill(~readable, -1e4).log_softmax(-1)
    return -logs.masked_fill(~right, -1e4).logsumexp(-1)


def _prepared(data: Path, work: Path, tokenizer: Any) -> list[Row]:
    """The encoded training pairs, made once per WORK."""
    kept = work / "pairs.json"
    if not kept.exists():
        rows = (encode(tokenizer, pair) for pair in tqdm(pairs(data, work, WINDOW), "Encoding", disable=None))
        kept.write_text(json.dumps([astuple(row) for row in rows if row]), "utf-8")
    return [Row(*row) for row in json.loads(kept.read_text("utf-8"))]


def train(data: Path, work: Path, minutes: float, rate: float, bfloat16: bool) -> None:
    torch.manual_seed(0)
    weights = e5.read(e5.packaged_file())
    tokenizer = e5.tokenizer(weights)
    model = ReaderModel(weights)
    model.go_on()
    encoded = _prepared(data, work, tokenizer)
    heads = [value for name, value in model.named_parameters() if name.startswith(HEADS)]
    groups = [{"params": list(model.layers.parameters()), "scale": 1.0}, {"params": heads, "scale": 5.0}]
    optimiser = torch.optim.AdamW(groups, lr=rate, weight_decay=0.01)
    spent, step, checkpoint = 0.0, 0, work / "checkpoint.pt"
    if checkpoint.exists():
        saved = torch.load(checkpoint)
        model.load_state_dict(saved["model"])
        optimiser.load_state_dict(saved["optimiser"])
        spent, step = saved["spent"], saved["step"]
    print(f"{len(encoded)} pairs, {sum(bool(row.spans) for row in encoded)} answered", flush=True)
    generator = torch.Generator().manual_seed(step)
    before, running, saved_at = time.monotonic() - spent, 0.0, spent
    while spent < minutes * 60:
        for rows in batches(encoded, generator):
            spent = time.monotonic() - before
            done = min(spent / (minutes * 60), 1.0)
            share = min(1.0, (step + 1) / 50) * max(0.02, 0.5 * (1 + math.cos(math.pi * done)))
            for group in optimiser.param_groups:
                group["lr"] = group["scale"] * rate * share
            with torch.autocast("cpu", torch.bfloat16, enabled=bfloat16):
                loss = loss_of(model, rows)
            optimiser.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimiser.step()
            step, running = step + 1, 0.98 * running + 0.02 * loss.item()
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
    parser.add_argument("--minutes", type=float, default=100)
    parser.add_argument("--rate", type=float, default=1.2e-4)
    parser.add_argument("--bfloat16", action="store_true", help="multiply in bfloat16, for processors that can")
    given = parser.parse_args()
    given.work.mkdir(parents=True, exist_ok=True)
    train(given.data, given.work, given.minutes, given.rate, given.bfloat16)


if __name__ == "__main__":
    main()
