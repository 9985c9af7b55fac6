"""Marks that pandoc takes for text since they stand where it does not look for them, or are those
of another Markdown: attributes behind a space, rules and underlines right below text, abbreviations
of PHP Markdown Extra, names of paragraphs of Obsidian, attribute lists of kramdown.

Sources: michelf.ca/projects/php-markdown/extra (abbreviations); help.obsidian.md (links to blocks);
kramdown.gettalong.org/syntax.html (attribute lists); facelessuser.github.io/pymdown-extensions
(caret); spec.commonmark.org (thematic breaks, setext headings).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from nashr.document.callout_kinds import KINDS
from nashr.document.latex_reading import Latex, Origin, Reading
from nashr.document.latex_syntax import DEEPEST, Argument
from nashr.document.meanings import Left, Wrapped
from nashr.document.rewriting import Edit
from nashr.document.rst_headings import underlined
from nashr.document.scanning import QUOTED, Region, Scan
from nashr.messages import Message

_NAMES = (
    r"(?:#[A-Za-z][\w:.\-]*|\.[A-Za-z][\w\-]*|(?:width|height|lang|alt|fig-alt|say)=[^{}\n]*)"
    r"(?:[ ][^{}\n]*)?"
)
#: What attributes belong to: a link or an image, or words in brackets that are no citation.
_APART = re.compile(
    r"(?:\]\((?:<[^<>\n]*>|[^()\s<>]*)(?:[ ]+(?:\"[^\"\n]*\"|'[^'\n]*'))?[ ]*\)"
    r"|(?<![\\^!])\[[^\[\]\n@^]+\])(?P<gap>[ \t]+|[ \t]*\n[ \t]*)(?=\{" + _NAMES + r"\})"
)
#: An id that stands by itself behind words or on a line; those of figures and the like are told of.
_ALONE = re.compile(
    r"(?<![^\s.,;:!?…»”])(?<!\]\s)"
    r"\{#(?P<id>(?!(?:fig|tbl|eq|sec)[:\-])[^\W\d_][\w:.\-]*)\}(?=[ \t]*$)",
    re.M,
)
_HEADING = re.compile(r"[ ]{0,3}#{1,6}[ \t]")
_WITH_ATTRIBUTES = re.compile(r"[ ]{0,3}(?:#{1,6}[ \t]|:|Table:)")
_UNDERLINED = re.compile(r"\n[ ]{0,3}(?:=+|-+)[ \t]*(?:\n|\Z)")
#: An attribute list of kramdown, at the end of a line, on one of its own or right behind a mark.
_LIST = re.compile(
    r"(?P<mark>(?<=[*_`)]))?[ \t]*\{:[ \t]?(?P<inside>[.#:\w][^{}\n]*)?\}(?(mark)|[ \t]*$)", re.M
)
_LIST_ID = re.compile(r"#([A-Za-z][\w:.\-]*)")
_CARET = re.compile(r"(?<![\w^\\])\^\^(?P<words>[^\s^](?:[^\^\n]*[^\s^])?)\^\^(?![\w^])")
#: Two carets among spaces, of which pandoc makes an empty superscript.
_BARE_CARETS = re.compile(r"(?<![^\s(])\^\^(?=[\s.,;:!?)]|\Z)")
_BARE_TILDES = re.compile(r"(?<![^\s(])~~(?=[\s.,;:!?)]|\Z)")
#: The name of a paragraph in Obsidian: six hexadecimal digits, which the program gives itself,
#: letters and a number behind them, or a name that a link elsewhere leads to. All else may be text.
_BLOCK_NAME = re.compile(
    r"(?:(?<=\S)[ \t]+|^[ \t]*)(?<!\\)\^(?:(?=[a-f]*\d)(?P<given>[\da-f]{6})"
    r"|(?P<counted>[a-z]{2,}(?:-[a-z]+)*[-]?\d+)|(?P<typed>(?=[A-Za-z\d-]*[A-Za-z])[A-Za-z\d-]{4,}))"
    r"[ \t]*$(?=\n*\Z|\n[ \t]*(?:\n|[-*+>]|\d+[.)]))",
    re.M,
)
_LINKED_NAME = re.compile(r"#\^([A-Za-z\d-]+)")
#: A div with its title, as Docusaurus and VitePress have it, and something below.
_TITLED_DIV = re.compile(
    r"^(?P<fence>[ ]{0,3}:{3,})[ ]*(?P<kind>[A-Za-z][\w-]*)"
    r"(?:[ \t]+(?P<title>[^\s{:][^\n{}]*?)|\[(?P<bracketed>[^\]\n]+)\])[ \t]*:*[ \t]*$(?=\n)",
    re.M,
)
_ABBREVIATION = re.compile(
    r"^[ ]{0,3}\*\[(?P<short>[^\[\]\n]+)\]:[ \t]*(?P<words>[^\n]*[^\s*\n])[ \t]*$", re.M
)
_RULE = re.compile(r"^[ ]{0,3}(?:(?:\*[ \t]*){3,}|(?:_[ \t]*){3,})$", re.M)
#: A line of hyphens with text right below it: pandoc takes all up to the next such line, headings
#: among it, for a table of one column. Pandoc writes such tables with spaces before their lines.
_HYPHENS = re.compile(
    rf"^(?P<quoted>{QUOTED})-{{3,}}[ \t]*\n"
    r"(?P<below>(?:(?P=quoted)[ \t]*[^\s>][^\n]*(?:\n|\Z))+)",
    re.M,
)
_LONE = re.compile(r"^[ >]*-{3,}[ \t]*(?:\n|\Z)", re.M)
_GROUPS = re.compile(r"^[ >]*-+(?:[ ]+-+)*[ \t]*$", re.M)
_CAPTION = re.compile(r"[ \t]*\n[ ]{0,3}(?:[Tt]able)?:[ \t]")
#: Two or three lines of text with signs of equality below them.
_LONG_HEADING = re.compile(
    r"(?:\A|(?<=\n\n))(?P<words>(?:[^\W_][^|\n]*\n){2,3})(?P<line>={3,}[ \t]*)(?=\n|\Z)"
)
#: A heading, a quotation, the head of a table or the text of a note.
_BLOCK = re.compile(
    rf"^(?P<quoted>{QUOTED})[ ]{{0,3}}"
    r"(?:#{1,6}[ \t]+[^\s#{]|(?P<quote>>)[ \t]*[^\s\d>=]"
    r"|\[\^[^\[\]\s]+\]:"
    r"|(?P<row>\|)[^\n]*\|[ \t]*\n(?P=quoted)[ ]{0,3}\|[ \t]*:?-[-:| \t]*\|[ \t]*$)",
    re.M,
)
#: The text of a note between two items of a list.
_NOTE_AMONG_ITEMS = re.compile(
    r"^[ ]{0,3}(?P<mark>[-*+]|\(?\w{1,3}[.)])[ \t]+[^\n]*\n[ ]{0,3}\[\^[^\[\]\s]+\]:[^\n]*\n"
    r"(?=[ ]{0,3}(?:[-*+]|\(?\w{1,3}[.)])[ \t]+\S)",
    re.M,
)
_EMPTY_HEADING = re.compile(
    r"(?:\A|(?<=\n\n))[ ]{0,3}#{1,6}(?:[ \t]+(?:\{[^{}\n]*\})?[ \t]*#*)?[ \t]*(?=\n|\Z)"
)
#: Words between two signs of dollar, *$5 and 10$*, and names of functions, which may be typed so.
_MONEY = re.compile(r"\d[^\\^_{}=<>+*/|$]*?\s(?P<word>[^\W\d_]{2,})(?:\s[^\\^_{}=<>+*/|$]*)?\Z")
_AMOUNT = re.compile(r"(?<=\d)\$(?!\$)|(?<=\d[ \u00a0])\$(?=[\s;,.)/]|\Z)|(?<![\\$])\$(?=\d)")
_FUNCTIONS = frozenset(
    "arccos arcsin arctan cosh sinh tanh cos sin tan log exp max min mod lim".split()
)
#: What is no longer may be a unit: *5 km*, *3 mol*.
_LONGEST_UNIT = 3


#: Amounts one behind the other, *$20; €30; 5$*.
_AMOUNTS = re.compile(
    r"\d[\d.,\s]*(?:[,;/–-]\s*|\s(?:and|or|to|və|ve|и|или|ya)\s)[€£¥₺₼₽\s\d][\d.,;/\s€£¥₺₼₽–-]*\Z"
)


#: *20$/30$*, *5$-10$*, *5$-a aldı, 10$-a*: what stands between two amounts.
_BETWEEN_AMOUNTS = re.compile(r"\d\$(?=[^\d\s])[^$\\^_{}=+<>*|]*\d\$\Z")
#: *10 $; 5 $*, *100 $/kq*: no formula begins so.
_BEHIND_NUMBER = re.compile(r"\d[ \u00a0]?\$(?:[;,.)]|/[^\W\d_])")
#: How far beside two numbers other amounts are looked for.
_NEAR = 200
_BEHIND_AMOUNT = re.compile(r"\$\d[\d.,]*[-–]\Z|(?<![^\W\d_])[A-Z]{1,3}\Z")
_TWO_NUMBERS = re.compile(r"\$\d[\d.,]*(?:[;,][ ]|[ ][^\W\d_]{1,4}[ ])\d[\d.,]*\$\Z")


def _is_of_money(inside: str) -> bool:
    """Whether what pandoc takes for a formula is an amount with the words behind it."""
    if any(sign in inside for sign in "€£¥₺₼₽") and _AMOUNTS.match(inside):
        return True
    found = _MONEY.match(inside)
    if found is None or found["word"].lower() in _FUNCTIONS:
        return False
    return found.end("word") < len(inside) or len(found["word"]) > _LONGEST_UNIT


def edits(latex: Latex, scan: Scan, origin: Origin, depth: int = 0) -> list[Edit]:
    """The edits that give these marks their meaning."""
    return list(_Marks(latex, scan, origin, depth).edits()) if depth <= DEEPEST else []


class _Marks(Reading):
    def edits(self) -> Iterator[Edit]:
        text = self.text
        if "{" in text:
            yield from self._attributes()
        for found in self._prose(_CARET) if "^^" in text else ():
            words = Argument(found["words"], found.start("words"))
            underlined = Wrapped(found[0], "Underline", self.fragment(words))
            yield self.token(found.start(), found.end(), underlined)
        for found in self._prose(_BARE_CARETS) if "^^" in text else ():
            yield Edit(found.start(), found.end(), r"\^\^")
        for found in self._prose(_BARE_TILDES) if "~~" in text else ():
            begin, end = text.rfind("\n", 0, found.start()) + 1, text.find("\n", found.end())
            line = text[begin : end if end >= 0 else len(text)]
            if (line.count("~~") - len(_BARE_TILDES.findall(line))) % 2 == 0:
                yield Edit(found.start(), found.end(), r"\~\~")
        named = set(_LINKED_NAME.findall(text)) if "#^" in text else ()
        for found in self._prose(_BLOCK_NAME) if "^" in text else ():
            if not found["typed"] or found["typed"] in named:
                yield Edit(found.start(), found.end(), "")
        for found in self._prose(_TITLED_DIV) if ":::" in text else ():
            kind, title = found["kind"], (found["title"] or found["bracketed"]).strip()
            known = kind.lower() in KINDS
            head = (
                f"{{.callout-{kind.lower()}}}\n\n###### {title}"
                if known
                else f"{kind}\n\n**{title}**"
            )
            yield Edit(found.end("fence"), found.end(), f" {head}\n")
        if "*[" in text:
            yield from self._abbreviations()
        yield from self._lines()
        yield from self._money()

    def _money(self) -> Iterator[Edit]:
        """A backslash before the signs of amounts, and before those that would now make a formula
        with another one.
        """
        text = self.text
        amounts = [
            region
            for region in (self.scan.regions if "$" in text else ())
            if region.kind == "math"
            and (
                _is_of_money(text[region.start + 1 : region.end - 1])
                or self._is_among_amounts(region)
                or (
                    text[region.start + 1].isdigit()
                    and _BEHIND_AMOUNT.search(text[max(region.start - 20, 0) : region.start])
                )
                or _BEHIND_NUMBER.search(text, max(region.start - 2, 0), region.end)
                or _BETWEEN_AMOUNTS.match(text, max(region.start - 1, 0), region.end)
            )
        ]
        for region in amounts:
            for found in re.finditer(r"(?<!\\)\$", text[region.start : region.end]):
                yield Edit(region.start + found.start(), region.start + found.end(), r"\$")
        for found in self._prose(_AMOUNT) if amounts else ():
            yield Edit(found.start(), found.end(), r"\$")

    def _is_among_amounts(self, region: Region) -> bool:
        """Whether two numbers stand between signs of dollar, and its line has amounts besides."""
        text = self.text
        if not _TWO_NUMBERS.match(text, region.start, region.end):
            return False
        near = max(0, region.start - _NEAR), min(len(text), region.end + _NEAR)
        begin = text.rfind("\n", near[0], region.start) + 1 or near[0]
        end = text.find("\n", region.end, near[1])
        return any(
            self.scan.region_at(found.start()) is None
            for found in _AMOUNT.finditer(text, begin, end if end >= 0 else near[1])
        )

    def _prose(self, pattern: re.Pattern[str]) -> Iterator[re.Match[str]]:
        for found in pattern.finditer(self.text):
            if self.scan.region_at(found.end() - 1) is None:
                yield found

    def _attributes(self) -> Iterator[Edit]:
        for found in _APART.finditer(self.text):
            if self.scan.region_at(found.end()) is None and not self._has_attributes(found.end()):
                yield Edit(found.start("gap"), found.end("gap"), "")
        for found in self._prose(_ALONE):
            if not self._has_attributes(found.start()):
                yield Edit(found.start(), found.end(), f"[]{{#{found['id']}}}")
        for found in self._prose(_LIST) if "{:" in self.text else ():
            name = _LIST_ID.search(found["inside"] or "")
            yield Edit(found.start(), found.end(), f"[]{{#{name[1]}}}" if name else "")

    def _has_attributes(self, offset: int) -> bool:
        """Whether attributes at the end of this line belong to the whole line: to a heading, or to
        the caption of a table.
        """
        begin = self.text.rfind("\n", 0, offset) + 1
        above = self.text[:begin].rstrip("\n").rsplit("\n", 1)[-1]
        return (
            _WITH_ATTRIBUTES.match(self.text, begin) is not None
            or _UNDERLINED.match(self.text, self.text.find("\n", offset)) is not None
            or above.startswith((":", "|", "+"))
        )

    def _abbreviations(self) -> Iterator[Edit]:
        """The long form in brackets behind the first use: nothing that is printed shows it else."""
        defined = list(self._prose(_ABBREVIATION))
        for found in defined:
            short, words = found["short"].strip(), found["words"].strip()
            place = self._first_use(short, words, defined)
            if place is None:
                message = Message(
                    "The abbreviation {short} is defined here and stands nowhere in the text.",
                    short=short,
                )
                hint = Message("Write it in the text, or take the definition out.")
                source = found[0]
                left = Left(source, self.origin(found.start()), message, hint, "content-dropped")
                yield self.token(found.start(), found.end(), left)
                continue
            yield self.silent(found.start(), found.end())
            if place >= 0:
                yield Edit(place, place, f" ({words})")

    def _first_use(self, short: str, words: str, defined: list[re.Match[str]]) -> int | None:
        """Behind the first use; -1 where the long form stands beside it; None without a use."""
        use = re.compile(rf"(?<![\w\\@#/.-]){re.escape(short)}(?!\w)(?:[-'’]\w+)?")
        in_heading: int | None = None
        for found in self._prose(use):
            if any(one.start() <= found.start() < one.end() for one in defined):
                continue
            before, after = self.text[: found.start()], self.text[found.end() :]
            if before.endswith(f"{words} (") or after.lstrip().startswith(f"({words}"):
                return -1
            begin = before.rfind("\n") + 1
            if _HEADING.match(self.text, begin):
                in_heading = found.end() if in_heading is None else in_heading
                continue
            return found.end()
        return in_heading

    def _lines(self) -> Iterator[Edit]:
        text = self.text
        headings = {found.start("line") for found in underlined(text)}
        for found in self._prose(_RULE):
            above = text[text.rfind("\n", 0, max(found.start() - 1, 0)) + 1 : found.start()]
            is_heading = found.start() in headings
            if (
                above.strip()
                and not is_heading
                and not above.startswith((" ", "\t", ">", "|", "+", ":"))
            ):
                yield Edit(found.start(), found.start(), "\n")
                yield Edit(found.end(), found.end(), "\n")
        for found in self._prose(_HYPHENS) if "---\n" in text else ():
            yield from self._hyphens(found)
        for found in self._prose(_LONG_HEADING) if "\n===" in text else ():
            start, stop = found.span("words")
            yield Edit(start, start, "# ")
            for line in re.finditer(r"\n", found["words"][:-1]):
                yield Edit(start + line.start(), start + line.end(), " ")
            yield Edit(stop, found.end("line"), "")
        for found in self._prose(_BLOCK):
            if empty := self._line_above(found):
                yield Edit(found.start(), found.start(), empty)
        for found in self._prose(_NOTE_AMONG_ITEMS) if "\n[^" in text else ():
            yield Edit(found.end(), found.end(), "\n")
        for found in self._prose(_EMPTY_HEADING) if "#" in text else ():
            if found[0].strip():
                message = Message("A heading without words was left out.")
                hint = Message("Write its words behind the #, or take the line out.")
                source, place = found[0], self.origin(found.start())
                yield self.token(
                    found.start(),
                    found.end(),
                    Left(source, place, message, hint, "content-dropped"),
                )

    def _hyphens(self, found: re.Match[str]) -> Iterator[Edit]:
        """The empty lines that make a rule of a line of hyphens, and of one below its text."""
        quoted, begin = found["quoted"], found.start("below")
        above = self.text[: found.start()].removesuffix("\n").rsplit("\n", 1)[-1]
        lines = found["below"].splitlines(keepends=True)
        last = len(lines) - 1
        of_table = [n for n, line in enumerate(lines) if _GROUPS.match(line)]
        closes = of_table == [last] and "- " not in lines[last].strip()
        if above.strip(" \t>") or (of_table and not closes) or not last + 1 - len(of_table):
            return
        end_of_table = found if closes else _LONE.search(self.text, found.end())
        if end_of_table is not None and _CAPTION.match(self.text, end_of_table.end()):
            return
        gap = f"{quoted.rstrip()}\n"
        yield Edit(begin, begin, gap)
        if closes and last > 1:  # else the line above it is a heading
            end = begin + sum(map(len, lines[:-1]))
            yield Edit(end, end, gap)

    def _line_above(self, found: re.Match[str]) -> str:
        """The empty line that pandoc wants above a block, and all other readers do not; nothing
        where the block goes on with what stands above it.
        """
        begin = self.text.rfind("\n", 0, max(found.start() - 1, 0)) + 1
        above, quoted = self.text[begin : found.start()], found["quoted"]
        is_inside = above.startswith(quoted)
        above = above[len(quoted) :] if is_inside else above
        own = ">" if quoted or found["quote"] else found["row"]
        if not above.strip() or (own and above.lstrip().startswith(own)):
            return ""
        return f"{quoted.rstrip()}\n" if is_inside else "\n"
