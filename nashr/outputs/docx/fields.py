"""Fields and bookmarks of Word as raw nodes of pandoc's tree (ISO/IEC 29500-1, 17.13.6, 17.16)."""

from __future__ import annotations

from collections.abc import Iterable
from xml.sax.saxutils import escape, quoteattr

from nashr.ast import attr, span, text
from nashr.model import Inlines, Node
from nashr.word_files import NUMBER

#: Word allows no longer name of a bookmark.
_LONGEST_NAME = 40


def raw(xml: str) -> Node:
    """A piece of WordprocessingML in a line."""
    return {"t": "RawInline", "c": ["openxml", xml]}


def raw_block(xml: str) -> Node:
    """A piece of WordprocessingML between paragraphs."""
    return {"t": "RawBlock", "c": ["openxml", xml]}


def field(instruction: str, result: Inlines) -> Inlines:
    """A field: its instruction, and the text that it has now."""
    return [begin_field(instruction), *result, end_field()]


def begin_field(instruction: str) -> Node:
    return raw(
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        f'<w:r><w:instrText xml:space="preserve"> {escape(instruction)} </w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
    )


def end_field() -> Node:
    return raw('<w:r><w:fldChar w:fldCharType="end"/></w:r>')


def styled(style: str, inlines: Inlines) -> Node:
    """Inlines in a style of characters, by its name."""
    return span(inlines, attr("", (), {"custom-style": style}))


class Bookmarks:
    """Names of bookmarks for the ids of a document: letters, digits and low lines."""

    def __init__(self, numbered: frozenset[str] = frozenset()) -> None:
        self._names: dict[str, str] = {}
        self._count = 0
        #: The ids that have a bookmark around a number.
        self.numbered = numbered

    @property
    def ids(self) -> dict[str, str]:
        """The ids by the names of their bookmarks."""
        return {name: identifier for identifier, name in self._names.items()}

    def name(self, identifier: str) -> str:
        """The name for an id; always the same, and another for each."""
        if identifier not in self._names:
            plain = "".join(c if c.isalnum() else "_" for c in identifier)
            plain = plain if plain[:1].isalpha() else f"id_{plain}"
            wanted = name = plain[: _LONGEST_NAME - len(NUMBER) - 4]
            taken = {one.lower() for one in self._names.values()}
            number = 1
            while name.lower() in taken:
                number += 1
                name = f"{wanted}_{number}"
            self._names[identifier] = name
        return self._names[identifier]

    def number_name(self, identifier: str) -> str:
        """The name of the bookmark around the number of what has the id."""
        return f"{NUMBER}{self.name(identifier)}"

    def around(self, identifier: str, inlines: Iterable[Node]) -> Inlines:
        """Inlines in the bookmark of an id; without an id they stay as they are."""
        if not identifier:
            return list(inlines)
        start, end = self.ends(self.name(identifier))
        return [raw(start), *inlines, raw(end)]

    def around_number(self, identifier: str, inlines: Iterable[Node]) -> Inlines:
        """The same for the number of what has the id."""
        if not identifier:
            return list(inlines)
        start, end = self.ends(self.number_name(identifier))
        return [raw(start), *inlines, raw(end)]

    def ends(self, name: str) -> tuple[str, str]:
        """The elements that begin and end a bookmark."""
        self._count += 1
        number = 100_000 + self._count  # pandoc's own begin with the first numbers
        start = f'<w:bookmarkStart w:id="{number}" w:name={quoteattr(name)}/>'
        return start, f'<w:bookmarkEnd w:id="{number}"/>'


def sequence(name: str, number: str, *, follows: bool = True) -> Inlines:
    """The number of a figure, table or equation as Word counts them; one that does not follow the
    one before it sets the count.
    """
    sets = "" if follows else f" \\r {int(number)}"
    return field(f"SEQ {name} \\* ARABIC{sets}", [text(number)])


def reference(bookmark: str, inlines: Inlines) -> Inlines:
    """The text of a bookmark, which leads there."""
    return field(f"REF {bookmark} \\h", inlines)


def jump(bookmark: str, inlines: Inlines) -> Inlines:
    """Words that lead to a bookmark and look like those around them."""
    return field(f'HYPERLINK \\l "{bookmark}"', inlines)


def link(bookmark: str, inlines: Inlines) -> Inlines:
    """Words that lead to a bookmark."""
    return jump(bookmark, [styled("Hyperlink", inlines)])
