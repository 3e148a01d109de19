"""A checkpoint's adapters and heads as the package ships them: `python -m training.export WORK/checkpoint.pt`."""

from __future__ import annotations

import sys

import torch
from safetensors.torch import save_file

from assistant.reader import ADAPTERS
from training.calibration import keep


def main(checkpoint: str) -> None:
    state = torch.load(checkpoint)["model"]
    named = {name.replace("layers.", "l", 1): values.half().contiguous() for name, values in state.items()}
    save_file(named, ADAPTERS)
    ADAPTERS.chmod(0o644)
    keep(ADAPTERS, 1.0, 0.0, 0.0)  # the training's own figure, until `training.evaluate --calibrate`


if __name__ == "__main__":
    main(sys.argv[1])
