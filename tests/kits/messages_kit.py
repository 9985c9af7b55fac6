"""The catalogues of messages: found in the code, written, and looked through.

``python tests/kits/messages_kit.py`` (``make messages``) writes ``nashr/locale/nashr.pot`` anew and
brings the ``.po`` files up to date: new messages come without a translation, and those that the
code no longer has are left out.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po

PACKAGE = Path(__file__).resolve().parents[2] / "nashr"
LOCALE = PACKAGE / "locale"
#: What is called with a message, and which of the arguments are templates.
KEYWORDS = {"Message": None, "plural": (1, 2)}
_HEADER = "# The messages of nashr, as they stand in the code. Written by make messages."
#: Lines of a head that would be others in every run.
_CHANGING = re.compile(
    r'"(?:POT-Creation-Date|PO-Revision-Date|Generated-By|Last-Translator|Language-Team|'
    r"Report-Msgid-Bugs-To): .*\n"
)
#: The forms of nouns after a number. Azerbaijani and Turkish have no plural there.
PLURALS = {
    "az": "nplurals=1; plural=0;",
    "tr": "nplurals=1; plural=0;",
    "ru": "nplurals=3; plural=(n%10==1 && n%100!=11 ? 0 : n%10>=2 && n%10<=4 && "
    "(n%100<12 || n%100>14) ? 1 : 2);",
}


def languages() -> list[str]:
    """The languages that have a catalogue."""
    return sorted(PLURALS)


def path_of(language: str) -> Path:
    return LOCALE / language / "LC_MESSAGES" / "nashr.po"


def template() -> Catalog:
    """The messages of the code, without translations."""
    catalog = Catalog(project="nashr", charset="utf-8", fuzzy=False, header_comment=_HEADER)
    for file, _, message, comments, context in _extracted():
        catalog.add(message, None, [(f"nashr/{file}", 1)], auto_comments=comments, context=context)
    return catalog


@cache
def _extracted() -> list[tuple[str, int, Any, list[str], str | None]]:
    """What the code calls with a message: its file, line, templates, comments and context."""
    found = extract_from_dir(
        str(PACKAGE), [("**.py", "python")], keywords=KEYWORDS, comment_tags=["Translators:"]
    )
    return sorted(found, key=lambda one: one[:2])


def catalogue(language: str) -> Catalog:
    """The catalogue of a language as it is."""
    with path_of(language).open("rb") as file:
        return read_po(file, locale=language)


def updated(language: str) -> Catalog:
    """The catalogue of a language with exactly the messages of the code."""
    catalog = catalogue(language)
    catalog.update(template(), no_fuzzy_matching=True)
    return catalog


def written(catalog: Catalog) -> str:
    """A catalogue as its file: sorted, and the same in every run."""
    out = io.BytesIO()
    write_po(out, catalog, width=100, sort_output=True, ignore_obsolete=True, include_lineno=False)
    return _CHANGING.sub("", out.getvalue().decode("utf-8"))


def main() -> None:
    LOCALE.joinpath("nashr.pot").write_text(written(template()), encoding="utf-8")
    for language in languages():
        text = written(updated(language))
        path_of(language).write_text(text, encoding="utf-8")
        lacking = sum(1 for message in updated(language) if message.id and not all(forms(message)))
        print(f"{language}: {lacking} messages without a translation")


def forms(message: object) -> Iterator[str]:
    """The translations of a message: one, or one for each form of the plural."""
    string = message.string  # type: ignore[attr-defined]
    yield from (string,) if isinstance(string, str) else string


if __name__ == "__main__":
    main()
