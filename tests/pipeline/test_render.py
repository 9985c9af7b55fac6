"""What is made ready before an article comes is there when it comes."""

from __future__ import annotations

import edition_kit as kit
import jinja2
import pytest

from nashr.engines import fonts, pandoc
from nashr.engines.fonts import shop
from nashr.model import Article, Author, LocalText
from nashr.outputs.table import outputs
from nashr.pipeline import render as rendering
from nashr.records import replace

ENGINES = replace(kit.ENGINES, fonts=shop(), write_docx=pandoc.write_docx)


def test_prepared_outputs_compile_no_template(monkeypatch: pytest.MonkeyPatch) -> None:
    edition = kit.edition()
    rendering.preload(edition.templates)

    def compiled(*_: object) -> None:
        pytest.fail("a template was compiled again")

    monkeypatch.setattr(jinja2.Environment, "_generate", compiled)
    for output in outputs():
        if not output.typeset:
            assert output.render(edition, ENGINES).value


def test_a_template_with_a_fault_keeps_no_other_from_being_prepared() -> None:
    rendering.preload({"a/a.j2": "{{ a | nothing }}", "b/b.j2": "{% nothing %}"})


def test_for_an_ordinary_article_no_font_is_cut(monkeypatch: pytest.MonkeyPatch) -> None:
    title = LocalText("az", "İşıq, kölgə və ölçü", abstract="Xülasə.", keywords=("işıq",))
    article = Article("a", "az", (title,), (Author("Aygün", "Əliyeva"),), volume="1", year=2026)
    edition = kit.edition(article, "Mətn *burada* “dırnaqda”, 1990–1995: `kod` № 5.\n\n# Başlıq\n")
    rendering.preload(edition.templates)
    asked: list[object] = []
    monkeypatch.setattr(fonts, "_cut", lambda *key: asked.append(key) or b"")
    for output in outputs():
        if not output.typeset:
            output.render(edition, ENGINES)
    assert not asked
