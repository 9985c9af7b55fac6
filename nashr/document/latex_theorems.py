r"""Theorems and proofs in LaTeX, ``\begin{theorem}[name]\label{a}``, as divs of Markdown."""

from __future__ import annotations

import re
from functools import cache

from nashr.document.latex_reading import Reading
from nashr.document.latex_syntax import Environment, arguments
from nashr.document.meanings import Wrapped
from nashr.document.positions import Placed
from nashr.languages import THEOREMS, all_languages

#: Names that authors give to such environments.
_SHORT = {
    **{name: name for name in THEOREMS},
    **{"thm": "theorem", "lem": "lemma", "cor": "corollary", "prop": "proposition"},
    **{"conj": "conjecture", "defn": "definition", "defi": "definition", "rem": "remark"},
    **{"exm": "example", "exmp": "example", "exer": "exercise", "exr": "exercise"},
}
_DEFINED = re.compile(
    r"\\newtheorem\*?\s*\{(?P<name>[^{}]+)\}\s*(?:\[[^\]]*\])?\s*\{(?P<title>[^{}]+)\}"
)
_LABEL = re.compile(r"\s*\\label\s*\{(?P<key>[^{}\n]+)\}")


def theorem(reading: Reading, found: Environment, source: str) -> Wrapped | None:
    """What the environment means; None for one that is no theorem."""
    name = found.name.rstrip("*")
    kind = "proof" if name == "proof" else _kind_of(reading.text, name)
    if kind is None:
        return None
    optional, _, behind = arguments(found.content, 0, "o", len(found.content))
    label = _LABEL.match(found.content, behind)
    begin = label.end() if label else behind
    identifier = ""
    if label is not None:
        at = reading.origin(found.content_start + label.start("key"))
        identifier = f"#{Placed(label['key'].strip().replace(' ', '-'), at)} "
    head = f"\n\n:::::: {{{identifier}.{kind}}}\n\n"
    if optional:
        head += f"###### {' '.join(optional[0].text.split())}\n\n"
    text = f"{head}{found.content[begin:].strip(chr(10))}\n\n::::::\n"
    start, origin = found.content_start + begin, reading.origin
    shift = len(head) - (len(found.content[begin:]) - len(found.content[begin:].lstrip("\n")))

    def place(offset: int) -> int:
        return origin(max(start + offset - shift, found.start))

    fragment = reading.latex.fragment(text, place, reading.depth + 1)
    return Wrapped(source, "Div", fragment)


def _kind_of(text: str, name: str) -> str | None:
    for defined in _DEFINED.finditer(text) if "\\newtheorem" in text else ():
        if defined["name"] == name:
            return _words().get(defined["title"].strip().casefold())
    return _SHORT.get(name)


@cache
def _words() -> dict[str, str]:
    """The kinds by their words in all languages."""
    return {
        word.casefold(): kind
        for record in all_languages()
        for word, kind in zip(record.theorems, THEOREMS, strict=False)
    }
