"""What several commands do with the project that was named."""

from __future__ import annotations

import os
import unicodedata
from collections.abc import Callable, Mapping, Sequence

from nashr import invocation
from nashr.cli import exit_codes, terminal
from nashr.invocation import command_line
from nashr.messages import Message, translate
from nashr.project import ledger
from nashr.project.article_folders import MANUSCRIPTS, article_slugs

TYPE_CHECKING = False  # importing typing itself takes a while
if TYPE_CHECKING:
    import argparse

    from nashr.project.ledger import Ledger
    from nashr.project.workspace import Workspace


def project_folder(options: argparse.Namespace) -> str:
    """The folder of the project, as it was named."""
    return options.project or os.curdir


def named_articles(options: argparse.Namespace) -> tuple[str, ...]:
    """The slugs of the articles that were named, each once. An article may be named by its slug or
    by a path: of its folder or of a file in it, seen from here, from the project or from
    ``manuscript/``. What names no article stays as it was typed.
    """
    slugs = article_slugs(project_folder(options))
    named = (article_named(word, project_folder(options), slugs) for word in options.articles)
    return tuple(dict.fromkeys(named))


def article_named(word: str, project: str, slugs: Sequence[str]) -> str:
    """The slug of ``slugs`` that a word means, or the word itself where it means none."""
    if word in slugs or "\0" in word:
        return word
    manuscripts = os.path.realpath(os.path.join(project, MANUSCRIPTS))
    for base in (os.curdir, project, manuscripts):
        path = os.path.join(os.path.realpath(base), word)
        # As it is written too: an article's folder may be a link.
        for seen in (os.path.normpath(path), os.path.realpath(path)):
            slug = os.path.relpath(seen, manuscripts).split(os.sep)[0]
            if slug in slugs:
                return slug
    # Archives and drives from a Mac have the marks of letters apart.
    composed = unicodedata.normalize("NFC", word)
    return next((one for one in slugs if unicodedata.normalize("NFC", one) == composed), word)


def issue_named(word: str, names: Sequence[str]) -> str | None:
    """The name among those of issues that a word means, which may be a path of its file or of its
    folder of products; None where it means none.
    """
    name = word.rstrip("/").rsplit("/", 1)[-1].removesuffix(".yaml")
    return name if name in names else None


def issues_among(options: argparse.Namespace) -> tuple[str, ...]:
    """The issues among the articles that were named, which are then those that are left."""
    from nashr.issue.load import issue_names

    known = issue_names(open_workspace(options))
    named = {word: issue_named(word, known) for word in options.articles}
    options.articles = tuple(word for word in options.articles if named[word] is None)
    return tuple(name for name in named.values() if name is not None)


def open_workspace(options: argparse.Namespace) -> Workspace:
    """The project and the output folder that were named."""
    from pathlib import Path

    from nashr.project.workspace import Workspace

    output = getattr(options, "output", None)
    return Workspace(Path(project_folder(options)), Path(output) if output else None)


def named_workspace(options: argparse.Namespace) -> Workspace | None:
    """The project and the output folder that were named, or ``None`` where they or the articles
    cannot be used, of which the user is told.
    """
    workspace = open_workspace(options)
    wrong = usage_error(workspace, options.articles)
    if wrong:
        terminal.say(wrong)
        return None
    return workspace


def open_ledger(
    options: argparse.Namespace, cache_folder: str | None, more: Mapping[str, str] | None = None
) -> Ledger:
    """The records of builds with these options, and ``more``; without a folder, none are kept."""
    project = project_folder(options)
    output = options.output or os.path.join(project, "output")
    recorded = {
        "proof": options.proof,
        "epoch": os.environ.get("SOURCE_DATE_EPOCH", ""),
        **(more or {}),
    }
    return ledger.Ledger(cache_folder, project, output, recorded)


def usage_error(workspace: Workspace, articles: Sequence[str]) -> str | None:
    """What is wrong with the project or the articles that were named, in a sentence; where no
    manuscript has the name of one, the finding for each that has another name.
    """
    from nashr.diagnostics import nearest

    known = workspace.articles()
    folder = str(workspace.project)
    if not (workspace.project / MANUSCRIPTS).is_dir():
        return Message(
            "There is no folder manuscript/ in {folder}. Name the journal's folder with --project, "
            "or begin a journal: {command}",
            folder=folder,
            command=begin_journal(),
        )
    if not os.access(workspace.project / MANUSCRIPTS, os.R_OK | os.X_OK):
        return Message(
            "The folder manuscript/ in {folder} may not be read; see its rights.", folder=folder
        )
    for slug in articles:
        if slug not in known:
            message = Message("There is no article “{slug}” in manuscript/; {hint}")
            near = nearest(slug, known)
            hint = (
                Message("did you mean “{near}”?", near=near)
                if near
                else Message("there are: {names}", names=tuple(known))
            )
            return message.having(slug=slug, hint=hint)
    if not known:
        from nashr.project.misnamed import misnamed_manuscripts

        misnamed = map(ledger.as_text, misnamed_manuscripts(folder))
        if told := "\n".join(misnamed):
            none = translate(Message("There is no article in manuscript/ yet."))
            return f"{none}\n{told}"
        return Message(
            "There is no article in manuscript/ yet. Begin one: {command}",
            command=command_line("new", "my-article"),
        )
    return None


def begin_journal() -> str:
    """The line that begins a journal in the folder of the project."""
    return command_line("new", "--journal", invocation.project() or os.curdir, in_project=False)


def run_with_packages(run: Callable[[], int]) -> int:
    """Run what needs the Python packages; where one is not installed, say so."""
    from nashr.project import prepared_modules

    prepared_modules.install()
    try:
        return run()
    except ImportError:
        from nashr.cli import needs

        missing = needs.packages_missing()
        if not missing:
            raise
        terminal.lacks_packages(missing)
        return exit_codes.MACHINE_ERROR


def preload_typesetter() -> None:
    """Import and prepare what every PDF needs: for the fork server that PDFs are set in."""
    from nashr.pipeline import render

    render.preload_typesetter(render.shipped_templates())


def preload_parser() -> None:
    """Import and prepare what reads ``journal.yaml`` and front matter."""
    from nashr.pipeline import front_matter

    front_matter.preload()
