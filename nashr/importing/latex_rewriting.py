r"""A LaTeX source in which what pandoc's reader drops or refuses is written as what it reads:
references, columns of tables, parts of figures, boxes around words, signs, notes below tables.

Sources: the manuals of cleveref, subfig, subcaption, tabularx, threeparttable and todonotes.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import partial

from nashr.document.latex_commands import DECLARED, SILENT, SYMBOLS
from nashr.document.latex_syntax import ANY_COMMAND, arguments, call, group_end
from nashr.importing.latex_algorithm2e import with_algorithms2e
from nashr.importing.latex_algorithms import with_algorithms
from nashr.importing.latex_appendices import with_appendices
from nashr.importing.latex_chemistry import chemistry
from nashr.importing.latex_citations import Edit, citation, cited_plainly
from nashr.importing.latex_code import is_in, joined, kept, outside, without_comments
from nashr.importing.latex_columns import plain_columns, with_lines_in_cells, with_whole_tables
from nashr.importing.latex_definitions import with_plain_definitions
from nashr.importing.latex_environments import with_known_environments
from nashr.importing.latex_examples import with_examples
from nashr.importing.latex_figures import with_descriptions, with_separate_figures
from nashr.importing.latex_headings import with_known_headings
from nashr.importing.latex_item_numbers import with_item_numbers
from nashr.importing.latex_letters import CYRILLIC, NAMED, dingbat
from nashr.importing.latex_lists import with_item_labels
from nashr.importing.latex_numbers import with_numbers
from nashr.importing.latex_quotations import with_quotations
from nashr.importing.latex_shorthands import with_quotation_marks
from nashr.importing.latex_tabbing import with_stanzas, with_tabbing
from nashr.importing.latex_tables import (
    table_notes,
    with_captions_in_floats,
    with_inserted_signs,
    with_plain_rules,
)
from nashr.importing.latex_theorems import with_theorems
from nashr.importing.query_marks import ask
from nashr.records import dataclass, field

_DOCUMENT = "\\begin{document}"
_DEFINED = re.compile(
    r"\\(?:(?:re)?newcommand|providecommand|DeclareRobustCommand|NewDocumentCommand|def|let)\*?"
    r"\s*\{?\s*\\([A-Za-z]+)"
)
_TABULARS = frozenset(
    "tabular tabularx tabulary longtable xltabular supertabular xtabular longtabu tabu tblr "
    "longtblr talltblr NiceTabular".split()
)
_FLOATS = {"figure": "figure", "table": "table", "wrapfigure": "figure", "wraptable": "table",
           "SCfigure": "figure", "SCtable": "table", "sidewaysfigure": "figure",
           "sidewaystable": "table", "floatingfigure": "figure", "marginfigure": "figure",
           "margintable": "table", "video": "figure", "teaserfigure": "figure",
           **dict.fromkeys(("scheme", "chart", "graph"), "figure")}  # fmt: skip
_PARTS = {"subfloat": "oom", "subfigure": "oom", "subtable": "oom", "subcaptionbox": "mom"}
#: Environments with a heading of their own.
_HEADED = {
    "highlights": "Highlights",
    "graphicalabstract": "Graphical abstract",
    **dict.fromkeys("acknowledgments acks".split(), "Acknowledgments"),
    **dict.fromkeys("acknowledgements acknowledgement ack".split(), "Acknowledgements"),
}
#: Boxes with a title among their options.
_TITLED_BOXES = frozenset("tcolorbox mdframed".split())
_BOX_TITLE = re.compile(r"\b(?:frame)?title\s*=\s*(\{.*\}|[^,\]]*)", re.DOTALL)
#: Drawings in LaTeX's own words: pictures that the file does not have as pictures.
_DRAWINGS = frozenset("tikzpicture pspicture picture forest circuitikz tikzcd".split())
#: Environments of packages around a table or a figure, which say nothing themselves.
_AROUND = frozenset(
    "threeparttable threeparttablex measuredfigure adjustbox ThreePartTable".split()
)
#: Boxes and the like, with the shape of their arguments; the last one is the text.
_BOXES = {
    **dict.fromkeys(
        "fbox frame textls say quotes leftline rightline uwave uuline dotuline dashuline "
        "text textnormal textcyr nohyphens email added rev revised revision highlight hlc".split(),
        "om",
    ),
    **dict.fromkeys("makebox framebox".split(), "oom"),
    **dict.fromkeys("raisebox".split(), "moom"),
    **dict.fromkeys("scalebox rotatebox colorbox adjustbox".split(), "mom"),
    **dict.fromkeys("fcolorbox resizebox resizebox* pdftooltip".split(), "mmm"),
    "texorpdfstring": "mm",
    **dict.fromkeys("bibinfo bibfield".split(), "mm"),
    **dict.fromkeys("bibnamefont bibfnamefont citenamefont natexlab".split(), "m"),
    **dict.fromkeys("makecell thead shortstack doi".split(), "om"),
}
#: Signs in the text that pandoc passes over without a word.
_SIGNS = {
    **{name: SYMBOLS[name] for name in (
        "dag ddag textdagger numero textnumero dh DH dj DJ th TH ng NG schwa textschwa texteuro "
        "euro EUR degree celsius checkmark textrightarrow textleftarrow textvisiblespace SS hyp "
        "textendash textemdash textellipsis texttrademark textperiodcentered textbar textpm "
        "texttimes LaTeXe XeLaTeX LuaLaTeX pdfLaTeX BibTeX og fg"
    ).split()},
    **CYRILLIC, **NAMED,
    **dict.fromkeys("quad qquad enspace enskip space".split(), " "),
    "thinspace": "\u2009", "negthinspace": "", "nobreakspace": "~", "textunderscore": "\\_",
    "textbraceleft": "\\{", "textbraceright": "\\}", "textcelsius": "°C", "textdaggerdbl": "‡",
    "textasteriskcentered": "*", "textbardbl": "‖", "textonesuperior": "¹", "AmS": "AMS",
    "textfractionsolidus": "⁄", "textinterrobang": "‽", "textexclamdown": "¡", "textflorin": "ƒ",
    "textquestiondown": "¿", "textestimated": "℮", "textreferencemark": "※", "textnaira": "₦",
    "textopenbullet": "◦", "textuparrow": "↑", "textdownarrow": "↓", "textlangle": "⟨",
    "textrangle": "⟩", "textsurd": "√", "textlnot": "¬", "textmho": "℧", "textwon": "₩",
    "qed": "◻", "qedhere": "", "qedsymbol": "◻", "ldq": "“", "rdq": "”",
    "cyrschwa": "ə", "CYRSCHWA": "Ə", "textcent": "¢", "textperthousand": "‰", "permil": "‰",
    "textohm": "Ω", "ohm": "Ω", "micro": "µ", "No": "№", "textordfeminine": "ª", "textyen": "¥",
    "textordmasculine": "º", "textonehalf": "½", "textonequarter": "¼", "textthreequarters": "¾",
    "textdiv": "÷", "textturkishlira": "₺", "textlira": "₤", "manat": "₼", "textminus": "−",
}  # fmt: skip
#: Numbers and units of siunitx, whose signs pandoc joins itself.
_UNITS = re.compile(
    r"\\(?:SI|si|qty|unit|num|ang|SIrange|qtyrange|numrange|SIlist|qtylist|numlist|DeclareSIUnit)"
    r"\*?(?![A-Za-z])(?:\s*\[[^\[\]]*\]|\s*\{(?:[^{}]|\{[^{}]*\})*\})*"
)
#: Commands without arguments and without text: pandoc takes a group behind them for one.
_WITHOUT_ARGUMENTS = frozenset(
    name for name, shape in SILENT.items() if not shape and DECLARED.get(name, "Span") == "Span"
) - {"par", "hline"} | {"BibitemOpen", "EOS", "SkipBibitem"}
_NOTES = frozenset(
    "endnote sidenote marginnote tablefootnote pagenote marginpar marginline".split()
)
_NOT_READ_REFERENCES = {"vref": "ref", "Vref": "ref", "fref": "cref", "Fref": "Cref",
                        "labelcref": "ref", "zcref": "cref", "subref": "ref",
                        "thref": "cref", "prettyref": "cref"}  # fmt: skip
_TITLED = r"\\(?:(?:sub)*(?:section|paragraph)|chapter|part|caption)\*?\s*(?:\[[^\[\]]*\])?\s*\{"


@dataclass(frozen=True, slots=True)
class Rewritten:
    """A source for pandoc, and the queries whose numbers stand in it."""

    text: str
    queries: tuple[str, ...]


@dataclass(slots=True)
class _Rewriting:
    """The source while its commands are rewritten from the last one to the first, so that the
    arguments of each are done before it.
    """

    text: str
    keys: frozenset[str]
    defined: frozenset[str]
    #: Where the document begins.
    begin: int = 0
    names: Mapping[str, str] = field(default_factory=dict)
    queries: list[str] = field(default_factory=list)
    #: The texts of marked notes by the signs that hold their places, and these by the numbers of
    #: the notes, ``""`` for those without; the last one first.
    bodies: dict[str, str] = field(default_factory=dict)
    notes: dict[str, list[str]] = field(default_factory=dict)


def rewritten(
    source: str, keys: frozenset[str] = frozenset(), names: Mapping[str, str] | None = None
) -> Rewritten:
    """A source as pandoc reads all of it; ``keys`` are those of the works that are known, ``names``
    those of their authors.
    """
    text = with_quotation_marks(with_quotations(without_comments(source)))
    text = with_numbers(text)
    text = with_appendices(with_known_headings(text))
    text = with_theorems(_with_plain_arguments(with_known_environments(text)))
    text = with_examples(with_stanzas(with_tabbing(with_plain_definitions(text))))
    text = with_item_numbers(text)
    text = with_separate_figures(with_item_labels(with_captions_in_floats(with_descriptions(text))))
    text = with_inserted_signs(with_lines_in_cells(with_plain_rules(text)))
    text = with_whole_tables(with_algorithms(with_algorithms2e(text)))
    text = cited_plainly(text)
    work = _Rewriting(
        text, keys, frozenset(_DEFINED.findall(text)), text.find(_DOCUMENT), names or {}
    )
    spans = joined([*kept(work.text), *(one.span() for one in _UNITS.finditer(work.text))])
    for found in reversed(list(ANY_COMMAND.finditer(work.text))):
        if is_in(found.start(), spans):
            continue
        edit = _edit(work, found)
        if edit is not None:
            end, new = edit
            work.text = work.text[: found.start()] + new + work.text[end:]
    return Rewritten(_with_uncalled_notes(work.text, work.bodies), tuple(work.queries))


def _with_uncalled_notes(text: str, bodies: Mapping[str, str]) -> str:
    """A source with the notes whose marks are nowhere: those of a table, as its source, stand below
    it as paragraphs.
    """

    def put(found: re.Match[str]) -> str:
        body = bodies.get(found[0])
        if body is None:
            return ""
        here = found.start()
        is_of_table = text.rfind("\\begin{table", 0, here) > text.rfind("\\end{table", 0, here)
        return f"\n\n{body}\n\n" if is_of_table else f"\\footnote{{{body}}}"

    return _NOTE_PLACE.sub(put, text)


_NOTE_PLACE = re.compile("\x00\\d+\x00")
_NAMED = re.compile(r"\\string\s*(?:\\([A-Za-z@]+)|\\?([^\sA-Za-z]))")
_ADDRESS = re.compile(r"\\(url|path|nolinkurl)(?P<sign>[|!+\"'/])(?P<inside>[^\n{}]+?)(?P=sign)")
#: The number of a formula in TeX's own way.
_TYPED_NUMBER = re.compile(r"\\l?eqno\s*\{?\(([^()$]*)\)\}?\s*(?=\$\$)")
_PART_CALLED = re.compile(
    r"\\ref\s*\{[^{}]+\}[~ ]?(?:\(\s*\\subref\*?\s*\{([^{}]+)\}\s*\)|\\subref\*?\s*\{([^{}]+)\})"
)
_PICTURE = re.compile(r"\\includegraphics(\*?)\s+(?=[\[{])")
#: A break where no page ends; pandoc prints the star.
_STARRED_BREAK = re.compile(r"\\\\\*[ \t]*(\[[^\]\n]*\])?")
_ESCAPED = {"\\": "\\textbackslash{}", "~": "\\textasciitilde{}", "^": "\\textasciicircum{}"}


def _with_plain_arguments(text: str) -> str:
    """A source with arguments in the one manner of several that pandoc reads."""
    text = _TYPED_NUMBER.sub(r"\\tag{\1}", text)
    # nashr prints a part with the number of its figure: “2(a)” is “2a”.
    text = outside(text, _PART_CALLED, lambda m: f"\\ref{{{m[1] or m[2]}}}")
    text = outside(text, _PICTURE, lambda m: f"\\includegraphics{m[1]}")
    text = outside(text, _ADDRESS, lambda m: f"\\url{{{m['inside']}}}")
    text = _with_labels_behind_headings(
        outside(text, _STARRED_BREAK, lambda m: "\\\\" + (m[1] or ""))
    )
    if "\\string" not in text:
        return text
    return outside(text, _NAMED, lambda m: (
        f"\\textbackslash{{}}{m[1]}" if m[1] else _ESCAPED.get(m[2], f"\\{m[2]}")
    ))  # fmt: skip


_HEADING = re.compile(r"\\(?:(?:sub)*section|chapter|part|(?:sub)?paragraph)\*?(?=\s*[\[{])")
_LABEL = re.compile(r"\\label\s*\{[^{}]*\}[ \t]*")


def _with_labels_behind_headings(text: str) -> str:
    """A source whose labels within headings stand behind them."""
    for found in reversed(list(_HEADING.finditer(text))):
        _, needed, end = arguments(text, found.end(), "om", len(text))
        labels = _LABEL.findall(needed[0].text) if needed else []
        if labels:
            start = needed[0].start
            words = _LABEL.sub("", needed[0].text)
            text = f"{text[:start]}{words}}}{''.join(labels)}{text[end:]}"
    return text


# --- commands ------------------------------------------------------------------------------


def _edit(work: _Rewriting, found: re.Match[str]) -> Edit:
    name, star = found[1] or "", found[2] or ""
    if not name or name in work.defined:
        return None
    if name == "begin" or name == "end":
        return _environment(work, found)
    if name in ("multicolumn", "multirow"):
        return _spanning(work, found)
    if "cite" in name.lower():
        return citation(work.text, found, work.keys, partial(_query, work), work.names)
    if name in _PARTS:
        return _part(work, found, name)
    if name in _BOXES and found.start() >= work.begin:  # a definition may be one of formulas
        one = call(work.text, found, _BOXES[name], len(work.text))
        if len(one.needed) < _BOXES[name].count("m"):
            return None
        first = name in ("pdftooltip", "texorpdfstring")
        inside = one.needed[0 if first else -1].text
        if name in ("makecell", "thead", "shortstack"):
            inside = re.sub(r"\\\\(?:\[[^\]]*\])?", " ", inside)
        if name in ("say", "quotes"):
            inside = f"``{inside}''"
        return one.end, f"{{{inside}}}"
    if name in _SIGNS:
        end = found.end() - len(star)
        behind = re.compile(r"[ \t]*\n?[ \t]*(?=\S)|\{\}").match(work.text, end)
        return behind.end() if behind else end, _SIGNS[name]
    if name in _WITHOUT_ARGUMENTS:
        begins = re.compile(r"[ \t]*\n?[ \t]*(?=\{)").match(work.text, found.end())
        return (begins.end(), "") if begins else None
    if name in _NOTES:
        one = call(work.text, found, "om", len(work.text))
        return (one.end, f"\\footnote{{{one.needed[0].text}}}") if one.needed else None
    return _other(work, found, name)


def _other(work: _Rewriting, found: re.Match[str], name: str) -> Edit:
    text = work.text
    match name:
        case "footnotetext":
            one = call(text, found, "om", len(text))
            if not one.needed:
                return None
            number = one.optional[0].text if one.optional else ""
            place = f"\x00{len(work.bodies)}\x00"
            work.bodies[place] = one.needed[0].text
            work.notes.setdefault(number, []).append(place)
            return one.end, place
        case "footnotemark":
            one = call(text, found, "o", len(text))
            number = one.optional[0].text if one.optional else ""
            bodies = work.notes.get(number) or work.notes.get("", [])
            return (one.end, f"\\footnote{{{work.bodies.pop(bodies.pop())}}}") if bodies else None
        case "todo":
            one = call(text, found, "om", len(text))
            return (one.end, _query(work, one.needed[0].text)) if one.needed else None
        case "cmidrule" | "cline" | "addlinespace" | "morecmidrules":
            return call(text, found, "opm" if name[0] == "c" else "o", len(text)).end, ""
        case "BibitemShut":
            return call(text, found, "m", len(text)).end, ""
        case "IEEEPARstart" | "lettrine" | "dropcap":
            one = call(text, found, "omm", len(text))
            if len(one.needed) < 2:
                return None
            return one.end, f"{one.needed[0].text}{one.needed[1].text}"
        case "bmhead":
            one = call(text, found, "m", len(text))
            return (one.end, f"\n\n\\section*{{{one.needed[0].text}}}\n\n") if one.needed else None
        case "deleted" | "replaced":
            one = call(text, found, "om" if name == "deleted" else "omm", len(text))
            if len(one.needed) < (1 if name == "deleted" else 2):
                return None
            new = "" if name == "deleted" else one.needed[0].text
            old = " ".join(re.sub(r"\\[A-Za-z]+\*?|[{}]", " ", one.needed[-1].text).split())
            return one.end, new + _query(work, f"deleted here: “{old}”")
        case "ce" | "ch":
            one = call(text, found, "m", len(text))
            return (one.end, chemistry(one.needed[0].text)) if one.needed else None
        case "footref":
            one = call(text, found, "m", len(text))
            label = one.needed[0].text if one.needed else ""
            asked = f"the note “{label}” was called once more here"
            return (one.end, _query(work, asked)) if label else None
        case "today":
            return found.end(), _query(work, "the day of the file stood here")
        case "ding" if (one := call(text, found, "m", len(text))).needed:
            number = one.needed[0].text.strip()
            return (one.end, dingbat(int(number))) if number.isdecimal() else None
        case "up":
            return found.end(1), "\\textsuperscript"
        case "sc":
            return found.end(1), "\\scshape"
        case "t" if (one := call(text, found, "m", len(text))).needed:  # a bow over two letters
            letters = one.needed[0].text
            return one.end, f"{letters[:1]}\u0361{letters[1:]}"
        case "tnote":
            one = call(text, found, "m", len(text))
            return (one.end, f"\\textsuperscript{{{one.needed[0].text}}}") if one.needed else None
        case "pageref" | "vpageref" | "cpageref" | "Cpageref" | "autopageref":
            one = call(text, found, "oom", len(text))
            if not one.needed:
                return None
            label = one.needed[0].text
            asked = f"the number of the page of “{label}” stood here; name the place in other words"
            return one.end, _query(work, asked)
        case "crefrange" | "Crefrange":
            one = call(text, found, "mm", len(text))
            first = "cref" if name == "crefrange" else "Cref"
            if len(one.needed) < 2:
                return None
            begin, end = (argument.text for argument in one.needed)
            return one.end, f"\\{first}{{{begin}}}--\\ref{{{end}}}"
        case "nameref" | "Nameref":
            one = call(text, found, "m", len(text))
            title = _title_of(text, one.needed[0].text) if one.needed else ""
            return (one.end, f"\\hyperref[{one.needed[0].text}]{{{title}}}") if title else None
        case _ if name in _NOT_READ_REFERENCES:
            one = call(text, found, "om", len(text))
            new = f"\\{_NOT_READ_REFERENCES[name]}{{{one.needed[0].text}}}" if one.needed else ""
            return (one.end, new) if one.needed else None
    return None


def _part(work: _Rewriting, found: re.Match[str], name: str) -> Edit:
    """A part of a figure in an environment of its own, with its caption."""
    one = call(work.text, found, _PARTS[name], len(work.text))
    if len(one.needed) < _PARTS[name].count("m"):
        return None
    if name == "subcaptionbox":
        caption = one.needed[0].text
    else:
        caption = one.optional[-1].text if one.optional else ""
    inside = one.needed[-1].text
    shown = f"\\caption{{{caption}}}" if caption.strip() else ""
    kind = "subtable" if name == "subtable" else "subfigure"
    return one.end, f"\\begin{{{kind}}}{{0.5\\textwidth}}{inside}{shown}\\end{{{kind}}}"


def _query(work: _Rewriting, text: str) -> str:
    return ask(work.queries, " ".join(text.split()))


def _title_of(text: str, label: str) -> str:
    """The title of the heading or caption that a label stands behind or in; empty without one."""
    place = text.find(f"\\label{{{label}}}")
    before = list(re.finditer(_TITLED, text[:place])) if place >= 0 else []
    end = group_end(text, before[-1].end() - 1, len(text)) if before else None
    title = text[before[-1].end() : end - 1] if before and end else ""
    return " ".join(re.sub(r"\\label\s*\{[^{}]*\}", "", title).split())


# --- tables --------------------------------------------------------------------------------


def _environment(work: _Rewriting, found: re.Match[str]) -> Edit:
    text = work.text
    one = call(text, found, "m", len(text))
    if not one.needed:
        return None
    name = one.needed[0].text.strip()
    plain = name.removesuffix("*")
    if plain in _AROUND:
        if found[1] == "end":
            return one.end, ""
        shape = "m" if plain == "adjustbox" else "o"
        return arguments(text, one.end, shape, len(text))[2], ""
    if plain in _FLOATS:
        if found[1] == "end":
            return one.end, f"\\end{{{_FLOATS[plain]}}}"
        shape = (
            "omom" if plain.startswith("wrap") else "om" if plain.startswith("floating") else "oo"
        )
        return arguments(text, one.end, shape, len(text))[2], f"\\begin{{{_FLOATS[plain]}}}"
    if plain == "multicols" and found[1] == "begin":  # the number of columns is no text
        above, _, end = arguments(text, one.end, "mo", len(text))
        return end, f"\n\n{above[0].text}\n\n" if above else ""
    if plain == "multicols":
        return one.end, ""
    if plain in _TITLED_BOXES:
        if found[1] == "end":
            return one.end, "\n\n"
        options, _, end = arguments(text, one.end, "o", len(text))
        title = _BOX_TITLE.search(options[0].text) if options else None
        words = title[1].strip("{} ") if title else ""
        return end, f"\n\n\\textbf{{{words}}}\n\n" if words else "\n\n"
    if plain.startswith("IEEEbiography"):
        if found[1] == "end":
            return one.end, "\n\n"
        options, named, end = arguments(text, one.end, "om", len(text))
        picture = f"\n\n{options[0].text.strip()}\n\n" if options else "\n\n"
        return end, f"{picture}\\textbf{{{named[0].text}}} " if named else picture
    if plain in _HEADED:
        heading = f"\n\n\\section*{{{_HEADED[plain]}}}\n\n" if found[1] == "begin" else "\n\n"
        is_list = plain == "highlights"  # its items are those of a list
        return one.end, f"{heading}\\{found[1]}{{itemize}}\n" if is_list else heading
    if plain == "CCSXML" and found[1] == "begin":  # codes for a database
        end = text.find("\\end{CCSXML}", one.end)
        return (end + len("\\end{CCSXML}"), "") if end > 0 else None
    if plain in _DRAWINGS and found[1] == "begin":
        close = f"\\end{{{name}}}"
        end = text.find(close, one.end)
        shown = f"\\includegraphics{{{plain}}}"
        return (end + len(close), shown) if end > 0 else None
    if plain == "tablenotes":
        return table_notes(text, one.end) if found[1] == "begin" else None
    if plain not in _TABULARS:
        return None
    if found[1] == "end":
        return one.end, f"\\end{{{_as_read(plain)}}}"
    end = one.end
    if plain in ("tabu", "longtabu") and (width := re.match(r"\s*(?:to|spread)[^{]*", text[end:])):
        end += width.end()
    shape = "om" if plain != name or plain in ("tabularx", "tabulary", "xltabular") else "o"
    *_, end = arguments(text, end, shape, len(text))
    optional, columns, end = arguments(text, end, "om", len(text))
    del optional
    if not columns:
        return None
    return end, f"\\begin{{{_as_read(plain)}}}{{{plain_columns(columns[0].text)}}}"


def _as_read(name: str) -> str:
    is_long = name in ("longtable", "xltabular", "longtabu", "supertabular", "xtabular", "longtblr")
    return "longtable" if is_long else "tabular"


def _spanning(work: _Rewriting, found: re.Match[str]) -> Edit:
    """The columns of a cell that takes several, and the rows without what is set before them."""
    text = work.text
    if found[1] == "multicolumn":
        one = call(text, found, "mm", len(text))
        if len(one.needed) < 2:
            return None
        number, columns = (argument.text for argument in one.needed)
        return one.end, f"\\multicolumn{{{number}}}{{{plain_columns(columns)}}}"
    one = call(text, found, "omomo", len(text))
    if len(one.needed) < 2:
        return None
    number, width = (argument.text for argument in one.needed)
    return one.end, f"\\multirow{{{number}}}{{{width}}}"
