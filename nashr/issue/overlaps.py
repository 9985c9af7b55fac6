"""Pages of an issue that another issue of the same volume has as well.

Of an issue that was published, its pages are known. Of another, they are where its file fixes the
first: it has a page for each article, at least.
"""

from __future__ import annotations

from collections.abc import Iterator

from nashr.diagnostics import Diagnostic
from nashr.frontmatter.issue_file import names_first_page, parse_issue
from nashr.issue.load import LoadedIssue, issue_names, path_of
from nashr.issues import Issue
from nashr.messages import Message
from nashr.pipeline.manifest import published
from nashr.project.workspace import MANIFEST, Workspace


def overlaps(workspace: Workspace, loaded: LoadedIssue, last: int) -> list[Diagnostic]:
    """Where the pages of another issue of the volume are those of this one. ``last`` is the last
    page of its articles.
    """
    issue = loaded.issue
    if issue.volume is None:
        return []
    is_fixed = names_first_page(loaded.source)
    others = (name for name in issue_names(workspace) if name != issue.id)
    found = []
    for name in others:
        pages = list(_published(workspace, name, issue))
        pages = pages or list(_fixed(workspace, name, issue) if is_fixed else ())
        found += [
            _overlap(loaded, last, name, begin, end)
            for begin, end in pages
            if begin <= last and issue.first_page <= end
        ]
    return found


def _published(workspace: Workspace, name: str, issue: Issue) -> Iterator[tuple[int, int]]:
    """The pages of an issue of the volume that was published."""
    manifest = published(workspace, name, MANIFEST)
    match manifest.contents.get("issue") if manifest is not None else None:
        case {"volume": issue.volume, "first-page": int(begin), "last-page": int(end)}:
            yield begin, end


def _fixed(workspace: Workspace, name: str, issue: Issue) -> Iterator[tuple[int, int]]:
    """The pages that an issue of the volume has at least whose file fixes the first."""
    source = workspace.read_text(path_of(name)).value
    other = parse_issue(source, name).value if source is not None else None
    if source is None or other is None or other.volume != issue.volume:
        return
    if names_first_page(source):
        apart = 2 if other.start == "right" else 1
        yield other.first_page, other.first_page + apart * (len(other.articles) - 1)


def _overlap(loaded: LoadedIssue, last: int, name: str, begin: int, end: int) -> Diagnostic:
    first = loaded.issue.first_page
    if begin > first:
        message = Message(
            "The issue {other} of the same volume begins on page {begin}, and this one has the "
            "pages {first}–{last}.",
            other=name,
            begin=begin,
            first=first,
            last=last,
        )
        hint = Message(
            "Write “first-page: {page}” in {file}, or number this one anew.",
            page=last + 1,
            file=path_of(name),
        )
    else:
        message = Message(
            "The issue {other} of the same volume has the pages {begin}–{end}, and this one "
            "{first}–{last}.",
            other=name,
            begin=begin,
            end=end,
            first=first,
            last=last,
        )
        hint = Message("Write “first-page: {page}”, or number it anew.", page=end + 1)
    return Diagnostic("issue-pages-overlapping", loaded.span("first-page"), message, hint)
