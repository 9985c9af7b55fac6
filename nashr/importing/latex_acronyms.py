r"""Acronyms and entries of glossaries, as the words that LaTeX prints: pandoc's reader gives their
keys. The first use of an acronym has its words, and the letters in brackets.

Sources: the manuals of glossaries, acronym and acro.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from nashr.document.latex_syntax import ANY_COMMAND, arguments, call
from nashr.importing.latex_code import is_in, kept
from nashr.records import dataclass

_VALUE = r"\s*=\s*(?:\{((?:[^{}]|\{[^{}]*\})*)\}|([^,{}]*))"
#: Commands by what they print: the first use, the letters, the words, or both.
_FORMS = {
    **dict.fromkeys("gls ac acp glspl".split(), "first"),
    **dict.fromkeys("acrshort acs acsp acrshortpl glsentryshort glsxtrshort".split(), "short"),
    **dict.fromkeys("acrlong acl aclp acrlongpl glsentrylong glsxtrlong".split(), "long"),
    **dict.fromkeys("acrfull acf acfp acrfullpl glsxtrfull".split(), "full"),
    **dict.fromkeys("glstext glsentrytext glsname glsentryname".split(), "short"),
    **dict.fromkeys("glsdesc glsentrydesc".split(), "meaning"),
    **dict.fromkeys("glslink glsdisp".split(), "given"),
}
_PLURAL = frozenset("acp glspl acsp acrshortpl aclp acrlongpl acfp acrfullpl".split())


@dataclass(slots=True)
class _Term:
    """The letters of an acronym and its words; an entry of a glossary has a name alone."""

    short: str
    long: str = ""
    #: What an entry of a glossary means.
    meaning: str = ""
    is_used: bool = False
    #: Whether it is called at all: lists have no others.
    is_called: bool = False
    #: Whether the source has a list of its own that has it.
    is_listed: bool = False

    def first(self, end: str) -> str:
        if self.is_used or not self.long:
            return self.short + end
        self.is_used = True
        return f"{self.long}{end} ({self.short}{end})"

    def form(self, name: str, end: str) -> str:
        self.is_called = True
        if name == "meaning":
            return self.meaning or self.long or self.short
        if name == "first":
            return self.first(end)
        if name == "full" and self.long:
            return f"{self.long}{end} ({self.short}{end})"
        return (self.long if name == "long" and self.long else self.short) + end


def with_acronyms(text: str) -> str:
    """A source with the words of its acronyms in the places of their keys."""
    terms = _terms(text)
    text = _with_lists_of_acronyms(text, terms)
    if not terms:
        return _with_printed_lists(text, terms)
    spans = kept(text)
    pieces: list[str] = []
    place = max(0, text.find("\\begin{document}"))
    pieces.append(text[:place])
    for found in ANY_COMMAND.finditer(text, place):
        name = found[1] or ""
        form = _FORMS.get(name.lower())
        if form is None or found.start() < place or is_in(found.start(), spans):
            continue
        one = call(text, found, "omm" if form == "given" else "om", len(text))
        term = terms.get(one.needed[0].text.strip()) if one.needed else None
        if term is None:
            continue
        if form == "given":
            words = one.needed[-1].text
            term.is_called = True
        else:
            words = term.form(form, "s" if name.lower() in _PLURAL else "")
        if name[0].isupper():
            words = f"{words[:1].upper()}{words[1:]}"
        pieces += [text[place : found.start()], f"{{{words}}}"]
        place = one.end
    return _with_printed_lists("".join((*pieces, text[place:])), terms)


_ACRONYMS = re.compile(
    r"\\begin\s*\{acronym\}(?:\s*\[[^\]\n]*\])?(?P<inside>.*?)\\end\s*\{acronym\}", re.DOTALL
)
_ACRO = re.compile(r"\\acro(?:extra)?(?![A-Za-z])")


def _with_lists_of_acronyms(text: str, terms: dict[str, _Term]) -> str:
    """A source whose list of acronyms (package acronym) is one of terms; ``terms`` takes those."""

    def change(found: re.Match[str]) -> str:
        inside = found["inside"]
        items: list[str] = []
        for one in _ACRO.finditer(inside):
            optional, needed, _ = arguments(inside, one.end(), "mom", len(inside))
            if len(needed) == 2:
                key, long = (argument.text.strip() for argument in needed)
                short = optional[0].text if optional else key
                terms[key] = _Term(short, long, is_listed=True)
                items.append(f"\\item[{{{short}}}] {long}")
        # The lines stay as many as they were: words that are lost are told with their lines.
        made = f"{' '.join(items)}{chr(10) * found[0].count(chr(10))}"
        return f"\\begin{{description}}{made}\\end{{description}}" if items else found[0]

    return _ACRONYMS.sub(change, text)


#: Commands that print lists of terms, with the headings that they have where none is given.
_LISTS = {
    "printglossary": "Glossary", "printnoidxglossary": "Glossary",
    "printunsrtglossary": "Glossary", "printglossaries": "Glossary",
    "printacronyms": "Acronyms", "printnomenclature": "Nomenclature",
}  # fmt: skip
_SYMBOL = re.compile(r"\\nomenclature(?![A-Za-z])")


def _with_printed_lists(text: str, terms: Mapping[str, _Term]) -> str:
    """A source with the lists that packages print of terms and symbols."""
    if "\\print" not in text:
        return text
    text, symbols = _without_symbols(text)
    spans = kept(text)
    begin = max(0, text.find("\\begin{document}"))
    for found in reversed(list(ANY_COMMAND.finditer(text, begin))):
        name = found[1] or ""
        if name not in _LISTS or is_in(found.start(), spans):
            continue
        one = call(text, found, "o", len(text))
        options = one.optional[0].text if one.optional else ""
        if name == "printnomenclature":
            own = re.search(r"\\nomname\s*\}?\s*\{([^{}]+)\}", text)
            heading = own[1] if own else _LISTS[name]
            items = symbols
        else:
            of_acronyms = "acronym" in options or name == "printacronyms"
            is_all = name == "printglossaries"
            heading = _key(options, "title") or ("Acronyms" if of_acronyms else _LISTS[name])
            items = sorted(
                (term.short, term.long or term.meaning)
                for term in terms.values()
                if term.is_called
                and not term.is_listed
                and (is_all or bool(term.long) == of_acronyms)
            )
        listed = " ".join(f"\\item[{{{short}}}] {long}" for short, long in items)
        new = f" \\section*{{{heading}}} \\begin{{description}}{listed}\\end{{description}} "
        text = f"{text[: found.start()]}{new if items else ''}{text[one.end :]}"
    return text


def _without_symbols(text: str) -> tuple[str, list[tuple[str, str]]]:
    """A source without the entries of its nomenclature, and these."""
    symbols: list[tuple[str, str]] = []
    parts: list[str] = []
    place = 0
    for found in _SYMBOL.finditer(text):
        _, needed, end = arguments(text, found.end(), "omm", len(text))
        if found.start() < place or len(needed) < 2:
            continue
        meaning = re.sub(r"\\nomunit\s*\{([^{}]*)\}", r" (\1)", needed[1].text)
        symbols.append((needed[0].text, meaning))
        parts.append(text[place : found.start()])
        place = end
    return "".join((*parts, text[place:])), symbols


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
                    said = needed[1].text
                    terms[needed[0].text.strip()] = _Term(
                        _key(said, "name"), meaning=_key(said, "description")
                    )
    return {key: term for key, term in terms.items() if term.short}


def _key(text: str, name: str) -> str:
    found = re.search(rf"(?:^|,)\s*{name}{_VALUE}", text)
    return (found[1] or found[2] or "").strip() if found else ""
