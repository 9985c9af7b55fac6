"""Digits of a language in what is counted for a product: calls of notes, lists and pages."""

from __future__ import annotations

import re
from collections.abc import Iterable

import lxml.html

from nashr.languages import Language

#: Counter styles of CSS by their digits (W3C, Ready-made Counter Styles).
_STYLES = {"۰۱۲۳۴۵۶۷۸۹": "persian", "٠١٢٣٤٥٦٧٨٩": "arabic-indic"}
_FOLIOS = re.compile(r"(?<!-)counter\(page(?=\))|target-counter\(attr\(href\), page(?=\))")
_LAST_PAGE = re.compile(r"target-counter\(url\([^()]*\), page(?=\))")


def set_note_calls(parts: Iterable[lxml.html.HtmlElement], words: Language) -> None:
    """Give the calls of notes in the parts the digits of the language, in place."""
    for part in parts if words.digits else ():
        for number in part.xpath(".//a[@role='doc-noteref']//sup"):
            number.text = words.in_digits(number.text or "")


def list_css(words: Language) -> str:
    """The rules for numbered lists in the language; empty for one that has the digits 0 to 9.

    The styles with brackets, ``persian-paren``, are in the templates. They weigh no more than those
    of other lists, so that lists without numbers, as of references, stay without.
    """
    style = _STYLES.get(words.digits, "")
    if not style:
        return ""
    lists = f':where([type="1"]:lang({words.tag}), :not([type]):lang({words.tag}))'
    return (
        f"ol{lists} {{ list-style-type: {style} }}\n"
        f"ol.one-paren{lists} {{ list-style-type: {style}-paren }}\n"
        f"ol.two-parens{lists} {{ list-style-type: {style}-parens }}\n"
    )


def raised_css(words: Language) -> str:
    """The rules for the marks of notes and affiliations in print: typefaces have no raised figures
    but 0 to 9.
    """
    if not words.digits:
        return ""
    marks = f":is(.note-call, .note-number, .mark):lang({words.tag})"
    raised = "font-variant-position: normal; vertical-align: 0.4em; font-size: 0.68em"
    return f"{marks} {{ {raised}; font-feature-settings: normal; line-height: 0 }}\n"


def with_page_digits(css: str, words: Language, journal: Language) -> str:
    """A style sheet whose page numbers have the digits of a language: folios, and what names them,
    that of the journal, as on its other pages; the last page of an article that of its text.
    """
    folio, last = _STYLES.get(journal.digits, ""), _STYLES.get(words.digits, "")
    css = _LAST_PAGE.sub(rf"\g<0>, {last}", css) if last else css
    return _FOLIOS.sub(rf"\g<0>, {folio}", css) if folio else css
