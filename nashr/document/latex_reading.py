"""What the reading of LaTeX in one text shares: its tokens, fragments and the author's commands."""

from __future__ import annotations

import re
from collections.abc import Callable

from nashr.document.latex_syntax import Argument, Macro
from nashr.document.meanings import Left, Meaning
from nashr.document.positions import Placed
from nashr.document.rewriting import Edit, Tokens
from nashr.document.scanning import Scan
from nashr.messages import Message
from nashr.records import dataclass, field

Origin = Callable[[int], int]

NOT_KNOWN_HINT = Message(
    "Write it in Markdown. A backslash of the text itself is typed twice: \\\\."
)


@dataclass(slots=True)
class Latex:
    """The LaTeX of one manuscript: its tokens, and the texts that pandoc is to read for them."""

    tokens: Tokens
    #: The author's own commands.
    macros: dict[str, Macro] = field(default_factory=dict)
    #: Definitions as they were typed, for pandoc's LaTeX reader.
    definitions: list[str] = field(default_factory=list)
    #: Texts for pandoc's LaTeX reader.
    wanted: dict[str, str] = field(default_factory=dict)
    #: The labels that MyST's targets and directives give.
    labels: set[str] = field(default_factory=set)
    #: Takes a text and the way to its place; gives the name of the fragment that it becomes.
    fragment: Callable[[str, Origin, int], str] = lambda _text, _origin, _depth: ""
    uses: int = 0


@dataclass(slots=True)
class Reading:
    """One text, read from ``here`` on. ``origin`` leads an offset of it back to the manuscript."""

    latex: Latex
    scan: Scan
    origin: Origin
    depth: int
    here: int = 0
    #: Whether it has commands of LaTeX besides; None before anybody asked.
    has_commands: bool | None = None
    #: Whether it has formulas between escaped parentheses; None before anybody asked.
    has_formulas: bool | None = None

    @property
    def text(self) -> str:
        return self.scan.text

    def token(self, start: int, end: int, meaning: Meaning) -> Edit:
        return Edit(start, end, self.latex.tokens.make(meaning))

    def fragment(self, argument: Argument) -> str:
        start, origin = argument.start, self.origin
        return self.latex.fragment(argument.text, lambda n: origin(start + n), self.depth + 1)

    def placed(self, argument: Argument, value: str | None = None) -> Placed:
        inside = argument.text
        value = inside.strip() if value is None else value
        return Placed(value, self.origin(argument.start + max(inside.find(value), 0)))

    def left(self, start: int, end: int, message: Message, hint: Message | None = None) -> Edit:
        source = self.text[start:end]
        return self.token(start, end, Left(source, self.origin(start), message, hint))

    def silent(self, start: int, end: int) -> Edit:
        """Nothing; a blank line where it has a line for itself, as a heading below needs one."""
        before = self.text.rfind("\n", 0, start) + 1
        after = self.text.find("\n", end)
        line_end = len(self.text) if after < 0 else after
        alone = not self.text[end:line_end].strip() and not self.text[before:start].strip()
        if alone and start - before < 4 and "\t" not in self.text[before:start]:
            return Edit(start, end, re.sub(r"[^\n]", " ", self.text[start:end]))
        return self.token(start, end, Left(self.text[start:end], -1))

    def lacking(self, command: re.Match[str]) -> Edit:
        message = Message(
            "\\{command} has no argument in braces, or its brace is not closed.", command=command[1]
        )
        return self.left(command.start(), command.end(1), message, Message("Close it with }."))
