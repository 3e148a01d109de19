import http.server
import json
import threading
import time
import zipfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from assistant.errors import SourceError
from assistant.sources.files import Page, find_sources, read_pages

PARAGRAPHS = [
    "청람시는 새 시립 도서관을 다음 달 문을 연다고 28일 밝혔다. 장서는 7만 권이다.",
    "도서관에는 어린이 열람실과 음악 감상실이 들어선다. 감상실은 예약한 시민만 쓴다.",
    "윤하늘 관장은 밤에도 불을 끄지 않는 도서관을 만들겠다고 말했다.",
]
TEXT = "\n".join(PARAGRAPHS)


def only(path: Path | str) -> Page:
    pages = list(read_pages(str(path)))
    assert len(pages) == 1
    assert isinstance(pages[0], Page)
    return pages[0]


def write(path: Path, data: str | bytes) -> Path:
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return path


def html(body: str, head: str = "") -> str:
    return f"<html><head><title>도서관 개관 - 한빛일보</title>{head}</head><body>{body}</body></html>"


ARTICLE = "<article>" + "".join(f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS) + "</article>"


class TestFindSources:
    def test_walks_folders_in_order_and_passes_over_hidden_and_unsupported_files(self, tmp_path: Path) -> None:
        for name in ("b.txt", "a/z.md", "a/.hidden.txt", ".git/c.txt", "a/picture.png", "a/deep/er/x.JSONL"):
            (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
            write(tmp_path / name, TEXT)
        names = [Path(source).relative_to(tmp_path.resolve()).as_posix() for source in find_sources([tmp_path])]
        assert names == ["b.txt", "a/z.md", "a/deep/er/x.JSONL"]

    def test_names_each_source_once_by_its_resolved_path(self, tmp_path: Path) -> None:
        file = write(tmp_path / "a.txt", TEXT)
        assert find_sources([file, tmp_path / "." / "a.txt", tmp_path]) == [str(file.resolve())]

    def test_addresses_lose_fragment_and_keep_query(self) -> None:
        assert find_sources(["HTTPS://News.Example.com/a?b=1#top"]) == ["https://news.example.com/a?b=1"]

    def test_missing_path_is_an_error_and_a_named_unsupported_file_fails_when_read(self, tmp_path: Path) -> None:
        with pytest.raises(SourceError, match=r"nowhere\.txt"):
            find_sources([tmp_path / "nowhere.txt"])
        [source] = find_sources([write(tmp_path / "picture.png", b"\x89PNG")])
        with pytest.raises(SourceError, match="unsupported"):
            list(read_pages(source))


class TestText:
    @pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp949", "euc-kr"])
    def test_korean_encodings(self, tmp_path: Path, encoding: str) -> None:
        assert only(write(tmp_path / "a.txt", TEXT.encode(encoding))).text == TEXT

    def test_western_encoding_is_not_taken_for_korean(self, tmp_path: Path) -> None:
        text = "It’s the mayor’s library, and it’s open."
        assert only(write(tmp_path / "a.txt", text.encode("cp1252"))).text == text

    @pytest.mark.parametrize(
        ("data", "reason"),
        [(b"", "empty"), (b" \n\n", "empty"), (b"abc\x00def" * 9, "not text"), (b"\xff\xfe\xd8\x00\xd8", "encoding")],
    )
    def test_unreadable_text_is_an_error_naming_the_file(self, tmp_path: Path, data: bytes, reason: str) -> None:
        with pytest.raises(SourceError, match=rf"a\.txt.*{reason}"):
            only(write(tmp_path / "a.txt", data))

    def test_too_large_a_file_is_refused_unread(self, tmp_path: Path) -> None:
        with (tmp_path / "a.txt").open("wb") as file:
            file.truncate(60_000_000)
        with pytest.raises(SourceError, match="larger than 50 MB"):
            only(tmp_path / "a.txt")

    def test_lines_broken_at_a_margin_become_paragraphs(self, tmp_path: Path) -> None:
        joined = " ".join(PARAGRAPHS * 3)
        lines = [""]
        for word in joined.split():
            fits = len((lines[-1] + word).encode("cp949")) < 60
            lines[-1:] = [f"{lines[-1]} {word}".strip()] if fits else [lines[-1], word]
        assert only(write(tmp_path / "a.txt", "\n".join([*lines, "", "끝."]))).text == f"{joined}\n\n끝."
        assert only(write(tmp_path / "b.txt", TEXT * 4)).text == TEXT * 4


def test_markdown_gives_front_matter_title_and_bare_words(tmp_path: Path) -> None:
    page = only(
        write(
            tmp_path / "a.md",
            "---\n매체: 한빛일보\ndate: 2024-02-28\nsection: 사회\n---\n# 도서관 개관\n\n"
            "**시장**은 [누리집](https://example.com/x)에서 밝혔다.\n\n## 왜\n\n> 인용이다.\n\n![사진](a.jpg)\n---\n",
        )
    )
    assert (page.title, page.outlet, page.published) == ("도서관 개관", "한빛일보", date(2024, 2, 28))
    assert page.metadata == {"section": "사회"}
    assert page.text.split() == ["도서관", "개관", "시장은", "누리집에서", "밝혔다.", "왜", "인용이다."]


class TestTables:
    def test_korean_columns_and_a_bad_row_that_is_named(self, tmp_path: Path) -> None:
        rows = (
            f'제목,본문,날짜,언론사,기자,주소,분류\n개관,"{TEXT}",2024.02.28,한빛일보,홍길동,https://a.kr/1,사회\n'
            f"빈 글,,,,,,\n둘,{PARAGRAPHS[2]},20240301,,,,\n"
        )
        first, second, third = read_pages(str(write(tmp_path / "a.csv", rows.encode("cp949"))))
        assert isinstance(first, Page)
        assert (first.source, first.url) == ("https://a.kr/1", "https://a.kr/1")
        assert (first.title, first.outlet, first.author) == ("개관", "한빛일보", "홍길동")
        assert (first.text, first.published, first.metadata) == (TEXT, date(2024, 2, 28), {"분류": "사회"})
        assert isinstance(second, SourceError)
        assert "Row 2 of" in str(second)
        assert isinstance(third, Page)
        assert third.published == date(2024, 3, 1)

    def test_rows_are_named_by_id_or_by_title_and_date_never_by_place(self, tmp_path: Path) -> None:
        rows: list[dict[str, object]] = [
            {"Title": "가", "BODY": "하나."},
            {"Title": "나", "BODY": "둘."},
            {"id": 7, "title": "다", "body": "셋."},
        ]
        path = tmp_path / "a.jsonl"
        names = []
        for order in (rows, rows[::-1]):
            write(path, "\n".join(json.dumps(row) for row in order))
            names.append({page.title: page.source for page in read_pages(str(path)) if isinstance(page, Page)})
        assert names[0] == names[1]
        assert names[0]["다"] == f"{path}#7"
        assert len(set(names[0].values())) == 3

    def test_rows_sharing_a_name_stay_apart_and_repeated_rows_come_once(self, tmp_path: Path) -> None:
        rows = [{"url": "https://a.kr", "text": text} for text in ("하나.", "둘.", "둘.")]
        pages = list(read_pages(str(write(tmp_path / "a.jsonl", "\n".join(map(json.dumps, rows))))))
        assert [page.text for page in pages if isinstance(page, Page)] == ["하나.", "둘."]
        assert len({page.source for page in pages if isinstance(page, Page)}) == 2

    def test_broken_lines_of_jsonl_do_not_stop_the_others(self, tmp_path: Path) -> None:
        last_row = '{"text": "둘.", "author": ["김하나", "이둘"], "published": "언젠가"}'
        lines = f'{{"text": "하나."}}\n{{"text": \n[1]\n\n{last_row}\n'
        pages = list(read_pages(str(write(tmp_path / "a.jsonl", lines))))
        assert [isinstance(page, SourceError) for page in pages] == [False, True, True, False]
        assert "Row 2 of" in str(pages[1])
        last = pages[3]
        assert isinstance(last, Page)
        assert (last.author, last.published, last.metadata) == ("김하나, 이둘", None, {"published": "언젠가"})

    def test_a_row_with_too_many_values_is_named(self, tmp_path: Path) -> None:
        pages = list(read_pages(str(write(tmp_path / "a.csv", "title,text\n가,나, 다\n라,마.\n"))))
        assert isinstance(pages[0], SourceError)
        assert isinstance(pages[1], Page)

    def test_a_table_without_a_text_column_is_an_error(self, tmp_path: Path) -> None:
        with pytest.raises(SourceError, match="no text column"):
            list(read_pages(str(write(tmp_path / "a.csv", "a,b\n1,2\n"))))


class TestHtml:
    def test_meta_elements(self, tmp_path: Path) -> None:
        head = (
            '<meta property="og:title" content="도서관 개관"><meta property="og:site_name" content="한빛일보">'
            '<meta property="article:published_time" content="2024-02-28T21:12:00+09:00">'
            '<meta property="article:author" content="홍길동"><link rel="canonical" href="https://hanbit.kr/1">'
        )
        page = only(write(tmp_path / "a.html", html(f"<nav><a>정치</a></nav>{ARTICLE}", head)))
        assert (page.source, page.url) == (str(tmp_path / "a.html"), "https://hanbit.kr/1")
        assert (page.title, page.outlet, page.author) == ("도서관 개관", "한빛일보", "홍길동")
        assert page.published == date(2024, 2, 28)
        assert page.text.split("\n") == PARAGRAPHS

    def test_schema_org_data(self, tmp_path: Path) -> None:
        data = {
            "@graph": [
                {"@type": "WebSite", "name": "x", "datePublished": "1999-01-01"},
                {
                    "@type": ["NewsArticle"],
                    "headline": "도서관 개관",
                    "datePublished": "2024-02-28",
                    "author": [{"name": "홍길동"}, {"name": "김하나"}],
                    "publisher": {"name": "한빛일보"},
                },
            ]
        }
        head = f'<script type="application/ld+json">{json.dumps(data)}</script>'
        page = only(write(tmp_path / "a.html", html(ARTICLE, head)))
        assert (page.title, page.outlet, page.published) == ("도서관 개관", "한빛일보", date(2024, 2, 28))
        assert page.author == "홍길동, 김하나"

    def test_date_in_the_page_but_not_the_edition_of_the_site(self, tmp_path: Path) -> None:
        header = "<header>UPDATED. 2025-04-24 15:30 (수)</header>"
        body = f"{header}<h1>도서관</h1><ul><li>승인 2024.02.28 21:12</li></ul>{ARTICLE}"
        assert only(write(tmp_path / "a.html", html(body))).published == date(2024, 2, 28)
        assert only(write(tmp_path / "b.html", html(body.replace("승인 2024", "조회 2024")))).published is None

    def test_paragraphs_parted_by_line_breaks_stay_apart(self, tmp_path: Path) -> None:
        page = only(write(tmp_path / "a.htm", html("<div id='body'>" + "<br><br>".join(PARAGRAPHS) + "</div>")))
        assert [line for line in page.text.split("\n") if line in PARAGRAPHS] == PARAGRAPHS

    def test_named_charset_and_portal_outlet(self, tmp_path: Path) -> None:
        head = (
            '<meta http-equiv="Content-Type" content="text/html; charset=euc-kr">'
            '<meta property="og:article:author" content="한빛일보 | 네이버">'
            '<meta property="og:site_name" content="네이버 뉴스">'
        )
        page = only(write(tmp_path / "a.html", html(ARTICLE, head).encode("cp949")))
        assert page.text.split("\n") == PARAGRAPHS
        assert page.outlet == "한빛일보"

    def test_deep_nesting_neither_hangs_nor_breaks(self, tmp_path: Path) -> None:
        for depth in (200, 20_000):
            write(tmp_path / f"{depth}.html", html("<div>" * depth + f"<p>{TEXT}</p>" + "</div>" * depth))
        assert PARAGRAPHS[0] in only(tmp_path / "200.html").text
        started = time.monotonic()
        with pytest.raises(SourceError, match="no text"):
            only(tmp_path / "20000.html")
        assert time.monotonic() - started < 20

    def test_page_without_text_is_an_error(self, tmp_path: Path) -> None:
        with pytest.raises(SourceError, match="no text"):
            only(write(tmp_path / "a.html", "<html><body><script>let a = 1</script></body></html>"))


class TestDocuments:
    def test_docx(self, tmp_path: Path) -> None:
        import docx

        document = docx.Document()
        document.add_heading("도서관 개관", 1)
        for paragraph in PARAGRAPHS:
            document.add_paragraph(paragraph)
        table = document.add_table(1, 2)
        table.cell(0, 0).text, table.cell(0, 1).text = "1층", "열람실"
        document.save(str(tmp_path / "a.docx"))
        page = only(tmp_path / "a.docx")
        assert page.title == "도서관 개관"
        assert page.text.split("\n") == ["도서관 개관", *PARAGRAPHS, "1층\t열람실"]

    def test_pdf_paragraphs(self, tmp_path: Path) -> None:
        write_pdf(tmp_path / "a.pdf", [*PARAGRAPHS, *PARAGRAPHS])
        assert "".join(only(tmp_path / "a.pdf").text.split()) == "".join("".join(PARAGRAPHS * 2).split())

    def test_locked_scanned_broken_and_false_documents_say_which(self, tmp_path: Path) -> None:
        from pypdf import PdfReader, PdfWriter

        write_pdf(tmp_path / "plain.pdf", PARAGRAPHS)
        writer = PdfWriter(clone_from=PdfReader(tmp_path / "plain.pdf"))
        writer.encrypt("secret", algorithm="RC4-128")
        writer.write(tmp_path / "locked.pdf")
        write_pdf(tmp_path / "scan.pdf", [])
        write(tmp_path / "broken.pdf", b"%PDF-1.4 nothing")
        with zipfile.ZipFile(tmp_path / "archive.docx", "w") as archive:
            archive.writestr("a.txt", TEXT)
        with zipfile.ZipFile(tmp_path / "bomb.docx", "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("word/document.xml", b"0" * 30_000_000)
        write(tmp_path / "text.docx", TEXT)
        reasons = {
            "locked.pdf": "password",
            "scan.pdf": "without text",
            "broken.pdf": "broken PDF",
            "archive.docx": "archive, not a Word file",
            "bomb.docx": "unpacks to",
            "text.docx": "not a Word file",
        }
        for name, reason in reasons.items():
            with pytest.raises(SourceError, match=rf"{name}.*{reason}"):
                only(tmp_path / name)

    def test_too_many_pages(self, tmp_path: Path) -> None:
        write_pdf(tmp_path / "a.pdf", ["."], pages=501)
        with pytest.raises(SourceError, match="501 pages"):
            only(tmp_path / "a.pdf")


def write_pdf(path: Path, paragraphs: list[str], pages: int = 1) -> None:
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.cidfonts import UnicodeCIDFont
    from reportlab.pdfgen.canvas import Canvas

    pdfmetrics.registerFont(UnicodeCIDFont("HYSMyeongJo-Medium"))
    canvas = Canvas(str(path))
    for _ in range(pages):
        canvas.setFont("HYSMyeongJo-Medium", 10)
        for number, paragraph in enumerate(paragraphs):
            canvas.drawString(50, 800 - 20 * number, paragraph)
        canvas.showPage()
    canvas.save()


class _Site(http.server.BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        status, kind, data = {
            "/a": (200, "text/html; charset=utf-8", html(ARTICLE).encode()),
            "/picture": (200, "image/png", b"\x89PNG"),
        }.get(self.path, (404, "text/html", b"no"))
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, *arguments: object) -> None: ...


@pytest.fixture
def site() -> Iterator[str]:
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), _Site)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_address[1]}"
    server.shutdown()
    server.server_close()


class TestAddresses:
    def test_a_web_page(self, site: str) -> None:
        page = only(f"{site}/a")
        assert (page.source, page.url) == (f"{site}/a", f"{site}/a")
        assert page.text.split("\n") == PARAGRAPHS

    @pytest.mark.parametrize(("path", "reason"), [("/picture", "image/png"), ("/none", "404")])
    def test_what_is_no_page_says_so(self, site: str, path: str, reason: str) -> None:
        with pytest.raises(SourceError, match=reason):
            only(site + path)

    def test_unreachable(self) -> None:
        with pytest.raises(SourceError, match="cannot be reached"):
            only("http://127.0.0.1:1/a")
