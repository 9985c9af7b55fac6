"""Whether products still are what their manifest says, and their sources are still the same.

A manifest is not trusted: the files that it names are looked for only below its own folder, and its
sources only below the project. What is read and listed has limits: of a sparse file of terabytes,
and of folders without end, it is said that they are not compared.
"""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Literal

from nashr.messages import Message, plural, reason_of, translate
from nashr.pipeline.manifest import Listed, Manifest, NotAManifest, read, shown
from nashr.project import safe_files
from nashr.project.workspace import (
    LARGEST_MANIFEST,
    MANIFEST,
    MANIFESTS,
    MANUSCRIPTS,
    REPORTS,
    file_inside,
)
from nashr.records import dataclass

#: ``same`` as the manifest says; ``unknown`` is there and not in the manifest; ``too-large`` to be
#: compared.
ComparedState = Literal["same", "changed", "missing", "unknown", "unreadable", "too-large"]
#: Bytes that are read of all articles together.
_LARGEST = 20_000_000_000
#: How many names of files that are of no build are shown.
_MOST_SHOWN = 100


@dataclass(frozen=True, slots=True)
class FileState:
    """A file, by its path below the article's folder or the project, compared with the manifest."""

    path: str
    state: ComparedState


@dataclass(frozen=True, slots=True)
class Verified:
    """One article's folder. With a ``fault`` its manifest could not be read.

    ``sources`` is the number of sources, None where there is no project to compare; ``changed``
    are those that are not as they were.
    """

    article: str
    products: tuple[FileState, ...] = ()
    sources: int | None = None
    changed: tuple[FileState, ...] = ()
    fault: str | None = None

    @property
    def is_sound(self) -> bool:
        whole = all(product.state == "same" for product in self.products)
        return whole and not self.changed and self.fault is None


@dataclass(frozen=True, slots=True)
class Verification:
    """All articles of an output folder, and ``strays``: what else is in it."""

    output: Path
    articles: tuple[Verified, ...]
    strays: tuple[str, ...] = ()

    @property
    def is_sound(self) -> bool:
        return not self.strays and all(article.is_sound for article in self.articles)


class NothingToVerify(Exception):
    """There is no manifest. The text says where it was looked for."""


def verify(output: Path, project: Path | None = None) -> Verification:
    """Compare an output folder, or the folder of one article, with its manifests.

    Without ``project`` it is the folder above, where that has manuscripts: a build puts its
    output there. Raises ``NothingToVerify``.
    """
    reading = _Reading()
    if _is_article(output):
        beside = project or _project_of(output.parent)
        return Verification(output, (_verified(output, beside, reading),))
    try:
        entries = [output / name for name in safe_files.listed(str(output))]
    except OSError as error:
        message = Message(
            "{folder} is no output folder: {reason}.",
            folder=shown(str(output)),
            reason=_reason(error),
        )
        raise NothingToVerify(message) from None
    folders = [entry for entry in entries if not entry.is_symlink() and _is_article(entry)]
    if not folders:
        message = Message(
            "There is no {manifest} in {folder} or a folder in it.",
            manifest=MANIFEST,
            folder=shown(str(output)),
        )
        raise NothingToVerify(message)
    passed = {*folders, *(output / name for name in REPORTS)}
    strays = tuple(entry.name for entry in entries if entry not in passed)
    beside = project or _project_of(output)
    return Verification(output, tuple(_verified(f, beside, reading) for f in folders), strays)


class _Reading:
    """Digests of files, each read once, until ``_LARGEST`` bytes have been read."""

    def __init__(self) -> None:
        self._budget = safe_files.Budget(_LARGEST)
        self._known: dict[str, str] = {}

    def digest(self, file: Path, root: Path) -> str:
        """The SHA-256 of a file below a folder; OSError of EFBIG where it would be too much."""
        path = str(file)
        if path not in self._known:
            self._known[path] = self._budget.digest(path, os.path.realpath(root))
        return self._known[path]


def _is_article(folder: Path) -> bool:
    return any(os.path.lexists(folder / name) for name in MANIFESTS)


def _project_of(output: Path) -> Path | None:
    above = output.resolve().parent
    return above if (above / MANUSCRIPTS).is_dir() else None


def _verified(folder: Path, project: Path | None, reading: _Reading) -> Verified:
    article = folder.resolve().name
    manifests: list[Manifest] = []
    for name in MANIFESTS:
        if not os.path.lexists(folder / name):
            continue
        try:
            manifests.append(_manifest(folder, name))
        except NotAManifest as error:
            fault = Message(
                "{name} is no manifest of a build: {reason}.", name=name, reason=reason_of(error)
            )
            return Verified(article, fault=fault)
    listed = {name: entry for found in manifests for name, entry in found.products.items()}
    walked = safe_files.walk(os.path.realpath(folder), with_links=True)
    if walked.fault:
        fault = Message(
            "Not compared: too many files or levels in “{folder}”.",
            folder=shown(walked.at or article),
        )
        return Verified(article, fault=fault)
    there = (name for name in walked.names if name not in listed and name not in MANIFESTS)
    products = [
        *(FileState(name, _product(folder, name, one, reading)) for name, one in listed.items()),
        *(FileState(name, "unknown") for name in there),
    ]
    by_path = tuple(sorted(products, key=lambda finding: finding.path))
    if project is None:
        return Verified(article, by_path)
    sources = {path for found in manifests for path in _sources(found)}
    changed = dict.fromkeys(
        state for found in manifests for state in _changed(project, found, reading)
    )
    return Verified(article, by_path, len(sources), tuple(changed))


def _manifest(folder: Path, name: str) -> Manifest:
    file = file_inside(folder, name)
    if file is None:
        raise NotAManifest(Message("it is no file of this folder"))
    try:
        return read(safe_files.read(str(file), LARGEST_MANIFEST, os.path.realpath(folder)))
    except OSError as error:
        if error.errno == errno.EFBIG:
            most = LARGEST_MANIFEST // 1_000_000
            raise NotAManifest(Message("it is larger than {most} MB", most=most)) from None
        raise NotAManifest(_reason(error)) from None


def _reason(error: OSError) -> str:
    return reason_of(error) if error.strerror else Message("it cannot be read")


def _product(folder: Path, name: str, listed: Listed, reading: _Reading) -> ComparedState:
    try:
        file = file_inside(folder, name)
        if file is None:
            # A link out of the folder, or something that is no file, has taken its place.
            return "changed" if os.path.lexists(folder / name) else "missing"
        if file.stat().st_size != listed.bytes:
            return "changed"
        is_same = reading.digest(file, folder) == listed.sha256
    except OSError as error:
        return _not_read(error)
    return "same" if is_same else "changed"


def _not_read(error: OSError) -> ComparedState:
    return "too-large" if error.errno == errno.EFBIG else "unreadable"


# --- sources -------------------------------------------------------------------------------


def _sources(found: Manifest) -> Mapping[str, str]:
    profile = found.print_profile
    named = {profile.path: profile.sha256} if profile is not None and profile.path else {}
    return {**found.sources, **named}


def _changed(project: Path, found: Manifest, reading: _Reading) -> Iterator[FileState]:
    for path, sha256 in sorted(_sources(found).items()):
        state = _source(project, path, sha256, reading)
        if state != "same":
            yield FileState(path, state)
    for path in sorted(found.shipped):
        # The project's own comes before what ships, and so the next build will take it.
        if path not in found.sources and file_inside(project, path) is not None:
            yield FileState(path, "unknown")


def _source(project: Path, path: str, sha256: str, reading: _Reading) -> ComparedState:
    try:
        file = file_inside(project, path)
        if file is None:
            return "missing"
        if file.stat().st_size > safe_files.LARGEST_FILE:
            return "changed"  # no build reads so large a source
        return "same" if reading.digest(file, project) == sha256 else "changed"
    except OSError as error:
        return _not_read(error)


# --- showing -------------------------------------------------------------------------------

_OF_PRODUCT = {
    "same": Message("as built"),
    "changed": Message("changed"),
    "missing": Message("missing"),
    "unknown": Message("not of this build"),
    "unreadable": Message("cannot be read"),
    "too-large": Message("too large"),
}
_OF_SOURCE = {
    "changed": Message("source {file}: changed since"),
    "missing": Message("source {file}: gone since"),
    "unknown": Message("source {file}: new since, in the place of the one that ships"),
    "unreadable": Message("source {file}: cannot be read"),
    "too-large": Message("source {file}: too large to be compared"),
}


def as_lines(found: Verification) -> list[str]:
    """The verification for a reader, the verdict last, in the language that was chosen."""
    lines = []
    for article in found.articles:
        lines.append(shown(article.article))
        lines += [f"  {translate(line)}" for line in _about(article)]
        lines.append("")
    if found.strays:
        lines.append(translate(_of_no_build(found.strays)))
    sound = sum(article.is_sound for article in found.articles)
    verdict = Message("All products are as their manifest says.")
    if not found.is_sound:
        verdict = plural(
            "{sound} of {n} article is as its manifest says.",
            "{sound} of {n} articles are as their manifest says.",
            len(found.articles),
            sound=sound,
        )
    lines.append(translate(verdict))
    return lines


def _about(article: Verified) -> Iterator[str]:
    """What is to be said of an article, a line each."""
    if article.fault is not None:
        yield article.fault
    yield from _product_lines(article.products)
    for source in article.changed:
        yield _OF_SOURCE[source.state].having(file=shown(source.path))
    if article.fault is None and not article.changed:
        yield _about_sources(article)


def _of_no_build(strays: Sequence[str]) -> Message:
    names = tuple(shown(name) for name in strays[:_MOST_SHOWN])
    more = len(strays) - _MOST_SHOWN
    if more > 0:
        return Message("Of no build: {names} and {more:,} more", names=names, more=more)
    return Message("Of no build: {names}", names=names)


def _product_lines(products: Sequence[FileState]) -> Iterator[str]:
    words = {state: translate(word) for state, word in _OF_PRODUCT.items()}
    width = max(map(len, words.values())) + 1
    strays = [product for product in products if product.state == "unknown"]
    hidden = set(strays[_MOST_SHOWN:])
    for product in products:
        if product not in hidden:
            yield f"{words[product.state]:<{width}}{shown(product.path)}"
    if hidden:
        more = translate(Message("and {more:,} more", more=len(hidden)))
        yield f"{words['unknown']:<{width}}{more}"


def _about_sources(article: Verified) -> Message:
    if article.sources is None:
        return Message("there is no project beside it: sources not compared (see --project)")
    return Message("its sources are the same as then")


def as_object(found: Verification) -> dict[str, Any]:
    """The verification for another program."""
    return {
        "output": str(found.output.resolve()),
        "sound": found.is_sound,
        "articles": [
            {
                "article": article.article,
                "sound": article.is_sound,
                "fault": article.fault,
                "products": [{"path": p.path, "state": p.state} for p in article.products],
                "sources": article.sources,
                "changed-sources": [{"path": s.path, "state": s.state} for s in article.changed],
            }
            for article in found.articles
        ],
        "strays": list(found.strays),
    }
