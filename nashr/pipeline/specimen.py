"""A specimen of a theme: a copy of the project with one article, which shows all that a page has.

The copy is made in a temporary folder: of ``journal.yaml`` with the theme in place of its own, and
of the files that a theme or a style may name. The project is not changed.
"""

from __future__ import annotations

import os
import re
from pathlib import Path

from nashr.project import safe_files
from nashr.project.ignored import is_ignored
from nashr.project.shipped import shipped_folder
from nashr.project.workspace import ARTICLE, JOURNAL, MANUSCRIPTS

SLUG = "specimen"
_SHIPPED = {
    "specimen.md": f"{MANUSCRIPTS}/{SLUG}/{ARTICLE}",
    "specimen.svg": f"{MANUSCRIPTS}/{SLUG}/page.svg",
    "specimen.bib": "bibliography/specimen.bib",
}
_JOURNAL = "title: The Sample Journal\nlanguage: en\nissn: {online: 9999-9994}\n"
#: Folders of a project that no theme takes files from.
_LEFT_OUT = (f"{MANUSCRIPTS}/", "output/", ".")
#: Keys of journal.yaml that name files which the copy does not have.
_DROPPED = ("bibliography", "sample-values")
#: Bytes that are copied.
LARGEST = 100_000_000


class TooLargeError(Exception):
    """The files of the project are too large for a copy."""


def lay_out(project: Path, theme: str, folder: Path) -> None:
    """Write the copy into an empty folder; ``project`` need have no journal. Raises
    ``TooLargeError``, and ``OSError`` for what cannot be read or written.
    """
    text = _JOURNAL
    if (project / JOURNAL).is_file():
        text = safe_files.read(str(project / JOURNAL)).decode("utf-8-sig", "replace")
        _copy(project, folder)
    _write(folder / JOURNAL, with_theme(text, theme).encode())
    for name, path in _SHIPPED.items():
        _write(folder / path, (Path(shipped_folder()) / "templates" / "themes" / name).read_bytes())


def with_theme(journal: str, theme: str) -> str:
    """The text of a journal.yaml with the theme; its settings stay where it had this one."""
    name = rf"[\"']?{re.escape(theme)}\b"
    named = re.search(rf"^theme:\s*(?:\{{?\s*name:)?\s*{name}", journal, re.M)
    inside = re.search(rf"^theme:\s*\n(?:\s.*\n)*?\s+name:\s*{name}", journal, re.M)
    if named or inside:
        return _without(journal, _DROPPED)
    return f"{_without(journal, (*_DROPPED, 'theme')).rstrip()}\ntheme: {theme}\n"


def _without(text: str, keys: tuple[str, ...]) -> str:
    """The YAML without these keys of the first level."""
    kept: list[str] = []
    inside = False
    for line in text.splitlines():
        if re.match(r"[^\s#-]", line):
            inside = line.partition(":")[0].strip() in keys
        if not inside or line.startswith("#"):
            kept.append(line)
    return "\n".join(kept) + "\n"


def _copy(project: Path, folder: Path) -> None:
    total = 0
    for name in safe_files.walk(str(project)).names:
        path = name.replace(os.sep, "/")
        in_manuscripts = path.startswith(_LEFT_OUT[0]) and path.count("/") > 1
        if in_manuscripts or path.startswith(_LEFT_OUT[1:]) or is_ignored(path):
            continue
        data = safe_files.read(str(project / name))
        total += len(data)
        if total > LARGEST:
            raise TooLargeError
        _write(folder / path, data)


def _write(path: Path, data: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
