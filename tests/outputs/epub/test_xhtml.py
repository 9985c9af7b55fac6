"""The pages of a book, as XHTML."""

from __future__ import annotations

from nashr.outputs.epub.xhtml import page

TABLE = "<table><tbody><tr><td>a{}</td></tr></tbody></table>"
_XHTML = "{http://www.w3.org/1999/xhtml}"


def test_a_table_scrolls_and_one_inside_it_does_not() -> None:
    body = f"<p>Before</p>{TABLE.format(TABLE.format(''))} after{TABLE.format('')}"
    source = (
        '<html xmlns="http://www.w3.org/1999/xhtml" lang="en"><head><title>T</title></head>'
        f"<body><section>{body}</section></body></html>"
    )
    found = page("text.xhtml", source)
    regions = [one for one in found.root.iter(f"{_XHTML}div") if one.get("class") == "scroller"]
    assert [region[0].tag for region in regions] == [f"{_XHTML}table"] * 2
    assert all(region.get("tabindex") == "0" for region in regions), "reached with the keyboard"
    assert "".join(found.root.itertext()) == "TBeforeaa aftera"
