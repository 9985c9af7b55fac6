"""English."""

from nashr.languages.base import (
    Labels,
    Language,
    Quotes,
    callouts,
    license_statements,
    locators,
    words,
)

LANGUAGE = Language(
    tag="en",
    endonym="English",
    alphabet=words("a b c d e f g h i j k l m n o p q r s t u v w x y z"),
    quotes=Quotes("“", "”", "‘", "’"),
    months=(
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ),
    date="{day} {month} {year}",
    date_in_numbers="{year}-{month:02}-{day:02}",
    seasons=("spring", "summer", "autumn fall", "winter"),
    list_and="and",
    theorems=(
        "Theorem",
        "Lemma",
        "Corollary",
        "Proposition",
        "Conjecture",
        "Definition",
        "Example",
        "Exercise",
        "Remark",
    ),
    proof="Proof",
    pictures=words("map graph chart diagram scheme photo plate plan"),
    comma_before_and=True,
    et_al="et al.",
    abbreviations=words("cf. see. e.g. i.e. viz. cp. v. p. pp. fig. tab. vol. no. and."),
    introducing=words("see also compare in and or by"),
    before_number=words("p pp c vol no"),
    query=words("query"),
    reference_words=locators(
        """
        figure: fig., figs., figure, figures
        table: tab., tabs., tbl., table, tables
        section: sec., sect., section, sections, chapter, §
        equation: eq., eqs., eqn., eqns., equation, equations, formula
        """
    ),
    contributors={
        "foreword": "foreword by",
        "introduction": "introduction by",
        "afterword": "afterword by",
        "annotator": "annotated by",
        "commentator": "with commentary by",
        "holder": "assignee:",
    },
    style_words={
        "tarihinde": "",
        "yayımlanmamış": "unpublished",
        "kişisel iletişim": "personal communication",
        "erişim tarihi": "accessed",
        "erişim adresi": "available at",
        "çevrimiçi": "online",
        "под ред.": "ed. by",
        "вып.": "no.",
        "электронный ресурс": "electronic resource",
        "режим доступа": "available at",
        "дата обращения": "accessed",
        "изд.": "ed.",
        "т.": "vol.",
        "№": "no.",
        "с.": "p.",
    },
    labels=Labels(
        abstract="Abstract",
        keywords="Keywords",
        figure="Figure {n}",
        figure_lower="figure {n}",
        figure_caption="Figure {n}.",
        table="Table {n}",
        table_lower="table {n}",
        table_caption="Table {n}.",
        table_continued="(continued)",
        section="Section {n}",
        section_lower="section {n}",
        equation="Equation {n}",
        equation_lower="equation {n}",
        references="References",
        references_latin="References in Latin script",
        notes="Notes",
        footnote="Footnote",
        contents="Contents",
        authors="Authors",
        corresponding_author="Corresponding author",
        affiliation="Affiliation",
        email="E-mail",
        received="Received",
        revised="Revised",
        accepted="Accepted",
        published="Published",
        volume="Volume",
        issue="Issue",
        page="Page",
        pages="Pages",
        funding="Funding",
        acknowledgements="Acknowledgements",
        conflict_of_interest="Conflict of interest",
        sent="Sent to review",
        reviewed="Reviewed",
        resubmitted="Resubmitted",
        ethics="Ethics statement",
        ethics_committee="Ethics committee",
        decision_date="Date of the decision",
        decision_number="Number of the decision",
        consent="Informed consent",
        data_availability="Data availability",
        ai_use="Use of artificial intelligence",
        peer_review="Peer review",
        plagiarism_check="Similarity check",
        derived_from="Derived from",
        extended_abstract="Extended abstract",
        editor_in_charge="Editor in charge",
        reviewer="Reviewer",
        reviewers="Reviewers",
        special_issue="Special issue",
        article_number="Article no.",
        field="Field",
        udc="UDC",
        bbk="BBK",
        credit="Author contributions",
        credit_of_one="Author contribution",
        about_article="About this article",
        cite_this_article="Cite this article",
        cite_as="Cite as",
        back_to_text="Back to text",
        cited_on="In brackets: the pages that cite the work.",
        cited_again="In brackets: the pages that cite the work; (2), (3): again on the same page.",
        cover="Cover",
        landmarks="Landmarks",
        start_of_text="Start of the text",
        title_page="Title page",
        download="Download",
        copy="Copy",
        copied="Copied",
        skip_to_content="Skip to content",
        cited_page="Cited on page {page}",
        of_several="{n} of {total}",
        done="done",
        to_do="to do",
        description="Description",
        not_described="not described",
        author_query="Author query",
        check_romanization="The romanization was made automatically: please check it.",
        proof="Proof",
        editors="Editors",
        publisher="Publisher",
        editorial_office="Editorial office",
        colophon="Imprint",
        author_index="Index of authors",
        theme="Theme",
        light="Light",
        dark="Dark",
        close="Close",
        code="Code",
        access_text=(
            "The text can be resized and reflowed, and headings give it structure. "
            "Citations and notes are links that lead there and back."
        ),
        access_images="Images have text alternatives.",
        access_math="Formulas are MathML and carry their TeX source.",
    ),
    callouts=callouts("Note, Tip, Important, Warning, Caution"),
    article_types={
        "research-article": "Research article",
        "review-article": "Review article",
        "brief-report": "Brief report",
        "case-report": "Case report",
        "book-review": "Book review",
        "article-commentary": "Commentary",
        "discussion": "Discussion",
        "reply": "Reply",
        "editorial": "Editorial",
        "introduction": "Introduction",
        "letter": "Letter to the editor",
        "translation": "Translation",
        "correction": "Correction",
        "retraction": "Retraction",
        "obituary": "Obituary",
    },
    peer_reviews={
        "open": "Open",
        "single-blind": "Single-blind",
        "double-blind": "Double-blind",
    },
    credit_roles={
        "conceptualization": "Conceptualization",
        "data-curation": "Data curation",
        "formal-analysis": "Formal analysis",
        "funding-acquisition": "Funding acquisition",
        "investigation": "Investigation",
        "methodology": "Methodology",
        "project-administration": "Project administration",
        "resources": "Resources",
        "software": "Software",
        "supervision": "Supervision",
        "validation": "Validation",
        "visualization": "Visualization",
        "writing-original-draft": "Writing – original draft",
        "writing-review-editing": "Writing – review & editing",
    },
    license_statements=license_statements(
        sentence=(
            "This is an open-access article distributed under the terms of the {name} licence."
        ),
        public_domain=(
            "All rights in this article have been waived under {name}, and it is dedicated "
            "to the public domain."
        ),
    ),
    locator_terms=locators(
        """
        act: act, acts
        appendix: appendix, appendices, app., apps.
        article-locator: article, articles, art., arts.
        book: book, books, bk., bks.
        canon: canon, canons, can., cans.
        chapter: chapter, chapters, chap., chaps., ch., chs.
        column: column, columns, col., cols.
        elocation: location, locations, loc., locs.
        equation: equation, equations, eq., eqs.
        figure: figure, figures, fig., figs.
        folio: folio, folios, fol., fols.
        issue: issue, issues, no., nos., number, numbers
        line: line, lines, l., ll.
        note: note, notes, n., nn.
        opus: opus, opera, op., opp.
        page: page, pages, p., pp.
        paragraph: paragraph, paragraphs, para., paras., ¶, ¶¶
        part: part, parts, pt., pts.
        rule: rule, rules, r., rr.
        scene: scene, scenes, sc., scs.
        section: section, sections, sec., secs., §, §§
        sub-verbo: sub verbo, sub verbis, s.v., s.vv.
        supplement: supplement, supplements, supp., supps.
        table: table, tables, tbl., tbls.
        timestamp: timestamp, timestamps, time, times
        title-locator: title, titles, tit., tits.
        verse: verse, verses, v., vv.
        volume: volume, volumes, vol., vols.
        """
    ),
    spine_text="down",
)
