"""The language that the program speaks: which one is chosen, and what is said in each."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from nashr.cli import language

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
    command = [sys.executable, str(ROOT / "build.py"), *words, "--project", str(project)]
    done = subprocess.run(
        command, env=kept | environment, capture_output=True, text=True, timeout=300, check=False
    )
    return done.stdout + done.stderr


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
