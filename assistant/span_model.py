"""The trained reader: for a question and a text, whether the text holds the answer, and which words it is.

multilingual-e5-small with low-rank adapters (LoRA, arXiv 2106.09685) and two heads, `reader.safetensors`, merged into
the packaged weights once and run like the encoder, whose tokenizer and embeddings it shares. `training/` made it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from assistant import e5
from assistant.cache_folder import filled
from assistant.e5_onnx import E5Runner, Layers, Precision, precision, side_by_side, write_layers

ADAPTERS = Path(__file__).parent / "reader.safetensors"
_LONGEST = 510  #: tokens of question and text together
_LONGEST_QUESTION = 300  #: characters
_LONGEST_SPAN = 32  #: tokens

Numbers = NDArray[np.float32]
Span = tuple[int, int]


@dataclass(frozen=True, slots=True, eq=False)
class TextReading:
    """What the model says of one text; offsets are characters of that text."""

    answerable: float  #: logit of the answer being there
    start: Numbers  #: (tokens,) log probability that the answer begins with this token of the text
    end: Numbers
    offsets: NDArray[np.int64]  #: (tokens, 2)

    def share(self, span: Span) -> float:
        """Log of how much of the probability lies on answers that begin within `span`."""
        inside = (self.offsets[:, 0] >= span[0]) & (self.offsets[:, 0] < span[1])
        return float(np.logaddexp.reduce(self.start[inside])) if inside.any() else -20.0

    def best(self, within: Span) -> Span | None:
        """The likeliest answer inside `within`; None when that holds no token."""
        inside = np.flatnonzero((self.offsets[:, 0] >= within[0]) & (self.offsets[:, 1] <= within[1]))
        if not len(inside):
            return None
        scores = self.start[inside][:, None] + self.end[inside][None, :]
        width = np.arange(len(inside))[None, :] - np.arange(len(inside))[:, None]
        scores[(width < 0) | (width >= _LONGEST_SPAN)] = -np.inf
        first, last = np.unravel_index(int(scores.argmax()), scores.shape)
        return int(self.offsets[inside[first], 0]), int(self.offsets[inside[last], 1])


class SpanModel:
    """Safe to call from several threads."""

    def __init__(self, runner: E5Runner, layers: Layers, heads: Mapping[str, Numbers]) -> None:
        self._runner = runner
        self._layers = layers
        self._heads = heads

    def read(self, question: str, texts: Sequence[str]) -> list[TextReading]:
        asked = self._runner.tokenizer.encode("query: " + question[:_LONGEST_QUESTION]).ids
        return side_by_side(lambda text: self._read(asked, text), texts)

    def _read(self, asked: list[int], text: str) -> TextReading:
        encoded = self._runner.tokenizer.encode(text)
        tokens = [*asked, *encoded.ids[1:]][:_LONGEST]
        states = self._layers.run(self._runner.embed(tokens))
        logits = states @ self._heads["span.weight"].T + self._heads["span.bias"]
        logs = logits - np.logaddexp.reduce(logits, axis=0)
        pooled = np.concatenate([states[0], states.mean(axis=0)])
        answerable = float(pooled @ self._heads["relevance.weight"][0] + self._heads["relevance.bias"][0])
        first, last = len(asked), len(tokens) - (len(tokens) < _LONGEST)  # without the closing </s>
        # The tokenizer counts the space before a word as the word's.
        pairs = [
            (start + (text[start : start + 1] == " "), end) for start, end in encoded.offsets[1 : 1 + last - first]
        ]
        offsets = np.array(pairs, np.int64).reshape(-1, 2)
        return TextReading(answerable, logs[first:last, 0], logs[first:last, 1], offsets)


def load_span_model(cache: Path, runner: E5Runner) -> SpanModel:
    """The model that ships with the package; merged and written below `cache` at first use (seconds, 22 MB).

    Raises EncoderError when the packaged weights are missing or damaged or `cache` cannot be written.
    """
    from safetensors.numpy import load_file

    adapters = {name: values.astype(np.float32) for name, values in load_file(ADAPTERS).items()}
    arithmetic = precision()
    key = hashlib.sha256(ADAPTERS.read_bytes() + e5.SHA256.encode()).hexdigest()[:8]
    folder = filled(cache / f"reader-{key}-{arithmetic}", lambda draft: _write(adapters, arithmetic, draft))
    return SpanModel(runner, Layers(folder / "reader.onnx"), adapters)


def _write(adapters: Mapping[str, Numbers], arithmetic: Precision, folder: Path) -> None:
    weights = e5.read(e5.packaged_file())
    tensors = dict(weights.tensors)
    for name in {name.rpartition(".")[0] for name in adapters if name.endswith(".down")}:
        down, up = adapters[f"{name}.down"], adapters[f"{name}.up"]
        tensors[f"{name}.w"] = weights.matrix(f"{name}.w", down.shape[1]) + up @ down
    write_layers(replace(weights, tensors=tensors), arithmetic, folder / "reader.onnx")
