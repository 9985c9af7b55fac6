"""Numbered examples of linguists, of gb4e, linguex and expex (their manuals), as paragraphs with
the numbers that LaTeX would print, and references to them as these: pandoc drops the numbers.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

_EXAMPLES = re.compile(
    r"\\begin\s*\{exe\}(?P<exe>.*?)\\end\s*\{exe\}"
    r"|\\(?P<many>p?)ex(?![A-Za-z.])(?P<options>(?:<[^<>\n]*>|~|\[[^\]\n]*\])*)"
    r"(?P<expex>(?:(?!\\p?ex(?![A-Za-z])).)*?)\\xe(?![A-Za-z])"
    r"|\\exg?\.(?P<linguex>.*?)(?=\n[ \t]*\n|\Z|\\end\s*\{document\})",
    re.DOTALL,
)
_ITEM = re.compile(r"\\ex[i]?(?![A-Za-z.])\s*(?:\[(?P<judged>[^\]\n]{0,9})\])?")
_SUBLIST = re.compile(r"\\begin\s*\{xlist[a-zA-Z]*\}(.*?)\\end\s*\{xlist[a-zA-Z]*\}", re.DOTALL)
_LABEL = re.compile(r"\\label\s*\{([^{}]+)\}")
_REFERENCE = re.compile(r"\\(?:ref|getref|getfullref|lref)\s*\{([^{}]+)\}")
#: What sets glosses, one line of words below another.
_GLOSS = re.compile(r"\\(?:gll+|begingl|endgl|gla|glb|glc|glft|glt|trans)(?![A-Za-z])[ \t]*")
_LETTERS = "abcdefghijklmnopqrstuvwxyz"


def with_examples(source: str) -> str:
    """The source with its examples and the references to them so."""
    if not re.search(r"\\(?:begin\s*\{exe\}|ex\.|exg\.|xe\b)", source):
        return source
    writing = _Writing()
    text = _EXAMPLES.sub(writing.example, source)
    return _REFERENCE.sub(lambda one: writing.numbers.get(one[1].strip(), one[0]), text)


class _Writing:
    """Counts the examples, and keeps the numbers of their labels."""

    def __init__(self) -> None:
        self.count = 0
        self.numbers: dict[str, str] = {}

    def example(self, found: re.Match[str]) -> str:
        if (inside := found["exe"]) is not None:
            return "".join(self._items(inside))
        self.count += 1
        if (inside := found["linguex"]) is not None:
            parts = re.split(r"\\[a-z]g?\.\s*", inside)
            return self._paragraph(parts[0], parts[1:])
        key = re.search(r"<([^<>\n]*)>", found["options"])
        if key is not None:
            self.numbers[key[1]] = str(self.count)
        inside = found["expex"].replace("//", r"\\")
        parts = re.split(r"\\a(?![A-Za-z])\s*", inside) if found["many"] else [inside]
        return self._paragraph(parts[0], parts[1:])

    def _items(self, inside: str) -> Iterator[str]:
        lists: list[str] = []

        def take(found: re.Match[str]) -> str:
            lists.append(found[1])
            return f"\x00{len(lists) - 1}\x00"

        pieces = _ITEM.split(_SUBLIST.sub(take, inside))
        if pieces[0].strip():
            yield pieces[0]
        for judged, text in zip(pieces[1::2], pieces[2::2], strict=True):
            self.count += 1
            places = [int(one) for one in re.findall("\x00(\\d+)\x00", text)]
            parts = [part for place in places for part in self._parts(lists[place])]
            yield self._paragraph(re.sub("\x00\\d+\x00", "", text), parts, judged or "")

    def _parts(self, inside: str) -> list[str]:
        pieces = _ITEM.split(inside)
        judged = zip(pieces[1::2], pieces[2::2], strict=True)
        return [f"{sign or ''}{text.strip()}" for sign, text in judged]

    def _paragraph(self, text: str, parts: list[str], judged: str = "") -> str:
        lines = [f"{judged}{self._bare(text, str(self.count))}"] if text.strip() else []
        for letter, part in zip(_LETTERS, parts, strict=False):
            lines.append(f"{letter}. {self._bare(part, f'{self.count}{letter}')}")
        joined = "\\\\\n".join(line for line in lines if line.strip())
        return f"\n\n({self.count}) {joined}\n\n"

    def _bare(self, text: str, number: str) -> str:
        """A text without labels, which become known, and without the commands of glosses."""
        for label in _LABEL.findall(text):
            self.numbers[label.strip()] = number
        bare = _GLOSS.sub("", _LABEL.sub("", text)).strip()
        return re.sub(r"(?:\\\\\s*)+\Z", "", bare).strip()
