from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant import Assistant

ROOT = Path(__file__).parents[1]
SEEDS = ROOT.parent / "shared" / "seeds"


@pytest.fixture(scope="session")
def samples(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    """An assistant over the sample articles; tests only read from it."""
    with Assistant.open(tmp_path_factory.mktemp("samples") / "index") as assistant:
        report = assistant.ingest([ROOT / "articles"])
        assert not report.failed
        yield assistant
