"""The article as JATS 1.4, Journal Publishing (ANSI/NISO Z39.96-2024), with MathML 3.

The files that it shows lie beside it in ``media/``, as the XML names them.
"""

from __future__ import annotations

from lxml import etree

from nashr.diagnostics import Outcome
from nashr.messages import Message
from nashr.model import Artifact
from nashr.outputs import fragments
from nashr.outputs.account.findings import account
from nashr.outputs.edition import Edition, Finish
from nashr.outputs.jats.blocks import Writer
from nashr.outputs.jats.front import front, set_last_page
from nashr.outputs.jats.front_shown import unshown
from nashr.outputs.jats.inlines import Prose
from nashr.outputs.jats.references import ROMANIZED, latin_list, reference_list
from nashr.outputs.jats.shown import alternatives, looks_of, read
from nashr.outputs.jats.statements import back_matter
from nashr.outputs.jats.xml import ALI, MATHML, XLINK, XML, Element, add, name_of, serialise, unwrap
from nashr.ports import Engines

MEDIA_TYPE = "application/jats+xml"
_NAMESPACES = {"ali": ALI, "mml": MATHML, "xlink": XLINK}
#: ``ref-type`` by the element that a cross-reference leads to.
_REF_TYPES = {
    "boxed-text": "boxed-text",
    "disp-formula": "disp-formula",
    "fig": "fig",
    "fig-group": "fig",
    "fn": "fn",
    "list": "list",
    "ref": "bibr",
    "sec": "sec",
    "table-wrap": "table",
}
_COUNTS = (
    ("fig-count", "fig"),
    ("table-count", "table-wrap"),
    ("equation-count", "disp-formula"),
    ("ref-count", "ref"),
)


def begin(edition: Edition, _engines: Engines) -> Finish:
    """Make ``SLUG.xml``, and the images that the article shows."""
    document = edition.document
    article = article_element(edition)
    pictures = {e.get(f"{{{XLINK}}}href") for e in article.iter("graphic", "inline-graphic")}
    media = tuple(
        Artifact(resource.name, resource.data, resource.media_type)
        for resource in document.resources
        if resource.name in pictures
    )
    name = edition.file_name(".xml")
    product, said = Message("the JATS file"), alternatives(article)
    around, shown = unshown(document.article, article), read(article)
    found = account(
        edition,
        product,
        shown.text,
        said,
        raw_formulas=False,
        front=around,
        formulas=shown.formulas,
        pictures=shown.pictures,
        links=shown.links,
        looks=looks_of(article),
    )

    def finish(edition: Edition) -> Outcome[tuple[Artifact, ...]]:
        set_last_page(article, edition.record.last_page)
        return Outcome((Artifact(name, serialise(article), MEDIA_TYPE), *media), found)

    return finish


def render(edition: Edition, engines: Engines) -> Outcome[tuple[Artifact, ...]]:
    """``SLUG.xml`` of an edition whose pages are set, or will not be."""
    return begin(edition, engines)(edition)


def article_element(edition: Edition) -> Element:
    """The whole ``article``."""
    document, labels = edition.document, edition.language.labels
    article = etree.Element("article", nsmap=_NAMESPACES)
    article.set("article-type", document.article.type)
    article.set("dtd-version", "1.4")
    article.set(f"{{{XML}}}lang", document.article.lang)
    add(
        article,
        "processing-meta",
        tagset_family="jats",
        base_tagset="publishing",
        mathml_version="3.0",
        table_model="xhtml",
    )
    prose = Prose(document, edition.markup, edition.language)
    writer = Writer(prose)
    article.append(front(edition, writer))
    writer.sections(add(article, "body"), document.blocks)
    back = add(article, "back")
    back.extend(back_matter(edition, writer))
    references = reference_list(document, prose, labels.references)
    latin = fragments.latin_references(edition)
    second = latin_list(document, prose, latin.heading) if latin else None
    groups = (writer.notes(), references, second)
    back.extend([group for group in groups if group is not None])
    if not len(back):
        article.remove(back)
    _resolve(article)
    _count(article)
    return article


def _resolve(article: Element) -> None:
    """Say of each cross-reference what it leads to; one that leads to nothing is plain text."""
    targets = {e.get("id"): name_of(e) for e in article.iter(etree.Element) if e.get("id")}
    for xref in list(article.iter("xref")):
        kind = targets.get(xref.get("rid"))
        if kind is None:
            unwrap(xref)
        elif not xref.get("ref-type"):
            xref.set("ref-type", _REF_TYPES.get(kind, "other"))


def _count(article: Element) -> None:
    meta = article.find("front/article-meta")
    if meta is None:
        return
    counts = add(meta, "counts")
    again = {*article.iterfind(f"back/ref-list[@content-type='{ROMANIZED}']/ref")}
    for tag, counted in _COUNTS:
        number = sum(element not in again for element in article.iter(counted))
        add(counts, tag, count=str(number))
