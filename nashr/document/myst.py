"""MyST in a Markdown text: its roles, its directives, its targets.

What has a meaning in an article is understood; whatever else has none is reported where it stands.
Source: mystmd.org/guide and myst-parser.readthedocs.io (roles and directives, cross-references).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from nashr.document import myst_directives
from nashr.document.latex_reading import Latex, Origin, Reading
from nashr.document.latex_syntax import DEEPEST, Argument
from nashr.document.meanings import (
    Cited,
    CitedWork,
    Form,
    Formula,
    Labelled,
    Linked,
    Meaning,
    Referred,
    Verbatim,
    Words,
    Wrapped,
)
from nashr.document.positions import Placed
from nashr.document.rewriting import Edit
from nashr.document.scanning import Region, Scan
from nashr.messages import Message

#: The name of a role, right before the code that it is for.
_ROLE = re.compile(r"(?<![\\`])\{(?P<name>[A-Za-z][\w:.+-]*)\}\Z")
_TARGET = re.compile(r"^[ ]{0,3}\((?P<key>[^()\s][^()\n]*)\)=[ \t]*$", re.M)
#: What a target may stand above, behind empty lines: a heading, a figure on a line of its own.
_HEADING = re.compile(r"#{1,6}[ \t]+[^\n]*?(?=[ \t]*(?:\{[^{}\n]*\}|#+)?[ \t]*(?:\n|\Z))")
_IMAGE = re.compile(r"!\[[^\n]*(?=\]\([^()\n]*\)(?:\{[^{}\n]*\})?[ \t]*(?:\n|\Z))")
_PARAGRAPH = re.compile(r"[^\W_]|[*_\"“«(](?!.*\)=)")

#: ``citationMode`` of the roles for citations; those that begin with *foot* are notes.
_CITATIONS = {
    **dict.fromkeys(
        ("cite", "citep", "cite:p", "cite:ps", "cite:alp", "cite:label", "cite:cts"),
        "NormalCitation",
    ),
    **dict.fromkeys(("citet", "cite:t", "cite:ts", "cite:ct"), "AuthorInText"),
    **dict.fromkeys(("cite:year", "cite:yearpar"), "SuppressAuthor"),
    **dict.fromkeys(("footcite", "footcite:p", "footcite:ps"), "NormalCitation"),
}
_REFERENCES = frozenset(("ref", "numref", "eq", "math:numref", "prf:ref", "std:ref"))
_WRAPPED = {
    **dict.fromkeys(("sub", "subscript"), "Subscript"),
    **dict.fromkeys(("sup", "superscript"), "Superscript"),
    **dict.fromkeys(("emphasis", "dfn"), "Emph"),
    **dict.fromkeys(("strong", "guilabel"), "Strong"),
    **dict.fromkeys(("sc", "smallcaps"), "SmallCaps"),
    **dict.fromkeys(("u", "underline"), "Underline"),
    **dict.fromkeys(("del", "strike", "s"), "Strikeout"),
    **dict.fromkeys(("abbr", "abbreviation"), "Span"),
}
_CODE = frozenset(
    "code literal samp file command program option envvar regexp class func mod meth attr".split()
)
_WITH_WORDS = re.compile(r"(?P<words>.*\S)\s*<(?P<key>[^<>]+)>\s*\Z", re.S)
_FORMULA_LABEL = re.compile(r"[ \t]*\((?P<key>[A-Za-z][\w:.\-]*)\)(?=[ \t]*$)", re.M)
#: Roles that lead to places outside the article: the words for them stay.
_ELSEWHERE = frozenset(("term", "doc", "download", "any", "std:term", "std:doc"))
_NO_WORDS = re.compile(
    r"(?<![\\!\]])\[[ \t]*\]\((?:#(?P<key>[^()\s]+)|(?P<address>(?:https?://|mailto:|doi:)[^()\s<>]+))\)"
)
#: A label that a directive gives what it makes.
_OPTION_LABEL = re.compile(r"^[ \t>]*:?(?:name|label):[ \t]*(?P<key>\S[^\n]*?)[ \t]*$", re.M)
_AT_LABEL = re.compile(r"(?<![\w\\@/.\-])@(?P<key>[^\W_](?:[\w:.\-]*\w)?)")
#: What is a cross-reference in any manuscript (``crossrefs.is_crossref``).
_CROSSREF = re.compile(r"(?:fig|tbl|eq|sec):", re.I)
#: Such references in brackets, with words before the first.
_IN_BRACKETS = re.compile(
    rf"(?<![\\\]!])\[(?P<before>[^\[\]@\n]*)(?P<keys>{_AT_LABEL.pattern.replace('?P<key>', '')}"
    rf"(?:[ \t]*[;,]\s*@[^\W_][\w:.\-]*)*)\](?![(\[])"
)
#: Labels of what has a number, and no title of its own that a sentence could name.
_NUMBERED = re.compile(r"(?:fig|figure|tab|tbl|table|eq|eqn|equation|lst|code)[:\-_.]", re.I)
_WRITE_IT = Message("Write in its place what it stands for.")


def edits(latex: Latex, scan: Scan, origin: Origin, depth: int = 0) -> list[Edit]:
    """The edits that take MyST out of a text."""
    return list(_Myst(latex, scan, origin, depth).edits()) if depth <= DEEPEST else []


class _Myst(Reading):
    def edits(self) -> Iterator[Edit]:
        text = self.text
        if "}`" in text:
            for region in self.scan.regions:
                if region.kind == "code":
                    yield from self._role(region)
        if ")=" in text:
            yield from self._targets()
        if "$$" in text:
            yield from self._formula_labels()
        if "](" in text:
            yield from self._links_without_words()
        if "@" in text:
            yield from self._at_labels()
        yield from myst_directives.edits(self)

    # --- roles -----------------------------------------------------------------------------

    def _role(self, region: Region) -> Iterator[Edit]:
        name = _ROLE.search(self.text, max(region.start - 40, 0), region.start)
        if name is None:
            return
        source = self.text[name.start() : region.end]
        marks = len(self.text[region.start :]) - len(self.text[region.start :].lstrip("`"))
        inside = self.text[region.start + marks : region.end - marks]
        content = Argument(inside, region.start + marks)
        meaning = self._meaning(name["name"], content, source)
        if meaning is None:
            message = Message("{source} is a role of MyST that has no meaning here.", source=source)
            yield self.left(name.start(), region.end, message, _WRITE_IT)
        else:
            yield self.token(name.start(), region.end, meaning)

    def _meaning(self, name: str, content: Argument, source: str) -> Meaning | None:
        if name in _CITATIONS:
            return self._citation(name, content, source)
        if name in _REFERENCES:
            return self._reference(name, content, source)
        if name in ("math", "m"):
            tex = content.text.strip()
            return Formula(source, self.origin(content.start), tex, display=False)
        if name in _WRAPPED:
            return Wrapped(source, _WRAPPED[name], self.fragment(content))
        if name in _CODE:
            return Verbatim(source, content.text.strip(), block=False)
        if name in _ELSEWHERE:
            with_words = _WITH_WORDS.match(content.text)
            if with_words is not None:
                words = Argument(with_words["words"], content.start)
                return Wrapped(source, "Span", self.fragment(words))
            return Wrapped(source, "Span", self.fragment(content)) if "term" in name else None
        if name in ("kbd", "key"):
            return Words(source, content.text.strip())
        return None

    def _citation(self, name: str, content: Argument, source: str) -> Meaning | None:
        keys = [
            Placed(found[0], self.origin(content.start + found.start()))
            for found in re.finditer(r"[^,;\s]+", content.text)
        ]
        if not keys or re.search(r"[^,;\s]\s+[^,;\s]", content.text.strip()):
            return None
        works = tuple(CitedWork(key) for key in keys)
        return Cited(source, works, _CITATIONS[name], name.startswith("foot"))

    def _reference(self, name: str, content: Argument, source: str) -> Meaning | None:
        with_words = _WITH_WORDS.match(content.text)
        key = (with_words["key"] if with_words else content.text).strip()
        at = content.start + content.text.rfind(key)
        placed = Placed(key, self.origin(at))
        if not key:
            return None
        if with_words is None:
            form: Form = "title"
            if name in ("eq", "math:numref"):
                form = "equation"
            elif name in ("numref", "prf:ref") or _NUMBERED.match(key):
                form = "label"
            return Referred(source, form, (placed,))
        words = with_words["words"]
        number = re.search(r"%s|\{number\}", words)
        if number is None:
            fragment = self.fragment(Argument(words, content.start))
            return Linked(source, Placed(f"#{key}", placed.offset), fragment)
        token = self.latex.tokens.make(Referred(number[0], "number", (placed,)))
        whole = f"{words[: number.start()]}{token}{words[number.end() :]}"
        return Wrapped(source, "Span", self.fragment(Argument(whole, content.start)))

    def _formula_labels(self) -> Iterator[Edit]:
        """``$$…$$ (label)``: a label of the formula, where it can be no number that is typed."""
        for region in self.scan.regions:
            found = region.kind == "math" and _FORMULA_LABEL.match(self.text, region.end)
            if not found or not self.text.startswith("$$", region.start):
                continue
            key = found["key"]
            used = (
                f"@{key}",
                f"{{eq}}`{key}`",
                f"](#{key})",
                f"{{numref}}`{key}`",
                f"{{ref}}`{key}`",
            )
            if re.search(r"[^\W\d_]{2}[\w.]*[-_:]", key) or any(one in self.text for one in used):
                yield Edit(region.end - 2, found.end(), f"\\label{{{key}}}$$")

    def _links_without_words(self) -> Iterator[Edit]:
        """``[](#label)``: a reference; an address alone is its own words."""
        for found in _NO_WORDS.finditer(self.text):
            region = self.scan.region_at(found.start())
            if region is not None:
                continue
            key = found["key"]
            if key is None:
                yield Edit(
                    found.start(), found.end(), f"<{found['address'].removeprefix('mailto:')}>"
                )
                continue
            form: Form = "label" if _NUMBERED.match(key) else "title"
            placed = Placed(key, self.origin(found.start("key")))
            yield self.token(found.start(), found.end(), Referred(found[0], form, (placed,)))

    def _at_labels(self) -> Iterator[Edit]:
        """``@label``, and ``[see @label]``, which is in parentheses."""
        if not self.depth:
            found_labels = (*_TARGET.finditer(self.text), *_OPTION_LABEL.finditer(self.text))
            self.latex.labels.update(found["key"] for found in found_labels)
        if not self.latex.labels:
            return
        for group in self.scan.matches(_IN_BRACKETS, "["):
            keys = [found["key"] for found in _AT_LABEL.finditer(group["keys"])]
            if all(map(self._is_label, keys)):
                yield Edit(group.start(), group.start() + 1, "(")
                yield Edit(group.end() - 1, group.end(), ")")
        for found in self.scan.matches(_AT_LABEL):
            if self._is_label(found["key"]):
                key = Placed(found["key"], self.origin(found.start("key")))
                form: Form = "label" if _NUMBERED.match(key) else "title"
                yield self.token(found.start(), found.end(), Referred(found[0], form, (key,)))

    def _is_label(self, key: str) -> bool:
        """Whether the article gives this label, and pandoc would take it for a work."""
        return key in self.latex.labels and not _CROSSREF.match(key)

    # --- targets ---------------------------------------------------------------------------

    def _targets(self) -> Iterator[Edit]:
        """``(label)=`` on a line of its own: a label of what stands below it."""
        for found in _TARGET.finditer(self.text):
            if self.scan.region_at(found.start()) is not None:
                continue
            key = Placed(found["key"], self.origin(found.start("key")))
            below = self.below(found.end())
            named = _HEADING.match(self.text, below) or _IMAGE.match(self.text, below)
            if named is not None:
                token = self.latex.tokens.make(Labelled(found["key"], key))
                yield Edit(named.end(), named.end(), f" {token}")
            elif _PARAGRAPH.match(self.text, below):
                nothing = self.latex.fragment("", self.origin, self.depth + 1)
                anchor = Wrapped("", "Target", nothing, key)
                yield Edit(below, below, self.latex.tokens.make(anchor))
            elif not myst_directives.opens(self.text, below):  # which takes it itself
                yield self._not_named(found)
                continue
            yield self.silent(found.start(), found.end())

    def _not_named(self, found: re.Match[str]) -> Edit:
        message = Message("Nothing that could have the label “{key}” stands below it.")
        hint = Message("Write its id behind what it names: # Heading {#sec:…}.")
        return self.left(found.start(), found.end(), message.having(key=found["key"]), hint)

    def below(self, start: int) -> int:
        """The offset of what stands below a target, further targets passed over."""
        found = re.compile(r"(?:\s*\n[ ]{0,3}\([^()\n]+\)=[ \t]*(?=\n))*\s*").match(
            self.text, start
        )
        return found.end() if found else start
