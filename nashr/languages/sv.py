"""Swedish."""

from nashr.languages.base import (
    Labels,
    Language,
    Quotes,
    license_statements,
    locators,
    words,
)

LANGUAGE = Language(
    tag="sv",
    endonym="Svenska",
    decimal_sign=",",
    alphabet=words("a b c d e f g h i j k l m n o p q r s t u v w x y z å ä ö"),
    quotes=Quotes("”", "”", "’", "’"),
    months=(
        "januari",
        "februari",
        "mars",
        "april",
        "maj",
        "juni",
        "juli",
        "augusti",
        "september",
        "oktober",
        "november",
        "december",
    ),
    date="{day} {month} {year}",
    date_in_numbers="{year}-{month:02}-{day:02}",
    percent="{n}\u00a0%",
    seasons=("vår", "sommar", "höst", "vinter"),
    list_and="och",
    et_al="m.fl.",
    abbreviations=words("jfr. jf. t.ex. dvs. bl.a. fig. tab. s. nr."),
    introducing=words("se även jämför i och eller av"),
    before_number=words("s nr"),
    query=words("fråga"),
    labels=Labels(
        abstract="Sammanfattning",
        keywords="Nyckelord",
        figure="Figur {n}",
        figure_lower="figur {n}",
        figure_caption="Figur {n}.",
        table="Tabell {n}",
        table_lower="tabell {n}",
        table_caption="Tabell {n}.",
        table_continued="(forts.)",
        section="Avsnitt {n}",
        section_lower="avsnitt {n}",
        equation="Ekvation {n}",
        equation_lower="ekvation {n}",
        references="Referenser",
        references_latin="Referenser i latinsk skrift",
        notes="Noter",
        footnote="Fotnot",
        contents="Innehåll",
        authors="Författare",
        corresponding_author="Korresponderande författare",
        affiliation="Institution",
        email="E-post",
        received="Mottagen",
        revised="Omarbetad",
        accepted="Godkänd",
        published="Publicerad",
        volume="Volym",
        issue="Nummer",
        pages="Sidor",
        funding="Finansiering",
        acknowledgements="Tack",
        conflict_of_interest="Intressekonflikter",
        sent="Skickad för granskning",
        reviewed="Granskad",
        resubmitted="Inlämnad på nytt",
        ethics="Etiskt uttalande",
        ethics_committee="Etiknämnd",
        decision_date="Beslutsdatum",
        decision_number="Beslutsnummer",
        consent="Informerat samtycke",
        data_availability="Datatillgänglighet",
        ai_use="Användning av artificiell intelligens",
        peer_review="Sakkunniggranskning",
        plagiarism_check="Likhetskontroll",
        derived_from="Underliggande arbete",
        extended_abstract="Utvidgad sammanfattning",
        editor_in_charge="Ansvarig redaktör",
        reviewer="Granskare",
        reviewers="Granskare",
        special_issue="Specialnummer",
        article_number="Artikel nr",
        field="Ämnesområde",
        udc="UDK",
        bbk="BBK",
        credit="Författarnas bidrag",
        credit_of_one="Författarens bidrag",
        about_article="Om artikeln",
        cite_this_article="Citera artikeln",
        cite_as="Citeras som",
        back_to_text="Tillbaka till texten",
        cited_on="Inom hakparentes: de sidor där verket citeras; (2), (3): åter på samma sida.",
        cover="Omslag",
        landmarks="Landmärken",
        start_of_text="Textens början",
        title_page="Titelsida",
        download="Ladda ned",
        copy="Kopiera",
        copied="Kopierat",
        skip_to_content="Hoppa till innehållet",
        cited_page="Citerad på sidan {page}",
        of_several="{n} av {total}",
        done="klart",
        to_do="att göra",
        description="Beskrivning",
        not_described="inte beskriven",
        author_query="Fråga till författaren",
        check_romanization="Transkriberingen är automatisk: kontrollera den.",
        proof="Korrektur",
        theme="Utseende",
        light="Ljust",
        dark="Mörkt",
        close="Stäng",
        code="Kod",
        access_text=(
            "Textens storlek och utseende kan ändras, och rubriker ger den struktur. "
            "Hänvisningar och noter är länkade i båda riktningarna."
        ),
        access_images="Bilderna har textalternativ.",
        access_math="Formlerna är skrivna i MathML och bär sin källa i TeX.",
    ),
    article_types={
        "research-article": "Forskningsartikel",
        "review-article": "Översiktsartikel",
        "brief-report": "Kort rapport",
        "case-report": "Fallrapport",
        "book-review": "Bokrecension",
        "article-commentary": "Kommentar",
        "discussion": "Diskussion",
        "reply": "Replik",
        "editorial": "Ledare",
        "introduction": "Inledning",
        "letter": "Brev till redaktionen",
        "translation": "Översättning",
        "correction": "Rättelse",
        "retraction": "Tillbakadragande",
        "obituary": "Minnesord",
    },
    peer_reviews={
        "open": "Öppen",
        "single-blind": "Enkelblind",
        "double-blind": "Dubbelblind",
    },
    credit_roles={
        "conceptualization": "Konceptualisering",
        "data-curation": "Datahantering",
        "formal-analysis": "Formell analys",
        "funding-acquisition": "Anskaffning av medel",
        "investigation": "Undersökning",
        "methodology": "Metodik",
        "project-administration": "Projektadministration",
        "resources": "Resurser",
        "software": "Programvara",
        "supervision": "Handledning",
        "validation": "Validering",
        "visualization": "Visualisering",
        "writing-original-draft": "Skrivande av första utkastet",
        "writing-review-editing": "Granskning och redigering av texten",
    },
    license_statements=license_statements(
        sentence="Artikeln är öppet tillgänglig under licensen {name}.",
        public_domain=(
            "Alla rättigheter till artikeln har avståtts genom {name}; den tillhör det allmänna."
        ),
    ),
    locator_terms=locators(
        """
        appendix: bilaga, bilagor, bil.
        article-locator: artikel, artiklar, art.
        book: bok, böcker
        chapter: kapitel, kap.
        column: spalt, spalter, sp.
        equation: ekvation, ekvationer, ekv.
        figure: figur, figurer, fig.
        folio: folio, fol., blad
        issue: nummer, nr, häfte, häften
        line: rad, rader
        note: not, noter, fotnot, fotnoter
        page: sida, sidor, sid., s.
        paragraph: stycke, stycken, st., ¶, ¶¶
        part: del, delar
        section: avsnitt, avs., paragraf, paragrafer, §, §§
        table: tabell, tabeller, tab.
        verse: vers, verser, v.
        volume: volym, volymer, vol., band, bd
        """
    ),
)
