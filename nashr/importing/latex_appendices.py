r"""The headings of a LaTeX source behind ``\appendix`` with the letters that LaTeX prints, and the
references to them as these: a manuscript has no headings of that kind.

Sources: the classes article, elsarticle, IEEEtran, revtex, sn-jnl, svjour3 and mdpi; the manual of
the package appendix.
"""

from __future__ import annotations

import re

from nashr.document.latex_syntax import arguments
from nashr.importing.latex_capitals import language_of_source
from nashr.importing.latex_code import is_in, kept, outside

_BEGIN = re.compile(r"\\append(?:ix|ices)(?![A-Za-z])[ \t]*(?:\[(?P<title>[^\]\n]*)\])?"
                    r"|\\begin\s*\{(?P<name>(?:sub)?appendices)\}(?:\[[^\]]*\])?")  # fmt: skip
_HEADING = re.compile(r"\\(?P<name>chapter|(?:sub){0,2}section)(?P<star>\*?)(?=\s*[\[{])")
#: What ends appendices.
_LAST = re.compile(r"\\(?:backmatter|noappendix|endappendices)(?![A-Za-z])")
_LABEL = re.compile(r"\s*\\label\s*\{([^{}]+)\}")
_REFERENCE = re.compile(
    r"\\(?P<name>ref|autoref|[cC]ref|labelcref|vref)\*?\s*\{(?P<label>[^{}]+)\}"
)
#: Classes that print the word before the letter.
_WORDED = re.compile(
    r"\\documentclass\s*(?:\[[^\]]*\])?\s*\{[^{}]*(?:elsarticle|cas-[ds]c|IEEEtran|revtex4[-\d]*"
    r"|sn-jnl|svjour3?|mdpi|acmart)\s*\}"
)
_WORDS = {"az": "Əlavə", "tr": "Ek", "ru": "Приложение"}
_TYPED = re.compile(r"\s*(?:Appendix|Əlavə|Ek\b|EK\b|Приложение|\\appendixname)", re.IGNORECASE)
_LEVELS = ("section", "subsection", "subsubsection")


def with_appendices(text: str) -> str:
    """A source with the letters of its appendices."""
    spans = kept(text)
    begin = next((one for one in _BEGIN.finditer(text) if not is_in(one.start(), spans)), None)
    if begin is None:
        return text
    word = _WORDS.get(language_of_source(text), "Appendix")
    last = _LAST.search(text, begin.end())
    end = last.start() if last else len(text)
    if begin["name"]:
        close = text.find(f"\\end{{{begin['name']}}}", begin.end())
        end = close if close >= 0 else end
    prefix = f"{word} " if _WORDED.search(text) else ""
    called: dict[str, str] = {}
    parts = [text[: begin.start()]]
    if begin["title"]:
        parts.append(f"\n\n\\section*{{{word}. {begin['title']}}}\n\n")
    rest = text[end:].removeprefix(f"\\end{{{begin['name']}}}")
    parts += [_with_letters(text[begin.end() : end], prefix, called), rest]
    made = "".join(parts)

    def call(found: re.Match[str]) -> str:
        letter = called.get(found["label"].strip())
        if letter is None:
            return found[0]
        shown = letter if found["name"] in ("ref", "labelcref", "vref") else f"{word}~{letter}"
        return f"\\hyperref[{found['label'].strip()}]{{{shown}}}"

    return outside(made, _REFERENCE, call)


def _with_letters(text: str, prefix: str, called: dict[str, str]) -> str:
    """The text behind the command; ``called`` takes the letters by the labels."""
    spans = kept(text)
    levels = ("chapter", *_LEVELS) if re.search(r"\\chapter\*?\s*[\[{]", text) else _LEVELS
    counts = [0] * len(levels)
    parts: list[str] = []
    place = 0
    for found in _HEADING.finditer(text):
        if found["star"] or found["name"] not in levels or is_in(found.start(), spans):
            continue
        level = levels.index(found["name"])
        counts[level] += 1
        counts[level + 1 :] = [0] * (len(levels) - level - 1)
        _, needed, end = arguments(text, found.end(), "om", len(text))
        if not needed or not 0 < counts[0] <= 26:
            continue
        letter = ".".join([chr(ord("A") + counts[0] - 1), *map(str, counts[1 : level + 1])])
        title = needed[0].text
        is_typed = level == 0 and _TYPED.match(title)
        words = title if is_typed else f"{prefix if level == 0 else ''}{letter}. {title}"
        label = _LABEL.match(text, end)
        if label:
            called[label[1].strip()] = letter
        parts += [text[place : found.start()], f"\\{found['name']}*{{{words}}}"]
        place = end
    return "".join((*parts, text[place:]))
