"""The bibliography of an article: the journal's files and its own, and what is wrong in them.

What is wrong in a file is told once for all articles. It stops those that cite the entry that it
is about: see ``Bibliography.faults``.
"""

from __future__ import annotations

import pickle
import re
from collections.abc import Callable, Iterable, Iterator, Mapping

from nashr.bibliography.load import load_bibliography, unsupported
from nashr.diagnostics import Diagnostic, Outcome, Span, has_errors
from nashr.document.positions import citation_keys
from nashr.engines import pandoc
from nashr.frontmatter.places import value_span
from nashr.model import Article, Journal, Manuscript, Reference, Source
from nashr.project.workspace import JOURNAL, Workspace
from nashr.records import dataclass, field


@dataclass(frozen=True, slots=True)
class Bibliography:
    """The entries that an article may cite, by key and by former key, and the findings."""

    references: Mapping[str, Reference] = field(default_factory=dict)
    #: What is wrong in the files, whether the article cites it or not.
    findings: tuple[Diagnostic, ...] = ()
    #: The article's own files.
    own: frozenset[str] = frozenset()

    def faults(self, *, strict: bool) -> dict[str, Diagnostic]:
        """The entries that must not be cited, each with the first finding that forbids it."""
        faults: dict[str, Diagnostic] = {}
        for finding in self.findings:
            if finding.entry and has_errors([finding], strict=strict):
                faults.setdefault(finding.entry, finding)
        return faults

    def hiding(self) -> Diagnostic | None:
        """The first finding by which entries may be missing: of a file that cannot be read whole,
        or of an entry without a key.
        """
        return next((f for f in self.findings if not f.entry and has_errors([f])), None)

    def shared_works(self) -> dict[str, Span]:
        """The works that all articles may cite, with their places."""
        return {one.key: _span(one) for one in self._works() if one.file not in self.own}

    def everything(self) -> list[str]:
        """The keys of all works of the article's own files, or else of the journal's."""
        works = [one for key, one in self.references.items() if key == one.key]
        return [one.key for one in works if not self.own or one.file in self.own]

    def uncited(self, cited: Iterable[str]) -> dict[str, Span]:
        """The works of the article's own files that are not among the ``cited``, with places."""
        without = frozenset(cited)
        own = (one for one in self._works() if one.file in self.own)
        return {one.key: _span(one) for one in own if one.key not in without}

    def _works(self) -> Iterator[Reference]:
        """The works that are there to be cited, and not to be inherited from alone."""
        parents = {key for one in self.references.values() for key in one.parents}
        works = (one for key, one in self.references.items() if key == one.key)
        return (one for one in works if one.key not in parents)


def _span(reference: Reference) -> Span:
    return Span(reference.file, reference.line, reference.column)


def load_references(
    workspace: Workspace, journal: Journal, article: Article | None, manuscript: Manuscript
) -> Outcome[Bibliography]:
    """The entries of the journal's bibliography files and of the article's own.

    The diagnostics are those of the article; what is wrong in the files is in the value.
    """
    own = article.bibliography if article is not None else ()
    shared = _shared_files(workspace, journal)
    of_article: list[Diagnostic] = []
    of_files: list[Diagnostic] = []
    sources: list[Source | None] = []
    # What is not in the project, or no file, is told of as such, at the place that names it.
    named = filter(workspace.exists, (*shared, *own))
    unread = {path: unsupported(path) for path in named}
    of_files.extend(finding for finding in unread.values() if finding is not None)
    for n, path in enumerate(shared):
        if unread.get(path) is not None:
            continue
        is_named = journal.names_bibliography and not workspace.exists(path)
        at = journal_place(workspace, "bibliography", n) if is_named else Span(path)
        read = workspace.read_text(path, at=at)
        of_files.extend(read.diagnostics)
        sources.append(read.value)
    for n, path in enumerate(own):
        if unread.get(path) is not None:
            continue
        read = workspace.read_text(path, at=value_span(manuscript, "bibliography", n))
        of_article.extend(read.diagnostics)
        sources.append(read.value)
    there = [source for source in dict.fromkeys(sources) if source is not None]
    found = _references(tuple(there), journal.language)
    by_key = {reference.key: reference for reference in found.value}
    older = {alias: reference for reference in found.value for alias in reference.aliases}
    references = {**older, **by_key}
    cited = _cited_by_doi(workspace, manuscript, references)
    findings = (*of_files, *found.diagnostics, *cited.diagnostics)
    references |= cited.value
    return Outcome(Bibliography(references, findings, frozenset(own)), tuple(of_article))


def _shared_files(workspace: Workspace, journal: Journal) -> tuple[str, ...]:
    """The journal's bibliography files: those that it names, else the usual one if it is there."""
    if journal.names_bibliography:
        return journal.bibliography
    return tuple(filter(workspace.is_taken, journal.bibliography))


def _cited_by_doi(
    workspace: Workspace, manuscript: Manuscript, references: Mapping[str, Reference]
) -> Outcome[dict[str, Reference]]:
    """The works that the manuscript cites by their DOIs, by the keys that it has for them."""
    text = manuscript.source.text
    if not _DOI.search(text):
        return Outcome({})
    from nashr.pipeline import record_store  # most articles need none of it

    return record_store.by_doi(workspace, citation_keys(text), references)


#: What may be a citation by DOI.
_DOI = re.compile(r"@\{?(?:doi:|https?://)", re.IGNORECASE)


def journal_place(workspace: Workspace, *path: str | int) -> Span:
    """The place of a value in ``journal.yaml``."""
    source = workspace.read_text(JOURNAL).value
    return value_span(source, *path) if source is not None else Span(JOURNAL)


# --- read once for all articles ------------------------------------------------------------

References = Outcome[tuple[Reference, ...]]


@dataclass(slots=True)
class _Read:
    """The bibliography that was read last, which is mostly that of the next article too.

    It is kept pickled, so that no article changes the references of another.
    """

    sources: tuple[Source, ...] = ()
    language: str = ""
    found: bytes = pickle.dumps(Outcome(()))


_last = _Read()


def _references(sources: tuple[Source, ...], language: str) -> References:
    if (sources, language) != (_last.sources, _last.language):
        found = load_bibliography(sources, pandoc.biblatex_to_csl, language=language)
        remember(sources, language, pickle.dumps(found))
    references: References = pickle.loads(_last.found)
    return references


def remember(sources: tuple[Source, ...], language: str, found: bytes) -> None:
    """Memoise ``found`` as what the files hold, so that they are not read again."""
    _last.sources, _last.language, _last.found = sources, language, found


def shared_sources(workspace: Workspace, journal: Journal) -> tuple[Source, ...]:
    """The bibliography files of an article that has none of its own; those that can be read."""
    named = [path for path in _shared_files(workspace, journal) if unsupported(path) is None]
    found = [workspace.read_text(path).value for path in named]
    return tuple(source for source in dict.fromkeys(found) if source is not None)


def read_shared(
    send: Callable[[bytes], None], workspace: Workspace, journal: Journal
) -> tuple[tuple[Source, ...], str, bytes]:
    """The bibliography that the articles share, for ``remember``, as a task of its own."""
    del send
    sources = shared_sources(workspace, journal)
    _references(sources, journal.language)
    return sources, journal.language, _last.found
