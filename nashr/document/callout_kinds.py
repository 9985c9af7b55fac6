"""The kinds of callouts by what MyST, reStructuredText, Quarto, GitHub and MkDocs call them.

Sources: mystmd.org/guide/admonitions; quarto.org/docs/authoring/callouts.html;
docs.github.com (alerts); squidfunk.github.io/mkdocs-material/reference/admonitions.
"""

from __future__ import annotations

#: The kinds that languages have a word for, under all names; ``""`` where a text stands apart and
#: nothing says as what.
KINDS = {
    **dict.fromkeys(("note", "info", "seealso"), "note"),
    **dict.fromkeys(("tip", "hint"), "tip"),
    "important": "important",
    **dict.fromkeys(("warning", "attention"), "warning"),
    **dict.fromkeys(("caution", "danger", "error"), "caution"),
    **dict.fromkeys(("topic", "sidebar", "margin", "aside"), ""),
    **dict.fromkeys(("admonition", "dropdown", "card", "grid-item-card"), ""),
}


def kind_of(name: str) -> str:
    """The kind that a name means; an unknown one is a kind of its own."""
    return KINDS.get(name.lower(), name.lower())
