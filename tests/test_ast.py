"""Functions on the Pandoc AST."""

from __future__ import annotations

import copy

from nashr import ast
from nashr.engines import pandoc
from nashr.model import Node


def test_plain_text_reads_as_a_reader_would() -> None:
    blocks = pandoc.parse_markdown('# One *two*\n\nThree^[a note] "four" `five`\nsix.')["blocks"]
    assert ast.plain_text(blocks) == "One two Three “four” five six."


def test_words_keep_no_break_spaces() -> None:
    assert ast.words("a\u00a0b c") == [ast.text("a\u00a0b"), ast.SPACE, ast.text("c")]


def test_rewrite_replaces_below_and_above() -> None:
    code = {"t": "Code", "c": [ast.attr(), "x"]}
    tree = [ast.para([code, ast.text("w"), ast.span([code], ast.attr("s"))])]

    def change(node: ast.Node) -> list[ast.Node] | None:
        return [ast.text("y"), ast.text("z")] if node == code else None

    assert ast.plain_text(ast.rewrite(tree, change)) == "yzwyz"
    assert ast.plain_text(tree) == "xwx"


def test_without_leaves_the_holders_of_words_are_left() -> None:
    blocks = pandoc.parse_markdown("a *b* `c`\nd\n")["blocks"]
    assert [n["t"] for n in ast.nodes(blocks, leaves=False)] == ["Para", "Emph", "Code"]


def test_nodes_come_in_document_order() -> None:
    blocks = pandoc.parse_markdown("a *b* c\n\n- d\n")["blocks"]
    assert [n["c"] for n in ast.nodes(blocks) if n["t"] == "Str"] == ["a", "b", "c", "d"]


def test_attr_of_every_kind() -> None:
    blocks = pandoc.parse_markdown("# H {#h}\n\n[s]{#s}\n\n::: {#d}\nx\n:::\n")["blocks"]
    found = [a[0] for n in ast.nodes(blocks) if (a := ast.attr_of(n))]
    assert found == ["h", "s", "d"]


EVERYTHING = """
# A *heading* with words

Words that *lean over* and "quoted ones", a note,^[With *words* of its own.] a line\\
broken, `code  with  spaces`, $a + b$ and <kbd>raw words</kbd> as\nwell.

- [ ] a task to do
- [x] a task *done*
-   ☐ a box of its own, ☒ and another

<https://example.org/a%20b> and [https://example.org/a b](https://example.org/a%20b), [two
words](x), <a@example.org>.

| one word | two  words |
|----------|-----------:|
| in a     | *cell* here |

: A caption of *some* words

Term of words
:   Its definition, ↩ with an arrow.

| Lines   with spaces
|    in verse

![An image](a.png "its title"), ~~struck out~~, [Small Capitals]{.smallcaps} H~2~O.
"""


def test_words_joined_are_written_the_same_in_less() -> None:
    blocks = pandoc.parse_markdown(EVERYTHING, "markdown+task_lists+autolink_bare_uris")["blocks"]
    joined = ast.merge_strings(blocks)
    assert pandoc.write_html(joined) == pandoc.write_html(blocks)
    assert len(list(ast.nodes(joined))) < len(list(ast.nodes(blocks))) * 2 / 3


def test_strings_are_replaced_wherever_they_stand() -> None:
    note = {"t": "Note", "c": [ast.para([ast.text("a"), ast.SPACE, ast.text("b")])]}
    tree = [ast.para([ast.text("a"), note]), {"t": "CodeBlock", "c": [ast.attr(), "a"]}]

    def change(text: str) -> list[Node] | None:
        return {"a": [], "b": [ast.text("x"), ast.text("y")]}.get(text)

    inside = ast.para([ast.SPACE, ast.text("x"), ast.text("y")])
    assert ast.rewrite_strings(tree, change) == [
        ast.para([{"t": "Note", "c": [inside]}]),
        {"t": "CodeBlock", "c": [ast.attr(), "a"]},
    ]
    assert tree[0]["c"][0] == ast.text("a"), "the tree itself stays"


def test_equal_strings_can_be_one_object() -> None:
    words = ["".join(("a", str(n % 2))) for n in range(4)]
    tree = [{"t": "Para", "c": [{"t": "".join(("S", "tr")), "c": word} for word in words]}]
    expected = copy.deepcopy(tree)
    ast.share_strings(tree)
    assert tree == expected
    strings = [inline["c"] for inline in tree[0]["c"]]
    assert strings[0] is strings[2] and strings[1] is strings[3]


def test_inlines_are_cut_at_their_line_breaks() -> None:
    (paragraph,) = pandoc.parse_markdown("a b\\\n*c*\\\nd\n")["blocks"]
    assert [ast.plain_text(line) for line in ast.lines(paragraph["c"])] == ["a b", "c", "d"]
    assert ast.lines([]) == [[]]


def test_images_that_stand_alone_are_told_from_those_in_a_sentence() -> None:
    source = "![](a.png) ![](b.png)\n\nA ![](c.png)\n\n# H\n"
    alone, within, heading = pandoc.parse_markdown(source)["blocks"]
    found = ast.images_alone(alone)
    assert found is not None
    assert [image["c"][2][0] for image in found] == ["a.png", "b.png"]
    assert ast.images_alone(within) is None
    assert ast.images_alone(heading) is None


def test_the_tag_that_closes_an_element_is_found() -> None:
    (paragraph,) = pandoc.parse_markdown("<u>a <b>c</b></U> d\n")["blocks"]
    inlines = paragraph["c"]
    end = ast.closing_tag("u", inlines)
    assert end is not None
    assert inlines[end]["c"][1] == "</U>"
    assert ast.closing_tag("em", inlines) is None
