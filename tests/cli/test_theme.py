"""``theme``: the list of themes, and a specimen of each."""

from __future__ import annotations

from pathlib import Path

import pikepdf
import pytest
from shared_kit import for_long

from nashr.cli import main as cli
from nashr.cli.exit_codes import SUCCESS, USAGE_ERROR

#: Width and height of a page in points, by theme.
SIZES = {"classic": (482, 680), "plain": (595, 842), "science": (595, 794)}


def theme(*words: str, project: Path) -> int:
    return cli.main(["theme", "--project", str(project), *words])


def test_the_list_tells_what_each_is_for(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    own = project / "templates" / "themes" / "house"
    own.mkdir(parents=True)
    (own / "theme.yaml").write_text("description: Our own.", "utf-8")
    assert theme(project=project) == SUCCESS
    lines = capsys.readouterr().out.splitlines()
    assert [line.split()[0] for line in lines] == ["classic", "house", "plain", "science"]
    assert lines[1].endswith("Our own.")


def test_an_unknown_theme_names_a_near_one(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert theme("sciense", "--specimen", project=project) == USAGE_ERROR
    assert "did you mean “science”?" in capsys.readouterr().err


def test_a_theme_without_the_option_says_how_to_see_it(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert theme("plain", project=project) == SUCCESS
    assert "theme --project" in capsys.readouterr().out


@pytest.mark.parametrize("name", ["science", *for_long(["classic", "plain"])])
def test_a_specimen_is_made_without_a_fault(
    name: str, project: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = project / "manuscript" / "journal.yaml"
    text = path.read_text("utf-8")
    output = tmp_path / "made"
    assert theme(name, "--specimen", "--output", str(output), project=project) == SUCCESS
    assert path.read_text("utf-8") == text
    said = capsys.readouterr()
    assert "warning" not in said.out + said.err
    with pikepdf.open(output / "specimen" / "specimen.pdf") as pdf:
        left, top, right, bottom = (float(side) for side in pdf.pages[0].mediabox)
    assert (round(right - left), round(bottom - top)) == SIZES[name]
