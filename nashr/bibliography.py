"""Bibliography files as references: BibLaTeX, CSL JSON and CSL YAML, each entry with its place.

BibLaTeX is split into entries by bibtexparser, which knows their lines; what the entries mean is
pandoc's business, which gets all of them in one call. A broken entry is reported and left out.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any, TypeAlias

from nashr import bibtex, csl_items
from nashr.diagnostics import Diagnostic, Outcome, Span, in_order
from nashr.model import CslItem, Reference, Source

#: BibLaTeX text to CSL JSON items, as pandoc converts it.
ToCsl: TypeAlias = Callable[[str], list[CslItem]]


@dataclass(frozen=True, slots=True)
class _Findings:
    """A converter together with the exception by which it refuses a text."""

    to_csl: ToCsl
    refusal: type[Exception]

    def __call__(self, entries: Sequence[bibtex.Entry]) -> list[CslItem] | Exception:
        if not entries:
            return []
        try:
            return self.to_csl(bibtex.text_of(entries))
        except self.refusal as error:
            return error


def load(
    sources: Sequence[Source],
    to_csl: ToCsl,
    *,
    refusal: type[Exception] = ValueError,
    language: str | None = None,
) -> Outcome[tuple[Reference, ...]]:
    """The references of all files, in the order of the files and of the entries in them.

    ``to_csl`` raises ``refusal`` for a text that it cannot read. ``language`` is that of entries
    which name none: pandoc writes the titles of English ones in sentence case. Where it is None
    such titles stay as they are typed.
    """
    findings: list[Diagnostic] = []
    entries: list[bibtex.Entry] = []
    references: list[Reference] = []
    for source in sources:
        suffix = PurePosixPath(source.path).suffix.lower()
        if suffix == ".bib":
            found = bibtex.split(source)
            entries.extend(found.value)
            findings.extend(found.diagnostics)
        elif suffix in (".json", ".yaml", ".yml"):
            read = csl_items.load(source)
            references.extend(read.value)
            findings.extend(read.diagnostics)
        else:
            findings.append(_unsupported(source, suffix))
    converter = _Findings(to_csl, refusal)
    readable = [e for e in entries if not e.broken]
    ...
    return Outcome(tuple(references), in_order(findings))
