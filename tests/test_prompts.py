from pathlib import Path
from string import Template

import pytest

from assistant.errors import SettingsError
from assistant.prompts import data_folder, digest, fill, read_prompt, render

ROOT = Path(__file__).parents[1]


def test_prompts_are_found_beside_the_package() -> None:
    assert data_folder("prompts") == ROOT / "prompts"


def test_a_folder_the_installation_lacks_is_named() -> None:
    with pytest.raises(FileNotFoundError, match="no-such-folder"):
        data_folder("no-such-folder")


def test_every_prompt_is_well_formed() -> None:
    for file in (ROOT / "prompts").glob("*.txt"):
        prompt = Template(read_prompt(file.stem))
        assert prompt.is_valid(), file
        assert prompt.get_identifiers() or "system" in file.stem, file


def test_render_inserts_values_as_they_are() -> None:
    assert render("query", text="누가 $5를 냈나? $text {0}") == "query: 누가 $5를 냈나? $text {0}"


@pytest.mark.parametrize(
    ("prompt", "values", "named"),
    [
        ("$text와 $name", {"text": "가"}, "asks for $name"),
        ("$text", {"text": "가", "title": "나"}, "no place for $title"),
        ("5$ $text", {"text": "가"}, "stray"),
    ],
)
def test_names_that_do_not_match_are_refused(prompt: str, values: dict[str, str], named: str) -> None:
    with pytest.raises(SettingsError) as error:
        fill(prompt, **values)
    assert named in str(error.value)


def test_an_unknown_prompt_is_refused_with_the_known_ones() -> None:
    with pytest.raises(SettingsError, match=r"'qeury'.*passage.*query"):
        read_prompt("qeury")


def test_digest_tells_prompts_apart() -> None:
    assert digest("query") == digest("query")
    assert len({digest("query"), digest("passage"), digest("query", "passage")}) == 3
