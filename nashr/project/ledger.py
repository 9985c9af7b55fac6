"""What was built of what: a record of each article's last build, and whether it still holds.

A build with nothing to do must say so in the blink of an eye. This module is therefore light:
it imports little, and no dataclass, no model, no stage. A record holds when everything that the
article was made of is as it was: the files that were read, those that were looked for in vain,
the folders that were listed, the options, the commit, and the programs. A file is known to be
what it was by its size, its times and its number, and where these differ by its digest.

A record is two JSON objects, each a line, behind a digest of its place and its text; a damaged one
is no record. The second line has what mostly is the same for all articles of a project: it is read
once for as many records as share it.
"""

from __future__ import annotations

import hashlib
import json
import os
import sys
import time
from collections import namedtuple
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from nashr import wording

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any, TypeVar

    K = TypeVar("K")
    V = TypeVar("V")

_PACKAGE = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
SHIPPED = os.path.dirname(_PACKAGE)
#: The environment's variable that names the folder of the cache; empty for no cache at all.
VARIABLE = "NASHR_CACHE"
_RECORDS = "records"
#: The facts of the second line.
_COMMON = ("shared", "libraries")
#: A change within this time of the look at a file may not show in the file's times.
_FINE, _COARSE = 50_000_000, 2_000_000_000
_PIECE = 1 << 16

#: A product and a finding as a record tells of them.
Told = namedtuple("Told", "path format bytes sha256 pages")
RecordedFinding = namedtuple("RecordedFinding", "severity code file line column message hint")


def folder(environment: Mapping[str, str]) -> str | None:
    """Where this user's cache is; None where there is none to be had, or none is wanted.

    It is the user's and not the project's: a project may come from anyone, and what stands in
    the cache is trusted.
    """
    named = environment.get(VARIABLE)
    if named is not None:
        return named or None
    home = environment.get("HOME", "")
    if sys.platform == "darwin":
        base = os.path.join(home, "Library", "Caches")
    else:
        base = environment.get("XDG_CACHE_HOME") or os.path.join(home, ".cache")
    return os.path.join(base, "nashr") if home and os.path.isabs(base) else None


class BuildRecord:
    """What is known of the last build of an article, by the names that ``write`` was given."""

    def __init__(self, slug: str, facts: dict[str, Any]) -> None:
        self.slug = slug
        self.facts = facts

    def formats(self) -> tuple[str, ...]:
        return tuple(self.facts["outputs"])

    def products(self, formats: Iterable[str]) -> list[Told]:
        outputs = self.facts["outputs"]
        return [Told(*row) for name in formats for row in outputs[name]["products"]]

    def findings(self, formats: Iterable[str]) -> list[RecordedFinding]:
        """What was found in the article, in the order of the places."""
        rows = list(self.facts["findings"])
        for name in formats:
            rows += self.facts["outputs"][name]["findings"]
        return sort_findings(RecordedFinding(*row) for row in rows)

    def journal(self) -> list[RecordedFinding]:
        """What was found in ``journal.yaml``."""
        return [RecordedFinding(*row) for row in self.facts["journal"]]


class _Seen:
    """What was looked at already: the same file, folder or library serves many articles."""

    def __init__(self) -> None:
        self.standing: dict[str, BuildRecord | None] = {}
        self.common: dict[bytes, dict[str, Any]] = {}
        self.digests: dict[str, str | None] = {}
        #: The files that were read for their digests.
        self.into: set[str] = set()
        self.there: dict[str, bool] = {}
        self.listings: dict[str, str] = {}
        self.libraries: dict[str, list[int] | None] = {}


class Ledger:
    """The records of one project, one output folder and one set of options."""

    def __init__(
        self,
        folder: str | None,
        project: str,
        output: str,
        options: Mapping[str, Any],
        conditions: str | None = None,
    ) -> None:
        """``conditions``, where the project is elsewhere and was asked for them there."""
        self.project = os.path.realpath(project)
        self.output = os.path.realpath(output)
        self._options = json.dumps(options, sort_keys=True)
        self._folder: str | None = None
        if folder is not None:
            name = "\0".join((self.project, self.output, self._options))
            key = hashlib.sha256(name.encode("utf-8", "surrogateescape")).hexdigest()
            self._folder = os.path.join(folder, _RECORDS, key[:32])
        self._begun = time.time_ns()
        self._now = conditions
        self._seen = _Seen()

    def __getstate__(self) -> dict[str, Any]:
        """What another process needs of it: not what was seen here of other articles."""
        return {**self.__dict__, "_seen": _Seen()}

    def conditions(self) -> str:
        """One digest of all that every article depends on, beside the files that it read."""
        if self._now is None:
            self._now = _digest_of(
                self._options, sys.version, sys.prefix, code(), _packages(), _commit(self.project)
            )
        return self._now

    def record(self, slug: str) -> BuildRecord | None:
        """The article's record, whether it holds or not."""
        if self._folder is None:
            return None
        try:
            path = os.path.join(self._folder, f"{slug}.json")
            with open(path, "rb") as file:
                seal, _, text = file.read().partition(b"\n")
            if _seal(path, text) != seal:
                return None
            own, _, common = text.partition(b"\n")
            shared = _once(self._seen.common, common, json.loads)
            return BuildRecord(slug, json.loads(own) | shared)
        except (OSError, ValueError):
            return None

    def standing(self, slug: str, formats: Sequence[str]) -> BuildRecord | None:
        """The article's record, if it holds."""

        def look(slug: str) -> BuildRecord | None:
            record = self.record(slug)
            return record if record is not None and self.holds(record, formats) else None

        return _once(self._seen.standing, slug, look)

    def holds(self, record: BuildRecord, formats: Sequence[str]) -> bool:
        """Whether a build would give what stands."""
        if any(name not in record.facts["outputs"] for name in formats):
            return False
        looked = len(self._seen.into)
        if record.facts["conditions"] != self.conditions():
            return False
        if not (self._same(record) and self._stands(record, formats)):
            return False
        if len(self._seen.into) > looked:
            self.write(record.slug, record.facts)  # next time a look at the marks will do
        return True

    def write(self, slug: str, facts: dict[str, Any]) -> BuildRecord:
        """Keep what is known of an article. ``facts`` has, beside what ``BuildRecord`` tells of,
        ``read`` (``project`` and ``shipped`` files with their digests, ``absent`` paths, and
        ``listed`` folders with the digests of their names) and ``libraries`` of the machine with
        their sizes and times.
        """
        marks: dict[str, Any] = {}
        for root in ("project", "shipped"):
            for path, digest in facts["read"][root].items():
                self._mark(marks, os.path.join(self._root(root), path), digest)
        for output in facts["outputs"].values():
            for row in output["products"]:
                told = Told(*row)
                self._mark(marks, os.path.join(self.output, told.path), told.sha256)
        facts = {**facts, "conditions": self.conditions(), "marks": marks}
        if self._folder is not None:
            own = {name: fact for name, fact in facts.items() if name not in _COMMON}
            common = {name: facts[name] for name in _COMMON}
            text = f"{json.dumps(own)}\n{json.dumps(common, sort_keys=True)}"
            self._put(os.path.join(self._folder, f"{slug}.json"), text.encode())
        return BuildRecord(slug, facts)

    def _put(self, path: str, text: bytes) -> None:
        try:
            os.makedirs(os.path.dirname(path), exist_ok=True)
            with open(f"{path}.{os.getpid()}", "wb") as file:
                file.write(_seal(path, text) + b"\n" + text)
            os.replace(f"{path}.{os.getpid()}", path)
        except OSError:
            return

    # --- small parts -----------------------------------------------------------------------

    def _root(self, name: str) -> str:
        return self.project if name == "project" else SHIPPED

    def _same(self, record: BuildRecord) -> bool:
        read, marks, seen = record.facts["read"], record.facts["marks"], self._seen

        def is_there(path: str) -> bool:
            return os.path.lexists(os.path.join(self.project, path))

        def names(folder: str) -> str:
            return listing(os.path.join(self.project, folder))

        return (
            all(
                self._digest(os.path.join(self._root(root), path), marks) == digest
                for root in ("project", "shipped")
                for path, digest in read[root].items()
            )
            and not any(_once(seen.there, path, is_there) for path in read["absent"])
            and all(_once(seen.listings, f, names) == was for f, was in read["listed"].items())
            and all(
                _once(seen.libraries, path, library_mark) == was
                for path, was in record.facts["libraries"].items()
            )
        )

    def _stands(self, record: BuildRecord, formats: Sequence[str]) -> bool:
        marks = record.facts["marks"]
        return all(
            self._digest(os.path.join(self.output, told.path), marks) == told.sha256
            for told in record.products(formats)
        )

    def _digest(self, path: str, marks: Mapping[str, Any]) -> str | None:
        """The SHA-256 of a file; by its mark, where it still bears it."""

        def look(path: str) -> str | None:
            try:
                mark = marks.get(path)
                if mark is not None and _mark(os.stat(path)) == mark[0]:
                    return str(mark[1])
                digest = _sha256(path)
                self._seen.into.add(path)
                return digest
            except OSError:
                return None

        return _once(self._seen.digests, path, look)

    def _mark(self, marks: dict[str, Any], path: str, digest: str) -> None:
        """Note by what a file will be known, unless it may yet change unseen."""
        try:
            state = os.stat(path)
        except OSError:
            return
        newest = max(state.st_mtime_ns, state.st_ctime_ns)
        if self._begun - newest > (_FINE if newest % 1_000_000_000 else _COARSE):
            marks[path] = [_mark(state), digest]


def sort_findings(findings: Iterable[RecordedFinding]) -> list[RecordedFinding]:
    """As ``diagnostics.in_order`` has it."""
    return sorted(
        dict.fromkeys(findings), key=lambda f: (f.file, f.line, f.column, f.code, f.message)
    )


def as_text(told: RecordedFinding) -> str:
    """As ``diagnostics.as_text`` has it."""
    place = ":".join(map(str, (told.file, *filter(None, (told.line, told.column)))))
    return wording.format_diagnostic(place, told.severity, told.message, told.code, told.hint)


def uncited(records: Iterable[BuildRecord]) -> list[RecordedFinding]:
    """The works in the journal's bibliography that none of the articles cites."""
    cited: set[str] = set()
    shared: dict[str, Any] = {}
    for record in records:
        cited.update(record.facts["cited"])
        shared = shared or record.facts["shared"]
    return [
        RecordedFinding(
            "warning", "reference-uncited", file, line, column, f"No article cites “{key}”.", None
        )
        for key, (file, line, column) in shared.items()
        if key not in cited
    ]


def _once(seen: dict[K, V], key: K, look: Callable[[K], V]) -> V:
    """What ``look`` says of the key, asked the first time only."""
    if key not in seen:
        seen[key] = look(key)
    return seen[key]


def listing(base: str) -> str:
    """A digest of the names below a folder."""
    return _digest_of(*sorted(_names_below(base)))


def _names_below(base: str, but: str = "") -> Iterator[str]:
    """The files below a folder by their paths there, without those in folders named ``but``."""
    for place, folders, files in os.walk(base):
        folders[:] = [name for name in folders if name != but]
        inner = os.path.relpath(place, base)
        yield from files if inner == os.curdir else (os.path.join(inner, name) for name in files)


def library_mark(path: str) -> list[int] | None:
    """By what a library of the machine is known."""
    try:
        state = os.stat(path)
    except OSError:
        return None
    return [state.st_size, state.st_mtime_ns]


def articles(project: str) -> list[str]:
    """The slugs of the articles: the folders of ``manuscript/`` that hold an ``article.md``.

    One that cannot be read, or leads to nothing, is an article too: reading it says so.
    """
    folder = os.path.join(project, "manuscript")
    try:
        names = os.listdir(folder)
    except OSError:
        return []
    return sorted(name for name in names if _stands(os.path.join(folder, name, "article.md")))


def _stands(path: str) -> bool:
    try:
        os.lstat(path)
    except (FileNotFoundError, NotADirectoryError):
        return False
    except OSError:
        return True
    return True


def _seal(path: str, text: bytes) -> bytes:
    """The digest of a record, which holds in its own place and no other."""
    place = path.encode("utf-8", "surrogateescape")
    return hashlib.sha256(place + b"\0" + text).hexdigest().encode()


def _mark(state: os.stat_result) -> list[int]:
    return [state.st_size, state.st_mtime_ns, state.st_ctime_ns, state.st_ino]


def _sha256(path: str) -> str:
    """The SHA-256 of a file. Most are small, for which ``hashlib.file_digest`` would first clear
    a quarter of a megabyte.
    """
    whole = hashlib.sha256()
    with open(path, "rb", buffering=0) as file:
        while piece := file.read(_PIECE):
            whole.update(piece)
    return whole.hexdigest()


def _digest_of(*parts: str) -> str:
    text = "\0".join(parts)
    return hashlib.sha256(text.encode("utf-8", "surrogateescape")).hexdigest()


def code(folder: str = _PACKAGE) -> str:
    """One digest of all files of a folder, nashr's package, by their names and contents."""
    whole = hashlib.sha256()
    names = _names_below(folder, but="__pycache__")
    for name in sorted(name.replace(os.sep, "/") for name in names):
        line = f"{_sha256(os.path.join(folder, name))}  {name}\n"
        whole.update(line.encode("utf-8", "surrogateescape"))
    return whole.hexdigest()


def _packages() -> str:
    """The installed packages: the names of their metadata have the versions."""
    found = []
    for path in sys.path:
        if path.endswith(("site-packages", "dist-packages")):
            try:
                found += [n for n in os.listdir(path) if n.endswith((".dist-info", ".egg-info"))]
            except OSError:
                continue
    return "\0".join(sorted(found))


def _commit(project: str) -> str:
    """The commit that the project is at, read from git's own files; empty outside of git."""
    folder = project
    while not os.path.lexists(os.path.join(folder, ".git")):
        parent = os.path.dirname(folder)
        if parent == folder:
            return ""
        folder = parent
    git = os.path.join(folder, ".git")
    common = git
    if not os.path.isdir(git):  # a worktree: its own head, the refs of all
        git = os.path.join(folder, _read(git).removeprefix("gitdir: ").strip())
        common = os.path.join(git, _read(os.path.join(git, "commondir")).strip())
    head = _read(os.path.join(git, "HEAD"))
    if not head.startswith("ref: "):
        return head
    name = head[5:].strip()
    return _read(os.path.join(common, name)) or _read(os.path.join(common, "packed-refs"))


def _read(path: str) -> str:
    try:
        with open(path, encoding="utf-8", errors="replace") as file:
            return file.read(1_000_000)
    except OSError:
        return ""
