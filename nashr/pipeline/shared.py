"""What is done once for all articles: ``journal.yaml`` is read, and what they share is loaded.

What comes from the project is read in processes under limits; a fork server, which has none, loads
only what comes with nashr.
"""

from __future__ import annotations

import contextlib

from nashr.diagnostics import Outcome
from nashr.model import Journal
from nashr.pipeline import compose as composing
from nashr.pipeline import render as rendering
from nashr.pipeline.front_matter import load_in_process
from nashr.pipeline.limits import OF_JOURNAL, allowed, alone, journal_lost, within
from nashr.pipeline.references import read_shared, remember
from nashr.processes.pool import Ended, ForkServer, Pool, Status
from nashr.project.workspace import Workspace
from nashr.records import replace


def read_journal(workspace: Workspace, pool: Pool, readers: ForkServer) -> Outcome[Journal | None]:
    """``journal.yaml``, read in a process under limits, since a stranger may have written it."""
    return _journal(within(OF_JOURNAL, pool, readers, load_in_process, workspace))


def read_journal_alone(workspace: Workspace) -> Outcome[Journal | None]:
    """``read_journal`` for a command that has no pool of its own."""
    return _journal(alone(OF_JOURNAL, load_in_process, workspace))


def _journal(ended: Ended) -> Outcome[Journal | None]:
    if ended.status is not Status.DONE:
        return Outcome(None, (journal_lost(ended),))
    found: Outcome[Journal | None] = ended.value
    return found


#: Seconds for the shared bibliography; when they are over, each article reads it by itself.
_SHARED_SECONDS = 30.0


def preload_shared(workspace: Workspace, journal: Journal) -> None:
    """Do once, where there are several articles, what each would have to do. What fails here fails
    in the articles again, and is reported there.
    """
    from nashr.pipeline.toolchain import toolchain

    toolchain()
    own = workspace.for_article()
    with contextlib.suppress(Exception):
        composing.preload(journal)
    with contextlib.suppress(Exception):
        rendering.preload(rendering.shipped_templates())
    with contextlib.suppress(Exception):
        _read_shared(own, journal)


def _read_shared(workspace: Workspace, journal: Journal) -> None:
    """Read the bibliography that the articles share, in a process that has the journal's limits."""
    seconds = min(_SHARED_SECONDS, journal.limits.time)
    limits = replace(allowed(journal.limits), seconds=seconds)
    ended = alone(limits, read_shared, workspace, journal)
    if ended.status is Status.DONE:
        remember(*ended.value)
