"""The words of RTF that mean something here (Rich Text Format 1.9.1)."""

from __future__ import annotations

import codecs
from collections.abc import Mapping

#: Code pages by the character sets of fonts (1.9.1, “Font Table”).
CHARSETS: Mapping[int, str] = {
    0: "cp1252", 77: "mac_roman", 128: "cp932", 129: "cp949", 134: "cp936", 136: "cp950",
    161: "cp1253", 162: "cp1254", 163: "cp1258", 177: "cp1255", 178: "cp1256", 186: "cp1257",
    204: "cp1251", 222: "cp874", 238: "cp1250", 254: "cp437", 255: "cp850",
}  # fmt: skip
SETS: Mapping[bytes, str] = {b"mac": "mac_roman", b"pc": "cp437", b"pca": "cp850"}
#: Destinations that are no text of the author, besides those that a reader may skip.
NO_TEXT = frozenset(
    b"fonttbl colortbl stylesheet info pict listtext pntext shprslt nonshppict xe tc tcn "
    b"fldinst bkmkstart bkmkend datafield themedata generator".split()
)
#: Entries of an index and of a table of contents.
ENTRIES = frozenset(b"xe tc tcn rxe txe bxe".split())
#: What there is of a row of a table in a cell beside its cells.
CUT = frozenset((b"nesttableprops", b"nonesttables"))
LABELS = frozenset(b"listtext pntext".split())
MARGINS: Mapping[bytes, str] = {
    name.encode(): name[:6] for name in
    "header headerl headerr headerf footer footerl footerr footerf".split()
}  # fmt: skip
#: Destinations with text although a reader may skip them, or stand in one that it may skip.
TEXT = frozenset(b"footnote annotation shptxt fldrslt".split())
STORIES = frozenset(b"footnote annotation shptxt".split())
#: Tracked changes (1.9.1, “Track Changes”); text that is moved is taken out and put in.
CHANGES: Mapping[bytes, str] = {
    b"deleted": "deletion", b"mvf": "deletion", b"revised": "insertion", b"mvt": "insertion",
}  # fmt: skip
#: Languages whose capitals are their own, by their numbers (1.9.1, “Character Text”).
LANGUAGES: Mapping[int, str] = {1055: "tr", 1068: "az"}
ENDS = frozenset(b"par cell nestcell sect".split())
SPACES = frozenset(b"tab line page column".split())
ROWS = frozenset(b"row nestrow".split())
#: Characters that have control words (1.9.1, “Special Characters”).
CHARACTERS: Mapping[bytes, str] = {
    b"bullet": "•", b"emdash": "—", b"endash": "–", b"lquote": "‘", b"rquote": "’",
    b"ldblquote": "“", b"rdblquote": "”",
}  # fmt: skip
SIGNS: Mapping[bytes, str] = {b"~": "\u00a0", b"_": "\u2011", b"{": "{", b"}": "}", b"\\": "\\"}


def codec_of(name: str, otherwise: str) -> str:
    """Python's name of a code page, or another where it has none."""
    name = "utf-8" if name == "cp65001" else "mac_roman" if name == "cp10000" else name
    try:
        return codecs.lookup(name).name
    except LookupError:
        return otherwise
