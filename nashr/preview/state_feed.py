"""The state feed: what the pages of the preview show, and the readers that wait for changes.

The thread that builds posts a new state; the one that serves the pages reads it. A state is
complete, so that a reader that missed some of them misses nothing.
"""

from __future__ import annotations

import contextlib
import json
import threading
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

from nashr import wording
from nashr.diagnostics import Diagnostic, as_json
from nashr.messages import Message, translate
from nashr.outputs.table import Output, outputs
from nashr.pipeline.manifest import Product
from nashr.project.workspace import file_inside
from nashr.records import dataclass, field, replace


def _listed() -> list[Output]:
    """The outputs that the preview tells of, in its order: those that it shows in its own window,
    then those to download. What is made on request only is not made here.
    """
    order = ("page", "pages", "")
    usual = [output for output in outputs() if not output.option]
    return sorted(usual, key=lambda output: order.index(output.view))


@dataclass(frozen=True, slots=True)
class ShownProduct:
    """A product as the pages show it; ``version`` changes when its bytes do."""

    format: str
    path: str
    version: str
    bytes: int
    pages: int | None = None


@dataclass(frozen=True, slots=True)
class ArticleState:
    """An article: its last good products, the findings since, and what is being built."""

    products: Mapping[str, ShownProduct] = field(default_factory=dict)
    findings: tuple[Diagnostic, ...] = ()
    #: The formats that are being built.
    pending: tuple[str, ...] = ()
    #: Whether the last build failed.
    failed: bool = False

    def built(self, products: tuple[Product, ...]) -> ArticleState:
        """With the products of a build in the place of older ones."""
        fresh = {
            p.format: ShownProduct(p.format, p.path, p.sha256, p.bytes, p.pages)
            for p in products
            if _is_named_as_article(p.path)
        }
        pending = tuple(name for name in self.pending if name not in fresh)
        return replace(self, products={**self.products, **fresh}, pending=pending)


@dataclass(frozen=True, slots=True)
class PreviewState:
    """All articles by their slugs, the findings in the files that they share, and the issues by
    their names, which no article has.
    """

    articles: Mapping[str, ArticleState] = field(default_factory=dict)
    shared: tuple[Diagnostic, ...] = ()
    issues: Mapping[str, ArticleState] = field(default_factory=dict)

    @property
    def all(self) -> dict[str, ArticleState]:
        """Articles and issues."""
        return {**self.articles, **self.issues}

    def with_article(self, slug: str, article: ArticleState) -> PreviewState:
        return replace(self, articles={**self.articles, slug: article})

    def with_issue(self, name: str, issue: ArticleState) -> PreviewState:
        return replace(self, issues={**self.issues, name: issue})


class StateFeed:
    """Holds the newest state. Safe for several threads."""

    def __init__(self, state: PreviewState) -> None:
        self.state = state
        #: Whether nothing more will be posted.
        self.ended = False
        self._lock = threading.Lock()
        self._readers: dict[Callable[[], None], str | None] = {}
        #: Called where the page of an article or of an issue was opened.
        self.on_open: Callable[[], None] = lambda: None

    def post(self, state: PreviewState) -> None:
        """Replace the state, and wake the readers."""
        self.state = state
        self._wake()

    def end(self) -> None:
        """Wake the readers for the last time: the preview ends."""
        self.ended = True
        self._wake()

    def _wake(self) -> None:
        with self._lock:
            wakers = tuple(self._readers)
        for wake in wakers:
            with contextlib.suppress(RuntimeError):  # the reader's loop has ended meanwhile
                wake()

    @contextlib.contextmanager
    def read_by(self, wake: Callable[[], None], slug: str | None) -> Iterator[None]:
        """Have ``wake`` called at each post while the block runs; ``slug`` is the article that the
        reader shows.
        """
        with self._lock:
            self._readers[wake] = slug
        if slug is not None:
            self.on_open()
        try:
            yield
        finally:
            with self._lock:
                del self._readers[wake]

    def open_articles(self) -> frozenset[str]:
        """The articles and issues that are open in a browser."""
        with self._lock:
            return frozenset(slug for slug in self._readers.values() if slug is not None)


def state_on_disk(output: Path, slug: str, *, proof: bool = False) -> ArticleState:
    """An article, or the proof of it, as earlier builds left it in the output folder."""
    products = {}
    for row in _listed():
        name = row.file_name(slug, proof=proof)
        with contextlib.suppress(OSError):
            file = file_inside(output / slug, name)
            if file is not None:
                state = file.stat()
                version = f"{state.st_mtime_ns}-{state.st_size}"
                products[row.name] = ShownProduct(
                    row.name, f"{slug}/{name}", version, state.st_size
                )
    return ArticleState(products)


def message(state: PreviewState, slug: str | None) -> str:
    """The state as JSON, of one article or issue, or of all."""
    every = state.all
    known = every if slug is None else {slug: every[slug]} if slug in every else {}
    shown = {
        "articles": [
            _article(name, article, is_issue=name in state.issues)
            for name, article in known.items()
        ],
        "shared": [_finding(found) for found in state.shared],
    }
    return json.dumps(shown, ensure_ascii=True)  # in one line


def _article(slug: str, article: ArticleState, *, is_issue: bool) -> dict[str, Any]:
    rows = _rows_of_issues() if is_issue else [(row.name, row) for row in _listed()]
    return {
        "slug": slug,
        "issue": is_issue,
        "products": [
            {
                "format": shown.format,
                "name": translate(row.label),
                "view": row.view,
                "path": shown.path,
                "version": shown.version,
                "pages": shown.pages,
            }
            for name, row in rows
            if (shown := article.products.get(name)) is not None
        ],
        "findings": [_finding(found) for found in article.findings],
        "awaited": [translate(row.label) for name, row in rows if name in article.pending],
        "failed": article.failed,
    }


def _rows_of_issues() -> list[tuple[str, Output]]:
    """The products of issues, each with the output of articles that is shown in the same way."""
    from nashr.issue.products import PRODUCTS

    listed = _listed()
    return [(row.name, one) for one in listed for row in PRODUCTS if row.like == one.name]


def _finding(found: Diagnostic) -> dict[str, Any]:
    """A finding as the page shows it, in the language that was chosen."""
    hint = translate(Message("Hint: {hint}", hint=found.hint)) if found.hint else None
    return as_json(found) | {
        "kind": translate(wording.SEVERITIES[found.severity.value]),
        "message": wording.message_text(translate(found.message)),
        "hint": wording.message_text(hint) if hint else None,
    }


def _is_named_as_article(path: str) -> bool:
    """Whether a product is the article's own and not one that an output made beside it."""
    slug, _, name = path.partition("/")
    kinds = (False, True)
    return name in {row.file_name(slug, proof=kind) for row in _listed() for kind in kinds}
