"""The workspace: the only module that opens files of the project. It reads, and publishes products.

A path is always relative to the project and written with forward slashes; one that leads out of
it, by ``..``, by a symbolic link or by being absolute, is refused with a diagnostic. Every read is
recorded.
"""

from __future__ import annotations

import contextlib
import errno
import hashlib
import json
import os
import posixpath
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any

from nashr.diagnostics import Diagnostic, Outcome, Span
from nashr.model import Artifact, Resource, Source
from nashr.project import atomic, ledger
from nashr.project.article_folders import ARTICLE as ARTICLE
from nashr.project.article_folders import MANUSCRIPTS as MANUSCRIPTS
from nashr.project.article_folders import article_slugs
from nashr.project.dating import Dated, date_of
from nashr.project.ignored import is_ignored
from nashr.project.shipped import shipped_folder
from nashr.project.template_files import TemplateFiles, asset, is_asset, is_text

#: Bytes: a larger file is not read.
LARGEST_FILE = 100_000_000

JOURNAL = "manuscript/journal.yaml"
MANIFEST = "manifest.json"
#: A proof has a manifest of its own: it may stand beside products of an earlier text.
PROOF_MANIFEST = "manifest-proof.json"
MANIFESTS = (MANIFEST, PROOF_MANIFEST)
#: Reports that stand beside the articles' folders and are no products.
REFERENCE_REPORT = "references.html"
REPORTS = (REFERENCE_REPORT,)
STYLES = "bibliography/styles"
LOCALES = "bibliography/locales"
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
    """A project on disk, and the folder that its products go to."""

    def __init__(self, project: Path, output: Path | None = None) -> None:
        self.project = Path(os.path.realpath(project))
        self.output = Path(os.path.realpath(output or self.project / "output"))
        self._read: dict[str, str] = {}
        self._shipped: dict[str, str] = {}
        self._absent: set[str] = set()
        self._listed: dict[str, str] = {}

    def for_article(self) -> Workspace:
        """The same project with a new record of reads."""
        return Workspace(self.project, self.output)

    # --- reading ---------------------------------------------------------------------------

    def articles(self) -> list[str]:
        """The slugs of the articles."""
        return article_slugs(str(self.project))

    def exists(self, path: str) -> bool:
        """Whether there is such a file. One without permission counts, so that reading it gives a
        diagnostic.
        """
        found = self._inside(self.project, path)
        if found is not None and _may_be_file(found):
            return True
        self._absent.add(path)
        return False

    def read_bytes(self, path: str, *, at: Span | None = None) -> Outcome[bytes | None]:
        """A file of the project. ``at`` is the place that named it, for the diagnostic."""
        return self._read_in(self.project, path, at or Span(path))

    def read_text(self, path: str, *, at: Span | None = None) -> Outcome[Source | None]:
        """A UTF-8 text of the project, its line ends made ``\\n`` and a byte order mark dropped."""
        found = self.read_bytes(path, at=at)
        if found.value is None:
            return Outcome(None, found.diagnostics)
        return _decode(path, found.value)

    def shipped_text(self, path: str) -> Outcome[Source | None]:
        """A text that the project may have and nashr ships: the project's own comes first."""
        root = self.project if self.exists(path) else Path(shipped_folder())
        found = self._read_in(root, path, Span(path))
        if found.value is None:
            return Outcome(None, found.diagnostics)
        return _decode(path, found.value)

    def shipped_names(self, folder: str) -> list[str]:
        """The names of the files below ``folder``, the project's and the shipped ones together,
        without those that desktops and editors leave there.
        """
        names = {*_names_in(Path(shipped_folder()) / folder), *_names_in(self.project / folder)}
        self._listed[folder] = ledger.listing(str(self.project / folder))
        return sorted(names)

    def templates(self, theme: Path | None = None) -> Outcome[TemplateFiles]:
        """The files below ``templates/``. One of the project comes before one of the same name in
        the folder of the ``theme``, and this before the shipped one.
        """
        names = {*self.shipped_names(TEMPLATES), *(_names_in(theme) if theme else ())}
        texts: dict[str, str] = {}
        assets: dict[str, Resource] = {}
        wrong: list[Diagnostic] = []
        for name in sorted(names):
            found = self._template(name, theme)
            wrong += found.diagnostics
            if found.value is None:
                continue
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
        return self._read_in(Path(shipped_folder()), path, Span(path))

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
            return _refuse("file-outside-project", at, f"“{path}” leads out of the project.")
        try:
            if found.exists() and not found.is_file() and not found.is_dir():
                return _refuse("file-unreadable", at, f"“{path}” is not a file of the usual kind.")
            if found.stat().st_size > LARGEST_FILE:
                most = f"{LARGEST_FILE // 1_000_000} megabytes"
                return _refuse("input-too-large", at, f"“{path}” has more than {most}.")
            data = found.read_bytes()
        except (FileNotFoundError, NotADirectoryError):
            return _refuse("file-missing", at, f"There is no file “{path}”.")
        except OSError as error:
            reason = error.strerror or str(error)
            return _refuse("file-unreadable", at, f"“{path}” cannot be read: {reason}.")
        # A theme is known by the digest of its package: see ``ledger.extension_digests``.
        reads = {shipped_folder(): self._shipped, str(self.project): self._read}.get(str(root))
        if reads is not None:
            reads[_recorded_name(root, path, found)] = hashlib.sha256(data).hexdigest()
        return Outcome(data)

    @staticmethod
    def _inside(root: Path, path: str) -> Path | None:
        pure = PurePosixPath(path)
        if pure.is_absolute() or "\\" in path or "\0" in path:
            return None
        found = Path(os.path.realpath(root / pure))
        return found if found.is_relative_to(root) else None

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
        atomic.remove_leftovers_if_idle(self.output / slug)

    def _product_folder(self, slug: str) -> Path:
        """The folder of the article's products; PermissionError where it would be among sources."""
        folder = Path(os.path.realpath(self.output / slug))
        sources = [self.project / name for name in (MANUSCRIPTS, "bibliography", TEMPLATES)]
        if any(folder.is_relative_to(os.path.realpath(source)) for source in sources):
            reason = "sources lie there; choose another folder for the products"
        elif not folder.is_relative_to(self.output):
            reason = "it is a link that leads out of the output folder"
        else:
            return folder
        raise PermissionError(errno.EPERM, reason, str(self.output / slug))

    def published_manifest(self, slug: str, name: str = MANIFEST) -> bytes:
        """A manifest in ``output/SLUG/``; empty where there is none."""
        file = file_inside(self.output / slug, name)
        try:
            return b"" if file is None else file.read_bytes()
        except OSError:
            return b""

    def published_digest(self, slug: str, name: str) -> str | None:
        """The SHA-256 of a product in ``output/``; None where it is not there."""
        file = file_inside(self.output / slug, name)
        try:
            return None if file is None else digest(file)
        except OSError:
            return None

    def create(self, path: str, text: str) -> Path:
        """Write a new source file; FileExistsError where there is one already."""
        found = self._inside(self.project, path)
        if found is None:
            raise ValueError(f"{path} leads out of the project")
        found.parent.mkdir(parents=True, exist_ok=True)
        with found.open("x", encoding="utf-8", newline="\n") as file:
            file.write(text)
        return found


def file_inside(folder: Path, name: str) -> Path | None:
    """The regular file of that name, unless it is not there or leads out of the folder."""
    root = Path(os.path.realpath(folder))
    found = Workspace._inside(root, name)
    return found if found is not None and found.is_file() else None


def digest(file: Path) -> str:
    """The SHA-256 of a file of any size; raises OSError."""
    with file.open("rb") as data:
        return hashlib.file_digest(data, "sha256").hexdigest()


def _recorded_name(root: Path, path: str, found: Path) -> str:
    """The one path under which a file is recorded, however it was written."""
    plain = posixpath.normpath(path)
    same = Path(os.path.realpath(root / plain)) == found
    return plain if same and not plain.startswith("../") else found.relative_to(root).as_posix()


def _refuse(code: str, at: Span, message: str) -> Outcome[Any]:
    return Outcome(None, (Diagnostic(code, at, message),))


def _decode(path: str, data: bytes) -> Outcome[Source | None]:
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = data[: error.start]
        line = before.count(b"\n") + 1
        column = len(before[before.rfind(b"\n") + 1 :].decode("utf-8", "replace")) + 1
        wrong = f"The byte 0x{data[error.start]:02X} is not UTF-8."
        hint = "Save the file again with the encoding UTF-8."
        return Outcome(None, (Diagnostic("file-not-utf8", Span(path, line, column), wrong, hint),))
    return Outcome(Source(path, text.replace("\r\n", "\n").replace("\r", "\n")))


def _names_in(folder: Path) -> set[str]:
    """The names of the files below a folder, but for those to be ignored; none where it may not be
    listed: then reading one of them gives a diagnostic.
    """
    names: set[str] = set()
    with contextlib.suppress(PermissionError):
        found = (path.relative_to(folder).as_posix() for path in folder.rglob("*"))
        names.update(n for n in found if not is_ignored(n) and _may_be_file(folder / n))
    return names


def _may_be_file(path: Path) -> bool:
    try:
        return path.is_file()
    except OSError:
        return True
