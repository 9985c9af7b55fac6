"""Whatever an image holds, it is measured or refused; what is left of a drawing only draws."""

from __future__ import annotations

import io
from functools import cache

import lxml.etree
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image

from nashr.diagnostics import CODES
from nashr.document.image_files import MeasuredImage, UnusableImage, measure_image

SVG = "{http://www.w3.org/2000/svg}"
#: What may not be in a drawing, by the names that browsers know.
FORBIDDEN = frozenset(
    "a animate animateColor animateMotion animateTransform audio canvas discard embed feImage font-face "
    "foreignObject handler iframe listener mpath object script set video".split()
)
ATTRIBUTES = st.sampled_from(
    ['onload="x()"', 'ONCLICK="x()"', 'href="javascript:x()"', 'xlink:href="http://a.example/"', 'href="#a"', 'id="a"',
     'style="fill:url(http://a.example/)"', 'fill="url(#a)"', 'clip-path="URL( file:///x )"', 'style="behavior:url(#x)"',
     'style="fill:u\\72l(x)"', 'width="1e400"', 'd="M NaN 0"', 'href=" data:text/html,x"', 'x="1"',
     'xml:base="http://a.example/"', 'style="a:image-set(\'x\' 1x)"', 'src="x"', 'data-x="1"']
)  # fmt: skip
ELEMENTS = st.sampled_from(
    ["g", "rect", "use", "image", "a", "script", "style", "set", "animate", "foreignObject", "text", "tspan", "pattern",
     "filter", "feImage", "metadata", "iframe", "handler", "x:script", "SCRIPT", "linearGradient", "video", "mask"]
)  # fmt: skip
WORDS = st.sampled_from(
    ["", "alert(1)", "@import 'http://a.example/';", "rect{fill:url(#a)}", "@font-face{src:url(x)}",
     "<![CDATA[@import url(x);]]>", "&amp;", "<!-- x -->", "<?php x ?>", "/* @import */", "\u202e"]
)  # fmt: skip


@st.composite
def elements(draw: st.DrawFn, depth: int = 4) -> str:
    name = draw(ELEMENTS)
    attributes = " ".join(
        draw(st.lists(ATTRIBUTES, max_size=2, unique_by=lambda one: one.partition("=")[0]))
    )
    inner = draw(st.lists(elements(depth - 1), max_size=3)) if depth else []
    return f"<{name} {attributes}>{draw(WORDS)}{''.join(inner)}</{name}>{draw(WORDS)}"


def drawing(inside: str) -> bytes:
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" xmlns:x="http://www.w3.org/1999/xhtml" '
        f'xmlns:xlink="http://www.w3.org/1999/xlink" width="9" height="9">{inside}</svg>'
    ).encode()


def assert_only_draws(data: bytes) -> None:
    root = lxml.etree.fromstring(data)
    assert root.getroottree().docinfo.doctype == ""
    for node in root.iter():
        assert isinstance(node.tag, str), "a comment or an instruction is left"
        assert node.tag.startswith(SVG)
        assert node.tag.removeprefix(SVG) not in FORBIDDEN
        for name, value in node.attrib.items():
            local = lxml.etree.QName(name).localname.lower()
            assert not local.startswith("on")
            assert local not in ("src", "base")
            if local == "href":
                assert value.startswith(("#", "data:image/"))
            assert "javascript:" not in value.lower()
            outside = value.lower().replace("url(#", "").replace(" ", "")
            assert "url(" not in outside
        if node.tag == f"{SVG}style" and node.text:
            assert "@" not in node.text.replace("/* @import */", "")
            assert "url(" not in node.text.replace("url(#", "")


@settings(max_examples=200, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(elements(), max_size=4))
def test_what_is_left_of_any_drawing_only_draws(inside: list[str]) -> None:
    measured = measure_image(drawing("".join(inside)))
    if isinstance(measured, MeasuredImage):
        assert_only_draws(measured.data)
        again = measure_image(measured.data)
        assert isinstance(again, MeasuredImage)
        assert again.removed == ()
    else:
        assert measured.code in CODES


@cache
def _samples() -> list[bytes]:
    made = [
        drawing('<g id="a"><rect width="9"/></g><use href="#a"/><style>a{fill:url(#a)}</style>')
    ]
    for kind in ("PNG", "JPEG", "GIF", "WEBP", "TIFF"):
        target = io.BytesIO()
        Image.linear_gradient("L").resize((40, 30)).convert("RGB").save(target, kind)
        made.append(target.getvalue())
    return made


@settings(max_examples=400, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.data())
def test_any_bytes_are_measured_or_refused(data: st.DataObject) -> None:
    bytes_ = bytearray(data.draw(st.sampled_from(_samples())))
    for _ in range(data.draw(st.integers(1, 8))):
        at = data.draw(st.integers(0, max(0, len(bytes_) - 1)))
        new = data.draw(st.binary(max_size=4))
        bytes_[at : at + data.draw(st.integers(0, 8))] = new
    measured = measure_image(bytes(bytes_))
    if isinstance(measured, UnusableImage):
        assert measured.code in CODES
        assert measured.clause
    elif measured.media_type == "image/svg+xml":
        assert_only_draws(measured.data)


@settings(max_examples=100, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.binary(max_size=300))
def test_noise_is_refused(noise: bytes) -> None:
    assert isinstance(measure_image(noise), UnusableImage)
