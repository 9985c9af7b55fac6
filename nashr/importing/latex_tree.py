"""What is done with pandoc's tree of a LaTeX source: references become cross-references, labels of
formulas ids, places in cited works suffixes, and the source's own list of references entries.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from nashr import ast
from nashr.importing.draft import Draft
from nashr.importing.findings import Outcome
from nashr.importing.front_text import blocks_of_front, texts_of
from nashr.importing.latex_source import KEY_BEGIN, KEY_END, LatexSource
from nashr.importing.latex_theorem_numbers import with_theorem_numbers
from nashr.importing.library import Library
from nashr.importing.query_marks import is_query, with_queries
from nashr.importing.reference_list import add_references
from nashr.messages import Message
from nashr.model import NOCITE, Blocks, Inlines, Node

_MOST_WORDS = 12
_KEYED = re.compile(f"{KEY_BEGIN}([^{KEY_END}]*){KEY_END}(.*)", re.DOTALL)
_WIDTH = re.compile(r"\\+(?:line|text|column|h)(?:width|size)")
_ENVIRONMENT = re.compile(
    r"(?:\s*\\label\s*\{[^{}]*\})*\s*\\begin\{(equation|align|gather|multline|flalign|eqnarray|alignat)\*?\}(?:\{\d+\})?(.*)"
    r"\\end\{\1\*?\}\s*",
    re.DOTALL,
)
#: Environments of several lines, and the ones that stand within a formula.
_WITHIN = {"align": "aligned", "flalign": "aligned", "eqnarray": "aligned", "alignat": "aligned",
           "gather": "gathered", "multline": "gathered"}  # fmt: skip
#: The sign behind the relation of a row of three columns: an aligned row has one sign before it.
_SECOND_SIGN = re.compile(r"(?<!\\)(&(?:[^&\\]|\\.)*)&")
_LABEL = re.compile(r"\s*\\label\s*\{([^{}]*)\}")
_PREFIX = re.compile(
    r"(?:fig|figure|tab|tbl|table|eq|eqn|equation|sec|section|subsec|ch|chap)[:.-]"
)


def settle_latex(draft: Draft, library: Library, source: LatexSource) -> list[str]:
    """Change the blocks of a draft; gives the keys of the works in the source's own list."""
    draft.blocks = with_queries(draft.blocks, source.queries)
    _tell_citations(draft, source)
    keys = _take_references(draft, library)
    if source.listed:
        draft.front[NOCITE] = list(dict.fromkeys(keys.get(key, key) for key in source.listed))
    ids = _ids(draft.blocks)
    blocks = list(_with_equations(draft.blocks, ids))
    blocks, listings = _with_captions_of_code(blocks)
    blocks = ast.rewrite(blocks, lambda node: _listing_called(node, listings))
    _tell_lines(draft)
    with_theorem_numbers(blocks, source.theorems)
    theorems = _theorems(blocks)
    blocks = ast.rewrite(blocks, lambda node: _theorem_called(node, theorems))
    blocks = ast.rewrite(blocks, lambda node: _change(node, ids, keys))
    count = itertools.count(1)
    draft.blocks = ast.rewrite(blocks, lambda node: _figure(node, count))
    _settle_front(draft, source, lambda node: _change(node, ids, keys))
    _tell_references(draft)
    draft.ids |= set(ids.values())
    return list(keys.values())


def _settle_front(
    draft: Draft, source: LatexSource, change: Callable[[Node], list[Node] | None]
) -> None:
    """Change the texts of the front matter as those of the draft. What is asked in them stands
    before the text: a value has no queries.
    """
    asked: Inlines = []
    for text in texts_of(draft.front):
        text.blocks = ast.rewrite(with_queries(text.blocks, source.queries), change)
        asked += [node for node in ast.nodes(text.blocks) if is_query(node)]
        text.blocks = ast.rewrite(text.blocks, lambda node: [] if is_query(node) else None)
    if asked:
        draft.blocks = [ast.para(asked), *draft.blocks]


def tell_source(draft: Draft, latex: LatexSource) -> None:
    """Tell of commands, passages and bibliographies of a source that are not read as such."""
    if latex.unknown:
        draft.add(
            "commands-unknown",
            Outcome.DOUBTFUL,
            Message(
                "Commands that are not known here were read as their words: {names}.",
                names=", ".join(f"\\{name}" for name in latex.unknown),
            ),
            None,
            Message("look at the author's PDF, whether they say or set more."),
        )
    if latex.left_out:
        draft.add(
            "commands-left-out",
            Outcome.DOUBTFUL,
            Message(
                "Commands that are not known here and have no words were left out: {names}.",
                names=", ".join(f"\\{name}" for name in latex.left_out),
            ),
            None,
            Message("look at the author's PDF, whether they print something."),
        )
    for line in latex.undecided:
        draft.add(
            "condition-undecided",
            Outcome.DOUBTFUL,
            Message(
                "Line {number} of the file asks a condition that is not decided here: the "
                "manuscript has the words of all its branches.",
                number=line,
            ),
            None,
            Message("take out what the author's PDF does not show."),
        )
    for text in latex.refused:
        words = text.split()
        shown = " ".join(words[:_MOST_WORDS]) + (" …" if len(words) > _MOST_WORDS else "")
        draft.add(
            "passage-refused",
            Outcome.DOUBTFUL,
            Message(
                "Pandoc refuses a passage of the file, of which the words alone are there: "
                "“{words}”.",
                words=shown,
            ),
            None,
            Message("hold it against the author's file, and write what is missing."),
        )
    for name, line in latex.not_there:
        message = Message("The source {name}, which the file inputs, is not beside it.", name=name)
        if line:
            message = Message(
                "The source {name}, which line {number} of the file inputs, is not beside it.",
                name=name,
                number=line,
            )
        hint = Message("put it beside the file, and import that again.")
        draft.add("source-missing", Outcome.LOST, message, None, hint)
    for name in latex.missing:
        draft.add(
            "bibliography-missing",
            Outcome.LOST,
            Message("The bibliography {name} is not beside the file.", name=name),
            None,
            Message("put it beside the file, and import that again."),
        )


def _tell_citations(draft: Draft, source: LatexSource) -> None:
    """Tell of works that the source cites more often than the manuscript."""
    there: dict[str, int] = {}
    for node in ast.nodes([*draft.blocks, *blocks_of_front(draft.front)]):
        if node["t"] == "Cite":
            for one in node["c"][0]:
                there[one["citationId"]] = there.get(one["citationId"], 0) + 1
    for key, times in source.cited.items():
        if there.get(key, 0) < times:
            draft.add(
                "citation-lost",
                Outcome.LOST,
                Message("A citation of the work “{key}” is not in the manuscript.", key=key),
                None,
                Message("cite it where the file does: [@{key}].", key=key),
            )


def _take_references(draft: Draft, library: Library) -> dict[str, str]:
    """Make entries of the source's own list; gives their keys by those of the source."""
    found: dict[str, str] = {}

    def take(node: Node) -> list[Node] | None:
        is_text = node["t"] in ("Para", "Plain")
        keyed = _KEYED.fullmatch(ast.plain_text(node["c"]).strip()) if is_text else None
        if keyed is None:
            return None
        found[keyed[1]] = " ".join(keyed[2].split())
        return []

    # Classes have environments around the whole text, of which pandoc makes divisions.
    draft.blocks = ast.rewrite(draft.blocks, take)
    keys = add_references(draft, library, found)
    return dict(zip(found, keys, strict=True))


def _ids(blocks: Blocks) -> dict[str, str]:
    """The ids of figures, tables, formulas and sections for nashr, by those of the source."""
    found: dict[str, str] = {}
    for node in ast.nodes(blocks):
        match node:
            case {"t": "Figure", "c": [[str(name), *_], *_]} if name:
                found[name] = _id("fig", name)
            case {"t": "Div", "c": [[str(name), *_], [{"t": "Table"}]]} if name:
                found[name] = _id("tbl", name)
            case {"t": "Table", "c": [[str(name), *_], *_]} if name:
                found[name] = _id("tbl", name)
            case {"t": "Header", "c": [_, [str(name), *_], _]} if name:
                found[name] = _id("sec", name)
            case {"t": "Math", "c": [{"t": "DisplayMath"}, str(tex)]}:
                labels = _LABEL.findall(tex)
                found |= {label: _id("eq", labels[0]) for label in labels}
    return found


def _theorems(blocks: Blocks) -> dict[str, str]:
    """The word and the number of each theorem, as pandoc has written them, by its label."""
    found: dict[str, str] = {}
    for node in ast.nodes(blocks):
        match node:
            case {"t": "Div", "c": [[str(name), *_], [{"t": "Para", "c": inlines}, *_]]} if name:
                if inlines and inlines[0]["t"] == "Strong":
                    found[name] = ast.plain_text(inlines[0]["c"])
    return found


def _with_captions_of_code(blocks: Blocks) -> tuple[Blocks, dict[str, tuple[str, Inlines]]]:
    """The blocks with the caption of each listing before it; gives the id and the caption of each
    by its label. Captions are what pandoc leaves among the attributes of code.
    """
    found: dict[str, tuple[str, Inlines]] = {}

    def change(node: Node) -> list[Node] | None:
        if node["t"] != "CodeBlock":
            return None
        (name, classes, pairs), code = node["c"]
        said = {key: value.strip("{}") for key, value in pairs}
        kept = [
            pair for pair in pairs if pair[0] not in ("caption", "label", "float", "captionpos")
        ]
        caption, label = ast.words(said.get("caption", "")), said.get("label", "") or name
        if label:
            name = "code-" + re.sub(r"[^\w-]+", "-", label).strip("-")
            found[label] = (name, caption)
        shown = {"t": "CodeBlock", "c": [[name, classes, kept], code]}
        return [ast.para([{"t": "Emph", "c": caption}]), shown] if caption else [shown]

    return ast.rewrite(blocks, change), found


def _listing_called(node: Node, listings: Mapping[str, tuple[str, Inlines]]) -> list[Node] | None:
    """A reference to a listing as a link with its caption: listings have no numbers."""
    match node:
        case {"t": "Link", "c": [[_, _, pairs], _, _]} if _of(pairs, "reference") in listings:
            name, caption = listings[_of(pairs, "reference")]
            words = caption or [ast.text("↑")]
            return [{"t": "Link", "c": [ast.attr(), words, [f"#{name}", ""]]}]
    return None


def _theorem_called(node: Node, theorems: Mapping[str, str]) -> list[Node] | None:
    """The word and the number of theorems in the place of a reference that gives both, and the
    number in that of others: pandoc counts some otherwise.
    """
    match node:
        case {"t": "Link", "c": [[_, _, pairs], _, _]} if _of(pairs, "reference"):
            names = [name.strip() for name in _of(pairs, "reference").split(",")]
            is_worded = _of(pairs, "reference-type").lower().endswith("label")
            if all(name in theorems for name in names):
                called = (theorems[name] for name in names)
                words = ", ".join(one if is_worded else one.rpartition(" ")[2] for one in called)
                is_of_formula = _of(pairs, "reference-type") == "eqref"
                return ast.words(f"({words})" if is_of_formula else words)
    return None


def _id(prefix: str, name: str) -> str:
    plain = re.sub(r"[^\w-]+", "-", _PREFIX.sub("", name, count=1)).strip("-")
    return f"{prefix}:{plain or 'x'}"


def _tell_lines(draft: Draft) -> None:
    """Tell of formulas in which LaTeX numbers several lines: nashr numbers formulas."""
    for node in ast.nodes(draft.blocks):
        match node:
            case {"t": "Math", "c": [{"t": "DisplayMath"}, str(tex)]}:
                labels = _LABEL.findall(tex)
                if len(labels) > 1:
                    draft.add(
                        "equation-lines",
                        Outcome.DOUBTFUL,
                        Message(
                            "Lines of one formula have numbers of their own in the file, and one "
                            "number in the manuscript: {labels}.",
                            labels=", ".join(labels),
                        ),
                        None,
                        Message("write each line that is referred to as a formula."),
                    )


def _with_equations(blocks: Blocks, ids: Mapping[str, str]) -> Iterator[Node]:
    """The blocks with each formula of an environment in a paragraph of its own, before its id."""
    for block in blocks:
        if block["t"] not in ("Para", "Plain"):
            yield _within(block, ids)
            continue
        piece: Inlines = []
        for node in block["c"]:
            formula = _formula(node, ids)
            if formula is None:
                piece.append(node)
                continue
            yield from _paragraph(piece)
            piece = []
            yield ast.para(formula)
        yield from _paragraph(piece) if piece != block["c"] else [block]


def _within(block: Node, ids: Mapping[str, str]) -> Node:
    if block["t"] == "Div":
        return {"t": "Div", "c": [block["c"][0], list(_with_equations(block["c"][1], ids))]}
    if block["t"] == "BlockQuote":
        return {"t": "BlockQuote", "c": list(_with_equations(block["c"], ids))}
    match block:
        case {"t": "BulletList", "c": items}:
            return {"t": "BulletList", "c": [list(_with_equations(one, ids)) for one in items]}
        case {"t": "OrderedList", "c": [kind, items]}:
            made = [list(_with_equations(one, ids)) for one in items]
            return {"t": "OrderedList", "c": [kind, made]}
        case {"t": "DefinitionList", "c": terms}:
            return {"t": "DefinitionList", "c": [
                [term, [list(_with_equations(one, ids)) for one in texts]] for term, texts in terms
            ]}  # fmt: skip
    return block


def _paragraph(inlines: Inlines) -> Iterator[Node]:
    spaces = ("Space", "SoftBreak", "LineBreak")
    kept = list(inlines)
    while kept and kept[0]["t"] in spaces:
        kept.pop(0)
    while kept and kept[-1]["t"] in spaces:
        kept.pop()
    if kept:
        yield ast.para(kept)


def _formula(node: Node, ids: Mapping[str, str]) -> Inlines | None:
    """A formula of an environment without it, and its id."""
    if node["t"] != "Math" or node["c"][0]["t"] != "DisplayMath":
        return None
    found = _ENVIRONMENT.fullmatch(node["c"][1])
    if found is None:
        return None
    labels = _LABEL.findall(found[0])
    tex = _LABEL.sub("", found[2]).strip()
    tex = re.sub(r"\\(?:nonumber|notag)\b\s*", "", tex)
    if found[1] == "eqnarray":
        rows = re.split(r"(\\\\(?:\[[^\]]*\])?)", tex)
        tex = "".join(_SECOND_SIGN.sub(r"\1 ", row, count=1) for row in rows)
    if (inner := _WITHIN.get(found[1])) and (r"\\" in tex or "&" in tex):
        tex = f"\\begin{{{inner}}}\n{tex}\n\\end{{{inner}}}"
    math = {"t": "Math", "c": [{"t": "DisplayMath"}, tex]}
    named = [{"t": "Space"}, ast.raw_markdown(f"{{#{ids[labels[0]]}}}")] if labels else []
    return [math, *named]


def _change(node: Node, ids: Mapping[str, str], keys: Mapping[str, str]) -> list[Node] | None:
    match node:
        case {"t": "Link", "c": [[_, _, pairs], _, _]} if _of(pairs, "reference"):
            names = [name.strip() for name in _of(pairs, "reference").split(",")]
            if not all(name in ids for name in names):
                return None
            return _calls([ids[name] for name in names], _of(pairs, "reference-type"))
        case {"t": "Image", "c": [[name, classes, pairs], alt, target]}:
            kept = [[key, "100%" if _WIDTH.fullmatch(value) else value] for key, value in pairs]
            kept = [pair for pair in kept if "\\" not in pair[1]]
            return [{"t": "Image", "c": [[name, classes, kept], alt, target]}]
        case {"t": "Cite", "c": [cited, shown]}:
            return [
                {"t": "Cite", "c": [[_cited(one, keys, n) for n, one in enumerate(cited)], shown]}
            ]
        case {"t": "Span", "c": [[_, _, pairs], []]} if _of(pairs, "label"):
            return []
        case {"t": "Div", "c": [["", _, _], []]}:  # what stood in it is front matter
            return []
        case {"t": "Figure" | "Table" as kind, "c": [[str(name), *rest], *others]} if name in ids:
            return [{"t": kind, "c": [[ids[name], *rest], *others]}]
        case {"t": "Div", "c": [[str(name), *_], [{"t": "Table", "c": table}]]} if name in ids:
            return [{"t": "Table", "c": [[ids[name], *table[0][1:]], *table[1:]]}]
        case {"t": "Header", "c": [level, [str(name), *rest], inlines]} if name in ids:
            return [{"t": "Header", "c": [level, [ids[name], *rest], inlines]}]
    return None


def _figure(node: Node, count: Iterator[int]) -> list[Node] | None:
    """A figure without its place on LaTeX's page; one of several parts as a division of them, with
    the caption as the last paragraph. Words beside the pictures, as of their source, stand behind
    it.
    """
    if node["t"] != "Figure":
        return None
    (name, classes, _), (short, caption), inside = node["c"]
    images = [one for one in ast.nodes(inside) if one["t"] == "Image"]
    parts = [one for one in ast.nodes(inside) if one["t"] == "Figure"]
    whole = inside
    if len(images) == 1 and not parts:
        inside = [ast.plain(images)]
    if not images and not parts and not ast.plain_text(inside).strip():
        # Nothing of the picture is there.
        missing = {"t": "Image", "c": [ast.attr(), [], ["missing", ""]]}
        return [
            {"t": "Figure", "c": [[name, classes, []], [short, caption], [ast.plain([missing])]]}
        ]
    if not images and not parts and inside:
        # A box, a drawing in letters: pandoc would write HTML, which has no number.
        words = [one for block in caption if block["t"] in ("Para", "Plain") for one in block["c"]]
        last = [ast.para(words)] if words else []
        return [ast.div([*map(_as_paragraph, inside), *last], ast.attr(name))]
    beside = [one for block in whole if (one := _beside(block))]
    if len(images) < 2:
        figure = {"t": "Figure", "c": [[name, classes, []], [short, caption], inside]}
        return [figure, *beside]
    name = name or f"fig:parts-{next(count)}"
    own = [image for part in parts for image in ast.nodes(part["c"][2]) if image["t"] == "Image"]
    single = [ast.para([image]) for image in images if image not in own]
    words = [one for block in caption if block["t"] in ("Para", "Plain") for one in block["c"]]
    last = [ast.para(words)] if words else []
    return [ast.div([*parts, *single, *last], ast.attr(name)), *beside]


def _beside(block: Node) -> Node | None:
    """The words of a block in a figure without its pictures, if it has any."""
    if block["t"] == "Div":
        inside = [words for one in block["c"][1] if (words := _beside(one))]
        return ast.div(inside, ast.attr()) if inside else None
    if block["t"] == "Figure":
        return None
    kept = ast.rewrite([block], lambda node: [] if node["t"] == "Image" else None)
    has_more = any(node["t"] in ("Math", "Note", "Cite") for node in ast.nodes(kept))
    if not kept or not (ast.plain_text(kept).strip() or has_more):
        return None
    return next(_paragraph(kept[0]["c"]), None) if kept[0]["t"] in ("Para", "Plain") else kept[0]


def _as_paragraph(block: Node) -> Node:
    return ast.para(block["c"]) if block["t"] == "Plain" else block


def _tell_references(draft: Draft) -> None:
    """Tell of references to what the manuscript has not, which stand as their labels."""
    for node in ast.nodes(draft.blocks):
        if node["t"] != "Link" or not ast.plain_text(node["c"][1]).startswith("["):
            continue  # pandoc knows the numbers of theorems
        if name := _of(node["c"][0][2], "reference"):
            draft.add(
                "reference-broken",
                Outcome.LOST,
                Message(
                    "A cross-reference of the author's file leads nowhere: “{text}”.", text=name
                ),
                None,
                Message("find what is meant, and refer to it, as in @fig:1."),
            )


def _of(pairs: Any, name: str) -> str:
    return next((str(value) for key, value in pairs if key == name), "")


def _calls(names: list[str], kind: str) -> Inlines:
    """Calls of figures and the like: ``\\autoref`` and its kin give the word too."""
    mode = "AuthorInText" if kind.lower() == "ref+label" else "SuppressAuthor"
    if kind == "ref+Label":
        names = [f"{name[:1].upper()}{name[1:]}" for name in names]
    if kind.endswith("abel") and len(names) > 1 and len({n.partition(":")[0] for n in names}) == 1:
        return [{"t": "Cite", "c": [[_called(name, "NormalCitation") for name in names], []]}]
    calls: Inlines = []
    for name in names:
        calls += [
            *([ast.text(","), {"t": "Space"}] if calls else []),
            {"t": "Cite", "c": [[_called(name, mode)], []]},
        ]
    return calls


def _called(name: str, mode: str) -> Any:
    return {"citationId": name, "citationPrefix": [], "citationSuffix": [],
            "citationMode": {"t": mode}, "citationNoteNum": 0, "citationHash": 0}  # fmt: skip


def _cited(one: Any, keys: Mapping[str, str], place: int = 0) -> Any:
    """A cited work by its key in the bibliography; a place in it stands behind a comma, or in
    brackets behind a work that the sentence names.
    """
    suffix: Inlines = one["citationSuffix"]
    text = ast.plain_text(suffix)
    is_named = place == 0 and one["citationMode"]["t"] == "AuthorInText"
    if text and text[0] not in ",;:. " and not is_named:
        suffix = [ast.text(","), {"t": "Space"}, *suffix]
    key = one["citationId"]
    return {**one, "citationId": keys.get(key, key), "citationSuffix": suffix}
