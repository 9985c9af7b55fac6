"""The printer's PDF: inks and no other colour, boxes, marks, and what PDF/X-4 asks of a file."""

from __future__ import annotations

import io
import re
import subprocess
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from colour_kit import encoded, with_red_and_green_swapped
from pdf_kit import ENGINES, SENTENCE, cite, make
from PIL import Image, ImageStat

from nashr.model import Author
from nashr.outputs.pdf import printer
from nashr.outputs.pdf import render as pdf
from nashr.pipeline.build import build
from nashr.pipeline.compose import Request
from nashr.ports import PrintingCondition, Typeset
from nashr.print_settings import PrintSettings
from nashr.processes.pool import InProcessPool
from nashr.project.workspace import Workspace
from nashr.typesetting.standards.icc import is_cmyk_profile
from nashr.typesetting.standards.inks import Inks
from nashr.typesetting.weasyprint import typeset, typeset_for_print

MM = 72 / 25.4
GRADIENT = (
    b'<svg xmlns="http://www.w3.org/2000/svg" width="60" height="40"><defs><linearGradient id="g">'
    b'<stop offset="0" stop-color="#c00"/><stop offset="1" stop-color="#00c"/></linearGradient>'
    b'</defs><rect width="30" height="40" fill="url(#g)"/><rect x="30" width="30" height="40" '
    b'fill="#0a0" stroke="#333" fill-opacity="0.5"/></svg>'
)


def picture(mode: str, colour: Any, kind: str) -> bytes:
    file = io.BytesIO()
    Image.new(mode, (8, 6), colour).save(file, kind)
    return file.getvalue()


PICTURES = {
    "red.png": ("image/png", picture("RGB", (200, 30, 20), "PNG")),
    "grey.png": ("image/png", picture("RGB", (90, 90, 90), "PNG")),
    "clear.png": ("image/png", picture("RGBA", (20, 200, 30, 120), "PNG")),
    "photo.jpg": ("image/jpeg", picture("RGB", (30, 60, 200), "JPEG")),
    "inks.jpg": ("image/jpeg", picture("CMYK", (30, 60, 200, 0), "JPEG")),
    "drawing.svg": ("image/svg+xml", GRADIENT),
}
HTML = (
    '<html lang="en"><title>T</title><meta name="dcterms.created" content="2026-03-31T12:00:00Z">'
    '<meta name="dcterms.modified" content="2026-03-31T12:00:00Z"><h1>T</h1><p>Text '
    '<a href="https://example.org">link</a> <span style="color:#c00">red</span> '
    '<span style="color:#777">grey</span>'
    + "".join(f'<img src="{name}" alt="x">' for name in PICTURES)
)


def operators(file: pikepdf.Pdf) -> Iterator[tuple[str, list[float]]]:
    """What paints: the operators of all pages, forms and patterns, that choose a colour."""
    streams: list[Any] = list(file.pages)
    streams += [
        thing
        for thing in file.objects
        if isinstance(thing, pikepdf.Stream)
        and (thing.get("/Subtype") == "/Form" or "/PatternType" in thing)
    ]
    for stream in streams:
        for operands, operator in pikepdf.parse_content_stream(stream):
            if str(operator) in {"rg", "RG", "k", "K", "g", "G", "cs", "CS", "sc", "scn", "SCN"}:
                numbers = [
                    float(value) for value in operands if not isinstance(value, pikepdf.Name)
                ]
                names = [str(value) for value in operands if isinstance(value, pikepdf.Name)]
                yield " ".join([str(operator), *names]), numbers


def space_of(thing: Any) -> str:
    """The colour space of an image or a gradient; that of the listed colours where they are."""
    space = thing.ColorSpace
    return str(space[1] if isinstance(space, pikepdf.Array) else space)


def spaces(file: pikepdf.Pdf) -> set[str]:
    """The colour spaces of images, gradients and groups."""
    found = set()
    for thing in file.objects:
        if isinstance(thing, pikepdf.Stream | pikepdf.Dictionary):
            if thing.get("/Subtype") == "/Image" or "/ShadingType" in thing:
                found.add(space_of(thing))
            if "/Group" in thing:
                found.add(str(thing.Group.CS))
    return found


def test_no_colour_but_inks_is_left(condition: PrintingCondition) -> None:
    result = typeset_for_print(HTML, ["@page{bleed:10mm;marks:crop}"], PICTURES, condition)
    assert result.warnings == ()
    with pikepdf.open(io.BytesIO(result.pdf)) as file:
        found = list(operators(file))
        names = {name.partition(" ")[0] for name, _ in found}
        assert names <= {"k", "K", "g", "G", "cs", "CS", "scn", "SCN"}, names
        assert {name for name, _ in found if "Device" in name or "lab" in name} == set()
        assert spaces(file) == {"/DeviceCMYK", "/DeviceGray"}
        images = [o for o in file.objects if isinstance(o, pikepdf.Stream) and "/Width" in o]
        assert sorted(space_of(i) for i in images if i.Width == 8) == [
            *["/DeviceCMYK"] * 4,
            *["/DeviceGray"] * 2,  # the grey picture, and the mask of the clear one
        ]


def inks_of(image: Any) -> tuple[int, ...]:
    """The inks of the first pixel of an image in a file, 0 to 255 of each."""
    if image.Filter == "/DCTDecode":
        with Image.open(io.BytesIO(image.read_raw_bytes())) as decoded:
            return tuple(decoded.getpixel((0, 0)))
    data = image.read_bytes()
    if isinstance(image.ColorSpace, pikepdf.Array):
        return tuple(bytes(image.ColorSpace[3])[4 * data[0] : 4 * data[0] + 4])
    return tuple(data[: 4 if image.ColorSpace == "/DeviceCMYK" else 1])


def images_of(pdf: bytes) -> list[tuple[int, ...]]:
    """The inks of the images of a file's pages."""
    with pikepdf.open(io.BytesIO(pdf)) as file:
        images = (one for page in file.pages for one in page.Resources.XObject.values())
        return [inks_of(one) for one in images if one.get("/Subtype") == "/Image"]


def test_pictures_keep_their_colours(condition: PrintingCondition) -> None:
    result = typeset_for_print(HTML, (), PICTURES, condition)
    expected = Inks(condition.profile).of((200 / 255, 30 / 255, 20 / 255))
    assert tuple(round(value * 255) for value in expected) in images_of(result.pdf)
    assert expected[1] > 0.7 and expected[2] > 0.7 and expected[0] < 0.3


def test_pictures_are_converted_by_their_profiles(condition: PrintingCondition) -> None:
    """A green that its profile calls red is printed as red, as photograph and as drawing."""
    many = Image.merge(
        "RGB",
        [
            Image.linear_gradient("L").point([20 + (v >> shift) for v in range(256)])
            for shift in (5, 0, 5)
        ],
    )
    flat = Image.new("RGB", (8, 6), (20, 200, 30))
    swapped = with_red_and_green_swapped()
    for image, kind in ((many, "JPEG"), (many, "PNG"), (flat, "PNG")):
        html = HTML.partition("<img")[0] + '<img src="a" alt="x">'
        plain, meant = (
            typeset_for_print(
                html, (), {"a": ("", encoded(image, kind, icc_profile=one))}, condition
            )
            for one in (None, swapped)
        )
        reds, greens = sum_of(meant.pdf), sum_of(plain.pdf)
        assert greens[0] > greens[1] and reds[1] > reds[0], (kind, reds, greens)


def sum_of(pdf: bytes) -> tuple[float, ...]:
    """How much of each ink the only image of a file has."""
    with pikepdf.open(io.BytesIO(pdf)) as file:
        (image,) = (
            one
            for one in file.pages[0].Resources.XObject.values()
            if one.get("/Subtype") == "/Image"
        )
        if image.Filter == "/DCTDecode":
            with Image.open(io.BytesIO(image.read_raw_bytes())) as decoded:
                return tuple(ImageStat.Stat(decoded).sum)
        data = image.read_bytes()
        if isinstance(image.ColorSpace, pikepdf.Array):
            palette = bytes(image.ColorSpace[3])
            return tuple(sum(palette[4 * value + n] for value in data) for n in range(4))
        return tuple(sum(data[n::4]) for n in range(4))


def test_black_and_grey_are_black_ink_alone(condition: PrintingCondition) -> None:
    inks = Inks(condition.profile)
    assert inks.of((0.0, 0.0, 0.0)) == (0, 0, 0, 1)
    assert inks.of((1.0, 1.0, 1.0)) == (0, 0, 0, 0)
    assert inks.of((0.4, 0.4, 0.4)) == (0, 0, 0, 0.6)
    # An author without an ORCID iD, whose sign has a colour.
    people = {"authors": (Author("Nümunə", "Müəllif"),)}
    done = printed(f"{SENTENCE * 20} $x^2$", condition, **people)
    with pikepdf.open(io.BytesIO(done.pdf)) as file:
        chosen = [values for name, values in operators(file) if name in ("k", "K")]
        assert chosen and all(values == [0, 0, 0, 1] for values in chosen)


def printed(body: str, condition: PrintingCondition, **changes: Any) -> Typeset:
    """The print file of a short article."""
    edition = replace(make(body, **changes), printing_condition=condition)
    engines = replace(ENGINES, typeset_for_print=typeset_for_print)
    (plain,) = pdf.render(edition, engines).value
    (for_press,) = printer.render(edition, engines).value
    assert (plain.name, for_press.name) == ("sinaq.pdf", "sinaq-print.pdf")
    assert for_press.pages == plain.pages
    return Typeset(for_press.data, for_press.pages or 0)


def test_the_boxes_say_where_the_sheet_is_cut(condition: PrintingCondition) -> None:
    with pikepdf.open(io.BytesIO(printed(SENTENCE * 60, condition).pdf)) as file:
        for page in file.pages:
            trim, bleed, media = (
                [float(value) for value in page[name]]
                for name in ("/TrimBox", "/BleedBox", "/MediaBox")
            )
            assert trim[2] - trim[0] == pytest.approx(170 * MM, abs=0.1)
            assert trim[3] - trim[1] == pytest.approx(240 * MM, abs=0.1)
            for side, sign in enumerate((-1, -1, 1, 1)):
                assert bleed[side] - trim[side] == pytest.approx(sign * 3 * MM, abs=0.01)
                assert media[side] - trim[side] == pytest.approx(sign * 10 * MM, abs=0.01)


def test_crop_marks_stay_out_of_the_bleed(condition: PrintingCondition, tmp_path: Path) -> None:
    file = tmp_path / "a.pdf"
    file.write_bytes(printed(SENTENCE, condition).pdf)
    command = [
        "pdftoppm",
        "-r",
        "254",
        "-gray",
        "-singlefile",
        "-png",
        str(file),
        str(tmp_path / "a"),
    ]
    subprocess.run(command, check=True, timeout=60)
    with Image.open(tmp_path / "a.png") as page:
        grey = page.convert("L")
    # Ten pixels are a millimetre; the trimmed page begins at (100, 100).
    assert grey.crop((0, 98, 50, 103)).getextrema()[0] < 128, "no mark at the side"
    assert grey.crop((98, 0, 103, 50)).getextrema()[0] < 128, "no mark above"
    bleed = grey.crop((70, 70, 100, grey.height - 70))
    assert bleed.getextrema() == (255, 255), "a mark in the bleed"


def test_the_file_is_what_pdf_x_4_asks_for(condition: PrintingCondition) -> None:
    data = printed(f"Mətn {cite(1)}.", condition).pdf
    with pikepdf.open(io.BytesIO(data)) as file:
        assert file.docinfo["/Trapped"] == "/False"
        intent = file.Root.OutputIntents[0]
        assert intent.S == "/GTS_PDFX"
        assert intent.DestOutputProfile.N == 4
        assert intent.DestOutputProfile.read_bytes() == condition.profile
        assert intent.OutputConditionIdentifier == "Custom" and "/RegistryName" not in intent
        assert "Artifex" in str(intent.Info)
        assert not any("/Annots" in page for page in file.pages)
        with file.open_metadata() as metadata:
            assert metadata["{http://www.npes.org/pdfx/ns/id/}GTS_PDFXVersion"] == "PDF/X-4"
            assert metadata["xmpMM:DocumentID"]
            assert metadata["dc:title"] == "İki ölkə haqqında"
        assert "/ID" in file.trailer
        fonts = [o for o in file.objects if isinstance(o, pikepdf.Dictionary) and "/FontName" in o]
        assert fonts and all("/FontFile2" in font for font in fonts)


def test_a_registered_printing_condition_is_named_with_its_registry(
    condition: PrintingCondition,
) -> None:
    named = replace(condition, settings=PrintSettings(condition="FOGRA39"))
    with pikepdf.open(io.BytesIO(typeset_for_print(HTML, (), PICTURES, named).pdf)) as file:
        intent = file.Root.OutputIntents[0]
        assert intent.OutputConditionIdentifier == "FOGRA39"
        assert intent.RegistryName == "http://www.color.org"


def test_an_interior_in_one_ink_has_no_other(condition: PrintingCondition) -> None:
    black = replace(condition, settings=PrintSettings(colour="black"))
    result = typeset_for_print(HTML, ["@page{bleed:10mm}"], PICTURES, black)
    with pikepdf.open(io.BytesIO(result.pdf)) as file:
        chosen = [values for name, values in operators(file) if name in ("k", "K")]
        assert chosen and all(values[:3] == [0, 0, 0] for values in chosen)
        images = [o for o in file.objects if isinstance(o, pikepdf.Stream) and "/Width" in o]
        assert {space_of(one) for one in images} == {"/DeviceGray"}


def test_colours_of_all_css_spaces_become_inks(condition: PrintingCondition) -> None:
    colours = ("lab(50% 60 50)", "lch(50% 70 40)", "oklab(0.6 0.2 0.1)", "oklch(0.6 0.2 30)")
    spans = "".join(f'<span style="color:{colour}">x</span>' for colour in colours)
    drawing = (
        '<svg xmlns="http://www.w3.org/2000/svg" width="60" height="40"><defs><linearGradient '
        'id="g"><stop stop-color="oklch(0.6 0.2 30)"/><stop offset="1" '
        'stop-color="lab(50% 60 50)"/></linearGradient></defs>'
        '<rect width="60" height="40" fill="url(#g)"/></svg>'
    )
    html = f'<html lang="en"><title>T</title><p>{spans}<img src="a.svg" alt="x">'
    files = {"a.svg": ("image/svg+xml", drawing.encode())}
    result = typeset_for_print(html, (), files, condition)
    assert result.warnings == ()
    with pikepdf.open(io.BytesIO(result.pdf)) as file:
        chosen = [values for name, values in operators(file) if name == "k"]
        reds = [values for values in chosen if values[1] > 0.5 and values[2] > 0.4]
        assert len(reds) == len(colours), chosen
        functions = [
            one
            for thing in file.objects
            if isinstance(thing, pikepdf.Dictionary) and thing.get("/ColorSpace") == "/DeviceCMYK"
            for one in thing.Function.get("/Functions", [thing.Function])
        ]
        assert functions
        for end in (end for one in functions for end in (one.C0, one.C1)):
            assert 0.5 < float(end[1]) <= 1 and float(end[0]) < 0.4, list(end)


def test_the_same_edition_gives_the_same_print_file(condition: PrintingCondition) -> None:
    assert printed("Mətn.", condition).pdf == printed("Mətn.", condition).pdf


def test_without_a_printing_condition_there_is_no_print_file() -> None:
    engines = replace(ENGINES, typeset_for_print=typeset_for_print)
    assert printer.render(make("Mətn."), engines).value == ()


def test_a_picture_in_inks_is_shown_in_the_colours_of_the_screen() -> None:
    result = typeset(HTML, (), PICTURES)
    with pikepdf.open(io.BytesIO(result.pdf)) as file:
        assert "/DeviceCMYK" not in spaces(file)
        colours = {
            image.read_bytes()[:3]
            for image in file.pages[0].Resources.XObject.values()
            if image.get("/Filter") == "/FlateDecode" and image.get("/Width") == 8
        }
    # 30, 60, 200 and 0 of 255 parts of ink leave so much of red, green and blue.
    assert bytes((225, 195, 55)) in colours


# --- the profile ---------------------------------------------------------------------------


def built(project: Path) -> tuple[list[str], list[str]]:
    """The products' names, and the findings, of a build for printing."""
    request = Request(formats=("pdf", "print"), environment={"SOURCE_DATE_EPOCH": "1774958400"})
    (report,) = build(Workspace(project, project / "output"), request, InProcessPool())
    findings = [f"{d.code}: {d.message}" for d in report.diagnostics if d.code != "value-sample"]
    return [product.path for product in report.products], findings


def name_profile(project: Path, name: str) -> None:
    journal = project / "manuscript" / "journal.yaml"
    journal.write_text(f"{journal.read_text('utf-8')}\nprint:\n  profile: {name}\n", "utf-8")


def test_a_build_for_printing_has_both_files(project: Path, condition: PrintingCondition) -> None:
    (project / "press.icc").write_bytes(condition.profile)
    name_profile(project, "press.icc")
    products, findings = built(project)
    assert products == ["a/a.pdf", "a/a-print.pdf"]
    assert findings == []


def test_a_profile_that_is_missing_or_of_no_press_is_told_of(
    project: Path, condition: PrintingCondition
) -> None:
    name_profile(project, "press.icc")
    products, findings = built(project)
    assert products == [] and "file-missing" in findings[0] and "press.icc" in findings[0]
    screen = re.sub(rb"CMYK", b"RGB ", condition.profile[:40]) + condition.profile[40:]
    assert is_cmyk_profile(condition.profile) and not is_cmyk_profile(screen)
    (project / "press.icc").write_bytes(screen)
    products, findings = built(project)
    assert products == [] and findings[0].startswith("value-invalid: press.icc is not")


def test_a_machine_without_a_profile_is_told_what_to_install(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("nashr.typesetting.standards.icc._MACHINE_PROFILE", project / "none.icc")
    products, findings = built(project)
    assert products == []
    assert findings == ["file-missing: There is no ICC profile of a press on this machine."]


def test_text_over_a_dark_gradient_does_not_overprint(condition: PrintingCondition) -> None:
    """Black over the inks of the gradient would be more ink than the limit."""
    for stop, overprints in (("#22a", False), ("#eef", True)):
        drawing = (
            '<svg xmlns="http://www.w3.org/2000/svg" width="60" height="40"><linearGradient id="g">'
            f'<stop stop-color="{stop}"/><stop offset="1" stop-color="#ffe"/></linearGradient>'
            '<rect width="60" height="40" fill="url(#g)"/></svg>'
        )
        html = '<html lang="en"><title>T</title><p>Text <img src="a.svg" alt="x">'
        files = {"a.svg": ("image/svg+xml", drawing.encode())}
        low = replace(condition, settings=PrintSettings(max_ink=240))
        with pikepdf.open(io.BytesIO(typeset_for_print(html, (), files, low).pdf)) as file:
            found = pikepdf.parse_content_stream(file.pages[0])
            states = [str(values[0]) for values, operator in found if str(operator) == "gs"]
            assert ("/Over" in states) == overprints, stop
