"""The styles of a Word file, made from the theme: sizes, leading, typefaces, colours.

Styles that Word has itself are named as it names them in English, so that it shows them in the
language of its user: ``heading 1``, ``caption``, ``footnote text``. The ids are pandoc's.
"""

from __future__ import annotations

from collections.abc import Iterator
from xml.sax.saxutils import quoteattr

from nashr.model import ThemeSettings
from nashr.outputs.page_geometry import leading, text_size
from nashr.records import dataclass
from nashr.word_files import (
    AFTER_EQUATION,
    BOX,
    BREAK,
    CAPTION_LABEL,
    CITED_AUTHOR,
    CROSS_REFERENCE,
    EPIGRAPH,
    EQUATION,
    EQUATION_NUMBER,
    FACTS,
    KEYS,
    LAST_FACTS,
    ORIGIN,
    QUOTATION,
    SECTION_NUMBER,
    VERSE,
)

_DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
NAMESPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
#: Typefaces by their parts in a theme, where it names none; those that stand in for them where
#: they are not installed.
_FACES = {
    "text": "Source Serif 4",
    "headings": "",
    "sans": "Source Sans 3",
    "code": "Source Code Pro",
}
_STAND_INS = {
    "Source Serif 4": "Cambria",
    "Source Sans 3": "Calibri",
    "Source Code Pro": "Consolas",
    "Amiri": "Traditional Arabic",
}
#: What kind of typefaces they are, for programs that choose others.
_KINDS = {
    "Source Serif 4": '<w:family w:val="roman"/><w:pitch w:val="variable"/>',
    "Source Sans 3": '<w:family w:val="swiss"/><w:pitch w:val="variable"/>',
    "Source Code Pro": '<w:family w:val="modern"/><w:pitch w:val="fixed"/>',
}
#: For Arabic and other scripts that Word calls complex.
_COMPLEX = "Amiri"
_SMALL, _SMALLER = 0.9, 0.82
#: Headings of six levels, as parts of the text's size.
_HEADINGS = (1.35, 1.18, 1.06, 1.0, 1.0, 1.0)
_BOXES = ("", " note", " tip", " warning", " important", " caution", " boxed-text")


@dataclass(frozen=True, slots=True)
class Look:
    """How a style of paragraphs looks. Lengths are points, ``size`` is a part of the text's size.

    ``based`` and ``following`` are ids of styles.
    """

    name: str
    based: str = "Normal"
    following: str = ""
    size: float = 0.0
    before: float = 0.0
    after: float = 0.0
    first_line: float = 0.0
    left: float = 0.0
    right: float = 0.0
    hanging: float = 0.0
    align: str = ""
    bold: bool = False
    italic: bool = False
    keeps: bool = False
    font: str = ""
    colour: str = ""
    outline: int = 0
    border: str = ""
    #: Whether Word offers it in its gallery.
    shown: bool = True


def family(theme: ThemeSettings, part: str) -> str:
    """The family that a theme has for a part, by the name that Word knows it by."""
    given = theme.typefaces.get(part)
    if given is not None and given.family:
        return given.family
    return _FACES[part] or family(theme, "text")


def style_id(name: str) -> str:
    """The id that pandoc gives a style of this name."""
    known = {"caption": "Caption", "footnote text": "FootnoteText"}
    if name.startswith("heading "):
        return f"Heading{name[8:]}"
    return known.get(name, name.replace(" ", ""))


def looks(theme: ThemeSettings) -> Iterator[Look]:
    """The styles of paragraphs."""
    size, line = text_size(theme), leading(theme)
    half = line / 2
    justified = "" if theme.text == "ragged" else "both"
    headings, colour = family(theme, "headings"), theme.heading_colour or ""
    accent = theme.accent or ""
    yield Look("Body Text", first_line=1.3 * size, align=justified)
    yield Look("First Paragraph", "BodyText", "BodyText")
    yield Look(AFTER_EQUATION, "BodyText", "BodyText")
    yield Look("Compact", "Normal")
    for level, scale in enumerate(_HEADINGS, start=1):
        yield Look(
            f"heading {level}",
            following="FirstParagraph",
            size=scale,
            before=line * (1.5 if level == 1 else 1),
            after=half,
            bold=level < 4,
            italic=level > 3,
            keeps=True,
            font=headings,
            colour=colour,
            outline=level,
        )
    yield Look("Journal", following="Title", align="center", colour=accent)
    yield Look("Article Type", size=_SMALL, before=line, align="center", italic=True)
    yield Look(
        "Title",
        following="Author",
        size=1.9,
        before=line,
        after=half,
        align="center",
        keeps=True,
        font=headings,
        colour=colour,
    )
    yield Look("Subtitle", size=1.25, after=half, align="center", keeps=True, font=headings)
    yield Look("Author", size=1.1, before=half, align="center")
    yield Look("Affiliation", size=_SMALL, align="center")
    yield Look(
        "Abstract Heading", size=_SMALL, before=line, after=2, left=size, bold=True, keeps=True
    )
    yield Look("Abstract", size=_SMALL, left=size, right=size, align=justified)
    yield Look("Keywords", size=_SMALL, left=size, right=size, before=3)
    yield Look(FACTS, size=_SMALLER, align="center", colour="#444444")
    yield Look(ORIGIN, style_id(FACTS))
    yield Look(LAST_FACTS, style_id(FACTS), "BodyText", size=0.3, after=line)
    yield Look("Translated Title", size=1.15, before=2 * line, align="center", keeps=True)
    yield Look("Translated Subtitle", size=1.0, align="center", keeps=True, italic=True)
    yield Look(
        QUOTATION,
        size=0.95,
        before=half,
        after=half,
        left=2 * size,
        right=size,
        align=justified,
    )
    yield Look(f"{QUOTATION} 2", QUOTATION, left=4 * size)
    yield Look(f"{QUOTATION} 3", QUOTATION, left=6 * size)
    yield Look(VERSE, before=half, after=half, left=2 * size)
    yield Look(EPIGRAPH, size=_SMALL, left=8 * size, after=3, italic=True)
    for kind in _BOXES:
        yield Look(f"{BOX}{kind}", size=0.95, left=6, right=6, after=3, border=accent or "#888888")
    yield Look(BREAK, before=half, after=half, align="center")
    yield Look(EQUATION, before=4, after=4, align="center")
    yield Look(EQUATION_NUMBER, align="right")
    yield Look("Source Code", size=0.85, before=half, after=half, font=family(theme, "code"))
    yield Look("Definition Term", following="Definition", bold=True, keeps=True)
    yield Look("Definition", left=1.5 * size, after=3, align=justified)
    yield Look("caption", size=_SMALL, before=half, after=half)
    yield Look("Table Caption", "Caption", keeps=True)
    yield Look("Image Caption", "Caption", align="center")
    yield Look("Figure", align="center")
    yield Look("Captioned Figure", "Figure", before=half, keeps=True)
    yield Look("Statement Heading", size=_SMALL, before=half, bold=True, keeps=True)
    yield Look("Statement", size=_SMALL)
    yield Look(
        "Bibliography Heading",
        following="Bibliography",
        size=_HEADINGS[0],
        before=1.5 * line,
        after=half,
        bold=True,
        keeps=True,
        font=headings,
        colour=colour,
        outline=1,
    )
    small = theme.reference_size / size if theme.reference_size else _SMALL
    yield Look("Bibliography", size=small, left=1.6 * size, hanging=1.6 * size, after=2)
    yield Look("footnote text", size=_SMALLER, align=justified)
    yield Look("header", size=_SMALLER, align="center", shown=False)
    yield Look("footer", size=_SMALLER, align="center", shown=False)


def characters(theme: ThemeSettings) -> Iterator[tuple[str, str]]:
    """The styles of characters, each with its properties."""
    code = fonts(family(theme, "code"))
    size = round(text_size(theme) * 2 * _SMALL)
    colour = (theme.accent or "#1f4e79").lstrip("#")
    yield "Verbatim Char", f'{code}<w:sz w:val="{size}"/><w:szCs w:val="{size}"/>'
    yield "Hyperlink", f'<w:color w:val="{colour}"/>'
    yield "Label", "<w:b/><w:bCs/>"
    yield CAPTION_LABEL, "<w:b/><w:bCs/>"
    yield SECTION_NUMBER, ""
    yield CROSS_REFERENCE, ""
    yield CITED_AUTHOR, ""
    yield KEYS, f'{code}<w:bdr w:val="single" w:sz="4" w:space="0" w:color="888888"/>'


def fonts(name: str) -> str:
    """The property that sets runs in a family; other scripts have theirs."""
    given, cs = quoteattr(name), quoteattr(_COMPLEX)
    return f"<w:rFonts w:ascii={given} w:hAnsi={given} w:eastAsia={given} w:cs={cs}/>"


def styles_xml(theme: ThemeSettings, lang: str, *, rtl: bool) -> bytes:
    """The part with the styles."""
    size, line = text_size(theme), leading(theme)
    colour = f'<w:color w:val="{theme.text_colour.lstrip("#")}"/>' if theme.text_colour else ""
    own, bidi = quoteattr(lang), quoteattr(lang if rtl else "ar-SA")
    language = f"<w:lang w:val={own} w:eastAsia={own} w:bidi={bidi}/>"
    pieces = [
        f'{_DECLARATION}<w:styles xmlns:w="{NAMESPACE}">',
        f"<w:docDefaults><w:rPrDefault><w:rPr>{fonts(family(theme, 'text'))}{colour}"
        f'<w:sz w:val="{_half(size)}"/><w:szCs w:val="{_half(size)}"/>{language}</w:rPr>'
        "</w:rPrDefault><w:pPrDefault><w:pPr>"
        f'<w:spacing w:after="0" w:line="{_twentieths(line)}" w:lineRule="atLeast"/>'
        "</w:pPr></w:pPrDefault></w:docDefaults>",
        '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/>'
        "<w:qFormat/></w:style>",
        '<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont">'
        '<w:name w:val="Default Paragraph Font"/><w:uiPriority w:val="1"/><w:semiHidden/>'
        "</w:style>",
        '<w:style w:type="numbering" w:default="1" w:styleId="NoList"><w:name w:val="No List"/>'
        "<w:semiHidden/></w:style>",
        _TABLE_NORMAL,
    ]
    pieces += [_paragraph_style(look, theme) for look in looks(theme)]
    pieces += [_character_style(name, inside) for name, inside in characters(theme)]
    pieces.append(
        '<w:style w:type="character" w:styleId="FootnoteReference">'
        '<w:name w:val="footnote reference"/><w:basedOn w:val="DefaultParagraphFont"/>'
        '<w:rPr><w:vertAlign w:val="superscript"/></w:rPr></w:style>'
    )
    pieces += [_table_style(theme), _EQUATION_TABLE, "</w:styles>"]
    return "".join(pieces).encode()


def font_table_xml(theme: ThemeSettings) -> bytes:
    """The part that names the fonts, and what stands in for those that are not installed."""
    names = dict.fromkeys([*(family(theme, part) for part in _FACES), _COMPLEX])
    rows = []
    for name in names:
        stand_in = _STAND_INS.get(name)
        inside = f"<w:altName w:val={quoteattr(stand_in)}/>" if stand_in else ""
        inside += _KINDS.get(name, "")
        rows.append(f"<w:font w:name={quoteattr(name)}>{inside}</w:font>")
    return f'{_DECLARATION}<w:fonts xmlns:w="{NAMESPACE}">{"".join(rows)}</w:fonts>'.encode()


# --- styles, one by one --------------------------------------------------------------------


def _paragraph_style(look: Look, theme: ThemeSettings) -> str:
    inherited = look.based != "Normal"
    of_paragraph = [
        "<w:keepNext/>" if look.keeps else "",
        _border(look.border) if look.border else "",
        # Only lines of one length need divided words.
        "" if look.align == "both" or inherited else "<w:suppressAutoHyphens/>",
        _spacing(look, inherited),
        _indent(look, inherited),
        f'<w:jc w:val="{look.align}"/>' if look.align else "",
        f'<w:outlineLvl w:val="{look.outline - 1}"/>' if look.outline else "",
    ]
    half = _half(text_size(theme) * look.size)
    of_runs = [
        fonts(look.font) if look.font else "",
        "<w:b/><w:bCs/>" if look.bold else "",
        "<w:i/><w:iCs/>" if look.italic else "",
        f'<w:color w:val="{look.colour.lstrip("#")}"/>' if look.colour else "",
        f'<w:sz w:val="{half}"/><w:szCs w:val="{half}"/>' if look.size else "",
    ]
    following = f'<w:next w:val="{look.following}"/>' if look.following else ""
    return (
        f'<w:style w:type="paragraph" w:styleId={quoteattr(style_id(look.name))}'
        f"{'' if _is_builtin(look.name) else ' w:customStyle=' + quoteattr('1')}>"
        f"<w:name w:val={quoteattr(look.name)}/><w:basedOn w:val={quoteattr(look.based)}/>"
        f"{following}{'<w:qFormat/>' if look.shown else ''}"
        f"<w:pPr>{''.join(of_paragraph)}</w:pPr><w:rPr>{''.join(of_runs)}</w:rPr></w:style>"
    )


_BUILTIN = frozenset(
    "Body Text|Title|Subtitle|caption|footnote text|header|footer|Bibliography".split("|")
)


def _is_builtin(name: str) -> bool:
    return name in _BUILTIN or name.startswith("heading ")


def _spacing(look: Look, inherited: bool) -> str:
    given = [
        f'w:{side}="{_twentieths(length)}"'
        for side, length in (("before", look.before), ("after", look.after))
        if length or not inherited
    ]
    if look.size > 1:
        # A line of larger letters is higher; Word finds out how much.
        given += ['w:line="240"', 'w:lineRule="auto"']
    return f"<w:spacing {' '.join(given)}/>" if given else ""


def _indent(look: Look, inherited: bool) -> str:
    given = []
    if look.left:
        given.append(f'w:left="{_twentieths(look.left)}"')
    if look.right:
        given.append(f'w:right="{_twentieths(look.right)}"')
    if look.hanging:
        given.append(f'w:hanging="{_twentieths(look.hanging)}"')
    elif look.first_line or look.based == "BodyText":
        given.append(f'w:firstLine="{_twentieths(look.first_line)}"')
    del inherited
    return f"<w:ind {' '.join(given)}/>" if given else ""


def _border(colour: str) -> str:
    sides = "".join(
        f'<w:{side} w:val="single" w:sz="4" w:space="6" w:color="{colour.lstrip("#")}"/>'
        for side in ("top", "left", "bottom", "right")
    )
    return f"<w:pBdr>{sides}</w:pBdr>"


def _character_style(name: str, properties: str) -> str:
    custom = "" if name == "Hyperlink" else ' w:customStyle="1"'
    return (
        f'<w:style w:type="character" w:styleId={quoteattr(style_id(name))}{custom}>'
        f'<w:name w:val={quoteattr(name)}/><w:basedOn w:val="DefaultParagraphFont"/><w:qFormat/>'
        f"<w:rPr>{properties}</w:rPr></w:style>"
    )


_TABLE_NORMAL = (
    '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/>'
    '<w:uiPriority w:val="99"/><w:semiHidden/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/>'
    '<w:tblCellMar><w:top w:w="0" w:type="dxa"/><w:left w:w="108" w:type="dxa"/>'
    '<w:bottom w:w="0" w:type="dxa"/><w:right w:w="108" w:type="dxa"/></w:tblCellMar></w:tblPr>'
    "</w:style>"
)
#: The layout of a formula and its number.
_EQUATION_TABLE = (
    f'<w:style w:type="table" w:customStyle="1" w:styleId="{EQUATION}Table">'
    f'<w:name w:val="{EQUATION} Table"/><w:basedOn w:val="TableNormal"/><w:tblPr>'
    '<w:tblCellMar><w:left w:w="0" w:type="dxa"/><w:right w:w="0" w:type="dxa"/></w:tblCellMar>'
    '</w:tblPr><w:tcPr><w:vAlign w:val="center"/></w:tcPr></w:style>'
)


def _table_style(theme: ThemeSettings) -> str:
    """Tables with rules above, below and under the head."""
    half = _half(text_size(theme) * _SMALL)
    rule = '<w:{side} w:val="single" w:sz="{width}" w:space="0" w:color="auto"/>'
    return (
        '<w:style w:type="table" w:customStyle="1" w:styleId="Table"><w:name w:val="Table"/>'
        '<w:basedOn w:val="TableNormal"/><w:qFormat/>'
        f'<w:rPr><w:sz w:val="{half}"/><w:szCs w:val="{half}"/></w:rPr>'
        f'<w:tblPr><w:jc w:val="center"/><w:tblBorders>{rule.format(side="top", width=8)}'
        f"{rule.format(side='bottom', width=8)}</w:tblBorders>"
        '<w:tblCellMar><w:top w:w="30" w:type="dxa"/><w:left w:w="80" w:type="dxa"/>'
        '<w:bottom w:w="30" w:type="dxa"/><w:right w:w="80" w:type="dxa"/></w:tblCellMar></w:tblPr>'
        '<w:tblStylePr w:type="firstRow"><w:rPr><w:b/><w:bCs/></w:rPr><w:tcPr><w:tcBorders>'
        f"{rule.format(side='bottom', width=4)}</w:tcBorders></w:tcPr></w:tblStylePr></w:style>"
    )


def _half(points: float) -> int:
    """Points as Word's half points."""
    return max(2, round(points * 2))


def _twentieths(points: float) -> int:
    return round(points * 20)
