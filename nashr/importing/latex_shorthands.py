r"""Signs that LaTeX makes of several characters, which pandoc's reader leaves as they are typed.

They are the quotation marks ``<<``, ``>>`` and ``,,`` of the encodings T1 and T2A, and the
shorthands of babel, as ``"---``, of the languages that have them.

Sources: the manuals of babel-russian, babel-ukrainian and babel-german; cyrguide.
"""

from __future__ import annotations

import re

from nashr.importing.latex_code import outside

_BABEL = re.compile(r"\\(?:usepackage|documentclass)\s*\[([^\]]*)\]\s*\{[^{}]*\}")
_CYRILLIC = "russian russianb ukrainian ukraineb bulgarian serbianc".split()
_GERMAN = "german ngerman austrian naustrian nswissgerman swissgerman germanb".split()
_MARKS = re.compile(r"<<|>>|,,(?=[^\W\d_\\])|[!?]`(?=[^\W\d_])")
_SIGNS = {"<<": "«", ">>": "»", ",,": "„", "!`": "¡", "?`": "¿"}
#: What stands behind a quotation mark, and what it prints.
_SHORTHANDS = {
    "---": " —", "--~": " —~", "--*": "—", "<": "«", ">": "»", "`": "„", "'": "“",
    "=": "-", "~": "\u2011", "-": "\u00ad", "|": "", '"': "", "/": "/",
}  # fmt: skip
_UMLAUTS = {"a": "ä", "o": "ö", "u": "ü", "A": "Ä", "O": "Ö", "U": "Ü", "s": "ß", "z": "ß"}
_SHORTHAND = re.compile(r'\s*"(---|--~|--\*)|"([<>`\'=~|"/-])')
_UMLAUT = re.compile(r'"([aouAOUsz])')


def with_quotation_marks(text: str) -> str:
    """A source with the signs that are printed; formulas and code stay as they are."""
    if "<<" in text or ">>" in text or ",," in text or "`" in text:
        text = outside(text, _MARKS, lambda m: _SIGNS[m[0]])
    if '"' not in text:
        return text
    named = {
        option.strip().removeprefix("main=")
        for options in _BABEL.findall(text)
        for option in options.split(",")
    }
    is_german = not named.isdisjoint(_GERMAN)
    if is_german or not named.isdisjoint(_CYRILLIC):
        text = outside(text, _SHORTHAND, lambda m: _SHORTHANDS[m[1] or m[2]])
    return outside(text, _UMLAUT, lambda m: _UMLAUTS[m[1]]) if is_german else text
