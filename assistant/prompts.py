"""Prompt files: one text file per prompt, `$names` filled in by `string.Template`."""

from __future__ import annotations

import hashlib
from pathlib import Path
from string import Template

from assistant.errors import SettingsError

_MODULE_FOLDER = Path(__file__).resolve().parent


def data_folder(name: str) -> Path:
    """The project's folder `name` ("prompts", "articles"): in an installed wheel, or beside `assistant/` in a checkout.

    Raises FileNotFoundError when the installation lacks it.
    """
    for parent in (_MODULE_FOLDER, _MODULE_FOLDER.parent):
        if (parent / name).is_dir():
            return parent / name
    raise FileNotFoundError(f"The folder '{name}' is missing from {_MODULE_FOLDER}; install the assistant again.")


def read_prompt(name: str) -> str:
    """The text of `prompts/<name>.txt`, its `$names` not yet filled in. Raises SettingsError when there is none."""
    folder = data_folder("prompts")
    file = folder / f"{name}.txt"
    if not file.is_file():
        known = ", ".join(sorted(path.stem for path in folder.glob("*.txt")))
        raise SettingsError(f"There is no prompt '{name}' in {folder}; use one of {known}.")
    return file.read_text(encoding="utf-8").removesuffix("\n")


def fill(prompt: str, **values: object) -> str:
    """`prompt` with every `$name` replaced; values are inserted as they are, a `$` in them means nothing.

    Raises SettingsError unless the prompt's names and the values' names are the same.
    """
    template = Template(prompt)
    if not template.is_valid():
        raise SettingsError(f"The prompt '{prompt[:60]}' has a stray '$'; write '$$' for a dollar sign.")
    names = set(template.get_identifiers())
    if missing := sorted(names - values.keys()):
        raise SettingsError(f"The prompt '{prompt[:60]}' asks for ${missing[0]}, which has no value here; remove it.")
    if unused := sorted(values.keys() - names):
        raise SettingsError(f"The prompt '{prompt[:60]}' has no place for ${unused[0]}; put it where it belongs.")
    return template.substitute(values)


def render(name: str, **values: object) -> str:
    """The prompt `name` with its `$names` filled in. Raises SettingsError like `read_prompt` and `fill`."""
    return fill(read_prompt(name), **values)


def digest(*names: str) -> str:
    """A short hash of the named prompts' texts, to tell runs with different prompts apart."""
    joined = "\x1f".join(f"{name}\x1e{read_prompt(name)}" for name in names)
    return hashlib.sha256(joined.encode()).hexdigest()[:16]
