"""The bench: a process on a worker of a cluster, at which articles are made one after another.

The worker starts it, with ``python -m nashr.cluster.worker_process``. It knows nothing of the
cluster: it says first what it works with, gets what all articles have in common, and then an
article at a time.
What an article does to its processes it does to the bench's children, and never to the worker.
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
from dataclasses import dataclass, replace
from functools import partial
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from nashr.diagnostics import Outcome
from nashr.model import Journal
from nashr.pipeline.build import MAKE, PAGES, BuildContext, Made, Memory, make, ready, unset
from nashr.pipeline.compose import Request
from nashr.pipeline.limits import allowed, lost
from nashr.pipeline.render import Rendering, preload_typesetter, set_pages
from nashr.pipeline.toolchain import toolchain
from nashr.processes import pool
from nashr.processes.pool import Begun, ForkServer, Pool, Send, Sent, Status
from nashr.project.cache import Cache
from nashr.project.file_bundle import ArticleFiles, BundledWorkspace, FileMissing, SharedFiles
from nashr.project.ledger import Ledger
from nashr.project.workspace import LOCALES, SHIPPED, STYLES, TEMPLATES, Workspace
from nashr.typesetting.standards.pdfx import default_cmyk_profile


@dataclass(frozen=True, slots=True)
class SharedContext:
    """What all articles of a build have in common, as it travels."""

    request: Request
    journal: Journal
    #: The digest of all that outputs depend on beside the files, for their keys.
    conditions: str
    files: SharedFiles

    def work(self, own: ArticleFiles) -> BuildContext:
        """The build as it is at a bench: it keeps nothing, yet its outputs have keys."""
        nowhere = os.devnull
        ledger = Ledger(None, nowhere, nowhere, {}, self.conditions)
        memory = Memory(ledger, Cache(Path(nowhere)))
        return BuildContext(BundledWorkspace(self.files, own), self.request, self.journal, memory)


def belongings() -> dict[str, str]:
    """All that the bytes of a product depend on where it is made, by names for people."""
    tools = toolchain()
    found = {
        "nashr": f"{tools.nashr}, {tools.code}",
        "python": tools.python,
        "platform": tools.platform,
        "pandoc": tools.pandoc,
        "templates and styles": _shipped(),
        "press": hashlib.sha256(default_cmyk_profile() or b"").hexdigest(),
    }
    found |= tools.packages
    found |= {f"library {name}": version for name, version in tools.libraries.items()}
    fonts = tools.fonts.items()
    return found | {f"font {name}": str(dataclasses.astuple(font)) for name, font in fonts}


def _shipped() -> str:
    """One digest of what ships with nashr beside its code."""
    whole = hashlib.sha256()
    for folder in (TEMPLATES, STYLES, LOCALES):
        for path in sorted(p for p in (SHIPPED / folder).rglob("*") if p.is_file()):
            digest = hashlib.sha256(path.read_bytes()).hexdigest()
            whole.update(f"{digest}  {path.relative_to(SHIPPED).as_posix()}\n".encode())
    return whole.hexdigest()


def main(line: Connection) -> None:
    """Work until the line or the standard input ends."""
    line.send(belongings())
    common: SharedContext = pickle.loads(line.recv_bytes())
    with pool.open_pool(1) as crew:
        nothing_yet = common.work(_no_article())
        composers = crew.fork_server(partial(ready, nothing_yet))
        typesetters = crew.fork_server(partial(_warm, nothing_yet.workspace))
        # Not before the starters are split off: a process with threads may not split.
        threading.Thread(target=_end_with_the_worker, daemon=True).start()
        while True:
            own: ArticleFiles = pickle.loads(line.recv_bytes())
            made, is_lost = complete(common.work(own), own.slug, crew, composers, typesetters)
            line.send((is_lost, pickle.dumps(made)))


def complete(
    work: BuildContext, slug: str, crew: Pool, composers: ForkServer, typesetters: ForkServer
) -> tuple[Made, bool]:
    """An article with all its outputs, by a crew that is at nothing else; and whether a process
    was lost.

    ``work`` has its files in a parcel; where that lacks something, that is all there is.
    """
    limits = work.journal.limits
    made, is_lost = Made(()), False
    typeset: dict[str, Rendering] = {}
    crew.start(composers, (slug, MAKE), allowed(limits), make_of_parcel, work, slug)
    for event in crew.events():
        if isinstance(event, Begun):
            continue
        if isinstance(event, Sent):
            rest = allowed(limits, event.seconds)
            crew.start(typesetters, (slug, PAGES), rest, set_pages, event.data, first=True)
            continue
        is_lost = is_lost or event.how is Status.LOST
        if event.tag == (slug, MAKE):
            made = event.value or Made((lost(slug, event, limits),))
        else:
            typeset = event.value or unset(work, slug, event)
    return replace(made, outputs={**made.outputs, **typeset}), is_lost


def make_of_parcel(send: Send, work: BuildContext, slug: str) -> Made:
    """``make``, where the files may not all have come along."""
    assert isinstance(work.workspace, BundledWorkspace)
    made = Made(())
    with contextlib.suppress(FileMissing):
        made = make(send, work, slug)
    lacking = work.workspace.lacking
    return Made((), lacking=lacking) if lacking else made


def _warm(workspace: Workspace) -> None:
    preload_typesetter(workspace.templates().value)


def _no_article() -> ArticleFiles:
    empty: Mapping[str, Any] = {}
    return ArticleFiles("", empty, frozenset(), Outcome(None))


def _end_with_the_worker() -> None:
    while os.read(sys.stdin.fileno(), 1):
        pass
    os._exit(1)


if __name__ == "__main__":
    try:
        main(Connection(int(sys.argv[1])))
    except EOFError:
        sys.exit(0)
