"""How an issue is bound: whether its paper is known, and whether staples hold it."""

from __future__ import annotations

from collections.abc import Iterator

from nashr.diagnostics import Diagnostic
from nashr.frontmatter.issue_file import spine_of_staples
from nashr.issue.edition import IssueEdition
from nashr.issue.print.spine import USUAL_PAPER, thickness
from nashr.issues import PRINTING
from nashr.messages import Message

#: The thickest interior, in mm, that printing houses usually staple through the fold: 76 pages of
#: the usual paper. A thicker one does not stay closed, and its inner leaves are cut narrower.
MOST_STAPLED = 4.0


def binding_findings(edition: IssueEdition, pages: int) -> Iterator[Diagnostic]:
    """What does not fit together in how an interior of so many pages is bound."""
    settings = edition.printing
    if settings.binding == "saddle":
        if settings.spine is not None:
            yield spine_of_staples(edition.loaded.span(PRINTING, "spine"))
        if (thick := thickness(pages, settings.paper)) > MOST_STAPLED:
            yield _too_thick(edition, thick)
    elif settings.spine is None and (settings.paper is None or settings.paper.leaf is None):
        yield _unknown_paper(edition)


def _too_thick(edition: IssueEdition, thick: float) -> Diagnostic:
    message = Message(
        "The interior is {thickness:.1f} mm thick, which is too much for staples; they hold some "
        "{most:g} mm.",
        thickness=thick,
        most=MOST_STAPLED,
    )
    hint = Message("Write “binding: perfect” below “print”, or ask the printing house.")
    is_own = edition.issue.print.binding is not None
    named = edition.loaded.span(PRINTING, "binding")
    place = named if is_own else edition.journal_place("saddle")
    return Diagnostic("binding-too-thick", place, message, hint)


def _unknown_paper(edition: IssueEdition) -> Diagnostic:
    """That the paper is not known, on which the width of the spine depends."""
    message = Message(
        "The paper is not known, and the spine is for one of {weight:g} g/m² and {bulk:g} cm³/g.",
        weight=USUAL_PAPER.weight or 0,
        bulk=USUAL_PAPER.bulk or 0,
    )
    hint = Message(
        "Write what the printing house says below “print”: “paper: {example}”, or the width of "
        "the spine, “spine: 6mm”; or “binding: saddle”."
    ).having(example="{weight: 80, bulk: 1.3}")
    return Diagnostic("paper-unknown", edition.loaded.span(PRINTING), message, hint)
