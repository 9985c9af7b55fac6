"""Fields of the works that are cited for which the citation style has no place."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from nashr.diagnostics import Diagnostic, Span
from nashr.messages import Message
from nashr.model import Reference

#: Variables of CSL, as fields of BibLaTeX.
_FIELDS = {
    "original-date": "origdate",
    "original-publisher": "origpublisher",
    "original-publisher-place": "origlocation",
    "original-title": "origtitle",
}
#: The works that are named; the others are counted.
_MOST = 5


def unprinted_fields(
    unprinted: Mapping[str, tuple[str, ...]], references: Mapping[str, Reference]
) -> Iterator[Diagnostic]:
    """A finding a field, at the first of the works whose field is printed nowhere."""
    for name in dict.fromkeys(name for names in unprinted.values() for name in names):
        keys = [key for key, names in unprinted.items() if name in names and key in references]
        if not keys:
            continue
        field = _FIELDS.get(name, name)
        shown = ", ".join(f"“{key}”" for key in keys[:_MOST])
        if len(keys) > _MOST:
            shown += f" … (+{len(keys) - _MOST})"
        message = Message(
            "The citation style prints no {field}; these works have one: {keys}.",
            field=field,
            keys=shown,
        )
        hint = Message("Say it in another field, or choose a style that prints it.")
        first = references[keys[0]]
        place = Span(first.file, first.line, first.column)
        yield Diagnostic("reference-field-unprinted", place, message, hint, first.key)
