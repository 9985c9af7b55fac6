"""Manuscripts under another name than ``article.md``. Light: see ``ledger``."""

from __future__ import annotations

import os

from nashr.messages import Message
from nashr.project.article_folders import ARTICLE, ISSUES_FOLDER, MANUSCRIPTS
from nashr.project.ignored import is_ignored
from nashr.project.ledger import RecordedFinding

#: By their ending: Markdown, then what has to be converted.
_MARKDOWN = (".md", ".markdown", ".qmd", ".rmd")
_OTHERS = (".docx", ".odt", ".tex", ".rtf", ".doc")
#: Markdown that is no manuscript.
_NOTES = frozenset({"readme", "changelog", "license", "notes", "todo"})


def misnamed_manuscripts(project: str) -> list[RecordedFinding]:
    """A warning for each folder of ``manuscript/`` that has a manuscript but no ``article.md``, and
    for each manuscript that lies beside the folders.
    """
    folder = os.path.join(project, MANUSCRIPTS)
    found: list[RecordedFinding] = []
    for name in _names(folder):
        path = os.path.join(folder, name)
        if not os.path.isdir(path):
            if _rank(name) is not None:
                found.append(_warning(name, os.path.splitext(name)[0]))
            continue
        inside = _names(path)
        if ARTICLE in inside or name == ISSUES_FOLDER:
            continue
        manuscripts = sorted((_rank(one), one) for one in inside if _rank(one) is not None)
        if manuscripts:
            found.append(_warning(f"{name}/{manuscripts[0][1]}", name))
    return found


def _names(folder: str) -> list[str]:
    try:
        return sorted(name for name in os.listdir(folder) if not is_ignored(name))
    except OSError:
        return []


def _rank(name: str) -> int | None:
    """The place of a manuscript's ending in the lists above; None for another file."""
    stem, ending = os.path.splitext(name.lower())
    known = (*_MARKDOWN, *_OTHERS)
    return known.index(ending) if ending in known and stem not in _NOTES else None


def _warning(path: str, slug: str) -> RecordedFinding:
    wanted = f"{MANUSCRIPTS}/{slug}/{ARTICLE}"
    message = Message(
        "“{path}” is not built: a manuscript has the name {article}, in a folder of its own.",
        path=path,
        article=ARTICLE,
    )
    is_markdown = path.lower().endswith(_MARKDOWN)
    hint = Message("Save it as Markdown: {path}.", path=wanted)
    if is_markdown:
        hint = Message("Name it {path}.", path=wanted)
    file = f"{MANUSCRIPTS}/{path}"
    return RecordedFinding("warning", "manuscript-misnamed", file, 0, 0, message, hint)
