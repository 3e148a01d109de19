"""Texts into unit vectors: queries, passages, and each sentence of a passage."""

from __future__ import annotations

import hashlib
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, Protocol

import numpy as np

from assistant import e5, e5_onnx
from assistant.e5_onnx import Spans, Vectors, unit
from assistant.errors import EncoderError
from assistant.prompts import fill, read_prompt
from assistant.settings import PACKAGED_ENCODER, Settings

_METHOD = "sentences alone and within"  #: part of the fingerprint; change it with what a vector means
_REMEMBERED_QUERIES = 256
_BATCH = 16
_CPU_FLAGS = Path("/proc/cpuinfo")


class Encoder(Protocol):
    """Its vectors' cosines compare a query with passages and sentences; safe to call from several threads."""

    @property
    def name(self) -> str: ...

    @property
    def fingerprint(self) -> str:
        """Equal when vectors may share an index: of weights, prompts and method, not of the arithmetic used."""

    @property
    def dimension(self) -> int: ...

    @property
    def backend(self) -> str:
        """The library and arithmetic chosen for this machine, for people to read."""

    def encode_query(self, text: str) -> Vectors:
        """Shape (dimension,), length 1, read-only."""

    def encode_passages(self, texts: Sequence[str], sentences: Sequence[Spans]) -> tuple[Vectors, list[Vectors]]:
        """Passage vectors (texts, dimension), and for each passage its sentences' (sentences, dimension); length 1.

        `sentences[i]` are character spans in `texts[i]`.
        """


class Runner(Protocol):
    """A model reading texts after a prompt."""

    @property
    def dimension(self) -> int: ...

    @property
    def backend(self) -> str: ...

    def run(self, prompt: str, texts: Sequence[str]) -> Vectors:
        """Shape (texts, dimension), length 1."""

    def read(self, prompt: str, texts: Sequence[str], spans: Sequence[Spans]) -> tuple[Vectors, list[Vectors] | None]:
        """`run`'s vectors and those of each text's spans (spans, dimension) as read within their text.

        None when the model has no such; a zero vector where a span was past what the model can read.
        """


@dataclass(frozen=True, slots=True)
class Prompt:
    """What stands before and after a text."""

    before: str
    after: str

    @classmethod
    def parse(cls, prompt: str) -> Prompt:
        """`prompt` has `$text` where the text belongs; without any `$` it stands before the text.

        Raises SettingsError for other names than `$text`.
        """
        filled = fill(prompt, text="\0") if "$" in prompt else prompt + "\0"
        before, _, after = filled.partition("\0")
        return cls(before, after)


class PromptedEncoder:
    """An Encoder over any Runner.

    A sentence's vector is the sum of two readings, alone and within its passage ("late chunking", arXiv 2409.04701);
    docs/decisions/0002-encoder.md has the measurements.
    """

    def __init__(self, name: str, weights: str, runner: Runner, query: str, passage: str) -> None:
        """`weights` tells models apart, whatever their names."""
        self.name = name
        self.fingerprint = hashlib.sha256("\x1f".join([weights, query, passage, _METHOD]).encode()).hexdigest()[:16]
        self.dimension = runner.dimension
        self.backend = runner.backend
        self._runner = runner
        self._query = Prompt.parse(query)
        self._passage = Prompt.parse(passage)
        self._remembered = lru_cache(_REMEMBERED_QUERIES)(self._encode_query)

    def encode_query(self, text: str) -> Vectors:
        return self._remembered(text)

    def encode_passages(self, texts: Sequence[str], sentences: Sequence[Spans]) -> tuple[Vectors, list[Vectors]]:
        groups = [[text[start:end] for start, end in spans] for text, spans in zip(texts, sentences, strict=True)]
        distinct = list(dict.fromkeys(sentence for group in groups for sentence in group))
        rows = {sentence: row for row, sentence in enumerate(distinct)}
        every = self._run(self._passage, distinct)
        alone = [every[[rows[sentence] for sentence in group]] for group in groups]
        whole = [text + self._passage.after for text in texts]
        passages, within = self._runner.read(self._passage.before, whole, sentences)
        if within is None:
            return passages, alone
        return passages, [unit(one + other) for one, other in zip(alone, within, strict=True)]

    def _encode_query(self, text: str) -> Vectors:
        vector: Vectors = self._run(self._query, [text])[0]
        vector.flags.writeable = False  # it will be handed out again
        return vector

    def _run(self, prompt: Prompt, texts: Sequence[str]) -> Vectors:
        return self._runner.run(prompt.before, [text + prompt.after for text in texts])


class SentenceTransformersRunner:
    """Any sentence-transformers model, on the device that library chooses."""

    def __init__(self, model: Any) -> None:
        self._model = model
        self._lock = threading.Lock()  # fast tokenizers refuse concurrent calls
        self.dimension = int(model.get_embedding_dimension())
        self.backend = f"torch {str(model.dtype).removeprefix('torch.')} on {model.device.type}"

    def read(self, prompt: str, texts: Sequence[str], spans: Sequence[Spans]) -> tuple[Vectors, None]:
        return self.run(prompt, texts), None  # only a model that averages its token states has vectors within

    def run(self, prompt: str, texts: Sequence[str]) -> Vectors:
        if not texts:
            return np.empty((0, self.dimension), np.float32)
        with self._lock:
            found = self._model.encode(
                list(texts),
                prompt=prompt,
                batch_size=_BATCH,
                normalize_embeddings=True,
                convert_to_tensor=True,
                show_progress_bar=False,
            )
        return np.asarray(found.float().cpu().numpy(), np.float32)


def load_encoder(settings: Settings, runner: Callable[[], Runner] | None = None) -> Encoder:
    """The encoder that `settings.encoder` names, ready to use; touches no network.

    `runner` gives the packaged model where somebody has it open already.
    Raises EncoderError when its weights are missing, damaged or not on this machine.
    """
    if settings.encoder != PACKAGED_ENCODER:
        return _load_other(settings)
    query = settings.query_prompt or read_prompt("query")
    passage = settings.passage_prompt or read_prompt("passage")
    return PromptedEncoder(
        e5.NAME, e5.SHA256, (runner or (lambda: e5_onnx.open_runner(settings.cache)))(), query, passage
    )


def _load_other(settings: Settings) -> Encoder:
    model = _load_model(settings.encoder)
    weights = _weights_hash(model)
    if model.device.type == "cpu" and "amx_bf16" in _cpu_flags():
        model = model.bfloat16()
    own = {name: prompt.replace("$", "$$") for name, prompt in model.prompts.items()}
    query = settings.query_prompt or own.get("query", "")
    passage = settings.passage_prompt or own.get("passage") or own.get("document", "")
    return PromptedEncoder(settings.encoder, weights, SentenceTransformersRunner(model), query, passage)


def _load_model(name: str) -> Any:
    """A SentenceTransformer from a folder or from Hugging Face's cache; by name alone that library asks the network."""
    try:
        from huggingface_hub import snapshot_download
        from safetensors import SafetensorError

        is_folder = Path(name).is_dir()
        folder = name if is_folder else snapshot_download(_repository(name), local_files_only=True)
        from sentence_transformers import SentenceTransformer  # seconds; not for a name that is not here

        return SentenceTransformer(folder, local_files_only=True, model_kwargs={"dtype": "float32"})
    except ImportError as error:
        raise EncoderError(
            f"The encoder '{name}' needs a library ({error}); run 'pip install sentence-transformers'."
        ) from error
    except (OSError, ValueError, RuntimeError, KeyError, SafetensorError) as error:
        reason = (str(error).strip() or type(error).__name__).splitlines()[0].split(". ")[0]
        raise EncoderError(
            f"The encoder '{name}' cannot be loaded from this machine ({reason}); fetch it with 'hf download {name}', "
            "give ASSISTANT_ENCODER the folder of a sentence-transformers model, or unset it to use the packaged one."
        ) from error


def _repository(name: str) -> str:
    return name if "/" in name else f"sentence-transformers/{name}"


def _weights_hash(model: Any) -> str:
    """Of each tensor's name, shape and first numbers: quick, and different for two models trained apart."""
    digest = hashlib.sha256()
    for name, tensor in model.state_dict().items():
        digest.update(f"{name}{tuple(tensor.shape)}".encode())
        digest.update(tensor.flatten()[:64].float().cpu().numpy().tobytes())
    return digest.hexdigest()


def _cpu_flags() -> set[str]:
    return set(_CPU_FLAGS.read_text().split()) if _CPU_FLAGS.is_file() else set()
