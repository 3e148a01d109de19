"""What the training changed, and the heads, as the package ships them: `python -m training.export WORK/checkpoint.pt`.

Of each matrix's change the largest singular values are kept, those that make up KEPT of its sum of squares, and their
vectors as whole numbers of 8 bits.
"""

from __future__ import annotations

import sys

import torch
from safetensors.torch import save_file
from torch import Tensor

from assistant import e5
from assistant.reader import ADAPTERS
from training.calibration import keep
from training.model import HEADS, PARTS, ReaderModel

KEPT = 0.98


def adapters(model: ReaderModel) -> dict[str, Tensor]:
    """`*.up` (rows, rank) and `*.down` (rank, columns) of each matrix, int8, and `*.scale` (rank,) of their product;
    whole biases, norms and heads, float16."""
    packaged = ReaderModel(e5.read(e5.packaged_file()))
    changes: dict[str, Tensor] = {}
    whole = {name: value for name, value in model.named_parameters() if name.startswith(HEADS)}
    for number, (layer, before) in enumerate(zip(model.layers, packaged.layers, strict=True)):
        for part in PARTS:
            changes[f"l{number}.{part}"] = getattr(layer, part).weight - getattr(before, part).weight
            whole[f"l{number}.{part}.b"] = getattr(layer, part).bias
        for norm in ("aln", "oln"):
            whole[f"l{number}.{norm}.w"] = getattr(layer, norm).weight
            whole[f"l{number}.{norm}.b"] = getattr(layer, norm).bias
    made = {name: value.detach().half().contiguous() for name, value in whole.items()}
    for name, change in changes.items():
        made |= {f"{name}.{part}": value.contiguous() for part, value in _cut(change.detach()).items()}
    return made


def _cut(change: Tensor) -> dict[str, Tensor]:
    """The matrix as `up * scale @ down`."""
    u, s, v = torch.linalg.svd(change, full_matrices=False)
    energy = s.square().cumsum(0)
    rank = int((energy < KEPT * energy[-1]).sum()) + 1
    u, v = u[:, :rank], v[:rank]
    steps_u, steps_v = u.abs().amax(0) / 127, v.abs().amax(1) / 127
    scale = s[:rank] * steps_u * steps_v
    return {"up": (u / steps_u).round().char(), "down": (v / steps_v[:, None]).round().char(), "scale": scale}


def main(checkpoint: str) -> None:
    model = ReaderModel(e5.read(e5.packaged_file()))
    model.load_state_dict(torch.load(checkpoint)["model"])
    save_file(adapters(model), ADAPTERS)
    ADAPTERS.chmod(0o644)
    keep(ADAPTERS, 1.0, 0.0, 0.0)  # the training's own figure, until `training.evaluate --calibrate`


if __name__ == "__main__":
    main(sys.argv[1])
