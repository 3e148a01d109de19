"""PDF and Word files, parsed in a child process: a hostile file can take no more than its time and memory."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from zipfile import BadZipFile, ZipFile

from assistant.errors import SourceError
from assistant.sources.page import Page, unwrap

_SECONDS = 60
_MEMORY = 2_000_000_000  #: bytes of address space
_PAGES = 500
_UNPACKED = 200_000_000  #: bytes
_RATIO = 200


def read_document(path: Path) -> Page:
    """A .pdf or .docx as a Page; raises SourceError when it is broken, locked, scanned, or over a limit."""
    command = [sys.executable, "-P", "-m", "assistant.sources.documents", str(path)]
    root = str(Path(__file__).resolve().parents[2])
    paths = os.pathsep.join(filter(None, (root, os.environ.get("PYTHONPATH"))))
    environment = {**os.environ, "PYTHONPATH": paths, "PYTHONIOENCODING": "utf-8"}
    try:
        child = subprocess.run(command, env=environment, capture_output=True, timeout=_SECONDS, check=False)
    except subprocess.TimeoutExpired:
        raise SourceError(f"{path} took longer than {_SECONDS} seconds to read; save it as text.") from None
    if child.returncode:
        raise SourceError(f"{path} cannot be read (its parser stopped); save it as text.")
    found = json.loads(child.stdout)
    if "error" in found:
        raise SourceError(f"{path} {found['error']}")
    return Page(str(path), found["text"], title=found["title"])


def _main(path: Path) -> dict[str, str | None]:
    """In the child: {text, title} or {error}, what follows the path in a sentence."""
    try:
        title, text = _read_pdf(path) if path.suffix.lower() == ".pdf" else _read_docx(path)
    except SourceError as error:
        return {"error": str(error)}
    if not text.strip():
        return {"error": "holds no text; fill it or leave it out."}
    # Programs fill a document's title with anything ("Microsoft Word - 1"): believed when the text shows it.
    shown = title and "".join(title.split()) in "".join(text[:2000].split())
    return {"title": title if shown else None, "text": text}


def _read_pdf(path: Path) -> tuple[str | None, str]:
    from pypdf import PdfReader
    from pypdf.errors import FileNotDecryptedError, PyPdfError

    try:
        reader = PdfReader(path)
        if reader.is_encrypted and not reader.decrypt(""):
            raise SourceError("is locked with a password; unlock it and try again.")
        if len(reader.pages) > _PAGES:
            raise SourceError(f"has {len(reader.pages)} pages, more than {_PAGES}; split it.")
        pages = [page.extract_text() for page in reader.pages]
        title = reader.metadata.title if reader.metadata else None
    except FileNotDecryptedError:
        raise SourceError("is locked with a password; unlock it and try again.") from None
    except (PyPdfError, OSError, ValueError, LookupError, TypeError, AttributeError, RecursionError) as error:
        # pypdf lets the errors of its own parsing slips through
        raise SourceError(f"is a broken PDF ({type(error).__name__}); save it again.") from None
    text = "\n".join(pages)
    if not text.strip():
        raise SourceError("is a PDF without text (a scan?); run character recognition on it first.")
    return title, unwrap(text)


def _read_docx(path: Path) -> tuple[str | None, str]:
    _check_archive(path)
    import docx
    from docx.opc.exceptions import PackageNotFoundError
    from docx.table import Table
    from lxml.etree import LxmlError

    try:
        document = docx.Document(str(path))
        lines: list[str] = []
        title = None
        for block in document.iter_inner_content():
            if isinstance(block, Table):
                lines += ["\t".join(cell.text.replace("\n", " ") for cell in row.cells) for row in block.rows]
                continue
            style = (block.style.name or "") if block.style else ""
            if title is None and block.text.strip() and style in ("Title", "Heading 1", "제목", "제목 1"):
                title = block.text.strip()
            lines.append(block.text)
    except (PackageNotFoundError, LxmlError, OSError, ValueError, LookupError, AttributeError, BadZipFile) as error:
        raise SourceError(f"is a broken Word file ({type(error).__name__}); save it again.") from None
    return title, "\n".join(lines)


def _check_archive(path: Path) -> None:
    try:
        with ZipFile(path) as archive:
            members = archive.infolist()
    except (BadZipFile, OSError):
        raise SourceError("is not a Word file; save it as .docx again.") from None
    if "word/document.xml" not in {member.filename for member in members}:
        raise SourceError("is an archive, not a Word file; unpack it and give the files inside.")
    unpacked = sum(member.file_size for member in members)
    packed = max(1, sum(member.compress_size for member in members))
    if unpacked > _UNPACKED or (unpacked > 10_000_000 and unpacked > _RATIO * packed):
        raise SourceError(f"unpacks to {unpacked:,} bytes from {packed:,}; save its text only.")


def _limit_memory() -> None:
    try:
        import resource
    except ImportError:  # not on Windows
        return
    resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))


if __name__ == "__main__":
    _limit_memory()
    sys.stdout.write(json.dumps(_main(Path(sys.argv[1]))))
