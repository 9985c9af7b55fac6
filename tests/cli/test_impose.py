"""The command ``impose``: what it writes, and what it says."""

from __future__ import annotations

from pathlib import Path

import pikepdf
import pytest

from nashr.cli import exit_codes
from nashr.cli import main as cli


@pytest.fixture
def article(tmp_path: Path) -> Path:
    """A PDF of ten pages of 170 by 240 mm."""
    path = tmp_path / "a-print.pdf"
    with pikepdf.new() as file:
        for _ in range(10):
            file.add_blank_page(page_size=(482, 680))
        file.save(path)
    return path


def test_a_booklet_stands_beside_the_file(
    article: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(["impose", str(article), "--sheets", "A3", "--booklet"]) == exit_codes.SUCCESS
    said = capsys.readouterr().out
    assert "Put 10 pages on 3 sheets" in said and "flipped on the short edge" in said
    with pikepdf.open(article.with_name("a-print-sheets.pdf")) as file:
        assert len(file.pages) == 6
        assert float(file.pages[0].mediabox[2]) == pytest.approx(420 * 72 / 25.4, abs=0.1)
    assert cli.main(["impose", str(article)]) == exit_codes.SUCCESS, "it may be written again"


def test_signatures(article: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    target = tmp_path / "new.pdf"
    words = ["--signature", "8", "--up", "4", "--sheets", "500x500", "--output", str(target)]
    assert cli.main(["impose", str(article), *words]) == exit_codes.SUCCESS
    assert "Fold 2 signatures, in their order." in capsys.readouterr().out
    with pikepdf.open(target) as file:
        assert len(file.pages) == 4


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["--sheets", "A4"], "2 pages take 340 × 240 mm, and the sheet has 210 × 297 mm."),
        (["--signature", "4", "--up", "4"], "A signature of 4 pages cannot be folded"),
    ],
)
def test_what_cannot_be_folded_is_refused(
    article: Path, words: list[str], says: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(["impose", str(article), *words]) == exit_codes.USAGE_ERROR
    assert says in capsys.readouterr().err
    assert not article.with_name("a-print-sheets.pdf").exists()


def test_what_is_no_pdf_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "a.pdf"
    assert cli.main(["impose", str(path)]) == exit_codes.USAGE_ERROR
    assert "No such file" in capsys.readouterr().err
    path.write_bytes(b"no PDF")
    assert cli.main(["impose", str(path)]) == exit_codes.USAGE_ERROR
    assert capsys.readouterr().err == f"“{path}” is no PDF that can be read.\n"


@pytest.mark.parametrize("words", [["--sheets", "A99"], ["--creep", "thick"], ["--creep", "5"]])
def test_wrong_values_are_wrong_usage(article: Path, words: list[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        cli.main(["impose", str(article), *words])
    assert stopped.value.code == exit_codes.USAGE_ERROR
