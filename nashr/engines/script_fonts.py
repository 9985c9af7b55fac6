"""The fonts of scripts and signs that the families of ``nashr.engines.fonts`` lack: which there
are, and which of them has a text's characters. None is opened but for a text that needs one.
"""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping

from nashr.records import dataclass

#: The package that has Noto Sans by script, and the one that has fonts of many scripts.
NOTO = "manimgx_fonts"
WIDE = "weblate_fonts"
_WIDE_FOLDER = "static/weblate_fonts/kurinto/ttf"


@dataclass(frozen=True, slots=True)
class ScriptFont:
    """Where a font is: its package, the folder in it, and the file; ``axes`` are pinned. Bold
    letters are on the axis of weights, or in the file ``bold``.
    """

    package: str
    folder: str
    file: str
    axes: tuple[str, ...] = ()
    bold: str = ""


def _noto(name: str) -> ScriptFont:
    return ScriptFont(NOTO, "", f"Noto{name}[wght].ttf", ("wght",))


def _wide(name: str) -> ScriptFont:
    return ScriptFont(WIDE, _WIDE_FOLDER, f"Kurinto{name}-Rg.ttf", bold=f"Kurinto{name}-Bd.ttf")


#: By the name that ``Face.script`` has, in the order in which they are asked for a character.
SCRIPT_FONTS: Mapping[str, ScriptFont] = {
    "georgian": _noto("SansGeorgian"),
    "armenian": _noto("SansArmenian"),
    "hebrew": _noto("SansHebrew"),
    "arabic": _noto("SansArabic"),
    "devanagari": _noto("SansDevanagari"),
    "bengali": _noto("SansBengali"),
    "gujarati": _noto("SansGujarati"),
    "gurmukhi": _noto("SansGurmukhi"),
    "kannada": _noto("SansKannada"),
    "malayalam": _noto("SansMalayalam"),
    "oriya": _noto("SansOriya"),
    "tamil": _noto("SansTamil"),
    "telugu": _noto("SansTelugu"),
    "sinhala": _noto("SansSinhala"),
    "khmer": _noto("SansKhmer"),
    "lao": _noto("SansLao"),
    "myanmar": _noto("SansMyanmar"),
    "thai": _noto("SansThai"),
    "ethiopic": _noto("SansEthiopic"),
    "mathematical": ScriptFont("ziamath", "fonts", "STIXTwoMath-Regular.ttf"),
    "symbols": _noto("SansSymbols"),
    "emoji": _noto("Emoji"),
    "wide": _wide("Sans"),
    "chinese": _wide("SansSC"),
    "japanese": _wide("SansJP"),
    "korean": _wide("SansKR"),
    "traditional": _wide("SansTC"),
}
#: Scripts that are written together, by the first words of their characters' names.
_TOGETHER = {
    **dict.fromkeys(("CJK", "HIRAGANA", "KATAKANA", "HANGUL", "IDEOGRAPHIC", "BOPOMOFO"), "CJK"),
    "VEDIC": "DEVANAGARI",
}

#: Letters and marks without a shape: the joiner of graphemes, fillers of Hangul, and what chooses
#: the forms of Mongolian letters.
_SHAPELESS = frozenset("\u034f\u115f\u1160\u3164\uffa0\u180b\u180c\u180d\u180f")


def script_of(char: str) -> str:
    """The script of a letter or of a mark of it; a sign is a script of its own.

    The names of letters begin with that of their script.
    """
    if unicodedata.category(char)[0] not in "LM":
        return char
    name = unicodedata.name(char, char).partition(" ")[0]
    return _TOGETHER.get(name, name)


def shares(
    characters: Iterable[str],
    families: Iterable[str],
    lacking: Callable[[str, frozenset[str]], frozenset[str]],
) -> dict[str, frozenset[str]]:
    """Which family serves which of the characters: the letters of a script by the first one that
    has all of them, so that no word is of two fonts; where none has, each by the first that has it.
    ``lacking`` gives those of the characters that a family does not have.
    """
    scripts: defaultdict[str, set[str]] = defaultdict(set)
    for char in characters:
        scripts[script_of(char)].add(char)
    left = {script: frozenset(chars) for script, chars in scripts.items()}
    found: defaultdict[str, set[str]] = defaultdict(set)
    tried: list[tuple[str, frozenset[str]]] = []
    for family in families:
        if not left:
            break
        lacks = lacking(family, frozenset().union(*left.values()))
        tried.append((family, lacks))
        for script in [script for script, chars in left.items() if not chars & lacks]:
            found[family] |= left.pop(script)
    rest = frozenset().union(*left.values())
    for family, lacks in tried:
        found[family] |= rest - lacks
        rest &= lacks
    return {family: frozenset(chars) for family, chars in found.items() if chars}


def with_bold_letters(characters: Iterable[str]) -> list[str]:
    """Of the scripts of the characters those that a font with many scripts has too, whose own font
    has bold letters beside.
    """
    scripts = {script_of(char).lower() for char in characters}
    return [script for script in ("georgian", "armenian", "hebrew", "lao") if script in scripts]


def is_shapeless(char: str) -> bool:
    """Controls, joiners, directional marks, variation selectors, spaces: nothing to draw."""
    if unicodedata.category(char) in ("Cc", "Cf", "Zl", "Zp", "Zs", "Cs"):
        return True
    if "\ufe00" <= char <= "\ufe0f" or "\U000e0100" <= char <= "\U000e01ef":
        return True
    return char in _SHAPELESS
