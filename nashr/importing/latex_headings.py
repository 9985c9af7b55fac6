r"""Headings of a LaTeX source by commands of classes that pandoc's reader does not know, and the
names that LaTeX has for parts of an article, ``\figurename``.

Sources: the manuals of KOMA-Script and babel; the classes amsart and llncs.
"""

from __future__ import annotations

import re

from nashr.document.latex_syntax import ANY_COMMAND, arguments
from nashr.importing.latex_capitals import language_of_source
from nashr.importing.latex_code import is_in, kept
from nashr.languages import language

_HEADINGS = {
    "addsec": "section*", "addchap": "chapter*", "addpart": "part*", "specialsection": "section*",
}  # fmt: skip
#: Names whose words are those of the labels of a language.
_LABELS = {"figurename": "figure", "tablename": "table", "abstractname": "abstract",
           "refname": "references", "bibname": "references", "keywordname": "keywords",
           "keywordsname": "keywords"}  # fmt: skip
_NAMES = {
    "ackname": "Acknowledgements", "discintname": "Disclosure of Interests",
    "acknowledgmentname": "Acknowledgments", "contentsname": "Contents",
    "appendixname": "Appendix", "chaptername": "Chapter", "partname": "Part",
}  # fmt: skip
_APPENDIX = {"az": "Əlavə", "tr": "Ek", "ru": "Приложение"}
_DEFINING = re.compile(
    r"(?:command\*?\s*\{?|def|let|addto\s*\{?|captions\w+\s*\{.{0,99})\s*\Z", re.DOTALL
)
_DOCUMENT = "\\begin{document}"


def with_known_headings(text: str) -> str:
    """A source with headings that pandoc reads, and with the words of the names."""
    spans = kept(text)
    begin = max(text.find(_DOCUMENT), 0)
    for found in reversed(list(ANY_COMMAND.finditer(text, begin))):
        name = found[1] or ""
        if is_in(found.start(), spans):
            continue
        if name in _HEADINGS:
            text = f"{text[: found.start()]}\\{_HEADINGS[name]}{text[found.end() :]}"
        elif name == "minisec":
            _, needed, end = arguments(text, found.end(), "m", len(text))
            if needed:
                bold = f"\n\n\\textbf{{{needed[0].text}}}\n\n"
                text = f"{text[: found.start()]}{bold}{text[end:]}"
        elif (name in _LABELS or name in _NAMES) and not _DEFINING.search(
            text, max(begin, found.start() - 150), found.start()
        ):
            behind = re.compile(r"\{\}|[ \t]*\n?[ \t]*(?=\S)").match(text, found.end(1))
            end = behind.end() if behind else found.end(1)
            text = f"{text[: found.start()]}{_word(text, name)}{text[end:]}"
    return text


def _word(text: str, name: str) -> str:
    """What a name prints: as the author has defined it, or as its language has it."""
    own = re.search(rf"\\{name}\s*\}}?\s*\{{([^{{}}]+)\}}", text)
    if own:
        return own[1]
    tag = language_of_source(text)
    if name in _LABELS:
        label: str = getattr(language(tag).labels, _LABELS[name])
        return label.replace("{n}", "").strip()
    return _APPENDIX.get(tag, "Appendix") if name == "appendixname" else _NAMES[name]
