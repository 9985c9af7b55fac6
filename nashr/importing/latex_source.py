"""A LaTeX source with the files that it inputs, and its own list of references apart."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Mapping
from typing import Any

from nashr.importing.latex_abbreviations import with_abbreviations
from nashr.importing.latex_acronyms import with_acronyms
from nashr.importing.latex_algorithms import with_algorithm_numbers
from nashr.importing.latex_capitals import named_language, with_capitals
from nashr.importing.latex_citations import cited_keys, names_of_works, with_ranges
from nashr.importing.latex_code import formulas_in, is_in, kept, outside, with_plain_code
from nashr.importing.latex_conditions import undecided, without_branches
from nashr.importing.latex_front import with_front
from nashr.importing.latex_macros import with_macros
from nashr.importing.latex_rewriting import rewritten
from nashr.importing.latex_theorem_numbers import numbers_of_theorems
from nashr.importing.latex_unknown import defined_in
from nashr.importing.latex_works import with_amsrefs, works_of_biber
from nashr.project import encodings
from nashr.records import dataclass, field

#: Around the key of a reference, in the paragraph that has its text; both are for private use.
KEY_BEGIN, KEY_END = "\ue0f6", "\ue0f7"
_COMMENTED = r"(?<!\\)%[^\n]*"
_INPUT = re.compile(
    rf"{_COMMENTED}"
    r"|\\(?:input|include|subfile|subfileinclude|@input)\s*\{\s*(?P<file>[^{}\n]+?)\s*\}"
    r"|\\input[ ]+(?P<bare>[\w./-]+)"
    r"|\\(?:sub)?(?:import|inputfrom|includefrom)\*?\s*\{(?P<folder>[^{}\n]*)\}\s*"
    r"\{\s*(?P<inside>[^{}\n]+?)\s*\}"
    r"|\\InputIfFileExists\s*\{\s*(?P<asked>[^{}\n]+?)\s*\}\s*\{[^{}]*\}\s*\{[^{}]*\}"
)
_LIBRARY = re.compile(
    rf"{_COMMENTED}|\\(?:bibliography|addbibresource)\s*(?:\[[^\]]*\])?\{{([^{{}}]+)\}}"
)
_LIST = re.compile(r"\\begin\{thebibliography\}\{[^{}]*\}(.*?)\\end\{thebibliography\}", re.DOTALL)
_ITEM = re.compile(r"\\bibitem\s*(?:\[[^\[\]]*(?:\[[^\[\]]*\][^\[\]]*)*\])?\s*\{([^{}]+)\}")
_WRITTEN = re.compile(
    r"\\begin\s*\{(?P<name>filecontents\*?)\}\s*(?:\[[^\]]*\])?\s*\{(?P<file>[^{}]+)\}[ \t]*\n"
    r"(?P<inside>.*?)\\end\s*\{(?P=name)\}",
    re.DOTALL,
)
#: The labels of an author, which are read with the names.
_AUTHOR_LABELS = re.compile(r"\\author\s*\[[^\]]*\]")
_CODE = re.compile(r"\\begin\{(verbatim\*?|lstlisting|Verbatim|minted)\}.*?\\end\{\1\}", re.DOTALL)
_ENTRY = re.compile(r"@\w+\s*\{\s*([^\s,{}]+)\s*,")
#: How deep files are input, and how many characters a source may come to have.
_DEEPEST, _LONGEST = 5, 20_000_000


@dataclass(frozen=True, slots=True)
class LatexSource:
    """A source for pandoc: the files that it inputs in their places, by the paths of those that
    were found; and the bibliography files that it names, of which some may be ``missing``.
    """

    text: str
    included: tuple[str, ...] = ()
    libraries: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    #: What is asked at the places whose numbers stand in the text.
    queries: tuple[str, ...] = ()
    #: How often each work is cited, and the works that are only to be listed.
    cited: Mapping[str, int] = field(default_factory=dict)
    front: Mapping[str, Any] = field(default_factory=dict)
    listed: tuple[str, ...] = ()
    formulas: int = 0
    #: Commands that pandoc does not know, which are read as their words.
    unknown: tuple[str, ...] = ()
    #: Commands that pandoc does not know, and that have no words.
    left_out: tuple[str, ...] = ()
    #: The language that the source names, where it is not English, which templates name.
    language: str = ""
    #: Passages that pandoc refuses, of which the words alone were read.
    refused: tuple[str, ...] = ()
    #: Words of the front that stand in it more than once, and in the manuscript once.
    again: tuple[str, ...] = ()
    #: The environment and the number of each theorem, where they are counted within sections.
    theorems: tuple[tuple[str, str], ...] = ()
    #: The lines of conditions that are not decided.
    undecided: tuple[int, ...] = ()
    #: The sources that are input and not there, each with its line, or 0.
    not_there: tuple[tuple[str, int], ...] = ()


def whole_source(data: bytes, files: Mapping[str, bytes]) -> LatexSource:
    """The source of a file, ``files`` being those beside it by their paths."""
    included: list[str] = []
    source, written = _with_written_files(data.decode())
    files = {**written, **files}
    text = _with_inputs(source, files, included, 0, source)
    text, not_there = _without_inputs(text, source)
    text = with_acronyms(with_macros(without_branches(with_plain_code(text))))
    text = with_abbreviations(text, defined_in(text))
    named = [
        name.strip()
        for found in _LIBRARY.finditer(text)
        for name in (found[1] or "").split(",")
        if name.strip()
    ]
    made_list = _made_list(files)
    if made_list and not _LIST.search(text) and not any(_path(n, ".bib", files) for n in named):
        # What BibTeX has made of bibliography files that are not there.
        text = _LIBRARY.sub(lambda m: made_list if m[1] else m[0], text, count=1)
        named = []
    text, of_ams = with_amsrefs(text)
    of_biber = works_of_biber(_biber_list(files))
    if of_biber and not any(_path(name, ".bib", files) for name in named):
        named = []  # what Biber has made of bibliography files that are not there
    else:
        of_biber = ""
    there = {name: path for name in named if (path := _path(name, ".bib", files))}
    libraries = tuple(decoded(files[path]) for path in dict.fromkeys(there.values()))
    libraries += tuple(filter(None, (of_ams, of_biber)))
    missing = tuple(name for name in dict.fromkeys(named) if name not in there)
    keys = {key.strip() for key in _ITEM.findall(text)}
    keys |= {key for library in libraries for key in _ENTRY.findall(library)}
    known = with_front(text)
    names = names_of_works(text, libraries)
    made = rewritten(
        with_algorithm_numbers(with_ranges(known.text, _ITEM.findall(text))), frozenset(keys), names
    )
    cited, listed = cited_keys(text, names)
    return LatexSource(
        outside(made.text, _LIST, _as_paragraphs),
        tuple(included),
        libraries,
        missing,
        made.queries,
        cited,
        known.front,
        listed,
        formulas_in(_AUTHOR_LABELS.sub("", made.text)),
        again=known.again,
        language=named_language(source).removeprefix("en"),
        theorems=numbers_of_theorems(known.text),
        undecided=undecided(source, text),
        not_there=not_there,
    )


def _with_written_files(text: str) -> tuple[str, dict[str, bytes]]:
    """A source without the files that LaTeX would write of it, ``filecontents``, and these."""
    files: dict[str, bytes] = {}
    code = list(_CODE.finditer(text))

    def take(found: re.Match[str]) -> str:
        if any(one.start() < found.start() < one.end() for one in code):
            return found[0]
        files.setdefault(posixpath.normpath(found["file"].strip()), found["inside"].encode())
        return ""

    return _WRITTEN.sub(take, text), files


def _made_list(files: Mapping[str, bytes]) -> str:
    """The list of references that BibTeX has written beside a source."""
    lists = (decoded(files[path]) for path in files if path.endswith(".bbl"))
    return next((text for text in lists if _LIST.search(text)), "")


def _biber_list(files: Mapping[str, bytes]) -> str:
    """The list of works that Biber has written beside a source."""
    lists = (decoded(files[path]) for path in files if path.endswith(".bbl"))
    return next((text for text in lists if "\\endentry" in text), "")


def decoded(data: bytes) -> str:
    """A text in UTF-8, or in the encoding that its letters tell."""
    if encodings.is_utf8(data):
        return data.decode("utf-8-sig")
    found = encodings.read(data)
    return data.decode("utf-8", "replace") if found is None else found.text


_BODY = re.compile(r"\\begin\s*\{document\}(.*?)(?:\\end\s*\{document\}|\Z)", re.DOTALL)
_END = re.compile(r"(?m)^(?P<last>(?:[^%\n\\]|\\(?!endinput).)*)\\endinput(?![A-Za-z])[^\n]*")


def _with_inputs(
    text: str,
    files: Mapping[str, bytes],
    included: list[str],
    depth: int,
    whole: str,
    folder: str = "",
) -> str:
    """A text with the files that it inputs; ``folder`` is that of ``\\import``, in which the files
    that an imported one names are.
    """

    def put(found: re.Match[str]) -> str:
        name = found["file"] or found["bare"] or found["inside"] or found["asked"] or ""
        inner = posixpath.join(folder, found["folder"]) if found["folder"] else folder
        path = _path(posixpath.join(inner, name), ".tex", files) or _path(name, ".tex", files)
        if not path or depth >= _DEEPEST or sum(len(files[p]) for p in included) > _LONGEST:
            return found[0]
        included.append(path)
        inside = with_capitals(decoded(files[path]), whole)
        # A subfile is a document of its own, with the preamble of the whole.
        body = _BODY.search(inside)
        inside = body[1] if body else inside
        if end := _END.search(inside):
            inside = inside[: end.end("last")]
        return f"\n{_with_inputs(inside, files, included, depth + 1, whole, inner)}\n"

    return _INPUT.sub(put, text)


def _without_inputs(text: str, whole: str) -> tuple[str, tuple[tuple[str, int], ...]]:
    """A text without the commands that input files that are not there, and these files."""
    missing: dict[str, int] = {}
    spans = kept(text)

    def take(found: re.Match[str]) -> str:
        name = found["file"] or found["bare"] or found["inside"] or ""
        if not name or "#" in name or "\\" in name or is_in(found.start(), spans):
            return found[0]
        place = whole.find(found[0])
        missing.setdefault(name, whole.count("\n", 0, place) + 1 if place >= 0 else 0)
        return "" if name.endswith(".tex") or "." not in name else found[0]

    begin = max(text.find("\\begin{document}"), 0)
    rest = _INPUT.sub(take, text[begin:])
    return text[:begin] + rest, tuple(missing.items())


def _path(name: str, ending: str, files: Mapping[str, bytes]) -> str:
    """The path of a file that is named with its ending or without it."""
    plain = posixpath.normpath(name) if name else ""
    return next((one for one in (plain, plain + ending) if plain and one in files), "")


def _as_paragraphs(found: re.Match[str]) -> str:
    """The references of a list, each as a paragraph with its key before it."""
    pieces = _ITEM.split(found[1])
    pieces = [re.sub(r"(?<!\\)%[ \t]*\n", "", piece) for piece in pieces]
    items = zip(pieces[1::2], pieces[2::2], strict=True)
    written = (f"{KEY_BEGIN}{key.strip()}{KEY_END} {' '.join(text.split())}" for key, text in items)
    return "\n\n".join(("", *written, ""))
