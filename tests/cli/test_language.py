"""The language that the program speaks: which one is chosen, and what is said in each."""

from __future__ import annotations

import contextlib
import html
import json
import os
import re
import shutil
from pathlib import Path

import pytest
import warm_kit
from pseudo_kit import PseudoCatalogue, english

from nashr import catalogues, messages
from nashr.cli import language
from nashr.cli import main as cli
from nashr.cli.help import COMMANDS
from nashr.messages import Message
from nashr.preview.page import page

ROOT = Path(__file__).resolve().parents[2]

JOURNAL = "title: Sample\nlanguage: az\nstyle: apa\n"
FAULTY = """---
title: Sample
authors: [{family: Sample, orcid: 0000-0000-0000-0000, affiliations: [x]}]
dates: {received: 2024-13-01}
keyword: [a]
year: many
---
A citation [@none], @fig:none, a note[^none], [a link](#none), an image ![](none.png).

![A figure](also-none.png){#fig:one}

#Heading

“A quotation.

Raw \\unknowncommand{x} here.
"""


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project whose article has errors of many kinds."""
    folder = tmp_path_factory.mktemp("language")
    article = folder / "manuscript" / "a"
    article.mkdir(parents=True)
    (folder / "manuscript" / "journal.yaml").write_text(JOURNAL, encoding="utf-8")
    (article / "article.md").write_text(FAULTY, encoding="utf-8")
    return folder


def said(project: Path, *words: str, **environment: str) -> str:
    """What a build of the project prints."""
    kept = {k: v for k, v in os.environ.items() if k not in ("NASHR_LANG", "LC_ALL", "LANG")}
    process = warm_kit.start([*words, "--project", str(project)], kept | environment, ROOT)
    printed, _ = process.communicate(300)
    return printed


@pytest.mark.parametrize(
    ("tag", "parts"),
    [
        ("az", (": xəta: ", "    məsləhət: ", "“keyword” nashr-ın tanıdığı açar deyil.", " xəta")),
        ("tr", (": hata: ", "    ipucu: ", "“keyword” nashr'ın bildiği bir anahtar değil.")),
        ("ru", (": ошибка: ", "    подсказка: ", "nashr не знает ключа «keyword».", "ошибок")),
    ],
)
def test_an_article_with_errors_in_the_language_of_the_editor(
    project: Path, tag: str, parts: tuple[str, ...]
) -> None:
    printed = said(project, "--format", "html", NASHR_LANG=tag)
    for part in parts:
        assert part in printed
    assert ": error: " not in printed
    assert "[key-unknown]" in printed
    english = said(project, "--format", "html", NASHR_LANG="en")
    codes = [line.rpartition(" ")[2] for line in english.splitlines() if ": error: " in line]
    assert len(codes) >= 10
    assert all(code in printed for code in codes)


def test_json_is_the_same_in_every_language(project: Path) -> None:
    whole = [
        json.loads(said(project, "--json", "--format", "html", NASHR_LANG=tag))
        for tag in ("en", "az")
    ]
    for one in whole:
        del one["seconds"]
        for article in one["articles"]:
            del article["seconds"]
    assert whole[0] == whole[1]
    assert any("nashr knows" in d["message"] for d in whole[1]["articles"][0]["diagnostics"])


def test_help_is_in_the_language_of_the_editor(project: Path) -> None:
    printed = said(project, "check", "--help", NASHR_LANG="tr")
    assert "kullanım: " in printed
    assert "bu yardımı göster ve çık" in printed
    assert "usage" not in printed


# --- which one -----------------------------------------------------------------------------


def journal(folder: Path, more: str) -> list[str]:
    """The arguments for a project whose ``journal.yaml`` has another line."""
    (folder / "manuscript").mkdir(exist_ok=True)
    (folder / "manuscript" / "journal.yaml").write_text(JOURNAL + more, encoding="utf-8")
    return ["build", "--project", str(folder)]


def test_the_variable_comes_before_the_journal_and_that_before_the_locale(tmp_path: Path) -> None:
    arguments = journal(tmp_path, "messages: az\n")
    everything = {"NASHR_LANG": "ru", "LC_ALL": "tr_TR.UTF-8"}
    assert language.chosen(arguments, everything) == "ru"
    assert language.chosen(arguments, {"LC_ALL": "tr_TR.UTF-8"}) == "az"
    assert language.chosen(journal(tmp_path, ""), {"LC_ALL": "tr_TR.UTF-8"}) == "tr"
    assert language.chosen(journal(tmp_path, ""), {}) == "en"


@pytest.mark.parametrize(
    ("environment", "tag"),
    [
        ({"LANG": "az_AZ.UTF-8"}, "az"),
        ({"LC_MESSAGES": "ru_RU", "LANG": "tr_TR.UTF-8"}, "ru"),
        ({"LC_ALL": "C.UTF-8", "LANG": "az_AZ.UTF-8"}, "en"),
        ({"LANG": "de_DE.UTF-8"}, "en"),
        ({"NASHR_LANG": "AZ"}, "az"),
        ({"NASHR_LANG": "de", "LANG": "az_AZ"}, "en"),
        ({"NASHR_LANG": "", "LANG": "tr-TR"}, "tr"),
    ],
)
def test_locales(tmp_path: Path, environment: dict[str, str], tag: str) -> None:
    assert language.chosen(["build", f"--project={tmp_path}"], environment) == tag


@pytest.mark.parametrize("line", ["messages: tr", '"messages": "tr"  # ours', "messages:   'tr'"])
def test_the_key_as_it_may_be_written(tmp_path: Path, line: str) -> None:
    assert language.chosen(journal(tmp_path, f"{line}\n"), {}) == "tr"


@pytest.mark.parametrize("line", ["# messages: tr", "limits:\n  messages: tr", "messages: [tr]"])
def test_what_is_no_such_key(tmp_path: Path, line: str) -> None:
    assert language.chosen(journal(tmp_path, f"{line}\n"), {}) == "en"


# --- nothing is said past the catalogues ---------------------------------------------------

#: What is the same in every language: names of programs and standards, and what others say.
_NAMES = (
    *("Ace by DAISY", "HTML checker", "EPUB Accessibility", "and AA", "HarfBuzz subset"),
    "Open XML",
)
_COMMANDS_SAID = (
    *(("--help",), ("--version",), ("nonsense",), ("build", "--jobs", "x"), ("doctor",)),
    *((name, "--help") for name in COMMANDS),
    *(("doctor", "--patches"), ("impose", "none.pdf"), ("import", "none.docx")),
)
_IN_PROJECT = (
    *(("build", "--format", "html"), ("build", "none"), ("build", "--format", "none")),
    *(("references",), ("verify",), ("theme",), ("theme", "science"), ("theme", "none")),
    *(("recode",), ("resolve",), ("resolve", "none"), ("new", "a"), ("import", "none.docx")),
)


@pytest.fixture
def pseudo(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every message that comes through the catalogues is in full-width letters."""
    monkeypatch.setenv(language.VARIABLE, "az")
    monkeypatch.setattr(catalogues, "load", lambda _: PseudoCatalogue())
    monkeypatch.setattr(messages, "_catalogue", None)


def left(text: str) -> list[str]:
    return [one for one in english(text) if one not in _NAMES]


def printed(capsys: pytest.CaptureFixture[str], *words: str) -> str:
    with contextlib.suppress(SystemExit):
        cli.main([*words])
    said = capsys.readouterr()
    return said.out + said.err


@pytest.mark.parametrize("words", _COMMANDS_SAID, ids=" ".join)
@pytest.mark.usefixtures("pseudo", "no_wheels")
def test_no_command_speaks_past_the_catalogues(
    words: tuple[str, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    said = printed(capsys, *words)
    assert said
    assert left(said) == []


@pytest.mark.parametrize("which", ["good", "bad"])
@pytest.mark.usefixtures("pseudo")
def test_nothing_is_said_of_a_project_past_the_catalogues(
    which: str, project: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """What is printed, and the pages that a command writes for an editor."""
    folder = tmp_path / "project"
    shutil.copytree(project if which == "bad" else ROOT / "tests/projects/azerbaijan", folder)
    for words in _IN_PROJECT:
        said = printed(capsys, *words, "--project", str(folder))
        assert left(said.replace(str(folder), "")) == [], words
    report = (folder / "output/references.html").read_text("utf-8")
    body = re.sub(r"<style.*?</style>", "", report, flags=re.DOTALL)
    assert left(re.sub(r"<[^>]*>", " ", body).replace("Universitetinin Elmi", "")) == []


@pytest.mark.usefixtures("pseudo")
def test_the_page_of_the_preview_speaks_by_the_catalogues() -> None:
    language.choose((), os.environ)
    assert left(html.unescape(page().decode())) == []
    script = (ROOT / "nashr/preview/page.js").read_text("utf-8")
    code = re.sub(r"//.*", "", script)
    sentences = re.findall(r"[\"`]([A-Z][a-z]+ [^\"`]*)[\"`]", code)
    assert sentences == [], "write them into nashr/preview/page.py"


def test_the_pseudo_language_finds_what_is_past_the_catalogues() -> None:
    """The test of the tests above."""
    catalogue = PseudoCatalogue()
    said = messages.in_language(Message("The key “{key}” is missing.", key="title"), catalogue)
    assert english(said) == []
    assert english("The report cannot be written.") == ["The report cannot be written"]
