"""``journal.yaml``, the settings of themes and the front matter of articles, read by their parser.

The parser takes as long to import as half of all other stages, and nothing else of an article
needs it. So it is imported at its first use, and what one process has parsed can be handed to
another: while a build of one article imports the stages, the process that reads ``journal.yaml``
parses the article's front matter as well. A text that it has not seen is parsed where it is read.
"""

from __future__ import annotations

import os
import pickle
from typing import Any

from nashr import invocation
from nashr.diagnostics import Diagnostic, Outcome, capped
from nashr.messages import Message
from nashr.model import Article, Journal, Manuscript, Source, ThemeSettings
from nashr.processes.pool import Send
from nashr.project.workspace import ARTICLE, JOURNAL, MANUSCRIPTS, TEMPLATES, Workspace
from nashr.records import dataclass, replace

#: The theme that the others are based on, the folder of themes below ``templates/``, and the file
#: of a theme's settings.
BASE_THEME, THEMES, SETTINGS = "classic", "themes/", "theme.yaml"


@dataclass(frozen=True, slots=True)
class _Call:
    """A call of a function of ``frontmatter.load``, and its result."""

    function: str
    arguments: tuple[Any, ...]
    outcome: Any


#: What was parsed, in the order of the calls.
Parsed = tuple[_Call, ...]

_parsed: list[_Call] = []


def remember(parsed: Parsed) -> None:
    """Take over what another process has parsed, in place of what was taken over before."""
    _parsed[:] = parsed


def known_journal(source: Source | None, outcome: Outcome[Journal | None]) -> Parsed:
    """What a process need not parse that reads the same ``journal.yaml``."""
    return () if source is None else (_Call("parse_journal", (source,), outcome),)


def preload(*, every: bool = False) -> None:
    """Import the parser; with ``every`` also pydantic and its models, by which it explains what is
    wrong.
    """
    from nashr.frontmatter import load

    load.preload_models(every=every)


def parse_journal(source: Source) -> Outcome[Journal | None]:
    """``frontmatter.load.parse_journal``, unless its result is known."""
    outcome: Outcome[Journal | None] = _call("parse_journal", source)
    return outcome


def parse_theme(source: Source, name: str) -> Outcome[tuple[ThemeSettings, str | None] | None]:
    """``frontmatter.load.parse_theme``, unless its result is known."""
    outcome: Outcome[tuple[ThemeSettings, str | None] | None] = _call("parse_theme", source, name)
    return outcome


def split_manuscript(source: Source) -> Outcome[Manuscript | None]:
    """``frontmatter.load.split_manuscript``, unless its result is known."""
    outcome: Outcome[Manuscript | None] = _call("split_manuscript", source)
    return outcome


def parse_article(manuscript: Manuscript, slug: str, journal: Journal) -> Outcome[Article | None]:
    """``frontmatter.load.parse_article``, unless its result is known."""
    outcome: Outcome[Article | None] = _call("parse_article", manuscript, slug, journal)
    return outcome


def _call(function: str, *arguments: Any) -> Any:
    for call in _parsed:
        if call.function == function and call.arguments == arguments:
            return call.outcome
    from nashr.frontmatter import load

    return getattr(load, function)(*arguments)


# --- the process that reads ----------------------------------------------------------------


def load_journal(workspace: Workspace) -> Outcome[Journal | None]:
    """``manuscript/journal.yaml``."""
    source = workspace.read_text(JOURNAL)
    if source.value is None:
        return Outcome(None, tuple(map(_how_to_begin, source.diagnostics)))
    return parse_journal(source.value)


def _how_to_begin(found: Diagnostic) -> Diagnostic:
    """The finding, with the command that begins a journal where there is no ``journal.yaml``."""
    if found.code != "file-missing" or found.hint:
        return found
    folder = invocation.project() or os.curdir
    command = invocation.command_line("new", "--journal", folder, in_project=False)
    return replace(found, hint=Message("Begin one: {command}", command=command))


def load_in_process(send: Send, workspace: Workspace) -> Outcome[Journal | None]:
    """``load_journal`` as a task."""
    del send
    found = load_journal(workspace)
    return Outcome(found.value, capped(found.diagnostics))


def read_in_process(send: Send, workspace: Workspace, slug: str | None) -> Parsed:
    """Read ``journal.yaml``, send it as a pickled outcome, and parse what the article of this slug
    will have parsed, as a task. What cannot be read is left out, and reported where it is needed.
    """
    found = load_in_process(send, workspace)
    send(pickle.dumps(found))
    calls: list[_Call] = []
    if slug is not None and found.value is not None:
        _parse_theme(workspace, found.value.theme.name, calls)
        _parse_article(workspace, found.value, slug, calls)
    return tuple(calls)


def _parse_theme(workspace: Workspace, name: str, calls: list[_Call]) -> None:
    """Parse the settings of a theme and of those that it is based on."""
    names: list[str] = []
    while name not in names:
        names.append(name)
        source = workspace.shipped_text(f"{TEMPLATES}/{THEMES}{name}/{SETTINGS}").value
        parsed = _noted(calls, "parse_theme", source, name).value if source is not None else None
        base = parsed[1] if parsed is not None else None
        name = name if name == BASE_THEME else base or BASE_THEME


def _parse_article(workspace: Workspace, journal: Journal, slug: str, calls: list[_Call]) -> None:
    source = workspace.read_text(f"{MANUSCRIPTS}/{slug}/{ARTICLE}").value
    manuscript = _noted(calls, "split_manuscript", source).value if source is not None else None
    if manuscript is not None:
        _noted(calls, "parse_article", manuscript, slug, journal)


def _noted(calls: list[_Call], function: str, *arguments: Any) -> Any:
    outcome = _call(function, *arguments)
    calls.append(_Call(function, arguments, outcome))
    return outcome
