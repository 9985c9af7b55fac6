"""The command ``import``: a file becomes a manuscript, and a revised one is brought in."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from word_kit import paragraph, word_file

from nashr import messages
from nashr.cli.main import main

_FIRST = paragraph("Başlıq", style="KonuBal")


@pytest.fixture
def journal(tmp_path: Path) -> Path:
    (tmp_path / "journal" / "manuscript").mkdir(parents=True)
    return tmp_path / "journal"


def _import(journal: Path, *blocks: str, name: str = "Müəllifin məqaləsi.docx") -> int:
    file = journal.parent / name
    file.write_bytes(word_file(_FIRST + "".join(blocks)))
    return main(["import", str(file), "--project", str(journal), "--changes", "accept"])


def _article(journal: Path) -> Path:
    return journal / "manuscript" / "muellifin-meqalesi" / "article.md"


def test_a_file_becomes_a_manuscript_with_its_report(
    journal: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert _import(journal, paragraph("Mətn.")) == 0
    folder = _article(journal).parent
    assert {path.name for path in folder.iterdir()} == {"article.md", "import.html", "import.json"}
    assert _article(journal).read_text("utf-8").endswith("\n\nMətn.\n")
    assert "build" in capsys.readouterr().out


def test_a_revised_file_is_merged_with_what_an_editor_has_changed(
    journal: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    _import(journal, paragraph("Bir."), paragraph("İki."))
    article = _article(journal)
    article.write_text(article.read_text("utf-8").replace("Bir.", "Bir!"), encoding="utf-8")
    assert _import(journal, paragraph("Bir."), paragraph("İki."), paragraph("Üç.")) == 0
    assert article.read_text("utf-8").endswith("Bir!\n\nİki.\n\nÜç.\n")
    assert "Changed by the author: “Üç.”." in capsys.readouterr().out
    # And once more: what the editor has changed is still the editor's.
    assert _import(journal, paragraph("Bir."), paragraph("İki."), paragraph("Dörd.")) == 0
    assert article.read_text("utf-8").endswith("Bir!\n\nİki.\n\nDörd.\n")


def test_where_both_have_changed_a_paragraph_nothing_is_written(
    journal: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    _import(journal, paragraph("Bir."))
    article = _article(journal)
    mine = article.read_text("utf-8").replace("Bir.", "Bir!")
    article.write_text(mine, encoding="utf-8")
    assert _import(journal, paragraph("Birinci.")) == 1
    assert article.read_text("utf-8") == mine
    said = capsys.readouterr().err
    assert "article.md:6: both have changed this paragraph." in said
    assert "Nothing was written." in said


def test_a_manuscript_that_was_not_imported_is_left_alone(
    journal: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    article = _article(journal)
    article.parent.mkdir()
    article.write_text("mine", encoding="utf-8")
    assert _import(journal, paragraph("Mətn.")) == 3
    assert article.read_text("utf-8") == "mine"
    assert "was not written" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("a.docx", b"no zip", "not a whole zip archive"),
        ("a.xyz", b"x", "Files of this kind are not read"),
        ("a.xml", b"<book/>", "no JATS article"),
        ("a.xml", b"<article>", "not imported"),
    ],
)
def test_what_cannot_be_read_is_told_in_a_sentence(
    name: str, data: bytes, said: str, journal: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = journal.parent / name
    file.write_bytes(data)
    assert main(["import", str(file), "--project", str(journal)]) == 1
    assert said in capsys.readouterr().err
    assert list((journal / "manuscript").iterdir()) == []


def test_json_for_other_programs(journal: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = journal.parent / "a.docx"
    file.write_bytes(word_file(_FIRST + paragraph("Mətn.")))
    assert main(["import", str(file), "--project", str(journal), "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["article"], told["findings"], told["changed"]) == ("a", [], None)


def test_the_report_is_in_the_editor_s_language(
    journal: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NASHR_LANG", "az")
    try:
        messages.choose("az")
        unbound = paragraph("Şəkil 4. Yox", style="ResimYazs")
        assert _import(journal, paragraph("Mətn."), unbound) == 0
    finally:
        messages.choose("en")
    page = (_article(journal).parent / "import.html").read_text("utf-8")
    assert '<html lang="az">' in page
    assert "A caption stands" not in page


def test_the_lines_of_the_report_are_those_of_the_merged_article(journal: Path) -> None:
    bold = "<w:rPr><w:b/></w:rPr>"
    heading = f"<w:p><w:r>{bold}<w:t>Bölmə başlığı</w:t></w:r></w:p>" + paragraph("Mətn " * 20)
    _import(journal, paragraph("Bir."), heading)
    article = _article(journal)
    longer = article.read_text("utf-8").replace("---\n\nBir.", "volume: 3\nissue: 2\n---\n\nBir.")
    article.write_text(longer, encoding="utf-8")
    assert _import(journal, paragraph("Bir."), heading, paragraph("Son.")) == 0
    report = json.loads((article.parent / "import.json").read_text("utf-8"))
    [found] = [one for one in report["findings"] if one["kind"] == "heading-guessed"]
    assert article.read_text("utf-8").splitlines()[found["line"] - 1] == "# Bölmə başlığı"


def _noted(*words: str) -> tuple[str, dict[str, str]]:
    """Paragraphs, each with a note of its first word, and the part of the notes."""
    calls = (
        paragraph(one, f'<w:r><w:footnoteReference w:id="{n}"/></w:r>')
        for n, one in enumerate(words, 1)
    )
    notes = (
        f'<w:footnote w:id="{n}">{paragraph(one.split()[0])}</w:footnote>'
        for n, one in enumerate(words, 1)
    )
    return "".join(calls), {"footnotes": "".join(notes)}


def test_a_new_note_before_others_is_no_change_of_theirs(journal: Path) -> None:
    file = journal / "Müəllifin məqaləsi.docx"
    command = ["import", str(file), "--project", str(journal)]
    body, notes = _noted("Bir söz", "İki söz")
    file.write_bytes(word_file(_FIRST + body, notes))
    assert main(command) == 0
    article = _article(journal)
    article.write_text(article.read_text("utf-8").replace("İki söz", "İki, redaktə"), "utf-8")
    body, notes = _noted("Yeni söz", "Bir söz", "İki söz")
    file.write_bytes(word_file(_FIRST + body, notes))
    assert main(command) == 0
    assert article.read_text("utf-8").endswith(
        "Yeni söz[^3]\n\nBir söz[^1]\n\nİki, redaktə[^2]\n\n[^3]: Yeni\n\n[^1]: Bir\n\n[^2]: İki\n"
    )
