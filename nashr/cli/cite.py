"""``cite``: write citations and a reference list for another program, JSON in and out."""

from __future__ import annotations

import sys

from nashr.cli import exit_codes, project, terminal
from nashr.cli.arguments import add_project

TYPE_CHECKING = False  # importing typing itself takes a while
if TYPE_CHECKING:
    import argparse


def add_arguments(parser: argparse.ArgumentParser) -> None:
    add_project(parser)


def run(options: argparse.Namespace) -> int:
    return project.run_with_packages(lambda: _answer(options))


def _answer(options: argparse.Namespace) -> int:
    from nashr import citations
    from nashr.cli import cite_json
    from nashr.project.workspace import LOCALES, STYLES

    workspace = project.open_workspace(options)

    def shipped(path: str) -> str | None:
        found = workspace.shipped_text(path).value
        return found.text if found is not None else None

    def names() -> list[str]:
        own = [name.removesuffix(".csl") for name in workspace.shipped_names(STYLES).value]
        return [*own, *citations.style_names()]

    library = cite_json.Library(
        style=lambda name: shipped(f"{STYLES}/{name}.csl") or citations.style_text(name),
        style_names=names,
        locale=lambda tag: shipped(f"{LOCALES}/locales-{tag}.xml"),
    )
    try:
        answer = cite_json.answer(sys.stdin.buffer.read().decode("utf-8-sig"), library)
    except UnicodeDecodeError as error:
        terminal.say(f"The input is not UTF-8: byte {error.start + 1} cannot be read.")
        return exit_codes.USAGE_ERROR
    except cite_json.Refused as refusal:
        terminal.say(str(refusal))
        return exit_codes.USAGE_ERROR
    sys.stdout.buffer.write(answer.encode() + b"\n")
    sys.stdout.buffer.flush()
    return exit_codes.SUCCESS
