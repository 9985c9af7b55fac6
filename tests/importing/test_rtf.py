"""RTF files in the code pages of their fonts, paragraph by paragraph."""

from __future__ import annotations

import pytest

from nashr import ast
from nashr.engines import pandoc
from nashr.importing.changes import Treatment
from nashr.importing.marks import without_marks
from nashr.importing.other_formats import draft_of_tree
from nashr.importing.rtf import read_rtf
from nashr.importing.rtf_tree import blocks_of_rtf, pictures_of
from nashr.importing.source_words import passages_of
from nashr.importing.writing import write

_HEAD = (
    rb"{\rtf1\ansi\ansicpg1251\deff0{\fonttbl{\f0\fcharset204 Times;}{\f1\fcharset162 Tur;}"
    rb"{\f2\fcharset238 CE;}}"
)


def _text(source: bytes) -> str:
    read = read_rtf(source)
    tree, log = pandoc.read_document(read.data, "rtf")
    draft = draft_of_tree(tree, {}, "a.rtf", passages_of("rtf", source, {}), log)
    assert [one.kind for one in draft.findings] == ["format"]
    return without_marks(ast.plain_text(draft.blocks))


@pytest.mark.parametrize(
    ("source", "text"),
    [
        (_HEAD + rb"\'d1\'eb\'ee\'e2\'ee \'e8 \'e4\'e5\'eb\'ee\par}", "Слово и дело"),
        (_HEAD + rb"\f1 \'fe\'f6yle \'fd\'f0\f2  \'b9\par}", "şöyle ığ ą"),
        (_HEAD + rb"\f1 \'fe\plain  \'f1\par}", "ş с"),
        (_HEAD + rb"{\f1 \'fe}\'ff\par}", "şя"),
        (_HEAD + rb"\pard\u399?lifba \uc2\u601\'3f\'3f a{\uc0\u287 b}\par}", "Əlifba ə ağb"),
        (_HEAD + rb"\u-10179?\u-8704?!\par}", "😀!"),
        (rb"{\rtf1\mac \'8a\par}", "ä"),
        ("{\\rtf1\\ansi\\ansicpg1251 Слово\\par}".encode("cp1251"), "Слово"),
        (rb"{\rtf1\ansi a\bin4 {{{{b\~c\par}", "ab\u00a0c"),
        (b"{\\rtf1\\ansi a{\\b\r\nbc}\\i0\nd\\par}", "abcd"),
    ],
    ids=[
        "cyrillic", "fonts", "plain", "group", "unicode", "pair", "mac", "bytes", "binary",
        "lines",
    ],
)  # fmt: skip
def test_letters_are_those_of_the_font(source: bytes, text: str) -> None:
    assert _text(source).strip() == text


def test_texts_have_the_number_of_their_paragraph() -> None:
    source = (
        rb"{\rtf1{\info{\title no}}One{\footnote \pard A note.} more.\par\trowd\intbl two\cell "
        rb"three\cell\row{\listtext 1.}{\*\skipped no}{\*\annotation A comment.}Four\par}"
    )
    assert read_rtf(source).texts == (
        (1, "A note."),
        (1, "One more."),
        (2, "two"),
        (3, "three"),
        (4, " Four"),
    )


_CHANGED = (
    rb"{\rtf1 Title\par a {\b\deleted old}{\revised new} word{\deleted  x}{\super\chftn"
    rb"{\footnote\pard\plain note "
    rb"{\revised more}.}}{\*\atnid N}{\*\atnauthor Ay\u351?e}{\*\annotation Why\par so?} end.\par "
    rb"{\deleted gone\par}last\par}"
)


@pytest.mark.parametrize(
    ("treatment", "markdown"),
    [
        (
            Treatment.ASK,
            "a <!-- query: 1. deleted here: “old” -->new<!-- query: 2. inserted before this --> "
            "word<!-- query: 3. deleted here: “x” -->[^1]<!-- query: 5. Ayşe: Why so? --> end.\n\n"
            "<!-- query: 6. deleted here: “gone” -->\n\nlast\n\n"
            "[^1]: note more<!-- query: 4. inserted before this -->.",
        ),
        (
            Treatment.ACCEPT,
            "a new word[^1]<!-- query: 1. Ayşe: Why so? --> end.\n\nlast\n\n[^1]: note more.",
        ),
        (
            Treatment.REJECT,
            "a **old** word x[^1]<!-- query: 1. Ayşe: Why so? --> end.\n\ngone\n\nlast\n\n"
            "[^1]: note .",
        ),
    ],
)
def test_changes_and_comments(treatment: Treatment, markdown: str) -> None:
    read = read_rtf(_CHANGED, treatment)
    tree, _ = pandoc.read_document(read.data, "rtf")
    tree["blocks"] = blocks_of_rtf(tree["blocks"], read)
    draft = draft_of_tree(tree, {}, "a.rtf", passages_of("rtf", read.data, {}))
    written = write(draft, pandoc.write_markdown).text
    assert written.split("---\n")[-1].strip() == markdown
    assert {one.kind for one in draft.findings} <= {"format", "front-guessed"}


def test_queries_of_a_title_stand_before_the_text() -> None:
    read = read_rtf(
        rb"{\rtf1 {\b A {\deleted short }title}{\*\annotation Long?}\par "
        rb"Abstract: The words of an abstract that is here and goes on.\par "
        rb"Introduction\par The text is here.\par}"
    )
    tree, _ = pandoc.read_document(read.data, "rtf")
    tree["blocks"] = blocks_of_rtf(tree["blocks"], read)
    draft = draft_of_tree(tree, {}, "a.rtf")
    assert draft.front["title"] == "A title"
    text = write(draft, pandoc.write_markdown).text
    assert "<!-- query: 1. deleted here: “short” --><!-- query: 2. Long? -->\n\nIntro" in text


def test_a_character_beyond_the_first_plane_in_bold_letters() -> None:
    read = read_rtf(rb"{\rtf1 a {\b b \u-10179?\u-8704? c}\par}")
    tree, _ = pandoc.read_document(read.data, "rtf")
    draft = draft_of_tree({**tree, "blocks": blocks_of_rtf(tree["blocks"], read)}, {}, "a.rtf")
    assert "**b 😀 c**" in write(draft, pandoc.write_markdown).text
    [passage] = passages_of("rtf", read.data, {})
    assert passage.words == ("a", "b", "c")


def test_what_is_not_in_the_manuscript_is_named_with_its_paragraph() -> None:
    source = rb"{\rtf1 One.\par {\v Hidden words} two.\par}"
    tree, _ = pandoc.read_document(read_rtf(source).data, "rtf")
    draft = draft_of_tree(tree, {}, "a.rtf", passages_of("rtf", source, {}))
    [found] = [one for one in draft.findings if one.kind == "words-lost"]
    assert found.message == (
        "Words of paragraph 2 of the file are not in the manuscript: “Hidden words”."
    )


@pytest.mark.parametrize(
    "source",
    [
        b"{\\rtf1",
        b"{\\rtf1 }}}}\\par",
        b"{\\rtf1\\u\\uc\\f\\'",
        b"{\\rtf1\\ansicpg99999 a\\fcharset7\\f9 \\'e9}",
    ],
)
def test_broken_files_are_read_as_far_as_they_go(source: bytes) -> None:
    assert read_rtf(source).data.startswith(b"{\\rtf1")


def test_a_note_is_read_that_old_programs_may_skip() -> None:
    source = rb"{\rtf1 a{\super\chftn}{\*\footnote\pard Qeyd.} b\par}"
    tree, _ = pandoc.read_document(read_rtf(source).data, "rtf")
    assert [node["t"] for node in ast.nodes(tree["blocks"])].count("Note") == 1


@pytest.mark.parametrize(
    ("picture", "ending"),
    [
        (rb"{\pict{\*\picprop x}\pngblip\picw5 6162\r\n63}", "png"),
        (rb"{\*\shppict{\pict\jpegblip\bin3 abc}}", "jpg"),
    ],
)
def test_pictures_are_in_the_file(picture: bytes, ending: str) -> None:
    name = f"a9993e364706816aba3e25717850c26c9cd0d89d.{ending}"
    assert pictures_of(rb"{\rtf1 " + picture.replace(rb"\r\n", b"\r\n") + b"}") == {name: b"abc"}


@pytest.mark.parametrize("source", [b"{\\pict", b"{\\pict\\pngblip abc}", b"{\\pict 6162}"])
def test_what_is_no_picture_is_none(source: bytes) -> None:
    assert pictures_of(source) == {}


def test_a_link_whose_letters_are_of_several_code_pages_is_one() -> None:
    source = (
        rb'{\rtf1\ansicpg1254 One {\field{\*\fldinst HYPERLINK "https://example.org"}'
        rb"{\fldrslt ba\u287?lant\u305?}} two.\par}"
    )
    tree, _ = pandoc.read_document(read_rtf(source).data, "rtf")
    draft = draft_of_tree(tree, {}, "a.rtf")
    assert "[bağlantı](https://example.org)" in write(draft, pandoc.write_markdown).text


def _markdown(source: bytes) -> str:
    read = read_rtf(source)
    tree, _ = pandoc.read_document(read.data, "rtf")
    blocks = blocks_of_rtf(tree["blocks"], read)
    draft = draft_of_tree({"blocks": blocks}, {}, "a.rtf", passages_of("rtf", read.data, {}))
    assert "words-lost" not in [one.kind for one in draft.findings]
    return write(draft, pandoc.write_markdown).text.split("---\n", 2)[2].strip()


_LISTS = (
    rb"{\*\listtable{\list\listtemplateid1{\listlevel\levelnfc0\levelstartat1{\leveltext\'02\'00.;}"
    rb"{\levelnumbers\'01;}}\listid1}}{\*\listoverridetable{\listoverride\listid1\ls1}}"
)


def test_a_list_before_a_table_stays_before_it() -> None:
    made = _markdown(
        rb"{\rtf1 " + _LISTS + rb"Title\par\pard Text here.\par{\listtext 1.\tab}\pard\ls1 one\par"
        rb"\trowd\cellx9\pard\intbl cell\cell\row\pard After.\par}"
    )
    assert made.startswith("Text here.\n\n1.  one\n\n|")
    assert made.endswith("After.")


def test_a_list_in_a_cell_stays_in_it() -> None:
    made = _markdown(
        rb"{\rtf1 "
        + _LISTS
        + rb"Title\par\trowd\cellx9\cellx19\pard\intbl{\listtext\pard\plain 1.\tab}"
        rb"\pard\intbl\ls1 one\par{\listtext 2.}two\cell B\cell\row\pard After.\par}"
    )
    assert "| 1\\. one | B |" in made
    assert "| 2\\. two |   |" in made


def test_words_in_capitals_have_those_of_their_language() -> None:
    made = _markdown(
        rb"{\rtf1 Title\par\pard{\lang1055\caps iki} {\caps title}{\caps\plain  small}\par}"
    )
    assert made == "İKİ TITLE small"


def test_heads_of_pages_are_kept_apart() -> None:
    read = read_rtf(
        rb"{\rtf1{\header\pard Journal 5\par}{\footerl\pard 7\par}{\headerr Journal 5}a\par}"
    )
    assert read.margins == (("header", "Journal 5"),)
    assert read.texts == ((1, "a"),)


def test_the_first_word_of_a_line_behind_the_end_of_a_paragraph_is_not_lost() -> None:
    made = _markdown(b"{\\rtf1 Title\\par\r\nBir s\\'f6z\\par\nIki\\par\r\n}")
    assert made == "Bir söz\n\nIki"


def test_a_note_in_a_cell_leaves_no_empty_table_and_entries_of_an_index_are_no_text() -> None:
    source = (
        rb"{\rtf1\ansi Bir.{\xe\pard\plain gizli}{\tc daha gizli}\par"
        rb"\trowd\cellx3000\cellx6000\pard\intbl a{\super\chftn{\footnote\pard\plain Qeyd.}}\cell b"
        rb"\cell\row\pard Son.\par}"
    )
    read = read_rtf(source)
    tree, _ = pandoc.read_document(read.data, "rtf")
    blocks = blocks_of_rtf(tree["blocks"], read)
    assert [one["t"] for one in ast.nodes(blocks)].count("Table") == 1
    [note] = [one for one in ast.nodes(blocks) if one["t"] == "Note"]
    assert ast.plain_text(note["c"]) == "Qeyd."
    assert "gizli" not in ast.plain_text(blocks)


@pytest.mark.parametrize("look", [r"\i", r"\b", r"\super", r"\v"])
def test_the_look_of_the_last_style_of_characters_is_not_that_of_the_text(look: str) -> None:
    """LibreOffice writes a raised style last, for the calls of notes; \\v is hidden."""
    styles = rf"{{\stylesheet{{\s0 Normal;}}{{\*\cs15{look} Anchor;}}{{\s2 Other;}}}}"
    source = rf"{{\rtf1\ansi{styles}\pard\plain\s0 Birinci abzas.\par}}"
    tree, _ = pandoc.read_document(read_rtf(source.encode()).data, "rtf")
    assert pandoc.write_markdown(tree["blocks"]).strip() == "Birinci abzas."


def test_the_cells_of_a_table_in_a_cell_are_paragraphs_of_it() -> None:
    row = r"\trowd\cellx1000\cellx2000\pard\intbl bir\cell\pard\intbl iki\par"
    inner = (
        r"\pard\intbl\itap2{uc}\nestcell\pard\intbl\itap2 dord\nestcell"
        r"{\*\nesttableprops\trowd\cellx500\cellx900\nestrow}{\nonesttables\par}"
    )
    source = _HEAD + f"{row}{inner}\\pard\\intbl son\\cell\\row\\pard arxa\\par}}".encode()
    read = read_rtf(source)
    assert read.inner_tables == 1
    tree, _ = pandoc.read_document(read.data, "rtf")
    [table, behind] = tree["blocks"]
    assert ast.plain_text(table).split() == ["bir", "iki", "uc", "dord", "son"]
    assert ast.plain_text(behind).strip() == "arxa"


_NUMBERS = (
    r"{\*\listtable{\list{\listlevel\levelnfc0\levelstartat1}{\listlevel\levelnfc0\levelstartat1}"
    r"\listid1}{\list{\listlevel\levelnfc4\levelstartat1}\listid2}{\list{\listlevel\levelnfc23"
    r"\levelstartat1}\listid3}}{\*\listoverridetable{\listoverride\listid1\listoverridecount0\ls1}"
    r"{\listoverride\listid2\listoverridecount0\ls2}"
    r"{\listoverride\listid3\listoverridecount0\ls3}}"
)


def _item(label: str, words: str, level: int = 0, number: int = 1) -> str:
    return rf"\pard{{\listtext {label}\tab}}\ls{number}\ilvl{level} {words}\par "


@pytest.mark.parametrize(
    ("body", "written"),
    [
        (
            _item("1.", "a") + _item("1.", "b", 1) + _item("2.", "c") + _item("3.", "d"),
            "1.  a\n\n    1.  b\n\n2.  c\n\n3.  d",
        ),
        (
            _item("1.", "a") + _item("1.1.", "b", 1) + _item("1.2.", "c", 1) + _item("2.", "d"),
            "1.  a\n\n    1.1. b\n\n    1.2. c\n\n2.  d",
        ),
        (
            _item("1.", "a") + r"\pard arada\par " + _item("2.", "b"),
            "1.  a\n\narada\n\n2.  b",
        ),
        (_item("c)", "a", 0, 2) + _item("d)", "b", 0, 2), "c)  a\n\nd)  b"),
        (_item(r"\'b7", "a", 0, 3) + _item(r"\'b7", "b", 0, 3), "- a\n\n- b"),
        (_item("BAP 1", "a") + _item("BAP 2", "b"), "BAP 1 a\n\nBAP 2 b"),
        (_item("5.", "") + r"\pard arada\par ", "arada"),
        (r"\pard{\pntext 1.\tab}bir\par{\pntext 2.\tab}iki\par ", "1\\. bir\n\n2\\. iki"),
        (
            r"\pard\s1\outlinelevel0{\listtext 1.\tab}\ls1 bir\par \pard iki\par "
            r"\pard{\listtext 2.\tab}\ls1\outlinelevel0 uc\par \pard dord\par ",
            "# 1. bir\n\niki\n\n# 2. uc\n\ndord",
        ),
    ],
)
def test_lists_have_the_numbers_that_the_file_has_stored(body: str, written: str) -> None:
    """Pandoc counts a list anew behind items of another level, and reads no old-style numbers."""
    read = read_rtf(_HEAD + f"{_NUMBERS}{body}}}".encode())
    tree, _ = pandoc.read_document(read.data, "rtf")
    assert pandoc.write_markdown(blocks_of_rtf(tree["blocks"], read)).strip() == written


def test_a_link_whose_letters_are_written_by_their_numbers_is_one() -> None:
    field = r'{\field{\*\fldinst HYPERLINK "https://example.org"}{\fldrslt m\u601?tn\u305?}}'
    read = read_rtf(_HEAD + rf"\pard {field}, {{\scaps ki\u231?ik}}\par}}".encode())
    tree, _ = pandoc.read_document(read.data, "rtf")
    made = pandoc.write_markdown(blocks_of_rtf(tree["blocks"], read)).strip()
    assert made == "[mətnı](https://example.org), [kiçik]{.smallcaps}"


def test_the_name_of_a_style_is_no_text_of_its_paragraphs() -> None:
    styles = r"{\stylesheet{\s0 Normal;}{\s5 C\u601?dv\u601?l ad\u305?;}}"
    read = read_rtf(_HEAD + rf"{styles}\pard\plain\s5 Birinci s\u246?z\par}}".encode())
    tree, _ = pandoc.read_document(read.data, "rtf")
    assert pandoc.write_markdown(blocks_of_rtf(tree["blocks"], read)).strip() == "Birinci söz"
