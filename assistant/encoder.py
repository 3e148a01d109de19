"""Texts into unit vectors: queries, passages, and each sentence of a passage."""

from __future__ import annotations

import hashlib
import os
import threading
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from assistant import e5
from assistant.errors import EncoderError
from assistant.prompts import fill, read_prompt
from assistant.settings import PACKAGED_ENCODER, Settings

Vectors = NDArray[np.float32]
Spans = Sequence[tuple[int, int]]
_BATCH = 16
_REMEMBERED_QUERIES = 256


class Encoder(Protocol):
    """Cosines of its vectors compare a query with passages and sentences; safe to call from several threads."""

    @property
    def name(self) -> str: ...

    @property
    def fingerprint(self) -> str:
        """Equal for encoders whose vectors may share an index: weights and prompts, not the arithmetic they ran in."""

    @property
    def dimension(self) -> int: ...

    @property
    def backend(self) -> str:
        """The arithmetic chosen for this machine, for people to read."""

    def encode_query(self, text: str) -> Vectors:
        """Shape (dimension,), length 1."""

    def encode_passages(self, texts: Sequence[str], sentences: Sequence[Spans]) -> tuple[Vectors, list[Vectors]]:
        """Passage vectors (texts, dimension), and for each passage its sentences' (sentences, dimension); length 1.

        `sentences[i]` are character spans in `texts[i]`.
        """


@dataclass(frozen=True, slots=True)
class _Prompt:
    before: str
    after: str

    @classmethod
    def parse(cls, prompt: str) -> _Prompt:
        """`prompt` holds `$text` where the text goes; without it, it goes in front of the text."""
        before, _, after = fill(prompt if "$" in prompt else prompt + "$text", text="\0").partition("\0")
        return cls(before, after)

    def apply(self, text: str) -> str:
        return self.before + text + self.after


@dataclass(frozen=True, slots=True)
class _Encoded:
    """A text's own vector (dimension,), and its tokens' states (tokens, dimension) with their characters (tokens, 2)."""

    vector: Vectors
    states: Vectors
    spans: NDArray[np.int64]


class _Runner(Protocol):
    dimension: int
    backend: str

    def run(self, texts: Sequence[str]) -> list[_Encoded]: ...


class _PromptedEncoder:
    def __init__(self, name: str, weights: str, runner: _Runner, query: str, passage: str) -> None:
        self.name = name
        self.fingerprint = hashlib.sha256("\x1f".join((weights, query, passage)).encode()).hexdigest()[:16]
        self.dimension = runner.dimension
        self.backend = runner.backend
        self._runner = runner
        self._query = _Prompt.parse(query)
        self._passage = _Prompt.parse(passage)
        self._lock = threading.Lock()
        self._remembered = lru_cache(_REMEMBERED_QUERIES)(self._encode_query)

    def encode_query(self, text: str) -> Vectors:
        return self._remembered(text)

    def _encode_query(self, text: str) -> Vectors:
        vector = self._run([self._query.apply(text)])[0].vector
        vector.flags.writeable = False  # it is handed out again
        return vector

    def encode_passages(self, texts: Sequence[str], sentences: Sequence[Spans]) -> tuple[Vectors, list[Vectors]]:
        vectors = np.empty((len(texts), self.dimension), np.float32)
        by_sentence: list[Vectors] = [np.empty((0, self.dimension), np.float32)] * len(texts)
        order = sorted(range(len(texts)), key=lambda index: len(texts[index]))  # alike lengths need little padding
        for start in range(0, len(order), _BATCH):
            batch = order[start : start + _BATCH]
            encoded = self._run([self._passage.apply(texts[index]) for index in batch])
            for index, one in zip(batch, encoded, strict=True):
                vectors[index] = one.vector
                by_sentence[index] = self._sentence_vectors(one, sentences[index])
        return vectors, by_sentence

    def _sentence_vectors(self, encoded: _Encoded, sentences: Spans) -> Vectors:
        """Each sentence's token states of the pass over the whole passage, averaged ("late chunking", arXiv 2409.04701)."""
        shift = len(self._passage.before)
        vectors = np.empty((len(sentences), self.dimension), np.float32)
        for row, (start, end) in enumerate(sentences):
            inside = (encoded.spans[:, 0] < end + shift) & (encoded.spans[:, 1] > start + shift)
            vectors[row] = encoded.states[inside].mean(axis=0) if inside.any() else encoded.vector
        return _unit(vectors)

    def _run(self, texts: Sequence[str]) -> list[_Encoded]:
        with self._lock:
            return self._runner.run(texts)


def _unit(vectors: Vectors) -> Vectors:
    lengths = np.linalg.norm(vectors, axis=-1, keepdims=True)
    return np.asarray(vectors / np.maximum(lengths, 1e-12), np.float32)


class _TorchRunner:
    """Any sentence-transformers model with a fast tokenizer."""

    def __init__(self, model: Any, backend: str) -> None:
        self._model = model
        self.dimension = int(model.get_embedding_dimension())
        self.backend = backend

    def run(self, texts: Sequence[str]) -> list[_Encoded]:
        import torch

        with torch.inference_mode():
            features = self._model.preprocess(list(texts))
            features = {name: value.to(self._model.device) for name, value in features.items() if hasattr(value, "to")}
            output = self._model(features)
        vectors = _unit(output["sentence_embedding"].float().cpu().numpy())
        states = output["token_embeddings"].float().cpu().numpy()
        tokens = self._model.tokenizer(
            list(texts), return_offsets_mapping=True, truncation=True, max_length=self._model.max_seq_length
        )["offset_mapping"]
        return [
            _Encoded(vector, row[: len(spans)], np.asarray(spans, np.int64).reshape(-1, 2))
            for vector, row, spans in zip(vectors, states, tokens, strict=True)
        ]


def load_encoder(settings: Settings) -> Encoder:
    """The encoder `settings.encoder` names, ready to use.

    Raises EncoderError when its weights are missing, damaged or not on this machine.
    """
    if settings.encoder == PACKAGED_ENCODER:
        model = _load_model(str(e5.convert(settings.cache)))
        query, passage = settings.query_prompt or read_prompt("query"), settings.passage_prompt or read_prompt("passage")
        return _PromptedEncoder(e5.NAME, e5.SHA256, _TorchRunner(model, "torch float32"), query, passage)
    model = _load_model(settings.encoder)
    prompts = model.prompts
    query = settings.query_prompt or prompts.get("query") or ""
    passage = settings.passage_prompt or prompts.get("passage") or prompts.get("document") or ""
    return _PromptedEncoder(settings.encoder, settings.encoder, _TorchRunner(model, "torch float32"), query, passage)


def _load_model(name: str) -> Any:
    import torch
    from sentence_transformers import SentenceTransformer

    try:
        return SentenceTransformer(name, device="cpu", local_files_only=True, model_kwargs={"dtype": torch.float32})
    except (OSError, ValueError) as error:
        raise EncoderError(
            f"The encoder '{name}' cannot be loaded ({str(error).splitlines()[0]}); give ASSISTANT_ENCODER the folder of a "
            f"sentence-transformers model, or unset it to use the packaged one."
        ) from error
