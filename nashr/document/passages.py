"""Normalize the text of a manuscript, in the language of each passage.

Quotation marks become those of the language around them, passages in another language get a text
direction, comments are removed, and raw markup that not every output can show is removed with a
diagnostic.
"""

from __future__ import annotations

import re
from html import unescape
from typing import Any

from nashr import ast
from nashr.diagnostics import Diagnostic, Span
from nashr.document.positions import Places
from nashr.document.ruby_readings import with_readings
from nashr.languages import Language, language, nearest_first
from nashr.messages import Message
from nashr.model import Inlines, Node
from nashr.untrusted.links import link_address, refused_links_in_html
from nashr.untrusted.text import character_diagnostic, find_forbidden_characters

#: Combining dot above.
_DOT = "\u0307"
_SPACES = re.compile(r"[ \t\r\n]+")
_TAG = re.compile(r"(</?[A-Za-z][^<>]*>)")
_COMMENT = re.compile(r"<!--(.*?)(?:-->|\Z)", re.DOTALL)
#: A comment that begins with a word and a colon; which words make it a query the languages know.
_WORDED = re.compile(r"\s*(\w+)\s*:\s*(.*?)\s*\Z", re.DOTALL)
#: HTML elements that no product may contain: they run scripts, load files or ask for input. The
#: words inside the others stay, those of ``_WORDLESS`` have none that are to be read.
_WORDLESS = "script|style|frame|embed|img|image|picture|input|link|meta|base"
_FORBIDDEN = (
    f"{_WORDLESS}|iframe|object|applet|video|audio|svg|form|button|select|textarea|template"
)
_FORBIDDEN_ELEMENT = re.compile(rf"<\s*({_FORBIDDEN})\b", re.I)
#: The parts of a drawing, which go with it; without it they would take the words behind them for
#: their own, since HTML ends none of them by a slash.
_OF_DRAWINGS = (
    r"animate\w*|circle|clipPath|defs|ellipse|fe[a-z]+|filter|foreignObject|g|line"
    "|linearGradient|marker|mask|mpath|path|pattern|polygon|polyline|radialGradient|rect|set|stop"
    "|switch|symbol|textPath|tspan|use|view"
)
_FORBIDDEN_MARKUP = re.compile(
    rf"<(script|style)\b[^>]*>.*?</\1\s*>|</?\s*(?:{_FORBIDDEN}|{_OF_DRAWINGS})\b[^>]*>",
    re.I | re.S,
)
_CELL_SPAN = re.compile(r"""\b(?:col|row)span\s*=\s*["']?\s*0*([0-9]+)""", re.I)
#: Cells that a cell of a raw HTML table may span; ``outputs.markup`` allows no more.
_MAX_SPAN = 200
#: What pandoc takes for a link where it stands in the text, and nobody has written as one.
_IDENTIFIER = re.compile(r"(?:pmid|isbn):", re.I)
#: The form of a language tag (RFC 5646): a language of two or three letters, then subtags. A
#: passage may be in any language; only the article's own needs a language file.
_LANGUAGE_TAG = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{1,8})*\Z")

#: Where a quotation in straight single marks begins that pandoc took for an apostrophe, since
#: letters stand behind its end: ``'Azadlıq'ın``.
_OPENED = re.compile(r"(?:\A|(?<=[(\[{«“„—–/]))’(?=[^\W\d_])")
_CLOSED_BEFORE_SUFFIX = re.compile(r"(?<=[\w.!?…)])’(?=(?P<suffix>[^\W\d_]{1,8})(?!\w))")


def _with_opening_marks(inlines: list[Any], around: Language) -> list[Any]:
    """Inlines with an opening mark for each such quotation; the closing one is right."""
    if not any(ast.is_leaf(one) and "’" in one.get("c", "") for one in inlines):
        return inlines
    done = list(inlines)
    for number, one in enumerate(inlines):
        if not ast.is_leaf(one) or (number and not _is_space(inlines[number - 1])):
            continue
        opened = _OPENED.search(one.get("c", ""))
        if opened is None:
            continue
        rest = inlines[number + 1 :]
        between = " " if rest and _is_space(rest[0]) else ""
        following = f"{one['c'][opened.end() :]}{between}{ast.plain_text(rest)}"
        closed = _CLOSED_BEFORE_SUFFIX.search(following)
        if closed is not None and closed["suffix"].islower():
            start, end = opened.span()
            text = f"{one['c'][:start]}{around.quotes.inner_open}{one['c'][end:]}"
            done[number] = {**one, "c": text}
    return done


def _is_space(one: Any) -> bool:
    return isinstance(one, dict) and one.get("t") in ("Space", "SoftBreak", "LineBreak")


def _settled(leaf: Node, around: Language) -> Node:
    """A leaf with the characters that are meant.

    Programs without Turkish leave a combining dot above a letter that has one: small letters made
    of İ are i with U+0307 in them, and capitals made of that are İ with it. Others leave their
    separators of lines and paragraphs in a text that is copied; typefaces have no signs for these.
    """
    text = leaf.get("c", "")
    if _DOT in text and leaf["t"] == "Str":
        text = text.replace(f"İ{_DOT}", "İ")
        text = text.replace(f"i{_DOT}", "i") if around.dotted_i else text
    elif not text.isprintable():
        text = text.replace("\u2028", " ").replace("\u2029", " ")
    return leaf if text == leaf.get("c", "") else {**leaf, "c": text}


class Passages:
    """Normalizes trees, collecting ``diagnostics``; each wrong language tag is reported once."""

    def __init__(self, places: Places, *, proof: bool = False) -> None:
        self._places = places
        self._proof = proof
        self._reported_tags: set[str] = set()
        self._in_note = False
        self.diagnostics: list[Diagnostic] = []

    def normalize(self, tree: Any, tag: str) -> Any:
        """A copy of the tree with its text normalized; ``tag`` is the language around it."""
        done = self._walk(tree, language(tag), 0)
        manuscript = self._places.manuscript
        has_ruby = "<rt" in manuscript.body or "<rt" in manuscript.front_matter
        return with_readings(done) if has_ruby else done

    def _walk(self, tree: Any, around: Language, depth: int) -> Any:
        if isinstance(tree, list):
            done: list[Any] = []
            changed = False
            if around.has_suffixes:
                tree = _with_opening_marks(tree, around)
            for item in tree:
                if ast.is_leaf(item):
                    self._check_characters(item.get("c", ""))
                    done.append(_settled(item, around))
                elif isinstance(item, dict) and "t" in item:
                    found = self._node(item, around, depth)
                    changed = changed or len(found) != 1 or item["t"] == "Plain"
                    done.extend(found)
                else:
                    done.append(self._walk(item, around, depth))
            return _plain_to_para(_without_double_spaces(done)) if changed else done
        if isinstance(tree, dict):
            return {k: self._walk(v, around, depth) if k != "t" else v for k, v in tree.items()}
        return tree

    def _node(self, node: Node, around: Language, depth: int) -> list[Node]:
        match node["t"]:
            case "Quoted":
                return self._quotation(node, around, depth)
            case "RawInline" | "RawBlock":
                return self._raw(node)
            case "Note":
                return self._note(node, around)
            case "Link":
                node = self._check_link(node)
            case "Math" | "Code" | "CodeBlock":
                return [node]
        attributes = ast.attr_of(node)
        if attributes is None:
            return [self._walk(node, around, depth)]
        inside, attributes = self._language(attributes, around)
        done = self._walk(node, inside, depth)
        if node["t"] == "Header":
            return [_with_own_language(done["c"][0], attributes, done["c"][2])]
        done["c"][0] = attributes
        return [done]

    def _note(self, node: Node, around: Language) -> list[Node]:
        """A footnote; one inside another cannot be set, so its text is put in parentheses."""
        if self._in_note:
            inside = ast.inlines_of(self._walk(node["c"], around, 0))
            place = self._places.of_words(re.findall(r"\w+", ast.plain_text(inside))[:6])
            self._report(
                place, Message("A note inside a note cannot be set and stands in parentheses.")
            )
            return [ast.SPACE, ast.text("("), *inside, ast.text(")")]
        self._in_note = True
        done = self._walk(node, around, 0)
        self._in_note = False
        return [done]

    def _check_characters(self, text: str) -> None:
        """Report forbidden characters written as character references, such as ``&#x202e;``."""
        for character in () if text.isprintable() else find_forbidden_characters(text):
            code = ord(character.char)
            found = re.search(
                rf"&#(?:x0*{code:x}|0*{code});", self._places.manuscript.body, re.IGNORECASE
            )
            if found:  # a character typed as it is has been reported already
                self.diagnostics.append(
                    character_diagnostic(self._places.at(found.start()), character)
                )

    def _check_link(self, node: Node) -> Node:
        """The link with its final address; only its text if the target is not allowed."""
        attributes, inlines, (target, title) = node["c"]
        address = link_address(target)
        if address is not None:
            return {"t": "Link", "c": [attributes, inlines, [address, title]]}
        is_bare = target == ast.plain_text(inlines)
        if not (is_bare and _IDENTIFIER.match(target)):
            place = self._places.of_name(target) if target else self._places.of_text("]()")
            self._report_link(target, place)
        return ast.span(inlines, ast.attr())

    def _report_link(self, target: str, place: Span) -> None:
        shown = target if len(target) <= 60 else f"{target[:60]}…"
        message = Message("The link to “{shown}” was left out, its words stay.", shown=shown)
        hint = Message("A link begins with https://, http://, mailto:, doi: or #.")
        self.diagnostics.append(Diagnostic("link-forbidden", place, message, hint))

    def _language(self, attributes: ast.Attr, around: Language) -> tuple[Language, ast.Attr]:
        """The language inside an element; its attributes, with ``dir`` if the direction turns."""
        values = ast.keyvals(attributes)
        tag = values.get("lang", "")
        if not tag:
            return around, attributes
        if not _LANGUAGE_TAG.match(tag):
            self._report_language_tag(tag)
        inside = language(tag)
        if "dir" not in values and (inside.direction == "rtl" or around.direction == "rtl"):
            values["dir"] = inside.direction
        return inside, ast.attr(attributes[0], attributes[1], values)

    def _report_language_tag(self, tag: str) -> None:
        if tag in self._reported_tags:
            return
        self._reported_tags.add(tag)
        message = Message("“{tag}” is not a language tag.", tag=tag)
        hint = Message("A tag begins with two or three letters, such as az, tr or ru.")
        place = self._places.of_name(tag)
        self.diagnostics.append(Diagnostic("language-unsupported", place, message, hint))

    def _quotation(self, node: Node, around: Language, depth: int) -> list[Node]:
        """A quotation with the marks of its language; outer and inner marks alternate."""
        kind, inlines = node["c"]
        if not depth:
            depth = 1 if kind["t"] == "DoubleQuote" else 2
        marks, is_outer = around.quotes, depth % 2 == 1
        opening, closing = (
            (marks.open, marks.close) if is_outer else (marks.inner_open, marks.inner_close)
        )
        inside = self._walk(inlines, around, depth + 1)
        return [*_attach_marks(ast.text(opening), inside, ast.text(closing))]

    # --- raw markup ------------------------------------------------------------------------

    def _raw(self, node: Node) -> list[Node]:
        form, source = node["c"]
        if not ast.is_html(form):
            message = Message(
                "Raw “{form}” is left out: not every output could show it.", form=form
            )
            hint = Message("Write it in Markdown, or in HTML.")
            self._report(self._places.of_name(form), message, hint)
            return []
        queries = self._queries(source) if self._proof else []
        source = _COMMENT.sub("", source)
        if (forbidden := _FORBIDDEN_ELEMENT.search(source)) is not None:
            self._report_element(forbidden)
        source = _FORBIDDEN_MARKUP.sub("", source)
        for span in _CELL_SPAN.finditer(source):
            if len(span[1]) > 4 or int(span[1]) > _MAX_SPAN:
                message = Message(
                    "A cell spans at most {most} cells; this one stays as it is.",
                    most=_MAX_SPAN,
                )
                self._report(self._places.of_text(span[0], re.sub("[\"']", "", span[0])), message)
        for link in refused_links_in_html(source):
            self._report_link(link, self._places.of_text(link))
        done: list[Node] = [{"t": node["t"], "c": [form, source]}] if source.strip() else []
        if node["t"] == "RawInline":
            done = _in_pieces(source) or done
        if node["t"] == "RawBlock":
            return [*(ast.para([query]) for query in queries), *done]
        return [*queries, *done]

    def _queries(self, source: str) -> Inlines:
        found = (_WORDED.match(comment) for comment in _COMMENT.findall(source))
        return [
            ast.span(ast.words(" ".join(m[2].split())), ast.attr("", ["query"]))
            for m in found
            if m and _means_query(m[1])
        ]

    def _report_element(self, forbidden: re.Match[str]) -> None:
        name = forbidden[1].lower()
        hint = (
            Message("Write the image in Markdown: ![caption](file.png).")
            if name in ("img", "image")
            else None
        )
        # Where their end is missing, pandoc reads what follows as text.
        is_whole = name not in ("script", "style") or f"</{name}" in forbidden.string.lower()
        message = (
            Message("The HTML element <{name}> cannot be shown and was left out.", name=name)
            if re.fullmatch(_WORDLESS, name) and is_whole
            else Message("The HTML element <{name}> cannot be shown, its words stay.", name=name)
        )
        self._report(self._places.of_text(forbidden[0]), message, hint)

    def _report(self, place: Span, message: Message, hint: Message | None = None) -> None:
        self.diagnostics.append(Diagnostic("content-dropped", place, message, hint))


def _with_own_language(level: int, attributes: ast.Attr, inlines: Inlines) -> Node:
    """A heading whose language is that of its words alone: the attributes of a heading go to its
    section when HTML is written.
    """
    identifier, classes, values = attributes
    own = [[key, value] for key, value in values if key in ("lang", "dir")]
    rest = [[key, value] for key, value in values if key not in ("lang", "dir")]
    inside = [ast.span(inlines, ["", [], own])] if own else inlines
    return {"t": "Header", "c": [level, [identifier, classes, rest], inside]}


def _in_pieces(source: str) -> list[Node]:
    """The tags and the text of HTML in a line, as pandoc reads them where they are typed without
    ``{=html}``; nothing where there are tags alone.
    """
    pieces = _TAG.split(source)
    if not any(pieces[::2]):
        return []
    return [
        part
        for n, piece in enumerate(pieces)
        for part in (
            [ast.raw_html(piece)] if n % 2 else ast.words(_SPACES.sub(" ", unescape(piece)))
        )
    ]


def _means_query(word: str) -> bool:
    """Whether a comment that begins with the word is a query, in whatever language."""
    return any(word.lower() in record.query for record in nearest_first("en"))


def _attach_marks(opening: Node, inside: Inlines, closing: Node) -> Inlines:
    """The inlines between the marks, each mark joined to the ``Str`` that it touches."""
    if inside and inside[0]["t"] == "Str":
        opening, inside = ast.text(opening["c"] + inside[0]["c"]), inside[1:]
    inlines = [opening, *inside]
    if inlines[-1]["t"] == "Str":
        return [*inlines[:-1], ast.text(inlines[-1]["c"] + closing["c"])]
    return [*inlines, closing]


def _without_double_spaces(items: list[Any]) -> list[Any]:
    """Remove the second of two adjacent spaces, left where something was removed."""
    blank = {"Space", "SoftBreak"}
    done: list[Any] = []
    for item in items:
        tag = item.get("t") if isinstance(item, dict) else None
        before = done[-1].get("t") if done and isinstance(done[-1], dict) else None
        if tag in blank and before in blank:
            continue
        done.append(item)
    return done


def _plain_to_para(items: list[Any]) -> list[Any]:
    """Turn ``Plain`` next to a paragraph into ``Para``, as in definitions of several paragraphs."""
    texts = ("Plain", "Para")
    tags = [item.get("t") if isinstance(item, dict) else None for item in items]
    beside = [None, *tags, None]
    return [
        ast.para(item["c"])
        if tag == "Plain" and (beside[n] in texts or beside[n + 2] in texts)
        else item
        for n, (item, tag) in enumerate(zip(items, tags, strict=True))
    ]
