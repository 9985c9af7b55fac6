"""Line breaks inside of emphasis."""

from __future__ import annotations

from word_kit import paragraph, text, word_file, written

_FIRST = paragraph("Başlıq", style="KonuBal")


def _bold(words: str, *, before: bool = False, behind: bool = False) -> str:
    """A bold run, perhaps with line breaks in it."""
    run = text(words, "<w:b/>")
    run = run.replace("<w:t", "<w:br/><w:t", 1) if before else run
    return run.replace("</w:r>", "<w:br/></w:r>") if behind else run


def _body(*runs: str) -> str:
    long = paragraph("Bu abzas mətnin özüdür və cümlə kimi də bitir. " * 2)
    return written(word_file(_FIRST + long + paragraph(*runs) + long)).text.split("\n\n")[2]


def test_a_bold_line_ends_before_its_break() -> None:
    """The signs behind it would close nothing, and be printed."""
    made = _body(_bold("Qeyd", behind=True), "Mətn davam edir, cümlə kimi uzundur və bitir.")
    assert made == "**Qeyd**\\\nMətn davam edir, cümlə kimi uzundur və bitir."


def test_a_break_within_bold_words_parts_them() -> None:
    rest = "və bu abzas cümlə kimi uzundur, sonra da bitir."
    made = _body("Mətn ", _bold("bir"), _bold("iki", before=True, behind=True), f"{rest} {rest}")
    assert made == f"Mətn **bir**\\\n**iki**\\\n{rest} {rest}"
