"""The products before every judge of ``nashr.checking.validators``, with no fault allowed, and
each judge with a control: a broken product that it must refuse, so that a judge that does nothing
fails the tests.
"""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pikepdf
import pytest

from nashr.checking.check import CheckedProduct, judge_product
from nashr.checking.validators import JUDGES, Judge, tools
from nashr.cli import main as cli
from nashr.cli.exit_codes import SUCCESS
from nashr.diagnostics import CODES, Severity
from nashr.outputs.table import outputs

SUFFIX = {output.name: output.suffix for output in outputs()}
#: All products of an article but the print file.
FORMATS = "pdf,html,epub,jats"
ROWS = {judge.title: judge for judge in JUDGES}

#: What a judge may remark. Where axe-core cannot tell a contrast, it is because a mark (an arrow,
#: an operator of a formula) is no letter; the letters beside them are of the same colour.
#: The chart of the test article has less than 600 pixels an inch.
REMARKS = {
    "axe-core (WCAG 2.2 A and AA)": {"color-contrast"},
    "preflight (print file)": {"resolution-low"},
}


def installed(judge: Judge) -> Judge:
    """The judge. All are there after ``make setup-test``; only the DTD may lie elsewhere."""
    missing = judge.missing()
    if missing == (tools.JATS_DTD,):
        pytest.skip(f"nothing was judged: {tools.JATS_DTD.remedy}")
    assert not missing, [f"{need.name}: {need.remedy}" for need in missing]
    return judge


#: The outputs that are made on request only, and the fixtures that make them.
MADE_APART = {("print",): "_for_print", ("docx",): "_in_word"}


def fixture_of(judge: Judge, name: str) -> str:
    """The fixture with what a judge judges of an article."""
    return name + MADE_APART.get(judge.formats, "")


def path_of(products: Any, judge: Judge) -> Path:
    path: Path = products.path(SUFFIX[judge.formats[0]].removeprefix("."))
    return path


#: Judges that start a browser or Java. They see the article that uses everything, and the project's
#: own in the tests that take long.
SLOW = {
    "Ace by DAISY (EPUB Accessibility 1.1)",
    "EPUBCheck (EPUB 3.3)",
    "Lighthouse (accessibility, best practices, SEO)",
    "Nu HTML checker (HTML)",
    "axe-core (WCAG 2.2 A and AA)",
    "veraPDF (PDF/UA-1)",
    "veraPDF (PDF/A-2a)",
}


@pytest.mark.usefixtures("java_kept")
@pytest.mark.parametrize(
    ("name", "title"),
    [
        *(("kitchen_sink", title) for title in ROWS),
        *(
            pytest.param("article", title, marks=[pytest.mark.long] if title in SLOW else [])
            for title in ROWS
        ),
    ],
)
def test_the_judge_finds_nothing(name: str, title: str, request: pytest.FixtureRequest) -> None:
    judge = installed(ROWS[title])
    products = request.getfixturevalue(fixture_of(judge, name))
    found = judge.examine(path_of(products, judge)).findings
    allowed = REMARKS.get(title, set())
    assert [f for f in found if not (f.remark and f.rule in allowed)] == []


@pytest.mark.usefixtures("java_kept")
@pytest.mark.parametrize("title", [title for title, row in ROWS.items() if "pdf" in row.formats])
def test_the_judge_finds_nothing_in_what_breaks_across_pages(title: str, stress: Any) -> None:
    judge = installed(ROWS[title])
    assert judge.examine(path_of(stress, judge)).findings == ()


@pytest.mark.long
@pytest.mark.usefixtures("java_kept")
@pytest.mark.parametrize("theme", ["classic", "plain", "science"])
def test_the_judges_find_nothing_in_the_specimen_of_a_theme(theme: str, tmp_path: Path) -> None:
    judges = [installed(judge) for judge in ROWS.values() if judge.formats not in MADE_APART]
    command = ["theme", theme, "--specimen", "--project", str(tmp_path), "--format", FORMATS]
    assert cli.main([*command, "--output", str(tmp_path / "made")]) == SUCCESS
    for judge in judges:
        product = tmp_path / "made" / "specimen" / f"specimen{SUFFIX[judge.formats[0]]}"
        found = judge.examine(product).findings
        allowed = REMARKS.get(judge.title, set()) | {"link-in-text-block"}
        assert [f for f in found if not (f.remark and f.rule in allowed)] == [], judge.title


# --- controls ------------------------------------------------------------------------------

Break = Callable[[Path, Path], None]


@pytest.mark.long
@pytest.mark.usefixtures("java_kept")
@pytest.mark.parametrize("project", ["azerbaijan", "turkiye"])
def test_the_judges_find_nothing_in_the_sample_journals(project: str, tmp_path: Path) -> None:
    judges = [installed(judge) for judge in ROWS.values() if judge.formats not in MADE_APART]
    folder = Path(__file__).parents[1] / "projects" / project
    command = ["build", "--project", str(folder), "--output", str(tmp_path), "--format", FORMATS]
    assert cli.main([*command, "--no-cache"]) == SUCCESS
    [slug] = [path.name for path in (folder / "manuscript").iterdir() if path.is_dir()]
    for judge in judges:
        product = tmp_path / slug / f"{slug}{SUFFIX[judge.formats[0]]}"
        found = judge.examine(product).findings
        allowed = REMARKS.get(judge.title, set())
        assert [f for f in found if not (f.remark and f.rule in allowed)] == [], judge.title


def without(*names: str) -> Break:
    """A book without its files of these names."""

    def write(book: Path, broken: Path) -> None:
        with zipfile.ZipFile(book) as whole, zipfile.ZipFile(broken, "w") as copy:
            for item in whole.infolist():
                if not item.filename.endswith(names):
                    copy.writestr(item, whole.read(item))

    return write


def book_with(name: str, old: str, new: str) -> Break:
    """A book with another text in one of its files."""

    def write(book: Path, broken: Path) -> None:
        with zipfile.ZipFile(book) as whole, zipfile.ZipFile(broken, "w") as copy:
            for item in whole.infolist():
                data = whole.read(item)
                if item.filename.endswith(name):
                    assert old in data.decode()
                    data = data.decode().replace(old, new, 1).encode()
                copy.writestr(item, data)

    return write


def text_with(old: str, new: str) -> Break:
    """A page, or JATS, with another text."""

    def write(page: Path, broken: Path) -> None:
        text = page.read_text("utf-8")
        assert old in text
        broken.write_text(text.replace(old, new, 1), "utf-8")

    return write


def pdf_with(change: Callable[[pikepdf.Pdf], None]) -> Break:
    def write(pdf: Path, broken: Path) -> None:
        with pikepdf.open(pdf) as whole:
            change(whole)
            whole.save(broken)

    return write


def untagged(pdf: pikepdf.Pdf) -> None:
    del pdf.Root.StructTreeRoot


def without_metadata(pdf: pikepdf.Pdf) -> None:
    del pdf.Root.Metadata


def with_script(pdf: pikepdf.Pdf) -> None:
    script = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS=pikepdf.String("app.alert(1)"))
    pdf.Root.OpenAction = pdf.make_indirect(script)


def garbled(pdf: pikepdf.Pdf) -> None:
    pdf.pages[0].Contents = pdf.make_stream(b"q BT (no end")


def in_helvetica(pdf: pikepdf.Pdf) -> None:
    font = pikepdf.Dictionary(
        Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica
    )
    pdf.pages[0].Resources.Font.Strange = pdf.make_indirect(font)


def in_type_3(pdf: pikepdf.Pdf) -> None:
    glyph = pdf.make_stream(b"500 0 0 0 500 500 d1 0 0 500 500 re f")
    font = pikepdf.Dictionary(
        Type=pikepdf.Name.Font,
        Subtype=pikepdf.Name.Type3,
        FontBBox=[0, 0, 500, 500],
        FontMatrix=[0.001, 0, 0, 0.001, 0, 0],
        CharProcs=pikepdf.Dictionary(square=glyph),
        Encoding=pikepdf.Dictionary(
            Type=pikepdf.Name.Encoding, Differences=[97, pikepdf.Name.square]
        ),
        FirstChar=97,
        LastChar=97,
        Widths=[500],
    )
    pdf.pages[0].Resources.Font.Strange = pdf.make_indirect(font)


def painting(colour: bytes) -> Callable[[pikepdf.Pdf], None]:
    """A square of that colour in the middle of the first page."""

    def paint(pdf: pikepdf.Pdf) -> None:
        square = pdf.make_stream(b"q " + colour + b" 200 300 50 50 re f Q")
        contents = pdf.pages[0].Contents
        before = list(contents) if isinstance(contents, pikepdf.Array) else [contents]
        pdf.pages[0].Contents = pikepdf.Array([*before, square])

    return paint


def cut_off(pdf: Path, broken: Path) -> None:
    broken.write_bytes(pdf.read_bytes()[:-2000])


IMAGE = '<p><img src="data:image/gif;base64,R0lGODlhAQABAAAAACwAAAAAAQABAAAC" width="9"></p>'


@dataclass(frozen=True)
class Fault:
    """What is wrong, how a product is made so, and how the rule begins that must be named."""

    wrong: str
    spoil: Break
    rule: str


#: Broken products: the judge, and what is wrong with one product. Faults that hide none of the
#: others stand in one product, since to start a judge takes seconds.
CONTROLS: list[tuple[str, tuple[Fault, ...]]] = [
    (
        "EPUBCheck (EPUB 3.3)",
        (
            Fault("no navigation", without("nav.xhtml"), "RSC-001"),
            Fault(
                "an attribute of no vocabulary",
                book_with("text.xhtml", "<body", '<body unknown="x"'),
                "RSC-005",
            ),
        ),
    ),
    (
        "Ace by DAISY (EPUB Accessibility 1.1)",
        (
            Fault(
                "an image without a text",
                book_with("text.xhtml", "</section>", '<img src="../x.png"/></section>'),
                "image-alt",
            ),
        ),
    ),
    (
        "Nu HTML checker (HTML)",
        (Fault("an image without a text", text_with("</main>", f"{IMAGE}</main>"), "error"),),
    ),
    (
        "axe-core (WCAG 2.2 A and AA)",
        (
            Fault("an image without a text", text_with("</main>", f"{IMAGE}</main>"), "image-alt"),
            Fault(
                "pale words",
                text_with("</main>", '<p><font color="#999999">pale words</font></p></main>'),
                "color-contrast",
            ),
        ),
    ),
    (
        "Lighthouse (accessibility, best practices, SEO)",
        (
            Fault(
                "no title", text_with("<title>", '<meta name="title" content="'), "document-title"
            ),
            Fault("no document type", text_with("<!DOCTYPE html>", ""), "doctype"),
        ),
    ),
    ("page-validation (PDF/UA-1)", (Fault("no tags", pdf_with(untagged), "PDFUA1-"),)),
    (
        "page-validation (PDF/A-2a)",
        (
            Fault("no tags", pdf_with(untagged), "PDFA2A-STRUCT"),
            Fault("a script", pdf_with(with_script), "PDFA2A-ACTION"),
        ),
    ),
    ("veraPDF (PDF/UA-1)", (Fault("no metadata", pdf_with(without_metadata), "7.1-"),)),
    ("veraPDF (PDF/A-2a)", (Fault("a script", pdf_with(with_script), "6.5.1-"),)),
    ("qpdf (PDF syntax)", (Fault("the end is cut off", cut_off, "check"),)),
    ("mutool (PDF drawing)", (Fault("a page breaks off", pdf_with(garbled), "draw"),)),
    ("mutool (PDF drawing)", (Fault("the end is cut off", cut_off, "draw"),)),
    (
        "pdffonts (fonts of the PDF)",
        (Fault("a font is not in it", pdf_with(in_helvetica), "not-embedded"),),
    ),
    ("pdffonts (fonts of the PDF)", (Fault("a font is drawn", pdf_with(in_type_3), "type-3"),)),
    (
        "preflight (print file)",
        (
            Fault("a colour of the screen", pdf_with(painting(b"1 0 0 rg")), "colour-space"),
            Fault("too much ink", pdf_with(painting(b"1 1 1 0.9 k")), "ink"),
        ),
    ),
    (
        "Ghostscript (printing plates)",
        (Fault("too much ink", pdf_with(painting(b"1 1 1 0.9 k")), "ink"),),
    ),
    (
        "libxml2 (DTD of JATS 1.4)",
        (Fault("an element of no tag set", text_with("<body>", "<body><paragraph/>"), "DTD_"),),
    ),
    (
        "libxml2 (DTD of JATS 1.4)",
        (Fault("it is no XML", text_with("<body>", "<body"), "syntax"),),
    ),
    (
        "openxml-audit (Open XML)",
        (Fault("no style", book_with("document.xml", '"Title"', '"NoTitle"'), "semantic"),),
    ),
    (
        "openxml-audit (Open XML)",
        (Fault("no element", book_with("document.xml", "<w:body>", "<w:body><w:x/>"), "schema"),),
    ),
]

#: The code of the diagnostics that a fault of a judge becomes.
CODE = {
    "EPUBCheck (EPUB 3.3)": "judge-epubcheck",
    "Ace by DAISY (EPUB Accessibility 1.1)": "judge-ace",
    "Nu HTML checker (HTML)": "judge-nu",
    "axe-core (WCAG 2.2 A and AA)": "judge-axe",
    "Lighthouse (accessibility, best practices, SEO)": "judge-lighthouse",
    "page-validation (PDF/UA-1)": "judge-page",
    "page-validation (PDF/A-2a)": "judge-page",
    "veraPDF (PDF/UA-1)": "judge-verapdf",
    "veraPDF (PDF/A-2a)": "judge-verapdf",
    "qpdf (PDF syntax)": "judge-qpdf",
    "mutool (PDF drawing)": "judge-mutool",
    "pdffonts (fonts of the PDF)": "judge-pdffonts",
    "preflight (print file)": "judge-preflight",
    "Ghostscript (printing plates)": "judge-ghostscript",
    "libxml2 (DTD of JATS 1.4)": "judge-jats-dtd",
    "openxml-audit (Open XML)": "judge-open-xml",
}


@pytest.mark.parametrize(
    ("title", "faults"),
    CONTROLS,
    ids=[f"{title}: {', '.join(fault.wrong for fault in faults)}" for title, faults in CONTROLS],
)
def test_the_judge_refuses(
    request: pytest.FixtureRequest, tmp_path: Path, title: str, faults: tuple[Fault, ...]
) -> None:
    """The judge is started as users start it. Where the other tests ask one that is kept running,
    that one must find the same.
    """
    judge = installed(ROWS[title])
    small = request.getfixturevalue(fixture_of(judge, "small"))
    broken = path_of(small, judge)
    for number, fault in enumerate(faults):
        whole, broken = broken, tmp_path / str(number) / broken.name
        broken.parent.mkdir()
        fault.spoil(whole, broken)
    product = CheckedProduct("a", judge.formats[0], broken, broken.name)
    judgement = judge_product(product, judge)
    assert judgement.verdict is not None, judgement.diagnostics
    said = [d.message for d in judgement.diagnostics if d.code == CODE[title]]
    missed = [
        fault.wrong
        for fault in faults
        if not any(message.startswith(f"{title} {fault.rule}") for message in said)
    ]
    assert missed == [], judgement.diagnostics
    assert all(
        CODES[d.code].severity is not Severity.ERROR or d.code == CODE[title]
        for d in judgement.diagnostics
    )
    if title.startswith(("EPUBCheck", "veraPDF")):
        request.getfixturevalue("java_kept")
        assert judge_product(product, judge).diagnostics == judgement.diagnostics


def test_every_judge_has_a_control() -> None:
    assert {title for title, _ in CONTROLS} == set(ROWS) == set(CODE)


def test_the_page_on_conformance_reports_on_every_judge() -> None:
    page = (Path(__file__).parents[2] / "docs" / "conformance.md").read_text("utf-8")
    for judge in JUDGES:
        assert f"| {judge.standard} | {judge.name} " in page, f"{judge.title}: make conformance"
