"""The line below a table or figure that says where it comes from, or what its marks mean.

Authors type it as a paragraph, *Source: State Statistics*. As a paragraph it would stay in the text
where the table waits for the head of the next page, or begin the page behind the table. So it
becomes part of the table, or of the figure, as a caption is, and is set as small.
"""

from __future__ import annotations

import re

from lxml.html import HtmlElement

from nashr.outputs.account.shown_html import SOURCE

#: What such lines begin with, in small letters. An article may have them in another language.
_SOURCES = """
mənbə mənbələr kaynak kaynaklar kaynakça source sources источник источники джерело джерела quelle
quellen källa källor manba manbalar menba дереккөз дереккөзі дереккөздер булак булагы çeşme წყარო
წყაროები աղբյուր աղբյուրը منبع منابع مأخذ المصدر مصدر المصادر
""".split()
_NOTES = """
qeyd qeydlər izah not notlar açıklama note notes abbreviations legend примечание примечания
сокращения примітка примітки скорочення anmerkung anmerkungen legende remarque abréviations
anmärkning izoh eslatma ескерту ескертпе эскертүү bellik შენიშვნა ծանոթություն یادداشت توضیح توضیحات
ملاحظة ملاحظات
""".split()
#: A colon or a dash behind the word; behind a note a full stop does as well, *Note. N = 34*. A full
#: stop behind a source may be that of a heading that begins a paragraph.
_BEGINS = re.compile(
    rf"\s*(?:(?:{'|'.join(_SOURCES + _NOTES)})\s?(?::|\s[–—-]\s)|(?:{'|'.join(_NOTES)})\.\s)"
)
#: Below a table also the marks of its cells, * p < 0.05.
_MARKED = re.compile(r"\s*[*†‡]+\s?[^*†‡\s]")
#: What is longer is a paragraph of the text.
_LONGEST = 600
_DOTTED = str.maketrans({"İ": "i", "I": "i", "ı": "i"})


def keep_source_lines(root: HtmlElement) -> None:
    """Make the lines below tables and figures part of them."""
    for above in [*root.iter("table", "figure")]:
        while (line := _line_below(above)) is not None:
            _take(line, above)


def _line_below(above: HtmlElement) -> HtmlElement | None:
    """The paragraph right below a table or figure that belongs to it."""
    around = above
    while (following := around.getnext()) is None:
        parent = around.getparent()
        if parent is None or (around.tail or "").strip() or not _only_turns(parent):
            return None
        around = parent
    if (around.tail or "").strip() or following.tag != "p":
        return None
    text = following.text_content()
    if len(text) > _LONGEST or not text.strip():
        return None
    is_one = _BEGINS.match(text.translate(_DOTTED).lower()) is not None
    if not is_one and above.tag == "table":
        is_one = _MARKED.match(text) is not None or _begins_raised(following)
    return following if is_one else None


def _only_turns(parent: HtmlElement) -> bool:
    """Whether an element is there for the sake of turning a table alone."""
    return parent.tag == "div" and "landscape" in parent.get("class", "").split()


def _begins_raised(paragraph: HtmlElement) -> bool:
    """Whether a paragraph begins with the raised letter of a mark."""
    first = paragraph[0] if len(paragraph) else None
    if first is None or first.tag != "sup" or (paragraph.text or "").strip():
        return False
    return len(first.text_content().strip()) == 1


def _take(line: HtmlElement, above: HtmlElement) -> None:
    line.drop_tree()
    line.tail = None
    if above.tag == "table":
        line.tag = "caption"
    line.set("class", f"{line.get('class', '')} {SOURCE}".strip())
    above.append(line)
