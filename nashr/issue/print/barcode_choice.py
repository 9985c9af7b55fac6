"""Which barcode an issue has: of its ISSN or its ISBN, with the add-on of its number, or none."""

from __future__ import annotations

from nashr.diagnostics import Diagnostic, Outcome
from nashr.issue.edition import IssueEdition
from nashr.issue.print.barcode import Barcode, of_isbn, of_issn
from nashr.issues import PRINTING
from nashr.messages import Message
from nashr.records import dataclass


@dataclass(frozen=True, slots=True)
class LabelledBarcode:
    """A barcode, and what stands above it: the ISSN, or the ISBN."""

    barcode: Barcode
    label: str


def chosen_barcode(edition: IssueEdition) -> Outcome[LabelledBarcode | None]:
    """The barcode that ``print: {barcode: …}`` asks for; None for none, and where the issue has no
    number to make it of, which is a warning.
    """
    settings = edition.printing.barcode
    issn, isbn = edition.issn.print, edition.issue.isbn
    if settings.number == "none":
        return Outcome(None)
    if issn and settings.number != "isbn":
        found, add_on = _add_on(edition)
        code = of_issn(issn, settings.price_code, add_on)
        return Outcome(LabelledBarcode(code, f"ISSN {issn}"), found)
    if isbn and settings.number != "issn":
        add_on = settings.add_on if settings.add_on.isdecimal() else ""
        return Outcome(LabelledBarcode(of_isbn(isbn, add_on), f"ISBN {isbn}"))
    message = Message("The cover has no barcode: there is no ISSN of the printed journal.")
    hint = Message(
        "Write it in journal.yaml, as “print” below “issn”; or write here “number: none” below "
        "“barcode”."
    )
    place = edition.loaded.span(PRINTING, "barcode")
    return Outcome(None, (Diagnostic("barcode-incomplete", place, message, hint),))


def _add_on(edition: IssueEdition) -> tuple[tuple[Diagnostic, ...], str]:
    """The two digits beside the barcode of an ISSN; none where the issue's number has none."""
    asked, number = edition.printing.barcode.add_on, edition.issue.number
    if asked != "auto":
        return (), "" if asked == "none" else asked
    if number.isascii() and number.isdecimal() and 0 < int(number) < 100:
        return (), f"{int(number):02}"
    message = Message(
        "The barcode has no add-on: “{number}” is no number of two digits.", number=number
    )
    hint = Message('Write below “barcode” the two digits, “add-on: "01"”, or “add-on: none”.')
    place = edition.loaded.span(PRINTING, "barcode")
    return (Diagnostic("barcode-incomplete", place, message, hint),), ""
