"""Words that Word sets before the numbers of paragraphs."""

from __future__ import annotations

from word_kit import body_of, paragraph, relationship_to, word_file

_FIRST = paragraph("Başlıq", style="KonuBal") + paragraph("Mətn burada başlayır.")


def _file(levels: str, *paragraphs: str) -> bytes:
    numbering = (
        '<w:numbering xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
        f'<w:abstractNum w:abstractNumId="7">{levels}</w:abstractNum>'
        '<w:num w:numId="3"><w:abstractNumId w:val="7"/></w:num></w:numbering>'
    )
    related = {"n": relationship_to("numbering", "numbering.xml", numbering)}
    return word_file(_FIRST + "".join(paragraphs), related=related)


def _level(number: int, text: str, form: str = "decimal", start: int = 1) -> str:
    return (
        f'<w:lvl w:ilvl="{number}"><w:start w:val="{start}"/><w:numFmt w:val="{form}"/>'
        f'<w:lvlText w:val="{text}"/></w:lvl>'
    )


def _item(words: str, level: int = 0, style: str = "") -> str:
    number = f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="3"/></w:numPr>'
    return paragraph(words, style=style, properties=number)


def test_words_before_numbers_are_words_of_the_text() -> None:
    data = _file(
        _level(0, "Tezis %1:", "upperRoman", 4) + _level(1, "Bənd %1.%2.", "lowerLetter"),
        _item("birinci söz"),
        _item("alt söz", 1),
        _item("alt başqa söz", 1),
        paragraph("Arada mətn var."),
        _item("ikinci söz"),
        _item("yenə alt söz", 1),
    )
    lines = body_of(data).split("\n\n")[1:]
    assert lines == [
        "Tezis IV: birinci söz",
        "Bənd IV.a. alt söz",
        "Bənd IV.b. alt başqa söz",
        "Arada mətn var.",
        "Tezis V: ikinci söz",
        "Bənd V.a. yenə alt söz",
    ]


def test_a_heading_has_the_word_before_its_number() -> None:
    made = body_of(_file(_level(0, "Fəsil %1."), _item("Giriş", style="Balk1")))
    assert "# Fəsil 1. Giriş" in made


def test_headings_keep_the_numbers_that_the_text_refers_to() -> None:
    data = _file(
        _level(0, "%1.") + _level(1, "%1.%2"),
        _item("Giriş", style="Balk1"),
        _item("Mənbələr", 1, style="Balk2"),
        paragraph("Bax: bölmə 2.1, orada başqa mənbələr də var."),
        _item("Metod", style="Balk1"),
        _item("Seçim", 1, style="Balk2"),
    )
    lines = [line for line in body_of(data).splitlines() if line.startswith("#")]
    assert lines == ["# 1. Giriş", "## 1.1 Mənbələr", "# 2. Metod", "## 2.1 Seçim"]


def test_bullets_of_headings_are_no_numbers() -> None:
    made = body_of(_file(_level(0, "•", "bullet"), _item("Giriş", style="Balk1")))
    assert "# Giriş" in made.splitlines()


def test_numbered_lines_in_bold_type_above_text_are_headings() -> None:
    def bold(words: str, level: int = 0) -> str:
        return _item(words, level).replace("<w:r>", "<w:r><w:rPr><w:b/></w:rPr>")

    long = paragraph("Bu abzas mətnin özüdür və başlıqdan xeyli uzundur, cümlə kimi də bitir.")
    levels = _level(0, "%1.") + _level(1, "%1.%2.")
    made = body_of(_file(levels, bold("Giriş"), long, bold("Mənbələr", 1), long, bold("Son"), long))
    lines = [line for line in made.splitlines() if line.startswith("#")]
    assert lines == ["# 1. Giriş", "## 1.1. Mənbələr", "# 2. Son"]
    made = body_of(_file(levels, long, bold("Bir"), bold("İki"), long, _item("Üç"), long))
    assert "#" not in made.replace("# 2. İki", ""), "items of a list are none"


def test_signs_before_numbers_are_words_of_the_text() -> None:
    assert "§ 1. mətn" in body_of(_file(_level(0, "§ %1."), _item("mətn")))
    assert "o" not in body_of(_file(_level(0, "o", "bullet"), _item("mətn"))).split("\n\n")[-1]


def test_roman_numbers_beside_words_stay_those_of_a_list() -> None:
    data = _file(
        _level(0, "%1.", "upperRoman") + _level(1, "Bənd %2:"),
        _item("bir"),
        _item("iki"),
        _item("alt", 1),
    )
    body = body_of(data)
    assert "\nII. iki" in body
    assert "Bənd 1: alt" in body


def test_russian_letters_are_those_of_the_file() -> None:
    made = body_of(_file(_level(0, "%1)", "russianLower"), _item("bir"), _item("iki")))
    assert "а) bir" in made.replace("\\", "")
    assert "б) iki" in made.replace("\\", "")


def test_numbers_that_begin_anew() -> None:
    numbering = (
        '<w:numbering xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
        f'<w:abstractNum w:abstractNumId="7">{_level(0, "Addım %1:")}</w:abstractNum>'
        '<w:num w:numId="3"><w:abstractNumId w:val="7"/></w:num>'
        '<w:num w:numId="4"><w:abstractNumId w:val="7"/><w:lvlOverride w:ilvl="0">'
        '<w:startOverride w:val="1"/></w:lvlOverride></w:num></w:numbering>'
    )
    again = [_item(word).replace('numId w:val="3"', 'numId w:val="4"') for word in ("c", "d")]
    text = _FIRST + _item("a") + _item("b") + paragraph("Ara.") + "".join(again)
    related = {"n": relationship_to("numbering", "numbering.xml", numbering)}
    lines = body_of(word_file(text, related=related)).split("\n\n")
    assert lines[1:] == ["Addım 1: a", "Addım 2: b", "Ara.", "Addım 1: c", "Addım 2: d"]


def test_numbers_alone_stay_those_of_a_list() -> None:
    made = body_of(_file(_level(0, "%1)"), _item("bir"), _item("iki")))
    assert [" ".join(line.split()) for line in made.split("\n") if ")" in line] == [
        "1) bir",
        "2) iki",
    ]


def test_items_keep_numbers_of_several_levels_to_which_the_text_refers() -> None:
    data = _file(
        _level(0, "%1.") + _level(1, "%1.%2."),
        _item("bir alma"),
        _item("iki armud", 1),
        _item("üç nar", 1),
        _item("dörd heyva"),
        paragraph("Bax: bənd 1.2."),
    )
    made = body_of(data)
    for line in ("1.  bir alma", "1.1. iki armud", "1.2. üç nar", "2.  dörd heyva"):
        assert line in [one.strip() for one in made.splitlines()]


def test_a_level_may_have_decimal_numbers_alone_or_count_through() -> None:
    """Chapters with Roman numbers, sections below them as 1.1; articles of a law count through."""
    legal = _level(1, "%1.%2.").replace("<w:lvlText", "<w:isLgl/><w:lvlText")
    chapters = _level(0, "%1.", "upperRoman") + legal
    made = body_of(_file(chapters, _item("Giriş", style="Balk1"), _item("Mənbə", 1, style="Balk2")))
    assert "# I. Giriş" in made
    assert "## 1.1. Mənbə" in made
    through = _level(1, "%2)").replace("<w:lvlText", '<w:lvlRestart w:val="0"/><w:lvlText')
    law = _level(0, "Fəsil %1.") + through
    made = body_of(_file(law, _item("ad"), _item("a", 1), _item("yenə ad"), _item("b", 1)))
    assert "Fəsil 2. yenə ad\n\n2\\) b" in made


def test_letters_go_on_behind_the_last_and_other_alphabets_count_too() -> None:
    items = [_item(f"söz{n}") for n in range(27)]
    assert "Bənd aa) söz26" in body_of(_file(_level(0, "Bənd %1)", "lowerLetter"), *items))
    made = body_of(_file(_level(0, "%1)", "arabicAbjad"), *items[:3]))
    assert "أ) söz0\n\nب) söz1\n\nج) söz2" in made


def test_levels_of_a_single_number_and_of_a_style_are_known() -> None:
    """A number may have levels of its own; a list, those of a style for lists; and a style has the
    number of the style that it is based on.
    """
    override = f'<w:lvlOverride w:ilvl="0">{_level(0, "Şərt %1:")}</w:lvlOverride>'
    numbers = (
        '<w:numbering xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
        f'<w:abstractNum w:abstractNumId="7">{_level(0, "%1.")}</w:abstractNum>'
        f'<w:abstractNum w:abstractNumId="8">{_level(0, "Fəsil %1.")}</w:abstractNum>'
        '<w:abstractNum w:abstractNumId="9"><w:numStyleLink w:val="Fəsillər"/></w:abstractNum>'
        f'<w:num w:numId="3"><w:abstractNumId w:val="7"/>{override}</w:num>'
        '<w:num w:numId="4"><w:abstractNumId w:val="8"/></w:num>'
        '<w:num w:numId="5"><w:abstractNumId w:val="9"/></w:num></w:numbering>'
    )
    styles = (
        '<w:styles xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
        '<w:style w:type="numbering" w:styleId="Fəsillər"><w:pPr><w:numPr><w:numId w:val="4"/>'
        "</w:numPr></w:pPr></w:style>"
        '<w:style w:type="paragraph" w:styleId="Fəsil"><w:name w:val="heading 1"/><w:pPr><w:numPr>'
        '<w:numId w:val="5"/></w:numPr></w:pPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="Öz"><w:name w:val="Öz"/><w:basedOn w:val="Fəsil"/>'
        "</w:style></w:styles>"
    )
    related = {"n": relationship_to("numbering", "numbering.xml", numbers)}
    body = _FIRST + _item("söz") + paragraph("Giriş", style="Öz") + paragraph("Mətn.")
    made = body_of(word_file(body, custom={"word/styles.xml": styles}, related=related))
    assert "Şərt 1: söz\n\n# Fəsil 1. Giriş\n" in made
