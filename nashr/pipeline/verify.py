"""Whether products still are what their manifest says, and their sources are still the same.

A manifest is not trusted: the files that it names are looked for only below its own folder, and its
sources only below the project.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from nashr.pipeline.manifest import LARGEST, Listed, Manifest, NotAManifest, read, shown
from nashr.project.workspace import (
    MANIFEST,
    MANIFESTS,
    MANUSCRIPTS,
    REPORTS,
    digest,
    file_inside,
)

#: ``same`` as the manifest says; ``unknown`` is there and not in the manifest.
ComparedState = Literal["same", "changed", "missing", "unknown", "unreadable"]


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
    if _is_article(output):
        beside = project or _project_of(output.parent)
        return Verification(output, (_verified(output, beside),))
    try:
        entries = sorted(output.iterdir())
    except OSError as error:
        reason = error.strerror or "it cannot be read"
        raise NothingToVerify(f"{shown(str(output))} is no output folder: {reason}.") from None
    folders = [entry for entry in entries if not entry.is_symlink() and _is_article(entry)]
    if not folders:
        raise NothingToVerify(f"There is no {MANIFEST} in {shown(str(output))} or a folder in it.")
    passed = {*folders, *(output / name for name in REPORTS)}
    strays = tuple(entry.name for entry in entries if entry not in passed)
    beside = project or _project_of(output)
    return Verification(output, tuple(_verified(f, beside) for f in folders), strays)


def _is_article(folder: Path) -> bool:
    return any(os.path.lexists(folder / name) for name in MANIFESTS)


def _project_of(output: Path) -> Path | None:
    above = output.resolve().parent
    return above if (above / MANUSCRIPTS).is_dir() else None


def _verified(folder: Path, project: Path | None) -> Verified:
    article = folder.resolve().name
    manifests: list[Manifest] = []
    for name in MANIFESTS:
        if not os.path.lexists(folder / name):
            continue
        try:
            manifests.append(_manifest(folder, name))
        except NotAManifest as error:
            return Verified(article, fault=f"{name} is no manifest of a build: {error}.")
    listed = {name: entry for found in manifests for name, entry in found.products.items()}
    products = [
        *(FileState(name, _product(folder, name, entry)) for name, entry in listed.items()),
        *(FileState(name, "unknown") for name in _files(folder) if name not in listed),
    ]
    by_path = tuple(sorted(products, key=lambda finding: finding.path))
    if project is None:
        return Verified(article, by_path)
    sources = {path for found in manifests for path in _sources(found)}
    changed = dict.fromkeys(state for found in manifests for state in _changed(project, found))
    return Verified(article, by_path, len(sources), tuple(changed))


def _manifest(folder: Path, name: str) -> Manifest:
    file = file_inside(folder, name)
    if file is None:
        raise NotAManifest("it is no file of this folder")
    try:
        with file.open("rb") as data:
            return read(data.read(LARGEST + 1))
    except OSError as error:
        raise NotAManifest(error.strerror or "it cannot be read") from None


def _product(folder: Path, name: str, listed: Listed) -> ComparedState:
    try:
        file = file_inside(folder, name)
        if file is None:
            # A link out of the folder, or something that is no file, has taken its place.
            return "changed" if os.path.lexists(folder / name) else "missing"
        is_same = file.stat().st_size == listed.bytes and digest(file) == listed.sha256
    except OSError:
        return "unreadable"
    return "same" if is_same else "changed"


def _files(folder: Path) -> Iterator[str]:
    """The files below the folder but the manifest; links are listed and not followed."""
    for place, folders, files in os.walk(folder):
        links = [name for name in folders if os.path.islink(f"{place}{os.sep}{name}")]  # noqa: PTH114
        for name in (*files, *links):
            path = Path(place, name).relative_to(folder).as_posix()
            if path not in MANIFESTS:
                yield path


# --- sources -------------------------------------------------------------------------------


def _sources(found: Manifest) -> Mapping[str, str]:
    profile = found.print_profile
    named = {profile.path: profile.sha256} if profile is not None and profile.path else {}
    return {**found.sources, **named}


def _changed(project: Path, found: Manifest) -> Iterator[FileState]:
    for path, sha256 in sorted(_sources(found).items()):
        state = _source(project, path, sha256)
        if state != "same":
            yield FileState(path, state)
    for path in sorted(found.shipped):
        # The project's own comes before what ships, and so the next build will take it.
        if path not in found.sources and file_inside(project, path) is not None:
            yield FileState(path, "unknown")


def _source(project: Path, path: str, sha256: str) -> ComparedState:
    try:
        file = file_inside(project, path)
        if file is None:
            return "missing"
        return "same" if digest(file) == sha256 else "changed"
    except OSError:
        return "unreadable"


# --- showing -------------------------------------------------------------------------------

_OF_PRODUCT = {
    "same": "as built",
    "changed": "changed",
    "missing": "missing",
    "unknown": "not of this build",
    "unreadable": "cannot be read",
}
_OF_SOURCE = {
    "changed": "changed since",
    "missing": "gone since",
    "unknown": "new since, in the place of the one that ships",
    "unreadable": "cannot be read",
}


def as_lines(found: Verification) -> list[str]:
    """The verification for a reader, the verdict last."""
    lines = []
    for article in found.articles:
        lines.append(shown(article.article))
        if article.fault is not None:
            lines.append(f"  {article.fault}")
        lines += [f"  {_OF_PRODUCT[p.state]:<18}{shown(p.path)}" for p in article.products]
        lines += [f"  source {shown(s.path)}: {_OF_SOURCE[s.state]}" for s in article.changed]
        if article.fault is None and not article.changed:
            lines.append(f"  {_about_sources(article)}")
        lines.append("")
    if found.strays:
        lines.append(f"Of no build: {', '.join(map(shown, found.strays))}")
    sound = sum(article.is_sound for article in found.articles)
    if found.is_sound:
        lines.append("All products are as their manifest says.")
    else:
        lines.append(f"{sound} of {len(found.articles)} articles are as their manifest says.")
    return lines


def _about_sources(article: Verified) -> str:
    if article.sources is None:
        return "there is no project beside it: sources not compared (see --project)"
    return "its sources are the same as then"


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
