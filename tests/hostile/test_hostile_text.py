"""Text that is too large, too deep, or not what it seems to be."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hostile_kit import JOURNAL, Batch, Built, Case, article, check, manuscript, parameters

LISTS = "\n".join(f"{'    ' * n}- item {n}" for n in range(100))
DIVS = "\n".join(f"{':' * (1003 - n)} a" for n in range(1000)) + "\n\nx\n\n"
DIVS += "\n".join(":" * n for n in range(4, 1004))
FLOWERS = "".join(chr(0x300 + n % 0x60) for n in range(500))
CELLS = "| a | b | c | d | e |\n|---|---|---|---|---|\n"
CONTROLS = "".join(map(chr, [*range(1, 9), 11, 12, *range(14, 32), *range(0x7F, 0xA0)]))
NOTES = "".join(f"[^{n}]: Note [^{n + 1}] [^{n + 1}]\n\n" for n in range(30))
#: Time that grows by the power of the depth, in pandoc, with very few bytes.
BRACKETS = "[" * 37

DEEP = (
    article("brackets", BRACKETS, "nesting-too-deep:5:9"),
    article("brackets-closed", f"Text.\n\n{'[' * 12}a{']' * 12}", "nesting-too-deep:7:9"),
    article("brackets-cited", "[@a " * 12, "nesting-too-deep:5"),
    article("brackets-imaged", "![" * 20 + "a" + "](b)" * 20, "nesting-too-deep:5"),
    article("brackets-behind-code", "`` ` " + "[" * 20, "nesting-too-deep:5"),
    article(
        "brackets-in-code",
        f"`{BRACKETS}` and\n\n```\n{BRACKETS}\n```\n\n{chr(92)}[ $[[[[[[[[[[[$\n\n$$[[[[[\n[[[[[$$",
        shows=(r"\[{37}",),
    ),
    article("spans-unclosed", "x <span>" * 30 + "a", "nesting-too-deep:5"),
    article("html-deep", "<div><b>" * 40 + "a", "nesting-too-deep:5"),
    article("lists", LISTS, "nesting-too-deep"),
    article("lists-in-a-line", "- " * 1000 + "a", "nesting-too-deep:5"),
    article("quotations", "Text.\n\n" + "> " * 1000 + "a", "nesting-too-deep:7"),
    article("quoted-numbers", "Text.\n\n" + "> " * 1000 + "1", "nesting-too-deep:7"),
    article("divs", DIVS, "nesting-too-deep"),
    article("emphasis", "*_" * 500 + "a" + "_*" * 500, "nesting-too-deep:5"),
    article("emphasis-open", "*_" * 5000 + "a"),
    article("quotation-marks", "\"'" * 500 + "a" + "'\"" * 500, "nesting-too-deep:5"),
    article("notes-in-notes", "Text.[^0]\n\n" + NOTES, "note-unknown:7"),
    article(
        "note-of-itself",
        "Text.[^a]\n\n[^a]: See [^a][^a] and ^[b ^[c]].\n",
        "note-unknown:7",
    ),
    article("note-in-a-note", "Text ^[b ^[c]].\n", "content-dropped:5", shows=(r"\(c\)",)),
    article("definitions-of-themselves", "[a]\n\n[a]: [b]\n[b]: [a]\n"),
    article(
        "formula-deep",
        "$" + "{" * 500 + "x" + "}" * 500 + "$ and $" + r"\sqrt{" * 100 + "x" + "}" * 100 + "$",
        "math-unsupported:5",
        needs_limits=True,
    ),
    article(
        "formula-macros",
        r"$\def\a{\b\b\b\b}\def\b{\c\c\c\c}\def\c{\d\d\d\d}\def\d{xxxx}\a$ $\input{/etc/passwd}$ $\href{javascript:alert(1)}{x}$",
    ),
)

LARGE = (
    article("line", "Text.\n\n" + "word " * 40_000, "input-too-large:7:1"),
    article("line-of-ten-megabytes", lambda: "word " * 2_000_000, "input-too-large"),
    article("word", "w" * 20_000),
    article("word-with-marks", "wə-" * 1_200),
    article("paragraphs", "A.\n\n" * 500),
    article("text", lambda: "Long lines of words.\n\n" * 250_000, "input-too-large"),
    article("cells", CELLS + "| 1 | 2 | 3 | 4 | 5 |\n" * 120),
    article("notes", "".join(f"Text.^[Note {n}.]\n\n" for n in range(100))),
    article("headings", "# Same\n\nA.\n\n" * 80),
    article("ids", "".join(f"# A {{#a}}\n\n[b]{{#a}} {n}\n\n" for n in range(50)), "id-duplicate"),
    article("unknown-keys", " ".join(f"[@key{n}]" for n in range(500)), "citation-unknown-key"),
    article(
        "table-spans",
        "<table><tr><td colspan=1000000 rowspan=1000000>A</td><td colspan=00000000201>B</td></tr></table>\n\nText.",
        "content-dropped:5",
    ),
    article(
        "table-spans-many",
        "<table>" + "<tr>" + "<td colspan=200 rowspan=200>A</td>" * 5 + "</tr></table>\n\nText.",
    ),
    article(
        "list-number", "999999999. a\n\n<ol start=99999999999999999999><li value=-1e9>b</li></ol>\n"
    ),
    Case(
        "sparse",
        {
            "article.md": manuscript("![A](a.png)"),
            "a.png": lambda: b"\x89PNG\r\n\x1a\n" + b"\0" * 101_000_000,
        },
        ("input-too-large:5",),
    ),
)

#: More of what takes the time of ten articles.
LARGEST = (
    article("long-word", "w" * 90_000),
    article("long-word-with-marks", "wə-" * 3_000),
    article("many-cells", CELLS + "| 1 | 2 | 3 | 4 | 5 |\n" * 400),
    article("many-headings", "# Same\n\nA.\n\n" * 200),
)


def endless(name: str, body: str) -> Case:
    """What only a limit on time can end; the neighbour has its own time."""
    limited = JOURNAL.replace("time: 60", "time: 6")
    files = {"/manuscript/journal.yaml": limited, "article.md": manuscript(body)}
    return Case(name, files, ("limit-time",), project=True, needs_limits=True)


ENDLESS = (
    endless("signs", "`" * 14_000 + "*" * 14_000 + "<" * 14_000),
    endless("paragraphs-without-end", "A.\n\n" * 60_000),
    endless("brackets-hidden", "Costs $5 for " + "[" * 37 + " or $6 more."),
)

LETTERS = (
    article("override", "abc \u202egnp.exe", "character-forbidden:5:5"),
    article("override-closed", "abc \u202dtext\u202c d", "character-forbidden:5:5"),
    article("embedding-open", "abc \u202btext", "character-forbidden:5:5"),
    article(
        "isolate-open",
        "One.\n\nabc \u2067text\n\nclosed\u2069",
        "character-forbidden:7:5",
        "character-forbidden:9:7",
    ),
    article(
        "isolates-paired",
        "Text \u2067سلام\u2069 and \u2068a \u2066b\u2069\u2069, می\u200cخواهم, \u200fb\u200e, \u202bc\u202c.",
        shows=("سلام",),
    ),
    article("override-in-code", "```\na \u202e b\n```", "character-forbidden:6:3"),
    article("override-coded", "Text &#x202e; and &#8238;.", "character-forbidden:5:6"),
    article("override-in-front", "Text.", "character-forbidden:2", front="title: a\u202eb"),
    article(
        "override-in-escape",
        "Text.",
        "character-forbidden:3",
        front='title: T\nabstract: "a\\u202eb"',
    ),
    article("controls", f"Text {CONTROLS}.", "character-forbidden:5:6"),
    article(
        "controls-coded",
        "Text &#7; &#x1b; &#0; &#xd800; &#xfffe; &#x110000;.",
        "character-forbidden:5",
    ),
    article("escape-sequences", "\x1b]0;title\x07\x1b[2J\x1b[31m", "character-forbidden:5:1"),
    article(
        "escape-in-key",
        "Text.",
        "character-forbidden:3",
        "key-unknown:3",
        front='title: T\n"a\\e[2J\\u202eb": c',
    ),
    article("noncharacters", "Text \ufdd0 \uffff \U0001ffff.", "character-forbidden:5:6"),
    article("tags", "Text \U000e0041\U000e0042.", "character-forbidden:5:6"),
    article("flood-of-marks", f"Text Z{FLOWERS}a.", "character-forbidden:5:7"),
    article("no-width", "a\u200b\u200b\u2060b\ufeffc\u00add", shows=("a",)),
    article("lone-surrogate", "Text.", "yaml-syntax:3", front='title: T\nabstract: "\\ud800"'),
    Case(
        "lone-surrogate-bytes",
        {"article.md": b"---\ntitle: T\n---\n\nText \xed\xa0\x80.\n"},
        ("file-not-utf8:5:6",),
    ),
    article("every-script", "ა Ա ሀ ક ಕ ഗ 中 あ 한 ꦏ \U00010330 \U0001f600 ﷽", "glyph-missing"),
)


@pytest.mark.parametrize(("case", "batch"), parameters("deep", DEEP, 20))
def test_deep(case: Case, batch: Batch, built: Callable[[Batch], Built]) -> None:
    check(built(batch), case)


@pytest.mark.parametrize(("case", "batch"), parameters("large", LARGE, 20))
def test_large(case: Case, batch: Batch, built: Callable[[Batch], Built]) -> None:
    check(built(batch), case)


@pytest.mark.long
@pytest.mark.parametrize(("case", "batch"), parameters("largest", LARGEST))
def test_largest(case: Case, batch: Batch, built: Callable[[Batch], Built]) -> None:
    check(built(batch), case)


@pytest.mark.parametrize(("case", "batch"), parameters("letters", LETTERS, 20))
def test_letters(case: Case, batch: Batch, built: Callable[[Batch], Built]) -> None:
    check(built(batch), case)


@pytest.mark.parametrize(("case", "batch"), parameters("endless", ENDLESS))
def test_endless(case: Case, batch: Batch, built: Callable[[Batch], Built]) -> None:
    check(built(batch), case)
