r"""Words that LaTeX sets in capitals or in small letters, ``\MakeUppercase{iki}``, in the letters
of the language of the text: İKİ in Turkish and Azerbaijani.
"""

from __future__ import annotations

import re

from nashr.bibliography.language_names import language_tag
from nashr.document.latex_syntax import group_end
from nashr.importing.latex_code import is_in, kept
from nashr.importing.text_language import language_of
from nashr.languages import is_supported, lower, upper

_COMMAND = re.compile(
    r"\\(?:Make(?:Text)?(?P<large>Upper|Lower)case|(?P<small>upper|lower)case)\s*(?:\[[^\]]*\])?\s*"
    r"(?=\{)"
)
#: What keeps its letters: formulas, keys and addresses, other commands.
_KEPT = re.compile(
    r"(?<!\\)\$(?:[^$\\]|\\.)*\$"
    r"|\\(?:[A-Za-z]*cite[A-Za-z]*|[A-Za-z]*ref|label|url|href|includegraphics)\*?\s*(?:\[[^\]]*\]\s*)*"
    r"\{[^{}]*\}"
    r"|\\(?:[A-Za-z]+\*?|.)",
    re.DOTALL,
)
_LANGUAGES = re.compile(
    r"\\usepackage\s*\[([^\]]*)\]\s*\{babel\}|\\set(?:main|default)language\s*(?:\[[^\]]*\])?\s*\{(\w+)\}"
    r"|\\documentclass\s*\[([^\]]*)\]"
)


def with_capitals(text: str, whole: str = "") -> str:
    """A source with the letters that the commands print; ``whole`` is the source that has the
    preamble, where ``text`` is a part of it.
    """
    if not _COMMAND.search(text):
        return text
    language = language_of_source(whole or text)
    spans = kept(text)
    for found in reversed(list(_COMMAND.finditer(text))):
        end = group_end(text, found.end(), len(text))
        # What has parameters is a definition.
        if end is None or is_in(found.start(), spans) or "#" in text[found.end() : end]:
            continue
        is_upper = (found["large"] or found["small"]).lower() == "upper"
        inside = _changed(text[found.end() : end], is_upper, language)
        text = text[: found.start()] + inside + text[end:]
    return text


def language_of_source(text: str) -> str:
    """The language that the preamble names last, as babel counts; else that of the words."""
    return named_language(text) or language_of(text) or "en"


def named_language(text: str) -> str:
    """The language that the preamble names last; empty where it names none."""
    named = [name for found in _LANGUAGES.finditer(text) for name in filter(None, found.groups())]
    for options in reversed(named):
        for option in reversed(re.split(r"[\s,]+", options)):
            tag = (language_tag(option.removeprefix("main=")) or "").partition("-")[0]
            if is_supported(tag):
                return tag
    return ""


def _changed(text: str, is_upper: bool, language: str) -> str:
    change = upper if is_upper else lower
    pieces = []
    place = 0
    for found in _KEPT.finditer(text):
        pieces += [change(text[place : found.start()], language), found[0]]
        place = found.end()
    return "".join((*pieces, change(text[place:], language)))
