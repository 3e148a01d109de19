"""What the chat says, once per language; every field of one language stands in the other."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from assistant.types import Relation


@dataclass(frozen=True, slots=True)
class Texts:
    """Interface strings; `{}` places are filled with `str.format`."""

    title: str
    subtitle: str
    examples: tuple[str, ...]
    examples_lead: str
    no_articles_yet: str
    language: str
    # asking
    placeholder: str
    ask: str
    stop: str
    new_conversation: str
    thinking: str
    stopped: str
    failed: str
    # answers
    understood: str
    as_of: str
    copies: str
    undated: str
    no_outlet: str
    day: str  #: formats a date
    unverified: str
    instead: str
    conflict: Mapping[Relation, str]
    refused: str
    nearest: str
    confidence: tuple[str, str, str]  #: high, middle, low
    # filters
    filters: str
    since: str
    until: str
    outlets: str
    active: str
    clear_filters: str
    bad_day: str
    wrong_order: str
    # source panel
    source_tab: str
    no_source: str
    original: str
    photos: str
    superseded: str
    instructions: str
    removed: str
    missing: str
    back: str
    # articles
    articles_tab: str
    article_count: str
    article_headings: tuple[str, str, str]  #: title, outlet, published
    more_articles: str
    none_match: str
    # adding
    add_tab: str
    add: str
    add_note: str
    added: str
    updated: str
    unchanged: str
    unreadable: str
    # errors by class name; anything else is shown with `failed`
    errors: Mapping[str, str]
    # why a file could not be read, by a pattern of the reason; any other reason is shown as it is
    reasons: Mapping[str, str]

    def date(self, day: date | None) -> str:
        return self.day.format(day) if day else self.undated

    def confidence_word(self, confidence: float) -> str:
        high, middle, low = self.confidence
        return high if confidence >= 0.75 else middle if confidence >= 0.45 else low


KOREAN = Texts(
    title="기사에게 묻기",
    subtitle="모아 둔 기사에서 답을 찾고, 답마다 근거가 된 문장을 그대로 보여 드려요.",
    examples=(
        "승지원 만찬은 얼마나 진행됐나요?",
        "승지원 만찬에는 누가 참석했나요?",
        "저커버그는 LG 경영진과 점심으로 무엇을 먹었나요?",
        "아마존 CEO를 만날 때 누가 배석했나요?",
        "새벽대교는 언제 문을 열었나요?",
        "만찬 비용은 얼마였나요?",
        "How much will Amazon invest in AI data centers?",
    ),
    examples_lead="궁금한 것을 적거나, 아래 질문을 눌러 보세요.",
    no_articles_yet="아직 기사가 없어요. ‘기사 추가’에서 파일을 올리면 바로 물어볼 수 있어요.",
    language="언어",
    placeholder="기사에 대해 물어보세요",
    ask="묻기",
    stop="멈추기",
    new_conversation="새 대화",
    thinking="기사에서 찾고 있어요",
    stopped="여기서 멈췄어요.",
    failed="답을 만들지 못했어요. 잠시 뒤에 다시 물어봐 주세요.",
    understood="이렇게 이해했어요: {}",
    as_of="{} 기준",
    copies="같은 기사: {}",
    undated="날짜 미상",
    no_outlet="매체 미상",
    day="{0.year}년 {0.month}월 {0.day}일",
    unverified="확인되지 않음",
    instead="기사에는 “{}”",
    conflict={
        Relation.DISAGREEMENT: "기사마다 다르게 전해요",
        Relation.FORECAST: "앞선 기사의 예고와 나중 보도가 달라요",
        Relation.CORRECTION: "나중 기사가 바로잡았거나 새로 고쳤어요",
    },
    refused="답을 찾지 못했어요",
    nearest="가장 가까운 대목 {}개 보기",
    confidence=("근거가 뚜렷해요", "근거가 있어요", "근거가 약해요"),
    filters="기간·매체로 좁히기",
    since="이날부터",
    until="이날까지",
    outlets="매체",
    active="좁혀서 찾는 중",
    clear_filters="모두 풀기",
    bad_day="날짜는 2024-02-28처럼 적어 주세요: {}",
    wrong_order="시작 날짜가 끝 날짜보다 늦어요.",
    source_tab="출처",
    no_source="답의 번호를 누르면, 근거가 된 문장을 여기에서 기사째 보여 드려요.",
    original="원문 보기",
    photos="사진 설명",
    superseded="이 인용 뒤에 기사가 고쳐졌어요. 지금 보이는 것은 인용할 때의 판이에요.",
    instructions="이 쪽에는 AI에게 시키는 말이 들어 있어 본문에서 뺐어요.",
    removed="지금은 기사 목록에서 빠진 기사예요. 인용할 때의 판을 보여 드려요.",
    missing="이 기사는 더 이상 보관되어 있지 않아요.",
    back="↑ 대화로 돌아가기",
    articles_tab="기사 목록",
    article_count="기사 {}건",
    article_headings=("제목", "매체", "날짜"),
    more_articles="그 밖에 {}건",
    none_match="조건에 맞는 기사가 없어요.",
    add_tab="기사 추가",
    add="파일 고르기",
    add_note="txt, md, html, pdf, docx, csv, jsonl 파일을 한꺼번에 여러 개 올릴 수 있어요. "
    "같은 이름으로 다시 올리면 그 기사가 새 내용으로 바뀌어요.",
    added="새로 더함",
    updated="새 내용으로 바꿈",
    unchanged="그대로",
    unreadable="읽지 못함",
    errors={
        "QuestionError": "질문을 조금 다르게, 너무 길지 않게 적어 주세요.",
        "SourceError": "이 파일에서는 기사를 읽지 못했어요.",
        "EmptyIndexError": "아직 기사가 없어요. ‘기사 추가’에서 먼저 파일을 올려 주세요.",
        "IndexLockedError": "다른 프로그램이 기사 보관함을 쓰고 있어요. 그 프로그램을 닫고 다시 해 주세요.",
        "EncoderError": "검색 모델을 읽지 못했어요. 설치를 다시 확인해 주세요.",
    },
    reasons={
        "is empty|has no rows|holds no text": "비어 있어요.",
        "locked with a password": "암호가 걸려 있어요. 암호를 풀고 다시 올려 주세요.",
        "without text": "글자가 없는 PDF예요. 글자 인식을 한 뒤 올려 주세요.",
        "broken|cannot be read|not a Word file|an archive": "파일이 깨졌거나 다른 형식이에요. 다시 저장해 주세요.",
        "unknown encoding|is not text": "글로 읽을 수 없는 파일이에요. UTF-8로 저장해서 올려 주세요.",
        "unsupported kind": "받을 수 없는 형식이에요.",
        "larger than|more than|unpacks to|took longer": "너무 커요. 나누어 올려 주세요.",
        "no text column": "본문 열이 없어요. 열 이름을 body, text, 본문 가운데 하나로 해 주세요.",
        "no sentence of an article": "기사 문장이 없어요.",
    },
)

ENGLISH = Texts(
    title="Ask the articles",
    subtitle="Finds answers in the articles you keep and shows the very sentence each one rests on.",
    examples=(
        "How much will Amazon invest in AI data centers?",
        "Who attended the dinner at Seungjiwon?",
        "What was served at the LG lunch?",
        *KOREAN.examples[3:6],
    ),
    examples_lead="Type a question, or try one of these.",
    no_articles_yet="There are no articles yet. Upload some under “Add articles” and ask right away.",
    language="Language",
    placeholder="Ask about the articles",
    ask="Ask",
    stop="Stop",
    new_conversation="New conversation",
    thinking="Looking through the articles",
    stopped="Stopped here.",
    failed="No answer could be made. Please ask again in a moment.",
    understood="Understood as: {}",
    as_of="As of {}",
    copies="Same report: {}",
    undated="no date",
    no_outlet="unknown outlet",
    day="{0.day} {0:%b} {0.year}",
    unverified="Unverified",
    instead="The article says “{}”",
    conflict={
        Relation.DISAGREEMENT: "The articles disagree",
        Relation.FORECAST: "An earlier article looked ahead; the later one reports otherwise",
        Relation.CORRECTION: "A later article corrects or updates the figure",
    },
    refused="No answer found",
    nearest="Show the {} nearest passages",
    confidence=("Clear evidence", "Some evidence", "Weak evidence"),
    filters="Narrow by date or outlet",
    since="From",
    until="Until",
    outlets="Outlets",
    active="Narrowed to",
    clear_filters="Clear",
    bad_day="Write dates like 2024-02-28: {}",
    wrong_order="The first date is after the last.",
    source_tab="Source",
    no_source="Click a number in an answer to see the sentence it rests on, in its article.",
    original="Original page",
    photos="Photo captions",
    superseded="The article was changed after this was quoted. This is the version that was quoted.",
    instructions="This page gives orders to AI; they were left out of the text.",
    removed="This article is no longer in the list. This is the version that was quoted.",
    missing="This article is no longer kept.",
    back="↑ Back to the conversation",
    articles_tab="Articles",
    article_count="{} articles",
    article_headings=("Title", "Outlet", "Date"),
    more_articles="and {} more",
    none_match="No article matches.",
    add_tab="Add articles",
    add="Choose files",
    add_note="Several txt, md, html, pdf, docx, csv or jsonl files at once. "
    "Uploading the same name again replaces that article’s text.",
    added="Added",
    updated="Updated",
    unchanged="Unchanged",
    unreadable="Could not be read",
    errors={
        "QuestionError": "Please put the question differently, and not too long.",
        "SourceError": "No article could be read from this file.",
        "EmptyIndexError": "There are no articles yet. Upload some under “Add articles” first.",
        "IndexLockedError": "Another program is using the article index. Close it and try again.",
        "EncoderError": "The search model could not be read. Please check the installation.",
    },
    reasons={
        "is empty|has no rows|holds no text": "It is empty.",
        "locked with a password": "It is locked with a password; unlock it first.",
        "without text": "A PDF without text, perhaps a scan; recognise its characters first.",
        "broken|cannot be read|not a Word file|an archive": "It is broken or of another format; save it again.",
        "unknown encoding|is not text": "It cannot be read as text; save it as UTF-8.",
        "unsupported kind": "Files of this kind are not read.",
        "larger than|more than|unpacks to|took longer": "It is too large; split it.",
        "no text column": "It has no text column; name one body, text or 본문.",
        "no sentence of an article": "It holds no sentence of an article.",
    },
)

TEXTS: Mapping[str, Texts] = {"ko": KOREAN, "en": ENGLISH}
