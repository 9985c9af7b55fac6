"""Watches the sources: what was saved, created, renamed or deleted, as paths of the project."""

from __future__ import annotations

import contextlib
import os
import threading
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path
from queue import SimpleQueue
from typing import Any

from nashr.project.ignored import is_ignored
from nashr.project.workspace import ARTICLE, MANUSCRIPTS, TEMPLATES
from nashr.records import dataclass, field

#: The folders of a project that have sources.
FOLDERS = (MANUSCRIPTS, "bibliography", TEMPLATES)
#: The path of a change that may be anywhere.
ANYWHERE = ""
#: Milliseconds: events without a longer pause between them are one change, and are reported after
#: the longest wait in any case. An editor's save is some events within a few milliseconds.
_PAUSE, _LONGEST = 15, 250
#: Milliseconds between two checks of what the system does not watch.
_POLL = 500
#: Seconds for the system to begin to watch.
_BEGIN = 5.0

_Stamps = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class _StopEvent:
    """The event that ends ``watchfiles.watch``, which asks for it once the system watches."""

    stop: threading.Event
    begun: threading.Event

    def is_set(self) -> bool:
        self.begun.set()
        return self.stop.is_set()


@dataclass(slots=True)
class Watch:
    """Reports what changes below the project."""

    project: Path
    #: Sources outside of the watched folders, which the journal may name; they are polled.
    outside: frozenset[str] = frozenset()
    _queue: SimpleQueue[frozenset[str]] = field(default_factory=SimpleQueue)
    _stop: threading.Event = field(default_factory=threading.Event)
    _begun: threading.Event = field(default_factory=threading.Event)

    def changes(self) -> Iterator[frozenset[str]]:
        """The changed paths, all that there are at a time; waits for the next, without end."""
        while True:
            found = set(self._queue.get())
            while not self._queue.empty():
                found |= self._queue.get()
            yield frozenset(found)

    def look_again(self) -> None:
        """Have ``changes`` yield once, also where nothing has changed."""
        self._queue.put(frozenset())

    def is_unchanged(self) -> bool:
        """Whether ``changes`` has nothing to yield now."""
        return self._queue.empty()

    @contextlib.contextmanager
    def running(self) -> Iterator[Watch]:
        """Watch, in a thread, while the block runs: also what changes just after it has begun."""
        watcher = threading.Thread(target=self._run, daemon=True)
        watcher.start()
        self._begun.wait(_BEGIN)
        try:
            yield self
        finally:
            self._stop.set()
            watcher.join(2)

    def _run(self) -> None:
        polling: bool | None = None
        while not self._stop.is_set():
            folders = self._folders()
            if not folders:
                self._begun.set()
                self._stop.wait(_POLL / 1000)
                if self._folders():
                    self._queue.put(frozenset((ANYWHERE,)))
                continue
            try:
                self._watch(folders, polling)
            except OSError:
                # The system watches no more files for this user, or the folder was just removed.
                polling = bool(self._folders())
                self._stop.wait(_POLL / 1000)

    def _watch(self, folders: Mapping[str, int], polling: bool | None) -> None:
        """Report changes until one of the folders is replaced."""
        from watchfiles import watch

        stamps = self._stamps()
        for found in watch(
            *(self.project / name for name in folders),
            watch_filter=lambda _, path: not is_editor_file(path),
            debounce=_LONGEST,
            step=_PAUSE,
            rust_timeout=_POLL,
            yield_on_timeout=True,
            stop_event=_StopEvent(self._stop, self._begun),
            force_polling=polling,
        ):
            changed = {os.path.relpath(path, self.project) for _, path in found}
            before, stamps = stamps, self._stamps()
            changed |= {path for path in stamps if path in before and stamps[path] != before[path]}
            if self._folders() != folders:
                changed = {ANYWHERE}
            if changed:
                self._queue.put(frozenset(changed))
            if ANYWHERE in changed:
                return

    def _folders(self) -> Mapping[str, int]:
        """The folders that are there, each with its inode."""
        found = {}
        for name in FOLDERS:
            with contextlib.suppress(OSError):
                path = self.project / name
                if path.is_dir():
                    found[name] = path.stat().st_ino
        return found

    def _stamps(self) -> _Stamps:
        return {path: _stamp(self.project / path) for path in self.outside}


def _stamp(path: Path) -> tuple[int, int] | None:
    try:
        state = path.stat()
    except OSError:
        return None
    return state.st_mtime_ns, state.st_size


def is_editor_file(path: str) -> bool:
    """Whether a file is a temporary one of an editor."""
    return is_ignored(os.path.basename(path))  # noqa: PTH119 - called for each event


def is_outside(path: str) -> bool:
    """Whether a source is outside of the folders that are watched."""
    return path.partition("/")[0] not in FOLDERS


def touches(changed: Collection[str], slug: str, reads: Mapping[str, Any] | None) -> bool:
    """Whether the changes touch the article. ``reads`` is what its last good build read, as in the
    ledger's records; None where the last build failed or is not known.
    """
    own = f"{MANUSCRIPTS}/{slug}"
    if any(_is_at(path, own) or _is_at(own, path) for path in changed):
        return True
    if reads is None:
        return any(not _is_other_text(path) for path in changed)
    looked = (*reads["project"], *reads["absent"])
    return any(
        any(_is_at(seen, path) for seen in looked)
        or any(_is_at(path, folder) for folder in reads["listed"])
        for path in changed
    )


def _is_at(path: str, place: str) -> bool:
    """Whether a path is the place, or lies below it."""
    return place == ANYWHERE or path == place or path.startswith(f"{place}/")


def _is_other_text(path: str) -> bool:
    return path.startswith(f"{MANUSCRIPTS}/") and path.endswith(f"/{ARTICLE}")
