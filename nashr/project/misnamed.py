"""Manuscripts under another name than ``article.md``. Light: see ``ledger``."""

from __future__ import annotations

import os
from collections.abc import Iterator

from nashr.messages import Message
from nashr.project.article_folders import ARTICLE, ISSUES_FOLDER, MANUSCRIPTS
from nashr.project.ignored import is_ignored
from nashr.project.ledger import RecordedFinding
from nashr.project.safe_files import read

#: By their ending: Markdown, as editors of Windows save it too, then what has to be converted.
_MARKDOWN = (".md", ".markdown", ".mdown", ".mkd", ".md.txt", "article.txt", ".qmd", ".rmd")
_OTHERS = (".docx", ".odt", ".tex", ".rtf", ".doc")
#: Markdown that is no manuscript.
_NOTES = frozenset({"readme", "changelog", "license", "notes", "todo"})


def misnamed_manuscripts(project: str) -> list[RecordedFinding]:
    """A warning for each folder of ``manuscript/`` that has a manuscript but no ``article.md``, for
    each manuscript that lies beside the folders, and for parts of an article in files of their own.
    """
    folder = os.path.join(project, MANUSCRIPTS)
    found: list[RecordedFinding] = []
    for name in _names(folder):
        path = os.path.join(folder, name)
        if not os.path.isdir(path):
            if _rank(name) is not None:
                found.append(_warning(name, _stem(name)))
            continue
        inside = _names(path)
        if name == ISSUES_FOLDER:
            continue
        if ARTICLE in inside:
            found += _parts(path, name, inside)
            continue
        manuscripts = sorted((_rank(one), one) for one in inside if _rank(one) is not None)
        if manuscripts:
            found.append(_warning(f"{name}/{manuscripts[0][1]}", name))
        found += [
            _warning(f"{name}/{one}/{ARTICLE}", f"{name}-{one}")
            for one in inside
            if os.path.isfile(os.path.join(path, one, ARTICLE))
        ]
    return found


def _parts(folder: str, slug: str, names: list[str]) -> Iterator[RecordedFinding]:
    """A warning for each Markdown file beside the article that looks like a part of it: without
    front matter of its own, and not named in the article, as a long description is.
    """
    others = [one for one in names if _is_markdown(one) and one.lower() != ARTICLE]
    article = _text(os.path.join(folder, ARTICLE)) if others else ""
    for name in others:
        text = _text(os.path.join(folder, name)).lstrip("\ufeff")
        if not text.strip() or text.startswith("---") or name in article:
            continue
        path = f"{slug}/{name}"
        message = Message(
            "“{path}” stands in no product: the text of an article is in {article} alone.",
            path=path,
            article=ARTICLE,
        )
        hint = Message("Put its text into {path}, or move it out of the folder.", path=ARTICLE)
        file = f"{MANUSCRIPTS}/{path}"
        yield RecordedFinding("warning", "manuscript-misnamed", file, 0, 0, message, hint)


def _text(path: str) -> str:
    try:
        return read(path).decode("utf-8", "replace")
    except OSError:
        return ""


def _names(folder: str) -> list[str]:
    try:
        return sorted(name for name in os.listdir(folder) if not is_ignored(name))
    except OSError:
        return []


def _rank(name: str) -> int | None:
    """The place of a manuscript's ending in the lists above; None for another file."""
    known = (*_MARKDOWN, *_OTHERS)
    ending = max((one for one in known if name.lower().endswith(one)), key=len, default=None)
    return None if ending is None or _stem(name).lower() in _NOTES else known.index(ending)


def _stem(name: str) -> str:
    """A name without its ending, or endings, as in ``article.md.txt``."""
    return os.path.splitext(name.removesuffix(".txt"))[0]


def _is_markdown(name: str) -> bool:
    rank = _rank(name)
    return rank is not None and rank < len(_MARKDOWN)


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
