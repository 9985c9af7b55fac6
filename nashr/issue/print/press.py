"""Pages of an issue set for a printing condition instead of for readers."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Mapping, Sequence

import pikepdf

from nashr.outputs.page_geometry import print_css
from nashr.ports import Engines, PrintingCondition, Typeset
from nashr.records import replace

_IDENTIFIER = re.compile(rb"(?<=<xmpMM:DocumentID>urn:nashr:)[0-9a-f]+")


def for_print(engines: Engines, condition: PrintingCondition) -> Engines:
    """Engines whose typesetter makes PDF/X-4, with no more pages than the text has."""
    assert engines.typeset_for_print is not None
    typesetter = engines.typeset_for_print
    settings = replace(condition.settings, pages_multiple=1)
    made_for = replace(condition, settings=settings)

    def typeset(
        html: str, sheets: Sequence[str], files: Mapping[str, tuple[str, bytes]]
    ) -> Typeset:
        return typesetter(html, (*sheets, print_css(made_for)), files, made_for)

    return replace(engines, typeset=typeset)


def identify(pdf: pikepdf.Pdf, parts: Iterable[bytes]) -> None:
    """Give a file that was made of others an identifier of its own in its metadata."""
    digest = hashlib.sha256()
    for part in parts:
        digest.update(hashlib.sha256(part).digest())
    metadata = pdf.Root.Metadata
    identifier = digest.hexdigest()[:32].encode()
    metadata.write(_IDENTIFIER.sub(identifier, metadata.read_bytes()))
