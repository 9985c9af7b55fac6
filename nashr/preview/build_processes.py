"""The processes in which the preview builds."""

from __future__ import annotations

from nashr.preview.warm_up import warm_up
from nashr.processes.pool import ForkServer, Pool
from nashr.records import dataclass


@dataclass(frozen=True, slots=True)
class BuildProcesses:
    """The pool, and the two fork servers that its processes come from."""

    pool: Pool
    composers: ForkServer
    typesetters: ForkServer

    @classmethod
    def of(cls, pool: Pool, typesetters: ForkServer) -> BuildProcesses:
        """With composers that have done once what every build needs."""
        return cls(pool, pool.fork_server(warm_up), typesetters)
