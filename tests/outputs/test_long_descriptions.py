"""Long descriptions in the markup: folded below the image, or said by it."""

from __future__ import annotations

import lxml.html

from nashr.outputs.long_descriptions import fold_descriptions, say_descriptions

FIGURE = """<div><figure><p><img src="media/a.png" alt="A curve."></p>
<div class="long-description"><p>It climbs</p><table><thead><tr><th>Stage</th><th>Flow</th></tr>
</thead><tbody><tr><td>1</td><td>8</td></tr></tbody></table></div>
<figcaption>Curve</figcaption></figure></div>"""


def test_it_is_folded_and_its_image_refers_to_it() -> None:
    root = lxml.html.fragment_fromstring(FIGURE)
    fold_descriptions(root, "Description")
    (box,) = root.iter("details")
    assert box[0].tag == "summary" and box[0].text == "Description"
    assert root.xpath("string(//img/@aria-details)") == box.get("id") != ""


def test_a_page_of_paper_has_it_in_the_alternative_text() -> None:
    root = lxml.html.fragment_fromstring(FIGURE)
    fold_descriptions(root, "Description")
    for summary in root.iter("summary"):
        assert summary.text == "Description"
    say_descriptions(root)
    assert root.xpath("string(//img/@alt)") == "A curve. It climbs. Stage, Flow. 1, 8."
    assert root.xpath("//details | //@aria-details") == []
    assert root.xpath("string(//figcaption)") == "Curve"
