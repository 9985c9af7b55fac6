"""Signs of an author's text that Markdown would read as its own, and that pandoc's writer leaves as
they are: they are written so that they stay signs.
"""

from __future__ import annotations

import re

from nashr import ast
from nashr.importing.marks import number_of, without_marks
from nashr.model import Blocks, Inlines, Node

#: Signs anywhere in a word, each with how it is written.
_ANYWHERE = (
    (re.compile(r"(?<=[^\w@])@(?=[\w{])"), r"\@"),
    (re.compile(r"&(?=#?\w{1,31};)"), r"\&"),
    (re.compile(r"<(?=!--)"), "&lt;"),
    (re.compile(r"\{(?=[{%]|[#.=]\w)"), "&#123;"),
    (re.compile(r"==(?=\w)|(?<=\w)=="), r"\=\="),
    (re.compile(r"\+\+(?=\w)|(?<=\w)\+\+"), r"\+\+"),
)
#: Signs that mean something at the beginning of a line.
_AT_BEGIN = (
    (re.compile(r":(?=::)|:(?=\Z)"), r"\:"),
    (re.compile(r"#(?=[^\W\d_]|\d)"), r"\#"),
    (re.compile(r"(?<=\A[Tt]able):(?=\Z)"), r"\:"),
    (re.compile(r"\+(?=[-=]{3})"), r"\+"),
)
#: What means something where a line has nothing else: a rule, the line below a heading, the number
#: of a list.
_RULE = re.compile(r"-{2,}|=+")
_NUMBER = re.compile(r"\(?(?:\d+|[^\W\d_]|[ivxlcdm]+|[IVXLCDM]+)[.)]")
_MAY = re.compile(r"[@&<{=+:#-]")
_BREAKS = frozenset({"LineBreak", "SoftBreak"})


def with_kept_signs(blocks: Blocks) -> Blocks:
    """The blocks with such signs as raw Markdown."""

    def change(node: Node) -> list[Node] | None:
        if node["t"] in ("Para", "Plain"):
            return [{"t": node["t"], "c": _with_begins(node["c"])}]
        return None

    done: Blocks = ast.rewrite(ast.rewrite_strings(blocks, _anywhere), change)
    return done


def _anywhere(text: str) -> list[Node] | None:
    return _written(text, _ANYWHERE) if _MAY.search(text) else None


def _with_begins(inlines: Inlines) -> Inlines:
    """The inlines with the first signs of each line kept."""
    done: Inlines = []
    is_begin = True
    for place, node in enumerate(inlines):
        words = node["c"] if node["t"] == "Str" else ""
        if node["t"] in _BREAKS:
            is_begin = True
        elif is_begin and node["t"] == "Str" and (number_of(words) or not without_marks(words)):
            pass  # a mark is not written
        elif is_begin:
            is_begin = False
            kept = _alone(words) if _ends(inlines[place + 1 :]) else None
            if kept := kept or _written(words, _AT_BEGIN, only_first=True):
                done += kept
                continue
        done.append(node)
    return done


def _alone(word: str) -> list[Node] | None:
    """The nodes for a word that is a line by itself; None where it is no sign of Markdown."""
    if _RULE.fullmatch(word):
        return [ast.raw_markdown("".join(f"\\{sign}" for sign in word))]
    if _NUMBER.fullmatch(word):
        return [ast.text(word[:-1]), ast.raw_markdown(f"\\{word[-1]}")]
    return None


def _ends(rest: Inlines) -> bool:
    """Whether a line ends here, but for marks and spaces."""
    for node in rest:
        if node["t"] in _BREAKS:
            return True
        if node["t"] != "Space" and not (node["t"] == "Str" and not without_marks(node["c"])):
            return False
    return True


def _written(
    text: str, signs: tuple[tuple[re.Pattern[str], str], ...], only_first: bool = False
) -> list[Node] | None:
    """The nodes of a text in which some of its signs are raw Markdown; None where it has none."""
    places: dict[int, tuple[int, str]] = {}
    for pattern, written in signs:
        found = pattern.finditer(text)
        for one in found:
            if not only_first or one.start() == 0 or pattern.pattern.startswith(r"(?<=\A"):
                places.setdefault(one.start(), (one.end(), written))
    if not places:
        return None
    nodes: list[Node] = []
    last = 0
    for start, (end, written) in sorted(places.items()):
        if start < last:
            continue
        nodes += [ast.text(text[last:start])] if text[last:start] else []
        nodes.append(ast.raw_markdown(written))
        last = end
    return [*nodes, ast.text(text[last:])] if text[last:] else nodes
