"""multilingual-e5-small for ONNX Runtime: written once into the cache from the packaged weights, then run from there.

In the folder: `encoder.onnx` (from embedded tokens to their states), `words.npy` and `positions.npy` (the embeddings;
the words stay in 4 bits and on disk, only those of a text are read), and `tokenizer.json`.
"""

from __future__ import annotations

import hashlib
import os
import platform
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any, Literal, TypeVar

import numpy as np
from numpy.typing import NDArray

from assistant import e5
from assistant.cache_folder import filled

Precision = Literal["int8", "float32"]
Item = TypeVar("Item")
Result = TypeVar("Result")
Vectors = NDArray[np.float32]
Spans = Sequence[tuple[int, int]]

LAYOUT = 3  #: raise when what is written changes
_FUSED = "com.microsoft"  #: ONNX Runtime's own operators
#: of what a matrix is multiplied with, how many channels stay in float32 among 8-bit ones: those of the largest numbers
_EXACT = 4
_PROBED = range(1000, 1064)  #: tokens read to find them, any
_INT8_FLAGS = {"avx512_vnni", "avx_vnni", "amx_int8", "asimddp"}
_CPU_FLAGS = Path("/proc/cpuinfo")


def precision() -> Precision:
    """int8 where the processor multiplies 8-bit numbers without overflow, else float32.

    Elsewhere than on Linux the flags cannot be read; of those machines all 64-bit ARM ones have the instructions.
    """
    if not _CPU_FLAGS.is_file():
        return "int8" if platform.machine().lower() in ("arm64", "aarch64") else "float32"
    return "int8" if _INT8_FLAGS & set(_CPU_FLAGS.read_text().split()) else "float32"


class Layers:
    """BERT's layers, from embedded tokens to their states, both (tokens, dimension). Safe to run in several threads."""

    def __init__(self, graph: Path) -> None:
        import onnxruntime

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1
        # The fused skip-and-normalise of the higher levels is slower on CPUs than the two operators it replaces.
        options.graph_optimization_level = onnxruntime.GraphOptimizationLevel.ORT_ENABLE_BASIC
        self._session = onnxruntime.InferenceSession(graph, options, providers=["CPUExecutionProvider"])

    def run(self, embedded: Vectors) -> Vectors:
        states: Vectors = self._session.run(["states"], {"embedded": embedded[None]})[0][0]
        return states


def side_by_side(work: Callable[[Item], Result], items: Sequence[Item]) -> list[Result]:
    """`work` of each item, in order, as many at a time as there are processors."""
    with ThreadPoolExecutor(min(_processors(), len(items)) or 1) as pool:
        return list(pool.map(work, items))


class E5Runner:
    """Runs each text by itself, so that a text's vector never depends on its neighbours; threads share the texts."""

    def __init__(self, folder: Path, arithmetic: Precision) -> None:
        from tokenizers import Tokenizer

        self._layers = Layers(folder / "encoder.onnx")
        self.tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        self._words = np.load(folder / "words.npy", mmap_mode="r")
        self._positions = np.load(folder / "positions.npy")
        self.dimension = int(self._positions.shape[1])
        self.backend = f"onnxruntime {arithmetic}"

    def run(self, prompt: str, texts: Sequence[str]) -> Vectors:
        """Shape (texts, dimension), length 1: the mean of the token states of each text after `prompt`."""
        return self.read(prompt, texts, [()] * len(texts))[0]

    def read(self, prompt: str, texts: Sequence[str], spans: Sequence[Spans]) -> tuple[Vectors, list[Vectors]]:
        """`run`'s vectors, and per text those of its spans (spans, dimension): the mean of their token states.

        A span past the model's last position has the zero vector.
        """
        found = side_by_side(lambda both: self._read(prompt, *both), list(zip(texts, spans, strict=True)))
        vectors = np.array([vector for vector, _ in found], np.float32).reshape(-1, self.dimension)
        return vectors, [parts for _, parts in found]

    def _read(self, prompt: str, text: str, spans: Spans) -> tuple[Vectors, Vectors]:
        encoded = self.tokenizer.encode(prompt + text)
        states = self._layers.run(self.embed(encoded.ids))
        starts, ends = np.array(encoded.offsets).T - len(prompt)
        parts = np.zeros((len(spans), self.dimension), np.float32)
        for row, (start, end) in enumerate(spans):
            inside = (starts < end) & (ends > start)
            parts[row] = states[inside].mean(axis=0) if inside.any() else 0
        return unit(states.mean(axis=0)), unit(parts)

    def embed(self, tokens: Sequence[int]) -> Vectors:
        """(tokens, dimension): what the layers read."""
        embedded: Vectors = e5.dequantise(self._words[tokens]) + self._positions[: len(tokens)]
        return embedded


def unit(vectors: Vectors) -> Vectors:
    """Each row at length 1; zero vectors stay."""
    lengths = np.linalg.norm(vectors, axis=-1, keepdims=True)
    return np.asarray(vectors / np.where(lengths > 0, lengths, 1), np.float32)


def _processors() -> int:
    affinity = getattr(os, "sched_getaffinity", None)
    return len(affinity(0)) if affinity else os.cpu_count() or 1


def open_runner(cache: Path) -> E5Runner:
    """Raises EncoderError when the weights are missing or damaged or `cache` cannot be written."""
    arithmetic = precision()
    return E5Runner(convert(cache, arithmetic), arithmetic)


def convert(cache: Path, arithmetic: Precision) -> Path:
    """The model's folder below `cache`, written unless it is there whole; safe in several processes at once.

    Raises EncoderError when the packaged weights are missing or damaged or `cache` cannot be written.
    """
    key = hashlib.sha256(f"{e5.SHA256} {LAYOUT}".encode()).hexdigest()[:8]
    folder = cache / f"{e5.NAME}-{key}-{arithmetic}"
    return filled(folder, lambda draft: _write(e5.read(e5.packaged_file()), arithmetic, draft))


def _write(weights: e5.Weights, arithmetic: Precision, folder: Path) -> None:
    np.save(folder / "words.npy", weights.tensors["emb.word"].reshape(weights.shape.vocabulary, -1))
    np.save(folder / "positions.npy", _positions(weights))
    write_layers(weights, arithmetic, folder / "encoder.onnx")
    e5.tokenizer(weights).save(str(folder / "tokenizer.json"))


def write_layers(weights: e5.Weights, arithmetic: Precision, file: Path) -> None:
    """The layers as a graph for `Layers`."""
    import onnx

    onnx.save(_Graph(weights, arithmetic, _outliers(weights) if arithmetic == "int8" else {}).model(), file)


def _outliers(weights: e5.Weights) -> dict[str, NDArray[np.int64]]:
    """Of every value that a matrix multiplies, the channels with the largest numbers, in order.

    In a model like this a few channels of its first and last token reach a hundred times what the others do, whatever
    the text ("massive activations", arXiv 2402.17762); any tokens show which.
    """
    import onnxruntime
    from onnx import TensorProto, helper

    shape = weights.shape
    model = _Graph(weights, "float32", {}).model()
    values = dict.fromkeys(node.input[0] for node in model.graph.node if node.op_type == "MatMul")
    model.graph.output.extend(helper.make_tensor_value_info(name, TensorProto.FLOAT, None) for name in values)
    session = onnxruntime.InferenceSession(model.SerializeToString(), providers=["CPUExecutionProvider"])
    tokens = [e5.START[1], *_PROBED, e5.END[1]]
    words = e5.dequantise(weights.tensors["emb.word"].reshape(shape.vocabulary, -1)[tokens])
    seen = session.run(list(values), {"embedded": (words + _positions(weights)[: len(tokens)])[None]})
    peaks = {name: np.abs(value[0]).max(axis=0) for name, value in zip(values, seen, strict=True)}
    return {name: np.sort(np.argsort(-peak)[:_EXACT]) for name, peak in peaks.items()}


def _positions(weights: e5.Weights) -> Vectors:
    shape, tensors = weights.shape, weights.tensors
    types = tensors["emb.type"].reshape(shape.types, shape.hidden)
    return np.asarray(tensors["emb.pos"].reshape(shape.positions, shape.hidden) + types[0], np.float32)


class _Graph:
    """BERT's layers as ONNX; every method takes and gives names of values of shape (1, tokens, width).

    A value multiplied in 8 bits has one scale, which its largest number sets. So of each value the channels that
    `outliers` names are multiplied in float32, the others in 8 bits (as in LLM.int8(), arXiv 2208.07339).
    """

    def __init__(self, weights: e5.Weights, arithmetic: Precision, outliers: Mapping[str, NDArray[np.int64]]) -> None:
        self._weights = weights
        self._arithmetic = arithmetic
        self._outliers = outliers
        self._nodes: list[Any] = []
        self._constants: list[Any] = []
        self._parted: dict[str, tuple[str, str]] = {}

    def model(self) -> Any:
        from onnx import TensorProto, helper
        from tqdm import tqdm

        shape = self._weights.shape
        value = self._normalised("embedded", "emb.ln", "layer0")
        for layer in tqdm(range(shape.layers), "Preparing the encoder, once", delay=1, disable=None, leave=False):
            value = self._layer(value, f"l{layer}", "states" if layer == shape.layers - 1 else f"layer{layer + 1}")
        first, last = (
            helper.make_tensor_value_info(name, TensorProto.FLOAT, [1, "tokens", shape.hidden])
            for name in ("embedded", value)
        )
        graph = helper.make_graph(self._nodes, e5.NAME, [first], [last], self._constants)
        versions = [helper.make_opsetid("", 17), helper.make_opsetid(_FUSED, 1)]
        return helper.make_model(graph, opset_imports=versions, ir_version=9)

    def _layer(self, value: str, name: str, output: str) -> str:
        shape = self._weights.shape
        hidden, inner = shape.hidden, shape.inner
        parts = [self._linear(value, f"{name}.{part}", hidden) for part in ("q", "k", "v")]
        attended = self._node("MultiHeadAttention", parts, f"{name}.attended", _FUSED, num_heads=shape.heads)
        mixed = self._node("Add", [value, self._linear(attended, f"{name}.ao", hidden)], f"{name}.mixed")
        between = self._normalised(mixed, f"{name}.aln", f"{name}.between")
        wide = self._node("Gelu", [self._linear(between, f"{name}.fi", hidden)], f"{name}.wide", _FUSED)
        summed = self._node("Add", [between, self._linear(wide, f"{name}.fo", inner)], f"{name}.summed")
        return self._normalised(summed, f"{name}.oln", output)

    def _linear(self, value: str, name: str, width: int) -> str:
        table = self._weights.matrix(f"{name}.w", width).T.copy()
        bias = self._constant(f"{name}.b", self._weights.tensors[f"{name}.b"])
        if self._arithmetic == "float32":
            product = self._node("MatMul", [value, self._constant(f"{name}.w", table)], f"{name}.product")
            return self._node("Add", [product, bias], f"{name}.out")
        few, many = self._apart(value, width)
        exact = self._node(
            "MatMul", [few, self._constant(f"{name}.exact", table[self._outliers[value]])], f"{name}.few"
        )
        table = np.where(np.isin(np.arange(width), self._outliers[value])[:, None], 0, table)
        scale = np.abs(table).max(axis=0) / 127
        whole = self._constant(f"{name}.w", np.round(table / scale).astype(np.int8))
        zero = self._constant(f"{name}.zero", np.zeros(len(scale), np.int8))
        inputs = [many, whole, self._constant(f"{name}.scale", scale), zero, bias]
        rest = self._node("DynamicQuantizeMatMul", inputs, f"{name}.many", _FUSED)
        return self._node("Add", [rest, exact], f"{name}.out")

    def _apart(self, value: str, width: int) -> tuple[str, str]:
        """The value's outlying channels (1, tokens, few), and all of them with zeros for those."""
        if value not in self._parted:
            channels = self._outliers[value]
            others = np.ones(width, np.float32)
            others[channels] = 0
            few = self._node("Gather", [value, self._constant(f"{value}.channels", channels)], f"{value}.few", axis=2)
            many = self._node("Mul", [value, self._constant(f"{value}.others", others)], f"{value}.many")
            self._parted[value] = few, many
        return self._parted[value]

    def _normalised(self, value: str, name: str, output: str) -> str:
        sides = [self._constant(f"{name}.{side}", self._weights.tensors[f"{name}.{side}"]) for side in ("w", "b")]
        return self._node("LayerNormalization", [value, *sides], output, epsilon=self._weights.shape.epsilon)

    def _node(self, kind: str, inputs: list[str], output: str, domain: str = "", **attributes: Any) -> str:
        from onnx import helper

        self._nodes.append(helper.make_node(kind, inputs, [output], domain=domain, **attributes))
        return output

    def _constant(self, name: str, values: NDArray[Any]) -> str:
        from onnx import numpy_helper

        self._constants.append(numpy_helper.from_array(np.ascontiguousarray(values), name))
        return name
