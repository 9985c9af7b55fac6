"""The report as a page of its own: one file, without scripts, that any browser can show."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from nashr import messages, wording
from nashr.diagnostics import Diagnostic
from nashr.languages import language
from nashr.messages import Message, translate
from nashr.model import Journal
from nashr.records import dataclass
from nashr.references.report import by_section

_TEMPLATE = Path(__file__).with_name("page.html.j2")
_STYLE_SHEET = Path(__file__).with_name("report.css")

if TYPE_CHECKING:
    from markupsafe import Markup


@dataclass(frozen=True, slots=True)
class Row:
    """A finding, as the reports show it."""

    place: str
    severity: str
    message: str
    hint: str
    code: str
    #: The severity as a class of the style sheet.
    kind: str


@dataclass(frozen=True, slots=True)
class _Section:
    heading: str
    rows: tuple[Row, ...]


def style_sheet() -> Markup:
    """The style sheet of reports: readable in light and dark, and on a phone."""
    from markupsafe import Markup

    return Markup(_STYLE_SHEET.read_text("utf-8"))  # our own file, no text of an author


def page(journal: Journal, summary: str, findings: Sequence[Diagnostic]) -> str:
    """The HTML of the report; ``summary`` is what was checked and found, in a sentence."""
    import jinja2

    shells = jinja2.Environment(
        autoescape=True, undefined=jinja2.StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    template = shells.from_string(_TEMPLATE.read_text("utf-8"))
    sections = [
        _Section(translate(heading), tuple(map(row, members)))
        for heading, members in by_section(findings).items()
    ]
    return template.render(
        lang=journal.language,
        label=language(messages.language()).labels.references,
        journal=journal.title,
        summary=translate(summary),
        said=messages.language(),
        list_of_sections=translate(Message("Sections")),
        place=translate(Message("Place")),
        finding=translate(Message("Finding")),
        style_sheet=style_sheet(),
        sections=sections,
    )


def row(finding: Diagnostic) -> Row:
    """A finding as a row of a report."""
    return Row(
        wording.visible(str(finding.span)),
        translate(wording.SEVERITIES[finding.severity.value]).capitalize(),
        wording.message_text(translate(finding.message)),
        wording.message_text(translate(finding.hint)) if finding.hint else "",
        finding.code,
        finding.severity.value,
    )
