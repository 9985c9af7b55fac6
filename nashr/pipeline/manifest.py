"""The manifest: the files in an article's output folder, and everything that their bytes depend on.

The same conditions give the same manifest: it has no time of the build, no absolute path, and no
name of a machine or a person.
"""

from __future__ import annotations

import dataclasses
import hashlib
import json
import posixpath
import re
from collections.abc import Collection, Mapping
from typing import TYPE_CHECKING, Any

from nashr.messages import Message
from nashr.project.workspace import (
    LARGEST_MANIFEST,
    MANIFEST,
    MANIFESTS,
    PROOF_MANIFEST,
    Workspace,
)
from nashr.records import dataclass

if TYPE_CHECKING:  # so that ``verify`` needs no installed package
    from nashr.model import Source
    from nashr.outputs.edition import Edition
    from nashr.pipeline.toolchain import Toolchain

_LONGEST_PATH = 1000
_SHA256 = re.compile(r"[0-9a-f]{64}")
#: The keys whose values all products of a folder have in common.
_COMMON = ("article", "date", "shipped", "sources", "style", "tools")


@dataclass(frozen=True, slots=True)
class Product:
    """A published file; ``path`` is relative to the output folder. ``coloured`` are the pages of a
    print file that need other inks than black.
    """

    path: str
    format: str
    bytes: int
    sha256: str
    pages: int | None
    coloured: tuple[int, ...] | None = None


@dataclass(frozen=True, slots=True)
class Listed:
    """A product as a manifest lists it."""

    format: str
    bytes: int
    sha256: str
    pages: int | None


@dataclass(frozen=True, slots=True)
class Profile:
    """The ICC profile of the printing condition; without a path it was the machine's."""

    path: str | None
    sha256: str


@dataclass(frozen=True, slots=True)
class Manifest:
    """A manifest that was read: its paths are relative, in normal form, and have no ``..``.

    ``sources`` are the project's files, ``shipped`` those of nashr, each with its SHA-256.
    ``contents`` is the whole, unchecked.
    """

    products: Mapping[str, Listed]
    sources: Mapping[str, str]
    shipped: Mapping[str, str]
    print_profile: Profile | None
    contents: Mapping[str, Any]


class NotAManifest(ValueError):
    """A file is no manifest. The text says what is wrong, in one sentence."""


# --- writing -------------------------------------------------------------------------------


def entry(product: Product | Listed) -> dict[str, Any]:
    """A product as the manifest lists it."""
    facts = {"format": product.format, "bytes": product.bytes, "sha256": product.sha256}
    return facts if product.pages is None else {**facts, "pages": product.pages}


def conditions(
    workspace: Workspace, edition: Edition, style: Source | None, tools: Toolchain
) -> dict[str, Any]:
    """All that the bytes of an article's products depend on, as its manifest lists it."""
    path = edition.journal.print.profile
    profile = None
    if edition.printing_condition is not None:
        profile = Profile(path, hashlib.sha256(edition.printing_condition.profile).hexdigest())
    return {
        "article": edition.document.article.slug,
        "date": {"utc": edition.date.isoformat(), "from": edition.dated_by},
        "options": {"proof": edition.proof},
        "print-profile": profile and dataclasses.asdict(profile),
        # The profile has a key of its own, for only the printer's PDF depends on it.
        "sources": {source: sha for source, sha in workspace.reads.items() if source != path},
        "shipped": dict(workspace.shipped_reads),
        "style": {
            "name": edition.journal.style,
            "sha256": hashlib.sha256(style.text.encode()).hexdigest() if style else None,
        },
        "tools": dataclasses.asdict(tools),
    }


def of(
    workspace: Workspace,
    conditions: Mapping[str, Any],
    entries: Mapping[str, Mapping[str, Any]],
) -> dict[str, Any]:
    """The manifest of an article.

    A product of an earlier build stays listed as long as its file is there and a build would
    make it under the same conditions.
    """
    from nashr.outputs.table import rows

    written = {**conditions, "products": dict(entries)}
    _keep_earlier(workspace, written)
    formats = {listed["format"] for listed in written["products"].values()}
    written["options"] = {
        **conditions["options"],
        "formats": [output.name for output in rows(formats)],
        "print": written["print-profile"] is not None,
    }
    return written


def name_of(conditions: Mapping[str, Any]) -> str:
    """The name of the manifest: a proof has its own."""
    return PROOF_MANIFEST if conditions["options"]["proof"] else MANIFEST


def stale(
    workspace: Workspace,
    before: Manifest | None,
    written: Mapping[str, Any],
    awaited: Collection[str] = (),
) -> tuple[str, ...]:
    """The products that the manifest ``before`` this one lists and this one does not: they are of
    another edition of the article. One that was changed since it was built is not among them, nor
    one that the manifest of the other kind (final or proof) lists, nor one of a format that is
    ``awaited``: it will be made yet.
    """
    if before is None:
        return ()
    slug = written["article"]
    others = [name for name in MANIFESTS if name != name_of(written)]
    kept = {*written["products"], *MANIFESTS}
    for found in (published(workspace, slug, name) for name in others):
        kept |= set(found.products) if found is not None else set()
    gone = {
        name: listed
        for name, listed in before.products.items()
        if name not in kept and listed.format not in awaited
    }
    return tuple(sorted(_unchanged(workspace, slug, gone)))


def _unchanged(workspace: Workspace, slug: str, products: Mapping[str, Listed]) -> list[str]:
    """Those of the products whose files are as they are listed."""
    there = workspace.published_digests(slug, {name: one.bytes for name, one in products.items()})
    return [name for name, listed in products.items() if there.get(name) == listed.sha256]


def published(workspace: Workspace, slug: str, name: str) -> Manifest | None:
    """A manifest in the article's output folder; None where there is none that can be read."""
    try:
        return read(workspace.published_manifest(slug, name))
    except NotAManifest:
        return None


def _keep_earlier(workspace: Workspace, written: dict[str, Any]) -> None:
    from nashr.outputs.table import rows

    slug = written["article"]
    earlier = published(workspace, slug, name_of(written))
    if earlier is None:
        return
    old = earlier.contents
    options = old.get("options")
    if any(old.get(key) != written[key] for key in _COMMON) or not isinstance(options, dict):
        return
    if options.get("proof") != written["options"]["proof"]:
        return
    others = {n: one for n, one in earlier.products.items() if n not in written["products"]}
    for name in _unchanged(workspace, slug, others):
        listed = others[name]
        written["products"][name] = entry(listed)
        needs_profile = any(output.printing_condition for output in rows([listed.format]))
        if needs_profile and written["print-profile"] is None and earlier.print_profile:
            written["print-profile"] = dataclasses.asdict(earlier.print_profile)


# --- reading -------------------------------------------------------------------------------


def read(data: bytes) -> Manifest:
    """A manifest from its bytes, which are not trusted; raises ``NotAManifest``."""
    if len(data) > LARGEST_MANIFEST:
        raise NotAManifest(
            Message("it is larger than {most} MB", most=LARGEST_MANIFEST // 1_000_000)
        )
    try:
        found = json.loads(data)
    except (ValueError, RecursionError):
        raise NotAManifest(Message("it is not JSON")) from None
    if not isinstance(found, dict):
        raise NotAManifest(Message("it is not a JSON object"))
    products = _section(found, "products")
    return Manifest(
        products={name: _listed(name, facts) for name, facts in products.items()},
        sources=_digests(found, "sources"),
        shipped=_digests(found, "shipped"),
        print_profile=_profile(found.get("print-profile")),
        contents=found,
    )


def _section(found: Mapping[str, Any], key: str) -> dict[str, Any]:
    section = found.get(key)
    if not isinstance(section, dict):
        raise NotAManifest(Message("“{key}” is not an object in it", key=key))
    for path in section:
        if not _is_plain(path):
            raise NotAManifest(
                Message(
                    "“{key}” names a path that no build writes: {path}",
                    key=key,
                    path=shown(path[:80]),
                )
            )
    return section


def _digests(found: Mapping[str, Any], key: str) -> dict[str, str]:
    section = _section(found, key)
    for path, sha256 in section.items():
        if not _is_digest(sha256):
            raise NotAManifest(Message("“{name}” has no SHA-256 in it", name=shown(path)))
    return section


def _listed(name: str, facts: Any) -> Listed:
    match facts:
        case {"format": str(kind), "bytes": int(count), "sha256": sha256} if _is_digest(sha256):
            pages = facts.get("pages")
            if isinstance(pages, int | None) and not isinstance(count, bool) and count >= 0:
                return Listed(kind, count, sha256, pages)
    raise NotAManifest(Message("“{name}” has no format, bytes and SHA-256 in it", name=shown(name)))


def _profile(facts: Any) -> Profile | None:
    match facts:
        case None:
            return None
        case {"path": None, "sha256": sha256} if _is_digest(sha256):
            return Profile(None, sha256)
        case {"path": str(path), "sha256": sha256} if _is_digest(sha256) and _is_plain(path):
            return Profile(path, sha256)
    raise NotAManifest(Message("“print-profile” has no path and SHA-256 in it"))


def _is_digest(value: Any) -> bool:
    return isinstance(value, str) and _SHA256.fullmatch(value) is not None


def _is_plain(path: str) -> bool:
    """Whether a path is relative, in normal form, and has no ``..``."""
    if len(path) > _LONGEST_PATH or any(c in "\\\0" or "\ud800" <= c <= "\udfff" for c in path):
        return False
    return path == posixpath.normpath(path) and path.split("/", 1)[0] not in ("", ".", "..")


def shown(path: str) -> str:
    """A path on one line, without control characters."""
    return path if path.isprintable() else ascii(path)[1:-1]
