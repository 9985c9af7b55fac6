r"""Theorems and their kin in a LaTeX source, by the declaration that pandoc's reader knows.

It reads ``\newtheorem`` of amsthm alone. Without a declaration an environment loses its word, its
number and its name in brackets, and references to it lead nowhere; one that is declared without a
number, ``\newtheorem*``, is given one.

Sources: the manuals of amsthm, ntheorem, thmtools and elsarticle; the classes llncs, svjour3,
sn-jnl, acmart, mdpi, jmlr and ejpecp, which declare theorems themselves.
"""

from __future__ import annotations

import re

from nashr.document.latex_syntax import arguments
from nashr.importing.latex_capitals import language_of_source
from nashr.importing.latex_code import is_in, kept, outside
from nashr.languages import THEOREMS, language
from nashr.records import dataclass

_DOCUMENT = "\\begin{document}"
#: Commands that declare an environment, with the shape of their arguments.
_DECLARING = {
    **dict.fromkeys(
        "newtheorem newmdtheoremenv newframedtheorem newshadedtheorem".split(), "omomo"
    ),
    "spnewtheorem": "momomm",
    **dict.fromkeys("newdefinition newproof".split(), "momo"),
    "declaretheorem": "om",
}
_DECLARATION = re.compile(rf"\\({'|'.join(_DECLARING)})(\*?)(?![A-Za-z])")
#: What authors and classes call the environments.
_KINDS = {
    **{name: name for name in THEOREMS},
    **{"thm": "theorem", "theo": "theorem", "lem": "lemma", "cor": "corollary",
       "corol": "corollary", "prop": "proposition", "conj": "conjecture", "defn": "definition",
       "defi": "definition", "exm": "example", "exmp": "example", "rem": "remark", "rmk": "remark",
       "exer": "exercise", "xca": "exercise"},
}  # fmt: skip
#: Others that classes declare, with the words that they print.
_WORDS = {
    name: name.capitalize()
    for name in (
        "assumption axiom case claim condition criterion fact hypothesis notation note observation "
        "postulate principle problem property question solution statement"
    ).split()
}
_BEGIN = re.compile(r"\\begin\s*\{([A-Za-z]+)(\*?)\}")
_RESTATED = re.compile(r"\\begin\s*\{restatable\}|\\end\s*\{restatable\}")
_OPTION = re.compile(r"\b(name|title|heading|sibling|numberlike|sharecounter|numbered"
                     r"|numberwithin|parent|within)\s*=\s*"
                     r"(\{(?:[^{}]|\{[^{}]*\})*\}|[^,\]]*)")  # fmt: skip


@dataclass(frozen=True, slots=True)
class Theorem:
    """An environment: the word before it, the one that it is counted with, whether it is counted
    at all.
    """

    name: str
    word: str
    counted_with: str = ""
    is_numbered: bool = True
    #: The heading or the other environment at which it is counted anew.
    within: str = ""


def with_theorems(text: str) -> str:
    """A source with a declaration that pandoc reads for each theorem that has a number, and the
    word before each that has none.
    """
    text = _with_plain_proofs(_without_restatable(text))
    spans = kept(text)
    declared: dict[str, Theorem] = {}
    cuts: list[tuple[int, int, str]] = []
    for found in _DECLARATION.finditer(text):
        if is_in(found.start(), spans):
            continue
        one, end = _declared(text, found)
        if one is not None:
            declared[one.name] = one
            cuts.append((found.start(), end, _written(one)))
    missing = _undeclared(text, spans, declared)
    if not declared and not missing:
        return text
    for begin, end, new in reversed(cuts):
        text = text[:begin] + new + text[end:]
    begin = text.find(_DOCUMENT)
    place = begin + len(_DOCUMENT) if begin >= 0 else 0
    written = "".join(_written(one) for one in missing.values())
    text = f"{text[:place]}\n{written}{text[place:]}" if written else text
    bare = {one.name: one.word for one in (declared | missing).values() if not one.is_numbered}
    return _with_words(text, bare)


def theorems_of(text: str) -> dict[str, Theorem]:
    """The environments that a source declares, and those that it uses and its class declares."""
    text = _without_restatable(text)
    spans = kept(text)
    found = (one for one in _DECLARATION.finditer(text) if not is_in(one.start(), spans))
    declared = {one.name: one for match in found if (one := _declared(text, match)[0])}
    return declared | _undeclared(text, spans, declared)


def _declared(text: str, found: re.Match[str]) -> tuple[Theorem | None, int]:
    """The environment that a command declares, and the offset behind the command."""
    name, star = found[1], found[2]
    optional, needed, end = arguments(text, found.end(), _DECLARING[name], len(text))
    if name == "declaretheorem" and needed:
        return _of_options(optional[0].text if optional else "", needed[0].text), end
    if len(needed) < 2:
        return None, end
    between = [one.text for one in optional if needed[0].start < one.start < needed[1].start]
    one = Theorem(
        needed[0].text.strip(), needed[1].text.strip(), "".join(between).strip(),
        not star and name != "newproof",
        "".join(one.text for one in optional if one.start > needed[1].start).strip(),
    )  # fmt: skip
    return one, end


def _of_options(options: str, name: str) -> Theorem:
    """What thmtools declares."""
    said = {found[1]: found[2].strip("{} ") for found in _OPTION.finditer(options)}
    word = said.get("name") or said.get("title") or said.get("heading") or name.capitalize()
    shared = said.get("sibling") or said.get("numberlike") or said.get("sharecounter") or ""
    within = said.get("numberwithin") or said.get("parent") or said.get("within") or ""
    is_numbered = said.get("numbered", "yes") not in ("no", "false")
    return Theorem(name.strip(), word, shared, is_numbered, within)


def _undeclared(
    text: str, spans: list[tuple[int, int]], declared: dict[str, Theorem]
) -> dict[str, Theorem]:
    """The environments that are used, and that a class declares."""
    missing: dict[str, Theorem] = {}
    defined: dict[str, bool] = {}
    words: tuple[str, ...] | None = None
    for found in _BEGIN.finditer(text):
        name, star = found[1], found[2]
        if name + star in declared or name + star in missing or is_in(found.start(), spans):
            continue
        if name not in defined:
            defined[name] = _is_defined(text, name)
        if defined[name]:
            continue
        kind = _KINDS.get(name) or _KINDS.get(name.lower())
        if name in declared:  # one of them without its number
            word = declared[name].word
        elif kind:
            words = words or language(language_of_source(text)).theorems or language("en").theorems
            word = words[THEOREMS.index(kind)]
        else:
            word = _WORDS.get(name.lower(), "")
        if word:
            missing[name + star] = Theorem(name + star, word, "", not star)
    return missing


def _is_defined(text: str, name: str) -> bool:
    """Whether the author defines an environment of this name."""
    return bool(
        re.search(
            rf"\\(?:re)?newenvironment\*?\s*\{{{name}\}}"
            rf"|\\(?:New|Renew|Provide|Declare)DocumentEnvironment\s*\{{{name}\}}",
            text,
        )
    )


def _written(one: Theorem) -> str:
    if not one.is_numbered:
        return ""
    shared = f"[{one.counted_with}]" if one.counted_with else ""
    return f"\\newtheorem{{{one.name}}}{shared}{{{one.word}}}\n"


def _with_words(text: str, bare: dict[str, str]) -> str:
    """A source with the words before the environments that have no numbers."""
    if not bare:
        return text
    names = "|".join(sorted(map(re.escape, bare), key=len, reverse=True))
    begin = re.compile(rf"\\begin\s*\{{({names})\}}")
    spans = kept(text)
    for found in reversed(list(begin.finditer(text))):
        if is_in(found.start(), spans):
            continue
        optional, _, end = arguments(text, found.end(), "o", len(text))
        name = f" ({optional[0].text})" if optional else ""
        behind = text[end:].lstrip(" \t\n%")
        text = f"{text[: found.start()]}\n\n\\textbf{{{bare[found[1]]}}}{name}. {behind}"
    return outside(text, re.compile(rf"\\end\s*\{{(?:{names})\}}"), lambda _: "\n\n")


_PROOF = re.compile(r"\\(begin|end)\s*\{(?:IEEE|own)?[pP]roof\}")
#: The sign that ends a proof, typed as well: the environment prints it.
_ENDED = re.compile(
    r"(?:\s|%|\\hfill(?![A-Za-z])|\\qed(?:here|symbol)?(?![A-Za-z])(?:\{\})?"
    r"|\$\s*\\(?:square|blacksquare|Box)\s*\$)*(?=\\end\s*\{proof\})"
)


#: A proof without a heading of its own, and what its heading says where the author has said it.
_BARE_PROOF = re.compile(r"\\begin\{proof\}(?!\s*\[)")
_PROOF_NAME = re.compile(r"\\proofname\s*\}?\s*\{([^{}]+)\}")


def _with_plain_proofs(text: str) -> str:
    """A source whose proofs are the environment that pandoc knows, with the word of the source's
    language, and with one sign at the end.
    """
    text = outside(text, _PROOF, lambda m: f"\\{m[1]}{{proof}}")
    if "\\begin{proof}" not in text:
        return text
    text = _ENDED.sub("\n", re.sub(r"\\qedhere(?![A-Za-z])(?:\{\})?", "", text))
    named = _PROOF_NAME.search(text)
    word = named[1] if named else language(language_of_source(text)).proof
    if word in ("", "Proof"):
        return text
    return outside(text, _BARE_PROOF, lambda m: f"{m[0]}[{word}]")


def _without_restatable(text: str) -> str:
    """A source with the environments that thmtools can repeat as those that they are."""
    if "restatable" not in text:
        return text
    opened: list[str] = []
    parts: list[str] = []
    place = 0
    for found in _RESTATED.finditer(text):
        if found[0].startswith("\\begin"):
            optional, needed, end = arguments(text, found.end(), "omm", len(text))
            if len(needed) < 2:
                return text
            opened.append(needed[0].text.strip())
            option = f"[{optional[0].text}]" if optional else ""
            new = f"\\begin{{{opened[-1]}}}{option}"
        else:
            if not opened:
                return text
            new, end = f"\\end{{{opened.pop()}}}", found.end()
        parts += [text[place : found.start()], new]
        place = end
    return "".join((*parts, text[place:]))
