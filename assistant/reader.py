"""The trained reader: for a question and a text, whether the text holds the answer, and which words it is.

multilingual-e5-small, trained on. `reader.safetensors` holds what the training changed as matrices of low rank (as LoRA
has them, arXiv 2106.09685) and the heads; it is merged into the packaged weights once and run like the encoder, whose
tokenizer and embeddings it shares. `training/` made it.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from assistant import e5
from assistant.cache_folder import filled
from assistant.e5_onnx import LAYOUT, E5Runner, Layers, Precision, open_runner, precision, side_by_side, write_layers
from assistant.errors import EncoderError
from assistant.language import split_sentences
from assistant.passages import make_passages
from assistant.settings import Settings, load_settings
from assistant.spans import snap
from assistant.types import Article, Passage, Reading

ADAPTERS = Path(__file__).parent / "reader.safetensors"
CALIBRATION = Path(__file__).parent / "reader.json"
WINDOW = 160  #: o200k tokens read at once, in training too
_LONGEST = 510  #: tokens of question and text together
_LONGEST_QUESTION = 300  #: characters
_LONGEST_TITLE = 80  #: characters
_LONGEST_SPAN = 32  #: tokens

Numbers = NDArray[np.float32]
Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Calibration:
    """From the model's two figures to the probability of an answer: a logistic function fitted on held-out pairs."""

    answerable: float
    margin: float
    intercept: float


@dataclass(frozen=True, slots=True, eq=False)
class TextReading:
    """What the model says of one text; offsets are characters of that text."""

    answerable: float  #: logit of the answer being there
    absent: float  #: log probability, by the span heads, of the answer being nowhere
    start: Numbers  #: (tokens,) log probability that the answer begins with this token of the text
    end: Numbers
    part: Numbers  #: (tokens,) probability that the token is part of an answer
    offsets: NDArray[np.int64]  #: (tokens, 2)
    calibration: Calibration

    def share(self, span: Span) -> float:
        """Log of how much of the probability lies on answers that begin within `span`."""
        inside = (self.offsets[:, 0] >= span[0]) & (self.offsets[:, 0] < span[1])
        return float(np.logaddexp.reduce(self.start[inside])) if inside.any() else -20.0

    def best(self, within: Span) -> tuple[Span, float] | None:
        """The likeliest answer inside `within` and its log probability; None when that holds no token."""
        inside = np.flatnonzero((self.offsets[:, 0] >= within[0]) & (self.offsets[:, 1] <= within[1]))
        if not len(inside):
            return None
        scores = self.start[inside][:, None] + self.end[inside][None, :]
        width = np.arange(len(inside))[None, :] - np.arange(len(inside))[:, None]
        scores[(width < 0) | (width >= _LONGEST_SPAN)] = -np.inf
        first, last = np.unravel_index(int(scores.argmax()), scores.shape)
        span = int(self.offsets[inside[first], 0]), int(self.offsets[inside[last], 1])
        return span, float(scores[first, last])

    def part_of_answer(self, span: Span) -> float:
        """How likely the tokens of `span` are part of an answer, their mean; 0 where it has none."""
        inside = (self.offsets[:, 0] < span[1]) & (self.offsets[:, 1] > span[0])
        return float(self.part[inside].mean()) if inside.any() else 0.0

    def margin(self) -> float:
        """How much likelier the best answer is than none, in log probability."""
        found = self.best((0, int(self.offsets[-1, 1]))) if len(self.offsets) else None
        return (found[1] if found else -20.0) - self.absent

    def without(self, added: Sequence[Span]) -> TextReading:
        """What it says of the text as it was before words were added at `added`, in order."""
        kept = np.ones(len(self.offsets), bool)
        moved = np.zeros(len(self.offsets), np.int64)
        for start, end in added:
            kept &= (self.offsets[:, 0] < start) | (self.offsets[:, 0] >= end)
            moved += (self.offsets[:, 0] >= end) * (end - start)
        offsets = (self.offsets - moved[:, None])[kept]
        return replace(self, start=self.start[kept], end=self.end[kept], part=self.part[kept], offsets=offsets)

    def relevance(self) -> float:
        """How likely the text answers, 0 to 1."""
        fitted = self.calibration
        logit = fitted.answerable * self.answerable + fitted.margin * self.margin() + fitted.intercept
        return float(1 / (1 + np.exp(-logit)))


def lead(tokenizer: Any, question: str, title: str) -> list[int]:
    """Token ids of `<s> query </s> title </s>`, before those of the text; without the title's where there is none."""
    ids: list[int] = tokenizer.encode("query: " + question[:_LONGEST_QUESTION]).ids
    return ids + tokenizer.encode(title[:_LONGEST_TITLE]).ids[1:] if title else ids


class Reader:
    """Safe to call from several threads."""

    def __init__(
        self, runner: E5Runner, layers: Layers, heads: Mapping[str, Numbers], calibration: Calibration
    ) -> None:
        self._runner = runner
        self._layers = layers
        self._heads = heads
        self._calibration = calibration

    @property
    def backend(self) -> str:
        """The library and arithmetic chosen for this machine, for people to read."""
        return self._runner.backend

    def read(self, question: str, texts: Sequence[str]) -> list[Reading]:
        """For each text its best answer: span and sentence are offsets into the text, `no_answer` is calibrated.

        Above a `no_answer` of 0.5 the reader holds that the text does not answer. A text without words has no span.
        """
        return [_reading(text, window) for text, window in zip(texts, self.windows(question, texts), strict=True)]

    def windows(self, question: str, texts: Sequence[str]) -> list[tuple[int, TextReading] | None]:
        """Of each text the passage likeliest to answer, as where it starts and its reading; None without words."""
        cut = [make_passages(Article(title="", body=text, source=""), WINDOW) for text in texts]
        pieces = [(at, passage) for at, made in enumerate(cut) for passage, _ in made]
        best: list[tuple[int, TextReading] | None] = [None] * len(texts)
        for (at, passage), said in zip(pieces, self.scan(question, [p.text for _, p in pieces]), strict=True):
            known = best[at]
            if known is None or said.relevance() > known[1].relevance():
                best[at] = (passage.start, said)
        return best

    def scan(self, question: str, texts: Sequence[str], titles: Sequence[str] = ()) -> list[TextReading]:
        """What the model says of each text's first 510 tokens, word by word, those of question and title among them.

        `titles` are those of the texts' articles, "" where unknown: sentences of news lean on them.
        """
        pairs = list(zip(texts, titles or [""] * len(texts), strict=True))
        return side_by_side(lambda pair: self._scan(question, *pair), pairs)

    def _scan(self, question: str, text: str, title: str) -> TextReading:
        encoded = self._runner.tokenizer.encode(text)
        asked = lead(self._runner.tokenizer, question, title)
        tokens = [*asked, *encoded.ids[1:]][:_LONGEST]
        states = self._layers.run(self._runner.embed(tokens))
        logits = states @ self._heads["span.weight"].T + self._heads["span.bias"]
        logs = logits[:, :2] - np.logaddexp.reduce(logits[:, :2], axis=0)
        pooled = np.concatenate([states[0], states.mean(axis=0)])
        answerable = float(pooled @ self._heads["relevance.weight"][0] + self._heads["relevance.bias"][0])
        first, last = len(asked), len(tokens) - (len(tokens) < _LONGEST)  # without the closing </s>
        # The tokenizer counts the white space before a word as the word's.
        pairs = [
            (start + text[start : start + 1].isspace(), end) for start, end in encoded.offsets[1 : 1 + last - first]
        ]
        offsets = np.array(pairs, np.int64).reshape(-1, 2)
        start, end = logs[first:last].T
        part = 1 / (1 + np.exp(-logits[first:last, 2]))
        return TextReading(answerable, float(logs[0].sum()), start, end, part, offsets, self._calibration)


def _reading(text: str, window: tuple[int, TextReading] | None) -> Reading:
    passage, sentences = Passage("", "", 0, len(text), text), split_sentences(text)
    if window is None:
        return Reading(passage, 0.0, (0, len(text)), None, 1.0)
    start, said = window
    relevance = said.relevance()
    found = said.best((0, len(text) - start))
    if found is None:
        return Reading(passage, relevance, (0, len(text)), None, 1 - relevance)
    begin, end = found[0][0] + start, found[0][1] + start
    sentence = next((each for each in sentences if each[0] <= begin < each[1]), (0, len(text)))
    return Reading(passage, relevance, sentence, snap(text, (begin, end), sentence), 1 - relevance)


def load_reader(settings: Settings | None = None, runner: Callable[[], E5Runner] | None = None) -> Reader:
    """The reader that ships with the package; merged and written below the cache at first use (seconds, 22 MB).

    Raises EncoderError when the packaged weights are missing or damaged or the cache cannot be written.
    """
    from safetensors.numpy import load_file

    cache = (settings or load_settings()).cache
    calibration = json.loads(CALIBRATION.read_text(encoding="utf-8"))
    checksum = hashlib.sha256(ADAPTERS.read_bytes()).hexdigest()
    if calibration.pop("weights") != checksum:
        raise EncoderError(f"{ADAPTERS.name} is not what {CALIBRATION.name} was fitted for; reinstall the assistant.")
    adapters = {name: values.astype(np.float32) for name, values in load_file(ADAPTERS).items()}
    arithmetic = precision()
    key = hashlib.sha256(f"{checksum} {e5.SHA256} {LAYOUT}".encode()).hexdigest()[:8]
    folder = filled(cache / f"reader-{key}-{arithmetic}", lambda draft: _write(adapters, arithmetic, draft))
    words = runner() if runner else open_runner(cache)
    return Reader(words, Layers(folder / "reader.onnx"), adapters, Calibration(**calibration))


def _write(adapters: Mapping[str, Numbers], arithmetic: Precision, folder: Path) -> None:
    weights = e5.read(e5.packaged_file())
    tensors = {**weights.tensors, **{name: value for name, value in adapters.items() if name in weights.tensors}}
    for name in {name.rpartition(".")[0] for name in adapters if name.endswith(".down")}:
        up, scale, down = (adapters[f"{name}.{part}"] for part in ("up", "scale", "down"))
        tensors[f"{name}.w"] = weights.matrix(f"{name}.w", down.shape[1]) + up * scale @ down
    write_layers(replace(weights, tensors=tensors), arithmetic, folder / "reader.onnx")
