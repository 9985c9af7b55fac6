"""The board: what the pages of the preview show, and who waits for news of it.

The one who builds posts a new state; those who serve the pages read it. A state is whole, so that
a reader who missed some of them misses nothing.
"""

from __future__ import annotations

import contextlib
import json
import threading
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from nashr.diagnostics import Diagnostic, as_json
from nashr.outputs.table import Output, outputs
from nashr.pipeline.manifest import Product
from nashr.project.workspace import file_inside


def _listed() -> list[Output]:
    """The outputs that the preview tells of, in its order: those that it shows in its own window,
    then those to download. What is made on request only is not made here.
    """
    order = ("page", "pages", "")
    usual = [output for output in outputs() if not output.option]
    return sorted(usual, key=lambda output: order.index(output.view))


@dataclass(frozen=True, slots=True)
class Shown:
    """A product as the pages tell of it; ``version`` is another when its bytes are."""

    format: str
    path: str
    version: str
    bytes: int
    pages: int | None = None


@dataclass(frozen=True, slots=True)
class View:
    """An article: the last good products, what was found since, and whether it is at work."""

    products: Mapping[str, Shown] = field(default_factory=dict)
    findings: tuple[Diagnostic, ...] = ()
    #: The formats that are being made.
    awaited: tuple[str, ...] = ()
    #: Whether the last build made nothing.
    failed: bool = False

    def built(self, products: tuple[Product, ...]) -> View:
        """With products of a build in the place of their older ones."""
        fresh = {
            p.format: Shown(p.format, p.path, p.sha256, p.bytes, p.pages)
            for p in products
            if _is_named_as_article(p.path)
        }
        awaited = tuple(name for name in self.awaited if name not in fresh)
        return replace(self, products={**self.products, **fresh}, awaited=awaited)


@dataclass(frozen=True, slots=True)
class State:
    """All articles by their slugs, and what was found in the files that they share."""

    articles: Mapping[str, View] = field(default_factory=dict)
    shared: tuple[Diagnostic, ...] = ()

    def with_article(self, slug: str, view: View) -> State:
        return replace(self, articles={**self.articles, slug: view})


class StateFeed:
    """Holds the newest state. Safe for several threads."""

    def __init__(self, state: State) -> None:
        self.state = state
        #: Whether nothing more will be posted.
        self.ended = False
        self._lock = threading.Lock()
        self._readers: dict[Callable[[], None], str | None] = {}

    def post(self, state: State) -> None:
        """Show the state, and wake those who wait."""
        self.state = state
        self._wake()

    def end(self) -> None:
        """Let those who wait go."""
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
        """Have ``wake`` called at each post while the block runs; ``slug`` is what is read."""
        with self._lock:
            self._readers[wake] = slug
        try:
            yield
        finally:
            with self._lock:
                del self._readers[wake]

    def open_articles(self) -> frozenset[str]:
        """The articles that someone has before them."""
        with self._lock:
            return frozenset(slug for slug in self._readers.values() if slug is not None)


def standing(output: Path, slug: str) -> View:
    """An article as earlier builds left it in the output folder."""
    products = {}
    for row in _listed():
        name = row.file_name(slug)
        with contextlib.suppress(OSError):
            file = file_inside(output / slug, name)
            if file is not None:
                state = file.stat()
                version = f"{state.st_mtime_ns}-{state.st_size}"
                products[row.name] = Shown(row.name, f"{slug}/{name}", version, state.st_size)
    return View(products)


def message(state: State, slug: str | None) -> str:
    """The state as JSON, of one article or of all."""
    wanted = [slug] if slug is not None else list(state.articles)
    known = {name: state.articles[name] for name in wanted if name in state.articles}
    told = {
        "articles": [_article(name, view) for name, view in known.items()],
        "shared": [as_json(found) for found in state.shared],
    }
    return json.dumps(told, ensure_ascii=True)  # one line, whatever stands in it


def _article(slug: str, view: View) -> dict[str, Any]:
    return {
        "slug": slug,
        "products": [
            {
                "format": shown.format,
                "name": row.label,
                "view": row.view,
                "path": shown.path,
                "version": shown.version,
                "pages": shown.pages,
            }
            for row in _listed()
            if (shown := view.products.get(row.name)) is not None
        ],
        "findings": [as_json(found) for found in view.findings],
        "awaited": [row.label for row in _listed() if row.name in view.awaited],
        "failed": view.failed,
    }


def _is_named_as_article(path: str) -> bool:
    """Whether a product is the article's own and not one that an output made beside it."""
    slug, _, name = path.partition("/")
    return name in {row.file_name(slug) for row in _listed()}
