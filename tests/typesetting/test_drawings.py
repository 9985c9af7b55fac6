"""The texts of drawings are set in the document's typefaces and as a reader of them writes."""

from __future__ import annotations

import subprocess

import pytest

from nashr.engines.fonts import shop
from nashr.outputs.pdf.render import DRAWINGS, FACES
from nashr.outputs.typefaces import SANS, font_face_css, with_ordinary
from nashr.typesetting.drawings import own_families, pieces
from nashr.typesetting.weasyprint import typeset


def pdf_of(text: str) -> bytes:
    drawing = (
        '<svg xmlns="http://www.w3.org/2000/svg" width="300" height="60" font-size="20">'
        f"{text}</svg>"
    )
    html = '<html lang="en"><head><title>t</title></head><body><img src="g.svg" alt="x">'
    fonts = with_ordinary(shop(), (*FACES, *DRAWINGS), frozenset(drawing), "ttf")
    files = {one.name: (one.media_type, one.data) for one in fonts}
    files["g.svg"] = ("image/svg+xml", drawing.encode())
    return typeset(html, [font_face_css(fonts, lambda one: one.name)], files).pdf


def read(pdf: bytes) -> str:
    command = ["pdftotext", "-raw", "-", "-"]
    return subprocess.run(command, input=pdf, capture_output=True, check=True).stdout.decode()


@pytest.mark.parametrize(
    "text",
    [
        '<text x="10" y="30">سلام dünya</text>',
        '<text x="10" y="30" letter-spacing="2">سلام dünya</text>',
        '<text x="150" y="30" text-anchor="middle"><tspan>سلام</tspan> dünya</text>',
    ],
)
def test_arabic_in_a_drawing_is_joined(text: str) -> None:
    assert "سلام" in read(pdf_of(text))


def test_a_mark_stays_with_its_letter_where_letters_are_spaced() -> None:
    class Text(dict[str, str]):
        text = "xa\u0331y"

    assert pieces(Text({"letter-spacing": "12"})) == ("x", "a\u0331", "y")
    assert pieces(Text({"textLength": "90"})) == ("x", "a\u0331", "y")
    assert pieces(Text({"letter-spacing": "0"})) == ("xa\u0331y",)


def test_letters_with_places_of_their_own_keep_them() -> None:
    text = '<text y="30" x="10 110 210">abc</text>'
    assert read(pdf_of(text)).split() == ["a", "b", "c"]


@pytest.mark.parametrize(
    ("named", "first"),
    [
        ("", "Nashr Sans"),
        ("Arial, Helvetica, sans-serif", "Nashr Sans"),
        ("Open Sans, serif", "Nashr Sans"),
        ("'Times New Roman', serif", "Nashr Serif"),
        ("serif", "Nashr Serif"),
        ("DejaVu Sans Mono", "Nashr Mono"),
        ("Courier New", "Nashr Mono"),
    ],
)
def test_a_named_font_gives_way_to_a_typeface_of_its_kind(named: str, first: str) -> None:
    assert own_families(named).startswith(f'"{first}"')


def test_no_text_of_a_drawing_is_set_in_the_font_for_emergencies() -> None:
    data = pdf_of(
        '<text x="10" y="20">Plain <tspan font-weight="bold">bold</tspan></text>'
        '<text x="10" y="50" font-family="Arial" font-style="italic">Italic</text>'
    )
    listed = subprocess.run(["pdffonts", "-"], input=data, capture_output=True, check=True)
    names = [line.split()[0].partition("+")[2] for line in listed.stdout.decode().split("\n")[2:-1]]
    assert {SANS.replace(" ", "-"), "Nashr-Sans-Semi-Bold", "Nashr-Sans-Italic"} == set(names)
