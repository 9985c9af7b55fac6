"""An article of everything that is wider than a small screen, and what of it leaves the screen."""

from __future__ import annotations

from pathlib import Path

from PIL import Image

WORD = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft"
_SUM = "+".join(f"a_{{{n}}} x^{{{n}}}" for n in range(40))
_COLUMNS = 14


def _row(*cells: str) -> str:
    return f"|{'|'.join(cells)}|\n"


def _body() -> str:
    formula = r" $\frac{a}{b}=ccccccccccc$ "
    table = (
        _row(*(f" H{n} " for n in range(_COLUMNS)))
        + _row(*["---"] * _COLUMNS)
        + _row(*[" Transcontinental "] * _COLUMNS)
        + _row(*[" ![i](wide.png){alt=x} "] * 2, *[formula] * (_COLUMNS - 2))
    )
    return f"""\
---
title: A Title With {WORD}
authors: [{{given: Sample{"a" * 60}, family: {"B" * 50}}}]
---

# Heading {WORD}{WORD}

Word {WORD}{WORD} <https://example.org/{"averylongpath" * 8}> `code_{"x" * 90}` ${_SUM}$ here.

$$ {_SUM} $$ {{#eq:a}}

$$ \\sqrt{{{_SUM}}} $$

![A caption with {WORD}](wide.png){{alt="x"}}

Inline ![i](wide.png){{alt="x"}} image, ![t](tall.png){{alt="x"}}.

A low ![s](wide.png){{alt="low" height=9pt}} image.

- item ![i](wide.png){{alt="x" width=900px}}
- {WORD}{WORD}

> > > quoted {WORD} ![i](wide.png){{alt="x" height=300px}}

{table}
: Wide {WORD} {{#tbl:a}}

```python
x = "{"y" * 200}"
```

::: {{#fig:two}}
![One](wide.png){{alt="x"}}

![Two](tall.png){{alt="x"}}

Caption.
:::

| {WORD}{WORD} verse
|      deep indented verse line that goes on and on and on for long

Term {WORD}{WORD}

:   Definition {WORD}{WORD}

Note.^[A note with {WORD}{WORD}, `{"z" * 120}` and <https://example.org/{"anotherlong" * 9}>.]
"""


def write_project(folder: Path) -> None:
    """A journal with the article ``wide``."""
    article = folder / "manuscript" / "wide"
    article.mkdir(parents=True)
    (folder / "manuscript" / "journal.yaml").write_text("title: Sample Journal\nlanguage: en\n")
    (article / "article.md").write_text(_body(), "utf-8")
    Image.new("L", (3000, 400), 200).save(article / "wide.png")
    Image.new("L", (300, 3000), 200).save(article / "tall.png")


#: The elements that go over the edges of a window, those apart that can be scrolled to inside it,
#: and those that nobody sees.
OUTSIDE = """(width) => {
  const scrolls = e => {
    for (let p = e.parentElement; p && p !== document.body; p = p.parentElement) {
      const s = getComputedStyle(p), r = p.getBoundingClientRect();
      if (['auto', 'scroll'].includes(s.overflowX) && r.left >= -1 && r.right <= width + 1)
        return true;
      if (s.position === 'absolute' && (s.overflowX === 'hidden' || s.clipPath !== 'none'))
        return true;
    }
    return false;
  };
  return [...document.body.querySelectorAll('*')].filter(e => {
    const s = getComputedStyle(e), r = e.getBoundingClientRect();
    const inside = e.parentElement.closest('svg, math');
    if (inside || s.visibility === 'hidden' || r.width < 2 || r.height < 2) return false;
    return (r.right > width + 1 || r.left < -1) && !scrolls(e);
  }).map(e => `${e.localName}.${e.className} ${e.textContent.trim().slice(0, 30)}`);
}"""
