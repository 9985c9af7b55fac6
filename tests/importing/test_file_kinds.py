"""A file is read as what it is, whatever its name says."""

from __future__ import annotations

import pytest
from word_kit import paragraph, word_file

from nashr.importing.file_kinds import UnreadableKindError, ending_of, for_pandoc
from nashr.untrusted.archives import write_archive

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600
_WORD = word_file(paragraph("Mətn."))
_EPUB = write_archive({"mimetype": b"application/epub+zip", "META-INF/container.xml": b"<a/>"})
_ODT = write_archive(
    {"mimetype": b"application/vnd.oasis.opendocument.text", "content.xml": b"<a/>"}
)


@pytest.mark.parametrize(
    ("name", "data", "ending"),
    [
        ("a.docx", _WORD, "docx"),
        ("a.DOCM", _WORD, "docx"),
        ("a.doc", _WORD, "docx"),
        ("a", _WORD, "docx"),
        ("a.docx", _ODT, "odt"),
        ("a.odt", _EPUB, "epub"),
        ("a.doc", b"{\\rtf1 a}", "rtf"),
        ("a.doc", b"\xef\xbb\xbf<!DOCTYPE html><p>a", "html"),
        ("a.docx", b"<html><p>a", "html"),
        ("a.tex", b"\\section{a}", "tex"),
        ("a.xml", b"<article/>", "xml"),
    ],
)
def test_the_bytes_say_what_a_file_is(name: str, data: bytes, ending: str) -> None:
    assert ending_of(name, data) == ending


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("a.docx", b"", "empty"),
        ("a.docx", _OLE + "EncryptedPackage".encode("utf-16-le"), "protected by a password"),
        ("a.docx", _OLE + "WordDocument".encode("utf-16-le"), "Word 97–2003"),
        ("a.wps", _OLE, "old office program"),
        ("a.docx", b"%PDF-1.7", "PDF"),
        ("a.pages", b"abc", "Files of this kind are not read"),
        ("a.md", b"# Bir", "It is Markdown"),
    ],
)
def test_what_cannot_be_read_is_named(name: str, data: bytes, words: str) -> None:
    with pytest.raises(UnreadableKindError, match=words):
        ending_of(name, data)


@pytest.mark.parametrize(
    ("ending", "source", "encoding"),
    [
        ("html", '<meta charset=windows-1251><p title="">Слово и дело', "cp1251"),
        (
            "html",
            '<meta http-equiv=Content-Type content="text/html; charset=windows-1254"><p>ığş',
            "cp1254",
        ),
        ("html", "<html><p>Слово и дело было большое", "cp1251"),
        ("tex", "\\usepackage[cp1251]{inputenc} Слово", "cp1251"),
        ("tex", "\\usepackage[latin5]{inputenc} ığş", "iso8859-9"),
        ("html", "<p>Əlifba", "utf-8-sig"),
        ("html", "<p>Əlifba", "utf-16"),
    ],
)
def test_a_text_is_read_in_the_encoding_that_it_names(
    ending: str, source: str, encoding: str
) -> None:
    assert for_pandoc(ending, source.encode(encoding)).decode() == source
