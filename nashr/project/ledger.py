"""The ledger: a record of each article's last build, and whether it is still valid.

A build with nothing to do takes a tenth of a second. This module is therefore light: it imports
little, and no dataclass, no model, no stage. A record is valid when everything that the article was
built from is as it was: the files that were read, those that were looked for and missing, the
folders that were listed, the options, the commit, and the programs. A file is unchanged where its
stamp (size, times, inode) is the same, or else its digest.

A record is two JSON objects, each a line, after a checksum of its path and its text; a damaged one
counts as none. The second line has what is mostly the same for all articles of a project: it is
parsed once for all records that share it.
"""

from __future__ import annotations

import hashlib
import json
import os
import sys
import time
from collections import namedtuple
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from nashr import extensions, messages, wording
from nashr.project import git_folder, prepared, safe_files, shipped
from nashr.project.article_folders import ARTICLE, MANUSCRIPTS, article_slugs
from nashr.project.ignored import is_ignored

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any, TypeVar

    K = TypeVar("K")
    V = TypeVar("V")

#: The environment variable that names the folder of the cache; empty for no cache at all.
VARIABLE = "NASHR_CACHE"
_RECORDS = "records"
#: The digest of nashr's own files among what setup keeps.
_CODE = "digest"
#: The facts in the second line.
_COMMON = ("shared", "bibliography", "libraries")
#: Nanoseconds: a file that is changed again within this time may keep its times, where the file
#: system has fractions of a second, and where it has none.
_FINE, _COARSE = 50_000_000, 2_000_000_000
_NEW_FILE = os.O_WRONLY | os.O_CREAT | os.O_TRUNC
#: Bytes that a record may have.
_LARGEST_RECORD = 100_000_000

#: A product and a finding as a record has them.
RecordedProduct = namedtuple(
    "RecordedProduct", "path format bytes sha256 pages coloured", defaults=(None,)
)
RecordedFinding = namedtuple("RecordedFinding", "severity code file line column message hint")


def cache_folder(environment: Mapping[str, str]) -> str | None:
    """The folder of this user's cache; None where there can be none, or none is wanted.

    It is the user's and not the project's: a project may come from anyone, and what is in the cache
    is trusted.
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

    def products(self, formats: Iterable[str]) -> list[RecordedProduct]:
        outputs = self.facts["outputs"]
        return [RecordedProduct(*row) for name in formats for row in outputs[name]["products"]]

    def findings(self, formats: Iterable[str]) -> list[RecordedFinding]:
        """What was found in the article, in the order of the places."""
        rows = list(self.facts["findings"])
        for name in formats:
            rows += self.facts["outputs"][name]["findings"]
        return sort_findings(_findings(rows))

    def lacks(self, formats: Sequence[str]) -> bool:
        """Whether one of these outputs was made without another of them, which changes it."""
        made = (self.facts["outputs"].get(name, {}) for name in formats)
        return any(not set(formats).isdisjoint(row.get("without", ())) for row in made)

    def bibliography(self) -> list[RecordedFinding]:
        """What was found in the bibliography files, whether the article cites it or not."""
        return _findings(self.facts["bibliography"])

    def journal(self) -> list[RecordedFinding]:
        """What was found in ``journal.yaml``."""
        return _findings(self.facts["journal"])


class _Memo:
    """Memoised look-ups: many articles depend on the same file, folder or library."""

    def __init__(self) -> None:
        self.valid: dict[str, BuildRecord | None] = {}
        self.common: dict[bytes, Any] = {}
        self.digests: dict[tuple[str, str], str | None] = {}
        #: The files that were read for their digests, because their stamps differ.
        self.read: set[str] = set()
        self.exists: dict[str, bool] = {}
        self.listings: dict[str, str] = {}
        self.libraries: dict[str, list[int] | None] = {}


def _is_usable(folder: str) -> bool:
    return not os.path.lexists(folder) or safe_files.is_private(folder)


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
        """``folder`` is the cache's. Where it is another user's, no record is read or kept.
        ``conditions`` where they were computed on another machine, which has the project.
        """
        self.project = os.path.realpath(project)
        self.output = os.path.realpath(output)
        self._options = json.dumps(options, sort_keys=True)
        self._folder: str | None = None
        if folder is not None and _is_usable(folder):
            name = "\0".join((self.project, self.output, self._options))
            key = hashlib.sha256(name.encode("utf-8", "surrogateescape")).hexdigest()
            self._folder = os.path.join(folder, _RECORDS, key[:32])
        self._started = time.time_ns()
        self._conditions = conditions
        self._memo = _Memo()

    def __getstate__(self) -> dict[str, Any]:
        """The ledger for another process, without the memoised look-ups."""
        return {**self.__dict__, "_memo": _Memo()}

    def conditions(self) -> str:
        """One digest of all that every article depends on besides the files that it reads: the
        options, Python, nashr's code, the packages, the code of those that extend nashr, and the
        project's commit.
        """
        if self._conditions is None:
            parts = (self._options, sys.version, sys.prefix, code_digest(), _packages())
            self._conditions = _digest_of(*parts, _extensions(), git_folder.commit(self.project))
        return self._conditions

    def take_conditions(self, conditions: str) -> None:
        """Take over what another process of this build has found them to be, if anything."""
        self._conditions = self._conditions or conditions or None

    def record(self, slug: str) -> BuildRecord | None:
        """The article's record, whether it is valid or not; none where it was written under other
        conditions, for another version may have recorded other facts.
        """
        if self._folder is None:
            return None
        try:
            path = os.path.join(self._folder, f"{slug}.json")
            checksum, _, text = safe_files.read(path, _LARGEST_RECORD).partition(b"\n")
            if _checksum(path, text) != checksum:
                return None
            own, _, common = text.partition(b"\n")
            shared = _memoised(self._memo.common, common, json.loads)
            facts = json.loads(own)
        except (OSError, ValueError, RecursionError):
            return None
        if not isinstance(facts, dict) or not isinstance(shared, dict):
            return None
        if facts.get("conditions") != self.conditions():
            return None
        return BuildRecord(slug, facts | shared)

    def others(self, slugs: Iterable[str]) -> list[BuildRecord]:
        """The records of all other articles whose text is as it was at their last build."""
        chosen = set(slugs)
        listed = (slug for slug in article_slugs(self.project) if slug not in chosen)
        records = (record for slug in listed if (record := self.record(slug)))
        return [record for record in records if self._has_same_text(record)]

    def _has_same_text(self, record: BuildRecord) -> bool:
        path = f"{MANUSCRIPTS}/{record.slug}/{ARTICLE}"
        was = record.facts["read"]["project"].get(path)
        return was is not None and self._digest(self.project, path, record.facts["stamps"]) == was

    def valid(self, slug: str, formats: Sequence[str], *, whole: bool = True) -> BuildRecord | None:
        """The article's record, if it is valid. ``whole``: not where an output was made ``without``
        another of these, and would be made differently with it.
        """

        def look_up(slug: str) -> BuildRecord | None:
            record = self.record(slug)
            if record is None or (whole and record.lacks(formats)):
                return None
            return record if self.is_valid(record, formats) else None

        return _memoised(self._memo.valid, slug, look_up)

    def is_valid(self, record: BuildRecord, formats: Sequence[str]) -> bool:
        """Whether a build would give the products that are there."""
        if any(name not in record.facts["outputs"] for name in formats):
            return False
        read_before = len(self._memo.read)
        if not (self._has_same_sources(record) and self._has_products(record, formats)):
            return False
        if len(self._memo.read) > read_before:
            self.write(record.slug, record.facts)  # with new stamps, so that none is read next time
        return True

    def write(self, slug: str, facts: dict[str, Any]) -> BuildRecord:
        """Write an article's record. ``facts`` has what ``BuildRecord`` uses, ``read`` (``project``
        and ``shipped`` files with their digests, ``absent`` paths, and ``listed`` folders with the
        digests of their names) and ``libraries`` of the machine with their stamps.
        """
        if self._folder is None:
            return BuildRecord(slug, facts)
        stamps: dict[str, Any] = {}
        for root in ("project", "shipped"):
            for path, digest in facts["read"][root].items():
                self._stamp(stamps, os.path.join(self._root(root), path), digest)
        for output in facts["outputs"].values():
            for row in output["products"]:
                product = RecordedProduct(*row)
                self._stamp(stamps, os.path.join(self.output, product.path), product.sha256)
        facts = {**facts, "conditions": self.conditions(), "stamps": stamps}
        own = {name: fact for name, fact in facts.items() if name not in _COMMON}
        common = {name: facts[name] for name in _COMMON}
        text = f"{json.dumps(own)}\n{json.dumps(common, sort_keys=True)}"
        self._put(os.path.join(self._folder, f"{slug}.json"), text.encode())
        return BuildRecord(slug, facts)

    def _put(self, path: str, text: bytes) -> None:
        if not safe_files.make_private(os.path.dirname(path)):
            return
        temporary = f"{path}.{os.getpid()}"
        try:
            with open(os.open(temporary, _NEW_FILE, 0o600), "wb") as file:
                file.write(_checksum(path, text) + b"\n" + text)
            os.replace(temporary, path)
        except OSError:
            return

    # --- small parts -----------------------------------------------------------------------

    def _root(self, name: str) -> str:
        return self.project if name == "project" else shipped.shipped_folder()

    def _has_same_sources(self, record: BuildRecord) -> bool:
        read, stamps, memo = record.facts["read"], record.facts["stamps"], self._memo

        def exists(path: str) -> bool:
            return os.path.lexists(os.path.join(self.project, path))

        def names(folder: str) -> str:
            return listing(self.project, folder)

        roots = [(self._root(name), read[name]) for name in ("project", "shipped")]
        return (
            all(
                self._digest(root, path, stamps) == digest
                for root, files in roots
                for path, digest in files.items()
            )
            and not any(_memoised(memo.exists, path, exists) for path in read["absent"])
            and all(_memoised(memo.listings, f, names) == was for f, was in read["listed"].items())
            and all(
                _memoised(memo.libraries, path, library_stamp) == was
                for path, was in record.facts["libraries"].items()
            )
        )

    def _has_products(self, record: BuildRecord, formats: Sequence[str]) -> bool:
        stamps = record.facts["stamps"]
        return all(
            self._digest(self.output, product.path, stamps, product.bytes) == product.sha256
            for product in record.products(formats)
        )

    def _digest(
        self, root: str, name: str, stamps: Mapping[str, Any], size: int | None = None
    ) -> str | None:
        """The SHA-256 of a file below ``root``: the recorded one where its stamp is the same. None
        where it can be no source, or has another ``size`` than the product had.
        """

        def look_up(_: tuple[str, str]) -> str | None:
            path = os.path.join(root, name)
            try:
                state, known = os.stat(path), stamps.get(path)
                if known is not None and _stamp_of(state) == known[0]:
                    return str(known[1])
                found = safe_files.resolved_inside(root, name)
                if found is None or (size is not None and state.st_size != size):
                    return None
                digest = safe_files.digest(found, size or safe_files.LARGEST_FILE, root)
                self._memo.read.add(path)
                return digest
            except OSError:
                return None

        return _memoised(self._memo.digests, (root, name), look_up)

    def _stamp(self, stamps: dict[str, Any], path: str, digest: str) -> None:
        """Record a file's stamp and digest, unless it may still change without a new stamp."""
        try:
            state = os.stat(path)
        except OSError:
            return
        newest = max(state.st_mtime_ns, state.st_ctime_ns)
        if self._started - newest > (_FINE if newest % 1_000_000_000 else _COARSE):
            stamps[path] = [_stamp_of(state), digest]


def sort_findings(findings: Iterable[RecordedFinding]) -> list[RecordedFinding]:
    """Sorted without repeats, as ``diagnostics.sort_diagnostics`` does it."""
    return sorted(
        dict.fromkeys(findings), key=lambda f: (f.file, f.line, f.column, f.code, f.message)
    )


def _findings(rows: Iterable[Sequence[Any]]) -> list[RecordedFinding]:
    """The findings of a record, whose messages are there as ``messages.as_data`` gives them."""
    found = (RecordedFinding(*row) for row in rows)
    return [
        one._replace(message=messages.from_data(one.message), hint=messages.from_data(one.hint))
        for one in found
    ]


def as_text(found: RecordedFinding) -> str:
    """The lines of a finding, as ``diagnostics.as_text`` writes them."""
    place = ":".join(map(str, (found.file, *filter(None, (found.line, found.column)))))
    return wording.format_diagnostic(place, found.severity, found.message, found.code, found.hint)


def _memoised(memo: dict[K, V], key: K, look_up: Callable[[K], V]) -> V:
    """What ``look_up`` gives for the key, called the first time only."""
    if key not in memo:
        memo[key] = look_up(key)
    return memo[key]


def listing(project: str, folder: str) -> str:
    """A digest of the names below a folder of the project, without those of files that are ignored;
    empty where the folder cannot be listed whole.
    """
    found = safe_files.walk(project, folder)
    if found.fault:
        return ""
    return _digest_of(*(name for name in found.names if not is_ignored(name)))


def _names_below(base: str, without: Sequence[str] = ()) -> Iterator[str]:
    """The files below a folder of nashr's own by their paths there, but for the folders named
    ``without``.
    """
    for place, folders, files in os.walk(base):
        folders[:] = [name for name in folders if name not in without]
        inner = os.path.relpath(place, base)
        yield from files if inner == os.curdir else (os.path.join(inner, name) for name in files)


def library_stamp(path: str) -> list[int] | None:
    """The size and the time of a shared library, by which a change is noticed."""
    try:
        state = os.stat(path)
    except OSError:
        return None
    return [state.st_size, state.st_mtime_ns]


def _checksum(path: str, text: bytes) -> bytes:
    """The checksum of a record at a path, so that a copy at another path is not valid."""
    encoded = path.encode("utf-8", "surrogateescape")
    return hashlib.sha256(encoded + b"\0" + text).hexdigest().encode()


def _stamp_of(state: os.stat_result) -> list[int]:
    return [state.st_size, state.st_mtime_ns, state.st_ctime_ns, state.st_ino]


def _sha256(path: str) -> str:
    """The SHA-256 of a file of this machine. ``hashlib.file_digest`` would first fill 256 kB with
    zeros, which takes longer than to read most files.
    """
    return safe_files.digest(path, sys.maxsize)


def _digest_of(*parts: str) -> str:
    text = "\0".join(parts)
    return hashlib.sha256(text.encode("utf-8", "surrogateescape")).hexdigest()


def code_digest(folder: str = shipped.PACKAGE) -> str:
    """One digest of all files of nashr's package, or another folder, by their names and contents.

    It is the same for a checkout and for the wheel that was built from it: the templates and styles
    inside a wheel are left out, since each article's record has those that it read.
    """
    names = _names_of_code(folder)
    kept = prepared.read(_CODE, _key_of_code(folder, names)) if folder == shipped.PACKAGE else None
    return kept.decode() if kept else _digest_of_files(folder, names)


def keep_code_digest() -> None:
    """Keep the digest of nashr's package, which is believed while its files have the times, sizes
    and places on the disk that they have now.
    """
    names = _names_of_code(shipped.PACKAGE)
    key = _key_of_code(shipped.PACKAGE, names)
    prepared.write(_CODE, key, _digest_of_files(shipped.PACKAGE, names).encode())


def _names_of_code(folder: str) -> list[str]:
    names = _names_below(folder, without=("__pycache__", shipped.INSTALLED))
    return sorted(name.replace(os.sep, "/") for name in names)


def _key_of_code(folder: str, names: Iterable[str]) -> str:
    """The key of a folder's files by their names and stamps; none is opened."""
    stamps = [(name, *_stamp_of(os.stat(os.path.join(folder, name)))) for name in names]
    return prepared.key_of(repr((folder, stamps)).encode("utf-8", "surrogateescape"))


def _digest_of_files(folder: str, names: Iterable[str]) -> str:
    whole = hashlib.sha256()
    for name in names:
        line = f"{_sha256(os.path.join(folder, name))}  {name}\n"
        whole.update(line.encode("utf-8", "surrogateescape"))
    return whole.hexdigest()


def _packages() -> str:
    """The installed packages: the names of their metadata folders have the versions."""
    found = []
    for path in sys.path:
        if path.endswith(("site-packages", "dist-packages")):
            try:
                found += [n for n in os.listdir(path) if n.endswith((".dist-info", ".egg-info"))]
            except OSError:
                continue
    return "\0".join(sorted(found))


def extension_digests() -> dict[str, str]:
    """The SHA-256 of the code of each installed package that extends nashr, by its name."""
    found = {one.package: extensions.code_of(one) for one in extensions.extensions()}
    return {
        package: code_digest(path) if os.path.isdir(path) else _sha256(path)
        for package, path in sorted(found.items())
        if os.path.exists(path)
    }


def _extensions() -> str:
    return "\0".join(part for row in extension_digests().items() for part in row)
