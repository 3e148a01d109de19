from assistant.passages import count_tokens, make_passages
from assistant.types import Article


def article(body: str) -> Article:
    return Article(title="제목", body=body, source="s")


def test_passages_are_slices_of_the_body_and_hold_every_sentence_once() -> None:
    body = "\n".join(f"{n}번째 문단의 첫 문장이다. 같은 문장이다. 같은 문장이다." for n in range(40))
    stored = article(body)
    passages = make_passages(stored, 100)
    spans = [span for _, sentences in passages for span in sentences]
    assert len(passages) > 5
    assert spans == sorted(spans)
    assert [body[slice(*span)] for span in spans] == [
        s for n in range(40) for s in (f"{n}번째 문단의 첫 문장이다.", "같은 문장이다.", "같은 문장이다.")
    ]
    for passage, sentences in passages:
        assert body[passage.start : passage.end] == passage.text
        assert (passage.start, passage.end) == (sentences[0][0], sentences[-1][1])
        assert count_tokens(passage.text) <= 100 + len(sentences)  # the spaces between sentences


def test_ids_are_stable_and_tell_equal_texts_apart() -> None:
    first, again = (make_passages(article("같은 문장이다.\n" * 30), 40) for _ in range(2))
    assert [p.id for p, _ in first] == [p.id for p, _ in again]
    assert len({p.id for p, _ in first}) == len(first) > 1


def test_a_sentence_over_the_budget_is_cut_without_losing_a_word() -> None:
    body = "가나다라 " * 400
    passages = make_passages(article(body.strip()), 60)
    assert all(count_tokens(p.text) <= 60 for p, _ in passages)
    assert "".join(p.text for p, _ in passages).replace(" ", "") == body.replace(" ", "")


def test_no_body_no_passages() -> None:
    assert make_passages(article(""), 100) == []
