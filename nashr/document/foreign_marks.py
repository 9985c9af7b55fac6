"""Marks of other tools in a Markdown text that mean something there: GitHub, Obsidian, MkDocs,
reStructuredText, CriticMarkup, and comments of LaTeX.

Sources: docs.github.com (writing mathematical expressions); help.obsidian.md (embeds, comments);
squidfunk.github.io/mkdocs-material (admonitions); docutils.sourceforge.io (reStructuredText);
criticmarkup.com.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from nashr.document import myst_directives
from nashr.document.latex_reading import Latex, Origin, Reading
from nashr.document.latex_syntax import DEEPEST
from nashr.document.meanings import Formula, Left
from nashr.document.rewriting import Edit
from nashr.document.scanning import Scan
from nashr.messages import Message

#: A line of LaTeX that is a comment; behind a number, or before one, the sign is that of percent.
_COMMENT = re.compile(r"^%+(?![\d%]|[ \t]*\d)[^\n]*$", re.M)
_OBSIDIAN_COMMENT = re.compile(
    r"""
      ^%%[ \t]*\n(?:(?!%%[ \t]*$)[^\n]*\n)*%%[ \t]*$
    | (?<![\w%\\])%%(?=[^\s%])(?:[^%\n]|%(?!%)|\n(?![ \t]*\n))*%%(?![\w%])
    """,
    re.X | re.M,
)
_EMBED = re.compile(
    r"!\[\[(?P<target>[^\[\]|\n#]+)(?:#[^\[\]|\n]*)?(?:\|(?P<more>[^\[\]\n]*))?\]\]"
)
#: A line that other programs put the text of another file in the place of: MultiMarkdown,
#: Markdown-Include, Marked, Markdown Preview Enhanced, MkDocs, Obsidian.
_INCLUDED = re.compile(
    r"""
      ^[ ]{0,3}(?:
        !{1,3}include[ (]+[^\s()]+\)?!*
      | \{!\s*[^!{}\n]+?\s*!\}
      | \{\{\s*[\w./-]+\.(?:md|markdown|txt)\s*\}\}
      | <<[\[(]?[\w./-]+\.(?:md|markdown|txt)[\])]?
      | @import[ ]+"[^"\n]+"
      | --8<--[ ]+"[^"\n]+"
      | :?!?\[[^\]\n]*\]\([^()\s]+\.(?:md|markdown)\)
      )[ \t]*$
    """,
    re.X | re.M,
)
_TAG = re.compile(
    r"[ ]?\{#eq:[^\s{}]+(?P<tag>[ ]+tag=(?:\"(?P<quoted>[^\"{}\n]+)\"|(?P<bare>[^\s\"{}]+)))"
    r"[^{}\n]*\}"
)
_SIZE = re.compile(
    r"(?<=\]\()[^()\s]+(?:[ ]+\"[^\"\n]*\")?"
    r"(?P<size>[ ]+=(?=\d|x\d)(?P<width>\d+%?)?x(?P<height>\d+%?)?[ ]*\)\{?)"
)
_IMAGE_FILE = re.compile(r".+\.(?:png|jpe?g|svg|gif|webp|tiff?|bmp|pdf)\s*\Z", re.I)
_ADMONITION = re.compile(
    r"^(?:(?:!!!|\?\?\?\+?)[ ]+(?P<kind>[A-Za-z][\w-]*)(?:[ ][a-z][\w-]*)*|===[!+]?(?=[ ]+\"))"
    r"(?:[ ]+\"(?P<title>[^\"\n]*)\")?[ \t]*\n(?P<text>(?:(?:[ ]{4}|\t)[^\n]*(?:\n|\Z)|[ \t]*\n)+)",
    re.M,
)
_BREAK = re.compile(r"^\+\+\+(?:[ \t]*\{[^\n]*\})?[ \t]*$", re.M)
_CRITIC = re.compile(
    r"\{(?:\+\+.+?\+\+|--.+?--|~~.+?~>.*?~~|==.+?==(?=\}(?:\{>>)?)|>>.+?<<)\}", re.S
)
_EXAMPLE = re.compile(r"^[ ]{0,3}(?P<mark>\(@(?P<name>[\w-]*)\))(?=[ \t]+\S)", re.M)
_COUNTED_ABOVE = re.compile(
    r"^[ ]{0,3}\(\d{1,3}\)[ \t][^\n]*\n(?:[ \t]+\S[^\n]*\n|[ \t]*\n)*\Z", re.M
)
_EXAMPLE_CALL = re.compile(r"\(@(?P<name>[\w-]+)\)")
#: What stands above an example: nothing, or another one.
_ABOVE_EXAMPLE = re.compile(r"(?:(?:\A|\n)[ \t>]*|^[ ]{0,3}\(@[\w-]*\)[ \t][^\n]*)\n\Z", re.M)
#: A directive with the lines that belong to it; a target; the text of a note.
_RST = re.compile(
    r"^[ ]{0,3}\.\.[ ](?:[A-Za-z][\w:+.-]*::|\|[^|\n]+\|[ ]|_[^:\n]+:(?=\s)|\[[^\]\n]+\][ ])[^\n]*"
    r"(?:\n(?:[ ]{2,}|\t)[^\n]*|\n[ \t]*(?=\n+(?:[ ]{2,}|\t)\S))*",
    re.M,
)
_RST_CALL = re.compile(r"(?<!\\)\[(?:\d+|\#[\w-]*|\*)\]_(?!\w)")
_RST_ROLE = re.compile(r"(?<![\w:\\]):[A-Za-z][\w+.-]*(?::[A-Za-z][\w+.-]*)*:\Z")

_MEANT_SIGN = Message("Write \\% at the beginning of the line where the sign itself is meant.")
_IN_MARKDOWN = Message("Write it in Markdown; pandoc -f rst -t markdown changes a whole file.")


def edits(latex: Latex, scan: Scan, origin: Origin, depth: int = 0) -> list[Edit]:
    """The edits that take these marks out of a text."""
    return list(_Marks(latex, scan, origin, depth).edits()) if depth <= DEEPEST else []


class _Marks(Reading):
    def edits(self) -> Iterator[Edit]:
        text = self.text
        yield from self._formulas()
        if "%" in text:
            yield from self._comments()
        if "![[" in text:
            yield from self._embeds()
        for found in _INCLUDED.finditer(text) if ".m" in text or ".tx" in text else ():
            if self.scan.region_at(found.start()) is None:
                yield self._embedded(found)
        if "!!!" in text or "???" in text or "=== " in text:
            yield from self._admonitions()
        if "{" in text:
            yield from self._changes()
        for found in _BREAK.finditer(text) if "+++" in text else ():
            if self.scan.region_at(found.start()) is None:
                yield self.silent(found.start(), found.end())
        if "x" in text and "](" in text and "=" in text:
            yield from self._sizes()
        if " tag=" in text:
            yield from self._tags()
        if "(@" in text:
            yield from self._examples()
        yield from self._restructured()

    def _examples(self) -> Iterator[Edit]:
        """Pandoc's numbered examples, ``(@)`` and ``(@good)``: their numbers, also in the text.

        A key that stands at the beginning of a paragraph alone is a citation, unless an example
        that the text calls stands in a line right above or below it.
        """
        items = [
            found
            for found in _EXAMPLE.finditer(self.text)
            if self.scan.region_at(found.start()) is None
            and (not found.start() or _ABOVE_EXAMPLE.search(self.text, 0, found.start()))
        ]
        marks = {found.start("mark") for found in items}
        typed = {found["name"] for found in items}
        calls = [
            found
            for found in _EXAMPLE_CALL.finditer(self.text)
            if found.start() not in marks
            and found["name"] in typed
            and self.scan.region_at(found.start()) is None
        ]
        called = {"", *(found["name"] for found in calls)}
        lists: list[list[re.Match[str]]] = []
        for found in items:
            if lists and self.text.find("\n", lists[-1][-1].end()) + 1 == found.start():
                lists[-1].append(found)
            else:
                lists.append([found])
        items = [
            one for some in lists if any(one["name"] in called for one in some) for one in some
        ]
        numbers: dict[str, int] = {}
        for n, found in enumerate(items, start=1):
            numbers.setdefault(found["name"], n)
            # Pandoc would count the example on from a list of the same brackets above it.
            apart = "<!-- -->\n\n" if _COUNTED_ABOVE.search(self.text, 0, found.start()) else ""
            yield Edit(found.start(), found.end("mark"), f"{apart}({n})")
        for found in calls:
            yield Edit(found.start(), found.end(), f"({numbers[found['name']]})")

    def _formulas(self) -> Iterator[Edit]:
        """GitHub's formulas: code in the language *math*, and code between signs of dollar."""
        for fence in self.scan.fences:
            if fence.closed and fence.info == "math":
                start, end = fence.mark, fence.end
                source = self.text[start:end]
                tex = fence.content.strip()
                place = self.origin(start + source.find(tex))
                yield self.token(start, end, Formula(source, place, tex, display=True))
        for region in self.scan.regions if "$`" in self.text else ():
            source = self.text[region.start : region.end]
            if region.kind == "math" and source.startswith("$`") and source.endswith("`$"):
                place = self.origin(region.start + 2)
                formula = Formula(source, place, source[2:-2].strip("`"), display=False)
                yield self.token(region.start, region.end, formula)

    def _comments(self) -> Iterator[Edit]:
        behind = -1
        for found in _OBSIDIAN_COMMENT.finditer(self.text) if "%%" in self.text else ():
            if self.scan.region_at(found.start()) is None:
                behind = found.end()
                message = Message("A comment between %% and %% was left out.")
                yield self._dropped(found.start(), found.end(), message)
        for block in _paragraphs_of_comments(self.text):
            start, end = block
            if self.scan.region_at(start) is None and start >= behind:
                message = Message(
                    "A line that begins with % is a comment of LaTeX, and was left out."
                )
                yield self._dropped(start, end, message)

    def _dropped(self, start: int, end: int, message: Message) -> Edit:
        source = self.text[start:end]
        left = Left(source, self.origin(start), message, _MEANT_SIGN, "content-dropped")
        return self.token(start, end, left)

    def _embedded(self, found: re.Match[str]) -> Edit:
        message = Message("{source} embeds another file, which nashr does not.")
        hint = Message("Write the text of the file in its place.")
        return self.left(found.start(), found.end(), message.having(source=found[0].strip()), hint)

    def _embeds(self) -> Iterator[Edit]:
        for found in _EMBED.finditer(self.text):
            if self.scan.region_at(found.start()) is not None:
                continue
            target, more = found["target"].strip(), (found["more"] or "").strip()
            if not _IMAGE_FILE.match(target):
                yield self._embedded(found)
                continue
            width = re.match(r"(\d+)(?:x\d+)?\Z", more)
            size = f"{{width={width[1]}px}}" if width else ""
            opening, closing = ("<", ">") if " " in target else ("", "")
            words = "" if width else more
            begin, end = found.span("target")
            yield Edit(found.start(), begin, f"![{words}]({opening}")
            yield Edit(end, found.end(), f"{closing}){size}")

    def _tags(self) -> Iterator[Edit]:
        """The number that pandoc-crossref gives a formula, ``$$…$$ {#eq:a tag="A"}``, in TeX."""
        for region in self.scan.regions:
            if region.kind != "math":
                continue
            found = _TAG.match(self.text, region.end)
            if found is not None and self.text.endswith("$$", region.start, region.end):
                tag = found["quoted"] or found["bare"]
                yield Edit(region.end - 2, region.end - 2, f"\\tag{{{tag}}}")
                yield Edit(found.start("tag"), found.end("tag"), "")

    def _sizes(self) -> Iterator[Edit]:
        """``![](a.png =100x20)``: the size of an image in pixels or percent."""
        for found in _SIZE.finditer(self.text):
            region = self.scan.region_at(found.start())
            if region is not None and region.kind != "address":
                continue
            sides = (("width", found["width"]), ("height", found["height"]))
            shown = " ".join(
                f"{name}={value if value.endswith('%') else f'{value}px'}"
                for name, value in sides
                if value
            )
            closing = f" {shown} " if found[0].endswith("{") else f"{shown}}}"
            yield Edit(found.start("size"), found.end(), f"){{{closing}")

    def _admonitions(self) -> Iterator[Edit]:
        for found in _ADMONITION.finditer(self.text):
            if self.scan.region_at(found.start()) is None:
                yield myst_directives.callout(
                    self,
                    (found.start(), found.end()),
                    found["kind"] or myst_directives.TAB,
                    (found["title"] or "", found.start("title")),
                    (found.start("text"), "    "),
                )

    def _changes(self) -> Iterator[Edit]:
        """Suggested changes and remarks of CriticMarkup, which somebody has to decide on."""
        for found in _CRITIC.finditer(self.text):
            if self.scan.region_at(found.start()) is None:
                message = Message("{source} is a change or a remark that nobody has settled.")
                shown = " ".join(found[0].split())
                message = message.having(source=shown if len(shown) < 60 else f"{shown[:60]}…")
                hint = Message("Accept it or reject it, and take its marks away.")
                yield self.left(found.start(), found.end(), message, hint)

    def _restructured(self) -> Iterator[Edit]:
        text = self.text
        for found in _RST.finditer(text) if ".. " in text else ():
            if self.scan.region_at(found.start()) is None:
                yield self._rst(found.start(), found.end())
        for found in _RST_CALL.finditer(text) if "]_" in text else ():
            if self.scan.region_at(found.start()) is None:
                yield self._rst(found.start(), found.end())
        if ":`" not in text and "`_" not in text:
            return
        for region in self.scan.regions:
            if region.kind != "code":
                continue
            role = _RST_ROLE.search(text, max(region.start - 40, 0), region.start)
            link = re.compile(r"__?(?!\w)").match(text, region.end)
            if role is not None:
                yield self._rst(role.start(), region.end)
            elif link is not None:
                yield self._rst(region.start, link.end())

    def _rst(self, start: int, end: int) -> Edit:
        shown = self.text[start:end].strip().split("\n", 1)[0]
        message = Message("“{source}” is reStructuredText, which nashr does not read.")
        message = message.having(source=shown if len(shown) < 60 else f"{shown[:60]}…")
        return self.left(start, end, message, _IN_MARKDOWN)


def _paragraphs_of_comments(text: str) -> Iterator[tuple[int, int]]:
    """From where to where comments of LaTeX go that have a paragraph for themselves."""
    run: tuple[int, int] | None = None
    for found in _COMMENT.finditer(text):
        if run is not None and text[run[1] : found.start()] == "\n":
            run = (run[0], found.end())
            continue
        if run is not None and _stands_alone(text, *run):
            yield run
        run = (found.start(), found.end())
    if run is not None and _stands_alone(text, *run):
        yield run


def _stands_alone(text: str, start: int, end: int) -> bool:
    """Whether no text stands beside the lines; an environment of LaTeX may."""
    before, after = text[:start].rstrip(" \t"), text[end:].lstrip(" \t")
    return (
        not before.strip()
        or before.endswith("\n\n")
        or re.search(r"\\end\{[^{}\n]*\}[ \t]*\n\Z", before[-80:]) is not None
    ) and (not after.strip() or re.match(r"\n[ \t]*(?:\n|\\begin[ ]?\{|\Z)", after) is not None)
