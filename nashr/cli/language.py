"""Which language the program speaks to the editor.

``NASHR_LANG`` comes first, then ``messages`` in the project's ``journal.yaml``, then the locale
(``LC_ALL``, ``LC_MESSAGES``, ``LANG``); English where none of them names a language that nashr has
messages in. Read before the command line is parsed, since help is in that language too.
"""

from __future__ import annotations

import os
import re
from collections.abc import Mapping, Sequence

from nashr import messages
from nashr.project import safe_files
from nashr.project.article_folders import MANUSCRIPTS

#: The environment variable that names the language.
VARIABLE = "NASHR_LANG"
_LOCALE = ("LC_ALL", "LC_MESSAGES", "LANG")
_JOURNAL = os.path.join(MANUSCRIPTS, "journal.yaml")
#: Bytes of a journal.yaml that is looked into.
_LARGEST = 1_000_000
#: The key at the beginning of a line, where no text of another key can stand. The file is not
#: parsed for it: that takes longer than a build with nothing to do.
_KEY = re.compile(rb"""^["']?messages["']?[ \t]*:[ \t]+["']?([A-Za-z]{2,3})\b""", re.MULTILINE)


def choose(arguments: Sequence[str], environment: Mapping[str, str]) -> None:
    """Have messages in the language of this user and project from here on."""
    messages.choose(chosen(arguments, environment))


def chosen(arguments: Sequence[str], environment: Mapping[str, str]) -> str:
    """The tag of the language for a command line: ``az``, ``tr``, ``ru`` or ``en``."""
    if named := environment.get(VARIABLE):
        return _spoken(named)
    if named := _of_journal(_project(arguments)):
        return _spoken(named)
    # As the C library has it, the first that is set counts, whatever it says.
    return _spoken(next((value for name in _LOCALE if (value := environment.get(name))), ""))


def _spoken(named: str) -> str:
    """The language of a tag or a locale, such as ``az_AZ.UTF-8``, if nashr speaks it."""
    tag = re.split(r"[_.@-]", named.strip().lower(), maxsplit=1)[0]
    return tag if tag in messages.LANGUAGES else messages.SOURCE


def _project(arguments: Sequence[str]) -> str:
    """The folder of the project, before the command line is parsed."""
    for n, word in enumerate(arguments):
        if word.startswith("--project="):
            return word.partition("=")[2]
        if word == "--project" and n + 1 < len(arguments):
            return arguments[n + 1]
    return os.curdir


def _of_journal(project: str) -> str:
    try:
        found = _KEY.search(safe_files.read(os.path.join(project, _JOURNAL), _LARGEST))
    except OSError:
        return ""
    return found[1].decode("ascii") if found else ""
