"""From the elements of a style to functions, once for each area of the style."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from nashr.citations.cite import Area, Show
from nashr.citations.elements import Rendering, sequence

if TYPE_CHECKING:
    from nashr.citations.names import Roles


class Compiler:
    """Compiles the elements of one area; what is inherited comes from the area and the style."""

    def __init__(self, root: Any, area: Any, name: Area, macros: Mapping[str, Any]) -> None:
        self.root = root
        self.area = area
        self.name = name
        self.macros = macros
        #: Of the ``cs:names`` whose substitute is being compiled: it rules those without children.
        #: That of the group whose children are being compiled; ``cs:choose`` hands it on.
        self.delimiter = ""
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
