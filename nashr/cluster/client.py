"""A Dask cluster as a crew: the articles are made by its workers, and come back to be published.

What the articles have in common goes to every worker once, also to those that come later; each
article's own files go with it. Publishing, the ledger and the cache stay here. Only articles that
will soon have their turn are on the way, so that the scheduler need not hold a whole archive.

The scheduler's TLS settings are those of ``distributed`` (``distributed.comm.tls.*`` in its
configuration or environment); this module neither reads nor shows them.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
import pickle
import queue
import time
import warnings
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING, Any

from nashr.processes.pool import Begun, Ended, ForkServer, Limits, Status, Task

if TYPE_CHECKING:
    from nashr.pipeline.build import BuildContext, Made
    from nashr.project.file_bundle import ArticleFiles, MissingFiles, Packer

#: Seconds: for the scheduler to answer, for a worker to be there, between two looks at them.
CONNECT = 10.0
PATIENCE = 60.0
LOOK = 2.0
#: For what is asked of the whole cluster: a worker starts a bench meanwhile.
_ASKING = 180.0
#: Articles on the way for each that is being made.
_AHEAD = 2
#: How often an article may come back for files that nobody thought to send.
_ROUNDS = 8


class ClusterError(Exception):
    """The cluster cannot build. The text says why, in one or two sentences."""


@contextlib.contextmanager
def open_pool(address: str, say: Callable[[str], None]) -> Iterator[ClusterPool]:
    """The workers of the cluster whose scheduler is at ``address`` (``tcp://…`` or ``tls://…``).
    ``say`` is told of workers that are left out. Raises ``ClusterError``.
    """
    try:
        import dask
        import distributed
    except ImportError:
        message = "A cluster needs the packages dask and distributed; see docs/scaling.md."
        raise ClusterError(f"{message} To install them: make setup-cluster.") from None
    # What it would tell of lost connections, this module says in its own words.
    logging.getLogger("distributed").setLevel(logging.CRITICAL + 1)
    quiet = {"distributed.admin.large-graph-warning-threshold": "1TB"}
    with warnings.catch_warnings(), dask.config.set(quiet):
        warnings.simplefilter("ignore")
        try:
            asyncio.run(_knock(address))
            connect: Any = distributed.Client  # it is not typed
            client = connect(address, timeout=CONNECT, set_as_default=False)
        except (OSError, RuntimeError, TypeError, ValueError) as error:
            raise ClusterError(_unreachable(address, error)) from None
        hands = ClusterPool(client, address, say)
        try:
            yield hands
        finally:
            hands.close()


async def _knock(address: str) -> None:
    """Raises what a client raises that gets no answer, but leaves none behind."""
    from distributed.comm import core
    from distributed.security import Security

    security: Any = Security  # neither is typed
    connect: Any = core.connect
    settings = security().get_connection_args("client")
    comm = await connect(address, timeout=CONNECT, **settings)
    await comm.close()


def _unreachable(address: str, error: Exception) -> str:
    message = f"There is no scheduler to be reached at {address}"
    if isinstance(error, TypeError | ValueError | RuntimeError):  # so say its TLS settings
        return (
            f"{message}: the settings for TLS do not fit it. They are distributed.comm.tls.* and "
            "distributed.comm.require-encryption in Dask's configuration; see docs/scaling.md."
        )
    if address.startswith("tls:"):
        return f"{message}, or its certificate and ours are not signed by the same authority."
    return f"{message}. Is it running, and is it one without TLS?"


@dataclass(slots=True)
class _RemoteTask:
    """An article that is to be made, or is being made."""

    tag: Any
    slug: str
    lacking: MissingFiles | None = None
    rounds: int = 0


class ClusterPool:
    """The crew: ``pipeline.make`` with an article is done to its end, PDF included, elsewhere."""

    def __init__(self, client: Any, address: str, say: Callable[[str], None]) -> None:
        self._client = client
        self._address = address
        self._say = say
        self._name = f"nashr-{client.id}"  # as no other build has it
        self._waiting: deque[_RemoteTask] = deque()
        self._away: dict[Any, _RemoteTask] = {}
        self._back: queue.SimpleQueue[Any] = queue.SimpleQueue()
        self._told: set[str] = set()
        self._work: BuildContext | None = None
        self._looked = 0.0
        self._number = 0
        self._slots = 0

    # --- the protocol of a crew --------------------------------------------------------------

    def fork_server(self, prepare: Callable[[], None]) -> ForkServer:
        del prepare
        return self

    def start(
        self,
        starter: ForkServer,
        tag: Any,
        limits: Limits,
        task: Task,
        *arguments: Any,
        first: bool = False,
    ) -> None:
        """``task`` is ``pipeline.make``; the limits are those of the journal, which goes along."""
        del starter, limits, task, first
        self._work, slug = arguments
        self._waiting.append(_RemoteTask(tag, slug))

    def events(self) -> Iterator[Begun | Ended]:
        """What goes out, and the ends of the articles, each of which has all its outputs. Raises
        ``ClusterError``.
        """
        if self._work is None or not self._waiting:
            return
        from nashr.project.file_bundle import Packer

        work = self._work
        packer = Packer(work.workspace, work.journal, work.request.environment)
        self._equip(work, packer)
        while self._waiting or self._away:
            self._await_workers()
            while self._waiting and len(self._away) < _AHEAD * self._slots:
                errand = self._waiting.popleft()
                self._send(errand, packer.own(errand.slug, errand.lacking))
                yield Begun(errand.tag, elsewhere=True)
            with contextlib.suppress(queue.Empty):
                ended = self._ended(self._back.get(timeout=LOOK), work, packer)
                if ended is not None:
                    yield ended

    def close(self) -> None:
        """Take back what is away, and leave nothing of ours on the workers."""
        unregister = self._client.scheduler.unregister_worker_plugin
        for end in (
            partial(self._client.cancel, list(self._away)),
            partial(self._client.sync, unregister, name=self._name, callback_timeout=CONNECT),
            partial(self._client.close, timeout=CONNECT),
        ):
            with contextlib.suppress(Exception):  # where the scheduler is gone, so is all of this
                end()

    # --- the workers -------------------------------------------------------------------------

    def _equip(self, work: BuildContext, packer: Packer) -> None:
        """Have benches set up on all workers, now and later."""
        from nashr.cluster import plugin
        from nashr.cluster.worker_process import SharedContext, belongings

        ours: dict[str, str | None] = {**belongings()}
        if not work.request.for_a_printer or work.journal.print_profile is not None:
            ours["press"] = None
        # The environment has secrets, and all that is wanted of it is the date, which is sent.
        request = replace(work.request, environment={})
        conditions = work.memory.ledger.conditions()
        common = pickle.dumps(SharedContext(request, work.journal, conditions, packer.shared()))
        seconds = 2 * work.journal.limits.time + plugin.START
        benches = plugin.Benches(self._name, common, ours, seconds)
        with self._talk():
            self._client.sync(
                self._client.scheduler.register_worker_plugin,
                plugin=_by_value(benches),
                name=self._name,
                idempotent=False,
                callback_timeout=_ASKING,
            )

    def _await_workers(self) -> None:
        """See to it that there are workers that can be given articles."""
        if self._slots and time.monotonic() < self._looked + LOOK:
            return
        until = time.monotonic() + PATIENCE
        while True:
            are_strangers = self._look()
            if self._slots:
                return
            if are_strangers or time.monotonic() > until:
                raise ClusterError(self._deserted(are_strangers))
            time.sleep(min(LOOK, PATIENCE / 10))

    def _look(self) -> bool:
        """Count how many articles can be made at a time, and tell of the workers that are left
        out; whether those are all that there are.
        """
        with self._talk():
            identify = self._client.scheduler.identity
            found = self._client.sync(identify, n_workers=-1, callback_timeout=CONNECT)
        self._looked = time.monotonic()
        workers: dict[str, Any] = found["workers"]
        theirs = {name: one.get("resources") or {} for name, one in workers.items()}
        self._slots = sum(int(resources.get(self._name, 0)) for resources in theirs.values())
        useless = [name for name, resources in theirs.items() if self._name not in resources]
        self._tell_of([name for name in useless if name not in self._told])
        return bool(workers) and self._told.issuperset(workers)

    def _tell_of(self, workers: Sequence[str]) -> None:
        """Say why these workers get no article, unless they are only just getting ready."""
        if not workers:
            return
        with self._talk():
            answers = self._client.run(
                _asking(self._name), workers=list(workers), on_error="return"
            )
        for name, differs in answers.items():
            if isinstance(differs, list):
                self._told.add(name)
                self._say(f"The worker {name} is left out: {_in_words(differs)}")

    def _deserted(self, are_strangers: bool) -> str:
        if are_strangers:
            return f"No worker of {self._address} would give the same products as this machine."
        return f"The cluster at {self._address} has had no worker for {PATIENCE:.0f} seconds."

    # --- the articles ------------------------------------------------------------------------

    def _send(self, errand: _RemoteTask, own: ArticleFiles) -> None:
        self._number += 1
        with self._talk():
            future = self._client.submit(
                _making(self._name),
                pickle.dumps(own),
                key=f"{self._name}-{self._number}",
                pure=False,
                resources={self._name: 1},
            )
            self._away[future] = errand
            future.add_done_callback(self._back.put)

    def _ended(self, future: Any, work: BuildContext, packer: Packer) -> Ended | None:
        """What became of an article; None where it has to go once more."""
        errand = self._away.pop(future)
        if future.status not in ("finished", "error"):
            raise ClusterError(self._lost())
        with self._talk():
            error = future.exception(timeout=_ASKING)
            data = None if error is not None else future.result(timeout=_ASKING)
            future.release()
        if data is None:
            return _unmade(errand, error)
        made: Made = pickle.loads(data)
        if made.lacking is not None and errand.rounds < _ROUNDS:
            errand.lacking = made.lacking
            errand.rounds += 1
            self._waiting.appendleft(errand)
            return None
        if made.lacking is not None:
            return Ended(errand.tag, Status.FAILED, reason="it asks for more files each time")
        return Ended(errand.tag, Status.DONE, self._kept(made, errand, work, packer))

    def _kept(self, made: Made, errand: _RemoteTask, work: BuildContext, packer: Packer) -> Made:
        """What was made, known to this machine's cache and as its own."""
        from nashr.pipeline.render import keep
        from nashr.pipeline.toolchain import library_files

        if made.origin is None:
            return made
        packer.note(errand.slug, made.origin.trace.project)
        for name, outcome in made.outputs.items():
            keep(work.memory.cache, made.origin.keys[name], outcome)
        # Those of the same versions as the worker's; the ledger will look at these files.
        return replace(made, origin=replace(made.origin, libraries=library_files()))

    @contextlib.contextmanager
    def _talk(self) -> Iterator[None]:
        """Say of a connection that breaks that it did."""
        try:
            yield
        except Exception as error:
            raise ClusterError(f"{self._lost()[:-1]} ({type(error).__name__}).") from error

    def _lost(self) -> str:
        return f"The connection to the scheduler at {self._address} was lost."


def _unmade(errand: _RemoteTask, error: BaseException | None) -> Ended:
    """The end of an article that no worker brought back."""
    if error is None:
        reason = "its bench on the worker ended each time that it was tried"
        return Ended(errand.tag, Status.LOST, reason=reason)
    if type(error).__name__ == "KilledWorker":
        reason = "the workers that it was given to ended, one after the other"
        return Ended(errand.tag, Status.LOST, reason=reason)
    return Ended(errand.tag, Status.FAILED, reason=f"{type(error).__name__}: {error}")


def _in_words(differs: Sequence[str]) -> str:
    if not differs:
        return "nashr does not start there. Start the worker in nashr's folder."
    more = f" and {len(differs) - 3} more" if len(differs) > 3 else ""
    return f"it differs from this machine in {', '.join(differs[:3])}{more}."


# --- what travels by value -----------------------------------------------------------------


def _by_value(thing: Any) -> bytes:
    """A pickle that brings the code of ``nashr.cluster.plugin`` along."""
    import cloudpickle

    from nashr.cluster import plugin

    cloudpickle.register_pickle_by_value(plugin)
    try:
        return bytes(cloudpickle.dumps(thing))
    finally:
        cloudpickle.unregister_pickle_by_value(plugin)


def _making(name: str) -> Callable[[bytes], bytes | None]:
    """The task. It is a function in a function, for such are pickled by value."""

    def make(own: bytes) -> bytes | None:
        from distributed import get_worker

        benches: Any = get_worker().plugins[name]
        made: bytes | None = benches.make(own)
        return made

    return make


def _asking(name: str) -> Callable[..., list[str] | None]:
    """The question in what a worker differs."""

    def differs(dask_worker: Any) -> list[str] | None:
        benches = dask_worker.plugins.get(name)
        found: list[str] | None = benches.differs if benches is not None else None
        return found

    return differs
