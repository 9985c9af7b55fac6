"""Cross-references: ``@fig:a`` becomes a link whose text is in the article's language.

Those of LaTeX and bookdown are nodes of the type ``Reference``: a form and the keys.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from itertools import groupby
from typing import Any

from nashr import ast
from nashr.diagnostics import Diagnostic, nearest
from nashr.document.label_words import has_label_word, label_word_of
from nashr.document.numbering import KINDS, Kind, Target
from nashr.document.positions import Places
from nashr.document.separate_citations import with_separate_works
from nashr.languages import Language, language, nearest_first
from nashr.languages.casing import small_first
from nashr.messages import Message
from nashr.model import Inlines, Node

_KEY = re.compile(rf"({'|'.join(KINDS)}):.", re.IGNORECASE)
#: Whether the next word is the first of a sentence: known, or a question of whether this word is
#: an abbreviation, whose full stop ends none. It is asked where a cross-reference follows.
Start = bool | str
#: A word that ends a sentence, or an abbreviation.
SENTENCE_END = re.compile(r"[.!?…։؟۔][\"'”’»“)\]]*\Z")


#: Prefixes of labels that LaTeX and bookdown authors use, and those of nashr.
_PREFIXES = {
    **dict.fromkeys(("tab", "table", "tbl"), "tbl"),
    **dict.fromkeys(("fig", "figure"), "fig"),
    **dict.fromkeys(("eq", "eqn", "equation"), "eq"),
    **dict.fromkeys(("sec", "section", "subsec", "ssec", "chap", "ch", "app"), "sec"),
}


def _with_known_prefix(name: str) -> str:
    """A label as nashr writes it; Quarto has a hyphen for the colon."""
    prefix, colon, rest = name.partition(":")
    if not colon:
        prefix, _, rest = name.partition("-")
        if not rest or prefix.lower() not in KINDS:
            return name
    return f"{_PREFIXES.get(prefix.lower(), prefix)}:{rest}"


def is_crossref(key: str) -> bool:
    """Whether a key between ``[@`` and ``]`` names an element of the article."""
    return _KEY.match(key) is not None


class CrossReferences:
    """Resolves the cross-references of trees, collecting ``diagnostics``.

    ``section_numbers`` becomes true when a numbered section is referred to.
    """

    def __init__(
        self,
        targets: Mapping[str, Target],
        places: Places,
        aliases: Mapping[str, str] | None = None,
    ) -> None:
        self._targets = targets
        self._aliases = aliases or {}
        names = {**{name: name for name in targets}, **self._aliases}
        self._by_kind = {_with_known_prefix(name): found for name, found in names.items()}
        self._places = places
        self.diagnostics: list[Diagnostic] = []
        self.section_numbers = False

    def resolve(self, tree: Any, tag: str) -> Any:
        """A copy of the tree with links for cross-references; citations stay ``Cite`` nodes."""
        return self._walk(tree, language(tag), True)

    def _walk(self, tree: Any, words: Language, start: Start) -> Any:
        if isinstance(tree, dict):
            if tree.get("t") in ("Para", "Plain", "Header", "Note"):
                start = True
            return {k: v if k == "t" else self._walk(v, words, start) for k, v in tree.items()}
        if not isinstance(tree, list):
            return tree
        done: list[Any] = []
        word: Node | None = None
        for n, item in enumerate(tree):
            if ast.is_leaf(item):
                done.append(item)
                word = item if item["t"] == "Str" else word
                continue
            if word is not None:  # only needed before a node that is no leaf
                start, word = _start_after(word, start), None
            if not isinstance(item, dict) or "t" not in item:
                done.append(self._walk(item, words, start))
                continue
            node = self._walk(item, words, start)
            if node["t"] == "Cite":
                found = self._links(with_separate_works(node, words.list_and), words, start, done)
                done.extend(_within_parentheses(found, done, tree[n + 1 :]))
            elif node["t"] == "Reference":
                starts = _starts_sentence(start, words)
                done.extend(self._references(node, words, starts, done))
            else:
                done.append(node)
            start = _start_after(node, start)
        return done

    def _links(self, cite: Node, words: Language, start: Start, before: Inlines) -> list[Node]:
        citations = cite["c"][0]
        if not any(map(_is_crossref, citations)):
            return [cite]
        starts_sentence = _starts_sentence(start, words)
        inlines: Inlines = []
        runs = [(is_link, list(run)) for is_link, run in groupby(citations, _is_crossref)]
        for number, (is_link, run) in enumerate(runs):
            if number:
                inlines += _before_run(citations[0], is_second=number == 1)
            if not is_link:
                inlines.append({"t": "Cite", "c": [run, cite["c"][1]]})
                continue
            is_last = number == len(runs) - 1
            for n, citation in enumerate(run):
                if n:
                    inlines += _separator(n, len(run) + (not is_last), words)
                is_first = not number and not n
                inlines += self._link_with_affixes(
                    citation, words, starts_sentence and is_first, before if is_first else []
                )
        return inlines

    def _link_with_affixes(
        self, citation: Any, words: Language, starts_sentence: bool, before: Inlines
    ) -> Inlines:
        prefix, suffix = citation["citationPrefix"], citation["citationSuffix"]
        mode = citation["citationMode"]["t"]
        after = [ast.SPACE, *suffix] if suffix and mode == "AuthorInText" else suffix
        key = citation["citationId"]
        target = self._target(key)
        if target is None or target.kind != KINDS[key.partition(":")[0].lower()]:
            self._report_unknown(key)
            link = ast.text(f"@{key}")
        else:
            typed = label_word_of(prefix, target.kind, words.tag) or (
                not prefix and has_label_word(before, target.kind, words.tag)
            )
            only_number = mode == "SuppressAuthor" or (typed and target.number is not None)
            capital = key[0].isupper() or (starts_sentence and not prefix)
            link = self._link(target, _label(target, words, capital, only_number))
        return [*prefix, *([ast.SPACE] if prefix else []), link, *after]

    def _target(self, key: str) -> Target | None:
        """The element with an id or label; ``tab:a`` and ``tbl:a`` are the same."""
        for name in (key, key[0].lower() + key[1:]):
            found = self._targets.get(self._aliases.get(name, name))
            if found is not None:
                return found
        return self._targets.get(self._by_kind.get(_with_known_prefix(key), ""))

    def _link(self, target: Target, label: Inlines) -> Node:
        if target.kind == "section" and target.number is not None:
            self.section_numbers = True
        return ast.link(label, f"#{target.id}", ast.attr("", ["cross-reference"]))

    # --- of LaTeX and bookdown -------------------------------------------------------------

    def _references(
        self, node: Node, words: Language, starts_sentence: bool, before: Inlines
    ) -> Inlines:
        form, keys = node["c"]
        done: Inlines = []
        for n, key in enumerate(keys):
            done += _separator(n, len(keys), words) if n else []
            target = self._target(key)
            if target is None:
                self._report_unlabelled(key)
                done.append(ast.text("?"))
                continue
            opens = form == "capital" or (starts_sentence and not n)
            done.append(self._link(target, self._reference(target, form, words, opens, before, n)))
        return done

    def _reference(
        self, target: Target, form: str, words: Language, opens: bool, before: Inlines, n: int
    ) -> Inlines:
        if form == "title":
            return target.title or _label(target, words, opens, only_number=False)
        if form in ("number", "equation") and target.number is not None:
            bare = form == "number" and target.kind == "equation"
            return [ast.text(target.number.strip("()") if bare else target.number)]
        typed = not n and has_label_word(before, target.kind, words.tag)
        return _label(target, words, opens, only_number=typed and target.number is not None)

    def _report_unlabelled(self, key: str) -> None:
        message = Message("Nothing in the article has the label or id “{key}”.", key=key)
        near = nearest(key, [*self._targets, *self._aliases])
        hint = Message("Did you mean {near}?", near=near) if near else None
        place = self._places.of_key(key)
        self.diagnostics.append(Diagnostic("crossref-unknown", place, message, hint))

    def _report_unknown(self, key: str) -> None:
        kind = KINDS[key.partition(":")[0].lower()]
        place = self._places.of_key(key)
        hint = self._hint(key, kind)
        diagnostic = Diagnostic("crossref-unknown", place, _UNKNOWN[kind].having(key=key), hint)
        self.diagnostics.append(diagnostic)

    def _hint(self, key: str, kind: Kind) -> Message:
        stem, hyphen, ending = key.rpartition("-")
        if hyphen and stem in self._targets and ending.isalpha():
            return Message(
                "An ending is kept apart by braces: @{{{stem}}}-{ending}.", stem=stem, ending=ending
            )
        prefix, _, name = key.partition(":")
        prefix = prefix.lower()
        known = [t.id for t in self._targets.values() if t.kind == kind and is_crossref(t.id)]
        near = nearest(name, [identifier.partition(":")[2] for identifier in known])
        if near:
            return Message("Did you mean @{prefix}:{near}?", prefix=prefix, near=near)
        return _WITHOUT_ID[kind].having(prefix=prefix)


#: By the kind of what is referred to, since other languages decline each of them.
_UNKNOWN: Mapping[Kind, Message] = {
    "figure": Message("No figure of the article has the id “{key}”."),
    "table": Message("No table of the article has the id “{key}”."),
    "equation": Message("No equation of the article has the id “{key}”."),
    "section": Message("No heading of the article has the id “{key}”."),
}
_WITHOUT_ID: Mapping[Kind, Message] = {
    "figure": Message("Give the figure the id {{#{prefix}:…}}."),
    "table": Message("Give the table the id {{#{prefix}:…}}."),
    "equation": Message("Give the equation the id {{#{prefix}:…}}."),
    "section": Message("Give the heading the id {{#{prefix}:…}}."),
}


def _label(target: Target, words: Language, starts_sentence: bool, only_number: bool) -> Inlines:
    if target.number is None:
        if target.title:
            marks = words.quotes
            return [ast.text(marks.open), *target.title, ast.text(marks.close)]
        number = "?"
    else:
        number = target.number
    if only_number:
        return [ast.text(number)]
    if target.word:
        is_small = not starts_sentence and words.small_in_lists
        word = small_first(target.word, words.tag) if is_small else target.word
        return ast.words(f"{word}\u00a0{number}")
    form = getattr(words.labels, target.kind if starts_sentence else f"{target.kind}_lower")
    return ast.words(form.replace(" {n}", "\u00a0{n}").format(n=number))


def _within_parentheses(found: list[Node], before: Inlines, after: Inlines) -> list[Node]:
    """The links, without the parentheses of an equation's number in those of the author."""
    if len(found) != 1 or found[0]["t"] != "Link" or not (before and after):
        return found
    number = ast.plain_text(found)
    opens = before[-1]["t"] == "Str" and before[-1]["c"].endswith("(")
    closes = after[0]["t"] == "Str" and after[0]["c"].startswith(")")
    if not (opens and closes and number.startswith("(") and number.endswith(")")):
        return found
    attributes, _, target = found[0]["c"]
    return [{"t": "Link", "c": [attributes, [ast.text(number[1:-1])], target]}]


def _is_crossref(citation: Any) -> bool:
    return is_crossref(citation["citationId"])


def _before_run(first: Any, is_second: bool) -> Inlines:
    """What stands between cross-references and citations of works that pandoc reads as one.

    In ``@fig:a [@b]`` it is the space that the author wrote.
    """
    in_text = first["citationMode"]["t"] == "AuthorInText"
    if is_second and in_text and not first["citationSuffix"]:
        return [ast.SPACE]
    return [ast.text(";"), ast.SPACE]


def _separator(n: int, count: int, words: Language) -> Inlines:
    if n < count - 1:
        return [ast.text(","), ast.SPACE]
    return [ast.SPACE, *ast.words(words.list_and), ast.SPACE]


def _start_after(node: Node, start: Start) -> Start:
    """Whether a word after this node is the first of a sentence."""
    if node["t"] in ("Space", "SoftBreak", "LineBreak", "Note"):
        return start
    if node["t"] in ("Cite", "Math", "Code", "Reference"):
        return False
    text = node["c"] if node["t"] == "Str" else ast.plain_text(node)
    if not text or not SENTENCE_END.search(text):
        return False
    return text.rsplit(" ", 1)[-1].lstrip("([{“‘«„\"'").lower()


def _starts_sentence(start: Start, words: Language) -> bool:
    return start if isinstance(start, bool) else not _is_abbreviation(start, words)


def _is_abbreviation(word: str, words: Language) -> bool:
    """Whether a word with a full stop is an abbreviation, of the text's language or another."""
    return any(word in record.abbreviations for record in nearest_first(words.tag))
