"""A specimen of a theme: a copy of the project with one article, which shows all that a page has.

The copy is made in a temporary folder: of ``journal.yaml`` with the theme in place of its own, of
the files that it names, and of the folders of templates, styles and locales. The project is not
changed.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from nashr.model import Source
from nashr.project import safe_files
from nashr.project.ignored import is_ignored
from nashr.project.shipped import shipped_folder
from nashr.project.workspace import ARTICLE, JOURNAL, LOCALES, MANUSCRIPTS, STYLES, TEMPLATES
from nashr.untrusted.yaml import load_yaml

SLUG = "specimen"
_SHIPPED = {
    "specimen.md": f"{MANUSCRIPTS}/{SLUG}/{ARTICLE}",
    "specimen.svg": f"{MANUSCRIPTS}/{SLUG}/page.svg",
    "specimen.bib": "bibliography/specimen.bib",
}
_JOURNAL = "title: The Sample Journal\nlanguage: en\nissn: {online: 9999-9994}\n"
#: Folders whose files no key names, but a theme, a style or a citation.
_FOLDERS = (TEMPLATES, STYLES, LOCALES)
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
        _copy(project, folder, _without(text, _DROPPED))
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


def _copy(project: Path, folder: Path, journal: str) -> None:
    total = 0
    for path in sorted({*_named_files(project, journal), *_files_of_folders(project)}):
        data = safe_files.read(str(project / path), inside=str(project))
        total += len(data)
        if total > LARGEST:
            raise TooLargeError
        _write(folder / path, data)


def _files_of_folders(project: Path) -> Iterator[str]:
    for folder in _FOLDERS:
        for name in safe_files.walk(str(project), folder).names:
            if not is_ignored(name):
                yield f"{folder}/{name.replace(os.sep, '/')}"


def _named_files(project: Path, journal: str) -> Iterator[str]:
    """The files of the project that a value of journal.yaml names: a logo, typefaces."""
    read = load_yaml(Source(JOURNAL, journal)).value
    for path in _texts(read.value if read is not None else None):
        found = safe_files.resolved_inside(str(project), path)
        if found is not None and Path(found).is_file():
            yield path


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for inner in value.values() if isinstance(value, dict) else value:
            yield from _texts(inner)


def _write(path: Path, data: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
