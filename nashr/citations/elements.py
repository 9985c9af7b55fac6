"""The rendering elements of CSL, on those of citeproc-py.

Each class extends the element of the same name in ``citeproc.model`` and is found through the
lookup of ``sheet``; the stock library is left as it is. None of them names
``CitationStylesElement`` as its base, since citeproc-py would then take it up for every style in
the process. An element is compiled once for each area of a style: it reads its attributes and
gives a function, so that nothing is searched in the XML while citations are written.
"""
# mypy: disallow-subclassing-any=False

from __future__ import annotations

import re
from collections.abc import Callable
from urllib.parse import quote

from citeproc import model

from nashr.citations.cite import Cite, Show
from nashr.citations.compiling import Compiler, Rendering
from nashr.citations.formatting import Dress, dress
from nashr.citations.markup import field_text
from nashr.citations.richtext import TERM
from nashr.citations.text_case import recaser
from nashr.citations.variables import is_several, number_text, raw_number, variable_text

_DOI_PREFIX = re.compile(r"https?://(?:dx\.)?doi\.org/$")
_WEB = re.compile(r"(?:https?|ftp)://", re.IGNORECASE)
#: A term that CSL 1.0.1 and 1.0.2 spell in two ways.
_SPELLINGS = {"sub verbo": "sub-verbo", "sub-verbo": "sub verbo"}
#: Other identifiers that lead to a page of their own.
_RESOLVERS = {
    "PMID": "https://www.ncbi.nlm.nih.gov/pubmed/",
    "PMCID": "https://www.ncbi.nlm.nih.gov/pmc/articles/",
}


class Text(Rendering, model.Text):
    """``cs:text``: a variable, a macro, a term or a fixed text."""

    def compiled(self, compiler: Compiler) -> Show:
        if variable := self.get("variable"):
            return self._of_variable(variable)
        if macro := self.get("macro"):
            return self._of_macro(compiler.macro(macro))
        if self.get("term") is not None:
            return self._of_term(self.get("term", ""))
        return self._of_value(self.get("value", ""))

    def _of_variable(self, variable: str) -> Show:
        short, change, clothe = self.get("form") == "short", recaser(self), dress(self)
        address = variable in ("DOI", "URL", "PMID", "PMCID")

        def show(cite: Cite) -> str:
            text = variable_text(variable, cite, short=short)
            if not text:
                # Whether a suffix is needed says nothing about what the item has.
                cite.called += variable != "year-suffix"
                return ""
            cite.called += 1
            cite.filled += 1
            cite.rendered.append(variable)
            if cite.sort is not None:
                return text
            if address:
                return _address(variable, text, cite, clothe)
            if change is not None:
                text = change(text, cite, cite.work.language)
            return clothe(text)

        return show

    def _of_macro(self, macro: Show) -> Show:
        change, clothe = recaser(self), dress(self)

        def show(cite: Cite) -> str:
            text = macro(cite)
            if not text:
                return ""
            if change is not None:
                text = change(text, cite, "")
            return clothe(text)

        return show

    def _of_term(self, term: str) -> Show:
        form, plural = self.get("form", "long"), self.get("plural") == "true"
        change, clothe = recaser(self), dress(self)

        def show(cite: Cite) -> str:
            if cite.sort is None and term in cite.suppressed:
                return ""
            text = cite.locale.term(term, form, plural)
            if not text:
                return ""
            if cite.substituting:
                cite.rendered.append(term)
            if change is not None:
                text = change(text, cite, cite.locale.lang)
            return clothe(TERM + text if cite.opens_sentence else text)

        return show

    def _of_value(self, value: str) -> Show:
        change, clothe = recaser(self), dress(self)
        text = field_text(value, trim=False)
        if change is None:
            fixed = clothe(text)
            return lambda _cite: fixed
        return lambda cite: clothe(change(text, cite, cite.locale.lang))


def _address(variable: str, text: str, cite: Cite, clothe: Dress) -> str:
    """A DOI or URL as a link; the resolver's address in a prefix becomes part of it."""
    url = text
    if variable == "DOI":
        url = "https://doi.org/" + quote(text, safe="/:;()._-~!*,+$@=")
        resolver = _DOI_PREFIX.search(clothe.prefix)
        if resolver:
            rest = clothe.prefix[: resolver.start()]
            clothe = Dress(rest, clothe.suffix, clothe.opening, clothe.closing, clothe.display)
            text = resolver[0] + text
    elif variable in _RESOLVERS and not _WEB.match(text):
        url = _RESOLVERS[variable] + quote(text)
    if _WEB.match(url):
        text = cite.attachments.link(text, url)
    return clothe(text)


class Number(Rendering, model.Number):
    def compiled(self, _compiler: Compiler) -> Show:
        variable, form = self.get("variable", ""), self.get("form", "numeric")
        change, clothe = recaser(self), dress(self)

        def show(cite: Cite) -> str:
            text = variable_text(variable, cite)
            cite.note(variable, text)
            if not text:
                return ""
            if cite.sort is not None:
                return re.sub(r"\d+", lambda digits: digits[0].zfill(8), text)
            text = number_text(text, form, variable, cite)
            if change is not None:
                text = change(text, cite, cite.work.language)
            return clothe(text)

        return show


class Label(Rendering, model.Label):
    """``cs:label`` for a number or the locator; inside ``cs:names`` see ``names``."""

    def compiled(self, _compiler: Compiler) -> Show:
        variable, word = self.get("variable", ""), self.word()

        def show(cite: Cite) -> str:
            value = raw_number(variable, cite)
            if not value:
                return ""
            term = cite.label if variable == "locator" else variable
            return word(term, is_several(variable, value, cite), cite)

        return show

    def word(self) -> Callable[[str, bool, Cite], str]:
        """The label for a term: what it reads for one or for several."""
        wish, form = self.get("plural", "contextual"), self.get("form", "long")
        change, clothe = recaser(self), dress(self)

        def word(term: str, plural: bool, cite: Cite) -> str:
            several = plural if wish == "contextual" else wish == "always"
            text = cite.locale.term(term, form, several)
            if not text and term in _SPELLINGS:
                text = cite.locale.term(_SPELLINGS[term], form, several)
            if not text:
                return ""
            if change is not None:
                text = change(text, cite, cite.locale.lang)
            return clothe(text)

        return word


class Group(Rendering, model.Group):
    """``cs:group``: silent when it asks for variables and none has anything to print."""

    def compiled(self, compiler: Compiler) -> Show:
        inner = compiler.children(self, self.get("delimiter", ""))
        clothe = dress(self)

        def show(cite: Cite) -> str:
            called, filled = cite.called, cite.filled
            text = inner(cite)
            if cite.called > called and cite.filled == filled:
                return ""
            if not text:
                return ""
            cite.called += 1
            cite.filled += 1
            return clothe(text)

        return show


class Macro(Rendering, model.Macro):
    def compiled(self, compiler: Compiler) -> Show:
        inner = compiler.children(self, "")

        def show(cite: Cite) -> str:
            # CSL 1.0.2, cs:group: a macro that prints counts as a variable that does.
            called, filled = cite.called, cite.filled
            text = inner(cite)
            if cite.called > called and cite.filled == filled:
                return ""
            if text:
                cite.called += 1
                cite.filled += 1
            return text

        return show


class Layout(Rendering, model.Layout):
    """``cs:layout``: what one cite or one entry prints, without the layout's own affixes."""

    def compiled(self, compiler: Compiler) -> Show:
        return compiler.children(self, "")
