"""Products that lose, repeat or change what an author wrote: each is told of, whatever it is."""

from __future__ import annotations

import copy
from collections.abc import Callable
from typing import Any

import lxml.html
import products_kit
import pytest

from nashr.diagnostics import Severity
from nashr.messages import Message
from nashr.outputs.account import shown_html
from nashr.outputs.account.compare import compare
from nashr.outputs.account.findings import account
from nashr.outputs.account.passages import expected
from nashr.outputs.jats import shown as shown_jats

TEXT = """
Birinci abzasın sözləri bir neçədir.[^a] Sonra *kursiv* və `kod` gəlir.^[Bax.]

# Başlıq^[Başlığın qeydi.]

> Gətirilən söz.

- birinci bənd
- on
- ikinci

(3) üçüncü sıra
(4) dördüncü sıra

| Ad^[Xananın qeydi.] | Say |
|-----|-----|
| Bakı | 1 |
| Gəncə | 2 |

: Şəhərlər^[Cədvəlin qeydi.]

![Şəklin yazısı^[Şəklin qeydi.]](media/a.png)

Düstur $x$ burada.^[Bax.]

| Misra bir
| misra iki

Termin

:   Tərifi budur.

```
son = 2
```

Son cümlə.^[Oran]

[^a]: Qeydin mətni belədir.

    İkinci abzası da var.
"""
#: What the author wrote in a product, in XPath.
OF_PAGE = "//div[@class='body']//* | //*[starts-with(@id, 'fn')]//* | //*[@class='entry']"
OF_JATS = "body//* | back/fn-group/fn/p/descendant-or-self::* | back/ref-list//mixed-citation"


MADE = products_kit.of_text(TEXT)
edition, page, jats = MADE.edition, MADE.page, MADE.jats


def shown_in_page(root: Any) -> str:
    return shown_html.shown([root])


PRODUCTS: dict[str, tuple[Callable[[], Any], Callable[[Any], str], str]] = {
    "the web page": (page, shown_in_page, OF_PAGE),
    "the JATS file": (jats, shown_jats.shown, OF_JATS),
}


def drop(element: Any) -> None:
    parent, before = element.getparent(), element.getprevious()
    if before is not None:
        before.tail = (before.tail or "") + (element.tail or "")
    else:
        parent.text = (parent.text or "") + (element.tail or "")
    parent.remove(element)


def swap(element: Any) -> None:
    """Let an element and the next of its kind change places."""
    other = element.getnext()
    if other is None or other.tag != element.tag:
        return
    element.tail, other.tail = other.tail, element.tail
    other.addnext(element)


def change_a_capital(element: Any) -> None:
    for char in "iıİI":
        if char in (element.text or ""):
            other = {"i": "İ", "ı": "I", "İ": "i", "I": "ı"}[char]
            element.text = element.text.replace(char, other, 1)
            return


@pytest.mark.parametrize("product", PRODUCTS)
@pytest.mark.parametrize("change", [drop, swap, change_a_capital])
def test_each_piece_that_is_lost_or_changed_is_told_of(
    product: str, change: Callable[[Any], None]
) -> None:
    made, shown, path = PRODUCTS[product]
    whole = shown(made())
    wanted = expected(edition().document, raw_formulas=product == "the web page")
    assert compare(wanted, whole) == []
    changed = 0
    for number, piece in enumerate(made().xpath(path)):
        root = copy.deepcopy(made())
        change(root.xpath(path)[number])
        text = shown(root)
        changed += text != whole
        told = compare(wanted, text)
        assert told or text == whole, " ".join(piece.itertext())
    assert changed > 7


def test_words_that_nobody_wrote_are_a_warning() -> None:
    root = copy.deepcopy(page())
    quotation = root.xpath("//blockquote")[0]
    quotation.addnext(lxml.html.fragment_fromstring("<p>Bunu heç kim yazmayıb.</p>"))
    (told,) = account(
        edition(),
        Message("the web page"),
        shown_html.read([root]).text,
        shown_html.alternatives([root]),
    )
    assert (told.code, told.severity) == ("text-added", Severity.WARNING)
    assert "birinci bənd" in told.message
