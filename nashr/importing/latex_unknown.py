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


#: Commands for conditions, lengths and pages, which print no words.
_LAYOUT = re.compile(
    r"(?:if(?:[A-Z]\w*|x|num|dim)?|else|fi|or|loop|repeat|p(?:start|end)|(?:begin|end)numbering"
    r"|make[a-z]*(?:title|page|cover)|print[a-z]+|IEEE\w+|flush(?:left|right)|phantom\w*"
    r"|\w*(?:width|height|skip|badness|sep|penalty|page|matter|margin|textual))\Z"
)
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
    own = defined_in(text)  # the author says what they print
    for one in ANY_COMMAND.finditer(text, begin):
        name = one[1] or ""
        if not name or name in own or _is_known(name) or not found.get(name, True):
            continue
        if not is_in(one.start(), spans):
            words = [word for part in _arguments(text, one) for _, word in latex_words(part)]
            if words:
                found[name] = _are_lost(words, lost)
    return frozenset(name for name, is_lost in found.items() if is_lost)


def defined_in(text: str) -> frozenset[str]:
    """The commands that a source defines itself."""
    return frozenset(_DEFINED.findall(text))


def without_words(text: str, left_out: Collection[str]) -> tuple[str, ...]:
    """The commands without arguments that are not known, of those that pandoc leaves out of a
    source's document: a class that is not there may print something for them, as the name of a
    method.
    """
    begin = max(text.find(_DOCUMENT), 0)
    found = (re.match(r"\\([A-Za-z]+)(?!.*\{[^{}\s])", said) for said in left_out)
    return tuple(
        name
        for name in dict.fromkeys(one[1] for one in found if one)
        if not _is_known(name)
        and not _LAYOUT.match(name)
        and re.search(rf"\\{name}(?![A-Za-z])", text[begin:])
    )


def with_brackets_kept(text: str, left_out: Collection[str]) -> str:
    """A source in which none of the commands that are left out takes a text in brackets behind it,
    as ``\\method [3]``, for its option.
    """
    names = {one[1] for said in left_out if (one := re.match(r"\\([A-Za-z]+)\s+\[", said))}
    names = {name for name in names if not _is_known(name)}
    if not names:
        return text
    return re.sub(rf"\\(?:{'|'.join(sorted(names))})(?=\s+\[)", "{}", text)


def _is_known(name: str) -> bool:
    """Whether pandoc reads a command, or it has no words."""
    return name in _KNOWN or is_silent(name)


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
