"""The numbers of lists and headings of an OpenDocument, as LibreOffice shows them."""

from __future__ import annotations

import pytest

from nashr.engines import pandoc
from nashr.importing.changes import Treatment
from nashr.importing.odt import prepare_odt
from nashr.importing.stored_labels import with_labels

_ODF = "urn:oasis:names:tc:opendocument:xmlns"
_LOEXT = "urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0"
_NAMES = f'xmlns:loext="{_LOEXT}" ' + " ".join(
    f'xmlns:{name}="{_ODF}:{name}:1.0"' for name in ("office", "text", "style", "table")
)
_MANIFEST = (
    f'<manifest:manifest xmlns:manifest="{_ODF}:manifest:1.0"><manifest:file-entry '
    'manifest:full-path="/" manifest:media-type="application/vnd.oasis.opendocument.text"/>'
    "</manifest:manifest>"
)


def _level(number: int, form: str = "1", suffix: str = ".", more: str = "") -> str:
    return (
        f'<text:list-level-style-number text:level="{number}" style:num-format="{form}" '
        f'style:num-suffix="{suffix}" {more}/>'
    )


_LISTS = {
    "A": _level(1) + _level(2, more='text:display-levels="2"'),
    "B": _level(1, "a", ")") + _level(2, "i", ")"),
    "C": _level(1, more='loext:num-list-format="Fəsil %1%:"'),
    "D": _level(1, more='text:start-value="5"'),
    "E": '<text:list-level-style-bullet text:level="1" text:bullet-char="•"/>',
}
_STYLES = "".join(
    f'<text:list-style style:name="{name}">{levels}</text:list-style>'
    for name, levels in _LISTS.items()
)
_OUTLINE = (
    '<text:outline-style style:name="Outline"><text:outline-level-style text:level="1" '
    'style:num-format="1" style:num-suffix="."/><text:outline-level-style text:level="2" '
    'style:num-format="1" text:display-levels="2"/></text:outline-style>'
    '<style:style style:name="Plain" style:family="paragraph" style:list-style-name=""/>'
)


def _made(body: str, outline: str = "") -> str:
    content = (
        f"<office:document-content {_NAMES}><office:automatic-styles>{_STYLES}"
        f"</office:automatic-styles><office:body><office:text>{body}</office:text></office:body>"
        "</office:document-content>"
    )
    styles = f"<office:styles>{outline}</office:styles>"
    files = {
        "mimetype": b"application/vnd.oasis.opendocument.text",
        "META-INF/manifest.xml": _MANIFEST.encode(),
        "content.xml": content.encode(),
        "styles.xml": (
            f"<office:document-styles {_NAMES}>{styles}</office:document-styles>".encode()
        ),
    }
    tree, _ = pandoc.read_document(prepare_odt(files, Treatment.ACCEPT).data, "odt")
    return pandoc.write_markdown(with_labels(tree["blocks"])).strip()


def _item(*inside: str, more: str = "") -> str:
    parts = "".join(i if i.startswith("<") else f"<text:p>{i}</text:p>" for i in inside)
    return f"<text:list-item {more}>{parts}</text:list-item>"


def _list(name: str, *items: str, more: str = "") -> str:
    return f'<text:list text:style-name="{name}" {more}>{"".join(items)}</text:list>'


_AGAIN = 'text:continue-numbering="true"'
_INNER = "<text:list>{}</text:list>".format


@pytest.mark.parametrize(
    ("body", "written"),
    [
        (
            _list("A", _item("a", _INNER(_item("b") + _item("c"))), _item("d")),
            "1.  a\n\n    1.1. b\n\n    1.2. c\n\n2.  d",
        ),
        (
            _list("B", _item("a")) + "<text:p>arada</text:p>" + _list("B", _item("b"), more=_AGAIN),
            "a)  a\n\narada\n\nb)  b",
        ),
        (
            _list("B", _item("a")) + "<text:p>arada</text:p>" + _list("B", _item("b")),
            "a)  a\n\narada\n\na)  b",
        ),
        (
            _list("A", _item("a"), more='xml:id="x"')
            + _list("D", _item("b"))
            + _list("A", _item("c"), more='text:continue-list="x"'),
            "1.  a\n\n<!-- -->\n\n5.  b\n\n<!-- -->\n\n2.  c",
        ),
        (
            _list("A", _item("a"), _item("b", more='text:start-value="4"')),
            "1.  a\n\n<!-- -->\n\n4.  b",
        ),
        (_list("C", _item("a"), _item("b")), "Fəsil 1: a\n\nFəsil 2: b"),
        (_list("E", _item("a"), _item("b")), "- a\n- b"),
        # A wrapper without a paragraph counts where its level has had no number.
        (
            _list("A", _item(_INNER(_item("a"))), _item("b")),
            "1.1. a\n\n2.  b",
        ),
        (
            _list("A", _item('<text:h text:outline-level="1">Giriş</text:h>'))
            + "<text:p>mətn</text:p>"
            + _list("A", _item(_INNER(_item('<text:h text:outline-level="2">Alt</text:h>'))),
                    more=_AGAIN),
            "# 1. Giriş\n\nmətn\n\n## 1.1. Alt",
        ),
        (
            "<table:table><table:table-column/><table:table-rows><table:table-row>"
            f"<table:table-cell>{_list('D', _item('a'))}</table:table-cell></table:table-row>"
            "</table:table-rows></table:table>",
            "+-------+\n| 5.  a |\n+-------+",
        ),
    ],
)  # fmt: skip
def test_lists_have_the_numbers_that_libreoffice_shows(body: str, written: str) -> None:
    assert _made(body) == written


def test_headings_have_the_numbers_of_the_outline_but_those_that_have_none() -> None:
    heads = (
        '<text:h text:outline-level="1">Giriş</text:h>'
        '<text:h text:outline-level="2">Alt</text:h>'
        '<text:h text:outline-level="1" text:style-name="Plain">Nəticə</text:h>'
        '<text:h text:outline-level="1" text:is-list-header="true">Əlavə</text:h>'
        '<text:h text:outline-level="1">Son</text:h>'
    )
    made = [line for line in _made(heads, _OUTLINE).splitlines() if line]
    assert made == ["# 1. Giriş", "## 1.1 Alt", "# Nəticə", "# Əlavə", "# 2. Son"]
    assert _made(heads).splitlines()[0] == "# Giriş"
