"""Word files that the output made, read as their parts."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import edition_kit
from lxml import etree

from nashr.diagnostics import Diagnostic
from nashr.engines import pandoc
from nashr.importing.ooxml import WordPackage, find_all, tag
from nashr.outputs.docx import render
from nashr.outputs.edition import Edition

ENGINES = replace(edition_kit.ENGINES, write_docx=pandoc.write_docx)


def made(edition: Edition) -> tuple[bytes, tuple[Diagnostic, ...]]:
    """The bytes of the file, and what was found."""
    outcome = render.render(edition, ENGINES)
    (file,) = outcome.value
    return file.data, outcome.diagnostics


def package(edition: Edition) -> WordPackage:
    return WordPackage(made(edition)[0])


def paragraphs(package: WordPackage) -> list[tuple[str, str]]:
    """The paragraphs of the text with something in them: the id of the style, and the words."""
    found = []
    for paragraph in package.document.iter(tag("w:p")):
        words = "".join(one.text or "" for one in paragraph.iter(tag("w:t"), tag("m:t")))
        styles = find_all(paragraph, "./w:pPr/w:pStyle/@w:val")
        if words:
            found.append((styles[0] if styles else "", words))
    return found


def fields(package: WordPackage) -> list[tuple[str, str]]:
    """The fields of the text: instruction and result."""
    found: list[tuple[str, str]] = []
    open_: list[list[Any]] = []
    for one in package.document.iter(tag("w:fldChar"), tag("w:instrText"), tag("w:t")):
        kind = one.get(tag("w:fldCharType"))
        if kind == "begin":
            open_.append(["", "", False])
        elif kind == "separate":
            open_[-1][2] = True
        elif kind == "end":
            instruction, result, _ = open_.pop()
            found.append((instruction.strip(), result))
        elif one.tag == tag("w:instrText"):
            open_[-1][0] += one.text
        else:
            for field in open_:
                field[1] += one.text or ""
    return found


def part(package: WordPackage, name: str) -> Any:
    return etree.fromstring(package.files[name])
