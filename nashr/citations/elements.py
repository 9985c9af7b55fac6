"""The rendering elements of CSL, as subclasses of citeproc-py's.

Each class extends the class of the same name in ``citeproc.model`` and is used through the class
lookup of ``compiled_style``; citeproc-py itself is not changed. None is a direct subclass of
``CitationStylesElement``: citeproc-py would use it for every style in the process. An element is
compiled once for each area of a style, to a function that does not search the XML any more.
"""
# mypy: disallow-subclassing-any=False

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any
from urllib.parse import quote

from citeproc import model

from nashr.citations.cite import Cite, Renderer
from nashr.citations.compiling import Compiler, Rendering
from nashr.citations.contributors import VARIABLE as CONTRIBUTORS
from nashr.citations.contributors import behind_title, contributors
from nashr.citations.formatting import Formatting, formatting_of
from nashr.citations.left_out import LAWS, with_left_out
from nashr.citations.locales import are_of_one_language
from nashr.citations.markup import field_text
from nashr.citations.richtext import POSTPONED, POSTPOSITION, RETRIEVED, TERM, glue, join, plain
from nashr.citations.text_case import Recase, recaser
from nashr.citations.variables import (
    at_page,
    in_digits_of_work,
    is_several,
    number_text,
    of_undated,
    raw_number,
    state_of_publication,
    takes_no_word,
    variable_text,
)
from nashr.citations.works import Work
from nashr.records import replace

_DOI_PREFIX = re.compile(r"https?://(?:dx\.)?doi\.org/$")
_WEB = re.compile(r"(?:https?|ftp)://", re.IGNORECASE)
_BRACKET = re.compile(r"[(\[]")
#: Titles of what a work is in.
_WHOLES = ("container-title", "collection-title")
_RETRIEVED_FROM = frozenset({"retrieved", "from"})
#: A term that is spelled differently in CSL 1.0.1 and 1.0.2.
_SPELLINGS = {"sub verbo": "sub-verbo", "sub-verbo": "sub verbo"}
#: Other identifiers, and the addresses of their resolvers.
_RESOLVERS = {
    "PMID": "https://www.ncbi.nlm.nih.gov/pubmed/",
    "PMCID": "https://www.ncbi.nlm.nih.gov/pmc/articles/",
}


class Text(Rendering, model.Text):
    """``cs:text``: a variable, a macro, a term or a fixed text."""

    def compiled(self, compiler: Compiler) -> Renderer:
        if variable := self.get("variable"):
            return self._of_variable(variable, twice=_stands_by_title(self))
        if macro := self.get("macro"):
            return self._of_macro(compiler.macro(macro))
        if self.get("term") is not None:
            return self._of_term(self.get("term", ""))
        return self._of_value(self.get("value", ""), compiler.language)

    def _of_variable(self, variable: str, *, twice: bool) -> Renderer:
        short, formatting = self.get("form") == "short", formatting_of(self)
        bare = replace(formatting, suffix="")
        change = recaser(self, of_item=True)
        once = _BODIES | ({"volume"} if _WORD.search(formatting.prefix) else set())
        bare_of_word = _without_word(formatting) if variable in ("page", "issue") else None
        of_thesis = _without_thesis(formatting) if variable == "genre" else None
        american = variable == "number" and _AMERICAN.search(formatting.prefix + formatting.suffix)
        address = variable in ("DOI", "URL", "PMID", "PMCID")

        def render(cite: Cite) -> str:
            if twice and not cite.text("title-short"):
                text = ""
            elif variable == CONTRIBUTORS:
                text = contributors(cite)
            else:
                cut = short and not (variable == "title" and not twice and _is_wanted_whole(cite))
                text = variable_text(variable, cite, short=cut)
            if not text:
                # The year suffix is no value of the item.
                cite.variables_called += variable != "year-suffix"
                return ""
            cite.variables_called += 1
            cite.variables_filled += 1
            if variable in once and _is_printed(variable, text, cite):
                return ""
            cite.rendered.append(variable)
            if cite.sort is not None:
                return text
            text = in_digits_of_work(text, cite, variable)
            if variable == "locator" and (cite.label != "page" or cite.sign):
                said = text if _WORD.search(formatting.prefix) else _with_own_word(text, cite)
                return _labelled(formatting, cite)(said)
            if address:
                return _address(variable, text, cite, formatting)
            if change is not None:
                text = _recased(variable, text, change, cite)
            if cite.postposition and variable == cite.postposed:
                text += POSTPOSITION
            if of_thesis is not None and _THESIS.search(text):
                return of_thesis(text)
            if american and cite.work.type == "patent":
                return _of_country(formatting, cite)(text)
            if bare_of_word is not None and takes_no_word(variable, text, cite):
                return bare_of_word(text)
            if not cite.left_out and variable != "title":
                return formatting(text)
            plain_text = said = bare(text)
            said = with_left_out(said, variable, cite)
            if variable == "title":
                said = behind_title(said, cite)
            return formatting(text) if said == plain_text else glue(said, formatting.suffix)

        return render

    def _of_macro(self, macro: Renderer) -> Renderer:
        change, formatting = recaser(self), formatting_of(self)

        def render(cite: Cite) -> str:
            text = macro(cite)
            if not text:
                return ""
            if change is not None:
                text = change(text, cite, "")
            return formatting(text)

        return render

    def _of_term(self, term: str) -> Renderer:
        form, plural = self.get("form", "long"), self.get("plural") == "true"
        change, formatting = recaser(self), formatting_of(self)
        # What parts the term from the text before it, without a bracket that the term stands in.
        before = _BRACKET.split(formatting.prefix)[0]

        def render(cite: Cite) -> str:
            if cite.sort is None and (
                term in cite.suppressed
                or (term == "in" and not any(map(cite.work.has, _OF_WHOLES + _BEHIND_IN)))
                or (cite.area == "bibliography" and takes_no_word(term, cite.text(term), cite))
            ):
                return ""
            name = cite.label if term == "page" and _stands_for_label(cite) else term
            if term == "cited" and _stands_for_work(cite):
                name = "op-cit"
            text = cite.locale.term(name, form, plural)
            if term == "no date":
                text = of_undated(text, cite)
            if term == "at" and cite.work.type in LAWS and cite.locator:
                text = at_page(text, cite)
            if term in _RETRIEVED_FROM and not any(map(str.isalpha, cite.locale.term("from"))):
                # A language in which "retrieved" is "date of access", and "from" a mark.
                text = _retrieved(text, cite) if term == "retrieved" else _from(text, cite)
            if not text:
                return ""
            if term in cite.locale.postpositions and (whole := _whole_behind(cite, term)):
                cite.postposition, cite.postposed = text, whole
                return before + POSTPONED if before and cite.sort is None else ""
            if cite.substituting:
                cite.rendered.append(term)
            cite.said.add(text.lower())
            if change is not None:
                text = change(text, cite, cite.locale.term_language(term, form))
            if not cite.starts_sentence:
                return formatting(text)
            cite.terms[plain(text)] = cite.locale.term_language(term, form)
            return formatting(TERM + text)

        return render

    def _of_value(self, value: str, language: str) -> Renderer:
        change, formatting = recaser(self), formatting_of(self)
        text = field_text(value, trim=False)
        if change is None:
            fixed = formatting(text)
            return lambda _cite: fixed
        return lambda cite: formatting(change(text, cite, language))


def _without_word(formatting: Formatting) -> Formatting | None:
    """The formatting without *p.* or *no.* before what is no page or number."""
    prefix = re.sub(r"(?:№|[^\W\d_]+[.:]?)[ \u00a0]*", "", formatting.prefix)
    return None if prefix == formatting.prefix else replace(formatting, prefix=prefix)


#: Words for a thesis, in the genre of a work or behind it.
_THESIS = re.compile(r"(?i)(?<![^\W_])(?:tez\w*|thes[ei]s|dissert\w*|дис(?:с\w*)?)(?![^\W_])")


def _without_thesis(formatting: Formatting) -> Formatting | None:
    """The formatting of a genre that says *thesis* itself, where the style says it behind."""
    if not _THESIS.search(formatting.suffix):
        return None
    suffix = _THESIS.sub("", formatting.suffix).replace(" )", ")").rstrip(" ")
    return replace(formatting, suffix=suffix)


#: What styles print of every patent that were made where patents are American.
_AMERICAN = re.compile(r"\b(?:USA|U\.S\.A?\.?|US)(?=\W|$)")
_UNITED_STATES = re.compile(
    r"\b(?:USA?|U\.\s?S|United States|ABD|Amerika|ABŞ|США)\b", re.IGNORECASE
)


def _of_country(formatting: Formatting, cite: Cite) -> Formatting:
    """The formatting of a patent's number with the patent's country for *U.S.*, as far as the work
    says which.
    """
    country = cite.text("jurisdiction")
    if _UNITED_STATES.search(f"{country} {cite.text('genre')}"):
        return formatting
    country = "" if "jurisdiction" in cite.rendered else country
    prefix = re.sub(" {2,}", " ", _AMERICAN.sub(lambda _: country, formatting.prefix))
    suffix = re.sub(" {2,}", " ", _AMERICAN.sub(lambda _: country, formatting.suffix))
    if not formatting.prefix.startswith(" "):
        prefix = prefix.lstrip()
    return replace(formatting, prefix=prefix, suffix=suffix)


def _stands_by_title(element: Any) -> bool:
    """Whether the short title stands right beside the title, which a work without one has once."""
    if element.get("variable") != "title" or element.get("form") != "short":
        return False
    return any(
        beside is not None and beside.get("variable") == "title" and beside.get("form") != "short"
        for beside in (element.getprevious(), element.getnext())
    )


#: What a part of something larger has.
_OF_WHOLES = (
    *("container-title", "collection-title", "event", "event-title"),
    *("container-author", "editor", "collection-editor"),
)
#: What styles have behind *in* besides.
_BEHIND_IN = (
    *("volume-title", "part-title", "publisher", "archive", "authority"),
    *("reviewed-title", "original-title"),
)


def _is_part(work: Work) -> bool:
    """Whether the work stands in another."""
    return any(map(work.has, _OF_WHOLES))


_WORD = re.compile(r"[^\W\d_]+\.?")


def _labelled(formatting: Formatting, cite: Cite) -> Formatting:
    """The formatting of a locator with the word for it in place of *p.*, where the style has that
    before all of them.
    """
    label = cite.sign or cite.locale.term(cite.label, "short")
    prefix = _WORD.sub(label, formatting.prefix)
    return Formatting(
        prefix, formatting.suffix, formatting.opening, formatting.closing, formatting.display
    )


def _with_own_word(locator: str, cite: Cite) -> str:
    """A locator with its word, in a note of a style that has none for it: chapter 5 is no page."""
    is_known = cite.label == "page" or cite.label in cite.style.known_locators
    if not cite.style.in_notes or cite.labelled or is_known:
        return locator
    several = is_several("locator", cite.locator, cite)
    return join([cite.locale.term(cite.label, "short", several), locator], "\u00a0")


def _is_wanted_whole(cite: Cite) -> bool:
    """Whether the title stands there for the only time with all that it says, where a style asks
    for the short one: pandoc cuts at a colon what the author has not cut.
    """
    title, short = cite.text("title"), cite.text("title-short")
    if "title" in cite.rendered or cite.comparing or not short or not title.startswith(short):
        return False
    in_full = cite.area == "bibliography" or (
        cite.style.notes_in_full and "first" in cite.positions
    )
    return in_full and plain(title[len(short) :])[:1] in ":.;?!"


def _stands_for_label(cite: Cite) -> bool:
    """Whether *p.* stands before the locator of any kind: chapter 3 is no page 3."""
    in_text = cite.area == "citation" and not cite.style.in_notes
    return in_text and bool(cite.locator) and cite.label != "page"


def _stands_for_work(cite: Cite) -> bool:
    """Whether *cited* stands for a work that a note has cited before: styles made it *op. cit.* in
    the locale of their own language, and *cited* is what other languages say of a day.
    """
    in_note = cite.area == "citation" and cite.style.in_notes
    return in_note and not are_of_one_language(cite.locale.lang, cite.style.made_for)


#: Variables that name a body, which may be the same one.
_BODIES = frozenset({"publisher", "authority"})


def _is_printed(variable: str, body: str, cite: Cite) -> bool:
    """Whether a body stands there: right before as the author, as the court of a case, or once as
    the publisher; or the volume of the work that is printed beside its series again.
    """
    if variable != "authority" and cite.area == "bibliography" and variable in cite.rendered:
        return True
    if variable == "volume":
        return False
    if body.lower() in cite.said:
        return True  # what a manuscript is, which the style has said
    if any(cite.text(other) == body for other in (_BODIES - {variable}) & set(cite.rendered)):
        return True
    if cite.rendered[-1:] != ["author"]:
        return False
    first, *others = cite.work.names["author"]
    return not others and body == (first.literal or (first.family if not first.given else ""))


def _retrieved(text: str, cite: Cite) -> str:
    """*Retrieved*, marked until it is known whether a date follows before *from*."""
    cite.retrieved = len(cite.rendered)
    return f"{RETRIEVED}{text}"


def _from(text: str, cite: Cite) -> str:
    """The mark before the address; where no date stands before it, none, and no *retrieved*."""
    if cite.retrieved is None or "accessed" in cite.rendered[cite.retrieved :]:
        return text
    cite.without_access = True
    return ""


def _recased(variable: str, text: str, change: Recase, cite: Cite) -> str:
    """A field in the case that the style asks for, by the rules of its language: the entry's, or
    that of the list for *in press* and its like, whose nouns keep their capitals.
    """
    if variable != "status" or not state_of_publication(cite.text(variable), cite):
        return change(text, cite, cite.work.language)
    changed = change(text, cite, cite.locale.lang)
    english = are_of_one_language(cite.locale.lang, "en")
    return changed if english or changed[1:] == text[1:] else text


def _whole_behind(cite: Cite, term: str) -> str:
    """The variable of the container, or series, that is still to be printed behind a term in the
    language of the other words: a style may have a word of its own for all languages.
    """
    if not are_of_one_language(cite.locale.term_language(term), cite.locale.lang):
        return ""
    if "container-title" in cite.rendered:
        return ""  # the style has the word behind the title by itself
    wholes = (v for v in _WHOLES if cite.text(v) and v not in cite.rendered)
    return next(wholes, "")


def _address(variable: str, text: str, cite: Cite, formatting: Formatting) -> str:
    """A DOI or URL as a link; a resolver's address in the prefix becomes part of the link."""
    url = text
    if variable == "DOI":
        url = "https://doi.org/" + quote(text, safe="/:;()._-~!*,+$@=")
        resolver = _DOI_PREFIX.search(formatting.prefix)
        if resolver:
            rest = formatting.prefix[: resolver.start()]
            formatting = Formatting(
                rest, formatting.suffix, formatting.opening, formatting.closing, formatting.display
            )
            text = resolver[0] + text
    elif variable in _RESOLVERS and not _WEB.match(text):
        url = _RESOLVERS[variable] + quote(text)
    if _WEB.match(url):
        text = cite.attachments.link(text, url)
    return formatting(text)


class Number(Rendering, model.Number):
    def compiled(self, _compiler: Compiler) -> Renderer:
        variable, form = self.get("variable", ""), self.get("form", "numeric")
        change, formatting = recaser(self), formatting_of(self)

        def render(cite: Cite) -> str:
            text = variable_text(variable, cite)
            cite.record(variable, text)
            if not text:
                return ""
            if cite.sort is not None:
                return re.sub(r"\d+", lambda digits: digits[0].zfill(8), text)
            text = in_digits_of_work(number_text(text, form, variable, cite), cite, variable)
            if change is not None:
                text = change(text, cite, cite.work.language)
            return formatting(text)

        return render


class Label(Rendering, model.Label):
    """``cs:label`` for a number or the locator; inside ``cs:names`` see ``names``."""

    def compiled(self, _compiler: Compiler) -> Renderer:
        variable, word = self.get("variable", ""), self.word()
        formatting = formatting_of(self)

        def render(cite: Cite) -> str:
            value = raw_number(variable, cite)
            if not value:
                return ""
            if takes_no_word(variable, value, cite):
                return formatting.prefix
            if variable == "locator" and cite.sign:
                cite.labelled = True
                return formatting(cite.sign)
            term = cite.label if variable == "locator" else variable
            cite.labelled |= variable == "locator"
            return word(term, is_several(variable, value, cite), cite)

        return render

    def word(self) -> Callable[[str, bool, Cite], str]:
        """A function that gives the label for a term, singular or plural."""
        wish, form = self.get("plural", "contextual"), self.get("form", "long")
        change, formatting = recaser(self), formatting_of(self)

        def word(term: str, plural: bool, cite: Cite) -> str:
            several = plural if wish == "contextual" else wish == "always"
            text = cite.locale.term(term, form, several)
            if not text and term in _SPELLINGS:
                term = _SPELLINGS[term]
                text = cite.locale.term(term, form, several)
            if not text:
                return ""
            if change is not None:
                text = change(text, cite, cite.locale.term_language(term, form))
            return formatting(text)

        return word


class Group(Rendering, model.Group):
    """``cs:group``: empty if it requests variables and none of them has a value."""

    def compiled(self, compiler: Compiler) -> Renderer:
        inner = compiler.children(self, self.get("delimiter", ""))
        formatting = formatting_of(self)
        slashes = _SLASHES.search(formatting.prefix)
        alone = replace(formatting, prefix=". ") if slashes else formatting

        def render(cite: Cite) -> str:
            called, filled = cite.variables_called, cite.variables_filled
            text = inner(cite)
            if cite.variables_called > called and cite.variables_filled == filled:
                return ""
            if not text:
                return ""
            cite.variables_called += 1
            cite.variables_filled += 1
            return formatting(text) if _is_part(cite.work) else alone(text)

        return render


#: What GOST has before the work that a part stands in.
_SLASHES = re.compile(r"^\s*//\s*$")


class Macro(Rendering, model.Macro):
    def compiled(self, compiler: Compiler) -> Renderer:
        inner = compiler.children(self, "")

        def render(cite: Cite) -> str:
            # CSL 1.0.2, cs:group: a macro that prints counts as a variable with a value.
            called, filled = cite.variables_called, cite.variables_filled
            substituted, cite.substituted = cite.substituted, False
            text = inner(cite)
            cite.substituted = substituted
            if cite.variables_called > called and cite.variables_filled == filled:
                return ""
            if text:
                cite.variables_called += 1
                cite.variables_filled += 1
            return text

        return render


class Layout(Rendering, model.Layout):
    """``cs:layout`` for one cite or entry, without the layout's own affixes."""

    def compiled(self, compiler: Compiler) -> Renderer:
        return compiler.children(self, "")
