"""The workspace: the only module that opens files of the project. It reads, and publishes products.

A path is always relative to the project and written with forward slashes; one that leads out of
it, by ``..``, by a symbolic link or by being absolute, is refused with a diagnostic. Every read is
recorded.
"""

from __future__ import annotations

import errno
import hashlib
import json
import os
import posixpath
import stat
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path, PurePosixPath
from typing import Any

from nashr.diagnostics import Diagnostic, Outcome, Span
from nashr.messages import Message
from nashr.model import Artifact, Resource, Source
from nashr.project import atomic, encodings, ledger, safe_files
from nashr.project.article_folders import ARTICLE as ARTICLE
from nashr.project.article_folders import ISSUES_FOLDER, article_slugs
from nashr.project.article_folders import MANUSCRIPTS as MANUSCRIPTS
from nashr.project.dating import Dated, date_of
from nashr.project.file_faults import (
    is_utf8,
    name_findings,
    refuse,
    unread,
    walk_findings,
)
from nashr.project.garbled import garbled
from nashr.project.ignored import is_ignored
from nashr.project.safe_files import LARGEST_FILE
from nashr.project.shipped import shipped_folder
from nashr.project.similar_names import similar
from nashr.project.template_files import TemplateFiles, asset, is_asset, is_text
from nashr.records import dataclass, replace

JOURNAL = "manuscript/journal.yaml"
ISSUES = f"{MANUSCRIPTS}/{ISSUES_FOLDER}"
MANIFEST = "manifest.json"
#: A proof has a manifest of its own: it may stand beside products of an earlier text.
PROOF_MANIFEST = "manifest-proof.json"
MANIFESTS = (MANIFEST, PROOF_MANIFEST)
#: Reports that stand beside the articles' folders and are no products.
REFERENCE_REPORT = "references.html"
BUILD_REPORT = "report.html"
REPORTS = (REFERENCE_REPORT, BUILD_REPORT)
#: Bytes that a manifest may have; it has some twenty kilobytes.
LARGEST_MANIFEST = 4_000_000
#: Bytes of earlier products that are read, all of an article's together.
_LARGEST_PRODUCTS = 2_000_000_000
#: Bytes that the files below ``templates/`` may have together.
_LARGEST_TEMPLATES = 200_000_000
STYLES = "bibliography/styles"
LOCALES = "bibliography/locales"
OUTPUT = "output"
TEMPLATES = "templates"


@dataclass(frozen=True, slots=True)
class Trace:
    """What was read: the files of the project and of nashr with their SHA-256, the paths where
    there was no file, and the folders that were listed with the digests of their names.
    """

    project: Mapping[str, str]
    shipped: Mapping[str, str]
    absent: tuple[str, ...]
    listed: Mapping[str, str]


class Workspace:
    """A project on disk, and the folder that its products go to.

    Without a folder that was named it is ``output/`` of the project, which may be a link to another
    folder of the project and to none elsewhere: a project may come from anyone.
    """

    def __init__(self, project: Path, output: Path | None = None) -> None:
        self.project = Path(os.path.realpath(project))
        usual = self.project / OUTPUT
        self._named_output = output
        self.output = Path(os.path.realpath(output or usual))
        #: Whether the usual output folder is a link out of the project: nothing is written there.
        self.leads_out = output is None and not self.output.is_relative_to(self.project)
        if self.leads_out:
            self.output = usual
        self._read: dict[str, str] = {}
        self._shipped: dict[str, str] = {}
        self._absent: set[str] = set()
        self._listed: dict[str, str] = {}

    def for_article(self) -> Workspace:
        """The same project with a new record of reads."""
        return Workspace(self.project, self._named_output)

    # --- reading ---------------------------------------------------------------------------

    def articles(self) -> list[str]:
        """The slugs of the articles, but for those that are no UTF-8."""
        return [slug for slug in article_slugs(str(self.project)) if is_utf8(slug)]

    def misnamed(self) -> Iterator[Diagnostic]:
        """The articles whose folders have names that are no UTF-8: no product could bear them."""
        yield from name_findings(MANUSCRIPTS, article_slugs(str(self.project)), "folder")

    def exists(self, path: str) -> bool:
        """Whether there is such a file. One without permission counts, and a link that leads out of
        the project, so that reading it gives a diagnostic.
        """
        found = self._inside(self.project, path)
        if found is not None and _may_be_file(found):
            return True
        if found is None and self._is_link_out(path):
            return True
        self._absent.add(path)
        return False

    def is_taken(self, path: str) -> bool:
        """Whether anything has this name in the project: a file, or a folder or a link to nothing,
        of which reading it gives a diagnostic.
        """
        return self.exists(path) or os.path.lexists(self.project / path)

    def _is_link_out(self, path: str) -> bool:
        """Whether a path that leads out of the project would stay in it but for a link."""
        plain = posixpath.normpath(path)
        is_inside = not PurePosixPath(path).is_absolute() and plain.split("/", 1)[0] != ".."
        return is_inside and "\0" not in path and "\\" not in path

    def read_bytes(self, path: str, *, at: Span | None = None) -> Outcome[bytes | None]:
        """A file of the project. ``at`` is the place that named it, for the diagnostic."""
        found = self._read_in(self.project, path, at or Span(path))
        if not any(one.code == "file-missing" and not one.hint for one in found.diagnostics):
            return found
        near = self._meant(path) if self.project.is_dir() else None
        if near is None:
            return found
        if unicodedata.normalize("NFC", near) == unicodedata.normalize("NFC", path):
            # The same letters: archives and drives from a Mac have their marks apart.
            return self._read_in(self.project, near, at or Span(path))
        hint = Message("Did you mean “{near}”?", near=near)
        return Outcome(found.value, tuple(replace(one, hint=hint) for one in found.diagnostics))

    def _meant(self, path: str) -> str | None:
        """The file that was probably meant by a path, of those below its folder, or below the
        article's.
        """
        parts = posixpath.normpath(path).split("/")
        depth = 2 if parts[0] == MANUSCRIPTS and len(parts) > 2 else 1
        folder = "/".join(parts[:depth])
        names = safe_files.walk(str(self.project), folder).names
        known = [posixpath.join(folder, name) for name in names if not is_ignored(name)]
        return similar(path, [name for name in known if is_utf8(name)])

    def read_text(self, path: str, *, at: Span | None = None) -> Outcome[Source | None]:
        """A UTF-8 text of the project, its line ends made ``\\n`` and a byte order mark dropped."""
        found = self.read_bytes(path, at=at)
        if found.value is None:
            return Outcome(None, found.diagnostics)
        return _decode(path, found.value, self._journal_language)

    def _journal_language(self) -> tuple[str, ...]:
        """The language that ``journal.yaml`` names, in whatever encoding it is."""
        return encodings.language_in(self.read_bytes(JOURNAL).value or b"")

    def shipped_text(self, path: str) -> Outcome[Source | None]:
        """A text that the project may have and nashr ships: the project's own comes first."""
        is_own = self.exists(path)
        root = self.project if is_own else Path(shipped_folder())
        found = self._read_in(root, path, Span(path))
        if found.value is None:
            return Outcome(None, found.diagnostics)
        return _decode(path, found.value, is_own=is_own)

    def shipped_names(self, folder: str) -> Outcome[list[str]]:
        """The names of the files below ``folder``, the project's and the shipped ones together,
        without those that desktops and editors leave there.
        """
        own = safe_files.walk(str(self.project), folder)
        self._listed[folder] = ledger.listing(str(self.project), folder)
        names = {*_shipped_below(folder), *(n for n in own.names if not is_ignored(n))}
        wrong = [*walk_findings(own), *name_findings(folder, names)]
        return Outcome(sorted(n for n in names if is_utf8(n)), tuple(wrong))

    def names(self, folder: str) -> Outcome[list[str]]:
        """The names of the project's files below ``folder``, without those of desktops."""
        own = safe_files.walk(str(self.project), folder)
        self._listed[folder] = ledger.listing(str(self.project), folder)
        names = [name for name in own.names if not is_ignored(name)]
        wrong = [*walk_findings(own), *name_findings(folder, names)]
        return Outcome(sorted(n for n in names if is_utf8(n)), tuple(wrong))

    def templates(self, theme: Path | None = None) -> Outcome[TemplateFiles]:
        """The files below ``templates/``. One of the project comes before one of the same name in
        the folder of the ``theme``, and this before the shipped one.
        """
        listed = self.shipped_names(TEMPLATES)
        if listed.diagnostics:
            return Outcome(TemplateFiles({}, {}), listed.diagnostics)
        of_theme = safe_files.walk(str(theme)).names if theme else ()
        names = {*listed.value, *(name for name in of_theme if not is_ignored(name))}
        texts: dict[str, str] = {}
        assets: dict[str, Resource] = {}
        wrong: list[Diagnostic] = []
        total = 0
        for name in sorted(names):
            found = self._template(name, theme)
            wrong += found.diagnostics
            if found.value is None:
                continue
            total += len(found.value)
            if total > _LARGEST_TEMPLATES:
                message = Message(
                    "The files of the folder have more than {most} megabytes together.",
                    most=_LARGEST_TEMPLATES // 1_000_000,
                )
                wrong.append(Diagnostic("input-too-large", Span(TEMPLATES), message))
                break
            if is_asset(name):
                assets[name] = asset(name, found.value)
            if is_text(name):
                text = _decode(f"{TEMPLATES}/{name}", found.value)
                wrong += text.diagnostics
                texts |= {name: text.value.text} if text.value is not None else {}
        return Outcome(TemplateFiles(texts, assets), tuple(wrong))

    def _template(self, name: str, theme: Path | None) -> Outcome[bytes | None]:
        path = f"{TEMPLATES}/{name}"
        if self.exists(path):
            return self._read_in(self.project, path, Span(path))
        if theme is not None and (theme / name).is_file():
            return self._read_in(theme, name, Span(path))
        shipped = Path(os.path.realpath(shipped_folder()))
        root = shipped if (shipped / path).is_file() else self.project
        return self._read_in(root, path, Span(path))

    @property
    def reads(self) -> Mapping[str, str]:
        """Every file of the project read so far, with the SHA-256 of what was read."""
        return dict(self._read)

    @property
    def shipped_reads(self) -> Mapping[str, str]:
        """The same of the files that ship with nashr."""
        return dict(self._shipped)

    def trace(self) -> Trace:
        """What was read so far."""
        return Trace(
            self.reads, self.shipped_reads, tuple(sorted(self._absent)), dict(self._listed)
        )

    def _read_in(self, root: Path, path: str, at: Span) -> Outcome[bytes | None]:
        found = self._inside(root, path)
        if found is None:
            slashes = path.replace("\\", "/")
            if slashes != path and self._inside(root, slashes) is not None:
                message = Message("“{path}” has backslashes between its folders.", path=path)
                hint = Message("Write {path}", path=slashes)
                return Outcome(None, (Diagnostic("file-missing", at, message, hint),))
            return refuse(
                "file-outside-project", at, Message("“{path}” leads out of the project.", path=path)
            )
        try:
            data = safe_files.read(str(found), LARGEST_FILE, str(root))
        except OSError as error:
            return unread(path, at, error)
        # A theme is known by the digest of its package: see ``ledger.extension_digests``.
        reads = {shipped_folder(): self._shipped, str(self.project): self._read}.get(str(root))
        if reads is not None:
            reads[_recorded_name(root, path, found)] = hashlib.sha256(data).hexdigest()
        return Outcome(data)

    @staticmethod
    def _inside(root: Path, path: str) -> Path | None:
        found = safe_files.resolved_inside(str(root), path)
        return Path(found) if found is not None else None

    # --- the date of the build -------------------------------------------------------------

    def build_date(
        self, environment: Mapping[str, str], reads: Iterable[str] | None = None
    ) -> Outcome[Dated | None]:
        """When the newest of the project's files changed, of those read so far or of ``reads``;
        ``nashr.project.dating`` has the rule. Never the clock.
        """
        named = self._read if reads is None else reads
        files = dict.fromkeys(self._inside(self.project, path) for path in named)
        return date_of(self.project, [file for file in files if file is not None], environment)

    # --- publishing ------------------------------------------------------------------------

    def publish(
        self,
        slug: str,
        artifacts: Iterable[Artifact],
        manifest: Callable[[], Mapping[str, Any]],
        name: str = MANIFEST,
        stale: Callable[[], Iterable[str]] = tuple,
    ) -> list[Path]:
        """Write the products into ``output/SLUG/``, all of them or none, the manifest (``name``)
        last; then remove the files that ``stale`` names.

        ``manifest`` and ``stale`` are called, in this order, while no other build can write there,
        so that they can look at the files that are there. Raises OSError. See
        ``nashr.project.atomic`` for the guarantees.
        """
        folder = self._product_folder(slug)

        def manifest_file() -> tuple[str, bytes]:
            text = json.dumps(manifest(), ensure_ascii=False, indent=2, sort_keys=True) + "\n"
            return name, text.encode()

        files = [(artifact.name, artifact.data) for artifact in artifacts]
        return atomic.write_together(folder, files, manifest_file, stale)

    def publish_report(self, name: str, text: str) -> Path:
        """Write a report, one of ``REPORTS``, into ``output/``. Raises OSError."""
        folder = self._product_folder("")
        return atomic.write_together(folder, (), lambda: (name, text.encode()))[0]

    def sweep(self, slug: str) -> None:
        """Remove the temporary files that a killed build left in ``output/SLUG/``."""
        try:
            folder = self._product_folder(slug)
        except OSError:  # nothing is written there; or a folder of sources becomes a link just now
            return
        atomic.remove_leftovers_if_idle(folder)

    def _product_folder(self, slug: str) -> Path:
        """The folder of the article's products; PermissionError where it would be among sources, or
        somewhere else than in the output folder.
        """
        folder = self.output / slug
        sources = [self.project / name for name in (MANUSCRIPTS, "bibliography", TEMPLATES)]
        if self.leads_out:
            reason = f"{OUTPUT}/ is a link that leads out of the project; name it with --output"
        elif any(folder.is_relative_to(os.path.realpath(source)) for source in sources):
            reason = "sources lie there; choose another folder for the products"
        elif os.path.realpath(folder) != str(folder):
            reason = "it is a link that leads out of the output folder"
        else:
            return folder
        raise PermissionError(errno.EPERM, reason, str(folder))

    def published_manifest(self, slug: str, name: str = MANIFEST) -> bytes:
        """A manifest in ``output/SLUG/``; empty where there is none."""
        root = os.path.realpath(self.output / slug)
        file = safe_files.resolved_inside(root, name)
        try:
            return b"" if file is None else safe_files.read(file, LARGEST_MANIFEST, root)
        except OSError:
            return b""

    def published(self, path: str) -> bytes | None:
        """A product by its path below the output folder; None where there is none to read."""
        root = os.path.realpath(self.output)
        file = safe_files.resolved_inside(root, path)
        try:
            return None if file is None else safe_files.read(file, LARGEST_FILE, root)
        except OSError:
            return None

    def published_digests(self, slug: str, sizes: Mapping[str, int]) -> dict[str, str]:
        """The SHA-256 of those of the products in ``output/SLUG/`` that have the size given."""
        root = os.path.realpath(self.output / slug)
        budget = safe_files.Budget(_LARGEST_PRODUCTS)
        found: dict[str, str] = {}
        for name, size in sorted(sizes.items()):
            file = safe_files.resolved_inside(root, name)
            try:
                if file is not None and Path(file).stat().st_size == size:
                    found[name] = budget.digest(file, root)
            except OSError:
                continue
        return found

    def create(self, path: str, text: str) -> Path:
        """Write a new source file; FileExistsError where there is one already."""
        found = self._inside(self.project, path)
        if found is None:
            raise ValueError(f"{path} leads out of the project")
        found.parent.mkdir(parents=True, exist_ok=True)
        with found.open("x", encoding="utf-8", newline="\n") as file:
            file.write(text)
        return found

    def write_article(self, slug: str, files: Mapping[str, bytes], *, is_new: bool) -> Path:
        """Write files of a manuscript into ``manuscript/SLUG/``, all of them or none.

        Raises OSError; FileExistsError where it is to be new, and there is one already.
        """
        folder = self._inside(self.project, f"{MANUSCRIPTS}/{slug}")
        if folder is None:
            raise PermissionError(errno.EPERM, "it is a link that leads out of the project", slug)
        if is_new and folder.is_dir() and any(folder.iterdir()):
            raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), slug)
        *others, last = files.items()
        atomic.write_together(folder, others, lambda: last)
        return folder

    def replace_source(self, path: str, before: bytes | None, after: bytes) -> Path:
        """Write a source file whole, in place of ``before``; None where there was none.

        Raises OSError, also where somebody else has changed the file meanwhile.
        """
        found = self._inside(self.project, path)
        if found is None:
            raise PermissionError(
                errno.EPERM, Message("it is a link that leads out of the project"), path
            )

        def file() -> tuple[str, bytes]:
            now = found.read_bytes() if found.exists() else None
            if now != before:
                raise OSError(errno.EBUSY, Message("it was changed meanwhile"), path)
            return found.name, after

        mode = found.stat().st_mode if found.exists() else None
        atomic.write_together(found.parent, (), file)
        if mode is not None:
            found.chmod(mode & 0o777)
        return found


def file_inside(folder: Path, name: str) -> Path | None:
    """The regular file of that name, unless it is not there or leads out of the folder."""
    root = Path(os.path.realpath(folder))
    found = Workspace._inside(root, name)
    return found if found is not None and found.is_file() else None


def _recorded_name(root: Path, path: str, found: Path) -> str:
    """The one path under which a file is recorded, however it was written."""
    plain = posixpath.normpath(path)
    same = Path(os.path.realpath(root / plain)) == found
    return plain if same and not plain.startswith("../") else found.relative_to(root).as_posix()


def _decode(
    path: str,
    data: bytes,
    languages: Callable[[], Iterable[str]] = tuple,
    *,
    is_own: bool = True,
) -> Outcome[Source | None]:
    """The text of a file. ``languages`` gives those that it may be in, for the finding of one that
    is not UTF-8; what comes with nashr is not the project's own, and has all its letters.
    """
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = None
    if text is None or encodings.is_utf16_without_mark(data):
        return Outcome(None, (encodings.not_utf8(path, data, languages()),))
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return Outcome(Source(path, text), garbled(path, text) if is_own else ())


def _shipped_below(folder: str) -> Iterator[str]:
    """The names of the files below a folder of those that come with nashr."""
    names = safe_files.walk(os.path.realpath(shipped_folder()), folder).names
    return (name for name in names if not is_ignored(name))


def _may_be_file(path: Path) -> bool:
    """Whether something is there that is no folder. A pipe or a device counts: to read it gives a
    diagnostic.
    """
    try:
        return not stat.S_ISDIR(path.stat().st_mode)
    except (FileNotFoundError, NotADirectoryError):
        return False
    except OSError:
        return True
