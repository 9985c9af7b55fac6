"""The fonts: subsets of those in installed packages, never fonts of the machine.

HarfBuzz pins the axes of a variable font and drops the glyphs that a text does not need in one
pass of some milliseconds; the result is a static font with its kerning, small capitals and figures.
"""

from __future__ import annotations

import importlib.util
import json
import marshal
import re
import unicodedata
from collections.abc import Collection, Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import Any, Literal

import uharfbuzz as hb

from nashr.engines import own_glyphs, sfnt
from nashr.engines.mark_places import has_all, puts_together
from nashr.engines.own_glyphs import with_own_glyphs
from nashr.engines.script_fonts import SCRIPT_FONTS, is_shapeless, shares, with_bold_letters
from nashr.ports import Face, FontSource
from nashr.project import prepared
from nashr.records import dataclass, field, replace

_NAME = "fonts"


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
    #: Font files of a project, keyed as the static ones are.
    own: Mapping[tuple[int, str], bytes] = field(default_factory=dict)


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
    # For signs that even this one lacks: of young currencies, as the manat (₼), and of phonetics.
    "further": _Family(
        "fontpkg_noto_serif",
        "Nashr Further",
        {"normal": "NotoSerif[wdth,wght].ttf", "italic": "NotoSerif-Italic[wdth,wght].ttf"},
        {},
        ("wdth", "wght"),
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
_FAMILIES |= {
    f"further-{script}": _Family(
        font.package,
        f"Nashr Further {script.title()}",
        {} if font.bold else {"normal": font.file},
        {(400, "normal"): font.file, (700, "normal"): font.bold} if font.bold else {},
        font.axes,
        folder=font.folder,
    )
    for script, font in SCRIPT_FONTS.items()
}
#: Begins the keys of a theme's fonts for letters that the others lack.
_OWN = "further-own-"
#: The names of the families that a theme may exchange.
_ROLE_NAMES = {
    "serif": "Nashr Serif",
    "sans": "Nashr Sans",
    "mono": "Nashr Mono",
    "headings": "Nashr Headings",
}
#: From which weight on a static face is the bold one.
_BOLD = 600
_IS_BOLD = re.compile(r"Bold|-Bd\b")
_LATIN = ("serif", "sans", "mono")
_FOR_TEXT = (*_LATIN, "arabic", "broad", "further")
#: Behind all of these: the fonts of other scripts, by the key of their family.
_BEHIND = tuple(f"further-{script}" for script in SCRIPT_FONTS)

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

    def __init__(self, families: Mapping[str, _Family] | None = None) -> None:
        self._families = families if families is not None else _FAMILIES
        #: The fonts of a theme for letters that the others lack.
        self._own = tuple(key for key in self._families if key.startswith(_OWN))
        self._cut: dict[tuple[Face, frozenset[str], str], bytes] = {}

    def themed(self, sources: Mapping[str, tuple[FontSource, ...]]) -> FontShop:
        """The shop with other typefaces, by the family of ``Face`` that they stand for."""
        if not sources:
            return self
        key = tuple(sorted(sources.items(), key=lambda item: item[0]))
        if key not in _themed:
            own = {role: _family_of(role, found) for role, found in sources.items()}
            _themed[key] = FontShop({**_FAMILIES, **own})
        return _themed[key]

    def subset(
        self, face: Face, characters: Collection[str], flavor: Literal["ttf", "woff2"]
    ) -> bytes:
        """A static font of the face with the glyphs that the characters need, features kept."""
        key = (face, frozenset(characters) | _ALWAYS, flavor)
        if key not in self._cut:
            kept = _prepared().get(_prepared_key(*key)) if self._families is _FAMILIES else None
            self._cut[key] = kept or _cut(self._families, *key)
        return self._cut[key]

    def prepare(self) -> None:
        """Keep the subsets that were made so far for all builds."""
        kept = {_prepared_key(*key): data for key, data in self._cut.items()}
        prepared.write(_NAME, _key(), marshal.dumps(kept))

    def missing(self, characters: Collection[str]) -> frozenset[str]:
        """The characters that no family has; those without a shape are never missing."""
        return self._not_covered(characters, (*self._own, *_FOR_TEXT, *_BEHIND))

    def rare(self, characters: Collection[str]) -> Mapping[Face, frozenset[str]]:
        """The characters that no family for Latin letters has, by the face that serves them."""
        uncommon = self._not_covered(characters, _LATIN)
        if not uncommon:
            return {}
        arabic = uncommon - self._not_covered(uncommon, ("arabic",))
        bold = (f"further-{script}" for script in with_bold_letters(uncommon))
        behind = shares(
            uncommon - arabic,
            # Letters with serifs before those without, and the one face that has no bold ones last.
            (*self._own, "further", *bold, "broad", *_BEHIND),
            lambda family, wanted: self._not_covered(wanted, (family,)),
        )
        found = {_face(family): chars for family, chars in behind.items()}
        return {Face("arabic"): arabic, **found} if arabic else found

    def apart(self, clusters: Collection[str]) -> frozenset[str]:
        """Those of some letters with marks that the typeface of the text cannot put together, and
        ``further`` can.
        """
        text = _source(self._families["serif"], 400, "normal")
        other = _source(self._families["further"], 400, "normal")
        return frozenset(
            cluster
            for cluster in clusters
            if not (has_all(_covered(text), cluster) and puts_together(text, cluster))
            and has_all(_covered(other), cluster)
            and puts_together(other, cluster)
        )

    def has_bold(self, face: Face) -> bool:
        """Whether the family of the face has bold letters of its own."""
        family = self._families[key_of(face)]
        return "wght" in family.axes or any(
            weight >= _BOLD for weight, _ in (*family.static, *family.own)
        )

    def lacking(self, face: Face, characters: Collection[str]) -> frozenset[str]:
        """The characters that the face itself does not have."""
        return self._not_covered(characters, (key_of(face),))

    def _not_covered(self, characters: Collection[str], families: Iterable[str]) -> frozenset[str]:
        wanted = {char for char in characters if not is_shapeless(char)}
        for family in families:
            if wanted:
                wanted -= _covered(_source(self._families[family], 400, "normal"))
        return frozenset(wanted)

    def installed(self) -> Mapping[str, Installed]:
        """Each font family, by its name, but those of other scripts: they are so large that to
        read them takes longer than to cut them, and few articles need one. The versions of their
        packages, which are locked, say what is in them.
        """
        found = {}
        for key, family in _FAMILIES.items():
            if key in _BEHIND:
                continue
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


#: Shops with the typefaces of themes, by what these are.
_themed: dict[tuple[tuple[str, tuple[FontSource, ...]], ...], FontShop] = {}


#: The key of what setup kept: what ``Face`` has, the characters, and the flavor.
_PreparedKey = tuple[str, str, str, int, float | None, bool, str, str]


def _prepared_key(face: Face, characters: frozenset[str], flavor: str) -> _PreparedKey:
    looks = face.family, face.script, face.style, face.weight, face.optical_size, face.plain
    return (*looks, "".join(sorted(characters)), flavor)


@cache
def _prepared() -> dict[_PreparedKey, bytes]:
    """The subsets that setup kept."""
    try:
        data = prepared.read(_NAME, _key())
    except FontsMissing:  # is told of where such a font is needed
        return {}
    return marshal.loads(data) if data is not None else {}


def _key() -> str:
    """Of all that subsets are made from: fonts by their files' names, sizes and versions."""
    files = [
        f"{title} {found.version} {path.name} {path.stat().st_size}"
        for title, found in shop().installed().items()
        for path in found.files
    ]
    code = [Path(str(one)).read_bytes() for one in (__file__, sfnt.__file__, own_glyphs.__file__)]
    return prepared.key_of(hb.__version__.encode(), "\n".join(files).encode(), *code)


@cache
def last_resort() -> bytes:
    """A font of ASCII with a name that no style sheet uses, so that it is never preferred."""
    letters = frozenset(map(chr, range(32, 127)))
    return _cut(_FAMILIES, Face("serif"), letters, "ttf", "Nashr Last Resort")


def path_of(family: str) -> Path:
    """The file of a family's plain face. Raises ``FontsMissing``."""
    found = _source(_FAMILIES[family], 400, "normal")
    if isinstance(found, bytes):
        raise FontsMissing(f"the family {family} has no file")
    return found


def _cut(
    families: Mapping[str, _Family],
    face: Face,
    characters: frozenset[str],
    flavor: str,
    name: str | None = None,
) -> bytes:
    family = families[key_of(face)]
    found = _source(family, face.weight, face.style)
    source = _open(found)
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
    if family.own or set(family.axes) - {"wght", "opsz"}:
        plan.pin_all_axes_to_default(source)
    for axis, value in (("wght", float(face.weight)), ("opsz", size)):
        if axis in family.axes:
            plan.pin_axis_location(source, axis, value)
    subset = hb.subset(source, plan)
    names = _names(family, face, found, size)
    names = replace(names, family=name) if name else names
    contents = sfnt.renamed(sfnt.tables(subset.blob.data), names)
    if flavor == "ttf":  # for PDFs
        glyph = hb.Font(subset).get_nominal_glyph
        glyphs = {code: glyph(code) or 0 for code in subset.unicodes}
        contents = dict(with_own_glyphs(contents, glyphs, characters))
    return sfnt.woff2(contents) if flavor == "woff2" else sfnt.assembled(contents)


def key_of(face: Face) -> str:
    """The key of the family that a face is of."""
    return f"{face.family}-{face.script}" if face.script else face.family


def _face(key: str) -> Face:
    """The plain face of a family behind those for Latin letters."""
    if key == "broad":
        return Face("broad")
    return Face("further", script=key.removeprefix("further").removeprefix("-"))


def _described(folder: Path) -> tuple[str, str]:
    """The name and version of the family in a ``fontpkg`` package."""
    data = json.loads((folder / "metadata.json").read_text("utf-8"))
    return str(data["family"]), str(data["version"])


def _names(family: _Family, face: Face, source: Path | bytes, size: float) -> sfnt.Names:
    weight = face.weight
    if not family.axes:
        is_bold = (
            _IS_BOLD.search(source.name) is not None
            if isinstance(source, Path)
            else face.weight >= _BOLD
        )
        weight = 700 if is_bold else 400
    sized = "opsz" in family.axes and face.optical_size is not None
    return sfnt.Names(
        f"{family.name} {size:g}pt" if sized else family.name, weight, face.style == "italic"
    )


def _optical_size(face: Face) -> float:
    smallest, largest = _OPTICAL_RANGE
    return min(max(face.optical_size or TEXT_SIZE, smallest), largest)


def _source(family: _Family, weight: int, style: str) -> Path | bytes:
    """The font file for a weight and a slope, or what comes nearest of those that there are."""
    wanted = (700 if weight >= _BOLD else 400, style)
    if family.own:
        return family.own[_nearest(wanted, family.own)]
    name = family.variable.get(style) or (not family.static and family.variable.get("normal"))
    name = name or family.static[_nearest(wanted, family.static)]
    path = _folder(family.package) / family.folder / name
    if not path.is_file():
        raise FontsMissing(f"the package {family.package} has no file {name}")
    return path


def _nearest(wanted: tuple[int, str], there: Collection[tuple[int, str]]) -> tuple[int, str]:
    """The face of the same slope and the nearest weight; of the other slope where there is none."""
    weight, style = wanted
    return min(sorted(there), key=lambda one: (one[1] != style, abs(one[0] - weight)))


def _family_of(role: str, sources: tuple[FontSource, ...]) -> _Family:
    name = _ROLE_NAMES.get(role) or f"Nashr {' '.join(role.split('-')).title()}"
    own: dict[tuple[int, str], bytes] = {
        (one.weight, one.style): one.data for one in sources if one.data
    }
    if own:
        return _Family("", name, {}, {}, own=own)
    family = installed_family(sources[0].family)
    if family is None:
        raise FontsMissing(f"the font family {sources[0].family} is not installed")
    return replace(family, name=name)


@cache
def installed_family(title: str) -> _Family | None:
    """A family of an installed package of fontpkg, by its name; None where there is none."""
    package = "fontpkg_" + "_".join(title.lower().split())
    try:
        folder = _folder(package)
        described = json.loads((folder / "metadata.json").read_text("utf-8"))
    except (FontsMissing, OSError, ValueError):
        return None
    variable: dict[str, str] = {}
    static: dict[tuple[int, str], str] = {}
    for one in described["files"]:
        name = one["path"].removeprefix("files/")
        if one["variable"]:
            variable.setdefault(one["style"], name)
        else:
            static[one["weight"], one["style"]] = name
    axes = tuple(axis["tag"] for axis in described["axes"])
    return _Family(package, title, variable, {} if variable else static, axes)


def has_style(family: str, style: str) -> bool:
    """Whether an installed family has upright or italic letters of its own."""
    found = installed_family(family)
    return found is not None and any(
        style == one for one in (*found.variable, *(slope for _, slope in found.static))
    )


@cache
def _folder(package: str) -> Path:
    # fontpkg's own look-up reads the metadata of every installed package.
    spec = importlib.util.find_spec(package)
    if spec is None or spec.origin is None:
        raise FontsMissing(f"the font package {package.replace('_', '-')} is not installed")
    return Path(spec.origin).parent


@cache
def _open(source: Path | bytes) -> Any:
    if isinstance(source, bytes):
        return hb.Face(hb.Blob(source))
    return hb.Face(hb.Blob.from_file_path(str(source)))


@cache
def _covered(source: Path | bytes) -> frozenset[str]:
    # What stands at a private number in one font is not what an author meant by it in another.
    written = map(chr, _open(source).unicodes)
    return frozenset(char for char in written if unicodedata.category(char) != "Co")


def _tag(name: str) -> int:
    return int.from_bytes(name.encode("ascii"), "big")
