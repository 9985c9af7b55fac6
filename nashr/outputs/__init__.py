"""The outputs: one row each of name, suffix and the function that renders it.

An output gets an ``Edition`` (everything that it is made from, frozen) and the ``Engines`` that it
may call, and gives back artifacts. It reads and writes nothing itself.
"""

from __future__ import annotations

import datetime as dt
import importlib
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, Protocol

from nashr.diagnostics import Outcome
from nashr.languages import Language
from nashr.model import Artifact, Document, Journal

if TYPE_CHECKING:
    from nashr.outputs.markup import Markup


@dataclass(frozen=True, slots=True)
class Face:
    """A typeface of the pipeline's own: ``family`` is a role, not a brand."""

    family: Literal["serif", "sans", "mono", "arabic"]
    style: Literal["normal", "italic"] = "normal"
    weight: int = 400
    #: The optical size in points, for families that have one.
    optical_size: float | None = None
    #: Without small capitals, raised figures and the like, for sheets that ask for none of them.
    plain: bool = False


class FontShop(Protocol):
    """Cuts fonts to measure."""

    def subset(
        self, face: Face, characters: Collection[str], flavor: Literal["ttf", "woff2"]
    ) -> bytes:
        """A static font of the face with the glyphs that the characters need, features kept."""

    def missing(self, characters: Collection[str]) -> frozenset[str]:
        """The characters that no family has."""

    def versions(self) -> Mapping[str, str]:
        """The version of each font family, by its name."""


@dataclass(frozen=True, slots=True)
class Typeset:
    """A finished PDF, its number of pages, and what the engine complained about."""

    pdf: bytes
    pages: int
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Press:
    """The press that a print file is made for, by its ICC profile."""

    profile: bytes


#: How far the pages of a print file reach beyond the trimmed page, in points (3 mm), and how
#: wide its margin for crop marks is.
BLEED, MARKS = 3 * 72 / 25.4, 10 * 72 / 25.4

#: html, style sheets, {relative name: (media type, bytes)} -> PDF. Nothing else can be fetched.
Typesetter = Callable[[str, Sequence[str], Mapping[str, tuple[str, bytes]]], Typeset]
#: The same for a press: PDF/X-4 with nothing but the press's inks.
PressTypesetter = Callable[[str, Sequence[str], Mapping[str, tuple[str, bytes]], Press], Typeset]
#: MathML (with its TeX annotation) -> SVG, or None where it cannot be drawn.
MathDrawer = Callable[[str], "bytes | None"]


@dataclass(frozen=True, slots=True)
class Engines:
    fonts: FontShop
    typeset: Typesetter
    draw_math: MathDrawer
    typeset_for: PressTypesetter | None = None


@dataclass(frozen=True, slots=True)
class Edition:
    """What an output is made from."""

    journal: Journal
    document: Document
    markup: Markup
    language: Language
    #: Template texts by path below ``templates/``, e.g. ``html/article.html.j2``.
    templates: Mapping[str, str]
    #: The newest change of the sources, UTC: the date that goes into the products.
    date: dt.datetime
    #: A proof shows queries to the author in the margin.
    proof: bool = False
    #: Where the date comes from, for the manifest: see ``nashr.dating``.
    dated_by: str = "files"
    #: The press for which a print file is made beside the PDF.
    press: Press | None = None


Render = Callable[[Edition, Engines], Outcome["tuple[Artifact, ...]"]]


@dataclass(frozen=True, slots=True)
class Output:
    """A row of ``OUTPUTS``. The module is imported when the output is asked for."""

    name: str
    suffix: str
    module: str

    def render(self, edition: Edition, engines: Engines) -> Outcome[tuple[Artifact, ...]]:
        function: Render = importlib.import_module(self.module).render
        return function(edition, engines)


OUTPUTS: tuple[Output, ...] = (
    Output("pdf", ".pdf", "nashr.outputs.pdf"),
    Output("epub", ".epub", "nashr.outputs.epub"),
    Output("html", ".html", "nashr.outputs.html"),
    Output("jats", ".xml", "nashr.outputs.jats"),
)
