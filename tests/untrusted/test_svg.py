"""Drawings made still: what is kept, what is left behind, what is refused."""

from __future__ import annotations

import base64

import pytest

from nashr.document.image_files import UnusableImage, measure_image
from nashr.untrusted.image_errors import ImageError
from nashr.untrusted.svg import MAX_DEPTH, Drawing
from nashr.untrusted.svg import make_static as make_static_with

HEAD = (
    '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'
    ' width="90" height="40">'
)
RECT = '<rect width="9" height="9"/>'


def make_static(data: bytes) -> Drawing:
    return make_static_with(data, lambda held: (held, "image/png"))


def drawing(inside: str) -> bytes:
    return f"{HEAD}{inside}</svg>".encode()


def kept(inside: str) -> str:
    return (
        make_static(drawing(inside))
        .data.decode()
        .partition('height="40">')[2]
        .removesuffix("</svg>")
    )


@pytest.mark.parametrize(
    "inside",
    [
        '<g id="a" class="b" transform="translate(1e-3 2)" style="fill:#1e1000;stroke:none"/>',
        '<use xlink:href="#a"/>',
        '<text x="1" font-family="Nan, Infinity">A<tspan dy="1">B</tspan>C</text>',
        '<path d="M 0.123456789012345 0 L 5 5" marker-end="url(#m)"/>',
        "<style>.st0{fill:url(#g)} @media print{rect{fill:red}}</style>",
        '<filter id="f"><feGaussianBlur in="SourceGraphic" stdDeviation="2"/></filter>',
        '<rect fill="#1e1000" width="9" height="9"/>',
    ],
)
def test_what_only_draws_is_kept(inside: str) -> None:
    assert kept(inside) == inside
    assert make_static(drawing(inside)).removed == ()


@pytest.mark.parametrize(
    ("inside", "rest", "removed"),
    [
        (f"<script>x()</script>{RECT}", RECT, ("<script>",)),
        ('<g onload="x()" ONCLICK="y()"/>', "<g/>", ("onload", "ONCLICK")),
        ("<text>A<script/>B</text>", "<text>AB</text>", ("<script>",)),
        ("<text>A<tspan>B</tspan><set/>C</text>", "<text>A<tspan>B</tspan>C</text>", ("<set>",)),
        (f'<a xlink:href="javascript:x()">{RECT}</a>', f"<g>{RECT}</g>", ()),
        (f'<animate attributeName="href" to="javascript:x()"/>{RECT}', RECT, ("<animate>",)),
        (f"<metadata><x/></metadata>{RECT}", RECT, ()),
        (f'<h:script xmlns:h="http://www.w3.org/1999/xhtml">x()</h:script>{RECT}', RECT, ()),
        (f'<image href="data:image/svg+xml;base64,AA"/>{RECT}', RECT, ("<image>",)),
        ('<rect style="fill:u\\72l(http://a.example/)"/>', "<rect/>", ()),
        ('<rect width="1e400" height="NaN"/>', "<rect/>", ()),
        ("<style>@keyframes a{to{fill:red}}</style>", "<style></style>", ("<style>",)),
        ("<style>@\\69mport 'http://a.example/'</style>", "<style></style>", ("<style>",)),
        ("<style>@font-face{src:url(data:font/woff;base64,AA)}a{}</style>",
         "<style>a{}</style>", ()),
    ],
)  # fmt: skip
def test_what_runs_or_moves_is_left_behind(
    inside: str, rest: str, removed: tuple[str, ...]
) -> None:
    assert kept(inside) == rest
    assert make_static(drawing(inside)).removed == removed


@pytest.mark.parametrize(
    "inside",
    [
        '<image href="file:///etc/passwd"/>',
        '<image xlink:href="../../secret.png"/>',
        '<image xlink:href="http://a.example/x.png"/>',
        '<use href="other.svg#a"/>',
        '<rect fill="url(http://a.example/#g)"/>',
        "<rect style=\"fill: URL( 'file:///x' )\"/>",
        '<style>@import "http://a.example/x.css";</style>',
        "<style><![CDATA[rect{fill:url(http://a.example/)}]]></style>",
        "<style>rect{fill:image-set('http://a.example/x' 1x)}</style>",
        "<style>@font-face{font-family:x;src:url(http://a.example/x.woff)}</style>",
    ],
)
def test_what_asks_for_something_outside_is_refused(inside: str) -> None:
    with pytest.raises(ImageError) as caught:
        make_static(drawing(inside))
    assert caught.value.code == "image-external"


@pytest.mark.parametrize(
    ("inside", "code"),
    [
        ('<g id="a"><use href="#a"/></g>', "unreadable"),
        ('<g id="a"><use href="#b"/></g><g id="b"><use href="#a"/></g>', "unreadable"),
        ('<pattern id="p"><rect fill="url(#p)"/></pattern>', "unreadable"),
        ("<g" * 3, "unreadable"),
        ("<text>&nbsp;</text>", "unreadable"),
        ('<image href="data:image/png;base64,@"/>', "unreadable"),
        ("<g>" * MAX_DEPTH + "</g>" * MAX_DEPTH, "too-large"),
        ("<g>" * 5000 + "</g>" * 5000, "unreadable"),
        ("<text>" + "a " * 200_000 + "</text>", "too-large"),
    ],
)  # fmt: skip
def test_what_cannot_be_drawn_is_refused(inside: str, code: str) -> None:
    with pytest.raises(ImageError) as caught:
        make_static(drawing(inside))
    assert caught.value.code == f"image-{code}"


@pytest.mark.parametrize(
    ("before", "inside", "times", "behind"),
    [
        ('<marker id="m"><rect/></marker><path marker-mid="url(#m)" d="', "L1 1", 250_000, '"/>'),
        ("<!--", " ", 4_000_000, "-->"),
    ],
)
def test_what_is_too_large_is_refused(before: str, inside: str, times: int, behind: str) -> None:
    with pytest.raises(ImageError) as caught:
        make_static(drawing(before + inside * times + behind))
    assert caught.value.code == "image-too-large"


def test_a_small_drawing_that_draws_a_billion_things_is_refused() -> None:
    levels = "".join(
        f'<g id="a{n}">' + f'<use href="#a{n - 1}"/>' * 10 + "</g>" for n in range(1, 10)
    )
    with pytest.raises(ImageError, match="more to draw"):
        make_static(drawing(f'<rect id="a0"/>{levels}'))


@pytest.mark.parametrize(
    "document_type",
    [
        '<!DOCTYPE svg [<!ENTITY x SYSTEM "file:///etc/passwd">]>',
        '<!DOCTYPE svg [<!ENTITY % p SYSTEM "http://a.example/x.dtd"> %p;]>',
        '<!DOCTYPE svg [<!ENTITY a "lol"><!ENTITY b "&a;&a;&a;">]>',
        '<!DOCTYPE svg [<!ATTLIST svg onload CDATA "x()">]>',
    ],
)
def test_a_document_type_with_entities_is_refused(document_type: str) -> None:
    with pytest.raises(ImageError) as caught:
        make_static(document_type.encode() + drawing("<text>&x;</text>"))
    assert caught.value.code == "image-unreadable"


def test_the_public_document_type_and_style_sheets_are_left_behind() -> None:
    before = '<?xml-stylesheet href="http://a.example/x.css"?>'
    before += '<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/svg11.dtd">'
    data = make_static(before.encode() + drawing(RECT)).data
    assert b"DOCTYPE" not in data
    assert b"stylesheet" not in data


@pytest.mark.parametrize("size", ['width="99999" height="5"', 'viewBox="0 0 1e9 1"'])
def test_gigantic_sizes_are_refused(size: str) -> None:
    with pytest.raises(ImageError, match="pixels wide"):
        make_static(f'<svg xmlns="http://www.w3.org/2000/svg" {size}/>'.encode())


def test_pictures_inside_are_looked_at() -> None:
    bomb = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + (50_000).to_bytes(4) * 2 + b"\x08\0\0\0\0"
    inside = f'<image href="data:image/png;base64,{base64.b64encode(bomb).decode()}"/>'
    measured = measure_image(drawing(inside))
    assert isinstance(measured, UnusableImage)
    assert measured.clause.startswith("holds a picture that ")
