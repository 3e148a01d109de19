"""English questions for Korean ones, word by word: no translation model is at hand, and a reader needs no grammar.

Names come from the glosses of Wikipedia ("오리엔트(영어: Orient)"), other words from the nearest English word of the
packaged encoder: pairs that are each other's nearest by CSLS (arXiv 1710.04087).
"""

from __future__ import annotations

import gzip
import json
import random
import re
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

import numpy as np
from hangul_romanize import Transliter
from hangul_romanize.rule import academic
from numpy.typing import NDArray
from wordfreq import top_n_list

from assistant.encoder import load_encoder
from assistant.question import morphemes
from assistant.settings import Settings

_GLOSS = re.compile(
    r"([가-힣][가-힣 ]{1,20}?)\s?\((?:영어|라틴어|프랑스어|독일어|스페인어|이탈리아어)\s?:\s?([A-Z][A-Za-z .'-]{2,40})"
)
_ASKING = (
    (r"언제|며칠|몇\s?년|몇\s?월|몇\s?일|연도|날짜", ("When", "On what date", "In which year")),
    (r"몇\s?시간|얼마\s?동안|며칠간|기간", ("How long", "For how many hours")),
    (r"누구|누가|인물|사람", ("Who", "Which person")),
    (r"어디|장소|지역|도시|나라|국가", ("Where", "In which place", "Which country")),
    (r"왜|이유|원인|까닭", ("Why", "For what reason")),
    (r"몇|얼마|수는", ("How many", "How much", "What number of")),
)  # fmt: skip
_MARGIN = 0.022  #: CSLS margin below which two words are not taken for translations (about 1 in 5 wrong above it)


def dictionary(data: Path, questions: Iterable[str], cache: Path) -> dict[str, str]:
    """Korean words of `questions` in English; made once and kept in `cache`."""
    if cache.exists():
        return dict(json.loads(cache.read_text("utf-8")))
    counted = Counter(
        word
        for question in questions
        for word, tag, _, _ in morphemes(question)
        if _content(word, tag) and len(word) > 1
    )
    korean = [word for word, count in counted.most_common(6000) if count > 1]
    english = [word for word in top_n_list("en", 9000) if re.fullmatch("[a-z]{3,}", word)]
    encoder = load_encoder(Settings())
    ours, theirs = (np.stack([encoder.encode_query(word) for word in words]) for words in (korean, english))
    alike = ours @ theirs.T
    margin = 2 * alike - _hub(alike, 1) - _hub(alike, 0)
    best, back = margin.argmax(axis=1), margin.argmax(axis=0)
    words = {
        word: english[best[at]]
        for at, word in enumerate(korean)
        if back[best[at]] == at and margin[at, best[at]] > _MARGIN
    }
    words |= names(data)
    cache.write_text(json.dumps(words, ensure_ascii=False), "utf-8")
    return words


def _hub(alike: NDArray[np.float32], axis: int) -> NDArray[np.float32]:
    """Mean of the ten nearest: how near a word is to everything."""
    nearest = np.partition(alike, -10, axis=axis).take(range(-10, 0), axis=axis)
    return np.asarray(nearest.mean(axis=axis, keepdims=True))


def names(data: Path) -> dict[str, str]:
    with gzip.open(data / "corpora" / "kowiki_passages_100k.jsonl.gz", "rt", encoding="utf-8") as file:
        return {found[1].split()[-1]: found[2].strip() for line in file for found in _GLOSS.finditer(line)}


def in_english(question: str, words: dict[str, str], dice: random.Random) -> str | None:
    """The question's words in English behind an English question word; None where too few of them are known."""
    asked = next((dice.choice(asks) for pattern, asks in _ASKING if re.search(pattern, question)), None)
    said, unknown = [], 0
    spell = Transliter(academic)
    for word, tag, _, _ in morphemes(question):
        if tag in ("SN", "SL"):
            said.append(word)
        elif not _content(word, tag) or re.fullmatch("무엇|누구|어디|언제|얼마|이름", word):
            continue
        elif word in words:
            said.append(words[word])
        elif tag == "NNP":
            said.append(spell.translit(word).replace("-", "").capitalize())
        else:
            unknown += 1
    if len(said) < 2 or unknown > 0.8 * len(said):
        return None
    verb = dice.choice(("was", "is", "did", "were", "does"))
    return f"{asked or dice.choice(('What', 'Which', 'What is the name of'))} {verb} {' '.join(said)}?"


def _content(word: str, tag: str) -> bool:
    return tag.split("+")[0] in ("NNG", "NNP", "VV", "VA", "XR")
