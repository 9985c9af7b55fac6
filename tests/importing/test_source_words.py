"""The words of HTML, EPUB, OpenDocument, RTF and LaTeX, read apart from pandoc."""

from __future__ import annotations

import pytest

from nashr.importing.source_words import Passage, lost_passages, passages_of

_ODT = (
    '<d xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"'
    ' xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:text>'
    "<text:h>Bir</text:h><text:p>iki<text:note><text:p>qeyd</text:p></text:note>"
    "<text:s/>üç</text:p></office:text></d>"
)


@pytest.mark.parametrize(
    ("ending", "data", "passages"),
    [
        (
            "html",
            "<head><title>T</title></head>\n<p>Bir<br>\niki<script>x</script>",
            [Passage(("Bir",), 2), Passage(("iki",), 3)],
        ),
        (
            "rtf",
            r"{\rtf1{\fonttbl{\f0 Arial;}}Bir \u351?ey{\footnote Qeyd}\par}",
            [Passage(("Qeyd",), paragraph=1), Passage(("Bir", "şey"), paragraph=1)],
        ),
        ("tex", "\\section{Bir}\n% iki\nüç $x$", [Passage(("Bir",), 1), Passage(("üç",), 3)]),
    ],
)
def test_words_are_those_that_are_shown(ending: str, data: str, passages: list[Passage]) -> None:
    assert passages_of(ending, data.encode(), {}) == passages


def test_the_words_of_opendocument_are_those_of_its_paragraphs() -> None:
    found = passages_of("odt", b"", {"content.xml": _ODT.encode()})
    assert [(one.paragraph, one.words) for one in found] == [
        (1, ("Bir",)),
        (2, ("iki", "üç")),
        (3, ("qeyd",)),
    ]


def test_the_words_of_an_epub_are_those_of_its_chapters_in_order() -> None:
    container = (
        '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>'
        '<rootfile full-path="OEBPS/a.opf"/></rootfiles></container>'
    )
    item = '<item id="{0}" href="{0}.xhtml" media-type="application/xhtml+xml"{1}/>'
    items = item.format("b", "") + item.format("c", "") + item.format("n", ' properties="nav"')
    spine = '<itemref idref="n"/><itemref idref="c"/><itemref idref="b"/>'
    package = (
        f'<package xmlns="http://www.idpf.org/2007/opf"><manifest>{items}</manifest>'
        f"<spine>{spine}</spine></package>"
    )
    page = "<html><head><title>T</title></head><body><p>{}</p></body></html>"
    files = {
        "META-INF/container.xml": container.encode(),
        "OEBPS/a.opf": package.encode(),
        "OEBPS/b.xhtml": page.format("Bir").encode(),
        "OEBPS/c.xhtml": page.format("iki").encode(),
        "OEBPS/n.xhtml": page.format("Mündəricat").encode(),
    }
    assert passages_of("epub", b"", files) == [
        Passage(("iki",), part="OEBPS/c.xhtml"),
        Passage(("Bir",), part="OEBPS/b.xhtml"),
    ]


def test_lost_words_stand_where_most_of_those_beside_them_are_lost() -> None:
    passages = [
        Passage(("sarı", "gül"), 1),
        Passage(("qara", "gül", "itdi"), 2),
        Passage(("o", "da"), 3),
        Passage(("son", "söz"), 9),
    ]
    assert lost_passages(passages, "sarı gül; o da; son") == [
        Passage(("qara", "gül", "itdi"), 2),
        Passage(("söz",), 9),
    ]


def test_lost_words_of_lines_that_follow_each_other_are_one_passage() -> None:
    passages = [Passage(("bir",), 4), Passage(("iki",), 5), Passage(("üç",), 7)]
    assert lost_passages(passages, "") == [Passage(("bir", "iki"), 4), Passage(("üç",), 7)]


def test_nothing_is_lost_of_words_that_are_parted_otherwise() -> None:
    assert lost_passages([Passage(("İkiqat", "söz"), 1)], "İki qat söz") == []
