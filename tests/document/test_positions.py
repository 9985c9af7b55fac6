"""Stand-ins: the text that pandoc reads instead of the author's must mean the same."""

from __future__ import annotations

import random
from pathlib import Path
from typing import Any

import pytest
from document_kit import manuscript

from nashr.document.load import MARKDOWN_FORMAT
from nashr.document.positions import Places, insert_placeholders, offset_of, restore_names
from nashr.engines import pandoc
from nashr.frontmatter.load import (
    split_manuscript,
)
from nashr.model import Source

KITCHEN_SINK = (
    Path(__file__).parents[1]
    / "projects"
    / "kitchen-sink"
    / "manuscript"
    / "kitchen-sink"
    / "article.md"
)
PIECES = r"""
See [@a; -@b_c:d, p. 3] and @{e f} and @{g,h}'s *@i_j* _@k_, x@y.z \@l @m--n @o. (@p)
# Head @Abc and **[@d]** {#sec:x .c key="v"}
Setext @q\n=========
![Cap [@r] *x*](a(1).png "Title @s"){#fig:a width=3cm alt="x @t"}
[@u](*not* a link) [@v](*link*) [w](<a b.png>) [x](https://example.org/@y?a=b#c "t")
`@z`{=html} `\cmd{#x}`{=latex} ``@`aa`` [sp *a*]{#id .c lang=tr} <b id="bb" lang='ru'>c</b>
$x_{@} {#eq:no}$ and $$a$$ {#eq:y}
| a @b | c |\n|------|:-:|\n| `@d` | [@e, p. 1] |\n\n: Caption @f {#tbl:a .wide}
+----+-------------+\n| @a | - b @c      |\n+====+=============+\n| d  | ![e](f.png) |\n+----+-------------+
--------- ----------\n @a  b     c [@d]\n e         ğ @f\n--------- ----------
::: {.x #y lang=az}\n@a\n:::
<div id="z" lang="ar">\n@b\n</div>
Note.[^n1] Inline.^[@a [@b]]\n\n[^n1]: Note @c\n\n    Second @d {#not-an-id}
```python\n@decorator  # {#x} ](y)\n```
    indented @code {#x}
``` {=openxml}\n<w:p id="a"/>\n```
(@a) begins a line\n\n- [ ] task @b\n\nTerm @c\n:   def @d
<https://example.org/@a> <me@example.org> https://example.org/@b {#x} {=x} @* @_ @- @
| line @a\n|   line [@b]
\](x) [ref @a][r] [r]\n\n[r]: http://example.org/@b "t"
@a@b [@c]@d [@e][@f] "@g" '@h' —@i …@j @k’s @l…
""".strip().split("\n")  # noqa: E501


def same(body: str) -> None:
    traced = insert_placeholders(body)
    assert len(traced.body) == len(body)
    plain = _tree(body)
    assert restore_names(_tree(traced.body), traced) == plain


def _tree(body: str) -> Any:
    return pandoc.parse_markdown(body, MARKDOWN_FORMAT)["blocks"]


def test_the_kitchen_sink_is_read_alike() -> None:
    source = Source("article.md", KITCHEN_SINK.read_text("utf-8"))
    found = split_manuscript(source).value
    assert found is not None
    same(found.body)


@pytest.mark.parametrize("seed", range(6))
def test_odd_texts_are_read_alike(seed: int) -> None:
    pieces = [piece.replace("\\n", "\n") for piece in PIECES]
    random.Random(seed).shuffle(pieces)
    same("\n\n".join(pieces))


def test_a_text_in_the_stand_ins_own_script() -> None:
    same("𒀀𒀁 @a 𓀀 [@b] [𒀀](𒀁.png){#𒀀}")
    traced = insert_placeholders("𒀀 𓀀 𔐀 ᐁ @a")
    assert traced.body == "𒀀 𓀀 𔐀 ᐁ @a"
    assert restore_names(["𒀀"], traced) == ["𒀀"]


def test_more_short_names_than_letters() -> None:
    same("@a " * 1000)


def test_offsets() -> None:
    traced = insert_placeholders("ə @{ab} and ![x](c.png)")
    cite, image = restore_names([traced.body[4:6], traced.body[17:22]], traced)
    assert (str(cite), offset_of(cite)) == ("ab", 4)
    assert (str(image), offset_of(image)) == ("c.png", 17)
    assert offset_of("plain") is None


def test_places() -> None:
    places = Places(manuscript("ə @{ab}\n![x [y] z](c.png)"))
    body = places.manuscript.body
    traced = insert_placeholders(body)
    names = {str(name): name for name in traced.names.values()}
    assert str(places.of_key(names["ab"])).endswith(":4:3")
    assert str(places.of_image(names["c.png"])).endswith(":5:1")
    assert str(places.of_name(names["c.png"])).endswith(":5:12")
    assert str(places.of_text("nowhere")) == "manuscript/trial/article.md"


@pytest.mark.timeout(120)
@pytest.mark.parametrize("piece", ['](x "', " #a", "<a id=", "@a-", "{#a ", "](", "lang="])
def test_a_hostile_line_takes_no_time(piece: str) -> None:
    insert_placeholders(piece * 20_000)  # the time limit fails it: quadratic, this would take hours
