"""From the elements of a style to functions, once for each area of the style."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from nashr.citations.cite import Area, Cite, Show
from nashr.citations.namelists import Roles
from nashr.citations.richtext import first_letter, glue

#: What begins with these takes no delimiter in front of it.
_OWN_MARK = frozenset(",;.")


class Rendering:
    """What an element that prints has in common."""

    def compiled(self, compiler: Compiler) -> Show:
        """The element as a function."""
        raise NotImplementedError


def silent(_cite: Cite) -> str:
    """An element that never prints."""
    return ""


def sequence(shows: Sequence[Show], delimiter: str = "") -> Show:
    """The texts of ``shows`` that are not empty, with ``delimiter`` between them."""
    if len(shows) == 1:
        return shows[0]

    def show(cite: Cite) -> str:
        result = ""
        for each in shows:
            part = each(cite)
            if part:
                if not result:
                    result = part
                elif delimiter and first_letter(part) not in _OWN_MARK:
                    result = glue(glue(result, delimiter), part)
                else:
                    result = glue(result, part)
        return result

    return show if shows else silent


class Compiler:
    """Compiles the elements of one area; what is inherited comes from the area and the style."""

    def __init__(self, root: Any, area: Any, name: Area, macros: Mapping[str, Any]) -> None:
        self.root = root
        self.area = area
        self.name = name
        self.macros = macros
        #: The delimiter of the group whose children are being compiled; ``cs:choose`` passes it on.
        self.delimiter = ""
        #: The settings of the ``cs:names`` whose substitute is being compiled: a ``cs:names``
        #: without children inherits them.
        self.roles: Roles | None = None
        self._compiled: dict[str, Show] = {}

    def show(self, element: Any) -> Show:
        compiled: Show = element.compiled(self)
        return compiled

    def children(self, element: Any, delimiter: str) -> Show:
        """What the children of an element print, with ``delimiter`` between them."""
        outer, self.delimiter = self.delimiter, delimiter
        shows = [self.show(c) for c in element.iterchildren() if isinstance(c, Rendering)]
        self.delimiter = outer
        return sequence(shows, delimiter)

    def macro(self, name: str) -> Show:
        """The macro; compiled when it is first called, since macros call macros."""
        if name not in self._compiled:
            roles, self.roles = self.roles, None
            self._compiled[name] = self.show(self.macros[name])
            self.roles = roles
        return self._compiled[name]

    def inherited(self, attribute: str) -> str | None:
        """An inheritable option of names, from the area or the style."""
        for source in (self.area, self.root):
            value = source.get(attribute)
            if value is not None:
                return str(value)
        return None
