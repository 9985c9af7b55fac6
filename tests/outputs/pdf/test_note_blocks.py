"""Tables and other blocks of a note stand in the note, and its paragraph goes on behind it."""

from __future__ import annotations

import io
import subprocess

import lxml.html
import pytest
from pdf_kit import build
from structure_kit import listen

from nashr.model import LocalText
from nashr.outputs.pdf import note_blocks

BLOCKS = {
    "table": ("| Il | Say |\n|---|---|\n| bir | iki |", "Il Say bir iki"),
    "table in HTML": ("<table><tr><td>bir</td><td>iki</td></tr></table>", "bir iki"),
    "table with a caption": ("| Il |\n|---|\n| bir |\n\n: Altyazı", "Altyazı Il bir"),
    "definition": ("Termin\n\n:   Tərif", "Termin Tərif"),
    "heading": ("### Başlıq", "Başlıq"),
    "rule": ("bir\n\n---\n\niki", "bir iki"),
    "verse": ("| misra\n|   o biri", "misra o biri"),
    "list": ("- bir\n- iki", "bir iki"),
    "list from a number on": ("3. bir\n4. iki", "3. bir 4. iki"),
}


@pytest.mark.parametrize(("block", "shown"), BLOCKS.values(), ids=BLOCKS)
def test_a_block_of_a_note_stands_at_the_foot(block: str, shown: str) -> None:
    inside = block.replace("\n", "\n    ")
    data, _, _ = build(f"Mətn[^1] davam edir.\n\n[^1]: Əvvəl.\n\n    {inside}\n\n    Sonra.")
    command = ["pdftotext", "-enc", "UTF-8", "-", "-"]
    text = subprocess.run(command, input=data, capture_output=True, check=True).stdout.decode()
    words = " ".join(word for word in text.split() if word.strip("•*⁂. \u2005"))
    start = words.index("Mətn")
    assert "davam edir." in words[start : start + 30]
    note = words[words.index("Əvvəl.") :]
    kept = [word for word in note.split() if word in {*shown.split(), "Əvvəl.", "Sonra."}]
    assert kept == ["Əvvəl.", *shown.split(), "Sonra."]


def test_a_table_of_a_note_is_one_for_screen_readers() -> None:
    data, _, _ = build(
        "Mətn[^1].\n\n[^1]: Bax:\n\n    | Il | Say |\n    |---|---|\n    | bir | iki |"
    )
    note = listen(io.BytesIO(data)).document.all("Note")[0]
    assert [cell.text for role in ("TH", "TD") for cell in note.all(role)] == [
        *("Il", "Say", "bir", "iki")
    ]


def test_names_that_are_no_blocks_stay_away() -> None:
    root = lxml.html.fromstring('<p><span data-nashr-element="script">x</span></p>')
    note_blocks.restore(root)
    assert lxml.html.tostring(root) == b"<p><span>x</span></p>"


def test_a_note_of_a_translated_title_stands_at_the_foot() -> None:
    texts = (
        LocalText("az", "Başlıq", None, "Xülasə.", ()),
        LocalText("en", "On two^[A note.] countries and $x^2$", None, "Abstract.", ()),
    )
    data, _, diagnostics = build("Mətn.", texts=texts)
    document = listen(io.BytesIO(data)).document
    assert [note.text for note in document.all("Note")][-1].endswith("A note.")
    assert document.all("Formula")
    assert diagnostics == ()
