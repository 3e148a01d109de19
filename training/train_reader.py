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
from training.data import Pair, groups, pairs
from training.model import HEADS, ReaderModel

BATCH = 16  #: passages, about
LONGEST = 256  #: tokens
_POOL = 64  #: batches whose groups are sorted by length together
_SHARED = 0.5  #: what telling the passages of a question apart counts beside reading each


@dataclass(frozen=True, slots=True)
class Row:
    ids: list[int]
    spans: list[tuple[int, int]]  #: first and last token of each answer, in order; [] without one


Group = list[Row]  #: of one question, a row for each of its passages


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


def batches(encoded: Sequence[Group], generator: torch.Generator) -> Iterator[list[Group]]:
    """Batches of groups of alike lengths in random order."""
    order = torch.randperm(len(encoded), generator=generator).tolist()
    size = BATCH * len(encoded) // max(sum(map(len, encoded)), 1) or 1
    for begin in range(0, len(order), size * _POOL):
        pool = sorted(order[begin : begin + size * _POOL], key=lambda at: max(len(row.ids) for row in encoded[at]))
        cut: list[list[Group]] = [[]]
        for group in (encoded[at] for at in pool):
            if cut[-1] and sum(map(len, cut[-1])) + len(group) > BATCH:
                cut.append([])
            cut[-1].append(group)
        for at in torch.randperm(len(cut), generator=generator).tolist():
            yield cut[at]


def loss_of(model: ReaderModel, groups: Sequence[Group]) -> Tensor:
    """Of each passage the cross-entropy of where an answer starts and ends (the first token where there is none, any
    item of a list), and binary cross-entropies of a token's being part of it and of its being there.

    Of the passages of one question together, the cross-entropy of where an answer starts and ends among all their
    tokens, by how much likelier than none each is, and of which passage holds it (shared normalisation, Clark and
    Gardner 2018)."""
    rows = [row for group in groups for row in group]
    length = -(-max(len(row.ids) for row in rows) // 16) * 16  # few shapes keep the allocator's memory flat
    ids = torch.ones(len(rows), length, dtype=torch.long)
    readable, starts, ends, parts = (torch.zeros(len(rows), length, dtype=torch.bool) for _ in range(4))
    for at, row in enumerate(rows):
        ids[at, : len(row.ids)] = torch.tensor(row.ids)
        readable[at, : len(row.ids)] = True
        for first, last in row.spans or [(0, 0)]:
            starts[at, first] = ends[at, last] = True
            parts[at, first : last + 1] = bool(row.spans)
    start, end, part, relevance = (logits.float() for logits in model(ids, readable))
    answered = torch.tensor([bool(row.spans) for row in rows])
    spans = (_missed(start, readable, starts) + _missed(end, readable, ends)).sum() / 2
    inside = F.binary_cross_entropy_with_logits(part, parts.float(), reduction="none")
    inside = (inside * readable).sum() / 8
    there = F.binary_cross_entropy_with_logits(relevance, answered.float())
    shared, begin = [], 0
    for group in groups:
        own = slice(begin, begin + len(group))
        begin += len(group)
        if len(group) > 1 and answered[own].any():
            begins, stops = (
                _missed(_odds(logits[own], readable[own]), _row(readable[own]), _row(right[own] & answered[own, None]))
                for logits, right in ((start, starts), (end, ends))
            )
            which = _missed(_row(relevance[own]), torch.ones(1, len(group), dtype=torch.bool), _row(answered[own]))
            shared.append((begins + stops) / 2 + which)
    loss = (spans + inside) / len(rows) + there
    return loss + _SHARED * torch.cat(shared).mean() if shared else loss


def _odds(logits: Tensor, readable: Tensor) -> Tensor:
    """How much likelier each token of a question's passages is than none of its passage, (1, passages × length)."""
    odds = (logits - logits[:, :1]).masked_fill(~readable, -1e4)
    odds[:, 0] = -1e4
    return _row(odds)


def _row(values: Tensor) -> Tensor:
    return values.reshape(1, -1)


def _missed(logits: Tensor, readable: Tensor, right: Tensor) -> Tensor:
    """Minus the log probability of the right tokens together, (batch,)."""
    logs = logits.masked_fill(~readable, -1e4).log_softmax(-1)
    return -logs.masked_fill(~right, -1e4).logsumexp(-1)


def _prepared(data: Path, work: Path, tokenizer: Any) -> list[Group]:
    """The encoded training groups, and pairs as groups of one, made once per WORK."""
    kept = work / "groups.json"
    if not kept.exists():
        asked = [*groups(data, WINDOW), *([pair] for pair in pairs(data, work, WINDOW))]
        made = [[row for pair in group if (row := encode(tokenizer, pair))] for group in tqdm(asked, "Encoding")]
        kept.write_text(json.dumps([[astuple(row) for row in group] for group in made if group]), "utf-8")
    return [[Row(*row) for row in group] for group in json.loads(kept.read_text("utf-8"))]


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
    rows = [row for group in encoded for row in group]
    print(f"{len(encoded)} questions, {len(rows)} passages, {sum(bool(row.spans) for row in rows)} answer", flush=True)
    generator = torch.Generator().manual_seed(step)
    before, running, saved_at = time.monotonic() - spent, 0.0, spent
    while spent < minutes * 60:
        for batch in batches(encoded, generator):
            spent = time.monotonic() - before
            done = min(spent / (minutes * 60), 1.0)
            share = min(1.0, (step + 1) / 50) * max(0.02, 0.5 * (1 + math.cos(math.pi * done)))
            for group in optimiser.param_groups:
                group["lr"] = group["scale"] * rate * share
            with torch.autocast("cpu", torch.bfloat16, enabled=bfloat16):
                loss = loss_of(model, batch)
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
