"""What differing statements are to one another: a forecast and its report, a figure and its correction, or neither."""

from __future__ import annotations

import re
from datetime import date

from assistant.types import Relation

#: syllables that end in ㄹ: 열릴 것으로 is to come, 모인 것으로 is not
_COMING = "".join(chr(first + 8) for first in range(ord("가"), ord("힣"), 28))
_AHEAD = re.compile(
    r"예정|전망|계획|방침|예상|예고|관측|검토|추진|앞두고|내정|유력|[가-힣]듯하?다?[.\s]|(?:겠다|할까)|["
    + _COMING
    + r"]\s?것(?:으로|이라[고는]|이란|이다|입니다)|(?:오는|내년|다음\s?달|내달|내일|모레)\s"
    r"|\b(?:will|expected|planned|scheduled|to be held|is set to)\b",
    re.IGNORECASE,
)
_CORRECTS = re.compile(
    r"정정|바로잡|고쳐\s(?:발표|밝|알|집계)|당초|애초|수정(?:했|됐|해|한|된)|잘못\s?(?:알려|집계|전해|발표)|아닌\s?것으로|아니라|늘었|늘어난|늘어나|줄었|줄어든|뒤늦게|최종\s?(?:집계|확인)|재집계|오보|사실과\s?다르|사실이\s?아니|착오|알려졌(?:던|으나)|알려진\s?것(?:과|보다)|앞서\s"
    r"|\b(?:corrected|revised|earlier reported|rose to|not .{1,20} as)\b",
    re.IGNORECASE,
)


def relation(earlier: str, later: str, published: tuple[date | None, date | None]) -> Relation:
    """Of two sentences whose values differ; `published` are the days of their articles, the earlier one's first.

    A forecast may be of its report's own day; a correction comes after.
    """
    if None in published:
        return Relation.DISAGREEMENT
    if looks_ahead(earlier) and not looks_ahead(later):
        return Relation.FORECAST
    corrected = published[0] != published[1] and _CORRECTS.search(later)
    return Relation.CORRECTION if corrected else Relation.DISAGREEMENT


def looks_ahead(sentence: str) -> bool:
    """Whether a sentence speaks of what is still to come."""
    return bool(_AHEAD.search(sentence))
