"""``recode``: a text becomes UTF-8, and the file as it was is kept."""

from __future__ import annotations

from pathlib import Path

import pytest

from nashr.cli import main as cli
from nashr.cli.exit_codes import AUTHOR_ERROR, SUCCESS, USAGE_ERROR

ENTRY = (
    "@book{cornell2001, author = {Oran, Baskın}, title = {Türk Dış Politikası}, date = {2001}}\r\n"
)


def recode(project: Path, *words: str) -> int:
    return cli.main(["recode", "--project", str(project), *words])


def printed(capsys: pytest.CaptureFixture[str]) -> str:
    out, err = capsys.readouterr()
    return out + err


@pytest.fixture
def turkish(project: Path) -> Path:
    """The small project with a bibliography that Windows saved."""
    (project / "manuscript" / "journal.yaml").write_text("title: J\nlanguage: tr\n", "utf-8")
    (project / "bibliography" / "references.bib").write_bytes(ENTRY.encode("cp1254"))
    return project


def test_the_hint_of_the_build_is_a_command_that_mends_it(
    turkish: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    words = ["--project", str(turkish), "--format", "html"]
    assert cli.main(words) == AUTHOR_ERROR
    out = printed(capsys)
    assert out.count(": error: ") == 1
    assert "references.bib:1:40: error: This looks like Turkish Windows (CP1254)" in out
    line = next(line for line in out.splitlines() if "run: nashr " in line)
    assert cli.main(line.partition("run: nashr ")[2].split()) == SUCCESS
    assert cli.main(words) == SUCCESS
    assert "Türk Dış Politikası" in (turkish / "output" / "a" / "a.html").read_text("utf-8")


def test_the_old_file_is_kept_and_none_is_overwritten(
    turkish: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = turkish / "bibliography" / "references.bib"
    file.chmod(0o640)
    for kept in ("references.bib.cp1254.bak", "references.bib.cp1254-2.bak"):
        file.write_bytes(ENTRY.encode("cp1254"))
        assert recode(turkish, "bibliography/references.bib") == SUCCESS
        assert kept in printed(capsys)
        assert file.with_name(kept).read_bytes() == ENTRY.encode("cp1254")
        assert file.read_bytes() == ENTRY.encode()  # line ends too
        assert file.stat().st_mode & 0o777 == 0o640


def test_a_text_in_utf8_stays(turkish: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = sorted(turkish.rglob("*"))
    assert recode(turkish, "manuscript/a/article.md") == SUCCESS
    assert "UTF-8 already" in printed(capsys)
    assert sorted(turkish.rglob("*")) == before


def test_an_encoding_may_be_named(turkish: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = turkish / "bibliography" / "references.bib"
    assert recode(turkish, "--from", "cp1251", str(file)) == SUCCESS
    assert "Baskэn" in file.read_text("utf-8")
    assert recode(turkish, "--from", "klingon", str(file)) == USAGE_ERROR
    assert "cannot be read as “klingon”" in printed(capsys)


def test_what_is_no_text_is_left_alone(turkish: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = turkish / "picture.png"
    file.write_bytes(bytes(range(256)))
    assert recode(turkish, "picture.png") == USAGE_ERROR
    said = printed(capsys)
    assert f"Name it, as in: nashr recode --project {turkish} --from cp1254 picture.png" in said
    assert file.read_bytes() == bytes(range(256))
    assert recode(turkish, "nothing.md") == USAGE_ERROR
    assert recode(turkish, "manuscript") == USAGE_ERROR


def test_lost_letters_are_told_of(turkish: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = turkish / "a.md"
    file.write_bytes("Az?rbaycan xalqının tarixi".encode("cp1254"))
    assert recode(turkish, str(file)) == SUCCESS
    assert "1 question mark inside a word" in printed(capsys)
