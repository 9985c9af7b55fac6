"""Marks in a Word file that nashr made, for what it has written as styles, bookmarks and fields.

Labels and numbers that nashr makes anew are taken out; the ids of bookmarks, cross-references,
names of authors before citations, languages and formulas become marks.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

from nashr.importing.flattening import put_in_place, text_run
from nashr.importing.marks import Marks
from nashr.importing.ooxml import Element, WordPackage, find_all, is_on, tag, value
from nashr.importing.own_record import OwnRecord
from nashr.records import dataclass
from nashr.word_files import (
    BODY,
    CAPTION_LABEL,
    CITED_AUTHOR,
    CROSS_REFERENCE,
    EQUATION,
    EQUATION_NUMBER,
    KEYS,
    NUMBER,
    SECTION_NUMBER,
    formula_shape,
    formula_signs,
)

_RUN, _TEXT, _STYLE = tag("w:r"), tag("w:t"), tag("w:rStyle")
_REFERENCE = re.compile(r'\s*(?:REF|HYPERLINK\s+\\l)\s+"?([^\s"\\]+)')
_WORD = re.compile(r"[^\W\d_]")
_SVG = "{http://schemas.microsoft.com/office/drawing/2016/SVG/main}svgBlip"
_EMBED = tag("r:embed")


@dataclass(frozen=True, slots=True)
class BodyBegin:
    """The text begins with this paragraph."""


@dataclass(frozen=True, slots=True)
class BodyEnd:
    """The text has ended before this paragraph."""


@dataclass(frozen=True, slots=True)
class OwnId:
    """The id of what stands here."""

    id: str


@dataclass(frozen=True, slots=True)
class OwnReference:
    """A cross-reference; ``with_word`` where nashr has written the word before the number."""

    id: str
    with_word: bool
    text: str


@dataclass(frozen=True, slots=True)
class OwnLink:
    """Words that lead to a place in the article."""

    id: str
    text: str


@dataclass(frozen=True, slots=True)
class OwnFormula:
    """A formula as the manuscript had it."""

    tex: str
    display: bool


@dataclass(frozen=True, slots=True)
class LanguageBegin:
    """What follows is in another language, until ``LanguageEnd`` or the paragraph's end."""

    lang: str
    #: Whether the whole paragraph is.
    whole: bool = False


@dataclass(frozen=True, slots=True)
class LanguageEnd:
    pass


@dataclass(frozen=True, slots=True)
class OwnKeys:
    """Keys of a keyboard."""

    text: str


@dataclass(frozen=True, slots=True)
class AutomaticWidths:
    """The columns of this table are as wide as their words make them."""


def mark_own(package: WordPackage, marks: Marks, record: OwnRecord) -> None:
    """Put the marks into the text and its notes."""
    languages = _Languages(record.languages, _own_language(package))
    for _, story in package.stories():
        _mark_body(story, marks)
        _mark_equations(story)
        _mark_formulas(story, marks, record)
        if record.by_libreoffice:
            _make_heads_plain(story)
        for paragraph in list(story.iter(tag("w:p"))):
            _mark_author(paragraph)
            _mark_references(paragraph, marks, record)
            _drop_labels(paragraph)
            _mark_keys(paragraph, marks)
            _mark_languages(paragraph, marks, languages)
        _mark_tables(story, marks)
        _mark_ids(story, marks, record)
        _use_drawings(story)


def _mark_body(story: Element, marks: Marks) -> None:
    """Mark where the text begins and ends. LibreOffice writes one bookmark as two of its name, at
    the first and at the last paragraph, and ends the second within that.
    """
    starts = [one for one in story.iter(tag("w:bookmarkStart")) if value(one, "w:name") == BODY]
    if not starts:
        return
    numbers = {value(one, "w:id") for one in starts}
    ends = [one for one in story.iter(tag("w:bookmarkEnd")) if value(one, "w:id") in numbers]
    _put_behind(starts[0], text_run(marks.add(BodyBegin())))
    if ends:
        last = next(ends[-1].iterancestors(tag("w:p")), None)
        is_behind_words = last is not None and bool(find_all(ends[-1], "preceding-sibling::w:r"))
        _put_behind(last if is_behind_words else ends[-1], text_run(marks.add(BodyEnd())))


def _mark_ids(story: Element, marks: Marks, record: OwnRecord) -> None:
    """The id of each bookmark of ours; bookmarks of pandoc's own are of no use then."""
    for start in list(story.iter(tag("w:bookmarkStart"))):
        identifier = record.bookmarks.get(value(start, "w:name"))
        if identifier is not None:
            _put_behind(start, text_run(marks.add(OwnId(identifier))))
        start.getparent().remove(start)
    for end in list(story.iter(tag("w:bookmarkEnd"))):
        end.getparent().remove(end)


def _put_behind(place: Element, run: Element) -> None:
    """Put a run behind an element: in its paragraph, or at the head of the one that follows."""
    if next(place.iterancestors(tag("w:p")), None) is not None:
        place.addnext(run)
        return
    following = find_all(place, "following::w:p[1]")
    if following:
        properties = following[0].find(tag("w:pPr"))
        following[0].insert(0 if properties is None else 1, run)


# --- formulas ------------------------------------------------------------------------------


def _mark_equations(story: Element) -> None:
    """A paragraph for each table that holds a formula and its number; the number is made anew."""
    for table in list(story.iter(tag("w:tbl"))):
        styles = find_all(table, "./w:tblPr/w:tblStyle/@w:val")
        if styles != [f"{EQUATION}Table"]:
            continue
        kept = []
        for paragraph in table.iter(tag("w:p")):
            is_number = _paragraph_style(paragraph) == EQUATION_NUMBER.replace(" ", "")
            if is_number:
                starts = list(paragraph.iter(tag("w:bookmarkStart")))
                kept += [one for one in starts if not value(one, "w:name").startswith(NUMBER)]
            elif len(paragraph):
                kept += [one for one in paragraph if one.tag != tag("w:pPr")]
        paragraph = table.makeelement(tag("w:p"), {})
        properties = paragraph.makeelement(tag("w:pPr"), {})
        properties.append(properties.makeelement(tag("w:pStyle"), {tag("w:val"): EQUATION}))
        paragraph.append(properties)
        for one in kept:
            paragraph.append(one)
        put_in_place(table, [paragraph])


def _mark_formulas(story: Element, marks: Marks, record: OwnRecord) -> None:
    for formula in list(story.iter(tag("m:oMath"))):
        tex = record.formulas.get(formula_shape(formula))
        if tex is None and record.by_libreoffice:
            tex = record.formula_signs.get(formula_signs(formula))
        if tex is None:
            continue
        whole = formula.getparent()
        display = whole.tag == tag("m:oMathPara")
        place = whole if display and len(whole.findall(tag("m:oMath"))) == 1 else formula
        put_in_place(place, [text_run(marks.add(OwnFormula(tex, display)))])


# --- fields and labels ---------------------------------------------------------------------


def _mark_author(paragraph: Element) -> None:
    """Say in the field of a citation that the name before it is its author's, and drop the name."""
    runs = paragraph.findall(_RUN)
    for place, run in enumerate(runs):
        if run.getparent() is None or not _has_style(run, CITED_AUTHOR):
            continue
        name = [run]
        rest = iter(runs[place + 1 :])
        behind = next(rest, None)
        while behind is not None and (
            _has_style(behind, CITED_AUTHOR) or not _words(behind).strip()
        ):
            if behind.find(tag("w:fldChar")) is not None:
                break
            name.append(behind)
            behind = next(rest, None)
        instruction = next(rest, None) if behind is not None else None
        code = None if instruction is None else instruction.find(tag("w:instrText"))
        if code is None or "ZOTERO_ITEM" not in (code.text or ""):
            continue
        if (written := _with_author(code.text)) is not None:
            code.text = written
            for one in name:
                paragraph.remove(one)


def _with_author(instruction: str) -> str | None:
    begin = instruction.find("{")
    try:
        data, end = json.JSONDecoder().raw_decode(instruction, begin)
        item = data["citationItems"][0]
        item.pop("suppress-author", None)
        item["author-in-text"] = True
    except (ValueError, KeyError, IndexError, TypeError, AttributeError):
        return None
    written = json.dumps(data, ensure_ascii=False)
    return f"{instruction[:begin]}{written}{instruction[end:]}"


def _mark_references(paragraph: Element, marks: Marks, record: OwnRecord) -> None:
    """Cross-references and links inside the article, each with the word that nashr wrote."""
    for code in list(paragraph.iter(tag("w:instrText"))):
        found = _REFERENCE.match(code.text or "")
        name = found[1] if found else ""
        identifier = record.bookmarks.get(name.removeprefix(NUMBER))
        run = code.getparent()
        if identifier is None or run.getparent() is None:
            continue
        field = _whole_field(run)
        around = [*_beside(field[0], CROSS_REFERENCE, back=True), *field]
        around += _beside(field[-1], CROSS_REFERENCE, back=False)
        text = "".join(map(_words, around))
        thing: object
        is_reference = any(_has_style(one, CROSS_REFERENCE) for one in around)
        if is_reference or name.startswith(NUMBER):
            thing = OwnReference(identifier, bool(_WORD.search(text)), text)
        else:
            thing = OwnLink(identifier, text)
        around[0].addprevious(text_run(marks.add(thing)))
        for one in around:
            one.getparent().remove(one)


def _whole_field(run: Element) -> list[Element]:
    """The runs of the field that a run with an instruction is in."""
    first = run
    while first.find(tag("w:fldChar")) is None and first.getprevious() is not None:
        first = first.getprevious()
    field, depth = [], 0
    here: Element | None = first
    while here is not None:
        field.append(here)
        for mark in here.iter(tag("w:fldChar")):
            depth += {"begin": 1, "end": -1}.get(value(mark, "w:fldCharType"), 0)
        if depth <= 0:
            break
        here = here.getnext()
    return field


def _beside(run: Element, style: str, *, back: bool) -> list[Element]:
    """The runs of a style that stand directly before or behind a run, in their order."""
    found: list[Element] = []
    here = run.getprevious() if back else run.getnext()
    while here is not None and here.tag == _RUN and _has_style(here, style):
        if here.find(tag("w:fldChar")) is not None:
            break
        found.append(here)
        here = here.getprevious() if back else here.getnext()
    return found[::-1] if back else found


def _drop_labels(paragraph: Element) -> None:
    """Take out the number of a heading and the label of a caption, with the space behind."""
    for style in (SECTION_NUMBER, CAPTION_LABEL):
        runs = [r for r in paragraph.findall(_RUN) if _has_style(r, style)]
        if not runs:
            continue
        first, last = paragraph.index(runs[0]), paragraph.index(runs[-1])
        part = list(paragraph)[first : last + 1]
        opened = sum(_opens(one) for one in part)
        behind = part[-1].getnext()
        while behind is not None and opened > 0:
            part.append(behind)
            opened += _opens(behind)
            behind = behind.getnext()
        if behind is not None and behind.tag in (tag("w:bookmarkEnd"),):
            behind = behind.getnext()
        for one in part:
            if one.tag == _RUN:
                paragraph.remove(one)
        if behind is not None and behind.tag == _RUN:
            text = behind.find(_TEXT)
            if text is not None and text.text:
                text.text = text.text.lstrip(" ")


def _opens(element: Element) -> int:
    """How many more fields an element begins than it ends."""
    kinds = [value(one, "w:fldCharType") for one in element.iter(tag("w:fldChar"))]
    return kinds.count("begin") - kinds.count("end")


# --- languages and pictures ----------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Languages:
    """The languages of passages, and that of the whole file, which LibreOffice gives each run."""

    of_passages: frozenset[str]
    of_file: str

    def name(self, written: str) -> str:
        """The tag that the manuscript has for a language of the file; empty for the text's own.
        LibreOffice writes the country with it.
        """
        if written in ("", self.of_file):
            return ""
        if written in self.of_passages:
            return written
        found = [one for one in self.of_passages if one == written.partition("-")[0]]
        return found[0] if found else ""


def _own_language(package: WordPackage) -> str:
    styles = package.related_tree("styles")
    found = [] if styles is None else find_all(styles, "./w:docDefaults//w:lang/@w:val")
    return found[0] if found else ""


def _mark_languages(paragraph: Element, marks: Marks, languages: _Languages) -> None:
    """Where runs are in a language that the file's passages were in."""
    pieces = [(one, _language(one, languages)) for one in paragraph if _says_something(one)]
    told = {lang for one, lang in pieces if _words(one).strip()}
    if not any(told):
        return
    if len(told) == 1:
        (lang,) = told
        properties = paragraph.find(tag("w:pPr"))
        run = text_run(marks.add(LanguageBegin(lang, whole=True)))
        paragraph.insert(0 if properties is None else 1, run)
        return
    for run, lang, last in list(_stretches(pieces)):
        run.addprevious(text_run(marks.add(LanguageBegin(lang))))
        last.addnext(text_run(marks.add(LanguageEnd())))


def _stretches(
    pieces: list[tuple[Element, str]],
) -> Iterator[tuple[Element, str, Element]]:
    """The runs that follow each other in one language: the first, the language, the last."""
    first: Element | None = None
    last: Element | None = None
    now = ""
    for element, lang in pieces:
        if lang == now and now:
            last = element
            continue
        if first is not None:
            yield first, now, last
        first, last, now = (element, element, lang) if lang else (None, None, "")
    if first is not None:
        yield first, now, last


def _says_something(element: Element) -> bool:
    return element.tag == _RUN and element.find(_TEXT) is not None


def _language(run: Element, languages: _Languages) -> str:
    properties = run.find(tag("w:rPr"))
    found = None if properties is None else properties.find(tag("w:lang"))
    if found is None:
        return ""
    given = value(found, "w:bidi" if is_on(properties, "w:rtl") else "w:val")
    return languages.name(given or value(found))


def _mark_keys(paragraph: Element, marks: Marks) -> None:
    for run in paragraph.findall(_RUN):
        if _has_style(run, KEYS):
            put_in_place(run, [text_run(marks.add(OwnKeys(_words(run))))])


def _mark_tables(story: Element, marks: Marks) -> None:
    """The tables whose author has given no widths."""
    for table in story.iter(tag("w:tbl")):
        kinds = find_all(table, "./w:tblPr/w:tblW/@w:type")
        first = next(table.iter(tag("w:p")), None)
        if kinds == ["auto"] and first is not None:
            properties = first.find(tag("w:pPr"))
            place = 0 if properties is None else 1
            first.insert(place, text_run(marks.add(AutomaticWidths())))


def _make_heads_plain(story: Element) -> None:
    """Take from heads of tables the bold that LibreOffice wrote for the style of the table."""
    for row in find_all(story, ".//w:tr[w:trPr/w:tblHeader]"):
        runs = [one for one in row.iter(_RUN) if _words(one).strip()]
        bold = [find_all(one, "./w:rPr/w:b") for one in runs]
        for found in bold if all(bold) else ():
            for one in found:
                one.getparent().remove(one)


def _use_drawings(story: Element) -> None:
    """Of a drawing that is there as SVG and as pixels, the SVG."""
    for vector in list(story.iter(_SVG)):
        blip = next(vector.iterancestors(tag("a:blip")), None)
        if blip is not None and vector.get(_EMBED):
            blip.set(_EMBED, vector.get(_EMBED))


def _has_style(run: Element, name: str) -> bool:
    """Whether a run has a style of ours. LibreOffice makes ids of the letters of names alone."""
    properties = run.find(tag("w:rPr"))
    found = "" if properties is None else value(properties.find(_STYLE))
    return found.replace("-", "") == re.sub("[ -]", "", name)


def _paragraph_style(paragraph: Element) -> str:
    properties = paragraph.find(tag("w:pPr"))
    return "" if properties is None else value(properties.find(tag("w:pStyle")))


def _words(element: Element) -> str:
    return "".join(one.text or "" for one in element.iter(_TEXT))
