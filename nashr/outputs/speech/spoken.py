"""Formulas of HTML, each with the words that are said for it."""

from __future__ import annotations

import lxml.html

from nashr.languages.records import primary


def set_spoken(root: lxml.html.HtmlElement, tag: str) -> None:
    """Say each formula in words, as its ``alttext``: those that the author gave, or else those of
    the language around it. A formula that is said in another language stands in a span of that.
    """
    formulas = list(root.iter("math"))
    if formulas:  # most articles have none, and need not wait for the rules
        from nashr.outputs.speech.formulas import speech
    for math in formulas:
        given = next((a.get("data-say") for a in math.iterancestors() if a.get("data-say")), None)
        lang = next((a.get("lang") for a in math.iterancestors() if a.get("lang")), None) or tag
        said, spoken = (given, lang) if given else speech(math, lang)
        math.set("alttext", " ".join(said.split()))
        if primary(spoken) != primary(lang):
            _wrap(math, spoken)
    for around in root.xpath(".//span[@data-say]"):
        del around.attrib["data-say"]


def _wrap(math: lxml.html.HtmlElement, lang: str) -> None:
    """A span of a language around a formula, which may have no language itself (MathML Core)."""
    around = math.getparent()
    if around is None:
        return
    span = lxml.html.Element("span")
    span.set("lang", lang)
    span.tail, math.tail = math.tail, None
    around.replace(math, span)
    span.append(math)
