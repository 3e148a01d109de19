"""Writing an answer with a language model: what it writes is cited and checked sentence by sentence."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial

from assistant.briefing import Briefing, Shown, brief
from assistant.decide import Decision
from assistant.errors import ModelError
from assistant.gate import OWN_WORDS, Finding, Flaw, Source, check, coverage
from assistant.language import language_of, split_sentences
from assistant.llm import ANSWER_TOKENS, LanguageModel
from assistant.markers import MarkedText, Sentence
from assistant.passages import count_tokens
from assistant.polarity import denials, stem
from assistant.question import Kind, analyse, morphemes
from assistant.reader import Reader
from assistant.spans import snap
from assistant.types import Answer, Citation, Claim, Outcome, Passage, Reading, Support
from assistant.values import stands
from assistant.words import overlap, tokenize
from assistant.write import REPRINT, ArticleOf, citation, copies_of, refuse

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
_GIVEN = r"(?:기사|지문|본문|passage|(?:주어진|제공된|제시된)\s(?:자료|문서|글|정보|내용|뉴스))들?"
#: where an article tells or does not; "기사에 따르면" leads to what it tells
_IN = rf"{_GIVEN}(?:\s(?:내용|어디))?(?:에(?:는|도|선|서는?)?|만?으?로는?)\s(?!따르|의하).{{0,80}}"
_TOLD = r"(?:언급|포함|명시|기록|제시|서술|기술|설명|소개|수록)"
_TEXT = r"\b(?:articles?|passages?|(?:provided|given) (?:texts?|context|information|sources?))\b"
_TELLS = r"(?:mention|state|say|specify|provide|contain|include|give|indicate|report|answer|address|tell|reveal|hold)"
#: what a model is told to write where the passages do not answer
_NO_ANSWER = re.compile(r"^\W*(?:답\s?없음|no answer)(?:입니다|\s*[:：(,—–-].*)?\W*$", re.IGNORECASE)
#: a sentence by which a model refuses: it speaks of the articles as not telling, or of itself as not knowing
_REFUSAL = re.compile(
    "|".join(
        (
            rf"{_IN}(?:나오|나타나|담기|실리|다뤄지|{_TOLD}되)지\S*\s(?:않|못)[가-힣]*\W*$",
            rf"{_IN}(?:나와|적혀|쓰여|실려|담겨|{_TOLD}(?:돼|되어))\s?있지\S*\s않[가-힣]*\W*$",
            rf"{_IN}(?:내용|정보|답|답변|단서|대목|구절|{_TOLD})[이은는도]?\s(?:전혀\s)?없[가-힣]*\W*$",
            rf"{_IN}(?:알|답할|찾을|찾아볼|확인할|파악할|판단할)\s수[가는]?\s없[가-힣]*\W*$",
            # in the present, as one speaks of a text: 기사 is a driver too
            rf"(?:^|[이그위]\s|해당\s){_GIVEN}[은는]\s.{{0,80}}(?:밝히|다루|전하|{_TOLD}하)지\S*\s않(?:습|아|는|네)\S*$",
            r"^(?!.*(?:따르|의하)면\s).*알\s수[가는]?\s없(?:습니다|어요|네요)\W*$",
            r"^\W*(?:잘\s)?모르겠(?:습니다|어요|네요)\W*$",
            rf"{_TEXT}.{{0,40}}\b(?:do|does|did)(?: not|n['’]t) (?:\w+ly )?{_TELLS}\b",
            rf"\b(?:no (?:information|mention)|not \w+ (?:in|by))\b.{{0,60}}{_TEXT}",
            r"^\W*I (?:do not|don['’]t|cannot|can['’]t) (?:know|tell|say|determine|answer)\b",
        )
    ),
    re.IGNORECASE,
)
_PREDICATES = {"VV", "VA", "VX", "VCN", "XSV", "XSA"}
_PARTICLES = {"JKS", "JKO", "JKB", "JX"}  #: tags of those that words before a predicate have
_ITEMS = re.compile(r"\s?[,·]\s?|\s및\s|(?<=[가-힣])[와과]\s")
_LIKELY = 0.5  #: relevance from which words answer; of the best sentence's, for a sentence to bear a bare answer out
_BORNE = 0.6  #: share of a sentence's nouns from which what it does not cite may bear it out
_ATTRIBUTES = re.compile(r"알려|전해|전했|밝[히혔]|말[하했]|덧붙")  #: verbs that say where a statement comes from
#: what it counts that a sentence answers the question, and that the reader, asked the claim, sees its answer begin
#: there, beside the words that it shares with a claim of its language
_READ, _BEGINS = 0.3, 0.1

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class _Quote:
    """The sentence of a passage that says a claim, at `span` of the article's body, and who else prints it."""

    shown: Shown
    span: Span
    copies: tuple[Passage, ...]

    @property
    def text(self) -> str:
        return self.shown.article.body[slice(*self.span)]


@dataclass(frozen=True, slots=True)
class _Checked:
    text: str
    quotes: tuple[_Quote, ...]
    findings: tuple[Finding, ...]
    supported: bool

    @property
    def refuses(self) -> bool:
        """Whether the model refuses with it; where a sentence of the articles denies the same, it is a statement."""
        borne = self.supported and any(
            denials(quote.text) and coverage(self.text, [Source(quote.text)]) >= _BORNE for quote in self.quotes
        )
        return bool(_NO_ANSWER.match(self.text)) or (bool(_REFUSAL.search(self.text)) and not borne)


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
        prompt, written = count_tokens(briefing.system) + count_tokens(briefing.question), ""

        def counted() -> Answer:
            return replace(blank, tokens={"prompt": prompt, "written": count_tokens(written)})

        text = MarkedText({shown.number for shown in briefing.shown})
        checked = partial(_checked, briefing=briefing, readings=readings, reader=self._reader, short=decision.short)
        done: list[_Checked] = []
        told: list[_Checked] = []
        try:
            for piece in self._model.stream(briefing.system, briefing.question):
                text.feed(piece)
                written += piece
                done += map(checked, text.sentences()[len(done) :])
                if fresh := [each for each in done if not each.refuses][len(told) :]:
                    told += fresh
                    yield self._answer(counted(), decision, told, text.dropped)
            text.finish()
            done += map(checked, text.sentences()[len(done) :])
            if not done:
                raise ModelError("empty", f"{self._model.name} wrote nothing.")
        except ModelError as error:
            for answer in extractive():
                yield replace(answer, notice=_NOTICES[language][error.reason])
            return
        told = [each for each in done if not each.refuses]
        doubted = decision.outcome.refused and not all(each.supported for each in told)
        if not told or doubted:
            yield refuse(counted(), language, Outcome.INSUFFICIENT, (), False)
            return
        yield self._answer(counted(), decision, told, text.dropped)

    def _answer(self, blank: Answer, decision: Decision, told: Sequence[_Checked], dropped: int) -> Answer:
        citations: list[Citation] = []
        claims: list[Claim] = []
        for each in told:
            numbers = []
            for quote in each.quotes:
                known = next((one for one in citations if _is_of(quote, one)), None)
                if known is None:
                    cited = citation(len(citations) + 1, quote.shown.article, quote.span)
                    known = replace(cited, copies=copies_of(quote.shown.article.id, quote.copies, self._article_of))
                    citations.append(known)
                numbers.append(known.number)
            instead = next((finding.instead for finding in each.findings if finding.instead), "")
            support = Support.SUPPORTED if each.supported else Support.UNVERIFIED
            claims.append(Claim(each.text, tuple(dict.fromkeys(numbers)), support, instead))
        borne = " ".join(claim.text for claim in claims if claim.support is Support.SUPPORTED)
        return replace(
            blank,
            text=" ".join(claim.text + "".join(f" [{number}]" for number in claim.citations) for claim in claims),
            short=self._short(blank.understood, borne, citations, decision),
            outcome=Outcome.ANSWERED,
            claims=tuple(claims),
            citations=tuple(citations),
            as_of=max((each.published for each in citations if each.published), default=None),
            dropped=dropped,
            confidence=blank.confidence * sum(each.supported for each in told) / len(told),
        )

    def _short(self, question: str, borne: str, citations: Sequence[Citation], decision: Decision) -> str:
        """The words asked for, which are both in what the model wrote and in what it cites; "" where there are none."""
        items = decision.short.split(", ")
        if not borne or all(stands(item, borne) for item in items):
            return decision.short if borne else ""
        asked = analyse(question)
        [said] = self._reader.scan(question, [borne])
        found = said.best((0, len(borne)))
        if not found or asked.wants_list or asked.kind is Kind.YES_NO or said.relevance() < _LIKELY:
            return ""
        words = borne[slice(*snap(borne, found[0], (0, len(borne))))]
        return words if stands(words, " ".join(each.quote for each in citations)) else ""


def _is_of(quote: _Quote, known: Citation) -> bool:
    """Whether the quote is the cited one, or the same report in another paper."""
    if quote.shown.article.id == known.article_id:
        return quote.span == (known.start, known.end)
    copied = quote.shown.article.id in {copy.article_id for copy in known.copies}
    return copied and overlap(quote.text, known.quote) >= REPRINT


def _checked(
    sentence: Sentence, briefing: Briefing, readings: Sequence[Reading], reader: Reader, short: str
) -> _Checked:
    """The sentence held against the passages it cites; where its words are another one's, that is cited."""
    if words := _bare_words(sentence.text):
        return _bare(sentence.text, words, briefing, readings, short)
    cited = [shown for shown in briefing.shown if shown.number in sentence.cited]
    findings = check(sentence.text, [_source(shown) for shown in cited], reader) if cited else ()
    supported = bool(cited) and not findings
    bearing = [shown for shown in briefing.shown if _bears(sentence.text, _source(shown), reader)]
    if len(bearing) == 1 and not (supported and bearing[0] in cited):
        cited, findings, supported = bearing, (), True
    quotes = tuple(_quoted(sentence.text, shown, readings, reader) for shown in cited)
    return _Checked(sentence.text, quotes, findings, supported)


def _bare_words(text: str) -> str:
    """A text that is but the words asked for, without the copula at its end; "" where a predicate, or what goes with
    one, is left to hold against the passages."""
    pieces = [(surface, tag.split("+"), end) for surface, tag, _, end in morphemes(text) if not tag.startswith("SF")]
    while pieces and pieces[-1][1][0] in ("VCP", "EF"):
        pieces.pop()
    if not pieces or language_of(text) != "ko" or any(_PREDICATES & set(tags) for _, tags, _ in pieces):
        return ""
    if any(_PARTICLES & set(tags) for _, tags, _ in pieces[:-1]):
        return ""
    named = any(tags[0].startswith(("N", "S")) for _, tags, _ in pieces)
    return text[: pieces[-1][2]] if named and not _REFUSAL.search(text) else ""


def _bare(text: str, words: str, briefing: Briefing, readings: Sequence[Reading], short: str) -> _Checked:
    """A bare answer: it rests on the sentence that has it and is most relevant to the question, if it is so at all."""
    saying = [
        (reading, shown)
        for reading in readings
        for shown in briefing.shown
        if _within(reading, shown) and all(stands(item, reading.text(reading.sentence)) for item in _ITEMS.split(words))
    ]
    best, shown = max(saying, key=lambda each: each[0].relevance, default=(None, None))
    if best and shown and best.relevance >= _LIKELY * max(reading.relevance for reading in readings):
        return _Checked(text, (_Quote(shown, best.sentence, best.copies),), (), True)
    return _Checked(text, (), (Finding(Flaw.SUBJECT, text, short),), False)


def _within(reading: Reading, shown: Shown) -> bool:
    start, end = reading.sentence
    return reading.passage.article_id == shown.article.id and shown.start <= start and end <= shown.end


def _bears(sentence: str, source: Source, reader: Reader) -> bool:
    """Whether a passage that is not cited says the sentence: in its words, or, in another language, to the reader."""
    if language_of(sentence) != language_of(source.passage):
        [said] = reader.scan(sentence, [source.passage], [source.title])
        return said.relevance() >= _LIKELY and not check(sentence, [source], reader)
    mine, theirs = _content(sentence), _content(source.passage)
    told = len(mine & theirs) >= _BORNE * len(mine)
    return told and coverage(sentence, [source]) >= _BORNE and not check(sentence, [source], reader)


def _content(text: str) -> set[str]:
    """Nouns, numbers and the stems of verbs and adjectives, without words that any report has."""
    pieces = [(surface, tag.split("+")[0]) for surface, tag, _, _ in morphemes(text)]
    pieces = [piece for piece in pieces if piece[0] not in OWN_WORDS and not _ATTRIBUTES.match(piece[0])]
    return {stem(*piece).casefold() for piece in pieces if piece[1] in ("NNG", "NNP", "SL", "SN", "NR", "VV", "VA")}


def _source(shown: Shown) -> Source:
    return Source(shown.text, shown.article.title, shown.article.published, shown.article.body)


def _quoted(claim: str, shown: Shown, readings: Sequence[Reading], reader: Reader) -> _Quote:
    """The passage's sentence that says the claim: where the reader, asked the claim, sees its answer begin, by the
    words they share where they are of one language, and by how relevant to the question it is."""
    text, article = shown.text, shown.article
    same = language_of(claim) == language_of(text)
    mine = set(tokenize(claim)) if same else set()
    [said] = reader.scan(claim, [text], [article.title])
    spans = split_sentences(text) or [(0, len(text))]
    begins = [math.exp(said.share(span)) for span in spans]
    own = [reading for reading in readings if reading.passage.article_id == article.id]
    relevance = {reading.sentence: reading.relevance for reading in own}

    def worth(at: int) -> float:
        start, end = spans[at]
        shared = len(mine & set(tokenize(text[start:end]))) / max(len(mine), 1)
        asked = relevance.get((start + shown.start, end + shown.start), 0.0)
        return (_BEGINS if same else 1.0) * begins[at] / max(sum(begins), 1e-9) + shared + _READ * asked

    start, end = spans[max(range(len(spans)), key=worth)]
    span = (start + shown.start, end + shown.start)
    around = [each for each in own if each.passage.start <= span[0] and span[1] <= each.passage.end]
    copies = [copy for each in around for copy in each.copies]
    reprints = [each for each in readings if overlap(each.text(each.sentence), text[start:end]) >= REPRINT]
    copies += [passage for each in reprints for passage in (each.passage, *each.copies)]
    return _Quote(shown, span, tuple(dict.fromkeys(copies)))
