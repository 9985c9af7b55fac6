"""Make citations of the calls of references in a JATS article: those that stand side by side become
one, without the brackets that the article's style set around them.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from nashr import ast
from nashr.model import Blocks, Inlines, Node

_BETWEEN = re.compile(r"[,;]|[\u2013\u2014-]")
_DASH = re.compile(r"[\u2013\u2014-]")
_YEAR = re.compile(r"\W*\d{4}[a-z]?\W*")
_NUMBER = re.compile(r"\W*\d{1,3}\W*")
_BRACKETED = re.compile(r"\s*(?:\(.*\)|\[.*\])\s*")
_LETTERED = re.compile(r"\W*\d+\s*([a-z])\W*")
_OPENING, _CLOSING = "[(", "])"
#: A call with the place in the work: “Ada, 2001, p. 5”, “Ada (2001: 5–7)”, “[1, Table 2]”.
_LOCATED = re.compile(
    r"(?P<work>.*\d{4}[a-z]?|\W*\d{1,3})"
    r"(?P<place>\s*(?:,(?![^\[\]();]*\d{4})\s*[^\W\d][^\[\]();]*|:\s*\d+(?:\s*[,\u2013-]\s*\d+)*))"
    r"(?P<end>[\])]?)\s*"
)
#: A call that ends within brackets which the text closes: “Ada (2001” of “Ada (2001; 2003)”.
_OPENED = re.compile(r"(?P<name>[^()]*[^\W\d_][^()]*?)\s*\((?P<year>\d{4}[a-z]?)")
#: So many words before and behind a call are a part of it: “see also”, “p. 5, emphasis added”.
_LONGEST_PREFIX, _LONGEST_SUFFIX = 3, 8
#: What makes a link or something else of a citation before it.
_AFTER = ("(", "[", "{")
#: How calls look in round brackets, and in square ones.
_YEARS, _NUMBERS = re.compile(r"\d{4}"), re.compile(r"^\W*\d{1,3}[a-z]?\W*$")
#: What parts two works of one part.
_PARTED = re.compile(r"[,&]|(?:,\s*)?(?:and|və|ve|и|und|et|y|e)")
#: A semicolon that parts no citations.
_SEMICOLON = ast.raw_markdown("\\;")


def with_citations(blocks: Blocks, keys: Mapping[str, tuple[str, ...]]) -> Blocks:
    """The blocks with the keys of the bibliography in the citations; one whose work is not there
    keeps its words. ``keys`` has them by the ids of the references, in the order of the list; a
    reference may name several works.
    """
    order = list(dict.fromkeys(key for found in keys.values() for key in found))

    def change(node: Node) -> list[Node] | None:
        if node["t"] != "Cite":
            return None
        citations, shown = node["c"]
        if not all(one["citationId"] in keys for one in citations):
            return list(shown)
        words = ast.plain_text(shown)
        cited = [
            {**one, "citationId": key}
            for one in citations
            for key in _of_letter(keys[one["citationId"]], words)
        ]
        opened = _OPENED.fullmatch(words) if len(cited) == 1 else None
        if opened is not None:
            year = {"t": "Cite", "c": [cited, [ast.text(opened["year"])]]}
            return [*ast.words(opened["name"]), {"t": "Space"}, ast.text("("), year]
        located = _LOCATED.fullmatch(words) if len(cited) == 1 else None
        if located is None:
            return [{"t": "Cite", "c": [cited, shown]}]
        cited[0]["citationSuffix"] = ast.words(_as_suffix(located["place"]))
        return [{"t": "Cite", "c": [cited, ast.words(located["work"] + located["end"])]}]

    def walk(tree: Any) -> Any:
        if isinstance(tree, list):
            walked = [walk(one) for one in tree]
            return _clustered(walked, order) if _has_cite(walked) else walked
        if isinstance(tree, dict):
            return {name: walk(value) if name != "t" else value for name, value in tree.items()}
        return tree

    changed: Blocks = walk(ast.rewrite(blocks, change))
    return changed


def _of_letter(keys: tuple[str, ...], shown: str) -> tuple[str, ...]:
    """The works of a reference that a call names: one of several by its letter, as “4b”."""
    found = _LETTERED.fullmatch(shown) if len(keys) > 1 else None
    place = ord(found[1]) - ord("a") if found else -1
    return keys[place : place + 1] if 0 <= place < len(keys) else keys


def _has_cite(nodes: list[Any]) -> bool:
    return any(isinstance(one, dict) and one.get("t") == "Cite" for one in nodes)


def _clustered(inlines: Inlines, order: list[str]) -> Inlines:
    """The inlines with citations side by side in one, and without brackets around it."""
    result: Inlines = []
    place = 0
    while place < len(inlines):
        node = inlines[place]
        whole = _in_brackets(inlines, place)
        if whole is not None:
            nodes, place = whole
            result += nodes
            continue
        if node["t"] != "Cite":
            result.append(node)
            place += 1
            continue
        end, cited = _cluster(inlines, place, order)
        shown = ast.plain_text([one["c"][1] for one in inlines[place:end] if one["t"] == "Cite"])
        is_bracketed = _take_brackets(result, inlines, end) or bool(_BRACKETED.fullmatch(shown))
        if (
            end < len(inlines)
            and inlines[end].get("t") == "Str"
            and inlines[end]["c"][:1] in _AFTER
        ):
            inlines[end] = ast.text(f" {inlines[end]['c']}")
        result.append({"t": "Cite", "c": [_in_mode(cited, shown, is_bracketed), [ast.text(shown)]]})
        place = end
    return result


def _in_brackets(inlines: Inlines, start: int) -> tuple[Inlines, int] | None:
    """What “(see Ada, 2001, p. 5; Bek, 2002)” or “[1, p. 5; 2]” is from a word on, and where it
    ends; None where no such brackets open in the word, or something else is in them.
    """
    if not _is_text(inlines[start]):
        return None
    opened = max(inlines[start]["c"].rfind(sign) for sign in _OPENING)
    if opened < 0:
        return None
    before, opening = inlines[start]["c"][:opened], inlines[start]["c"][opened]
    end = _CLOSING[_OPENING.index(opening)]
    parts: list[Inlines] = [[]]
    for place in range(start, len(inlines)):
        node = inlines[place]
        text = node["c"] if _is_text(node) else ""
        head, closing, tail = (text[opened + 1 :] if place == start else text).partition(end)
        if node["t"] not in ("Str", "Space", "SoftBreak", "Cite") or re.search(r"[()\[\]]", head):
            return None
        first, *others = head.split(";")
        parts[-1].append(ast.text(first) if text else node)
        parts += [[ast.text(other)] for other in others]
        if not closing:
            continue
        cited = _works_in(parts, _YEARS if opening == "(" else _NUMBERS)
        if not cited:
            return None
        shown = ast.plain_text([one for part in parts for one in part])
        cite = {"t": "Cite", "c": [cited, [ast.text(shown)]]}
        tail = f" {tail}" if tail[:1] in _AFTER and tail else tail
        return [*_texts(before), cite, *_texts(tail)], place + 1
    return None


def _works_in(parts: list[Inlines], shown: re.Pattern[str]) -> list[Any]:
    """The works of the parts between semicolons, whose calls look as ``shown``. A part with words
    alone, as of a work that is not in the list, stands in the suffix of the work before it, or else
    in the prefix of the next.
    """
    found: list[Any] = []
    before: Inlines = []
    for part in parts:
        if not any(node["t"] == "Cite" for node in part):
            words = ast.words(ast.plain_text(part).strip())
            if not re.search(r"\d{4}", ast.plain_text(part)):
                return []
            if found:
                suffix = [*found[-1]["citationSuffix"], _SEMICOLON, {"t": "Space"}, *words]
                found[-1] = {**found[-1], "citationSuffix": suffix}
            else:
                before += [*words, _SEMICOLON, {"t": "Space"}]
            continue
        works = _part(part, shown)
        if not works:
            return []
        first, *more = works
        found += [{**first, "citationPrefix": [*before, *first["citationPrefix"]]}, *more]
        before = []
    return found


def _part(nodes: Inlines, looks: re.Pattern[str]) -> list[Any]:
    """The works of a part with the words around them as prefix and suffix: one, or several with a
    comma between them, as “Ada, 2001, 2003”. Nothing for what is otherwise.
    """
    places = [n for n, node in enumerate(nodes) if node["t"] == "Cite"]
    works: list[Any] = []
    for n, place in enumerate(places):
        start = 0 if n == 0 else places[n - 1] + 1
        prefix = ast.plain_text(nodes[start:place]).strip()
        if n and not _PARTED.fullmatch(prefix):
            return []
        shown = ast.plain_text(nodes[place]["c"][1])
        if not looks.search(shown) or len(prefix.split()) > _LONGEST_PREFIX:
            return []
        mode = "SuppressAuthor" if _YEAR.fullmatch(shown) else "NormalCitation"
        works += [{**one, "citationMode": {"t": mode}} for one in nodes[place]["c"][0]]
        if n == 0:
            works[0] = {**works[0], "citationPrefix": ast.words(prefix)}
    suffix = ast.plain_text(nodes[places[-1] + 1 :]).strip()
    if len(suffix.split()) > _LONGEST_SUFFIX or (suffix and suffix[0] not in ",:"):
        return []
    last = [*works[-1]["citationSuffix"], *ast.words(_as_suffix(suffix))]
    return [*works[:-1], {**works[-1], "citationSuffix": last}]


def _as_suffix(text: str) -> str:
    """“: 5” and “,p.5” as manuscripts write them: “, 5”, “, p. 5”."""
    words = re.sub(r"^([^\W\d]{1,5}\.)(?=\d)", r"\1 ", text.strip().lstrip(",:").lstrip())
    return f", {words}" if words else ""


def _is_text(node: Node) -> bool:
    return bool(node["t"] == "Str")


def _texts(text: str) -> Inlines:
    return [ast.text(text)] if text else []


def _cluster(inlines: Inlines, start: int, order: list[str]) -> tuple[int, list[Any]]:
    """Where the citations side by side end, and all of them; a range has those between."""
    cited = list(inlines[start]["c"][0])
    end = place = start + 1
    is_range = False
    while place < len(inlines):
        node = inlines[place]
        if node["t"] == "Cite":
            more = list(node["c"][0])
            if is_range:
                more = [*_between(cited[-1], more[0], order), *more]
            cited += more
            end, is_range = place + 1, False
        elif node["t"] == "Str" and _BETWEEN.fullmatch(node["c"]):
            is_range = bool(_DASH.fullmatch(node["c"]))
        elif node["t"] not in ("Space", "SoftBreak"):
            break
        place += 1
    return end, cited


def _between(first: Any, last: Any, order: list[str]) -> list[Any]:
    begin, end = (order.index(one["citationId"]) for one in (first, last))
    return [{**first, "citationId": key} for key in order[begin + 1 : end]]


def _take_brackets(before: Inlines, inlines: Inlines, end: int) -> bool:
    """Take the brackets around a place out of what is before and behind it."""
    if not before or end >= len(inlines):
        return False
    left, right = before[-1], inlines[end]
    if left["t"] != "Str" or right["t"] != "Str":
        return False
    opening, closing = left["c"][-1:], right["c"][:1]
    if not opening or opening not in _OPENING or closing != _CLOSING[_OPENING.index(opening)]:
        return False
    before.pop()
    if left["c"][:-1]:
        before.append(ast.text(left["c"][:-1]))
    inlines[end] = ast.text(right["c"][1:])
    return True


def _in_mode(cited: list[Any], shown: str, is_bracketed: bool) -> list[Any]:
    """The citations as the text calls them: by a year alone, by a name and a year in the sentence,
    or in brackets.
    """
    mode = "NormalCitation"
    if _YEAR.fullmatch(shown):
        mode = "SuppressAuthor"
    elif len(cited) == 1 and not is_bracketed and not _NUMBER.fullmatch(shown):
        is_named = bool(re.search(r"[^\W\d]{2}", shown)) and bool(re.search(r"\d{4}", shown))
        if is_named:
            place = ast.plain_text(cited[0]["citationSuffix"]).removeprefix(", ")
            cited = [{**cited[0], "citationSuffix": ast.words(place)}]
            mode = "AuthorInText"
    return [{**one, "citationMode": {"t": mode}} for one in cited]
