"""The comparison itself: it sees every difference, and says where it is."""

from __future__ import annotations

import io

import pikepdf
import pytest
from differences_kit import differences


def pdf(title: str) -> bytes:
    made = pikepdf.new()
    made.add_blank_page()
    made.docinfo["/Title"] = pikepdf.String(title)
    made.pages[0].Contents = made.make_stream(title.encode())
    buffer = io.BytesIO()
    made.save(buffer, static_id=True)
    return buffer.getvalue()


def book(second: int, text: str) -> bytes:
    import zipfile

    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr(zipfile.ZipInfo("a.xhtml", (2001, 2, 3, 4, 5, second)), text)
    return buffer.getvalue()


def test_the_same_is_the_same() -> None:
    found = {"a.pdf": pdf("x"), "a.epub": book(6, "x"), "a.html": b"x"}
    assert differences(found, dict(found)) == []


@pytest.mark.parametrize(
    ("name", "one", "other", "said"),
    [
        ("a.html", b"one\ntwo", b"one\nTwo", "a.html: line 2: b'two' and b'Two'"),
        ("a.html", b"one", b"one\n", "a.html: 1 and 2 lines"),
        ("a.epub", book(6, "x"), book(8, "x"), "a.epub: entry a.xhtml: date_time"),
        ("a.epub", book(6, "x"), book(6, "y"), "a.epub: entry a.xhtml: line 1: b'x' and b'y'"),
        ("a.pdf", pdf("x"), pdf("x") + b"\n", "a.pdf: the same contents, put together"),
    ],
)
def test_where_they_differ(name: str, one: bytes, other: bytes, said: str) -> None:
    assert differences({name: one}, {name: other})[0].startswith(said)


def test_the_objects_of_a_pdf_that_differ() -> None:
    found = differences({"a.pdf": pdf("x")}, {"a.pdf": pdf("y")})
    assert len(found) == 2
    assert all(line.startswith("a.pdf: object ") for line in found)
    assert any("Title" in line for line in found)


def test_a_product_that_is_not_there() -> None:
    assert differences({"a.pdf": b""}, {}) == ["a.pdf: only in the first"]
