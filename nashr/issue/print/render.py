"""The print files of an issue, as ``--print`` asks for them."""

from __future__ import annotations

from nashr.diagnostics import Outcome
from nashr.issue.edition import IssueEdition
from nashr.issue.print.cover_sheet import cover_sheet
from nashr.issue.print.interior import interior
from nashr.model import Artifact
from nashr.ports import Engines


def render(edition: IssueEdition, engines: Engines) -> Outcome[tuple[Artifact, ...]]:
    """The interior as ``ISSUE-print.pdf`` and the cover as ``ISSUE-cover.pdf``; nothing of a
    proof.
    """
    condition = edition.printing_condition
    if condition is None or engines.typeset_for_print is None or edition.proof:
        return Outcome(())
    inside = interior(edition, engines, condition)
    if inside is None:
        return Outcome(())
    cover = cover_sheet(edition, engines, condition, inside.pages or 0)
    return Outcome((inside, *filter(None, (cover.value,))), cover.diagnostics)
