"""An article's products and their manifest, written as one; those of an earlier text removed."""

from __future__ import annotations

import errno
import hashlib
from collections.abc import Collection, Mapping, Sequence
from typing import Any

from nashr.diagnostics import Diagnostic, Span
from nashr.messages import Message, reason_of
from nashr.model import Artifact
from nashr.pipeline import manifest
from nashr.pipeline.compose import Log, Stopped
from nashr.pipeline.limits import LARGER_FILES
from nashr.pipeline.manifest import Product
from nashr.project.workspace import Workspace


def publish(
    workspace: Workspace,
    artifacts: Sequence[tuple[str, Artifact]],
    conditions: Mapping[str, Any],
    log: Log,
    awaited: Collection[str] = (),
) -> tuple[tuple[Product, ...], tuple[str, ...]]:
    """Write the products and their manifest, and remove the products of an earlier text, but for
    those in formats that are ``awaited``. Returns the products, and the paths that were removed.
    Raises ``Stopped`` where the products cannot be written.
    """
    slug = conditions["article"]
    products = tuple(_product(slug, name, artifact) for name, artifact in artifacts)
    listed = {p.path.removeprefix(f"{slug}/"): manifest.entry(p) for p in products}
    name = manifest.name_of(conditions)
    gone: list[str] = []

    def written() -> Mapping[str, Any]:
        before = manifest.published(workspace, slug, name)
        contents = manifest.of(workspace, conditions, listed)
        gone.extend(manifest.stale(workspace, before, contents, awaited))
        return contents

    try:
        parts = [artifact for _, artifact in artifacts]
        workspace.publish(slug, parts, written, name, lambda: gone)
    except OSError as error:
        message = Message("The products cannot be written: {reason}.", reason=reason_of(error))
        hint = LARGER_FILES if error.errno == errno.EFBIG else None
        log.found.append(Diagnostic("output-unwritable", Span(f"output/{slug}"), message, hint))
        raise Stopped from None
    return products, tuple(f"{slug}/{name}" for name in gone)


def _product(slug: str, name: str, artifact: Artifact) -> Product:
    digest = hashlib.sha256(artifact.data).hexdigest()
    path, length = f"{slug}/{artifact.name}", len(artifact.data)
    return Product(path, name, length, digest, artifact.pages, artifact.coloured)
