"""Compile the elements of a style to functions, once for each area of the style."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from nashr.citations.cite import Area, Cite, Renderer
from nashr.citations.namelists import NamesSettings
from nashr.citations.richtext import first_letter, glue

#: Text that begins with one of these takes no delimiter before it.
_OWN_MARK = frozenset(",;.")
#: What a style sets between two texts as a text of its own, whether or not both are there.
_MARKS = frozenset({", ", ",", ": ", ":", "; ", "/"})


class Rendering:
    """The base class of elements that print text."""

    def compiled(self, compiler: Compiler) -> Renderer:
        """The element as a function."""
        raise NotImplementedError


def silent(_cite: Cite) -> str:
    """The renderer of an element that never prints."""
    return ""


def sequence(
    renderers: Sequence[Renderer], delimiter: str = "", marks: frozenset[int] = frozenset()
) -> Renderer:
    """The texts of ``renderers`` that are not empty, with ``delimiter`` between them. Of those
    that are ``marks`` by their number, only what stands between two others is printed.
    """
    if len(renderers) == 1:
        return renderers[0]

    def render(cite: Cite) -> str:
        result = mark = ""
        for n, each in enumerate(renderers):
            part = each(cite)
            if n in marks:
                mark = part if result else ""
            elif part:
                if mark:
                    result, mark = glue(result, mark), ""
                if not result:
                    result = part
                elif delimiter and first_letter(part) not in _OWN_MARK:
                    result = glue(glue(result, delimiter), part)
                else:
                    result = glue(result, part)
        return result

    return render if renderers else silent


class Compiler:
    """Compiles the elements of one area, and resolves options that are inherited."""

    def __init__(self, root: Any, area: Any, name: Area, macros: Mapping[str, Any]) -> None:
        self.root = root
        #: The language of the words in the style itself.
        self.language = root.get("default-locale") or "en-US"
        self.area = area
        self.name = name
        self.macros = macros
        #: The delimiter of the group whose children are being compiled; ``cs:choose`` passes it on.
        self.delimiter = ""
        #: The settings of the ``cs:names`` whose substitute is being compiled: a ``cs:names``
        #: without children inherits them.
        self.settings: NamesSettings | None = None
        self._compiled: dict[str, Renderer] = {}

    def compile(self, element: Any) -> Renderer:
        compiled: Renderer = element.compiled(self)
        return compiled

    def children(self, element: Any, delimiter: str) -> Renderer:
        """A renderer for the children of an element, with ``delimiter`` between them."""
        outer, self.delimiter = self.delimiter, delimiter
        elements: list[Any] = [
            each for each in element.iterchildren() if isinstance(each, Rendering)
        ]
        renderers = [self.compile(each) for each in elements]
        self.delimiter = outer
        between = range(1, len(elements) - 1)
        marks = frozenset(n for n in between if elements[n].get("value") in _MARKS)
        return sequence(renderers, delimiter, marks)

    def macro(self, name: str) -> Renderer:
        """A renderer for a macro; compiled on first use, since macros call macros."""
        if name not in self._compiled:
            settings, self.settings = self.settings, None
            self._compiled[name] = self.compile(self.macros[name])
            self.settings = settings
        return self._compiled[name]

    def inherited(self, attribute: str) -> str | None:
        """An inheritable name option, from the area or the style; None if unset."""
        for source in (self.area, self.root):
            value = source.get(attribute)
            if value is not None:
                return str(value)
        return None
