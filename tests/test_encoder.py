from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest

from assistant.encoder import Encoder, Prompt, PromptedEncoder, load_encoder
from assistant.errors import EncoderError, SettingsError
from assistant.settings import load_settings

PASSAGE = "시청 앞 광장에 나무 서른 그루를 심었다. 행사에는 시장과 학생 200명이 왔다. 비는 오지 않았다."
SENTENCES = [(0, 22), (23, 43), (44, 54)]


class Recorder:
    """A Runner whose vectors are one-hot by text length, and that remembers what it was given."""

    dimension = 100
    backend = "fake"

    def __init__(self) -> None:
        self.texts: list[str] = []

    def run(self, prompt: str, texts: Sequence[str]) -> np.ndarray:
        self.texts += [prompt + text for text in texts]
        return np.eye(self.dimension, dtype=np.float32)[[len(text) for text in texts]]

    def read(
        self, prompt: str, texts: Sequence[str], spans: Sequence[Sequence[tuple[int, int]]]
    ) -> tuple[np.ndarray, list[np.ndarray] | None]:
        return self.run(prompt, texts), None


class Contextual(Recorder):
    """Within its passage every sentence gets the last axis, but the second of each passage could not be read."""

    def read(
        self, prompt: str, texts: Sequence[str], spans: Sequence[Sequence[tuple[int, int]]]
    ) -> tuple[np.ndarray, list[np.ndarray] | None]:
        within = [np.zeros((len(inside), self.dimension), np.float32) for inside in spans]
        for parts in within:
            parts[::2, -1] = 1
        return self.run(prompt, texts), within


@pytest.fixture(scope="module")
def encoder() -> Encoder:
    return load_encoder(load_settings())


def test_vectors_have_length_one(encoder: Encoder) -> None:
    passages, sentences = encoder.encode_passages([PASSAGE, "하나뿐인 문장."], [SENTENCES, []])
    assert passages.shape == (2, encoder.dimension)
    assert [group.shape for group in sentences] == [(3, encoder.dimension), (0, encoder.dimension)]
    for vectors in (passages, sentences[0], encoder.encode_query("누가 왔나?")[None]):
        assert vectors.dtype == np.float32
        assert np.linalg.norm(vectors, axis=1) == pytest.approx(1, abs=1e-5)


@pytest.mark.parametrize(
    ("question", "sentence"), [("나무를 몇 그루 심었나?", 0), ("누가 행사에 참석했나?", 1), ("Did it rain?", 2)]
)
def test_a_question_is_nearest_to_the_sentence_that_answers_it(encoder: Encoder, question: str, sentence: int) -> None:
    _, (vectors,) = encoder.encode_passages([PASSAGE], [SENTENCES])
    assert int(np.argmax(vectors @ encoder.encode_query(question))) == sentence


def test_threads_get_what_one_caller_gets(encoder: Encoder) -> None:
    questions = [f"{number}번째 질문인가?" for number in range(24)]
    alone = np.array([encoder.encode_query(question) for question in questions])
    fresh = load_encoder(load_settings())
    with ThreadPoolExecutor(8) as pool:
        assert np.array_equal(np.array(list(pool.map(fresh.encode_query, questions))), alone)


def test_each_distinct_sentence_is_read_once_with_its_prompt() -> None:
    runner = Recorder()
    encoder = PromptedEncoder("fake", "w", runner, "q: $text?", "p: $text!")
    passages, sentences = encoder.encode_passages(["가나. 다라마.", "가나."], [[(0, 3), (4, 8)], [(0, 3)]])
    assert sorted(runner.texts) == sorted(["p: 가나.!", "p: 다라마.!", "p: 가나. 다라마.!", "p: 가나.!"])
    assert passages.argmax(axis=1).tolist() == [9, 4]
    assert [group.argmax(axis=1).tolist() for group in sentences] == [[4, 5], [4]]


def test_a_sentence_is_read_alone_and_within_its_passage() -> None:
    encoder = PromptedEncoder("fake", "w", Contextual(), "", "")
    _, ((both, alone),) = encoder.encode_passages(["가나. 다라마."], [[(0, 3), (4, 8)]])
    assert both[[3, -1]] == pytest.approx(0.5**0.5)
    assert alone[4] == 1


def test_a_query_is_remembered() -> None:
    runner = Recorder()
    encoder = PromptedEncoder("fake", "w", runner, "q: ", "p: ")
    first, second = encoder.encode_query("누가?"), encoder.encode_query("누가?")
    assert runner.texts == ["q: 누가?"]
    assert np.array_equal(first, second)
    with pytest.raises(ValueError, match="read-only"):
        second[0] = 9


def test_the_fingerprint_is_of_weights_and_prompts() -> None:
    def fingerprint(*parts: str) -> str:
        return PromptedEncoder(parts[0], parts[1], Recorder(), *parts[2:]).fingerprint

    same = fingerprint("a", "w", "q: ", "p: ")
    assert fingerprint("renamed", "w", "q: ", "p: ") == same
    others = [("a", "v", "q: ", "p: "), ("a", "w", "Q: ", "p: "), ("a", "w", "q: ", "P: ")]
    assert len({same, *(fingerprint(*other) for other in others)}) == 4


def test_prompts_go_before_or_around_the_text() -> None:
    assert Prompt.parse("query: ") == Prompt("query: ", "")
    assert Prompt.parse("Instruct: find\nQuery: $text <end>") == Prompt("Instruct: find\nQuery: ", " <end>")
    assert Prompt.parse("") == Prompt("", "")
    with pytest.raises(SettingsError, match=r"\$title"):
        Prompt.parse("$title $text")


def test_an_encoder_that_is_not_here_is_refused(tmp_path: Path) -> None:
    for name in ("no-such-organisation/no-such-model", str(tmp_path / "nowhere")):
        with pytest.raises(EncoderError, match=r"cannot be loaded from this machine.*ASSISTANT_ENCODER"):
            load_encoder(load_settings({"encoder": name}))


def test_a_folder_of_sentence_transformers_is_an_encoder(tmp_path: Path) -> None:
    model = tiny_model(tmp_path)
    encoder = load_encoder(load_settings({"encoder": str(tmp_path), "passage_prompt": "doc: "}))
    passages, (sentences,) = encoder.encode_passages(["가 나. 다."], [[(0, 4), (5, 7)]])
    expected = model.encode(["doc: 가 나. 다.", "doc: 가 나.", "doc: 다."], normalize_embeddings=True)
    tolerance = 1e-4 if "float32" in encoder.backend else 1e-2
    assert np.concatenate([passages, sentences]) == pytest.approx(expected, abs=tolerance)
    own_prompt = model.encode("ask: 가?", normalize_embeddings=True)
    assert encoder.encode_query("가?") == pytest.approx(own_prompt, abs=tolerance)


def tiny_model(folder: Path):
    from sentence_transformers import SentenceTransformer
    from sentence_transformers.base.modules import Transformer
    from sentence_transformers.sentence_transformer.modules import Pooling
    from tokenizers import Tokenizer, models, pre_tokenizers
    from transformers import BertConfig, BertModel, PreTrainedTokenizerFast

    words = ["[PAD]", "[UNK]", "가", "나", "다", ".", "?", ":", "doc", "ask"]
    tokenizer = Tokenizer(models.WordLevel({word: number for number, word in enumerate(words)}, unk_token="[UNK]"))
    tokenizer.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
    PreTrainedTokenizerFast(
        tokenizer_object=tokenizer, pad_token="[PAD]", unk_token="[UNK]", model_max_length=32
    ).save_pretrained(folder / "bert")
    shape = {"hidden_size": 16, "num_hidden_layers": 1, "num_attention_heads": 2, "intermediate_size": 32}
    BertModel(BertConfig(vocab_size=len(words), max_position_embeddings=32, **shape)).save_pretrained(folder / "bert")
    modules = [Transformer(str(folder / "bert")), Pooling(16)]
    SentenceTransformer(modules=modules, prompts={"query": "ask: "}, device="cpu").save(str(folder))
    return SentenceTransformer(str(folder), device="cpu", local_files_only=True)
