"""The list of the articles of a project. Imports next to nothing: see ``ledger``."""

from __future__ import annotations

import os

MANUSCRIPTS = "manuscript"
ARTICLE = "article.md"
#: The folder of ``manuscript/`` with the files of the journal's issues.
ISSUES_FOLDER = "issues"


def article_slugs(project: str) -> list[str]:
    """The slugs of the articles: the folders of ``manuscript/`` that hold an ``article.md``.

    One that cannot be read, or is a dangling link, counts, so that reading it gives a diagnostic.
    """
    folder = os.path.join(project, MANUSCRIPTS)
    try:
        names = os.listdir(folder)
    except OSError:
        return []
    return sorted(name for name in names if _exists(os.path.join(folder, name, ARTICLE)))


def _exists(path: str) -> bool:
    try:
        os.lstat(path)
    except (FileNotFoundError, NotADirectoryError):
        return False
    except OSError:
        return True
    return True
