"""Finding, inside one sentence, the words a question asks for."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.names import SURNAMES, TITLES
from assistant.question import Kind, Question, morphemes

Span = tuple[int, int]
Piece = tuple[str, str, int, int]  #: a morpheme: surface, tag, start, end

_NUMERAL = r"(?:(?:\d[\d,.]*\s?[~∼～-]\s?)?\d[\d,]*(?:\.\d+)?여?(?:\s?수?[십백천만억조]+여?(?:\s?\d[\d,]*(?:\.\d+)?여?)?)*|(?:수|몇)\s?[십백천만억조]+여?)\s?"
_NATIVE = r"(?:(?:열|스물|서른|마흔|쉰|예순|일흔|여든|아흔)?(?:한|두|세|네|다섯|여섯|일곱|여덟|아홉)|열|스무|스물|서른|마흔|쉰|서너|두세|너댓|대여섯|단|석|넉)\s?"
_ABOUT = r"(?:\s?(?:가량|정도|쯤|여|남짓|넘게|이상|이하|미만|안팎))?"
_DAYS = r"(?:열하루|열이틀|일주일|하루(?!에만|에도|\s?(?:만큼|전|뒤|앞))|이틀|사흘|나흘|닷새|엿새|이레|여드레|아흐레|열흘|보름|한나절|반나절|반년)"
#: days are a duration only where something says so: "28일" alone is a date
_SPAN_UNIT = (
    r"(?:시간|분(?!기)|초|주일|주|개월|달(?!러)|년|세기|박|일(?=\s?(?:간|동안|내내|만에|째|가량|정도|넘게|여)))"
)
_RELATIVE = r"(?:오늘|어제|그제|내일|모레(?![노토츠])|이날|당일(?!\s?(?:치기|코스|여행|일정의))|지난달|이달|이번\s?달|다음\s?달|내달|지난해|올해|내년|작년|재작년|후년|이듬해|전날|다음\s?날|지난주|이번\s?주|다음\s?주|연내|연말|월말|연초)"
_PART = r"(?:\s?(?:오전|오후|새벽|아침|낮|저녁|밤|초순?|중순|하순|말|상반기|하반기|봄|여름|가을|겨울))?"
_MONTHS = r"(?:January|February|March|April|May|June|July|August|September|October|November|December)"
_PATTERNS: dict[Kind, str] = {
    Kind.DURATION: rf"(?:약\s?)?(?:\d+박\s?\d+일|(?:(?<![\d시,.])(?<!시\s)(?:\d{{1,3}}(?:\.\d+)?\s?[~∼～-]\s?)?\d{{1,3}}(?:\.\d+)?여?\s?{_SPAN_UNIT}(?!\s?(?:전|뒤|후)\b)|{_NATIVE}(?:시간|달|주|해))(?:\s?\d+\s?(?:분|초|일|개월))*(?:\s?반)?|{_DAYS}){_ABOUT}(?:\s?(?:동안|간|내내|만에|째))?|\d+(?:\.\d+)?\s?(?:hours?|minutes?|days?|weeks?|months?|years?)",
    Kind.TIME: r"(?:(?:오전|오후|새벽|밤|저녁|낮|아침)\s?)?(?:\d{1,2}시(?!간)(?:\s?\d{1,2}분|\s?반)?|정오|자정)(?:\s?(?:께|쯤|경|정각))?|\d{1,2}:\d{2}(?:\s?[ap]\.?m\.?)?|\d{1,2}\s?[ap]\.?m\.?",
    Kind.DATE: rf"(?<!\d)(?<!\d박)(?<!\d박\s)(?:\d{{4}}년\s?)?(?:(?:{_RELATIVE}|지난|오는)\s?)?(?:\d{{1,2}}월\s?)?\d{{1,2}}일(?:\s?\([월화수목금토일]\))?{_PART}|(?:\d{{4}}년|{_RELATIVE})(?:\s?\d{{1,2}}월|\s?\d분기)?{_PART}|\d{{1,2}}월{_PART}|[월화수목금토일]요일|(?:19|20)\d{{2}}[-./]\s?\d{{1,2}}[-./]\s?\d{{1,2}}(?!\d)|(?:\b\d{{1,2}}\s)?{_MONTHS}\s(?:\d{{1,2}}(?!\d)(?:,?\s\d{{4}})?|(?:19|20)\d{{2}})|(?<=in\s){_MONTHS}\b|(?:in\s)?(?:19|20)\d{{2}}",
    Kind.MONEY: rf"(?:약\s?|총\s?)?{_NUMERAL}\s?(?:원|달러|엔|유로|위안|파운드|루피|프랑)(?:\s?[\d,]+\s?원)?{_ABOUT}|[$€£¥]\s?\d[\d,.]*(?:\s?(?:million|billion|trillion))?",
    Kind.PERCENT: rf"(?:약\s?)?\d[\d,]*(?:\.\d+)?\s?(?:%p?|퍼센트|％|포인트|배){_ABOUT}",
    Kind.NUMBER: rf"(?:약\s?|총\s?|모두\s?|(?<![가-힣])영[하상]\s?(?=\d[\d.]*\s?도))?(?:{_NUMERAL}\s?(?!이?(?:었|였|다[.\s]|며\s|고\s|라)|으?로\s)(?:[가-힣㎀-㏟℃]{{1,3}}?|[a-zA-Z]{{1,3}})(?={_ABOUT}(?:[\s,.이가은는을를의에로와과도만다]|였|으로|까지|부터|보다|씩|$))|(?<![가-힣]){_NATIVE}(?:명|곳|개|차례|번|가지|대|마리|채|권|편|팀|자리|군데|사람)){_ABOUT}|\d[\d,]*(?:\.\d+)?(?:[십백천만억조]+\d*)*",
    Kind.QUOTE: r"[\"“‘'「](?P<inner>[^\"“”‘’「」]{4,}?)[\"”’'」]",
    Kind.REASON: r"[^,，]*?(?:때문|위해서?|위한|따라|탓|덕분|이유로|차원|목적|계기로|원인|영향으로|여파로)",
}  # fmt: skip
#: days, hours and parts of the day before the name of a place
_TIME_BEFORE = re.compile(
    rf"(?:(?:\d{{4}}년|\d{{1,2}}월|(?:지난\s?|오는\s?)?\d{{1,2}}일|{_RELATIVE}|[오정][전후]|새벽|아침|낮|저녁|밤|{_PATTERNS[Kind.TIME]})\s)+"
)
#: when something was, before a name: "면담 이후 이재용 회장"
_OCCASION = re.compile(r".*\s(?:이후|직후|직전|뒤|후|끝)\s")
#: a thing with its letters after it: 인공지능(AI)
_THING = re.compile(r"[가-힣]{4,}\([A-Z]{2,4}[·,)]")
_STOCK = re.compile(r"\(\d{6}\)$")  #: a firm's number on the exchange
_COMPILED = {kind: re.compile(pattern) for kind, pattern in _PATTERNS.items()}
_TITLED = re.compile(rf"(?:^|[가-힣A-Za-z·\s])(?:{'|'.join(TITLES)})$")
#: between a name and its title, and between a title and another one
_IN_OFFICE, _MORE_OF_IT = re.compile(r"\s(?:전|현|신임|차기)\s"), re.compile(r"\s(?:(?:전|현|신임|차기)\s)?|겸|\s겸\s")
#: counters that papers use for one another
_SAME_UNIT = {
    "명": ("명", "사람", "인"), "사람": ("명", "사람", "인"), "번": ("번", "차례", "회"), "차례": ("번", "차례", "회"), "회": ("번", "차례", "회"),
    "곳": ("곳", "개", "군데"), "군데": ("곳", "개", "군데"), "개": ("개", "곳", "가지", "건", "기", "대", "장", "점", "편"), "가지": ("개", "가지"),
    **dict.fromkeys(("시간", "분", "초"), ("시간", "분", "초", "나절")), **dict.fromkeys(("박", "일"), ("박", "일", "하루", "틀", "흘", "새", "레", "보름")),
    **dict.fromkeys(("주", "개월", "달"), ("주", "개월", "달")), "년": ("년", "해", "세기"),
    "살": ("살", "세"), "대": ("대", "량"), "평": ("평", "㎡", "제곱미터"), "킬로": ("킬로", "㎞", "km"),
}  # fmt: skip
_NAME_TAGS = ("NNP", "SL", "SH")
#: three syllables that may be a name; what follows one; and tags of what begins a word, and stands within no other
_NAME = re.compile(rf"(?<![가-힣A-Za-z\d])[{SURNAMES}][가-힣](?!는|를|다|된|진|같)[가-힣]")
_AFTER_NAME = re.compile(
    rf"\(|[,·](?=\s?[가-힣])|(?:[은는이가을를과와도의]|에게|이랑|하고)(?=[\s,])|(?P<title>\s(?:[^\s,]+\s){{0,2}}?[^\s,]*(?:{'|'.join(TITLES)}))(?![가-힣]{{3}})"
)
_WORD_TAGS = ("MM", "MAG", "MAJ", "VV", "VA", "VX", "NP", "IC")
_NOMINAL_TAGS = ("NNG", "NNP", "SL", "SN", "SH", "XSN", "XPN", "NNB", "NNBC", "XR", "SY")
_CUT_TAGS = ("NNG", "NNP")
_PUNCTUATION = ("SF", "SP", "SC", "SE", "SSO")
_LOOSE_STARTS = (*_PUNCTUATION, "JKS", "JKC", "JKG", "JKO", "JKB", "JKV", "JKQ", "JX", "JC")
_LOOSE_ENDS = (*_PUNCTUATION, "JKS", "JKC", "JKG", "JKO", "JKB", "JKV", "JKQ", "JX", "JC", "VCP", "EF", "EC")
_PLACE_PARTICLES = ("에서", "에", "으로", "로")


def find_spans(sentence: str, question: Question) -> list[Span]:
    """Candidate answers to `question` in `sentence`, best first; [] when its kind has no words of its own here."""
    if question.kind in _COMPILED:
        spans = _matches(_COMPILED[question.kind], sentence)
    elif question.kind is Kind.PERSON:
        spans = persons(sentence)
    elif question.kind in (Kind.PLACE, Kind.ORGANISATION):
        spans = _nominals(sentence, question.kind)
    else:
        return []
    spans = _fitting(sentence, spans, question)
    new = [span for span in spans if not _said(sentence[slice(*span)], question)]
    if question.wants_list and len(new) > 1:
        return [(min(start for start, _ in new), max(end for _, end in new)), *new]
    return sorted(new, key=lambda span: _distance(sentence, span, question))


def _matches(pattern: re.Pattern[str], sentence: str) -> list[Span]:
    group = "inner" if "inner" in pattern.groupindex else 0
    return [_trim(sentence, match.span(group)) for match in pattern.finditer(sentence) if match.group().strip()]


def _trim(sentence: str, span: Span) -> Span:
    piece = sentence[slice(*span)]
    return span[0] + len(piece) - len(piece.lstrip(" ,")), span[1] - len(piece) + len(piece.rstrip(" ,"))


def _fitting(sentence: str, spans: list[Span], question: Question) -> list[Span]:
    """Of numbers and durations, those with the counter asked for."""
    if question.kind not in (Kind.NUMBER, Kind.DURATION) or not question.unit:
        return spans
    units = _SAME_UNIT.get(question.unit, (question.unit,))
    return [span for span in spans if any(unit in sentence[slice(*span)] for unit in units)]


def _said(words: str, question: Question) -> bool:
    """Whether the question itself already says these words, so that they cannot be what it asks for."""
    squeezed = re.sub(r"\s", "", words).casefold()
    return squeezed in re.sub(r"\s", "", question.text).casefold()


def _distance(sentence: str, span: Span, question: Question) -> float:
    """Mean distance in characters from `span` to the question's terms in the sentence."""
    low = sentence.casefold()
    distances = []
    for term in question.terms:
        at = [match.start() for match in re.finditer(re.escape(term), low)]
        if at:
            distances.append(min(max(span[0] - p - len(term), p - span[1], 0) for p in at))
    return sum(sorted(distances)[:3]) / min(len(distances), 3) if distances else float(span[0])


def persons(sentence: str) -> list[Span]:
    """Runs of nouns that end in a title or hold a name, with a bare surname ("이 회장") taken along."""
    spans: list[Span] = []
    for run in _runs(sentence, _NOMINAL_TAGS):
        start, end = _without_time(sentence, run)
        start = occasion.end() if (occasion := _OCCASION.match(sentence, start, end)) else start
        words = sentence[start:end]
        thing = _THING.match(sentence, start) or sentence[start - 1 : start] == "("
        named = any(tag == "NNP" for _, tag, _, _ in morphemes(words)) or bool(
            _misread(sentence[start:], morphemes(words))
        )
        if not _TITLED.search(words) and (thing or not named):
            continue
        bracket = re.match(r"\([^)]{1,20}\)", sentence[end:])
        end += bracket.end() if bracket else 0
        if spans and start < spans[-1][1]:  # in brackets after a name
            continue
        if spans and _goes_on(sentence[: spans[-1][1]], sentence[spans[-1][1] : start], words):
            spans[-1] = (spans[-1][0], end)
            continue
        surname = re.search(r"(?:^|[\s,·'\"“‘])([가-힣]\s)$", sentence[:start])
        spans.append((surname.start(1) if surname else start, end))
    return spans


def _goes_on(before: str, between: str, words: str) -> bool:
    """Whether the words go on with the person before them: 박근혜 전 대통령, 권봉석 최고운영책임자(COO) 부회장,
    박형세 LG전자(066570) 사업본부장."""
    if words in TITLES or _STOCK.search(before):
        return bool(_MORE_OF_IT.fullmatch(between))
    return bool(_IN_OFFICE.fullmatch(between))


def _nominals(sentence: str, kind: Kind) -> list[Span]:
    """Runs of nouns that hold a name; for a place those before a particle of place first."""
    runs = [span for span in _runs(sentence, _NOMINAL_TAGS) if has_name(sentence[slice(*span)])]
    if kind is Kind.ORGANISATION:
        return runs
    runs = [_without_time(sentence, span) for span in runs]
    placed = [
        span
        for span in runs
        if sentence[span[1] :].startswith(_PLACE_PARTICLES) or re.match(r"(?:을|를)\s(?:찾|방문)", sentence[span[1] :])
    ]
    return placed or runs


def _without_time(sentence: str, span: Span) -> Span:
    """Without a day or an hour before it: 서울 용산구 of "28일 오후 8시께 서울 용산구"."""
    time = _TIME_BEFORE.match(sentence, *span)
    return (time.end(), span[1]) if time else span


def has_name(words: str) -> bool:
    """Whether the words hold a proper noun, foreign letters or Chinese characters."""
    return any(tag in _NAME_TAGS for _, tag, _, _ in morphemes(words))


def noun_runs(sentence: str) -> list[Span]:
    """The runs of nouns, foreign words and numbers, cut at middle dots and slashes: what an item of a list may be."""
    spans = []
    for start, end in _runs(sentence, _NOMINAL_TAGS):
        cut = start
        for at in [match.start() for match in re.finditer("[·ㆍ/]", sentence[start:end])] + [end - start]:
            if start + at > cut:
                spans.append((cut, start + at))
            cut = start + at + 1
    return spans


def _runs(sentence: str, tags: tuple[str, ...]) -> list[Span]:
    runs: list[list[int]] = []
    pieces = morphemes(sentence)
    names = _misread(sentence, pieces)
    for surface, tag, start, end in pieces:
        and_others = surface == "등" and (tag.startswith("NNB") or not sentence[end : end + 1].isalpha())
        nominal = tag.split("+")[0] in tags or any(first <= start and end <= last for first, last in names)
        if not nominal or and_others:
            continue
        if runs and sentence[runs[-1][1] : start] in ("", " "):
            runs[-1][1] = end
        else:
            runs.append([_word_start(sentence, start), end])
    return [(start, end) for start, end in runs]


def _misread(sentence: str, pieces: Sequence[Piece]) -> list[Span]:
    """Names of persons that the analyser takes for several words, with their titles: 배도현 부사장, of 배, 도 and 현. A
    particle or a title after them tells them from what only looks so."""
    starts = {start: at for at, (_, _, start, _) in enumerate(pieces)}
    names = []
    for match in _NAME.finditer(sentence):
        at = starts.get(match.start(), len(pieces))
        inside = [piece for piece in pieces[at:] if piece[3] <= match.end()]
        apart = any(tag.split("+")[0] in _WORD_TAGS for _, tag, _, _ in inside[1:])
        after = _AFTER_NAME.match(sentence, match.end())
        if apart and after and inside[-1][3] == match.end():
            names.append((match.start(), after.end("title") if after["title"] else match.end()))
    return names


def _word_start(text: str, at: int) -> int:
    """Where the word around `at` begins: a name's first syllables may look like another part of speech."""
    while at and text[at - 1].isalnum():
        at -= 1
    return at


def snap(text: str, span: Span, within: Span) -> Span:
    """`span` of `text` grown to whole morphemes, without the particles, copulas and punctuation at its ends.

    `within` is the sentence around it: what a syllable is shows only among its neighbours.
    """
    base = within[0]
    pieces = [(tag.split("+")[0], base + start, base + end) for _, tag, start, end in morphemes(text[slice(*within)])]
    touched = [at for at, (_, start, end) in enumerate(pieces) if start < span[1] and end > span[0]]
    if not touched:
        return span
    first, last = touched[0], touched[-1]
    while last > first and (_loose(pieces[last], text) or _is_particle(pieces[: last + 1], text)):
        last -= 1
    while first < last and pieces[first][0] in _LOOSE_STARTS:
        first += 1
    while last + 1 < len(pieces) and _one_name(pieces[last], pieces[last + 1]):
        last += 1
    while first and _one_name(pieces[first - 1], pieces[first]):
        first -= 1
    return pieces[first][1], pieces[last][2]


def _loose(piece: tuple[str, int, int], text: str) -> bool:
    """Whether an answer does not end with this; a copula that nothing follows is a name's last syllable."""
    tag, _, end = piece
    return tag in _LOOSE_ENDS and not (tag == "VCP" and not text[end : end + 1].isalpha())


def _is_particle(pieces: list[tuple[str, int, int]], text: str) -> bool:
    """Whether the last piece, which looks like a verb's ending, ends a name that looks like a verb: 임태오는."""
    if len(pieces) < 3:
        return False
    (noun, _, ends), (verb, start, end), (ending, begins, last) = pieces[-3:]
    joined = ends == start and end == begins and end - start == 1
    return joined and (noun, verb[0], ending) == ("NNP", "V", "ETM") and text[begins:last] in ("는", "은")


def _one_name(one: tuple[str, int, int], other: tuple[str, int, int]) -> bool:
    """Whether two pieces without a space between them are a name the analyser cut in two, of which one is a syllable."""
    cut = one[2] == other[1] and one[0] in _CUT_TAGS and other[0] in _CUT_TAGS
    return cut and 1 in (one[2] - one[1], other[2] - other[1])
