"""What stands for the names of an entry that repeat those of the entry before.

CSL 1.0.2, ``subsequent-author-substitute`` and its rules.
"""

from __future__ import annotations

from nashr.citations.cite import Cite, Lead


def instead_of_names(texts: list[str], total: int, cite: Cite) -> str | list[str] | None:
    """CSL 1.0.2, ``subsequent-author-substitute-rule``; None where nothing is replaced."""
    before = cite.lead_before
    lead = (*texts, "" if total == len(texts) else "…")
    cite.lead = Lead((*cite.lead.names, *lead))
    style = cite.style
    if before is None or style.substitute is None or len(cite.namesets) > 1:
        return None
    same = before.names[: len(lead)] == lead
    match style.substitute_rule:
        case "complete-each":
            return [style.substitute] * len(texts) if same else None
        case "partial-each":
            return _partly(texts, before.names[:-1], len(texts), style.substitute)
        case "partial-first":
            return _partly(texts, before.names[:-1], 1, style.substitute)
        case _:
            return style.substitute if same else None


def _partly(
    texts: list[str], before: tuple[str, ...], most: int, substitute: str
) -> list[str] | None:
    replaced = list(texts)
    for n, text in enumerate(texts[:most]):
        if n >= len(before) or before[n] != text:
            break
        replaced[n] = substitute
    return replaced if replaced != texts else None


def instead_of_text(text: str, cite: Cite) -> str:
    before, style = cite.lead_before, cite.style
    cite.lead = Lead(text=text)
    if cite.area != "bibliography" or before is None or style.substitute is None:
        return text
    return style.substitute if before.text == text else text
