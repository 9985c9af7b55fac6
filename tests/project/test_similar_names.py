"""The file that was meant: an author's slip in the name of a picture or a bibliography."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest

from nashr.cli import main as cli
from nashr.cli.exit_codes import AUTHOR_ERROR
from nashr.project.similar_names import similar

FILES = ["article.md", "figures/plan.png", "harita.png", "Şəkil 1.jpg", "карта.svg"]


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("Harita.PNG", "harita.png"),
        ("HARİTA.png", "harita.png"),
        ("harıta.png", "harita.png"),
        ("harita.jpg", "harita.png"),
        ("hartia.png", "harita.png"),
        ("plan.png", "figures/plan.png"),
        ("Figures/plan.png", "figures/plan.png"),
        ("şəkil 1.JPG", "Şəkil 1.jpg"),
        (unicodedata.normalize("NFD", "Şəkil 1.jpg"), "Şəkil 1.jpg"),
        ("Карта.SVG", "карта.svg"),
        ("something-else.gif", None),
    ],
)
def test_the_file_that_was_meant_is_found(typed: str, meant: str | None) -> None:
    assert similar(typed, FILES) == meant


def test_a_missing_image_is_asked_about_as_the_manuscript_would_name_it(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = project / "manuscript" / "a"
    (folder / "figures").mkdir(exist_ok=True)
    (folder / "figures" / "harita.png").write_bytes(b"")
    with (folder / "article.md").open("a", encoding="utf-8") as file:
        file.write("\n![A map](figures/Harita.PNG){alt='The same.'}\n")
    assert cli.main(["--project", str(project), "--format", "html", "--jobs", "0"]) == AUTHOR_ERROR
    out = capsys.readouterr().out
    assert "The image “figures/Harita.PNG” is not there. [image-missing]" in out
    assert "hint: Did you mean “figures/harita.png”?" in out


def test_a_missing_bibliography_is_asked_about(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with (project / "manuscript" / "journal.yaml").open("a", encoding="utf-8") as file:
        file.write("bibliography: bibliography/References.bib\n")
    assert cli.main(["--project", str(project), "--format", "html", "--jobs", "0"]) == AUTHOR_ERROR
    out = capsys.readouterr().out
    assert "hint: Did you mean “bibliography/references.bib”?" in out
    assert out.count(": error: ") == 1
