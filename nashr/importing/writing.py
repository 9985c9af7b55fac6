"""Write a draft as the text of ``article.md``, and find the line of each paragraph in it."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from typing import Any

from nashr import ast
from nashr.document.latex_signs import looks_like_tex
from nashr.importing.draft import Draft
from nashr.importing.findings import Placed
from nashr.importing.front_text import in_markdown
from nashr.importing.kept_signs import with_kept_signs
from nashr.importing.marks import encode, number_of, numbers_in, without_marks
from nashr.model import Blocks, Inlines, Node
from nashr.records import dataclass

ToMarkdown = Callable[[Blocks], str]


@dataclass(frozen=True, slots=True)
class Written:
    """The text of the manuscript, and the findings with their lines in it."""

    text: str
    findings: tuple[Placed, ...]


def write(draft: Draft, to_markdown: ToMarkdown) -> Written:
    """The manuscript of a settled draft."""
    body = _markdown_of(_with_marks_behind(draft.blocks), to_markdown)
    front = _front_matter(
        in_markdown(draft.front, lambda blocks: _markdown_of(blocks, to_markdown))
    )
    offset = front.count("\n")
    lines: dict[int, int] = {}
    kept: list[str] = []
    for line in body.split("\n"):
        bare = without_marks(line)
        numbers = numbers_in(line)
        for number in numbers:
            lines.setdefault(number, offset + len(kept) + 1)
        if numbers and not bare.strip():
            continue  # the mark of a table had a paragraph of its own
        if not bare.strip() and kept and not kept[-1].strip():
            continue
        kept.append(bare.rstrip() if numbers else bare)
    text = front + "\n".join(kept).strip("\n") + "\n"
    last = text.count("\n")  # what stood behind it has left nothing
    of_paragraph = {id(draft.things[number]): min(line, last) for number, line in lines.items()}
    placed = (Placed(f, of_paragraph.get(id(f.paragraph), 0)) for f in draft.findings)
    return Written(text, tuple(placed))


def _markdown_of(blocks: Blocks, to_markdown: ToMarkdown) -> str:
    return _with_brackets(to_markdown(with_kept_signs(blocks)))


_BRACKETED = re.compile(r"\\\[((?:(?!\\\]).)*)\\\]")
_CITING = re.compile(r"\[[^\[\]\n$]*@[^\[\]\n$]*\]")
_IN_CELL = re.compile(r"\\\[((?:(?!\\\])[^|])*)\\\]([^|]*)\|")


def _with_brackets(body: str) -> str:
    """The Markdown without escaped brackets that nashr would take for those of a formula in TeX: as
    entities, and in a table of fixed columns as they are, with spaces for the room that they had.
    """

    def change(found: re.Match[str]) -> str:
        return f"&#91;{found[1]}&#93;" if looks_like_tex(without_marks(found[1])) else found[0]

    def change_in_cell(found: re.Match[str]) -> str:
        is_tex = looks_like_tex(found[1])
        return f"[{found[1]}]{found[2]}  |" if is_tex else found[0]

    # Pandoc sets a space before what follows a key.
    body = _CITING.sub(lambda found: found[0].replace(" \\;", "\\;"), body)
    return "\n".join(
        _IN_CELL.sub(change_in_cell, line) if line.startswith("|") else _BRACKETED.sub(change, line)
        for line in body.split("\n")
    )


def _front_matter(front: Mapping[str, Any]) -> str:
    return f"---\n{_yaml(front)}---\n\n"


def _yaml(front: Mapping[str, Any]) -> str:
    """YAML that an editor can read: a line for each key, long texts as blocks."""
    import yaml

    class Dumper(yaml.SafeDumper):
        pass

    def text(dumper: yaml.SafeDumper, value: str) -> yaml.ScalarNode:
        style = "|" if "\n" in value or len(value) > 200 else None
        return dumper.represent_scalar("tag:yaml.org,2002:str", value, style=style)

    Dumper.add_representer(str, text)
    dumped: str = yaml.dump(
        dict(front), Dumper=Dumper, allow_unicode=True, sort_keys=False, width=10_000
    )
    return dumped


_AFTER_TEXT = frozenset({"Para", "Plain", "Header"})


def _with_marks_behind(blocks: Blocks) -> Blocks:
    """The blocks with each mark at the end of its paragraph, where it changes nothing of how the
    line is written. A table has those of its cells before it.
    """

    def change(node: Node) -> list[Node] | None:
        if node["t"] in _AFTER_TEXT:
            place = 2 if node["t"] == "Header" else None
            inlines = node["c"] if place is None else node["c"][2]
            moved = _moved(inlines)
            contents = moved if place is None else [node["c"][0], node["c"][1], moved]
            return [{"t": node["t"], "c": contents}]
        if node["t"] in ("Table", "Figure"):
            numbers = numbers_in(json.dumps(node, ensure_ascii=False))
            first = [ast.para([ast.text("".join(map(encode, numbers)))])] if numbers else []
            return [*first, _unmarked(node)]
        return None

    changed: Blocks = ast.rewrite(blocks, change)
    return changed


def _moved(inlines: Inlines) -> Inlines:
    marks = [one for one in inlines if _is_mark(one)]
    rest = [one for one in inlines if not _is_mark(one)]
    while rest and rest[0]["t"] in ("Space", "SoftBreak", "LineBreak"):
        rest.pop(0)
    while rest and rest[-1]["t"] in ("Space", "SoftBreak", "LineBreak"):
        rest.pop()
    return [*rest, *marks]


def _unmarked(tree: Any) -> Any:
    """A copy of a tree without marks."""
    return ast.rewrite_strings(tree, _bare)


def _bare(text: str) -> list[Node] | None:
    bare = without_marks(text)
    return None if bare == text else [ast.text(bare)] if bare else []


def _is_mark(node: Any) -> bool:
    return isinstance(node, dict) and node.get("t") == "Str" and number_of(node["c"]) is not None
