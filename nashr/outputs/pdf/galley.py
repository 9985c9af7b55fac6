"""The galley: an article's markup made ready for paper.

Footnotes move to the place of their call, formulas become pictures, table heads get their scope,
images without a description get one.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from math import ceil
from typing import Any

import lxml.etree
import lxml.html
from lxml.html import HtmlElement

from nashr.languages import Labels
from nashr.outputs import page_breaks, page_geometry
from nashr.outputs.list_marks import set_start
from nashr.outputs.long_descriptions import say_descriptions
from nashr.outputs.markup import Note, inner, parse
from nashr.outputs.maths import one_line, tex_of
from nashr.outputs.pdf import formula_lines, note_blocks
from nashr.outputs.pdf.direction_runs import join_runs
from nashr.outputs.pdf.source_lines import keep_source_lines
from nashr.outputs.pdf.table_markup import prepare_table
from nashr.outputs.verse_lines import mark_typed_lines
from nashr.ports import MathDrawer
from nashr.records import dataclass, field

#: A formula in the text that is wider than this many em may be parted at the end of a line.
_LONG = 8.0
#: One that is wider than this part of a line is parted at every relation and operator.
_WIDE = 0.6
#: The least space above and below a displayed formula together, in points.
_AROUND_DISPLAY = 6.0
#: How far lists and quotations are indented, the room that the number of a formula takes, and that
#: of a cell, in em.
_INDENTS = {"li": 1.6, "dd": 1.6, "blockquote": 3.2}
_NUMBER, _CELL = 3.2, 14.0
#: The width of a letter of code, by the size of the text; the part of a line that numbers and
#: indents leave; where lines are shorter.
_FIXED, _USABLE = 0.484, 0.75
_NARROW = ("td", "th", "li", "dd", "blockquote", "figure")
#: How small a formula may be set at most.
_SMALLEST = 0.85
#: The space behind the number of a note, which justification does not widen.
BEHIND_NUMBER = "\u2005"
#: An address of no more characters is not parted.
_SHORT = 32
#: Verse of more lines may be divided by the end of a page.
_STANZA = 14
_BLANKS = re.compile(r"[ \t\r\n]+")
_ADDRESS = re.compile(r"\s*(?:https?://|www\.|doi:|10\.\d{4,}/)\S*\s*")
_SIZE = re.compile(rb'width="([\d.]+em)" height="([\d.]+em)"')
_SHIFT = re.compile(rb"vertical-align:(-?[\d.]+em)")
#: The boxes of a task list, as they are drawn and as they are read out.
_BOX = (
    b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 70 70"><path d="M2 2h66v66h-66z%s" '
    b'fill="none" stroke="black" stroke-width="4.5"/></svg>'
)
_CHECKBOXES = {
    True: ("checkbox/done.svg", _BOX % b"M18 18l34 34M52 18l-34 34"),
    False: ("checkbox/open.svg", _BOX % b""),
}


@dataclass
class Galley:
    """Prepares fragments one after the other and keeps what they have in common.

    ``labels`` are the words by which links tell where they lead, ``direction`` is the
    article's. ``pictures`` holds what was drawn, the formulas first of all, by file name,
    ``undrawn`` the TeX of formulas that cannot be, ``too_wide`` that of those that no line
    holds. ``measure`` is the length of a line in points, ``size`` that of the text's letters,
    ``leading`` the distance of its lines. ``wide`` are the names of pictures whose figures stand
    across the columns of a page. ``attaches_mathml``: formulas give their MathML to the
    typesetter.
    """

    notes: Mapping[str, Note]
    draw_math: MathDrawer
    labels: Labels
    direction: str = "ltr"
    measure: float = 346.0
    size: float = page_geometry.SIZE
    leading: float = page_geometry.LEADING
    wide: frozenset[str] = frozenset()
    attaches_mathml: bool = False
    pictures: dict[str, bytes] = field(default_factory=dict)
    undrawn: list[str] = field(default_factory=list)
    too_wide: list[str] = field(default_factory=list)
    _drawn: dict[str, str | None] = field(default_factory=dict)
    _prepared: dict[tuple[str, str, str | None], str] = field(default_factory=dict)

    def prepare(self, html: str, part: str = "", direction: str | None = None) -> str:
        """The fragment as it goes into the page.

        ``part`` is what ``page_breaks`` calls it; ``direction`` is its own where it has one. What
        was prepared before is not prepared again.
        """
        if not html:
            return html
        key = html, part, direction
        if key not in self._prepared:
            self._prepared[key] = self._prepare(html, part, direction)
        return self._prepared[key]

    def _prepare(self, html: str, part: str, direction: str | None) -> str:
        root = parse(html)
        for outermost in root.iterchildren(lxml.etree.Element) if part else ():
            outermost.set(page_breaks.PART, part)
        self._set_notes(root)
        say_descriptions(root)
        for math in list(root.iter("math")):
            self._set_formula(math)
        formula_lines.name_bookmarks(root)
        for equation in root.find_class("equation"):
            _go_on_behind(equation)
            formula_lines.part_from_display(equation)
        for cell in root.iter("th"):
            if not cell.get("scope"):
                cell.set("scope", "col" if _is_inside(cell, "thead") else "row")
        for code in root.iter("code"):
            _set_listing(code, self.measure / (_FIXED * self.size) * _USABLE)
        for table in root.iter("table"):
            prepare_table(table, self.labels)
        keep_source_lines(root)
        for image in root.iter("img"):
            _set_off(image)
        for figure in root.iter("figure") if self.wide else ():
            if any(image.get("src") in self.wide for image in figure.iter("img")):
                figure.set("data-span", "all")
        for listed in root.iter("ol"):
            set_start(listed)
        for item in root.iter("li"):
            if not len(item) and not (item.text or "").strip():
                item.text = "\u00a0"  # without a line their markers would stand on each other
        for raised in root.iter("sup", "sub"):
            if raised.text_content().strip().isdigit():
                _add_class(raised, "figures")
        for box in list(root.iter("input")):
            self._set_checkbox(box)
        for anchor in root.iter("a"):
            shown = anchor.text_content()
            if _ADDRESS.fullmatch(shown):
                _add_class(anchor, "address short" if len(shown) <= _SHORT else "address")
            if anchor.get("role") == "doc-biblioref":
                anchor.set("aria-label", f"{' '.join(shown.split())} — {self.labels.references}")
        for query in root.find_class("query"):
            _mark_query(query)
        for verse in root.find_class("line-block"):
            if len(verse.find_class("verse-line")) > _STANZA:
                _add_class(verse, "long")
        mark_typed_lines(root)
        _keep_introductions(root)
        join_runs(root, direction or self.direction)
        note_blocks.as_spans(root)
        return inner(root)

    # --- footnotes -------------------------------------------------------------------------

    def _set_notes(self, root: HtmlElement) -> None:
        for call in root.xpath(".//a[@role='doc-noteref']"):
            note = self.notes.get(call.get("href", "").removeprefix("#"))
            if note is None:
                continue
            number = note.shown
            body = lxml.html.fromstring(f'<span class="footnote" id="fn{note.number}"></span>')
            content = parse(note.html)
            _collapse(content)
            self._set_notes(content)
            back = lxml.html.fromstring(f'<a class="note-number" href="#{note.call_id}"></a>')
            back.text = number
            back.set("aria-label", f"{self.labels.back_to_text} ({number})")
            body.append(back)
            back.tail = BEHIND_NUMBER
            body.extend(_as_spans(content))
            for child in list(call):
                call.remove(child)
            call.text = number
            call.set("class", "note-call")
            call.set("aria-label", f"{self.labels.footnote} {number}")
            body.tail, call.tail = call.tail, None
            call.addnext(body)

    # --- formulas --------------------------------------------------------------------------

    def _set_formula(self, math: HtmlElement) -> None:
        display = math.get("display") == "block"
        room = self._room(math)
        width = self._width_of(math)
        if width > room and display:
            whole = self._in_lines(math, room)
        elif width > (_LONG if _is_inside(math, "td") else _WIDE * room) and not display:
            whole = self._in_parts(math, formula_lines.parts(math, before=False), room)
        elif not display and width > _LONG:
            whole = self._in_parts(math, self._breakable(math), room)
        else:
            whole = self._formula(math, display=display)
        if display and whole.tag == "img":
            self._set_height(math, whole.get("src", ""))
        elif (around := self._display_around(math)) is not None and whole.tag == "span":
            heights = [self._height_of(image.get("src", "")) for image in whole.iter("img")]
            around_it = formula_lines.room_around(heights, whole, self.size, self.leading)
            around.set("style", f"padding:{around_it:.2f}pt 0;margin:0")
        whole.tail, math.tail = math.tail, None
        math.addnext(whole)
        math.drop_tree()

    def _set_height(self, math: HtmlElement, name: str) -> None:
        """A displayed formula stands in the middle of as many lines as it needs."""
        around, height = self._display_around(math), self._height_of(name)
        if around is not None and height:
            lines = ceil((height * self.size + _AROUND_DISPLAY) / self.leading)
            around.set("style", f"line-height:{lines * self.leading:g}pt;margin:0")

    def _display_around(self, math: HtmlElement) -> Any:
        """The element of a displayed formula that stands on lines of its own, if it is in one."""
        around = math.getparent()
        return around if around is not None and formula_lines.is_equation(around) else None

    def _height_of(self, name: str) -> float:
        """The height of a formula's picture, in em."""
        size = _SIZE.search(self.pictures.get(name, b""))
        return float(size[2].removesuffix(b"em")) if size is not None else 0.0

    def _room(self, math: HtmlElement) -> float:
        """The length of a line at the formula, in em of the text around it."""
        room = self.measure / self.size
        for around in math.iterancestors():
            room -= _INDENTS.get(around.tag, 0.0)
            if around.find("./span[@class='equation-number']") is not None:
                room -= _NUMBER
                if self._width_of(math) > room - _NUMBER:
                    _add_class(around, "beside-number")
        return min(room, _CELL) if _is_inside(math, "td") or _is_inside(math, "th") else room

    def _width_of(self, math: HtmlElement) -> float:
        """The width of a formula in em, 0 where it cannot be drawn."""
        name = self._picture(math, _tex_of(math))
        size = _SIZE.search(self.pictures[name]) if name is not None else None
        return float(size[1].removesuffix(b"em")) if size is not None else 0.0

    def _in_lines(self, math: HtmlElement, room: float) -> HtmlElement:
        """A displayed formula in several lines, small where need be; else its source."""
        for deep in (False, True):
            found = formula_lines.parts(math, before=True, deep=deep)
            widths = [self._width_of(part) for part in found]
            lead = widths[0] if len(found) > 1 and widths[0] < room / 3 else 0.0
            aligned = lead and formula_lines.starts_with_relation(found[1])
            indent = lead if aligned else formula_lines.INDENT
            scale = min(1.0, room / max(*widths, widths[0], *(w + indent for w in widths[1:]), 0.1))
            if all(widths) and scale >= _SMALLEST:
                break
        else:
            return self._source(math)
        apart = [n for n, part in enumerate(found) if formula_lines.starts_with_space(part)]
        lines = formula_lines.in_lines(widths, room / scale, indent, apart)
        whole = _whole(math, scale, attaches_mathml=self.attaches_mathml)
        for number, line in enumerate(lines):
            block = lxml.html.Element("span")
            block.set("class", "formula-line")
            if number:
                block.set("style", f"margin-left:{indent:.3f}em")
            block.append(
                self._formula(formula_lines.joined([found[n] for n in line]), display=False)
            )
            whole.append(block)
        return whole

    def _in_parts(self, math: HtmlElement, found: list[HtmlElement], room: float) -> HtmlElement:
        """A formula in the text as parts between which a line may end."""
        if len(found) == 1 and self._width_of(math) <= room:
            return self._formula(math, display=False)
        widest = max((self._width_of(part) for part in found), default=0.0)
        scale = min(1.0, room / max(widest, 0.1))
        if not widest or scale < _SMALLEST:
            opened = formula_lines.parts(math, before=False, deep=True)
            if len(opened) > len(found):
                return self._in_parts(math, opened, room)
            return self._source(math)
        elements = [self._formula(part, display=False) for part in found]
        for element in elements[:-1]:
            element.tail = " "
            element.set("data-text", f"{element.get('data-text', '')} ")
        whole = _whole(math, scale, attaches_mathml=self.attaches_mathml)
        whole.extend(elements)
        return whole

    def _breakable(self, math: HtmlElement) -> list[HtmlElement]:
        """A formula in the text as parts: cut behind its relations, and what is long still, behind
        operators.
        """
        found = []
        for part in formula_lines.parts(math, before=False, cuts="relations"):
            is_long = self._width_of(part) > _LONG
            found += formula_lines.parts(part, before=False, cuts="terms") if is_long else [part]
        return found

    def _source(self, math: HtmlElement) -> HtmlElement:
        """The TeX of a formula that is too wide also in parts."""
        self.too_wide.append(_tex_of(math))
        element: HtmlElement = lxml.html.Element("code")
        element.text = _tex_of(math)
        element.set("class", "formula-source")
        return element

    def _formula(self, math: HtmlElement, *, display: bool) -> HtmlElement:
        tex = _tex_of(math)
        name = self._picture(math, tex)
        if name is None:
            element: HtmlElement = lxml.html.Element("code")
            element.text = tex
            element.set("class", "formula-source")
            return element
        picture: HtmlElement = lxml.html.Element("img")
        picture.set("src", name)
        picture.set("alt", math.get("alttext") or tex)
        picture.set("class", "formula display" if display else "formula")
        picture.set("style", _style_of(self.pictures[name], display))
        from nashr.outputs.speech.linear import linear  # most articles have no formulas

        picture.set("data-text", linear(math))
        if self.attaches_mathml:
            picture.set("data-mathml", formula_lines.as_xml(math))
        return picture

    def _picture(self, math: HtmlElement, tex: str) -> str | None:
        source = lxml.etree.tostring(math, encoding="unicode", with_tail=False)
        if source not in self._drawn:
            svg = self.draw_math(source)
            if svg is None:
                self.undrawn.append(tex)
                self._drawn[source] = None
            else:
                name = f"formula/{len(self._drawn) + 1}.svg"
                self.pictures[name] = svg
                self._drawn[source] = name
        return self._drawn[source]

    # --- task lists ------------------------------------------------------------------------

    def _set_checkbox(self, box: HtmlElement) -> None:
        is_done = box.get("checked") is not None
        name, drawing = _CHECKBOXES[is_done]
        words = self.labels.done if is_done else self.labels.to_do
        self.pictures[name] = drawing
        picture: HtmlElement = lxml.html.Element("img")
        for key, value in (("class", "checkbox"), ("src", name), ("alt", words)):
            picture.set(key, value)
        picture.tail, box.tail = box.tail, None
        parent = box.getparent()
        if parent is not None:
            parent.replace(box, picture)


# --- notes, formulas, images ---------------------------------------------------------------

_SPAN_CLASSES = {
    "p": "note-paragraph",
    "div": "note-paragraph",
    "blockquote": "note-quote",
    "ul": "note-list",
    "ol": "note-list numbered",
    "li": "note-item",
    "pre": "note-code",
}


def _as_spans(content: HtmlElement) -> list[HtmlElement]:
    """A note's blocks as spans: a paragraph cannot hold paragraphs, and a note stands in one."""
    for element in content.iter():
        if element is not content and element.tag in _SPAN_CLASSES:
            _add_class(element, _SPAN_CLASSES[element.tag])
            first = element.get("start", "") if element.tag == "ol" else ""
            if first.isdecimal():  # a reader finds the number that the author typed
                element.set("style", f"counter-reset:list-item {int(first) - 1}")
            element.tag = "span"
    children = list(content)
    if children and children[0].get("class") == "note-paragraph":
        children[0].set("class", "note-opening")
    if content.text and content.text.strip():
        opening = lxml.html.Element("span")
        opening.text = content.text
        children.insert(0, opening)
    return children


def _collapse(content: HtmlElement) -> None:
    """WeasyPrint keeps the white space of footnotes as it stands."""
    for element in content.iter():
        if element.tag != "pre" and not _is_inside(element, "pre"):
            element.text = _BLANKS.sub(" ", element.text) if element.text else element.text
            element.tail = _BLANKS.sub(" ", element.tail) if element.tail else element.tail
    for block in content.iterchildren():
        block.tail = (block.tail or "").strip() or None


def _whole(math: HtmlElement, scale: float, *, attaches_mathml: bool) -> HtmlElement:
    """What stands around the parts of a formula."""
    whole: HtmlElement = lxml.html.Element("span")
    whole.set("class", "whole-formula")
    whole.set("aria-label", math.get("alttext") or _tex_of(math))
    if attaches_mathml:
        whole.set("data-mathml", formula_lines.as_xml(math))
    if scale < 1:
        whole.set("style", f"font-size:{scale:.3f}em")
    return whole


def _tex_of(math: HtmlElement) -> str:
    return tex_of(math) or one_line(math.text_content())


def _style_of(svg: bytes, display: bool) -> str:
    size, shift = _SIZE.search(svg), _SHIFT.search(svg)
    if size is None or shift is None:
        return ""
    style = f"width:{size[1].decode()};height:{size[2].decode()}"
    return style if display else f"{style};vertical-align:{shift[1].decode()}"


def _set_off(image: HtmlElement) -> None:
    """A paragraph that begins with an image has no indent: the image may be as wide as a line."""
    paragraph = image.getparent()
    if paragraph is None or paragraph.tag != "p" or image.getprevious() is not None:
        return
    if not (paragraph.text or "").strip():
        _add_class(paragraph, "pictured")


def _keep_introductions(root: HtmlElement) -> None:
    """A paragraph that ends in a colon stays on the page of the list or quotation it announces."""
    for paragraph in root.iter("p"):
        follows = paragraph.getnext()
        if follows is not None and paragraph.text_content().rstrip().endswith(":"):
            _add_class(paragraph, "introduction")


def _set_listing(code: HtmlElement, letters: float) -> None:
    """A block of code says with which number its lines begin, which the typesetter draws, and
    whether each of its words fits a line of so many letters: these are not parted.
    """
    block = code.getparent()
    longest = max(map(len, code.text_content().split()), default=0)
    is_block = block is not None and block.tag == "pre"
    if is_block and longest <= letters and not any(_is_inside(code, tag) for tag in _NARROW):
        _add_class(code.getparent(), "whole-words")
    for mark in list(code.find_class("line-number")):
        if block is not None and not block.get("data-first-line"):
            block.set("data-first-line", mark.get("data-number", "1"))
        mark.drop_tree()
    for line in list(code.find_class("line")):
        line.drop_tag()


def _mark_query(query: HtmlElement) -> None:
    """A query goes into the margin; its mark stays in the text."""
    mark = lxml.html.Element("span")
    mark.set("class", "query-mark")
    query.addprevious(mark)


def _go_on_behind(equation: HtmlElement) -> None:
    """A paragraph behind a displayed formula that begins with a small letter goes on with the
    sentence, and has no indent.
    """
    around = equation.getparent()
    if around is None or around.tag != "p" or around[-1] is not equation:
        return
    following = around.getnext()
    if (equation.tail or "").strip() or following is None or following.tag != "p":
        return
    if (following.text or "").lstrip()[:1].islower():
        _add_class(following, "continued")


def _is_inside(element: HtmlElement, tag: str) -> bool:
    return next(element.iterancestors(tag), None) is not None


def _add_class(element: HtmlElement, name: str) -> None:
    element.set("class", " ".join([*element.get("class", "").split(), name]))
