"""The press that print files are made for."""

from __future__ import annotations

from nashr.diagnostics import Diagnostic, Outcome, Span
from nashr.messages import Message
from nashr.model import Journal
from nashr.ports import PrintingCondition
from nashr.project.workspace import JOURNAL, Workspace


def printing_condition(workspace: Workspace, journal: Journal) -> Outcome[PrintingCondition | None]:
    """The printing condition whose profile the journal names, else that of this machine; None where
    there is neither.
    """
    from nashr.typesetting.standards.icc import (
        default_cmyk_profile,
        description,
        is_cmyk_profile,
    )

    path = journal.print.profile
    if path is None:
        profile = default_cmyk_profile()
        if profile is None:
            message = Message("There is no ICC profile of a press on this machine.")
            hint = Message(
                "Install Debian's libgs-common, or name the printer's ICC file in journal.yaml "
                "under “print: profile:”."
            )
            return Outcome(None, (Diagnostic("file-missing", Span(JOURNAL), message, hint),))
        message = Message(
            "No profile of the press is named; the colours are for “{profile}”.",
            profile=description(profile),
        )
        hint = Message(
            "Ask the printer for the ICC profile and name its file under “print: profile:”."
        )
        told = Diagnostic("print-profile-default", Span(JOURNAL), message, hint)
        return Outcome(PrintingCondition(profile, journal.print), (told,))
    read = workspace.read_bytes(path, at=Span(JOURNAL))
    if read.value is None:
        return Outcome(None, read.diagnostics)
    profile = read.value
    if not is_cmyk_profile(profile):
        message = Message(
            "{path} is not the ICC profile of a press with four inks (CMYK).", path=path
        )
        return Outcome(None, (Diagnostic("value-invalid", Span(JOURNAL), message),))
    return Outcome(PrintingCondition(profile, journal.print), read.diagnostics)
