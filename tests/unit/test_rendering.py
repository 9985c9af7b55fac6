"""What is made ready before an article comes is there when it comes."""

from __future__ import annotations

import edition_kit as kit
import jinja2
import pytest

from nashr import rendering
from nashr.engines.fonts import shop
from nashr.outputs import OUTPUTS, Engines

ENGINES = Engines(shop(), kit.ENGINES.typeset, kit.ENGINES.draw_math)


def test_prepared_outputs_compile_no_template(monkeypatch: pytest.MonkeyPatch) -> None:
    edition = kit.edition()
    rendering.prepare(edition.templates)

    def compiled(*_: object) -> None:
        pytest.fail("a template was compiled again")

    monkeypatch.setattr(jinja2.Environment, "_generate", compiled)
    for output in OUTPUTS:
        if output.name != "pdf":
            assert output.render(edition, ENGINES).value


def test_a_template_with_a_fault_keeps_no_other_from_being_prepared() -> None:
    rendering.prepare({"a/a.j2": "{{ a | nothing }}", "b/b.j2": "{% nothing %}"})
