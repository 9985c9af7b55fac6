"""Signs that an author gave to single notes."""

from __future__ import annotations

import pytest
from word_kit import body_of, imported, paragraph, text, word_file

_HEAD = paragraph("Başlıq", style="KonuBal")
_RAISED = '<w:vertAlign w:val="superscript"/>'
_CALL = '<w:footnoteReference w:customMarkFollows="1" w:id="2"/>'


def _file(call: str, note: str) -> bytes:
    notes = f'<w:footnote w:id="2">{note}</w:footnote>'
    return word_file(_HEAD + paragraph("Mətn", call, " davam edir."), {"footnotes": notes})


@pytest.mark.parametrize(
    ("call", "note"),
    [
        (f"<w:r>{_CALL}<w:t>*</w:t></w:r>", paragraph("* Qeyd belədir.")),
        (f"<w:r>{_CALL}<w:t>**</w:t></w:r>", paragraph(text("**", _RAISED), " Qeyd belədir.")),
        (f"<w:r>{_CALL}</w:r>{text('*', _RAISED)}", paragraph("*Qeyd belədir.")),
        (
            f'<w:r>{_CALL}<w:sym w:font="Symbol" w:char="F02A"/></w:r>',
            paragraph('<w:r><w:sym w:font="Symbol" w:char="F02A"/></w:r>', text(" Qeyd belədir.")),
        ),
        (f"<w:r>{_CALL}<w:t>*</w:t></w:r>", paragraph("Qeyd belədir.")),
    ],
    ids=["same-run", "two-runs", "next-run", "symbol", "call-alone"],
)
def test_a_note_has_its_number_alone(call: str, note: str) -> None:
    data = _file(call, note)
    assert body_of(data) == "Mətn[^1] davam edir.\n\n[^1]: Qeyd belədir."
    findings = [one.kind for one in imported(data)[1].findings]
    assert findings == ["note-signs"]


def test_a_star_of_a_note_with_a_number_stays() -> None:
    data = _file('<w:r><w:footnoteReference w:id="2"/></w:r>', paragraph("* Qeyd."))
    assert body_of(data).endswith("[^1]: \\* Qeyd.")
