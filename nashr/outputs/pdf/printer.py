"""The printer's PDF: the pages of the PDF as PDF/X-4, in the inks of the printing condition, with
bleed and crop marks.
"""

from __future__ import annotations

from nashr.diagnostics import Outcome
from nashr.messages import Message
from nashr.model import Artifact
from nashr.outputs import page_geometry
from nashr.outputs.edition import Edition
from nashr.outputs.pdf.pictures import original_images
from nashr.outputs.pdf.render import Pages, findings, set_pages
from nashr.ports import Engines, Typeset


def render(edition: Edition, engines: Engines) -> Outcome[tuple[Artifact, ...]]:
    """The article as ``SLUG-print.pdf``; nothing where no printing condition is given."""
    condition = edition.printing_condition
    if condition is None or engines.typeset_for_print is None:
        return Outcome(())
    for_print = engines.typeset_for_print

    def typeset(pages: Pages) -> Typeset:
        sheets = (*pages.sheets, page_geometry.print_css(condition))
        files = {**pages.files, **original_images(edition)}
        return for_print(pages.html, sheets, files, condition)

    if engines.first_page is not None:
        edition = edition.numbered(engines.first_page.wait())
    pages, printed = set_pages(edition, engines, typeset)
    name = edition.file_name("-print.pdf")
    artifact = Artifact(
        name,
        printed.pdf,
        "application/pdf",
        printed.pages + -printed.pages % condition.settings.pages_multiple,
        printed.starts,
        printed.coloured,
    )
    return Outcome((artifact,), findings(edition, Message("the printer’s PDF"), pages, printed))
