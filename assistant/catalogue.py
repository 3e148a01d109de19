"""Questions about the articles themselves (이번 달 기사 몇 건, 하루신문 기사 목록), answered from what is known of each."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from assistant.amounts import NUMBER, number
from assistant.language import fitted, language_of, normalise, split_sentences
from assistant.periods import Period, mentions
from assistant.question import analyse
from assistant.types import Answer, Article, Claim, Outcome, Query
from assistant.write import citation

_LISTED = 10
_PARTICLES = r"(?:에서는|에서|에는|에게|에|엔|은|는|이|가|의|을|를|도|만|으로|로|와|과|이랑|랑)"
_HOW_MANY = r"(?:몇\s*(?:건|개|편)|얼마나\s*(?:있|돼|되|나왔|실렸|많))"
_WHICH = r"(?:뭐|무엇|어떤\s*(?:게|것))[이가]?\s*(?:있|나왔|실렸)"
#: between the articles and their number: adverbs, and words with a particle that names no other subject
_BETWEEN = r"(?:[^?.!]{0,30}?(?:에|간|동안|부터|까지|사이|중|때|모두|총|전부|다|합쳐|약)\s+)?"
_ORDERS = {
    "newest": r"최신|(?:가장|제일)\s*(?:최근|새로운)\S*|마지막|최근|\b(?:the\s)?(?:latest|newest|most recent)\b",
    "oldest": r"(?:가장|제일|맨)\s*(?:오래된|먼저|처음|이른)\S*|최초의?|\b(?:the\s)?(?:oldest|earliest)\b",
}
_COUNTS = re.compile(
    rf"기사(?:들)?[가는를은이도]?\s*{_BETWEEN}{_HOW_MANY}|기사(?:들)?[의]?\s*(?:수|개수|건수)[는가]?\s*(?:모두|총)?\s*(?:몇|얼마|\?|$)|몇\s*(?:건|개|편)의\s*기사|기자[는가]\s[^?.!]*{_HOW_MANY}[^?.!]*(?:썼|쓴|냈)"
    r"|\b(?:how many|number of) (?:[\w'’.-]+ ){0,4}?(?:articles|news stories)\b",
    re.IGNORECASE,
)
_LISTS = re.compile(
    rf"기사\s*(?:목록|리스트|제목들?)|(?:어떤|무슨)\s*기사(?:들)?[이가]?\s*(?:있|나왔|실렸)|기사(?:들)?[가는로은이]{{0,2}}\s*{_WHICH}|기사(?:들)?[를을]?\s*(?:모두|전부|다|좀|\d+\s?(?:건|개|편)만?)?\s*(?:보여|나열|찾아)|기사(?:들)?[를을]?\s*(?:모두|전부|다)\s*알려"
    rf"|(?:{_ORDERS['newest']}|{_ORDERS['oldest']})(?:\s\S+){{0,3}}?\s*기사(?:들)?[는가은이]?\s*(?:[?？]|$|뭐|무엇|무슨|어떤|언제|보여|알려)"
    r"|\b(?:list|show)\b(?: me)? (?:[\w'’.-]+ ){0,4}?articles\b|\b(?:which|what) articles\b|\b(?:latest|newest|most recent|oldest|earliest)\s(?:[\w'’.-]+ ){0,3}?articles?\b",
    re.IGNORECASE,
)
#: in a question that leans on an earlier one about the articles
_COUNTS_AGAIN = re.compile(rf"{_HOW_MANY}|\bhow many\b", re.IGNORECASE)
_LISTS_AGAIN = re.compile(rf"목록|리스트|제목|{_WHICH}|보여|나열|\b(?:list|show|titles|which ones)\b", re.IGNORECASE)
_NARROWS = re.compile(r"(?:그|이)\s?(?:중|가운데)(?:에서|에|엔)?는?(?=\s)|\b(?:of|among) (?:those|these|them)\b", re.IGNORECASE)  # fmt: skip
_WHOLE = re.compile(r"전체|통틀|\b(?:in all|altogether|overall)\b", re.IGNORECASE)
_HEADED = re.compile(r"(?:기사(?:들)?|(?<=\s)[것거건]|\barticles?|\bones?)[은는도만]*요?\s*[?？.]*\s*$", re.IGNORECASE)
_LIMIT = re.compile(rf"(?<![가-힣\d])(?P<korean>{NUMBER})\s?(?:건|개|편)[만씩을를]*\s*(?=보여|알려|뽑|나열|찾아|목록)|(?<=est )(?P<english>\d+)\s")  # fmt: skip
_YEARLESS = re.compile(r"\d{1,2}\s?월|[상하]반기|[1-4]\s?분기")
_YEAR = re.compile(r"(?:19|20)\d\d\s?년|재작년|작년|지난\s?해|올해")

_ROLE = r"(?:기자|특파원|논설위원|칼럼니스트)"
_NAME = r"[A-Z][\w'’-]*(?:\s[A-Z][\w'’-]*){0,3}"
_AUTHOR = re.compile(
    rf"(?<![가-힣])(?!(?:어느|어떤|무슨|담당|취재|사진|다른|여러|같은|우리)\s)(?P<titled>[가-힣]{{2,4}}(?<!부))\s?{_ROLE}(?:들|님)?{_PARTICLES}?(?![가-힣])|(?<![가-힣])(?P<wrote>[가-힣]{{2,4}}?)(?:이|가)\s(?:쓴|썼|작성한|작성했)"
    rf"|\bby\s(?P<by>{_NAME})|\b(?:did\s)?(?P<did>{_NAME})\s(?:wrote|write)\b"
)
_OUTLET = r"[가-힣]{2,8}?(?:일보|신문)"
_ABOUT = r"에\s?(?:관|대)|[을를]\s?(?:다[룬루뤘]|언급)"

#: words that only ask for articles
_EMPTY = frozenset(
    """
    기사 건 편 목록 리스트 제목 신문 매체 언론 언론사 신문사 보도 뉴스 소식 자료 기자 나오 나온 나왔 실리 실린 실렸 싣 실은 실었 보여 보이 보 나열 쓰 쓴 썼 내 낸 냈 다루 다룬 다뤘 찾 뽑 추려
    올라오 올라온 올라왔 있 있던 관하 관한 대한 관련 얘기 이야기 말 언급 포함 전체 통틀 합쳐 합치 가운데 개수 건수 숫자 최신 최근 기간 날짜 약 현재 지금 그동안 발행 게재 게시 작성 하나 나 또 도 은 는 엔 요 이래 들
    articles article list show many published publish about during by wrote written write reported report reports appeared there all total overall outlet newspaper
    paper news story stories cover covers covered mention mentions mentioned latest newest oldest earliest most number our any some give and then between since until
    before after find titles title out so far ones one
    """.split()  # noqa: SIM905  two hundred quoted words are no easier to read
)
#: the number asked for, the verbs of publishing, and the particles of words taken out
_ASKING = re.compile(
    rf"{_HOW_MANY}[가-힣]*|(?:보도|게재|발행|작성|게시|수록|언급|포함|관련)(?:[한된]|했|됐|하|되|돼|해)[가-힣]*|(?<!\S){_PARTICLES}(?!\S)"
)
_ASKS_ELSE = re.compile(r"누구|누가|언제|어디|왜|어떻게|얼마(?!나)|무슨|어떤|무엇|뭐|뭘|뭔|\b(?:who|why|when|where|how(?! many))\b", re.IGNORECASE)  # fmt: skip

#: Korean and English
_TEXTS = {
    "short": ("{}건", "{}"),
    "total": ("기사는 모두 {}건입니다{}.", "Articles: {}{}."),
    "none": ("그런 기사가 없습니다{}.", "There are no such articles{}."),
    "newest": ("그 가운데 최근 {}건을 보입니다.", "The latest {} of them are shown."),
    "oldest": ("그 가운데 가장 오래된 {}건을 보입니다.", "The oldest {} of them are shown."),
    "unclear": ("‘{}’{} 어느 기간인지 알 수 없어 가리지 않았습니다.", "It is not clear what period “{}” means; it was left out."),
    "unknown": ("날짜·매체·기자를 알 수 없어 세지 못한 기사가 {}건 있습니다.", "Not counted, as their date, outlet or author is not known: {}."),
    "filtered": ("지정한 기간·매체의 기사만 찾았습니다.", "Only articles of the chosen dates and outlets were searched."),
    "author": ("{} 기자", "by {}"),
    "term": ("‘{}’", "“{}”"),
}  # fmt: skip


def _say(key: str, language: str, *values: object) -> str:
    return _TEXTS[key][language == "en"].format(*values)


@dataclass(frozen=True, slots=True)
class Selection:
    """Which articles a question is about: published in one of `periods` by one of `outlets`, written by one of
    `authors`, holding all `terms`; an empty field asks for nothing."""

    periods: tuple[Period, ...] = ()
    outlets: tuple[str, ...] = ()
    authors: tuple[str, ...] = ()
    terms: tuple[str, ...] = ()

    def fits(self, article: Article) -> bool | None:
        """Whether the article is one of these; None where that hangs on what is not known of it."""
        day, outlet, author = article.published, article.outlet, article.author
        text = f"{article.title}\n{article.body}".casefold()
        fits = (
            not self.periods or (day and any(day in period for period in self.periods)),
            not self.outlets or (outlet and outlet in self.outlets),
            not self.authors or (author and any(_wrote(name, author) for name in self.authors)),
            all(term in text for term in self.terms),
        )
        return False if False in fits else None if None in fits else all(fits)

    def conditions(self, language: str) -> str:
        """In brackets, as the answer says them; "" where there are none."""
        said = [period.text(language) for period in self.periods] + list(self.outlets)
        said += [_say("author", language, name) for name in self.authors]
        said += [_say("term", language, term) for term in self.terms]
        return f" ({', '.join(said)})" if said else ""


@dataclass(frozen=True, slots=True)
class _Asked:
    """What a question about the articles says."""

    times: tuple[str, ...]  #: the words of its periods
    unclear: tuple[str, ...]  #: words of time that name no period
    selection: Selection
    order: str  #: a key of _ORDERS, or ""
    limit: int  #: of the articles shown
    other: bool  #: whether it asks or tells something that no list of articles answers


def wanted(text: str) -> bool:
    """Whether a question is about the articles themselves."""
    return bool(_COUNTS.search(text) or _LISTS.search(text))


def of_any(text: str, today: date) -> bool:
    """Whether a question is about articles on no subject: what follows it has none to lean on."""
    return wanted(text) and not _read(text, (), today).selection.terms


def understood(text: str, earlier: str, outlets: Iterable[str], today: date) -> str:
    """What `text` asks about the articles, as a question that stands alone; "" where it asks nothing about them.

    `earlier` is the question before it as it stood alone, or "". Where that was about the articles, a question that
    only names another period, outlet, author or topic ("견본일보는?", "목록 보여줘") asks the same of those.
    """
    narrows = bool(_NARROWS.search(text))
    if not wanted(earlier) or (wanted(text) and not narrows):
        return text if wanted(text) else ""
    text, names = _NARROWS.sub(" ", text), tuple(outlets)
    whole, headed = bool(_WHOLE.search(text)), bool(_HEADED.search(text))
    now, before = _read(text, names, today), _read("" if whole else earlier, names, today)
    mine, theirs = now.selection, before.selection
    lists, counts = bool(_LISTS_AGAIN.search(text) or now.order), bool(_COUNTS_AGAIN.search(text))
    changed = whole or now.times or now.unclear or mine.outlets or mine.authors or (mine.terms and headed)
    if now.other or (mine.terms and not headed) or not (lists or counts or changed):
        return ""
    times = now.times
    if (year := _YEAR.search(" ".join(before.times))) and len(times) == 1 and _YEARLESS.match(times[0]):
        times = (f"{year.group()} {times[0]}",)
    lists = lists or not (counts or _COUNTS.search(earlier))
    joined = Selection(
        outlets=mine.outlets or theirs.outlets,
        authors=mine.authors or theirs.authors,
        terms=tuple(dict.fromkeys((*theirs.terms, *mine.terms))) if narrows else mine.terms or theirs.terms,
    )
    times = (*times, *now.unclear) or (*before.times, *before.unclear)
    return _question(times, joined, now.order or (before.order if lists else ""), lists, language_of(earlier))


def respond(query: Query, articles: Sequence[Article], today: date) -> Answer:
    """The answer to a question about `articles`, all of the archive's, as `understood` wrote it in `query.standalone`:
    how many there are and which, each with its first sentence; a refusal where none is as asked."""
    newest = max((article.published for article in articles if article.published), default=today)
    asked = _read(query.standalone, [article.outlet for article in articles if article.outlet], today, newest)
    language, conditions = query.language, asked.selection.conditions(query.language)
    filtered = bool(query.since or query.until or query.outlets)
    chosen = Selection((Period(query.since, query.until),) if query.since or query.until else (), query.outlets)
    among = [article for article in articles if article.body.strip() and chosen.fits(article)]
    found = sorted(
        filter(asked.selection.fits, among),
        key=lambda each: each.published or (date.max if asked.order == "oldest" else date.min),
        reverse=asked.order != "oldest",
    )
    notes = [_say("unclear", language, word, fitted("은", word)) for word in asked.unclear]
    if unknown := sum(asked.selection.fits(article) is None for article in among):
        notes.append(_say("unknown", language, unknown))
    notes += [_say("filtered", language)] if filtered else []
    blank = Answer(query.text, query.standalone, "", "", Outcome.NO_EVIDENCE)
    if not found:
        return replace(blank, text=" ".join((_say("none", language, conditions), *notes)))
    shown = found[: asked.limit]
    if len(shown) < len(found):
        notes.insert(0, _say(asked.order or "newest", language, len(shown)))
    citations = tuple(
        citation(place, article, split_sentences(article.body)[0]) for place, article in enumerate(shown, start=1)
    )
    total = _say("total", language, len(found), conditions)
    claims = (
        Claim(" ".join((total, *notes)), tuple(each.number for each in citations)),
        *(Claim(each.title or each.quote, (each.number,)) for each in citations),
    )
    return replace(
        blank,
        text=" ".join(claim.text + "".join(f" [{place}]" for place in claim.citations) for claim in claims),
        short=claims[1].text if asked.order else _say("short", language, len(found)),
        outcome=Outcome.ANSWERED,
        claims=claims,
        citations=citations,
        as_of=max((each.published for each in found if each.published), default=None),
        confidence=1.0,
    )


def _question(times: Sequence[str], selection: Selection, order: str, lists: bool, language: str) -> str:
    """A question about the articles that says all this."""
    if language == "en":
        ask = ("List the " if lists else "How many ") + {"newest": "latest ", "oldest": "oldest "}.get(order, "")
        about = [f"articles about {' '.join(selection.terms)}" if selection.terms else "articles"]
        return (
            ask + ", ".join([*about, *selection.outlets, *(f"by {name}" for name in selection.authors), *times]) + "?"
        )
    words = [*times, *selection.outlets, *(f"{name} 기자" for name in selection.authors)]
    words += [{"newest": "최신", "oldest": "가장 오래된"}[order]] if order else []
    return " ".join([*words, *selection.terms, "기사 목록" if lists else "기사는 몇 건이야?"])


def _read(text: str, outlets: Iterable[str], today: date, newest: date | None = None) -> _Asked:
    """`newest` is the day of the archive's newest article."""
    rest, named = _without_outlets(normalise(text), tuple(outlets))
    limit = _LISTED
    if said := _LIMIT.search(rest):
        limit = max(1, min(_LISTED, int(number(said["korean"] or said["english"]))))
        rest = _LIMIT.sub(_spaces, rest)
    found = mentions(rest, today, newest)
    times = tuple(rest[each.start : each.end].strip() for each in found if each.period)
    for each in found:
        rest = _blanked(rest, each.start, each.end) if each.period else rest
    authors = tuple(match[match.lastgroup or 0] for match in _AUTHOR.finditer(rest))
    rest = _AUTHOR.sub(_spaces, rest)
    orders = () if _COUNTS.search(text) else _ORDERS
    order = next((key for key in orders if re.search(_ORDERS[key], rest, re.IGNORECASE)), "")
    rest = re.sub(_ORDERS[order], _spaces, rest, flags=re.IGNORECASE) if order else rest
    unclear = tuple(words for each in found if not each.period and (words := rest[each.start : each.end].strip()))
    for each in found:
        rest = _blanked(rest, each.start, each.end)
    other = bool(_ASKS_ELSE.search(_LISTS_AGAIN.sub(" ", rest))) and not order
    question = analyse(_ASKING.sub(" ", rest) + " ?")
    terms = [term for term in question.terms if term not in _EMPTY and not re.fullmatch(r"\d{1,2}", term)]
    if language_of(text) == "ko":  # a verb tells something of what is named
        other = other or any(term not in question.nouns for term in terms)
    periods = tuple(each.period for each in found if each.period)
    nouns = tuple(term for term in terms if term in question.nouns)
    chosen = Selection(periods, named, tuple(dict.fromkeys(authors)), nouns)
    return _Asked(times, unclear, chosen, order, limit, other)


def _without_outlets(text: str, outlets: Sequence[str]) -> tuple[str, tuple[str, ...]]:
    """The text without the outlets it asks for, and those; one that the archive does not have is asked for as well, one
    the articles are to be about ("하루신문에 관한 기사") is not."""
    same = {outlet.casefold(): outlet for outlet in outlets}
    known = "".join(f"{re.escape(outlet)}|" for outlet in sorted(outlets, key=len, reverse=True))
    outlet = re.compile(rf"(?<!\w)(?:{known}{_OUTLET})(?=(?:{_PARTICLES}|['’]s)?(?!\w))(?!{_ABOUT})", re.IGNORECASE)
    named = dict.fromkeys(same.get(name.casefold(), name) for name in outlet.findall(text))
    return outlet.sub(_spaces, text), tuple(named)


def _wrote(name: str, author: str) -> bool:
    return bool(re.search(rf"(?<!\w){re.escape(name)}(?={_ROLE}|\W|_|$)", author, re.IGNORECASE))


def _spaces(match: re.Match[str]) -> str:
    """As long as the match, so that what is after it stays where it was."""
    return " " * len(match.group())


def _blanked(text: str, start: int, end: int) -> str:
    return text[:start] + " " * (end - start) + text[end:]
