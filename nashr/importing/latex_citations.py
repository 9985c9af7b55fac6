r"""Citations of a LaTeX source as pandoc's reader knows them, and how often each work is cited.

Sources: the manuals of natbib, biblatex, apacite, harvard, abntex2cite and REVTeX 4.2.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping, Sequence

from nashr.bibliography.tex import decoded
from nashr.document.latex_commands import CITATIONS, MULTIPLE
from nashr.document.latex_syntax import ANY_COMMAND, Call, call, group_end
from nashr.importing.latex_code import is_in, kept, outside, without_comments

_IN_TEXT, _IN_BRACKETS, _YEAR, _IN_NOTE = "citet", "citep", "citeyearpar", "footcite"
#: Commands that cite, of packages that pandoc does not know, as those of natbib.
_CITING: Mapping[str, str] = {
    **{name: {"NormalCitation": _IN_BRACKETS, "AuthorInText": _IN_TEXT,
              "SuppressAuthor": _YEAR}[mode] for name, mode in CITATIONS.items()},
    **dict.fromkeys("citeN citeNP citeANP citeasnoun citeonline shortciteN shortciteNP citetalias "
                    "citefullauthor Citefullauthor possessivecite posscite shortcitet "
                    "fullciteA fullciteN maskciteA maskciteN newcite".split(), _IN_TEXT),
    **dict.fromkeys("citenumns shortcite citepalias maskcite notecite Notecite pnotecite citemark "
                    "citeurl citep citealp fullcite footcitetext shortcitep citex upcite "
                    "inlinecite textsupercite".split(), _IN_BRACKETS),
    **dict.fromkeys("citeyearNP shortciteyear".split(), _YEAR),
    **dict.fromkeys("footcite footfullcite".split(), _IN_NOTE),
}  # fmt: skip
#: Those that print a field of a work alone.
_SHOWN_FIELDS = {"citetitle": "the title", "Citetitle": "the title", "citeurl": "the address"}
#: Those that pandoc reads as they are.
_READ = frozenset(
    "cite citep citet citealt citeauthor citeyear citeyearpar parencite textcite autocite footcite "
    "cites parencites textcites autocites footcites".split()
)
_MULTIPLE: Mapping[str, str] = {
    name: "textcites" if mode == "AuthorInText" else "parencites" for name, mode in MULTIPLE.items()
}
#: Those that print no brackets, so that the text has them, as in “(see \citealp{a}; \citealp{b})”.
_BARE = r"\\[cC]ite(?:alp|alt|NP)\*?|\\onlinecite"
_BARE_CALL = re.compile(
    rf"(?:{_BARE})\s*(?:\[(?P<first>[^\[\]]*)\])?\s*(?:\[(?P<second>[^\[\]]*)\])?\s*\{{(?P<keys>[^{{}}]+)\}}"
)
_BRACKETED = re.compile(
    rf"(?:\\citetext\s*\{{|\()(?P<inside>[^(){{}}]*(?:{_BARE})(?:[^(){{}}]|\{{[^{{}}]*\}})*)[)}}]"
)
#: “\citeauthor{a} (\citeyear{a})”, “\citeauthor{a}~\cite{a}”: one citation in the sentence.
_NAMED = re.compile(
    r"\\[cC]iteauthor\*?\s*\{(?P<key>[^{},]+)\}[\s~]*"
    r"(?:\(\s*\\citeyear\*?\s*(?:\[(?P<a>[^\[\]]*)\])?\{(?P=key)\}(?P<more>[^(){}\\]*)\)"
    r"|\\(?:cite|citeyearpar|parencite\*|citep|onlinecite)\s*(?:\[(?P<b>[^\[\]]*)\])?\{(?P=key)\})"
)
#: REVTeX's references of several works, whose further ones have a star.
_STARRED = re.compile(r"(\\(?:online)?cite\s*(?:\[[^\[\]]*\]\s*)*\{)([^{}]*[*\[][^{}]*)\}")
_STARRED_KEY = re.compile(r"(?:\[([^\[\]]*)\]\s*)?(?:\[([^\[\]]*)\]\s*)?([^,\[\]]+)")
#: Brackets of the author around a number that is printed without them: “Ref.~[\onlinecite{a}]”.
_IN_SQUARE = re.compile(
    r"(?<=[\s~(])\[\s*\\(?:onlinecite|citenum|citenumns|citealp\*?)\s*\{([^{}]+)\}\s*\]"
)
_RANGE = re.compile(
    r"(\\(?:cite|citep|onlinecite|parencite|autocite))\s*\{([^{}]*)\}\s*(?:--|–|---|-)\s*\1\s*\{([^{}]*)\}"
)
#: Words around a citation in brackets that belong to it are no more than these.
_MOST_WORDS = 12

#: Where a command ends, and what is written in its place.
Edit = tuple[int, str] | None


def cited_plainly(text: str) -> str:
    r"""A source in which citations without brackets of their own have those around them, and in
    which a name and a year that are cited one behind the other are one citation.
    """
    text = outside(text, _STARRED, _starred)
    text = outside(text, _IN_SQUARE, lambda m: f"\\cite{{{m[1]}}}")
    return outside(outside(text, _NAMED, _named), _BRACKETED, _bracketed)


def with_ranges(text: str, listed: Sequence[str]) -> str:
    r"""A source in which ``\cite{a}--\cite{c}`` cites the works between them too; ``listed`` are
    the keys of its own list, in its order.
    """
    places = {key.strip(): place for place, key in enumerate(listed)}

    def change(found: re.Match[str]) -> str:
        first, last = found[2].rpartition(",")[2].strip(), found[3].partition(",")[0].strip()
        if not (first in places and last in places and places[first] < places[last]):
            return found[0]
        between = listed[places[first] + 1 : places[last]]
        return f"{found[1]}{{{','.join([found[2], *between, found[3]])}}}"

    return outside(text, _RANGE, change)


def cited_keys(source: str, names: Collection[str] = ()) -> tuple[dict[str, int], tuple[str, ...]]:
    r"""How often a source cites each work by any command that has “cite” in its name, and the works
    that ``\nocite`` puts into the list alone; those that have ``names`` are named by them.
    """
    text = without_comments(source)
    spans = kept(text)
    cited: dict[str, int] = {}
    listed: list[str] = []
    for found in ANY_COMMAND.finditer(text):
        name = found[1] or ""
        if "cite" not in name.lower() or name == "citetext" or is_in(found.start(), spans):
            continue
        groups = call(text, found, "p*", len(text)).needed
        if name == "citeaffixed":
            groups = groups[:1]
        elif name.endswith("volcite"):
            groups = groups[1:2]
        elif name not in MULTIPLE:
            groups = groups[:1]
        keys = [key.strip(" \t\n*") for group in groups for key in group.text.split(",")]
        keys = [key for key in keys if key and not re.search(r"[\s#{}\\]", key)]
        if name == "nocite":
            listed += keys
        elif name.lower() != "citeauthor" or not all(key in names for key in keys):
            for key in keys:
                cited[key] = cited.get(key, 0) + 1
    return cited, tuple(listed)


# --- citations without brackets of their own -----------------------------------------------


def _starred(found: re.Match[str]) -> str:
    """REVTeX's references, with a note for the words that it prints around one in its list."""
    keys: list[str] = []
    notes = ""
    for one in _STARRED_KEY.finditer(found[2].replace("*", "")):
        before, after, key = one[1] or "", one[2] or "", one[3].strip()
        if not key:
            continue
        keys.append(key)
        if before or after:
            notes += f"\\footnote{{{before.strip()} \\cite{{{key}}} {after.strip()}}}"
    return f"{found[1]}{','.join(keys)}}}{notes}"


def _named(found: re.Match[str]) -> str:
    note = found["a"] or found["b"] or (found["more"] or "").lstrip(" ,")
    return f"\\citet{f'[{note}]' if note else ''}{{{found['key']}}}"


def _bracketed(found: re.Match[str]) -> str:
    r"""“(see \citealp{a}, p. 3; \citealp{b})” as citations with words before and behind them."""
    works: list[str] = []
    for part in found["inside"].split(";"):
        calls = list(_BARE_CALL.finditer(part))
        if len(calls) != 1:
            return _as_text(found)
        one = calls[0]
        first, second = one["first"], one["second"]
        before, after = ("", first or "") if second is None else (first or "", second)
        before = " ".join(f"{part[: one.start()]} {before}".split())
        after = " ".join(f"{after}{part[one.end() :]}".split())
        if re.search(r"[\\\[\]]", before + after) or len(f"{before} {after}".split()) > _MOST_WORDS:
            return _as_text(found)
        works.append(f"[{before}][{after.lstrip(', ')}]{{{one['keys']}}}")
    return f"\\parencites{''.join(works)}"


def _as_text(found: re.Match[str]) -> str:
    return f"({found['inside']})" if found[0].startswith("\\citetext") else found[0]


# --- citations -----------------------------------------------------------------------------


def citation(
    text: str,
    found: re.Match[str],
    keys: frozenset[str],
    ask: Callable[[str], str],
    names: Mapping[str, str] | None = None,
) -> Edit:
    """A command that cites as one that pandoc reads; None where it reads it, or where it is none.
    ``keys`` are those of known works, ``ask`` gives the place of a query, ``names`` are those of
    the authors of a work as a sentence has them, where they are known.
    """
    name, star = found[1], found[2]
    if name.lower() == "citeauthor" and names:
        one = call(text, found, "m", len(text))
        cited = [key.strip() for key in one.needed[0].text.split(",")] if one.needed else []
        if cited and all(key in names for key in cited):
            return one.end, "; ".join(names[key] for key in cited)
    if name == "nocite" or name.startswith(("citestyle", "citeset", "cite@")):
        return None
    if name in _MULTIPLE:
        return None if name in _READ else (found.end(), f"\\{_MULTIPLE[name]}")
    if name in ("volcite", "pvolcite", "avolcite", "tvolcite", "ftvolcite", "fvolcite", "svolcite"):
        return _of_volume(text, found, name)
    if name == "citeaffixed":
        one = call(text, found, "omm", len(text))
        return _written(one, _IN_BRACKETS, one.needed[1].text) if len(one.needed) == 2 else None
    if name == "citetext":
        one = call(text, found, "m", len(text))
        return (one.end, f"({one.needed[0].text})") if one.needed else None
    if name in _READ:
        # Pandoc takes the star of some for another meaning, or not at all.
        drops_star = bool(star) and name not in ("cite", "parencite", "autocite")
        return (found.end(), f"\\{name}") if drops_star else None
    one = call(text, found, "oom", len(text))
    if not one.needed:
        return None
    if name in _SHOWN_FIELDS:
        end, new = _written(one, _IN_BRACKETS)
        return end, new + ask(f"{_SHOWN_FIELDS[name]} of the work stood here")
    if name in _CITING:
        return _written(one, _CITING[name])
    named = [key.strip() for key in one.needed[0].text.split(",")]
    return _written(one, _IN_BRACKETS) if keys.issuperset(named) else None


def _written(one: Call, name: str, before: str = "") -> tuple[int, str]:
    notes = "".join(f"[{note.text}]" for note in one.optional)
    if before:
        notes = f"[{before}]{notes or '[]'}"
    return one.end, f"\\{name}{notes}{{{one.needed[0].text}}}"


def _of_volume(text: str, found: re.Match[str], name: str) -> Edit:
    one = call(text, found, "omom", len(text))
    if len(one.needed) < 2:
        return None
    volume, keys = (argument.text for argument in one.needed)
    inner = [o for o in one.optional if o.start > one.needed[0].start]
    outer = [o for o in one.optional if o.start < one.needed[0].start]
    place = f"vol. {volume}" + (f", {inner[0].text}" if inner else "")
    new = {"tvolcite": _IN_TEXT, "ftvolcite": _IN_NOTE, "fvolcite": _IN_NOTE}.get(
        name, _IN_BRACKETS
    )
    return one.end, f"\\{new}[{outer[0].text if outer else ''}][{place}]{{{keys}}}"


# --- the names of authors --------------------------------------------------------------------

_LABELLED = re.compile(
    r"\\bibitem\s*\[\s*\{?([^\[\]{}()]+)\}?\((?:\d{4}[a-z]?)\)[^\[\]]*\]\s*\{([^{}]+)\}"
)
_ENTRY = re.compile(r"@\w+\s*\{\s*([^\s,{}]+)\s*,")
_CITED = re.compile(r"\\([A-Za-z]*[cC]ite[A-Za-z]*)\*?\s*(?:\[[^\[\]]*\]\s*)*\{([^{}]*)\}")
_AUTHOR = re.compile(r"\bauthor\s*=\s*(?:\{|\")")
_BABEL = re.compile(r"\\(?:usepackage|documentclass)\s*\[([^\]]*)\]\s*\{")
_ANDS = {"azerbaijani": "və", "turkish": "ve", "russian": "и", "german": "und", "french": "et"}


def names_of_works(text: str, libraries: Sequence[str]) -> dict[str, str]:
    """The family names of the authors of each work that has one or two, by its key: by the labels
    of natbib in the source's own list, and in bibliography files. Only of works that are cited by
    other commands as well: a name alone would not put them into the list.
    """
    languages = " ".join(_BABEL.findall(text))
    joint = next((word for name, word in _ANDS.items() if name in languages), "and")
    cited = {
        key.strip()
        for name, keys in _CITED.findall(text)
        if name.lower() not in ("citeauthor", "nocite")
        for key in keys.split(",")
    }
    found = {key.strip(): " ".join(names.split()) for names, key in _LABELLED.findall(text)}
    for library in libraries:
        entries = list(_ENTRY.finditer(library))
        for number, entry in enumerate(entries, start=1):
            end = entries[number].start() if number < len(entries) else len(library)
            author = _AUTHOR.search(library, entry.end(), end)
            close = _close(library, author.end() - 1, end) if author else None
            if author is None or close is None:
                continue
            people = re.split(r"\s+and\s+", decoded(library[author.end() : close - 1]))
            if len(people) <= 2 and "others" not in people:
                found[entry[1]] = f" {joint} ".join(map(_family, people))
    return {
        key: names for key, names in found.items() if key in cited and names and "\\" not in names
    }


def _close(text: str, start: int, end: int) -> int | None:
    if text[start] == "{":
        return group_end(text, start, end)
    found = text.find('"', start + 1, end)
    return found + 1 if found >= 0 else None


def _family(name: str) -> str:
    family, comma, _ = " ".join(name.replace("{", "").replace("}", "").split()).partition(",")
    return family if comma else family.rpartition(" ")[2]
