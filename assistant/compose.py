"""Writing an answer with a language model: what it writes is cited and checked sentence by sentence."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from assistant.briefing import Briefing, Shown, brief
from assistant.decide import Decision
from assistant.errors import ModelError
from assistant.gate import Finding, Source, check, coverage
from assistant.language import split_sentences
from assistant.llm import ANSWER_TOKENS, LanguageModel
from assistant.markers import MarkedText, Sentence
from assistant.reader import Reader
from assistant.types import Answer, Citation, Claim, Outcome, Reading, Support
from assistant.values import canonical
from assistant.words import tokenize
from assistant.write import ArticleOf, citation, refuse

#: why the articles' own sentences stand in for the model's, by `ModelError.reason`
_NOTICES = {
    "ko": {
        "down": "언어 모델 서버에 연결할 수 없어 기사 문장으로 답했어요.",
        "slow": "언어 모델이 제때 답하지 않아 기사 문장으로 답했어요.",
        "key": "언어 모델 서버가 키를 받아들이지 않아 기사 문장으로 답했어요.",
        "model": "언어 모델 서버에 그 모델이 없어 기사 문장으로 답했어요.",
        "busy": "언어 모델 서버가 바빠서 기사 문장으로 답했어요.",
        "long": "질문과 기사가 언어 모델에 너무 길어 기사 문장으로 답했어요.",
        "empty": "언어 모델이 아무것도 쓰지 않아 기사 문장으로 답했어요.",
        "broken": "언어 모델 서버의 답이 온전하지 않아 기사 문장으로 답했어요.",
    },
    "en": {
        "down": "The language model's server cannot be reached; these are the articles' own sentences.",
        "slow": "The language model did not answer in time; these are the articles' own sentences.",
        "key": "The language model's server refused the key; these are the articles' own sentences.",
        "model": "The server does not know the language model; these are the articles' own sentences.",
        "busy": "The language model's server is busy; these are the articles' own sentences.",
        "long": "Question and articles are too long for the language model; these are the articles' own sentences.",
        "empty": "The language model wrote nothing; these are the articles' own sentences.",
        "broken": "The language model's answer broke off; these are the articles' own sentences.",
    },
}
_NONE = re.compile(
    r"^\W*(?:답\s?없음|no answer)"
    r"|(?:기사|passage|지문|자료|본문)\S*\s.{0,40}(?:없습니다|없다|않습니다|않는다|않았습니다|않다)\W*$"
    r"|알 수 없(?:습니다|다|어요)\W*$|\b(?:articles?|passages?) (?:do|does) not\b"
    r"|\bnot (?:mentioned|stated|provided)\b",
    re.IGNORECASE,
)
_BORNE = 0.6  #: share of a sentence's nouns from which a passage it does not cite may bear it out
_READ = 0.3  #: what the reader's opinion of a sentence counts beside the words it shares with the claim


@dataclass(frozen=True, slots=True)
class _Checked:
    sentence: Sentence
    cited: tuple[Shown, ...]
    findings: tuple[Finding, ...]
    supported: bool


class ModelWriter:
    """Builds the Answer from what `model` writes of the passages read."""

    def __init__(self, model: LanguageModel, reader: Reader, article_of: ArticleOf, context: int) -> None:
        """`context` is what the model takes, in tokens."""
        self._model = model
        self._reader = reader
        self._article_of = article_of
        self._budget = context - ANSWER_TOKENS

    def write(
        self,
        blank: Answer,
        language: str,
        decision: Decision,
        readings: Sequence[Reading],
        extractive: Callable[[], Iterator[Answer]],
    ) -> Iterator[Answer]:
        """Ever fuller Answers, one checked sentence more at a time; those of `extractive` where the model fails."""
        briefing = brief(blank.understood, language, readings, self._article_of, self._budget)
        blank = replace(blank, writer=f"{self._model.name} {briefing.prompts}")
        text = MarkedText({shown.number for shown in briefing.shown})
        done: list[_Checked] = []
        try:
            for piece in self._model.stream(briefing.system, briefing.question):
                text.feed(piece)
                sentences = text.sentences()
                if _NONE.search(text.text.strip()) or len(sentences) == len(done):
                    continue
                done += [_checked(each, briefing, self._reader) for each in sentences[len(done) :]]
                yield self._answer(blank, decision, readings, done, text.dropped)
            text.finish()
            sentences = text.sentences()
            if not sentences:
                raise ModelError("empty", f"{self._model.name} wrote nothing.")
        except ModelError as error:
            for answer in extractive():
                yield replace(answer, notice=_NOTICES[language][error.reason])
            return
        done += [_checked(each, briefing, self._reader) for each in sentences[len(done) :]]
        kept = [each for each in done if not (_NONE.search(each.sentence.text) and not each.sentence.cited)]
        doubted = decision.outcome.refused and not all(each.supported for each in kept)
        if not kept or doubted:
            yield refuse(blank, language, Outcome.INSUFFICIENT, (), False)
            return
        yield self._answer(blank, decision, readings, kept, text.dropped)

    def _answer(
        self, blank: Answer, decision: Decision, readings: Sequence[Reading], done: Sequence[_Checked], dropped: int
    ) -> Answer:
        citations: list[Citation] = []
        claims: list[Claim] = []
        for each in done:
            numbers = []
            for shown in each.cited:
                span = _quoted(each.sentence.text, shown, readings)
                known = [c for c in citations if (c.article_id, c.start, c.end) == (shown.article.id, *span)]
                if not known:
                    citations.append(citation(len(citations) + 1, shown.article, span))
                numbers.append((known or citations[-1:])[0].number)
            instead = next((finding.instead for finding in each.findings if finding.instead), "")
            support = Support.SUPPORTED if each.supported else Support.UNVERIFIED
            claims.append(Claim(each.sentence.text, tuple(dict.fromkeys(numbers)), support, instead))
        told = canonical(" ".join(claim.text for claim in claims if claim.support is Support.SUPPORTED))
        return replace(
            blank,
            text=" ".join(claim.text + "".join(f" [{number}]" for number in claim.citations) for claim in claims),
            short=decision.short if canonical(decision.short) in told else "",
            outcome=Outcome.ANSWERED,
            claims=tuple(claims),
            citations=tuple(citations),
            as_of=max((each.published for each in citations if each.published), default=None),
            dropped=dropped,
            confidence=blank.confidence * sum(each.supported for each in done) / len(done),
        )


def _checked(sentence: Sentence, briefing: Briefing, reader: Reader) -> _Checked:
    """The sentence held against the passages it cites; where they do not bear it out, one that does is cited."""
    cited = tuple(shown for shown in briefing.shown if shown.number in sentence.cited)
    findings = check(sentence.text, [_source(shown) for shown in cited], reader) if cited else ()
    if cited and not findings:
        return _Checked(sentence, cited, (), True)
    bearing = [shown for shown in briefing.shown if _bears(sentence.text, _source(shown), reader)]
    if len(bearing) == 1:
        return _Checked(sentence, tuple(bearing), (), True)
    return _Checked(sentence, cited, findings, False)


def _bears(sentence: str, source: Source, reader: Reader) -> bool:
    return coverage(sentence, [source]) >= _BORNE and not check(sentence, [source], reader)


def _source(shown: Shown) -> Source:
    return Source(shown.text, shown.article.title, shown.article.published, shown.article.body)


def _quoted(claim: str, shown: Shown, readings: Sequence[Reading]) -> tuple[int, int]:
    """The passage's sentence that says the claim: by the words they share, and by how the reader likes it."""
    mine = set(tokenize(claim))
    read = {
        reading.sentence: reading.relevance for reading in readings if reading.passage.article_id == shown.article.id
    }
    spans = [(start + shown.start, end + shown.start) for start, end in split_sentences(shown.text)]

    def worth(span: tuple[int, int]) -> float:
        theirs = set(tokenize(shown.article.body[slice(*span)]))
        return len(mine & theirs) / max(len(mine), 1) + _READ * read.get(span, 0.0)

    return max(spans, key=worth, default=(shown.start, shown.end))
