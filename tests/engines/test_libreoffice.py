"""LibreOffice, where it is installed: how it is asked, and what it gives back."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from word_kit import paragraph, word_file

from nashr.engines import libreoffice, pandoc
from nashr.engines.libreoffice import LibreOfficeError, with_word_equations

needs_libreoffice = pytest.mark.skipif(
    libreoffice.path() is None, reason=f"LibreOffice is missing: {libreoffice.COMMAND}"
)


@pytest.fixture
def nowhere(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("PATH", "")
    monkeypatch.setattr(libreoffice, "_PLACES", ())
    libreoffice.path.cache_clear()
    yield
    libreoffice.path.cache_clear()


@pytest.mark.usefixtures("nowhere")
def test_without_it_a_sentence_says_so() -> None:
    assert libreoffice.path() is None
    with pytest.raises(LibreOfficeError, match="not installed"):
        with_word_equations(b"")


@needs_libreoffice
def test_it_gives_a_word_file_of_the_same_text() -> None:
    tree, _ = pandoc.read_document(with_word_equations(word_file(paragraph("Mətn."))), "docx")
    assert tree["blocks"] == [{"t": "Para", "c": [{"t": "Str", "c": "Mətn."}]}]


@needs_libreoffice
def test_it_ends_when_its_time_is_over() -> None:
    with pytest.raises(LibreOfficeError, match="did not finish within"):
        with_word_equations(word_file(paragraph("Mətn.")), seconds=0.01)
