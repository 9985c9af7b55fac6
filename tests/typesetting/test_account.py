"""A typesetter that is broken on purpose: what it loses, repeats or hides is told of."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from weasyprint.formatting_structure import boxes

from nashr.cli.main import main
from nashr.typesetting import weasyprint

ROOT = Path(__file__).resolve().parents[2]

TEXT = """---
title: Sınaq
lang: az
---

Birinci abzasın sözləri bir neçə sətir tutur və qeydi vardır.[^a] Bir neçə cümlə daha, ki abzas
üç sətirdən az olmasın və sətirləri bir-birinin altında dursun, sonra isə nöqtə ilə bitsin.

İkinci abzas qısadır, $a^2$ ilə.

| Ad    | Say |
|-------|-----|
| Bakı  | 1   |
| Gəncə | 2   |

: Şəhərlər

[^a]: Qeydin mətni belədir.
"""


def found_below(box: Any, kind: type) -> Iterator[tuple[Any, Any]]:
    """Each box of a kind with its parent."""
    for child in getattr(box, "children", ()):
        if isinstance(child, kind):
            yield box, child
        yield from found_below(child, kind)


def first(document: Any, kind: type, words: str) -> tuple[Any, Any]:
    """The first box of a kind that holds the words, and its parent."""
    for page in document.pages:
        for parent, box in found_below(page._page_box, kind):
            texts = [box] if isinstance(box, boxes.TextBox) else []
            texts += [text for _, text in found_below(box, boxes.TextBox)]
            if words in "".join(text.text for text in texts):
                return parent, box
    raise AssertionError(f"no {kind.__name__} holds “{words}”")


def drop(kind: type, words: str) -> Callable[[Any], None]:
    def broken(document: Any) -> None:
        parent, box = first(document, kind, words)
        parent.children = [child for child in parent.children if child is not box]

    return broken


def repeat(document: Any) -> None:
    parent, box = first(document, boxes.LineBox, "İkinci abzas")
    parent.children = [*parent.children, box.deepcopy()]


def swap(document: Any) -> None:
    parent, _ = first(document, boxes.LineBox, "Birinci abzasın")
    parent.children = [*reversed(parent.children)]


def exchange(document: Any) -> None:
    """Let two paragraphs change places."""
    _, second = first(document, boxes.LineBox, "İkinci abzas")
    page = document.pages[0]._page_box
    for parent, block in found_below(page, boxes.BlockBox):
        if second in block.children:
            parent.children = [block, *(one for one in parent.children if one is not block)]


def shift(dx: float, dy: float) -> Callable[[Any], None]:
    def broken(document: Any) -> None:
        _, box = first(document, boxes.LineBox, "İkinci abzas")
        box.translate(dx, dy)

    return broken


def cover(document: Any) -> None:
    """Put a line on the one above it."""
    _, above = first(document, boxes.LineBox, "Birinci abzasın")
    _, box = first(document, boxes.LineBox, "İkinci abzas")
    box.translate(0, above.position_y - box.position_y)


def change_a_capital(document: Any) -> None:
    _, box = first(document, boxes.TextBox, "İkinci abzas")
    box.text = box.text.replace("İ", "I")


def touch(document: Any) -> None:
    """Let the small letters of a line reach into those of the line above, by a third."""
    _, above = first(document, boxes.LineBox, "Birinci abzasın")
    _, box = first(document, boxes.LineBox, "İkinci abzas")
    size = next(text for _, text in found_below(box, boxes.TextBox)).style["font_size"]
    box.translate(0, above.position_y - box.position_y + 0.3 * size)


def cover_by_picture(document: Any) -> None:
    """Put a formula, which is a picture, onto the words of a line."""
    _, box = first(document, boxes.LineBox, "Birinci abzasın")
    page = document.pages[0]._page_box
    _, picture = next(found_below(page, boxes.ReplacedBox))
    picture.translate(box.position_x - picture.position_x, box.position_y - picture.position_y)


def put_off(document: Any) -> None:
    """Put the note onto a page that follows, where nothing calls it."""
    _, note = first(document, boxes.FootnoteAreaBox, "Qeydin mətni")
    page = type(document.pages[0])(document.pages[0]._page_box.copy())
    page._page_box.children = [note.deepcopy()]
    note.children = []
    document.pages.append(page)


FAULTS: dict[str, tuple[Callable[[Any], None], str, str]] = {
    "a line is dropped": (drop(boxes.LineBox, "İkinci abzas"), "text-lost", "İkinci abzas"),
    "a note is dropped": (drop(boxes.FootnoteAreaBox, "Qeydin"), "text-lost", "Qeydin mətni"),
    "a row is dropped": (drop(boxes.TableRowBox, "Gəncə"), "text-lost", "Gəncə"),
    "a line is repeated": (repeat, "text-doubled", "İkinci abzas"),
    "lines change places": (swap, "text-disordered", "Birinci"),
    "a capital loses its dot": (change_a_capital, "text-lost", "İkinci abzas"),
    "paragraphs change places": (exchange, "text-disordered", "Birinci abzasın"),
    "a line leaves to the right": (shift(500, 0), "text-outside-page", "İkinci abzas"),
    "a line leaves at the foot": (shift(0, 2000), "text-outside-page", "İkinci abzas"),
    "a line covers another": (cover, "text-overprinted", "İkinci abzas"),
    "a line reaches into another": (touch, "text-overprinted", "İkinci abzas"),
    "a picture covers a line": (cover_by_picture, "text-overprinted", "Birinci abzasın"),
    "a note is put off": (put_off, "note-misplaced", "Qeydin"),
}


@pytest.mark.parametrize("name", FAULTS)
def test_a_broken_page_is_told_of_and_not_published(
    name: str, project: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    breaking, code, words = FAULTS[name]
    reading = weasyprint.PageReading

    def broken(document: Any, *rest: Any) -> Any:
        breaking(document)
        return reading(document, *rest)

    monkeypatch.setattr(weasyprint, "PageReading", broken)
    exit_code, said = build(project, capsys)
    told = [line for line in said.splitlines() if f"[{code}]" in line]
    assert told, said
    assert any(words in line and "article.md:" in line for line in told), said
    if code != "note-misplaced":
        assert exit_code == 1
        assert not (project / "output").exists()


def test_a_sound_page_balances(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, said = build(project, capsys)
    assert code == 0
    assert "[text-" not in said
    assert "[note-" not in said


@pytest.mark.parametrize("terms", [14, 40])
def test_the_number_of_a_formula_stands_beside_its_lines_from_right_to_left(
    terms: int, project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    tex = " + ".join(f"a_{{{n}}} x^{{{n}}}" for n in range(terms))
    code, said = build(
        project, capsys, f"---\ntitle: متن\nlang: fa\n---\n\n$$s = {tex}$$ {{#eq:a}}\n"
    )
    assert "[text-overprinted]" not in said
    assert code == 0


def test_a_style_sheet_may_ask_for_capitals(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    style(project, "h1, .text p { text-transform: uppercase } td { text-transform: lowercase }")
    code, said = build(project, capsys)
    assert code == 0
    assert "[text-" not in said


@pytest.mark.parametrize("rule", [".text table", ".text p", ".text .footnote", ".text *"])
@pytest.mark.parametrize(
    "how",
    [
        "display: none",
        "opacity: 0",
        "color: transparent",
        "width: 4px; height: 4px; overflow: hidden",
    ],
)
def test_a_style_sheet_cannot_hide_the_text(
    rule: str, how: str, project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    style(project, f"{rule} {{ {how} }}")
    code, said = build(project, capsys)
    assert code == 1
    assert "[text-lost]" in said


@pytest.mark.parametrize(
    "rules",
    [
        ".text p { color: white }",
        ".text p { color: rgb(0 0 0 / 2%) }",
        ".text { background: black }",
        "body { background: black }",
        ".text { background: #333 } .text p { color: #353535 }",
        ".text p { transform: scale(0.1) }",
        ".text p { transform: scale(0) }",
        ".text p { transform: translate(-300mm) }",
        ".text p { font-size: 0.5pt }",
        "body::after { content: ''; position: absolute; inset: 0; background: #eee }",
    ],
)
def test_text_that_nobody_can_see_is_told_of(
    rules: str, project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    style(project, rules)
    code, said = build(project, capsys)
    assert code == 1
    assert re.search(r"\[text-(?:lost|outside-page|overprinted)\]", said), said


def test_text_on_another_ground_and_a_little_moved_is_seen(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rules = (
        "body { background: #222 } body * { color: #eee !important }"
        " .text p { transform: translate(1pt) scale(0.9) }"
        " td { background: white; color: black !important } col { background: #eee }"
        " h1 { color: #222 !important }"
    )
    style(project, rules)
    code, said = build(project, capsys)
    assert code == 0, said


@pytest.mark.parametrize("rule", [".abstract", "aside.facts", ".keywords", "h1"])
def test_what_is_not_displayed_beside_the_text_is_not_missing(
    rule: str, project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    style(project, rule + " { display: none }")
    code, said = build(project, capsys)
    assert code == 0
    assert "[text-" not in said


def style(project: Path, rules: str) -> None:
    sheet = project / "templates" / "pdf" / "article.css"
    sheet.parent.mkdir(parents=True)
    shipped = (ROOT / "templates" / "pdf" / "article.css").read_text("utf-8")
    sheet.write_text(shipped + rules, "utf-8")


def build(project: Path, capsys: pytest.CaptureFixture[str], text: str = TEXT) -> tuple[int, str]:
    (project / "manuscript" / "a" / "article.md").write_text(text, "utf-8")
    code = main(["build", "--project", str(project), "--format", "pdf", "--jobs", "0"])
    return code, capsys.readouterr().out
