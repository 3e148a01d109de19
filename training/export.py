"""What the training changed, and the heads, as the package ships them: `python -m training.export WORK/checkpoint.pt`.

The change of each matrix is cut to its RANK largest singular values.
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

RANK = 64


def adapters(model: ReaderModel, rank: int) -> dict[str, Tensor]:
    """`*.up` (rows, rank) and `*.down` (rank, columns) of each matrix, whole biases, norms and heads, all float16."""
    packaged = ReaderModel(e5.read(e5.packaged_file()))
    made: dict[str, Tensor] = {}
    for number, (layer, before) in enumerate(zip(model.layers, packaged.layers, strict=True)):
        for part in PARTS:
            change = getattr(layer, part).weight - getattr(before, part).weight
            u, s, v = torch.linalg.svd(change, full_matrices=False)
            made[f"l{number}.{part}.up"] = u[:, :rank] * s[:rank].sqrt()
            made[f"l{number}.{part}.down"] = s[:rank].sqrt()[:, None] * v[:rank]
            made[f"l{number}.{part}.b"] = getattr(layer, part).bias
        for norm in ("aln", "oln"):
            made[f"l{number}.{norm}.w"], made[f"l{number}.{norm}.b"] = (
                getattr(layer, norm).weight,
                getattr(layer, norm).bias,
            )
    made |= {name: value for name, value in model.named_parameters() if name.startswith(HEADS)}
    return {name: value.detach().half().contiguous() for name, value in made.items()}


def main(checkpoint: str) -> None:
    model = ReaderModel(e5.read(e5.packaged_file()))
    model.load_state_dict(torch.load(checkpoint)["model"])
    save_file(adapters(model, RANK), ADAPTERS)
    ADAPTERS.chmod(0o644)
    keep(ADAPTERS, 1.0, 0.0, 0.0)  # the training's own figure, until `training.evaluate --calibrate`


if __name__ == "__main__":
    main(sys.argv[1])
