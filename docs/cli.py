"""Writes docs/cli.md from the command line's own help: `make docs`."""

from __future__ import annotations

from pathlib import Path

import click

from assistant.cli import main

TARGET = Path(__file__).with_suffix(".md")


def render() -> str:
    """The help of the program and of each of its commands, as Markdown."""
    top = click.Context(main, info_name="assistant", max_content_width=100, terminal_width=100, **main.context_settings)
    contexts = [top, *(click.Context(main.commands[name], top, name) for name in sorted(main.commands))]
    pages = [f"## {each.command_path}\n\n```\n{each.command.get_help(each)}\n```\n" for each in contexts]
    return "\n".join(["# The command line\n\nWritten by `make docs`.\n", *pages])


if __name__ == "__main__":
    TARGET.write_text(render(), encoding="utf-8")
