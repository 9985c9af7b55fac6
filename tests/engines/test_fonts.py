"""Fonts cut to measure: what is in them, how they are called, that they come out alike."""

from __future__ import annotations

import io
import struct

import pytest
import uharfbuzz as hb
from fontTools.ttLib import TTFont

from nashr.engines import fonts
from nashr.engines.fonts import FontShop, FontsMissing
from nashr.languages import all_languages
from nashr.outputs import typefaces
from nashr.outputs.pdf.render import FACES
from nashr.ports import Face

AZERBAIJANI = frozenset("Türkiyə və Azərbaycan: ıİiI, öğüş 1991–2026")


@pytest.fixture(scope="module")
def shop() -> FontShop:
    return FontShop()


def opened(data: bytes) -> TTFont:
    return TTFont(io.BytesIO(data))


def shaped(data: bytes, text: str, language: str, features: dict[str, bool]) -> list[int]:
    font = hb.Font(hb.Face(data))
    buffer = hb.Buffer()
    buffer.add_str(text)
    buffer.guess_segment_properties()
    buffer.language = language
    hb.shape(font, buffer, features)
    return [info.codepoint for info in buffer.glyph_infos]


def advance(data: bytes, text: str, features: dict[str, bool] | None = None) -> int:
    font = hb.Font(hb.Face(data))
    buffer = hb.Buffer()
    buffer.add_str(text)
    buffer.guess_segment_properties()
    hb.shape(font, buffer, features or {})
    return sum(position.x_advance for position in buffer.glyph_positions)


def test_a_cut_font_is_static_and_holds_what_was_asked_for(shop: FontShop) -> None:
    font = opened(shop.subset(Face("serif"), AZERBAIJANI, "ttf"))
    assert "fvar" not in font
    covered = {chr(code) for code in font.getBestCmap()}
    assert covered >= AZERBAIJANI
    assert "q" not in covered
    assert " " in covered and "-" in covered


@pytest.mark.parametrize(
    ("face", "full_name", "weight", "selection", "mac_style"),
    [
        (Face("serif"), "Nashr Serif Regular", 400, 64, 0),
        (Face("serif", "italic"), "Nashr Serif Italic", 400, 1, 2),
        (Face("serif", "normal", 700), "Nashr Serif Bold", 700, 32, 1),
        (Face("serif", "italic", 700), "Nashr Serif Bold Italic", 700, 33, 3),
        (Face("sans", "normal", 600), "Nashr Sans SemiBold", 600, 64, 0),
        (Face("serif", optical_size=8), "Nashr Serif 8pt Regular", 400, 64, 0),
        (Face("arabic", "normal", 700), "Nashr Arabic Bold", 700, 32, 1),
    ],
)
def test_a_cut_font_says_what_it_is(
    shop: FontShop, face: Face, full_name: str, weight: int, selection: int, mac_style: int
) -> None:
    font = opened(shop.subset(face, frozenset("ab"), "ttf"))
    assert font["name"].getDebugName(4) == full_name
    assert font["OS/2"].usWeightClass == weight
    assert font["OS/2"].fsSelection & 0b1100001 == selection
    assert font["head"].macStyle == mac_style


def test_the_licence_and_the_makers_stay_in_the_font(shop: FontShop) -> None:
    font = opened(shop.subset(Face("serif"), frozenset("a"), "ttf"))
    assert "Adobe" in font["name"].getDebugName(0)
    assert "Open Font License" in font["name"].getDebugName(13)


def test_small_capitals_keep_the_dot_of_azerbaijani_and_turkish(shop: FontShop) -> None:
    data = shop.subset(Face("serif"), frozenset("iı"), "ttf")
    small_capitals = {"smcp": True}
    dotless = shaped(data, "ı", "az", small_capitals)
    assert shaped(data, "i", "az", small_capitals) != dotless
    assert shaped(data, "i", "tr", small_capitals) != dotless
    outlines = opened(data)["glyf"]
    names = outlines.glyphOrder
    (english,), (without_dot,) = shaped(data, "i", "en", small_capitals), dotless
    assert outlines[names[english]] == outlines[names[without_dot]]
    assert english != without_dot, "both would be copied from a PDF as one letter"


def test_figures_come_in_the_kinds_that_a_page_needs(shop: FontShop) -> None:
    data = shop.subset(Face("serif"), frozenset("0123456789"), "ttf")
    plain = shaped(data, "1987", "en", {})
    for feature in ("onum", "sups"):
        assert shaped(data, "1987", "en", {feature: True}) != plain, feature
    tabular = {"tnum": True, "lnum": True}
    assert advance(data, "111", tabular) == advance(data, "888", tabular)
    assert advance(data, "111", {"pnum": True}) < advance(data, "888", {"pnum": True})


def test_schwa_is_kerned(shop: FontShop) -> None:
    data = shop.subset(Face("serif"), frozenset("TəVy"), "ttf")
    apart = advance(data, "T") + advance(data, "ə")
    assert advance(data, "Tə") < apart


def test_small_print_is_cut_wider_than_titles(shop: FontShop) -> None:
    word = "Azərbaycan"
    small = shop.subset(Face("serif", optical_size=8), frozenset(word), "ttf")
    large = shop.subset(Face("serif", optical_size=40), frozenset(word), "ttf")
    assert advance(small, word) > advance(large, word)


def test_a_web_font_unpacks_to_the_same_outlines(shop: FontShop) -> None:
    plain = opened(shop.subset(Face("serif", plain=True), AZERBAIJANI, "ttf"))
    web = opened(shop.subset(Face("serif", plain=True), AZERBAIJANI, "woff2"))
    assert web.flavor == "woff2"
    assert web.getBestCmap() == plain.getBestCmap()
    for table in ("glyf", "loca", "GSUB", "GPOS", "hmtx", "name"):
        assert web.getTableData(table) == plain.getTableData(table), table


def test_the_checksum_of_the_whole_font_is_right(shop: FontShop) -> None:
    data = shop.subset(Face("mono"), frozenset("def ("), "ttf")
    padded = data + bytes(-len(data) % 4)
    assert sum(struct.unpack(f">{len(padded) // 4}L", padded)) & 0xFFFFFFFF == 0xB1B0AFBA


def test_two_shops_cut_the_same_bytes() -> None:
    for flavor in ("ttf", "woff2"):
        first = FontShop().subset(Face("serif", "italic", 600), AZERBAIJANI, flavor)
        assert FontShop().subset(Face("serif", "italic", 600), AZERBAIJANI, flavor) == first


def test_what_no_font_has_is_missing_and_what_has_no_shape_is_not(shop: FontShop) -> None:
    text = "Azərbaycan, Россия, مصر, Ελλάδα → 𐰀 \u200e\u00ad\u00a0\u2009\ufe0f\u034f\n"
    assert shop.missing(frozenset(text)) == {"𐰀"}


def test_no_font_has_what_only_the_font_of_a_file_knows(shop: FontShop) -> None:
    for code in (*range(0xE000, 0xF8FF, 61), 0xF0000):
        assert shop.missing(frozenset(chr(code))), hex(code)


def test_every_letter_of_every_language_has_a_shape(shop: FontShop) -> None:
    for record in all_languages():
        letters = frozenset("".join((*record.alphabet, *record.also_written)))
        assert not shop.missing(letters), record.tag


@pytest.mark.parametrize("sign", "₼₾₸₺₽")
def test_every_currency_around_has_a_sign(shop: FontShop, sign: str) -> None:
    assert shop.missing(sign) == frozenset()


def test_what_even_the_broad_family_lacks_is_served(shop: FontShop) -> None:
    text = frozenset("5 ₼ и ⵣ")
    assert shop.rare(text) == {Face("broad"): frozenset("ⵣ"), Face("further"): frozenset("₼")}
    files = typefaces.cut(shop, typefaces.SCREEN, text, "ttf")
    further = next(file for file in files if file.cut.family == typefaces.FURTHER)
    assert ord("₼") in opened(further.data).getBestCmap()
    without = typefaces.cut(shop, typefaces.SCREEN, frozenset("abc"), "ttf")
    assert not {typefaces.FURTHER, typefaces.BROAD} & {file.cut.family for file in without}


@pytest.mark.parametrize("sign", "⁂∓‸⁏‣※ე₼ع漢Აܐअアאֱአ𝔄🙂𐰀")
def test_a_sign_that_some_family_has_is_served(shop: FontShop, sign: str) -> None:
    files = typefaces.with_ordinary(shop, typefaces.SCREEN, frozenset(f"a{sign}"), "ttf")
    served = any(ord(sign) in opened(file.data).getBestCmap() for file in files)
    assert served != bool(shop.missing(sign))


def test_the_broad_family_serves_what_the_others_lack(shop: FontShop) -> None:
    assert shop.rare(frozenset("aəЖ")) == {}
    assert shop.rare(frozenset("aⵣߊ")) == {Face("broad"): frozenset("ⵣߊ")}


@pytest.mark.parametrize(
    ("text", "script"),
    [
        ("ҜҝҸҹ", ""),
        ("ქართული ᲥᲐᲠᲗᲣᲚᲘ", "georgian"),
        ("בְּרֵאשִׁ֖ית", "hebrew"),
        ("Հայերեն", "armenian"),
        ("संस्कृतम्", "devanagari"),
        ("ܫܠܡܐ", "wide"),
        ("漢書", "chinese"),
        ("日本語のカタカナ", "japanese"),
        ("한국어 韓國語", "korean"),
    ],
)
def test_the_letters_of_a_script_are_of_one_font(shop: FontShop, text: str, script: str) -> None:
    letters = frozenset(text) - {" "}
    assert shop.rare(letters) == {Face("further", script=script): letters}


@pytest.mark.parametrize(
    "text", ["ქართული", "Հայերեն", "עברית", "漢書", "日本語の", "한국어", "ไทย"]
)
def test_other_scripts_are_bold_in_headings_of_pages(shop: FontShop, text: str) -> None:
    html = f'<h2 id="a">{text} <em>x</em></h2><p>ⵣ</p>'
    bold = typefaces.bold_characters(html)
    files = typefaces.cut(shop, FACES, frozenset(text + "ⵣ"), "ttf", frozenset(), bold)
    served = {
        file.cut.face.weight: opened(file.data)["OS/2"].usWeightClass
        for file in files
        if ord(text[0]) in opened(file.data).getBestCmap()
    }
    assert served[600] >= 600 > served[400]
    without = typefaces.cut(shop, FACES, frozenset(text), "ttf")
    weights = {file.cut.face.weight for file in without if file.cut.face.script}
    assert weights == {400}, "a bold font is cut that no heading needs"


def test_cyrillic_azerbaijani_is_italic_in_italics(shop: FontShop) -> None:
    files = typefaces.cut(shop, typefaces.SCREEN, frozenset("Ҝөзәл"), "ttf")
    faces = {
        (file.cut.face.style, file.cut.face.weight)
        for file in files
        if ord("Ҝ") in opened(file.data).getBestCmap()
    }
    assert faces == {("normal", 400), ("italic", 400), ("normal", 600)}


def test_a_style_sheet_names_the_fonts_of_other_scripts_where_they_are_needed(
    shop: FontShop,
) -> None:
    sheet = 'p{font-family:"Nashr Serif","Nashr Further"}'
    files = typefaces.cut(shop, typefaces.SCREEN, frozenset("a漢ܐ₼"), "ttf")
    families = dict.fromkeys(file.cut.family for file in files if file.cut.face.family == "further")
    assert list(families) == ["Nashr Further", "Nashr Further Wide", "Nashr Further Chinese"]
    named = typefaces.with_scripts(sheet, files)
    assert named.endswith('"Nashr Further", "Nashr Further Wide", "Nashr Further Chinese"}')
    few = typefaces.cut(shop, typefaces.SCREEN, frozenset("a₼"), "ttf")
    assert typefaces.with_scripts(sheet, few) == sheet


def test_the_stated_version_is_that_of_the_file(shop: FontShop) -> None:
    known = shop.installed()["DejaVu Sans"]
    (path,) = known.files
    assert f"Version {known.version}" == TTFont(path)["name"].getDebugName(5)


def test_installed_fonts_are_named_with_version_and_files(shop: FontShop) -> None:
    families = shop.installed()
    assert set(families) == {
        *("Source Serif 4", "Source Sans 3", "Source Code Pro", "Amiri", "DejaVu Sans"),
        "Noto Serif",
        "STIX Two Math",
    }
    for family in families.values():
        assert family.version
        assert family.files
        assert all(path.is_file() for path in family.files)


def test_a_missing_package_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fonts.importlib.util, "find_spec", lambda _: None)
    fonts._folder.cache_clear()
    try:
        with pytest.raises(FontsMissing, match="fontpkg-source-serif-4"):
            FontShop().subset(Face("serif"), frozenset("a"), "ttf")
    finally:
        fonts._folder.cache_clear()


# --- typefaces -----------------------------------------------------------------------------


def test_arabic_is_cut_only_for_a_text_that_has_it(shop: FontShop) -> None:
    latin = typefaces.cut(shop, typefaces.SCREEN, frozenset("abc"), "woff2")
    arabic = typefaces.cut(shop, typefaces.SCREEN, frozenset("abcسلام"), "woff2")
    assert "arabic-normal-400.woff2" not in [file.name for file in latin]
    assert "arabic-normal-400.woff2" in [file.name for file in arabic]


def test_the_style_sheet_names_every_font(shop: FontShop) -> None:
    files = typefaces.cut(shop, typefaces.SCREEN, frozenset("abc"), "woff2")
    css = typefaces.font_face_css(files, lambda file: f"fonts/{file.name}")
    assert css.count("@font-face") == len(files)
    assert 'font-family:"Nashr Serif";font-style:italic;font-weight:400' in css
    assert 'url("fonts/serif-italic-400.woff2") format("woff2")' in css
    assert files[0].data_uri.startswith("data:font/woff2;base64,d09GM")


def test_characters_are_those_that_show() -> None:
    shown = typefaces.characters_of('<p class="xyz">&ccedil;a&nbsp;b</p>\n')
    assert {"ç", "a", "\u00a0", "b"} <= shown
    assert not shown & {"x", "y", "z", "\n", "&"}


def test_a_font_for_formulas_keeps_what_browsers_set_them_with(shop: FontShop) -> None:
    font = opened(shop.subset(Face("math"), frozenset("ℎ0(∑"), "ttf"))
    assert "MATH" in font
    features = {record.FeatureTag for record in font["GSUB"].table.FeatureList.FeatureRecord}
    assert "ssty" in features
    stretched = font["MATH"].table.MathVariants.VertGlyphCoverage.glyphs
    assert font.getBestCmap()[ord("(")] in stretched


def test_the_font_for_formulas_serves_letters_of_a_text_that_no_other_has(shop: FontShop) -> None:
    assert shop.rare(frozenset("𝔄")) == {Face("further", script="mathematical"): frozenset("𝔄")}
