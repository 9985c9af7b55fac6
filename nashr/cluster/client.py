"""A Dask cluster as a pool: its workers build the articles, and send them back to be published.

What the articles have in common is sent to every worker once, also to those that join later; each
article's own files are sent with it. Publishing, the ledger and the cache stay here. Only articles
that will soon be built are submitted, so that the scheduler need not hold a whole archive.

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
from functools import partial
from typing import TYPE_CHECKING, Any

from nashr.messages import Message, reason_of
from nashr.pipeline.limits import allowed
from nashr.processes.pool import Ended, ForkServer, Limits, Started, Status, Task
from nashr.project.shipped import install_packages
from nashr.records import dataclass, replace

if TYPE_CHECKING:
    from nashr.issues import IssuePlace
    from nashr.pipeline.article import ArticleResult, BuildContext
    from nashr.project.file_bundle import ArticleFiles, MissingFiles, Packer

#: Seconds for the scheduler to answer, without a worker, and between two counts of the workers.
CONNECT_TIMEOUT = 10.0
NO_WORKER_TIMEOUT = 60.0
INTERVAL = 2.0
#: Seconds for a request to the whole cluster, in which a worker starts a process.
_REQUEST_TIMEOUT = 180.0
#: Articles that are submitted for each that is being built.
_AHEAD = 2
#: How often an article may come back for files that were not sent.
_ATTEMPTS = 8


class ClusterError(Exception):
    """The cluster cannot build. The text says why, in one or two sentences."""


@contextlib.contextmanager
def open_pool(address: str, say: Callable[[str], None]) -> Iterator[ClusterPool]:
    """The workers of the cluster whose scheduler is at ``address`` (``tcp://…`` or ``tls://…``).
    ``say`` is called with a sentence for each worker that is left out. Raises ``ClusterError``.
    """
    try:
        import dask
        import distributed
    except ImportError:
        message = Message(
            "A cluster needs the packages dask and distributed; see docs/scaling.md. To install "
            "them: {command}.",
            command=install_packages(("dask", "distributed"), "setup-cluster"),
        )
        raise ClusterError(message) from None
    # Dask would log lost connections; this module reports them as ClusterError.
    logging.getLogger("distributed").setLevel(logging.CRITICAL + 1)
    quiet = {"distributed.admin.large-graph-warning-threshold": "1TB"}
    with warnings.catch_warnings(), dask.config.set(quiet):
        warnings.simplefilter("ignore")
        try:
            asyncio.run(_probe(address))
            connect: Any = distributed.Client  # it is not typed
            client = connect(address, timeout=CONNECT_TIMEOUT, set_as_default=False)
        except (OSError, RuntimeError, TypeError, ValueError) as error:
            raise ClusterError(_unreachable(address, error)) from None
        pool = ClusterPool(client, address, say)
        try:
            yield pool
        finally:
            pool.close()


async def _probe(address: str) -> None:
    """Connect to the scheduler and disconnect. Where there is none, it raises what ``Client`` would
    raise, which would leave its threads running.
    """
    from distributed.comm import core
    from distributed.security import Security

    security: Any = Security  # neither is typed
    connect: Any = core.connect
    settings = security().get_connection_args("client")
    comm = await connect(address, timeout=CONNECT_TIMEOUT, **settings)
    await comm.close()


def _unreachable(address: str, error: Exception) -> Message:
    if isinstance(error, TypeError | ValueError | RuntimeError):  # raised for TLS settings
        message = Message(
            "There is no scheduler to be reached at {address}: the settings for TLS do not fit it. "
            "They are distributed.comm.tls.* and distributed.comm.require-encryption in Dask's "
            "configuration; see docs/scaling.md."
        )
    elif address.startswith("tls:"):
        message = Message(
            "There is no scheduler to be reached at {address}, or its certificate and ours are not "
            "signed by the same authority."
        )
    else:
        message = Message(
            "There is no scheduler to be reached at {address}. Is it running, and is it one "
            "without TLS?"
        )
    return message.having(address=address)


@dataclass(slots=True)
class _RemoteTask:
    """An article that waits to be built, or is being built."""

    tag: Any
    slug: str
    missing: MissingFiles | None = None
    attempts: int = 0
    #: The article's place in an issue, where one is made.
    place: IssuePlace | None = None


class ClusterPool:
    """The pool of the workers. Its one task is ``build_article``, which makes the PDF there too."""

    def __init__(self, client: Any, address: str, say: Callable[[str], None]) -> None:
        self._client = client
        self._address = address
        self._say = say
        self._name = f"nashr-{client.id}"  # as no other build has it
        self._waiting: deque[_RemoteTask] = deque()
        self._submitted: dict[Any, _RemoteTask] = {}
        self._finished: queue.SimpleQueue[Any] = queue.SimpleQueue()
        self._unusable: set[str] = set()
        self._context: BuildContext | None = None
        #: What gives the files for the workers, once they have what all articles have in common.
        self._packer: Packer | None = None
        self._counted = 0.0
        self._number = 0
        self._slots = 0

    # --- the protocol ``Pool`` ---------------------------------------------------------------

    def fork_server(self, prepare: Callable[[], None]) -> ForkServer:
        del prepare
        return self

    def start(
        self,
        server: ForkServer,
        tag: Any,
        limits: Limits,
        task: Task,
        *arguments: Any,
        first: bool = False,
        last: bool = False,
    ) -> None:
        """``task`` is ``build_article``; the limits are in the journal, which is sent too."""
        del server, limits, task, first, last
        self._context, slug = arguments
        place = self._context.request.places.get(slug)
        self._waiting.append(_RemoteTask(tag, slug, place=place))

    def reply(self, tag: Any, data: bytes, turn: int = 0) -> None:
        """No task waits here: the workers reply to it themselves."""

    def events(self) -> Iterator[Started | Ended]:
        """The starts and the ends of the articles, each with all its outputs; may be called again
        where more have been started. Raises ``ClusterError``.
        """
        if self._context is None or not self._waiting:
            return
        from nashr.project.file_bundle import Packer

        context = self._context
        packer = self._packer
        if packer is None:
            packer = Packer(context.workspace, context.journal, context.request.environment)
            self._register_plugin(context, packer)
            self._packer = packer
        while self._waiting or self._submitted:
            self._await_workers()
            while self._waiting and len(self._submitted) < _AHEAD * self._slots:
                task = self._waiting.popleft()
                own = packer.own(task.slug, task.missing)
                self._send(task, replace(own, place=task.place))
                yield Started(task.tag, is_remote=True)
            with contextlib.suppress(queue.Empty):
                ended = self._result_of(self._finished.get(timeout=INTERVAL), context, packer)
                if ended is not None:
                    yield ended

    def close(self) -> None:
        """Cancel what was submitted, and remove the plugin from the workers."""
        unregister = self._client.scheduler.unregister_worker_plugin
        for end in (
            partial(self._client.cancel, list(self._submitted)),
            partial(
                self._client.sync, unregister, name=self._name, callback_timeout=CONNECT_TIMEOUT
            ),
            partial(self._client.close, timeout=CONNECT_TIMEOUT),
        ):
            with contextlib.suppress(Exception):  # without a scheduler there is nothing to remove
                end()

    # --- the workers -------------------------------------------------------------------------

    def _register_plugin(self, context: BuildContext, packer: Packer) -> None:
        """Have all workers, also those that join later, start processes."""
        from nashr.cluster import plugin
        from nashr.cluster.worker_process import PRINT_PROFILE, SharedContext, product_dependencies

        expected: dict[str, str | None] = {**product_dependencies()}
        if not context.request.for_a_printer or context.journal.print.profile is not None:
            expected[PRINT_PROFILE] = None
        # The environment may have secrets. Only the date depends on it, and that is sent.
        request = replace(context.request, environment={}, places={})
        conditions = context.store.ledger.conditions()
        common = pickle.dumps(SharedContext(request, context.journal, conditions, packer.shared()))
        seconds = 2 * context.journal.limits.time + plugin.START
        processes = plugin.WorkerProcessPlugin(self._name, common, expected, seconds)
        with self._connected():
            self._client.sync(
                self._client.scheduler.register_worker_plugin,
                plugin=_pickled_by_value(processes),
                name=self._name,
                idempotent=False,
                callback_timeout=_REQUEST_TIMEOUT,
            )

    def _await_workers(self) -> None:
        """Wait until there are workers that can build articles. Raises ``ClusterError``."""
        if self._slots and time.monotonic() < self._counted + INTERVAL:
            return
        until = time.monotonic() + NO_WORKER_TIMEOUT
        while True:
            all_differ = self._count_slots()
            if self._slots:
                return
            if all_differ or time.monotonic() > until:
                raise ClusterError(self._no_workers(all_differ))
            time.sleep(min(INTERVAL, NO_WORKER_TIMEOUT / 10))

    def _count_slots(self) -> bool:
        """Count how many articles can be built at a time, and report the workers that are left
        out. Gives whether those are all workers.
        """
        with self._connected():
            identify = self._client.scheduler.identity
            found = self._client.sync(identify, n_workers=-1, callback_timeout=CONNECT_TIMEOUT)
        self._counted = time.monotonic()
        workers: dict[str, Any] = found["workers"]
        resources_of = {name: one.get("resources") or {} for name, one in workers.items()}
        self._slots = sum(int(resources.get(self._name, 0)) for resources in resources_of.values())
        unusable = [name for name, resources in resources_of.items() if self._name not in resources]
        self._report_unusable([name for name in unusable if name not in self._unusable])
        return bool(workers) and self._unusable.issuperset(workers)

    def _report_unusable(self, workers: Sequence[str]) -> None:
        """Report why these workers get no article, unless they are still starting."""
        if not workers:
            return
        with self._connected():
            answers = self._client.run(
                _remote_differences(self._name), workers=list(workers), on_error="return"
            )
        for name, differs in answers.items():
            if isinstance(differs, list):
                self._unusable.add(name)
                self._say(_left_out(name, differs))

    def _no_workers(self, all_differ: bool) -> Message:
        if all_differ:
            return Message(
                "No worker of {address} would give the same products as this machine.",
                address=self._address,
            )
        return Message(
            "The cluster at {address} has had no worker for {seconds:.0f} seconds.",
            address=self._address,
            seconds=NO_WORKER_TIMEOUT,
        )

    # --- the articles ------------------------------------------------------------------------

    def _send(self, task: _RemoteTask, own: ArticleFiles) -> None:
        self._number += 1
        with self._connected():
            future = self._client.submit(
                _remote_build(self._name),
                pickle.dumps(own),
                key=f"{self._name}-{self._number}",
                pure=False,
                resources={self._name: 1},
            )
            self._submitted[future] = task
            future.add_done_callback(self._finished.put)

    def _result_of(self, future: Any, context: BuildContext, packer: Packer) -> Ended | None:
        """The end of an article; None where it has to be submitted again."""
        task = self._submitted.pop(future)
        if future.status not in ("finished", "error"):
            raise ClusterError(self._lost())
        with self._connected():
            error = future.exception(timeout=_REQUEST_TIMEOUT)
            data = None if error is not None else future.result(timeout=_REQUEST_TIMEOUT)
            future.release()
        if data is None:
            return _without_result(task, error)
        from nashr.cluster import results

        limit = allowed(context.journal.limits).output or 0
        try:
            result = results.read(data, task.slug, context.request.formats, limit)
        except results.Refused as refusal:
            reason = Message("a worker's answer is refused: {reason}", reason=reason_of(refusal))
            return Ended(task.tag, Status.FAILED, reason=reason)
        if result.missing is not None and task.attempts < _ATTEMPTS:
            task.missing = result.missing
            task.attempts += 1
            self._waiting.appendleft(task)
            return None
        if result.missing is not None:
            reason = Message("it asks for more files each time")
            return Ended(task.tag, Status.FAILED, reason=reason)
        return Ended(task.tag, Status.DONE, self._note_result(result, task, context, packer))

    def _note_result(
        self, result: ArticleResult, task: _RemoteTask, context: BuildContext, packer: Packer
    ) -> ArticleResult:
        """Put the outputs into the cache here; the result as if this machine had built it."""
        from nashr.pipeline.render import keep
        from nashr.pipeline.toolchain import library_files

        if result.provenance is None:
            return result
        packer.note(task.slug, result.provenance.trace.project)
        for name, outcome in result.outputs.items():
            keep(context.store.cache, result.provenance.keys[name], outcome)
        # The ledger checks the libraries of this machine, which are of the same versions.
        return replace(result, provenance=replace(result.provenance, libraries=library_files()))

    @contextlib.contextmanager
    def _connected(self) -> Iterator[None]:
        """Raise ``ClusterError`` where the connection is lost within the block."""
        try:
            yield
        except Exception as error:
            message = Message(
                "The connection to the scheduler at {address} was lost ({error}).",
                address=self._address,
                error=type(error).__name__,
            )
            raise ClusterError(message) from error

    def _lost(self) -> Message:
        return Message(
            "The connection to the scheduler at {address} was lost.", address=self._address
        )


def _without_result(task: _RemoteTask, error: BaseException | None) -> Ended:
    """The end of an article that no worker has built."""
    if error is None:
        reason = Message("its process on the worker ended each time that it was tried")
        return Ended(task.tag, Status.LOST, reason=reason)
    if type(error).__name__ == "KilledWorker":
        reason = Message("the workers that it was given to ended, one after the other")
        return Ended(task.tag, Status.LOST, reason=reason)
    return Ended(task.tag, Status.FAILED, reason=f"{type(error).__name__}: {error}")


#: How many of the things that differ on a worker are named.
_MOST_NAMED = 3


def _left_out(worker: str, differs: Sequence[str]) -> Message:
    """Why a worker gets no article, by what differs there; nothing where nashr does not start."""
    names, more = tuple(differs[:_MOST_NAMED]), len(differs) - _MOST_NAMED
    if not differs:
        return Message(
            "The worker {name} is left out: nashr does not start there. Start the worker in "
            "nashr's folder.",
            name=worker,
        )
    if more > 0:
        return Message(
            "The worker {name} is left out: it differs from this machine in {parts} and {more} "
            "more.",
            name=worker,
            parts=names,
            more=more,
        )
    return Message(
        "The worker {name} is left out: it differs from this machine in {parts}.",
        name=worker,
        parts=names,
    )


# --- what is pickled by value --------------------------------------------------------------


def _pickled_by_value(plugin_object: Any) -> bytes:
    """A pickle with the code of ``nashr.cluster.plugin`` in it."""
    import cloudpickle

    from nashr.cluster import plugin

    cloudpickle.register_pickle_by_value(plugin)
    try:
        return bytes(cloudpickle.dumps(plugin_object))
    finally:
        cloudpickle.unregister_pickle_by_value(plugin)


def _remote_build(name: str) -> Callable[[bytes], bytes | None]:
    """The task that workers run. An inner function, because those are pickled by value."""

    def build(own: bytes) -> bytes | None:
        from distributed import get_worker

        processes: Any = get_worker().plugins[name]
        result: bytes | None = processes.build(own)
        return result

    return build


def _remote_differences(name: str) -> Callable[..., list[str] | None]:
    """The function that gives in what a worker differs."""

    def differs(dask_worker: Any) -> list[str] | None:
        processes = dask_worker.plugins.get(name)
        found: list[str] | None = processes.differs if processes is not None else None
        return found

    return differs
