"""The Word file as other programs read it: pandoc, and LibreOffice where it is installed."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import docx_kit
import edition_kit
import pytest

from nashr import ast
from nashr.engines import pandoc

OFFICE = shutil.which("soffice")


def test_pandoc_reads_its_structure() -> None:
    data, _ = docx_kit.made(edition_kit.edition())
    tree, log = pandoc.read_document(data, "docx")
    assert log == ()
    headings = [ast.plain_text(node) for node in ast.nodes(tree) if node["t"] == "Header"]
    assert {"Birinci", "Alt bölmə", "Son"} <= set(headings)
    assert [ast.plain_text(n["c"]) for n in ast.nodes(tree) if n["t"] == "Note"] == [
        "Qeydin mətni."
    ]
    (formula,) = (node["c"][1] for node in ast.nodes(tree) if node["t"] == "Math")
    assert formula == "E = mc^{2}"


@pytest.mark.skipif(OFFICE is None, reason="LibreOffice is not installed")
def test_libreoffice_shows_all_of_it(tmp_path: Path) -> None:
    assert OFFICE is not None
    data, _ = docx_kit.made(edition_kit.edition())
    (tmp_path / "article.docx").write_bytes(data)
    profile = (tmp_path / "profile").as_uri()
    command = [OFFICE, f"-env:UserInstallation={profile}", "--headless", "--convert-to", "txt:Text"]
    subprocess.run(
        [*command, "article.docx"], cwd=tmp_path, check=True, capture_output=True, timeout=120
    )
    text = (tmp_path / "article.txt").read_text("utf-8-sig")
    for words in ("İşıq və ölçü", "Birinci", "العربية", "Oran (1998).", "Sağ olun."):
        assert words in text
