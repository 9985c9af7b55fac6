r"""Algorithms of the package algorithm2e, line by line, as ``latex_algorithms`` writes those of
others.

Source: the manual of algorithm2e 5.2, 9 and 10.
"""

from __future__ import annotations

import re

from nashr.document.latex_syntax import ANY_COMMAND, arguments

#: The words of a command: before its first argument and behind it, what ends it, and the shape of
#: its arguments, of which the last ones are the lines in it.
_BLOCKS = {
    "if": (("if", "then"),), "uif": (("if", "then"),), "lif": (("if", "then"),),
    "elseif": (("else if", "then"),), "uelseif": (("else if", "then"),),
    "lelseif": (("else if", "then"),), "for": (("for", "do"),), "lfor": (("for", "do"),),
    "foreach": (("foreach", "do"),), "lforeach": (("foreach", "do"),),
    "forall": (("forall", "do"),), "lforall": (("forall", "do"),),
    "while": (("while", "do"),), "lwhile": (("while", "do"),), "repeat": (("repeat until", ""),),
    "switch": (("switch", "do"),), "case": (("case", "do"),), "ucase": (("case", "do"),),
    "eif": (("if", "then"), ("else", "")), "leif": (("if", "then"), ("else", "")),
}  # fmt: skip
#: Blocks without a condition.
_ALONE = {"else": "else", "uelse": "else", "lelse": "else", "other": "otherwise",
          "begin": "begin"}  # fmt: skip
_LINES = {
    "kwdata": "Data:", "kwresult": "Result:", "kwin": "Input:", "kwout": "Output:",
    "kwinput": "Input:", "kwoutput": "Output:", "kwret": "return", "return": "return",
}  # fmt: skip
_COMMENTS = frozenset({"tcp", "tcc", "tcpstar", "tccstar"})
_SILENT = {
    **dict.fromkeys("dontprintsemicolon printsemicolon linesnumbered nllabel nl vline".split(), ""),
    **dict.fromkeys("setkwinout setkwdata setalgolined setalgonoline lsetcaption".split(), ""),
    **dict.fromkeys("label setalgovlined".split(), "m"),
    **dict.fromkeys("setkwinput setkwfunction setkwprog setkwrepeat".split(), "mm"),
}
_INDENT = "~" * 4
_ENVIRONMENT = re.compile(
    r"\\begin\{(algorithm2?e?\*?)\}(?:\[[^\]]*\])?(?P<body>.*?)\\end\{\1\}", re.DOTALL
)
_PACKAGE = re.compile(r"\\usepackage\s*(?:\[[^\]]*\])?\s*\{[^{}]*\balgorithm2e\b[^{}]*\}")
_DEFINED = re.compile(
    r"\\SetKw(?:InOut|Data|Function|Prog|Input)?\s*\{(?P<name>\w+)\}\s*\{(?P<words>[^{}]*)\}"
)


def with_algorithms2e(text: str) -> str:
    """A source whose algorithms of the package are quotations of lines, below their captions."""
    if not _PACKAGE.search(text):
        return text
    own = {found["name"].lower(): found["words"] for found in _DEFINED.finditer(text)}
    return _ENVIRONMENT.sub(lambda found: _quotation(found["body"], own), text)


def _quotation(body: str, own: dict[str, str]) -> str:
    caption = re.search(r"\\caption\s*(?=\{)", body)
    head = ""
    if caption:
        _, needed, end = arguments(body, caption.end(), "m", len(body))
        head = f"\n\n\\noindent\\textbf{{{needed[0].text}}}\n\n" if needed else ""
        body = body[: caption.start()] + body[end:]
    lines = _Lines({**_LINES, **own})
    lines.read(_DEFINED.sub("", body), 0)
    shown = "\\\\\n".join(line for line in lines.made if line.strip("~ "))
    return f"{head}\n\n\\begin{{quote}}\n{shown}\n\\end{{quote}}\n\n"


class _Lines:
    """The lines of an algorithm, as they are read."""

    def __init__(self, words: dict[str, str]) -> None:
        self.made: list[str] = []
        self._words = words
        self._open = False

    def read(self, body: str, depth: int) -> None:
        """Read the lines of a block."""
        place = 0
        for found in ANY_COMMAND.finditer(body):
            name = (found[1] or found[0][1:]).lower()
            if found.start() < place:
                continue
            if found[0] == "\\;":
                self._add(body[place : found.start()], depth)
                self._open, place = False, found.end()
                continue
            end = self._command(body, found.end(), name, depth, body[place : found.start()])
            if end is not None:
                place = end
        self._add(body[place:], depth)
        self._open = False

    def _command(self, body: str, place: int, name: str, depth: int, before: str) -> int | None:
        """Read a command behind some words; gives where it ends, None where it is none of these."""
        if name in _BLOCKS:
            self._add(before, depth)
            parts = _BLOCKS[name]
            place = _behind_comment(body, place)
            _, needed, end = arguments(body, place, "m" * (1 + len(parts)), len(body))
            condition = needed[0].text if needed else ""
            for (opening, closing), inside in zip(parts, needed[1:], strict=False):
                words = f"\\textbf{{{opening}}}"
                words += f" {condition}" if condition else ""
                self._line(words + (f" \\textbf{{{closing}}}" if closing else ""), depth)
                self.read(inside.text, depth + 1)
                condition = ""
            return end
        if name in _ALONE:
            self._add(before, depth)
            _, needed, end = arguments(body, _behind_comment(body, place), "m", len(body))
            self._line(f"\\textbf{{{_ALONE[name]}}}", depth)
            if needed:
                self.read(needed[0].text, depth + 1)
            return end
        if name in self._words:
            if before.strip():
                self._add(before, depth)
            _, needed, end = arguments(body, place, "m", len(body))
            words = needed[0].text if needed else ""
            self._line(f"\\textbf{{{self._words[name]}}} {words}".rstrip(), depth)
            self._open = name in ("kwret", "return")  # others end their line themselves
            return end
        if name in _COMMENTS:
            _, needed, end = arguments(body, _behind_comment(body, place), "om", len(body))
            self._add(before, depth)
            if needed:
                self._line(f"▷ {needed[0].text}", depth)
            return end
        if name in _SILENT:
            self._add(before, depth)
            return arguments(body, place, _SILENT[name], len(body))[2]
        return None

    def _add(self, words: str, depth: int) -> None:
        """Words go on the line of a keyword before them, or are a line."""
        text = " ".join(words.split())
        if not text:
            return
        if self._open and self.made:
            self.made[-1] += f" {text}"
        else:
            self._line(text, depth)

    def _line(self, text: str, depth: int) -> None:
        self.made.append(_INDENT * depth + text)
        self._open = False


def _behind_comment(body: str, place: int) -> int:
    """The place behind a star and a comment in parentheses."""
    found = re.compile(r"\*?\s*(?:\([^()]*\))?").match(body, place)
    return found.end() if found else place
