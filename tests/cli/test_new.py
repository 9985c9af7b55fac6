"""``new``: the names that an article's folder can have, and journals that build at once."""

from __future__ import annotations

from pathlib import Path

import pytest

from nashr.cli import main as cli
from nashr.cli.exit_codes import AUTHOR_ERROR, SUCCESS, USAGE_ERROR
from nashr.cli.new import name_error
from nashr.frontmatter.load import parse_journal, split_manuscript
from nashr.frontmatter.starter_words import WORDS
from nashr.languages import supported
from nashr.model import Source


@pytest.mark.parametrize(
    "name",
    [
        *(
            "a?b*",
            "a|b",
            "a<b>",
            'a"b',
            "a:b",
            "a/b",
            "a\\b",
            "../x",
            "/x",
            "~",
            "a$b",
            "a;b",
            "a#b",
        ),
        *("", ".", "..", ".hidden", "a.", "a.b", "journal.yaml"),
        *("two words", " a", "a ", "a\t", "a\n", "\n", "a\0b", "a\x1b[2J"),
        *("-a", "_a", "İki", "məqalə", "ａ", "а", "²", "\u202ea", "a\u200b"),
    ],
)
def test_a_name_with_other_characters_is_refused(name: str) -> None:
    assert "use letters a–z, digits, hyphens and underscores" in (name_error(name) or "")


@pytest.mark.parametrize("name", ["con", "CON", "Nul", "prn", "AUX", "com1", "COM0", "lpt9"])
def test_a_name_of_a_windows_device_is_refused(name: str) -> None:
    assert "Windows keeps it for a device" in (name_error(name) or "")


def test_a_name_is_not_endless() -> None:
    assert name_error("a" * 100) is None
    assert "100 characters are the most" in (name_error("a" * 101) or "")


def test_names_that_differ_in_capitals_alone_are_refused() -> None:
    assert "differs from the article “My-Article”" in (
        name_error("my-article", ["My-Article"]) or ""
    )
    assert name_error("my-article", ["my-article-2"]) is None


@pytest.mark.parametrize(
    "name", ["a", "my-article", "my_article", "2026-1", "A", "console", "com", "com10", "nul-1"]
)
def test_a_plain_name_is_accepted(name: str) -> None:
    assert name_error(name) is None


def test_a_refused_name_leaves_nothing_behind(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = sorted(project.rglob("*"))
    for name in ("a?b*", "con", "A"):
        assert cli.main(["new", name, "--project", str(project)]) == USAGE_ERROR
    assert sorted(project.rglob("*")) == before
    assert capsys.readouterr().err.startswith("“a?b*” cannot be a folder's name here")


def test_the_next_command_is_the_one_to_type(
    project: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(project)
    assert cli.main(["new", "b"], "python3 ../build.py") == SUCCESS
    assert "then run: python3 ../build.py build b\n" in capsys.readouterr().out
    assert cli.main(["new", "c", "--project", str(project)]) == SUCCESS
    assert f"then run: nashr build --project {project} c\n" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("typed", "slug"),
    [
        (["İbrahim Məqaləsi"], "ibrahim-meqalesi"),
        (["İbrahim", "Məqaləsi"], "ibrahim-meqalesi"),
        (["Ali'nin Evi: Bir Çığlık"], "alinin-evi-bir-ciglik"),
        (["Ərəb–fars “ədəbiyyatı”"], "ereb-fars-edebiyyati"),
        (["Война и мир"], "voina-i-mir"),
        (["Straße, Œuvre"], "strasse-oeuvre"),
        (["“Leyli və Məcnun”: kim haqlıdır?"], "leyli-ve-mecnun-kim-haqlidir"),
    ],
)
def test_a_title_gives_the_folder_its_name_and_the_article_its_title(
    typed: list[str], slug: str, project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(["new", "--project", str(project), *typed]) == SUCCESS
    title = " ".join(typed)
    assert f"The folder's name is made of “{title}”." in capsys.readouterr().out
    text = (project / "manuscript" / slug / "article.md").read_text("utf-8")
    assert f'title: "{title}"\n' in text


def test_a_title_with_straight_quotation_marks_is_a_title(project: Path) -> None:
    assert cli.main(["new", "--project", str(project), '"Qarabağ" xanlığı']) == SUCCESS
    text = (project / "manuscript/qarabag-xanligi/article.md").read_text("utf-8")
    assert r'title: "\"Qarabağ\" xanlığı"' in text


@pytest.mark.parametrize(
    "path", ["b/", "manuscript/b", "./manuscript/b/", "manuscript/b/article.md"]
)
def test_a_new_article_may_be_named_by_its_path(path: str, project: Path) -> None:
    assert cli.main(["new", path, "--project", str(project)]) == SUCCESS
    assert (project / "manuscript" / "b" / "article.md").is_file()


def test_an_article_needs_a_name(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["new", "--project", str(project)]) == USAGE_ERROR
    assert "Name the article, as in: nashr new --project" in capsys.readouterr().err


# --- journals ------------------------------------------------------------------------------


def test_every_language_has_words_of_its_own() -> None:
    assert set(WORDS) == set(supported())


@pytest.mark.parametrize("tag", sorted(WORDS))
def test_the_files_of_a_new_journal_hold_together(tag: str, tmp_path: Path) -> None:
    folder = tmp_path / "journal"
    assert cli.main(["new", "--journal", str(folder), "--lang", tag]) == SUCCESS
    text = (folder / "manuscript" / "journal.yaml").read_text("utf-8")
    journal = parse_journal(Source("journal.yaml", text))
    assert journal.value is not None
    assert [found.code for found in journal.diagnostics] == ["value-sample"]
    assert (journal.value.title, journal.value.language) == (WORDS[tag].journal, tag)
    (article,) = (folder / "manuscript").glob("*/article.md")
    body = split_manuscript(Source("a.md", article.read_text("utf-8"))).value
    assert body is not None
    assert f"# {WORDS[tag].introduction}\n" in body.body


@pytest.mark.parametrize("tag", ["az", "ru", "ar"])
def test_a_new_journal_builds_at_once(
    tag: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "my journal"
    assert cli.main(["new", "--journal", str(folder), "--lang", tag]) == SUCCESS
    out = capsys.readouterr().out
    assert out.count("Wrote ") == 3
    build = f"nashr build --project '{folder}'"
    assert f"It builds as it is: {build}" in out
    words = ["build", "--project", str(folder), "--format", "html,jats"]
    assert cli.main([*words, "--jobs", "0"]) == SUCCESS
    said = capsys.readouterr().out
    assert said.count("[value-sample]") == 2
    assert ": error:" not in said and ": warning:" not in said


def test_a_journal_with_articles_gets_what_it_lacks_alone(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    journal = project / "manuscript" / "journal.yaml"
    before = (project / "bibliography" / "references.bib").read_bytes()
    journal.unlink()
    assert cli.main(["--project", str(project), "--jobs", "0"]) == AUTHOR_ERROR
    hint = f"hint: Begin one: nashr new --journal {project}"
    assert hint in capsys.readouterr().out
    assert cli.main(["new", "--journal", str(project)]) == SUCCESS
    assert capsys.readouterr().out.count("Wrote ") == 1
    assert (project / "bibliography" / "references.bib").read_bytes() == before
    assert [path.name for path in (project / "manuscript").iterdir() if path.is_dir()] == ["a"]
    assert cli.main(["--project", str(project), "--format", "html", "--jobs", "0"]) == SUCCESS


def test_a_journal_that_is_there_is_left_as_it_is(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = {path: path.read_bytes() for path in project.rglob("*") if path.is_file()}
    assert cli.main(["new", "--journal", str(project)]) == USAGE_ERROR
    assert "is there already" in capsys.readouterr().err
    assert {path: path.read_bytes() for path in project.rglob("*") if path.is_file()} == before


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["--journal", "j", "--lang", "tlh"], "not a language that nashr knows"),
        (["--journal", "j", "--project", "k"], "with --journal alone"),
        (["b", "--lang", "az"], "--lang is the language of a new journal"),
    ],
)
def test_wrong_words_write_nothing(
    words: list[str],
    says: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    assert cli.main(["new", *words]) == USAGE_ERROR
    assert says in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


def test_in_an_empty_folder_the_first_message_begins_a_journal(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert cli.main([]) == USAGE_ERROR
    command = capsys.readouterr().err.rpartition("begin a journal: nashr ")[2]
    assert cli.main(command.split()) == SUCCESS
    assert (tmp_path / "manuscript" / "journal.yaml").is_file()


def test_a_new_issue_has_the_articles_of_no_other_and_is_made_at_once(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    there = ["--project", str(project)]
    assert cli.main(["new", "--issue", "2026-1", *there]) == SUCCESS
    assert "2026-1.yaml" in capsys.readouterr().out
    assert cli.main(["new", "--issue", "2026-1", *there]) == USAGE_ERROR
    assert cli.main(["new", "--issue", "spring", *there]) == USAGE_ERROR
    assert cli.main(["issue", "2026-1", "--jobs", "0", *there]) == SUCCESS
    assert (project / "output/2026-1/a/a.pdf").is_file()
    assert cli.main(["issue", "2026-9", *there]) == USAGE_ERROR
    # None is left: an article that is put into two issues would be an error.
    assert cli.main(["new", "--issue", "2026-2", *there]) == SUCCESS
    assert "No article is left for it" in capsys.readouterr().out
    assert "- title" in (second := (project / "manuscript/issues/2026-2.yaml").read_text("utf-8"))
    assert '- "a"' not in second
