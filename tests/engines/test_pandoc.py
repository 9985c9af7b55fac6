"""Pandoc that the tests start once says the same as the program that builds start."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from pandoc_kit import PROGRAM
from resident_pandoc_kit import HTML, ResidentPandoc

from nashr.document.load import MARKDOWN_FORMAT
from nashr.engines import pandoc

ROOT = Path(__file__).resolve().parents[2]
PROJECTS = (ROOT, *(ROOT / "tests" / "projects" / name for name in ("kitchen-sink", "stress")))
MARKDOWN = [f"--from={MARKDOWN_FORMAT}", "--to=json"]
BIBLATEX = ["--from=biblatex", "--to=csljson"]
WRITTEN = ["--from=json", "--to=html5", *HTML]

#: Texts whose reading hangs on what the program sets, or on what the library keeps of a tree.
TEXTS = {
    "abbreviations": "See [@a, p. 3], cf. Dr. No, No. 5 and #1 of it, e.g. 1 515.",
    "widths of columns": "+---+------+\n| a | b    |\n+===+======+\n| c | - d  |\n+---+------+\n",
    "a pipe table that is wide": f"| a | b |\n|---|------|\n| {'word ' * 30}| c |\n\n: C {{#t}}\n",
    "attributes in their order": '[a]{#i .z .a q="1" b="2"} `c`{.x y=z}\n\n::: {.d #e f=g}\nh\n:::',
    "quotation marks": "\"a 'b' c\" -- d --- e... 'tis",
    "notes": "a[^1] b^[*c*] d\n\n[^1]: e\n\n    f\n\n    - g\n",
    "formulas": "$a_{1} < b$ and $$\\sum_{i=0}^n i^2$$ {#eq:x}\n",
    "raw HTML": "<div class=\"x\" lang='az'>\n\n*a*\n\n</div>\n\n`<b>`{=html} <span>c</span>",
    "lists": "(a) b\n(b) c\n\n3. d\n4. e\n\n- [ ] f\n- [x] g\n\nTerm\n:   meaning\n",
    "code": '``` {.python #x .numberLines startFrom="7"}\nprint(1)\n```\n\n    indented\n',
    "lines of verse": "| a\n|   b\n|\n| c\n",
    "headings of all levels": "".join(
        f"{'#' * n} h{n} *e*^[n] {{#x{n}}}\n\na\n\n" for n in range(1, 7)
    ),
    "figures": '![a *b*](c.png "d"){#e width=50%}\n\ntext ![f](g.svg) text\n',
    "letters of many scripts": "Əli ʻa مثال 例え 𒀀 e\u0301 a\u00a0b\u200bc",
    "nothing": "",
}
#: What makes the program warn or that it refuses, and what it changes before it reads.
LEFT = {
    "a warning": "[a]: b\n[a]: c\n\n[a]\n",
    "a tab": "a\n\n\tb\n",
    "line ends of Windows": "a\r\n\r\nb\r\n",
    "a byte order mark": "\ufeffa",
}


@pytest.fixture(scope="module")
def resident() -> Iterator[ResidentPandoc]:
    started = ResidentPandoc(patience=500)  # however busy the machine is
    yield started
    started.close()


def program(arguments: list[str], text: str) -> bytes:
    """What the program says, that builds start for each question."""
    written, said = PROGRAM(arguments, text, pandoc.SECONDS, pandoc.ALLOCATION)
    assert not said
    return written


def same(resident: ResidentPandoc, arguments: list[str], text: str) -> bytes:
    """What both say."""
    said = program(arguments, text)
    assert resident.ask(arguments, text.encode()) == said
    return said


def read_and_written(resident: ResidentPandoc, text: str) -> None:
    tree = json.loads(same(resident, MARKDOWN, text))
    same(resident, WRITTEN, json.dumps(tree))


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
def test_a_text_is_read_and_written_alike(resident: ResidentPandoc, text: str) -> None:
    read_and_written(resident, text)


@pytest.mark.parametrize("project", PROJECTS, ids=lambda path: path.name)
def test_manuscripts_and_bibliographies_are_read_alike(
    resident: ResidentPandoc, project: Path
) -> None:
    for path in project.glob("manuscript/*/*.md"):
        read_and_written(resident, path.read_text("utf-8"))
    for path in project.glob("bibliography/*.bib"):
        same(resident, BIBLATEX, path.read_text("utf-8"))


def test_fields_of_front_matter_are_read_alike(resident: ResidentPandoc) -> None:
    text = '---\n{"f0": "A *b* [@c, p. 3]\\n\\n", "f1": "``` unclosed\\n\\n"}\n...\n'
    same(resident, [f"{MARKDOWN[0]}+yaml_metadata_block", MARKDOWN[1]], text)


@pytest.mark.parametrize("text", LEFT.values(), ids=LEFT)
def test_what_is_for_the_program_is_left_to_it(resident: ResidentPandoc, text: str) -> None:
    assert resident.ask(MARKDOWN, text.encode()) is None


def test_a_text_that_pandoc_refuses_is_left_to_the_program(resident: ResidentPandoc) -> None:
    assert resident.ask(BIBLATEX, b"@book{a, title = {A}") is None
    assert resident.ask(WRITTEN, b'{"blocks": 1}') is None
    assert resident.ask(MARKDOWN, b"a") is not None, "it goes on answering"


def test_other_options_are_for_the_program(resident: ResidentPandoc) -> None:
    for arguments in (
        ["--version"],
        [*MARKDOWN, "--strip-comments"],
        WRITTEN[:-1],
        ["--from=latex+raw_tex", "--to=json"],
        ["--from=json", "--to=docx"],
    ):
        assert resident.ask(arguments, b"a") is None


def test_another_is_started_where_it_has_died(resident: ResidentPandoc) -> None:
    said = resident.ask(MARKDOWN, b"a")
    assert said
    assert resident._running is not None
    resident._running.kill()
    assert resident.ask(MARKDOWN, b"a") is None
    assert resident.ask(MARKDOWN, b"a") == said
