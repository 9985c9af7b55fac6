"""What a stage may ask of an engine, as protocols and the values that go in and out.

The outputs are written against these; ``engines`` and ``typesetting`` implement them, and
``pipeline.render`` puts the two together.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from typing import Literal, Protocol

from nashr.model import Blocks, PageStart
from nashr.print_settings import USUAL_PRINT, PrintSettings
from nashr.records import dataclass


@dataclass(frozen=True, slots=True)
class Face:
    """A typeface of the pipeline's own: ``family`` is a role, not a brand."""

    family: Literal["serif", "sans", "mono", "arabic", "broad", "further", "math", "headings"]
    style: Literal["normal", "italic"] = "normal"
    weight: int = 400
    #: The optical size in points, for families that have one.
    optical_size: float | None = None
    #: Without small capitals, raised figures and the like, for sheets that ask for none of them.
    plain: bool = False
    #: Of the family ``further`` alone: the script that it is for, as ``engines.script_fonts`` names
    #: it; none for the signs and letters of Noto Serif.
    script: str = ""


@dataclass(frozen=True, slots=True)
class FontSource:
    """Where a face of a theme's typeface comes from: an installed family by its name, or a file."""

    family: str = ""
    data: bytes = b""
    style: Literal["normal", "italic"] = "normal"
    weight: int = 400


class FontShop(Protocol):
    """Makes subsets of the fonts."""

    def themed(self, sources: Mapping[str, tuple[FontSource, ...]]) -> FontShop:
        """The shop with other typefaces, by the family of ``Face`` that they stand for."""

    def subset(
        self, face: Face, characters: Collection[str], flavor: Literal["ttf", "woff2"]
    ) -> bytes:
        """A static font of the face with the glyphs that the characters need, features kept."""

    def rare(self, characters: Collection[str]) -> Mapping[Face, frozenset[str]]:
        """The characters that no family for Latin letters has, by the face that serves them:
        ``arabic``, ``broad``, and ``further`` for each script. The letters of a script are of one
        face, where one has them all.
        """
        ...

    def apart(self, clusters: Collection[str]) -> frozenset[str]:
        """Those of some letters with marks that the typeface of the text cannot put together, and
        ``further`` can.
        """
        ...

    def has_bold(self, face: Face) -> bool:
        """Whether the family of the face has bold letters of its own."""
        ...

    def lacking(self, face: Face, characters: Collection[str]) -> frozenset[str]:
        """The characters that the face itself does not have."""
        ...

    def missing(self, characters: Collection[str]) -> frozenset[str]:
        """The characters that no family has."""


@dataclass(frozen=True, slots=True)
class LayoutFault:
    """What is wrong with the pages: ``words`` of the text (or the name of a picture) that is not
    drawn, drawn twice or in another order, drawn beyond the trimmed page, over other text or a
    picture or under a box, a table that is wider than its place, or a note that begins on another
    page than its call. ``page`` counts from 1, 0 for none.
    """

    kind: Literal[
        "lost", "doubled", "disordered", "outside", "overprinted", "covered", "misplaced", "wide"
    ]
    words: str
    page: int


@dataclass(frozen=True, slots=True)
class Typeset:
    """A finished PDF, its number of pages, what the engine complained about, in ``faults`` what
    its pages do not show as they should, and in ``starts`` where each of them begins.
    ``coloured`` are the pages of a print file, counted from 1, that need other inks than black.
    """

    pdf: bytes
    pages: int
    warnings: tuple[str, ...] = ()
    faults: tuple[LayoutFault, ...] = ()
    starts: tuple[PageStart, ...] = ()
    coloured: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class PrintingCondition:
    """The printing condition that a print file is made for (ISO 15930), as its ICC profile, and
    how the file is made.
    """

    profile: bytes
    settings: PrintSettings = USUAL_PRINT

    @property
    def margin(self) -> float:
        """How far the sheet reaches beyond the trimmed page, in points: the bleed, and room for
        crop marks.
        """
        return self.settings.bleed + (_MARKS if self.settings.marks == "crop" else 0.0)


#: The room of crop marks beyond the bleed, in points (7 mm).
_MARKS = 7 * 72 / 25.4


@dataclass(frozen=True, slots=True)
class AwaitedPage:
    """The number of the first page, which becomes known while the pages are laid out.

    Attributes:
        guess: a number that is odd or even as it will be, of as many digits if possible.
        wait: waits for it and gives it, as often as it is asked.
        is_there: whether it need not be waited for.
    """

    guess: int
    wait: Callable[[], int]
    is_there: Callable[[], bool]


@dataclass(frozen=True, slots=True)
class AwaitedFolio:
    """What a typesetter needs to lay out pages before the number of the first one is known.

    ``pages_by`` gives the HTML and the style sheets for such a number.
    """

    page: AwaitedPage
    pages_by: Callable[[int], tuple[str, Sequence[str]]]


#: html, style sheets, {relative name: (media type, bytes)} -> PDF. Nothing else can be fetched.
Typesetter = Callable[[str, Sequence[str], Mapping[str, tuple[str, bytes]]], Typeset]
#: The same for HTML and style sheets that have the guess at the first page; the PDF is that
#: of the number.
LateTypesetter = Callable[
    [str, Sequence[str], Mapping[str, tuple[str, bytes]], AwaitedFolio], Typeset
]
#: The same for a printing condition: PDF/X-4 with no colours but its inks.
PrintTypesetter = Callable[
    [str, Sequence[str], Mapping[str, tuple[str, bytes]], PrintingCondition], Typeset
]
#: MathML (with its TeX annotation) -> SVG, or None where it cannot be drawn.
MathDrawer = Callable[[str], "bytes | None"]
#: Pandoc blocks, and the direction of their text -> a Word file.
WordWriter = Callable[[Blocks, Literal["ltr", "rtl"]], bytes]
#: SVG, and width and height in pixels -> PNG with transparency.
SvgDrawer = Callable[[bytes, int, int], bytes]


@dataclass(frozen=True, slots=True)
class Engines:
    fonts: FontShop
    typeset: Typesetter
    draw_math: MathDrawer
    draw_svg: SvgDrawer
    typeset_for_print: PrintTypesetter | None = None
    write_docx: WordWriter | None = None
    #: The first page of the edition that is typeset, where it is known later, and how it is.
    first_page: AwaitedPage | None = None
    typeset_late: LateTypesetter | None = None
