"""A repository's own files, where they are read without git, and whether git may be run on them.

A project may come from anyone, and its ``.git`` with it. What is read here is regular, small and
inside the repository's folder. Imports next to nothing: see ``ledger``.
"""

from __future__ import annotations

import os
import re

from nashr.project import safe_files

#: Bytes of a file such as HEAD; ``packed-refs`` may have a hundred thousand lines.
_LARGEST, _LARGEST_REFS = 4096, 10_000_000
#: A branch, as git allows its name, and no path that leads anywhere else.
_BRANCH = re.compile(r"refs(?:/(?!\.)[^\s/\\~^:?*\[\x00-\x1f\x7f]+)+")
#: The files that git reads whatever it is asked, and the folders of which it reads any file.
_FILES = ("HEAD", "commondir", "config", "config.worktree", "gitdir", "packed-refs", "shallow")
_FOLDERS = ("refs", "objects/info", "objects/pack")


def repository(project: str) -> tuple[str, str] | None:
    """The folder that has HEAD and the one that has the objects and branches, of the repository
    that the project lies in; they differ in a worktree. None outside of a repository.
    """
    folder = project
    while not os.path.lexists(os.path.join(folder, ".git")):
        parent = os.path.dirname(folder)
        if parent == folder:
            return None
        folder = parent
    git = os.path.join(folder, ".git")
    if os.path.isdir(git):
        return git, git
    named = _read(git)
    if not named.startswith("gitdir:"):
        return None
    git = os.path.join(folder, named.removeprefix("gitdir:").strip())
    return git, os.path.join(git, _read(os.path.join(git, "commondir")).strip())


def commit(project: str) -> str:
    """What tells the commit that is checked out from another; empty outside of git."""
    found = repository(project)
    if found is None:
        return ""
    git, common = found
    head = _read_in(git, "HEAD")
    if not head.startswith("ref: "):
        return head
    name = head[5:].strip()
    if not _BRANCH.fullmatch(name) or ".." in name:
        return head
    return _read_in(common, name) or _read_in(common, "packed-refs", _LARGEST_REFS)


def is_sound(project: str) -> bool:
    """Whether git can read the repository without waiting for a pipe or leaving its folder."""
    found = repository(project)
    if found is None:
        return False
    return all(_is_sound(os.path.realpath(folder)) for folder in dict.fromkeys(found))


def _is_sound(folder: str) -> bool:
    files = [path for path in _FILES if os.path.lexists(os.path.join(folder, path))]
    for inner in _FOLDERS:
        walked = safe_files.walk(folder, inner)
        if walked.fault:
            return False
        files += [os.path.join(inner, name) for name in walked.names]
    return all(_is_regular(folder, path) for path in files)


def _is_regular(root: str, path: str) -> bool:
    found = safe_files.resolved_inside(root, path)
    return found is not None and os.path.isfile(found)


def _read_in(folder: str, name: str, limit: int = _LARGEST) -> str:
    """A file of the folder, through no link out of it; empty where there is none."""
    root = os.path.realpath(folder)
    found = safe_files.resolved_inside(root, name)
    return _read(found, limit) if found is not None else ""


def _read(path: str, limit: int = _LARGEST) -> str:
    try:
        return safe_files.read(path, limit).decode("utf-8", "replace")
    except (OSError, ValueError):
        return ""
