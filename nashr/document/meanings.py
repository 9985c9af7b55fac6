"""What a token of ``document.rewriting`` stands for, before pandoc has read its arguments.

A *fragment* is the name of a text of its own that pandoc reads beside the manuscript: the text of
a footnote, of an emphasis. ``offset`` is where the source begins in the manuscript, -1 in the
front matter.
"""

from __future__ import annotations

from typing import Literal

from nashr.document.positions import Placed
from nashr.messages import Message
from nashr.records import dataclass


@dataclass(frozen=True, slots=True)
class Left:
    """Left out; with a ``message``, that is told to the author as a finding of ``code``."""

    source: str
    offset: int
    message: Message | None = None
    hint: Message | None = None
    code: str = "dialect-unsupported"


@dataclass(frozen=True, slots=True)
class Words:
    """Plain text; a line break for a ``\\n`` at its beginning."""

    source: str
    text: str


@dataclass(frozen=True, slots=True)
class Wrapped:
    """A fragment inside an element: ``Emph``, ``Strong``, ``Note``, ``BlockQuote`` …"""

    source: str
    element: str
    fragment: str
    value: str = ""


@dataclass(frozen=True, slots=True)
class CitedWork:
    key: Placed
    prefix: str | None = None
    suffix: str | None = None


@dataclass(frozen=True, slots=True)
class Cited:
    """A citation; ``mode`` is pandoc's ``citationMode``. Affixes are fragments."""

    source: str
    works: tuple[CitedWork, ...]
    mode: str
    in_note: bool = False


#: ``number``: as LaTeX's ``\\ref`` prints it; ``label``: with its word; ``equation``: in
#: parentheses; ``title``: the words of the heading or caption.
Form = Literal["number", "label", "capital", "equation", "title"]


@dataclass(frozen=True, slots=True)
class Referred:
    """A cross-reference to labels or ids."""

    source: str
    form: Form
    keys: tuple[Placed, ...]


@dataclass(frozen=True, slots=True)
class Labelled:
    """A label of what it stands in or behind."""

    source: str
    key: Placed


@dataclass(frozen=True, slots=True)
class Formula:
    """TeX of a formula."""

    source: str
    offset: int
    tex: str
    display: bool
    #: Whether it is numbered where it has no label of its own.
    environment: str = ""


@dataclass(frozen=True, slots=True)
class Linked:
    """A link; its target is its text where there is no fragment."""

    source: str
    target: Placed
    fragment: str | None


@dataclass(frozen=True, slots=True)
class Pictured:
    """An image and its width in percent of the line."""

    source: str
    target: Placed
    width: str | None


@dataclass(frozen=True, slots=True)
class Verbatim:
    """Code, as a block or in the line."""

    source: str
    text: str
    block: bool
    language: str = ""
    #: The fragment of what stands above a block.
    caption: str = ""
    label: str = ""


@dataclass(frozen=True, slots=True)
class InLatex:
    """What pandoc's LaTeX reader is asked for; ``name`` is that of its text."""

    source: str
    offset: int
    name: str
    block: bool
    #: Whether a table in it is to stand on a page of its own, turned.
    landscape: bool = False


@dataclass(frozen=True, slots=True)
class Tabulated:
    """A table: rows of cells that are fragments, or one fragment that is a list of lists."""

    source: str
    offset: int
    #: The fragment of its caption with its labels.
    caption: str
    rows: tuple[tuple[str, ...], ...]
    listed: str = ""
    heads: int = 0
    #: Columns that are heads of their rows.
    stubs: int = 0


Meaning = (
    Left
    | Words
    | Wrapped
    | Cited
    | Referred
    | Labelled
    | Formula
    | Linked
    | Pictured
    | Verbatim
    | InLatex
    | Tabulated
)
