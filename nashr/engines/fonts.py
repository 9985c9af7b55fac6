"""The fonts: subsets of those in installed packages, never fonts of the machine.

HarfBuzz pins the axes of a variable font and drops the glyphs that a text does not need in one
pass of some milliseconds; the result is a static font with its kerning, small capitals and figures.
"""

from __future__ import annotations

import importlib.util
import json
import unicodedata
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any, Literal

import uharfbuzz as hb

from nashr.engines import sfnt
from nashr.ports import Face


class FontsMissing(Exception):
    """A font package is not installed, or lacks a file. The text says which."""


@dataclass(frozen=True, slots=True)
class _Family:
    """Where a family's files are; ``static`` files are keyed by weight and style."""

    package: str
    name: str
    variable: Mapping[str, str]
    static: Mapping[tuple[int, str], str]
    axes: tuple[str, ...] = ()
    #: The folder with the files, inside the package.
    folder: str = "files"
    #: Name and version, where the package does not have them as ``metadata.json``.
    known_as: tuple[str, str] | None = None


@dataclass(frozen=True, slots=True)
class Installed:
    """A family as it is installed, with its font files in the order of their names."""

    version: str
    files: tuple[Path, ...]


_FAMILIES = {
    "serif": _Family(
        "fontpkg_source_serif_4",
        "Nashr Serif",
        {
            "normal": "SourceSerif4[opsz,wght].ttf",
            "italic": "SourceSerif4-Italic[opsz,wght].ttf",
        },
        {},
        ("wght", "opsz"),
    ),
    "sans": _Family(
        "fontpkg_source_sans_3",
        "Nashr Sans",
        {"normal": "SourceSans3[wght].ttf", "italic": "SourceSans3-Italic[wght].ttf"},
        {},
        ("wght",),
    ),
    "mono": _Family(
        "fontpkg_source_code_pro",
        "Nashr Mono",
        {"normal": "SourceCodePro[wght].ttf", "italic": "SourceCodePro-Italic[wght].ttf"},
        {},
        ("wght",),
    ),
    "arabic": _Family(
        "fontpkg_amiri",
        "Nashr Arabic",
        {},
        {
            (400, "normal"): "Amiri-Regular.ttf",
            (400, "italic"): "Amiri-Italic.ttf",
            (700, "normal"): "Amiri-Bold.ttf",
            (700, "italic"): "Amiri-BoldItalic.ttf",
        },
    ),
    # For scripts and signs that the others lack. It has one face, which stands for all.
    "broad": _Family(
        "ziafont",
        "Nashr Broad",
        {"normal": "DejaVuSans.ttf", "italic": "DejaVuSans.ttf"},
        {},
        folder="fonts",
        known_as=("DejaVu Sans", "2.37"),
    ),
    # For formulas alone, and the font that draws them in the PDF.
    "math": _Family(
        "ziamath",
        "Nashr Math",
        {"normal": "STIXTwoMath-Regular.ttf"},
        {},
        folder="fonts",
        known_as=("STIX Two Math", "2.11"),
    ),
}
_COMMON = ("serif", "sans", "mono", "arabic")
_FOR_TEXT = (*_COMMON, "broad")

#: The optical size, in points, of a face that asks for none: that of running text.
TEXT_SIZE = 12.0
_OPTICAL_RANGE = (8.0, 60.0)

#: OpenType features that are kept beside those that HarfBuzz keeps by default (kern, liga, locl,
#: mark, the Arabic forms …): in a plain face, and in the others.
_FIGURES = "onum lnum pnum tnum"
_FEATURES = f"{_FIGURES} smcp c2sc sups subs sinf ordn frac numr dnom case zero cpsp"
#: What a browser sets formulas with (MathML Core): letters for scripts, flat accents.
_FORMULAS = "ssty dtls flac"
_DROPPED = ("STAT", "BASE", "DSIG", "MVAR", "avar", "HVAR", "VVAR")
#: Characters that an engine inserts itself: spaces, and the hyphen at the end of a line.
_ALWAYS = frozenset(" \u00a0-\u2010")


class FontShop:
    """The installed fonts. See ``nashr.ports.FontShop``.

    Its methods raise ``FontsMissing`` where a package is not installed.
    """

    def __init__(self) -> None:
        self._cut: dict[tuple[Face, frozenset[str], str], bytes] = {}

    def subset(
        self, face: Face, characters: Collection[str], flavor: Literal["ttf", "woff2"]
    ) -> bytes:
        """A static font of the face with the glyphs that the characters need, features kept."""
        key = (face, frozenset(characters) | _ALWAYS, flavor)
        if key not in self._cut:
            self._cut[key] = _cut(*key)
        return self._cut[key]

    def missing(self, characters: Collection[str]) -> frozenset[str]:
        """The characters that no family has; those without a shape are never missing."""
        return _not_covered(characters, _FOR_TEXT)

    def rare(self, characters: Collection[str]) -> frozenset[str]:
        """The characters that only the family ``broad`` has."""
        uncommon = _not_covered(characters, _COMMON)
        return uncommon - _not_covered(uncommon, ("broad",)) if uncommon else uncommon

    def installed(self) -> Mapping[str, Installed]:
        """Each font family, by its name."""
        found = {}
        for family in _FAMILIES.values():
            folder = _folder(family.package)
            title, version = family.known_as or _described(folder)
            names = sorted({*family.variable.values(), *family.static.values()})
            files = tuple(folder / family.folder / name for name in names)
            found[title] = Installed(version, files)
        return found


@cache
def shop() -> FontShop:
    """The font shop of this process, which keeps the subsets that it has made."""
    return FontShop()


@cache
def last_resort() -> bytes:
    """A font of ASCII with a name that no style sheet uses, so that it is never preferred."""
    return _cut(Face("serif"), frozenset(map(chr, range(32, 127))), "ttf", "Nashr Last Resort")


def _cut(face: Face, characters: frozenset[str], flavor: str, family: str | None = None) -> bytes:
    path = _path(face)
    source = _open(path)
    plan = hb.SubsetInput()
    plan.unicode_set.update(map(ord, characters))
    features = _FIGURES if face.plain else _FEATURES
    if face.family == "math":
        features = _FORMULAS
    plan.layout_feature_tag_set.update(_tag(feature) for feature in features.split())
    plan.drop_table_tag_set.update(_tag(table) for table in _DROPPED)
    plan.name_id_set.update((13, 14))
    plan.flags = hb.SubsetFlags.NO_HINTING
    size = _optical_size(face)
    for axis, value in (("wght", float(face.weight)), ("opsz", size)):
        if axis in _FAMILIES[face.family].axes:
            plan.pin_axis_location(source, axis, value)
    subset = hb.subset(source, plan)
    names = _names(face, path, size)
    names = replace(names, family=family) if family else names
    contents = sfnt.renamed(sfnt.tables(subset.blob.data), names)
    return sfnt.woff2(contents) if flavor == "woff2" else sfnt.assembled(contents)


def _not_covered(characters: Collection[str], families: Iterable[str]) -> frozenset[str]:
    wanted = {char for char in characters if not _is_shapeless(char)}
    for family in families:
        if wanted:
            wanted -= _covered(_path(Face(family)))  # type: ignore[arg-type]
    return frozenset(wanted)


def _described(folder: Path) -> tuple[str, str]:
    """The name and version of the family in a ``fontpkg`` package."""
    data = json.loads((folder / "metadata.json").read_text("utf-8"))
    return str(data["family"]), str(data["version"])


def _names(face: Face, path: Path, size: float) -> sfnt.Names:
    family = _FAMILIES[face.family]
    weight = face.weight if family.axes else (700 if "Bold" in path.name else 400)
    sized = "opsz" in family.axes and face.optical_size is not None
    return sfnt.Names(
        f"{family.name} {size:g}pt" if sized else family.name, weight, face.style == "italic"
    )


def _optical_size(face: Face) -> float:
    smallest, largest = _OPTICAL_RANGE
    return min(max(face.optical_size or TEXT_SIZE, smallest), largest)


def _path(face: Face) -> Path:
    family = _FAMILIES[face.family]
    name = (
        family.variable.get(face.style)
        or family.static[(700 if face.weight >= 600 else 400, face.style)]
    )
    path = _folder(family.package) / family.folder / name
    if not path.is_file():
        raise FontsMissing(f"the package {family.package} has no file {name}")
    return path


@cache
def _folder(package: str) -> Path:
    # fontpkg's own look-up reads the metadata of every installed package.
    spec = importlib.util.find_spec(package)
    if spec is None or spec.origin is None:
        raise FontsMissing(f"the font package {package.replace('_', '-')} is not installed")
    return Path(spec.origin).parent


@cache
def _open(path: Path) -> Any:
    return hb.Face(hb.Blob.from_file_path(str(path)))


@cache
def _covered(path: Path) -> frozenset[str]:
    return frozenset(map(chr, _open(path).unicodes))


def _is_shapeless(char: str) -> bool:
    """Controls, joiners, directional marks, variation selectors, spaces: nothing to draw."""
    if unicodedata.category(char) in ("Cc", "Cf", "Zl", "Zp", "Zs", "Cs"):
        return True
    return "\ufe00" <= char <= "\ufe0f"


def _tag(name: str) -> int:
    return int.from_bytes(name.encode("ascii"), "big")
