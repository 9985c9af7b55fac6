"""Theorems, their kin and proofs in divs of Quarto and bookdown: their words and numbers.

Sources: quarto.org/docs/authoring/cross-references.html (theorems and proofs);
bookdown.org/yihui/bookdown/markdown-extensions-by-bookdown.html.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from nashr import ast
from nashr.document.author_classes import as_given
from nashr.document.crossrefs import SENTENCE_END
from nashr.languages import THEOREMS, Language, language
from nashr.languages.casing import small_first
from nashr.model import Blocks, Inlines, Node
from nashr.records import dataclass, field

#: The prefixes of ids, in the order of ``THEOREMS``.
_PREFIXES = "thm lem cor prp cnj def exm exr rem".split()
_ID = re.compile(rf"(?P<prefix>{'|'.join(_PREFIXES)})[-:].")
_NAMES = ("name", "title")
#: What our style sheets know theorems, their kin and proofs by.
_STATEMENT = "statement"
_END_MARK = "□"
_ENDED = re.compile(
    r"(?:[□■◻◼▢∎▪]|\\(?:blacksquare|square|Box|qed\w*)\b|\bq\.\s?e\.\s?d)[\s.}]*\Z", re.I
)


def with_theorems(blocks: Blocks, tag: str) -> Blocks:
    """The blocks with *Theorem 1 (name).* before the text of each, and the same words for
    ``@thm-a``. Each kind is counted for itself.
    """
    if not any(node["t"] == "Div" for node in ast.nodes(blocks, leaves=False)):
        return blocks
    theorems = _Theorems(language(tag))
    labelled: Blocks = ast.rewrite(blocks, theorems.label)
    return theorems.referred(labelled) if theorems.labels else labelled


@dataclass(slots=True)
class _Theorems:
    words: Language
    #: By what they are referred to with: the word, the number and the id. Bookdown puts the kind
    #: before the id, ``thm:pyth`` for ``{.theorem #pyth}``.
    labels: dict[str, tuple[str, str, str]] = field(default_factory=dict)
    _counts: dict[int, int] = field(default_factory=dict)

    def label(self, node: Node) -> list[Node] | None:
        if node["t"] != "Div":
            return None
        (identifier, classes, values), blocks = node["c"]
        kind = _kind(identifier, classes)
        if kind is None and "proof" in as_given(classes):
            return [self._proof(node)]
        if kind is None:
            return None
        self._counts[kind] = self._counts.get(kind, 0) + 1
        number = self.words.in_digits(str(self._counts[kind]))
        word = (self.words.theorems or language("en").theorems)[kind]
        if identifier:
            self.labels[identifier] = (word, number, identifier)
            bare = identifier.removeprefix(f"{_PREFIXES[kind]}-")
            self.labels.setdefault(f"{_PREFIXES[kind]}:{bare}", self.labels[identifier])
        name: Inlines = []
        given = next((value for key, value in values if key in _NAMES and value.strip()), "")
        if given:
            name = ast.words(given)
        elif blocks and blocks[0]["t"] == "Header":
            name, blocks = blocks[0]["c"][2], blocks[1:]
        shown = ast.words(f"{word}\u00a0{number}")
        if name:
            shown = [*shown, ast.SPACE, ast.text("("), *name, ast.text(")")]
        title = {"t": "Strong", "c": [*shown, ast.text(".")]}
        if not name and _is_typed(word, blocks, number):
            return [_stated(None, node, blocks)]
        return [_stated(title, node, blocks)]

    def _proof(self, node: Node) -> Node:
        """*Proof.* before the text and a square behind it. A heading stands in place of the word;
        a name, which Quarto has for what is proved, in brackets behind it.
        """
        (_, _, values), blocks = node["c"]
        word = self.words.proof or language("en").proof
        if _is_typed(word, blocks):
            return _stated(None, node, _with_end_mark(blocks))
        title: Inlines = ast.words(word)
        given = next((value for key, value in values if key in _NAMES and value.strip()), "")
        if given:
            title = [*title, ast.SPACE, *ast.words(f"({given})")]
        elif blocks and blocks[0]["t"] == "Header":
            title, blocks = blocks[0]["c"][2], blocks[1:]
        if not ast.plain_text(title).rstrip().endswith((".", ":")):
            title = [*title, ast.text(".")]
        return _stated({"t": "Emph", "c": title}, node, _with_end_mark(blocks))

    def referred(self, tree: Any) -> Any:
        """A copy of the tree with links for references to theorems."""
        if isinstance(tree, dict):
            return {key: v if key == "t" else self.referred(v) for key, v in tree.items()}
        if not isinstance(tree, list):
            return tree
        done: list[Any] = []
        for item in tree:
            if ast.is_leaf(item):
                done.append(item)
            elif isinstance(item, dict) and item.get("t") == "Cite" and self._is_own(item):
                for n, one in enumerate(item["c"][0]):
                    done += [ast.text(","), ast.SPACE] if n else []
                    done += self._link(one, opens=not n and _opens(done))
            elif isinstance(item, dict) and item.get("t") == "Reference" and self._is_known(item):
                form, keys = item["c"]
                for n, key in enumerate(keys):
                    done += [ast.text(","), ast.SPACE] if n else []
                    done.append(self._shown(key, form, opens=not n and _opens(done)))
            else:
                done.append(self.referred(item))
        return done

    def _is_own(self, cite: Node) -> bool:
        return all(self._key(one["citationId"]) in self.labels for one in cite["c"][0])

    def _is_known(self, reference: Node) -> bool:
        return all(key in self.labels for key in reference["c"][1])

    def _shown(self, key: str, form: str, *, opens: bool) -> Node:
        """A reference of LaTeX."""
        only_number = form in ("number", "equation")
        return self._labelled(key, only_number=only_number, small=not opens and form != "capital")

    def _labelled(self, key: str, *, only_number: bool, small: bool) -> Node:
        """A link with the word and the number of a theorem."""
        word, number, identifier = self.labels[key]
        if small and self.words.small_in_lists:
            word = small_first(word, self.words.tag)
        shown = number if only_number else f"{word}\u00a0{number}"
        return ast.link([ast.text(shown)], f"#{identifier}", ast.attr("", ["cross-reference"]))

    @staticmethod
    def _key(key: str) -> str:
        return f"{key[:1].lower()}{key[1:]}"

    def _link(self, one: Mapping[str, Any], *, opens: bool) -> Inlines:
        prefix, suffix = one["citationPrefix"], one["citationSuffix"]
        mode = one["citationMode"]["t"]
        link = self._labelled(
            self._key(one["citationId"]),
            only_number=mode == "SuppressAuthor",
            small=not (opens and not prefix) and one["citationId"][:1].islower(),
        )
        behind = [ast.SPACE] if suffix and mode == "AuthorInText" else []
        return [*prefix, *([ast.SPACE] if prefix else []), link, *behind, *suffix]


def _is_typed(word: str, blocks: Blocks, number: str = "") -> bool:
    """Whether the text begins with the word itself, and with the number that it would have."""
    begins = rf"\s*{re.escape(word)}\s*{re.escape(number)}\s*[.:(]"
    return bool(blocks) and re.match(begins, ast.plain_text(blocks[:1]), re.I) is not None


def _stated(title: Node | None, node: Node, blocks: Blocks) -> Node:
    """The div with its title before its first words, known to our style sheets."""
    (identifier, classes, values), _ = node["c"]
    if title is None:
        pass
    elif blocks and blocks[0]["t"] in ("Para", "Plain"):
        blocks = [ast.para([title, ast.SPACE, *blocks[0]["c"]]), *blocks[1:]]
    else:
        blocks = [ast.para([title]), *blocks]
    kept = [pair for pair in values if pair[0] not in _NAMES]
    return {"t": "Div", "c": [[identifier, [*classes, _STATEMENT], kept], blocks]}


def _with_end_mark(blocks: Blocks) -> Blocks:
    """The text of a proof with a square at its end, unless its author typed one."""
    last = blocks[-1] if blocks else None
    if last is None or _ENDED.search(ast.plain_text([last])):
        return blocks
    mark = ast.text(f"\u00a0{_END_MARK}")
    match last["t"]:
        case "Para" | "Plain":
            return [*blocks[:-1], {"t": last["t"], "c": [*last["c"], mark]}]
        case "BulletList":
            *items, item = last["c"]
            done: Any = [*items, _with_end_mark(item)]
        case "OrderedList":
            attributes, (*items, item) = last["c"]
            done = [attributes, [*items, _with_end_mark(item)]]
        case _:
            return [*blocks, ast.para([ast.text(_END_MARK)])]
    return [*blocks[:-1], {"t": last["t"], "c": done}]


def _kind(identifier: str, classes: list[str]) -> int | None:
    named = next((THEOREMS.index(name) for name in classes if name in THEOREMS), None)
    found = _ID.match(identifier)
    return _PREFIXES.index(found["prefix"]) if found else named


def _opens(before: list[Any]) -> bool:
    """Whether a word behind these inlines is the first of a sentence."""
    words = [node for node in before if isinstance(node, dict) and node.get("t") == "Str"]
    return not before or bool(words and SENTENCE_END.search(words[-1]["c"]))
