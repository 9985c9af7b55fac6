"""The TeX of a bibliography field: what is read here, so that pandoc reads the rest as text.

Pandoc's reader of BibLaTeX drops what it does not know (a macro with its argument, everything
behind an unescaped ``%``) and forgets two things that the outputs need: which braces protect
capitals, and what is a formula. ``prepared`` rewrites a field so that nothing is dropped, and puts
signs of Plane 16's private use area in place of both; ``restored`` turns the signs into the
markup of CSL JSON.
"""

from __future__ import annotations

import html
import re
from collections.abc import Sequence
from functools import cache
from typing import Any

from nashr.bibliography.journal_macros import JOURNALS
from nashr.records import dataclass, field

#: Around what keeps its capitals, and around the number of a formula.
KEEP, KEPT, FORMULA, END = "\U0010fff0", "\U0010fff1", "\U0010fff2", "\U0010fff3"
#: The mark of a range, of which pandoc makes a hyphen.
_DASH = "\U0010fff4"
_SIGNS = re.compile("[\U0010fff0-\U0010fff4]")
_RANGE_MARK = re.compile(r"\s*(?:-{2,3}|[–—]|\\texte[nm]dash\b\s*(?:\{\})?)\s*")
_MARK = re.compile(f"{FORMULA}(\\d+){END}|[{KEEP}{KEPT}]")

_TOKEN = re.compile(
    r"\\(?P<word>[A-Za-z@]+)\*?[ \t\n]*|\\(?P<sign>.)|(?P<special>[{}$%&#_^])"
    r"|(?P<text>[^\\{}$%&#_^]+)|(?P<stray>\\)",
    re.DOTALL,
)
#: Accents and letters: a group that begins with one is a letter and protects nothing.
_ACCENT_WORDS = frozenset("b c d h H k r t u v U G C f".split())
_ACCENT_SIGNS = frozenset("`'^\"~=.")
_LETTERS = dict(
    zip(
        "i j l L o O ss SS ae AE oe OE aa AA dh DH th TH dj DJ ng NG".split(),
        "ı ȷ ł Ł ø Ø ß ẞ æ Æ œ Œ å Å ð Ð þ Þ đ Đ ŋ Ŋ".split(),
        strict=True,
    )
)
#: Macros with an argument that pandoc reads.
_WITH_ARGUMENT = frozenset(
    "emph textit textbf textsc textsl texttt textrm textsf textup textmd textnormal "
    "textsuperscript textsubscript enquote mkbibquote mkbibemph mkbibitalic mkbibbold "
    "mkbibparens mkbibbrackets uppercase lowercase MakeUppercase MakeLowercase".split()
)
#: Macros that pandoc reads as a sign, and that stand for no character.
_ALONE = frozenset("LaTeX TeX textbackslash textasciitilde textasciicircum".split())
#: Switches of the font.
_SWITCHES = frozenset("em it bf sc sl tt rm sf itshape bfseries scshape slshape".split())
#: Macros by others that say the same to CSL, which has no markup for underlined text.
_LIKE = {**dict.fromkeys(("underline", "uline", "ul"), "emph"), "textquote": "enquote"}
#: Macros that pylatexenc has no character for.
_OWN = {
    "slash": "/", "textnumero": "№", "No": "№", "degree": "°", "textdegree": "°", "S": "§",
    "P": "¶", "pounds": "£", "copyright": "©", "textless": "<", "textgreater": ">", "textbar": "|",
    "textellipsis": "…", "ldots": "…", "dots": "…", "dag": "†", "ddag": "‡", "textdagger": "†",
    "textunderscore": "_",
    "textdaggerdbl": "‡", "checkmark": "✓", "textperiodcentered": "·", "textendash": "–",
    "textemdash": "—", "quotedblbase": "„", "quotesinglbase": "‚", "textquotedblleft": "“",
    "textquotedblright": "”", "textquoteleft": "‘", "textquoteright": "’", "guillemotleft": "«",
    "guillemotright": "»", "guilsinglleft": "‹", "guilsinglright": "›", "I": "I", "J": "J",
}  # fmt: skip
#: Macros that change the look of a page, and no word.
_SILENT = frozenset(
    "noindent indent relax protect nobreak allowbreak hfill vfill small footnotesize scriptsize "
    "large Large LARGE huge Huge tiny normalsize normalfont sloppy xspace null ignorespaces "
    "leavevmode strut selectfont boldmath unboldmath upshape mdseries rmfamily sffamily ttfamily "
    "cyr textcyr smallskip medskip bigskip newblock centering raggedright bgroup egroup "
    "hskip vskip nocorr cprotect frenchspacing nopagebreak hyphenation textcyrillic cyrchar".split()
)
#: Macros whose first argument is a measure or a name, and no text.
_MEASURED = frozenset(
    "textcolor color foreignlanguage selectlanguage fontsize raisebox hspace vspace scalebox "
    "begin end textlang label phantom hphantom vphantom".split()
)
#: A character as HTML writes it.
_CDATA = re.compile(r"<!\[CDATA\[(.*?)\]\]>", re.DOTALL)
_ENTITY = re.compile(r"&(?:[A-Za-z]{2,31}|#\d{1,7}|#[xX][0-9A-Fa-f]{1,6});")
#: A letter without its dot under an accent is the letter.
_DOTLESS = re.compile(
    r"(\\(?:[`'^\"~=.]|[uvHcdbkr](?![A-Za-z]))\s*\{?\s*)\\([ij])(?![A-Za-z])\s*(?:\{\})?"
)
#: Macros whose argument sorts the entry and is never printed.
_FOR_SORTING = frozenset("noopsort noop sortnoop bibsort switchargs nosort singleletter".split())
_VERB = re.compile(r"([^\w\s{}])(.*?)\1")
#: What these stand for, where pandoc would take them for the end of a line or for nothing.
_SPACES = {
    " ": " ",
    ",": "\u202f",
    ";": " ",
    ":": " ",
    "/": "",
    "-": "",
    "!": "",
    "@": "",
    "\\": " ",
}
_WORD_SPACES = frozenset("quad qquad space enspace thinspace newline linebreak par".split())
_ESCAPED = frozenset("&%$#_{}")
_GREEK = frozenset(
    "alpha beta gamma delta epsilon varepsilon zeta eta theta vartheta iota kappa lambda mu nu xi "
    "pi rho sigma tau upsilon phi varphi chi psi omega Gamma Delta Theta Lambda Xi Pi Sigma "
    "Upsilon Phi Psi Omega".split()
)
#: A script without a base, as in H$_2$O or 10$^{th}$, and what may stand in one.
_SCRIPT = re.compile(
    r"\s*([_^])\s*(?:\{([^{}\\$^_]*)\}|([A-Za-z0-9+*−-])|\{\s*\\circ\s*\}|\\circ)\s*"
)
_ROMAN = re.compile(r"\\(?:mathrm|text|rm|mathit|mathbf)\s*\{([^{}\\$^_]*)\}")
_PRICE = re.compile(r"\d[\d.,]*\s.*\s$|\d[\d.,]*\s+\S+\s", re.DOTALL)


@dataclass(slots=True)
class Formulas:
    """The formulas of an entry by their numbers, in TeX, and the macros that nobody knows."""

    texts: list[str] = field(default_factory=list)
    #: Macros that are left out without a word of theirs.
    unknown: list[str] = field(default_factory=list)

    def add(self, tex: str) -> str:
        self.texts.append(tex)
        return f"{FORMULA}{len(self.texts) - 1}{END}"


def without_signs(text: str) -> str:
    """``text`` without the signs that are set here, for which no author has a use, and without what
    XML has around text.
    """
    return _SIGNS.sub("", _CDATA.sub(r"\1", text) if "<!" in text else text)


def without_entities(text: str) -> str:
    """A text with the characters that HTML's entities stand for; one ends with a semicolon."""
    return _ENTITY.sub(lambda entity: html.unescape(entity[0]), text)


def prepared(text: str, formulas: Formulas, *, protects: bool) -> str:
    """A field's TeX for pandoc: every word in a form that it keeps.

    With ``protects``, for titles, braces that keep capitals are marked. Formulas go into
    ``formulas``.
    """
    if _plain(text):
        return text
    text = _DOTLESS.sub(r"\1\2", html.unescape(text))
    return _Rewriter(text, formulas, protects).run()


def pages(text: str) -> str:
    """A field of pages for pandoc, in which A-12--A-15 and S1--T9 keep the mark of their range.

    Figures alone need no mark of ours: every hyphen between them is one. The Web of Science and
    EndNote write 12-+ for pages from 12 whose last is not known.
    """
    text = re.sub(r"\s*[-–—]+\s*\+\s*$", "", text)
    return text if re.fullmatch(r"[\d\s,;–—-]*", text) else _RANGE_MARK.sub(_DASH, text)


def _plain(text: str) -> bool:
    return not re.search(r"[\\{}$%&#_^]", text)


class _Rewriter:
    """One pass over a field."""

    def __init__(self, text: str, formulas: Formulas, protects: bool) -> None:
        self._text = text
        self._formulas = formulas
        self._protects = protects
        self._out: list[str] = []
        #: For each open brace, whether it keeps capitals, or None for an argument's.
        self._braces: list[bool] = []
        self._at = 0
        self._argument = False

    def run(self) -> str:
        while self._at < len(self._text):
            token = _TOKEN.match(self._text, self._at)
            assert token is not None
            self._at = token.end()
            self._take(token)
        self._out.extend("}" for _ in self._braces)
        return "".join(self._out)

    def _take(self, token: re.Match[str]) -> None:
        argument, self._argument = self._argument, False
        if (text := token["text"]) is not None:
            self._out.append(text)
            self._argument = argument and not text.strip()
        elif (word := token["word"]) is not None:
            self._macro(word, token)
        elif (sign := token["sign"]) is not None:
            self._sign(sign)
        elif token["special"] is not None:
            self._special(token["special"], argument)
        else:
            self._out.append("\\textbackslash{}")

    def _special(self, sign: str, argument: bool) -> None:
        if sign == "{":
            keeps = self._protects and not argument and not any(self._braces)
            keeps = keeps and not self._is_letter()
            self._braces.append(keeps)
            self._out.append("{" + KEEP if keeps else "{")
        elif sign == "}":
            if self._braces:
                self._out.append(KEPT + "}" if self._braces.pop() else "}")
                self._argument = argument
        elif sign == "$":
            self._dollar()
        else:
            self._out.append("\\^{}" if sign == "^" else f"\\{sign}")

    def _is_letter(self) -> bool:
        """Whether the group that begins here is an accented letter, or changes the font."""
        token = _TOKEN.match(self._text, self._at)
        if token is None:
            return False
        word, sign = token["word"], token["sign"]
        if word is not None:
            return word in _ACCENT_WORDS or word in _LETTERS or word in _SWITCHES
        return sign is not None and sign in _ACCENT_SIGNS

    def _dollar(self) -> None:
        double = self._text.startswith("$", self._at)
        begin = self._at + double
        end = begin
        while end < len(self._text) and self._text[end] != "$":
            end += 2 if self._text[end] == "\\" else 1
        inner = self._text[begin:end]
        if end >= len(self._text) or not inner.strip() or _PRICE.match(inner):
            self._out.append("\\$")
            return
        self._at = end + 1 + (double and self._text.startswith("$", end + 1))
        self._formula(inner)

    def _formula(self, tex: str) -> None:
        self._out.append(_as_text(tex.strip()) or self._formulas.add(tex.strip()))

    def _sign(self, sign: str) -> None:
        if sign == "(" and (end := self._text.find("\\)", self._at)) >= 0:
            tex, self._at = self._text[self._at : end], end + 2
            self._formula(tex)
        elif sign in _ACCENT_SIGNS:
            self._out.append(f"\\{sign}")
            self._argument = True
        elif sign in _ESCAPED:
            self._out.append(f"\\{sign}")
        else:
            self._out.append(_SPACES.get(sign, " " if sign.isspace() else sign))

    def _macro(self, word: str, token: re.Match[str]) -> None:
        if word.lower() in _FOR_SORTING:
            self._group()
        elif word == "ensuremath":
            self._formula(self._group())
        elif word == "verb" and (found := _VERB.match(self._text, self._at)):
            self._out.append(_escaped(found[2]))
            self._at = found.end()
        elif word in ("url", "path", "nolinkurl"):
            self._out.append(f"\\url{{{verbatim(self._group())}}}")
        elif word == "href":
            address = verbatim(self._group())
            self._out.append(f"\\href{{{address}}}")
            self._argument = True
        elif word in _MEASURED:
            self._group()
            self._argument = True
        elif word in _ACCENT_WORDS and word not in ("f", "h"):
            self._out.append(token[0])
            self._argument = True
        elif word in _WITH_ARGUMENT or word in _LIKE:
            self._styled(_LIKE.get(word, word))
        elif word in _SWITCHES:
            self._out.append(f"\\{word} ")
        else:
            self._alone(word)

    def _styled(self, word: str) -> None:
        """A macro with the group behind it; without a group, which pandoc needs, the text alone."""
        self._argument = self._text.startswith("{", self._at)
        self._out.append(f"\\{word}" if self._argument else "")

    def _alone(self, word: str) -> None:
        """A macro that stands for a sign, for nothing, or for what nobody knows."""
        grouped = self._text.startswith("{", self._at)
        if word in _LETTERS or word in _ALONE:
            self._out.append(_LETTERS.get(word) or f"\\{word}{{}}")
            self._at += 2 * self._text.startswith("{}", self._at)
        elif word in JOURNALS:
            self._out.append(JOURNALS[word].replace("&", "\\&"))
        elif word in _WORD_SPACES:
            self._out.append(" ")
        else:
            sign = _character(word) or (_character(word[4:]) if word.startswith("text") else "")
            self._out.append(_escaped(sign))
            # The argument of a macro that nobody knows is text.
            self._argument = True
            closed = self._text.startswith("{}", self._at)
            self._at += 2 * closed
            empty = closed or not grouped
            if empty and not sign and word not in _SILENT:
                self._formulas.unknown.append(word)

    def _group(self) -> str:
        """The text of the group that begins here, which is passed over."""
        text = self._text
        at = self._at
        while at < len(text) and text[at].isspace():
            at += 1
        if text[at : at + 1] != "{":
            self._at = min(at + 1, len(text))
            return text[at : at + 1]
        end = closing(text, at)
        self._at = end
        return text[at + 1 : end - 1]


def closing(text: str, at: int) -> int:
    """Where the group that begins at ``at`` has ended."""
    depth, n = 0, at
    while n < len(text):
        if text[n] == "\\":
            n += 1
        elif text[n] == "{":
            depth += 1
        elif text[n] == "}":
            depth -= 1
            if not depth:
                return n + 1
        n += 1
    return len(text) + 1


def _escaped(text: str) -> str:
    return re.sub(r"[{}$%&#_]", lambda sign: f"\\{sign[0]}", text)


# --- formulas ------------------------------------------------------------------------------


def _as_text(tex: str) -> str | None:
    """A formula that is no more than a raised or lowered word, a number or one Greek letter."""
    tex = _ROMAN.sub(r"\1", tex) if "\\" in tex else tex
    tex = re.sub(r"\{\s*\}", "", tex)  # what a script at the beginning stands on
    if re.fullmatch(r"[\d.,\s+−–-]*", tex):
        return tex.replace("-", "−") if tex.strip().startswith("-") else tex
    if tex.startswith("\\") and tex[1:].strip() in _GREEK:
        return _unicode(tex)
    if tex in ("\\sim", "\\pm", "\\times", "\\cdot", "\\circ", "\\degree", "\\dagger", "\\infty"):
        return _unicode(tex)
    pieces: list[str] = []
    at = 0
    while at < len(tex):
        script = _SCRIPT.match(tex, at)
        if script is None:
            return None
        inner = script[2] if script[2] is not None else script[3]
        kind = "textsuperscript" if script[1] == "^" else "textsubscript"
        pieces.append("°" if inner is None else f"\\{kind}{{{inner.replace('-', '−')}}}")
        at = script.end()
    return "".join(pieces) or None


# --- text that is not typeset --------------------------------------------------------------

_VERBATIM = re.compile(
    r"\\(?:url|path|nolinkurl|href|detokenize)\s*\{|\{?\\text(?P<named>less|greater|underscore|"
    r"asciitilde|asciicircum|backslash|bar|quotesingle)\b\s*(?:\{\})?\}?|\{?\$\\sim\$\}?|\\~\s*(?:\{\})?|"
    r"\\(?P<sign>[&%#_$~^])|\{(?P<group>[&%#_$~<>])\}"
)
#: The address of a link, without its text.
_LINK = re.compile(r"\\href\s*\{([^{}]*)\}\s*\{[^{}]*\}")
_NAMED = {
    "less": "<",
    "greater": ">",
    "underscore": "_",
    "asciitilde": "~",
    "asciicircum": "^",
    "backslash": "\\",
    "bar": "|",
    "quotesingle": "'",
}


def verbatim(text: str) -> str:
    """An address or an identifier as it is, without what TeX wants before its signs."""

    def plain(found: re.Match[str]) -> str:
        if found["named"]:
            return _NAMED[found["named"]]
        if found["sign"] or found["group"]:
            return found["sign"] or found["group"]
        return "{" if found[0].endswith("{") and len(found[0]) > 3 and found[0][1] != "~" else "~"

    text = _LINK.sub(r"\1", html.unescape(text))
    text = _VERBATIM.sub(plain, text).strip()
    text = re.sub(r"\\([{}])", lambda brace: {"{": "%7B", "}": "%7D"}[brace[1]], text)
    return text.replace("{", "").replace("}", "").strip()


#: Macros whose arguments pylatexenc keeps for a title page, prints far off, or takes for files.
_OF_DOCUMENTS = frozenset("input include author date title footnote verb exercise uebung".split())


@cache
def _decoder() -> Any:
    """Reads macros as text. pylatexenc fails on many of them where they have no argument."""
    from pylatexenc.latex2text import LatexNodes2Text
    from pylatexenc.latexwalker import get_default_latex_context_db
    from pylatexenc.macrospec import std_macro

    class Decoder(LatexNodes2Text):  # type: ignore[misc]
        def macro_node_to_text(self, node: Any) -> str:
            arguments = node.nodeargd.argnlist if node.nodeargd else ()
            given = [argument for argument in arguments or () if argument is not None]
            if node.macroname in _OF_DOCUMENTS:
                return "".join(self.nodelist_to_text([argument]) for argument in given)
            if not given and node.macroname.isalpha():
                return _character(node.macroname) + str(node.macro_post_space)
            return str(super().macro_node_to_text(node))

    known = get_default_latex_context_db()
    alone = [std_macro(name, "") for name in ("verb", "input", "include")]
    known.add_context_category("alone", macros=alone, prepend=True)
    decoder = Decoder(math_mode="text", keep_comments=True)
    return lambda tex: decoder.latex_to_text(tex, latex_context=known)


def _unicode(tex: str) -> str:
    return str(_decoder()(tex)).strip()


@cache
def _character(macro: str) -> str:
    """What a macro without an argument stands for; nothing where it stands for none."""
    if macro in _OWN:
        return _OWN[macro]
    from pylatexenc.latex2text import get_default_latex_context_db

    known = get_default_latex_context_db().get_macro_spec(macro)
    text = known.simplify_repl if known else None
    text = text.strip() if isinstance(text, str) else ""
    return "" if re.search(r"%[s(]|<[a-z]", text) else text


def decoded(text: str) -> str:
    """A short field as text alone: accents as letters, macros as what they stand for."""
    if "\\" in text or "$" in text:
        text = _unicode(re.sub(r"(?<!\\)%", r"\\%", text))
    return " ".join(text.replace("{", "").replace("}", "").replace("~", " ").split())


# --- from pandoc ---------------------------------------------------------------------------


def restored(text: str, formulas: Sequence[str]) -> str:
    """A field of CSL JSON with the signs as tags: ``<span class="nocase">`` and ``"math"``.

    A sign whose partner pandoc has cut off, as in a title that was shortened, is left out.
    """
    if not _SIGNS.search(text):
        return text
    text = text.replace(_DASH, "–")
    pieces: list[str] = []
    opened: list[int] = []
    at = 0
    for found in _MARK.finditer(text):
        pieces.append(text[at : found.start()])
        at = found.end()
        if found[0] == KEEP:
            opened.append(len(pieces))
            pieces.append("")
        elif found[0] == KEPT:
            if opened:
                pieces[opened.pop()] = '<span class="nocase">'
                pieces.append("</span>")
        elif int(found[1]) < len(formulas):
            pieces.append(f'<span class="math">{_in_markup(formulas[int(found[1])])}</span>')
    return _SIGNS.sub("", "".join([*pieces, text[at:]]))


def _in_markup(tex: str) -> str:
    """TeX in which no sign can be taken for that of a tag."""
    return " ".join(tex.replace("<", "\\lt ").replace(">", "\\gt ").split())
