"""The report of an import as a page: one file, without scripts."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from nashr.importing.findings import Outcome, Placed
from nashr.importing.ledger import NAMES
from nashr.importing.report import Report
from nashr.messages import Message
from nashr.records import dataclass
from nashr.references.page import style_sheet

_TEMPLATE = Path(__file__).with_name("page.html.j2")
_HEADINGS = {
    Outcome.LOST: Message("Lost"),
    Outcome.DOUBTFUL: Message("Doubtful"),
    Outcome.DONE: Message("Done as it was meant"),
}
_STORIES = {
    "document": Message("paragraph {number}"),
    "footnotes": Message("paragraph {number} of the footnotes"),
    "endnotes": Message("paragraph {number} of the endnotes"),
}
#: Writes a message in the editor's language.
Say = Callable[[str], str]


@dataclass(frozen=True, slots=True)
class _Row:
    place: str
    excerpt: str
    line: int
    message: str
    hint: str
    kind: str


def page(report: Report, say: Say, language: str) -> str:
    """The HTML of a report in the language that ``say`` speaks."""
    import jinja2

    shells = jinja2.Environment(
        autoescape=True, undefined=jinja2.StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    sections = [
        (say(heading), [_row(one, say) for one in found])
        for outcome, heading in _HEADINGS.items()
        if (found := report.of(outcome))
    ]
    return shells.from_string(_TEMPLATE.read_text("utf-8")).render(
        lang=language,
        title=say(Message("What became of {file}", file=report.file)),
        article=f"manuscript/{report.article}/article.md",
        place=say(Message("Place in the file")),
        finding=say(Message("Finding")),
        line=say(Message("line")),
        nothing=say(Message("Nothing was lost, and nothing is doubtful.")),
        sections=sections,
        counts=_counts(report, say),
        has=say(Message("What there is")),
        in_file=say(Message("In the file")),
        in_manuscript=say(Message("In the manuscript")),
        style_sheet=style_sheet(),
    )


def _counts(report: Report, say: Say) -> list[tuple[str, int, int]]:
    """What is counted, how often the file has it, and how often the manuscript."""
    kinds = [*NAMES, *sorted({*report.counts, *report.written} - set(NAMES))]
    return [
        (_name(kind, say), report.counts.get(kind, 0), report.written.get(kind, 0))
        for kind in sorted(kinds, key=_order)
        if report.counts.get(kind) or report.written.get(kind)
    ]


def _order(kind: str) -> tuple[int, str]:
    places = list(NAMES)
    first = kind.partition(":")[0]
    return (places.index(first) if first in NAMES else len(places), kind)


def _name(kind: str, say: Say) -> str:
    first, colon, more = kind.partition(":")
    return say(NAMES[first]) + colon + more if first in NAMES else kind


def _row(placed: Placed, say: Say) -> _Row:
    finding = placed.finding
    at = finding.paragraph
    place = say(_STORIES[at.story].having(number=at.number)) if at else "–"
    excerpt = at.excerpt if at else ""
    return _Row(place, excerpt, placed.line, say(finding.message), say(finding.hint), finding.kind)
