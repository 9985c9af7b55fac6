"""``cite``: write citations and a reference list for another program, JSON in and out."""

from __future__ import annotations

import sys

from nashr.cli import exit_codes, project, terminal
from nashr.cli.arguments import add_project

TYPE_CHECKING = False  # importing typing itself takes a while
if TYPE_CHECKING:
    import argparse

    from nashr.cli.cite_json import Library
    from nashr.processes.pool import Ended, Send
    from nashr.project.workspace import Workspace


def add_arguments(parser: argparse.ArgumentParser) -> None:
    add_project(parser)


def run(options: argparse.Namespace) -> int:
    return project.run_with_packages(lambda: _cite(options))


def _cite(options: argparse.Namespace) -> int:
    from nashr.cli import cite_json
    from nashr.pipeline.limits import OF_CITE, alone
    from nashr.processes.pool import Status

    try:
        text = sys.stdin.buffer.read().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        terminal.say(f"The input is not UTF-8: byte {error.start + 1} cannot be read.")
        return exit_codes.USAGE_ERROR
    ended = alone(OF_CITE, _answer, project.open_workspace(options), text)
    if ended.status is not Status.DONE:
        terminal.say(_lost(ended))
        return exit_codes.MACHINE_ERROR if ended.status is Status.LOST else exit_codes.USAGE_ERROR
    if isinstance(ended.value, cite_json.Refused):
        terminal.say(str(ended.value))
        return exit_codes.USAGE_ERROR
    sys.stdout.buffer.write(ended.value + b"\n")
    sys.stdout.buffer.flush()
    return exit_codes.SUCCESS


def _answer(send: Send, workspace: Workspace, text: str) -> bytes | Exception:
    """The answer to the input, or its refusal: as a task, since a style may be a stranger's."""
    from nashr.cli import cite_json

    del send
    try:
        return cite_json.answer(text, _library(workspace)).encode()
    except cite_json.Refused as refusal:
        return refusal


def _library(workspace: Workspace) -> Library:
    """The styles and locales of the project, and those that come with nashr."""
    from nashr import citations
    from nashr.cli import cite_json
    from nashr.project.workspace import LOCALES, STYLES

    def shipped(path: str) -> str | None:
        found = workspace.shipped_text(path).value
        return found.text if found is not None else None

    def names() -> list[str]:
        own = [name.removesuffix(".csl") for name in workspace.shipped_names(STYLES).value]
        return [*own, *citations.style_names()]

    return cite_json.Library(
        style=lambda name: shipped(f"{STYLES}/{name}.csl") or citations.style_text(name),
        style_names=names,
        locale=lambda tag: shipped(f"{LOCALES}/locales-{tag}.xml"),
    )


def _lost(ended: Ended) -> str:
    """Why the process that wrote the citations has no result, in a sentence."""
    from nashr.pipeline.limits import OF_CITE
    from nashr.processes.pool import Status

    if ended.status is Status.TIMED_OUT:
        return f"Writing the citations took longer than {OF_CITE.seconds:g} seconds."
    if ended.status in (Status.OUT_OF_MEMORY, Status.TOO_MUCH):
        megabytes = (OF_CITE.memory or 0) // 1_000_000
        return f"Writing the citations took more than {megabytes} MB of memory."
    return f"Writing the citations failed: {ended.reason}."
