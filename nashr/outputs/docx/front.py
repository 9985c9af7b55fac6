"""What stands around the text: the title block before it, statements, translations and references
behind it. Each paragraph is remembered as it was printed, for an import that is to see changes.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import lxml.html
from markupsafe import Markup

from nashr import ast
from nashr.issues import FIRST_PAGE
from nashr.languages import language
from nashr.model import LAST_PAGE, Blocks, Inlines, Node, Reference, ReferenceEntry
from nashr.outputs import byline, declarations, fragments
from nashr.outputs.byline import AuthorLine
from nashr.outputs.docx.blocks import Writer, in_style
from nashr.outputs.docx.fields import raw_block, styled
from nashr.outputs.docx.styles import style_id
from nashr.outputs.edition import Edition
from nashr.outputs.fragments import AbstractPart
from nashr.outputs.phrases import as_member, with_colon
from nashr.word_files import FACTS, LAST_FACTS, ORIGIN

_FORMATS = {
    "em": "Emph",
    "i": "Emph",
    "strong": "Strong",
    "b": "Strong",
    "sup": "Superscript",
    "sub": "Subscript",
}
_RAISED = "Superscript"
#: A paragraph without text, which pandoc would drop.
_SPACE_BELOW = f'<w:p><w:pPr><w:pStyle w:val="{style_id(LAST_FACTS)}"/></w:pPr></w:p>'
BIBLIOGRAPHY, BIBLIOGRAPHY_HEADING = "Bibliography", "Bibliography Heading"


class Front:
    """Writes the parts of an edition that are not its text."""

    def __init__(self, edition: Edition, writer: Writer) -> None:
        self._edition = edition
        self._article = edition.document.article
        self._writer = writer
        self._words = edition.language
        self._fields: dict[int, tuple[Node, str]] = {}
        #: The entries of the reference list.
        self.references: list[Inlines] = []

    # --- before the text -------------------------------------------------------------------

    def opening(self) -> Blocks:
        """The title block."""
        edition, article, words = self._edition, self._article, self._words
        own = article.lang
        blocks = [
            self._line("Journal", edition.journal.title, lang=edition.journal.language),
            self._line(FACTS, " · ".join(fragments.issn_facts(edition.journal, words))),
            self._line(FACTS, " · ".join(self._place())),
            self._linked(FACTS, "", edition.record.doi_url),
            self._line("Article Type", edition.article_type),
            self._line(FACTS, " · ".join(fragments.classification_lines(article, words))),
            *self._field("Title", f"title.{own}", own),
            *self._field("Subtitle", f"subtitle.{own}", own),
            self._names("Author", byline.author_lines(article)),
            *(
                self._line("Affiliation", line)
                for line in byline.rank_lines(article.authors, words)
            ),
            *self._affiliations(byline.affiliation_lines(article, words)),
        ]
        abstracts = fragments.abstracts(edition)
        blocks += [b for part in abstracts if part.lang == own for b in self._abstract(part)]
        blocks += self._facts()
        if article.abstracts_at == "front":
            blocks += [b for part in abstracts if part.lang != own for b in self._abstract(part)]
        return [*(block for block in blocks if block), raw_block(_SPACE_BELOW)]

    def _place(self) -> Iterator[str]:
        article, words = self._article, self._words
        if special := fragments.special_issue(article, words):
            yield special
        yield from fragments.issue_facts(article, words)
        if pages := self._edition.record.pages:
            yield f"{fragments.pages_label(self._edition)} {self._words.in_digits(pages)}"

    def _facts(self) -> Blocks:
        """Origin, citation, editors, addresses, history and licence, a line each."""
        edition, article, words = self._edition, self._article, self._words
        labels = words.labels
        authors = byline.author_lines(article)
        contacts = byline.contacts(authors)
        addresses = words.semicolon.join(f"{a.name}{words.comma}{a.email}" for a in contacts)
        several = len(article.authors) > 1
        orcids = words.semicolon.join(
            f"{a.name} {a.orcid_url}" if several else f"{a.orcid_url}"
            for a in byline.author_lines(article)
            if a.orcid_url
        )
        dates = fragments.date_lines(edition, words)
        history = words.semicolon.join(
            f"{with_colon(as_member(d.label, words) if n else d.label, words)} {d.text}"
            for n, d in enumerate(dates)
        )
        licence = fragments.license_line(edition)
        rights = fragments.copyright_line(edition)
        if rights and not rights.endswith("."):
            rights = f"{rights}."
        lines = [
            self._origin("derived-from", article.lang),
            self._own_citation(),
            *(
                self._labelled(line.label, line.names)
                for line in fragments.people_lines(article, words)
            ),
            self._labelled(byline.contacts_label(authors, labels), addresses) if contacts else None,
            self._labelled("ORCID", orcids) if orcids else None,
            self._line(FACTS, history),
            self._line(FACTS, " ".join(filter(None, (rights, licence.text if licence else "")))),
            self._linked(FACTS, "", licence.url if licence else None),
        ]
        return [line for line in lines if line]

    def _origin(self, name: str, lang: str) -> Node | None:
        """The sentence on the work that the article was made from, with where it is found."""
        blocks = self._edition.document.fields.get(name, [])
        inlines = self._writer.prose.inlines(ast.inlines_of(blocks))
        if (
            inlines
            and name == "derived-from"
            and (address := fragments.address_of_origin(self._article))
        ):
            inlines = [*inlines, ast.SPACE, ast.link([ast.text(address)], address)]
        return self._inlines(ORIGIN, inlines, lang=lang)

    def _own_citation(self) -> Node | None:
        """How the article is cited; the numbers of its pages, as far as they are known."""
        own, record = self._edition.document.own_citation, self._edition.record
        first, last = record.first_page or "", record.last_page
        is_range = last not in (None, first)
        inlines = own.ranged if is_range and own.ranged else own.known
        if not inlines:
            return None

        def numbered(text: str) -> list[Node]:
            digits = self._words.in_digits
            shown = text.replace(FIRST_PAGE, digits(first)).replace(LAST_PAGE, digits(last or ""))
            return [ast.text(shown)]

        inlines = ast.rewrite_strings(inlines, numbered)
        label = with_colon(self._words.labels.cite_as, self._words)
        done = [styled("Label", ast.words(label)), ast.SPACE, *self._writer.prose.inlines(inlines)]
        return self._inlines(FACTS, done)

    # --- behind the text -------------------------------------------------------------------

    def closing(self) -> Blocks:
        """Statements, references, and abstracts in other languages."""
        edition, article = self._edition, self._article
        told = declarations.declarations(edition)
        blocks: Blocks = [block for part in told for block in self._told(part)]
        blocks += self._references()
        blocks += self._latin()
        for part in fragments.extended_abstracts(edition):
            blocks += self._extended(part)
        if article.abstracts_at != "front":
            for part in fragments.abstracts(edition):
                if part.lang != article.lang:
                    blocks += self._abstract(part)
        return blocks

    def _told(self, part: declarations.Declaration) -> Blocks:
        lang = part.lang or self._article.lang
        heading = self._line("Statement Heading", part.heading, lang=part.lang)
        facts = [
            self._inlines("Statement", self._of_element(p), lang=part.lang)
            for p in _paragraphs(part.facts)
        ]
        blocks = [heading, *facts, *self._field("Statement", part.source, lang)]
        return [block for block in blocks if block]

    def _references(self) -> Blocks:
        document = self._edition.document
        if not document.references:
            return []
        fields = self._writer.prose.citations
        entries = fields.around_list(self._entries(document.references, document.cited))
        self.references = self._entries(document.references, ())
        blocks: Blocks = [self._line(BIBLIOGRAPHY_HEADING, self._words.labels.references) or {}]
        for inlines, markup in zip(entries, self._edition.markup.entries, strict=True):
            given = {"lang": markup.lang, "dir": markup.direction}
            block = in_style(BIBLIOGRAPHY, [ast.para(inlines)])
            self._remember(BIBLIOGRAPHY, block)
            keyvals = {name: value for name, value in given.items() if value}
            blocks.append(ast.div([block], ast.attr("", (), keyvals)) if keyvals else block)
        return blocks

    def _latin(self) -> Blocks:
        """The references in Latin letters. They are no field of a reference manager, and an import
        knows them by what was printed.
        """
        latin, part = self._edition.document.latin, fragments.latin_references(self._edition)
        if latin is None or part is None:
            return []
        own = part.lang or ""
        blocks = [self._line(BIBLIOGRAPHY_HEADING, part.heading, own)]
        entries = self._entries(latin.entries, latin.works)
        for inlines, markup in zip(entries, self._edition.markup.latin, strict=True):
            blocks.append(self._inlines(BIBLIOGRAPHY, inlines, lang=markup.lang or own))
        return [block for block in blocks if block]

    def _entries(
        self, listed: Sequence[ReferenceEntry], works: Sequence[Reference]
    ) -> list[Inlines]:
        """The entries of a list, with their queries in a proof."""
        prose = self._writer.prose
        queries = {one.key: one.query for one in works if self._edition.proof}
        entries = []
        for entry in listed:
            inlines = prose.inlines(prose.inlines_of_citation(entry.inlines))
            if query := queries.get(entry.key):
                inlines = [*inlines, *prose.comment(query)]
            entries.append(inlines)
        return entries

    def _extended(self, part: AbstractPart) -> Blocks:
        tag = "" if part.lang == self._article.lang else part.lang
        blocks = [
            self._line("Abstract Heading", str(part.heading), lang=tag),
            # The notes of the title are called where it stands above the abstract.
            *(ast.rewrite(self._titles(part), _without_note) if tag else ()),
            *self._field("Abstract", f"extended-abstract.{part.lang}", part.lang),
        ]
        return [block for block in blocks if block]

    # --- abstracts -------------------------------------------------------------------------

    def _abstract(self, part: AbstractPart) -> Blocks:
        """Abstract and keywords in a language; in one that is not the article's with title, names
        and facts.
        """
        tag = "" if part.lang == self._article.lang else part.lang
        words = language(part.lang) if tag else self._words
        keywords = None
        if part.keywords:
            label = styled("Label", ast.words(part.keywords_label))
            listed = [label, ast.SPACE, *ast.words(f"{part.keyword_list.removesuffix('.')}.")]
            keywords = self._inlines("Keywords", listed, f"keywords.{part.lang}", tag)
        dates = words.semicolon.join(
            f"{with_colon(as_member(d.label, words) if n else d.label, words)} {d.text}"
            for n, d in enumerate(part.dates)
        )
        has_title_alone = isinstance(part.heading, Markup)
        heading = (
            None if has_title_alone else self._line("Abstract Heading", str(part.heading), tag)
        )
        blocks = [
            *(self._line(FACTS, line, tag) for line in part.classification),
            *(self._titles(part) if tag else ()),
            self._names("Author", part.byline.authors, tag),
            *(self._line("Affiliation", line, tag) for line in part.byline.ranks),
            *self._affiliations(part.byline.affiliations, tag),
            heading,
            *self._field("Abstract", f"abstract.{part.lang}", part.lang),
            keywords,
            *(self._line(FACTS, line, tag) for line in part.codes),
            self._line(FACTS, dates, tag),
            self._origin(f"derived-from.{part.lang}", part.lang),
            self._line(FACTS, part.special_issue, tag),
            self._line(FACTS, part.source, tag),
        ]
        return [block for block in blocks if block]

    def _titles(self, part: AbstractPart) -> Blocks:
        """Title and subtitle in another language."""
        return [
            *self._field("Translated Title", f"title.{part.lang}", part.lang),
            *self._field("Translated Subtitle", f"subtitle.{part.lang}", part.lang),
        ]

    # --- lines -----------------------------------------------------------------------------

    def _field(self, style: str, name: str, lang: str) -> Blocks:
        """A field of the front matter: the first form of its paragraphs is the style."""
        blocks = self._edition.document.fields.get(name, [])
        tag = "" if lang == self._article.lang else lang
        done: Blocks = []
        for made in self._writer.blocks(blocks):
            block = in_style(style, [_as_para(made)]) if _is_plain(made) else made
            self._remember(name, block)
            done.append(block)
        return [self._in_language(block, tag) for block in done]

    def _names(self, style: str, authors: tuple[AuthorLine, ...], lang: str = "") -> Node | None:
        """The authors in a row, with the marks of their affiliations."""
        words = language(lang) if lang else self._words
        inlines: Inlines = []
        for number, author in enumerate(authors):
            if number:
                inlines.append(ast.text(words.comma))
            inlines.extend(ast.words(author.name + author.turn))
            if author.marks:
                inlines.append({"t": _RAISED, "c": [ast.text(",".join(author.marks))]})
        return self._inlines(style, inlines, lang=lang)

    def _affiliations(
        self, places: tuple[byline.AffiliationLine, ...], lang: str = ""
    ) -> list[Node | None]:
        lines = []
        for place in places:
            mark: Inlines = (
                [{"t": _RAISED, "c": [ast.text(place.mark)]}, ast.SPACE] if place.mark else []
            )
            lines.append(self._inlines("Affiliation", [*mark, *ast.words(place.text)], lang=lang))
        return lines

    def _labelled(self, label: str, text: str) -> Node | None:
        told = [styled("Label", ast.words(with_colon(label, self._words))), ast.SPACE]
        return self._inlines(FACTS, [*told, *ast.words(text)])

    def _linked(self, style: str, text: str, address: str | None) -> Node | None:
        if not address:
            return None
        return self._inlines(style, [*ast.words(text), ast.link([ast.text(address)], address)])

    def _line(self, style: str, text: str, lang: str = "") -> Node | None:
        return self._inlines(style, ast.words(text), lang=lang) if text else None

    def _inlines(self, style: str, inlines: Inlines, name: str = "", lang: str = "") -> Node | None:
        """A paragraph; None where it would be empty."""
        if not inlines:
            return None
        block = in_style(style, [ast.para(inlines)])
        self._remember(name, block)
        return self._in_language(block, "" if lang == self._article.lang else lang)

    def printed(self, blocks: Blocks) -> list[tuple[str, str]]:
        """The paragraphs of blocks that were made here: the field that each shows
        (``title.az``), or nothing, and its words. Entries of the reference list are left out.
        """
        found: list[tuple[str, str]] = []
        for block in blocks:
            self._collect(block, "", found)
        return found

    def _collect(self, block: Node, name: str, found: list[tuple[str, str]]) -> None:
        name = self._fields.get(id(block), (block, name))[1]
        if name == BIBLIOGRAPHY:
            return
        if block["t"] == "Div":
            for one in block["c"][1]:
                self._collect(one, name, found)
        elif words := ast.plain_text(block):
            found.append((name, words))

    def _remember(self, name: str, block: Node) -> None:
        """Which field of front matter a block shows; the block is kept, and so is its id."""
        if name:
            self._fields[id(block)] = (block, name)

    def _in_language(self, block: Node, tag: str) -> Node:
        if not tag:
            return block
        keyvals = {"lang": tag}
        if language(tag).direction != self._words.direction:
            keyvals["dir"] = language(tag).direction
        return ast.div([block], ast.attr("", (), keyvals))

    # --- HTML of the parts that templates share --------------------------------------------

    def _of_element(self, element: Any) -> Inlines:
        inlines: Inlines = ast.words(element.text or "")
        for child in element:
            inside = self._of_element(child)
            name = str(child.tag)
            if name in _FORMATS:
                inlines.append({"t": _FORMATS[name], "c": inside})
            elif name == "a" and not str(child.get("href", "")).startswith("#"):
                inlines.append(ast.link(inside, str(child.get("href", ""))))
            else:
                inlines.extend(inside)
            inlines.extend(ast.words(child.tail or ""))
        return inlines


def _paragraphs(html: Markup) -> list[Any]:
    if not html:
        return []
    root = lxml.html.fragment_fromstring(str(html), create_parent="div")
    return list(root.iter("p"))


def _is_plain(block: Node) -> bool:
    return block["t"] in ("Para", "Plain")


def _as_para(block: Node) -> Node:
    return ast.para(block["c"])


def _without_note(node: Node) -> list[Node] | None:
    return [] if node["t"] == "Note" else None
