"""What a page says to machines: hidden markup, invented turns of a chat, orders to whoever answers questions from it.

News tells; it does not order its reader how to answer. A stretch goes only when its form gives it away, and a page that
reports on such stretches (in quotations, as an interview with a chatbot) keeps them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise

from assistant.language import split_sentences

Span = tuple[int, int]


def _any(*patterns: str) -> re.Pattern[str]:
    return re.compile("|".join(patterns), re.IGNORECASE | re.MULTILINE)


_WITHIN = r"(?s:.{0,2000}?)"  #: between an opening and its end
_OPENING = r"<\|\s?(?!im_end|end|eot)\w{2,20}\s?\|>|<s>|<start_of_turn>|\[/?INST\]|<<\s?SYS\s?>>"
_CLOSING = (
    r"<\|\s?(?:im_end|end\w*|eot\w*)\s?\|>|</s>|<end_of_turn>|<<\s?/SYS\s?>>|</?(?:document|article|context|passage)>"
)
_MARKUP = _any(
    # comments, hidden elements, and elements that hold no text of an article
    rf"<!--{_WITHIN}(?:-->|\Z)",
    rf"<(?P<tag>script|style|iframe|svg|object|system[\w-]*|instructions?|prompt)\b[^>]{{0,300}}>{_WITHIN}</(?P=tag)\s*>",
    r"<(?P<hidden>\w+)\b[^>]{0,200}?(?:\shidden\b|display:\s*none|visibility:\s*hidden|font-size:\s*0|opacity:\s*0|"
    rf"color\s*[:=]\s*[\"']?(?:white|#fff(?:fff)?)\b)[^>]{{0,200}}>{_WITHIN}</(?P=hidden)\s*>",
    # what models' chat templates put around turns; an opening alone reaches to the end of its sentence
    rf"(?:{_OPENING})(?![\"'’”])(?:{_WITHIN}(?:{_CLOSING})|(?:.{{0,2000}}(?:{_OPENING}))?"
    rf"(?:(?![^.!?\n<]{{0,300}}(?<!니)다\.)[^.!?\n<]{{0,300}}[.!?]?)?)",
    rf"(?:{_CLOSING})",
    r"\#{2,}\s?(?:Instructions?|System|Prompt|지시(?:문|사항)?|시스템)\b[^\n]{0,40}"
    rf"(?:{_WITHIN}\#{{2,}}\s?(?:End(?: \w+)?|Response|Output|끝|응답)\s?:?)?",
    rf"-{{2,}}\s?BEGIN[ \w]{{0,40}}-{{2,}}{_WITHIN}-{{2,}}\s?END[ \w]{{0,40}}-{{2,}}",
    # Markdown's hidden notes and pictures, and the tags of HTML
    r"\[//\]:\s?\#\s?[(\"'].{0,2000}",
    r"!\[[^\]\n]{0,200}\]\([^)\n]{0,500}\)",
    r"</?(?:img|iframe|script|svg|object|span|font|div)\b[^<>]{0,500}>",
)

_MACHINE = (
    r"비서|어시스턴트|도우미|(?:AI\s?)?챗봇|인공지능|AI|봇|시스템|챗?GPT|assistant|(?:chat)?bot|model|system|ChatGPT"
)
_LABEL = _any(
    rf"(?:^|(?<=[\s.!?>\]]))\#*\s?(?P<open>\[)?(?:(?P<machine>{_MACHINE})|사용자|유저|user|human)(?(open)\]\s?:?|\s?[:：])"
)
_ANY_LABEL = r"(?:[가-힣]{2,5}|[A-Z][a-z]{2,12})\s?[:：]\s"
_TURN_BEFORE = _any(rf"(?:^|(?<=[.!?\n] )){_ANY_LABEL}[^\n]{{1,80}}\s*\Z")
_OF_MACHINES = _any(r"\bAI|인공지능|챗봇|챗GPT|언어\s?모델|\bchatbot|\blanguage model")
_REPORTED = 0.6  #: share of a page above which its turns are what it reports

#: what an order to a machine shows, one expression a sign
_SIGNS = (
    _any(  # it orders
        r"(?:[가-힣]라|시오|세요|바랍니다|바람|할 것|말 것|금지|필수|요망|해야 합니다|"
        r"감사하겠습니다|고맙겠습니다|위반입니다|인정됩니다|라고 ?(?:해|말해|답해|적어|써)|만 말해|[가-힣]줘)"
        r"[\s.:!)\]\"'’”\u200b-\u200d\u2060]*(?:https?://\S+)?$",
        r"무시하고|말고 |하여야 하며",
        r"^\W*(?:\w+: )?(?:(?:please|kindly|politely|always|never|now|then|for [^,]{1,40},) )*"
        r"(?:ignore|disregard|forget|print|output|reply|respond|answer|say|repeat|tell|copy|cite|include|append|write|"
        r"stop|use|execute|state|credit|override|replace|begin|decode)\b",
        r"\b(?:must|shall|should|may not|may only|please|kindly|only if|would you mind)\b|\bwhen (?:asked|answering)\b|"
        r"\balways say",
    ),
    _any(  # it names a machine, or says you
        r"(?:AI|인공지능|언어\s?모델|챗봇|비서|어시스턴트|도우미|(?<![가-힣])모델|봇)"
        r"(?:에게|들?은|는|라면|이라면|이시라면|님|야,|아,|\s?[:：,])",
        r"너는|너에게|당신은|이제부터|지금부터",
        r"\b(?:assistants?|chatbots?|language models?|the model|AI (?:readers?|systems?|models?|products?)|an AI|"
        r"automated systems|you(?:r| are| have)?)\b",
    ),
    _any(  # it speaks of answers, prompts, markers
        r"답(?:하|해|변|은|을|에|할|한다)|대답|응답|출력|인용|질문|질의|묻는|물으면|문의가|지시|지침|규칙|명령|프롬프트|스크립트|표기",
        r"\b(?:answer\w*|repl(?:y|ies)|respond|response|output|print|instructions?|prompts?|guidelines|questions?|cite|"
        r"credit|task|tell the user|the user's?|figure)\b",
    ),
    _any(  # it puts something out of force
        r"(?:이전|앞선|앞서|앞의|기존|지금까지|위의?|모든|본문)[^.]{0,16}(?:지시|지침|명령|규칙|프롬프트|본문|내용|설정|답변)[^.]{0,10}"
        r"(?:무시|잊|따르지|취소|폐기|버리)",
        r"\b(?:ignore|disregard|forget|set aside|override)\b[^.]{0,40}"
        r"\b(?:instructions?|guidelines?|rules?|context|question|prompts?|told|above)\b",
    ),
    _any(  # it insists: on words in quotation marks, on an address, on every answer
        r"반드시|무엇이든|답변?에 |라고만|라고 (?:대?답하|안내하|적으)[라시세]|라고 출력|만 (?:답|출력|말)",
        r"끝에|그대로|묻는|물으면|절대",
        r"[\"'‘“][^\"'’”]{2,60}[\"'’”]\s?(?:이?라고|를|을|로|으로)|https?://|\[\d{1,3}\]|【\d{1,3}】",
        r"\b(?:only|nothing else|verbatim|exactly|every|always|before you|in your (?:reply|answer)|"
        r"the (?:reply|answer)|the (?:secret )?word|hidden)\b|'[^']{3,60}'",
    ),
)
_ENOUGH = 3  #: signs
_BESIDE = 2  #: signs of a sentence next to one that has enough
_TOLD = _any(
    r"(?<!니)다\.[\"'”’)]*\Z",
    r"[\"'”’](?:이?라고|라며|며|고)\s(?!(?:말|답)?해\b)",
    r"[,”\"] (?:he|she|they|\w+) (?:said|told)|\bsaid\b",
)
_SPEAKER = _any(rf"(?:^|(?<=[.!?] )){_ANY_LABEL}")
_TRANSCRIPT = 3  #: lines that begin with a speaker; what speakers order is told
_TOLD_ENOUGH = 4  #: outside quotation marks
_QUOTED = _any(r"[\"“][^\"”]*[\"”]|['‘][^'’]*['’]")
_FALSE_MARK = _any(  # an answer or a source with a citation's number, as only the assistant writes them
    r"\A\W*(?:답|정답|출처|참고문헌|answers?|sources?|citations?|[QA])\s?[:：].*(?:\[\d{1,3}\]|【\d{1,3}】)",
    r"(?P<within>(?:【\d{1,3}】\s?){2,})",
    r"\b(?:passage|구절) \[\d{1,3}\]",
)
_FORGED = _any(  # an answer that is made up for the assistant
    r"\A\W*(?:최종|모범|검증된|final|verified|correct)\s?(?:답변?|정답|문답|answer)\s?(?:\([^)]{0,60}\))?\s?[:：]"
)
_REWORDED = _any(  # what is to be written instead, where the text is told again
    r"(?:요약|문답|질의응답|재가공|자동\s?응답|챗봇|인공지능|AI)[^.]{0,30}(?:경우|때|\s시에?는?\s)[^.]{0,30}"
    r"['‘\"“][^'’\"”]{1,40}['’\"”](?:으로|로|라고)\s?(?:바꾸|바꿔|고쳐|표기|적|쓰|답|안내)",
)
_FROM_SYSTEM = _any(
    r"\A\W{0,4}(?:\[+\s?(?:SYSTEM|시스템)[^\]]{0,40}\]+|SYSTEM\s?[:：]|"
    r"SYSTEM (?:OVERRIDE|MESSAGE|NOTICE|UPDATE|PROMPT)\b|시스템\s?(?:메시지|프롬프트|공지)\s?[:：\])])"
)
#: what goes on beside an order: a made-up answer's own evidence, and orders in plain speech
_RUNS_ON = _any(
    r"\A\W*(?:근거(?: 문장)?|검증|신뢰도|evidence|confidence|verified)\s?[:：]",
    r"(?:지\s?마|[가-힣](?:워|해|어|아|줘))\s?[.!]+\s*\Z",
)
#: the end of a document and another's beginning, as a prompt may hold them
_BETWEEN = _any(r"</(?P<tag>document|context|passage)>(?P<said>(?s:.{0,1000}?))<(?P=tag)>")
_COLON = _any(r"(?:시오|세요|[가-힣]라|것):(?:\s?https?://\S+)?(?=\s|$)")
_BRACKETS = _any(r"\([^()\n]{15,400}\)")


def without_instructions(text: str) -> tuple[str, list[str]]:
    """The text less what it says to machines, and what was taken out."""
    taken: list[str] = []
    kept = text
    for find in (_between, _markup, _turns, _in_brackets, _orders):
        kept = _cut(kept, find(kept), taken)
    return (kept, [said for said in taken if re.search(r"\w", said)]) if kept.strip() else (text, [])


def _cut(text: str, spans: Iterable[Span], taken: list[str]) -> str:
    kept, at = "", 0
    for start, end in spans:
        kept += text[at:start]
        taken.append(" ".join(text[start:end].split()))
        at = end + (text[end : end + 1] == " " and kept[-1:] in ("", " ", "\n"))
    return kept + text[at:]


def _markup(text: str) -> Iterator[Span]:
    return (found.span() for found in _MARKUP.finditer(text))


def _between(text: str) -> Iterator[Span]:
    for found in _BETWEEN.finditer(text):
        said = found["said"]
        if any(_signs(said[start:end]) >= _BESIDE for start, end in _sentences(said)):
            yield found.span()


def _in_brackets(text: str) -> Iterator[Span]:
    return (found.span() for found in _BRACKETS.finditer(text) if _is_order(found.group()[1:-1]))


def _turns(text: str) -> list[Span]:
    """Turns of a talk with a machine, unless such a talk is what the page reports."""
    spans: list[Span] = []
    labels = list(_LABEL.finditer(text))
    turns = len(labels)
    for label in labels:
        start = label.start() + (label.group()[:1].isspace())
        if label["machine"] and (before := _TURN_BEFORE.search(text[:start])):
            start, turns = before.start(), turns + 1
        end = _end_of_turn(text, label)
        if spans and start <= spans[-1][1] + 1:
            spans[-1] = (spans[-1][0], max(end, spans[-1][1]))
        else:
            spans.append((start, end))
    if turns < 2 or not any(label["machine"] for label in labels):
        return []
    rest = _cut(text, spans, [])
    return spans if len(rest.strip()) > (1 - _REPORTED) * len(text.strip()) and not _OF_MACHINES.search(rest) else []


def _end_of_turn(text: str, label: re.Match[str]) -> int:
    """The line's end of a turn that has its line to itself, else where its first sentence ends, or its polite ones."""
    begun = label.end()
    line = text[begun:].partition("\n")[0]
    if not text[: label.start()].rpartition("\n")[2].strip():
        return begun + len(line)
    end = 0
    for start, stop in split_sentences(line):
        if (end or not label["machine"]) and (_TOLD.search(line[start:stop]) or line[start:stop].isascii()):
            break
        end = stop
    return begun + end


def _orders(text: str) -> Iterator[Span]:
    """Sentences that order, those beside them that show some of it too, and false marks within what is told."""
    spans = list(_sentences(text))
    said = [text[start:end] for start, end in spans]
    is_transcript = len(_SPEAKER.findall(text)) >= _TRANSCRIPT
    closed = [is_transcript and bool(_SPEAKER.match(each)) for each in said]  # what speakers order is told
    orders = [not so and _is_order(each) for each, so in zip(said, closed, strict=True)]
    seeds = list(orders)
    for at, each in enumerate(said):
        beside = any(seeds[max(0, at - 1) : at] + seeds[at + 1 : at + 2])
        orders[at] = orders[at] or (beside and not closed[at] and _is_part(each))
    for one, other in (*pairwise(range(len(said))), *pairwise(reversed(range(len(said))))):
        runs_on = orders[one] and not closed[other] and _RUNS_ON.search(said[other])
        orders[other] = orders[other] or bool(runs_on)
    for (start, end), each, is_order, so in zip(spans, said, orders, closed, strict=True):
        mark = None if so else _FALSE_MARK.search(each)
        if is_order:
            yield (start + mark.start() if mark and mark["within"] else start), end
        elif mark:
            yield start + mark.start(), start + mark.end()


def _is_part(said: str) -> bool:
    return not _TOLD.search(said) and bool(_signs(said) >= _BESIDE or _SIGNS[0].search(said))


def _sentences(text: str) -> Iterator[Span]:
    """Sentences, an order that ends in a colon, or in an address after it, apart from what follows it."""
    for start, end in split_sentences(text):
        for found in _COLON.finditer(text, start, end):
            yield start, found.end()
            start = end - len(text[found.end() : end].lstrip())
        if start < end:
            yield start, end


def _is_order(said: str) -> bool:
    if _FROM_SYSTEM.match(said) or _FORGED.match(said) or _REWORDED.search(said):
        return True
    if _TOLD.search(said):
        return _signs(_QUOTED.sub("", said)) >= _TOLD_ENOUGH
    return _signs(said) >= _ENOUGH or bool(_FALSE_MARK.search(said))


def _signs(said: str) -> int:
    return sum(bool(sign.search(said)) for sign in _SIGNS)
