"""The typefaces of a product: which faces, cut for which characters, and their ``@font-face``.

The families carry the names of their roles, so that a style sheet says ``"Nashr Serif"`` and no
font of the reader's machine answers. ``STACKS`` are the values for ``font-family``: what one
family lacks the next one has.
"""

from __future__ import annotations

import base64
import html
import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Literal

from nashr.languages import PREPARED, language, upper
from nashr.ports import Face, FontShop
from nashr.records import dataclass, replace

Flavor = Literal["ttf", "woff2"]

SERIF = "Nashr Serif"
SANS = "Nashr Sans"
MONO = "Nashr Mono"
ARABIC = "Nashr Arabic"
BROAD = "Nashr Broad"
FURTHER = "Nashr Further"
SMALL_CAPITALS = "Nashr Small Capitals"
MATH = "Nashr Math"
HEADINGS = "Nashr Headings"

STACKS = {
    "serif": f'"{SERIF}", "{ARABIC}", "{SANS}", "{MONO}", "{BROAD}", "{FURTHER}"',
    "sans": f'"{SANS}", "{ARABIC}", "{SERIF}", "{MONO}", "{BROAD}", "{FURTHER}"',
    "mono": f'"{MONO}", "{SERIF}", "{ARABIC}", "{SANS}", "{BROAD}", "{FURTHER}"',
}

_TAGS = re.compile(r"<[^>]*>")
_ARABIC = re.compile("[\u0600-\u06ff\u0750-\u077f\u08a0-\u08ff\ufb50-\ufdff\ufe70-\ufefc]")


@dataclass(frozen=True, slots=True)
class Cut:
    """A face under the family name that a style sheet calls it by."""

    family: str
    face: Face


@dataclass(frozen=True, slots=True)
class FontFile:
    """A font cut to measure. ``name`` is a file name such as ``serif-italic-400.woff2``."""

    cut: Cut
    name: str
    data: bytes
    media_type: str

    @property
    def data_uri(self) -> str:
        """The font as an address that needs no file."""
        return f"data:{self.media_type};base64,{base64.b64encode(self.data).decode('ascii')}"


#: The faces of a screen: text at its own size, both slopes and weights.
SCREEN = (
    Cut(SERIF, Face("serif", plain=True)),
    Cut(SERIF, Face("serif", "italic", plain=True)),
    Cut(SERIF, Face("serif", weight=600, plain=True)),
    Cut(SANS, Face("sans", plain=True)),
    Cut(SANS, Face("sans", weight=600, plain=True)),
    Cut(MONO, Face("mono", plain=True)),
    Cut(ARABIC, Face("arabic")),
    Cut(BROAD, Face("broad")),
    Cut(FURTHER, Face("further")),
    Cut(FURTHER, Face("further", "italic")),
    Cut(FURTHER, Face("further", weight=600)),
)
#: The typeface of headings on a screen, where a theme has one for them.
SCREEN_HEADINGS = (
    Cut(HEADINGS, Face("headings", weight=600, plain=True)),
    Cut(HEADINGS, Face("headings", "italic", 600, plain=True)),
)
#: Small capitals, which the plain faces lack, cut for the words that stand in them.
CAPITALS = Cut(SMALL_CAPITALS, Face("serif"))
BOLD_CAPITALS = Cut(SMALL_CAPITALS, Face("serif", weight=600))
#: The face of formulas.
FORMULAS = Cut(MATH, Face("math"))
_REGULAR = 400
#: Families that are cut to measure, and only for a text that needs them.
_ON_DEMAND = ("arabic", "broad", "further")


def _ordinary() -> Iterator[str]:
    yield from (chr(code) for code in range(0x20, 0x7F))
    yield from "«»“”„‘’–—…·•◦▪№§©°×−±≈≤≥∑∞√↑↓\u00a0\u200b\u2010\u2011"
    for tag in PREPARED:
        record = language(tag)
        small = "".join((*record.alphabet, record.also_written))
        yield from small + upper(small, tag)


#: What an article in one of the languages ``PREPARED`` is written with. Subsets of the faces have
#: all of it, so that nearly every article asks for the very same fonts and none need be made.
ORDINARY = frozenset(_ordinary())


def characters_of(*fragments: str) -> frozenset[str]:
    """The characters that HTML fragments show, entities resolved; tags count for nothing."""
    shown = "".join(html.unescape(_TAGS.sub(" ", fragment)) for fragment in fragments)
    return frozenset(shown) - frozenset("\n\r\t")


_BOLD = re.compile(
    r"<(?P<name>h[1-6]|strong|b|th|dt)\b[^>]*>.*?</(?P=name)>"
    r"|<[^>]*class=\"[^\"]*\b(?:caption-label|translated-title)\b[^>]*>[^<]*",
    re.DOTALL,
)


def bold_characters(html: str) -> frozenset[str]:
    """The characters that the style sheets of pages set in bold."""
    return characters_of(*(found[0] for found in _BOLD.finditer(html)))


#: Letters, and the mathematical italics in which a browser sets one that is an identifier of its
#: own (MathML Core, section 4.2): the Latin and the Greek ones, and ı and ȷ.
_ITALIC = {
    chr(int(parts[-1], 16)): chr(code)  # the decomposition is “<font> 0068”
    for code in (
        0x210E,
        *range(0x1D434, 0x1D468),
        *range(0x1D6A4, 0x1D6A6),
        *range(0x1D6E2, 0x1D71C),
    )
    if (parts := unicodedata.decomposition(chr(code)).split())  # U+1D455 is no character
}


def formula_characters(texts: Iterable[str]) -> frozenset[str]:
    """The characters of formulas, and those that a browser sets in their place."""
    written = frozenset("".join(texts)) - frozenset("\n\r\t")
    italics = frozenset(_ITALIC[char] for char in written if char in _ITALIC)
    return written | italics | (frozenset("−") if "-" in written else frozenset())


def faces_behind(shop: FontShop, characters: frozenset[str]) -> tuple[Face, ...]:
    """The faces for those of the characters that no family for Latin letters has."""
    faces = tuple(shop.rare(characters))
    arabic = Face("arabic")
    return faces if arabic in faces or not has_arabic(characters) else (arabic, *faces)


def has_arabic(characters: Iterable[str]) -> bool:
    """Whether any character is of the Arabic script."""
    return any(_ARABIC.match(char) for char in characters)


def with_ordinary(
    shop: FontShop,
    cuts: Iterable[Cut],
    characters: frozenset[str],
    flavor: Flavor,
    clusters: frozenset[str] = frozenset(),
    bold: frozenset[str] = frozenset(),
) -> tuple[FontFile, ...]:
    """The fonts of ``cuts`` for the characters and all ``ORDINARY`` ones; those for
    Arabic and for rare characters, which are cut to measure, only where there are any. Of the
    scripts of the ``bold`` characters the bold face is cut as well.
    """
    cuts = list(cuts)
    rare = [one for one in cuts if one.face.family in _ON_DEMAND]
    others = [one for one in cuts if one.face.family not in _ON_DEMAND]
    return (
        *cut(shop, others, characters | ORDINARY, flavor),
        *cut(shop, rare, characters, flavor, clusters, bold),
    )


def cut(
    shop: FontShop,
    cuts: Iterable[Cut],
    characters: frozenset[str],
    flavor: Flavor,
    clusters: frozenset[str] = frozenset(),
    bold: frozenset[str] = frozenset(),
) -> tuple[FontFile, ...]:
    """The fonts of ``cuts`` for the characters; those for Arabic and for rare characters only where
    there are any. ``clusters`` are characters that ``FURTHER`` has to have in any case.
    """
    media_type = "font/woff2" if flavor == "woff2" else "font/ttf"
    rare = dict(shop.rare(characters))
    if has_arabic(characters):  # beside them, some signs of no script, such as ⁂ and ∓
        rare[Face("arabic")] = characters
    if clusters:
        rare[Face("further")] = rare.get(Face("further"), frozenset()) | clusters
    heavy = frozenset(
        face for face, of_face in rare.items() if bold & of_face and shop.has_bold(face)
    )
    return tuple(
        FontFile(
            one,
            f"{_file_stem(one)}.{flavor}",
            shop.subset(one.face, wanted, flavor),
            media_type,
        )
        for each in cuts
        for one, wanted in _served(each, characters, rare, heavy)
    )


def _served(
    one: Cut,
    characters: frozenset[str],
    rare: Mapping[Face, frozenset[str]],
    heavy: frozenset[Face],
) -> Iterator[tuple[Cut, frozenset[str]]]:
    """The cut with the characters that it is for: of a family that is cut on demand, one for each
    of its faces that has any.
    """
    if one.face.family not in _ON_DEMAND:
        yield one, characters
        return
    is_plain = one.face.style == "normal" and one.face.weight == _REGULAR
    for face, wanted in rare.items():
        # Of the fonts of other scripts, few have italic letters.
        is_bold = one.face.style == "normal" and face in heavy
        if face.family == one.face.family and (is_plain or not face.script or is_bold):
            # Two fonts of one name and weight would be one font to the typesetter.
            family = f"{one.family} {face.script.title()}" if face.script else one.family
            yield Cut(family, replace(one.face, script=face.script)), wanted


def _file_stem(one: Cut) -> str:
    face = replace(one.face, optical_size=None)
    role = "capitals" if one.family == SMALL_CAPITALS else face.family
    parts = [role, *filter(None, (face.script,)), face.style, str(face.weight)]
    if one.face.optical_size is not None:
        parts.append(f"{one.face.optical_size:g}pt")
    return "-".join(parts)


def font_face_css(files: Iterable[FontFile], address: Callable[[FontFile], str]) -> str:
    """The ``@font-face`` rules; ``address`` gives a font's URL, e.g. its ``data_uri``."""
    return "".join(
        "@font-face{"
        f'font-family:"{file.cut.family}";'
        f"font-style:{file.cut.face.style};"
        f"font-weight:{file.cut.face.weight};"
        "font-display:swap;"
        f'src:url("{address(file)}") format("{_FORMATS[file.media_type]}")'
        "}\n"
        for file in files
    )


_FORMATS = {"font/woff2": "woff2", "font/ttf": "truetype"}


def with_scripts(css: str, files: Iterable[FontFile]) -> str:
    """A style sheet in which the families of the fonts for other scripts, which no sheet knows,
    stand wherever ``FURTHER`` does.
    """
    families = [file.cut.family for file in files if file.cut.face.script]
    if not families:
        return css
    stack = ", ".join(f'"{family}"' for family in dict.fromkeys((FURTHER, *families)))
    return css.replace(f'"{FURTHER}"', stack)
