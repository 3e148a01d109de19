"""Questions about the articles themselves (이번 달 기사 몇 건, 하루신문 기사 목록), answered from what is known of each."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from assistant.event_dates import event_date
from assistant.language import split_sentences
from assistant.question import analyse
from assistant.types import Answer, Article, Claim, Outcome, Query
from assistant.write import citation, refuse

_WANTED = re.compile(
    r"기사(?:가|는|를|은|들이|들은)?\s*(?:모두|총|전부|다\s)?\s*(?:몇\s*(?:건|개|편)|얼마나\s*(?:있|돼|되|나왔|실렸))|몇\s*(?:건|개|편)의\s*기사|기사\s*(?:목록|리스트|제목들?)"
    r"|(?:어떤|무슨)\s*기사(?:들)?[이가]?\s*(?:있|나왔|실렸)|기사(?:를|들을)?\s*(?:모두|전부|다)\s*(?:보여|나열|알려)|\bhow many articles\b|\blist (?:of )?(?:the |all )*articles\b|\bwhich articles\b",
    re.IGNORECASE,
)
_WEEK = re.compile(r"(?P<last>지난\s?주|last week)|(?P<this>이번\s?주|금주|this week)", re.IGNORECASE)
_EMPTY = frozenset("기사 건 편 목록 리스트 제목 신문 매체 언론 언론사 보도 나오 실리 싣 보여 나열 articles article list many published 이번 지난 달 주 올해 작년 지난해 오늘 어제".split())  # fmt: skip  # noqa: SIM905
_LISTED = 10
_TEXTS = {
    "ko": ("{}건", "조건에 맞는 기사는 모두 {}건입니다.", "그 가운데 최근 {}건을 보입니다."),
    "en": ("{}", "{} articles match.", "The latest {} of them are shown."),
}


@dataclass(frozen=True, slots=True)
class Selection:
    """Which articles a question is about: published from `since` to `until`, by `outlets`, holding all `terms`."""

    since: date | None
    until: date | None
    outlets: tuple[str, ...]
    terms: tuple[str, ...]

    def holds(self, article: Article) -> bool:
        if self.outlets and article.outlet not in self.outlets:
            return False
        if (self.since or self.until) and article.published is None:
            return False
        if article.published and not (self.since or date.min) <= article.published <= (self.until or date.max):
            return False
        text = f"{article.title}\n{article.body}".casefold()
        return all(term in text for term in self.terms)


def wanted(text: str) -> bool:
    """Whether a question is about the articles themselves."""
    return bool(_WANTED.search(text))


def selection(query: Query, outlets: Iterable[str], today: date) -> Selection:
    """What `query` selects; its own filter holds beside what the question says. `outlets` are those of the archive."""
    text = query.standalone
    named = tuple(outlet for outlet in outlets if outlet and outlet in text)
    since, until, said = _period(text, today)
    plain = text
    for word in (*named, *said):
        plain = plain.replace(word, " ")
    terms = tuple(term for term in analyse(_WANTED.sub(" ", plain) + " ?").terms if term not in _EMPTY)
    earliest = max(filter(None, (since, query.since)), default=None)
    latest = min(filter(None, (until, query.until)), default=None)
    return Selection(earliest, latest, named or query.outlets, terms)


def _period(text: str, today: date) -> tuple[date | None, date | None, list[str]]:
    """First and last day of the period `text` names, and the words that name it."""
    if week := _WEEK.search(text):
        monday = today - timedelta(days=today.weekday() + (7 if week["last"] else 0))
        return monday, monday + timedelta(days=6), [week.group()]
    found = re.search(
        r"(?:(?:19|20)\d\d년\s?)?\d{1,2}월\s?(?:\d{1,2}일)?|(?:19|20)\d\d년|오늘|어제|이번\s?달|이달|지난\s?달|올해|작년|지난해",
        text,
    )
    named = event_date(found.group(), today) if found else None
    if not found or named is None or named.year is None:
        return None, None, []
    if named.day and named.month:
        day = date(named.year, named.month, named.day)
        return day, day, [found.group()]
    first = date(named.year, named.month or 1, 1)
    following = date(named.year + (named.month in (None, 12)), (named.month or 12) % 12 + 1, 1)
    return first, following - timedelta(days=1), [found.group()]


def respond(query: Query, articles: Sequence[Article], today: date) -> Answer:
    """The answer to a question about `articles`, all of the archive's; a refusal where none is as asked."""
    outlets = dict.fromkeys(article.outlet for article in articles if article.outlet)
    selected = selection(replace(query, standalone=query.text), outlets, today)
    blank = Answer(query.text, query.text, "", "", Outcome.NO_EVIDENCE)
    filtered = bool(query.since or query.until or query.outlets)
    blank = refuse(blank, query.language, Outcome.NO_EVIDENCE, (), filtered)
    return answer(blank, [article for article in articles if selected.holds(article)], query.language)


def answer(blank: Answer, articles: Sequence[Article], language: str) -> Answer:
    """How many there are and which, the newest first, each with its first sentence; `blank` where there are none."""
    found = sorted(
        (article for article in articles if article.body.strip()),
        key=lambda each: each.published or date.min,
        reverse=True,
    )
    if not found:
        return blank
    shown = found[:_LISTED]
    short, total, some = _TEXTS[language]
    citations = tuple(
        citation(number, article, split_sentences(article.body)[0]) for number, article in enumerate(shown, start=1)
    )
    stated = total.format(len(found)) + (" " + some.format(len(shown)) if len(shown) < len(found) else "")
    claims = (
        Claim(stated, tuple(each.number for each in citations)),
        *(Claim(each.title or each.quote, (each.number,)) for each in citations),
    )
    return replace(
        blank,
        text=" ".join(claim.text + "".join(f" [{number}]" for number in claim.citations) for claim in claims),
        short=short.format(len(found)),
        outcome=Outcome.ANSWERED,
        claims=claims,
        citations=citations,
        evidence=(),
        as_of=max((each.published for each in found if each.published), default=None),
        confidence=1.0,
    )
