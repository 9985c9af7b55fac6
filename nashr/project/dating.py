"""The date that goes into the products: when the sources last changed, never when they are built.

``SOURCE_DATE_EPOCH`` decides (reproducible-builds.org), else git and the files: a source that is
as it was committed counts with the newest commit that touches it, any other with the time of its
file, and the newest of these is the date.

Git runs so that it cannot run other programs. A repository's own configuration may name some
(``core.fsmonitor``, ``gpg.program``, filters, remotes to fetch missing objects from), and a project
may come from anyone. So ``rev-parse``, which uses none of them, tells where the objects are, and
every other command runs in a new empty repository that borrows them.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import os
import subprocess
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

from nashr.diagnostics import Diagnostic, Outcome, Span
from nashr.messages import Message
from nashr.project import git_folder, safe_files
from nashr.project.atomic import temporary_folder
from nashr.records import dataclass

VARIABLE = "SOURCE_DATE_EPOCH"
#: The last second of the year 9999, beyond which neither PDF nor XML can write a date.
_LATEST = 253_402_300_799
#: Seconds for all that git is asked, after which the date is that of the files.
_SECONDS = 20.0
#: How much memory git may ask for at once, so that a forged object cannot take the machine's.
_GIT_MEMORY = "256m"
_MOST_SHALLOW = 1_000_000


@dataclass(frozen=True, slots=True)
class Dated:
    """A date in UTC and where it comes from.

    ``origin`` is ``SOURCE_DATE_EPOCH``, ``git``, ``git-shallow`` (the history was cut off, so that
    the true commit may be an older one) or ``files`` (a source is not in git, or has changed).
    """

    date: dt.datetime
    origin: str


def date_of(
    project: Path, sources: Sequence[Path], environment: Mapping[str, str]
) -> Outcome[Dated | None]:
    """When the newest of ``sources``, files below ``project``, changed.

    Without a value where ``SOURCE_DATE_EPOCH`` is not a number of seconds.
    """
    epoch = environment.get(VARIABLE, "").strip()
    if epoch:
        return _given(epoch)
    files = [file for file in sources if file.is_file()]
    commit = _newest_commit(project, files)
    loose = [file for file in files if commit is None or file not in commit.unchanged]
    newest = max((int(file.stat().st_mtime) for file in loose), default=None)
    if commit is not None and commit.stamp is not None and commit.stamp >= (newest or 0):
        return Outcome(Dated(_utc(commit.stamp), "git-shallow" if commit.is_cut else "git"))
    return Outcome(Dated(_utc(newest or 0), "files"))


def _given(epoch: str) -> Outcome[Dated | None]:
    if epoch.isascii() and epoch.isdigit() and len(epoch) <= 12 and int(epoch) <= _LATEST:
        return Outcome(Dated(_utc(int(epoch)), VARIABLE))
    message = Message(
        "The environment variable {variable} is “{epoch}”, which is no date.",
        variable=VARIABLE,
        epoch=epoch[:40],
    )
    hint = Message(
        "It is a count of seconds since 1970 in digits, such as 1774958400; or unset it."
    )
    return Outcome(None, (Diagnostic("date-invalid", Span(VARIABLE), message, hint),))


def _utc(stamp: int) -> dt.datetime:
    return dt.datetime.fromtimestamp(min(max(stamp, 0), _LATEST), tz=dt.UTC)


# --- git -----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Commit:
    """The newest commit of some files, and those that are as they were committed."""

    stamp: int | None
    is_cut: bool
    unchanged: frozenset[Path]


@dataclass(frozen=True, slots=True)
class _Repository:
    """What ``rev-parse`` says: the commit that is checked out, and where its objects are."""

    head: str
    objects: str
    shallow: Path
    kind: str


def _newest_commit(project: Path, files: Sequence[Path]) -> _Commit | None:
    """None where there is no git, no repository, no commit, or none that git can read."""
    root = next((p for p in (project, *project.parents) if os.path.lexists(p / ".git")), None)
    paths = {file.relative_to(root).as_posix(): file for file in files} if root else {}
    if root is None or not paths or not git_folder.is_sound(str(project)):
        return None
    try:
        with temporary_folder() as folder:
            until = time.monotonic() + _SECONDS
            found = _repository(root / ".git", folder, until)
            return _newest_of(found, folder, paths, until)
    except (OSError, ValueError, subprocess.SubprocessError):
        return None


def _repository(place: Path, folder: Path, until: float) -> _Repository:
    asked = ["rev-parse", "--show-object-format", "HEAD"]
    kind, head = _git(asked, folder, place, until).split()
    # One path a call: a name may hold a line break.
    objects, shallow = (
        _git(["rev-parse", "--git-path", name], folder, place, until).removesuffix("\n")
        for name in ("objects", "shallow")
    )
    return _Repository(head, objects, Path(shallow), kind)


def _newest_of(
    found: _Repository, folder: Path, paths: Mapping[str, Path], until: float
) -> _Commit:
    own = folder / "git"
    (own / "refs").mkdir(parents=True)
    (own / "HEAD").write_text(f"{found.head}\n", encoding="ascii")
    (own / "config").write_text(
        "[core]\n\tbare = true\n\trepositoryFormatVersion = 1\n"
        f"[extensions]\n\tobjectFormat = {found.kind}\n",
        encoding="ascii",
    )
    cut = _boundary(found.shallow)
    if cut:
        (own / "shallow").write_text("".join(f"{name}\n" for name in sorted(cut)), "ascii")
    history = ["rev-list", "--max-count=1", "--timestamp", found.head, "--", *paths]
    newest = _git(history, folder, own, until, found.objects).split()
    tree = ["ls-tree", "-z", found.head, "--", *paths]
    listed = _git(tree, folder, own, until, found.objects)
    unchanged = frozenset(_unchanged(listed, paths, found.kind))
    if not newest:
        return _Commit(None, False, unchanged)
    return _Commit(int(newest[0]), newest[1] in cut, unchanged)


def _boundary(file: Path) -> frozenset[str]:
    """The commits at which a shallow clone was cut off."""
    try:
        names = safe_files.read(str(file), _MOST_SHALLOW).decode("ascii").split()
    except OSError:
        return frozenset()
    return frozenset(name for name in names if all(c in "0123456789abcdef" for c in name))


def _unchanged(listed: str, paths: Mapping[str, Path], kind: str) -> list[Path]:
    found = []
    for row in listed.split("\0")[:-1]:
        facts, path = row.split("\t", 1)
        if path in paths and facts.split()[2] in _blobs(safe_files.read(str(paths[path])), kind):
            found.append(paths[path])
    return found


def _blobs(data: bytes, kind: str) -> list[str]:
    """The names that git may have for a file: as it is, with its line ends made ``\\n``, and as
    the pointer that Git LFS commits in its place.
    """
    pointer = (
        f"version https://git-lfs.github.com/spec/v1\noid sha256:{hashlib.sha256(data).hexdigest()}"
        f"\nsize {len(data)}\n"
    ).encode()
    names = []
    for text in (data, data.replace(b"\r\n", b"\n"), pointer):
        names.append(hashlib.new(kind, b"blob %d\0" % len(text), usedforsecurity=False))
        names[-1].update(text)
    return [name.hexdigest() for name in names]


def _git(arguments: list[str], folder: Path, place: Path, until: float, objects: str = "") -> str:
    """What git prints. It runs in an empty folder, with no configuration but the repository's, and
    can neither fetch nor prompt; ``until`` is the monotonic time of its end. Raises
    ``SubprocessError`` or OSError.
    """
    environment = {
        "PATH": os.environ.get("PATH", os.defpath),
        "LC_ALL": "C",
        "GIT_DIR": str(place),
        "GIT_CONFIG_NOSYSTEM": "1",
        "GIT_CONFIG_GLOBAL": os.devnull,
        "GIT_ATTR_NOSYSTEM": "1",
        "GIT_OPTIONAL_LOCKS": "0",
        "GIT_TERMINAL_PROMPT": "0",
        "GIT_NO_LAZY_FETCH": "1",
        "GIT_ALLOW_PROTOCOL": "none",
        "GIT_NO_REPLACE_OBJECTS": "1",
        "GIT_LITERAL_PATHSPECS": "1",
        "GIT_ALLOC_LIMIT": _GIT_MEMORY,
    }
    environment |= {name: os.environ[name] for name in ("SystemRoot",) if name in os.environ}
    if objects:
        environment["GIT_OBJECT_DIRECTORY"] = objects
    done = subprocess.run(
        ["git", "--no-pager", "-c", "core.fsmonitor=false", *arguments],
        cwd=folder,
        env=environment,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        timeout=max(0.0, until - time.monotonic()),
        check=True,
    )
    return done.stdout.decode("utf-8", "surrogateescape")
