"""Sample works for the tests of the checks of references, read from BibLaTeX by the real pandoc."""

from __future__ import annotations

from nashr.bibliography.load import load_bibliography
from nashr.engines import pandoc
from nashr.model import Source
from nashr.references.works import Work, works_of

BIB = "bibliography/references.bib"


def works(*entries: str, language: str = "en") -> tuple[Work, ...]:
    """The works of entries that stand one below the other, each beginning on a line of its own."""
    source = Source(BIB, "\n".join(entries))
    loaded = load_bibliography([source], pandoc.biblatex_to_csl, language=language)
    return works_of(loaded.value, [source])


def entry(key: str, kind: str = "book", **fields: str) -> str:
    """An entry on one line."""
    return f"@{kind}{{{key}, " + ", ".join(f"{n} = {{{v}}}" for n, v in fields.items()) + "}"
