r"""Commands of a LaTeX source that pandoc's reader does not know, and drops with their words: those
of classes and packages that are not beside the source.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from nashr.document.latex_commands import (
    CHANGING,
    CITATIONS,
    DECLARED,
    HEADINGS,
    MULTIPLE,
    REFERENCES,
    SILENT,
    WRAPPED,
)
from nashr.document.latex_syntax import ANY_COMMAND, call
from nashr.importing.latex_code import is_in, kept
from nashr.importing.latex_words import is_silent, latex_words

_DOCUMENT = "\\begin{document}"
#: So many arguments of a command are read at most.
_SHAPE = "o" + "m" * 4
#: Commands that pandoc reads, and those whose arguments are no words here.
_KNOWN = frozenset(
    "begin end title author date thanks footnote footnotemark footnotetext caption item emph href "
    "textbf textit texttt textsc textsf textsl textmd textup textrm underline url newcommand def "
    "renewcommand providecommand newenvironment renewenvironment multicolumn multirow uppercase "
    "lowercase MakeUppercase MakeLowercase MakeTextUppercase MakeTextLowercase paragraph "
    "fnm sur spfx pfx sfx dgr orcidID orcidlink "
    "subparagraph chapter part section subsection subsubsection".split()
).union(CHANGING, CITATIONS, DECLARED, HEADINGS, MULTIPLE, REFERENCES, SILENT, WRAPPED)


_DEFINED = re.compile(
    r"\\(?:(?:re)?newcommand|providecommand|DeclareRobustCommand|[gex]?def)\*?\s*\{?\s*\\([A-Za-z]+)"
)
#: Words of so many letters stand in many places.
_SHORT = 3


def dropped_commands(text: str, lost: Collection[str]) -> frozenset[str]:
    """The commands of the document that are not known, and whose words are ``lost`` everywhere."""
    found: dict[str, bool] = {}
    spans = kept(text)
    begin = max(text.find(_DOCUMENT), 0)
    own = frozenset(_DEFINED.findall(text))  # the author says what they print
    for one in ANY_COMMAND.finditer(text, begin):
        name = one[1] or ""
        if (
            not name
            or name in own
            or name in _KNOWN
            or is_silent(name)
            or not found.get(name, True)
        ):
            continue
        if not is_in(one.start(), spans):
            words = [word for part in _arguments(text, one) for _, word in latex_words(part)]
            if words:
                found[name] = _are_lost(words, lost)
    return frozenset(name for name, is_lost in found.items() if is_lost)


def _are_lost(words: Sequence[str], lost: Collection[str]) -> bool:
    """Whether all words are lost that are longer than those of any text, as “of”; where there are
    none, all.
    """
    telling = [word for word in words if len(word) > _SHORT] or words
    return all(word in lost for word in telling) and any(len(word) > 1 for word in telling)


def with_words(text: str, names: Collection[str]) -> str:
    """A source in which these commands are the words of their arguments."""
    spans = kept(text)
    begin = max(text.find(_DOCUMENT), 0)
    for one in reversed(list(ANY_COMMAND.finditer(text, begin))):
        if one[1] in names and not is_in(one.start(), spans):
            end = call(text, one, _SHAPE, len(text)).end
            inside = " ".join(_arguments(text, one))
            text = f"{text[: one.start()]}{{{inside}}}{text[end:]}"
    return text


def _arguments(text: str, found: re.Match[str]) -> list[str]:
    return [one.text for one in call(text, found, _SHAPE, len(text)).needed]
