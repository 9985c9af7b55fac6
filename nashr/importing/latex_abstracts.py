r"""The abstracts of a LaTeX source, each in its language, with the keywords that stand in them.

Journals in two languages have an environment for each, or the same one twice, with another
``\abstractname``; keywords stand in them or behind them. Authors whose class has no command for
keywords type them as a last paragraph.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import takewhile
from typing import Any

from nashr import ast
from nashr.importing.draft import Draft
from nashr.importing.front_findings import tell_translations_without_title
from nashr.importing.front_text import FrontText, front_text, joined
from nashr.importing.front_words import classified, labelled
from nashr.importing.latex_code import is_in, kept, outside
from nashr.importing.latex_words import latex_text
from nashr.importing.text_language import TELLING, language_of, main_language
from nashr.model import Blocks, Inlines

#: What classes and authors call the environments, beside ``abstract``.
_NAMES = (
    "abstract abstract* ozet Ozet özet Özet oz Oz öz Öz ozetce xulase xülasə annotasiya annotation "
    "annotatsiya resume otherabstract secondabstract turkishabstract englishabstract abstracttr "
    "abstracten abstractTR abstractEN abstracteng trabstract enabstract russianabstract"
).split()
_BEGIN = re.compile(r"\\begin\s*\{(?:" + "|".join(map(re.escape, _NAMES)) + r")\}(?:\[[^\]]*\])?")
_END = re.compile(r"\\end\s*\{(?:" + "|".join(map(re.escape, _NAMES)) + r")\}")
#: Commands and environments with keywords.
_KEYWORDS = re.compile(
    r"\\begin\s*\{(?P<name>[kK]eywords?|IEEEkeywords|anahtarkelimeler)\}(?P<inside>.*?)\\end\s*\{(?P=name)\}"
    r"|\\(?:[kK]eywords?|KEYWORDS|anahtar[kK]elimeler|acar[sS]ozler)\s*\{(?P<words>(?:[^{}]|\{[^{}]*\})*)\}",
    re.DOTALL,
)
#: So long a text tells its language.
_LONG = 60
_LONGEST_TITLE = 40
_LEADING = frozenset({"Strong", "Emph", "Underline", "SmallCaps", "Space", "SoftBreak"})


def with_abstracts(text: str) -> str:
    """A source whose abstracts pandoc reads as such, each with its keywords."""
    text = _with_keywords_in_their_abstracts(text)
    text = outside(text, _BEGIN, lambda _: "\\begin{abstract}")
    return _with_typed_keywords(outside(text, _END, lambda _: "\n\\end{abstract}"))


#: A paragraph that follows an abstract.
_BEHIND = re.compile(
    r"\\end\{abstract\}(?P<space>(?:\s|%[^\n]*\n|\\(?:noindent|par|smallskip|medskip|bigskip)"
    r"(?![A-Za-z])|\\vspace\*?\{[^{}]*\})*)"
    r"(?P<words>(?:\\section\*\{[^{}\n]*\}\s*)?"
    r"(?:(?!\n[ \t]*\n|\\(?:begin|end|section|maketitle|newpage|keywords?)\b).){1,800})",
    re.DOTALL,
)


_HEADED = re.compile(
    r"\A\\(?:minisec|paragraph|section|(?:sub)+section)\*?\s*\{([^{}\n]*?):?\s*\}\s*"
)


def _with_typed_keywords(text: str) -> str:
    """A source whose typed keywords behind an abstract stand in it."""
    place = 0
    while found := _BEHIND.search(text, place):
        words = latex_text(found["words"]).strip()
        if not labelled(words, "keywords", words.partition(":")[0]):
            place = found.end("space")
            continue
        typed = _HEADED.sub(r"\\textbf{\1:} ", found["words"].strip())
        text = f"{text[: found.start()]}\n\n{typed}\n\\end{{abstract}}{text[found.end() :]}"
        place = found.start()
    return text


def written_abstract(words: str) -> str:
    """An abstract as an environment."""
    return f"\n\\begin{{abstract}}\n{words}\n\\end{{abstract}}\n"


def _with_keywords_in_their_abstracts(text: str) -> str:
    """A source with several abstracts and lists of keywords, of which each list stands in the
    abstract before it.
    """
    spans = kept(text)
    lists, ends, begins = (
        [found for found in sign.finditer(text) if not is_in(found.start(), spans)]
        for sign in (_KEYWORDS, _END, _BEGIN)
    )
    if len(lists) < 2 or len(ends) < 2:
        return text
    edits: list[tuple[int, int, str]] = []
    for found in lists:
        before = [end for end in ends if end.start() < found.start()]
        if not before or any(
            end.start() > found.start() and (found.start() > begin.start() > before[-1].start())
            for begin in begins
            for end in ends[len(before) : len(before) + 1]
        ):
            continue  # it stands in one already, or before all
        words = (found["inside"] or found["words"]).replace("\\sep", ";").strip()
        edits.append((found.start(), found.end(), ""))
        place = before[-1].start()
        edits.append((place, place, f"\n\n\\textbf{{Keywords:}} {words}\n"))
    for begin, end, new in sorted(edits, reverse=True):
        text = text[:begin] + new + text[end:]
    return text


def language_of_latex(named: str, blocks: Blocks) -> str:
    """The language of a text whose preamble names one: that of its words, which tell the languages
    that nashr can tell; else the one that is named.
    """
    told = main_language(blocks)
    is_told = told not in ("", "en") or (told == "en" and (not named or named in TELLING))
    return told if is_told else named


def take_abstracts(draft: Draft, meta: Mapping[str, Any]) -> None:
    """Put the abstracts that pandoc has read as one in their places, with their keywords."""
    language = str(draft.front.get("lang", ""))
    abstracts: dict[str, FrontText] = {}
    keywords: dict[str, list[str]] = {}
    codes: dict[str, list[str]] = {}
    groups = list(_groups(meta))
    if not groups:
        return
    for blocks in groups:
        texts, words, found, tag = _read(blocks, language)
        if texts:
            before = [abstracts[tag]] if tag in abstracts else []
            abstracts[tag] = joined([*before, *texts])
        for name, listed in found:
            codes.setdefault(name, []).append(listed)
        if words:
            keywords.setdefault(tag, words)
    if language not in abstracts and len(abstracts) == 1 and not keywords.keys() - abstracts.keys():
        # The one abstract of a text whose language is not told for certain.
        tag = next(iter(abstracts))
        if not (tag in TELLING and language in TELLING):
            abstracts = {language: abstracts[tag]}
            keywords = {language: keywords[tag]} if tag in keywords else {}
    _write(draft, abstracts, keywords, codes)


def _write(
    draft: Draft,
    abstracts: Mapping[str, FrontText],
    keywords: Mapping[str, list[str]],
    codes: Mapping[str, list[str]],
) -> None:
    language = str(draft.front.get("lang", ""))
    front = draft.front
    front.pop("abstract", None)
    if language in abstracts:
        front["abstract"] = abstracts[language]
    if language in keywords:
        front.setdefault("keywords", keywords[language])
    if codes:
        known = dict(front.get("classification", {}))
        front["classification"] = known | {
            name: listed[0] if len(listed) == 1 else listed for name, listed in codes.items()
        }
    others = [tag for tag in dict.fromkeys((*abstracts, *keywords)) if tag != language]
    for tag in others:
        title = _title(draft, tag, len(others) == 1)
        parts = {"title": title, "abstract": abstracts.get(tag), "keywords": keywords.get(tag)}
        front.setdefault("translations", {})[tag] = {
            name: part for name, part in parts.items() if part
        }
    tell_translations_without_title(draft)


def _groups(meta: Mapping[str, Any]) -> Iterator[Blocks]:
    """The paragraphs of each abstract."""
    value = meta.get("abstract", {})
    for one in value["c"] if value.get("t") == "MetaList" else [value]:
        match one:
            case {"t": "MetaBlocks", "c": blocks}:
                yield [line for block in blocks for line in _lines(block)]
            case {"t": "MetaInlines", "c": inlines}:
                yield list(_lines(ast.para(inlines)))


def _lines(block: Any) -> Iterator[Any]:
    """A paragraph, or its parts where keywords begin behind a line break of it."""
    if block["t"] not in ("Para", "Plain"):
        yield block
        return
    current: Inlines = []
    for line in ast.lines(block["c"]):
        if current and _label(line, "keywords"):
            yield ast.para(current)
            current = []
        current = [*current, {"t": "LineBreak"}, *line] if current else list(line)
    yield ast.para(_trimmed(current))


def _trimmed(inlines: Inlines) -> Inlines:
    while inlines and (
        inlines[0]["t"] in ("Space", "SoftBreak", "LineBreak") or inlines[0] == ast.text("")
    ):
        inlines = inlines[1:]
    return inlines


def _label(inlines: Inlines, kind: str) -> tuple[str, int] | None:
    lead = list(takewhile(lambda node: node["t"] in _LEADING, _trimmed(inlines)))
    return labelled(ast.plain_text(inlines), kind, ast.plain_text(lead).strip())


def _read(
    blocks: Blocks, language: str
) -> tuple[list[FrontText], list[str], list[tuple[str, str]], str]:
    """The paragraphs of an abstract, its keywords, its codes, and its language."""
    texts: list[FrontText] = []
    words: list[str] = []
    codes: list[tuple[str, str]] = []
    told = ""
    for block in blocks:
        if block["t"] not in ("Para", "Plain"):
            texts.append(FrontText(ast.plain_text([block]), [block]))
            continue
        inlines = _trimmed(block["c"])
        plain = ast.plain_text(inlines)
        if found := _label(inlines, "keywords"):
            told = told or found[0]
            words += _words(plain[found[1] :])
        elif named := classified(plain):
            codes += named
        else:
            label = _label(inlines, "abstract")
            told = told or (label[0] if label else "")
            notes = [node for node in ast.nodes(inlines) if node["t"] == "Note"]
            texts.append(front_text(plain, inlines, label[1] if label else 0, notes))
    whole = " ".join(texts)
    tag = language_of(whole) if len(whole) >= _LONG or not told else told
    return [one for one in texts if one], words, codes, tag or told or language


def _words(text: str) -> list[str]:
    parts = re.split(r"[;·•]" if ";" in text else r"[,·•،]|\s[–—]\s", text)
    return [word for part in parts if (word := " ".join(part.split()).strip(" ."))]


def _title(draft: Draft, tag: str, is_only: bool) -> FrontText | None:
    """The title in another language: a paragraph that stands out before the first heading."""
    for place, block in enumerate(draft.blocks):
        if block["t"] == "Header":
            return None
        inside = [block] if block["t"] in ("Para", "Plain") else []
        if block["t"] == "Div" and len(block["c"][1]) == 1:
            inside = [one for one in block["c"][1] if one["t"] in ("Para", "Plain")]
        for one in inside:
            inlines = [node for node in one["c"] if node["t"] not in ("Space", "SoftBreak")]
            text = ast.plain_text(one["c"]).strip()
            stands_out = len(inlines) == 1 and inlines[0]["t"] in ("Strong", "Emph", "SmallCaps")
            if not stands_out or not text or len(text.split()) > _LONGEST_TITLE:
                continue
            if labelled(text, "abstract") or labelled(text, "keywords"):
                continue
            found = language_of(text)
            if found == tag or (is_only and found != str(draft.front.get("lang", ""))):
                draft.blocks = [*draft.blocks[:place], *draft.blocks[place + 1 :]]
                return front_text(text, one["c"])
    return None
