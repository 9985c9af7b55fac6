"""The sources under watch: what was saved, created, renamed or deleted, as paths of the project."""

from __future__ import annotations

import contextlib
import os
import re
import threading
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from queue import SimpleQueue
from typing import Any

from nashr.project.workspace import ARTICLE, MANUSCRIPTS, TEMPLATES

#: The folders of a project that have sources.
FOLDERS = (MANUSCRIPTS, "bibliography", TEMPLATES)
#: Stands for a change that may be anywhere.
ANYWHERE = ""
#: Milliseconds: what comes with no longer a pause between is one change; it is told after the
#: longest wait in any case. An editor's save is some events within a few milliseconds.
_PAUSE, _LONGEST = 15, 250
#: Milliseconds between two looks at what is not watched.
_LOOK = 500
#: What editors write beside the file that is edited: swap files, backups, trials, locks.
_PASSING = re.compile(
    r"^\.|^#.*#$|~$|\.(?:sw[a-z]|tmp|temp|bak|part|crswap)$|^4913$", re.IGNORECASE
)

_Marks = Mapping[str, Any]


@dataclass(slots=True)
class Watch:
    """Hears what changes below the project."""

    project: Path
    #: Sources outside of the folders, which the journal may name; they are looked at now and then.
    beside: frozenset[str] = frozenset()
    _heard: SimpleQueue[frozenset[str]] = field(default_factory=SimpleQueue)
    _stop: threading.Event = field(default_factory=threading.Event)

    def changes(self) -> Iterator[frozenset[str]]:
        """What has changed, all that there is at a time; waits for it, without end."""
        while True:
            found = set(self._heard.get())
            while not self._heard.empty():
                found |= self._heard.get()
            yield frozenset(found)

    def is_silent(self) -> bool:
        """Whether nothing has changed that was not told yet."""
        return self._heard.empty()

    @contextlib.contextmanager
    def running(self) -> Iterator[Watch]:
        """Watch, in a thread, while the block runs."""
        watcher = threading.Thread(target=self._run, daemon=True)
        watcher.start()
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
                self._stop.wait(_LOOK / 1000)
                if self._folders():
                    self._heard.put(frozenset((ANYWHERE,)))
                continue
            try:
                self._watch(folders, polling)
            except OSError:
                # The system watches no more files for this user; or the folder has just gone.
                polling = bool(self._folders())
                self._stop.wait(_LOOK / 1000)

    def _watch(self, folders: Mapping[str, int], polling: bool | None) -> None:
        """Tell of changes until one of the folders is another."""
        from watchfiles import watch

        marks = self._marks()
        for found in watch(
            *(self.project / name for name in folders),
            watch_filter=lambda _, path: not is_passing(path),
            debounce=_LONGEST,
            step=_PAUSE,
            rust_timeout=_LOOK,
            yield_on_timeout=True,
            stop_event=self._stop,
            force_polling=polling,
        ):
            changed = {os.path.relpath(path, self.project) for _, path in found}
            before, marks = marks, self._marks()
            changed |= {path for path in marks if path in before and marks[path] != before[path]}
            if self._folders() != folders:
                changed = {ANYWHERE}
            if changed:
                self._heard.put(frozenset(changed))
            if ANYWHERE in changed:
                return

    def _folders(self) -> Mapping[str, int]:
        """The folders that are there, each with its number on the disk."""
        found = {}
        for name in FOLDERS:
            with contextlib.suppress(OSError):
                path = self.project / name
                if path.is_dir():
                    found[name] = path.stat().st_ino
        return found

    def _marks(self) -> _Marks:
        return {path: _mark(self.project / path) for path in self.beside}


def _mark(path: Path) -> tuple[int, int] | None:
    try:
        state = path.stat()
    except OSError:
        return None
    return state.st_mtime_ns, state.st_size


def is_passing(path: str) -> bool:
    """Whether a file is one that an editor keeps for itself."""
    return bool(_PASSING.search(os.path.basename(path)))  # noqa: PTH119 - called for each event


def is_beside(path: str) -> bool:
    """Whether a source stands outside of the folders that are watched."""
    return path.partition("/")[0] not in FOLDERS


def touches(changed: Collection[str], slug: str, reads: Mapping[str, Any] | None) -> bool:
    """Whether the changes touch the article. ``reads`` is what its last good build looked at, as
    the ledger's records have it; None where the last build failed or is not known.
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
