"""Replace names that repeat those of the previous entry.

CSL 1.0.2, ``subsequent-author-substitute`` and ``subsequent-author-substitute-rule``.
"""

from __future__ import annotations

from nashr.citations.cite import Cite, EntryStart


def substitute_names(texts: list[str], total: int, cite: Cite) -> str | list[str] | None:
    """The substitute for all names, or the list with some replaced; None for no change."""
    before = cite.previous_start
    lead = (*texts, "" if total == len(texts) else "…")
    cite.entry_start = EntryStart((*cite.entry_start.names, *lead))
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


def substitute_text(text: str, cite: Cite) -> str:
    """The substitute for a text in place of names, if the previous entry starts with it."""
    before, style = cite.previous_start, cite.style
    cite.entry_start = EntryStart(text=text)
    if cite.area != "bibliography" or before is None or style.substitute is None:
        return text
    return style.substitute if before.text == text else text
