"""The commands and environments of LaTeX that have a meaning in a manuscript, as tables.

Sources: the LaTeX2e reference manual (latexref.xyz), and the manuals of the packages natbib,
biblatex, hyperref, cleveref, booktabs, amsmath and graphicx.
"""

from __future__ import annotations

from collections.abc import Mapping

from nashr.document.meanings import Form
from nashr.messages import Message


def _table(text: str) -> dict[str, str]:
    """``shape: name name …`` a line; an empty shape is written ``-``."""
    found: dict[str, str] = {}
    for line in text.strip().splitlines():
        shape, _, names = line.partition(":")
        found.update(dict.fromkeys(names.split(), shape.strip().replace("-", "")))
    return found


#: What only a printed page of LaTeX's own making could obey, by the shape of its arguments.
SILENT = _table(
    """
    -: newpage clearpage cleardoublepage goodbreak qed qedhere
    -: noindent indent centering raggedright raggedleft justifying smallskip medskip bigskip
    -: vfill hfill hfil vfil hrulefill dotfill hrule vrule par allowbreak sloppy fussy flushbottom
    -: raggedbottom frenchspacing nonfrenchspacing onecolumn twocolumn maketitle tableofcontents
    -: listoffigures listoftables appendix frontmatter mainmatter backmatter makeindex printindex
    -: tiny scriptsize footnotesize small normalsize large Large LARGE huge Huge normalfont
    -: bfseries mdseries itshape upshape slshape scshape rmfamily sffamily ttfamily em bf it rm sf
    -: tt sl sc singlespacing doublespacing onehalfspacing protect relax leavevmode null strut
    -: FloatBarrier landscape endlandscape blandscape
    -: elandscape balance bgroup egroup begingroup endgroup unskip
    -: ignorespaces nobreak break linenumbers nolinenumbers doublespace singlespace
    -: hline makeatletter makeatother obeylines phantomsection selectfont
    -: itemsep parskip columnbreak expandafter newblock xspace
    o: pagebreak nopagebreak linebreak nolinebreak addlinespace
    o: toprule midrule bottomrule
    d: vskip hskip kern parskip parindent baselineskip topskip hsize vsize tabcolsep
    m: vspace hspace index glossary pagestyle thispagestyle pagenumbering bibliographystyle
    m: phantom hphantom vphantom enlargethispage pdfbookmark graphicspath hyphenation
    m: markright color pagecolor stepcounter refstepcounter usetikzlibrary linespread
    m: usepgfplotslibrary lstset hypersetup sisetup captionsetup geometry excludecomment
    m: addtocategory DeclareGraphicsExtensions bibliography selectlanguage cline noalign
    m: setstretch raggedcolumns arrayrulecolor
    om: documentclass usepackage RequirePackage addbibresource PassOptionsToPackage
    om: rowcolor cellcolor columncolor
    opm: cmidrule
    mmm: specialrule
    ll: setlength addtolength
    mm: setcounter addtocounter fontsize markboth
    mmm: addcontentsline definecolor titleformat titlespacing
    mm: addtocontents rule
    *: newtheorem newcolumntype newcounter newlength theoremstyle
    """
)
#: Commands of their own number of arguments whose text stays, in an element of pandoc.
WRAPPED: Mapping[str, tuple[str, str]] = {
    **dict.fromkeys("emph textit textsl mathit".split(), ("m", "Emph")),
    "textbf": ("m", "Strong"),
    "textsc": ("m", "SmallCaps"),
    **dict.fromkeys("texttt code".split(), ("m", "Code")),
    **dict.fromkeys("underline uline ul underbar".split(), ("m", "Underline")),
    **dict.fromkeys("sout st xout".split(), ("m", "Strikeout")),
    **dict.fromkeys("textsuperscript up fup".split(), ("m", "Superscript")),
    **dict.fromkeys("textsubscript".split(), ("m", "Subscript")),
    **dict.fromkeys("enquote mkbibquote".split(), ("m", "DoubleQuote")),
    **dict.fromkeys(
        "mbox text textrm textsf textnormal textmd textup hbox fbox uppercase lowercase"
        " MakeUppercase MakeLowercase nohyphens hl".split(),
        ("m", "Span"),
    ),
    **dict.fromkeys("makecell thead shortstack".split(), ("om", "Stacked")),
    **dict.fromkeys("makebox framebox parbox".split(), ("oom", "Span")),
    **dict.fromkeys("textcolor colorbox scalebox rotatebox raisebox".split(), ("mom", "Last")),
    **dict.fromkeys("resizebox adjustbox".split(), ("mmm", "Last")),
    **dict.fromkeys("footnote thanks endnote sidenote".split(), ("om", "Note")),
    "hypertarget": ("mm", "Target"),
    "foreignlanguage": ("mm", "Foreign"),
    "textlang": ("mm", "Foreign"),
}
#: Headings and their levels.
HEADINGS = {
    "part": 1,
    "chapter": 1,
    "section": 1,
    "subsection": 2,
    "subsubsection": 3,
    "paragraph": 4,
    "subparagraph": 5,
}
#: Old declarations that stand at the beginning of a group: ``{\bf …}``.
DECLARED = {
    **dict.fromkeys("em it itshape sl slshape".split(), "Emph"),
    **dict.fromkeys("bf bfseries".split(), "Strong"),
    **dict.fromkeys("sc scshape".split(), "SmallCaps"),
    **dict.fromkeys("tt ttfamily".split(), "Code"),
    **dict.fromkeys(
        "tiny scriptsize footnotesize small normalsize large Large LARGE huge Huge rm sf rmfamily"
        " sffamily normalfont upshape mdseries centering raggedright raggedleft".split(),
        "Span",
    ),
}
_NORMAL, _IN_TEXT, _NO_AUTHOR = "NormalCitation", "AuthorInText", "SuppressAuthor"
#: Citations of LaTeX, natbib and biblatex, and pandoc's mode for each.
CITATIONS: Mapping[str, str] = {
    **dict.fromkeys(
        "cite citep citealp Citep Citealp parencite Parencite autocite Autocite smartcite Smartcite"
        " supercite fullcite footcite footfullcite footcitetext onlinecite citenum".split(),
        _NORMAL,
    ),
    **dict.fromkeys(
        "citet Citet textcite Textcite citealt Citealt citeauthor Citeauthor citeA shortciteA"
        " citename".split(),
        _IN_TEXT,
    ),
    **dict.fromkeys("citeyear citeyearpar citedate citetitle".split(), _NO_AUTHOR),
}
IN_NOTES = frozenset("footcite footfullcite footcitetext footcites".split())
#: Those that take several keys, each with notes of its own.
MULTIPLE: Mapping[str, str] = {
    **dict.fromkeys("cites parencites autocites footcites smartcites supercites".split(), _NORMAL),
    **dict.fromkeys("Cites Parencites Autocites Smartcites".split(), _NORMAL),
    **dict.fromkeys("textcites Textcites".split(), _IN_TEXT),
}
REFERENCES: Mapping[str, Form] = {
    "ref": "number",
    "subref": "number",
    "eqref": "equation",
    "autoref": "label",
    "cref": "label",
    "vref": "label",
    "fref": "label",
    "hyperref": "label",
    "Autoref": "capital",
    "Cref": "capital",
    "Vref": "capital",
    "Fref": "capital",
    "labelcref": "number",
    "crefrange": "label",
    "nameref": "title",
    "Nameref": "title",
}
#: Formulas on lines of their own, and the environment that holds their rows inside one.
FORMULAS = {
    **dict.fromkeys("equation displaymath dmath math".split(), ""),
    **dict.fromkeys("align flalign eqnarray aligned split".split(), "aligned"),
    **dict.fromkeys("alignat".split(), "aligned"),
    **dict.fromkeys("gather multline gathered".split(), "gathered"),
}
#: Environments whose marks go and whose content is Markdown like the text around them, with the
#: shape of their arguments.
TRANSPARENT = _table(
    """
    -: document center flushleft flushright landscape small footnotesize scriptsize tiny large
    -: singlespace doublespace onehalfspace sloppypar raggedright raggedleft linenumbers
    -: subequations frontmatter mainmatter appendices normalsize samepage titlepage
    m: spacing multicols otherlanguage
    om: minipage
    mm: adjustwidth
    """
)
#: Environments that float, in one column or over both, and the shape of their arguments.
FLOATS = {
    **dict.fromkeys("wrapfigure wraptable".split(), "omom"),
    **dict.fromkeys("SCfigure SCtable".split(), "oo"),
    **dict.fromkeys("figure table sidewaysfigure sidewaystable".split(), "o"),
}
QUOTATIONS = frozenset("quote quotation displayquote".split())
VERBATIM = {
    **dict.fromkeys("verbatim Verbatim alltt".split(), "o"),
    "lstlisting": "o",
    "minted": "om",
}
#: What LaTeX would print differently from day to day or page to page, and what to do about it.
CHANGING: Mapping[str, Message] = {
    "today": Message("Write the date that is meant."),
    "thepage": Message("Name the place in other words, such as a section."),
    "pageref": Message("Name the place itself: @fig:…, @sec:…."),
    "vpageref": Message("Name the place itself: @fig:…, @sec:…."),
}
ACCENTS = {
    "`": "\u0300",
    "'": "\u0301",
    "^": "\u0302",
    "~": "\u0303",
    "=": "\u0304",
    "u": "\u0306",
    ".": "\u0307",
    '"': "\u0308",
    "r": "\u030a",
    "H": "\u030b",
    "v": "\u030c",
    "d": "\u0323",
    "c": "\u0327",
    "k": "\u0328",
    "b": "\u0331",
}
#: Quotation marks that open: no space stands behind them.
OPENING = frozenset(
    (
        *("textquotedblleft", "textquoteleft", "quotedblbase", "quotesinglbase"),
        *("guillemotleft", "guillemetleft", "flqq", "glqq", "glq", "lq"),
    )
)
SYMBOLS: Mapping[str, str] = {
    "LaTeX": "LaTeX",
    "LaTeXe": "LaTeX2ε",
    "TeX": "TeX",
    "XeTeX": "XeTeX",
    "XeLaTeX": "XeLaTeX",
    "LuaTeX": "LuaTeX",
    "LuaLaTeX": "LuaLaTeX",
    "pdfTeX": "pdfTeX",
    "pdfLaTeX": "pdfLaTeX",
    "BibTeX": "BibTeX",
    "ConTeXt": "ConTeXt",
    "Markdown": "Markdown",
    "ldots": "…",
    "dots": "…",
    "textellipsis": "…",
    "textbackslash": "\\",
    "backslash": "\\",
    "textasciitilde": "~",
    "textasciicircum": "^",
    "textbar": "|",
    "textless": "<",
    "textgreater": ">",
    "textunderscore": "_",
    "textdollar": "$",
    "textquotedblleft": "“",
    "textquotedblright": "”",
    "textquoteleft": "‘",
    "textquoteright": "’",
    "textquotesingle": "'",
    "textquotedbl": '"',
    "quotedblbase": "„",
    "quotesinglbase": "‚",
    "guillemotleft": "«",
    "guillemotright": "»",
    "guillemetleft": "«",
    "guillemetright": "»",
    "flqq": "«",
    "frqq": "»",
    "glqq": "„",
    "grqq": "“",
    "og": "«\u202f",
    "fg": "\u202f»",
    "glq": "‚",
    "grq": "‘",
    "lq": "‘",
    "rq": "’",
    "textendash": "–",
    "textemdash": "—",
    "textbullet": "•",
    "textperiodcentered": "·",
    "textdegree": "°",
    "degree": "°",
    "celsius": "°C",
    "textregistered": "®",
    "texttrademark": "™",
    "textcopyright": "©",
    "copyright": "©",
    "pounds": "£",
    "textsterling": "£",
    "euro": "€",
    "texteuro": "€",
    "EUR": "€",
    "textparagraph": "¶",
    "textsection": "§",
    "textnumero": "№",
    "numero": "№",
    "S": "§",
    "P": "¶",
    "dag": "†",
    "ddag": "‡",
    "textdagger": "†",
    "i": "ı",
    "j": "ȷ",
    "o": "ø",
    "O": "Ø",
    "l": "ł",
    "L": "Ł",
    "ss": "ß",
    "SS": "ẞ",
    "ae": "æ",
    "AE": "Æ",
    "oe": "œ",
    "OE": "Œ",
    "aa": "å",
    "AA": "Å",
    "dh": "ð",
    "DH": "Ð",
    "dj": "đ",
    "DJ": "Đ",
    "th": "þ",
    "TH": "Þ",
    "ng": "ŋ",
    "NG": "Ŋ",
    "textschwa": "ə",
    "schwa": "ə",
    "textmu": "µ",
    "textpm": "±",
    "texttimes": "×",
    "quad": "\u2003",
    "qquad": "\u2003\u2003",
    "enspace": "\u2002",
    "enskip": "\u2002",
    "thinspace": "\u202f",
    "nobreakspace": "\u00a0",
    "space": " ",
    "slash": "/",
    "hyp": "-",
    "newline": "\n",
    "tabularnewline": "\n",
    "textvisiblespace": "␣",
    "checkmark": "✓",
    "textrightarrow": "→",
    "textleftarrow": "←",
}
#: The languages of babel and polyglossia by their tags.
LANGUAGES: Mapping[str, str] = {
    "english": "en", "american": "en-US", "british": "en-GB", "german": "de", "ngerman": "de",
    "french": "fr", "turkish": "tr", "azerbaijani": "az", "russian": "ru", "persian": "fa",
    "farsi": "fa", "arabic": "ar", "georgian": "ka", "armenian": "hy", "ukrainian": "uk",
    "latin": "la", "italian": "it", "spanish": "es", "greek": "el", "kazakh": "kk",
    "uzbek": "uz", "turkmen": "tk", "swedish": "sv",
}  # fmt: skip
