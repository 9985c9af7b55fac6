"""``journal.yaml`` and an article's front matter, read while the command line imports the stages.

Imports no stage.
"""

from __future__ import annotations

import pickle

from nashr.diagnostics import Outcome
from nashr.model import Journal
from nashr.pipeline.front_matter import Parsed, read_in_process
from nashr.pipeline.limits import OF_JOURNAL, journal_lost
from nashr.processes.pool import Ended, ForkServer, Pool, Sent, Status
from nashr.project.workspace import Workspace


class JournalReading:
    """A process that reads ``journal.yaml`` and, where one article alone is built, parses its front
    matter. It has begun with that when this is made, and the pool gets no other task before
    ``result`` was called.
    """

    def __init__(
        self, pool: Pool, server: ForkServer, workspace: Workspace, article: str | None
    ) -> None:
        """``server`` has the parser of front matter, and no other task. ``article``: the slug."""
        self.article = article
        pool.start(server, "", OF_JOURNAL, read_in_process, workspace, article, last=True)
        self._events = pool.events()
        next(self._events)  # with that, the process has its task

    def result(self) -> tuple[Outcome[Journal | None], Parsed]:
        """The journal, and what the article's process need not parse. What could not be parsed is
        parsed there again, and reported.
        """
        found: Outcome[Journal | None] | None = None
        parsed: Parsed = ()
        for event in self._events:
            if isinstance(event, Sent):
                found = pickle.loads(event.data)
            elif isinstance(event, Ended) and found is None:
                found = Outcome(None, (journal_lost(event),))
            elif isinstance(event, Ended) and event.status is Status.DONE:
                parsed = event.value
        assert found is not None
        return found, parsed
