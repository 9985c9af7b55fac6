"""An issue's files and its manifest, written as one; those of an earlier build removed."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from typing import Any

from nashr.diagnostics import Diagnostic, Span
from nashr.issue.numbered import NumberedResult
from nashr.issues import Issue
from nashr.messages import Message, reason_of
from nashr.model import Artifact
from nashr.pipeline import manifest
from nashr.pipeline.article import BuildContext
from nashr.pipeline.compose import Log, Stopped
from nashr.pipeline.manifest import Product
from nashr.project.workspace import MANIFEST, PROOF_MANIFEST, Trace, Workspace
from nashr.records import dataclass, replace


@dataclass(frozen=True, slots=True)
class IssueConditions:
    """What the products of the whole were made from, beside the articles."""

    date: Mapping[str, str]
    sources: Mapping[str, str]
    shipped: Mapping[str, str]
    tools: Mapping[str, Any]
    proof: bool


@dataclass(frozen=True, slots=True)
class MadeProducts:
    """What the task returns that makes the products of the whole: them, by their rows' names, what
    was found, and what was looked at on the disk.
    """

    artifacts: tuple[tuple[str, Artifact], ...]
    findings: tuple[Diagnostic, ...]
    trace: Trace
    conditions: IssueConditions


@dataclass(frozen=True, slots=True)
class Published:
    """The products of the whole, those of each article, and the files that were removed."""

    of_issue: tuple[Product, ...]
    of_articles: Mapping[str, tuple[Product, ...]]
    removed: tuple[str, ...]


def publish_issue(
    context: BuildContext,
    issue: Issue,
    results: Sequence[NumberedResult],
    whole: MadeProducts,
    of_articles: Sequence[Mapping[str, Any]],
    log: Log,
) -> Published:
    """Write all files that were made now into the issue's folder, and the manifest last, so that
    all of them are of one numbering. Raises ``Stopped`` where they cannot be written.
    """
    own, artifacts = whole.conditions, whole.artifacts
    files: list[Artifact] = []
    products: dict[str, tuple[Product, ...]] = {}
    for one in results:
        slug = one.report.slug
        products[slug] = one.report.products
        if one.record is None:
            made = one.artifacts()
            placed = [(name, replace(part, name=f"{slug}/{part.name}")) for name, part in made]
            files += [part for _, part in placed]
            products[slug] = tuple(_product(issue.id, name, part) for name, part in placed)
    files += [part for _, part in artifacts]
    of_issue = tuple(_product(issue.id, name, part) for name, part in artifacts)
    every = [*of_issue, *(product for rows in products.values() for product in rows)]
    listed = {p.path.removeprefix(f"{issue.id}/"): manifest.entry(p) for p in every}
    contents = _manifest(issue, results, own, of_articles, listed)
    name = PROOF_MANIFEST if own.proof else MANIFEST
    gone: list[str] = []

    def written() -> Mapping[str, Any]:
        gone.extend(_stale(context.workspace, issue.id, name, listed))
        return contents

    try:
        context.workspace.publish(issue.id, files, written, name, lambda: gone)
    except OSError as error:
        message = Message("The products cannot be written: {reason}.", reason=reason_of(error))
        log.found.append(Diagnostic("output-unwritable", Span(f"output/{issue.id}"), message))
        raise Stopped from None
    return Published(of_issue, products, tuple(f"{issue.id}/{path}" for path in gone))


def _product(issue: str, name: str, part: Artifact) -> Product:
    digest = hashlib.sha256(part.data).hexdigest()
    path = f"{issue}/{part.name}"
    return Product(path, name, len(part.data), digest, part.pages, part.coloured)


def _manifest(
    issue: Issue,
    results: Sequence[NumberedResult],
    own: IssueConditions,
    of_articles: Sequence[Mapping[str, Any]],
    listed: Mapping[str, Mapping[str, Any]],
) -> dict[str, Any]:
    """The manifest of the issue: what all its files depend on, and the pages of the articles."""
    every = [{"sources": own.sources, "shipped": own.shipped}, *of_articles]
    profile = next((one["print-profile"] for one in of_articles if one["print-profile"]), None)
    last = max((one.last_page for one in results), default=issue.first_page)
    return {
        "issue": {
            "id": issue.id,
            "volume": issue.volume,
            "number": issue.number,
            "year": issue.year,
            "first-page": issue.first_page,
            "last-page": last,
        },
        "articles": [
            {
                "article": one.report.slug,
                "first-page": one.place.first_page,
                "last-page": one.last_page,
            }
            for one in results
        ],
        "date": dict(own.date),
        "options": {"proof": own.proof},
        "print-profile": profile,
        "sources": {path: sha for one in every for path, sha in one["sources"].items()},
        "shipped": {path: sha for one in every for path, sha in one["shipped"].items()},
        "style": of_articles[0]["style"] if of_articles else None,
        "tools": dict(own.tools),
        "products": dict(listed),
    }


def _stale(workspace: Workspace, folder: str, name: str, listed: Mapping[str, Any]) -> list[str]:
    """The files of an earlier numbering that stand as they were published."""
    before = manifest.published(workspace, folder, name)
    if before is None:
        return []
    others = {PROOF_MANIFEST, MANIFEST} - {name}
    kept = set(listed)
    for found in (manifest.published(workspace, folder, other) for other in others):
        kept |= set(found.products) if found is not None else set()
    gone = {path: one.bytes for path, one in before.products.items() if path not in kept}
    there = workspace.published_digests(folder, gone)
    return sorted(path for path in gone if there.get(path) == before.products[path].sha256)
