"""The file of an issue, with what concerns the articles that it names and the other issues."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from nashr.diagnostics import Diagnostic, Outcome, Span, has_errors, nearest, sort_diagnostics
from nashr.frontmatter.issue_file import issue_span, parse_issue
from nashr.issues import Issue, IssuePlace, IssueSection, MatterPart
from nashr.messages import Message
from nashr.model import Source
from nashr.processes.pool import Send
from nashr.project.workspace import ISSUES, Workspace
from nashr.records import dataclass, field

#: How the names of issues' files end.
SUFFIX = ".yaml"


@dataclass(frozen=True, slots=True)
class LoadedIssue:
    """An issue and its file, for the places of what is found later."""

    issue: Issue
    source: Source
    #: The Markdown files of its parts, by their paths in the project.
    texts: Mapping[str, Source] = field(default_factory=dict)
    picture: bytes | None = None

    def span(self, *path: str | int) -> Span:
        return issue_span(self.source, *path)


def issue_names(workspace: Workspace) -> list[str]:
    """The names of the journal's issues, without the endings of their files."""
    names = workspace.names(ISSUES).value
    return sorted(
        name.removesuffix(SUFFIX) for name in names if "/" not in name and name.endswith(SUFFIX)
    )


def articles_of_others(workspace: Workspace, name: str = "") -> dict[str, str]:
    """The articles of all issues but the one named, each with the name of its issue; without those
    of files in which there are errors.
    """
    found: dict[str, str] = {}
    for other in issue_names(workspace):
        read = workspace.read_text(path_of(other)) if other != name else None
        issue = parse_issue(read.value, other).value if read and read.value else None
        found |= dict.fromkeys(issue.articles if issue is not None else (), other)
    return found


def path_of(name: str) -> str:
    """The file of an issue."""
    return f"{ISSUES}/{name}{SUFFIX}"


def load_in_process(send: Send, workspace: Workspace, name: str) -> Outcome[LoadedIssue | None]:
    """``load_issue`` as a task."""
    del send
    return load_issue(workspace, name)


def load_issue(workspace: Workspace, name: str) -> Outcome[LoadedIssue | None]:
    """An issue; None after an error. All that is wrong with its file is told."""
    read = workspace.read_text(path_of(name))
    if read.value is None:
        return Outcome(None, read.diagnostics)
    source = read.value
    parsed = parse_issue(source, name)
    issue = parsed.value
    if issue is None:
        return Outcome(None, parsed.diagnostics)
    found = [*parsed.diagnostics, *_of_articles(workspace, issue, source)]
    found += _of_other_issues(workspace, issue, source)
    texts: dict[str, Source] = {}
    for key, parts in (("front", issue.front), ("back", issue.back)):
        found += _read_texts(workspace, parts, source, key, texts)
    picture = None
    if issue.cover.picture:
        at = issue_span(source, "cover", "picture")
        image = workspace.read_bytes(issue.cover.picture, at=at)
        found += image.diagnostics
        picture = image.value
    loaded = LoadedIssue(issue, source, texts, picture)
    return Outcome(None if has_errors(found) else loaded, sort_diagnostics(found))


def _of_articles(workspace: Workspace, issue: Issue, source: Source) -> Iterator[Diagnostic]:
    known = workspace.articles()
    if issue.id in known:
        message = Message(
            "There is an article “{slug}” too, and their products would be in one folder.",
            slug=issue.id,
        )
        hint = Message("Give the file of the issue another name.")
        yield Diagnostic("value-invalid", Span(source.path), message, hint)
    first: dict[str, Span] = {}
    for at, slug in _named(issue, source):
        if slug not in known:
            message = Message("There is no article “{slug}” in manuscript/.", slug=slug)
            near = nearest(slug, known)
            hint = (
                Message("Did you mean “{near}”?", near=near)
                if near
                else Message("There are: {names}.", names=tuple(known))
            )
            yield Diagnostic("issue-article-unknown", at, message, hint)
        elif slug in first:
            message = Message(
                "The article “{slug}” is in this issue already, in line {line}.",
                slug=slug,
                line=first[slug].line or 0,
            )
            yield Diagnostic("issue-article-twice", at, message)
        first.setdefault(slug, at)


def _named(issue: Issue, source: Source) -> Iterator[tuple[Span, str]]:
    """The articles with the places where they are named."""
    for number, section in enumerate(issue.sections):
        for row, slug in enumerate(section.articles):
            yield issue_span(source, "sections", number, "articles", row), slug


def _of_other_issues(workspace: Workspace, issue: Issue, source: Source) -> Iterator[Diagnostic]:
    """What this issue has in common with others; of those in whose files there are errors, nothing
    is said.
    """
    for name in issue_names(workspace):
        read = workspace.read_text(path_of(name)) if name != issue.id else None
        other = parse_issue(read.value, name).value if read and read.value else None
        if other is None:
            continue
        if (other.volume, other.number, other.year) == (issue.volume, issue.number, issue.year):
            message = Message(
                "{file} is of the same number of the same volume and year.", file=path_of(name)
            )
            yield Diagnostic("issue-duplicate", issue_span(source, "number"), message)
        for at, slug in _named(issue, source):
            if slug in other.articles:
                message = Message(
                    "The article “{slug}” is in {file} too.", slug=slug, file=path_of(name)
                )
                hint = Message("Take it out of one of the two.")
                yield Diagnostic("issue-article-twice", at, message, hint)


def _read_texts(
    workspace: Workspace,
    parts: Sequence[MatterPart],
    source: Source,
    key: str,
    texts: dict[str, Source],
) -> Iterator[Diagnostic]:
    for number, part in enumerate(parts):
        if part.file is not None:
            at = issue_span(source, key, number)
            read = workspace.read_text(f"{ISSUES}/{part.file}", at=at)
            yield from read.diagnostics
            if read.value is not None:
                texts[part.file] = read.value


def place_in(issue: Issue, slug: str, first_page: int | None = None) -> IssuePlace:
    """The place of an article that begins on a page; None where that is not known yet."""
    section = next((one for one in issue.sections if slug in one.articles), IssueSection(()))
    return IssuePlace(
        doi=issue.doi,
        section=section.title,
        sections=section.titles,
        issue=issue.id,
        number=issue.number,
        year=issue.year,
        volume=issue.volume,
        title=issue.title,
        titles=issue.titles,
        first_page=first_page,
        file_name=issue.file_names,
        abbreviation=issue.abbreviation,
    )
