"""``new``: write a manuscript to start from."""

from __future__ import annotations

import re

from nashr.cli import exit_codes, project, terminal
from nashr.cli.arguments import add_places
from nashr.invocation import command_line

TYPE_CHECKING = False  # importing typing itself takes a while
if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterable

_LONGEST = 100
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]*")
#: Names that Windows keeps for devices, in any case, with a suffix too ("Naming Files, Paths, and
#: Namespaces" in Microsoft's documentation of Win32). A journal's folder may be copied there.
_DEVICES = re.compile(r"(?:con|prn|aux|nul|com[0-9]|lpt[0-9])", re.IGNORECASE)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "article", metavar="ARTICLE", help="the name of its folder, e.g. my-article"
    )
    add_places(parser)


def run(options: argparse.Namespace) -> int:
    from nashr.frontmatter.new_manuscript import new_manuscript
    from nashr.pipeline.compose import load_journal
    from nashr.project.workspace import ARTICLE, MANUSCRIPTS

    slug = options.article
    workspace = project.open_workspace(options)
    wrong = name_error(slug, workspace.articles())
    if wrong:
        terminal.say(wrong)
        return exit_codes.USAGE_ERROR
    found = load_journal(workspace)
    if found.value is None:
        for diagnostic in found.diagnostics:
            terminal.show(diagnostic)
        return exit_codes.AUTHOR_ERROR
    path = f"{MANUSCRIPTS}/{slug}/{ARTICLE}"
    try:
        written = workspace.create(path, new_manuscript(slug, found.value))
    except FileExistsError:
        terminal.say(f"{path} is there already; it was left as it is.")
        return exit_codes.USAGE_ERROR
    wrote = terminal.relative_to_here(str(written))
    terminal.tell(f"Wrote {wrote}. Edit it, then run: {command_line('build', slug)}")
    return exit_codes.SUCCESS


def name_error(slug: str, known: Iterable[str] = ()) -> str | None:
    """Why an article's folder cannot have the name, in a sentence; None where it can. ``known`` are
    the articles that the journal has.
    """
    shown = f"“{slug}”"
    if not _NAME.fullmatch(slug):
        return (
            f"{shown} cannot be a folder's name here: use letters a–z, digits, hyphens and "
            "underscores, and begin with a letter or a digit."
        )
    if len(slug) > _LONGEST:
        return f"{shown} is too long for a folder's name: {_LONGEST} characters are the most."
    if _DEVICES.fullmatch(slug):
        return f"{shown} cannot be a folder's name: Windows keeps it for a device."
    other = next((k for k in known if k != slug and k.casefold() == slug.casefold()), None)
    if other is not None:
        return (
            f"{shown} differs from the article “{other}” in capital letters alone, which not every "
            "computer tells apart: choose another name."
        )
    return None
