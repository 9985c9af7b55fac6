"""The words of a LaTeX source with their lines, read apart from pandoc: a rough reader of tokens
that knows what is no text: comments, definitions, formulas, names of labels and files, measures.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Iterator

from nashr.document.latex_commands import SILENT
from nashr.document.latex_losses import parts_of_long_table, repeated_parts
from nashr.importing.latex_code import with_blank_comments, with_plain_code
from nashr.importing.latex_conditions import without_branches
from nashr.importing.latex_environments import SILENT_ARGUMENTS
from nashr.importing.latex_letters import CYRILLIC, NAMED
from nashr.importing.latex_macros import with_macros
from nashr.importing.latex_quotations import with_quotations
from nashr.importing.latex_tabbing import with_tabbing

#: Commands whose first arguments are no text, by the number of those arguments.
_SILENT = {
    **dict.fromkeys(
        "label ref eqref pageref autoref cref Cref nameref vref includegraphics input include "
        "bibliography bibliographystyle addbibresource usepackage RequirePackage documentclass "
        "graphicspath pagestyle thispagestyle vspace vspace* hspace hspace* index gls bibitem "
        "cline cmidrule vpageref labelcref zcref fref Fref Vref Nameref subref ref* autoref* cref* "
        "Cref* pageref* label* citestyle footref "
        "phantom hphantom vphantom color pagecolor raisebox rotatebox adjustbox selectlanguage "
        "authorrunning AuthorNames inst corref fnref tnoteref BibitemShut bibinfo bibfield orcidA "
        "IEEEauthorrefmark thispagestyle pagenumbering tikzset lstset todo deleted rowcolor "
        "cellcolor columncolor arrayrulecolor "
        "pgfplotsset hypersetup geometry linespread newcounter stepcounter refstepcounter value "
        "arabic enlargethispage captionsetup sisetup foreignlanguage textcolor colorbox parbox "
        "href hyperref scalebox end date hyphenation thanksref ce ch Xhline hlineB hhline noalign "
        "appendixtitles reftitle externalbibliography PublishersNote clineB "
        "grantnum subfile subfileinclude InputIfFileExists runningauthor runningtitle "
        "shortauthors bio ding epsfig psfig includesvg includepdf includegraphics* cdashline "
        "captionof captionof* floatconts".split(),
        1,
    ),
    **dict.fromkeys(
        "setlength addtolength setcounter addtocounter DeclareMathOperator fontsize definecolor "
        "resizebox multirow newcommand newcommand* renewcommand renewcommand* providecommand "
        "DeclareRobustCommand newtheorem newtheorem* rule markboth multicolumn crefrange Crefrange "
        "fcolorbox import subimport inputfrom subinputfrom includefrom subincludefrom".split(),
        2,
    ),
    **dict.fromkeys(
        "newenvironment renewenvironment addcontentsline specialrule grantsponsor bib".split(), 3
    ),
}  # fmt: skip
_MATH = frozenset(
    "equation equation* align align* gather gather* multline multline* eqnarray eqnarray* math "
    "displaymath alignat alignat* flalign flalign* comment filecontents "
    "filecontents* CCSXML IEEEeqnarray IEEEeqnarray* dmath dmath*".split()
)
_AS_IS = frozenset("verbatim verbatim* lstlisting Verbatim minted".split())
_DRAWINGS = frozenset("tikzpicture pspicture picture forest circuitikz".split())
#: Environments that begin with arguments that are no text: columns, widths, languages.
_SPECIFIED = {
    **dict.fromkeys(
        "tabular longtable array minipage thebibliography multicols otherlanguage otherlanguage* "
        "supertabular minted subfigure subtable subcaptionblock tblr longtblr talltblr "
        "xtabular NiceTabular adjustbox".split(),
        1,
    ),
    **dict.fromkeys("tabular* tabularx tabulary xltabular wrapfigure wraptable".split(), 2),
}
_SPECIFIED |= SILENT_ARGUMENTS
_ACCENTS = {
    "`": "\u0300", "'": "\u0301", "^": "\u0302", "~": "\u0303", "=": "\u0304", "u": "\u0306",
    ".": "\u0307", '"': "\u0308", "r": "\u030a", "H": "\u030b", "v": "\u030c", "d": "\u0323",
    "c": "\u0327", "k": "\u0328", "b": "\u0331",
}  # fmt: skip
_LETTERS = {
    "ss": "ß", "o": "ø", "O": "Ø", "l": "ł", "L": "Ł", "ae": "æ", "AE": "Æ", "oe": "œ", "OE": "Œ",
    "aa": "å", "AA": "Å", "i": "ı", "j": "ȷ", "LaTeX": "LaTeX", "TeX": "TeX",
    "dh": "ð", "DH": "Ð", "dj": "đ", "DJ": "Đ", "th": "þ", "TH": "Þ", "ng": "ŋ", "NG": "Ŋ",
    **CYRILLIC, **NAMED, "schwa": "ə", "textschwa": "ə", "cyrschwa": "ə", "CYRSCHWA": "Ə",
}  # fmt: skip
#: Commands that print the text in brackets behind them.
_OPTIONS_SHOWN = frozenset({"item"})
#: Environments whose text in brackets is a name that is printed.
_OPTIONS_PLACED = frozenset(
    "figure figure* table table* wrapfigure minipage tabular tabular* tabularx longtable itemize "
    "enumerate lstlisting minted Verbatim multicols center".split()
)
_COMMENT = re.compile(r"(?<!\\)((?:\\\\)*)%[^\n]*")
_BODY = re.compile(r"\\begin\s*\{document\}(.*?)(?:\\end\s*\{document\}|\Z)", re.DOTALL)
_FRONT = re.compile(
    r"\\(?:[tT]itle|TITLE|[aA]uthor|AUTHORS?|ABSTRACT|KEYWORDS|subtitle|affil|affiliation|address|institute|email|keywords?|abstract"
    r"|corres|authornote|cortext|fntext|tnotetext|firstnote|equalcont)\*?\s*(?=[\[{])"
)
#: Definitions, by the number of their groups.
_DEFINING = {
    **dict.fromkeys("newcommand newcommand* renewcommand renewcommand* providecommand "
                    "DeclareRobustCommand newcommandx NewDocumentCommand DeclareMathOperator "
                    "DeclareMathOperator* newtheorem newtheorem* newacronym DeclareAcronym "
                    "newglossaryentry newabbreviation let".split(), 2),
    **dict.fromkeys("newenvironment newenvironment* renewenvironment".split(), 3),
}  # fmt: skip
#: Commands of a preamble that set how pages look, or say what a journal says of itself.
_SETTING = re.compile(
    r"(?i)(?:At(?:Begin|End)|[lrc]?(?:head|foot)|fancy|mark|running|header|footer|acm|journal|jname"
    r"|conf|copyright|licen|isbn|issn|vol|issue|proceed|pub|short|title(?:format|spacing|running)|set|use|new"
    r"|re?new|provide|declare|define|patch|hyper|pdf|if|make|bibliograph|lst|tikz|graphic|input)"
)
_COMMAND = re.compile(r"\\([a-zA-Z@]+\*?|.)", re.DOTALL)
_NODE = re.compile(r"(?:node|rput|put|text)[^{};]*(?=\{)")
#: Names of the parts of an address (elsarticle), and of the title of a box.
_KEY = re.compile(
    r"\b(?:organization|addressline|postcode|city|state|country|department|title|frametitle)"
    r"\s*=\s*(?=\{)|(?<=\[)(?:frame)?title\s*="
)
_LONG_TABLE = re.compile(
    r"\\begin\s*\{longtable\*?\}(?P<inside>.*?)\\end\s*\{longtable\*?\}", re.DOTALL
)
#: What no condition lets be printed.
_NEVER = re.compile(r"\\iffalse\b(?:(?!\\if[a-z]|\\else\b).)*?(?:\\fi\b|\\else\b)", re.DOTALL)
_HEADINGS = frozenset("part chapter section subsection subsubsection paragraph caption".split())
#: How much space is below a line.
_LINE_SPACE = re.compile(r"\*?\s*\[\s*-?(?:[\d.]+\s*)?(?:[a-z]{2}|\\[A-Za-z]+)[^\]\n]{0,40}\]")
#: Commands that are followed by a length without braces, and that.
_LENGTHS = frozenset(name for name, shape in SILENT.items() if shape == "d")
_MEASURE = r"-?\d*\.?\d*\s*(?:(?:true)?(?:pt|pc|in|bp|cm|mm|dd|cc|sp|ex|em)|fil+|\\[A-Za-z]+)"
_LENGTH = re.compile(rf"(?:\s*=?\s*{_MEASURE}(?:\s*(?:plus|minus)\s*{_MEASURE})*)?")
#: Commands that set a part of a word.
_WITHIN = frozenset(
    "textbf textit textsc textsl texttt textsf textrm textup textmd textnormal emph underline "
    "uline textsuperscript textsubscript up".split()
)
_ANSWERING = re.compile(
    r"\s*(?:\[[^\]]*\])?\s*\{\s*corresponding\s+authors?\s*[.:]?\s*\}", re.IGNORECASE
)
_OF_NAMES = frozenset("author authors".split())
_JOINT = re.compile(r"(?<!\w)(?:and|və|ve|и)(?!\w)")
_WORD = re.compile(r"[\w\u0300-\u036f]+")


def latex_words(source: str) -> list[tuple[int, str]]:
    """The words that stand in the text, each with its line in the source, from 1."""
    text = with_quotations(with_macros(with_blank_comments(with_plain_code(source)), has_all=True))
    text = _NEVER.sub(lambda m: re.sub(r"[^\n]", " ", m[0]), text)
    text = with_tabbing(without_branches(text))
    for table in _LONG_TABLE.finditer(text):
        for begin, end in repeated_parts(parts_of_long_table(text, *table.span("inside"))):
            text = text[:begin] + re.sub(r"[^\n]", " ", text[begin:end]) + text[end:]
    reader = _Reader(_KEY.sub(lambda m: " " * len(m[0]), text))
    reader.run()
    line_ends = [found.start() for found in re.finditer("\n", text)]
    return [
        (bisect_left(line_ends, place) + 1, unicodedata.normalize("NFC", word))
        for place, word in reader.words()
    ]


def latex_text(source: str) -> str:
    """The text of a piece of a source, with its punctuation and paragraphs."""
    reader = _Reader(_COMMENT.sub(r"\1", source))
    reader.run()
    return unicodedata.normalize("NFC", reader.text())


def is_silent(name: str) -> bool:
    """Whether the arguments of a command are no text."""
    return name in _SILENT


def _is_prose(group: str) -> bool:
    """Whether a group has words, and no settings."""
    words = re.findall(r"(?<![\\\w])[^\W\d_]{3,}(?!\w)", group)
    return len(words) > 2 and not re.search(r"[#=@]|\\(?:def|let|begingroup)\b", group)


class _Reader:
    """Walks over a source without comments; ``_shown`` collects its text, with the places."""

    def __init__(self, source: str) -> None:
        self._source = source
        self._shown: list[tuple[str, int]] = []
        #: Whether it reads names, whose raised signs are marks.
        self._in_front = False

    def run(self) -> None:
        """Read the title, the authors and the body."""
        body = _BODY.search(self._source)
        begin, end = body.span(1) if body else (0, len(self._source))
        self._in_front = True
        if body:
            self._read_preamble(begin)
        self._in_front = False
        self._read(begin, end)

    def _read_preamble(self, end: int) -> None:
        """Read the commands of the front, and arguments of those of a class that are prose."""
        done = 0
        for found in _COMMAND.finditer(self._source, 0, end):
            name = found[1]
            place = self._behind_options(found.end())
            if found.start() < done or not name[0].isalpha():
                continue
            is_front = bool(_FRONT.match(self._source, found.start()))
            if name in _DEFINING:
                done = self._behind_groups(place, _DEFINING[name])
            elif name in ("def", "gdef", "edef"):
                done = self._behind_group(max(place, self._source.find("{", place)))
            elif name.rstrip("*") in _SILENT or (not is_front and _SETTING.match(name)):
                done = self._behind_groups(place, 1)
            else:
                while self._source[self._behind_spaces(place) :][:1] == "{":
                    stop = self._behind_group(place)
                    if name.lower() in _OF_NAMES:
                        self._names(place, stop)
                    elif is_front or _is_prose(self._source[place:stop]):
                        self._read(place, stop)
                        self._show(" ", place)
                    place, is_front, done = stop, False, stop

    def text(self) -> str:
        """What is shown."""
        return "".join(char for char, _ in self._shown)

    def words(self) -> Iterator[tuple[int, str]]:
        """Each word with its offset in the source."""
        text = self.text()
        places = [place for char, place in self._shown for _ in char]
        for found in _WORD.finditer(text):
            yield places[found.start()], found[0]

    def _show(self, text: str, place: int) -> None:
        self._shown.append((text, place))

    def _read(self, place: int, end: int) -> None:
        while place < end:
            char = self._source[place]
            if char == "\\":
                place = self._command(place, end)
            elif char == "$":
                sign = "$$" if self._source.startswith("$$", place) else "$"
                self._show(" ", place)
                place = self._behind(sign, place + len(sign))
            else:
                parted = char in "~&" or self._source.startswith("}{", place)
                self._show(" " if parted else "" if char in "{}" else char, place)
                place += 1

    def _command(self, place: int, end: int) -> int:
        """Read a command; gives the place where the text goes on."""
        found = _COMMAND.match(self._source, place)
        if found is None:
            return place + 1
        name, behind = found[1], found.end()
        if name in _ACCENTS and (not name.isalpha() or self._source[behind : behind + 1] in " {"):
            return self._accent(name, behind)
        if name in ("(", "["):
            return self._behind("\\)" if name == "(" else "\\]", behind)
        if not name[0].isalpha():
            self._show(name if name in "%&#_{}$" else " " if name in "\\ " else "", place)
            space = _LINE_SPACE.match(self._source, behind) if name == "\\" else None
            return space.end() if space else behind
        if name in _LENGTHS:
            return _LENGTH.match(self._source, behind).end()  # type: ignore[union-attr]
        if name in _LETTERS:
            self._show(_LETTERS[name], place)
            return behind + (self._source[behind : behind + 1] == " ")
        self._show("" if name in _WITHIN else " ", place)
        match name:
            case "begin":
                return self._environment(behind)
            case "input" if self._source[behind : behind + 1] == " ":
                name = re.compile(r" *[\w./-]*").match(self._source, behind)
                return name.end() if name else behind
            case "cortext" if answering := _ANSWERING.match(self._source, behind):
                return answering.end()  # a note that its author answers letters is no text
            case "verb" | "verb*":
                stop = self._source.find(self._source[behind : behind + 1], behind + 1)
                self._as_is(behind + 1, stop)
                return stop + 1 if stop > 0 else end
            case "replaced":  # the second argument is what stood there before
                first = self._behind_options(behind)
                stop = self._behind_group(first)
                self._read(first, stop)
                return self._behind_group(stop)
            case "lettrine" | "IEEEPARstart" | "dropcap":  # one word
                place = self._behind_options(behind)
                stop = self._behind_group(place)
                self._read(place + 1, stop - 1)
                last = self._behind_group(stop)
                self._read(stop, last)
                return last
            case _ if name.lower() in _OF_NAMES:
                place = self._behind_options(behind)
                stop = self._behind_group(place)
                self._names(place, stop)
                return self._behind_options(stop)
            case "textsuperscript" if self._in_front:
                return self._behind_group(behind)
            case "cmidrule":
                rule = re.compile(r"(?:\[[^\]]*\])?(?:\([^()]*\))?").match(self._source, behind)
                return self._behind_group(rule.end() if rule else behind)
            case "def" | "gdef" | "let":
                return self._behind_group(max(behind, self._source.find("{", behind)))
            case "complexnum" | "complexqty":
                return self._behind_group(self._behind_options(behind))
            case "num" | "SI" | "qty" if re.match(
                r"\s*\{(?:e|[^{}]*[\d)]\s*e|[^{}]*\d[ij]\s*\})", self._source[behind:]
            ):
                return self._behind_group(behind)  # 1e3 is printed as 10 with a raised 3
            case _ if name in _OPTIONS_SHOWN:
                return behind
            case _ if name.rstrip("*") in _HEADINGS:
                first = self._behind_options(behind)
                stop = self._behind_group(first)
                self._read(first, stop)
                self._show(" ", stop)
                return stop
            case _ if "cite" in name.lower() and name not in _SILENT:
                return self._cited(name, behind)
        return self._behind_groups(self._behind_options(behind), _SILENT.get(name, 0))

    def _names(self, place: int, end: int) -> None:
        """Read names, whose raised signs are marks; the word between the last two is none."""
        first = len(self._shown)
        was, self._in_front = self._in_front, True
        self._read(place, end)
        self._in_front = was
        pieces = [n for n in range(first, len(self._shown)) for _ in self._shown[n][0]]
        for found in _JOINT.finditer("".join(char for char, _ in self._shown[first:])):
            for n in pieces[found.start() : found.end()]:
                self._shown[n] = (" ", self._shown[n][1])

    def _cited(self, name: str, place: int) -> int:
        """The words before and behind citations, in brackets; their keys are no text."""
        if name == "citetext":
            return place
        groups = 0
        while (opening := self._source[place : place + 1]) in ("[", "{"):
            stop = self._behind("]", place) if opening == "[" else self._behind_group(place)
            is_words = opening == "[" or (name == "citeaffixed" and groups == 1)
            groups += opening == "{"
            if is_words or (name.endswith("volcite") and groups == 1):
                self._read(place + 1, stop - 1)
                self._show(" ", place)
            place = stop
        return place

    def _environment(self, place: int) -> int:
        stop = self._behind_group(place)
        name = self._source[place:stop].strip().strip("{}")
        if name in _MATH:
            return self._behind(f"\\end{{{name}}}", stop)
        if name in _AS_IS | _DRAWINGS:
            last = self._source.find(f"\\end{{{name}}}", stop)
            last = last if last >= 0 else len(self._source)
            if name in _AS_IS:
                self._as_is(self._behind_groups(self._behind_options(stop), name == "minted"), last)
            else:
                self._drawing(stop, last)
            return last
        if name == "restatable":  # [name]{environment}{command}
            first = self._behind_options(stop)
            self._read(stop, first)
            return self._behind_groups(first, 2)
        if name in ("tabu", "longtabu"):  # \\begin{tabu} to \\textwidth {XX}
            stop = max(stop, self._source.find("{", stop))
            return self._behind_group(stop)
        if name in _OPTIONS_PLACED:
            stop = self._behind_options(stop)
        if name in _SPECIFIED:
            return self._behind_options(self._behind_groups(stop, _SPECIFIED[name]), name)
        stop = self._behind_options(stop, name)
        while self._source[stop : stop + 1] == "{":  # what an author's own environment prints
            last = self._behind_group(stop)
            self._read(stop, last)
            self._show(" ", last)
            stop = last
        return stop

    def _drawing(self, place: int, end: int) -> None:
        """A drawing has text in its nodes alone."""
        for found in _NODE.finditer(self._source, place, end):
            self._read(found.end(), self._behind_group(found.end()))
            self._show(" ", found.end())

    def _accent(self, name: str, place: int) -> int:
        place = self._behind_spaces(place)
        stop = self._behind_group(place) if self._source[place : place + 1] == "{" else place + 1
        if self._source[place : place + 1] == "\\":
            found = _COMMAND.match(self._source, place)
            stop = found.end() if found else place + 1
        base = self._source[place:stop].strip("{}\\ ")
        if self._source[place:stop].lstrip("{ ").startswith("\\") and base not in ("i", "j"):
            base = _LETTERS.get(base, base)
        self._show(base[:1] + _ACCENTS[name] * bool(base) + base[1:], place)
        return stop

    def _as_is(self, place: int, end: int) -> None:
        for n in range(place, end):
            self._show(self._source[n], n)

    # --- places

    def _behind(self, sign: str, place: int) -> int:
        found = self._source.find(sign, place)
        return found + len(sign) if found >= 0 else len(self._source)

    def _behind_spaces(self, place: int) -> int:
        while place < len(self._source) and self._source[place].isspace():
            place += 1
        return place

    def _behind_options(self, place: int, environment: str = "") -> int:
        """The place behind options in brackets; those of most environments are a printed name."""
        while True:
            start = self._behind_spaces(place)
            if self._source[start : start + 1] != "[":
                return place
            if environment and environment not in _SPECIFIED:
                return place
            place = self._behind("]", start)

    def _behind_groups(self, place: int, count: int) -> int:
        for _ in range(count):
            place = self._behind_group(self._behind_options(place))
        return place

    def _behind_group(self, place: int) -> int:
        """The place behind a group in braces, or a command, or one character."""
        place = self._behind_spaces(place)
        if self._source[place : place + 1] == "\\":
            found = _COMMAND.match(self._source, place)
            return found.end() if found else place + 1
        if self._source[place : place + 1] != "{":
            return place
        depth = 0
        for found in re.compile(r"\\.|[{}]", re.DOTALL).finditer(self._source, place):
            depth += {"{": 1, "}": -1}.get(found[0], 0)
            if depth == 0:
                return found.end()
        return len(self._source)
