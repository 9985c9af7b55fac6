"""The structure of a PDF/UA-2: what PDF 2.0 has beside the tree of PDF/UA-1."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from pdf_kit import ENGINES, build, make

from nashr.checking.validators import pdf as judges
from nashr.checking.validators import tools
from nashr.outputs.pdf import render

TEXT = """
# First {#first}

See [above](#first), the note,[^1] and $x^2$.

- [x] done
- one

Word
:   What it means.

# Second

$$\\frac{a+b}{c}$$

[^1]: A note.
"""


@pytest.fixture(scope="module")
def made() -> bytes:
    edition = make(TEXT)
    journal = replace(edition.journal, pdf_standard="ua-2")
    data: bytes = render.render(replace(edition, journal=journal), ENGINES).value[0].data
    return data


@pytest.fixture(scope="module")
def file(made: bytes) -> Iterator[pikepdf.Pdf]:
    with pikepdf.open(io.BytesIO(made)) as opened:
        yield opened


def elements(node: Any) -> Iterator[Any]:
    if not isinstance(node, pikepdf.Dictionary) or "/S" not in node:
        return
    yield node
    kids = node.get("/K", pikepdf.Array())
    for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
        yield from elements(kid)


def all_of(file: pikepdf.Pdf, role: str) -> list[Any]:
    root = file.Root.StructTreeRoot.K[0]
    return [found for found in elements(root) if str(found.S) == f"/{role}"]


def test_the_document_and_its_title_are_in_the_namespace_of_pdf_2(file: pikepdf.Pdf) -> None:
    assert file.pdf_version == "2.0"
    assert "/Info" not in file.trailer
    for role in ("Document", "Title", "P"):
        assert str(all_of(file, role)[0].NS.NS) == "http://iso.org/pdf2/ssn"
    assert len(all_of(file, "Title")) == 1
    # Headings begin with the first level below the title.
    assert all_of(file, "H1")


def test_a_note_and_its_call_refer_to_each_other(file: pikepdf.Pdf) -> None:
    (note,) = all_of(file, "FENote")
    (call,) = note.Ref
    assert call.Ref[0].objgen == note.objgen
    assert note.A.NoteType == "/Footnote"


def test_links_and_bookmarks_lead_to_structure_elements(file: pikepdf.Pdf) -> None:
    notes = [note for page in file.pages for note in page.get("/Annots", [])]
    actions = [note.A for note in notes if note.A.S == "/GoTo"]
    assert actions
    actions.append(file.Root.Outlines.First.A)
    for action in actions:
        assert action.SD[0].Type == "/StructElem"
    assert all("/Dest" not in note for note in notes)


def test_each_formula_has_its_mathml(file: pikepdf.Pdf) -> None:
    formulas = all_of(file, "Formula")
    assert len(formulas) == 2
    for formula in formulas:
        (attached,) = formula.AF
        assert attached.AFRelationship == "/Supplement"
        mathml = attached.EF.F.read_bytes().decode()
        assert mathml.startswith("<math") and "annotation" not in mathml
    assert "/EmbeddedFiles" in file.Root.Names


@pytest.mark.usefixtures("java_kept")
def test_the_judge_finds_no_fault(made: bytes, tmp_path: Path) -> None:
    if not tools.VERAPDF_JAR.is_file():
        pytest.skip("nothing was judged: veraPDF is not installed (make setup-test)")
    path = tmp_path / "made.pdf"
    path.write_bytes(made)
    for profile, name in (("ua1", "ua2"), ("2a", "4f")):
        verdict = judges.verapdf(path, profile)
        assert verdict.findings == ()
        assert f"of the profile {name}" in verdict.scope


@pytest.mark.usefixtures("java_kept")
def test_the_judge_refuses_a_formula_without_words(made: bytes, tmp_path: Path) -> None:
    if not tools.VERAPDF_JAR.is_file():
        pytest.skip("nothing was judged: veraPDF is not installed (make setup-test)")
    path = tmp_path / "worse.pdf"
    with pikepdf.open(io.BytesIO(made)) as opened:
        opened.Root.MarkInfo.Marked = False
        opened.save(path)
    assert judges.verapdf(path, "ua1").findings


def test_the_usual_pdf_is_of_pdf_1_7() -> None:
    data, _, _ = build('Text that says `<html data-standard="ua-2">`.')
    with pikepdf.open(io.BytesIO(data)) as opened:
        assert opened.pdf_version == "1.7"
        assert "/Namespaces" not in opened.Root.StructTreeRoot
