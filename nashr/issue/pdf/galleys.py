"""The Markdown texts of an issue made ready for its pages: notes at their foot, formulas drawn."""

from __future__ import annotations

import lxml.html

from nashr.diagnostics import Diagnostic, Outcome
from nashr.issue.edition import IssueEdition
from nashr.issue.texts import MatterText, measure
from nashr.languages import language
from nashr.messages import Message
from nashr.model import Resource
from nashr.outputs import page_geometry
from nashr.outputs.markup import inner, parse
from nashr.outputs.pdf.galley import Galley
from nashr.ports import MathDrawer
from nashr.records import replace


def for_pages(
    edition: IssueEdition, text: MatterText, draw_math: MathDrawer
) -> Outcome[MatterText]:
    """The text as it is typeset. Several texts stand in one document, so that its ids and drawings
    have names that no other text has.
    """
    words, settings = language(text.lang), edition.theme.settings
    galley = Galley(
        attaches_mathml=edition.journal.pdf_standard == "ua-2",
        notes={f"fn{note.number}": note for note in text.notes},
        draw_math=draw_math,
        labels=words.labels,
        direction=words.direction,
        measure=measure(edition),
        size=page_geometry.text_size(settings),
        leading=page_geometry.leading(settings),
    )
    root = parse(galley.prepare(text.html))
    names = {name: _own_name(text, name) for name in galley.pictures}
    for element in root.iter():
        _rename(element, text.key, names)
    drawn = tuple(
        Resource(names[name], data, "image/svg+xml") for name, data in galley.pictures.items()
    )
    found = [
        Diagnostic(
            "math-unsupported",
            text.place_of(tex),
            Message(
                "The formula “{tex}” cannot be drawn and stands in the PDF as its source.", tex=tex
            ),
        )
        for tex in dict.fromkeys(galley.undrawn)
    ]
    html = type(text.html)(inner(root))
    return Outcome(replace(text, html=html, resources=(*text.resources, *drawn)), tuple(found))


def _own_name(text: MatterText, name: str) -> str:
    folder, _, file = name.rpartition("/")
    return f"{folder}/{text.key}-{file}"


def _rename(element: lxml.html.HtmlElement, key: str, names: dict[str, str]) -> None:
    if element.get("id"):
        element.set("id", f"{key}-{element.get('id')}")
    if element.get("href", "").startswith("#"):
        element.set("href", f"#{key}-{element.get('href')[1:]}")
    if element.get("src") in names:
        element.set("src", names[element.get("src")])
