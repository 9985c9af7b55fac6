"""A document as clean HTML fragments: the ground of the web page, the EPUB and the PDF.

Pandoc writes the whole document once; nh3 then drops whatever is not on the list below (scripts,
event handlers, styles, addresses with other schemes), so that an author's raw HTML and pandoc's
own pass the same door before they meet a template.
"""

from __future__ import annotations

import copy
import hashlib
import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache

import lxml.etree
import lxml.html
import nh3

from nashr import ast
from nashr.languages import Language, language
from nashr.model import Blocks, Document, LatinList, Reference, ReferenceEntry
from nashr.outputs.aligned_tables import set_tables
from nashr.outputs.array_lines import set_lines
from nashr.outputs.code_lines import set_code_lines, unknown_language
from nashr.outputs.digits import set_note_calls
from nashr.outputs.directions import entry_language, set_directions, set_title_languages
from nashr.outputs.list_marks import set_list_marks, with_list_marks
from nashr.outputs.long_descriptions import fold_descriptions
from nashr.outputs.speech.spoken import set_spoken
from nashr.outputs.verse_lines import set_verse_lines
from nashr.records import dataclass
from nashr.statements import around_text
from nashr.untrusted.links import link_address

_PART = "nashr-part"

MATHML = "http://www.w3.org/1998/Math/MathML"
#: XML 1.0 (5th ed.), production 2: what is not a ``Char``.
NOT_XML = re.compile("[\0-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_XML_NAME = re.compile(r"[a-z_][a-z0-9_.-]*\Z")
#: Signs of a formula that are to grow, and have the letters of ``\\lVert`` in MathML.
_GROWING = re.compile(r"\\(?:left|right|middle)\s*\\Vert")


@dataclass(frozen=True, slots=True)
class Note:
    """A footnote: its number, its HTML without the link back, the id of its call in the text, and
    the number in the digits of the language.
    """

    number: int
    html: str
    call_id: str
    shown: str


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the reference list as HTML, with the ids of the citations that name it.

    ``lang`` and ``direction`` are None where they are not known, or those of the article.
    """

    key: str
    html: str
    citation_ids: tuple[str, ...]
    lang: str | None = None
    direction: str | None = None


@dataclass(frozen=True, slots=True)
class Markup:
    """HTML fragments, sanitised, in HTML syntax.

    ``body``: nested ``section`` with headings from ``h2``; a note's call is
    ``<a class="footnote-ref" href="#fnN" id="fnrefN" role="doc-noteref">``; images are
    ``media/NAME`` of ``Document.resources``; maths is MathML with its TeX as annotation;
    citations are ``<span class="citation" id="cite-N">`` with ``<a class="citation-link"
    href="#ref-KEY" role="doc-biblioref">`` inside; cross-references are
    ``<a class="cross-reference">``.
    ``fields``: block HTML by name (``title.az``, ``abstract.en``, ``acknowledgements`` …).
    """

    body: str
    fields: Mapping[str, str]
    notes: tuple[Note, ...]
    entries: tuple[Entry, ...]
    #: The entries of the list in Latin letters, where there is one.
    latin: tuple[Entry, ...] = ()
    #: The article itself as a reference, as ``model.OwnCitation`` has it.
    own_citation: str = ""
    own_citation_ranged: str = ""
    #: The TeX, in one line each, of formulas that could not be translated and stand as source.
    untranslated: frozenset[str] = frozenset()
    #: The classes of blocks of code that name no language which can be coloured.
    unknown_languages: frozenset[str] = frozenset()

    def inline(self, field: str) -> str:
        """A field's HTML without its paragraph, for headings and list entries."""
        return unwrapped(self.fields.get(field, ""))


def to_markup(document: Document, write_html: Callable[[Blocks], str]) -> Markup:
    """The document's markup. ``write_html`` is ``engines.pandoc.write_html``."""
    above, below = around_text(document.fields)
    parts: list[Blocks] = [document.fields[name] for name in above]
    parts += [document.blocks, *(document.fields[name] for name in below)]
    latin = document.latin.entries if document.latin else ()
    parts += [[ast.plain(entry.inlines)] for entry in (*document.references, *latin)]
    own_citation = (document.own_citation.known, document.own_citation.ranged)
    parts += [[ast.plain(inlines)] for inlines in own_citation]
    *found, known, ranged, notes = _written(parts, write_html)
    body, lines = found[len(above)], found[len(document.fields) + 1 :]
    roots = dict(zip((*above, "", *below), found, strict=False))
    fields = {name: roots[name] for name in document.fields}
    written = [*fields.values(), *lines]
    own = language(document.article.lang)
    base = own.direction
    for name, root in zip(document.fields, written, strict=False):
        tag = name.partition(".")[2]
        set_directions(root, language(tag).direction if tag else base)
    _name_languages_of_notes(body, notes)
    set_note_calls((*written, body, notes), own)
    works = {f"ref-{reference.key}": reference.item for reference in document.cited}
    for root in (body, notes):
        set_title_languages(root, works, document.article.lang)
        set_directions(root, base)
    for root in (body, notes, *written[: len(document.fields)]):
        for citation in root.find_class("citation"):
            _tie_numbers(citation, (own,))
    tags = [*(name.partition(".")[2] for name in document.fields), *[""] * (len(written) + 4)]
    for root, tag in zip((*written, known, ranged, body, notes), tags, strict=False):
        set_spoken(root, tag or document.article.lang)
        _name_undescribed(root, own)
        fold_descriptions(root, own.labels.description)
        _keep_shapes(root)
        set_tables(root, own.decimal_sign, rtl=own.direction == "rtl")
    return Markup(
        body=inner(body),
        fields={name: inner(field) for name, field in fields.items()},
        notes=_notes(notes.find("section"), own),
        entries=_entries(document.references, document.cited, lines, document.article.lang),
        latin=_latin_entries(document.latin, lines[len(document.references) :]),
        own_citation=unwrapped(inner(known)),
        own_citation_ranged=unwrapped(inner(ranged)),
        untranslated=frozenset(
            tex for part in (*written, body, notes) for tex in _untranslated(part)
        ),
        unknown_languages=frozenset(
            unknown
            for part in (*written, body, notes)
            for block in part.iter("pre")
            if (unknown := unknown_language(block)) is not None
        ),
    )


def _latin_entries(
    latin: LatinList | None, lines: Sequence[lxml.html.HtmlElement]
) -> tuple[Entry, ...]:
    return _entries(latin.entries, latin.works, lines, latin.lang) if latin else ()


def _entries(
    listed: Sequence[ReferenceEntry],
    works: Sequence[Reference],
    lines: Sequence[lxml.html.HtmlElement],
    own: str,
) -> tuple[Entry, ...]:
    """The entries of a list in the language ``own``, from the first lines."""
    items = {reference.key: reference.item for reference in works}
    found = []
    for entry, line in zip(listed, lines, strict=False):
        named = entry_language(entry.inlines, items.get(entry.key, {}))
        direction = named.direction or language(own).direction
        set_directions(line, direction)
        # The words of an entry are in the language of the list, or in its own.
        _tie_numbers(line, (language(own), language(named.lang or own)))
        is_foreign = direction != language(own).direction
        found.append(
            Entry(
                entry.key,
                unwrapped(inner(line)),
                entry.citation_ids,
                named.lang if named.lang != own else None,
                direction if is_foreign else None,
            )
        )
    return tuple(found)


def _tie_numbers(root: lxml.html.HtmlElement, languages: Iterable[Language]) -> None:
    """Let no line end between an abbreviation that announces a number, such as *s.* or №, and the
    number, as browsers and e-readers would; the typesetter sees to it by itself.
    """
    announced = _announced(tuple(sorted({w for one in languages for w in one.before_number})))
    for element in root.iter(lxml.etree.Element):
        if element.text:
            element.text = announced.sub("\u00a0", element.text)
        if element.tail and element is not root:
            element.tail = announced.sub("\u00a0", element.tail)


@cache
def _announced(words: tuple[str, ...]) -> re.Pattern[str]:
    """The space behind what announces a number: a sign, or one of these abbreviations."""
    forms = sorted({form for word in words for form in (word, word[0].upper() + word[1:])})
    behind = "".join(rf"|(?<=\b{re.escape(form)}\.)" for form in forms)
    return re.compile(rf"(?:(?<=[№§]){behind}) (?=\d)")


def _untranslated(root: lxml.html.HtmlElement) -> Iterator[str]:
    """The TeX of formulas that pandoc wrote as TeX, between ``$`` or ``$$``."""
    for formula in root.xpath(".//span[@class='math inline' or @class='math display'][not(*)]"):
        yield " ".join(formula.text_content().strip("$").split())


def _written(
    parts: Sequence[Blocks], write_html: Callable[[Blocks], str]
) -> list[lxml.html.HtmlElement]:
    """Each part as clean HTML, and the notes of all as one more.

    They are written together, so that pandoc is started once and numbers the notes through, and
    taken apart before an HTML parser sees them: raw HTML that an author left open, or closed
    twice, ends with its part. The marks between them are made of what they hold, so that no text
    can hold them.
    """
    parts = [with_list_marks(ast.merge_strings(part)) for part in parts]
    text = json.dumps(parts, ensure_ascii=False, check_circular=False)
    mark = f"<!--{hashlib.sha256(text.encode('utf-8', 'replace')).hexdigest()}-->"
    blocks: Blocks = []
    for part in parts:
        blocks += [ast.div(part, ast.attr(_PART)), {"t": "RawBlock", "c": ["html", mark]}]
    return [_part(html) for html in write_html(blocks).split(mark)]


def _part(html: str) -> lxml.html.HtmlElement:
    root = parse(clean(html))
    for around in root.xpath(f"./div[@id='{_PART}'][1]"):
        around.drop_tag()
    set_code_lines(root)
    set_list_marks(root)
    set_verse_lines(root)
    for box in root.xpath(".//input[not(@type='checkbox')]"):
        box.drop_tree()
    for sign in root.iter("mo"):
        sign.text = SPACING_ACCENTS.get(sign.text or "", sign.text)
    for math in root.iter("math"):
        _close_decimal_commas(math)
        _keep_norms_low(math)
        _display_equations(math)
        set_lines(math)
    return root


def _close_decimal_commas(math: lxml.html.HtmlElement) -> None:
    """A comma in braces belongs to a number (``3{,}14``); pandoc makes one of a list of it."""
    tex = "".join(math.xpath("string(.//annotation)").split())
    for comma in math.xpath(".//mo[.=',']") if "{,}" in tex else ():
        before, after = comma.getprevious(), comma.getnext()
        if before is None or after is None or before.tag != "mn" or after.tag != "mn":
            continue
        if f"{before.text}{{,}}{after.text}" in tex:
            comma.set("lspace", "0em")
            comma.set("rspace", "0em")


def _keep_norms_low(math: lxml.html.HtmlElement) -> None:
    """The bars of ``\\lVert`` grow with nothing, as those of ``\\lvert``; pandoc lets them grow."""
    if not _GROWING.search(math.xpath("string(.//annotation)")):
        for bar in math.xpath(".//mo[.='\u2016' and not(@minsize)]"):
            bar.set("stretchy", "false")


def _display_equations(math: lxml.html.HtmlElement) -> None:
    """Aligned equations of a displayed formula are displayed too, as TeX has them."""
    for table in math.iter("mtable") if math.get("display") == "block" else ():
        sides = [cell.get("columnalign") for cell in table.xpath("./mtr[1]/mtd")]
        if len(sides) > 1 and sides == ["right", "left"] * (len(sides) // 2):
            table.set("displaystyle", "true")


#: Accents as pandoc writes them above a base in MathML, and the characters that stand alone. A
#: text may not begin with a combining character (W3C, Character Model, section 3.3).
SPACING_ACCENTS = {
    "\u0300": "`",
    "\u0301": "\u00b4",
    "\u0302": "\u02c6",
    "\u0303": "\u02dc",
    "\u0304": "\u00af",
    "\u0305": "\u203e",
    "\u0306": "\u02d8",
    "\u0307": "\u02d9",
    "\u0308": "\u00a8",
    "\u030a": "\u02da",
    "\u030c": "\u02c7",
    "\u0332": "_",
    "\u20d6": "\u2190",
    "\u20d7": "\u2192",
    "\u20db": "\u2026",
}


def _name_undescribed(root: lxml.html.HtmlElement, words: Language) -> None:
    """Let an image that nobody described say so, after the number of its figure."""
    for image in root.iter("img"):
        if "undescribed" not in (image.get("class") or "").split():
            image.set("alt", image.get("alt", ""))
            continue
        label = image.xpath("string(ancestor::figure[1]//span[@class='caption-label'])")
        number = label.strip(" .:")
        said = words.labels.not_described
        image.set("alt", f"{number}: {said}" if number else said)


_HEIGHT, _WIDTH = (re.compile(rf"(?:\A|[;\s]){side}\s*:") for side in ("height", "width"))


def _keep_shapes(root: lxml.html.HtmlElement) -> None:
    """An image of which only the height is given is as wide as its shape asks.

    Its own width, which the outputs tell browsers for the time before it is loaded, would stretch
    it, and so would a column that is narrower.
    """
    for image in root.iter("img"):
        style = image.get("style", "")
        if _HEIGHT.search(style) and not _WIDTH.search(style):
            image.set("style", f"{style.rstrip('; ')};width:auto;object-fit:contain")


def _name_languages_of_notes(body: lxml.html.HtmlElement, notes: lxml.html.HtmlElement) -> None:
    """Give each block of a note the language of the passage that calls it, where it has one."""
    for call in body.xpath(".//*[@lang]//a[@role='doc-noteref']"):
        tag = call.xpath("string(ancestor::*[@lang][1]/@lang)")
        for item in notes.xpath(".//li[@id=$id]", id=call.get("href", "").removeprefix("#")):
            for block in item.iterchildren(lxml.etree.Element):
                if not block.get("lang"):
                    block.set("lang", tag)


def _notes(section: lxml.html.HtmlElement | None, words: Language) -> tuple[Note, ...]:
    if section is None:
        return ()
    notes = []
    for number, item in enumerate(section.iterfind("ol/li"), start=1):
        for back in item.xpath(".//a[@role='doc-backlink']"):
            back.drop_tree()
        shown = words.in_digits(str(number))
        notes.append(Note(number, inner(item), f"fnref{number}", shown))
    return tuple(notes)


# --- reading and writing fragments ---------------------------------------------------------


def parse(html: str) -> lxml.html.HtmlElement:
    """A ``div`` around the fragment, without the control characters that XML cannot hold."""
    html = NOT_XML.sub("", html)
    root: lxml.html.HtmlElement = lxml.html.fragment_fromstring(html, create_parent="div")
    return root


def inner(element: lxml.html.HtmlElement) -> str:
    """What stands inside the element, in HTML syntax."""
    whole = copy.copy(element)
    whole.tail = None
    text: str = lxml.html.tostring(whole, encoding="unicode")
    text = text.replace("</wbr>", "")  # libxml2 does not know this element, which has no end tag
    # An empty item of a list, as that of a note without words, is written without its end tag.
    return text[text.index(">") + 1 : text.rindex("</")].strip() if "</" in text else ""


def unwrapped(html: str) -> str:
    """The fragment without its paragraph where it is one paragraph and nothing else."""
    root = parse(html)
    if len(root) == 1 and root[0].tag == "p" and not (root.text or "").strip():
        return inner(root[0])
    return html


def to_xhtml(html: str) -> str:
    """An HTML fragment in XML syntax, as EPUB asks: well-formed whatever stands in the fragment.

    Characters and attribute names that XML does not know are left out; MathML has its namespace.
    """
    root = parse(html)
    for element in root.iter(lxml.etree.Element):
        for name in [name for name in element.attrib if not _XML_NAME.match(str(name))]:
            del element.attrib[name]
        if element.tag == "math":
            element.set("xmlns", MATHML)
    text: str = lxml.etree.tostring(root, encoding="unicode", method="xml")
    return text[text.index(">") + 1 : text.rindex("</")] if "</" in text else ""


# --- what may stand in a product -----------------------------------------------------------

_TAGS = set(
    """
    a abbr article aside b bdi bdo blockquote br caption cite code col colgroup dd del details dfn
    div dl dt em figcaption figure footer h1 h2 h3 h4 h5 h6 header hr i img input ins kbd label li
    main mark ol p pre q rp rt ruby s samp section small span strong sub summary sup table tbody
    td tfoot th thead time tr tt u ul var wbr
    """.split()
)
_MATHML_TAGS = set(
    """
    math semantics annotation mrow mi mn mo ms mspace mtext mfrac msqrt mroot mstyle merror
    mpadded mphantom msub msup msubsup munder mover munderover mmultiscripts mprescripts none
    mtable mtr mtd menclose mlabeledtr
    """.split()
)
_EVERYWHERE = {"class", "id", "lang", "dir", "role", "title", "aria-hidden", "aria-label"}
_ATTRIBUTES: dict[str, set[str]] = {
    "*": _EVERYWHERE,
    "a": {"href"},
    "col": {"style", "span"},
    "colgroup": {"span"},
    "del": {"cite", "datetime"},
    "img": {"src", "alt", "width", "height", "style"},
    "input": {"type", "checked", "disabled"},
    "ins": {"cite", "datetime"},
    "ol": {"start", "type", "reversed"},
    "li": {"value"},
    "q": {"cite"},
    "blockquote": {"cite"},
    "td": {"style", "colspan", "rowspan", "headers"},
    "th": {"style", "colspan", "rowspan", "headers", "scope", "abbr"},
    "time": {"datetime"},
    "math": {"display", "xmlns", "alttext"},
    "span": {"data-say"},
    "annotation": {"encoding"},
    "mo": set(
        "stretchy form fence separator symmetric largeop movablelimits accent lspace rspace "
        "minsize maxsize".split()
    ),
    "mi": {"mathvariant"},
    "mn": {"mathvariant"},
    "mtext": {"mathvariant"},
    "mstyle": {"displaystyle", "scriptlevel", "mathvariant", "mathsize"},
    "mfrac": {"linethickness"},
    "mspace": {"width", "height", "depth", "linebreak"},
    "mpadded": {"width", "height", "depth", "lspace", "voffset"},
    "mover": {"accent"},
    "munder": {"accentunder"},
    "munderover": {"accent", "accentunder"},
    "mtable": set("columnalign rowspacing columnspacing columnlines rowlines frame".split()),
    "mtd": {"columnalign", "rowspan", "columnspan"},
    "menclose": {"notation"},
}
_STYLES = {"width", "height", "text-align"}
_SCHEMES = {"http", "https", "mailto"}
_LENGTH = re.compile(r"\d{1,4}(?:\.\d*)?(?:%|[a-z]{1,3})?\Z")
_STYLE = re.compile(
    r"(?:\s*(?:width|height):\s*\d{1,4}(?:\.\d*)?(?:%|[a-z]{1,3})?\s*;?"
    r"|\s*text-align:\s*(?:left|right|center|justify)\s*;?)*\s*\Z"
)
_SMALL = re.compile(r"[0-9]{1,4}\Z")
_NUMBER = re.compile(r"[-+]?[0-9]{1,6}\Z")
#: Cells that a cell may span, as ``passages`` tells authors. A browser goes to 1000 and 65534; a
#: typesetter lays each one out.
MOST_SPANNED = 200


def _kept(tag: str, name: str, value: str) -> str | None:
    """The value of an attribute, or None where it may not stand."""
    match name:
        case "href" | "cite":
            return link_address(value)
        case "src":
            return value if value.startswith("media/") else None
        case "style":
            return value if _STYLE.match(value) else None
        case "colspan" | "rowspan" | "span" | "columnspan":
            return value if _SMALL.match(value) and 0 < int(value) <= MOST_SPANNED else None
        case "start" | "value":
            return value if _NUMBER.match(value) else None
        case "width" | "height" if tag == "img":
            return value if _LENGTH.match(value) else None
        case "type" if tag == "input":
            return value if value == "checkbox" else None
    return value


def clean(html: str) -> str:
    """The fragment with nothing but the tags, attributes, styles and schemes of the lists."""
    return nh3.clean(
        html,
        tags=_TAGS | _MATHML_TAGS,
        clean_content_tags={"script", "style"},
        attributes=_ATTRIBUTES,
        attribute_filter=_kept,
        filter_style_properties=_STYLES,
        url_schemes=_SCHEMES,
        link_rel=None,
        strip_comments=True,
    )
