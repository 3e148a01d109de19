"""The calibration that ships beside the reader's weights, with their checksum."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

from assistant.reader import CALIBRATION


def keep(weights: Path, answerable: float, margin: float, intercept: float) -> None:
    """Writes `assistant/reader.json` for these weights."""
    checksum = hashlib.sha256(weights.read_bytes()).hexdigest()
    values = {"answerable": answerable, "margin": margin, "intercept": intercept}
    text = json.dumps({"weights": checksum, **{name: round(value, 4) for name, value in values.items()}}, indent=1)
    CALIBRATION.write_text(text + "\n", encoding="utf-8")
