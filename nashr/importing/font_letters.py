"""Letters that are what they look like in their font alone: signs of fonts of symbols, and texts in
fonts that were made for a language before Unicode had its letters.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from nashr.importing.flattening import put_in_place, text_run
from nashr.importing.marks import Marks
from nashr.importing.one_alphabet import in_one_alphabet
from nashr.importing.ooxml import Element, WordPackage, find_all, one_line, tag, value
from nashr.records import dataclass

#: Fonts whose signs pandoc's reader writes as the characters that they show.
SYMBOL_FONTS = frozenset(("Symbol", "Wingdings", "Wingdings 2", "Wingdings 3", "Webdings"))
#: Names of fonts that have Azerbaijani or other letters in the places of Russian or Western ones.
_OLD_FONT = re.compile(
    r"az ?lat|az ?cyr|\bazer\b|\bazeri\b|\ba3\b|\b(?:times|arial|tms|courier)(?: roman)? ?az|"
    r"\baz[ -]?(?:times|arial|helv|book)|\b(?:kz|uzb|tat|tj)\b[ -]?(?:times|arial)|"
    r"\b(?:times|arial)[ -](?:kz|kaz|uzb|tat|tj|tr)\b",
    re.IGNORECASE,
)
_RUN_PROPERTIES, _FONTS, _PARAGRAPH = tag("w:rPr"), tag("w:rFonts"), tag("w:p")
_RUN_STYLE, _PARAGRAPH_STYLE = tag("w:rStyle"), f"{tag('w:pPr')}/{tag('w:pStyle')}"
_WORD = re.compile(r"[^\W\d_]{2,}")
_LATIN, _CYRILLIC = re.compile("[A-Za-zəğıöşüçƏĞİÖŞÜÇ]"), re.compile("[\u0400-\u04ff]")
#: Letters of Latin-1, which bytes of other code pages look like, and those of Unicode proper that
#: show that a text is none of such.
_WESTERN = re.compile("[À-ÖØ-öø-ÿ]")
_TURKIC = re.compile("[əğışƏĞİŞ]")
#: Icelandic letters in the places of Turkish ones, and letters that Icelandic has beside them.
_ICELANDIC, _OF_ICELAND = re.compile("[þðýÞÐÝ]"), re.compile("[áíúæÁÍÚÆ]")
#: So many words, and such a share of all, tell that a text is in another code.
_FEWEST, _LEAST_SHARE = 3, 0.2
_MOST_SHOWN = 6


@dataclass(frozen=True, slots=True)
class UnreadableText:
    """Words that are legible in their font alone, from here on."""

    font: str
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class UnknownSign:
    """A sign of a font of symbols of which it is not known what it shows."""

    font: str
    code: str


def mark_font_letters(package: WordPackage, marks: Marks) -> None:
    """Put marks in the places of signs that are not known, and before the first word of each font
    whose text is legible in it alone.
    """
    fonts = _fonts_of_styles(package)
    runs: dict[str, list[Element]] = {}
    for _, story in package.stories():
        for sign in list(story.iter(tag("w:sym"))):
            _settle_sign(sign, marks)
        for run in story.iter(tag("w:r")):
            if run.find(tag("w:t")) is not None:
                runs.setdefault(font_of(run, fonts), []).append(run)
    for font, own in runs.items():
        if font in SYMBOL_FONTS:
            continue
        words = tuple(_unreadable(font, own))
        if words:
            mark = marks.add(UnreadableText(font, words[:_MOST_SHOWN]))
            _first_with(own, words[0]).addprevious(text_run(mark))


def is_of_symbols(run: Element) -> bool:
    """Whether the letters of a run stand for signs that pandoc writes instead."""
    return font_of(run, {}) in SYMBOL_FONTS


def font_of(run: Element, styles: Mapping[str, str]) -> str:
    """The font of a run: its own, that of its style, or of its paragraph's; an empty name is the
    usual one.
    """
    properties = run.find(_RUN_PROPERTIES)
    own = None if properties is None else properties.find(_FONTS)
    if name := value(own, "w:ascii") or value(own, "w:hAnsi"):
        return name
    if not styles:
        return ""
    paragraph = next(run.iterancestors(_PARAGRAPH), None)
    for holder, style in ((properties, _RUN_STYLE), (paragraph, _PARAGRAPH_STYLE)):
        named = None if holder is None else holder.find(style)
        if name := styles.get(value(named), "") if named is not None else "":
            return name
    return styles.get("", "")


def _fonts_of_styles(package: WordPackage) -> dict[str, str]:
    """The fonts of styles by id; that of the usual one by an empty id."""
    tree = package.related_tree("styles")
    if tree is None:
        return {}
    elements = {value(one, "w:styleId"): one for one in tree.iter(tag("w:style"))}
    found = {"": _own_font(find_all(tree, "./w:docDefaults//w:rFonts"))}
    for identifier, element in elements.items():
        found[identifier] = _inherited(element, elements)
        if value(element, "w:default") in ("1", "true") and value(element, "w:type") == "paragraph":
            found[""] = found[identifier] or found[""]
    return found


def _inherited(style: Element, styles: Mapping[str, Element]) -> str:
    seen: set[str] = set()
    while True:
        if name := _own_font(find_all(style, "./w:rPr/w:rFonts")):
            return name
        parent = value(style.find(tag("w:basedOn")))
        if parent in seen or parent not in styles:
            return ""
        seen.add(parent)
        style = styles[parent]


def _own_font(fonts: Iterable[Element]) -> str:
    names = (value(one, "w:ascii") or value(one, "w:hAnsi") for one in fonts)
    return next(filter(None, names), "")


def _settle_sign(sign: Element, marks: Marks) -> None:
    """A sign by its number in a font: pandoc reads those of fonts of symbols alone."""
    font, code = value(sign, "w:font"), value(sign, "w:char")
    if font in SYMBOL_FONTS:
        return
    try:
        number = int(code, 16)
    except ValueError:
        number = 0
    is_known = 0x20 <= number < 0xE000 or 0xF900 <= number < 0xFFFE
    shown = chr(number) if is_known else marks.add(UnknownSign(font, code))
    put_in_place(sign, [text_run(shown)[0]])


def _unreadable(font: str, runs: list[Element]) -> Iterator[str]:
    """The words of a font that are legible in it alone, each once; none where they are legible."""
    texts = " ".join(map(_text, runs))
    words = list(dict.fromkeys(_WORD.findall(texts)))
    mixed = [
        word
        for word in words
        if _LATIN.search(word) and _CYRILLIC.search(word) and in_one_alphabet(word) == word
    ]
    western = [
        word for word in words if len(word) > 2 and len(_WESTERN.findall(word)) > 0.6 * len(word)
    ]
    turkish = [word for word in words if _ICELANDIC.search(word)]
    if _OLD_FONT.search(font):
        coded = [one for one in map(_text, runs) if not _TURKIC.search(one)]
        words = list(dict.fromkeys(_WORD.findall(" ".join(coded))))
        yield from (w for w in words if _CYRILLIC.search(w) or _WESTERN.search(w))
    elif _is_much(mixed, words):
        yield from mixed
    elif _is_much(western, words):
        yield from western
    elif len(turkish) >= _FEWEST and not _OF_ICELAND.search(texts) and not _TURKIC.search(texts):
        yield from turkish


def _text(run: Element) -> str:
    return one_line("".join(run.itertext(tag("w:t"))))


def _is_much(found: list[str], words: list[str]) -> bool:
    return len(found) >= _FEWEST and len(found) >= _LEAST_SHARE * len(words)


def _first_with(runs: list[Element], word: str) -> Element:
    return next((r for r in runs if word in "".join(r.itertext(tag("w:t")))), runs[0])
