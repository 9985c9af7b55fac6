"""What was named on the command line: articles, by their names and by paths."""

from __future__ import annotations

from pathlib import Path

import pytest

from nashr.cli import main as cli
from nashr.cli.exit_codes import SUCCESS, USAGE_ERROR
from nashr.cli.project import article_named


@pytest.mark.parametrize(
    ("here", "word"),
    [
        (".", "a"),
        (".", "a/"),
        (".", "./a"),
        (".", "a/article.md"),
        (".", "manuscript/a"),
        (".", "manuscript/a/"),
        (".", "./manuscript/a/article.md"),
        (".", "manuscript//a/../a/article.md"),
        (".", "manuscript/a/figures/map.svg"),
        ("manuscript", "a/article.md"),
        ("manuscript/a", "article.md"),
        ("manuscript/a", "."),
        ("bibliography", "../manuscript/a"),
        ("..", "project/manuscript/a/article.md"),
        ("..", "manuscript/a"),
        ("..", "{project}/manuscript/a/article.md"),
    ],
)
def test_an_article_is_named_by_a_path(
    here: str, word: str, project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(project / here)
    assert article_named(word.format(project=project), str(project), ["a", "b"]) == "a"


@pytest.mark.parametrize(
    "word", ["", ".", "..", "manuscript", "a.md", "c", "c/article.md", "../a", "/a", "a\0"]
)
def test_what_is_no_article_stays_as_it_was_typed(
    word: str, project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(project)
    assert article_named(word, str(project), ["a", "b"]) == word


def test_a_link_to_an_articles_folder_is_that_article(project: Path, tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    (project / "manuscript" / "a").rename(elsewhere)
    (project / "manuscript" / "a").symlink_to(elsewhere)
    assert article_named("manuscript/a/article.md", str(project), ["a"]) == "a"


def test_a_name_comes_before_a_path(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(project / "manuscript" / "a")
    assert article_named("b", str(project), ["a", "b"]) == "b"


def test_an_article_that_is_named_twice_is_built_once(
    project: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(project)
    words = ["a/", "a", "manuscript/a/article.md", "--format", "html"]
    assert cli.main(words) == SUCCESS
    assert "Built 1 article in" in capsys.readouterr().out
    assert cli.main(["check", "manuscript/x"]) == USAGE_ERROR
    assert "There is no article “manuscript/x” in manuscript/" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("name", "hint"),
    [
        ("makale.md", "Name it manuscript/a/article.md."),
        ("makale.docx", "Save it as Markdown: manuscript/a/article.md."),
    ],
)
def test_a_journal_whose_only_manuscript_has_another_name_is_told_of_it(
    name: str, hint: str, project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    article = project / "manuscript" / "a" / "article.md"
    article.rename(article.with_name(name))
    article.with_name(f"~${name}").touch()  # Word's lock
    assert cli.main(["--project", str(project)]) == USAGE_ERROR
    said = capsys.readouterr().err
    assert f"“a/{name}” is not built" in said and hint in said


def test_each_manuscript_under_another_name_is_told_of_where_there_is_no_article(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("bir/makale.md", "iki/metin.docx"):
        (tmp_path / "manuscript" / name).parent.mkdir(parents=True)
        (tmp_path / "manuscript" / name).write_text("Text.", "utf-8")
    assert cli.main(["--project", str(tmp_path)]) == USAGE_ERROR
    told = capsys.readouterr().err
    assert "There is no article in manuscript/ yet." in told
    assert told.count("[manuscript-misnamed]") == 2
    assert "hint: Name it manuscript/bir/article.md." in told
    assert "hint: Save it as Markdown: manuscript/iki/article.md." in told


def test_a_folder_of_a_mac_is_named_as_it_is_typed(project: Path) -> None:
    apart = "c\u0327ig\u0306ir"
    assert article_named("\u00e7i\u011fir", str(project), ["a", apart]) == apart
