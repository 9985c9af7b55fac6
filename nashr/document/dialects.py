"""R Markdown and Quarto in a Markdown text: chunks, shortcodes, their cross-references.

What has a meaning in an article is understood; a chunk that was not run, and whatever else has
none, is reported where it stands. Sources: bookdown.org/yihui/bookdown, quarto.org/docs.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from nashr.document.meanings import Labelled, Left, Meaning, Referred, Words
from nashr.document.myst_directives import is_directive
from nashr.document.positions import Placed
from nashr.document.rewriting import Edit, Tokens
from nashr.document.scanning import Fence, Scan
from nashr.messages import Message

Origin = Callable[[int], int]

#: What stands behind the fence of a chunk: ``{r name, option=value}``, ``{python}``.
_CHUNK = re.compile(r"\{\s*(?P<engine>[A-Za-z][\w+-]*)(?P<options>(?:[\s,][^{}\n]*)?)\}\Z")
_NOT_RUN = re.compile(r"\beval\s*[=:]\s*(?:FALSE|F|false)\b")
#: Options of a chunk that are words above its code.
_CODE_TITLE = re.compile(
    r"(?:[\s,|])(lst-cap|filename)\s*[=:]\s*(\"[^\"\n]*\"|'[^'\n]*'|[^\"'\s,][^\n]*)"
)
_OPTION = re.compile(r"^#\|[^\n]*\n?", re.M)
#: Code in the line that R or Quarto would run.
_INLINE_CODE = re.compile(r"`(?:r[ ](?![=<])|\{(?:r|python|julia|ojs)\}[ ])")
_DIALECT = re.compile(
    r"""
      \{\{<(?P<shortcode>/?\*?[^{}]*?)\*?/?>\}\}
    | \\?@ref\((?P<ref>[^()\s]+)\)
    | (?<!\])\(\\?\#(?P<label>(?:fig|tab|tbl|eq|sec|thm|lem|def|exm|cor|prp):[\w:.\-/]+)\)
    | (?P<text_ref>(?<![^\s])\(ref:[\w.\-]+\))
    | (?P<template>\{\{%[^{}\n]*%\}\} | \{%[^{}\n]*%\} | \{\#\#[^{}\n]*\#\#\}
      | \{\{\s*[A-Za-z_][\w.\-\[\]"'|() ]*\}\})
    """,
    re.X,
)
#: Quarto's ids have a hyphen where those of nashr have a colon.
_QUARTO_ID = re.compile(
    r"(?:(?<=[{\s]\#)(?:fig|tbl|eq|sec)-(?=[\w.\-]+[^{}\n]*\})"
    r"|(?<=\bid=[\"'])(?:fig|tbl|eq|sec)-(?=[\w.\-]+[\"'][^<>\n]*>))"
)
_YAML_LINE = re.compile(r"\s*(?:#.*)?\Z|[\w.-]+\s*:(?:\s.*)?\Z|\s+\S.*\Z|-\s.*\Z")
_YAML_START = re.compile(
    r"^---[ \t]*\n(?=[ \t]*(?:#[^\n]*\n)*[ \t]*[A-Za-z_][\w.-]*[ \t]*:(?:[ \t\n]))", re.M
)


def edits(scan: Scan, origin: Origin, tokens: Tokens) -> Iterator[Edit]:
    """The edits that take R Markdown and Quarto out of a text."""
    text = scan.text
    for fence in scan.fences:
        yield from _chunk(fence, text, origin, tokens)
    if "`r " in text or "`{" in text:
        yield from _inline_code(scan, origin, tokens)
    yield from _code_below_text(scan)
    yield from _headings(scan)
    yield from _clever_references(scan)
    yield from _conditional(scan, origin, tokens)
    yield from _other_scripts(scan)
    if any(sign in text for sign in ("{{", "{%", "ref(", "#", "(ref:")):
        for found in _DIALECT.finditer(text):
            region = scan.region_at(found.start())
            if region is None or region.kind == "address":
                start = found.start()
                if (figure := _figure(found["shortcode"] or "")) is not None:
                    yield Edit(start, found.end(), figure)
                    continue
                meaning = _meaning(found, origin)
                if meaning is not None:
                    yield Edit(start, found.end(), tokens.make(meaning))
    yield from _quarto_ids(scan)
    yield from _listings(scan, origin, tokens)


def _chunk(fence: Fence, text: str, origin: Origin, tokens: Tokens) -> Iterator[Edit]:
    found = _CHUNK.match(fence.info)
    if is_directive(fence.info):
        return
    if found is None or "=" in found["options"].split(",")[0].split() or not fence.closed:
        return
    line_end = text.find("\n", fence.mark)
    options = "".join(_OPTION.findall(fence.content))
    engine = found["engine"]
    if _NOT_RUN.search(found["options"]) or _NOT_RUN.search(options):
        marks = len(text[fence.mark :]) - len(text[fence.mark :].lstrip(text[fence.mark]))
        stop = line_end + 1 + len(options)
        info = engine.lower()
        titles = _CODE_TITLE.findall(f"{found['options']}\n{options}")
        if titles:
            shown = " ".join(f'{key}="{_unquoted(value)}"' for key, value in titles)
            info = f"{{.{info} {shown}}}"
        yield Edit(fence.mark, stop, f"{text[fence.mark : fence.mark + marks]}{info}\n")
        return
    message = Message(
        "A chunk of {engine} code was not run; its results are not in the text.", engine=engine
    )
    hint = Message("Knit or render the source, and take the Markdown that comes out of it.")
    place = origin(fence.mark)
    source = text[fence.mark : fence.end]
    left = Left(source, place, message, hint, "chunk-unexecuted")
    yield Edit(fence.mark, fence.end, f"\n\n{tokens.make(left)}\n\n")


_END_OF_LINE = re.compile(r"[^\s>][^\n]*\n\Z")


def _code_below_text(scan: Scan) -> Iterator[Edit]:
    """An empty line above code in tildes right below a line of text, where pandoc reads none."""
    for fence in scan.fences:
        start, mark = fence.start, fence.mark
        before = scan.text[start:mark]
        if not fence.closed or scan.text[mark] != "~" or before.strip(" \t>"):
            continue
        above = scan.text[max(scan.text.rfind("\n", 0, max(start - 1, 0)), 0) : start]
        if _END_OF_LINE.search(above):
            yield Edit(start, start, f"{before.rstrip()}\n" if ">" in before else "\n")


def _unquoted(value: str) -> str:
    inside = value[1:-1] if value[0] in "\"'" else value.strip()
    return inside.replace('"', "&quot;")


def _inline_code(scan: Scan, origin: Origin, tokens: Tokens) -> Iterator[Edit]:
    for region in scan.regions:
        source = scan.text[region.start : region.end]
        if region.kind != "code" or not _INLINE_CODE.match(source):
            continue
        message = Message(
            "The code in {source} was not run; its result is not in the text.", source=source
        )
        hint = Message("Knit or render the source, and take the Markdown that comes out of it.")
        left = Left(source, origin(region.start), message, hint, "chunk-unexecuted")
        yield Edit(region.start, region.end, tokens.make(left))


def _meaning(found: re.Match[str], origin: Origin) -> Meaning | None:
    source, place = found[0], origin(found.start())
    if found["shortcode"] is not None:
        return _shortcode(source, found["shortcode"], place)
    if found["ref"]:
        key = Placed(found["ref"], origin(found.start("ref")))
        return Referred(source, "number", (key,))
    if found["label"]:
        return Labelled(source, Placed(found["label"], origin(found.start("label"))))
    if found["template"]:
        message = Message(
            "The placeholder {source} of a template was not filled in.", source=source
        )
        return Left(source, place, message, Message("Write in its place what it stands for."))
    message = Message(
        "{source} is a text reference of bookdown, which nashr does not resolve.", source=source
    )
    return Left(source, place, message, Message("Write the text in its place."))


_ATTRIBUTE = re.compile(r"(?P<key>[\w-]+)=(?:\"(?P<quoted>[^\"]*)\"|(?P<bare>[^\s\"]+))")


def _figure(inside: str) -> str | None:
    """Hugo's ``{{< figure src="a.png" caption="…" alt="…" >}}`` as Markdown has it."""
    if not inside.strip().startswith("figure ") or "src=" not in inside:
        return None
    values = {m["key"]: m["quoted"] or m["bare"] or "" for m in _ATTRIBUTE.finditer(inside)}
    words = [values[key] for key in ("title", "caption", "attr") if values.get(key)]
    kept = {key: values[key] for key in ("alt", "width", "height") if values.get(key)}
    shown = " ".join(f'{key}="{value}"' for key, value in kept.items())
    address = values["src"].removeprefix("./")
    address = f"<{address}>" if " " in address else address
    return f"![{' '.join(words)}]({address}){f'{{{shown}}}' if shown else ''}"


def _shortcode(source: str, inside: str, place: int) -> Meaning:
    name, *arguments = inside.split() or [""]
    if name == "pagebreak":
        return Left(source, -1)
    if name == "br":
        return Words(source, "\n")
    if name == "kbd" and arguments:
        return Words(source, " ".join(a for a in arguments if "=" not in a) or arguments[0])
    message = Message("The shortcode {source} has no meaning here.", source=source)
    return Left(source, place, message, Message("Write in its place what it stands for."))


#: The marks of bookdown for headings of parts and of the appendix.
_PART = re.compile(r"(?<=# )\((?:PART|APPENDIX)(?:\\?\*)?\)[ ]+(?=\S)")
#: Marks and braces of pandoc-xnos, which Manubot uses, around a reference: ``+@fig:a``.
_CLEVER = re.compile(
    r"""
      (?<![\w\]+!])[+!](?=@(?:fig|tbl|eq|sec):\w)
    | (?<![\w*])\*(?=@(?:fig|tbl|eq|sec):\w(?!(?:[^*\n]|\n(?![ \t]*\n))*\*))
    | (?<![@\w])\{(?P<braced>[+*!]?@(?:fig|tbl|eq|sec):[\w:.\-]*\w)\}
    """,
    re.X,
)
_FOR_SOME = r"\{[^{}\n]*\.content-(?:visible|hidden)\b[^{}\n]*\}"
_CONDITIONAL = re.compile(rf"^[ >]*:{{3,}}[ ]*{_FOR_SOME}", re.M)
_CONDITIONAL_SPAN = re.compile(rf"(?<=\]){_FOR_SOME}")


def _headings(scan: Scan) -> Iterator[Edit]:
    """``# (PART) Words``: the mark goes."""
    for found in _PART.finditer(scan.text) if "# (" in scan.text else ():
        if scan.region_at(found.start()) is None:
            yield Edit(found.start(), found.end(), "")


def _clever_references(scan: Scan) -> Iterator[Edit]:
    """The reference alone, which knows its word by itself."""
    for found in _CLEVER.finditer(scan.text) if ":" in scan.text else ():
        if scan.region_at(found.start()) is None:
            bare = (found["braced"] or "").lstrip("+*!")
            yield Edit(found.start(), found.end(), bare)


def _conditional(scan: Scan, origin: Origin, tokens: Tokens) -> Iterator[Edit]:
    """What Quarto shows in some formats only is told of: all products have the same words."""
    if ".content-" not in scan.text:
        return
    message = Message(
        "Text for some formats only has no meaning here: every product has the same words."
    )
    hint = Message(
        "Keep what all readers are to see, and take the other text and these marks away."
    )
    for found in _CONDITIONAL.finditer(scan.text):
        if scan.region_at(found.start()) is None:
            left = Left("", origin(found.start()), message, hint)
            yield Edit(found.start(), found.start(), f"{tokens.make(left)}\n\n")
    for found in _CONDITIONAL_SPAN.finditer(scan.text):
        if scan.region_at(found.start()) is None:
            left = Left(found[0], origin(found.start()), message, hint)
            yield Edit(found.start(), found.end(), tokens.make(left))


_ARABIC = "\u0620-\u064a\u066e-\u06d3\u06fa-\u06ff"
_ARABIC_CITATION = re.compile(
    r"(?<!\\)\[[^\[\]]*?@[^\[\]]*[\u060c\u061b][^\[\]]*\](?![\[({])", re.S
)
_ARABIC_MARK = re.compile(
    r"(?P<semicolon>\u061b)(?=[^\u061b;]*@)|(?<=[\w}])(?P<comma>\u060c)(?=\s*(?:[\w.]+\s*)?\d)"
)
#: A reference right behind a letter, as *and* is written in Arabic.
_ATTACHED = re.compile(
    rf"(?<=[{_ARABIC}])(?=@\{{?[A-Za-z])|(?<=[^\W\d_])(?=@\{{?(?:fig|tbl|eq|sec):\w)"
)


def _other_scripts(scan: Scan) -> Iterator[Edit]:
    """The marks of citations as pandoc reads them, where they are typed in Arabic letters."""
    if "@" not in scan.text:
        return
    for found in _ARABIC_CITATION.finditer(scan.text):
        for mark in _ARABIC_MARK.finditer(scan.text, found.start(), found.end()):
            if scan.region_at(mark.start()) is None:
                sign = ";" if mark["semicolon"] else ","
                yield Edit(mark.start(), mark.end(), sign)
    for found in _ATTACHED.finditer(scan.text):
        if scan.region_at(found.start()) is None:
            yield Edit(found.start(), found.start(), "<!-- -->")


def _quarto_ids(scan: Scan) -> Iterator[Edit]:
    """``{#fig-a}`` and ``@fig-a`` with a colon, where the article has such an id."""
    text = scan.text
    ids: set[str] = set()
    for found in _QUARTO_ID.finditer(text) if "#" in text or "id=" in text else ():
        if scan.region_at(found.start()) is None:
            name = re.compile(r"[\w.\-]+").match(text, found.start())
            ids.add(name[0] if name else "")
            yield Edit(found.end() - 1, found.end(), ":")
    for key in (
        re.finditer(
            r"(?<=@)(?:[Ff]ig|[Tt]bl|[Ee]q|[Ss]ec)-[\w.\-]*\w|(?<=\]\(#)(?:fig|tbl|eq|sec)-[\w.\-]+",
            text,
        )
        if ids
        else ()
    ):
        if f"{key[0][0].lower()}{key[0][1:]}" in ids:
            at = key.start() + key[0].index("-")
            yield Edit(at, at + 1, ":")


_LISTING = re.compile(r"[{\s]\#(lst[-:][\w.\-]*\w)[^{}\n]*\}")
_OF_LISTING = re.compile(r"(?<![\w\]\\])(?P<open>\[)?@(?P<key>lst[-:][\w.\-]*\w)(?(open)\])")


def _listings(scan: Scan, origin: Origin, tokens: Tokens) -> Iterator[Edit]:
    """``@lst-a`` where code has this id: pandoc would take it for a work."""
    ids = set(_LISTING.findall(scan.text)) if "@lst" in scan.text else set()
    for found in _OF_LISTING.finditer(scan.text) if ids else ():
        if found["key"] in ids and scan.region_at(found.start()) is None:
            key = Placed(found["key"], origin(found.start("key")))
            yield Edit(found.start(), found.end(), tokens.make(Referred(found[0], "label", (key,))))


# --- metadata in the text ------------------------------------------------------------------


def metadata_blocks(scan: Scan, origin: Origin, tokens: Tokens) -> Iterator[Edit]:
    """YAML between ``---`` lines in the middle of the text, which is none of the text."""
    text = scan.text
    for found in _YAML_START.finditer(text) if "\n---" in text else ():
        start = found.start()
        if scan.region_at(start) is not None or text[:start].rstrip(" \t")[-2:] not in (
            "\n\n",
            "\n",
            "",
        ):
            continue
        end = re.compile(r"^(?:---|\.\.\.)[ \t]*$", re.M).search(text, found.end())
        if end is None:
            continue
        lines = text[found.end() : end.start()].split("\n")
        if not all(_YAML_LINE.match(line) for line in lines):
            continue
        message = Message("A block of YAML in the middle of the text was left out.")
        hint = Message(
            "What the article needs of it belongs into the front matter, at the top of the file."
        )
        source = text[start : end.end()]
        left = Left(source, origin(start), message, hint, "content-dropped")
        yield Edit(start, end.end(), f"\n\n{tokens.make(left)}\n\n")
