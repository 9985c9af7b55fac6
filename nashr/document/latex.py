"""LaTeX in a Markdown text: each command is found and exchanged for a token of its meaning.

What a command is, ``latex_commands`` says; what no table has goes to pandoc's LaTeX reader, and
what that does not know either is reported where it stands.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from nashr.document import latex_commands as table
from nashr.document.latex_syntax import (
    ANY_COMMAND,
    COMMAND,
    DEEPEST,
    MOST_USES,
    Argument,
    Call,
    Environment,
    Macro,
    arguments,
    call,
    definition,
    environment,
    group_end,
    use,
)
from nashr.document.meanings import (
    Cited,
    CitedWork,
    Form,
    Formula,
    InLatex,
    Labelled,
    Left,
    Linked,
    Meaning,
    Pictured,
    Referred,
    Verbatim,
    Words,
    Wrapped,
)
from nashr.document.positions import Placed
from nashr.document.rewriting import Edit, Tokens
from nashr.document.scanning import Scan

Origin = Callable[[int], int]

_CANDIDATE = re.compile(
    r"""
      \\(?P<command>[A-Za-z]+)
    | \\(?P<accent>[`'^~="._]|[.])(?=\{)
    | \\(?P<umlaut>")(?=[AEIOUYaeiouy](?![a-z]*"))
    | \\(?P<thin>[,;:])
    | \\(?P<hyphen>-)(?=\w)
    | \\(?P<formula>[(\[])
    | (?P<line>\\\\)(?:\[[^\]\n]{0,20}\])?(?=[ \t]*$)
    | \\(?P<escape>.)
    | \{\\(?P<declared>[a-zA-Z]+)(?![A-Za-z])
    | (?P<tie>~)
    | (?P<quotes>``|`|'')
    """,
    re.X | re.M | re.S,
)
#: TeX between ``\(`` and ``\)``; without one of these signs they are brackets that were escaped.
_LOOKS_LIKE_TEX = re.compile(r"\\[A-Za-z]|[\^_=<>+]")
_SUBSCRIPT = re.compile(r"~(?:\\[^A-Za-z]|[^\s~\\])+~|~~+")
_LANGUAGES = {
    "english": "en", "american": "en-US", "british": "en-GB", "german": "de", "ngerman": "de",
    "french": "fr", "turkish": "tr", "azerbaijani": "az", "russian": "ru", "persian": "fa",
    "farsi": "fa", "arabic": "ar", "georgian": "ka", "armenian": "hy", "ukrainian": "uk",
    "latin": "la", "italian": "it", "spanish": "es", "greek": "el", "kazakh": "kk",
    "uzbek": "uz", "turkmen": "tk", "swedish": "sv",
}  # fmt: skip


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
    #: Takes a text and the way to its place; gives the name of the fragment that it becomes.
    fragment: Callable[[str, Origin, int], str] = lambda _text, _origin, _depth: ""
    uses: int = 0

    def edits(self, scan: Scan, origin: Origin, depth: int = 0) -> list[Edit]:
        """The edits that take the LaTeX out of a text."""
        return list(_Reading(self, scan, origin, depth).edits())


@dataclass(slots=True)
class _Reading:
    latex: Latex
    scan: Scan
    origin: Origin
    depth: int
    here: int = 0

    @property
    def text(self) -> str:
        return self.scan.text

    def edits(self) -> Iterator[Edit]:
        while (found := _CANDIDATE.search(self.text, self.here)) is not None:
            region = self.scan.region_at(found.start())
            if region is not None and not (region.kind == "math" and found["declared"]):
                self.here = max(region.end, found.start() + 1)
                continue
            self.here = found.end()
            edit = self._edit(found)
            if edit is not None:
                self.here = max(edit.end, found.start() + 1)
                yield edit

    def _edit(self, found: re.Match[str]) -> Edit | None:
        kind = found.lastgroup
        if kind == "command":
            return self._command(found)
        if kind == "declared":
            return self._declared(found)
        if kind == "accent":
            return self._accent(found, found["accent"])
        if kind == "umlaut":
            return self._umlaut(found)
        if kind == "formula":
            return self._bracketed(found)
        if kind == "tie":
            return self._tie(found.start())
        if kind == "quotes":
            return self._quotes(found)
        if kind == "line":
            return self._token(found.start(), found.end(), Words(found[0], "\n"))
        if kind == "thin":
            return self._space(found)
        if kind == "hyphen" and self.text[found.start() - 1 : found.start()].isalpha():
            return self._token(found.start(), found.end(), Left(found[0], -1))
        return None

    # --- tokens and fragments --------------------------------------------------------------

    def _token(self, start: int, end: int, meaning: Meaning) -> Edit:
        return Edit(start, end, self.latex.tokens.make(meaning))

    def _fragment(self, argument: Argument) -> str:
        start, origin = argument.start, self.origin
        return self.latex.fragment(argument.text, lambda n: origin(start + n), self.depth + 1)

    def _placed(self, argument: Argument, value: str | None = None) -> Placed:
        inside = argument.text
        value = inside.strip() if value is None else value
        return Placed(value, self.origin(argument.start + max(inside.find(value), 0)))

    def _left(self, start: int, end: int, message: str, hint: str | None = None) -> Edit:
        source = self.text[start:end]
        return self._token(start, end, Left(source, self.origin(start), message, hint))

    def _silent(self, start: int, end: int) -> Edit:
        """Nothing; a blank line where it has a line for itself, as a heading below needs one."""
        before = self.text.rfind("\n", 0, start) + 1
        after = self.text.find("\n", end)
        line_end = len(self.text) if after < 0 else after
        alone = not self.text[end:line_end].strip() and not self.text[before:start].strip()
        if alone and start - before < 4 and "\t" not in self.text[before:start]:
            return Edit(start, end, re.sub(r"[^\n]", " ", self.text[start:end]))
        return self._token(start, end, Left(self.text[start:end], -1))

    # --- commands --------------------------------------------------------------------------

    def _command(self, found: re.Match[str]) -> Edit | None:
        text, name, start, stop = self.text, found["command"], found.start(), len(self.text)
        command = COMMAND.match(text, start)
        assert command is not None
        if name in ("begin", "end"):
            return self._environment(start)
        defined = definition(text, start, stop)
        if defined is not None:
            macro, end = defined
            self.latex.macros[macro.name] = macro
            self.latex.definitions.append(text[start:end])
            return self._silent(start, end)
        if name in self.latex.macros:
            return self._own(command, self.latex.macros[name])
        if name in table.SILENT:
            one = call(text, command, table.SILENT[name], stop)
            return self._silent(start, self._with_star(one, command))
        if name in table.WRAPPED:
            return self._wrapped(command)
        if name in table.CITATIONS or name in table.MULTIPLE:
            return self._citation(command)
        if name in table.REFERENCES:
            return self._reference(command)
        if name in table.HEADINGS:
            return self._heading(command)
        if name in table.ACCENTS and len(name) == 1 and text[found.end() : found.end() + 1] == "{":
            return self._accent(found, name)
        if name in table.SYMBOLS:
            return self._symbol(found)
        return self._special(command) or self._unknown(command)

    def _with_star(self, one: Call, command: re.Match[str]) -> int:
        """The end of a call; a star that is emphasis of Markdown is none of it."""
        if not one.star or one.end > command.end():
            return one.end
        following = self.text[command.end() : command.end() + 1]
        return command.end() if not following or following.isspace() else command.end(1)

    def _own(self, command: re.Match[str], macro: Macro) -> Edit:
        used = use(self.text, command, macro, len(self.text))
        start = command.start()
        if used is None:
            message = f"\\{macro.name} lacks an argument."
            return self._left(start, command.end(1), message)
        value, end = used
        self.latex.uses += 1
        if self.depth > DEEPEST or self.latex.uses > MOST_USES:
            message = f"\\{macro.name} calls itself without end, or is used too often."
            return self._left(start, end, message)
        place = self.origin(start)
        name = self.latex.fragment(value, lambda _: place, self.depth + 1)
        return self._token(start, end, Wrapped(self.text[start:end], "Span", name))

    def _wrapped(self, command: re.Match[str]) -> Edit:
        shape, element = table.WRAPPED[command[1]]
        one = call(self.text, command, shape, len(self.text))
        if len(one.needed) < shape.count("m"):
            return self._lacking(command)
        source, value = self.text[one.start : one.end], ""
        if element == "Foreign":
            value = _LANGUAGES.get(one.needed[0].text.strip().lower(), "")
        name = self._fragment(one.needed[-1])
        return self._token(one.start, one.end, Wrapped(source, element, name, value))

    def _lacking(self, command: re.Match[str]) -> Edit:
        message = f"\\{command[1]} has no argument in braces, or its brace is not closed."
        return self._left(command.start(), command.end(1), message, "Close it with }.")

    def _symbol(self, found: re.Match[str]) -> Edit:
        """A symbol with the braces or the space that end its name in TeX."""
        after = re.compile(r"\{\}|[ ](?=[a-z0-9])").match(self.text, found.end())
        value = table.SYMBOLS[found["command"]]
        end = found.end()
        if after and (after[0] == "{}" or (len(value) == 1 and value.isalpha())):
            end = after.end()
        return self._token(found.start(), end, Words(self.text[found.start() : end], value))

    def _heading(self, command: re.Match[str]) -> Edit:
        one = call(self.text, command, "om", len(self.text))
        if not one.needed:
            return self._lacking(command)
        value = f"{table.HEADINGS[one.name]}{'*' if one.star else ''}"
        name = self._fragment(one.needed[0])
        source = self.text[one.start : one.end]
        return self._token(one.start, one.end, Wrapped(source, "Header", name, value))

    def _special(self, command: re.Match[str]) -> Edit | None:
        shape = _SPECIAL.get(command[1])
        if shape is None:
            return None
        one = call(self.text, command, shape, len(self.text))
        source = self.text[one.start : one.end]
        if len(one.needed) < shape.count("m"):
            return self._lacking(command)
        match one.name:
            case "label":
                meaning: Meaning = Labelled(source, self._placed(one.needed[0]))
            case "url" | "nolinkurl" | "path":
                meaning = Linked(source, self._placed(one.needed[0]), None)
            case "href":
                name = self._fragment(one.needed[1])
                target = self._placed(one.needed[0], _unescaped(one.needed[0].text))
                meaning = Linked(source, target, name)
            case "includegraphics":
                options = one.optional[0].text if one.optional else ""
                meaning = Pictured(source, self._placed(one.needed[0]), _width(options))
            case "ensuremath":
                meaning = Formula(source, self.origin(one.start), one.needed[0].text, display=False)
            case "printbibliography" | "bibliography":
                return self._silent(one.start, one.end)
            case _:
                return self._nocite(one)
        return self._token(one.start, one.end, meaning)

    def _nocite(self, one: Call) -> Edit:
        message = "A work that the text does not cite cannot be put into the reference list."
        return self._left(one.start, one.end, message, "Cite it in the text: [@key].")

    def _unknown(self, command: re.Match[str]) -> Edit:
        verb = _VERB.match(self.text, command.start())
        if verb is not None:
            return self._token(
                verb.start(), verb.end(), Verbatim(verb[0], verb["code"], block=False)
            )
        one = call(self.text, command, "*", len(self.text))
        end = one.end if one.needed or one.optional else self._with_star(one, command)
        source = self.text[one.start : end]
        return self._token(one.start, end, self._in_latex(source, one.start, block=False))

    def _in_latex(self, source: str, start: int, *, block: bool, text: str = "") -> InLatex:
        name = f"latex-{len(self.latex.wanted)}"
        self.latex.wanted[name] = text or source
        return InLatex(source, self.origin(start), name, block)

    # --- citations and cross-references ----------------------------------------------------

    def _citation(self, command: re.Match[str]) -> Edit:
        name = command[1]
        multiple = name in table.MULTIPLE
        one = call(self.text, command, "pp*" if multiple else "oom", len(self.text))
        if not one.needed:
            return self._lacking(command)
        works: list[CitedWork] = []
        if multiple:
            for argument in one.needed:
                notes = [n for n in one.optional if self._belongs(n, argument, one)]
                works += self._works(argument, notes)
        else:
            works = self._works(one.needed[0], list(one.optional))
        mode = table.MULTIPLE[name] if multiple else table.CITATIONS[name]
        source = self.text[one.start : one.end]
        meaning = Cited(source, tuple(works), mode, name in table.IN_NOTES)
        return self._token(one.start, one.end, meaning)

    def _belongs(self, note: Argument, keys: Argument, one: Call) -> bool:
        before = [n.start for n in one.needed if n.start < keys.start]
        return (before[-1] if before else one.start) < note.start < keys.start

    def _works(self, keys: Argument, notes: list[Argument]) -> list[CitedWork]:
        filled = [note if note.text.strip() else None for note in notes[:2]]
        before, after = (
            ([None, None, *filled])[-2:] if len(filled) == 2 else (None, *filled, None)[:2]
        )
        found = [
            Placed(m[0], self.origin(keys.start + m.start()))
            for m in re.finditer(r"[^\s,]+", keys.text)
        ]
        last = len(found) - 1
        return [
            CitedWork(
                key,
                self._fragment(before) if before and n == 0 else None,
                self._fragment(after) if after and n == last else None,
            )
            for n, key in enumerate(found)
        ]

    def _reference(self, command: re.Match[str]) -> Edit:
        name = command[1]
        form: Form = table.REFERENCES[name]
        if name == "hyperref":
            return self._linked_words(command)
        one = call(self.text, command, "mm" if name == "crefrange" else "m", len(self.text))
        if not one.needed:
            return self._lacking(command)
        keys = tuple(
            Placed(m[0].strip(), self.origin(argument.start + m.start()))
            for argument in one.needed
            for m in re.finditer(r"[^\s,][^,]*", argument.text)
        )
        source = self.text[one.start : one.end]
        return self._token(one.start, one.end, Referred(source, form, keys))

    def _linked_words(self, command: re.Match[str]) -> Edit:
        one = call(self.text, command, "om", len(self.text))
        if not one.needed or not one.optional:
            return self._lacking(command)
        key = self._placed(one.optional[0])
        target = Placed(f"#{key}", key.offset)
        source = self.text[one.start : one.end]
        return self._token(
            one.start, one.end, Linked(source, target, self._fragment(one.needed[0]))
        )

    # --- environments ----------------------------------------------------------------------

    def _environment(self, start: int) -> Edit:
        found = environment(self.text, start, len(self.text))
        if found is None:
            mark = re.compile(r"\\(?:begin|end)\s*(?:\{[^{}\n]*\})?").match(self.text, start)
            assert mark is not None
            message = f"{mark[0]} has no counterpart."
            return self._left(start, mark.end(), message)
        name = found.name.rstrip("*")
        source = self.text[start : found.end]
        if name in table.FORMULAS:
            meaning: Meaning = Formula(
                source, self.origin(start), found.content, name != "math", name
            )
        elif name in table.VERBATIM:
            meaning = self._verbatim(found, source)
        elif name in table.TRANSPARENT:
            return self._opened(found, name)
        elif name in table.QUOTATIONS:
            inside = Argument(found.content, found.content_start)
            meaning = Wrapped(source, "BlockQuote", self._fragment(inside))
        elif name == "comment":
            meaning = Left(source, -1)
        else:
            meaning = self._in_latex(source, start, block=True, text=self._for_latex(found))
        return self._block(start, found.end, meaning)

    def _verbatim(self, found: Environment, source: str) -> Verbatim:
        shape = table.VERBATIM[found.name.rstrip("*")]
        optional, needed, end = arguments(found.content, 0, shape, len(found.content))
        language = needed[0].text if needed else ""
        named = re.search(r"language=\{?([\w+]+)", optional[0].text) if optional else None
        code = found.content[end:].strip("\n")
        return Verbatim(source, code, True, (language or (named[1] if named else "")).lower())

    def _opened(self, found: Environment, name: str) -> Edit:
        """The marks go; what they hold is Markdown like the text around them."""
        shape = table.TRANSPARENT[name]
        *_, behind = arguments(found.content, 0, shape, len(found.content))
        start = found.start
        inside = Argument(found.content[behind:], found.content_start + behind)
        source = self.text[start : found.end]
        return self._block(start, found.end, Wrapped(source, "Div", self._fragment(inside)))

    def _block(self, start: int, end: int, meaning: Meaning) -> Edit:
        """A token in a paragraph of its own where the environment has its lines for itself."""
        edit = self._token(start, end, meaning)
        before = self.text.rfind("\n", 0, start) + 1
        after = self.text.find("\n", end)
        alone = not self.text[end : len(self.text) if after < 0 else after].strip()
        if before == start and alone and not getattr(meaning, "display", False):
            return Edit(start, end, f"\n\n{edit.text}\n\n")
        return edit

    def _for_latex(self, found: Environment) -> str:
        """An environment for pandoc's LaTeX reader, with tokens for what nashr knows better."""
        inside = found.content
        parts: list[str] = []
        here = 0
        for command in ANY_COMMAND.finditer(inside):
            name = command[1]
            if command.start() < here or not name or name in self.latex.macros:
                continue
            known = name in table.REFERENCES or name in table.CITATIONS or name == "label"
            silent = name in table.SILENT and name not in _KEPT_IN_LATEX
            if not known and not silent:
                continue
            found_here = _CANDIDATE.match(self.text, found.content_start + command.start())
            edit = self._command(found_here) if found_here and found_here["command"] else None
            if edit is None:
                continue
            parts += [inside[here : command.start()], "" if silent else edit.text]
            here = edit.end - found.content_start
        opening = self.text[found.start : found.content_start]
        closing = self.text[found.content_start + len(inside) : found.end]
        return "".join([opening, *parts, inside[here:], closing])

    # --- signs -----------------------------------------------------------------------------

    def _declared(self, found: re.Match[str]) -> Edit | None:
        element = table.DECLARED.get(found["declared"])
        end = group_end(self.text, found.start(), len(self.text))
        if element is None or end is None:
            self.here = found.start() + 1
            return None
        start = found.end()
        inside = Argument(self.text[start : end - 1], start)
        source = self.text[found.start() : end]
        name = self._fragment(inside)
        return self._token(found.start(), end, Wrapped(source, element, name))

    def _accent(self, found: re.Match[str], mark: str) -> Edit | None:
        end = group_end(self.text, found.end(), len(self.text))
        if end is None:
            return None
        inside = self.text[found.end() + 1 : end - 1].strip()
        letter = {"\\i": "ı" if mark == "." else "i", "\\j": "j"}.get(inside, inside)
        if len(letter) > 1 or mark not in table.ACCENTS:
            return None
        value = unicodedata.normalize("NFC", letter + table.ACCENTS[mark]) if letter else mark
        return self._token(found.start(), end, Words(self.text[found.start() : end], value))

    def _umlaut(self, found: re.Match[str]) -> Edit | None:
        """``\\"o`` inside a word; at its beginning the sign may be a quotation mark."""
        if not self.text[found.start() - 1 : found.start()].isalpha():
            return None
        end = found.end() + 1
        value = unicodedata.normalize("NFC", self.text[found.end()] + table.ACCENTS['"'])
        return self._token(found.start(), end, Words(self.text[found.start() : end], value))

    def _space(self, found: re.Match[str]) -> Edit | None:
        """``\\,`` and its like between two words or numbers."""
        before = self.text[found.start() - 1 : found.start()]
        after = self.text[found.end() : found.end() + 1]
        if not (before.isalnum() or before in ".)}$%") or not (after.isalnum() or after in "\\$%("):
            return None
        return self._token(found.start(), found.end(), Words(found[0], "\u202f"))

    def _bracketed(self, found: re.Match[str]) -> Edit | None:
        closing = {"(": "\\)", "[": "\\]"}[found["formula"]]
        end = self.text.find(closing, found.end())
        if end < 0:
            return None
        tex = self.text[found.end() : end]
        if re.search(r"\n[ \t]*\n", tex) or not _LOOKS_LIKE_TEX.search(tex):
            return None
        source = self.text[found.start() : end + 2]
        display = found["formula"] == "["
        meaning = Formula(source, self.origin(found.start()), tex, display)
        return self._token(found.start(), end + 2, meaning)

    def _tie(self, start: int) -> Edit | None:
        """A space that does not break: ``~`` between words, where it opens no subscript."""
        subscript = _SUBSCRIPT.match(self.text, start)
        if subscript is not None:
            self.here = subscript.end()
            return None
        before, after = self.text[start - 1 : start], self.text[start + 1 : start + 2]
        if not (before.isalnum() or (before and before in ".,:;)]}’'\"”»%$")):
            return None
        if not (after.isalnum() or (after and after in "\\$([@{“\"«'‘&")):
            return None
        return Edit(start, start + 1, "\u00a0")

    def _quotes(self, found: re.Match[str]) -> Edit | None:
        """```` ``words'' ```` and ``''words''`` as quotation marks that pandoc pairs."""
        mark, text = found["quotes"], self.text
        line = text[text.rfind("\n", 0, found.start()) + 1 : found.start()]
        if line.startswith(("    ", "\t")):  # it may be code
            return None
        before, after = text[found.start() - 1 : found.start()], text[found.end() : found.end() + 1]
        if mark == "`" or not after or after.isspace():
            return self._single(found) if mark == "`" else None
        if before.isalnum() or before in "`'":
            return None
        limit = re.compile(r"\n[ \t]*\n").search(text, found.end())
        end = text.find("''", found.end(), limit.start() if limit else len(text))
        if end < 0 or text[end - 1].isspace():
            return None
        inside = Argument(text[found.end() : end], found.end())
        source = text[found.start() : end + 2]
        name = self._fragment(inside)
        return self._token(found.start(), end + 2, Wrapped(source, "DoubleQuote", name))

    def _single(self, found: re.Match[str]) -> Edit | None:
        one = re.compile(r"`(?=\w)([^`'\n]{1,200})'(?!\w)").match(self.text, found.start())
        if one is None or self.text[found.start() - 1 : found.start()].isalnum():
            return None
        inside = Argument(one[1], one.start(1))
        return self._token(
            one.start(), one.end(), Wrapped(one[0], "SingleQuote", self._fragment(inside))
        )


_VERB = re.compile(
    r"\\(?:verb|lstinline)\*?(?:\[[^\]\n]*\])?(?P<sign>[^\w\s{*\[])(?P<code>.*?)(?P=sign)"
)
#: Commands that are neither silent nor text, and the shape of their arguments.
_SPECIAL = {
    "label": "m",
    "url": "m",
    "nolinkurl": "m",
    "path": "m",
    "href": "omm",
    "includegraphics": "om",
    "ensuremath": "m",
    "printbibliography": "o",
    "nocite": "m",
}
#: What pandoc's LaTeX reader makes something of in a table or a list.
_KEPT_IN_LATEX = frozenset(
    "toprule midrule bottomrule hline newline par em bf it rm sf tt sl sc bfseries itshape"
    " scshape ttfamily".split()
)
_WIDTH = re.compile(r"width\s*=\s*([\d.]*)\s*(\\\w+|cm|mm|in|pt|em)?")


def _width(options: str) -> str | None:
    found = _WIDTH.search(options)
    if found is None:
        return None
    if found[2] and found[2].startswith("\\"):
        return f"{min(float(found[1] or 1), 1) * 100:g}%"
    return f"{found[1]}{found[2]}" if found[1] and found[2] else None


def _unescaped(address: str) -> str:
    return re.sub(r"\\([%#&_~{}])", r"\1", address.strip())
