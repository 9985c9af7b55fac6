r"""Works that a LaTeX source has in forms of its own: the list that Biber writes for biblatex,
``\entry{key}{article}{}…``, and that of amsrefs, ``\bib{key}{article}{author={…}}``, as entries of
a bibliography.

Sources: the manuals of biblatex and amsrefs.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from nashr.document.latex_syntax import arguments, group_end
from nashr.importing.latex_code import outside

# --- biblatex --------------------------------------------------------------------------------

_ENTRY = re.compile(
    r"\\entry\s*\{(?P<key>[^{}]+)\}\s*\{(?P<kind>[a-z]+)\}(?P<inside>.*?)\\endentry", re.DOTALL
)
_PART = re.compile(
    r"\\(?P<kind>name|list|field|strng)\s*\{(?P<name>[a-z]+)\}|\\verb\{(?P<verb>[a-z]+)\}"
)
_VERBATIM = re.compile(r"\s*\\verb[ ](?P<text>[^\n]*)")
_NAME = re.compile(r"\b(family|given|prefix|suffix)\s*=\s*(?=\{)")
#: Fields that Biber writes for sorting and labels.
_OF_BIBER = re.compile(r"sort|label|extra|hash|singletitle|urlraw|datecirca|.*dateera|.*namehash")
_NAMES = frozenset("author editor translator bookauthor".split())


def works_of_biber(lists: str) -> str:
    """The entries of a list that Biber has written."""
    return "\n\n".join(_entry(one) for one in _ENTRY.finditer(lists))


def _entry(found: re.Match[str]) -> str:
    inside = found["inside"]
    fields: dict[str, str] = {}
    for part in _PART.finditer(inside):
        if name := part["verb"]:
            verbatim = _VERBATIM.match(inside, part.end())
            if verbatim and not _OF_BIBER.match(name):
                fields.setdefault(name, verbatim["text"].strip())
            continue
        name = part["name"]
        shape = {"name": "mmm", "list": "mm"}.get(part["kind"], "m")
        _, needed, _ = arguments(inside, part.end(), shape, len(inside))
        if not needed or part["kind"] == "strng" or _OF_BIBER.match(name):
            continue
        text = needed[-1].text
        if part["kind"] == "name":
            if name in _NAMES:
                fields[name] = " and ".join(_names(text))
        elif part["kind"] == "list":
            items = [text[begin + 1 : end - 1] for begin, end in _groups(text)]
            fields[name] = " and ".join(item.strip() for item in items)
        else:
            fields[name] = text.replace("\\bibrangedash", "--").replace("-- ", "--").strip()
    _join_dates(fields)
    lines = "".join(f"  {name} = {{{value}}},\n" for name, value in fields.items() if value)
    return f"@{found['kind']}{{{found['key'].strip()},\n{lines}}}"


def _join_dates(fields: dict[str, str]) -> None:
    """Biber parts days into fields, ``urlyear`` and the like."""
    for prefix in ("", "url", "orig", "event"):
        year = fields.pop(f"{prefix}year", "")
        rest = [fields.pop(f"{prefix}{part}", "") for part in ("month", "day")]
        known = [year, *(f"{int(part):02}" for part in rest if part.isdecimal())]
        if year:
            fields[f"{prefix}date"] = "-".join(known)


def _names(text: str) -> Iterator[str]:
    for begin, end in _groups(text):
        one = text[begin:end]
        parts: dict[str, str] = {}
        for found in _NAME.finditer(one):
            close = group_end(one, found.end(), len(one))
            if close:
                parts.setdefault(found[1], one[found.end() + 1 : close - 1])
        family = f"{parts.get('prefix', '')} {parts.get('family', '')}".strip()
        yield ", ".join(filter(None, (family, parts.get("suffix", ""), parts.get("given", ""))))


def _groups(text: str) -> Iterator[tuple[int, int]]:
    """The groups of a text that stand in no other."""
    place = 0
    while (begin := text.find("{", place)) >= 0:
        end = group_end(text, begin, len(text))
        if end is None:
            return
        yield begin, end
        place = end


# --- amsrefs ---------------------------------------------------------------------------------

_BIB = re.compile(r"\\bib\*?\s*\{(?P<key>[^{}]+)\}\s*\{(?P<kind>[A-Za-z*]+)\}\s*(?=\{)")
_FIELD = re.compile(r"(?P<name>[a-z]+)\s*=\s*(?=\{)")
_AROUND = re.compile(
    r"\\(?:begin|end)\s*\{(?:bibdiv|biblist|biblist\*|bibsection|bibchapter)\}(?:\*?\{[^{}]*\})?"
)
_PLACED = re.compile(r"\\cite\s*\{([^{}]+)\}\*\{((?:[^{}]|\{[^{}]*\})*)\}")
_LIST = re.compile(r"\\citelist\s*\{((?:[^{}]|\{(?:[^{}]|\{[^{}]*\})*\})*)\}")
_CITE = re.compile(r"\\cite(\[[^\]]*\])?\{([^{}]+)\}")
#: How BibLaTeX calls the fields.
_CALLED = {"journal": "journaltitle", "place": "location", "school": "institution"}
_LEFT_OUT = frozenset("review label xref".split())


def with_amsrefs(text: str) -> tuple[str, str]:
    """A source without its list of amsrefs, whose citations pandoc reads, and the entries."""
    if "\\bib" not in text or not _BIB.search(text):
        return text, ""
    entries: list[str] = []
    parts: list[str] = []
    place = 0
    for found in _BIB.finditer(text):
        end = group_end(text, found.end(), len(text))
        if end is None or found.start() < place:
            continue
        entries.append(_of_ams(found["key"], found["kind"], text[found.end() + 1 : end - 1]))
        parts.append(text[place : found.start()])
        place = end
    bare = _AROUND.sub("", "".join((*parts, text[place:])))
    bare = outside(bare, _PLACED, lambda m: f"\\cite[{m[2]}]{{{m[1]}}}")
    return outside(bare, _LIST, _listed), "\n\n".join(entries)


def _listed(found: re.Match[str]) -> str:
    calls = "".join(f"{place}{{{key}}}" for place, key in _CITE.findall(found[1]))
    return f"\\parencites{calls}" if calls else found[0]


def _of_ams(key: str, kind: str, inside: str) -> str:
    fields: dict[str, list[str]] = {}
    place = 0
    while found := _FIELD.search(inside, place):
        end = group_end(inside, found.end(), len(inside))
        if end is None:
            break
        name = _CALLED.get(found["name"], found["name"])
        if name not in _LEFT_OUT:
            fields.setdefault(name, []).append(inside[found.end() + 1 : end - 1].strip())
        place = end
    lines = "".join(f"  {name} = {{{' and '.join(texts)}}},\n" for name, texts in fields.items())
    return f"@{kind.strip('*').lower()}{{{key.strip()},\n{lines}}}"
