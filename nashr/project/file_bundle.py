"""File bundles: the files of a project for a machine that has no access to its disk.

A bundle has what a workspace answers for each path that an article is expected to read: bytes, or
the reason why there are none. Where the other machine reads a path that is not in the bundle, it
notes the path and gives the article back, and the next bundle has the answer. The date is sent too,
because git's history is not: it is valid for exactly the files that it was computed from.
"""

from __future__ import annotations

import hashlib
import os
import posixpath
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from urllib.parse import quote

from nashr.diagnostics import Diagnostic, Outcome, Span
from nashr.issues import IssuePlace
from nashr.messages import Message, verbatim
from nashr.model import Journal
from nashr.project import safe_files
from nashr.project.dating import Dated
from nashr.project.workspace import (
    ARTICLE,
    JOURNAL,
    LOCALES,
    MANUSCRIPTS,
    STYLES,
    TEMPLATES,
    Workspace,
)
from nashr.records import dataclass, field

_NOTHING = verbatim("")


@dataclass(frozen=True, slots=True)
class Answer:
    """What a workspace answers for a path: whether it may be a file, the name that it is recorded
    under and its bytes, or the code, the message and the hint of the refusal.
    """

    exists: bool
    name: str = ""
    data: bytes | None = None
    code: str = "file-missing"
    message: Message = _NOTHING
    hint: Message | None = None


@dataclass(frozen=True, slots=True)
class SharedFiles:
    """What all articles have in common: files by path, the folders' names, what was found wrong in
    the folders, the digests of the project's names, and the folders that it does not have at all.
    """

    files: Mapping[str, Answer]
    names: Mapping[str, tuple[str, ...]]
    findings: Mapping[str, tuple[Diagnostic, ...]]
    listed: Mapping[str, str]
    absent_folders: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ArticleFiles:
    """What one article needs besides, and the date with the files that it was computed from."""

    slug: str
    files: Mapping[str, Answer]
    dated_from: frozenset[str]
    dated: Outcome[Dated | None]
    #: Its place in an issue, where one is made.
    place: IssuePlace | None = None


@dataclass(slots=True)
class MissingFiles:
    """Paths that were read and are not in the bundle, and all files that the date depends on."""

    paths: set[str] = field(default_factory=set)
    reads: frozenset[str] = frozenset()

    def __bool__(self) -> bool:
        return bool(self.paths or self.reads)


class FileMissing(Exception):
    """The article cannot be dated: its bundle lacks a file."""


# --- on the machine that has the files -----------------------------------------------------


class Packer:
    """Makes the bundles of a build."""

    def __init__(
        self, workspace: Workspace, journal: Journal, environment: Mapping[str, str]
    ) -> None:
        self._workspace = workspace
        self._journal = journal
        self._environment = environment
        #: The files among which an article may have a bibliography of its own.
        self._bibliographies = tuple(self._below("bibliography"))
        #: Files outside of its own folder that every article reads.
        self._common: set[str] = {JOURNAL, *journal.bibliography}
        #: Paths outside of their own folders that articles lacked.
        self._lacked: set[str] = set()

    def shared(self) -> SharedFiles:
        """What goes to every worker once."""
        space = self._workspace.for_article()
        listed = {folder: space.shipped_names(folder) for folder in (TEMPLATES, STYLES)}
        names = {folder: tuple(found.value) for folder, found in listed.items()}
        wrong = {folder: found.diagnostics for folder, found in listed.items()}
        own = posixpath.join(STYLES, f"{self._journal.style}.csl")
        paths = {*self._common, own, *self._below(LOCALES)}
        paths |= {posixpath.join(TEMPLATES, name) for name in names[TEMPLATES]}
        paths |= {path for path in (self._journal.print.profile, self._journal.logo) if path}
        files = {path: self._answer(path) for path in sorted(paths)}
        templates = (files[posixpath.join(TEMPLATES, name)] for name in names[TEMPLATES])
        self._common |= {found.name for found in (*templates, files[own]) if found.data is not None}
        absent_folders = (
            folder
            for folder in (TEMPLATES, STYLES, LOCALES)
            if not os.path.lexists(space.project / folder)
        )
        listings = space.trace().listed
        return SharedFiles(files, names, wrong, listings, tuple(absent_folders))

    def own(self, slug: str, missing: MissingFiles | None = None) -> ArticleFiles:
        """The bundle of an article; ``missing`` is what its last one did not have."""
        folder = posixpath.join(MANUSCRIPTS, slug)
        start = posixpath.join(folder, ARTICLE)
        missing = missing or MissingFiles()
        self._lacked |= {path for path in missing.paths if not path.startswith(f"{folder}/")}
        files = {
            path: self._answer(path) for path in sorted({start, *missing.paths, *self._lacked})
        }
        text = files[start].data or b""
        for path in (*self._below(folder), *self._bibliographies):
            if path not in files and _is_named(posixpath.basename(path), text):
                files[path] = self._answer(path)
        if missing.reads:
            known = {files[path] for path in missing.paths}
            reads = missing.reads | {answer.name for answer in known if answer.data is not None}
        else:
            found = [answer for path, answer in files.items() if path not in self._lacked]
            reads = frozenset({a.name for a in found if a.data is not None} | self._common)
        dated = self._workspace.build_date(self._environment, sorted(reads))
        return ArticleFiles(slug, files, frozenset(reads), dated)

    def note(self, slug: str, reads: Iterable[str]) -> None:
        """Expect the next articles to read what a finished one has read outside of its folder."""
        own = posixpath.join(MANUSCRIPTS, slug, "")
        self._common = {path for path in reads if not path.startswith(own)}

    def _answer(self, path: str) -> Answer:
        space = self._workspace.for_article()
        exists = space.exists(path)
        found = space.read_bytes(path)
        if found.value is None:
            (refusal,) = found.diagnostics
            return Answer(exists, code=refusal.code, message=refusal.message, hint=refusal.hint)
        return Answer(exists, next(iter(space.reads)), found.value)

    def _below(self, folder: str) -> Iterator[str]:
        """The paths of the files below a folder of the project."""
        names = safe_files.walk(str(self._workspace.project), folder).names
        return (posixpath.join(folder, name) for name in names)


def _is_named(name: str, text: bytes) -> bool:
    """Whether a manuscript names a file, as it is or encoded as in a URL."""
    return os.fsencode(name) in text or quote(os.fsencode(name)).encode() in text


# --- on the other machine ------------------------------------------------------------------


class BundledWorkspace(Workspace):
    """A project that is not on this disk but in a bundle. Nothing can be published into it."""

    def __init__(
        self, shared: SharedFiles, own: ArticleFiles, missing: MissingFiles | None = None
    ) -> None:
        super().__init__(Path(os.devnull))
        self._shared_files = shared
        self._own = own
        self.missing = missing if missing is not None else MissingFiles()

    def for_article(self) -> Workspace:
        return BundledWorkspace(self._shared_files, self._own, self.missing)

    def exists(self, path: str) -> bool:
        if self._answer(path).exists:
            return True
        self._absent.add(path)
        return False

    def shipped_names(self, folder: str) -> Outcome[list[str]]:
        shared = self._shared_files
        self._listed[folder] = shared.listed[folder]
        return Outcome(list(shared.names[folder]), shared.findings[folder])

    def build_date(
        self, environment: Mapping[str, str], reads: Iterable[str] | None = None
    ) -> Outcome[Dated | None]:
        """The date in the bundle; ``FileMissing`` where other files were read than it is of."""
        del environment, reads
        if self.missing.paths or frozenset(self._read) != self._own.dated_from:
            self.missing.reads = frozenset(self._read)
            raise FileMissing
        return self._own.dated

    def _read_in(self, root: Path, path: str, at: Span) -> Outcome[bytes | None]:
        if root != self.project:
            return super()._read_in(root, path, at)
        found = self._answer(path)
        if found.data is None:
            return Outcome(None, (Diagnostic(found.code, at, found.message, found.hint),))
        self._read[found.name] = hashlib.sha256(found.data).hexdigest()
        return Outcome(found.data)

    def _answer(self, path: str) -> Answer:
        for files in (self._own.files, self._shared_files.files):
            if path in files:
                return files[path]
        for folder in self._shared_files.absent_folders:
            if path == posixpath.normpath(path) and path.startswith(f"{folder}/"):
                return Answer(False, message=Message("There is no file “{path}”.", path=path))
        self.missing.paths.add(path)
        return Answer(False, message=Message("There is no file “{path}”.", path=path))
