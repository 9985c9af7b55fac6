"""Words of an OpenDocument that are shown in capitals, in small capitals or letterspaced."""

from __future__ import annotations

import pytest

from nashr.engines import pandoc
from nashr.importing.changes import Treatment
from nashr.importing.odt import prepare_odt
from nashr.importing.other_formats import draft_of_tree
from nashr.importing.source_words import passages_of
from nashr.importing.writing import write

_ODF = "urn:oasis:names:tc:opendocument:xmlns"
_NAMES = " ".join(
    f'xmlns:{name}="{_ODF}:{path}:1.0"'
    for name, path in (
        ("office", "office"),
        ("text", "text"),
        ("style", "style"),
        ("fo", "xsl-fo-compatible"),
    )
)
_MANIFEST = (
    f'<manifest:manifest xmlns:manifest="{_ODF}:manifest:1.0"><manifest:file-entry '
    'manifest:full-path="/" manifest:media-type="application/vnd.oasis.opendocument.text"/>'
    "</manifest:manifest>"
)


def _style(name: str, properties: str, family: str = "text", parent: str = "") -> str:
    above = f' style:parent-style-name="{parent}"' if parent else ""
    return (
        f'<style:style style:name="{name}" style:family="{family}"{above}>'
        f"<style:text-properties {properties}/></style:style>"
    )


_STYLES = (
    f"<office:document-styles {_NAMES}><office:styles>"
    + _style("Emphasis", 'fo:text-transform="uppercase"')
    + _style("Rubric", 'fo:text-transform="uppercase" fo:letter-spacing="0.2cm"', "paragraph")
    + "</office:styles></office:document-styles>"
)
_OWN = (
    _style("T1", 'fo:text-transform="uppercase"')
    + _style("T2", 'fo:font-variant="small-caps"')
    + _style("T3", 'fo:letter-spacing="0.1cm"')
    + _style("T4", 'fo:letter-spacing="0.2pt"')
    + _style("T5", "", parent="Emphasis")
    + _style("T6", 'fo:text-transform="none"')
)


def _written(body: str) -> tuple[str, list[str]]:
    content = (
        f"<office:document-content {_NAMES}><office:automatic-styles>{_OWN}"
        f"</office:automatic-styles><office:body><office:text>{body}</office:text></office:body>"
        "</office:document-content>"
    )
    files = {
        "mimetype": b"application/vnd.oasis.opendocument.text",
        "META-INF/manifest.xml": _MANIFEST.encode(),
        "content.xml": content.encode(),
        "styles.xml": _STYLES.encode(),
    }
    odt = prepare_odt(files, Treatment.ASK)
    tree, log = pandoc.read_document(odt.data, "odt")
    passages = passages_of("odt", odt.data, odt.files)
    draft = draft_of_tree(tree, odt.files, "a.odt", passages, log, odt=odt)
    text = write(draft, pandoc.write_markdown).text.partition("# Giriş")[2].strip()
    return text, [one.kind for one in draft.findings if one.kind != "format"]


def _span(style: str, words: str) -> str:
    return f'<text:span text:style-name="{style}">{words}</text:span>'


def _paragraph(inside: str, style: str = "") -> str:
    named = f' text:style-name="{style}"' if style else ""
    return f"<text:p{named}>{inside}</text:p>"


@pytest.mark.parametrize(
    ("body", "text", "kinds"),
    [
        (
            _paragraph(f"Dildə {_span('T1', 'birinci il')} və söz."),
            "Dildə BİRİNCİ İL və söz.",
            ["capitals"],
        ),
        (_paragraph(f"Dildə {_span('T5', 'il')} var."), "Dildə İL var.", ["capitals"]),
        (
            _paragraph(f"Dildə B{_span('T2', 'öyük söz')} var."),
            "Dildə B[öyük söz]{.smallcaps} var.",
            [],
        ),
        (
            _paragraph(f"Bu {_span('T3', 'vacib söz')} var."),
            "Bu *vacib söz* var.",
            ["letterspacing"],
        ),
        (_paragraph(f"Bu {_span('T4', 'vacib söz')} var."), "Bu vacib söz var.", []),
        (_paragraph("Tarix və dil", "Rubric"), "Tarix və dil", ["capitals-as-typed"]),
        (_paragraph(f"tarix {_span('T6', 'və dil')}", "Rubric"), "TARİX və dil", ["capitals"]),
    ],
    ids=["upper", "by-parent", "small", "spaced", "close", "typed-so", "none-in-capitals"],
)
def test_words_stand_as_the_reader_saw_them(body: str, text: str, kinds: list[str]) -> None:
    assert _written(f"<text:h>Giriş</text:h>{body}") == (text, kinds)


def test_words_in_a_note_have_their_own_looks() -> None:
    inside = _paragraph(f"Qeyd {_span('T1', 'söz')}")
    note = (
        '<text:note text:note-class="footnote"><text:note-citation>1</text:note-citation>'
        f"<text:note-body>{inside}</text:note-body></text:note>"
    )
    text, _ = _written(
        "<text:h>Giriş</text:h>" + _paragraph(f"Mətn {_span('T2', f'kiçik{note} söz')}.")
    )
    assert text == "Mətn [kiçik[^1] söz]{.smallcaps}.\n\n[^1]: Qeyd SÖZ" or (
        "[kiçik]{.smallcaps}" in text and "[^1]: Qeyd SÖZ" in text
    )
