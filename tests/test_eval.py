import json
from dataclasses import replace
from pathlib import Path

import pytest

from assistant import Answer, Assistant, Outcome
from assistant.types import Article, Citation, Claim, Conflict, ConflictValue
from eval.baseline import WithoutReader
from eval.dialogues import turns
from eval.metrics import figures, score
from eval.pairs import shown
from eval.questions import Sample, load
from eval.run import HERE, by_category, evaluate, paired

ARTICLE = Article(title="도서관", body="도서관은 3월 1일 문을 열었다. 행사는 1시간 이어졌다.", source="s")


def answered(text: str, start: int, end: int, short: str = "") -> Answer:
    quote = ARTICLE.body[start:end]
    citation = Citation(1, ARTICLE.id, ARTICLE.version, "도서관", None, None, None, start, end, quote)
    return Answer("?", "?", text, short, Outcome.ANSWERED, (Claim(text, (1,)),), (citation,))


def sample(outcome: str = "ANSWERED", *groups: tuple[str, ...]) -> Sample:
    return Sample("q", "date", "언제?", outcome, groups)


STORED = {(ARTICLE.id, ARTICLE.version): ARTICLE}


def test_right_cited_and_short_are_told_apart() -> None:
    wanted = sample("ANSWERED", ("3월 1일", "3월1일"))
    full = score(wanted, answered("3월 1일 [1]", 0, 17, "3월1일"), STORED, 0.1)
    assert (full.right, full.cited, full.short, full.refused, full.exact) == (True, True, True, None, True)
    elsewhere = score(wanted, answered("3월 1일 [1]", 18, 30), STORED, 0.1)
    assert (elsewhere.right, elsewhere.cited, elsewhere.short) == (True, False, False)


def test_a_fact_beyond_what_is_seen_at_a_glance_does_not_count() -> None:
    assert not score(sample("ANSWERED", ("3월 1일",)), answered("가" * 250 + " 3월 1일", 0, 17), STORED, 0.1).right


def test_a_misplaced_quote_is_seen() -> None:
    citation = Citation(1, ARTICLE.id, ARTICLE.version, "", None, None, None, 1, 5, "도서관은")
    wrong = Answer("?", "?", "…", "", Outcome.ANSWERED, (Claim("…", (1,)),), (citation,))
    assert not score(sample("ANSWERED", ("…",)), wrong, STORED, 0.1).exact


def test_what_was_not_asked_is_not_counted() -> None:
    refusal = Answer("?", "?", "없다", "", Outcome.NO_EVIDENCE)
    rows = [score(sample("REFUSED"), refusal, {}, 0.1), score(sample("ANSWERED", ("3월",)), refusal, {}, 0.1)]
    together = figures(rows)
    assert (together.n, together.refused, together.right, together.conflict) == (2, 1.0, 0.0, None)


def test_a_broken_line_is_named(tmp_path: Path) -> None:
    file = tmp_path / "questions.jsonl"
    file.write_text('{"id": "a"}\n', encoding="utf-8")
    with pytest.raises(ValueError, match="Line 1"):
        load(file)


def test_the_figures_checked_in_are_reached(samples: Assistant) -> None:
    """Real questions over the sample articles; a change that answers worse must say so by changing the file."""
    expected = json.loads((HERE / "expected.json").read_text(encoding="utf-8"))["all"]
    reached = by_category(evaluate(samples, load(HERE / "questions.jsonl")))["all"]
    assert reached.exact == 1.0
    for name in ("right", "cited", "refused"):
        assert getattr(reached, name) >= expected[name] - 0.02, name  # arithmetic differs a little between machines


def test_the_same_questions_are_counted_with_and_without_the_reader() -> None:
    wanted = sample("ANSWERED", ("3월 1일",))
    right = score(wanted, answered("3월 1일 [1]", 0, 17, "3월1일"), STORED, 0.1)
    wrong = score(wanted, answered("1시간 [1]", 18, 30), STORED, 0.1)
    assert "both 1, only with 2, only without 0, neither 1" in paired(
        [right, right, right, wrong], [right, wrong, wrong, wrong]
    )


def test_without_the_reader_the_nearest_sentence_is_cited(samples: Assistant) -> None:
    answer = WithoutReader(samples).ask("승지원 만찬은 얼마나 오래 진행됐나요?")
    (citation,) = answer.citations
    body = samples.article(citation.article_id, citation.version).body
    assert body[citation.start : citation.end] == citation.quote
    assert citation.quote in answer.text
    assert not answer.outcome.refused


def test_a_pair_is_shown_when_both_sentences_stand_in_the_conflict() -> None:
    pair = {"one": {"sentence": "셋이 왔다."}, "other": {"sentence": "다섯이 왔다."}}
    citations = tuple(
        Citation(number, "a", "v", "", None, None, None, 0, 5, quote)
        for number, quote in ((1, "셋이 왔다."), (2, "다섯이 왔다."))
    )
    values = tuple(ConflictValue(str(number), (number,), (None,)) for number in (1, 2))
    both = Answer("?", "?", "…", "", Outcome.CONFLICTING, citations=citations, conflicts=(Conflict(values),))
    assert shown(pair, both)
    assert not shown(pair, replace(both, conflicts=(Conflict(values[:1]),)))


def test_every_turn_of_a_dialogue_sees_the_turns_before_it(samples: Assistant) -> None:
    lines = (HERE / "dialogues.jsonl").read_text(encoding="utf-8").splitlines()
    dialogue = json.loads(lines[0])
    asked = list(turns(samples, dialogue))
    assert [answer.question for _, _, answer in asked] == [turn["question"] for turn in dialogue["turns"]]
    assert asked[1][2].understood != asked[1][2].question
