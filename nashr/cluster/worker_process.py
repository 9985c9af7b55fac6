"""A process on a worker of a cluster that builds one article after another.

The worker starts it, with ``python -m nashr.cluster.worker_process``. It knows nothing of the
cluster: it first sends what products depend on here, then receives what all articles have in
common, and then an article at a time. Articles are built in its children, under limits: a crash
never reaches the worker.
"""

from __future__ import annotations

import contextlib
import dataclasses
import hashlib
import os
import pickle
import sys
import threading
from collections.abc import Mapping
from functools import partial
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from nashr.diagnostics import Outcome
from nashr.model import Journal
from nashr.pipeline.article import (
    NO_PAGES,
    ArticleResult,
    BuildContext,
    BuildStore,
    build_article,
)
from nashr.pipeline.build import COMPOSE, SET_PAGES, not_typeset
from nashr.pipeline.compose import Request
from nashr.pipeline.limits import allowed, lost
from nashr.pipeline.render import (
    RenderedOutput,
    preload_typesetter,
    set_pages,
    shipped_templates,
    starts_of,
)
from nashr.pipeline.shared import preload_shared
from nashr.pipeline.toolchain import toolchain
from nashr.processes.pool import ForkServer, Pool, Send, Sent, Started, Status, open_pool
from nashr.project.cache import Cache
from nashr.project.file_bundle import ArticleFiles, BundledWorkspace, FileMissing, SharedFiles
from nashr.project.ledger import Ledger
from nashr.project.shipped import shipped_folder
from nashr.project.workspace import LOCALES, STYLES, TEMPLATES
from nashr.records import dataclass, replace
from nashr.typesetting.standards.icc import default_cmyk_profile

#: The default ICC profile among what products depend on; only the printer's PDF depends on it.
PRINT_PROFILE = "print profile"


@dataclass(frozen=True, slots=True)
class SharedContext:
    """What all articles of a build have in common, as it is sent to the workers."""

    request: Request
    journal: Journal
    #: ``Ledger.conditions`` of the machine that started the build, for the keys of the outputs.
    conditions: str
    files: SharedFiles

    def build_context(self, own: ArticleFiles) -> BuildContext:
        """The context of a build here. It keeps nothing, but its outputs have their keys."""
        ledger = Ledger(None, os.devnull, os.devnull, {}, self.conditions)
        store = BuildStore(ledger, Cache(Path(os.devnull)))
        places = {own.slug: own.place} if own.place is not None else {}
        request = replace(self.request, places=places)
        return BuildContext(BundledWorkspace(self.files, own), request, self.journal, store)


def product_dependencies() -> dict[str, str]:
    """All of this machine that the bytes of a product depend on, by names to be shown."""
    tools = toolchain()
    found = {
        "nashr": f"{tools.nashr}, {tools.code}",
        "python": tools.python,
        "platform": tools.platform,
        "pandoc": tools.pandoc,
        "templates and styles": _shipped_digest(),
        PRINT_PROFILE: hashlib.sha256(default_cmyk_profile() or b"").hexdigest(),
    }
    found |= tools.packages
    found |= {f"library {name}": version for name, version in tools.libraries.items()}
    fonts = tools.fonts.items()
    brought = tools.extensions.items()
    found |= {f"extension {name}": str(dataclasses.astuple(one)) for name, one in brought}
    return found | {f"font {name}": str(dataclasses.astuple(font)) for name, font in fonts}


def _shipped_digest() -> str:
    """One digest of the files that come with nashr's code."""
    root = Path(shipped_folder())
    whole = hashlib.sha256()
    for folder in (TEMPLATES, STYLES, LOCALES):
        for path in sorted(p for p in (root / folder).rglob("*") if p.is_file()):
            digest = hashlib.sha256(path.read_bytes()).hexdigest()
            whole.update(f"{digest}  {path.relative_to(root).as_posix()}\n".encode())
    return whole.hexdigest()


def main(connection: Connection) -> None:
    """Build articles until the connection or the standard input is closed."""
    connection.send(product_dependencies())
    common: SharedContext = pickle.loads(connection.recv_bytes())
    with open_pool(1) as pool:
        context = common.build_context(_no_article())
        composers = pool.fork_server(partial(preload_shared, context.workspace, context.journal))
        typesetters = pool.fork_server(_preload_typesetter)
        # Not before the fork servers: a process with threads cannot be forked safely.
        threading.Thread(target=_exit_with_the_worker, daemon=True).start()
        while True:
            own: ArticleFiles = pickle.loads(connection.recv_bytes())
            context = common.build_context(own)
            result, is_lost = build_all_outputs(context, own.slug, pool, composers, typesetters)
            connection.send((is_lost, pickle.dumps(result)))


def build_all_outputs(
    context: BuildContext, slug: str, pool: Pool, composers: ForkServer, typesetters: ForkServer
) -> tuple[ArticleResult, bool]:
    """The result of an article with all its outputs, and whether a process was lost. The pool runs
    nothing else. Where the bundle of files in ``context`` is not enough, the result has what is
    missing.
    """
    limits = context.journal.limits
    result, is_lost = ArticleResult(()), False
    typeset: dict[str, RenderedOutput] = {}
    pool.start(composers, (slug, COMPOSE), allowed(limits), build_bundled, context, slug)
    for event in pool.events():
        if isinstance(event, Started):
            continue
        if isinstance(event, Sent) and event.tag == (slug, SET_PAGES):
            pool.reply((slug, COMPOSE), event.data)
            continue
        if isinstance(event, Sent):
            rest = allowed(limits, event.seconds)
            pool.start(typesetters, (slug, SET_PAGES), rest, set_pages, event.data, first=True)
            continue
        is_lost = is_lost or event.status is Status.LOST
        if event.tag == (slug, COMPOSE):
            result = event.value or ArticleResult((lost(slug, event, limits),))
        else:
            typeset = event.value or not_typeset(context, slug, event)
            pool.reply((slug, COMPOSE), NO_PAGES)
    result = result.finished(starts_of(typeset))
    return replace(result, outputs={**result.outputs, **typeset}), is_lost


def build_bundled(send: Send, context: BuildContext, slug: str) -> ArticleResult:
    """``build_article`` with a bundle of files, which may not have all that the article reads."""
    assert isinstance(context.workspace, BundledWorkspace)
    result = ArticleResult(())
    with contextlib.suppress(FileMissing):
        result = build_article(send, context, slug)
    missing = context.workspace.missing
    return ArticleResult((), missing=missing) if missing else result


def _preload_typesetter() -> None:
    preload_typesetter(shipped_templates())


def _no_article() -> ArticleFiles:
    empty: Mapping[str, Any] = {}
    return ArticleFiles("", empty, frozenset(), Outcome(None))


def _exit_with_the_worker() -> None:
    while os.read(sys.stdin.fileno(), 1):
        pass
    os._exit(1)


if __name__ == "__main__":
    try:
        main(Connection(int(sys.argv[1])))
    except EOFError:
        sys.exit(0)
