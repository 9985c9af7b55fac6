r"""Acronyms and entries of glossaries, as the words that LaTeX prints: pandoc's reader gives their
keys. The first use of an acronym has its words, and the letters in brackets.

Sources: the manuals of glossaries, acronym and acro.
"""

from __future__ import annotations

import re

from nashr.document.latex_syntax import ANY_COMMAND, arguments, call
from nashr.importing.latex_code import is_in, kept
from nashr.records import dataclass

_VALUE = r"\s*=\s*(?:\{((?:[^{}]|\{[^{}]*\})*)\}|([^,{}]*))"
#: Commands by what they print: the first use, the letters, the words, or both.
_FORMS = {
    **dict.fromkeys("gls ac acp glspl".split(), "first"),
    **dict.fromkeys("acrshort acs acsp acrshortpl glsentryshort".split(), "short"),
    **dict.fromkeys("acrlong acl aclp acrlongpl glsentrylong".split(), "long"),
    **dict.fromkeys("acrfull acf acfp acrfullpl".split(), "full"),
    **dict.fromkeys("glstext glsentrytext glsname glsentryname".split(), "short"),
    **dict.fromkeys("glsdesc glsentrydesc".split(), "long"),
}
_PLURAL = frozenset("acp glspl acsp acrshortpl aclp acrlongpl acfp acrfullpl".split())


@dataclass(slots=True)
class _Term:
    """The letters of an acronym and its words; an entry of a glossary has a name alone."""

    short: str
    long: str = ""
    is_used: bool = False

    def first(self, end: str) -> str:
        if self.is_used or not self.long:
            return self.short + end
        self.is_used = True
        return f"{self.long}{end} ({self.short}{end})"

    def form(self, name: str, end: str) -> str:
        if name == "first":
            return self.first(end)
        if name == "full" and self.long:
            return f"{self.long}{end} ({self.short}{end})"
        return (self.long if name == "long" and self.long else self.short) + end


def with_acronyms(text: str) -> str:
    """A source with the words of its acronyms in the places of their keys."""
    terms = _terms(text)
    if not terms:
        return text
    spans = kept(text)
    pieces: list[str] = []
    place = max(0, text.find("\\begin{document}"))
    pieces.append(text[:place])
    for found in ANY_COMMAND.finditer(text, place):
        name = found[1] or ""
        form = _FORMS.get(name.lower())
        if form is None or found.start() < place or is_in(found.start(), spans):
            continue
        one = call(text, found, "om", len(text))
        term = terms.get(one.needed[0].text.strip()) if one.needed else None
        if term is None:
            continue
        words = term.form(form, "s" if name.lower() in _PLURAL else "")
        if name[0].isupper():
            words = f"{words[:1].upper()}{words[1:]}"
        pieces += [text[place : found.start()], f"{{{words}}}"]
        place = one.end
    return "".join((*pieces, text[place:]))


def _terms(text: str) -> dict[str, _Term]:
    """The terms by their keys."""
    terms: dict[str, _Term] = {}
    for found in ANY_COMMAND.finditer(text):
        match found[1]:
            case "newacronym" | "newabbreviation":
                needed = call(text, found, "ommm", len(text)).needed
                if len(needed) == 3:
                    key, short, long = (one.text.strip() for one in needed)
                    terms[key] = _Term(short, long)
            case "acro" | "acrodef" | "newacro":
                optional, words, _ = arguments(text, found.end(), "mom", len(text))
                if len(words) == 2:
                    key, long = (one.text.strip() for one in words)
                    terms[key] = _Term(optional[0].text if optional else key, long)
            case "DeclareAcronym":
                needed = call(text, found, "mm", len(text)).needed
                if len(needed) == 2:
                    keys = needed[1].text
                    terms[needed[0].text.strip()] = _Term(_key(keys, "short"), _key(keys, "long"))
            case "newglossaryentry" | "longnewglossaryentry":
                needed = call(text, found, "mm", len(text)).needed
                if len(needed) == 2:
                    terms[needed[0].text.strip()] = _Term(_key(needed[1].text, "name"))
    return {key: term for key, term in terms.items() if term.short}


def _key(text: str, name: str) -> str:
    found = re.search(rf"(?:^|,)\s*{name}{_VALUE}", text)
    return (found[1] or found[2] or "").strip() if found else ""
