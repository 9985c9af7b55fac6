"""Find elements and conditions that CSL 1.0.2 does not have, such as those of CSL-M."""

from __future__ import annotations

from typing import Any

from nashr.messages import Message

_CSL = "{http://purl.org/net/xbiblio/csl}"
#: The elements of CSL 1.0.2, except those inside ``cs:info``.
_ELEMENTS = frozenset(
    "bibliography choose citation date date-part else else-if et-al group if info key label "
    "layout locale macro multiple name name-part names number single sort style style-options "
    "substitute term terms text".split()
)
_TESTS = frozenset(
    "disambiguate is-numeric is-uncertain-date locator match position type variable".split()
)


def unsupported(style: Any) -> tuple[str, ...]:
    """A sentence for each element and each condition that is not supported.

    ``style`` is the root element of a CSL style; ``cs:info`` and foreign namespaces are ignored.
    """
    found: dict[str, None] = {}
    for part in style:
        if part.tag == f"{_CSL}info":
            continue
        for element in part.iter():
            tag = str(element.tag)
            if tag.startswith(_CSL):
                found |= dict.fromkeys(_sentences(tag.removeprefix(_CSL), element))
    return tuple(found)


def _sentences(name: str, element: Any) -> list[str]:
    if name not in _ELEMENTS:
        return [
            Message(
                "The style's element <{name}> is not of CSL 1.0.2; it prints nothing.", name=name
            )
        ]
    if name not in ("if", "else-if"):
        return []
    return [
        Message(
            "The style's condition “{attribute}” is not of CSL 1.0.2; it is left out of the test.",
            attribute=attribute,
        )
        for attribute in element.attrib
        if attribute not in _TESTS
    ]
