"""LaTeX in a Markdown text: each command is found and exchanged for a token of its meaning.

What a command is, ``latex_commands`` says; what no table has goes to pandoc's LaTeX reader, and
what that does not know either is reported where it stands.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from nashr.document import latex_commands as table
from nashr.document import latex_losses as losses
from nashr.document import latex_signs as signs
from nashr.document.labels import as_id
from nashr.document.latex_citations import citation, reference
from nashr.document.latex_for_pandoc import BOOKDOWN_LABEL, changes, with_inverse_units
from nashr.document.latex_lists import KINDS, edits_of_lists
from nashr.document.latex_reading import NOT_KNOWN_HINT, Latex, Origin, Reading
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
    without_definitions,
)
from nashr.document.latex_theorems import theorem
from nashr.document.meanings import (
    Formula,
    InLatex,
    Labelled,
    Left,
    Linked,
    Meaning,
    Pictured,
    Verbatim,
    Words,
    Wrapped,
)
from nashr.document.positions import Placed
from nashr.document.rewriting import Edit
from nashr.document.scanning import Scan
from nashr.messages import Message

_CANDIDATE = re.compile(
    r"""
      \\(?P<command>[A-Za-z]+)
    | \\(?P<accent>[`'^~="._]|[.])(?=\{)
    | \\(?P<umlaut>")(?=[AEIOUYaeiouy](?![a-z]*"))
    | (?<=[^\W\d_])\\(?P<tilde>~)(?=[anoANO][^\W\d_])
    | \\(?P<thin>[,;:])
    | \\(?P<hyphen>-)(?=\w)
    | \\(?P<formula>[(\[])
    | (?P<line>\\\\)(?:\*?\[-?[\d.]+[ ]?[a-z]{2}\]|(?:\*|\[[^\]\n]{0,20}\])?(?=[ \t]*$))
    | (?P<within>\\\\)\*?(?=[ \t]*[^\s\\])
    | \{\\(?P<grouped>[`'^~="._])[ ]?(?:\\?[A-Za-z])\}
    | \\(?P<escape>.)
    | \{\\(?P<declared>[a-zA-Z]+)(?![A-Za-z])
    | (?P<tie>~)
    | (?P<quotes>``|`|'')
    """,
    re.X | re.M | re.S,
)


def edits(latex: Latex, scan: Scan, origin: Origin, depth: int = 0) -> list[Edit]:
    """The edits that take the LaTeX out of a text."""
    return list(_Commands(latex, scan, origin, depth).edits())


class _Commands(Reading):
    """Reads commands, declarations and environments; signs and citations have own modules."""

    def edits(self) -> Iterator[Edit]:
        while (found := _CANDIDATE.search(self.text, self.here)) is not None:
            region = self.scan.region_at(found.start())
            declared = found["declared"] in table.DECLARED
            if region is not None and region.kind == "math":
                _, defined = without_definitions(self.text[region.start : region.end])
                self.latex.macros.update({macro.name: macro for macro in defined})
            if region is not None and not (region.kind == "math" and declared):
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
            return signs.accent(self, found, found["accent"])
        if kind == "grouped":
            return signs.grouped(self, found)
        if kind in ("umlaut", "tilde"):
            return signs.letter_between(self, found, found[kind])
        if kind == "formula":
            return signs.bracketed(self, found)
        if kind == "tie":
            return signs.tie(self, found.start())
        if kind == "quotes":
            return signs.quotes(self, found)
        if kind == "line":
            return self.token(found.start(), found.end(), Words(found[0], "\n"))
        if kind == "within":
            return signs.line_within(self, found)
        if kind == "thin":
            return signs.space(self, found)
        if kind == "hyphen" and self.text[found.start() - 1 : found.start()].isalpha():
            return self.token(found.start(), found.end(), Left(found[0], -1))
        return None

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
            return self.silent(start, end)
        if name in self.latex.macros:
            return self._own(command, self.latex.macros[name])
        if name in table.SILENT:
            one = call(text, command, table.SILENT[name], stop)
            end = self._with_star(one, command)
            return self.silent(start, end + 2 * text.startswith("{}", end))
        if name in table.WRAPPED:
            return self._wrapped(command)
        if name in table.CITATIONS or name in table.MULTIPLE:
            return citation(self, command)
        if name in table.REFERENCES:
            return reference(self, command)
        if name in table.HEADINGS:
            return self._heading(command)
        if name in table.ACCENTS and text[found.end() : found.end() + 1] == "{":
            return signs.accent(self, found, name)
        if name in table.ACCENTS:
            return signs.letter_accent(self, found) or self._not_known(command)
        if name in table.SYMBOLS:
            return self._symbol(found)
        if name in table.CHANGING:
            return self._not_known(command, table.CHANGING[name])
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
            message = Message("\\{name} lacks an argument.", name=macro.name)
            return self.left(start, command.end(1), message)
        value, end = used
        self.latex.uses += 1
        if self.depth > DEEPEST or self.latex.uses > MOST_USES:
            message = Message(
                "\\{name} calls itself without end, or is used too often.", name=macro.name
            )
            return self.left(start, end, message)
        place = self.origin(start)
        name = self.latex.fragment(value, lambda _: place, self.depth + 1)
        return self.token(start, end, Wrapped(self.text[start:end], "Span", name))

    def _wrapped(self, command: re.Match[str]) -> Edit:
        shape, element = table.WRAPPED[command[1]]
        one = call(self.text, command, shape, len(self.text))
        if len(one.needed) < shape.count("m"):
            return self.lacking(command)
        source, value = self.text[one.start : one.end], ""
        words = one.needed[-1]
        if element == "Foreign":
            value = table.LANGUAGES.get(one.needed[0].text.strip().lower(), "")
        if element == "Target":
            value = one.needed[0].text.strip()
            words = Argument(_OPENING_COMMENT.sub("", words.text), words.start)
        if element == "Stacked":
            element, words = "Span", Argument(words.text.replace("\\\\", "\\newline "), words.start)
        name = self.fragment(words)
        return self.token(one.start, one.end, Wrapped(source, element, name, value))

    def _symbol(self, found: re.Match[str]) -> Edit:
        """A symbol with the braces or the space that end its name in TeX."""
        opens = found["command"] in table.OPENING
        letter = r"\S" if opens else "[a-z0-9]"
        after = re.compile(rf"\{{\}}|[ ](?={letter})").match(self.text, found.end())
        value = table.SYMBOLS[found["command"]]
        end = found.end()
        ends = opens or (len(value) == 1 and value.isalpha())
        if after and (after[0] == "{}" or ends or value.endswith("\u202f")):
            end = after.end()
        return self.token(found.start(), end, Words(self.text[found.start() : end], value))

    def _heading(self, command: re.Match[str]) -> Edit:
        one = call(self.text, command, "om", len(self.text))
        if not one.needed:
            return self.lacking(command)
        value = f"{table.HEADINGS[one.name]}{'*' if one.star else ''}"
        name = self.fragment(one.needed[0])
        source = self.text[one.start : one.end]
        return self.token(one.start, one.end, Wrapped(source, "Header", name, value))

    def _special(self, command: re.Match[str]) -> Edit | None:
        shape = _SPECIAL.get(command[1])
        if shape is None:
            return None
        one = call(self.text, command, shape, len(self.text))
        source = self.text[one.start : one.end]
        if len(one.needed) < shape.count("m"):
            return self.lacking(command)
        match one.name:
            case "label":
                meaning: Meaning = Labelled(source, self.placed(one.needed[0]))
            case "url" | "nolinkurl" | "path":
                meaning = Linked(source, self.placed(one.needed[0]), None)
            case "hyperlink":
                key = self.placed(one.needed[0])
                words = self.fragment(one.needed[1])
                meaning = Linked(source, Placed(f"#{as_id(key)}", key.offset), words)
            case "href":
                name = self.fragment(one.needed[1])
                target = self.placed(one.needed[0], _unescaped(one.needed[0].text))
                meaning = Linked(source, target, name)
            case "includegraphics":
                options = one.optional[0].text if one.optional else ""
                meaning = Pictured(source, self.placed(one.needed[0]), _width(options))
            case "ensuremath" | "ce" | "ch":
                tex = one.needed[0].text if one.name == "ensuremath" else source
                meaning = Formula(source, self.origin(one.start), tex, display=False)
            case "printbibliography" | "bibliography":
                return self.silent(one.start, one.end)
            case _:
                return self._nocite(one)
        return self.token(one.start, one.end, meaning)

    def _nocite(self, one: Call) -> Edit:
        message = Message(
            "The text cannot put a work into the reference list that it does not cite."
        )
        hint = Message("Name it in the front matter: nocite: [{keys}].", keys=one.needed[0].text)
        return self.left(one.start, one.end, message, hint)

    def _not_known(self, command: re.Match[str], hint: Message | None = None) -> Edit:
        message = Message(
            "\\{command} is LaTeX that nashr does not know; it was left out.", command=command[1]
        )
        end = call(self.text, command, "*" if hint else "", len(self.text)).end
        return self.left(command.start(), end, message, hint or NOT_KNOWN_HINT)

    def _unknown(self, command: re.Match[str]) -> Edit:
        verb = _VERB.match(self.text, command.start())
        if verb is not None:
            return self.token(
                verb.start(), verb.end(), Verbatim(verb[0], verb["code"], block=False)
            )
        one = call(self.text, command, "*", len(self.text))
        end = one.end if one.needed or one.optional else self._with_star(one, command)
        source = self.text[one.start : end]
        read = self._in_latex(source, one.start, block=False, text=with_inverse_units(source))
        return self.token(one.start, end, read)

    def _in_latex(
        self, source: str, start: int, *, block: bool, text: str = "", landscape: bool = False
    ) -> InLatex:
        name = f"latex-{len(self.latex.wanted)}"
        self.latex.wanted[name] = text or source
        return InLatex(source, self.origin(start), name, block, landscape)

    def _declared(self, found: re.Match[str]) -> Edit | None:
        """A group of TeX: ``{\\bf words}``, ``{\\color{red} words}``, ``{\\LaTeX}``."""
        end = group_end(self.text, found.start(), len(self.text))
        if end is None:
            self.here = found.start() + 1
            return None
        element, start = "Span", found.start() + 1
        while (command := COMMAND.match(self.text, start)) and command[1] in table.DECLARED:
            element = table.DECLARED[command[1]] if element == "Span" else element
            start = command.end(1)
        inside = Argument(_WITHOUT_CORRECTION.sub("", self.text[start : end - 1]), start)
        source = self.text[found.start() : end]
        name = self.fragment(inside)
        return self.token(found.start(), end, Wrapped(source, element, name))

    # --- environments ----------------------------------------------------------------------

    def _environment(self, start: int) -> Edit:
        found = environment(self.text, start, len(self.text))
        if found is None:
            mark = re.compile(r"\\(?:begin|end)\s*(?:\{[^{}\n]*\})?").match(self.text, start)
            assert mark is not None
            message = Message("{mark} has no counterpart.", mark=mark[0])
            return self.left(start, mark.end(), message)
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
            meaning = Wrapped(source, "BlockQuote", self.fragment(inside))
        elif name == "comment":
            meaning = Left(source, -1)
        elif (stated := theorem(self, found, source)) is not None:
            meaning = stated
        else:
            meaning = self._in_latex(
                source,
                start,
                block=True,
                text=self._for_latex(found),
                landscape=name == "sidewaystable",
            )
        return self._block(start, found.end, meaning)

    def _verbatim(self, found: Environment, source: str) -> Verbatim:
        shape = table.VERBATIM[found.name.rstrip("*")]
        optional, needed, end = arguments(found.content, 0, shape, len(found.content))
        language = needed[0].text if needed else ""
        options = optional[0].text if optional else ""
        named = re.search(r"language=\{?([\w+]+)", options)
        caption = ""
        if (said := _CAPTION.search(options)) is not None:
            name = "words" if said["words"] is not None else "bare"
            begin = found.content_start + optional[0].start + said.start(name)
            caption = self.fragment(Argument(said[name], begin))
        labelled = _LABEL.search(options)
        label = as_id(Placed(labelled["key"].strip(), -1)) if labelled else ""
        code = found.content[end:].strip("\n")
        language = (language or (named[1] if named else "")).lower()
        return Verbatim(source, code, True, language, caption, label)

    def _opened(self, found: Environment, name: str) -> Edit:
        """The marks go; what they hold is Markdown like the text around them."""
        shape = table.TRANSPARENT[name]
        *_, behind = arguments(found.content, 0, shape, len(found.content))
        start = found.start
        inside = Argument(found.content[behind:], found.content_start + behind)
        source = self.text[start : found.end]
        return self._block(start, found.end, Wrapped(source, "Div", self.fragment(inside)))

    def _block(self, start: int, end: int, meaning: Meaning) -> Edit:
        """A token in a paragraph of its own where the environment has its lines for itself."""
        edit = self.token(start, end, meaning)
        before = self.text.rfind("\n", 0, start) + 1
        after = self.text.find("\n", end)
        alone = not self.text[end : len(self.text) if after < 0 else after].strip()
        if before == start and alone and not getattr(meaning, "display", False):
            return Edit(start, end, f"\n\n{edit.text}\n\n")
        return edit

    def _for_latex(self, found: Environment) -> str:
        """An environment for pandoc's LaTeX reader, with tokens for what nashr knows better."""
        start, stop = found.content_start, found.content_start + len(found.content)
        name = found.name.rstrip("*")
        *_, behind = arguments(self.text, start, table.FLOATS.get(name, ""), stop)
        edits = [Edit(start, behind, "")]
        here = behind
        edits += [Edit(*mark) for mark in edits_of_lists(self.text, found)]
        if name == "longtable":
            edits += self._long_table(start, stop)
        edits += [Edit(*one) for one in changes(self.text, behind, stop)]
        for label in BOOKDOWN_LABEL.finditer(self.text, behind, stop):
            key = Placed(label["key"], self.origin(label.start("key")))
            edits.append(self.token(*label.span(), Labelled(label[0], key)))
        for command in ANY_COMMAND.finditer(self.text, behind, stop):
            if command.start() < here or not command[1] or command[1] in self.latex.macros:
                continue
            found_here = list(self._inside_latex(command, stop))
            here = max([here, *(edit.end for edit in found_here[:1])])
            edits += found_here
        opening, closing = self.text[found.start : start], self.text[stop : found.end]
        if name in KINDS:  # among the edits
            opening, closing, start, stop = "", "", found.start, found.end
        parts, here = list[str](), start
        for edit in sorted(edits, key=lambda one: one.start):
            if edit.start >= here:
                parts += [self.text[here : edit.start], edit.text]
                here = edit.end
        if name in table.FLOATS:
            kind = "figure" if name.endswith("figure") else "table"
            opening, closing = f"\\begin{{{kind}}}", f"\\end{{{kind}}}"
        return "".join([opening, *parts, self.text[here:stop], closing])

    def _long_table(self, start: int, stop: int) -> Iterator[Edit]:
        """Heads and feet for further pages go; the last foot stands at the end."""
        parts = losses.parts_of_long_table(self.text, start, stop)
        yield from (Edit(begin, end, "") for begin, end in losses.repeated_parts(parts))
        last = "endlastfoot" if "endlastfoot" in parts else "endfoot"
        if last in parts:
            begin, end = parts[last]
            foot = self.text[begin:end].replace(f"\\{last}", "")
            yield Edit(begin, end, "")
            yield Edit(stop, stop, foot)

    def _inside_latex(self, command: re.Match[str], stop: int) -> Iterator[Edit]:
        """What changes of a command before pandoc's LaTeX reader sees it; nothing for most."""
        name, element = command[1], table.WRAPPED.get(command[1], ("", ""))[1]
        if element == "Last":
            # A table in a box that is made smaller: the box alone goes.
            one = call(self.text, command, table.WRAPPED[name][0], stop)
            if one.needed:
                words = one.needed[-1]
                yield Edit(one.start, words.start, "\n")
                yield Edit(one.end - 1, one.end, "\n")
        elif name == "caption" and command[2]:
            yield Edit(command.start(2), command.end(2), "")
        elif name in _KEPT_IN_LATEX:
            one = call(self.text, command, table.SILENT.get(name, ""), stop)
            yield Edit(one.start, one.end, f"\\{name}" if one.optional else command[0])
        elif (
            name in table.REFERENCES
            or name in table.CITATIONS
            or name == "label"
            or element == "Stacked"
        ):
            edit = self._command_at(command.start())
            if edit is not None:
                yield edit
        elif name in table.SILENT:
            edit = self._command_at(command.start())
            if edit is not None:
                yield Edit(edit.start, edit.end, "")

    def _command_at(self, start: int) -> Edit | None:
        found = _CANDIDATE.match(self.text, start)
        return self._command(found) if found and found["command"] else None


_VERB = re.compile(
    r"\\(?:verb|lstinline)\*?(?:\[[^\]\n]*\])?(?P<sign>[^\w\s{*\[])(?P<code>.*?)(?P=sign)"
)
#: Commands that are neither silent nor text, and the shape of their arguments.
_SPECIAL = {
    **dict.fromkeys("label url nolinkurl path ensuremath ce ch nocite".split(), "m"),
    "href": "omm",
    "hyperlink": "mm",
    "includegraphics": "om",
    "printbibliography": "o",
}
#: What pandoc's LaTeX reader makes something of in a table or a list.
_KEPT_IN_LATEX = frozenset(
    "toprule midrule bottomrule hline newline par em bf it rm sf tt sl sc bfseries itshape"
    " scshape ttfamily".split()
)
#: The italic correction at the end of a group; a comment that hides the end of a line.
_WITHOUT_CORRECTION = re.compile(r"\\/\s*\Z")
_OPENING_COMMENT = re.compile(r"\A%[ \t]*\n")
#: The option for the words above a listing; those for the list of listings stand in brackets.
_CAPTION = re.compile(
    r"(?:^|,)\s*(?:caption|title)\s*=\s*"
    r"(?:\{(?:\[[^\]]*\])?(?P<words>(?:[^{}]|\{(?:[^{}]|\{[^{}]*\})*\})*)\}|(?P<bare>(?:[^,{}\]]|\{[^{}]*\})+))"
)
_LABEL = re.compile(r"(?:^|,)\s*label\s*=\s*\{?(?P<key>[^,{}\]]+)")
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
